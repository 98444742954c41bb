//! Names and their addresses.
//!
//! ```text
//! cache      addresses found, for as long as they are believed
//! system     the C library's getaddrinfo(3): blocks, so it is work for a thread of `aio`
//! resolver   asks the name servers itself, by UDP; how it waits is the caller's affair
//!   hosts      what the machine knows without asking: /etc/hosts, localhost
//!   servers    whom to ask: the setting, /etc/resolv.conf
//!   query      one question and its answer, as bytes (RFC 1035)
//! ```

pub mod cache;
mod hosts;
pub mod query;
pub mod resolver;
mod servers;
pub mod system;

pub use cache::Keeping;
pub use servers::Servers;

use std::cell::{Cell, RefCell};
use std::collections::hash_map::RandomState;
use std::hash::{BuildHasher, Hasher};
use std::net::IpAddr;

/// An address family.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Family {
    /// IPv4.
    V4,
    /// IPv6.
    V6,
}

impl Family {
    /// From `AF_INET` or `AF_INET6`.
    pub fn from_number(number: i64) -> Option<Self> {
        match i32::try_from(number) {
            Ok(libc::AF_INET) => Some(Self::V4),
            Ok(libc::AF_INET6) => Some(Self::V6),
            _ => None,
        }
    }

    /// `AF_INET` or `AF_INET6`.
    pub fn number(self) -> i32 {
        match self {
            Self::V4 => libc::AF_INET,
            Self::V6 => libc::AF_INET6,
        }
    }

    /// Whether an address is of this family.
    pub fn has(self, address: IpAddr) -> bool {
        address.is_ipv6() == (self == Self::V6)
    }
}

thread_local! {
    static SERVER: RefCell<Option<String>> = const { RefCell::new(None) };
    static RANDOM: Cell<bool> = const { Cell::new(false) };
}

/// Says whether [`choose`] chooses by chance (`dns_lookup_random`).
pub fn set_random(on: bool) {
    RANDOM.set(on);
}

/// One of a name's addresses: the first, unless chance is to decide.
pub fn choose(addresses: &[IpAddr]) -> Option<IpAddr> {
    let index = if RANDOM.get() { usize::from(unguessable()) % addresses.len().max(1) } else { 0 };
    addresses.get(index).copied()
}

/// The keys of a hash table are the system's random numbers.
fn unguessable() -> u16 {
    RandomState::new().build_hasher().finish() as u16
}

/// Sets whom to ask (`dns_server`): an address, with or without a port. `None`: whom the machine asks.
pub fn set_server(server: Option<String>) {
    SERVER.set(server.filter(|server| !server.is_empty()));
}

/// Whom to ask.
pub fn servers() -> Servers {
    SERVER.with_borrow(|server| Servers::of_machine(server.as_deref()))
}

/// Forgets what was set and found. For the end of a script.
pub fn reset() {
    set_server(None);
    set_random(false);
    cache::configure(Keeping::default());
    cache::clear();
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chance_chooses_an_address_if_it_shall() {
        let addresses = [1, 2, 3].map(|last| IpAddr::from([192, 0, 2, last]));
        assert!((0..50).all(|_| choose(&addresses) == Some(addresses[0])));
        set_random(true);
        let chosen: Vec<_> = (0..500).filter_map(|_| choose(&addresses)).collect();
        assert!(addresses.iter().all(|address| chosen.contains(address)));
        assert_eq!(choose(&[]), None);
        reset();
    }
}
