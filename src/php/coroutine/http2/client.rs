//! `Swoole\Coroutine\Http2\Client`: many requests at a time on one connection, whose calls make the coroutine wait and not the process.
//!
//! ```text
//! send ──> request ──> Responses ──> flush ──> socket ──> receive ──> Responses ──> recv, read
//! ```
//!
//! [`crate::http::client::http2`] puts responses together, [`state`] sends and receives, this file is what scripts see of it.

mod request;
mod response;
mod state;

use crate::client::address::Target;
use crate::client::wait;
use crate::error::ErrorCode;
use crate::http::client::http2::Responses;
use crate::ids::StreamId;
use crate::php::boundary::{Exit, Outcome};
use crate::php::call::{Call, Opt};
use crate::php::classes;
use crate::php::convert::{self, Name, OrFalse};
use crate::php::coroutine::http::client::Server;
use crate::php::coroutine::http::client::state::most_in_memory;
use crate::php::coroutine::link::Link;
use crate::php::coroutine::options;
use crate::php::object::{self, Object};
use crate::protocol::http2::{Reason, Settings};
use crate::settings::{ClientSettings, ClientTimes, Http2Settings, Place};
use ext_php_rs::ffi::zend_class_entry;
use ext_php_rs::types::{ZendHashTable, Zval};
use request::Request;
pub use state::Client;
use state::Conversation;
use std::rc::Rc;

static SOCKET: Name = Name::new("socket");
static ERR_CODE: Name = Name::new("errCode");
static ERR_MSG: Name = Name::new("errMsg");
static CONNECTED: Name = Name::new("connected");
static HOST: Name = Name::new("host");
static PORT: Name = Name::new("port");
static SSL: Name = Name::new("ssl");
static LAST_STREAM: Name = Name::new("serverLastStreamId");

/// Bytes of bodies that may wait for the server's windows before who writes has to wait.
const WRITE_AHEAD: u64 = 1 << 20;

/// Gives the class its native state.
pub fn class_init(class: &mut zend_class_entry) {
    object::attach::<Client>(class);
}

/// `__construct(string $host, int $port = 80, bool $open_ssl = false)`
pub fn construct(call: &mut Call) -> Outcome {
    let (host, port, ssl) = call.args::<(&[u8], Opt<i64>, Opt<bool>)>()?;
    let (port, ssl) = (port.or(80), ssl.or(false));
    if host.is_empty() {
        return Err(exception(ErrorCode(libc::EINVAL), "host is empty"));
    }
    let server = Server::new(host, port, ssl)
        .ok_or_else(|| exception(ErrorCode::INVALID_PARAMS, "The port is invalid"))?;
    let object = call.object();
    object::set_property(object, &HOST, convert::string(host));
    object::set_property(object, &PORT, convert::long(port));
    object::set_property(object, &SSL, convert::boolean(ssl));
    call.this::<Client>().server.replace(Some(Rc::new(server)));
    Ok(())
}

/// `set(array $settings): bool`
pub fn set(call: &mut Call) -> Outcome<bool> {
    let (settings,) = call.args::<(&ZendHashTable,)>()?;
    if settings.is_empty() {
        return Ok(false);
    }
    let this = call.this::<Client>();
    this.wishes.take(Place::Client, settings, call.object()).map_err(|exit| match exit {
        Exit::Throw { message, .. } => Exit::warn(ErrorCode::PHP_FATAL_ERROR, message),
        exit => exit,
    })?;
    Ok(true)
}

/// What settings mean now.
struct Plan {
    connection: ClientSettings,
    http2: Settings,
    times: ClientTimes,
}

fn plan(this: &Client) -> Outcome<Plan> {
    let asked = this.wishes.asked.borrow();
    let connection = ClientSettings::resolve(&asked)
        .map_err(|error| Exit::warn(ErrorCode::INVALID_PARAMS, error.to_string()))?;
    let given = |name| asked.given(name).is_some();
    let http2 = Settings::from(&Http2Settings::resolve(&asked));
    let http2 = Settings {
        // Nothing that is pushed is of use here.
        enable_push: false,
        max_concurrent_streams: http2
            .max_concurrent_streams
            .filter(|_| given("http2_max_concurrent_streams")),
        max_header_list_size: http2
            .max_header_list_size
            .filter(|_| given("http2_max_header_list_size")),
        ..http2
    };
    let times = connection.times.resolve_over(None, options::client_times());
    Ok(Plan { connection, http2, times })
}

/// `connect(): bool`
pub fn connect(call: &mut Call) -> Outcome<bool> {
    call.args::<()>()?;
    let (this, object) = (call.this::<Client>(), call.object());
    let server = this.server()?;
    if this.conversation().is_some() {
        return Err(note(object, ErrorCode(libc::EISCONN)));
    }
    forget(&this, object);
    let plan = plan(&this)?;
    let target = Target { host: server.host.clone(), port: server.port };
    let mut settings = plan.connection;
    settings.encrypts |= server.ssl;
    settings.inside = &["h2"];
    let opened = Link::open(server.kind, &target, &settings, plan.times)?;
    let link = opened.map_err(|error| note(object, error.code()))?;
    object::set_property(object, &SOCKET, link.object().shallow_clone());
    object::set_property(object, &CONNECTED, convert::boolean(true));
    object::set_property(object, &LAST_STREAM, convert::long(0));
    let responses = Responses::new(plan.http2, most_in_memory());
    let conversation = Rc::new(Conversation::new(Rc::clone(link.socket()), responses));
    drop(this.begin(link, &conversation));
    conversation.flush().map_err(|failure| lose(&this, object, failure))?;
    Ok(true)
}

/// The connection, unless there is none or it was closed.
fn conversation(this: &Client, object: Object<'_>) -> Outcome<Rc<Conversation>> {
    this.conversation().ok_or_else(|| {
        forget(this, object);
        note(object, ErrorCode::CLIENT_NO_CONNECTION)
    })
}

/// `send(Swoole\Http2\Request $request): int|false`
pub fn send(call: &mut Call) -> Outcome<OrFalse<i64>> {
    let (request,) = call.args::<(Object<'_>,)>()?;
    let (this, object) = (call.this::<Client>(), call.object());
    let server = this.server()?;
    conversation(&this, object)?;
    let request = Request::of(request, &server)?;
    // Reading the properties may have run anything.
    let conversation = conversation(&this, object)?;
    let stream = conversation.ask(&request);
    let Some(stream) = stream else {
        return Err(note(object, ErrorCode::HTTP2_STREAM_ID_TOO_BIG));
    };
    conversation.flush().map_err(|failure| lose(&this, object, failure))?;
    wait_for_windows(&this, object, &conversation)?;
    Ok(OrFalse(Some(stream.0.into())))
}

/// `write(int $stream_id, mixed $data, bool $end = false): bool`
pub fn write(call: &mut Call) -> Outcome<bool> {
    let (stream, data, end) = call.args::<(i64, &Zval, Opt<bool>)>()?;
    let (this, object) = (call.this::<Client>(), call.object());
    conversation(&this, object)?;
    let data = request::body(data)?;
    let conversation = conversation(&this, object)?;
    let id = u32::try_from(stream).unwrap_or(0);
    if !conversation.go_on(StreamId(id), &data, end.or(false)) {
        let code = ErrorCode(libc::EINVAL);
        let message = format!("unable to found active pipeline stream#{stream}");
        object::set_property(object, &ERR_CODE, convert::long(code.0.into()));
        object::set_property(object, &ERR_MSG, convert::string(message.as_bytes()));
        return Err(Exit::quiet(code));
    }
    conversation.flush().map_err(|failure| lose(&this, object, failure))?;
    wait_for_windows(&this, object, &conversation)?;
    Ok(true)
}

/// A server that takes no more for now makes who sends wait, unless another coroutine receives: that will go on with it.
fn wait_for_windows(this: &Client, object: Object<'_>, conversation: &Conversation) -> Outcome {
    while conversation.queued() > WRITE_AHEAD && !conversation.is_receiving() {
        let deadline = wait::deadline(conversation.times().write);
        conversation.receive(deadline).map_err(|failure| lose(this, object, failure))?;
    }
    Ok(())
}

/// `recv(float $timeout = 0): Swoole\Http2\Response|false`
pub fn recv(call: &mut Call) -> Outcome<OrFalse<Zval>> {
    receive(call, Responses::next_whole)
}

/// `read(float $timeout = 0): Swoole\Http2\Response|false`
pub fn read(call: &mut Call) -> Outcome<OrFalse<Zval>> {
    receive(call, Responses::next_piece)
}

fn receive(
    call: &mut Call,
    next: impl Fn(&mut Responses) -> Option<crate::http::client::http2::Response>,
) -> Outcome<OrFalse<Zval>> {
    let (timeout,) = call.args::<(Opt<f64>,)>()?;
    let (this, object) = (call.this::<Client>(), call.object());
    let conversation = conversation(&this, object)?;
    let limit = match timeout.or(0.0) {
        0.0 => conversation.times().read,
        given => crate::settings::limit(given),
    };
    let deadline = wait::deadline(limit);
    loop {
        let (found, farewell, expects) = {
            let mut responses = conversation.responses.borrow_mut();
            let found = next(&mut responses);
            (found, responses.farewell().cloned(), responses.expects())
        };
        if let Some(farewell) = &farewell {
            object::set_property(object, &LAST_STREAM, convert::long(farewell.last.0.into()));
            object::set_property(object, &ERR_CODE, convert::long(farewell.reason.into()));
            object::set_property(object, &ERR_MSG, convert::string(&farewell.debug));
        }
        if let Some(found) = found {
            // What was dealt with makes room.
            conversation.flush().map_err(|failure| lose(&this, object, failure))?;
            return Ok(OrFalse(Some(response::value(found))));
        }
        if farewell.is_some() && !expects {
            forget(&this, object);
            return Ok(OrFalse(None));
        }
        conversation.receive(deadline).map_err(|failure| lose(&this, object, failure))?;
    }
}

/// `ping(): bool`
pub fn ping(call: &mut Call) -> Outcome<bool> {
    call.args::<()>()?;
    command(call, |responses| responses.connection().ping(*b"\0swoole\0"))
}

/// `goaway(int $error_code = SWOOLE_HTTP2_ERROR_NO_ERROR, string $debug_data = ''): bool`
pub fn goaway(call: &mut Call) -> Outcome<bool> {
    let (code, debug) = call.args::<(Opt<i64>, Opt<&[u8]>)>()?;
    let code = u32::try_from(code.or(0)).unwrap_or(Reason::Internal as u32);
    let debug = debug.or(b"").to_vec();
    command(call, |responses| responses.connection().go_away(code, &debug))
}

fn command(call: &mut Call, change: impl FnOnce(&mut Responses)) -> Outcome<bool> {
    let (this, object) = (call.this::<Client>(), call.object());
    let conversation = conversation(&this, object)?;
    change(&mut conversation.responses.borrow_mut());
    conversation.flush().map_err(|failure| lose(&this, object, failure))?;
    Ok(true)
}

/// `isStreamExist(int $stream_id): bool`
pub fn is_stream_exist(call: &mut Call) -> Outcome<bool> {
    let (stream,) = call.args::<(i64,)>()?;
    let Some(conversation) = call.this::<Client>().conversation() else { return Ok(false) };
    let mut responses = conversation.responses.borrow_mut();
    let id = u32::try_from(stream).ok();
    Ok(stream == 0 || id.is_some_and(|id| responses.connection().is_open(StreamId(id))))
}

/// `stats(string $key = ''): array|int`
pub fn stats(call: &mut Call) -> Outcome<Zval> {
    let (key,) = call.args::<(Opt<&[u8]>,)>()?;
    let this = call.this::<Client>();
    let conversation = this.conversation();
    let mut table = ZendHashTable::new();
    let mut add = |name: &str, value: Zval| {
        // Only a full memory makes this fail, which is reported elsewhere.
        let _ = table.insert(name, value);
    };
    let (current, last, active, local, remote) = match &conversation {
        Some(conversation) => {
            let mut responses = conversation.responses.borrow_mut();
            let last = responses.farewell().map_or(0, |farewell| farewell.last.0);
            let connection = responses.connection();
            (
                if connection.last_stream().is_none() { 1 } else { connection.last_stream().0 + 2 },
                last,
                connection.open_streams() as i64,
                *connection.local_settings(),
                Some(*connection.peer_settings()),
            )
        }
        None => (0, 0, 0, plan(&this)?.http2, None),
    };
    add("current_stream_id", convert::long(current.into()));
    add("last_stream_id", convert::long(last.into()));
    add("local_settings", shown(Some(&local)));
    add("remote_settings", shown(remote.as_ref()));
    add("active_stream_num", convert::long(active));
    match key.or(b"") {
        b"" => Ok(convert::array(table)),
        key => {
            let found = std::str::from_utf8(key).ok().and_then(|key| table.get(key));
            Ok(found.map_or_else(Zval::null, Zval::shallow_clone))
        }
    }
}

/// Settings as scripts see them; zeros if there are none yet.
fn shown(settings: Option<&Settings>) -> Zval {
    let mut table = ZendHashTable::new();
    let mut add = |name: &str, value: fn(&Settings) -> u32| {
        let _ = table.insert(name, convert::long(settings.map_or(0, value).into()));
    };
    add("header_table_size", |settings| settings.header_table_size);
    add("init_window_size", |settings| settings.initial_window_size);
    add("max_concurrent_streams", |settings| settings.max_concurrent_streams.unwrap_or(u32::MAX));
    add("max_frame_size", |settings| settings.max_frame_size);
    add("max_header_list_size", |settings| settings.max_header_list_size.unwrap_or(u32::MAX));
    convert::array(table)
}

/// `close(): bool`
pub fn close(call: &mut Call) -> Outcome<bool> {
    call.args::<()>()?;
    let (this, object) = (call.this::<Client>(), call.object());
    if this.conversation().is_none() {
        forget(&this, object);
        return Err(note(object, ErrorCode(libc::EBADF)));
    }
    // Whoever waits on it goes on at once.
    forget(&this, object);
    Ok(true)
}

/// What follows a failure: the connection is of no use any more, unless only the time was up.
fn lose(this: &Client, object: Object<'_>, failure: state::Failure) -> Exit {
    let code = match failure {
        state::Failure::Exit(exit) => return exit,
        state::Failure::TimedOut => return note(object, ErrorCode(libc::ETIMEDOUT)),
        state::Failure::Lost(code) => code,
    };
    forget(this, object);
    note(object, code)
}

/// Closes what there is of a connection.
fn forget(this: &Client, object: Object<'_>) {
    if let Some(link) = this.end() {
        object::set_property(object, &CONNECTED, convert::boolean(false));
        object::set_property(object, &SOCKET, Zval::null());
        link.close();
    }
}

/// Sets `$errCode` and `$errMsg`.
fn note(object: Object<'_>, code: ErrorCode) -> Exit {
    object::set_property(object, &ERR_CODE, convert::long(code.0.into()));
    object::set_property(object, &ERR_MSG, convert::string(code.sentence().as_bytes()));
    Exit::quiet(code)
}

/// Throws a `Swoole\Coroutine\Http2\Client\Exception`.
fn exception(code: ErrorCode, message: &str) -> Exit {
    let class = classes::SWOOLE_COROUTINE_HTTP2_CLIENT_EXCEPTION.get();
    Exit::Throw { class, code: code.0.into(), message: message.into() }
}
