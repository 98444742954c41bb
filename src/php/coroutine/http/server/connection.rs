//! One connection: its coroutine receives a request, has the script answer it, and so on until either side ends.
//!
//! ```text
//! receive ──> file? handler? ──> the script ──> Fate ──> receive ...
//!    │              └── 404          └── waits until the request is answered, by whichever coroutine
//!    └── refused: the status, and the end
//! ```

use std::cell::Cell;
use std::fs::File;
use std::rc::Rc;
use std::time::Duration;

use super::{Manner, Server};
use crate::client::wait::{self, Direction};
use crate::client::waiting_socket::NoRequest;
use crate::http::answer::{self, Persistence};
use crate::http::files::{FileAnswer, Piece, percent_decoded};
use crate::ids::StreamId;
use crate::log;
use crate::net::address::Endpoint;
use crate::php::boundary::Outcome;
use crate::php::callable::Callable;
use crate::php::callback::{self, Called, Held};
use crate::php::coroutine::socket::{self, Open, Socket};
use crate::php::coroutine::waiter;
use crate::php::http::exchange::{Exchange, Fate, Left};
use crate::php::http::request::{Client, Loan, Local};
use crate::php::http::response::{Invitation, Response};
use crate::php::http::{Made, look_at};
use crate::php::object;
use crate::php::web_socket::offer::Offer;
use crate::php::web_socket::talk::Manner as Talking;
use crate::protocol::http1::{Examined, Gist, Http1, MAX_FIELDS, Refusal, with_head};
use crate::protocol::websocket::{FrameRule, Reader};
use crate::server::port;
use crate::settings::HttpTimes;
use crate::sys::clock::real_second;

/// How long what a client still sends is read, so that it sees our last answer before it sees the end.
const LINGER_LIMIT: Duration = Duration::from_secs(1);

/// A connection as its server knows it.
pub struct Connection {
    pub(super) socket: Rc<Open>,
    /// It waits for a request.
    idle: Cell<bool>,
}

impl Connection {
    /// Waits for what begins a request.
    pub(super) fn while_idle<R>(&self, wait: impl FnOnce() -> R) -> R {
        self.idle.set(true);
        let result = wait();
        self.idle.set(false);
        result
    }

    /// Ends the wait for a request, if that is what it does.
    pub fn end_if_idle(&self) {
        if self.idle.get() {
            self.socket.waiting().cancel(Direction::Read);
        }
    }
}

/// How a connection goes on.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Next {
    /// With the next request.
    Request,
    /// Not at all: we end it.
    End,
    /// As somebody else likes, who has it.
    Left,
}

/// What serves one connection.
pub(super) struct Serving {
    pub(super) server: Rc<Server>,
    pub(super) manner: Rc<Manner>,
    pub(super) connection: Rc<Connection>,
    /// The object that scripts see.
    object: Held,
    pub(super) state: Rc<Socket>,
    pub(super) peer: Endpoint,
    local: Endpoint,
}

/// Serves a connection to its end, in the coroutine that runs.
pub fn serve(server: &Rc<Server>, manner: &Rc<Manner>, socket: Open) {
    let none = || Endpoint::Unix(Default::default());
    let (peer, local) = (socket.peer(), socket.local());
    let (peer, local) = (peer.unwrap_or_else(|_| none()), local.unwrap_or_else(|_| none()));
    if let Some(tls) = &manner.tls
        && let Err(error) = socket.encrypt(tls, wait::deadline(manner.http.times.head))
    {
        return port::report_handshake(&error, socket.fd(), &peer);
    }
    let Ok(object) = socket::wrap(socket) else { return };
    let Some(state) = object::of(&object).map(object::state::<Socket>) else { return };
    let Some(socket) = state.opened() else { return };
    let connection = Rc::new(Connection { socket, idle: Cell::new(false) });
    server.connections.borrow_mut().push(Rc::clone(&connection));
    let serving = Rc::new(Serving {
        server: Rc::clone(server),
        manner: Rc::clone(manner),
        connection: Rc::clone(&connection),
        object,
        state: Rc::clone(&state),
        peer,
        local,
    });
    let next = serving.run();
    server.connections.borrow_mut().retain(|known| !Rc::ptr_eq(known, &connection));
    if next != Next::Left {
        state.shut();
    }
}

impl Serving {
    fn run(self: &Rc<Self>) -> Next {
        let socket = &self.connection.socket;
        let mut decoder = Http1::new(self.manner.limits.clone());
        // Who connects has something to say: a limit for the head is one for its beginning too.
        let times = self.manner.http.times;
        let mut times = HttpTimes { idle: times.head, ..times };
        let mut is_first = true;
        loop {
            let received =
                self.connection.while_idle(|| socket.receive_request(&mut decoder, &times));
            if waiter::check().is_err() {
                return Next::End;
            }
            let next = match received {
                Ok(request) => self.answer(&request, decoder.gist()),
                Err(NoRequest::Refused(_)) if is_first && self.begins_http2() => {
                    return self.serve_streams();
                }
                Err(NoRequest::Refused(refusal)) => {
                    log::debug(format_args!(
                        "a request of {} is refused with {refusal}",
                        self.peer.host()
                    ));
                    self.refuse(refusal)
                }
                Err(NoRequest::Ended) => Next::End,
                // Whoever has asked before the server was told to end is answered; who comes now is too late.
                Err(NoRequest::Failed(error))
                    if error.raw_os_error() == Some(libc::ECANCELED)
                        && self.server.is_stopping()
                        && self.state.is_open() =>
                {
                    Next::Request
                }
                Err(NoRequest::Failed(_)) => Next::End,
            };
            if next != Next::Request || !self.state.is_open() {
                return next;
            }
            is_first = false;
            times.idle = match self.server.is_stopping() {
                true => Some(Duration::ZERO),
                false => self.manner.http.times.idle,
            };
        }
    }

    /// Answers a request that must not be served, as the last on the connection.
    fn refuse(&self, refusal: Refusal) -> Next {
        self.bare(refusal.status, Persistence::Close);
        self.connection.socket.linger(LINGER_LIMIT);
        Next::End
    }

    /// Answers with a status alone.
    fn bare(&self, status: u16, persistence: Persistence) -> Next {
        let exchange = Exchange::new(Rc::clone(&self.state), Rc::clone(&self.manner.http));
        let mut out = Vec::with_capacity(160);
        answer::bare(&mut out, status, persistence, real_second());
        let sent = exchange.send(&[&out]);
        if sent.is_ok() && persistence == Persistence::KeepAlive {
            Next::Request
        } else {
            Next::End
        }
    }

    fn answer(&self, request: &[u8], gist: Gist) -> Next {
        let gist = if self.server.is_stopping() { gist.last() } else { gist };
        let persistence =
            if gist.keep_alive() { Persistence::KeepAlive } else { Persistence::Close };
        if let Some(next) = self.serve_file(request) {
            return next;
        }
        match self.handler(request) {
            None => self.end_or_go_on(self.bare(404, persistence)),
            Some(handler) => match self.call(&handler, request, gist) {
                Ok(next) => self.end_or_go_on(next),
                Err(_) => Next::End,
            },
        }
    }

    /// What a client has sent behind its last request must not reset the connection before it has seen the answer.
    fn end_or_go_on(&self, next: Next) -> Next {
        if next == Next::End && self.connection.socket.has_ahead() && self.state.is_open() {
            self.connection.socket.linger(LINGER_LIMIT);
        }
        next
    }

    /// Answers a request for a file, if any are served and it is one.
    fn serve_file(&self, request: &[u8]) -> Option<Next> {
        let answer = self.file(request)?;
        let exchange = Exchange::new(Rc::clone(&self.state), Rc::clone(&self.manner.http));
        let sent = answer.pieces.into_iter().try_for_each(|piece| match piece {
            Piece::Bytes(bytes) => exchange.send(&[&bytes]),
            Piece::File(file, offset, length) => {
                exchange.send_open_file(&File::from(file), offset, length)
            }
        });
        let keeps = answer.persistence == Persistence::KeepAlive && sent.is_ok();
        Some(if keeps { Next::Request } else { Next::End })
    }

    /// The answer to a request for a file, if any are served and it is one.
    pub(super) fn file(&self, request: &[u8]) -> Option<FileAnswer> {
        self.manner.files.as_ref()?.answer_to(request, real_second())
    }

    /// What handles a request.
    pub(super) fn handler(&self, request: &[u8]) -> Option<Rc<Callable>> {
        let head = Examined::of(request)?;
        self.server.handler(&percent_decoded(head.path_and_query().0))
    }

    /// What a request asks for that asks to go over to WebSocket.
    fn invitation(&self, raw: &[u8]) -> Option<Invitation> {
        let settings = &self.manner.websocket;
        let offer = with_head(raw, MAX_FIELDS, |head| Offer::of(head, settings)).ok()?;
        let max_length = self.manner.message_max;
        let rule = FrameRule { reader: Reader::Server, max_length, inflates: false };
        Some(Invitation { offer, manner: Talking { rule, masks: false, gives: settings.gives } })
    }

    /// Calls the script with a request and an answer that is bound to where it goes.
    ///
    /// # Errors
    /// The request must not be served, or (without a reason) memory ran out.
    pub(super) fn ask(
        &self,
        handler: &Callable,
        raw: &[u8],
        gist: Gist,
        stream: StreamId,
        bind: impl FnOnce(&Response, Gist),
    ) -> Result<(), Option<Refusal>> {
        let (gist, is_form) = look_at(gist, raw)?;
        let fd = self.connection.socket.fd().into();
        let made = Made::new(fd, stream, Some(&self.object)).ok_or(None)?;
        let client = Client { peer: self.peer.clone(), local: Local::Socket(self.local.clone()) };
        let max_parts = is_form.then_some(self.manner.http.max_parts);
        let options = &self.manner.options;
        if let Err(refusal) = made.request.bind_to(client, stream, raw, options, max_parts) {
            made.discard();
            return Err(Some(refusal));
        }
        let Made { mut arguments, request, response } = made;
        bind(&response, gist);
        // Until the callback ends the bytes are only lent to the request.
        let loan = Loan::new(request);
        let called = callback::call(handler, &mut arguments);
        if !matches!(called, Called::Returned(_)) {
            response.give_up(true);
        }
        drop(called);
        drop(loan);
        // If nobody else has the answer, that is the end of it.
        drop(response);
        // As in servers, an exception that nobody caught costs the request and no more.
        callback::forgive_uncaught();
        Ok(())
    }

    /// Calls the script, and waits until the request is answered.
    fn call(&self, handler: &Callable, raw: &[u8], gist: Gist) -> Outcome<Next> {
        let exchange = Rc::new(Exchange::new(Rc::clone(&self.state), Rc::clone(&self.manner.http)));
        let asked = self.ask(handler, raw, gist, StreamId::NONE, |response, gist| {
            let invitation = gist.asks_websocket().then(|| self.invitation(raw)).flatten();
            response.bind_to(&exchange, gist, invitation);
        });
        match asked {
            Ok(()) => {}
            Err(Some(refusal)) => return Ok(self.refuse(refusal)),
            Err(None) => return Ok(Next::End),
        }
        waiter::check()?;
        let keeps = if gist.keep_alive() { Persistence::KeepAlive } else { Persistence::Close };
        Ok(match exchange.wait()? {
            Fate::Answered { closes: false } => Next::Request,
            Fate::Answered { closes: true } | Fate::Owed => Next::End,
            Fate::Detached => Next::Left,
            Fate::Abandoned(Left::Whole) => self.bare(500, keeps),
            Fate::Abandoned(Left::End { chunked: true }) => {
                exchange.send(&[b"0\r\n\r\n"]).map_or(Next::End, |()| Next::Request)
            }
            Fate::Abandoned(Left::End { chunked: false } | Left::Broken) => Next::End,
        })
    }
}
