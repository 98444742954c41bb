//! HTTP requests that run longer than `http_request_timeout` allows: each is answered, logged with the place where it stands, and its worker makes
//! room for a successor when the other requests have ended.
//!
//! A worker whose loop turns finds its own overdue requests (they are coroutines that wait). One that is stuck in a callback cannot: a thread
//! looks as well, a little later than the loop would. It answers in the worker's place, and ends the process if the callback does not come back
//! within `max_wait_time`. Who answers is decided by one atomic exchange, so a request gets one answer: the script's or ours.
//!
//! ```text
//!            claim, by the script's answer
//! RUNNING ─────────────────────────────────> ANSWERED
//!    └── expire, by the loop or the thread ──> EXPIRED
//! ```

use super::actor::Actor;
use super::shared::Shared;
use super::wire;
use crate::http::answer::{self, Persistence};
use crate::ids::{ActorId, SessionId, StreamId};
use crate::ipc::{Header, Outboxes};
use crate::log;
use crate::sys::{clock, process, signal};
use parking_lot::Mutex;
use std::io::{self, Write};
use std::net::{Shutdown, TcpStream};
use std::sync::atomic::{AtomicBool, AtomicU8, AtomicU64, Ordering};
use std::sync::{Arc, Weak};
use std::thread;
use std::time::Duration;

const RUNNING: u8 = 0;
const ANSWERED: u8 = 1;
const EXPIRED: u8 = 2;

/// A request that is being worked on.
#[derive(Debug)]
pub struct Running {
    session: SessionId,
    /// Of a request that has come on one: it ends alone.
    stream: StreamId,
    owner: ActorId,
    /// Nanoseconds of the monotonic clock.
    since: u64,
    phase: AtomicU8,
    /// The coroutine that works on it; 0 if there is none or it is not known yet.
    coroutine: AtomicU64,
    /// Of a session that this process owns.
    socket: Option<Arc<TcpStream>>,
}

impl Running {
    /// Takes the right to answer. False if the request has been answered for lack of time.
    pub fn claim(&self) -> bool {
        let taken =
            self.phase.compare_exchange(RUNNING, ANSWERED, Ordering::AcqRel, Ordering::Acquire);
        taken != Err(EXPIRED)
    }

    fn expire(&self) -> bool {
        self.phase.compare_exchange(RUNNING, EXPIRED, Ordering::AcqRel, Ordering::Acquire).is_ok()
    }

    /// Whether it has been answered for lack of time.
    pub fn is_expired(&self) -> bool {
        self.phase.load(Ordering::Acquire) == EXPIRED
    }

    /// Says which coroutine works on it.
    pub fn runs_in(&self, coroutine: u64) {
        self.coroutine.store(coroutine, Ordering::Relaxed);
    }
}

/// Tells where the code of this process is, from another thread than the one that runs it.
pub type Tracer = fn() -> String;

/// See the module's head.
#[derive(Debug)]
pub struct Overtime {
    limit: Duration,
    status: u16,
    me: ActorId,
    shared: Arc<Shared>,
    outboxes: Arc<Outboxes>,
    tracer: Tracer,
    running: Mutex<Vec<Arc<Running>>>,
    /// A request has expired: the process is to make room.
    is_over: AtomicBool,
    /// The loop has seen that, and sees to it.
    heard: AtomicBool,
}

impl Overtime {
    /// What watches over the requests of a worker; `None` if they may take for ever.
    pub fn new(
        me: ActorId,
        shared: &Arc<Shared>,
        outboxes: &Arc<Outboxes>,
        tracer: Tracer,
    ) -> Option<Arc<Self>> {
        let http = || shared.ports.iter().filter_map(|port| port.settings.http.as_ref());
        let (limit, status) =
            http().find_map(|http| Some((http.request_time?, http.request_time_status)))?;
        let made = Arc::new(Self {
            limit,
            status,
            me,
            shared: Arc::clone(shared),
            outboxes: Arc::clone(outboxes),
            tracer,
            running: Mutex::default(),
            is_over: AtomicBool::new(false),
            heard: AtomicBool::new(false),
        });
        let watched = Arc::downgrade(&made);
        let interval = made.interval();
        if let Err(error) =
            signal::spawn_without("overtime".into(), move || watch(&watched, interval))
        {
            log::sys_warning(
                &error,
                format_args!(
                    "no thread left: requests that block are not ended by http_request_timeout"
                ),
            );
        }
        Some(made)
    }

    /// How often to look.
    pub fn interval(&self) -> Duration {
        (self.limit / 8).clamp(Duration::from_millis(10), Duration::from_millis(250))
    }

    /// A request begins.
    pub fn begin(&self, actor: &Actor, session: SessionId, stream: StreamId) -> Arc<Running> {
        let owner = self.shared.sessions.get(session).map_or(self.me, |session| session.owner());
        let running = Arc::new(Running {
            session,
            stream,
            owner,
            since: clock::nanos(),
            phase: AtomicU8::new(RUNNING),
            coroutine: AtomicU64::new(0),
            socket: actor
                .owner()
                .filter(|_| stream.is_none())
                .and_then(|owner| owner.plain_socket(session)),
        });
        self.running.lock().push(Arc::clone(&running));
        running
    }

    /// A request needs no watching any more.
    pub fn end(&self, running: &Arc<Running>) {
        self.running.lock().retain(|other| !Arc::ptr_eq(other, running));
    }

    /// Those that have run for longer than the limit and `slack`, and have expired by this.
    fn expire(&self, slack: Duration) -> Vec<Arc<Running>> {
        let allowed = (self.limit + slack).as_nanos() as u64;
        let now = clock::nanos();
        let mut running = self.running.lock();
        let is_overdue = |running: &Arc<Running>| {
            now.saturating_sub(running.since) > allowed && running.expire()
        };
        running.extract_if(.., |running| is_overdue(running)).collect()
    }

    /// Looks for overdue requests, in the loop of the worker. `trace` tells where a coroutine is. Says whether the worker is to make room.
    pub fn look(&self, actor: &Actor, trace: impl Fn(u64) -> String) -> bool {
        for running in self.expire(Duration::ZERO) {
            self.tell(&running, &trace(running.coroutine.load(Ordering::Relaxed)));
            match actor.owner().filter(|_| running.owner == self.me) {
                Some(owner) => owner.unanswered(running.session, running.stream, self.status),
                None => self.answer_elsewhere(&running),
            }
            self.is_over.store(true, Ordering::Release);
        }
        let is_over = self.is_over.load(Ordering::Acquire);
        if is_over {
            self.heard.store(true, Ordering::Release);
        }
        is_over
    }

    fn tell(&self, running: &Running, trace: &str) {
        log::warning(format_args!(
            "a request of session {} has run for more than {:?} (http_request_timeout) and is answered {}; it is at\n{}",
            running.session,
            self.limit,
            self.status,
            trace.trim_end()
        ));
    }

    fn answer_elsewhere(&self, running: &Running) {
        let header = Header {
            kind: wire::UNANSWERED,
            flags: 0,
            from: self.me,
            session: running.session,
            arg: wire::stream_arg(running.stream, self.status.into()),
            time: 0,
        };
        let sent =
            self.outboxes.post(running.owner, &header, &[]).and_then(|()| self.outboxes.flush());
        if let Err(error) = sent {
            log::sys_warning(&error, format_args!("a request is not answered in time"));
        }
    }

    /// Answers in the place of a process that does not come to it.
    fn answer_here(&self, running: &Running) -> io::Result<()> {
        let Some(socket) = &running.socket else {
            self.answer_elsewhere(running);
            return Ok(());
        };
        let queued = |session: super::session_table::Session<'_>| {
            session.row.queued_out.load(Ordering::Relaxed) > 0
        };
        // What the client has not taken of an earlier answer comes first, and only the process itself can send it.
        if self.shared.sessions.get(running.session).is_none_or(queued) {
            return Ok(());
        }
        let mut bytes = Vec::new();
        answer::bare(&mut bytes, self.status, Persistence::Close, clock::real_second());
        (&**socket).write_all(&bytes)?;
        socket.shutdown(Shutdown::Write)
    }
}

/// What the thread does.
fn watch(overtime: &Weak<Overtime>, interval: Duration) {
    let mut stuck_since = None;
    loop {
        thread::sleep(interval);
        let Some(overtime) = overtime.upgrade() else { return };
        for running in overtime.expire(2 * interval) {
            overtime.tell(&running, &(overtime.tracer)());
            // If the client has gone, nobody misses the answer.
            let _ = overtime.answer_here(&running);
            overtime.is_over.store(true, Ordering::Release);
        }
        if !overtime.is_over.load(Ordering::Acquire) || overtime.heard.load(Ordering::Acquire) {
            continue;
        }
        let since = *stuck_since.get_or_insert_with(clock::nanos);
        let stuck = Duration::from_nanos(clock::nanos() - since);
        let limit = overtime.shared.settings.leave_limit();
        if stuck > limit && overtime.shared.manager_pid() != 0 {
            log::warning(format_args!(
                "this worker has not come back from a request within {limit:?} (max_wait_time) after its limit, and is killed"
            ));
            // It cannot fail: the process is there.
            let _ = process::kill(std::process::id() as i32, libc::SIGKILL);
        }
    }
}
