//! How an answer becomes bytes that are sent: at once, in pieces, or from a file.

use super::properties::table;
use super::{Kind, Response, Stage, slot};
use crate::error::Failure;
use crate::http::answer::{self, Persistence};
use crate::http::{coding, status};
use crate::mime;
use crate::php::boundary::Outcome;
use crate::php::http::outlet::{Outlet, quiet};
use crate::php::http::output::{self, Framing, Outline};
use crate::protocol::http1::Accepted;
use crate::protocol::websocket::extension::AGREED;
use ext_php_rs::ffi::zend_object;
use std::path::Path;

/// The type of an answer that sets none.
const HTML: &str = "text/html";

impl Response {
    /// Sends the last bytes of the answer, and ends the connection if it is to end.
    pub(super) fn send(
        &self,
        outlet: &Outlet,
        head: &mut Vec<u8>,
        body: &[u8],
    ) -> Result<(), Failure> {
        self.over();
        if self.goes_over() {
            return outlet.handshake(head, self.kind.get() == Kind::Deflating);
        }
        outlet.last(head, body, self.closes.get())
    }

    /// The same, with what the script has set to come behind the body: on a stream, where any answer can have it.
    fn send_with_trailers(
        &self,
        object: *mut zend_object,
        outlet: &Outlet,
        head: &mut Vec<u8>,
        body: &[u8],
    ) -> Result<(), Failure> {
        let lines = Self::trailers_on_stream(object, outlet);
        if lines.is_empty() {
            return self.send(outlet, head, body);
        }
        self.over();
        head.extend_from_slice(body);
        if !head.is_empty() {
            outlet.part(head)?;
        }
        outlet.trailers(&lines)
    }

    /// The lines of what comes behind the body on a stream; none elsewhere.
    fn trailers_on_stream(object: *mut zend_object, outlet: &Outlet) -> Vec<u8> {
        let mut lines = Vec::new();
        if outlet.is_stream() {
            output::trailers(&mut lines, table(object, slot::TRAILER));
        }
        lines
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
        outlet: &Outlet,
        body: &[u8],
    ) -> Outcome {
        outlet.check()?;
        self.claim()?;
        outlet.wait_among_others()?;
        let (sent, given) = output::with_buffer(|out| {
            let mut coded = Vec::new();
            let (given, framing, is_coded) = self.with_outline(object, HTML, |outline| {
                let given = outline.begin(out);
                if self.goes_over() && self.kind.get() == Kind::Deflating && !given.extensions {
                    answer::field(out, b"Sec-WebSocket-Extensions", AGREED.as_bytes());
                }
                let may_code = self.asked.get().accepted() != Accepted::NONE
                    && !given.encoded
                    && !status::is_bodiless(outline.status);
                let chosen = if may_code {
                    outlet.with_settings(|settings| {
                        let kind = given.kind(outline);
                        let accepted = self.asked.get().accepted();
                        output::choose_coding(settings, accepted, kind, body.len())
                            .map(|coding| (coding, settings.compression_level))
                    })
                } else {
                    None
                };
                let coding = chosen.filter(|(coding, level)| {
                    coding::encode(*coding, *level, body, &mut coded).is_ok()
                });
                let length = if coding.is_some() { coded.len() } else { body.len() } as u64;
                let head_only = self.asked.get().head_only();
                let framing = match body.is_empty() {
                    true if head_only => Framing::AsSaid,
                    true if given.is_event_stream() => Framing::Events,
                    _ => Framing::Sized(length),
                };
                let coding = coding.map(|(coding, _)| coding);
                let persistence = outline.finish(out, &given, framing, coding);
                self.closes.set(persistence == Persistence::Close);
                (given, framing, coding.is_some())
            });
            // Sending may wait while others run: from here on nothing of the object is borrowed.
            if framing == Framing::Events {
                // The next request would be answered in the midst of them: there is none.
                self.stage.set(Stage::Ended);
                let sent = outlet.part(out);
                outlet.detach();
                return (sent, given);
            }
            let body = match self.has_body() {
                false => b"",
                true if is_coded => &coded[..],
                true => body,
            };
            let sent = outlet
                .check_size(out.len() + body.len())
                .and_then(|()| self.send_with_trailers(object, outlet, out, body));
            (sent, given)
        });
        given.report();
        sent.map_err(quiet)
    }

    /// The head of a body of unknown length, if it has not been sent.
    fn begin_stream(
        &self,
        object: *mut zend_object,
        outlet: &Outlet,
        out: &mut Vec<u8>,
    ) -> output::Given {
        self.with_outline(object, HTML, |outline| {
            let chunked = outline.modern && !outlet.is_stream();
            let given = outline.begin(out);
            let framing = match chunked {
                true => Framing::Chunked,
                false if outlet.is_stream() => Framing::AsSaid,
                false => Framing::UntilClose,
            };
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
    pub(super) fn write(&self, object: *mut zend_object, outlet: &Outlet, piece: &[u8]) -> Outcome {
        outlet.check()?;
        outlet.check_size(piece.len()).map_err(quiet)?;
        self.claim()?;
        outlet.wait_for_room()?;
        let (sent, given) = output::with_buffer(|out| {
            let given =
                (self.stage.get() == Stage::Open).then(|| self.begin_stream(object, outlet, out));
            if self.has_body() {
                self.put_piece(piece, out);
            }
            (outlet.part(out), given)
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
        outlet: &Outlet,
        piece: &[u8],
    ) -> Outcome {
        outlet.check()?;
        outlet.check_size(piece.len()).map_err(quiet)?;
        outlet.wait_for_room()?;
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
            self.send_with_trailers(object, outlet, out, b"")
        })
        .map_err(quiet)
    }

    /// Sends a part of a file as the body.
    pub(super) fn end_with_file(
        &self,
        object: *mut zend_object,
        outlet: &Outlet,
        path: &Path,
        (offset, length): (u64, u64),
    ) -> Outcome {
        outlet.check()?;
        self.claim()?;
        outlet.wait_among_others()?;
        let (sent, given) = output::with_buffer(|out| {
            let kind = mime::of(&path.to_string_lossy());
            let given = self.with_outline(object, &kind, |outline| {
                let given = outline.begin(out);
                let persistence = outline.finish(out, &given, Framing::Sized(length), None);
                self.closes.set(persistence == Persistence::Close);
                given
            });
            if length == 0 || !self.has_body() {
                return (self.send_with_trailers(object, outlet, out, b""), given);
            }
            let trailers = Self::trailers_on_stream(object, outlet);
            self.over();
            (outlet.file(out, path, (offset, length), self.closes.get(), &trailers), given)
        });
        given.report();
        sent.map_err(quiet)
    }
}
