//! What an object of the HTTP/2 client holds: its connection, and how that sends and receives.

use super::request::Request;
use crate::client::connection::READ_MAX;
use crate::client::wait;
use crate::error::ErrorCode;
use crate::http::client::http2::Responses;
use crate::ids::StreamId;
use crate::log;
use crate::php::boundary::{Exit, Outcome};
use crate::php::coroutine::http::client::Server;
use crate::php::coroutine::link::Link;
use crate::php::coroutine::socket::Open;
use crate::php::coroutine::waiter;
use crate::php::object::{Gc, Handlers, Native};
use crate::php::server::settings::Wishes;
use crate::protocol::http2::{CannotOpen, Put};
use crate::settings::ClientTimes;
use ext_php_rs::ffi::zend_object;
use std::cell::{Cell, RefCell};
use std::io;
use std::rc::Rc;
use std::time::Instant;

/// The state of an object.
#[derive(Default)]
pub struct Client {
    /// None until the constructor has run.
    pub server: RefCell<Option<Rc<Server>>>,
    /// What was set.
    pub wishes: Wishes,
    link: RefCell<Option<(Link, Rc<Conversation>)>>,
}

static HANDLERS: Handlers = Handlers::new();

impl Native for Client {
    fn handlers() -> &'static Handlers {
        &HANDLERS
    }

    fn new(_: *mut zend_object) -> Self {
        Self::default()
    }

    fn gc(&self, gc: &mut Gc) {
        for callable in self.wishes.callables.borrow().values() {
            callable.gc(gc);
        }
        if let Some((link, _)) = &*self.link.borrow() {
            link.gc(gc);
        }
    }
}

impl Drop for Client {
    fn drop(&mut self) {
        if let Some((link, _)) = self.link.take() {
            link.abandon();
        }
    }
}

impl Client {
    /// Who is asked.
    ///
    /// # Errors
    /// Throws: the constructor was not called.
    pub fn server(&self) -> Outcome<Rc<Server>> {
        let server = self.server.borrow().clone();
        server.ok_or_else(|| Exit::error(ErrorCode::NONE, "must call constructor first"))
    }

    /// The connection, unless there is none or it was closed.
    pub fn conversation(&self) -> Option<Rc<Conversation>> {
        let link = self.link.borrow();
        link.as_ref().filter(|(link, _)| link.is_open()).map(|(_, it)| Rc::clone(it))
    }

    /// Takes a connection; gives back what was there before.
    pub fn begin(&self, link: Link, conversation: &Rc<Conversation>) -> Option<Link> {
        self.link.replace(Some((link, Rc::clone(conversation)))).map(|(link, _)| link)
    }

    /// Forgets the connection, and gives what there is to close of it.
    pub fn end(&self) -> Option<Link> {
        self.link.take().map(|(link, _)| link)
    }
}

/// Why a connection cannot go on.
pub enum Failure {
    /// An exception or an exit is on its way.
    Exit(Exit),
    /// There was not time enough; it can.
    TimedOut,
    /// The server has gone, or has broken the protocol.
    Lost(ErrorCode),
}

/// A connection. Nothing of it is borrowed across a wait: one coroutine may send while another receives and a third closes.
pub struct Conversation {
    /// What has come of responses.
    pub responses: RefCell<Responses>,
    socket: Rc<Open>,
    since: Instant,
    /// Somebody writes, and will write what is added meanwhile.
    writes: Cell<bool>,
    /// Somebody receives.
    receives: Cell<bool>,
}

impl Conversation {
    /// One over a socket that has just been connected.
    pub fn new(socket: Rc<Open>, responses: Responses) -> Self {
        Self {
            responses: RefCell::new(responses),
            socket,
            since: Instant::now(),
            writes: Cell::new(false),
            receives: Cell::new(false),
        }
    }

    /// How long calls may take.
    pub fn times(&self) -> ClientTimes {
        self.socket.times()
    }

    /// Whether a coroutine receives.
    pub fn is_receiving(&self) -> bool {
        self.receives.get()
    }

    /// Bytes of bodies that wait for the server.
    pub fn queued(&self) -> u64 {
        self.responses.borrow_mut().connection().queued()
    }

    /// Sends a request, as far as the server takes it. What is too much for it is refused here, as it would be there. `None`: the connection has
    /// had all the streams that it can have, or takes no more.
    pub fn ask(&self, request: &Request) -> Option<StreamId> {
        let mut responses = self.responses.borrow_mut();
        let end = !request.pipeline && request.body.is_empty();
        let fill = |put: &mut Put<'_>| request.put(put);
        let opened = responses.connection().open(request.method == b"HEAD", end, fill);
        let stream = match opened {
            Ok(stream) => stream,
            Err(CannotOpen::TooMany) => {
                let stream = responses.connection().skip_stream();
                responses.refuse(stream);
                return Some(stream);
            }
            Err(CannotOpen::GoingAway | CannotOpen::UsedUp) => return None,
        };
        responses.expect(stream, request.reads_pieces);
        if !request.body.is_empty() {
            responses.connection().send_body(stream, &request.body, !request.pipeline);
        }
        Some(stream)
    }

    /// Sends more of a body. False if the stream takes none.
    pub fn go_on(&self, stream: StreamId, data: &[u8], end: bool) -> bool {
        self.responses.borrow_mut().connection().send_body(stream, data, end)
    }

    /// Writes what there is to write; what is added while another coroutine writes goes with that.
    ///
    /// # Errors
    /// See [`Failure`].
    pub fn flush(&self) -> Result<(), Failure> {
        if self.writes.replace(true) {
            return Ok(());
        }
        let written = self.write_all();
        self.writes.set(false);
        waiter::check().map_err(Failure::Exit)?;
        // What was sent in part cannot be gone on with.
        written.map_err(|error| Failure::Lost(ErrorCode::from(&error)))
    }

    fn write_all(&self) -> io::Result<()> {
        loop {
            let out = self.responses.borrow_mut().connection().output();
            if out.is_empty() {
                return Ok(());
            }
            let deadline = wait::deadline(self.times().write);
            self.socket.send_all(&out, deadline).map_err(|partly| partly.error)?;
        }
    }

    /// Waits for something to come, and takes it in.
    ///
    /// # Errors
    /// See [`Failure`].
    pub fn receive(&self, deadline: Option<Instant>) -> Result<(), Failure> {
        // The server may wait for leave to go on.
        self.flush()?;
        let before = self.receives.replace(true);
        let received = self.socket.receive(READ_MAX, deadline);
        self.receives.set(before);
        waiter::check().map_err(Failure::Exit)?;
        let bytes = match received {
            Ok(bytes) if bytes.is_empty() => {
                return Err(Failure::Lost(ErrorCode(libc::ECONNRESET)));
            }
            Ok(bytes) => bytes,
            Err(error) if error.raw_os_error() == Some(libc::ETIMEDOUT) => {
                return Err(Failure::TimedOut);
            }
            Err(error) => return Err(Failure::Lost(ErrorCode::from(&error))),
        };
        let taken = self.responses.borrow_mut().receive(&bytes, self.since.elapsed());
        let flushed = self.flush();
        if let Err(violation) = taken {
            log::warning(format_args!(
                "an HTTP/2 connection is closed: the server has caused {violation}"
            ));
            return Err(Failure::Lost(ErrorCode::HTTP2_INTERNAL_ERROR));
        }
        flushed
    }
}
