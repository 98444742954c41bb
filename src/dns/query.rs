//! One question to a name server and what it answers, as bytes (RFC 1035, section 4). The wire format itself is `simple-dns`'s.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use simple_dns::rdata::{OPT, RData};
use simple_dns::{CLASS, Name, Packet, PacketFlag, QTYPE, Question, RCODE, TYPE};

use super::Family;

/// Bytes of an answer at most: what passes any network in one piece (the value of the DNS flag day 2020).
pub const ANSWER_MAX: u16 = 1232;
/// A name's characters at most (RFC 1035, 3.1), without the last dot.
const NAME_MAX: usize = 253;

/// What a name server has said.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Answer {
    /// Addresses of the family asked for, in its order.
    Addresses(Vec<IpAddr>),
    /// There is no such name, or it has no such address.
    None,
    /// It could not say. Another one may.
    Failed,
}

/// A question for the addresses of a name.
pub struct Query {
    name: String,
    family: Family,
    id: u16,
}

impl Query {
    /// A question. `id` is to be hard to guess.
    ///
    /// Nothing if that cannot be a name: an empty label, one that is too long, too long as a whole.
    pub fn new(name: &str, family: Family, id: u16) -> Option<Self> {
        let name = name.strip_suffix('.').unwrap_or(name);
        let label = |label: &str| (1..=63).contains(&label.len());
        let fits = name.len() <= NAME_MAX && name.split('.').all(label);
        (fits && Name::new(name).is_ok()).then(|| Self { name: name.into(), family, id })
    }

    /// Its bytes.
    pub fn bytes(&self) -> Vec<u8> {
        let mut packet = Packet::new_query(self.id);
        packet.set_flags(PacketFlag::RECURSION_DESIRED);
        packet.questions.push(self.question());
        *packet.opt_mut() =
            Some(OPT { udp_packet_size: ANSWER_MAX, version: 0, opt_codes: Vec::new() });
        // The name fits, so the packet does.
        packet.build_bytes_vec().unwrap_or_default()
    }

    fn question(&self) -> Question<'_> {
        let kind = match self.family {
            Family::V4 => TYPE::A,
            Family::V6 => TYPE::AAAA,
        };
        let name = Name::new_unchecked(&self.name);
        Question::new(name, QTYPE::TYPE(kind), CLASS::IN.into(), false)
    }

    /// What these bytes answer; nothing if they are not the answer to this question.
    pub fn answer(&self, bytes: &[u8]) -> Option<Answer> {
        let packet = Packet::parse(bytes).ok()?;
        if packet.id() != self.id || !packet.has_flags(PacketFlag::RESPONSE) {
            return None;
        }
        match packet.rcode() {
            RCODE::NoError => {}
            RCODE::NameError => return self.is_asked(&packet).then_some(Answer::None),
            // A server that does not understand the question may leave it out.
            _ => return Some(Answer::Failed),
        }
        if !self.is_asked(&packet) {
            return None;
        }
        // Aliases come with the addresses of what they stand for: whoever was asked has followed them.
        let addresses: Vec<_> = packet
            .answers
            .iter()
            .filter_map(|record| match (&record.rdata, self.family) {
                (RData::A(a), Family::V4) => Some(IpAddr::V4(Ipv4Addr::from_bits(a.address))),
                (RData::AAAA(a), Family::V6) => Some(IpAddr::V6(Ipv6Addr::from_bits(a.address))),
                _ => None,
            })
            .collect();
        let cut_off = packet.has_flags(PacketFlag::TRUNCATION);
        Some(match (addresses.is_empty(), cut_off) {
            (false, _) => Answer::Addresses(addresses),
            (true, false) => Answer::None,
            (true, true) => Answer::Failed,
        })
    }

    /// Whether the packet repeats our question, the case of its letters aside.
    fn is_asked(&self, packet: &Packet) -> bool {
        let ours = self.question();
        let [asked] = packet.questions.as_slice() else { return false };
        asked.qtype == ours.qtype && asked.qname.to_string().eq_ignore_ascii_case(&self.name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use simple_dns::ResourceRecord;
    use simple_dns::rdata::{A, AAAA, CNAME};

    fn query() -> Query {
        Query::new("www.Example.com", Family::V4, 7).unwrap()
    }

    fn reply(id: u16, rcode: RCODE, records: Vec<RData<'static>>) -> Packet<'static> {
        let mut packet = Packet::new_reply(id);
        *packet.rcode_mut() = rcode;
        let name = Name::new_unchecked("www.example.COM");
        packet.questions.push(Question::new(
            name.clone(),
            QTYPE::TYPE(TYPE::A),
            CLASS::IN.into(),
            false,
        ));
        for data in records {
            packet.answers.push(ResourceRecord::new(name.clone(), CLASS::IN, 60, data));
        }
        packet
    }

    fn said(packet: &Packet) -> Option<Answer> {
        query().answer(&packet.build_bytes_vec().unwrap())
    }

    #[test]
    fn the_question_is_what_servers_understand() {
        let bytes = query().bytes();
        let packet = Packet::parse(&bytes).unwrap();
        assert_eq!((packet.id(), packet.questions.len()), (7, 1));
        assert!(packet.has_flags(PacketFlag::RECURSION_DESIRED));
        assert_eq!(packet.opt().unwrap().udp_packet_size, ANSWER_MAX);
    }

    #[test]
    fn addresses_are_taken_past_aliases_and_other_families() {
        let records = vec![
            RData::CNAME(CNAME(Name::new_unchecked("real.example"))),
            RData::AAAA(AAAA { address: 1 }),
            RData::A(A { address: 0x0a00_0001 }),
            RData::A(A { address: 0x0a00_0002 }),
        ];
        let expected = ["10.0.0.1", "10.0.0.2"].map(|address| address.parse().unwrap());
        assert_eq!(
            said(&reply(7, RCODE::NoError, records)),
            Some(Answer::Addresses(expected.into()))
        );
    }

    #[test]
    fn what_is_no_answer_to_the_question_is_ignored() {
        let address = || vec![RData::A(A { address: 1 })];
        assert_eq!(said(&reply(8, RCODE::NoError, address())), None);
        assert_eq!(query().answer(b"nonsense"), None);
        assert_eq!(query().answer(&query().bytes()), None);
        let mut other = reply(7, RCODE::NoError, address());
        other.questions[0].qname = Name::new_unchecked("www.example.org");
        assert_eq!(said(&other), None);
        let mut other = reply(7, RCODE::NoError, address());
        other.questions[0].qtype = QTYPE::TYPE(TYPE::AAAA);
        assert_eq!(said(&other), None);
    }

    #[test]
    fn failures_are_told_from_names_that_are_not_there() {
        assert_eq!(said(&reply(7, RCODE::NameError, vec![])), Some(Answer::None));
        assert_eq!(said(&reply(7, RCODE::NoError, vec![])), Some(Answer::None));
        assert_eq!(said(&reply(7, RCODE::ServerFailure, vec![])), Some(Answer::Failed));
        let mut cut = reply(7, RCODE::NoError, vec![]);
        cut.set_flags(PacketFlag::TRUNCATION);
        assert_eq!(said(&cut), Some(Answer::Failed));
    }

    #[test]
    fn broken_answers_are_no_harm() {
        let records = vec![
            RData::CNAME(CNAME(Name::new_unchecked("real.example"))),
            RData::A(A { address: 1 }),
        ];
        let whole = reply(7, RCODE::NoError, records).build_bytes_vec_compressed().unwrap();
        for length in 0..whole.len() {
            // Nothing to be compared: it is to come back at all.
            let _ = query().answer(&whole[..length]);
        }
        for place in 0..whole.len() {
            for value in [0, 1, 0x3f, 0x40, 0x80, 0xc0, 0xff] {
                let mut broken = whole.clone();
                broken[place] = value;
                let _ = query().answer(&broken);
            }
        }
        // A name that points at itself.
        let mut round = whole[..12].to_vec();
        round.extend([0xc0, 12, 0, 1, 0, 1]);
        assert_eq!(query().answer(&round), None);
    }

    #[test]
    fn what_cannot_be_a_name_is_no_question() {
        let long = "a".repeat(64);
        for name in ["", ".", "a..b", &long, &vec!["abcdefg"; 32].join(".")] {
            assert!(Query::new(name, Family::V4, 1).is_none(), "{name:?}");
        }
        assert!(Query::new("a.b.", Family::V4, 1).is_some());
    }
}
