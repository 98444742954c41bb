//! `Swoole\Coroutine\Http\Client`: requests of HTTP/1.1 whose calls make the coroutine wait and not the process.
//!
//! ```text
//! properties ── request ──> head and body ──> the connection, kept or new ──> response ──> properties
//! ```
//!
//! [`crate::http::client`] writes requests and reads responses, [`crate::client`] connects and waits. What a script sets and sees are properties of the
//! object, as they always were; the state holds what it does not see.

pub(in crate::php::coroutine) mod request;
pub(in crate::php::coroutine) mod response;
mod sending;
pub(in crate::php::coroutine) mod state;
mod upgrading;

use std::io;
use std::os::unix::ffi::OsStrExt;
use std::rc::Rc;
use std::time::Instant;

use ext_php_rs::boxed::ZBox;
use ext_php_rs::ffi::zend_class_entry;
use ext_php_rs::types::{ZendHashTable, Zval};

use crate::client::wait;
use crate::error::ErrorCode;
use crate::http::client::form::part_of;
use crate::log;
use crate::mime;
use crate::net::address::Endpoint;
use crate::net::tls::Session;
use crate::php::boundary::{Exit, Outcome};
use crate::php::call::{Call, Opt};
use crate::php::callable::{self, Callable};
use crate::php::callback::Held;
use crate::php::classes;
use crate::php::client::text;
use crate::php::convert::{self, Name, OrFalse};
use crate::php::coroutine::socket::Open;
use crate::php::object::{self, Object};
use crate::php::server::settings::from_php;
use crate::settings::{self, HttpClientSettings, Place};

use response::{Failure, Receiving, status_of};
pub use state::Client;
pub use state::Server;
use state::{Pending, Plan};
pub use upgrading::{disconnect, ping, push, upgrade};

static SOCKET: Name = Name::new("socket");
static ERR_CODE: Name = Name::new("errCode");
static ERR_MSG: Name = Name::new("errMsg");
static CONNECTED: Name = Name::new("connected");
static HOST: Name = Name::new("host");
static PORT: Name = Name::new("port");
static SSL: Name = Name::new("ssl");
static REQUEST_METHOD: Name = Name::new("requestMethod");
static REQUEST_HEADERS: Name = Name::new("requestHeaders");
static REQUEST_BODY: Name = Name::new("requestBody");
static UPLOAD_FILES: Name = Name::new("uploadFiles");
static DOWNLOAD_FILE: Name = Name::new("downloadFile");
static DOWNLOAD_OFFSET: Name = Name::new("downloadOffset");
static STATUS: Name = Name::new("statusCode");
static HEADERS: Name = Name::new("headers");
static SET_COOKIES: Name = Name::new("set_cookie_headers");
static COOKIES: Name = Name::new("cookies");
static BODY: Name = Name::new("body");

/// `SWOOLE_HTTP_CLIENT_ESTATUS_CONNECT_FAILED`
const NOT_CONNECTED: i64 = -1;
/// `SWOOLE_HTTP_CLIENT_ESTATUS_REQUEST_TIMEOUT`
const TIMED_OUT: i64 = -2;
/// `SWOOLE_HTTP_CLIENT_ESTATUS_SERVER_RESET`
const RESET: i64 = -3;
/// `SWOOLE_HTTP_CLIENT_ESTATUS_SEND_FAILED`
const NOT_SENT: i64 = -4;

/// Gives the class its native state.
pub fn class_init(class: &mut zend_class_entry) {
    object::attach::<Client>(class);
}

/// `__construct(string $host, int $port = 0, bool $ssl = false)`
pub fn construct(call: &mut Call) -> Outcome {
    let (host, port, ssl) = call.args::<(&[u8], Opt<i64>, Opt<bool>)>()?;
    let ssl = ssl.or(false);
    if host.is_empty() {
        return Err(exception(ErrorCode(libc::EINVAL), "host is empty"));
    }
    let given = port.or(0);
    let server = Server::new(host, given, ssl)
        .ok_or_else(|| exception(ErrorCode::INVALID_PARAMS, "The port is invalid"))?;
    let object = call.object();
    object::set_property(object, &HOST, convert::string(host));
    object::set_property(object, &PORT, convert::long(given));
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
    let misuse = |message: String| Exit::warn(ErrorCode::PHP_FATAL_ERROR, message);
    if let Some(function) = settings.get("write_func")
        && Callable::resolve(function).is_err()
    {
        let name = callable::name_of(function);
        return Err(misuse(format!("function '{name}' is not callable")));
    }
    if let (Some(value), Some(row)) =
        (settings.get("max_retries"), settings::find(Place::Client, "max_retries"))
    {
        row.convert(&from_php(value)).map_err(|error| misuse(error.to_string()))?;
    }
    let this = call.this::<Client>();
    this.wishes.take(Place::Client, settings, call.object()).map_err(|exit| match exit {
        Exit::Throw { message, .. } => misuse(message),
        exit => exit,
    })?;
    if let Some(talk) = this.talk() {
        upgrading::adapt(&this, &talk);
    }
    if settings.get("defer").is_some() {
        this.defers.set(HttpClientSettings::resolve(&this.wishes.asked.borrow()).defers);
    }
    Ok(true)
}

/// `getDefer(): bool`
pub fn get_defer(call: &mut Call) -> Outcome<bool> {
    call.args::<()>()?;
    Ok(call.this::<Client>().defers.get())
}

/// `setDefer(bool $defer = true): bool`
pub fn set_defer(call: &mut Call) -> Outcome<bool> {
    let (defer,) = call.args::<(Opt<bool>,)>()?;
    call.this::<Client>().defers.set(defer.or(true));
    Ok(true)
}

/// `setMethod(string $method): bool`
pub fn set_method(call: &mut Call) -> Outcome<bool> {
    let (method,) = call.args::<(&[u8],)>()?;
    object::set_property(call.object(), &REQUEST_METHOD, convert::string(method));
    Ok(true)
}

/// `setHeaders(array $headers): bool`
pub fn set_headers(call: &mut Call) -> Outcome<bool> {
    set_array(call, &REQUEST_HEADERS)
}

/// `setCookies(array $cookies): bool`
pub fn set_cookies(call: &mut Call) -> Outcome<bool> {
    set_array(call, &COOKIES)
}

fn set_array(call: &mut Call, name: &Name) -> Outcome<bool> {
    let (array,) = call.args::<(&ZendHashTable,)>()?;
    object::set_property(call.object(), name, convert::array(array.to_owned()));
    Ok(true)
}

/// `setBasicAuth(string $username, string $password): void`
pub fn set_basic_auth(call: &mut Call) -> Outcome {
    let (user, password) = call.args::<(&[u8], &[u8])>()?;
    call.this::<Client>().login.replace(Some([user, b":", password].concat()));
    Ok(())
}

/// `setData(array|string $data): bool`
pub fn set_data(call: &mut Call) -> Outcome<bool> {
    let (data,) = call.args::<(&Zval,)>()?;
    set_body(call.object(), data);
    Ok(true)
}

fn set_body(object: Object<'_>, data: &Zval) {
    object::set_property(object, &REQUEST_BODY, data.dereference().shallow_clone());
}

/// `addFile(string $path, string $name, ?string $type = null, ?string $filename = null, int $offset = 0, int $length = 0): bool`
pub fn add_file(call: &mut Call) -> Outcome<bool> {
    type Text<'a> = Opt<Option<&'a [u8]>>;
    let (path, name, kind, file_name, offset, length) =
        call.args::<(&[u8], &[u8], Text, Text, Opt<i64>, Opt<i64>)>()?;
    let misuse = |message: String| Exit::warn(ErrorCode::PHP_FATAL_ERROR, message);
    let shown = String::from_utf8_lossy(path);
    let found = std::fs::metadata(std::ffi::OsStr::from_bytes(path)).map_err(|error| {
        let code = ErrorCode::from(&error);
        let (reason, number) = (code.sentence(), code.0);
        Exit::warn(code, format!("stat({shown}) failed, Error: {reason}[{number}]"))
    })?;
    if !found.is_file() {
        return Err(misuse(format!("cannot send {shown}: it is not a regular file")));
    }
    if found.len() == 0 {
        return Err(misuse(format!("cannot send empty file[{shown}]")));
    }
    let (offset, size) = part_of(found.len(), offset.or(0), length.or(0))
        .map_err(|error| misuse(error.to_string()))?;
    let base = path.rsplit(|byte| *byte == b'/').next().unwrap_or_default();
    let kind = match kind.flat().filter(|kind| !kind.is_empty()) {
        Some(kind) => convert::string(kind),
        None => convert::string(mime::of(&shown).as_bytes()),
    };
    let file_name = file_name.flat().filter(|name| !name.is_empty()).unwrap_or(base);
    let entry = request::upload([
        ("path", convert::string(path)),
        ("name", convert::string(name)),
        ("filename", convert::string(file_name)),
        ("type", kind),
        ("size", convert::long(size as i64)),
        ("offset", convert::long(offset as i64)),
    ]);
    add_upload(call.object(), entry)
}

/// `addData(string $path, string $name, ?string $type = null, ?string $filename = null): bool`
pub fn add_data(call: &mut Call) -> Outcome<bool> {
    type Text<'a> = Opt<Option<&'a [u8]>>;
    let (content, name, kind, file_name) = call.args::<(&[u8], &[u8], Text, Text)>()?;
    let kind = kind.flat().filter(|kind| !kind.is_empty()).unwrap_or(mime::UNKNOWN.as_bytes());
    let entry = request::upload([
        ("content", convert::string(content)),
        ("name", convert::string(name)),
        (
            "filename",
            convert::string(file_name.flat().filter(|name| !name.is_empty()).unwrap_or(name)),
        ),
        ("type", convert::string(kind)),
        ("size", convert::long(content.len() as i64)),
    ]);
    add_upload(call.object(), entry)
}

fn add_upload(object: Object<'_>, entry: Zval) -> Outcome<bool> {
    let before = object::property(object, &UPLOAD_FILES);
    let mut uploads = before.array().map(ToOwned::to_owned).unwrap_or_default();
    convert::push(&mut uploads, entry);
    object::set_property(object, &UPLOAD_FILES, convert::array(uploads));
    Ok(true)
}

/// `execute(string $path): bool`
pub fn execute(call: &mut Call) -> Outcome<bool> {
    let (path,) = call.args::<(&[u8],)>()?;
    perform(call, path, false)
}

/// `get(string $path): bool`
pub fn get(call: &mut Call) -> Outcome<bool> {
    let (path,) = call.args::<(&[u8],)>()?;
    object::set_property(call.object(), &REQUEST_METHOD, convert::string(b"GET"));
    perform(call, path, false)
}

/// `post(string $path, mixed $data): bool`
pub fn post(call: &mut Call) -> Outcome<bool> {
    let (path, data) = call.args::<(&[u8], &Zval)>()?;
    object::set_property(call.object(), &REQUEST_METHOD, convert::string(b"POST"));
    set_body(call.object(), data);
    perform(call, path, false)
}

/// `download(string $path, string $file, int $offset = 0): bool`
pub fn download(call: &mut Call) -> Outcome<bool> {
    let (path, file, offset) = call.args::<(&[u8], &[u8], Opt<i64>)>()?;
    let offset = offset.or(0);
    if offset < 0 {
        let message = format!("parameter $offset[{offset}] cannot be less than 0");
        return Err(Exit::warn(ErrorCode::PHP_FATAL_ERROR, message));
    }
    let object = call.object();
    object::set_property(object, &DOWNLOAD_FILE, convert::string(file));
    object::set_property(object, &DOWNLOAD_OFFSET, convert::long(offset));
    perform(call, path, false)
}

/// `recv(float $timeout = 0): Swoole\WebSocket\Frame|string|bool`
pub fn recv(call: &mut Call) -> Outcome<Zval> {
    let (timeout,) = call.args::<(Opt<f64>,)>()?;
    let (this, object) = (call.this::<Client>(), call.object());
    this.server()?;
    if let Some(talk) = this.talk() {
        return upgrading::hear(&this, object, &talk, timeout.or(0.0));
    }
    receive_deferred(&this, object, timeout.or(0.0)).map(convert::boolean)
}

/// Receives the response to a request that was only sent.
fn receive_deferred(this: &Rc<Client>, object: Object<'_>, seconds: f64) -> Outcome<bool> {
    let _use = this.begin()?;
    if this.socket().is_none() {
        forget_link(this, object);
        return Err(note(object, ErrorCode::CLIENT_NO_CONNECTION));
    }
    let pending = this.pending.take();
    // Nothing was asked for.
    let Some(mut pending) = pending else { return Ok(false) };
    let plan = plan(this)?;
    let limit = if seconds == 0.0 { plan.times.read } else { settings::limit(seconds) };
    receive(this, object, &plan, &mut pending, wait::deadline(limit))
        .map_err(|failure| failed_to_receive(this, object, &pending.socket, failure))
}

/// Sends a request, and receives its response unless that is deferred; one that asks to go over to WebSocket if it `upgrades`.
fn perform(call: &Call, path: &[u8], upgrades: bool) -> Outcome<bool> {
    let (this, object) = (call.this::<Client>(), call.object());
    let server = this.server()?;
    if path.is_empty() {
        return Err(note(object, ErrorCode::INVALID_PARAMS));
    }
    let _use = this.begin()?;
    begin_anew(&this, object);
    let done = sending::exchange(&this, object, &server, path, upgrades);
    // They belong to the request that has just been made.
    object::set_property(object, &UPLOAD_FILES, Zval::null());
    if !matches!(done, Ok(true)) || !this.defers.get() {
        forget_download(object);
    }
    done
}

fn plan(this: &Client) -> Outcome<Plan> {
    this.plan().map_err(|error| Exit::warn(ErrorCode::INVALID_PARAMS, error.to_string()))
}

fn receive(
    this: &Client,
    object: Object<'_>,
    plan: &Plan,
    pending: &mut Pending,
    deadline: Option<Instant>,
) -> Result<bool, Failure> {
    let receiving = Receiving { client: this, object, settings: &plan.http, deadline };
    let persists = receiving.receive(pending)?;
    forget_download(object);
    if !persists {
        drop_connection(this, object, &pending.socket);
    }
    Ok(true)
}

/// What follows where a response could not be received: the connection is of no use any more.
fn failed_to_receive(
    this: &Client,
    object: Object<'_>,
    socket: &Rc<Open>,
    failure: Failure,
) -> Exit {
    drop_connection(this, object, socket);
    forget_download(object);
    match failure {
        Failure::Exit(exit) => exit,
        Failure::File(error) => {
            let code = ErrorCode::from(&error);
            log::warning_with(code, format_args!("the download cannot be written: {error}"));
            fail(object, RESET, code)
        }
        Failure::Exchange(error) => {
            if let Some(reason) = error.reason() {
                log::debug(format_args!("a response is refused: {reason}"));
            }
            let (status, code) = status_of(&error);
            fail(object, status, code)
        }
    }
}

/// Forgets what the last response has left.
fn begin_anew(this: &Client, object: Object<'_>) {
    this.sent.take();
    object::set_property(object, &ERR_CODE, convert::long(0));
    object::set_property(object, &ERR_MSG, convert::string(b""));
    object::set_property(object, &STATUS, convert::long(0));
    object::set_property(object, &HEADERS, Zval::null());
    object::set_property(object, &SET_COOKIES, Zval::null());
    object::set_property(object, &BODY, convert::string(b""));
}

fn forget_download(object: Object<'_>) {
    object::set_property(object, &DOWNLOAD_FILE, Zval::null());
    object::set_property(object, &DOWNLOAD_OFFSET, convert::long(0));
}

/// Closes a connection, which is not the object's any more if the script has closed it.
fn drop_connection(this: &Client, object: Object<'_>, socket: &Rc<Open>) {
    socket.close();
    if this.has(socket) {
        forget_link(this, object);
    }
}

/// Closes what there is of a connection.
fn forget_link(this: &Client, object: Object<'_>) {
    this.pending.take();
    this.talk.take();
    this.is_streaming.set(false);
    let link = this.link.take();
    if let Some(link) = link {
        show_closed(object);
        link.close();
    }
}

fn show_closed(object: Object<'_>) {
    object::set_property(object, &CONNECTED, convert::boolean(false));
    object::set_property(object, &SOCKET, Zval::null());
}

/// Sets `$errCode` and `$errMsg`.
fn note(object: Object<'_>, code: ErrorCode) -> Exit {
    object::set_property(object, &ERR_CODE, convert::long(code.0.into()));
    object::set_property(object, &ERR_MSG, convert::string(code.sentence().as_bytes()));
    Exit::quiet(code)
}

/// As [`note`], and `$statusCode`.
fn fail(object: Object<'_>, status: i64, code: ErrorCode) -> Exit {
    object::set_property(object, &STATUS, convert::long(status));
    note(object, code)
}

/// Throws a `Swoole\Coroutine\Http\Client\Exception`.
fn exception(code: ErrorCode, message: &str) -> Exit {
    let class = classes::SWOOLE_COROUTINE_HTTP_CLIENT_EXCEPTION.get();
    Exit::Throw { class, code: code.0.into(), message: message.into() }
}

/// `getBody(): string|false`
pub fn get_body(call: &mut Call) -> Outcome<Held> {
    property(call, &BODY)
}

/// `getHeaders(): array|false|null`
pub fn get_headers(call: &mut Call) -> Outcome<Held> {
    property(call, &HEADERS)
}

/// `getCookies(): array|false|null`
pub fn get_cookies(call: &mut Call) -> Outcome<Held> {
    property(call, &COOKIES)
}

/// `getStatusCode(): int|false`
pub fn get_status_code(call: &mut Call) -> Outcome<Held> {
    property(call, &STATUS)
}

fn property(call: &mut Call, name: &Name) -> Outcome<Held> {
    call.args::<()>()?;
    Ok(object::property(call.object(), name))
}

/// `getHeaderOut(): string|false`
pub fn get_header_out(call: &mut Call) -> Outcome<OrFalse<Vec<u8>>> {
    call.args::<()>()?;
    let sent = call.this::<Client>().sent.borrow().clone();
    Ok(OrFalse(Some(sent).filter(|sent| !sent.is_empty())))
}

/// `getsockname(): array|false`
pub fn getsockname(call: &mut Call) -> Outcome<ZBox<ZendHashTable>> {
    call.args::<()>()?;
    named(call, socket(call)?.local())
}

/// `getpeername(): array|false`
pub fn getpeername(call: &mut Call) -> Outcome<ZBox<ZendHashTable>> {
    call.args::<()>()?;
    named(call, socket(call)?.peer())
}

fn named(call: &Call, endpoint: io::Result<Endpoint>) -> Outcome<ZBox<ZendHashTable>> {
    static ADDRESS: Name = Name::new("address");
    let endpoint = endpoint.map_err(|error| note(call.object(), ErrorCode::from(&error)))?;
    let mut table = ZendHashTable::new();
    convert::set(&mut table, &ADDRESS, convert::string(endpoint.host().as_bytes()));
    convert::set(&mut table, &PORT, convert::long(endpoint.port().into()));
    Ok(table)
}

fn socket(call: &Call) -> Outcome<Rc<Open>> {
    let (this, object) = (call.this::<Client>(), call.object());
    this.socket().ok_or_else(|| {
        forget_link(&this, object);
        note(object, ErrorCode::CLIENT_NO_CONNECTION)
    })
}

/// `close(): bool`
pub fn close(call: &mut Call) -> Outcome<bool> {
    call.args::<()>()?;
    socket(call)?;
    // Whoever waits on it goes on at once.
    forget_link(&call.this::<Client>(), call.object());
    Ok(true)
}

/// `getPeerCert(): string|false`
pub fn get_peer_cert(call: &mut Call) -> Outcome<Zval> {
    call.args::<()>()?;
    let not_ready = || note(call.object(), ErrorCode::SSL_NOT_READY);
    let socket = socket(call)?;
    text(&socket.tls().and_then(Session::peer_certificate).ok_or_else(not_ready)?)
}
