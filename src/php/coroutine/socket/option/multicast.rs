//! Multicast groups: who is heard, and how far and by which interface datagrams go out. An interface is its number or its name.

use std::net::{IpAddr, Ipv4Addr, SocketAddr, ToSocketAddrs};
use std::rc::Rc;

use ext_php_rs::ffi::IS_STRING;
use ext_php_rs::types::{ZendHashTable, Zval};
use nix::ifaddrs::getifaddrs;
use nix::net::if_::if_nametoindex;
use socket2::{Domain, SockAddr};

use super::{Open, element, fd, number_of};
use crate::error::ErrorCode;
use crate::php::boundary::{Exit, Outcome};
use crate::php::convert::{Name, as_bytes, to_long, truthy, type_of};
use crate::sys::socket_option as kernel;

static GROUP: Name = Name::new("group");
static SOURCE: Name = Name::new("source");
static INTERFACE: Name = Name::new("interface");
static ADDRESS: Name = Name::new("addr");
static INDEX: Name = Name::new("ifindex");

/// The options of RFC 3678, which libc does not name.
mod membership {
    pub const JOIN: i32 = 42;
    pub const BLOCK_SOURCE: i32 = 43;
    pub const UNBLOCK_SOURCE: i32 = 44;
    pub const LEAVE: i32 = 45;
    pub const JOIN_SOURCE: i32 = 46;
    pub const LEAVE_SOURCE: i32 = 47;
}

/// Whether an option is dealt with here.
pub(super) fn is_one(level: i32, name: i32) -> bool {
    if (membership::JOIN..=membership::LEAVE_SOURCE).contains(&name) {
        return true;
    }
    if level == libc::IPPROTO_IP {
        return matches!(
            name,
            libc::IP_MULTICAST_IF | libc::IP_MULTICAST_TTL | libc::IP_MULTICAST_LOOP
        );
    }
    matches!(
        name,
        libc::IPV6_MULTICAST_IF
            | libc::IPV6_MULTICAST_HOPS
            | libc::IPV6_MULTICAST_LOOP
            | libc::IPV6_PKTINFO
    )
}

/// Sets one.
pub(super) fn set(socket: &Rc<Open>, level: i32, name: i32, value: &Zval) -> Outcome {
    match (level, name) {
        (_, membership::JOIN | membership::LEAVE) => {
            set_membership(socket, level, name, value, false)
        }
        (_, membership::BLOCK_SOURCE | membership::UNBLOCK_SOURCE)
        | (_, membership::JOIN_SOURCE | membership::LEAVE_SOURCE) => {
            set_membership(socket, level, name, value, true)
        }
        (libc::IPPROTO_IP, libc::IP_MULTICAST_IF) => {
            let address = address_of(interface(value)?)?;
            super::set(socket, level, name, &address.octets())
        }
        (libc::IPPROTO_IP, libc::IP_MULTICAST_TTL) => {
            super::set(socket, level, name, &[bounded(value, 0)? as u8])
        }
        (libc::IPPROTO_IP, _) => super::set(socket, level, name, &[truthy(value).into()]),
        (_, libc::IPV6_MULTICAST_IF) => {
            super::set(socket, level, name, &interface(value)?.to_ne_bytes())
        }
        (_, libc::IPV6_MULTICAST_HOPS) => {
            super::set(socket, level, name, &(bounded(value, -1)? as i32).to_ne_bytes())
        }
        (_, libc::IPV6_PKTINFO) => set_packet_info(socket, level, name, value),
        _ => super::set(socket, level, name, &i32::from(truthy(value)).to_ne_bytes()),
    }
}

/// Reads one, as a number.
pub(super) fn get(socket: &Rc<Open>, level: i32, name: i32) -> Outcome<i64> {
    match (level, name) {
        (libc::IPPROTO_IP, libc::IP_MULTICAST_IF) => {
            let octets = super::get::<4>(socket, level, name)?;
            Ok(index_of(Ipv4Addr::from(octets)).into())
        }
        (libc::IPPROTO_IP, libc::IP_MULTICAST_TTL | libc::IP_MULTICAST_LOOP) => {
            Ok(super::get::<1>(socket, level, name)?[0].into())
        }
        _ => Ok(i32::from_ne_bytes(super::get::<4>(socket, level, name)?).into()),
    }
}

fn set_membership(
    socket: &Rc<Open>,
    level: i32,
    name: i32,
    value: &Zval,
    has_source: bool,
) -> Outcome {
    let none = ZendHashTable::new();
    let array = value.array().unwrap_or(&none);
    let group = host(socket, element(array, &GROUP)?)?;
    let source = if has_source { Some(host(socket, element(array, &SOURCE)?)?) } else { None };
    let interface = array.get(INTERFACE.text()).map(interface).transpose()?.unwrap_or(0);
    kernel::set_membership(fd(socket), level, name, interface, &group, source.as_ref()).map_err(
        |error| {
            let code = ErrorCode::from(&error);
            let reason = code.sentence();
            Exit::warn(code, format!("unable to set socket option [{}]: {reason}", code.0))
        },
    )
}

/// Where packets are to come from: `struct in6_pktinfo`.
fn set_packet_info(socket: &Rc<Open>, level: i32, name: i32, value: &Zval) -> Outcome {
    let array = super::array_of(value, "IPV6_PKTINFO")?;
    let address = as_bytes(element(array, &ADDRESS)?).unwrap_or_default();
    let address: std::net::Ipv6Addr = String::from_utf8_lossy(address)
        .parse()
        .map_err(|_| Exit::warn(ErrorCode(libc::EINVAL), "addr in optval is no IPv6 address"))?;
    let index = to_long(element(array, &INDEX)?) as u32;
    let bytes = [address.octets().as_slice(), &index.to_ne_bytes()].concat();
    super::set(socket, level, name, &bytes)
}

/// An address of the socket's family, or the first that a name has.
fn host(socket: &Rc<Open>, value: &Zval) -> Outcome<SockAddr> {
    let text = String::from_utf8_lossy(as_bytes(value).unwrap_or_default()).into_owned();
    let wants_v6 = socket.sort().0 == Domain::IPV6;
    let fits = |address: &SocketAddr| address.is_ipv6() == wants_v6;
    let found = match text.parse::<IpAddr>() {
        Ok(ip) => Some(SocketAddr::new(ip, 0)).filter(fits),
        Err(_) => (text.as_str(), 0).to_socket_addrs().ok().and_then(|mut all| all.find(fits)),
    };
    found.map(SockAddr::from).ok_or_else(|| {
        let code = ErrorCode::DNSLOOKUP_RESOLVE_FAILED;
        Exit::warn(code, format!("Host lookup failed [{}]: {}", code.0, code.sentence()))
    })
}

/// The number of the interface that a value names.
fn interface(value: &Zval) -> Outcome<u32> {
    let value = value.dereference();
    if type_of(value) == IS_STRING {
        let name = String::from_utf8_lossy(as_bytes(value).unwrap_or_default()).into_owned();
        return if_nametoindex(name.as_str()).map_err(|_| {
            let why = format!("no interface with name \"{name}\" could be found");
            Exit::warn(ErrorCode(libc::ENODEV), why)
        });
    }
    let number = number_of(value);
    u32::try_from(number).map_err(|_| {
        let most = u32::MAX;
        let why =
            format!("the interface index cannot be negative or larger than {most}; given {number}");
        Exit::warn(ErrorCode(libc::EINVAL), why)
    })
}

/// A number of hops.
fn bounded(value: &Zval, least: i64) -> Outcome<i64> {
    let number = number_of(value);
    if !(least..=255).contains(&number) {
        let why = format!("Expected a value between {least} and 255");
        return Err(Exit::warn(ErrorCode(libc::EINVAL), why));
    }
    Ok(number)
}

/// The IPv4 address of an interface, by which the kernel knows it for multicast; that of none is 0.0.0.0.
fn address_of(index: u32) -> Outcome<Ipv4Addr> {
    if index == 0 {
        return Ok(Ipv4Addr::UNSPECIFIED);
    }
    let found = addresses().find(|(name, _)| if_nametoindex(name.as_str()) == Ok(index));
    found.map(|(_, address)| address).ok_or_else(|| {
        let why = format!("the interface with index {index} has no IPv4 address");
        Exit::warn(ErrorCode(libc::EADDRNOTAVAIL), why)
    })
}

fn index_of(address: Ipv4Addr) -> u32 {
    let found = addresses().find(|(_, known)| *known == address);
    found.and_then(|(name, _)| if_nametoindex(name.as_str()).ok()).unwrap_or(0)
}

fn addresses() -> impl Iterator<Item = (String, Ipv4Addr)> {
    getifaddrs().into_iter().flatten().filter_map(|one| {
        let address = one.address?.as_sockaddr_in()?.ip();
        Some((one.interface_name, address))
    })
}
