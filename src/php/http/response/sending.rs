//! How an answer becomes bytes that are sent: at once, in pieces, or from a file.

use super::properties::table;
use super::{Response, SWITCHING, Stage, quiet, slot};
use crate::error::{ErrorCode, Failure};
use crate::http::answer::{self, Persistence};
use crate::http::{coding, status};
use crate::ids::SessionId;
use crate::log;
use crate::php::boundary::Outcome;
use crate::php::http::output::{self, Framing, Outline};
use crate::php::server::core::ServerCore;
use crate::php::server::room;
use crate::protocol::http1::Accepted;
use crate::server::actor::Actor;
use crate::server::shared::Mode;
use crate::settings::HttpSettings;
use ext_php_rs::ffi::zend_object;
use std::path::Path;
use std::rc::Rc;

/// Bodies of that many bytes are not copied behind their heads where they can be sent beside each other.
const SEPARATE: usize = 4096;
/// The type of an answer that sets none.
const HTML: &str = "text/html";
/// The type of a file whose answer sets none.
const BINARY: &str = "application/octet-stream";

impl Response {
    /// Sends the last bytes of the answer, and ends the connection if it is to end.
    pub(super) fn send(&self, actor: &Actor, bytes: &[u8]) -> Result<(), Failure> {
        self.over();
        let session = self.session.get();
        if self.handshake.get() && self.status.get() == SWITCHING {
            return actor.send_handshake(session, bytes);
        }
        if !self.closes.get() {
            return actor.send(session, bytes);
        }
        actor.send_part(session, bytes)?;
        actor.close(session, false)
    }

    /// Sends a whole answer, and ends the connection if it is to end.
    fn send_whole(&self, actor: &Actor, head: &mut Vec<u8>, body: &[u8]) -> Result<(), Failure> {
        look_at_size(actor, head.len() + body.len())?;
        if self.closes.get() || body.len() < SEPARATE {
            head.extend_from_slice(body);
            return self.send(actor, head);
        }
        self.over();
        actor.send_both(self.session.get(), head, body)
    }

    fn with_outline<R>(
        &self,
        object: *mut zend_object,
        content_type: &str,
        use_it: impl FnOnce(&Outline<'_>) -> R,
    ) -> R {
        let asked = self.asked.get();
        let reason = self.reason.borrow();
        use_it(&Outline {
            status: self.status.get(),
            reason: &reason,
            fields: table(object, slot::HEADER),
            cookies: table(object, slot::COOKIE),
            keep_alive: self.may_keep(),
            modern: asked.modern(),
            content_type,
        })
    }

    /// The whole answer in one piece.
    pub(super) fn end_at_once(
        &self,
        object: *mut zend_object,
        core: &Rc<ServerCore>,
        body: &[u8],
    ) -> Outcome {
        let actor = core.actor()?;
        self.claim(&actor)?;
        let (sent, given) = output::with_buffer(|out| {
            self.with_outline(object, HTML, |outline| {
                let given = outline.begin(out);
                let may_code = self.asked.get().accepted() != Accepted::NONE
                    && !given.encoded
                    && !status::is_bodiless(outline.status);
                let settings =
                    if may_code { http_settings(&actor, self.session.get()) } else { None };
                let coding = settings.and_then(|settings| {
                    let kind = given.kind(outline);
                    output::choose_coding(settings, self.asked.get().accepted(), kind, body.len())
                        .map(|coding| (coding, settings.compression_level))
                });
                let mut coded = Vec::new();
                let coding = coding.filter(|(coding, level)| {
                    coding::encode(*coding, *level, body, &mut coded).is_ok()
                });
                let body = if coding.is_some() { &coded[..] } else { body };
                let coding = coding.map(|(coding, _)| coding);
                let head_only = self.asked.get().head_only();
                let length = body.len() as u64;
                let length = if head_only { given.length_for_head(length) } else { length };
                let events = body.is_empty() && !head_only && given.is_event_stream();
                let framing = if events { Framing::Events } else { Framing::Sized(length) };
                let persistence = outline.finish(out, &given, framing, coding);
                if events {
                    // The next request would be answered in the midst of them: there is none.
                    self.stage.set(Stage::Ended);
                    return (actor.send_part(self.session.get(), out), given);
                }
                self.closes.set(persistence == Persistence::Close);
                let body =
                    if head_only || status::is_bodiless(outline.status) { b"" } else { body };
                (self.send_whole(&actor, out, body), given)
            })
        });
        given.report();
        sent.map_err(quiet)
    }

    /// The head of a body of unknown length, if it has not been sent.
    fn begin_stream(&self, object: *mut zend_object, out: &mut Vec<u8>) -> output::Given {
        self.with_outline(object, HTML, |outline| {
            let chunked = outline.modern;
            let given = outline.begin(out);
            let framing = if chunked { Framing::Chunked } else { Framing::UntilClose };
            let persistence = outline.finish(out, &given, framing, None);
            self.closes.set(persistence == Persistence::Close);
            self.stage.set(Stage::Streaming(chunked));
            given
        })
    }

    /// Whether a body follows the head at all.
    fn has_body(&self) -> bool {
        !self.asked.get().head_only() && !status::is_bodiless(self.status.get())
    }

    /// A piece of a body of unknown length, and the head before the first.
    pub(super) fn write(
        &self,
        object: *mut zend_object,
        core: &Rc<ServerCore>,
        piece: &[u8],
    ) -> Outcome {
        let actor = core.actor()?;
        look_at_size(&actor, piece.len()).map_err(quiet)?;
        self.claim(&actor)?;
        room::wait_while_full(&actor, self.session.get())?;
        let (sent, given) = output::with_buffer(|out| {
            let given = (self.stage.get() == Stage::Open).then(|| self.begin_stream(object, out));
            if self.has_body() {
                self.put_piece(piece, out);
            }
            (actor.send_part(self.session.get(), out), given)
        });
        if let Some(given) = given {
            given.report();
        }
        sent.map_err(quiet)
    }

    fn put_piece(&self, piece: &[u8], out: &mut Vec<u8>) {
        if self.stage.get() == Stage::Streaming(true) {
            answer::chunk_size(out, piece.len());
            out.extend_from_slice(piece);
            out.extend_from_slice(b"\r\n");
        } else {
            out.extend_from_slice(piece);
        }
    }

    /// The end of a body of unknown length.
    pub(super) fn end_stream(
        &self,
        object: *mut zend_object,
        core: &Rc<ServerCore>,
        piece: &[u8],
    ) -> Outcome {
        let actor = core.actor()?;
        look_at_size(&actor, piece.len()).map_err(quiet)?;
        room::wait_while_full(&actor, self.session.get())?;
        output::with_buffer(|out| {
            if self.has_body() {
                if !piece.is_empty() {
                    self.put_piece(piece, out);
                }
                if self.stage.get() == Stage::Streaming(true) {
                    out.extend_from_slice(b"0\r\n");
                    output::trailers(out, table(object, slot::TRAILER));
                    out.extend_from_slice(b"\r\n");
                }
            }
            self.send(&actor, out)
        })
        .map_err(quiet)
    }

    /// Sends a part of a file as the body.
    pub(super) fn end_with_file(
        &self,
        object: *mut zend_object,
        core: &Rc<ServerCore>,
        path: &Path,
        offset: u64,
        length: u64,
    ) -> Outcome {
        let actor = core.actor()?;
        self.claim(&actor)?;
        let session = self.session.get();
        let (sent, given) = output::with_buffer(|out| {
            let given = self.with_outline(object, BINARY, |outline| {
                let given = outline.begin(out);
                let persistence = outline.finish(out, &given, Framing::Sized(length), None);
                self.closes.set(persistence == Persistence::Close);
                given
            });
            if length == 0 || !self.has_body() {
                return (self.send(&actor, out), given);
            }
            self.over();
            // One that is followed by the end of the connection needs no end of the answer before.
            let closes = self.closes.get();
            let sent = actor
                .send_part(session, out)
                .and_then(|()| actor.send_file(session, path, offset, length, closes))
                .and_then(|()| if closes { actor.close(session, false) } else { Ok(()) });
            (sent, given)
        });
        given.report();
        sent.map_err(quiet)
    }
}

/// Looks whether that many bytes may be sent in one piece. Where they are not on their way to another process there is no limit.
fn look_at_size(actor: &Actor, length: usize) -> Result<(), Failure> {
    let limit = actor.shared.settings.output_buffer_size;
    if actor.shared.mode == Mode::Base || length as u64 <= limit {
        return Ok(());
    }
    let failure = Failure::new(
        ErrorCode::DATA_LENGTH_TOO_LARGE,
        format!(
            "the length of data [{length}] exceeds output_buffer_size [{limit}]: send it in pieces, or as a file"
        ),
    );
    log::warn_failure(&failure);
    Err(failure)
}

/// How the server speaks HTTP on a session's port.
fn http_settings(actor: &Actor, session: SessionId) -> Option<&HttpSettings> {
    let port = actor.shared.sessions.get(session)?.port();
    actor.shared.ports[usize::from(port.0)].settings.http.as_ref()
}
