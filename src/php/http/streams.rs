//! A connection of HTTP/2 that coroutines serve. Their answers become frames here, in whichever order they come; one more coroutine writes these.
//!
//! ```text
//! answers ──> Requests ──> frames ──> the writer ──> socket
//!    └── wait for room, if they can      └── waits while the client is slow, or until there is something
//! ```

use std::cell::{Cell, RefCell};
use std::collections::HashSet;
use std::io::IoSlice;
use std::net::Shutdown;
use std::path::Path;
use std::rc::Rc;
use std::time::Duration;

use super::exchange::{STALLED, stalled};
use crate::coroutine::Wake;
use crate::error::{ErrorCode, Failure};
use crate::http::files::{FilePart, Piece};
use crate::ids::StreamId;
use crate::php::boundary::Outcome;
use crate::php::coroutine::runtime;
use crate::php::coroutine::sleeper::Sleeper;
use crate::php::coroutine::socket::{Open, Socket};
use crate::protocol::http2::{Reason, Request, RequestLimits, Requests, Violation};
use crate::settings::HttpSettings;
use crate::sys::clock::{self, real_second};

/// Bytes of bodies that are written as frames ahead of the socket; the rest waits in its streams, which so take turns.
const AHEAD: usize = 256 * 1024;
/// Bytes that may wait in streams before whoever has more is made to wait.
const FULL: u64 = 1 << 20;

/// The status of an answer that cannot be given.
const BROKEN: u16 = 500;

/// See the module's head.
pub struct Streams {
    socket: Rc<Socket>,
    settings: Rc<HttpSettings>,
    requests: RefCell<Requests>,
    /// The streams whose requests have been handed on, and are not answered.
    owed: RefCell<HashSet<StreamId>>,
    /// The writer, while it waits for something to write.
    writer: Sleeper,
    /// Those who wait until it has got on.
    waiting: RefCell<Vec<Sleeper>>,
    /// No more requests are taken.
    leaving: Cell<bool>,
    /// Nothing more is read: windows that are closed stay so.
    deaf: Cell<bool>,
    /// The writer is to end when all is written.
    closing: Cell<bool>,
    /// It has ended: nothing can be sent any more.
    over: Cell<bool>,
}

impl Streams {
    /// Those of a connection that a client begins.
    pub fn new(socket: Rc<Socket>, limits: &RequestLimits, settings: Rc<HttpSettings>) -> Self {
        let mut requests = Requests::new(limits);
        requests.connection().set_room(AHEAD);
        Self {
            socket,
            settings,
            requests: RefCell::new(requests),
            owed: RefCell::default(),
            writer: Sleeper::default(),
            waiting: RefCell::default(),
            leaving: Cell::new(false),
            deaf: Cell::new(false),
            closing: Cell::new(false),
            over: Cell::new(false),
        }
    }

    /// How HTTP is spoken.
    pub fn settings(&self) -> &HttpSettings {
        &self.settings
    }

    // ---- what comes

    /// Takes in what the client has sent.
    ///
    /// # Errors
    /// It has broken the protocol; what it is told is on its way.
    pub fn receive(&self, bytes: &[u8]) -> Result<(), Violation> {
        self.change(|requests| requests.receive(bytes, clock::coarse(), real_second()))
    }

    /// The next request that is complete. It has to be answered, be it by [`Streams::give_up`].
    pub fn next_request(&self) -> Option<Request> {
        let request = self.requests.borrow_mut().next_request()?;
        self.owed.borrow_mut().insert(request.stream);
        Some(request)
    }

    /// How long may pass until [`Streams::end_slow`] is to look again.
    pub fn patience(&self) -> Option<Duration> {
        let times = &self.settings.times;
        if self.requests.borrow().is_gathering() {
            return times.interval();
        }
        // What is worked on may end at any time, and nobody tells who reads.
        times.idle.map(|idle| if self.is_quiet() { idle } else { idle / 4 })
    }

    /// Refuses requests whose bodies have taken too long to come. Says whether nothing has happened on the connection for too long.
    pub fn end_slow(&self) -> bool {
        let times = self.settings.times;
        let now = clock::coarse();
        if let Some(limit) = times.body {
            self.change(|requests| requests.refuse_slow(now, limit, real_second()));
        }
        let quiet = self.requests.borrow_mut().quiet_since(now);
        let silent: Option<Duration> = quiet.map(|since| now.saturating_sub(since));
        times.idle.is_some_and(|limit| silent.is_some_and(|silent| silent >= limit))
    }

    // ---- what goes

    /// Looks whether anything can be sent at all.
    ///
    /// # Errors
    /// The connection has ended.
    pub fn check(&self) -> Result<(), Failure> {
        if self.over.get() { Err(gone()) } else { Ok(()) }
    }

    /// Takes a part of an answer, whose first begins with a head; with `last` it is the end.
    ///
    /// # Errors
    /// The client has gone, or does not want it any more.
    pub fn answer(&self, stream: StreamId, bytes: &[u8], last: bool) -> Result<(), Failure> {
        self.send(stream, last, |requests| requests.answer(stream, bytes, last))
    }

    /// Ends an answer with lines of fields.
    ///
    /// # Errors
    /// As [`Streams::answer`].
    pub fn end_with_trailers(&self, stream: StreamId, lines: &[u8]) -> Result<(), Failure> {
        self.send(stream, true, |requests| requests.end_with_trailers(stream, lines))
    }

    /// Takes a part of a file as one of an answer.
    ///
    /// # Errors
    /// As [`Streams::answer`]; the file cannot be opened.
    pub fn answer_file(
        &self,
        stream: StreamId,
        path: &Path,
        (offset, length): (u64, u64),
        last: bool,
    ) -> Result<(), Failure> {
        let part = FilePart::open(path, offset)
            .map_err(|error| Failure::system(format!("open('{}')", path.display()), &error))?;
        self.answer_part(stream, part, length, last)
    }

    fn answer_part(
        &self,
        stream: StreamId,
        part: FilePart,
        length: u64,
        last: bool,
    ) -> Result<(), Failure> {
        self.send(stream, last, |requests| {
            requests.answer_from(stream, Box::new(part), length, last)
        })
    }

    /// Takes a piece of a file that is served without the script.
    ///
    /// # Errors
    /// As [`Streams::answer`].
    pub fn answer_piece(&self, stream: StreamId, piece: Piece, last: bool) -> Result<(), Failure> {
        match piece {
            Piece::Bytes(bytes) => self.answer(stream, &bytes, last),
            Piece::File(file, offset, length) => {
                self.answer_part(stream, FilePart::new(file.into(), offset), length, last)
            }
        }
    }

    /// Nobody will answer a request, or go on with its answer.
    pub fn give_up(&self, stream: StreamId, status: u16) {
        self.owed.borrow_mut().remove(&stream);
        self.change(|requests| requests.give_up(stream, status, real_second()));
    }

    /// Pings the client.
    pub fn ping(&self) {
        self.change(|requests| requests.connection().ping(*b"\0swoole\0"));
    }

    /// Tells the client that no more requests are taken.
    pub fn go_away(&self, reason: u32, debug: &[u8]) {
        self.change(|requests| requests.connection().go_away(reason, debug));
    }

    /// No more requests are taken, and the connection ends when those are answered that have come. Once.
    pub fn leave(&self) {
        if !self.leaving.replace(true) {
            self.go_away(Reason::NoError as u32, b"");
        }
    }

    /// The script ends the connection, in the midst of the answer to a request perhaps.
    pub fn close(&self, stream: StreamId) {
        if self.owed.borrow().contains(&stream) {
            self.give_up(stream, BROKEN);
        }
        self.leave();
        if let Some(socket) = self.socket.opened() {
            // Whoever reads sees the end. A client that has gone sees none.
            let _ = socket.shutdown(Shutdown::Read);
        }
    }

    fn send(
        &self,
        stream: StreamId,
        last: bool,
        change: impl FnOnce(&mut Requests) -> bool,
    ) -> Result<(), Failure> {
        if last {
            self.owed.borrow_mut().remove(&stream);
        }
        self.check()?;
        if self.deaf.get() && self.is_full() {
            self.give_up(stream, BROKEN);
            return Err(gone());
        }
        if self.change(change) { Ok(()) } else { Err(gone()) }
    }

    fn change<R>(&self, change: impl FnOnce(&mut Requests) -> R) -> R {
        let result = change(&mut self.requests.borrow_mut());
        self.writer.wake_later();
        result
    }

    /// Waits, in a coroutine, while too much waits to be sent. A client for which nothing can be written for too long has gone.
    ///
    /// # Errors
    /// What unwinds the coroutine is on its way.
    pub fn wait_for_room(&self) -> Outcome {
        let is_hopeless = || self.over.get() || self.deaf.get();
        while runtime::is_inside() && !is_hopeless() && self.is_full() {
            if self.wait_for_writer(Some(STALLED))? == Wake::TimedOut {
                self.cut_off();
            }
        }
        Ok(())
    }

    /// Nothing more is read. Waits until all requests are answered that have come, unless these answers are not wanted, and as much of it is written
    /// as the client's windows allow, which will not change any more.
    pub fn finish(&self, answers: bool) {
        self.deaf.set(true);
        self.has_got_on();
        while answers && !self.over.get() && self.owes() {
            if self.wait_for_writer(None).is_err() {
                break;
            }
        }
        self.closing.set(true);
        self.change(|_| ());
        while !self.over.get() && self.wait_for_writer(None).is_ok() {}
    }

    /// Whether the script is to answer something.
    pub fn owes(&self) -> bool {
        !self.owed.borrow().is_empty()
    }

    /// Whether no request is under way.
    pub fn is_quiet(&self) -> bool {
        !self.owes()
            && self.requests.borrow_mut().connection().open_streams() == 0
            && self.queued() == 0
    }

    fn is_full(&self) -> bool {
        self.queued() > FULL
    }

    fn queued(&self) -> u64 {
        self.requests.borrow_mut().connection().queued()
    }

    fn wait_for_writer(&self, limit: Option<Duration>) -> Outcome<Wake> {
        let sleeper = Sleeper::default();
        self.waiting.borrow_mut().push(sleeper.clone());
        sleeper.sleep(limit)
    }

    /// Ends the connection at once: who reads and who writes see it.
    fn cut_off(&self) {
        if let Some(socket) = self.socket.opened() {
            // A client that has gone sees none.
            let _ = socket.shutdown(Shutdown::Both);
        }
    }

    // ---- the writer

    /// Writes what is to be sent until that is over: what the writer's coroutine runs.
    pub fn write(&self) {
        while self.write_once() {
            self.has_got_on();
        }
        self.over.set(true);
        self.has_got_on();
        // Nothing can be answered any more, so nothing needs to be read.
        if !self.closing.get() {
            self.cut_off();
        }
    }

    /// Writes what there is, or waits for something. False when there is to be no more.
    fn write_once(&self) -> bool {
        let out = {
            let mut requests = self.requests.borrow_mut();
            let connection = requests.connection();
            connection.pump();
            connection.output()
        };
        if out.is_empty() {
            if self.closing.get() {
                return false;
            }
            return self.writer.sleep(None).is_ok();
        }
        let Some(socket) = self.socket.opened() else { return false };
        let written = write_all(&socket, &out);
        self.requests.borrow_mut().connection().reuse(out);
        written
    }

    /// Tells those who wait for it; and who reads, if it only waits for the last answer.
    fn has_got_on(&self) {
        for sleeper in self.waiting.take() {
            sleeper.wake_later();
        }
        if self.leaving.get()
            && self.is_quiet()
            && let Some(socket) = self.socket.opened()
        {
            let _ = socket.shutdown(Shutdown::Read);
        }
    }
}

fn write_all(socket: &Open, mut bytes: &[u8]) -> bool {
    while !bytes.is_empty() {
        match socket.send_some(&[IoSlice::new(bytes)], stalled(socket)) {
            Ok(sent) => bytes = &bytes[sent..],
            Err(_) => return false,
        }
    }
    true
}

fn gone() -> Failure {
    Failure::new(ErrorCode::SESSION_CLOSED, "the client does not wait for the answer any more")
}
