//! `Swoole\Http\Cookie`: a cookie, put together step by step.

use crate::error::ErrorCode;
use crate::http::cookie::Cookie as Fields;
use crate::php::boundary::{Exit, Outcome};
use crate::php::call::{Call, Opt};
use crate::php::convert::{self, Name, boolean, long, string};
use crate::php::object::{self, Handlers, Native};
use ext_php_rs::boxed::ZBox;
use ext_php_rs::ffi::{zend_class_entry, zend_object};
use ext_php_rs::types::{ZendHashTable, Zval};
use std::cell::{Cell, RefCell};

/// The state of a cookie object.
pub struct Cookie {
    fields: RefCell<Fields>,
    encode: Cell<bool>,
    /// Its constructor has been called, which a subclass may forget.
    ready: Cell<bool>,
}

static HANDLERS: Handlers = Handlers::new();

impl Native for Cookie {
    fn handlers() -> &'static Handlers {
        &HANDLERS
    }

    fn new(_: *mut zend_object) -> Self {
        Self { fields: RefCell::default(), encode: Cell::new(true), ready: Cell::new(false) }
    }
}

/// Gives the class its native state.
pub fn class_init(class: &mut zend_class_entry) {
    object::attach::<Cookie>(class);
}

impl Cookie {
    /// The value of Set-Cookie.
    ///
    /// # Errors
    /// A warning that says what cannot be part of it.
    pub(super) fn to_field(&self) -> Outcome<Vec<u8>> {
        if !self.ready.get() {
            return Err(Exit::quiet(ErrorCode::HTTP_COOKIE_UNAVAILABLE));
        }
        let fields = self.fields.borrow().clone();
        to_field(&fields, self.encode.get())
    }
}

/// The value of Set-Cookie.
///
/// # Errors
/// A warning that says what cannot be part of it.
pub(super) fn to_field(fields: &Fields, encode: bool) -> Outcome<Vec<u8>> {
    let now = (crate::server::shared::now_micros() / 1_000_000) as i64;
    fields
        .to_field(encode, now)
        .map_err(|error| Exit::warn(ErrorCode::HTTP_COOKIE_UNAVAILABLE, error.to_string()))
}

/// `__construct(bool $encode = true)`
pub fn construct(call: &mut Call) -> Outcome {
    let (encode,) = call.args::<(Opt<bool>,)>()?;
    let cookie = call.this::<Cookie>();
    cookie.encode.set(encode.or(true));
    cookie.ready.set(true);
    Ok(())
}

/// Changes the cookie and gives it back, so that calls can be chained.
fn change(call: &Call, change: impl FnOnce(&mut Fields)) -> Outcome<Zval> {
    let cookie = call.this::<Cookie>();
    if !cookie.ready.get() {
        return Err(Exit::php_error("Swoole\\Http\\Cookie is not initialized"));
    }
    change(&mut cookie.fields.borrow_mut());
    Ok(convert::object(call.object()))
}

/// `withName(string $name): Swoole\Http\Cookie`
pub fn with_name(call: &mut Call) -> Outcome<Zval> {
    let (name,) = call.args::<(&[u8],)>()?;
    change(call, |cookie| cookie.name = name.to_vec())
}

/// `withValue(string $value = ''): Swoole\Http\Cookie`
pub fn with_value(call: &mut Call) -> Outcome<Zval> {
    let (value,) = call.args::<(Opt<&[u8]>,)>()?;
    change(call, |cookie| cookie.value = value.or(b"").to_vec())
}

/// `withExpires(int $expires = 0): Swoole\Http\Cookie`
pub fn with_expires(call: &mut Call) -> Outcome<Zval> {
    let (expires,) = call.args::<(Opt<i64>,)>()?;
    change(call, |cookie| cookie.expires = expires.or(0))
}

/// `withPath(string $path = '/'): Swoole\Http\Cookie`
pub fn with_path(call: &mut Call) -> Outcome<Zval> {
    let (path,) = call.args::<(Opt<&[u8]>,)>()?;
    change(call, |cookie| cookie.path = path.or(b"/").to_vec())
}

/// `withDomain(string $domain = ''): Swoole\Http\Cookie`
pub fn with_domain(call: &mut Call) -> Outcome<Zval> {
    let (domain,) = call.args::<(Opt<&[u8]>,)>()?;
    change(call, |cookie| cookie.domain = domain.or(b"").to_vec())
}

/// `withSecure(bool $secure = false): Swoole\Http\Cookie`
pub fn with_secure(call: &mut Call) -> Outcome<Zval> {
    let (secure,) = call.args::<(Opt<bool>,)>()?;
    change(call, |cookie| cookie.secure = secure.or(false))
}

/// `withHttpOnly(bool $httpOnly = false): Swoole\Http\Cookie`
pub fn with_http_only(call: &mut Call) -> Outcome<Zval> {
    let (http_only,) = call.args::<(Opt<bool>,)>()?;
    change(call, |cookie| cookie.http_only = http_only.or(false))
}

/// `withSameSite(string $sameSite = ''): Swoole\Http\Cookie`
pub fn with_same_site(call: &mut Call) -> Outcome<Zval> {
    let (same_site,) = call.args::<(Opt<&[u8]>,)>()?;
    change(call, |cookie| cookie.same_site = same_site.or(b"").to_vec())
}

/// `withPriority(string $priority = ''): Swoole\Http\Cookie`
pub fn with_priority(call: &mut Call) -> Outcome<Zval> {
    let (priority,) = call.args::<(Opt<&[u8]>,)>()?;
    change(call, |cookie| cookie.priority = priority.or(b"").to_vec())
}

/// `withPartitioned(bool $partitioned = false): Swoole\Http\Cookie`
pub fn with_partitioned(call: &mut Call) -> Outcome<Zval> {
    let (partitioned,) = call.args::<(Opt<bool>,)>()?;
    change(call, |cookie| cookie.partitioned = partitioned.or(false))
}

/// `toString(): string|false`
pub fn to_string(call: &mut Call) -> Outcome<Vec<u8>> {
    call.args::<()>()?;
    call.this::<Cookie>().to_field()
}

macro_rules! names {
    ($($constant:ident = $text:literal),* $(,)?) => {
        $(static $constant: Name = Name::new($text);)*
    };
}

names! {
    NAME = "name", VALUE = "value", PATH = "path", DOMAIN = "domain", SAME_SITE = "sameSite", PRIORITY = "priority", ENCODE = "encode",
    EXPIRES = "expires", SECURE = "secure", HTTP_ONLY = "httpOnly", PARTITIONED = "partitioned",
}

/// `toArray(): array`
pub fn to_array(call: &mut Call) -> Outcome<ZBox<ZendHashTable>> {
    call.args::<()>()?;
    let cookie = call.this::<Cookie>();
    let fields = cookie.fields.borrow();
    let mut table = ZendHashTable::with_capacity(16);
    let mut set = |name: &Name, value: Zval| convert::set(&mut table, name, value);
    set(&NAME, string(&fields.name));
    set(&VALUE, string(&fields.value));
    set(&PATH, string(&fields.path));
    set(&DOMAIN, string(&fields.domain));
    set(&SAME_SITE, string(&fields.same_site));
    set(&PRIORITY, string(&fields.priority));
    set(&ENCODE, boolean(cookie.encode.get()));
    set(&EXPIRES, long(fields.expires));
    set(&SECURE, boolean(fields.secure));
    set(&HTTP_ONLY, boolean(fields.http_only));
    set(&PARTITIONED, boolean(fields.partitioned));
    Ok(table)
}

/// `reset(): void`
pub fn reset(call: &mut Call) -> Outcome {
    call.args::<()>()?;
    let cookie = call.this::<Cookie>();
    cookie.encode.set(true);
    cookie.fields.replace(Fields::default());
    Ok(())
}
