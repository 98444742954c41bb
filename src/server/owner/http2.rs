//! What an owner does for connections that speak HTTP/2: whole requests go upstream, many at a time, each with its stream; answers come back with it,
//! and wait in their streams while the client's windows, or the socket, are full.
//!
//! ```text
//! bytes ──> Requests ──┬── a file? ───────────────────────────────┐
//!                      └── upstream ... send(stream, share)* ─────┴──> Requests ──> frames ──> put
//! ```
//!
//! No borrow of the connection's [`Requests`] lasts while something goes upstream: where this process runs the script, answers come from within.

use super::super::connection::{Connection, Package, Phase, Speech};
use super::super::session_table::Session;
use super::{Owner, Share, When};
use crate::http::files::{FilePart, Piece};
use crate::ids::{SessionId, StreamId};
use crate::protocol::ProtocolError;
use crate::protocol::http2::{self, Reason, Request, Requests};
use std::cell::RefCell;
use std::rc::Rc;
use std::time::Duration;

/// Bytes of bodies that are written as frames ahead of the socket; the rest waits in its streams, which so take turns.
const AHEAD: u64 = 256 * 1024;

impl Owner {
    pub(super) fn second(&self) -> u64 {
        self.reactor.real_micros() / 1_000_000
    }

    /// What could not be read as HTTP/1.1 may be HTTP/2, if the port speaks it and the connection begins with it. If it is, the connection goes over.
    pub(super) fn begins_http2(&self, connection: &Rc<Connection>, session: Session<'_>) -> bool {
        let Some(limits) = &self.shared.ports[usize::from(connection.port.0)].http2 else {
            return false;
        };
        if connection.http().is_none_or(|http| http.count.get() > 0) {
            return false;
        }
        let pending = connection.take_pending();
        if !http2::is_begun(&pending) {
            return false;
        }
        connection.go_over(Speech::Http2(Box::new(RefCell::new(Requests::new(limits)))));
        self.feed(connection, session, &pending);
        true
    }

    /// Takes in what a client has sent, and hands on the requests that are complete.
    pub(super) fn feed_http2(
        &self,
        connection: &Rc<Connection>,
        session: Session<'_>,
        requests: &RefCell<Requests>,
        bytes: &[u8],
    ) {
        let (now, second) = (self.reactor.now(), self.second());
        let received = self.with_requests(connection, session, requests, When::Now, |requests| {
            requests.receive(bytes, now, second)
        });
        self.hand_on_requests(connection, session, requests);
        if let Err(violation) = received {
            self.violated(connection, session, ProtocolError::Http2(violation));
        }
    }

    /// Hands on what is complete, as long as there is room.
    pub(super) fn hand_on_requests(
        &self,
        connection: &Rc<Connection>,
        session: Session<'_>,
        requests: &RefCell<Requests>,
    ) {
        // While the client takes too little of what it has asked for, it gets no answers to more.
        while connection.may_read() && self.has_room(session) {
            let mut borrowed = requests.borrow_mut();
            let Some(request) = borrowed.next_request() else { break };
            let more = borrowed.has_request();
            drop(borrowed);
            if self.serve_file_on(connection, session, &request) {
                continue;
            }
            let Request { stream, bytes, gist } = request;
            self.give(
                connection,
                session,
                Package { bytes: &bytes, gist, label: None, stream, more },
            );
        }
        self.keep_promise();
        if requests.borrow().has_request() {
            connection.unread.set(true);
        }
    }

    /// Changes the state of a connection, accounts for what waits in it, and sends what is to be sent and what may be sent now.
    fn with_requests<R>(
        &self,
        connection: &Rc<Connection>,
        session: Session<'_>,
        requests: &RefCell<Requests>,
        when: When,
        change: impl FnOnce(&mut Requests) -> R,
    ) -> R {
        let result = self.step(connection, session, requests, when, change);
        self.pump_http2(connection, session, requests);
        result
    }

    /// Changes the state of a connection, and sends as much as is written ahead of the socket at a time.
    fn step<R>(
        &self,
        connection: &Rc<Connection>,
        session: Session<'_>,
        requests: &RefCell<Requests>,
        when: When,
        change: impl FnOnce(&mut Requests) -> R,
    ) -> R {
        let mut borrowed = requests.borrow_mut();
        let before = borrowed.connection().queued();
        let room = AHEAD.saturating_sub(connection.queued());
        borrowed.connection().set_room(room as usize);
        let result = change(&mut borrowed);
        let after = borrowed.connection().queued();
        let out = borrowed.connection().output();
        drop(borrowed);
        connection.queued_more(after.saturating_sub(before) as usize);
        connection.sent(before.saturating_sub(after));
        if !out.is_empty() {
            self.put(connection, session, &out, when);
            requests.borrow_mut().connection().reuse(out);
        }
        result
    }

    /// Sends what waits in streams, as far as the client's windows and the socket allow.
    pub(super) fn pump_http2(
        &self,
        connection: &Rc<Connection>,
        session: Session<'_>,
        requests: &RefCell<Requests>,
    ) {
        loop {
            let waiting = requests.borrow_mut().connection().queued();
            if waiting == 0
                || connection.queued() >= AHEAD / 2
                || !matches!(connection.phase.get(), Phase::Open | Phase::PeerGone)
            {
                return;
            }
            self.step(connection, session, requests, When::Now, |requests| {
                requests.connection().pump();
            });
            if requests.borrow_mut().connection().queued() == waiting {
                return;
            }
        }
    }

    /// Sends a share of the answer to a stream's request. Says whether the connection speaks HTTP/2 at all; a client that has lost interest is not
    /// the script's affair.
    pub(super) fn answer_stream(
        &self,
        connection: &Rc<Connection>,
        session: Session<'_>,
        stream: StreamId,
        bytes: &[u8],
        when: When,
        share: Share,
    ) -> bool {
        let Some(requests) = connection.http2() else { return false };
        self.with_requests(connection, session, requests, when, |requests| match share {
            Share::Trailers => requests.end_with_trailers(stream, bytes),
            Share::Part => requests.answer(stream, bytes, false),
            Share::Rest | Share::Handshake => requests.answer(stream, bytes, true),
        });
        true
    }

    /// The same with a piece of a file.
    pub(super) fn answer_piece(
        &self,
        connection: &Rc<Connection>,
        session: Session<'_>,
        stream: StreamId,
        piece: Piece,
        share: Share,
    ) -> bool {
        let Some(requests) = connection.http2() else { return false };
        let last = share != Share::Part;
        self.with_requests(connection, session, requests, When::Now, |requests| match piece {
            Piece::Bytes(bytes) => requests.answer(stream, &bytes, last),
            Piece::File(file, at, length) => {
                let source = Box::new(FilePart::new(file.into(), at));
                requests.answer_from(stream, source, length, last)
            }
        });
        true
    }

    /// Answers a request for a file, if the port serves any and it is one.
    fn serve_file_on(
        &self,
        connection: &Rc<Connection>,
        session: Session<'_>,
        request: &Request,
    ) -> bool {
        let Some(files) = &self.shared.ports[usize::from(connection.port.0)].files else {
            return false;
        };
        let Some(answer) = files.answer_to(&request.bytes, self.second()) else { return false };
        let last = answer.pieces.len();
        for (at, piece) in answer.pieces.into_iter().enumerate() {
            let share = if at + 1 == last { Share::Rest } else { Share::Part };
            self.answer_piece(connection, session, request.stream, piece, share);
        }
        true
    }

    /// Nobody will answer a stream's request, or go on with its answer.
    pub(super) fn give_up_stream(
        &self,
        connection: &Rc<Connection>,
        session: Session<'_>,
        stream: StreamId,
        status: u16,
    ) {
        let Some(requests) = connection.http2() else { return };
        let second = self.second();
        self.with_requests(connection, session, requests, When::Now, |requests| {
            requests.give_up(stream, status, second);
        });
    }

    /// A worker works on the request of a stream for longer than its callback.
    pub fn taken(&self, id: SessionId, stream: StreamId, pid: i32) {
        if let Some((_, connection)) = self.find(id)
            && let Some(requests) = connection.http2()
        {
            requests.borrow_mut().taken(stream, pid);
        }
    }

    /// All connections that speak HTTP/2.
    fn of_http2(&self) -> Vec<Rc<Connection>> {
        let connections = self.connections.borrow();
        let speaking = connections.iter().filter(|(_, connection)| connection.http2().is_some());
        speaking.map(|(_, connection)| Rc::clone(connection)).collect()
    }

    /// A worker has died, and what it worked on is not answered by anybody else.
    pub(super) fn give_up_streams_of(&self, pid: i32) {
        for connection in self.of_http2() {
            let Some(requests) = connection.http2() else { continue };
            let Some(session) = self.shared.sessions.get(connection.session) else { continue };
            let taken = requests.borrow().taken_by(pid);
            for stream in taken {
                self.give_up_stream(&connection, session, stream, 502);
            }
        }
    }

    /// Pings a client. Says whether it speaks HTTP/2.
    pub fn ping(&self, id: SessionId) -> bool {
        self.command(id, |requests| requests.connection().ping(*b"\0swoole\0"))
    }

    /// Tells a client that no more requests are taken. Says whether it speaks HTTP/2.
    pub fn go_away(&self, id: SessionId, reason: u32, debug: &[u8]) -> bool {
        self.command(id, |requests| requests.connection().go_away(reason, debug))
    }

    fn command(&self, id: SessionId, change: impl FnOnce(&mut Requests)) -> bool {
        let Some((session, connection)) = self.find(id) else { return false };
        let Some(requests) = connection.http2() else { return false };
        self.with_requests(&connection, session, requests, When::Now, change);
        true
    }

    /// This process is to end: clients are told that they should ask elsewhere.
    pub(super) fn say_goodbye_http2(&self) {
        for connection in self.of_http2() {
            self.go_away(connection.session, Reason::NoError as u32, b"");
        }
    }

    /// The script ends a connection: what waits is written as far as the client's windows allow, which will not change any more.
    pub(super) fn leave_http2(&self, connection: &Rc<Connection>) {
        let Some(requests) = connection.http2() else { return };
        let Some(session) = self.shared.sessions.get(connection.session) else { return };
        if connection.phase.get() == Phase::Open {
            self.with_requests(connection, session, requests, When::Now, |requests| {
                requests.connection().set_room(usize::MAX);
                requests.connection().pump();
                requests.connection().go_away(Reason::NoError as u32, b"");
            });
        }
    }

    /// Refuses requests that take too long to come, and ends connections on which nothing has happened for too long.
    pub(super) fn end_slow_http2(&self, now: Duration) {
        let second = self.second();
        for connection in self.of_http2() {
            let settings = &self.shared.ports[usize::from(connection.port.0)].settings;
            let Some(times) = settings.http.as_ref().map(|http| http.times) else { continue };
            let Some(requests) = connection.http2() else { continue };
            let Some(session) = self.shared.sessions.get(connection.session) else { continue };
            if connection.phase.get() != Phase::Open {
                continue;
            }
            if let Some(limit) = times.body {
                self.with_requests(&connection, session, requests, When::Now, |requests| {
                    requests.refuse_slow(now, limit, second);
                });
            }
            let quiet = requests.borrow_mut().quiet_since(now);
            let silent = quiet.map(|since| now.saturating_sub(since));
            if times.idle.is_some_and(|limit| silent.is_some_and(|silent| silent >= limit)) {
                self.go_away(connection.session, Reason::NoError as u32, b"");
                self.peer_gone(&connection, Some(libc::ETIMEDOUT));
            }
        }
    }
}
