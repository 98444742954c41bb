//! Tasks: data that a process hands to a task worker, and the result that comes back.
//!
//! ```text
//! hand_out ──TASK──> inbox of a task worker ──> App::task ──> finish ──TASK_RESULT──> inbox of the worker ──> App::task_finished
//!                                                               └──────TASK_RESULT──> its reply box, if it waits for it (see `wait`, `replies`)
//! ```
//!
//! A task is one packet, so what waits in the inbox of a task worker that dies is its successor's, and only the task it had begun is lost. A task
//! worker is a [`super::worker::Worker`] that owns no sessions; what differs is here.

use super::actor::Actor;
use super::actors::Kind;
use super::shared::{Shared, count, now_micros};
use super::task_queue::{self, STRANGER, TaskQueue};
use super::wire;
use crate::error::{ErrorCode, Failure};
use crate::ids::{ActorId, SessionId};
use crate::ipc::{Delivery, Header, Payload};
use crate::last_error;
use crate::log;
use crate::reactor::{Lifetime, Reactor};
use std::cell::Cell;
use std::io;
use std::ops::ControlFlow;
use std::rc::Rc;
use std::sync::Arc;
use std::sync::atomic::Ordering::Relaxed;
use std::time::{Duration, Instant};

/// Details of a task, in the numbers that scripts see (`SWOOLE_TASK_*`).
pub mod flag {
    /// The payload is a serialized value, not a string.
    pub const SERIALIZE: u8 = 2;
    /// Nobody waits: the result is an event.
    pub const NONBLOCK: u8 = 4;
    /// The event has a callback of its own.
    pub const CALLBACK: u8 = 8;
    /// One of several that are waited for together.
    pub const WAITALL: u8 = 16;
    /// A callback waits for it while others run.
    pub const COROUTINE: u8 = 32;
    /// Handed out by a process that takes no result.
    pub const NOREPLY: u8 = 128;
}

/// Bytes that may wait in a process's memory for room in one inbox, where waiting for the room could be waiting for oneself: a worker that hands out
/// tasks also has to take their results in.
const HELD_MAX: usize = 512 * 1024 * 1024;

/// So long no task worker may be idle before the log says so.
const SHORTAGE: Duration = Duration::from_millis(500);
/// While that lasts, every how many looks it says so again.
const LOOKS_PER_LINE: u32 = 4;
/// Nobody looks any more, or its process is gone, if there has been no look for so many seconds.
const UNWATCHED: u64 = 2;

/// How often a process that waits for a result tries to send what found no room yet.
const PUSH_AGAIN: Duration = Duration::from_millis(2);

/// What names a task; who has it can send the result.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct TaskHead {
    /// Its number, one of the sender's.
    pub id: u64,
    /// Who handed it out.
    pub from: ActorId,
    /// See [`flag`].
    pub flags: u8,
    /// When it was handed out, in microseconds of the real-time clock.
    pub time: u64,
}

impl TaskHead {
    fn of(header: &Header) -> Self {
        Self { id: header.arg, from: header.from, flags: header.flags, time: header.time }
    }

    /// Whether that flag is set.
    pub fn has(&self, flag: u8) -> bool {
        self.flags & flag != 0
    }
}

/// A task, or its result (then `from` is the task worker, and `time` that of the result).
#[derive(Debug)]
pub struct Task<'a> {
    /// What names it.
    pub head: TaskHead,
    /// Its data.
    pub payload: Payload<'a>,
}

impl<'a> Task<'a> {
    pub(super) fn of(delivery: Delivery<'a>) -> Self {
        Self { head: TaskHead::of(&delivery.header), payload: delivery.payload }
    }
}

/// Hands `data` to the task worker of that number, or to an idle one, and returns the task's number. `flags` says what becomes of the result.
///
/// # Errors
/// `SERVER_PIPE_BUFFER_FULL` when too much is waiting for that task worker already; when there is no memory left.
pub fn hand_out(
    actor: &Actor,
    data: &[u8],
    mut flags: u8,
    number: Option<u16>,
) -> Result<u64, Failure> {
    if actor.kind() != Kind::Worker {
        flags |= flag::NOREPLY | flag::NONBLOCK;
    }
    let shared = &actor.shared;
    let id = count(&shared.actor(actor.id).handed_out, 1) - 1;
    let to = match number {
        Some(number) => shared.actors.task_worker(number),
        None => {
            let (worker, is_idle) = idlest(shared, id.wrapping_add(actor.id.0.into()));
            if !is_idle {
                none_is_idle(actor);
            }
            worker
        }
    };
    // What a task is stamped with is how long it has waited; a callback may have run for long since the loop last looked at the clock.
    actor.reactor.refresh_now();
    if let Some(queue) = &shared.task_queue {
        return queue_up(actor, queue, data, flags, id, to);
    }
    let pending = &shared.actor(to).pending_tasks;
    pending.fetch_add(1, Relaxed);
    make_room(actor, to)
        .and_then(|()| actor.post(to, wire::TASK, flags, SessionId(0), id, data))
        .inspect_err(|_| done_with_one(shared, to))?;
    Ok(id)
}

/// Puts a task into the queue. A worker or user process waits while that is full, unless the server ends; master and manager have to go on.
fn queue_up(
    actor: &Actor,
    queue: &TaskQueue,
    data: &[u8],
    flags: u8,
    id: u64,
    to: ActorId,
) -> Result<u64, Failure> {
    let shared = &actor.shared;
    let head = TaskHead { id, from: actor.id, flags, time: actor.reactor.real_micros() };
    let goes_on = || {
        matches!(actor.kind(), Kind::Worker | Kind::User)
            && shared.server().stopping.load(Relaxed) == 0
    };
    // Of a common queue nobody knows yet who takes it.
    let counts = !queue.is_common();
    if counts {
        shared.actor(to).pending_tasks.fetch_add(1, Relaxed);
    }
    queue.put(&head, data, to.0 - shared.actors.workers, goes_on).inspect_err(|_| {
        if counts {
            done_with_one(shared, to);
        }
    })?;
    Ok(id)
}

/// Reads a message of the queue. One that is no task of this server's, nor a stranger's, is a line in the log.
pub(super) fn from_queue(actor: &Actor, message: &[u8]) -> Option<(TaskHead, Vec<u8>)> {
    let shared = &actor.shared;
    let task = task_queue::unpack(message).and_then(|(head, payload)| {
        let is_ours = head.from.0 < shared.actors.count();
        let takes_results = is_ours && shared.actors.kind(head.from) == Kind::Worker;
        if (is_ours || head.from == STRANGER) && (takes_results || head.has(flag::NOREPLY)) {
            Ok((head, payload))
        } else {
            Err(io::Error::new(
                io::ErrorKind::InvalidData,
                format!("actor {} is unknown", head.from),
            ))
        }
    });
    match task {
        Ok(task) => Some(task),
        Err(error) => {
            log::warning_with(
                ErrorCode::SERVER_INVALID_REQUEST,
                format_args!("bad task packet of {} bytes in the queue: {error}", message.len()),
            );
            None
        }
    }
}

/// In a task worker: it begins with a task that came through the queue. From a common one it is counted only now, and so is a stranger's.
pub(super) fn begun(actor: &Actor, head: &TaskHead) {
    let common = actor.shared.task_queue.as_ref().is_some_and(TaskQueue::is_common);
    if common || head.from == STRANGER {
        actor.shared.actor(actor.id).pending_tasks.fetch_add(1, Relaxed);
    }
}

/// No task worker is idle. A burst that they soon work off is nothing to write about: only if it lasts the log says so, once in a while for the whole
/// server.
fn none_is_idle(actor: &Actor) {
    let now = now_micros() / 1_000_000;
    let looked = &actor.shared.server().short_of_task_workers;
    let last = looked.load(Relaxed);
    let is_watched = now <= last + UNWATCHED;
    if is_watched
        || !actor.reactor.is_running()
        || looked.compare_exchange(last, now, Relaxed, Relaxed).is_err()
    {
        return;
    }
    let shared = Arc::clone(&actor.shared);
    let looks = Cell::new(0_u32);
    let look = move |reactor: &Rc<Reactor>, timer| {
        let looked = &shared.server().short_of_task_workers;
        if idlest(&shared, 0).1 {
            looked.store(0, Relaxed);
            reactor.remove_timer(timer);
            return;
        }
        looked.store(now_micros() / 1_000_000, Relaxed);
        let earlier = looks.replace(looks.get() + 1);
        if !earlier.is_multiple_of(LOOKS_PER_LINE) {
            return;
        }
        let last_error = last_error::get();
        log::write_with(
            log::Level::Warning,
            "Server::timer_callback",
            ErrorCode::SERVER_NO_IDLE_WORKER,
            format_args!("No idle task worker is available"),
        );
        // It is no failure of the script's.
        last_error::set(last_error);
    };
    actor.reactor.add_timer(SHORTAGE, true, Lifetime::Background, Rc::new(look));
}

/// The task worker with the fewest tasks before it, and whether that is none; of several the first from a place that moves on with every task.
fn idlest(shared: &Shared, turn: u64) -> (ActorId, bool) {
    let tasks = shared.actors.tasks;
    let first = (turn % u64::from(tasks)) as u16;
    let mut best = (u64::MAX, shared.actors.task_worker(first));
    for number in (first..tasks).chain(0..first) {
        let worker = shared.actors.task_worker(number);
        let pending = shared.actor(worker).pending_tasks.load(Relaxed);
        if pending == 0 {
            return (worker, true);
        }
        if pending < best.0 {
            best = (pending, worker);
        }
    }
    (best.1, false)
}

/// A task worker has done one of its tasks, or will never get it.
fn done_with_one(shared: &Shared, worker: ActorId) {
    let fewer = |pending: u64| pending.checked_sub(1);
    // Zero already if a death has confused the count; see `recount`.
    let _ = shared.actor(worker).pending_tasks.fetch_update(Relaxed, Relaxed, fewer);
}

/// What this process may hold back for that inbox is bounded. One that runs no loop waits; in others the sender is told.
fn make_room(actor: &Actor, to: ActorId) -> Result<(), Failure> {
    if actor.kind() == Kind::User {
        actor.wait_for_room(to);
        return Ok(());
    }
    let held = actor.waiting_for(to);
    if held > HELD_MAX {
        return Err(Failure::new(
            ErrorCode::SERVER_PIPE_BUFFER_FULL,
            format!("{held} bytes wait for process {to} already: it takes them too slowly"),
        ));
    }
    Ok(())
}

/// Sends the result of a task to whoever handed it out. `flags`: [`flag::SERIALIZE`] if `data` is a serialized value.
///
/// # Errors
/// Nobody takes a result of this task; or as [`hand_out`].
pub fn finish(
    actor: &Actor,
    task: &TaskHead,
    data: &[u8],
    serialized: bool,
) -> Result<(), Failure> {
    if task.has(flag::NOREPLY) {
        return Err(Failure::new(
            ErrorCode::WRONG_OPERATION,
            "the task was not handed out by a worker: nobody takes its result",
        ));
    }
    let flags = task.flags & !flag::SERIALIZE | if serialized { flag::SERIALIZE } else { 0 };
    let is_event = task.has(flag::NONBLOCK) && !task.has(flag::COROUTINE);
    let to = if is_event { task.from } else { actor.shared.actors.reply_box(task.from) };
    make_room(actor, to)?;
    actor.post(to, wire::TASK_RESULT, flags, SessionId(0), task.id, data)
}

/// In a task worker: a task has come to its end.
pub(super) fn ended(actor: &Actor) {
    done_with_one(&actor.shared, actor.id);
}

/// In a task worker that has had nothing to do for a while: nothing is pending, whatever the count says. A process that died between counting a task
/// and sending it leaves it too high.
pub(super) fn recount(actor: &Actor) {
    actor.shared.actor(actor.id).pending_tasks.store(0, Relaxed);
}

/// A result that was waited for.
#[derive(Debug)]
pub struct Answer {
    /// Whether it is a serialized value.
    pub serialized: bool,
    /// The result.
    pub bytes: Vec<u8>,
}

/// Blocks until the results of `tasks` (ascending numbers that [`hand_out`] gave, without [`flag::NONBLOCK`]) are there, or `limit` has passed; `None` waits for
/// ever. Gives what there is, in the order of `tasks`.
///
/// # Errors
/// When waiting fails.
pub fn wait(
    actor: &Actor,
    tasks: &[u64],
    limit: Option<Duration>,
) -> Result<Vec<Option<Answer>>, Failure> {
    let deadline = limit.map(|limit| Instant::now() + limit);
    let mut answers: Vec<Option<Answer>> = tasks.iter().map(|_| None).collect();
    let mut open = tasks.len();
    let mailbox = &actor.shared.mailboxes[usize::from(actor.shared.actors.reply_box(actor.id).0)];
    let failed = |error: io::Error| Failure::system("waiting for the result of a task", &error);
    loop {
        // What is another's is kept for it. Results of tasks that nobody waits for any more, perhaps a predecessor's, are passed over.
        let mut take = |delivery: Delivery<'_>| {
            let number = tasks.binary_search(&delivery.header.arg).ok();
            if let Some(slot) =
                number.map(|number| &mut answers[number]).filter(|slot| slot.is_none())
                && delivery.header.kind == wire::TASK_RESULT
                && !delivery.interrupted
            {
                match delivery.payload.with_bytes(<[u8]>::to_vec) {
                    Ok(bytes) => {
                        let serialized = delivery.header.flags & flag::SERIALIZE != 0;
                        *slot = Some(Answer { serialized, bytes });
                        open -= 1;
                    }
                    Err(error) => {
                        log::sys_warning(&error, format_args!("the result of a task is lost"))
                    }
                }
            } else {
                actor.replies.take(delivery);
            }
            ControlFlow::Continue(())
        };
        mailbox.drain(usize::MAX, &mut take).map_err(failed)?;
        let left = deadline.map(|deadline| deadline.saturating_duration_since(Instant::now()));
        if open == 0 || left.is_some_and(|left| left.is_zero()) {
            hand_on_later(actor);
            return Ok(answers);
        }
        // What is on its way to a full inbox goes on while this process waits.
        let all_sent = actor.push_on();
        let left = if all_sent {
            left
        } else {
            Some(left.map_or(PUSH_AGAIN, |left| left.min(PUSH_AGAIN)))
        };
        mailbox.wait(left).map_err(failed)?;
    }
}

/// Results that have come meanwhile for callbacks that wait are handed on when this one has given way.
fn hand_on_later(actor: &Actor) {
    if actor.replies.has_come()
        && let Some(app) = &actor.app
    {
        let replies = Rc::clone(&actor.replies);
        let app = Rc::clone(app);
        actor.reactor.defer(move |_| {
            if !app.has_halted() {
                replies.hand_on();
            }
        });
    }
}
