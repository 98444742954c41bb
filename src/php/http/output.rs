//! From what a script has set to the bytes of an answer: one buffer for head and body, used again for the next answer.

use super::outlet::Outlet;
use crate::http::answer::{self, Persistence};
use crate::http::coding::{self, Coding};
use crate::http::status;
use crate::php::callback;
use crate::php::convert::{as_bytes, bytes_of, each, type_of};
use crate::sys::clock::real_second;
use ext_php_rs::ffi;
use ext_php_rs::types::{ZendHashTable, Zval};
use std::cell::Cell;

/// A buffer that grew beyond this is given back.
const KEEP: usize = 256 * 1024;

thread_local! {
    static BUFFER: Cell<Vec<u8>> = const { Cell::new(Vec::new()) };
}

/// Calls `fill_and_use` with the process's buffer, empty.
pub(in crate::php) fn with_buffer<R>(fill_and_use: impl FnOnce(&mut Vec<u8>) -> R) -> R {
    // A second answer within (a destructor that answers) gets a buffer of its own.
    let mut buffer = BUFFER.take();
    buffer.clear();
    let result = fill_and_use(&mut buffer);
    if buffer.capacity() <= KEEP {
        BUFFER.set(buffer);
    }
    result
}

/// Answers with a status alone, as the last thing on the connection or the stream.
pub(super) fn bare(outlet: &Outlet, code: u16) {
    bare_with(outlet, code, b"", b"");
}

/// [`bare`] with more fields, each with its line's end, and a body.
pub(in crate::php) fn bare_with(outlet: &Outlet, code: u16, fields: &[u8], body: &[u8]) {
    with_buffer(|out| {
        answer::status_line(out, code, b"");
        answer::server_and_date(out, real_second());
        answer::connection(out, Persistence::Close);
        out.extend_from_slice(fields);
        answer::content_length(out, body.len() as u64);
        out.extend_from_slice(b"\r\n");
        // If the client has gone, nobody waits for it.
        let _ = outlet.last(out, body, true);
    });
}

/// What is known of an answer when its head is written.
pub(super) struct Outline<'a> {
    /// Status code.
    pub status: u16,
    /// What stands behind it; empty for the code's own.
    pub reason: &'a [u8],
    /// Header fields, if any were set.
    pub fields: Option<&'a ZendHashTable>,
    /// Values of Set-Cookie.
    pub cookies: Option<&'a ZendHashTable>,
    /// The client lets us keep the connection.
    pub keep_alive: bool,
    /// The client speaks HTTP/1.1.
    pub modern: bool,
    /// The type of a body whose type is not set.
    pub content_type: &'a str,
}

/// How the body is framed.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Framing {
    /// So many bytes.
    Sized(u64),
    /// Chunks.
    Chunked,
    /// Until the end of the connection.
    UntilClose,
    /// Not by its head: by frames (HTTP/2), or there is no body that could be counted (HEAD). A length is there if the script gives one.
    AsSaid,
    /// Until the end of the connection, by `Server::send`, which the script ends when it likes.
    Events,
}

/// What the fields that a script has set say.
#[derive(Default)]
pub(super) struct Given {
    server: bool,
    date: bool,
    content_type: bool,
    /// `Content-Length`, which only counts where there is no body to count.
    length: Option<u64>,
    /// Where in the head it would stand.
    length_at: Option<usize>,
    /// `Content-Length` is set, and empty.
    no_length: bool,
    /// `Connection` asks for the end.
    close: bool,
    connection: bool,
    upgrade: bool,
    vary: bool,
    /// `Sec-WebSocket-Extensions` is set.
    pub extensions: bool,
    /// The body is encoded already, or is a part of something.
    pub encoded: bool,
    /// The type says that the body is to be compressed.
    kind: Vec<u8>,
    /// Something that was set cannot be sent.
    bad: Option<String>,
}

impl Given {
    /// The type of the body, in lower case and without parameters.
    pub fn kind<'a>(&'a self, outline: &'a Outline<'_>) -> &'a [u8] {
        if self.content_type { &self.kind } else { outline.content_type.as_bytes() }
    }

    /// Warns of what could not be sent. Calls PHP.
    pub fn report(&self) {
        if let Some(what) = &self.bad {
            callback::warn(ffi::E_WARNING, what);
        }
    }
}

impl Outline<'_> {
    /// Writes status line and the script's own fields.
    pub fn begin(&self, out: &mut Vec<u8>) -> Given {
        answer::status_line(out, self.status, self.reason);
        let mut given = Given::default();
        each(self.fields, &mut |name, value| self.field(out, name, value, &mut given));
        each(self.cookies, &mut |_, value| {
            each_text(value, &mut |text| write_field(out, b"Set-Cookie", text, &mut given));
        });
        given
    }

    fn field(&self, out: &mut Vec<u8>, name: &[u8], value: &Zval, given: &mut Given) {
        if matches!(type_of(value.dereference()), ffi::IS_NULL | ffi::IS_UNDEF) {
            return;
        }
        let is = |other: &str| name.eq_ignore_ascii_case(other.as_bytes());
        match name.len() {
            4 if is("date") => given.date = true,
            4 if is("vary") => given.vary = true,
            6 if is("server") => given.server = true,
            10 if is("connection") => return self.connection(out, value, given),
            12 if is("content-type") => {
                given.content_type = true;
                each_text(value, &mut |text| {
                    let kind = text.split(|byte| *byte == b';').next().unwrap_or_default();
                    given.kind = kind.trim_ascii().to_ascii_lowercase();
                });
            }
            13 if is("content-range") => given.encoded = true,
            // How a body is framed is what we do to it, whatever the script says.
            14 if is("content-length") => {
                given.no_length = is_empty(value);
                given.length_at = Some(out.len());
                each_text(value, &mut |text| {
                    given.length = std::str::from_utf8(text.trim_ascii())
                        .ok()
                        .and_then(|text| text.parse().ok());
                });
                return;
            }
            16 if is("content-encoding") => given.encoded = true,
            17 if is("transfer-encoding") => return,
            24 if is("sec-websocket-extensions") => given.extensions = true,
            _ => {}
        }
        // An empty one of the fields that we set ourselves is how a script does without it.
        let is_ours = ["date", "server", "content-type", "content-encoding"].into_iter().any(is);
        if !(is_ours && is_empty(value)) {
            each_text(value, &mut |text| write_field(out, name, text, given));
        }
    }

    fn connection(&self, out: &mut Vec<u8>, value: &Zval, given: &mut Given) {
        each_text(value, &mut |text| {
            let has = |option: &[u8]| {
                text.split(|byte| *byte == b',')
                    .any(|word| word.trim_ascii().eq_ignore_ascii_case(option))
            };
            given.close |= has(b"close");
            given.upgrade |= has(b"upgrade");
            if self.keep_alive || has(b"close") || has(b"upgrade") {
                given.connection = true;
                write_field(out, b"Connection", text, given);
            }
        });
    }

    /// Writes the rest of the head; says whether the connection can be kept.
    pub fn finish(
        &self,
        out: &mut Vec<u8>,
        given: &Given,
        framing: Framing,
        coding: Option<Coding>,
    ) -> Persistence {
        let ends = framing == Framing::UntilClose;
        let keeps = self.keep_alive && !given.close && !ends || given.upgrade && self.status == 101;
        let persistence = if keeps { Persistence::KeepAlive } else { Persistence::Close };
        match (given.server, given.date) {
            (false, false) => answer::server_and_date(out, real_second()),
            (false, true) => answer::server(out),
            (true, false) => answer::date_field(out, real_second()),
            (true, true) => {}
        }
        if !given.connection || (persistence == Persistence::Close && !given.close) {
            answer::connection(out, persistence);
        }
        let bodiless = status::is_bodiless(self.status);
        if !given.content_type && !bodiless {
            answer::field(out, b"Content-Type", self.content_type.as_bytes());
        }
        if let Some(coding) = coding {
            answer::field(out, b"Content-Encoding", coding.name().as_bytes());
            if !given.vary {
                out.extend_from_slice(b"Vary: Accept-Encoding\r\n");
            }
        }
        match framing {
            _ if bodiless => {}
            Framing::Sized(length) => given.put_length(out, length),
            Framing::Chunked => out.extend_from_slice(b"Transfer-Encoding: chunked\r\n"),
            Framing::AsSaid => {
                if let Some(length) = given.length {
                    given.put_length(out, length);
                }
            }
            Framing::UntilClose | Framing::Events => {}
        }
        out.extend_from_slice(b"\r\n");
        persistence
    }
}

impl Given {
    /// Whether the script will send events itself: a stream of events without a length, of which it gives no more than the head.
    pub fn is_event_stream(&self) -> bool {
        self.no_length && self.kind == b"text/event-stream"
    }

    /// Writes the length of the body, where the script has set one if it has.
    fn put_length(&self, out: &mut Vec<u8>, length: u64) {
        let Some(at) = self.length_at else { return answer::content_length(out, length) };
        let behind = out.split_off(at);
        answer::content_length(out, length);
        out.extend_from_slice(&behind);
    }
}

/// The coding for a body, if the client, the settings and the answer allow one.
pub(super) fn choose_coding(
    settings: &crate::settings::HttpSettings,
    accepted: coding::Accepted,
    kind: &[u8],
    length: usize,
) -> Option<Coding> {
    if !settings.compression || length < settings.compression_min_length || length == 0 {
        return None;
    }
    let best = accepted.best()?;
    let types = settings.compression_types.as_ref();
    types.is_none_or(|types| types.iter().any(|wanted| wanted == kind)).then_some(best)
}

fn write_field(out: &mut Vec<u8>, name: &[u8], value: &[u8], given: &mut Given) {
    if !answer::is_token(name) || answer::breaks_out(value) {
        let name = String::from_utf8_lossy(name);
        given.bad = Some(format!(
            "header '{}' is not sent: neither its name nor its value may break the line",
            name.escape_debug()
        ));
        return;
    }
    answer::field(out, name, value);
}

/// Trailers of a chunked body.
pub(super) fn trailers(out: &mut Vec<u8>, fields: Option<&ZendHashTable>) {
    let mut given = Given::default();
    each(fields, &mut |name, value| {
        each_text(value, &mut |text| write_field(out, name, text, &mut given));
    });
}

/// Whether a field's value has no text.
fn is_empty(value: &Zval) -> bool {
    let mut is_empty = true;
    each_text(value, &mut |text| is_empty &= text.is_empty());
    is_empty
}

/// The texts of a value: its own, or those of its elements. Calls no PHP code: objects have none.
fn each_text(value: &Zval, take: &mut dyn FnMut(&[u8])) {
    let value = value.dereference();
    match type_of(value) {
        ffi::IS_STRING => take(as_bytes(value).unwrap_or_default().trim_ascii_end()),
        ffi::IS_LONG => take(value.long().unwrap_or(0).to_string().as_bytes()),
        ffi::IS_DOUBLE => {
            // SAFETY: the value is live; the engine makes a string that is ours to release.
            unsafe {
                let text = ffi::zval_get_string_func((&raw const *value).cast_mut());
                take(bytes_of(text));
                ffi::ext_php_rs_zend_string_release(text);
            }
        }
        ffi::IS_TRUE => take(b"1"),
        ffi::IS_FALSE => take(b""),
        ffi::IS_ARRAY => {
            let nested = |value: &Zval| type_of(value.dereference()) == ffi::IS_ARRAY;
            let null = |value: &Zval| type_of(value.dereference()) == ffi::IS_NULL;
            each(value.array(), &mut |_, value| {
                if !nested(value) && !null(value) {
                    each_text(value, take);
                }
            });
        }
        _ => {}
    }
}
