//! Writing to connections: at once, at the end of the turn, or held back by the cork.

use super::super::connection::{Connection, Phase};
use super::super::session_table::{Session, flag};
use super::{Owner, Share, When};
use crate::http::files::Piece;
use crate::ids::{ActorId, SessionId, StreamId};
use crate::log;
use crate::net::cork::Cork;
use std::fs::File;
use std::io;
use std::rc::{Rc, Weak};
use std::sync::Arc;
use std::sync::atomic::Ordering::Relaxed;

/// So many bytes are held back for a connection at most.
const CORK_MAX: usize = 64 * 1024;

impl Owner {
    /// Sends `bytes`, now or as `when` says. Says whether the session is there to send to. On a connection that speaks HTTP it is that
    /// `share` of the answer to the request at hand, or (HTTP/2) to that of a `stream`.
    pub fn send(
        &self,
        id: SessionId,
        stream: StreamId,
        bytes: &[u8],
        when: When,
        share: Share,
    ) -> bool {
        let Some((session, connection)) = self.find(id) else { return false };
        if connection.takes_nothing_more() {
            return false;
        }
        if !stream.is_none() {
            return self.answer_stream(&connection, session, stream, bytes, when, share);
        }
        self.put(&connection, session, bytes, when);
        self.answered(&connection, session, share);
        true
    }

    /// Writes `bytes` when it is time for them.
    pub(super) fn put(
        &self,
        connection: &Rc<Connection>,
        session: Session<'_>,
        bytes: &[u8],
        when: When,
    ) {
        if when == When::Corked && self.hold_back(connection, bytes) {
            return;
        }
        self.uncork_if(connection);
        let written = if when == When::ThisTurn {
            connection.write(bytes)
        } else {
            connection.write_now(bytes)
        };
        if when == When::ThisTurn && written.is_ok() && connection.queued() > 0 {
            self.gather(connection);
        }
        self.after_write(connection, session, written);
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
        if connection.takes_nothing_more() {
            return false;
        }
        self.uncork_if(&connection);
        let written = connection.write_both(head, body);
        self.after_write(&connection, session, written);
        self.answered(&connection, session, Share::Rest);
        true
    }

    /// Holds `bytes` back, if nothing of another connection is held and nothing is queued before them.
    fn hold_back(&self, connection: &Rc<Connection>, bytes: &[u8]) -> bool {
        let mut corked = self.corked.borrow_mut();
        let fits = match &*corked {
            Some(other) => Rc::ptr_eq(other, connection),
            None => connection.queued() == 0,
        };
        // The flusher knows nothing of encryption.
        if !fits || bytes.len() > CORK_MAX || connection.tls().is_some() {
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

    pub(super) fn uncork_if(&self, connection: &Rc<Connection>) {
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

    /// Sends a piece of a file; `share` as for [`Owner::send`].
    pub fn send_file(
        &self,
        id: SessionId,
        stream: StreamId,
        path: &std::path::Path,
        (offset, length): (u64, u64),
        share: Share,
    ) -> bool {
        let Some((session, connection)) = self.find(id) else { return false };
        let file = match File::open(path) {
            Ok(file) => file,
            Err(error) => {
                log::sys_warning(&error, format_args!("cannot send the file '{}'", path.display()));
                return false;
            }
        };
        if !stream.is_none() {
            let piece = Piece::File(file.into(), offset, length);
            return self.answer_piece(&connection, session, stream, piece, share);
        }
        self.uncork_if(&connection);
        connection.write_file(file.into(), offset, length);
        let flushed = connection.flush().map(drop);
        self.after_write(&connection, session, flushed);
        self.answered(&connection, session, share);
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

    pub(super) fn flush(&self, connection: &Rc<Connection>) {
        if connection.phase.get() == Phase::Closed {
            return;
        }
        let Some(session) = self.shared.sessions.get(connection.session) else { return };
        let flushed = connection.flush().map(drop);
        self.after_write(connection, session, flushed);
        if let Some(requests) = connection.http2() {
            self.pump_http2(connection, session, requests);
            self.hand_on_requests(connection, session, requests);
        }
    }

    /// Accounts for a write: times, watermarks, the end of a connection that was draining.
    pub(super) fn after_write(
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
        if !connection.awaiting_room.borrow().is_empty() && self.has_room(session) {
            self.tell_of_room(connection);
        }
        // There may be a place for the next request.
        if let Some(requests) = connection.http2()
            && requests.borrow().has_request()
            && self.has_room(session)
        {
            self.gather(connection);
        }
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

    /// Has `who` told when the session takes more; at once if it does, or has gone.
    pub fn await_room(&self, id: SessionId, who: ActorId) {
        let full = self.find(id).filter(|(session, connection)| {
            matches!(connection.phase.get(), Phase::Open | Phase::PeerGone)
                && !self.has_room(*session)
        });
        let Some((_, connection)) = full else { return self.upstream.room(id, who) };
        let mut waiting = connection.awaiting_room.borrow_mut();
        if !waiting.contains(&who) {
            waiting.push(who);
        }
    }

    /// Whether so much of what a session may queue is free that it is worth while to go on.
    pub(super) fn has_room(&self, session: Session<'_>) -> bool {
        let settings = &self.shared.ports[usize::from(session.port().0)].settings;
        session.row.queued_out.load(Relaxed) <= settings.socket_buffer_size as u64 / 2
    }

    /// Tells those who wait for room.
    pub(super) fn tell_of_room(&self, connection: &Connection) {
        for who in connection.awaiting_room.take() {
            self.upstream.room(connection.session, who);
        }
    }

    fn output_failed(&self, connection: &Rc<Connection>, error: &io::Error) {
        match connection.phase.get() {
            Phase::Open => self.peer_gone(connection, error.raw_os_error()),
            Phase::Draining | Phase::Lingering => self.close_now(connection),
            Phase::PeerGone | Phase::Closed => {}
        }
    }
}
