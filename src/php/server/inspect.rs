//! The methods of `Swoole\Server` that tell something: of sessions, processes and the server as a whole.

use super::Server;
use super::core::ServerCore;
use crate::error::ErrorCode;
use crate::ids::{ActorId, SessionId};
use crate::last_error;
use crate::php::boundary::{Exit, Outcome};
use crate::php::call::{Call, Opt};
use crate::php::convert::{self, Name, OrFalse, double, long, string};
use crate::server::DispatchMode;
use crate::server::actor::Actor;
use crate::server::actors::Kind;
use crate::server::session_table::{Session, flag};
use crate::server::shared::now_micros;
use crate::server::stats;
use ext_php_rs::boxed::ZBox;
use ext_php_rs::types::ZendHashTable;
use std::os::fd::AsRawFd;
use std::sync::atomic::AtomicU64;
use std::sync::atomic::Ordering::Relaxed;

/// Sessions that one `getClientList()` gives at most.
const LIST_MAX: i64 = 100;

macro_rules! keys {
    ($($constant:ident = $text:literal),* $(,)?) => {
        $(static $constant: Name = Name::new($text);)*
    };
}

keys! {
    SERVER_PORT = "server_port", SERVER_FD = "server_fd", SOCKET_FD = "socket_fd", SOCKET_TYPE = "socket_type", REMOTE_PORT = "remote_port",
    REMOTE_IP = "remote_ip", REACTOR_ID = "reactor_id", CONNECT_TIME = "connect_time", LAST_TIME = "last_time",
    LAST_RECV_TIME = "last_recv_time", LAST_SEND_TIME = "last_send_time", LAST_DISPATCH_TIME = "last_dispatch_time",
    CLOSE_ERRNO = "close_errno", RECV_QUEUED_BYTES = "recv_queued_bytes", SEND_QUEUED_BYTES = "send_queued_bytes", UID = "uid", WORKER_ID = "worker_id",
    SSL_CLIENT_CERT = "ssl_client_cert",
    WEBSOCKET_STATUS = "websocket_status",
}

/// Where a session stands on its way to and from WebSocket: `WEBSOCKET_STATUS_*`.
mod websocket_status {
    /// It has not gone over to it.
    pub const NONE: i64 = 0;
    /// It has.
    pub const ACTIVE: i64 = 3;
    /// A close frame has been sent.
    pub const CLOSING: i64 = 4;
}

/// `getClientInfo(int $fd, int $reactor_id = -1, bool $ignoreError = false): array|false`
pub fn get_client_info(call: &mut Call) -> Outcome<OrFalse<ZBox<ZendHashTable>>> {
    let (fd, _, ignore_error) = call.args::<(i64, Opt<i64>, Opt<bool>)>()?;
    let core = call.this::<Server>().core()?;
    core.actor()?;
    Ok(OrFalse(client_info(&core, fd, ignore_error.or(false))))
}

/// What scripts are told of a session; `None` if it is not there (or has closed, unless errors are ignored).
pub fn client_info(core: &ServerCore, fd: i64, ignore_error: bool) -> Option<ZBox<ZendHashTable>> {
    let actor = core.actor().ok()?;
    let id = SessionId(u64::try_from(fd).ok()?);
    let session =
        if ignore_error { actor.shared.sessions.get(id)? } else { actor.session(id).ok()? };
    let info = describe(&actor, session);
    session.is_still_there().then_some(info)
}

fn describe(actor: &Actor, session: Session<'_>) -> ZBox<ZendHashTable> {
    let row = session.row;
    let port = &actor.shared.ports[usize::from(session.port().0)];
    let peer = session.peer();
    let seconds = |cell: &AtomicU64| long((cell.load(Relaxed) / 1_000_000) as i64);
    let exact = |cell: &AtomicU64| double(cell.load(Relaxed) as f64 / 1e6);
    let count = |cell: &AtomicU64| long(cell.load(Relaxed) as i64);
    let mut info = ZendHashTable::with_capacity(16);
    if DispatchMode::from_number(actor.shared.settings.dispatch_mode)
        == Some(DispatchMode::ConnectionByCoroutines)
    {
        // Nothing but its row says which worker a session has gone to.
        convert::set(&mut info, &WORKER_ID, long(row.worker.load(Relaxed).into()));
    }
    if port.settings.websocket.is_some() {
        let status = match session {
            _ if !session.has(flag::WEBSOCKET) => websocket_status::NONE,
            _ if session.has(flag::FAREWELL) => websocket_status::CLOSING,
            _ => websocket_status::ACTIVE,
        };
        convert::set(&mut info, &WEBSOCKET_STATUS, long(status));
    }
    for (key, value) in [
        (&SERVER_PORT, long(port.listener.local().port().into())),
        (&SERVER_FD, long(port.listener.as_raw_fd().into())),
        (&SOCKET_FD, long(session.fd().into())),
        (&SOCKET_TYPE, long(port.listener.kind().number())),
        (&REMOTE_PORT, long(peer.port().into())),
        (&REMOTE_IP, string(peer.host().as_bytes())),
        (&REACTOR_ID, long(session.reactor().into())),
        (&CONNECT_TIME, seconds(&row.connected_at)),
        (&LAST_TIME, seconds(&row.received_at)),
        (&LAST_RECV_TIME, exact(&row.received_at)),
        (&LAST_SEND_TIME, exact(&row.sent_at)),
        (&LAST_DISPATCH_TIME, exact(&row.dispatched_at)),
        (&CLOSE_ERRNO, long(row.close_errno.load(Relaxed).into())),
        (&RECV_QUEUED_BYTES, count(&row.queued_in)),
        (&SEND_QUEUED_BYTES, count(&row.queued_out)),
    ] {
        convert::set(&mut info, key, value);
    }
    if let Some(pem) = actor.certificates.get(session.id) {
        convert::set(&mut info, &SSL_CLIENT_CERT, string(&pem));
    }
    let uid = row.uid.load(Relaxed);
    if uid != 0 {
        convert::set(&mut info, &UID, long(uid.into()));
    }
    info
}

/// `getClientList(int $start_fd = 0, int $find_count = 10): array|false`
pub fn get_client_list(call: &mut Call) -> Outcome<OrFalse<ZBox<ZendHashTable>>> {
    let (start, count) = call.args::<(Opt<i64>, Opt<i64>)>()?;
    let core = call.this::<Server>().core()?;
    let actor = core.actor()?;
    let (start, count) = (start.or(0), count.or(10));
    if count > LIST_MAX {
        return Err(Exit::warn(
            ErrorCode::INVALID_PARAMS,
            format!("swoole connection list max_find_count={LIST_MAX}"),
        ));
    }
    let after = match u64::try_from(start) {
        Ok(0) => None,
        Ok(id) => {
            Some(actor.session(SessionId(id)).map_err(|failure| Exit::quiet(failure.code))?.id)
        }
        Err(_) => return Err(Exit::quiet(ErrorCode::SESSION_NOT_EXIST)),
    };
    let mut list = ZendHashTable::new();
    let open = actor
        .shared
        .sessions
        .iter(after)
        .filter(|session| !session.has(flag::CLOSING | flag::PEER_GONE));
    for session in open.take(usize::try_from(count).unwrap_or(0)) {
        convert::push(&mut list, long(session.id.0 as i64));
    }
    // As in the reference: nothing behind the session asked about is false, an empty server is an empty list.
    let nothing = list.is_empty() && after.is_some() && count > 0;
    Ok(OrFalse((!nothing).then_some(list)))
}

/// `heartbeat(bool $ifCloseConnection = true): array|false`
pub fn heartbeat(call: &mut Call) -> Outcome<OrFalse<ZBox<ZendHashTable>>> {
    let (close,) = call.args::<(Opt<bool>,)>()?;
    let core = call.this::<Server>().core()?;
    let actor = core.actor()?;
    if actor.shared.ports.iter().all(|port| port.idle_limit(true).is_none()) {
        return Ok(OrFalse(None));
    }
    let now = now_micros();
    let is_idle = |session: &Session<'_>| {
        let limit = actor.shared.ports[usize::from(session.port().0)].idle_limit(true);
        let silent = now.saturating_sub(session.row.received_at.load(Relaxed));
        limit.is_some_and(|limit| u128::from(silent) >= limit.as_micros())
            && !session.has(flag::PROTECTED | flag::CLOSING)
    };
    let idle: Vec<SessionId> =
        actor.shared.sessions.iter(None).filter(is_idle).map(|session| session.id).collect();
    let mut list = ZendHashTable::new();
    for id in idle {
        convert::push(&mut list, long(id.0 as i64));
        if close.0.unwrap_or(true) {
            // It may have ended meanwhile.
            let _ = actor.close(id, false);
        }
    }
    Ok(OrFalse(Some(list)))
}

/// `getLastError(): int`
pub fn get_last_error(call: &mut Call) -> Outcome<i32> {
    call.args::<()>()?;
    Ok(last_error::get().0)
}

/// `getWorkerId(): int|false`
pub fn get_worker_id(call: &mut Call) -> Outcome<OrFalse<u16>> {
    call.args::<()>()?;
    let core = call.this::<Server>().core()?;
    let is_worker =
        |id: &ActorId| core.shared().is_some_and(|shared| shared.actors.kind(*id) != Kind::User);
    Ok(OrFalse(core.worker_id().filter(is_worker).map(|id| id.0)))
}

/// The worker that a script names: its number, or (-1) the one that runs the script; outside of one, the first.
fn worker_named(core: &ServerCore, number: i64) -> Option<ActorId> {
    let shared = core.shared()?;
    let id = match number {
        -1 => core.worker_id().map_or(0, |id| id.0),
        number => u16::try_from(number).ok()?,
    };
    (id < shared.actors.processes()).then_some(ActorId(id))
}

/// `getWorkerPid(int $worker_id = -1): int|false`
pub fn get_worker_pid(call: &mut Call) -> Outcome<OrFalse<i32>> {
    let (number,) = call.args::<(Opt<i64>,)>()?;
    let core = call.this::<Server>().core()?;
    let row = worker_named(&core, number.or(-1)).and_then(|id| Some(core.shared()?.actor(id)));
    Ok(OrFalse(row.map(|row| row.pid.load(Relaxed))))
}

/// `getWorkerStatus(int $worker_id = -1): int|false`
pub fn get_worker_status(call: &mut Call) -> Outcome<OrFalse<u32>> {
    let (number,) = call.args::<(Opt<i64>,)>()?;
    let core = call.this::<Server>().core()?;
    core.actor()?;
    let row = worker_named(&core, number.or(-1)).and_then(|id| Some(core.shared()?.actor(id)));
    Ok(OrFalse(row.map(|row| row.state.load(Relaxed))))
}

/// `getManagerPid(): int`
pub fn get_manager_pid(call: &mut Call) -> Outcome<i32> {
    call.args::<()>()?;
    Ok(call.this::<Server>().core()?.shared().map_or(0, |shared| shared.manager_pid()))
}

/// `getMasterPid(): int`
pub fn get_master_pid(call: &mut Call) -> Outcome<i32> {
    call.args::<()>()?;
    Ok(call.this::<Server>().core()?.shared().map_or(0, |shared| shared.master_pid()))
}

/// `stats(): array`
pub fn stats(call: &mut Call) -> Outcome<ZBox<ZendHashTable>> {
    call.args::<()>()?;
    let core = call.this::<Server>().core()?;
    let actor = core.actor()?;
    Ok(statistics(&actor))
}

/// The server's statistics as scripts see them.
fn statistics(actor: &Actor) -> ZBox<ZendHashTable> {
    let mut stats = ZendHashTable::with_capacity(32);
    for (key, value) in stats::rows(actor) {
        // Only a full memory makes this fail, and that ends the script.
        let _ = stats.insert(key, value);
    }
    stats
}
