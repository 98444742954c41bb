//! The system's own look-ups: getaddrinfo(3), which asks whatever the machine is set up to ask. Blocks for as long as that takes.

use std::net::IpAddr;

use dns_lookup::AddrInfoHints;

use super::Family;

/// What is looked for; numbers as getaddrinfo(3) takes them.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Wanted {
    /// The name.
    pub name: String,
    /// The family.
    pub family: Family,
    /// `SOCK_STREAM` and the like; 0 is any.
    pub kind: i32,
    /// `IPPROTO_TCP` and the like; 0 is any.
    pub protocol: i32,
    /// A service or a port, if one must be there.
    pub service: Option<String>,
}

impl Wanted {
    /// Any address of a name.
    pub fn address(name: &str, family: Family) -> Self {
        Self { name: name.into(), family, kind: libc::SOCK_STREAM, protocol: 0, service: None }
    }
}

/// The addresses, in the system's order, each once.
///
/// # Errors
/// The `EAI_*` number.
pub fn lookup(wanted: &Wanted) -> Result<Vec<IpAddr>, i32> {
    let hints = AddrInfoHints {
        flags: 0,
        address: wanted.family.number(),
        socktype: wanted.kind,
        protocol: wanted.protocol,
    };
    let service = wanted.service.as_deref().filter(|service| !service.is_empty());
    let found = dns_lookup::getaddrinfo(Some(&wanted.name), service, Some(hints))
        .map_err(|error| error.error_num())?;
    let mut addresses = Vec::new();
    for one in found.flatten() {
        let address = one.sockaddr.ip();
        if !addresses.contains(&address) {
            addresses.push(address);
        }
    }
    if addresses.is_empty() { Err(libc::EAI_NONAME) } else { Ok(addresses) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_need_no_server() {
        let wanted = Wanted::address("127.0.0.1", Family::V4);
        assert_eq!(lookup(&wanted).unwrap(), ["127.0.0.1".parse::<IpAddr>().unwrap()]);
        let wrong = Wanted { family: Family::V6, ..wanted };
        assert!(lookup(&wrong).is_err());
    }

    #[test]
    fn failures_have_the_systems_number() {
        let wanted = Wanted { kind: 99, ..Wanted::address("127.0.0.1", Family::V4) };
        assert_eq!(lookup(&wanted), Err(libc::EAI_SOCKTYPE));
    }
}
