//! Dispatch: which worker gets a package, a connection or a datagram, and posting it there. What is upstream of a reactor thread.
//!
//! Modes that always give a session to the same worker (2, 4, 5, 8) also tell it of connects and closes. The others promise nothing of the kind, so
//! there scripts hear of these only with `enable_unsafe_event`.

use super::actor::{Actor, WAITING_MAX};
use super::app::{App, Dispatched, Wants, dispatch_kind};
use super::connection::Package;
use super::owner::Upstream;
use super::session_table::{Session, flag};
use super::shared::{ActorRow, worker_state};
use super::wire;
use crate::ids::{ActorId, PortIndex, SessionId};
use crate::ipc::Header;
use crate::log;
use crate::net::address::Endpoint;
use std::rc::Rc;
use std::sync::atomic::Ordering::Relaxed;

/// `dispatch_mode`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum DispatchMode {
    /// 1: one after the other.
    RoundRobin,
    /// 2: by session.
    FdMod,
    /// 3: one that is idle.
    Idle,
    /// 4: by client address.
    IpMod,
    /// 5: by the number that the script has bound the session to.
    UidMod,
    /// 7: one that is idle.
    Stream,
    /// 8: the session goes to the worker with the fewest coroutines, for good.
    ConnectionByCoroutines,
    /// 9: the package goes to the worker with the fewest coroutines.
    RequestByCoroutines,
    /// 10: the worker with the fewest requests begun and not answered.
    LeastConcurrency,
}

impl DispatchMode {
    /// The mode of that number.
    pub fn from_number(number: u8) -> Option<Self> {
        Some(match number {
            1 => Self::RoundRobin,
            2 => Self::FdMod,
            3 => Self::Idle,
            4 => Self::IpMod,
            5 => Self::UidMod,
            7 => Self::Stream,
            8 => Self::ConnectionByCoroutines,
            9 => Self::RequestByCoroutines,
            10 => Self::LeastConcurrency,
            _ => return None,
        })
    }

    /// Whether workers have to tell how many coroutines they have.
    pub fn goes_by_coroutines(self) -> bool {
        matches!(self, Self::ConnectionByCoroutines | Self::RequestByCoroutines)
    }

    /// Whether a session always goes to the same worker.
    pub fn is_sticky(self) -> bool {
        matches!(self, Self::FdMod | Self::IpMod | Self::UidMod | Self::ConnectionByCoroutines)
    }
}

/// See the module's head.
pub struct Dispatcher {
    actor: Rc<Actor>,
    mode: DispatchMode,
    wants: Vec<Wants>,
    /// Set in a master that serves sessions by itself and whose script has a `dispatch_func`.
    script: Option<Rc<dyn App>>,
    reactor_id: u16,
}

impl Dispatcher {
    /// A dispatcher for the sessions that `actor` owns.
    pub fn new(
        actor: &Rc<Actor>,
        reactor_id: u16,
        wants: Vec<Wants>,
        script: Option<Rc<dyn App>>,
    ) -> Rc<Self> {
        let settings = &actor.shared.settings;
        let mode = DispatchMode::from_number(settings.dispatch_mode).unwrap_or(DispatchMode::FdMod);
        let tells = mode.is_sticky() || settings.enable_unsafe_event;
        let wants = wants.into_iter().map(|wants| Wants {
            connect: wants.connect && tells,
            close: wants.close && tells,
            ..wants
        });
        Rc::new(Self { actor: Rc::clone(actor), mode, wants: wants.collect(), script, reactor_id })
    }

    fn wants(&self, session: Session<'_>) -> Wants {
        self.wants[usize::from(session.port().0)]
    }

    fn workers(&self) -> u16 {
        self.actor.shared.actors.workers
    }

    fn ask_script(&self, session: Option<SessionId>, kind: u8, bytes: &[u8]) -> Dispatched {
        self.script
            .as_ref()
            .map_or(Dispatched::ByMode, |script| script.dispatch(session, kind, bytes))
    }

    /// The worker that the mode chooses for a package of a session.
    fn by_mode(&self, session: Session<'_>) -> ActorId {
        let by = |number: u64| ActorId((number % u64::from(self.workers())) as u16);
        match self.mode {
            DispatchMode::FdMod => by(session.id.0),
            DispatchMode::IpMod => by(mix(session.address_hash())),
            DispatchMode::UidMod => match session.row.uid.load(Relaxed) {
                0 => by(session.id.0),
                uid => by(uid.into()),
            },
            DispatchMode::ConnectionByCoroutines => match session.row.worker.load(Relaxed) {
                worker if worker < self.workers() => ActorId(worker),
                _ => self.any(self.mode),
            },
            mode => self.any(mode),
        }
    }

    /// The worker for something that belongs to no session.
    fn any(&self, mode: DispatchMode) -> ActorId {
        match mode {
            DispatchMode::Idle | DispatchMode::Stream => self.idle(),
            DispatchMode::ConnectionByCoroutines | DispatchMode::RequestByCoroutines => {
                self.least(|row| row.coroutines.load(Relaxed) + under_way(row))
            }
            DispatchMode::LeastConcurrency => {
                self.least(|row| row.exchanges.load(Relaxed) + under_way(row))
            }
            _ => self.round_robin(),
        }
    }

    /// The next in turn, whichever reactor thread asks.
    fn round_robin(&self) -> ActorId {
        let turn = self.actor.shared.server().turns.fetch_add(1, Relaxed);
        ActorId((turn % u64::from(self.workers())) as u16)
    }

    /// One that is waiting and has nothing on its way to it; if all are busy, the one with the least, so that a slow one gets no more than it can do.
    fn idle(&self) -> ActorId {
        self.least(|row| match under_way(row) {
            0 => u64::from(row.state.load(Relaxed) != worker_state::IDLE),
            waiting => waiting,
        })
    }

    /// The worker with the least load; of several the next in turn, or the first where requests are what is dispatched by load.
    fn least(&self, load: impl Fn(&ActorRow) -> u64) -> ActorId {
        // A request leaves no trace, so what little there is may as well keep one worker's caches warm; a session stays, and idle ones weigh nothing.
        let first = match self.mode {
            DispatchMode::RequestByCoroutines | DispatchMode::LeastConcurrency => ActorId(0),
            _ => self.round_robin(),
        };
        let mut best = (u64::MAX, first);
        for step in 0..self.workers() {
            let worker = ActorId((first.0 + step) % self.workers());
            let load = load(self.actor.shared.actor(worker));
            if load == 0 {
                return worker;
            }
            if load < best.0 {
                best = (load, worker);
            }
        }
        best.1
    }

    /// Posts something about a session to the worker that has it, or to the one that the script names for it.
    fn tell(&self, session: Session<'_>, kind: u8, flags: u8) {
        let asked_as = match kind {
            wire::CONNECTED => Some(dispatch_kind::CONNECT),
            wire::CLOSED => Some(dispatch_kind::CLOSE),
            _ => None,
        };
        let worker = match asked_as
            .map_or(Dispatched::ByMode, |kind| self.ask_script(Some(session.id), kind, &[]))
        {
            Dispatched::To(worker) => worker,
            Dispatched::Close if kind == wire::CONNECTED => return self.close(session),
            _ => match session.row.worker.load(Relaxed) {
                worker if worker < self.workers() => ActorId(worker),
                _ => self.remember(session, self.by_mode(session)),
            },
        };
        self.post(worker, &Header { flags, ..self.header(kind, session.id, self.reactor_id) }, &[]);
    }

    /// Closes a session as the script wishes.
    fn close(&self, session: Session<'_>) {
        // One that is closing already needs no second close.
        let _ = self.actor.close(session.id, false);
    }

    fn remember(&self, session: Session<'_>, worker: ActorId) -> ActorId {
        session.row.worker.store(worker.0, Relaxed);
        worker
    }

    fn header(&self, kind: u8, session: SessionId, arg: u16) -> Header {
        Header {
            kind,
            flags: 0,
            from: self.actor.id,
            session,
            arg: arg.into(),
            time: self.actor.reactor.real_micros(),
        }
    }

    fn post(&self, worker: ActorId, header: &Header, payload: &[u8]) {
        if let Err(failure) = self.actor.post_later(worker, header, payload) {
            log::warning_with(
                failure.code,
                format_args!(
                    "{} bytes for worker {worker} are lost: {}",
                    payload.len(),
                    failure.message
                ),
            );
        }
    }

    /// Posts a datagram to a worker.
    pub fn datagram(&self, port: PortIndex, from: &Endpoint, bytes: &[u8]) {
        let mut payload = Vec::with_capacity(bytes.len() + 32);
        from.encode(&mut payload);
        payload.extend_from_slice(bytes);
        // Where a session would be named, the script sees the sender's IPv4 address, as it lies in memory.
        let sender = from.ipv4().map(|address| SessionId(u32::from_ne_bytes(address).into()));
        let worker = match self.ask_script(sender, dispatch_kind::DATAGRAM, bytes) {
            Dispatched::To(worker) => worker,
            Dispatched::Discard | Dispatched::Close => return,
            Dispatched::ByMode if self.mode.is_sticky() => {
                // By address alone, so that a client keeps its worker when its port changes.
                let hash = from
                    .host()
                    .bytes()
                    .fold(0_u64, |hash, byte| hash.wrapping_mul(31).wrapping_add(byte.into()));
                ActorId((mix(hash) % u64::from(self.workers())) as u16)
            }
            Dispatched::ByMode => self.any(self.mode),
        };
        self.actor.shared.actor(worker).dispatched.fetch_add(1, Relaxed);
        self.post(worker, &self.header(wire::DATAGRAM, SessionId(0), port.0), &payload);
    }
}

/// What a worker has been given and has not taken up or is at.
fn under_way(row: &ActorRow) -> u64 {
    // The two are not read at the same moment.
    row.dispatched.load(Relaxed).saturating_sub(row.requests.load(Relaxed))
}

/// Spreads numbers that differ in few bits (neighbouring addresses) over all workers.
fn mix(number: u64) -> u64 {
    (number ^ number >> 32).wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 32
}

impl Upstream for Dispatcher {
    fn connected(&self, session: Session<'_>) {
        if self.wants(session).connect {
            self.tell(session, wire::CONNECTED, 0);
        }
    }

    fn certificate(&self, session: Session<'_>, pem: &[u8]) {
        // Who will serve the session is not settled, and may change with each package.
        for worker in 0..self.actor.shared.actors.workers {
            let header = self.header(wire::CERTIFICATE, session.id, 0);
            self.post(ActorId(worker), &header, pem);
        }
    }

    /// What is on its way has said itself how much is behind it.
    fn no_more(&self) {}

    fn package(&self, session: Session<'_>, package: Package<'_>) -> bool {
        let bytes = package.bytes;
        let worker = match self.ask_script(Some(session.id), dispatch_kind::DATA, bytes) {
            Dispatched::To(worker) => worker,
            Dispatched::ByMode => self.by_mode(session),
            Dispatched::Discard => return true,
            Dispatched::Close => {
                self.close(session);
                return true;
            }
        };
        self.remember(session, worker);
        session.set(flag::SERVED, true);
        let arg = wire::package_arg(self.reactor_id, &package);
        let header = Header { arg, ..self.header(wire::PACKAGE, session.id, 0) };
        session.row.dispatched_at.store(header.time, Relaxed);
        session.row.queued_in.fetch_add(bytes.len() as u64, Relaxed);
        self.actor.shared.actor(worker).dispatched.fetch_add(1, Relaxed);
        self.post(worker, &header, bytes);
        let limit = self.actor.shared.settings.max_queued_bytes;
        let queued = session.row.queued_in.load(Relaxed);
        self.actor.waiting_for(worker) < WAITING_MAX && limit.is_none_or(|limit| queued < limit)
    }

    fn closed(&self, session: Session<'_>) {
        let wanted = self.wants(session).close;
        if !wanted && !session.has(flag::SERVED) {
            // Nobody has heard of it, so nobody has to be asked.
            if let Some(owner) = self.actor.owner() {
                owner.finish(session.id, false);
            }
            return;
        }
        self.tell(session, wire::CLOSED, if wanted { wire::CALL_BACK } else { 0 });
    }

    fn buffer(&self, session: Session<'_>, full: bool) {
        let wants = self.wants(session);
        if if full { wants.buffer_full } else { wants.buffer_empty } {
            self.tell(session, if full { wire::BUFFER_FULL } else { wire::BUFFER_EMPTY }, 0);
        }
    }

    fn room(&self, session: SessionId, who: ActorId) {
        self.actor.tell_of_room(session, who);
    }
}
