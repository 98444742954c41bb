//! What the engine asks of the program that runs on it. The PHP binding implements it; tests do too.

use super::overtime::Tracer;
use super::task::Task;
use super::wire;
use crate::ids::{ActorId, PortIndex, SessionId, StreamId};
use crate::ipc::{Delivery, Payload};
use crate::net::address::Endpoint;
use crate::protocol::http1::Gist;
use crate::protocol::websocket::Label;
use crate::sys::process::ExitStatus;

/// Events of a session that a program may not care for; no packet is sent for those it does not.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Wants {
    /// `onConnect`.
    pub connect: bool,
    /// `onClose`.
    pub close: bool,
    /// `onBufferFull`.
    pub buffer_full: bool,
    /// `onBufferEmpty`.
    pub buffer_empty: bool,
}

/// Something that happened to a session, as told to the worker that serves it.
#[derive(Debug)]
pub struct SessionEvent<'a> {
    /// Which.
    pub session: SessionId,
    /// The port it came in through.
    pub port: PortIndex,
    /// The reactor id that scripts see; -1 when the server closes.
    pub reactor: i32,
    /// When it was posted, in microseconds of the real-time clock.
    pub time: u64,
    /// What is known of the package, if it is an HTTP request.
    pub gist: Gist,
    /// What is known of the package, if it is a WebSocket message.
    pub label: Option<Label>,
    /// The stream of the package, if it is an HTTP/2 request.
    pub stream: StreamId,
    /// The package, for a package.
    pub payload: Payload<'a>,
}

/// A datagram.
#[derive(Debug)]
pub struct Datagram<'a> {
    /// The port it was sent to.
    pub port: PortIndex,
    /// Who sent it.
    pub from: Endpoint,
    /// When it was received, in microseconds of the real-time clock.
    pub time: u64,
    /// Its content.
    pub bytes: &'a [u8],
}

/// A message from another process of the server.
#[derive(Debug)]
pub struct Message<'a> {
    /// Who sent it.
    pub from: ActorId,
    /// Whether it is a serialized value.
    pub serialized: bool,
    /// When it was posted, in microseconds of the real-time clock.
    pub time: u64,
    /// The message.
    pub payload: Payload<'a>,
}

impl<'a> Message<'a> {
    pub(super) fn of(delivery: Delivery<'a>) -> Self {
        Self {
            from: delivery.header.from,
            serialized: delivery.header.flags & wire::SERIALIZED != 0,
            time: delivery.header.time,
            payload: delivery.payload,
        }
    }
}

/// A worker that ended otherwise than asked.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct WorkerFailure {
    /// Its worker id.
    pub worker: ActorId,
    /// Its process id.
    pub pid: i32,
    /// How it ended.
    pub status: ExitStatus,
}

/// The program. Every call may run a script, which may call back into the server.
///
/// A script may end the process from within any of these (a fatal error, `exit`). The implementation then stops the thread's reactor and says so
/// in [`App::has_halted`]; nothing more is called.
pub trait App {
    /// Which events of sessions of that port are wanted.
    fn wants(&self, port: PortIndex) -> Wants;
    /// Whether the script has ended this process.
    fn has_halted(&self) -> bool;
    /// What tells, from any thread, where the script is.
    fn tracer(&self) -> Tracer;
    /// Where a coroutine of the script's is; 0: the script itself.
    fn trace(&self, coroutine: u64) -> String;

    /// In the master (BASE: in worker 0), before the first connection is accepted.
    fn started(&self);
    /// In the master (BASE: in worker 0), when the server has been asked to shut down.
    fn before_shutdown(&self);
    /// In the process that called `start()`, when all else has ended.
    fn shut_down(&self);
    /// In the manager, before it watches.
    fn manager_started(&self);
    /// In the manager, when no process is left.
    fn manager_stopped(&self);
    /// In the manager, before the workers of a reload are asked to end.
    fn before_reload(&self);
    /// In the manager, when all of their successors are there.
    fn after_reload(&self);
    /// In the manager.
    fn worker_failed(&self, failure: WorkerFailure);

    /// In a worker or task worker, first of all.
    fn worker_started(&self, worker: ActorId);
    /// In a worker: how many coroutines there are. One that is leaving waits for their end.
    fn coroutines(&self) -> usize {
        0
    }
    /// How many coroutines there are, and how many there were at most at a time.
    fn coroutine_figures(&self) -> (usize, usize) {
        (0, 0)
    }
    /// In a worker whose time is up, before its sessions are closed: what still waits for its turn will have none.
    fn worker_ending(&self) {}
    /// In a worker that is leaving, each time it has waited for its pending work.
    fn worker_exiting(&self, worker: ActorId);
    /// In a worker, last of all.
    fn worker_stopped(&self, worker: ActorId);
    /// The whole life of a user process.
    fn user_process(&self, process: ActorId);

    /// A client has connected.
    fn connected(&self, event: SessionEvent<'_>);
    /// A package has come.
    fn received(&self, event: SessionEvent<'_>);
    /// The connection is closing: the client has gone, or the server closes it.
    fn closed(&self, event: SessionEvent<'_>);
    /// The session's output queue is past its high watermark.
    fn buffer_full(&self, event: SessionEvent<'_>);
    /// It is below the low watermark again.
    fn buffer_empty(&self, event: SessionEvent<'_>);
    /// A datagram has come.
    fn datagram(&self, datagram: Datagram<'_>);
    /// Another process of the server has sent a message.
    fn message(&self, message: Message<'_>);
    /// In a task worker: a task. Its result, if any, goes back by [`super::task::finish`]. `over` is to be called between the task's end and the sending
    /// of what it returned, so that who gets that finds the task worker idle.
    fn task(&self, task: Task<'_>, over: &dyn Fn());
    /// In a worker: the result of a task that it handed out and does not wait for.
    fn task_finished(&self, result: Task<'_>);
    /// Another process asks for a registered command; gives its answer.
    fn command(&self, name: &str, data: &[u8]) -> Vec<u8>;
    /// The answer to a command that this process sent.
    fn command_answered(&self, request: u64, answer: &[u8]);

    /// The script's `dispatch_func`: who gets a package, a connection's beginning or end (without bytes), or a datagram (whose sender's IPv4 address
    /// stands in the session's place, if it has one).
    /// Called only where PHP may run: in a master that serves its sessions itself.
    fn dispatch(&self, session: Option<SessionId>, kind: u8, bytes: &[u8]) -> Dispatched;
}

/// What a `dispatch_func` has said.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Dispatched {
    /// There is none: as the mode says.
    ByMode,
    /// This worker.
    To(ActorId),
    /// Nobody.
    Discard,
    /// Nobody, and its session is closed.
    Close,
}

/// What a `dispatch_func` is asked about, in the numbers that scripts see.
pub mod dispatch_kind {
    /// Data of a session.
    pub const DATA: u8 = 0;
    /// A session's end.
    pub const CLOSE: u8 = 4;
    /// A session's beginning.
    pub const CONNECT: u8 = 5;
    /// A datagram.
    pub const DATAGRAM: u8 = 1;
}
