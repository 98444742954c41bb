//! Reading connections: what comes is cut into packages, which go upstream as long as there is room and nobody says otherwise.

use super::super::connection::{Connection, Package, Phase, Speech};
use super::super::session_table::{Session, flag};
use super::super::shared::count;
use super::{Owner, READ_SIZE, READS_PER_TURN};
use crate::error::ErrorCode;
use crate::ids::SessionId;
use crate::log;
use crate::protocol::ProtocolError;
use std::io;
use std::rc::{Rc, Weak};
use std::sync::atomic::Ordering::Relaxed;

/// Bytes that are read of a connection while the request before them is being answered.
const READ_AHEAD: usize = 64 * 1024;

impl Owner {
    pub(super) fn read(&self, connection: &Rc<Connection>, mut read_closed: bool) {
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
                    let is_last = count < scratch.len() && connection.short_reads_are_last();
                    if is_last && !std::mem::take(&mut read_closed) {
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

    pub(super) fn feed(&self, connection: &Rc<Connection>, session: Session<'_>, bytes: &[u8]) {
        if let Some(requests) = connection.http2() {
            return self.feed_http2(connection, session, requests, bytes);
        }
        let fed = connection.feed(bytes, &mut |package| match connection.speech() {
            Speech::Http(_) if self.serve_file(connection, session, package.bytes) => {}
            Speech::Http(_) => {
                self.begin_exchange(connection, session);
                self.hand_on(connection, session, package);
            }
            Speech::WebSocket(dialogue) => self.frame(connection, session, dialogue, &package),
            Speech::Packages | Speech::Http2(_) => self.hand_on(connection, session, package),
        });
        self.keep_promise();
        if let Err(error) = fed
            && !self.begins_http2(connection, session)
        {
            self.violated(connection, session, error);
        }
    }

    /// Hands a package on.
    pub(super) fn hand_on(
        &self,
        connection: &Connection,
        session: Session<'_>,
        package: Package<'_>,
    ) {
        let last = self.winding_down.get().is_some();
        self.give(connection, session, if last { package.last() } else { package });
    }

    pub(super) fn give(&self, connection: &Connection, session: Session<'_>, package: Package<'_>) {
        self.more_to_come.set(package.more);
        if !self.upstream.package(session, package) {
            connection.throttled.set(true);
        }
    }

    /// Tells upstream if what it was promised will not come now: it waits for that with its answers.
    pub(super) fn keep_promise(&self) {
        if self.more_to_come.replace(false) {
            self.upstream.no_more();
        }
    }

    /// Ends a connection whose client has sent what must not be; it is told why, if its protocol has a way to.
    pub(super) fn violated(
        &self,
        connection: &Rc<Connection>,
        session: Session<'_>,
        error: ProtocolError,
    ) {
        let peer = session.peer();
        log::warning_with(
            ErrorCode(error.code()),
            format_args!("session {} from {peer} is closed: {error}", connection.session),
        );
        match error {
            ProtocolError::Http(refusal) => self.refuse(connection, refusal.status),
            // It has been told; what it still sends must not take that from it.
            ProtocolError::Http2(_) => connection.linger.set(true),
            ProtocolError::WebSocket(violation) => {
                self.say_goodbye(connection, session, &violation.close_code().to_be_bytes());
            }
            _ => {}
        }
        self.peer_gone(connection, Some(error.code()));
    }

    /// Goes on with a connection that was held up, when neither the script nor a full inbox holds it up any more.
    pub(super) fn unblock(&self, connection: &Rc<Connection>, session: Session<'_>) {
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
}
