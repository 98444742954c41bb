//! Sockets that were opened before this process began: socket activation as systemd does it, `sd_listen_fds(3)`.
//!
//! The environment says how many there are and where they begin. They are taken in as copies: the descriptors themselves stay with
//! whoever holds them, so that a server that is thrown away does not close what another is to be given.

use super::address::{Endpoint, SocketKind};
use crate::error::{ErrorCode, Failure};
use crate::sys::fd;
use socket2::{Domain, Socket, Type};
use std::io;
use std::os::fd::RawFd;

/// The first descriptor, unless the environment says otherwise.
const FIRST: RawFd = 3;
/// More than a process may have open as a rule: a larger number is a mistake.
const MOST: RawFd = 4096;

/// The descriptors that were passed, by what `variable` says of `LISTEN_PID`, `LISTEN_FDS` and `LISTEN_FDS_START`. `LISTEN_PID` need only be
/// there: behind a shell that started us it is the shell's.
///
/// # Errors
/// `INVALID_PARAMS`: which variable is missing, or is no number within its limits.
pub fn passed(variable: impl Fn(&str) -> Option<String>) -> Result<Vec<RawFd>, Failure> {
    let number = |name: &str, least: i32, most: i32| match variable(name) {
        None => Err(format!("{name} is not set")),
        Some(text) => match text.trim().parse() {
            Ok(number) if (least..=most).contains(&number) => Ok(number),
            _ => Err(format!("{name} is '{text}', which is no number from {least} to {most}")),
        },
    };
    let read = || -> Result<Vec<RawFd>, String> {
        number("LISTEN_PID", 1, i32::MAX)?;
        let count = number("LISTEN_FDS", 1, MOST)?;
        let first = match variable("LISTEN_FDS_START") {
            Some(_) => number("LISTEN_FDS_START", 0, i32::MAX - MOST)?,
            None => FIRST,
        };
        Ok((first..first + count).collect())
    };
    read().map_err(|message| Failure::new(ErrorCode::INVALID_PARAMS, message))
}

/// A copy of a passed socket, what it is and where it is bound.
///
/// # Errors
/// The system's: it is closed, no socket, or of a kind that no port has; `INVALID_PARAMS` for a stream that does not listen.
pub fn copy(fd: RawFd) -> Result<(Socket, SocketKind, Endpoint), Failure> {
    let failed = |error: io::Error| Failure::system(format!("taking over descriptor {fd}"), &error);
    let socket = Socket::from(fd::copy(fd).map_err(failed)?);
    let kind = kind_of(&socket).map_err(failed)?;
    if kind.is_stream() && !socket.is_listener().map_err(failed)? {
        let message = format!("descriptor {fd} is a socket that does not listen");
        return Err(Failure::new(ErrorCode::INVALID_PARAMS, message));
    }
    socket.set_nonblocking(true).map_err(failed)?;
    let local = Endpoint::from(&socket.local_addr().map_err(failed)?);
    Ok((socket, kind, local))
}

fn kind_of(socket: &Socket) -> io::Result<SocketKind> {
    let stream = match socket.r#type()? {
        Type::STREAM => true,
        Type::DGRAM => false,
        _ => return Err(io::Error::from_raw_os_error(libc::ESOCKTNOSUPPORT)),
    };
    Ok(match (socket.domain()?, stream) {
        (Domain::IPV4, true) => SocketKind::Tcp,
        (Domain::IPV4, false) => SocketKind::Udp,
        (Domain::IPV6, true) => SocketKind::Tcp6,
        (Domain::IPV6, false) => SocketKind::Udp6,
        (Domain::UNIX, true) => SocketKind::UnixStream,
        (Domain::UNIX, false) => SocketKind::UnixDgram,
        _ => return Err(io::Error::from_raw_os_error(libc::EAFNOSUPPORT)),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::net::{TcpListener, TcpStream, UdpSocket};
    use std::os::fd::AsRawFd;

    fn read(variables: &[(&str, &str)]) -> Result<Vec<RawFd>, String> {
        let find = |name: &str| {
            variables.iter().find(|(key, _)| *key == name).map(|(_, value)| (*value).to_owned())
        };
        passed(find).map_err(|failure| failure.message)
    }

    #[test]
    fn the_environment_says_how_many_and_where() {
        let pid = ("LISTEN_PID", "7");
        assert_eq!(read(&[pid, ("LISTEN_FDS", "2")]), Ok(vec![3, 4]));
        assert_eq!(read(&[pid, ("LISTEN_FDS", "1"), ("LISTEN_FDS_START", "9")]), Ok(vec![9]));
    }

    #[test]
    fn what_is_missing_or_no_number_is_named() {
        let pid = ("LISTEN_PID", "7");
        assert_eq!(read(&[]).unwrap_err(), "LISTEN_PID is not set");
        assert_eq!(read(&[pid]).unwrap_err(), "LISTEN_FDS is not set");
        for bad in ["x", "", "0", "-1", "4097", "99999999999"] {
            let message = format!("LISTEN_FDS is '{bad}', which is no number from 1 to 4096");
            assert_eq!(read(&[pid, ("LISTEN_FDS", bad)]).unwrap_err(), message);
        }
        let start = ("LISTEN_FDS_START", "-1");
        assert!(read(&[pid, ("LISTEN_FDS", "1"), start]).unwrap_err().contains("'-1'"));
    }

    #[test]
    fn a_listening_socket_is_copied_with_its_kind_and_address() {
        let tcp = TcpListener::bind("127.0.0.1:0").unwrap();
        let (_, kind, local) = copy(tcp.as_raw_fd()).unwrap();
        assert_eq!((kind, local), (SocketKind::Tcp, Endpoint::Inet(tcp.local_addr().unwrap())));
        let udp = UdpSocket::bind("[::1]:0").unwrap();
        assert_eq!(copy(udp.as_raw_fd()).unwrap().1, SocketKind::Udp6);
    }

    #[test]
    fn what_does_not_listen_is_refused() {
        let tcp = TcpListener::bind("127.0.0.1:0").unwrap();
        let client = TcpStream::connect(tcp.local_addr().unwrap()).unwrap();
        assert_eq!(copy(client.as_raw_fd()).unwrap_err().code, ErrorCode::INVALID_PARAMS);
        let file = std::fs::File::open("/dev/null").unwrap();
        assert_eq!(copy(file.as_raw_fd()).unwrap_err().code, ErrorCode(libc::ENOTSOCK));
    }
}
