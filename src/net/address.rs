//! Socket kinds and endpoints: what PHP names with a host, a port and a `SWOOLE_SOCK_*` number.
//!
//! Ports, clients and packets use them. Parsing may ask the resolver when the host is a name; nothing here opens a socket.

use std::ffi::OsStr;
use std::fmt;
use std::io;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, SocketAddrV4, SocketAddrV6, ToSocketAddrs};
use std::os::unix::ffi::{OsStrExt, OsStringExt};
use std::path::{Path, PathBuf};

use socket2::{Domain, SockAddr, Type};

use crate::error::{ErrorCode, Failure};

/// The longest path of a unix socket in bytes: `sun_path` less its terminator.
pub const UNIX_PATH_MAX: usize = 107;
/// `SWOOLE_SSL`, which is or-ed to a socket kind.
pub const SSL_FLAG: i64 = 512;
/// Kinds may carry flags above the number (`SWOOLE_SSL`, `SWOOLE_KEEP`, ...).
const KIND_MASK: i64 = 0xff;

/// The `SWOOLE_SOCK_*` constants.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum SocketKind {
    /// `SWOOLE_SOCK_TCP`.
    Tcp = 1,
    /// `SWOOLE_SOCK_UDP`.
    Udp = 2,
    /// `SWOOLE_SOCK_TCP6`.
    Tcp6 = 3,
    /// `SWOOLE_SOCK_UDP6`.
    Udp6 = 4,
    /// `SWOOLE_SOCK_UNIX_STREAM`.
    UnixStream = 5,
    /// `SWOOLE_SOCK_UNIX_DGRAM`.
    UnixDgram = 6,
}

impl SocketKind {
    /// The kind and whether `SWOOLE_SSL` is set in a PHP number; other flags are ignored.
    ///
    /// # Errors
    /// `ESOCKTNOSUPPORT` for a number that is no kind.
    pub fn from_number(number: i64) -> Result<(Self, bool), Failure> {
        let kind = match number & KIND_MASK {
            1 => Self::Tcp,
            2 => Self::Udp,
            3 => Self::Tcp6,
            4 => Self::Udp6,
            5 => Self::UnixStream,
            6 => Self::UnixDgram,
            _ => {
                let message = format!("unknown socket type [{number}]");
                return Err(Failure::new(ErrorCode(libc::ESOCKTNOSUPPORT), message));
            }
        };
        Ok((kind, number & SSL_FLAG != 0))
    }

    /// The PHP number, without flags.
    pub fn number(self) -> i64 {
        self as i64
    }

    /// Connections, as against datagrams.
    pub fn is_stream(self) -> bool {
        matches!(self, Self::Tcp | Self::Tcp6 | Self::UnixStream)
    }

    /// Datagrams.
    pub fn is_datagram(self) -> bool {
        !self.is_stream()
    }

    /// A socket with a path instead of an address and port.
    pub fn is_unix(self) -> bool {
        matches!(self, Self::UnixStream | Self::UnixDgram)
    }

    /// `TCP`, IPv4 or IPv6.
    pub fn is_tcp(self) -> bool {
        matches!(self, Self::Tcp | Self::Tcp6)
    }

    /// IPv6.
    pub fn is_ipv6(self) -> bool {
        matches!(self, Self::Tcp6 | Self::Udp6)
    }

    /// The address family for socket(2).
    pub fn domain(self) -> Domain {
        match self {
            Self::Tcp | Self::Udp => Domain::IPV4,
            Self::Tcp6 | Self::Udp6 => Domain::IPV6,
            Self::UnixStream | Self::UnixDgram => Domain::UNIX,
        }
    }

    /// The type for socket(2).
    pub fn socket_type(self) -> Type {
        if self.is_stream() { Type::STREAM } else { Type::DGRAM }
    }
}

/// One end of a connection, or a datagram's sender or receiver.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub enum Endpoint {
    /// An IPv4 or IPv6 address and port.
    Inet(SocketAddr),
    /// The path of a unix socket; empty for one that has no name, with a leading NUL for an abstract one.
    Unix(PathBuf),
}

impl Endpoint {
    /// What `host` and `port` mean for a socket of `kind`: an address (IPv6 with a scope if it has one: `fe80::1%eth0`) or a
    /// name that the resolver knows, else a path, for which the port does not matter.
    ///
    /// # Errors
    /// `SWOOLE_ERROR_SERVER_INVALID_LISTEN_PORT` for a port outside 0 to 65535, `SWOOLE_ERROR_NAME_TOO_LONG` for a path that no
    /// socket can have, `SWOOLE_ERROR_BAD_HOST_ADDR` for a host that is no address of this family.
    pub fn parse(kind: SocketKind, host: &str, port: i64) -> Result<Self, Failure> {
        if kind.is_unix() {
            return Self::parse_path(host);
        }
        let port = u16::try_from(port).map_err(|_| {
            let message = format!("invalid port [{port}]");
            Failure::new(ErrorCode::SERVER_INVALID_LISTEN_PORT, message)
        })?;
        parse_ip(kind, host)
            .or_else(|| resolve(kind, host))
            .map(|mut address| {
                address.set_port(port);
                Self::Inet(address)
            })
            .ok_or_else(|| {
                let family = if kind.is_ipv6() { "IPv6" } else { "IPv4" };
                let message = format!("Invalid {family} address '{host}:{port}'");
                Failure::new(ErrorCode::BAD_HOST_ADDR, message)
            })
    }

    /// As [`Endpoint::parse`], without asking the resolver.
    ///
    /// # Errors
    /// `SWOOLE_ERROR_BAD_PORT`, `SWOOLE_ERROR_BAD_HOST_ADDR`, or as [`Endpoint::parse`] for a path.
    pub fn numeric(kind: SocketKind, host: &str, port: i64) -> Result<Self, ErrorCode> {
        if kind.is_unix() {
            return Self::parse_path(host).map_err(|failure| failure.code);
        }
        let port = u16::try_from(port).map_err(|_| ErrorCode::BAD_PORT)?;
        let mut address = parse_ip(kind, host).ok_or(ErrorCode::BAD_HOST_ADDR)?;
        address.set_port(port);
        Ok(Self::Inet(address))
    }

    fn parse_path(path: &str) -> Result<Self, Failure> {
        if path.len() > UNIX_PATH_MAX {
            let message =
                format!("address '{path}' exceeds the limit of {UNIX_PATH_MAX} characters");
            return Err(Failure::new(ErrorCode::NAME_TOO_LONG, message));
        }
        if path.is_empty() || path.bytes().skip(1).any(|byte| byte == 0) {
            let message = format!("Invalid unix socket path '{}'", path.escape_default());
            return Err(Failure::new(ErrorCode::BAD_HOST_ADDR, message));
        }
        Ok(Self::Unix(path.into()))
    }

    /// The address as text (without scope, as PHP shows it), or the path. A nameless unix socket gives "".
    pub fn host(&self) -> String {
        match self {
            Self::Inet(address) => address.ip().to_string(),
            Self::Unix(path) => path.to_string_lossy().into_owned(),
        }
    }

    /// The four numbers of an IPv4 address, if it is one.
    pub fn ipv4(&self) -> Option<[u8; 4]> {
        match self {
            Self::Inet(SocketAddr::V4(address)) => Some(address.ip().octets()),
            _ => None,
        }
    }

    /// The port; 0 for unix sockets.
    pub fn port(&self) -> u16 {
        match self {
            Self::Inet(address) => address.port(),
            Self::Unix(_) => 0,
        }
    }

    /// The path, if it is a socket in the file system.
    pub fn socket_file(&self) -> Option<&Path> {
        match self {
            Self::Unix(path) if !matches!(path.as_os_str().as_bytes().first(), None | Some(0)) => {
                Some(path)
            }
            _ => None,
        }
    }

    /// As bind(2), connect(2) and sendto(2) want it.
    ///
    /// # Errors
    /// A path that no socket can have.
    pub fn to_sock_addr(&self) -> io::Result<SockAddr> {
        match self {
            Self::Inet(address) => Ok(SockAddr::from(*address)),
            Self::Unix(path) => SockAddr::unix(path),
        }
    }

    /// Appends the endpoint to a packet between our processes: 7 bytes for IPv4, 23 for IPv6, at most 110 for a path.
    pub fn encode(&self, out: &mut Vec<u8>) {
        match self {
            Self::Inet(SocketAddr::V4(address)) => {
                out.push(b'4');
                out.extend_from_slice(&address.port().to_be_bytes());
                out.extend_from_slice(&address.ip().octets());
            }
            Self::Inet(SocketAddr::V6(address)) => {
                out.push(b'6');
                out.extend_from_slice(&address.port().to_be_bytes());
                out.extend_from_slice(&address.scope_id().to_be_bytes());
                out.extend_from_slice(&address.ip().octets());
            }
            Self::Unix(path) => {
                let path = path.as_os_str().as_bytes();
                out.push(b'u');
                // The kernel's own limit is far below what the length byte can say.
                let len = u8::try_from(path.len()).unwrap_or(u8::MAX);
                out.push(len);
                out.extend_from_slice(&path[..usize::from(len)]);
            }
        }
    }

    /// Takes an endpoint that [`Endpoint::encode`] wrote off the front of `bytes`; `None` if there is none.
    pub fn decode(bytes: &mut &[u8]) -> Option<Self> {
        match take::<1>(bytes)?[0] {
            b'4' => {
                let port = u16::from_be_bytes(take(bytes)?);
                let ip = Ipv4Addr::from(take::<4>(bytes)?);
                Some(Self::Inet(SocketAddrV4::new(ip, port).into()))
            }
            b'6' => {
                let port = u16::from_be_bytes(take(bytes)?);
                let scope = u32::from_be_bytes(take(bytes)?);
                let ip = Ipv6Addr::from(take::<16>(bytes)?);
                Some(Self::Inet(SocketAddrV6::new(ip, port, 0, scope).into()))
            }
            b'u' => {
                let [len] = take(bytes)?;
                let (path, rest) = bytes.split_at_checked(len.into())?;
                *bytes = rest;
                Some(Self::Unix(OsStr::from_bytes(path).into()))
            }
            _ => None,
        }
    }
}

/// An address of a family that is neither IP nor unix becomes a nameless unix endpoint.
impl From<&SockAddr> for Endpoint {
    fn from(address: &SockAddr) -> Self {
        if let Some(inet) = address.as_socket() {
            return Self::Inet(inet);
        }
        if let Some(name) = address.as_abstract_namespace() {
            let path = [&[0], name].concat();
            return Self::Unix(std::ffi::OsString::from_vec(path).into());
        }
        Self::Unix(address.as_pathname().map(Path::to_owned).unwrap_or_default())
    }
}

/// `127.0.0.1:80`, `[::1]:80`, or the path.
impl fmt::Display for Endpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Inet(address) => address.fmt(f),
            Self::Unix(path) => path.display().fmt(f),
        }
    }
}

fn take<const N: usize>(bytes: &mut &[u8]) -> Option<[u8; N]> {
    let (head, rest) = bytes.split_first_chunk()?;
    *bytes = rest;
    Some(*head)
}

fn parse_ip(kind: SocketKind, host: &str) -> Option<SocketAddr> {
    let (address, scope) = match host.split_once('%') {
        Some((address, zone)) if kind.is_ipv6() => (address, zone_id(zone)?),
        _ => (host, 0),
    };
    match address.parse().ok()? {
        IpAddr::V4(ip) if !kind.is_ipv6() => Some(SocketAddrV4::new(ip, 0).into()),
        IpAddr::V6(ip) if kind.is_ipv6() => Some(SocketAddrV6::new(ip, 0, 0, scope).into()),
        _ => None,
    }
}

/// The number of the interface that a scope names, or the number itself.
fn zone_id(zone: &str) -> Option<u32> {
    zone.parse().ok().or_else(|| nix::net::if_::if_nametoindex(zone).ok())
}

/// Asks the resolver for the first address of `kind`'s family. Blocks: for setting up, not for a running event loop.
fn resolve(kind: SocketKind, name: &str) -> Option<SocketAddr> {
    let is_name =
        name.starts_with(|c: char| c.is_ascii_alphanumeric()) && !name.contains(['%', ':']);
    if !is_name || name.parse::<IpAddr>().is_ok() {
        return None;
    }
    (name, 0).to_socket_addrs().ok()?.find(|address| address.is_ipv6() == kind.is_ipv6())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(kind: SocketKind, host: &str, port: i64) -> Failure {
        Endpoint::parse(kind, host, port).unwrap_err()
    }

    #[test]
    fn numbers_name_kinds_and_may_carry_the_ssl_flag() {
        for (number, kind) in
            [(1, SocketKind::Tcp), (4, SocketKind::Udp6), (6, SocketKind::UnixDgram)]
        {
            assert_eq!(SocketKind::from_number(number).unwrap(), (kind, false));
            assert_eq!(SocketKind::from_number(number | SSL_FLAG).unwrap(), (kind, true));
            assert_eq!(kind.number(), number);
        }
        for number in [0, 7, 99] {
            let failure = SocketKind::from_number(number).unwrap_err();
            assert_eq!(failure.code.0, libc::ESOCKTNOSUPPORT);
            assert_eq!(failure.message, format!("unknown socket type [{number}]"));
        }
    }

    #[test]
    fn addresses_of_both_families_are_parsed() {
        let v4 = Endpoint::parse(SocketKind::Tcp, "0.0.0.0", 9501).unwrap();
        assert_eq!((v4.host().as_str(), v4.port()), ("0.0.0.0", 9501));
        let v6 = Endpoint::parse(SocketKind::Udp6, "::", 0).unwrap();
        assert_eq!((v6.host().as_str(), v6.port()), ("::", 0));
        assert_eq!(v6.to_string(), "[::]:0");
        assert_eq!(Endpoint::parse(SocketKind::Tcp, "localhost", 1).unwrap().host(), "127.0.0.1");
    }

    #[test]
    fn a_scope_is_kept_and_not_shown() {
        let scoped = Endpoint::parse(SocketKind::Tcp6, "fe80::1%lo", 80).unwrap();
        assert_eq!(scoped.host(), "fe80::1");
        let Endpoint::Inet(SocketAddr::V6(address)) = scoped else { panic!("IPv6") };
        assert_ne!(address.scope_id(), 0);
        assert!(Endpoint::parse(SocketKind::Tcp6, "fe80::1%no_such_if", 80).is_err());
    }

    #[test]
    fn what_is_no_address_of_the_family_is_refused_by_name() {
        for host in ["", "*", "999.1.1.1", "::1", "256.0.0.1"] {
            let failure = refused(SocketKind::Tcp, host, 80);
            assert_eq!(failure.code, ErrorCode::BAD_HOST_ADDR);
            assert_eq!(failure.message, format!("Invalid IPv4 address '{host}:80'"));
        }
        for host in ["127.0.0.1", "[::1]", "::zz"] {
            let failure = refused(SocketKind::Tcp6, host, 80);
            assert_eq!(failure.message, format!("Invalid IPv6 address '{host}:80'"));
        }
    }

    #[test]
    fn a_port_outside_sixteen_bits_is_refused() {
        for port in [-1, 65_536, i64::MAX] {
            let failure = refused(SocketKind::Udp, "127.0.0.1", port);
            assert_eq!(failure.code, ErrorCode::SERVER_INVALID_LISTEN_PORT);
            assert_eq!(failure.message, format!("invalid port [{port}]"));
        }
    }

    #[test]
    fn a_path_has_at_most_107_bytes_and_no_nul_inside() {
        let longest = "x".repeat(UNIX_PATH_MAX);
        assert!(Endpoint::parse(SocketKind::UnixStream, &longest, -5).is_ok());
        let failure = refused(SocketKind::UnixStream, &format!("{longest}x"), 0);
        assert_eq!(failure.code, ErrorCode::NAME_TOO_LONG);
        assert!(failure.message.ends_with("exceeds the limit of 107 characters"));
        assert_eq!(refused(SocketKind::UnixDgram, "", 0).code, ErrorCode::BAD_HOST_ADDR);
        assert!(Endpoint::parse(SocketKind::UnixDgram, "a\0b", 0).is_err());
    }

    #[test]
    fn only_named_sockets_in_the_file_system_have_a_socket_file() {
        let file = Endpoint::parse(SocketKind::UnixStream, "/run/x.sock", 0).unwrap();
        assert_eq!(file.socket_file(), Some(Path::new("/run/x.sock")));
        let hidden = Endpoint::parse(SocketKind::UnixStream, "\0name", 0).unwrap();
        assert_eq!(hidden.socket_file(), None);
        assert_eq!(Endpoint::from(&hidden.to_sock_addr().unwrap()), hidden);
        assert_eq!(Endpoint::Unix(PathBuf::new()).socket_file(), None);
    }

    #[test]
    fn every_endpoint_survives_a_packet() {
        let endpoints = [
            Endpoint::parse(SocketKind::Udp, "192.0.2.1", 53).unwrap(),
            Endpoint::parse(SocketKind::Udp6, "fe80::1%7", 53).unwrap(),
            Endpoint::parse(SocketKind::UnixDgram, &"x".repeat(107), 0).unwrap(),
            Endpoint::Unix(PathBuf::new()),
        ];
        let mut packet = Vec::new();
        endpoints.iter().for_each(|endpoint| endpoint.encode(&mut packet));
        packet.extend_from_slice(b"rest");
        let mut bytes = packet.as_slice();
        for endpoint in &endpoints {
            assert_eq!(Endpoint::decode(&mut bytes).as_ref(), Some(endpoint));
            assert_eq!(Endpoint::from(&endpoint.to_sock_addr().unwrap()), *endpoint);
        }
        assert_eq!(bytes, b"rest");
        for end in 0..7 {
            assert_eq!(Endpoint::decode(&mut &packet[..end]), None, "cut at {end}");
        }
    }
}
