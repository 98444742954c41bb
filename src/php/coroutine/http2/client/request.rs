//! From a `Swoole\Http2\Request` to what is sent.

use super::exception;
use crate::error::ErrorCode;
use crate::http::answer::{breaks_out, is_token};
use crate::http::client::request::COOKIE_MAX;
use crate::http::cookie::url_encode;
use crate::php::boundary::{Exit, Outcome};
use crate::php::convert::{self, Name};
use crate::php::coroutine::http::client::Server;
use crate::php::coroutine::http::client::request::{pairs, query, text};
use crate::php::object::{self, Object};
use crate::protocol::http2::Put;
use ext_php_rs::types::Zval;

static PATH: Name = Name::new("path");
static METHOD: Name = Name::new("method");
static HEADERS: Name = Name::new("headers");
static COOKIES: Name = Name::new("cookies");
static DATA: Name = Name::new("data");
static PIPELINE: Name = Name::new("pipeline");
static USE_PIPELINE_READ: Name = Name::new("usePipelineRead");

const TYPE: &str = "content-type";
const FORM: &[u8] = b"application/x-www-form-urlencoded";

/// A request, as the script has put it together.
pub struct Request {
    /// The method.
    pub method: Vec<u8>,
    path: Vec<u8>,
    scheme: &'static [u8],
    authority: Vec<u8>,
    /// Names in lower case, and values.
    fields: Vec<(Vec<u8>, Vec<u8>)>,
    /// The body, or its beginning.
    pub body: Vec<u8>,
    /// More of it follows.
    pub pipeline: bool,
    /// Its response is wanted piece by piece.
    pub reads_pieces: bool,
}

impl Request {
    /// Reads the properties. An array as body is a form, which the headers of the request then say.
    ///
    /// # Errors
    /// A conversion to a string has thrown; throws: a part of it cannot be sent.
    pub fn of(object: Object<'_>, server: &Server) -> Outcome<Self> {
        let data = object::property(object, &DATA);
        complete_headers(object, data.array().is_some());
        let mut request = Self {
            method: text(&object::property(object, &METHOD))?,
            path: text(&object::property(object, &PATH))?,
            scheme: if server.ssl { b"https" } else { b"http" },
            authority: server.authority.as_bytes().to_vec(),
            fields: Vec::new(),
            body: body(&data)?,
            pipeline: convert::truthy(&object::property(object, &PIPELINE)),
            reads_pieces: convert::truthy(&object::property(object, &USE_PIPELINE_READ)),
        };
        if request.method.is_empty() {
            request.method = b"GET".to_vec();
        }
        if request.path.is_empty() {
            request.path = b"/".to_vec();
        }
        for (name, value) in pairs(&object::property(object, &HEADERS))? {
            request.take(&name, &value)?;
        }
        request.add_cookies(&object::property(object, &COOKIES))?;
        let is_visible = |text: &[u8]| text.iter().all(|byte| matches!(byte, 0x21..=0x7e));
        let goes = is_token(&request.method)
            && is_visible(&request.path)
            && is_visible(&request.authority);
        if !goes {
            return Err(refused(
                "method, path and host of a request may have no blanks or control characters"
                    .into(),
            ));
        }
        Ok(request)
    }

    /// Takes a field of the script's.
    fn take(&mut self, name: &[u8], value: &[u8]) -> Outcome {
        let (name, value) = (name.to_ascii_lowercase(), value.trim_ascii().to_vec());
        if !is_token(&name) || breaks_out(&value) {
            return Err(refused(format!(
                "header '{}' cannot be sent: neither its name nor its value may break the line",
                name.escape_ascii()
            )));
        }
        match &name[..] {
            b"host" => self.authority = value,
            // They speak of a connection of HTTP/1.1.
            b"connection" | b"keep-alive" | b"proxy-connection" | b"transfer-encoding"
            | b"upgrade" => {}
            b"te" if value != b"trailers" => {}
            _ => self.fields.push((name, value)),
        }
        Ok(())
    }

    fn add_cookies(&mut self, cookies: &Zval) -> Outcome {
        let mut line = Vec::new();
        for (name, value) in pairs(cookies)? {
            let breaks = |byte: &u8| byte.is_ascii_control() || b"=,; ".contains(byte);
            if name.is_empty() || name.iter().any(breaks) {
                return Err(refused(format!(
                    "cookie '{}' cannot be sent: its name would end early",
                    name.escape_ascii()
                )));
            }
            if value.len() > COOKIE_MAX {
                return Err(refused(format!(
                    "the value of the cookie '{}' has more than {COOKIE_MAX} bytes",
                    name.escape_ascii()
                )));
            }
            if !line.is_empty() {
                line.extend_from_slice(b"; ");
            }
            line.extend_from_slice(&name);
            line.push(b'=');
            url_encode(&value, &mut line);
        }
        if !line.is_empty() {
            self.fields.push((b"cookie".to_vec(), line));
        }
        Ok(())
    }

    /// Writes the fields of its head.
    pub fn put(&self, put: &mut Put<'_>) {
        put(b":method", &self.method);
        put(b":path", &self.path);
        put(b":scheme", self.scheme);
        put(b":authority", &self.authority);
        for (name, value) in &self.fields {
            put(name, value);
        }
    }
}

/// Makes the headers an array, if they are anything else, which says the type of a form.
fn complete_headers(object: Object<'_>, is_form: bool) {
    let headers = object::property(object, &HEADERS);
    if headers.is_null() && !is_form {
        return;
    }
    let mut has_type = false;
    convert::each(headers.array(), &mut |name, _| {
        has_type |= name.eq_ignore_ascii_case(TYPE.as_bytes());
    });
    if headers.array().is_some() && (has_type || !is_form) {
        return;
    }
    let mut table = headers.array().map(ToOwned::to_owned).unwrap_or_default();
    if is_form {
        // Only a full memory makes this fail, which is reported elsewhere.
        let _ = table.insert(TYPE, convert::string(FORM));
    }
    object::set_property(object, &HEADERS, convert::array(table));
}

fn refused(why: String) -> Exit {
    exception(ErrorCode::INVALID_PARAMS, &why)
}

/// A body, or a part of one: an array as a query string.
///
/// # Errors
/// A conversion to a string has thrown.
pub fn body(value: &Zval) -> Outcome<Vec<u8>> {
    match value.array() {
        Some(table) if table.is_empty() => Ok(Vec::new()),
        Some(_) => query(value),
        None => text(value),
    }
}
