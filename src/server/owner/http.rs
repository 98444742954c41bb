//! What an owner does for connections that speak HTTP: one exchange at a time, answers that need no worker, limits to what clients may take.
//!
//! ```text
//! package ──> begin_exchange ──> upstream ... send(part)* ... send ──> answered ──> the next package
//! ```

use super::super::connection::{Connection, Doing, Phase, Speech};
use super::super::session_table::{Session, flag};
use super::{Owner, Share};
use crate::http::answer::{self, Persistence};
use crate::http::files::Piece;
use crate::ids::{SessionId, StreamId};
use crate::log;
use crate::protocol::http1::Refusal;
use crate::reactor::{Lifetime, Reactor};
use std::io;
use std::net::TcpStream;
use std::rc::{Rc, Weak};
use std::sync::Arc;
use std::sync::atomic::Ordering::Relaxed;
use std::time::Duration;

/// How long what a client still sends is read, so that it sees our last answer before it sees the end.
const LINGER_LIMIT: Duration = Duration::from_secs(1);
/// How long a process that is to end waits for the next request of a client that has its answer: one may be on its way already.
const LAST_CHANCE: Duration = Duration::from_millis(500);
/// A body that comes this fast, in bytes a second, is not slow however long it is.
const SLOWEST: u64 = 1024;

impl Owner {
    /// This process is to end: what clients ask from here on is answered as the last thing on their connections.
    pub fn wind_down(&self) {
        if self.winding_down.get().is_none() {
            self.winding_down.set(Some(self.reactor.now()));
            self.say_goodbye_http2();
        }
    }

    /// The sessions that a process which is to end may close now. On those that speak HTTP, nothing is under way, and nothing has come for a while.
    pub fn sessions_at_rest(&self) -> Vec<SessionId> {
        let since = self.winding_down.get().unwrap_or(Duration::ZERO);
        let is_over = self.reactor.refresh_now().saturating_sub(since) >= LAST_CHANCE;
        let is_at_rest = |connection: &Connection| {
            let idle = || is_over && !connection.is_awaiting() && connection.pending() == 0;
            match connection.speech() {
                Speech::Http(_) => idle(),
                Speech::Http2(requests) => idle() && requests.borrow().is_idle(),
                Speech::Packages | Speech::WebSocket(_) => true,
            }
        };
        let connections = self.connections.borrow();
        let at_rest = connections.iter().filter(|(_, connection)| is_at_rest(connection));
        at_rest.map(|(_, connection)| connection.session).collect()
    }

    /// The socket of a session, unless what goes through it is encrypted.
    pub fn plain_socket(&self, id: SessionId) -> Option<Arc<TcpStream>> {
        let plain = self.find(id).filter(|(_, connection)| connection.tls().is_none());
        plain.map(|(_, connection)| Arc::clone(connection.socket()))
    }

    /// A request is on its way upstream: the next one waits.
    pub(super) fn begin_exchange(&self, connection: &Connection, session: Session<'_>) {
        if let Some(http) = connection.http() {
            session.row.served_by.store(0, Relaxed);
            http.awaiting.set(true);
            http.begun.set(false);
            http.count.set(http.count.get().wrapping_add(1));
        }
    }

    /// Answers a request for a file, if the port serves any and it is one.
    pub(super) fn serve_file(
        &self,
        connection: &Rc<Connection>,
        session: Session<'_>,
        request: &[u8],
    ) -> bool {
        let Some(files) = &self.shared.ports[usize::from(connection.port.0)].files else {
            return false;
        };
        let Some(answer) = files.answer_to(request, self.second()) else { return false };
        if let Some(http) = connection.http() {
            http.count.set(http.count.get().wrapping_add(1));
        }
        self.uncork_if(connection);
        for piece in answer.pieces {
            match piece {
                Piece::Bytes(bytes) => connection.queue(bytes),
                Piece::File(file, offset, length) => connection.write_file(file, offset, length),
            }
        }
        let written = connection.flush().map(drop);
        self.after_write(connection, session, written);
        if answer.persistence == Persistence::Close {
            if let Some(http) = connection.http() {
                // Nothing more is handed on.
                http.awaiting.set(true);
            }
            connection.linger.set(true);
            self.close_after_answer(connection);
        }
        true
    }

    /// The server ends a connection of its own accord: whoever serves the session is told as if its client had gone.
    fn close_after_answer(&self, connection: &Rc<Connection>) {
        self.peer_gone(connection, Some(0));
    }

    /// Something has been sent by whoever answers; unless it is only a part of the answer, the next request may be served.
    pub(super) fn answered(&self, connection: &Rc<Connection>, session: Session<'_>, share: Share) {
        let Some(http) = connection.http() else { return };
        match share {
            Share::Part => http.begun.set(true),
            Share::Rest if http.awaiting.replace(false) => self.unblock(connection, session),
            Share::Handshake if http.awaiting.replace(false) => {
                self.speak_websocket(connection, session);
            }
            // It had been answered before; there are no streams.
            Share::Rest | Share::Handshake | Share::Trailers => {}
        }
    }

    /// Answers a request that must not be served, as the last thing that is sent.
    pub(super) fn refuse(&self, connection: &Rc<Connection>, status: u16) {
        if connection.http().is_none() {
            return;
        }
        self.uncork_if(connection);
        let mut head = Vec::with_capacity(160);
        answer::bare(&mut head, status, Persistence::Close, self.reactor.real_micros() / 1_000_000);
        // If the client has gone, nobody misses the answer.
        let _ = connection.write_now(&head);
        connection.linger.set(true);
    }

    /// Nobody else will answer a session's request: the worker that had taken it up has died (502), or takes too long.
    /// On a stream of HTTP/2 that is all that ends.
    pub fn unanswered(&self, id: SessionId, stream: StreamId, status: u16) {
        let Some((session, connection)) = self.find(id) else { return };
        if !stream.is_none() {
            return self.give_up_stream(&connection, session, stream, status);
        }
        let Some(http) = connection.http().filter(|http| http.awaiting.get()) else {
            return;
        };
        if !http.begun.get() {
            self.refuse(&connection, status);
        }
        // Whoever works on it may not come to close the session for long: its client need not wait for that.
        if connection.queued() == 0 {
            connection.shut_down_output();
        }
        self.peer_gone(&connection, Some(libc::ECONNABORTED));
    }

    /// A worker has died: the requests that it was working on, in coroutines, will not be answered. What it had not taken up is its successor's.
    pub fn worker_died(&self, pid: i32) {
        let is_left = |connection: &Connection| {
            let session = self.shared.sessions.get(connection.session);
            connection.is_awaiting()
                && session.is_some_and(|session| session.row.served_by.load(Relaxed) == pid)
        };
        let connections = self.connections.borrow();
        let left = connections.iter().filter(|(_, connection)| is_left(connection));
        let left: Vec<_> = left.map(|(_, connection)| connection.session).collect();
        drop(connections);
        for id in left {
            self.unanswered(id, StreamId::NONE, 502);
        }
        self.give_up_streams_of(pid);
    }

    /// The end of a connection from which all has been sent.
    pub(super) fn close_or_linger(&self, connection: &Rc<Connection>) {
        let unread = !matches!(connection.speech(), Speech::Packages)
            && (connection.unread.get() || connection.pending() > 0)
            && connection.phase.get() != Phase::PeerGone;
        let has_parted = || {
            let session = self.shared.sessions.get(connection.session);
            session.is_some_and(|session| session.has(flag::FAREWELL))
        };
        let lingers = connection.linger.get() || unread || has_parted();
        if !lingers || connection.token.get().is_none() {
            return self.close_now(connection);
        }
        connection.shut_down_output();
        connection.phase.set(Phase::Lingering);
        connection.output_moved.set(self.reactor.now());
        self.discard(connection);
    }

    /// Throws away what a client sends after its last answer.
    pub(super) fn discard(&self, connection: &Rc<Connection>) {
        let mut scratch = self.scratch.take();
        scratch.resize(super::READ_SIZE, 0);
        for _ in 0..super::READS_PER_TURN {
            match connection.read(&mut scratch) {
                Ok(count) if count > 0 => {}
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => break,
                Ok(_) | Err(_) => {
                    self.close_now(connection);
                    break;
                }
            }
        }
        self.scratch.set(scratch);
    }

    /// Looks regularly for clients that take too long.
    pub(super) fn watch_slow(&self) {
        let times = self.shared.ports.iter().filter_map(|port| port.settings.http.as_ref());
        let Some(interval) = times.map(|http| http.times.interval().unwrap_or(LINGER_LIMIT)).min()
        else {
            return;
        };
        let owner = Weak::clone(&self.myself);
        let check = move |_: &Rc<Reactor>, _| {
            if let Some(owner) = owner.upgrade() {
                owner.end_slow();
            }
        };
        self.reactor.add_timer(interval, true, Lifetime::Background, Rc::new(check));
    }

    fn end_slow(&self) {
        let now = self.reactor.now();
        self.end_slow_http2(now);
        let slow: Vec<_> = self
            .connections
            .borrow()
            .iter()
            .filter(|(_, connection)| self.is_slow(connection, now))
            .map(|(_, connection)| Rc::clone(connection))
            .collect();
        for connection in slow {
            self.end_slow_one(&connection);
        }
    }

    /// Whether a client has used up its time. Costs a connection that is served nothing but this look at it now and then.
    fn is_slow(&self, connection: &Connection, now: Duration) -> bool {
        if connection.phase.get() == Phase::Lingering {
            return now.saturating_sub(connection.output_moved.get()) > LINGER_LIMIT;
        }
        let settings = &self.shared.ports[usize::from(connection.port.0)].settings;
        let Some(times) = settings.http.as_ref().map(|http| http.times) else { return false };
        let Some(http) = connection.http() else { return false };
        if connection.phase.get() != Phase::Open || connection.queued() > 0 {
            http.doing.set((Doing::Waiting, http.count.get(), now));
            return false;
        }
        let doing = connection.doing();
        let (before, count, since) = http.doing.get();
        if (before, count) != (doing, http.count.get()) {
            http.doing.set((doing, http.count.get(), now));
            return false;
        }
        let limit = match doing {
            Doing::Waiting => None,
            Doing::Idle => times.idle,
            Doing::Head => times.head,
            Doing::Body => times.body.map(|time| {
                time.saturating_add(Duration::from_secs(connection.pending() as u64 / SLOWEST))
            }),
        };
        limit.is_some_and(|limit| now.saturating_sub(since) >= limit)
    }

    fn end_slow_one(&self, connection: &Rc<Connection>) {
        if connection.phase.get() == Phase::Lingering {
            return self.close_now(connection);
        }
        if connection.pending() > 0 {
            log::notice(format_args!(
                "session {} is closed: {}",
                connection.session,
                Refusal::TIMED_OUT
            ));
            self.refuse(connection, Refusal::TIMED_OUT.status);
        }
        self.peer_gone(connection, Some(libc::ETIMEDOUT));
    }
}
