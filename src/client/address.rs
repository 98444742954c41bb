//! What a client's host and port mean. Looking a name up asks the system's resolver, unless a [`Wait`] knows better.

use std::net::IpAddr;
use std::time::Instant;

use crate::client::wait::Wait;
use crate::error::ErrorCode;
use crate::net::address::{Endpoint, SocketKind};

/// The longest host that a client takes, name or address, in bytes (a name of the DNS has 253 at most).
const HOST_MAX: usize = 255;

/// Who to connect to, as the script names it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Target {
    /// Address, name or path.
    pub host: String,
    /// Port; unix sockets have none.
    pub port: u16,
}

impl Target {
    /// The endpoint for a socket of `kind`. Looking a name up waits as `wait` does.
    ///
    /// # Errors
    /// `NAME_TOO_LONG` for a path that no socket can have, `DNSLOOKUP_RESOLVE_FAILED` for a host of which no address of that family is known.
    pub fn resolve(
        &self,
        kind: SocketKind,
        wait: &dyn Wait,
        deadline: Option<Instant>,
    ) -> Result<Endpoint, ErrorCode> {
        wait.resolve(kind, &self.host, self.port.into(), deadline)
    }

    /// As [`Target::resolve`], for a stream of either IP family: `preferred` first. Says which it is.
    ///
    /// # Errors
    /// As [`Target::resolve`].
    pub fn resolve_any(
        &self,
        preferred: SocketKind,
        wait: &dyn Wait,
        deadline: Option<Instant>,
    ) -> Result<(SocketKind, Endpoint), ErrorCode> {
        let other = if preferred.is_ipv6() { SocketKind::Tcp } else { SocketKind::Tcp6 };
        let found = self.resolve(preferred, wait, deadline).map(|endpoint| (preferred, endpoint));
        found.or_else(|code| Ok((other, self.resolve(other, wait, deadline).map_err(|_| code)?)))
    }

    /// The address, if the host is one and no name.
    #[must_use]
    pub fn ip(&self) -> Option<IpAddr> {
        self.host.parse().ok()
    }

    /// Whether the host may stand in a proxy's request: no blanks or control characters, neither empty nor too long.
    #[must_use]
    pub fn is_plain(&self) -> bool {
        let plain = |byte: u8| byte > b' ' && byte != 0x7f;
        !self.host.is_empty() && self.host.len() <= HOST_MAX && self.host.bytes().all(plain)
    }
}

/// What a host and port, which is any number, mean for a socket of `kind`. Blocks as long as the system's resolver does.
///
/// # Errors
/// As [`Target::resolve`], and `BAD_PORT` for a number that no port has.
pub fn resolve(kind: SocketKind, host: &str, port: i64) -> Result<Endpoint, ErrorCode> {
    if !kind.is_unix() && u16::try_from(port).is_err() {
        return Err(ErrorCode::BAD_PORT);
    }
    Endpoint::parse(kind, host, port).map_err(|failure| match failure.code {
        ErrorCode::BAD_HOST_ADDR if !kind.is_unix() => ErrorCode::DNSLOOKUP_RESOLVE_FAILED,
        code => code,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::client::wait::Blocking;

    fn found(host: &str, kind: SocketKind) -> Result<Endpoint, ErrorCode> {
        target(host).resolve(kind, &Blocking::default(), None)
    }

    fn target(host: &str) -> Target {
        Target { host: host.into(), port: 80 }
    }

    #[test]
    fn hosts_that_are_none_have_the_resolver_s_code() {
        let failed = Err(ErrorCode::DNSLOOKUP_RESOLVE_FAILED);
        assert_eq!(found("no.such.host.invalid", SocketKind::Tcp), failed);
        assert_eq!(found("::1", SocketKind::Tcp), failed);
        assert_eq!(resolve(SocketKind::Udp, "127.0.0.1", 65_536), Err(ErrorCode::BAD_PORT));
        let long = format!("/{}", "x".repeat(200));
        assert_eq!(found(&long, SocketKind::UnixStream), Err(ErrorCode::NAME_TOO_LONG));
    }

    #[test]
    fn a_stream_of_either_family_takes_the_other_where_it_must() {
        let wait = Blocking::default();
        let (kind, _) = target("::1").resolve_any(SocketKind::Tcp, &wait, None).unwrap();
        assert_eq!(kind, SocketKind::Tcp6);
        let (kind, _) = target("127.0.0.1").resolve_any(SocketKind::Tcp, &wait, None).unwrap();
        assert_eq!(kind, SocketKind::Tcp);
        assert!(target("no.such.host.invalid").resolve_any(SocketKind::Tcp, &wait, None).is_err());
    }

    #[test]
    fn only_plain_hosts_may_stand_in_a_request() {
        assert!(target("example.com").is_plain());
        for host in ["", "a b", "a\r\nHost: b", "a\0", &"x".repeat(256)] {
            assert!(!target(host).is_plain(), "{host:?}");
        }
    }
}
