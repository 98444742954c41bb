//! `Swoole\Http\Request`: a request's bytes, and the arrays that scripts read.
//!
//! During the callback the bytes stay where they were received and are only lent ([`Loan`]); a request that outlives its callback gets a copy of
//! its own. The arrays are built when they are first read ([`crate::php::lazy`]).

use super::{fields, form};
use crate::http::files::percent_decoded;
use crate::http::multipart::{self, Part};
use crate::ids::StreamId;
use crate::net::address::Endpoint;
use crate::php::boundary::Outcome;
use crate::php::call::{Call, Opt};
use crate::php::callback::Held;
use crate::php::convert::{self, Name, OrFalse, double, long, string};
use crate::php::lazy::{self, Lazy};
use crate::php::object::{self, Handlers, Native};
use crate::php::server::core::{PortCore, ServerCore};
use crate::php::{classes, uploads::Uploads};
use crate::protocol::http1;
use crate::protocol::http1::{Examined, Gist, Refusal, dechunk};
use crate::protocol::{Decoder, Frame, Framing};
use crate::server::app::SessionEvent;
use crate::settings::{FramingSettings, HttpLimits, HttpSettings};
use ext_php_rs::ffi::{zend_class_entry, zend_object};
use ext_php_rs::types::{ZendHashTable, Zval};
use std::borrow::Cow;
use std::cell::{Cell, RefCell};
use std::net::IpAddr;
use std::rc::Rc;

/// Slots of the declared properties, in the stub's order.
mod slot {
    pub const FD: usize = 0;
    pub const STREAM_ID: usize = 1;
    pub const HEADER: usize = 2;
    pub const SERVER: usize = 3;
    pub const COOKIE: usize = 4;
    pub const GET: usize = 5;
    pub const FILES: usize = 6;
    pub const POST: usize = 7;
    pub const TMPFILES: usize = 8;
    pub const COUNT: usize = 9;
}

/// The properties that are filled when they are read.
const POSTPONED: [(&[u8], usize); 7] = [
    (b"header", slot::HEADER),
    (b"server", slot::SERVER),
    (b"cookie", slot::COOKIE),
    (b"get", slot::GET),
    (b"files", slot::FILES),
    (b"post", slot::POST),
    (b"tmpfiles", slot::TMPFILES),
];

/// Limits for requests that scripts parse by themselves.
const OWN_LIMITS: HttpLimits = HttpLimits {
    max_head: 64 * 1024,
    max_fields: 128,
    max_length: 64 << 20,
    max_upload: 64 << 20,
    requires_host: true,
};

/// Room for so many fields is made at once: most requests have fewer.
const USUAL_FIELDS: u32 = 16;

/// Where the bytes of a request are.
#[derive(Clone)]
enum Raw {
    /// There are none.
    None,
    /// Lent for as long as the callback runs.
    Lent(*const [u8]),
    /// The request's own.
    Own(Rc<Vec<u8>>),
}

impl Raw {
    fn bytes(&self) -> &[u8] {
        match self {
            Self::None => &[],
            // SAFETY: `Loan` replaces it before the lender takes the bytes back.
            Self::Lent(bytes) => unsafe { &**bytes },
            Self::Own(bytes) => bytes,
        }
    }
}

/// What is parsed of a request.
#[derive(Clone)]
pub struct Options {
    cookie: bool,
    post: bool,
    /// Uploads are nested as `$_FILES` nests them.
    nests_files: bool,
    upload_dir: Vec<u8>,
    upload_max: Option<u64>,
}

/// Whose request it is.
pub(in crate::php) struct Client {
    /// Who has sent it.
    pub peer: Endpoint,
    /// Where to.
    pub local: Local,
}

/// Where a client has connected to.
pub(in crate::php) enum Local {
    /// A server's port.
    Port {
        /// The port.
        port: Rc<PortCore>,
        /// The address, if the port's own does not tell.
        host: Option<IpAddr>,
        /// When the request had come, in microseconds of the real-time clock.
        received: u64,
    },
    /// A socket that a coroutine serves.
    Socket(Endpoint),
}

/// The state of a request object.
pub struct Request {
    raw: RefCell<Raw>,
    complete: Cell<bool>,
    /// When the object was made, in microseconds of the real-time clock.
    made: Cell<u64>,
    options: RefCell<Option<Rc<Options>>>,
    client: RefCell<Option<Client>>,
    /// It has come by HTTP/2.
    is_modern: Cell<bool>,
    /// The parts of a form, found before the script sees the request.
    parts: RefCell<Option<Rc<Vec<Part>>>>,
    uploads: Uploads,
}

static HANDLERS: Handlers = Handlers::new();

impl Native for Request {
    fn handlers() -> &'static Handlers {
        &HANDLERS
    }

    fn new(_: *mut zend_object) -> Self {
        Self {
            raw: RefCell::new(Raw::None),
            complete: Cell::new(false),
            made: Cell::new(0),
            options: RefCell::default(),
            client: RefCell::default(),
            is_modern: Cell::new(false),
            parts: RefCell::default(),
            uploads: Uploads::default(),
        }
    }
}

/// Gives the class its native state.
pub fn class_init(class: &mut zend_class_entry) {
    lazy::attach::<Request>(class);
}

/// Bytes lent to a request while its callback runs. When it is dropped, a request that is still there gets a copy.
pub(in crate::php) struct Loan(Rc<Request>);

impl Loan {
    pub(in crate::php) fn new(request: Rc<Request>) -> Self {
        Self(request)
    }
}

impl Drop for Loan {
    fn drop(&mut self) {
        // The object holds one reference, we the other.
        let outlives = Rc::strong_count(&self.0) > 1;
        let mut raw = self.0.raw.borrow_mut();
        let own = match &*raw {
            lent @ Raw::Lent(_) if outlives => Raw::Own(Rc::new(lent.bytes().to_vec())),
            Raw::Lent(_) => Raw::None,
            _ => return,
        };
        *raw = own;
    }
}

impl Request {
    /// A new object for a request of a session or on a socket, whose arrays are filled when they are read.
    ///
    /// # Safety
    /// Under [`callback::guard`](crate::php::callback::guard).
    pub(in crate::php) unsafe fn create(fd: i64, stream: StreamId) -> *mut zend_object {
        let mut properties: [Zval; slot::COUNT] = std::array::from_fn(|_| convert::undefined());
        properties[slot::FD] = long(fd);
        properties[slot::STREAM_ID] = long(stream.0.into());
        // SAFETY: as the caller owes; the stub declares that many.
        unsafe { object::create_with::<Self, _>(&classes::SWOOLE_HTTP_REQUEST, properties) }
    }

    /// Makes it the request of an event.
    ///
    /// # Errors
    /// It is a form whose parts cannot be told apart.
    pub(super) fn bind(
        &self,
        core: &Rc<ServerCore>,
        event: &SessionEvent<'_>,
        raw: &[u8],
        is_form: bool,
    ) -> Result<(), Refusal> {
        self.is_modern.set(!event.stream.is_none());
        // The loop has looked at the clock after its last callback.
        self.made.set(core.actor_quietly().map_or(event.time, |actor| actor.reactor.real_micros()));
        let shared = core.shared();
        let port = core.port(event.port);
        if let (Some(shared), Some(port)) = (shared, port) {
            let session = shared.sessions.get(event.session);
            let peer = session.map_or(Endpoint::Unix(Default::default()), |session| session.peer());
            let host = session.and_then(|session| session.host());
            let local = Local::Port { port, host, received: event.time };
            self.client.replace(Some(Client { peer, local }));
        }
        let settings = shared
            .and_then(|shared| shared.ports[usize::from(event.port.0)].settings.http.as_ref());
        let max_parts = settings.map_or(usize::MAX, |settings| settings.max_parts);
        self.take(raw, Options::of(settings), is_form.then_some(max_parts))
    }

    /// Makes it a request that a coroutine serves, on a stream if it has come by HTTP/2, `max_parts` being the limit for a form in parts, if it is one.
    ///
    /// # Errors
    /// As [`Request::bind`].
    pub(in crate::php) fn bind_to(
        &self,
        client: Client,
        stream: StreamId,
        raw: &[u8],
        options: &Rc<Options>,
        max_parts: Option<usize>,
    ) -> Result<(), Refusal> {
        self.is_modern.set(!stream.is_none());
        self.made.set(crate::server::shared::now_micros());
        self.client.replace(Some(client));
        self.take(raw, Rc::clone(options), max_parts)
    }

    fn take(
        &self,
        raw: &[u8],
        options: Rc<Options>,
        max_parts: Option<usize>,
    ) -> Result<(), Refusal> {
        self.raw.replace(Raw::Lent(raw));
        self.complete.set(true);
        self.options.replace(Some(options));
        if raw.len() / 2 >= form::max_variables() {
            self.warn_of_excess();
        }
        max_parts.map_or(Ok(()), |max_parts| self.find_parts(max_parts))
    }

    /// Says of which of its variables PHP allows no more. That is said when the request comes: the arrays are filled when they are read, if ever.
    fn warn_of_excess(&self) {
        let options = self.options();
        let has_form = self.with_head(|head| {
            let (_, query) = head.path_and_query();
            form::warn_of_excess(query.unwrap_or_default(), b'&');
            if options.cookie {
                let cookies: Vec<_> = head.values("cookie").collect();
                form::warn_of_excess(&cookies.join(&b';'), b';');
            }
            options.post && has_form(head)
        });
        if has_form == Some(true) {
            self.with(|_, body| form::warn_of_excess(body, b'&'));
        }
    }

    /// What it asks of its answer.
    pub(super) fn gist(&self) -> Gist {
        let raw = self.complete.get().then(|| self.raw());
        let found = raw.and_then(|raw| super::look_at(Gist::UNKNOWN, raw.bytes()).ok());
        found.map_or(Gist::ANY, |(gist, _)| gist)
    }

    /// Has the arrays filled when they are read next.
    fn postpone(object: *mut zend_object) {
        for (_, index) in POSTPONED {
            // SAFETY: the object is live, its stub declares these properties untyped and in this order; what they hold is released first.
            unsafe {
                object::init_slot(object, index, Zval::null());
                lazy::postpone(object, index);
            }
        }
    }

    fn raw(&self) -> Raw {
        self.raw.borrow().clone()
    }

    fn options(&self) -> Rc<Options> {
        self.options.borrow().clone().unwrap_or_default()
    }

    /// Calls `use_it` with the head. `None` if there is no complete request.
    fn with_head<R>(&self, use_it: impl FnOnce(&Examined<'_>) -> R) -> Option<R> {
        let raw = self.complete.get().then(|| self.raw())?;
        // Whoever framed the request has examined its head.
        Examined::of(raw.bytes()).map(|head| use_it(&head))
    }

    /// Calls `use_it` with head and body, the chunked coding taken off. `None` if there is no complete request.
    fn with<R>(&self, use_it: impl FnOnce(&Examined<'_>, &[u8]) -> R) -> Option<R> {
        let raw = self.complete.get().then(|| self.raw())?;
        let bytes = raw.bytes();
        let head = Examined::of(bytes)?;
        let body = bytes.get(head.len()..).unwrap_or_default();
        Some(match head.is_chunked() {
            true => use_it(&head, &dechunk(body)),
            false => use_it(&head, body),
        })
    }

    /// Finds the parts of a form in parts.
    fn find_parts(&self, max_parts: usize) -> Result<(), Refusal> {
        let found = self.with(|head, body| {
            let kind = head.values("content-type").next()?;
            if !http1::is_form(kind) || body.is_empty() {
                return None;
            }
            Some(
                multipart::boundary(kind)
                    .and_then(|boundary| multipart::parts(body, &boundary, max_parts)),
            )
        });
        if let Some(Some(parts)) = found {
            self.parts.replace(Some(Rc::new(parts?)));
        }
        Ok(())
    }

    fn fill_header(&self) -> Zval {
        let keep_cookie = !self.options().cookie;
        let made = self.with_head(|head| {
            let mut table = ZendHashTable::with_capacity(USUAL_FIELDS);
            for (name, value) in head.fields() {
                if keep_cookie || !name.eq_ignore_ascii_case(b"cookie") {
                    fields::add(&mut table, name, string(value));
                }
            }
            convert::array(table)
        });
        made.unwrap_or_else(Zval::null)
    }

    fn fill_cookie(&self) -> Zval {
        if !self.options().cookie {
            return Zval::null();
        }
        self.with_head(|head| form::cookies(head.values("cookie")))
            .flatten()
            .unwrap_or_else(Zval::null)
    }

    fn fill_get(&self) -> Zval {
        let query = self.with_head(|head| {
            let (_, query) = head.path_and_query();
            query.filter(|query| !query.is_empty()).map(form::parameters)
        });
        query.flatten().unwrap_or_else(Zval::null)
    }

    fn fill_server(&self) -> Zval {
        let client = self.client.borrow();
        self.with_head(|head| {
            server_array(head, client.as_ref(), self.made.get(), self.is_modern.get())
        })
        .unwrap_or_else(Zval::null)
    }

    /// `$post`, of a form of either kind.
    fn fill_post(&self) -> Zval {
        if !self.options().post {
            return Zval::null();
        }
        let parts = self.parts.borrow().clone();
        let made = self.with(|head, body| {
            if let Some(parts) = parts {
                let mut made = convert::array(ZendHashTable::new());
                for part in parts.iter().filter(|part| part.file_name.is_none()) {
                    form::add_variable(&mut made, &part.name, &body[part.data.clone()]);
                }
                return Some(made);
            }
            (has_form(head) && !body.is_empty()).then(|| form::parameters(body))
        });
        made.flatten().unwrap_or_else(Zval::null)
    }

    /// `$files` and `$tmpfiles`, which come together.
    fn fill_files(&self, object: *mut zend_object) {
        let parts = self.parts.borrow().clone();
        let options = self.options();
        let made = self.with(|_, body| {
            let uploads: Vec<_> =
                parts.as_ref()?.iter().filter(|part| part.file_name.is_some()).collect();
            if uploads.is_empty() {
                return None;
            }
            let mut files = convert::array(ZendHashTable::new());
            let mut paths = ZendHashTable::new();
            for part in uploads {
                let data = &body[part.data.clone()];
                let value = self.uploads.keep(part, data, &options.upload_dir, options.upload_max);
                if let Some(path) = value.1 {
                    convert::push(&mut paths, string(&path));
                }
                form::add_upload(&mut files, &part.name, value.0, options.nests_files);
            }
            Some((files, convert::array(paths)))
        });
        let (files, paths) = made.flatten().unwrap_or_else(|| (Zval::null(), Zval::null()));
        // SAFETY: the object is live and declares both, untyped; they are undefined or null.
        unsafe {
            object::init_slot(object, slot::FILES, files);
            object::init_slot(object, slot::TMPFILES, paths);
        }
    }
}

thread_local! {
    /// The options of this server's requests, and the settings that they are from.
    static CURRENT: RefCell<(usize, Rc<Options>)> = RefCell::default();
}

impl Options {
    /// Those of a server, made once.
    fn of(settings: Option<&HttpSettings>) -> Rc<Self> {
        let place = settings.map_or(0, |settings| (&raw const *settings).addr());
        CURRENT.with_borrow_mut(|(known, options)| {
            if *known != place {
                *known = place;
                *options = Rc::new(settings.map_or_else(Self::default, Self::from));
            }
            Rc::clone(options)
        })
    }
}

impl From<&HttpSettings> for Options {
    fn from(settings: &HttpSettings) -> Self {
        Self {
            cookie: settings.parse_cookie,
            post: settings.parse_post,
            nests_files: settings.parse_files,
            upload_dir: settings.upload_dir.clone(),
            upload_max: settings.upload_max,
        }
    }
}

impl Default for Options {
    fn default() -> Self {
        Self {
            cookie: true,
            post: true,
            nests_files: true,
            upload_dir: b"/tmp".to_vec(),
            upload_max: None,
        }
    }
}

impl Lazy for Request {
    unsafe fn fill(&self, object: *mut zend_object, name: Option<&[u8]>) {
        for (own, index) in POSTPONED {
            // SAFETY: the object is live and declares these properties.
            if name.is_some_and(|name| name != own) || !unsafe { lazy::is_postponed(object, index) }
            {
                continue;
            }
            // What PHP code runs meanwhile (an error handler) sees null.
            // SAFETY: as above.
            unsafe { object::init_slot(object, index, Zval::null()) };
            let value = match index {
                slot::HEADER => self.fill_header(),
                slot::SERVER => self.fill_server(),
                slot::COOKIE => self.fill_cookie(),
                slot::GET => self.fill_get(),
                slot::POST => self.fill_post(),
                _ => {
                    self.fill_files(object);
                    continue;
                }
            };
            // SAFETY: as above.
            unsafe { object::init_slot(object, index, value) };
        }
    }
}

macro_rules! names {
    ($($constant:ident = $text:literal),* $(,)?) => {
        $(static $constant: Name = Name::new($text);)*
    };
}

names! {
    QUERY_STRING = "query_string", REQUEST_METHOD = "request_method", REQUEST_URI = "request_uri", PATH_INFO = "path_info",
    REQUEST_TIME = "request_time", REQUEST_TIME_FLOAT = "request_time_float", SERVER_PROTOCOL = "server_protocol", SERVER_PORT = "server_port",
    REMOTE_PORT = "remote_port", SERVER_ADDR = "server_addr", REMOTE_ADDR = "remote_addr", MASTER_TIME = "master_time",
    HTTP_1_0 = "HTTP/1.0", HTTP_1_1 = "HTTP/1.1", HTTP_2 = "HTTP/2",
    GET = "GET", POST = "POST", HEAD = "HEAD", PUT = "PUT", DELETE = "DELETE", OPTIONS = "OPTIONS", PATCH = "PATCH",
}

/// Whether the body is a form that is not in parts.
fn has_form(head: &Examined<'_>) -> bool {
    head.values("content-type").next().is_some_and(|kind| {
        let kind = kind.split(|byte| *byte == b';').next().unwrap_or_default().trim_ascii();
        kind.eq_ignore_ascii_case(b"application/x-www-form-urlencoded")
    })
}

fn method(name: &[u8]) -> Zval {
    let known = [&GET, &POST, &HEAD, &PUT, &DELETE, &OPTIONS, &PATCH];
    let found = known.into_iter().find(|known| known.text().as_bytes() == name);
    found.map_or_else(|| string(name), Name::value)
}

/// The host of an address. Most are of IPv4, which need not be formatted by way of an owned text.
fn host(of: &Endpoint) -> Zval {
    let Some(octets) = of.ipv4() else { return string(of.host().as_bytes()) };
    let mut text = [b'.'; "255.255.255.255".len()];
    let mut len = 0;
    for octet in octets {
        for (digit, from) in [(octet / 100, 100), (octet / 10 % 10, 10), (octet % 10, 0)] {
            if octet >= from {
                text[len] = b'0' + digit;
                len += 1;
            }
        }
        // The point behind the last is not part of it.
        len += 1;
    }
    string(&text[..len - 1])
}

/// `$server`.
fn server_array(head: &Examined<'_>, client: Option<&Client>, made: u64, is_modern: bool) -> Zval {
    let mut table = ZendHashTable::with_capacity(16);
    let mut set = |name: &Name, value: Zval| convert::set(&mut table, name, value);
    let (path, query) = head.path_and_query();
    if let Some(query) = query {
        set(&QUERY_STRING, string(query));
    }
    set(&REQUEST_METHOD, method(head.method));
    let uri = string(path);
    let path_info = match percent_decoded(path) {
        Cow::Borrowed(_) => uri.shallow_clone(),
        Cow::Owned(decoded) => string(&decoded),
    };
    set(&REQUEST_URI, uri);
    set(&PATH_INFO, path_info);
    set(&REQUEST_TIME, long((made / 1_000_000) as i64));
    set(&REQUEST_TIME_FLOAT, double(made as f64 / 1e6));
    let protocol = match head.minor {
        _ if is_modern => &HTTP_2,
        1 => &HTTP_1_1,
        _ => &HTTP_1_0,
    };
    set(&SERVER_PROTOCOL, protocol.value());
    if let Some(client) = client {
        let (own, received) = match &client.local {
            Local::Port { port, host, received } => {
                let local = port.listener.borrow().local().clone();
                let own = host
                    .map_or_else(|| local.clone(), |ip| Endpoint::Inet((ip, local.port()).into()));
                (own, Some(*received))
            }
            Local::Socket(own) => (own.clone(), None),
        };
        set(&SERVER_PORT, long(own.port().into()));
        set(&REMOTE_PORT, long(client.peer.port().into()));
        set(&SERVER_ADDR, host(&own));
        set(&REMOTE_ADDR, host(&client.peer));
        if let Some(received) = received {
            set(&MASTER_TIME, long((received / 1_000_000) as i64));
        }
    }
    convert::array(table)
}

/// `getContent(): string|false`
pub fn get_content(call: &mut Call) -> Outcome<OrFalse<Zval>> {
    call.args::<()>()?;
    let request = call.this::<Request>();
    Ok(OrFalse(request.with(|_, body| string(body))))
}

/// `getData(): string|false`
pub fn get_data(call: &mut Call) -> Outcome<OrFalse<Zval>> {
    call.args::<()>()?;
    let raw = call.this::<Request>().raw();
    let given = !matches!(raw, Raw::None);
    Ok(OrFalse(given.then(|| string(raw.bytes()))))
}

/// `getMethod(): string|false`
pub fn get_method(call: &mut Call) -> Outcome<OrFalse<Zval>> {
    call.args::<()>()?;
    let request = call.this::<Request>();
    let complete = request.with_head(|head| method(head.method));
    Ok(OrFalse(complete.or_else(|| {
        // Of a request that is being parsed it is known as soon as it has come.
        let raw = request.raw();
        let name = raw.bytes().split(|byte| *byte == b' ').next()?;
        let is_whole = name.len() < raw.bytes().len();
        (is_whole && crate::http::answer::is_token(name)).then(|| method(name))
    })))
}

/// `isCompleted(): bool`
pub fn is_completed(call: &mut Call) -> Outcome<bool> {
    call.args::<()>()?;
    Ok(call.this::<Request>().complete.get())
}

/// `static create(array $options = []): Swoole\Http\Request`
pub fn create(call: &mut Call) -> Outcome<Held> {
    let (given,) = call.args::<(Opt<&ZendHashTable>,)>()?;
    let made = object::make(&classes::SWOOLE_HTTP_REQUEST)?;
    let php = object::of(&made).expect("a new object is one");
    let mut options = Options::default();
    if let Some(given) = given.0 {
        let flag = |name: &str, default: bool| given.get(name).map_or(default, truth);
        options.cookie = flag("parse_cookie", true);
        options.post = flag("parse_body", true);
        options.nests_files = flag("parse_files", true);
        if let Some(dir) = given.get("upload_tmp_dir").and_then(convert::as_bytes) {
            options.upload_dir = dir.to_vec();
        }
    }
    let request = object::state::<Request>(php);
    request.options.replace(Some(Rc::new(options)));
    request.raw.replace(Raw::Own(Rc::default()));
    // SAFETY: what was made is an object that declares this property, untyped.
    unsafe {
        object::init_slot(made.value.obj, slot::HEADER, convert::array(ZendHashTable::new()));
    }
    Ok(made)
}

fn truth(value: &Zval) -> bool {
    use ext_php_rs::ffi;
    let value = value.dereference();
    match convert::type_of(value) {
        ffi::IS_TRUE => true,
        ffi::IS_LONG => value.long() != Some(0),
        ffi::IS_STRING => !matches!(convert::as_bytes(value), None | Some(b"" | b"0")),
        ffi::IS_UNDEF | ffi::IS_NULL | ffi::IS_FALSE => false,
        _ => true,
    }
}

/// `parse(string $data): int|false`
pub fn parse(call: &mut Call) -> Outcome<OrFalse<i64>> {
    let (data,) = call.args::<(&[u8],)>()?;
    let request = call.this::<Request>();
    let object = call.object().as_ptr();
    let Raw::Own(mut bytes) = request.raw() else { return Ok(OrFalse(None)) };
    if request.complete.get() {
        return Ok(OrFalse(None));
    }
    let before = bytes.len();
    Rc::make_mut(&mut bytes).extend_from_slice(data);
    // A script's own request is short and comes in few pieces: it is framed from its start each time.
    let framing = Framing::new(&FramingSettings::Http(OWN_LIMITS), None);
    let mut decoder = crate::protocol::AnyDecoder::new(&framing);
    let mut frame = decoder.next(&bytes);
    if let Ok(Frame::Interim { .. }) = frame {
        frame = decoder.next(&bytes);
    }
    let taken = match frame {
        Err(_) => return Ok(OrFalse(None)),
        Ok(Frame::Package { len }) => {
            Rc::make_mut(&mut bytes).truncate(len);
            request.complete.set(true);
            len.saturating_sub(before)
        }
        Ok(_) => data.len(),
    };
    request.raw.replace(Raw::Own(bytes));
    if request.complete.get() {
        request.made.set(crate::server::shared::now_micros());
        if request.find_parts(usize::MAX).is_err() {
            return Ok(OrFalse(None));
        }
        Request::postpone(object);
    }
    Ok(OrFalse(Some(taken as i64)))
}
