//! Whom to ask: the `dns_server` of the script, or what resolv.conf(5) says.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::time::Duration;

const PATH: &str = "/etc/resolv.conf";
const PORT: u16 = 53;
/// Whom to ask where the machine names nobody.
const PUBLIC: IpAddr = IpAddr::V4(Ipv4Addr::new(8, 8, 8, 8));
/// Bounds of resolv.conf(5).
const LONGEST: u64 = 30;
const MOST_ATTEMPTS: u32 = 5;
const MOST_SERVERS: usize = 3;

/// Whom to ask, how often and with how much patience.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Servers {
    /// In this order.
    pub addresses: Vec<SocketAddr>,
    /// How often each is asked.
    pub attempts: u32,
    /// How long each has to answer.
    pub patience: Duration,
}

impl Servers {
    /// The one that the script names, else those of the machine.
    pub fn of_machine(named: Option<&str>) -> Self {
        let text = std::fs::read(PATH).unwrap_or_default();
        Self::read(&String::from_utf8_lossy(&text), named)
    }

    fn read(text: &str, named: Option<&str>) -> Self {
        let mut this =
            Self { addresses: Vec::new(), attempts: 2, patience: Duration::from_secs(5) };
        for line in text.lines() {
            let line = line.split(['#', ';']).next().unwrap_or_default();
            let mut words = line.split_ascii_whitespace();
            match words.next() {
                Some("nameserver") => this.addresses.extend(words.next().and_then(parse)),
                Some("options") => words.for_each(|option| this.take_option(option)),
                _ => {}
            }
        }
        this.addresses.truncate(MOST_SERVERS);
        if let Some(named) = named.and_then(parse) {
            this.addresses = vec![named];
        }
        if this.addresses.is_empty() {
            this.addresses.push(SocketAddr::new(PUBLIC, PORT));
        }
        this
    }

    fn take_option(&mut self, option: &str) {
        let Some((name, value)) = option.split_once(':') else { return };
        match (name, value.parse::<u64>()) {
            ("timeout", Ok(seconds)) => {
                self.patience = Duration::from_secs(seconds.clamp(1, LONGEST));
            }
            ("attempts", Ok(count)) => {
                self.attempts = u32::try_from(count).unwrap_or(u32::MAX).clamp(1, MOST_ATTEMPTS);
            }
            _ => {}
        }
    }
}

/// `192.0.2.1`, `192.0.2.1:53`, `2001:db8::1`, `[2001:db8::1]:53`.
fn parse(text: &str) -> Option<SocketAddr> {
    // A scope is of no use without its interface's number.
    let text = text.trim();
    text.parse().ok().or_else(|| Some(SocketAddr::new(text.parse().ok()?, PORT)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn addresses(text: &str, named: Option<&str>) -> Vec<String> {
        Servers::read(text, named).addresses.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn the_machines_servers_are_asked_in_their_order() {
        let text = "; a\nnameserver 192.0.2.1\nnameserver ::1 # b\nnameserver x\nsearch a.b\n";
        assert_eq!(addresses(text, None), ["192.0.2.1:53", "[::1]:53"]);
        assert_eq!(addresses("", None), ["8.8.8.8:53"]);
    }

    #[test]
    fn the_scripts_server_goes_first_unless_it_is_none() {
        let text = "nameserver 192.0.2.1";
        assert_eq!(addresses(text, Some("192.0.2.9:5353")), ["192.0.2.9:5353"]);
        assert_eq!(addresses(text, Some("192.0.2.9")), ["192.0.2.9:53"]);
        assert_eq!(addresses(text, Some("dns.example")), ["192.0.2.1:53"]);
    }

    #[test]
    fn options_are_bounded() {
        let read = |text| {
            let servers = Servers::read(text, None);
            (servers.patience.as_secs(), servers.attempts)
        };
        assert_eq!(read(""), (5, 2));
        assert_eq!(read("options timeout:1 attempts:3 rotate"), (1, 3));
        assert_eq!(read("options timeout:0 attempts:99"), (1, 5));
    }
}
