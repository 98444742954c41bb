//! The owner of sessions: a reactor thread in PROCESS mode, a worker in BASE mode. One code path for both.
//!
//! It reads connections, cuts what comes into packages and hands these upstream; it writes what it is told to. What "upstream" is
//! makes the modes differ: [`super::dispatch`] posts packages to workers, [`super::worker`] calls the script.
//!
//! ```text
//!            adopt                 read, cut                     close() ran                  all sent
//! accepted ────────> Phase::Open ──────────> upstream.package   ─────────────> Draining ────────────────> Closed
//!                        │ end of stream, error, bad package                      ^
//!                        └───────────> PeerGone ── upstream.closed ... finish() ──┘
//! ```
//!
//! A client that has only closed its writing side still gets the answers to what it sent: the connection ends when whoever serves it has
//! seen its end too.

mod http;
mod http2;
mod input;
mod output;
mod tls;
mod websocket;

use self::tls::HANDSHAKE_LIMIT;
use super::connection::{Connection, Package, Phase};
use super::session_table::{NewSession, Session, flag};
use super::shared::{Shared, count, now_micros};
use super::sockets::Arrival;
use crate::error::ErrorCode;
use crate::ids::{ActorId, SessionId};
use crate::log;
use crate::net::address::Endpoint;
use crate::net::cork::Cork;
use crate::reactor::{Handler, Interest, Lifetime, Reactor, Readiness, Token, Trigger};
use slab::Slab;
use std::cell::{Cell, RefCell};
use std::net::IpAddr;
use std::os::fd::OwnedFd;
use std::rc::{Rc, Weak};
use std::sync::Arc;
use std::sync::atomic::Ordering::Relaxed;
use std::time::Duration;

/// Bytes read from a connection at a time: more than the 64 KiB that clients like to send at once, so that such a read is seen to be the last; less
/// than an envelope holds.
const READ_SIZE: usize = 80 * 1024;
/// How often one connection is read before others get their turn.
const READS_PER_TURN: usize = 16;
/// A connection that the server has closed, whose client takes nothing for so long, is cut off.
const DRAIN_LIMIT: Duration = Duration::from_secs(60);
/// How often a limit on silence is looked at while it runs: a connection outlives it by one part at most.
const IDLE_CHECKS: u32 = 8;
const SHORTEST_IDLE_CHECK: Duration = Duration::from_millis(50);

/// When something is sent.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum When {
    /// At once.
    Now,
    /// At the end of this turn of the loop, together with what else there is: where no script runs, so that a turn is short.
    ThisTurn,
    /// When [`Owner::uncork`] is called, or by the flusher before.
    Corked,
}

/// What something that is sent is of the answer to an HTTP request; elsewhere it is nothing of the kind.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Share {
    /// More of the answer follows.
    Part,
    /// The answer ends with it.
    Rest,
    /// The answer ends with it, and HTTP: what the client sends from here on is WebSocket.
    Handshake,
    /// Lines of fields that come behind the body, on a stream: the answer ends with them.
    Trailers,
}

/// Who gets what an owner receives.
pub trait Upstream {
    /// A connection has been adopted.
    fn connected(&self, session: Session<'_>);
    /// A package is complete. Returns whether its receiver has room for more.
    fn package(&self, session: Session<'_>, package: Package<'_>) -> bool;
    /// No package follows now, although the last one has said that more do.
    fn no_more(&self);
    /// The client of a session, of which nobody has been told yet, has shown this certificate, in PEM.
    fn certificate(&self, session: Session<'_>, pem: &[u8]);
    /// A client has gone. Whoever serves the session calls (or posts) [`Owner::finish`] when it is done with it.
    fn closed(&self, session: Session<'_>);
    /// The output queue has passed its high watermark, or (`full` false) gone below the low one.
    fn buffer(&self, session: Session<'_>, full: bool);
    /// The session takes more, or has gone: `who` has asked.
    fn room(&self, session: SessionId, who: ActorId);
}

/// See the module's head.
pub struct Owner {
    me: ActorId,
    reactor_id: u16,
    shared: Arc<Shared>,
    reactor: Rc<Reactor>,
    upstream: Rc<dyn Upstream>,
    connections: RefCell<Slab<Rc<Connection>>>,
    scratch: Cell<Vec<u8>>,
    gathered: RefCell<Vec<Rc<Connection>>>,
    flush_planned: Cell<bool>,
    /// Whether the last package that went upstream has said that more follow.
    more_to_come: Cell<bool>,
    /// Where answers are held back in a process that runs the script itself; the session they are for.
    cork: Arc<Cork>,
    corked: RefCell<Option<Rc<Connection>>>,
    /// Since when this process is to end.
    winding_down: Cell<Option<Duration>>,
    myself: Weak<Owner>,
}

/// A connection as the reactor knows it.
struct Watched {
    owner: Rc<Owner>,
    connection: Rc<Connection>,
}

impl Handler for Watched {
    fn ready(self: Rc<Self>, _: &Rc<Reactor>, _: Token, ready: Readiness) {
        if ready.writable && self.connection.queued() > 0 {
            self.owner.flush(&self.connection);
        }
        let mut readable = ready.readable;
        if !self.connection.announced.get() {
            if !self.owner.shake_hands(&self.connection) {
                return;
            }
            // What has come behind the handshake has made its edge already.
            readable = true;
        }
        if readable {
            self.owner.read(&self.connection, ready.read_closed);
        } else if ready.error {
            self.owner.peer_gone(&self.connection, None);
        }
    }
}

/// Our end of a connection.
fn address_of(socket: &OwnedFd) -> Option<IpAddr> {
    let address = socket2::SockRef::from(socket).local_addr().ok()?;
    address.as_socket().map(|address| address.ip())
}

impl Owner {
    /// An owner that calls itself `me`, whose sessions show `reactor_id` to scripts.
    pub fn new(
        me: ActorId,
        reactor_id: u16,
        shared: &Arc<Shared>,
        reactor: &Rc<Reactor>,
        upstream: Rc<dyn Upstream>,
    ) -> Rc<Self> {
        let owner = Rc::new_cyclic(|myself| Self {
            me,
            reactor_id,
            shared: Arc::clone(shared),
            reactor: Rc::clone(reactor),
            upstream,
            connections: RefCell::default(),
            scratch: Cell::default(),
            gathered: RefCell::default(),
            flush_planned: Cell::new(false),
            more_to_come: Cell::new(false),
            cork: Arc::default(),
            corked: RefCell::default(),
            winding_down: Cell::new(None),
            myself: Weak::clone(myself),
        });
        owner.watch_idle();
        owner.watch_slow();
        owner
    }

    /// Takes over an accepted connection. One too many is refused: it is closed, counted and logged.
    pub fn adopt(&self, arrival: Arrival) {
        let Arrival { fd, port, peer, first } = arrival;
        let peer = &peer;
        let settings = &self.shared.ports[usize::from(port.0)];
        if let Err(error) = settings
            .connection_options
            .apply(std::os::fd::AsFd::as_fd(&fd), settings.listener.kind())
        {
            log::sys_warning(
                &error,
                format_args!("cannot set the options of a connection from {peer}"),
            );
        }
        let flags = if self.shared.settings.enable_delay_receive { flag::UNCONFIRMED } else { 0 };
        let mut connections = self.connections.borrow_mut();
        let entry = connections.vacant_entry();
        let listens_anywhere = matches!(settings.listener.local(), Endpoint::Inet(local) if local.ip().is_unspecified());
        let new = NewSession {
            owner: self.me,
            process: std::process::id() as i32,
            reactor: self.reactor_id,
            fd: std::os::fd::AsRawFd::as_raw_fd(&fd),
            port,
            peer,
            host: listens_anywhere.then(|| address_of(&fd)).flatten(),
            local: entry.key() as u32,
            now: now_micros(),
            flags,
        };
        let counters = self.shared.actor(self.me);
        let Some(session) = self.shared.sessions.insert(&new) else {
            count(&counters.aborted, 1);
            log::warning_with(
                ErrorCode::SERVER_TOO_MANY_SOCKET,
                format_args!(
                    "too many connections: max_connection is {}; one from {peer} is closed",
                    self.shared.settings.max_connection
                ),
            );
            return;
        };
        let begins_with_datagram = first.is_some();
        let tls = self.encryption(settings, &fd, peer, first);
        let is_refused = settings.tls.is_some() && tls.is_none();
        let now = self.reactor.now();
        let connection = Rc::new(Connection::new(fd, tls, session.id, port, &self.shared, now));
        connection.paused.set(flags & flag::UNCONFIRMED != 0);
        entry.insert(Rc::clone(&connection));
        drop(connections);
        count(&counters.accepted, 1);
        if is_refused {
            return self.close_now(&connection);
        }
        if connection.tls().is_none() {
            self.announce(&connection, session);
        }
        if connection.phase.get() == Phase::Open {
            self.watch(&connection);
        }
        if begins_with_datagram && self.shake_hands(&connection) {
            self.read(&connection, false);
        }
    }

    /// Tells those who serve the session of it.
    fn announce(&self, connection: &Connection, session: Session<'_>) {
        connection.announced.set(true);
        self.upstream.connected(session);
    }

    fn watch(&self, connection: &Rc<Connection>) {
        let Some(owner) = self.myself.upgrade() else { return };
        let watched = Rc::new(Watched { owner, connection: Rc::clone(connection) });
        match self.reactor.add(
            connection.fd(),
            Interest::BOTH,
            Trigger::Edge,
            Lifetime::Background,
            watched,
        ) {
            Ok(token) => connection.token.set(Some(token)),
            Err(error) => {
                log::sys_warning(
                    &error,
                    format_args!("cannot watch the connection of session {}", connection.session),
                );
                self.close_now(connection);
            }
        }
    }

    /// How many connections it owns.
    pub fn len(&self) -> usize {
        self.connections.borrow().len()
    }

    /// Whether it owns none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The sessions of all its connections.
    pub fn sessions(&self) -> Vec<SessionId> {
        self.connections.borrow().iter().map(|(_, connection)| connection.session).collect()
    }

    fn find(&self, id: SessionId) -> Option<(Session<'_>, Rc<Connection>)> {
        let session = self.shared.sessions.get(id).filter(|session| session.owner() == self.me)?;
        let local = session.row.local.load(Relaxed) as usize;
        let connection = self
            .connections
            .borrow()
            .get(local)
            .filter(|connection| connection.session == id)
            .map(Rc::clone)?;
        Some((session, connection))
    }

    // ---- ending

    /// The client has gone (`errno` None: properly). Whoever serves the session is told, and answers with [`Owner::finish`].
    fn peer_gone(&self, connection: &Rc<Connection>, errno: Option<i32>) {
        if connection.phase.get() != Phase::Open {
            return;
        }
        if !connection.announced.get() {
            return self.close_now(connection);
        }
        connection.phase.set(Phase::PeerGone);
        self.tell_of_room(connection);
        let Some(session) = self.shared.sessions.get(connection.session) else {
            return self.close_now(connection);
        };
        session.row.close_errno.store(errno.unwrap_or(0) as u32, Relaxed);
        session.set(flag::PEER_GONE, true);
        if errno.is_some()
            && !connection.linger.get()
            && let Some(token) = connection.token.take()
        {
            self.reactor.remove(token);
            // Nothing more goes either way, whatever the script is doing meanwhile; a client that is still there sees the end.
            connection.shut_down_output();
        }
        // If the server is closing it at this moment, its finish is on the way already.
        if !session.has(flag::CLOSING) {
            self.upstream.closed(session);
        }
    }

    /// Ends a connection as if its client had gone; `errno` says why.
    pub fn drop_peer(&self, id: SessionId, errno: i32) {
        if let Some((_, connection)) = self.find(id) {
            self.peer_gone(&connection, Some(errno));
        }
    }

    /// The script is done with the session: sends what is queued, then closes. With `reset`, closes at once and throws away what is queued.
    pub fn finish(&self, id: SessionId, reset: bool) {
        let Some((session, connection)) = self.find(id) else { return };
        self.uncork_if(&connection);
        if !reset {
            self.leave_http2(&connection);
            self.answer_goodbye(&connection, session);
        }
        if reset {
            connection.reset_on_close();
            return self.close_now(&connection);
        }
        match connection.flush() {
            Ok(false) => {
                self.tell_of_room(&connection);
                connection.phase.set(Phase::Draining);
                connection.output_moved.set(self.reactor.now());
            }
            Ok(true) => self.close_or_linger(&connection),
            Err(_) => self.close_now(&connection),
        }
    }

    fn close_now(&self, connection: &Rc<Connection>) {
        if connection.phase.replace(Phase::Closed) == Phase::Closed {
            return;
        }
        self.tell_of_room(connection);
        if let Some(token) = connection.token.take() {
            self.reactor.remove(token);
        }
        if let Some((session, _)) = self.find(connection.session) {
            let local = session.row.local.load(Relaxed) as usize;
            self.connections.borrow_mut().remove(local);
        }
        self.shared.sessions.remove(connection.session);
        count(&self.shared.actor(self.me).closed, 1);
    }

    /// Ends every connection; what is queued is sent as far as the sockets take it now.
    pub fn close_all(&self) {
        let all: Vec<_> =
            self.connections.borrow().iter().map(|(_, connection)| Rc::clone(connection)).collect();
        for connection in all {
            // The last chance to get it out: a client that takes no more does not hold up the end of the process.
            let _ = connection.flush();
            self.close_now(&connection);
        }
    }

    /// Whether something is still to be sent.
    pub fn has_output(&self) -> bool {
        self.connections.borrow().iter().any(|(_, connection)| connection.queued() > 0)
    }

    // ---- watching over idle connections

    fn watch_idle(&self) {
        let heartbeat = self.shared.settings.heartbeat_check_interval.map(Duration::from_secs);
        let of_ports = self.shared.ports.iter().filter(|port| port.settings.closes_idle);
        let limits = of_ports.filter_map(|port| port.idle_limit(false));
        let interval = limits
            .map(|limit| (limit / IDLE_CHECKS).max(SHORTEST_IDLE_CHECK))
            .chain([heartbeat.unwrap_or(DRAIN_LIMIT / IDLE_CHECKS)])
            .min()
            .unwrap_or(DRAIN_LIMIT);
        let owner = Weak::clone(&self.myself);
        let check = move |_: &Rc<Reactor>, _| {
            if let Some(owner) = owner.upgrade() {
                owner.end_idle();
            }
        };
        self.reactor.add_timer(interval, true, Lifetime::Background, Rc::new(check));
    }

    /// Ends connections that have been silent for longer than their port allows, and those whose client takes nothing after the close.
    fn end_idle(&self) {
        let now = now_micros();
        let heartbeat = self.shared.settings.heartbeat_check_interval.is_some();
        let all: Vec<_> =
            self.connections.borrow().iter().map(|(_, connection)| Rc::clone(connection)).collect();
        for connection in all {
            let Some(session) = self.shared.sessions.get(connection.session) else { continue };
            let limit = self.shared.ports[usize::from(connection.port.0)].idle_limit(heartbeat);
            let silent = now.saturating_sub(session.row.received_at.load(Relaxed));
            if !connection.announced.get() && u128::from(silent) >= HANDSHAKE_LIMIT.as_micros() {
                self.close_now(&connection);
                continue;
            }
            if connection.phase.get() == Phase::Draining {
                if self.reactor.now().saturating_sub(connection.output_moved.get()) > DRAIN_LIMIT {
                    log::warning(format_args!(
                        "session {}: the client takes nothing, {} bytes are dropped",
                        session.id,
                        connection.queued()
                    ));
                    self.close_now(&connection);
                }
            } else if limit.is_some_and(|limit| u128::from(silent) >= limit.as_micros())
                && !session.has(flag::PROTECTED)
            {
                self.peer_gone(&connection, Some(libc::ETIMEDOUT));
            }
        }
    }
}
