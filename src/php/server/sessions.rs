//! The methods of `Swoole\Server` that do something to a session, or send a datagram.

use super::{Server, room};
use crate::error::ErrorCode;
use crate::ids::{SessionId, StreamId};
use crate::net::address::Endpoint;
use crate::php::boundary::{Exit, Outcome};
use crate::php::call::{Call, Opt, StringOrInt};
use crate::server::Share;
use crate::server::session_table::flag;
use crate::server::shared::Mode;
use std::ffi::OsStr;
use std::os::unix::ffi::OsStrExt;
use std::path::Path;
use std::sync::atomic::Ordering::Relaxed;

/// A session id that a script gave: 1 and up.
fn session_id(fd: i64) -> Outcome<SessionId> {
    match u64::try_from(fd) {
        Ok(id) if id != 0 => Ok(SessionId(id)),
        _ => Err(Exit::warn(ErrorCode::INVALID_PARAMS, format!("invalid fd[{fd}]"))),
    }
}

/// A failure that is to be expected (the client has gone): false, and the last error says why.
fn quiet(failure: crate::error::Failure) -> Exit {
    Exit::quiet(failure.code)
}

/// `send(string|int $fd, string $send_data, int $serverSocket = -1): bool`
pub fn send(call: &mut Call) -> Outcome<bool> {
    let (fd, data, socket) = call.args::<(Option<StringOrInt>, &[u8], Opt<i64>)>()?;
    let core = call.this::<Server>().core()?;
    let actor = core.actor()?;
    let Some(fd) = fd else {
        return Err(Exit::warn(ErrorCode::INVALID_PARAMS, "fd can not be null"));
    };
    if data.is_empty() {
        return Err(Exit::warn(ErrorCode::NO_PAYLOAD, "the data sent must not be empty"));
    }
    let id = match fd {
        StringOrInt::Int(fd) => session_id(fd)?,
        StringOrInt::String(text) => {
            match std::str::from_utf8(text).ok().and_then(|text| text.trim().parse::<i64>().ok()) {
                Some(fd) => session_id(fd)?,
                None => return send_to_path(&core, text, data, socket.or(-1)),
            }
        }
    };
    let limit = actor.shared.settings.output_buffer_size;
    if data.len() as u64 > limit {
        return Err(Exit::warn(
            ErrorCode::DATA_LENGTH_TOO_LARGE,
            format!("the length of data [{}] exceeds output_buffer_size [{limit}]", data.len()),
        ));
    }
    room::send(&actor, id, || actor.send(id, data))?;
    Ok(true)
}

/// A unix datagram to the path of its sender.
fn send_to_path(
    core: &super::core::ServerCore,
    path: &[u8],
    data: &[u8],
    socket: i64,
) -> Outcome<bool> {
    let endpoint = Endpoint::Unix(Path::new(OsStr::from_bytes(path)).to_owned());
    core.send_datagram(&endpoint, data, socket)?;
    Ok(true)
}

/// `sendto(string $ip, int $port, string $send_data, int $server_socket = -1): bool`
pub fn sendto(call: &mut Call) -> Outcome<bool> {
    let (host, port, data, socket) = call.args::<(&[u8], i64, &[u8], Opt<i64>)>()?;
    let core = call.this::<Server>().core()?;
    core.actor()?;
    if data.is_empty() {
        return Err(Exit::warn(ErrorCode::NO_PAYLOAD, "the data sent must not be empty"));
    }
    let host = String::from_utf8_lossy(host);
    let endpoint = if host.starts_with('/') {
        Endpoint::Unix(host.into_owned().into())
    } else {
        let Some(port) = u16::try_from(port).ok().filter(|port| *port != 0) else {
            return Err(Exit::quiet(ErrorCode::BAD_PORT));
        };
        let ip = host.parse().map_err(|_| Exit::quiet(ErrorCode::DNSLOOKUP_RESOLVE_FAILED))?;
        Endpoint::Inet(std::net::SocketAddr::new(ip, port))
    };
    core.send_datagram(&endpoint, data, socket.or(-1))?;
    Ok(true)
}

impl super::core::ServerCore {
    /// Sends a datagram from the socket of that descriptor (quietly refused if it is no port's), or from the first of the fitting kind. Sockets are the same in every process, so it is
    /// sent from here.
    fn send_datagram(&self, to: &Endpoint, data: &[u8], socket: i64) -> Outcome {
        let ports = self.ports.borrow();
        let fits = |listener: &crate::net::listener::Listener| {
            let kind = listener.kind();
            let same_family = match to {
                Endpoint::Unix(_) => kind.is_unix(),
                Endpoint::Inet(address) => !kind.is_unix() && (kind.is_ipv6() || address.is_ipv4()),
            };
            let exact = match to {
                Endpoint::Inet(address) => kind.is_ipv6() == address.is_ipv6(),
                Endpoint::Unix(_) => true,
            };
            kind.is_datagram() && same_family && exact
        };
        let listener = ports.iter().map(|port| port.listener.borrow()).find(|listener| {
            if socket > 0 {
                i64::from(std::os::fd::AsRawFd::as_raw_fd(&***listener)) == socket
            } else {
                fits(listener)
            }
        });
        let Some(listener) = listener else {
            if socket > 0 {
                return Err(Exit::quiet(ErrorCode::WRONG_OPERATION));
            }
            return Err(Exit::warn(
                ErrorCode::WRONG_OPERATION,
                format!("there is no datagram port to send to {to} from; add one with listen()"),
            ));
        };
        match listener.send_to(data, to) {
            Ok(_) => Ok(()),
            Err(error) => Err(Exit::quiet(ErrorCode::from(&error))),
        }
    }
}

/// `sendwait(int $conn_fd, string $send_data): bool`
pub fn sendwait(call: &mut Call) -> Outcome<bool> {
    let (fd, data) = call.args::<(i64, &[u8])>()?;
    let core = call.this::<Server>().core()?;
    let actor = core.actor()?;
    if core.mode != Mode::Base || actor.owner().is_none() {
        return Err(Exit::warn(
            ErrorCode::WRONG_OPERATION,
            "can only be used with base mode and must be within worker process",
        ));
    }
    if data.is_empty() {
        return Err(Exit::warn(ErrorCode::NO_PAYLOAD, "the data sent must not be empty"));
    }
    let id = session_id(fd)?;
    actor.send_and_wait(id, data).map_err(quiet)?;
    Ok(true)
}

/// `sendfile(int $conn_fd, string $filename, int $offset = 0, int $length = 0): bool`
pub fn sendfile(call: &mut Call) -> Outcome<bool> {
    let (fd, name, offset, length) = call.args::<(i64, &[u8], Opt<i64>, Opt<i64>)>()?;
    let actor = call.this::<Server>().core()?.actor()?;
    let number = |what: &str, value: i64| {
        u64::try_from(value).map_err(|_| {
            Exit::warn(
                ErrorCode::INVALID_PARAMS,
                format!("{what} must not be negative, {value} given"),
            )
        })
    };
    let (offset, length) = (number("offset", offset.or(0))?, number("length", length.or(0))?);
    actor
        .send_file(
            session_id(fd)?,
            StreamId::NONE,
            Path::new(OsStr::from_bytes(name)),
            (offset, length),
            Share::Rest,
        )
        .map_err(quiet)?;
    Ok(true)
}

/// `close(int $fd, bool $reset = false): bool`
pub fn close(call: &mut Call) -> Outcome<bool> {
    let (fd, reset) = call.args::<(i64, Opt<bool>)>()?;
    let actor = call.this::<Server>().core()?.actor()?;
    actor.close(session_id(fd)?, reset.or(false)).map_err(quiet)?;
    Ok(true)
}

/// `pause(int $fd): bool`
pub fn pause(call: &mut Call) -> Outcome<bool> {
    set_paused(call, true)
}

/// `resume(int $fd): bool`
pub fn resume(call: &mut Call) -> Outcome<bool> {
    set_paused(call, false)
}

fn set_paused(call: &mut Call, paused: bool) -> Outcome<bool> {
    let (fd,) = call.args::<(i64,)>()?;
    let actor = call.this::<Server>().core()?.actor()?;
    actor.pause(session_id(fd)?, paused).map_err(quiet)?;
    Ok(true)
}

/// `confirm(int $fd): bool`
pub fn confirm(call: &mut Call) -> Outcome<bool> {
    let (fd,) = call.args::<(i64,)>()?;
    let actor = call.this::<Server>().core()?.actor()?;
    actor.confirm(session_id(fd)?).map_err(quiet)
}

/// `protect(int $fd, bool $is_protected = true): bool`
pub fn protect(call: &mut Call) -> Outcome<bool> {
    let (fd, on) = call.args::<(i64, Opt<bool>)>()?;
    let actor = call.this::<Server>().core()?.actor()?;
    actor.session(session_id(fd)?).map_err(quiet)?.set(flag::PROTECTED, on.or(true));
    Ok(true)
}

/// `bind(int $fd, int $uid): bool`
pub fn bind(call: &mut Call) -> Outcome<bool> {
    let (fd, uid) = call.args::<(i64, i64)>()?;
    let actor = call.this::<Server>().core()?.actor()?;
    let session = actor.session(session_id(fd)?).map_err(quiet)?;
    let bound = session.row.uid.compare_exchange(0, uid as u32, Relaxed, Relaxed);
    Ok(bound.is_ok())
}

/// `exists(int $fd): bool`
pub fn exists(call: &mut Call) -> Outcome<bool> {
    let (fd,) = call.args::<(i64,)>()?;
    let actor = call.this::<Server>().core()?.actor()?;
    let id = SessionId(u64::try_from(fd).unwrap_or(0));
    Ok(actor.session(id).is_ok_and(|session| !session.has(flag::PEER_GONE)))
}
