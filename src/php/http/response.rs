//! `Swoole\Http\Response`: the answer to a request.
//!
//! ```text
//!            write            end, sendfile, redirect
//! Open ─────────────> Streaming ──────────────> Ended
//!   │──────────────── end ───────────────────────^
//!   └── detach ──> Detached
//! ```
//!
//! What is set lives in the object's properties, as scripts see it ([`properties`]); it becomes bytes when the head is sent ([`sending`],
//! [`super::output`]).

mod properties;
mod sending;
mod talking;

pub use talking::{Invitation, disconnect, ping, push, recv, upgrade};

use super::cookie::{self, Cookie};
use super::exchange::{Exchange, Left};
use super::outlet::Outlet;
use super::output;
use super::request::Request;
use super::streams::Streams;
use super::{FD, SOCKET, STREAM_ID};
use crate::error::ErrorCode;
use crate::http::answer::{self, Persistence};
use crate::http::cookie as engine_cookie;
use crate::ids::{SessionId, StreamId};
use crate::php::boundary::{Exit, Outcome};
use crate::php::call::{Call, ObjectOrString, Opt};
use crate::php::callback::Held;
use crate::php::classes;
use crate::php::convert::{self, OrFalse, long, string, type_of};
use crate::php::coroutine::runtime::Begun;
use crate::php::coroutine::socket::Socket;
use crate::php::object::{self, Handlers, Native};
use crate::php::server::Server;
use crate::php::server::core::{self, ServerCore};
use crate::php::web_socket::talk::Talk;
use crate::protocol::http1::Gist;
use crate::protocol::http2::Reason;
use crate::server::app::SessionEvent;
use crate::server::overtime::Running;
use crate::sys::clock;
use ext_php_rs::ffi::{self, zend_class_entry, zend_object};
use ext_php_rs::types::Zval;
use properties::{change_table, set_field};
use std::cell::{Cell, RefCell};
use std::ffi::OsStr;
use std::os::unix::ffi::OsStrExt;
use std::path::Path;
use std::rc::{Rc, Weak};
use std::sync::Arc;

/// Slots of the declared properties, in the stub's order.
mod slot {
    pub const FD: usize = 0;
    pub const HEADER: usize = 2;
    pub const COOKIE: usize = 3;
    pub const TRAILER: usize = 4;
    pub const COUNT: usize = 5;
}

/// What a response is the answer to.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Kind {
    /// Any request.
    Request,
    /// One to go over to WebSocket: with status 101 its connection does, with any other it ends.
    Handshake,
    /// The same, of a client that takes compressed messages as we do.
    Deflating,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Stage {
    /// It belongs to no request.
    Unbound,
    Open,
    /// Its head and some of its body are sent, in this framing.
    Streaming(bool),
    Ended,
    Detached,
}

/// The state of a response object.
pub struct Response {
    /// Where it goes; nowhere as long as it belongs to no request.
    outlet: RefCell<Option<Outlet>>,
    /// What the request asks of its answer.
    asked: Cell<Gist>,
    stage: Cell<Stage>,
    status: Cell<u16>,
    reason: RefCell<Vec<u8>>,
    /// It was made for a request, which must get an answer.
    owed: Cell<bool>,
    /// It counts among the requests that this worker works on.
    counts: Cell<bool>,
    /// The connection ends with this answer.
    closes: Cell<bool>,
    /// What kind of request it answers.
    kind: Cell<Kind>,
    /// What its request asks for, if that is to go over to WebSocket, in a coroutine server.
    invitation: RefCell<Option<Box<Invitation>>>,
    /// WebSocket, once that has been gone over to.
    talk: RefCell<Option<Rc<Talk>>>,
    /// Its request, as long as the time counts that it may take.
    running: RefCell<Option<Arc<Running>>>,
}

static HANDLERS: Handlers = Handlers::new();

impl Native for Response {
    fn handlers() -> &'static Handlers {
        &HANDLERS
    }

    fn new(_: *mut zend_object) -> Self {
        Self {
            outlet: RefCell::default(),
            asked: Cell::new(Gist::ANY),
            stage: Cell::new(Stage::Unbound),
            status: Cell::new(200),
            reason: RefCell::default(),
            owed: Cell::new(false),
            counts: Cell::new(false),
            closes: Cell::new(false),
            kind: Cell::new(Kind::Request),
            invitation: RefCell::default(),
            talk: RefCell::default(),
            running: RefCell::default(),
        }
    }
}

impl Drop for Response {
    fn drop(&mut self) {
        if self.owed.get() {
            self.give_up(false);
        }
    }
}

/// Gives the class its native state.
pub fn class_init(class: &mut zend_class_entry) {
    object::attach::<Response>(class);
}

thread_local! {
    /// Answers that the script has not given when their callbacks were over.
    static LATER: RefCell<Vec<Weak<Response>>> = const { RefCell::new(Vec::new()) };
}

/// The status of an answer behind which something other than HTTP is spoken.
const SWITCHING: u16 = 101;

/// So many are kept before those that have been given are looked for.
const LATER_MIN: usize = 64;

/// This process ends: who waits for an answer of it is told.
pub fn give_up_all() {
    for response in LATER.take() {
        if let Some(response) = response.upgrade() {
            response.give_up(true);
        }
    }
}

fn unavailable() -> Exit {
    Exit::quiet(ErrorCode::HTTP_CONTEXT_UNAVAILABLE)
}

impl Response {
    /// A new object for an answer on a session or a socket.
    ///
    /// # Safety
    /// Under [`guard`](crate::php::callback::guard).
    pub(in crate::php) unsafe fn create(fd: i64) -> *mut zend_object {
        let mut properties: [Zval; slot::COUNT] = std::array::from_fn(|_| Zval::null());
        properties[slot::FD] = long(fd);
        // SAFETY: as the caller owes; the stub declares that many.
        unsafe { object::create_with::<Self, _>(&classes::SWOOLE_HTTP_RESPONSE, properties) }
    }

    /// Makes it the answer to a request of that kind.
    pub(super) fn bind(
        &self,
        core: &Rc<ServerCore>,
        event: &SessionEvent<'_>,
        asked: Gist,
        kind: Kind,
    ) {
        if let Ok(actor) = core.actor_quietly() {
            actor.exchange_begins();
            self.counts.set(true);
            if let Some(overtime) = actor.overtime() {
                let running = overtime.begin(&actor, event.session, event.stream);
                self.running.replace(Some(running));
            }
        }
        self.kind.set(kind);
        self.open_to(Outlet::Session(Rc::clone(core), event.session, event.stream), asked);
        self.owed.set(true);
    }

    /// Makes it the answer to a request that a coroutine serves, and that may ask for WebSocket.
    pub(in crate::php) fn bind_to(
        &self,
        exchange: &Rc<Exchange>,
        asked: Gist,
        invitation: Option<Invitation>,
    ) {
        self.invitation.replace(invitation.map(Box::new));
        self.open_to(Outlet::Socket(Rc::clone(exchange)), asked);
        self.owed.set(true);
    }

    /// Makes it the answer to a request that has come on a stream of a connection that coroutines serve.
    pub(in crate::php) fn bind_to_stream(
        &self,
        streams: &Rc<Streams>,
        stream: StreamId,
        asked: Gist,
    ) {
        self.open_to(Outlet::Stream(Rc::clone(streams), stream), asked);
        self.owed.set(true);
    }

    fn open_to(&self, outlet: Outlet, asked: Gist) {
        self.outlet.replace(Some(outlet));
        self.asked.set(asked);
        self.stage.set(Stage::Open);
    }

    /// The client may send another request on the connection.
    fn may_keep(&self) -> bool {
        let stays_http = self.kind.get() == Kind::Request;
        self.asked.get().keep_alive() && (stays_http || self.status.get() == SWITCHING)
    }

    /// Its connection goes over to WebSocket.
    fn goes_over(&self) -> bool {
        self.kind.get() != Kind::Request && self.status.get() == SWITCHING
    }

    /// Nothing more comes of this answer: the request counts no longer among those that are worked on.
    fn over(&self) {
        self.stage.set(Stage::Ended);
        if self.counts.replace(false)
            && let Some(Outlet::Session(core, ..)) = &*self.outlet.borrow()
            && let Ok(actor) = core.actor_quietly()
        {
            actor.exchange_ends();
            core.line.advance(core, &actor);
        }
    }

    /// Takes the right to answer, which a request that has run for too long has lost.
    fn claim(&self) -> Outcome {
        let Some(running) = self.running.take() else { return Ok(()) };
        let outlet = self.outlet.borrow().clone();
        let Some(Outlet::Session(core, session, stream)) = outlet else { return Ok(()) };
        let actor = core.actor()?;
        if running.claim() {
            if let Some(overtime) = actor.overtime() {
                overtime.end(&running);
            }
            return Ok(());
        }
        self.over();
        // It has been answered; if its connection has not been closed then, it is now.
        if stream.is_none() {
            let _ = actor.close(session, false);
        }
        Err(unavailable())
    }

    /// The callback is over, or waits in its coroutine: an answer that is still to come is remembered, in case this process ends before.
    pub(super) fn remember(self: &Rc<Self>, begun: Begun) {
        if let (Some(running), Begun::In(coroutine)) = (&*self.running.borrow(), begun) {
            running.runs_in(coroutine.0);
        }
        if !matches!(self.stage.get(), Stage::Open | Stage::Streaming(_))
            || Rc::strong_count(self) == 1
        {
            return;
        }
        if let Some(Outlet::Session(core, session, stream)) = &*self.outlet.borrow()
            && !stream.is_none()
            && let Ok(actor) = core.actor_quietly()
        {
            actor.take_stream(*session, *stream);
        }
        LATER.with_borrow_mut(|later| {
            if later.len() >= LATER_MIN && later.len() == later.capacity() {
                later.retain(|response| response.strong_count() > 0);
            }
            later.push(Rc::downgrade(self));
        });
    }

    /// The script cannot answer any more: the client is told so, or sees the end.
    pub(in crate::php) fn give_up(&self, broken: bool) {
        let Some(outlet) = self.outlet.borrow().clone() else { return };
        let left = match self.stage.get() {
            Stage::Open => Left::Whole,
            Stage::Streaming(_) if broken => Left::Broken,
            Stage::Streaming(chunked) => Left::End { chunked },
            Stage::Unbound | Stage::Ended | Stage::Detached => return self.over(),
        };
        match (&outlet, left) {
            // Who gives up may not be able to wait: the coroutine of the connection does the rest.
            (Outlet::Socket(exchange), left) => exchange.abandon(left),
            (_, Left::Whole) => self.answer_bare(&outlet, 500, !broken),
            (_, Left::Broken) => outlet.break_off(),
            (_, Left::End { chunked }) => {
                let end: &[u8] = if chunked { b"0\r\n\r\n" } else { b"" };
                let _ = self.send(&outlet, &mut end.to_vec(), b"");
            }
        }
        self.over();
    }

    /// The script has no room for the request: the client is told that it may ask again.
    pub(super) fn turn_away(&self) {
        if let Ok(outlet) = self.open() {
            self.answer_bare(&outlet, 503, true);
        }
    }

    /// Answers with a status alone.
    fn answer_bare(&self, outlet: &Outlet, status: u16, may_keep: bool) {
        if self.claim().is_err() {
            return;
        }
        let keeps = self.asked.get().keep_alive() && may_keep && self.kind.get() == Kind::Request;
        let persistence = if keeps { Persistence::KeepAlive } else { Persistence::Close };
        self.closes.set(!keeps);
        // If the client has gone, nobody waits for it.
        let _ = output::with_buffer(|out| {
            answer::bare(out, status, persistence, clock::real_second());
            self.send(outlet, out, b"")
        });
    }

    /// Where it goes, while the head can still be changed.
    fn open(&self) -> Outcome<Outlet> {
        match (self.stage.get(), &*self.outlet.borrow()) {
            (Stage::Open, Some(outlet)) => Ok(outlet.clone()),
            _ => Err(unavailable()),
        }
    }

    /// Where it goes, while something can still be sent.
    fn unfinished(&self) -> Outcome<Outlet> {
        match (self.stage.get(), &*self.outlet.borrow()) {
            (Stage::Open | Stage::Streaming(_), Some(outlet)) => Ok(outlet.clone()),
            _ => Err(unavailable()),
        }
    }
}

/// `header(string $key, array|string $value, bool $format = true): bool`
pub fn header(call: &mut Call) -> Outcome<bool> {
    let (key, value, format) = call.args::<(&[u8], &Zval, Opt<bool>)>()?;
    let response = call.this::<Response>();
    response.open()?;
    set_field(call.object().as_ptr(), slot::HEADER, key, value, format.or(true))
}

/// `trailer(string $key, string $value): bool`
pub fn trailer(call: &mut Call) -> Outcome<bool> {
    let (key, value) = call.args::<(&[u8], &Zval)>()?;
    let response = call.this::<Response>();
    response.unfinished()?;
    let key = key.to_ascii_lowercase();
    set_field(call.object().as_ptr(), slot::TRAILER, &key, value, false)
}

/// `initHeader(): bool`
pub fn init_header(call: &mut Call) -> Outcome<bool> {
    call.args::<()>()?;
    call.this::<Response>().open()?;
    for index in [slot::HEADER, slot::COOKIE, slot::TRAILER] {
        change_table(call.object().as_ptr(), index, |_| {});
    }
    Ok(true)
}

/// `isWritable(): bool`
pub fn is_writable(call: &mut Call) -> Outcome<bool> {
    call.args::<()>()?;
    Ok(call.this::<Response>().unfinished().is_ok())
}

/// `cookie(Swoole\Http\Cookie|string $name_or_object, string $value = '', ...): bool`
pub fn cookie(call: &mut Call) -> Outcome<bool> {
    set_cookie(call, true)
}

/// `rawcookie(Swoole\Http\Cookie|string $name_or_object, string $value = '', ...): bool`
pub fn rawcookie(call: &mut Call) -> Outcome<bool> {
    set_cookie(call, false)
}

fn set_cookie(call: &mut Call, encode: bool) -> Outcome<bool> {
    let (name, value, expires, path, domain, secure, http_only, same_site, priority, partitioned) =
        call.args::<(
            ObjectOrString,
            Opt<&[u8]>,
            Opt<i64>,
            Opt<&[u8]>,
            Opt<&[u8]>,
            Opt<bool>,
            Opt<bool>,
            Opt<&[u8]>,
            Opt<&[u8]>,
            Opt<bool>,
        )>()?;
    call.this::<Response>().open()?;
    let field = match name {
        ObjectOrString::Object(object) => {
            let cookie = object::try_state::<Cookie>(object).ok_or_else(|| {
                Exit::type_error("the cookie must be a string or a Swoole\\Http\\Cookie")
            })?;
            cookie.to_field()?
        }
        ObjectOrString::String(name) => {
            let text = |text: Opt<&[u8]>| text.or(b"").to_vec();
            let fields = engine_cookie::Cookie {
                name: name.to_vec(),
                value: text(value),
                expires: expires.or(0),
                path: text(path),
                domain: text(domain),
                secure: secure.or(false),
                http_only: http_only.or(false),
                same_site: text(same_site),
                priority: text(priority),
                partitioned: partitioned.or(false),
            };
            cookie::to_field(&fields, encode)?
        }
    };
    change_table(call.object().as_ptr(), slot::COOKIE, |table| {
        convert::push(table, string(&field))
    });
    Ok(true)
}

/// `status(int $http_code, string $reason = ''): bool`
pub fn status(call: &mut Call) -> Outcome<bool> {
    let (code, reason) = call.args::<(i64, Opt<&[u8]>)>()?;
    let response = call.this::<Response>();
    response.open()?;
    let Some(valid) = u16::try_from(code).ok().filter(|code| (100..1000).contains(code)) else {
        return Err(Exit::warn(
            ErrorCode::INVALID_PARAMS,
            format!("a status code must be between 100 and 999, got {code}"),
        ));
    };
    let reason = reason.or(b"");
    if answer::breaks_out(reason) {
        return Err(Exit::warn(
            ErrorCode::INVALID_PARAMS,
            "the reason of a status may not contain a line end or a NUL byte",
        ));
    }
    response.status.set(valid);
    response.reason.replace(reason.to_vec());
    Ok(true)
}

/// `write(string $content): bool`
pub fn write(call: &mut Call) -> Outcome<bool> {
    let (content,) = call.args::<(&[u8],)>()?;
    let response = call.this::<Response>();
    let outlet = response.unfinished()?;
    if content.is_empty() {
        return Err(Exit::warn(ErrorCode::NO_PAYLOAD, "the data sent must not be empty"));
    }
    response.write(call.object().as_ptr(), &outlet, content).map(|()| true)
}

/// `end(?string $content = null): bool`
pub fn end(call: &mut Call) -> Outcome<bool> {
    let (content,) = call.args::<(Opt<Option<&[u8]>>,)>()?;
    let response = call.this::<Response>();
    let outlet = response.unfinished()?;
    let content = content.flat().unwrap_or_default();
    match response.stage.get() {
        Stage::Streaming(_) => response.end_stream(call.object().as_ptr(), &outlet, content),
        _ => response.end_at_once(call.object().as_ptr(), &outlet, content),
    }
    .map(|()| true)
}

/// `sendfile(string $filename, int $offset = 0, int $length = 0): bool`
pub fn sendfile(call: &mut Call) -> Outcome<bool> {
    let (name, offset, length) = call.args::<(&[u8], Opt<i64>, Opt<i64>)>()?;
    let response = call.this::<Response>();
    let outlet = response.open()?;
    let shown = String::from_utf8_lossy(name);
    if name.is_empty() || name.contains(&0) {
        return Err(Exit::warn(
            ErrorCode::INVALID_PARAMS,
            "a file name must not be empty, nor contain a NUL byte",
        ));
    }
    let path = Path::new(OsStr::from_bytes(name));
    let meta = std::fs::metadata(path).map_err(|error| {
        let code = error.raw_os_error().unwrap_or(0);
        let text = crate::sys::host::errno_text(code);
        Exit::warn(ErrorCode(code), format!("stat({shown}) failed, Error: {text}[{code}]"))
    })?;
    if !meta.is_file() {
        return Err(Exit::warn(
            ErrorCode::INVALID_PARAMS,
            format!("parameter $file[{shown}] given is not a regular file"),
        ));
    }
    let (offset, length) = (offset.or(0), length.or(0));
    let bounds = u64::try_from(offset).ok().zip(u64::try_from(length).ok());
    let fits = bounds.filter(|(offset, length)| {
        offset.checked_add(*length).is_some_and(|end| end <= meta.len())
    });
    let Some((offset, length)) = fits else {
        return Err(Exit::warn(
            ErrorCode::INVALID_PARAMS,
            format!(
                "parameter $offset[{offset}] or $length[{length}] exceeds the file's {} bytes",
                meta.len()
            ),
        ));
    };
    let length = if length == 0 { meta.len() - offset } else { length };
    response.end_with_file(call.object().as_ptr(), &outlet, path, (offset, length)).map(|()| true)
}

/// `redirect(string $location, int $http_code = 302): bool`
pub fn redirect(call: &mut Call) -> Outcome<bool> {
    let (location, code) = call.args::<(&[u8], Opt<i64>)>()?;
    let response = call.this::<Response>();
    let outlet = response.open()?;
    let code = code.or(302);
    let Some(valid) = u16::try_from(code).ok().filter(|code| (300..400).contains(code)) else {
        return Err(Exit::warn(
            ErrorCode::INVALID_PARAMS,
            format!("a redirect's status code must be between 300 and 399, got {code}"),
        ));
    };
    set_field(
        call.object().as_ptr(),
        slot::HEADER,
        b"Location",
        &Held::new(string(location)),
        false,
    )?;
    response.status.set(valid);
    response.reason.replace(Vec::new());
    response.end_at_once(call.object().as_ptr(), &outlet, b"").map(|()| true)
}

/// `detach(): bool`
pub fn detach(call: &mut Call) -> Outcome<bool> {
    call.args::<()>()?;
    let response = call.this::<Response>();
    let outlet = response.unfinished()?;
    response.claim()?;
    response.stage.set(Stage::Detached);
    outlet.detach();
    Ok(true)
}

/// `static create(object|array|int $server = -1, int $fd = -1): Swoole\Http\Response|false`
pub fn create(call: &mut Call) -> Outcome<OrFalse<Held>> {
    let (server, fd) = call.args::<(Opt<&Zval>, Opt<i64>)>()?;
    let none = long(-1);
    let server = server.0.unwrap_or(&none).dereference();
    let fd = fd.0;
    let mut request = None;
    let (from, fd) = match type_of(server) {
        ffi::IS_OBJECT => (Some(server), fd.unwrap_or(-1)),
        ffi::IS_ARRAY => {
            let pair = server.array();
            let at = |index: i64| pair.and_then(|pair| pair.get_index(index));
            request = at(1)
                .and_then(object::of)
                .filter(|object| object::try_state::<Request>(*object).is_some());
            let known = request.and_then(|request| object::property(request, &FD).long());
            (at(0), fd.or(known).unwrap_or(-1))
        }
        _ => match session_number(server) {
            Some(fd) => (None, fd),
            None => {
                return Err(Exit::type_error(
                    "Swoole\\Http\\Response::create(): Argument #1 ($server) must be of type object|array|int",
                ));
            }
        },
    };
    let (outlet, fd) = match from.and_then(socket_of) {
        Some((socket, fd)) => (Outlet::Socket(Rc::new(Exchange::new(socket, Rc::default()))), fd),
        None => {
            let stream = request.and_then(|request| object::property(request, &STREAM_ID).long());
            let stream = stream.and_then(|stream| u32::try_from(stream).ok()).unwrap_or(0);
            (session_outlet(from, fd, StreamId(stream))?, fd)
        }
    };
    let made = object::make(&classes::SWOOLE_HTTP_RESPONSE)?;
    let php = object::of(&made).expect("a new object is one");
    object::set_property(php, &FD, long(fd));
    if let (Outlet::Socket(_), Some(socket)) = (&outlet, from) {
        object::set_property(php, &SOCKET, Held::copy_of(socket).into_inner());
    }
    let mut asked = Gist::ANY;
    if let Some(request) = request {
        object::set_property(request, &FD, long(fd));
        asked = object::state::<Request>(request).gist();
    }
    object::state::<Response>(php).open_to(outlet, asked);
    Ok(OrFalse(Some(made)))
}

/// The way to a session of the server in a value, or of the server of this process.
fn session_outlet(server: Option<&Zval>, fd: i64, stream: StreamId) -> Outcome<Outlet> {
    let core = match server {
        Some(server) => server_of(server),
        None => core::current(),
    };
    let Some(core) = core else {
        return Err(Exit::warn(
            ErrorCode::INVALID_PARAMS,
            "parameter $1 must be a Swoole\\Server of this process",
        ));
    };
    let Some(session) = u64::try_from(fd).ok().filter(|fd| *fd > 0) else {
        return Err(Exit::warn(
            ErrorCode::INVALID_PARAMS,
            format!("parameter $2 ({fd}) must be valid connection session_id"),
        ));
    };
    Ok(Outlet::Session(core, SessionId(session), stream))
}

/// The socket of a coroutine in a value, and its descriptor.
fn socket_of(value: &Zval) -> Option<(Rc<Socket>, i64)> {
    let socket = object::try_state::<Socket>(object::of(value)?)?;
    let fd = socket.fd().unwrap_or(-1);
    Some((socket, fd.into()))
}

/// A session id: a number, or the text of one, as it comes out of a task.
fn session_number(value: &Zval) -> Option<i64> {
    match type_of(value) {
        ffi::IS_LONG => value.long(),
        ffi::IS_STRING => std::str::from_utf8(convert::as_bytes(value)?).ok()?.trim().parse().ok(),
        _ => None,
    }
}

fn server_of(value: &Zval) -> Option<Rc<ServerCore>> {
    let state = object::try_state::<Server>(object::of(value)?)?;
    state.core().ok()
}

/// `close(): bool`
pub fn close(call: &mut Call) -> Outcome<bool> {
    call.args::<()>()?;
    let response = call.this::<Response>();
    let outlet = response.outlet.borrow().clone().ok_or_else(unavailable)?;
    outlet.check()?;
    response.over();
    outlet.close().map(|()| true)
}

fn fd_of(call: &Call) -> i64 {
    object::property(call.object(), &FD).long().unwrap_or(0)
}

/// Where the answer goes, if it is one of many on its connection.
fn stream_of(call: &Call) -> Option<Outlet> {
    call.this::<Response>().outlet.borrow().clone().filter(Outlet::is_stream)
}

fn not_websocket<T>(call: &Call) -> Outcome<T> {
    let fd = fd_of(call);
    Err(Exit::warn(ErrorCode::NONE, format!("fd[{fd}] is not a websocket conncetion")))
}

/// `goaway(int $error_code = 0, string $debug_data = ''): bool`
pub fn goaway(call: &mut Call) -> Outcome<bool> {
    let (code, debug) = call.args::<(Opt<i64>, Opt<&[u8]>)>()?;
    let Some(outlet) = stream_of(call) else {
        let fd = fd_of(call);
        return Err(Exit::warn(ErrorCode::NONE, format!("fd[{fd}] is not a HTTP2 conncetion")));
    };
    let code = u32::try_from(code.or(0)).unwrap_or(Reason::Internal as u32);
    outlet.go_away(code, debug.or(b"")).map(|()| true)
}
