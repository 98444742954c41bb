//! The decoders as their users see them: however a peer's bytes are cut on their way, the packages are the
//! ones that it sent. Seeded, so that a failure repeats.

mod random;

use std::sync::Arc;

use random::Random;
use swoole::protocol::websocket::{FrameRule, Header, Opcode, Reader};
use swoole::protocol::{AnyDecoder, Decoder, Frame, Framing, LengthVerdict};
use swoole::settings::{FramingSettings, LengthField, LengthType};

const MAX: usize = 2 * 1024 * 1024;

impl Random {
    fn bytes(&mut self, len: usize, without: u8) -> Vec<u8> {
        let byte = |random: &mut Self| match random.below(256) as u8 {
            byte if byte == without => byte ^ 1,
            byte => byte,
        };
        (0..len).map(|_| byte(self)).collect()
    }

    /// Mostly short, now and then long.
    fn len(&mut self) -> usize {
        let bound = [4, 40, 400, 6000][self.below(100) / 33];
        self.below(bound)
    }
}

/// A session's owner: keeps what was received, takes packages off.
struct Owner {
    decoder: AnyDecoder,
    received: Vec<u8>,
    start: usize,
    packages: Vec<Vec<u8>>,
}

impl Owner {
    fn new(framing: &Framing) -> Self {
        Self { decoder: AnyDecoder::new(framing), received: vec![], start: 0, packages: vec![] }
    }

    fn receive(&mut self, chunk: &[u8]) {
        self.received.extend_from_slice(chunk);
        loop {
            let rest = &self.received[self.start..];
            match self.decoder.next(rest).expect("the stream is valid") {
                Frame::More { want } => {
                    assert!(want.is_none_or(|want| want > rest.len()), "it waits for what it has");
                    return;
                }
                Frame::Interim { .. } => panic!("these protocols have no answers in between"),
                Frame::Package { len } => {
                    assert!((1..=rest.len()).contains(&len));
                    self.packages.push(rest[..len].to_vec());
                    self.start += len;
                }
            }
        }
    }

    fn unread(&self) -> &[u8] {
        &self.received[self.start..]
    }
}

fn split(eof: &[u8]) -> Framing {
    Framing::new(&FramingSettings::EofSplit { eof: eof.to_vec(), max_length: MAX }, None)
}

fn check(eof: &[u8]) -> Framing {
    Framing::new(&FramingSettings::EofCheck { eof: eof.to_vec(), max_length: MAX }, None)
}

fn length(letter: u8, offset: usize, body_offset: i64) -> Framing {
    let length_type = LengthType::from_letter(letter).expect("a letter of pack()");
    let field = LengthField { length_type, offset, body_offset };
    Framing::new(&FramingSettings::Length { field, max_length: MAX }, None)
}

/// Frames `len:body`, as a script would.
fn decimal() -> Framing {
    let field = LengthField {
        length_type: LengthType::from_letter(b'N').expect("a letter of pack()"),
        offset: 0,
        body_offset: 4,
    };
    let func = |data: &[u8]| {
        let Some(colon) = data.iter().position(|byte| *byte == b':') else {
            return LengthVerdict::from(if data.len() > 10 { -1 } else { 0 });
        };
        match std::str::from_utf8(&data[..colon]).ok().and_then(|digits| digits.parse::<i64>().ok())
        {
            Some(body) => LengthVerdict::from(colon as i64 + 1 + body),
            None => LengthVerdict::Malformed,
        }
    };
    Framing::new(&FramingSettings::Length { field, max_length: MAX }, Some(Arc::new(func)))
}

type Write = fn(&mut Random) -> Vec<u8>;

/// Every framing that cuts a stream in one way only, with a writer of its messages.
fn framings() -> Vec<(&'static str, Framing, Write)> {
    let crlf: Write = |random| {
        let len = random.len();
        [random.bytes(len, b'\n'), b"\r\n".to_vec()].concat()
    };
    let one: Write = |random| {
        let len = random.len();
        [random.bytes(len, b'\n'), b"\n".to_vec()].concat()
    };
    // Bodies full of the marker's beginning.
    let repetitive: Write = |random| {
        let len = random.below(12);
        let body: Vec<u8> = (0..len).map(|_| b"ab"[random.below(2)]).collect();
        let mut message = [&body[..], b"aababaab"].concat();
        let end =
            message.windows(8).position(|window| window == b"aababaab").expect("appended") + 8;
        message.truncate(end);
        message
    };
    let big_endian: Write = |random| {
        let len = random.len();
        [&(len as u32).to_be_bytes()[..], &random.bytes(len, 0)].concat()
    };
    let inner: Write = |random| {
        let len = random.len();
        [b"ab", &(len as u16 + 6).to_le_bytes()[..], b"cd", &random.bytes(len, 0)].concat()
    };
    let wide: Write = |random| {
        let len = random.len();
        [&(len as i64).to_ne_bytes()[..], &random.bytes(len, 0)].concat()
    };
    let text: Write = |random| {
        let len = random.len();
        [format!("{len}:").into_bytes(), random.bytes(len, 0)].concat()
    };
    let mqtt: Write = |random| {
        let len = random.len();
        let mut message = vec![random.below(256) as u8];
        let mut rest = len;
        while rest > 0x7f {
            message.push(rest as u8 | 0x80);
            rest >>= 7;
        }
        message.push(rest as u8);
        [message, random.bytes(len, 0)].concat()
    };
    let websocket: Write = |random| {
        let length = random.len();
        let mut message = vec![];
        let mask = Some([random.below(256) as u8; 4]);
        let header =
            Header { fin: true, reserved: 0, opcode: Opcode::Binary, mask, length: length as u64 };
        header.write(&mut message);
        [message, random.bytes(length, 0)].concat()
    };
    let frames = Arc::new(FrameRule { reader: Reader::Server, max_length: MAX, inflates: false });
    vec![
        ("split at CRLF", split(b"\r\n"), crlf),
        ("split at LF", split(b"\n"), one),
        ("split at 8 repetitive bytes", split(b"aababaab"), repetitive),
        ("length N", length(b'N', 0, 4), big_endian),
        ("length v within the header", length(b'v', 2, 0), inner),
        ("length q", length(b'q', 0, 8), wide),
        ("length by function", decimal(), text),
        ("MQTT", Framing::new(&FramingSettings::Mqtt { max_length: MAX }, None), mqtt),
        ("WebSocket", Framing::WebSocket(frames), websocket),
    ]
}

#[test]
fn ten_thousand_messages_in_random_chunks_arrive_as_they_were_sent() {
    for (name, framing, write) in framings() {
        let mut random = Random(0x5eed_0001);
        let sent: Vec<Vec<u8>> = (0..10_000).map(|_| write(&mut random)).collect();
        let stream = sent.concat();
        let mut owner = Owner::new(&framing);
        let mut rest = &stream[..];
        while !rest.is_empty() {
            let bound = [2, 20, 2_000, 70_000][random.below(4)];
            let (chunk, after) = rest.split_at((1 + random.below(bound)).min(rest.len()));
            owner.receive(chunk);
            rest = after;
        }
        assert!(owner.packages == sent, "{name}");
        assert_eq!(owner.unread(), b"", "{name}");
    }
}

#[test]
fn byte_by_byte_arrives_as_it_was_sent() {
    for (name, framing, write) in framings() {
        let mut random = Random(0x5eed_0002);
        let sent: Vec<Vec<u8>> = (0..300).map(|_| write(&mut random)).collect();
        let mut owner = Owner::new(&framing);
        for byte in sent.concat() {
            owner.receive(&[byte]);
        }
        assert!(owner.packages == sent, "{name}");
    }
}

#[test]
fn split_at_every_boundary_arrives_as_it_was_sent() {
    for (name, framing, write) in framings() {
        let mut random = Random(0x5eed_0003);
        let sent: Vec<Vec<u8>> = (0..5).map(|_| write(&mut random)).collect();
        let stream = sent.concat();
        for cut in 0..=stream.len() {
            let mut owner = Owner::new(&framing);
            owner.receive(&stream[..cut]);
            owner.receive(&stream[cut..]);
            assert!(owner.packages == sent, "{name}, cut at {cut}");
        }
    }
}

/// `open_eof_check` may merge messages, so what holds is: nothing lost or reordered, every package ends with
/// the marker, and a package ends wherever what has arrived does so.
#[test]
fn eof_check_delivers_whenever_what_has_arrived_ends_with_the_marker() {
    let mut random = Random(0x5eed_0004);
    let (_, _, write) = framings().remove(0);
    let sent: Vec<Vec<u8>> = (0..10_000).map(|_| write(&mut random)).collect();
    let stream = sent.concat();
    let mut owner = Owner::new(&check(b"\r\n"));
    let (mut at, mut last, mut expected) = (0, 0, vec![]);
    while at < stream.len() {
        let bound = [2, 20, 2_000][random.below(3)];
        let end = (at + 1 + random.below(bound)).min(stream.len());
        owner.receive(&stream[at..end]);
        at = end;
        if stream[last..at].ends_with(b"\r\n") {
            expected.push(stream[last..at].to_vec());
            last = at;
        }
    }
    assert!(owner.packages == expected);
    assert_eq!(owner.packages.concat(), stream);
}

#[test]
fn eof_check_byte_by_byte_delivers_each_message() {
    let mut random = Random(0x5eed_0005);
    let (_, _, write) = framings().remove(0);
    let sent: Vec<Vec<u8>> = (0..300).map(|_| write(&mut random)).collect();
    let mut owner = Owner::new(&check(b"\r\n"));
    for byte in sent.concat() {
        owner.receive(&[byte]);
    }
    assert!(owner.packages == sent);
}

#[test]
fn raw_delivers_each_read() {
    let mut owner = Owner::new(&Framing::new(&FramingSettings::Raw, None));
    for chunk in [&b"a"[..], b"bc", b"\0\r\n"] {
        owner.receive(chunk);
    }
    assert_eq!(owner.packages, [&b"a"[..], b"bc", b"\0\r\n"]);
}

/// A quadratic decoder takes minutes for this.
#[test]
fn a_long_package_byte_by_byte_costs_what_its_bytes_cost() {
    let body = vec![b'x'; MAX - 4];
    for (framing, package) in [
        (split(b"\r\n\r\n"), [&body[..], b"\r\n\r\n"].concat()),
        (check(b"\r\n\r\n"), [&body[..], b"\r\n\r\n"].concat()),
        (length(b'N', 0, 0), [&(MAX as u32).to_be_bytes(), &body[..]].concat()),
    ] {
        let mut owner = Owner::new(&framing);
        for byte in &package {
            owner.receive(std::slice::from_ref(byte));
        }
        assert_eq!(owner.packages.len(), 1);
    }
}
