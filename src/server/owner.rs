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

use super::connection::{Connection, Package, Phase};
use super::session_table::{NewSession, Session, flag};
use super::shared::{Shared, count, now_micros};
use crate::error::ErrorCode;
use crate::ids::{ActorId, PortIndex, SessionId};
use crate::log;
use crate::net::address::Endpoint;
use crate::net::cork::Cork;
use crate::protocol::{AnyDecoder, ProtocolError};
use crate::reactor::{Handler, Interest, Lifetime, Reactor, Readiness, Token, Trigger};
use slab::Slab;
use std::cell::{Cell, RefCell};
use std::fs::File;
use std::io;
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
/// Bytes that are read of a connection while the request before them is being answered.
const READ_AHEAD: usize = 64 * 1024;
/// A connection that the server has closed, whose client takes nothing for so long, is cut off.
const DRAIN_LIMIT: Duration = Duration::from_secs(60);
/// How often a limit on silence is looked at while it runs: a connection outlives it by one part at most.
const IDLE_CHECKS: u32 = 8;
const SHORTEST_IDLE_CHECK: Duration = Duration::from_millis(50);

/// So many bytes are held back for a connection at most.
const CORK_MAX: usize = 64 * 1024;

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

/// Who gets what an owner receives.
pub trait Upstream {
    /// A connection has been adopted.
    fn connected(&self, session: Session<'_>);
    /// A package is complete. Returns whether its receiver has room for more.
    fn package(&self, session: Session<'_>, package: Package<'_>) -> bool;
    /// A client has gone. Whoever serves the session calls (or posts) [`Owner::finish`] when it is done with it.
    fn closed(&self, session: Session<'_>);
    /// The output queue has passed its high watermark, or (`full` false) gone below the low one.
    fn buffer(&self, session: Session<'_>, full: bool);
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
        if ready.readable {
            self.owner.read(&self.connection, ready.read_closed);
        } else if ready.error {
            self.owner.peer_gone(&self.connection, None);
        }
    }
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
    pub fn adopt(&self, fd: OwnedFd, port: PortIndex, peer: &Endpoint) {
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
        let new = NewSession {
            owner: self.me,
            process: std::process::id() as i32,
            reactor: self.reactor_id,
            fd: std::os::fd::AsRawFd::as_raw_fd(&fd),
            port,
            peer,
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
        let decoder = AnyDecoder::new(&settings.framing);
        let connection = Rc::new(Connection::new(
            fd,
            session.id,
            port,
            &self.shared,
            decoder,
            self.reactor.now(),
        ));
        connection.paused.set(flags & flag::UNCONFIRMED != 0);
        entry.insert(Rc::clone(&connection));
        drop(connections);
        count(&counters.accepted, 1);
        self.upstream.connected(session);
        if connection.phase.get() == Phase::Open {
            self.watch(&connection);
        }
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

    // ---- reading

    fn read(&self, connection: &Rc<Connection>, mut read_closed: bool) {
        if connection.phase.get() == Phase::Lingering {
            return self.discard(connection);
        }
        let mut scratch = self.scratch.take();
        scratch.resize(READ_SIZE, 0);
        for round in 0.. {
            if connection.phase.get() != Phase::Open {
                break;
            }
            if !connection.may_read()
                || (connection.is_awaiting() && connection.pending() >= READ_AHEAD)
            {
                connection.unread.set(true);
                break;
            }
            if round == READS_PER_TURN {
                self.read_again_later(connection, read_closed);
                break;
            }
            match connection.read(&mut scratch) {
                Ok(0) => {
                    // What it has sent before is served before its end is: the end is read again then.
                    if connection.is_awaiting() && connection.pending() > 0 {
                        connection.unread.set(true);
                    } else {
                        self.peer_gone(connection, None);
                    }
                    break;
                }
                Ok(count) => {
                    self.received(connection, &scratch[..count]);
                    // A short read has emptied the socket, and what comes now makes an edge; but the end of the stream has made its edge already.
                    if count < scratch.len() && !std::mem::take(&mut read_closed) {
                        break;
                    }
                }
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => break,
                Err(error) => {
                    self.peer_gone(connection, error.raw_os_error());
                    break;
                }
            }
        }
        self.scratch.set(scratch);
    }

    fn read_again_later(&self, connection: &Rc<Connection>, read_closed: bool) {
        let (owner, connection) = (Weak::clone(&self.myself), Rc::clone(connection));
        self.reactor.defer(move |_| {
            if let Some(owner) = owner.upgrade() {
                owner.read(&connection, read_closed);
            }
        });
    }

    fn received(&self, connection: &Rc<Connection>, bytes: &[u8]) {
        let Some(session) = self.shared.sessions.get(connection.session) else { return };
        session.row.received_at.store(self.reactor.real_micros(), Relaxed);
        count(&self.shared.actor(self.me).received_bytes, bytes.len() as u64);
        self.feed(connection, session, bytes);
    }

    fn feed(&self, connection: &Rc<Connection>, session: Session<'_>, bytes: &[u8]) {
        let fed = connection.feed(bytes, &mut |package| {
            if connection.http.is_some() {
                if self.serve_file(connection, session, package.bytes) {
                    return;
                }
                self.begin_exchange(connection, session);
            }
            let last = self.winding_down.get().is_some();
            let package = if last { package.last() } else { package };
            if !self.upstream.package(session, package) {
                connection.throttled.set(true);
            }
        });
        if let Err(error) = fed {
            let peer = session.peer();
            log::warning_with(
                ErrorCode(error.code()),
                format_args!("session {} from {peer} is closed: {error}", connection.session),
            );
            if let ProtocolError::Http(refusal) = error {
                self.refuse(connection, refusal.status);
            }
            self.peer_gone(connection, Some(error.code()));
        }
    }

    /// Goes on with a connection that was held up, when neither the script nor a full inbox holds it up any more.
    fn unblock(&self, connection: &Rc<Connection>, session: Session<'_>) {
        if !connection.may_read() || connection.is_awaiting() || !connection.unread.take() {
            return;
        }
        self.feed(connection, session, &[]);
        self.read(connection, true);
    }

    /// Reads a session again whose packages found no room.
    pub fn unthrottle(&self, id: SessionId) {
        if let Some((session, connection)) = self.find(id) {
            connection.throttled.set(false);
            self.unblock(&connection, session);
        }
    }

    /// Reads again those connections whose packages found no room.
    pub fn unthrottle_all(&self) {
        let all: Vec<_> =
            self.connections.borrow().iter().map(|(_, connection)| Rc::clone(connection)).collect();
        for connection in all {
            if connection.throttled.take()
                && let Some(session) = self.shared.sessions.get(connection.session)
            {
                self.unblock(&connection, session);
            }
        }
    }

    /// Stops reading, or goes on with it. Says whether the session is there.
    pub fn pause(&self, id: SessionId, paused: bool) -> bool {
        let Some((session, connection)) = self.find(id) else { return false };
        session.set(flag::PAUSED, paused);
        connection.paused.set(paused || session.has(flag::UNCONFIRMED));
        self.unblock(&connection, session);
        true
    }

    /// Begins to read a session whose port has `enable_delay_receive`. Says whether it was waiting for that.
    pub fn confirm(&self, id: SessionId) -> bool {
        let Some((session, connection)) = self.find(id) else { return false };
        let waited = session.has(flag::UNCONFIRMED);
        session.set(flag::UNCONFIRMED, false);
        connection.paused.set(session.has(flag::PAUSED));
        self.unblock(&connection, session);
        waited
    }

    // ---- writing

    /// Sends `bytes`, now or as `when` says. Says whether the session is there to send to. On a connection that speaks HTTP it ends the answer to
    /// the request at hand, unless it is only a `part` of it.
    pub fn send(&self, id: SessionId, bytes: &[u8], when: When, part: bool) -> bool {
        let Some((session, connection)) = self.find(id) else { return false };
        if matches!(connection.phase.get(), Phase::Draining | Phase::Lingering) {
            return false;
        }
        if when == When::Corked && self.hold_back(&connection, bytes) {
            self.answered(&connection, session, part);
            return true;
        }
        self.uncork_if(&connection);
        let written = if when == When::ThisTurn {
            connection.write(bytes)
        } else {
            connection.write_now(bytes)
        };
        if when == When::ThisTurn && written.is_ok() && connection.queued() > 0 {
            self.gather(&connection);
        }
        self.after_write(&connection, session, written);
        self.answered(&connection, session, part);
        true
    }

    /// Bytes that are queued in the session's row have come here, and are counted anew where they wait now.
    pub fn arrived(&self, id: SessionId, bytes: u64) {
        if let Some((_, connection)) = self.find(id) {
            connection.sent(bytes);
        }
    }

    /// Sends a whole answer in two pieces, at once, without putting them together first. Says whether the session is there to send to.
    pub fn send_both(&self, id: SessionId, head: &[u8], body: &[u8]) -> bool {
        let Some((session, connection)) = self.find(id) else { return false };
        if matches!(connection.phase.get(), Phase::Draining | Phase::Lingering) {
            return false;
        }
        self.uncork_if(&connection);
        let written = connection.write_both(head, body);
        self.after_write(&connection, session, written);
        self.answered(&connection, session, false);
        true
    }

    /// Holds `bytes` back, if nothing of another connection is held and nothing is queued before them.
    fn hold_back(&self, connection: &Rc<Connection>, bytes: &[u8]) -> bool {
        let mut corked = self.corked.borrow_mut();
        let fits = match &*corked {
            Some(other) => Rc::ptr_eq(other, connection),
            None => connection.queued() == 0,
        };
        if !fits || bytes.len() > CORK_MAX {
            return false;
        }
        *corked = Some(Rc::clone(connection));
        drop(corked);
        connection.queued_more(bytes.len());
        if self.cork.push(connection.socket(), bytes) > CORK_MAX {
            self.cork.flush();
        }
        true
    }

    /// The cork, for the flusher thread of this process.
    pub fn cork(&self) -> Arc<Cork> {
        Arc::clone(&self.cork)
    }

    /// Sends what is held back.
    pub fn uncork(&self) {
        let Some(connection) = self.corked.take() else { return };
        let pulled = self.cork.pull();
        connection.sent((pulled.sent + pulled.rest.len()) as u64);
        if let Some(session) = self.shared.sessions.get(connection.session) {
            let written = connection.write_now(&pulled.rest);
            self.after_write(&connection, session, written);
        }
    }

    fn uncork_if(&self, connection: &Rc<Connection>) {
        let is_corked =
            self.corked.borrow().as_ref().is_some_and(|corked| Rc::ptr_eq(corked, connection));
        if is_corked {
            self.uncork();
        }
    }

    /// Sends `bytes` and what is queued before them, and blocks until the socket has taken it all.
    ///
    /// # Errors
    /// The session is not there, or its client has gone.
    pub fn send_and_wait(&self, id: SessionId, bytes: &[u8]) -> io::Result<()> {
        let (session, connection) =
            self.find(id).ok_or_else(|| io::Error::from(io::ErrorKind::NotConnected))?;
        self.uncork_if(&connection);
        let mut written = connection.write_now(bytes);
        while written.is_ok() && connection.queued() > 0 {
            connection.wait_until_writable()?;
            written = connection.flush().map(drop);
        }
        let failed = written
            .as_ref()
            .err()
            .map(|error| io::Error::from_raw_os_error(error.raw_os_error().unwrap_or(libc::EPIPE)));
        self.after_write(&connection, session, written);
        failed.map_or(Ok(()), Err)
    }

    /// Sends a piece of a file; `part` as for [`Owner::send`].
    pub fn send_file(
        &self,
        id: SessionId,
        path: &std::path::Path,
        offset: u64,
        length: u64,
        part: bool,
    ) -> bool {
        let Some((session, connection)) = self.find(id) else { return false };
        self.uncork_if(&connection);
        match File::open(path) {
            Ok(file) => connection.write_file(file.into(), offset, length),
            Err(error) => {
                log::sys_warning(&error, format_args!("cannot send the file '{}'", path.display()));
                return false;
            }
        }
        let flushed = connection.flush().map(drop);
        self.after_write(&connection, session, flushed);
        self.answered(&connection, session, part);
        true
    }

    fn gather(&self, connection: &Rc<Connection>) {
        if !connection.gathering.replace(true) {
            self.gathered.borrow_mut().push(Rc::clone(connection));
        }
        if !self.flush_planned.replace(true) {
            let owner = Weak::clone(&self.myself);
            self.reactor.defer(move |_| {
                if let Some(owner) = owner.upgrade() {
                    owner.flush_gathered();
                }
            });
        }
    }

    /// Writes what has been gathered.
    pub fn flush_gathered(&self) {
        self.flush_planned.set(false);
        for connection in self.gathered.take() {
            connection.gathering.set(false);
            self.flush(&connection);
        }
    }

    fn flush(&self, connection: &Rc<Connection>) {
        if connection.phase.get() == Phase::Closed {
            return;
        }
        let Some(session) = self.shared.sessions.get(connection.session) else { return };
        let flushed = connection.flush().map(drop);
        self.after_write(connection, session, flushed);
    }

    /// Accounts for a write: times, watermarks, the end of a connection that was draining.
    fn after_write(
        &self,
        connection: &Rc<Connection>,
        session: Session<'_>,
        written: io::Result<()>,
    ) {
        if let Err(error) = written {
            return self.output_failed(connection, &error);
        }
        let queued = connection.queued();
        session.row.sent_at.store(self.reactor.real_micros(), Relaxed);
        connection.output_moved.set(self.reactor.now());
        if connection.phase.get() == Phase::Draining && queued == 0 {
            return self.close_or_linger(connection);
        }
        let settings = &self.shared.ports[usize::from(connection.port.0)].settings;
        if queued >= settings.buffer_high_watermark as u64 && session.set_once(flag::BUFFER_FULL) {
            self.upstream.buffer(session, true);
        } else if queued <= settings.buffer_low_watermark as u64 && session.has(flag::BUFFER_FULL) {
            session.set(flag::BUFFER_FULL, false);
            self.upstream.buffer(session, false);
        }
    }

    fn output_failed(&self, connection: &Rc<Connection>, error: &io::Error) {
        match connection.phase.get() {
            Phase::Open => self.peer_gone(connection, error.raw_os_error()),
            Phase::Draining | Phase::Lingering => self.close_now(connection),
            Phase::PeerGone | Phase::Closed => {}
        }
    }

    // ---- ending

    /// The client has gone (`errno` None: properly). Whoever serves the session is told, and answers with [`Owner::finish`].
    fn peer_gone(&self, connection: &Rc<Connection>, errno: Option<i32>) {
        if connection.phase.get() != Phase::Open {
            return;
        }
        connection.phase.set(Phase::PeerGone);
        let Some(session) = self.shared.sessions.get(connection.session) else {
            return self.close_now(connection);
        };
        session.row.close_errno.store(errno.unwrap_or(0) as u32, Relaxed);
        session.set(flag::PEER_GONE, true);
        if errno.is_some()
            && !connection.lingers()
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
        let Some((_, connection)) = self.find(id) else { return };
        self.uncork_if(&connection);
        if reset {
            connection.reset_on_close();
            return self.close_now(&connection);
        }
        match connection.flush() {
            Ok(false) => {
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
