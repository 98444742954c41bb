//! `Swoole\WebSocket\Server`: what a server does to clients that have gone over to WebSocket.

use super::draft::Draft;
use crate::error::ErrorCode;
use crate::ids::SessionId;
use crate::php::boundary::{Exit, Outcome};
use crate::php::call::{Call, Opt};
use crate::php::http::output;
use crate::php::server::{Server, room};
use crate::server::actor::Actor;
use crate::server::session_table::{Session, flag};
use crate::server::shared::Mode;
use ext_php_rs::types::Zval;
use std::rc::Rc;
use std::sync::atomic::Ordering::Relaxed;

/// Whether a session has gone over to WebSocket, and can be pushed to.
fn is_open(session: Session<'_>) -> bool {
    // One that has said goodbye still gets the answers to what it had asked before.
    let is_lost = session.has(flag::PEER_GONE) && session.row.close_errno.load(Relaxed) != 0;
    session.has(flag::WEBSOCKET) && !session.has(flag::FAREWELL | flag::CLOSING) && !is_lost
}

/// The session of that number, to send to.
///
/// # Errors
/// A warning: there is none, or it cannot be pushed to.
fn established(actor: &Actor, fd: i64) -> Outcome<SessionId> {
    let session = u64::try_from(fd).ok().and_then(|id| actor.shared.sessions.get(SessionId(id)));
    match session {
        None => {
            Err(Exit::warn(ErrorCode::SESSION_NOT_EXIST, format!("session#{fd} does not exists")))
        }
        Some(session) if is_open(session) => Ok(session.id),
        Some(_) => Err(Exit::warn(
            ErrorCode::WEBSOCKET_UNCONNECTED,
            format!("the connected client of connection[{fd}] is not a websocket client or closed"),
        )),
    }
}

/// Sends a frame to a session, which cannot be pushed to any more if it is a close.
fn send(actor: &Rc<Actor>, id: SessionId, draft: &Draft) -> Outcome {
    let length = draft.payload().len();
    let limit = actor.shared.settings.output_buffer_size;
    if actor.shared.mode == Mode::Process && length as u64 > limit {
        return Err(Exit::warn(
            ErrorCode::DATA_LENGTH_TOO_LARGE,
            format!("the length of data [{length}] exceeds output_buffer_size [{limit}]"),
        ));
    }
    room::wait_while_full(actor, id)?;
    let Some(session) = actor.shared.sessions.get(id) else {
        return Err(Exit::quiet(ErrorCode::SESSION_NOT_EXIST));
    };
    if draft.is_close() {
        session.set(flag::FAREWELL, true);
    }
    let sent = output::with_buffer(|out| {
        let rest = draft.write_start(session.has(flag::DEFLATES), out);
        actor.send_both(id, out, rest)
    });
    sent.map_err(|failure| {
        if draft.is_close() {
            session.set(flag::FAREWELL, false);
        }
        Exit::quiet(failure.code)
    })
}

/// `push(int $fd, Frame|string $data, int $opcode = WEBSOCKET_OPCODE_TEXT, int $flags = SWOOLE_WEBSOCKET_FLAG_FIN): bool`
pub fn push(call: &mut Call) -> Outcome<bool> {
    let (fd, data, opcode, flags) = call.args::<(i64, &Zval, Opt<i64>, Opt<i64>)>()?;
    let actor = call.this::<Server>().core()?.actor()?;
    let draft = Draft::new(data, opcode, flags)?;
    send(&actor, established(&actor, fd)?, &draft)?;
    Ok(true)
}

/// `ping(int $fd, string $data = ''): bool`
pub fn ping(call: &mut Call) -> Outcome<bool> {
    let (fd, data) = call.args::<(i64, Opt<&[u8]>)>()?;
    let actor = call.this::<Server>().core()?.actor()?;
    let draft = Draft::ping(data.or(b""))?;
    send(&actor, established(&actor, fd)?, &draft)?;
    Ok(true)
}

/// `disconnect(int $fd, int $code = SWOOLE_WEBSOCKET_CLOSE_NORMAL, string $reason = ''): bool`
pub fn disconnect(call: &mut Call) -> Outcome<bool> {
    let (fd, code, reason) = call.args::<(i64, Opt<i64>, Opt<&[u8]>)>()?;
    let actor = call.this::<Server>().core()?.actor()?;
    let draft = Draft::close_with(code.or(1000), reason.or(b""))?;
    let id = established(&actor, fd)?;
    send(&actor, id, &draft)?;
    // If its client has gone meanwhile, that is as well.
    let _ = actor.close(id, false);
    Ok(true)
}

/// `isEstablished(int $fd): bool`
pub fn is_established(call: &mut Call) -> Outcome<bool> {
    let (fd,) = call.args::<(i64,)>()?;
    let actor = call.this::<Server>().core()?.actor()?;
    let id = SessionId(u64::try_from(fd).unwrap_or(0));
    Ok(actor.shared.sessions.get(id).is_some_and(is_open))
}
