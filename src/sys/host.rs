//! What the host says of itself: texts of its error numbers, its network interfaces and their addresses.
//!
//! `error` and the binding's `swoole_get_local_ip()` / `swoole_get_local_mac()` call it; it decides nothing.

use std::ffi::CStr;
use std::io;
use std::net::Ipv4Addr;

use nix::ifaddrs::{InterfaceAddress, getifaddrs};
use nix::net::if_::InterfaceFlags;

unsafe extern "C" {
    // netdb.h; the libc crate does not declare it for Linux.
    fn hstrerror(err: libc::c_int) -> *const libc::c_char;
}

/// The C library's text for an errno: `Unknown error N` for a number that is none.
pub fn errno_text(errno: i32) -> String {
    let mut text = [0 as libc::c_char; 256];
    // SAFETY: the buffer is writable for the length given; the XSI form of strerror_r (the one libc binds) writes a
    // terminated string into it, also when it returns an error for an unknown number.
    unsafe {
        libc::strerror_r(errno, text.as_mut_ptr(), text.len());
        CStr::from_ptr(text.as_ptr()).to_string_lossy().into_owned()
    }
}

/// The C library's text for what getaddrinfo(3) returned.
pub fn gai_text(number: i32) -> String {
    // SAFETY: gai_strerror returns a static, terminated string for every number.
    unsafe { CStr::from_ptr(libc::gai_strerror(number)).to_string_lossy().into_owned() }
}

/// The C library's text for a resolver's `h_errno`.
pub fn resolver_text(number: i32) -> String {
    // SAFETY: hstrerror returns a static, terminated string for every number.
    unsafe { CStr::from_ptr(hstrerror(number)).to_string_lossy().into_owned() }
}

/// Interfaces that are up, without the loopback, with their IPv4 address, as `swoole_get_local_ip()` lists them. An
/// interface with several addresses comes several times.
///
/// # Errors
/// What getifaddrs(3) says.
pub fn local_ips() -> io::Result<Vec<(String, Ipv4Addr)>> {
    let mut found = Vec::new();
    for interface in getifaddrs()?.filter(is_up_and_outward) {
        if let Some(address) = interface.address.as_ref().and_then(|a| a.as_sockaddr_in()) {
            found.push((interface.interface_name, address.ip()));
        }
    }
    Ok(found)
}

/// The hardware addresses, `AA:BB:CC:DD:EE:FF`, of the interfaces that [`local_ips`] lists, each once.
///
/// # Errors
/// What getifaddrs(3) says.
pub fn local_macs() -> io::Result<Vec<(String, String)>> {
    let with_ip = local_ips()?;
    let mut found = Vec::new();
    for interface in getifaddrs()?.filter(is_up_and_outward) {
        let Some(mac) = interface.address.as_ref().and_then(|a| a.as_link_addr()?.addr()) else {
            continue;
        };
        if with_ip.iter().any(|(name, _)| *name == interface.interface_name) {
            let text = mac.map(|byte| format!("{byte:02X}")).join(":");
            found.push((interface.interface_name, text));
        }
    }
    Ok(found)
}

fn is_up_and_outward(interface: &InterfaceAddress) -> bool {
    interface.flags.contains(InterfaceFlags::IFF_UP)
        && !interface.flags.contains(InterfaceFlags::IFF_LOOPBACK)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_loopback_is_not_among_the_local_addresses() {
        let ips = local_ips().unwrap();
        assert!(ips.iter().all(|(name, ip)| name != "lo" && !ip.is_loopback()), "{ips:?}");
    }

    #[test]
    fn hardware_addresses_are_upper_case_and_belong_to_interfaces_with_an_address() {
        let ips = local_ips().unwrap();
        for (name, mac) in local_macs().unwrap() {
            assert!(ips.iter().any(|(other, _)| *other == name));
            assert_eq!(mac.len(), 17);
            assert!(mac.split(':').all(|byte| byte.len() == 2 && byte == byte.to_uppercase()));
        }
    }
}
