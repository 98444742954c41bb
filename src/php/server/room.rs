//! Sending to a client that takes its data slowly (`send_yield`): a coroutine waits until there is room again, instead of being refused.

use crate::coroutine::{How, Wake};
use crate::error::{ErrorCode, Failure};
use crate::ids::SessionId;
use crate::php::boundary::{Exit, Outcome};
use crate::php::coroutine::{outcome, runtime};
use crate::server::actor::Actor;
use crate::server::room::Waker;
use std::rc::Rc;
use std::time::{Duration, Instant};

/// So long nobody may have told us that there is room: a worker that is leaving hears no more, and an owner may die.
const LOOK_AGAIN: Duration = Duration::from_millis(100);

/// Sends something to a session. If its output is full and this is a coroutine, waits for room and tries again.
///
/// # Errors
/// Quietly: what `send` says; `ETIMEDOUT` after `send_timeout`. What unwinds the coroutine is on its way.
pub(in crate::php) fn send(
    actor: &Rc<Actor>,
    session: SessionId,
    send: impl Fn() -> Result<(), Failure>,
) -> Outcome {
    match send() {
        Err(failure) if failure.code == ErrorCode::OUTPUT_BUFFER_OVERFLOW && may_wait(actor) => {}
        sent => return sent.map_err(quiet),
    }
    let deadline = deadline(actor);
    loop {
        wait(actor, session, deadline)?;
        match send() {
            Err(failure) if failure.code == ErrorCode::OUTPUT_BUFFER_OVERFLOW => {}
            sent => return sent.map_err(quiet),
        }
    }
}

/// Waits, in a coroutine, while a session's output is full: for what is made only when it can be sent.
///
/// # Errors
/// As [`send`].
pub(in crate::php) fn wait_while_full(actor: &Rc<Actor>, session: SessionId) -> Outcome {
    if !actor.is_full(session) || !may_wait(actor) {
        return Ok(());
    }
    let deadline = deadline(actor);
    while actor.is_full(session) {
        wait(actor, session, deadline)?;
    }
    Ok(())
}

/// Whether what is sent here waits for room.
pub(in crate::php) fn may_wait(actor: &Actor) -> bool {
    actor.shared.settings.send_yield && runtime::is_inside()
}

fn deadline(actor: &Actor) -> Option<Instant> {
    actor.shared.settings.send_limit.map(|limit| Instant::now() + limit)
}

/// Waits until it makes sense to send again.
fn wait(actor: &Rc<Actor>, session: SessionId, deadline: Option<Instant>) -> Outcome {
    let left = deadline.map(|deadline| deadline.saturating_duration_since(Instant::now()));
    if left == Some(Duration::ZERO) {
        return Err(Exit::quiet(ErrorCode(libc::ETIMEDOUT)));
    }
    let (waiting, reactor) = (runtime::current_id()?, Rc::clone(&actor.reactor));
    let waker: Waker = Rc::new(move || runtime::wake(&reactor, waiting, Wake::Ready));
    actor.ask_for_room(session).map_err(quiet)?;
    actor.rooms.expect(session, &waker);
    let woken = runtime::wait(How::Event, Some(left.unwrap_or(LOOK_AGAIN).min(LOOK_AGAIN)));
    actor.rooms.forget(&waker);
    match woken? {
        Wake::Ready | Wake::TimedOut => Ok(()),
        wake => outcome(wake).map(drop),
    }
}

/// A failure that is to be expected (the client has gone): false, and the last error says why.
fn quiet(failure: Failure) -> Exit {
    Exit::quiet(failure.code)
}
