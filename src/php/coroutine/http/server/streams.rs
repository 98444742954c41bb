//! A connection that speaks HTTP/2: its coroutine reads on, while each request is served by one of its own.
//!
//! ```text
//! receive ──> frames ──> whole requests ──> a coroutine each: file? handler? ──> the script ──> its stream
//! ```

use std::rc::Rc;
use std::time::Instant;

use super::connection::{Next, Serving};
use crate::client::connection::READ_MAX;
use crate::client::wait;
use crate::http::answer::{self, Persistence};
use crate::log;
use crate::php::coroutine::runtime;
use crate::php::coroutine::waiter;
use crate::php::http::exchange::STALLED;
use crate::php::http::streams::Streams;
use crate::protocol::http2::{self, Request};
use crate::sys::clock::real_second;

/// What a client is answered for whose request there is no coroutine.
const NO_ROOM: u16 = 503;

impl Serving {
    /// Whether what could not be read as HTTP/1.1 begins a connection of HTTP/2, if that is spoken.
    pub(super) fn begins_http2(&self) -> bool {
        let begun = || self.connection.socket.peek(http2::PREFACE.len());
        self.manner.http2.is_some() && begun().is_ok_and(|bytes| http2::is_begun(&bytes))
    }

    /// Serves the rest of the connection.
    pub(super) fn serve_streams(self: &Rc<Self>) -> Next {
        let Some(limits) = &self.manner.http2 else { return Next::End };
        let settings = Rc::clone(&self.manner.http);
        let streams = Rc::new(Streams::new(Rc::clone(&self.state), limits, settings));
        let writing = Rc::clone(&streams);
        if runtime::spawn(move || writing.write()) {
            let answers = self.read_streams(&streams);
            streams.finish(answers);
        }
        Next::End
    }

    /// Reads until there is nothing more to read. Says whether what has come is still to be answered.
    fn read_streams(self: &Rc<Self>, streams: &Rc<Streams>) -> bool {
        let socket = &self.connection.socket;
        let mut answered = None;
        loop {
            if self.server.is_stopping() {
                streams.leave();
                // A client that does not take its answers is not waited for for ever.
                let since = answered.filter(|_| !streams.owes()).unwrap_or_else(Instant::now);
                answered = Some(since);
                if streams.is_quiet() || since.elapsed() >= STALLED {
                    return true;
                }
            }
            let received = self
                .connection
                .while_idle(|| socket.receive(READ_MAX, wait::deadline(streams.patience())));
            if waiter::check().is_err() {
                return false;
            }
            match received {
                Ok(bytes) if bytes.is_empty() => return true,
                Ok(bytes) => {
                    let received = streams.receive(&bytes);
                    while let Some(request) = streams.next_request() {
                        self.begin(streams, request);
                    }
                    if let Err(violation) = received {
                        let client = self.peer.host();
                        log::debug(format_args!("a connection of {client} ends: {violation}"));
                        return false;
                    }
                }
                Err(error) => match error.raw_os_error() {
                    Some(libc::ETIMEDOUT) => {}
                    // The server has been told to end, which the next round sees.
                    Some(libc::ECANCELED) if self.server.is_stopping() && self.state.is_open() => {}
                    _ => return false,
                },
            }
            if streams.end_slow() {
                streams.leave();
                return false;
            }
        }
    }

    /// Serves a request in a coroutine of its own.
    fn begin(self: &Rc<Self>, streams: &Rc<Streams>, request: Request) {
        let stream = request.stream;
        let (serving, on) = (Rc::clone(self), Rc::clone(streams));
        if !runtime::spawn(move || serving.serve_on(&on, &request)) {
            streams.give_up(stream, NO_ROOM);
        }
    }

    fn serve_on(&self, streams: &Rc<Streams>, request: &Request) {
        let Request { stream, bytes, gist } = request;
        if let Some(answer) = self.file(bytes) {
            let last = answer.pieces.len();
            for (at, piece) in answer.pieces.into_iter().enumerate() {
                // A client that has lost interest is no affair of anybody's.
                let _ = streams.answer_piece(*stream, piece, at + 1 == last);
            }
            return;
        }
        let Some(handler) = self.handler(bytes) else { return self.bare_on(streams, request, 404) };
        let asked = self.ask(&handler, bytes, *gist, *stream, |response, gist| {
            response.bind_to_stream(streams, *stream, gist);
        });
        if let Err(Some(refusal)) = asked {
            self.bare_on(streams, request, refusal.status);
        }
    }

    fn bare_on(&self, streams: &Streams, request: &Request, status: u16) {
        let mut out = Vec::with_capacity(160);
        answer::bare(&mut out, status, Persistence::KeepAlive, real_second());
        // As above.
        let _ = streams.answer(request.stream, &out, true);
    }
}
