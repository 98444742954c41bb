//! Where an answer goes: to a session of a server, by way of whoever owns it, or to the socket of a coroutine, which waits while the client
//! is slow. [`Response`](super::response::Response) writes, and knows no more of the way than this.

use super::exchange::Exchange;
use super::streams::Streams;
use crate::error::{ErrorCode, Failure};
use crate::ids::{SessionId, StreamId};
use crate::log;
use crate::php::boundary::{Exit, Outcome};
use crate::php::coroutine::waiter;
use crate::php::server::core::ServerCore;
use crate::php::server::room;
use crate::server::Share;
use crate::server::actor::Actor;
use crate::server::app::SessionEvent;
use crate::server::shared::Mode;
use crate::settings::HttpSettings;
use std::path::Path;
use std::rc::Rc;

/// Bodies of that many bytes are not copied behind their heads where they can be sent beside each other.
const SEPARATE: usize = 4096;
/// The status of an answer of which nothing else comes.
const BROKEN: u16 = 500;

/// See the module's head.
#[derive(Clone)]
pub enum Outlet {
    /// A session of a server, or (HTTP/2) a stream of it.
    Session(Rc<ServerCore>, SessionId, StreamId),
    /// The socket that a coroutine serves.
    Socket(Rc<Exchange>),
    /// A stream (HTTP/2) of a connection that coroutines serve.
    Stream(Rc<Streams>, StreamId),
}

impl Outlet {
    /// The way to whoever a server has an event of.
    pub fn of(core: &Rc<ServerCore>, event: &SessionEvent<'_>) -> Self {
        Self::Session(Rc::clone(core), event.session, event.stream)
    }

    /// Looks whether anything can be sent at all.
    ///
    /// # Errors
    /// A warning: the server does not run. Quietly: the socket is closed.
    pub fn check(&self) -> Outcome {
        match self {
            Self::Session(core, ..) => core.actor().map(drop),
            Self::Socket(exchange) => exchange.socket().map(drop).map_err(quiet),
            Self::Stream(streams, _) => streams.check().map_err(quiet),
        }
    }

    /// What is found where HTTP's settings are, if the port speaks it.
    pub fn with_settings<R>(&self, find: impl FnOnce(&HttpSettings) -> Option<R>) -> Option<R> {
        match self {
            Self::Session(core, session, _) => {
                let actor = core.actor_quietly().ok()?;
                let port = actor.shared.sessions.get(*session)?.port();
                find(actor.shared.ports[usize::from(port.0)].settings.http.as_ref()?)
            }
            Self::Socket(exchange) => find(exchange.settings()),
            Self::Stream(streams, _) => find(streams.settings()),
        }
    }

    /// Looks whether that many bytes may be sent in one piece. Where they are not on their way to another process there is no limit.
    ///
    /// # Errors
    /// They are too many; the log says so.
    pub fn check_size(&self, length: usize) -> Result<(), Failure> {
        let Self::Session(core, ..) = self else { return Ok(()) };
        let shared = &actor(core)?.shared;
        let limit = shared.settings.output_buffer_size;
        if shared.mode == Mode::Base || length as u64 <= limit {
            return Ok(());
        }
        let failure = Failure::new(
            ErrorCode::DATA_LENGTH_TOO_LARGE,
            format!(
                "The length of data [{length}] exceeds the output buffer size[{limit}], \
                 please use the sendfile, chunked transfer mode or adjust the output_buffer_size"
            ),
        );
        log::write_with(
            log::Level::Warning,
            "ProcessFactory::finish",
            failure.code,
            format_args!("{}", failure.message),
        );
        Err(failure)
    }

    /// Waits, in a coroutine, while the output is full: for what is made only when it can be sent.
    ///
    /// # Errors
    /// As [`room::wait_while_full`].
    pub fn wait_for_room(&self) -> Outcome {
        match self {
            Self::Session(core, session, _) => room::wait_while_full(&core.actor()?, *session),
            // Sending waits itself.
            Self::Socket(_) => Ok(()),
            Self::Stream(streams, _) => streams.wait_for_room(),
        }
    }

    /// The same before a whole answer: that of a connection of its own finds an empty output, but that of a stream is one of many.
    ///
    /// # Errors
    /// As [`Outlet::wait_for_room`].
    pub fn wait_among_others(&self) -> Outcome {
        if self.is_stream() { self.wait_for_room() } else { Ok(()) }
    }

    /// Sends a part of an answer.
    ///
    /// # Errors
    /// Why it is not on its way.
    pub fn part(&self, bytes: &[u8]) -> Result<(), Failure> {
        match self {
            Self::Session(core, session, stream) => {
                let actor = actor(core)?;
                actor.answer(*session, *stream, bytes, Share::Part, room::may_wait(&actor))
            }
            Self::Socket(exchange) => exchange.send(&[bytes]),
            Self::Stream(streams, stream) => streams.answer(*stream, bytes, false),
        }
    }

    /// Whether it is a stream beside others: what frames an answer is not in the answer, and its end is not that of the connection.
    pub fn is_stream(&self) -> bool {
        match self {
            Self::Session(_, _, stream) => !stream.is_none(),
            Self::Socket(_) => false,
            Self::Stream(..) => true,
        }
    }

    /// Ends an answer on a stream with trailers, lines of fields.
    ///
    /// # Errors
    /// As [`Outlet::part`].
    pub fn trailers(&self, lines: &[u8]) -> Result<(), Failure> {
        match self {
            Self::Session(core, session, stream) => {
                actor(core)?.answer(*session, *stream, lines, Share::Trailers, true)
            }
            Self::Socket(_) => Ok(()),
            Self::Stream(streams, stream) => streams.end_with_trailers(*stream, lines),
        }
    }

    /// Sends the last bytes of an answer, and ends the connection if it is to end and no stream. `head` is used up.
    ///
    /// # Errors
    /// As [`Outlet::part`].
    pub fn last(&self, head: &mut Vec<u8>, body: &[u8], closes: bool) -> Result<(), Failure> {
        match self {
            Self::Session(core, session, stream) => {
                let actor = actor(core)?;
                if self.is_stream() {
                    head.extend_from_slice(body);
                    let waited = room::may_wait(&actor);
                    let sent = actor.answer(*session, *stream, head, Share::Rest, waited);
                    return sent.inspect_err(|_| self.break_off());
                }
                if !closes && body.len() >= SEPARATE {
                    return actor.send_both(*session, head, body);
                }
                head.extend_from_slice(body);
                if !closes {
                    return actor.send(*session, head);
                }
                actor.send_part(*session, head)?;
                actor.close(*session, false)
            }
            Self::Socket(exchange) => {
                let sent = exchange.send(&[head, body]);
                exchange.answered(closes);
                sent
            }
            Self::Stream(streams, stream) => {
                head.extend_from_slice(body);
                streams.answer(*stream, head, true)
            }
        }
    }

    /// Sends an answer behind which the connection speaks WebSocket, with messages that may be compressed if both sides have agreed on that (`deflates`).
    ///
    /// # Errors
    /// As [`Outlet::part`].
    pub fn handshake(&self, head: &[u8], deflates: bool) -> Result<(), Failure> {
        match self {
            Self::Session(core, session, _) => {
                actor(core)?.send_handshake(*session, head, deflates)
            }
            Self::Socket(exchange) => {
                let sent = exchange.send(&[head]);
                exchange.detach();
                sent
            }
            // A stream is asked for no handshake.
            Self::Stream(streams, stream) => streams.answer(*stream, head, true),
        }
    }

    /// Sends a head and a part of a file as an answer, and ends the connection if it is to end. `trailers` are lines of fields that come behind it
    /// on a stream.
    ///
    /// # Errors
    /// As [`Outlet::part`].
    pub fn file(
        &self,
        head: &[u8],
        path: &Path,
        (offset, length): (u64, u64),
        closes: bool,
        trailers: &[u8],
    ) -> Result<(), Failure> {
        match self {
            Self::Session(core, session, stream) => {
                let actor = actor(core)?;
                if self.is_stream() {
                    let share = if trailers.is_empty() { Share::Rest } else { Share::Part };
                    let waited = room::may_wait(&actor);
                    let begun = actor.answer(*session, *stream, head, Share::Part, waited);
                    let sent = begun.and_then(|()| {
                        actor.send_file(*session, *stream, path, (offset, length), share)
                    });
                    sent.inspect_err(|_| self.break_off())?;
                    return if trailers.is_empty() { Ok(()) } else { self.trailers(trailers) };
                }
                // One that is followed by the end of the connection needs no end of the answer before.
                let share = if closes { Share::Part } else { Share::Rest };
                actor.send_part(*session, head)?;
                actor.send_file(*session, *stream, path, (offset, length), share)?;
                if closes { actor.close(*session, false) } else { Ok(()) }
            }
            Self::Socket(exchange) => {
                let sent =
                    exchange.send(&[head]).and_then(|()| exchange.send_file(path, offset, length));
                // A body that ends early must not look whole.
                exchange.answered(closes || sent.is_err());
                sent
            }
            Self::Stream(streams, stream) => {
                let ends = trailers.is_empty();
                let sent = streams
                    .answer(*stream, head, false)
                    .and_then(|()| streams.answer_file(*stream, path, (offset, length), ends));
                sent.inspect_err(|_| self.break_off())?;
                if ends { Ok(()) } else { self.trailers(trailers) }
            }
        }
    }

    /// Ends the connection.
    ///
    /// # Errors
    /// It has ended, or the server does not run.
    pub fn close(&self) -> Outcome {
        match self {
            Self::Session(core, session, _) => core.actor()?.close(*session, false).map_err(quiet),
            Self::Socket(exchange) => {
                exchange.close();
                Ok(())
            }
            Self::Stream(streams, stream) => {
                streams.close(*stream);
                Ok(())
            }
        }
    }

    /// Ends an answer that must not look whole: the connection, or the stream alone.
    pub fn break_off(&self) {
        // If the client has gone, it does not see that.
        let _ = match self {
            Self::Session(core, session, stream) if self.is_stream() => actor(core)
                .and_then(|actor| actor.give_up_stream(*session, *stream, BROKEN))
                .map_err(quiet),
            Self::Stream(streams, stream) => {
                streams.give_up(*stream, BROKEN);
                Ok(())
            }
            _ => self.close(),
        };
    }

    /// Tells the client of a stream that no more requests are taken on its connection.
    ///
    /// # Errors
    /// It has ended, or the server does not run.
    pub fn go_away(&self, reason: u32, debug: &[u8]) -> Outcome {
        match self {
            Self::Session(core, session, _) => {
                core.actor()?.go_away(*session, reason, debug).map_err(quiet)
            }
            Self::Socket(_) => Ok(()),
            Self::Stream(streams, _) => {
                streams.go_away(reason, debug);
                Ok(())
            }
        }
    }

    /// Pings the client of a stream.
    ///
    /// # Errors
    /// As [`Outlet::go_away`].
    pub fn ping(&self) -> Outcome {
        match self {
            Self::Session(core, session, _) => core.actor()?.ping_client(*session).map_err(quiet),
            Self::Socket(_) => Ok(()),
            Self::Stream(streams, _) => {
                streams.ping();
                Ok(())
            }
        }
    }

    /// From here on the script does with the connection what it likes. There is nothing that it could do with a stream.
    pub fn detach(&self) {
        match self {
            Self::Session(..) => {}
            Self::Socket(exchange) => exchange.detach(),
            Self::Stream(..) => self.break_off(),
        }
    }
}

fn actor(core: &ServerCore) -> Result<Rc<Actor>, Failure> {
    let gone = || Failure::new(ErrorCode::WRONG_OPERATION, "the server does not run".to_owned());
    core.actor_quietly().map_err(|_| gone())
}

/// What has failed is no surprise: the client has gone. Whatever else ends the coroutine meanwhile comes first.
pub fn quiet(failure: Failure) -> Exit {
    waiter::check().err().unwrap_or(Exit::Quiet(failure.code))
}
