//! The head of a request: its tokens, and what they say about the request's end and the connection (RFC 9112, sections 2, 3, 6 and 9).
//!
//! httparse is the tokenizer; the rules are here. The owner of a session examines each head once, so whoever serves the request may rely on it.

use std::mem::MaybeUninit;

use super::Accepted;
use httparse::{Error, Header, ParserConfig, Request, Status};

/// The most fields that a head can be allowed to have.
pub const MAX_FIELDS: usize = 256;

/// A tokenized head.
#[derive(Debug)]
pub struct Head<'a, 'h> {
    /// The method, a token.
    pub method: &'a str,
    /// The request target as it came.
    pub target: &'a str,
    /// The version is HTTP/1.`minor`: 0 or 1.
    pub minor: u8,
    /// Bytes of the head, its empty line included.
    pub len: usize,
    /// The fields in order; names as they came, values without the white space around them.
    pub fields: &'h [Header<'a>],
}

/// What a request is refused with: the status of the answer, and the reason for the log.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("{status}: {why}")]
pub struct Refusal {
    /// Status code.
    pub status: u16,
    /// What is wrong, as a clause.
    pub why: &'static str,
}

macro_rules! refusals {
    ($($name:ident $status:literal $why:literal;)*) => {
        impl Refusal {
            $(#[doc = $why] pub const $name: Self = Self { status: $status, why: $why };)*

            /// All of them, for tests.
            pub const ALL: &[Self] = &[$(Self::$name,)*];
        }
    };
}

refusals! {
    BARE_LF 400 "a line ends without a carriage return";
    BARE_CR 400 "a carriage return stands within a line";
    BAD_BYTE 400 "a byte that can be no part of a head";
    NO_REQUEST_LINE 400 "empty lines come instead of a request";
    BAD_REQUEST_LINE 400 "the request line is malformed";
    BAD_STATUS_LINE 400 "the status line is malformed";
    BAD_TARGET 400 "the request target is malformed";
    BAD_FIELD 400 "a field is malformed";
    NO_HOST 400 "HTTP/1.1 without Host";
    TWO_HOSTS 400 "more than one Host";
    BAD_HOST 400 "Host is malformed";
    BAD_LENGTH 400 "Content-Length is not a number";
    TWO_LENGTHS 400 "more than one Content-Length";
    LENGTH_AND_CODING 400 "both Content-Length and Transfer-Encoding";
    OLD_CODING 400 "Transfer-Encoding in HTTP/1.0";
    BAD_CODING 400 "the last transfer coding is not chunked, or is chunked twice";
    BAD_CHUNK 400 "a chunk is malformed";
    LONG_CHUNK_EXTENSION 400 "a chunk extension is too long";
    BAD_TRAILER 400 "a trailer is malformed";
    BAD_FORM 400 "a form in parts is malformed";
    TOO_MANY_PARTS 413 "a form has more than http_max_upload_parts parts";
    TIMED_OUT 408 "the request took too long to arrive";
    TOO_LARGE 413 "the request is longer than package_max_length";
    TARGET_TOO_LONG 414 "the request line is longer than http_max_header_size";
    BAD_EXPECTATION 417 "an expectation other than 100-continue";
    HEAD_TOO_LARGE 431 "the head is longer than http_max_header_size";
    TOO_MANY_FIELDS 431 "the head has more than http_max_headers fields";
    UNKNOWN_CODING 501 "a transfer coding other than chunked";
    NO_TUNNEL 501 "CONNECT asks for a tunnel";
    BAD_VERSION 505 "a version other than HTTP/1.0 and HTTP/1.1";
}

/// How a request's body is framed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Body {
    /// There is none.
    None,
    /// So many bytes; 0 too.
    Sized(u64),
    /// By chunks.
    Chunked,
}

/// What a head says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Facts {
    /// How the body is framed.
    pub body: Body,
    /// There is no Host, which HTTP/1.1 wants. Nothing is ambiguous about it, so that it is the port's settings that say whether it is refused.
    pub lacks_host: bool,
    /// The client wants to send more on the connection.
    pub keep_alive: bool,
    /// The client waits for leave to send the body.
    pub expects_continue: bool,
    /// There is a Content-Type.
    pub has_type: bool,
    /// The client asks to go over to WebSocket.
    pub asks_websocket: bool,
    /// The content codings that the client takes.
    pub accepted: Accepted,
}

/// Calls `use_head` with the tokens of the complete head that `bytes` begins with.
///
/// # Errors
/// The head is none, or has more than `max_fields` fields.
pub fn with_head<'a, R>(
    bytes: &'a [u8],
    max_fields: usize,
    use_head: impl FnOnce(&Head<'a, '_>) -> R,
) -> Result<R, Refusal> {
    let mut room = [const { MaybeUninit::<Header<'a>>::uninit() }; MAX_FIELDS];
    let room = &mut room[..max_fields.min(MAX_FIELDS)];
    let mut request = Request::new(&mut []);
    let parsed =
        ParserConfig::default().parse_request_with_uninit_headers(&mut request, bytes, room);
    match parsed {
        Ok(Status::Complete(len)) => {
            let head = Head {
                method: request.method.unwrap_or_default(),
                target: request.path.unwrap_or_default(),
                minor: request.version.unwrap_or_default(),
                len,
                fields: request.headers,
            };
            Ok(use_head(&head))
        }
        // The caller shows whole heads only.
        Ok(Status::Partial) => Err(Refusal::BAD_REQUEST_LINE),
        Err(Error::TooManyHeaders) => Err(Refusal::TOO_MANY_FIELDS),
        Err(Error::HeaderName | Error::HeaderValue) => Err(Refusal::BAD_FIELD),
        Err(Error::Version) if names_other_version(bytes) => Err(Refusal::BAD_VERSION),
        Err(_) => Err(Refusal::BAD_REQUEST_LINE),
    }
}

/// Whether the request line ends with a well-formed version: `HTTP/` digit `.` digit.
fn names_other_version(bytes: &[u8]) -> bool {
    let bytes = bytes.strip_prefix(b"\r\n").unwrap_or(bytes);
    let line = bytes.split(|byte| *byte == b'\r').next().unwrap_or_default();
    let mut words = line.split(|byte| *byte == b' ');
    let version = words.nth(2).and_then(|word| word.strip_prefix(b"HTTP/"));
    matches!(version, Some([major, b'.', minor]) if major.is_ascii_digit() && minor.is_ascii_digit())
        && words.next().is_none()
}

/// Works out what a head says, and refuses what is wrong or could be read in two ways.
///
/// # Errors
/// What must be answered instead of the request's own answer.
pub fn examine(head: &Head<'_, '_>) -> Result<Facts, Refusal> {
    check_target(head)?;
    let mut found = Found::default();
    for field in head.fields {
        found.take(field)?;
    }
    if found.hosts > 1 {
        return Err(Refusal::TWO_HOSTS);
    }
    let body = match (found.coded, found.length) {
        (true, Some(_)) => return Err(Refusal::LENGTH_AND_CODING),
        (true, None) if head.minor == 0 => return Err(Refusal::OLD_CODING),
        (true, None) => found.codings.body()?,
        (false, Some(length)) => Body::Sized(length),
        (false, None) => Body::None,
    };
    let waits = found.expects && head.minor == 1;
    Ok(Facts {
        body,
        lacks_host: found.hosts == 0 && head.minor == 1,
        keep_alive: !found.close && (head.minor == 1 || found.keep),
        expects_continue: waits && !matches!(body, Body::None | Body::Sized(0)),
        has_type: found.has_type,
        asks_websocket: found.asks_websocket,
        accepted: found.accepted,
    })
}

/// The four forms of RFC 9112, section 3.2.
fn check_target(head: &Head<'_, '_>) -> Result<(), Refusal> {
    let target = head.target.as_bytes();
    if !target.iter().all(|byte| may_be(*byte, IN_TARGET)) {
        return Err(Refusal::BAD_TARGET);
    }
    match target {
        _ if head.method == "CONNECT" => Err(Refusal::NO_TUNNEL),
        [b'/', ..] => Ok(()),
        b"*" if head.method == "OPTIONS" => Ok(()),
        _ => match split_absolute(target) {
            Some((authority, _)) if !authority.is_empty() && is_host(authority) => Ok(()),
            _ => Err(Refusal::BAD_TARGET),
        },
    }
}

/// Authority and the rest of an absolute target of http or https.
fn split_absolute(target: &[u8]) -> Option<(&[u8], &[u8])> {
    let at = memchr::memchr(b':', target)?;
    let (scheme, rest) = (&target[..at], target[at..].strip_prefix(b"://")?);
    if !scheme.eq_ignore_ascii_case(b"http") && !scheme.eq_ignore_ascii_case(b"https") {
        return None;
    }
    Some(rest.split_at(memchr::memchr2(b'/', b'?', rest).unwrap_or(rest.len())))
}

/// Path and query of a target, whatever its form; `*` is its own path.
pub(super) fn split_target(target: &[u8]) -> (&[u8], Option<&[u8]>) {
    let local = match target {
        [b'/', ..] => target,
        _ => split_absolute(target).map_or(target, |(_, rest)| rest),
    };
    let (path, query) = match memchr::memchr(b'?', local) {
        Some(at) => (&local[..at], Some(&local[at + 1..])),
        None => (local, None),
    };
    (if path.is_empty() { b"/" } else { path }, query)
}

impl<'a> Head<'a, '_> {
    /// Path and query of the target, whatever its form; `*` is its own path.
    #[must_use]
    pub fn path_and_query(&self) -> (&'a [u8], Option<&'a [u8]>) {
        split_target(self.target.as_bytes())
    }

    /// The values of the fields of that name, which is given in lower case.
    pub fn values<'s>(&'s self, name: &'s str) -> impl Iterator<Item = &'a [u8]> + 's {
        let named = move |field: &&Header<'a>| field.name.eq_ignore_ascii_case(name);
        self.fields.iter().filter(named).map(|field| field.value)
    }
}

#[derive(Default)]
struct Found {
    hosts: u32,
    length: Option<u64>,
    coded: bool,
    codings: Codings,
    close: bool,
    keep: bool,
    expects: bool,
    has_type: bool,
    asks_websocket: bool,
    accepted: Accepted,
}

impl Found {
    fn take(&mut self, field: &Header<'_>) -> Result<(), Refusal> {
        let is = |name: &str| field.name.eq_ignore_ascii_case(name);
        let value = field.value;
        match field.name.len() {
            4 if is("host") => {
                self.hosts += 1;
                if !is_host(value) {
                    return Err(Refusal::BAD_HOST);
                }
            }
            6 if is("expect") => {
                if !value.eq_ignore_ascii_case(b"100-continue") {
                    return Err(Refusal::BAD_EXPECTATION);
                }
                self.expects = true;
            }
            7 if is("upgrade") => {
                self.asks_websocket |=
                    list(value).any(|protocol| protocol.eq_ignore_ascii_case(b"websocket"));
            }
            10 if is("connection") => {
                for option in list(value) {
                    self.close |= option.eq_ignore_ascii_case(b"close");
                    self.keep |= option.eq_ignore_ascii_case(b"keep-alive");
                }
            }
            12 if is("content-type") => self.has_type = true,
            15 if is("accept-encoding") => self.accepted.take(value),
            14 if is("content-length") => {
                if self.length.is_some() {
                    return Err(Refusal::TWO_LENGTHS);
                }
                self.length = Some(length(value)?);
            }
            17 if is("transfer-encoding") => {
                self.coded = true;
                self.codings.take(value)?;
            }
            _ => {}
        }
        Ok(())
    }
}

/// A Content-Length: digits and nothing else.
pub(super) fn length(value: &[u8]) -> Result<u64, Refusal> {
    if value.is_empty() || !value.iter().all(u8::is_ascii_digit) {
        return Err(if value.contains(&b',') { Refusal::TWO_LENGTHS } else { Refusal::BAD_LENGTH });
    }
    let add =
        |sum: Option<u64>, digit: &u8| sum?.checked_mul(10)?.checked_add((digit - b'0').into());
    value.iter().fold(Some(0), add).ok_or(Refusal::TOO_LARGE)
}

/// The transfer codings of all Transfer-Encoding fields together.
#[derive(Default)]
pub(super) struct Codings {
    count: u32,
    chunked: u32,
    last_is_chunked: bool,
}

impl Codings {
    pub(super) fn take(&mut self, value: &[u8]) -> Result<(), Refusal> {
        for coding in list(value) {
            if coding.is_empty() {
                return Err(Refusal::BAD_CODING);
            }
            self.count += 1;
            self.last_is_chunked = coding.eq_ignore_ascii_case(b"chunked");
            self.chunked += u32::from(self.last_is_chunked);
        }
        Ok(())
    }

    /// RFC 9112, section 6.3: without a last chunked the end cannot be known; with another coding before it the body cannot be read.
    pub(super) fn body(&self) -> Result<Body, Refusal> {
        if !self.last_is_chunked || self.chunked > 1 {
            return Err(Refusal::BAD_CODING);
        }
        if self.count > 1 { Err(Refusal::UNKNOWN_CODING) } else { Ok(Body::Chunked) }
    }
}

/// The elements of a comma-separated list, without the white space around them.
pub(crate) fn list(value: &[u8]) -> impl Iterator<Item = &[u8]> {
    value.split(|byte| *byte == b',').map(<[u8]>::trim_ascii)
}

/// What a byte may be part of: a target, a host's name. A look at a table is all that most heads need.
static KINDS: [u8; 256] = {
    let mut kinds = [0; 256];
    let mut byte = 0;
    while byte < 128_u8 {
        if byte.is_ascii_graphic() && byte != b'#' {
            kinds[byte as usize] |= IN_TARGET;
        }
        let sign = matches!(
            byte,
            b'-' | b'.'
                | b'_'
                | b'~'
                | b'%'
                | b'!'
                | b'$'
                | b'&'
                | b'\''
                | b'('
                | b')'
                | b'*'
                | b'+'
                | b','
                | b';'
                | b'='
        );
        if byte.is_ascii_alphanumeric() || sign {
            kinds[byte as usize] |= IN_HOST;
        }
        byte += 1;
    }
    kinds
};

const IN_TARGET: u8 = 1;
const IN_HOST: u8 = 2;

fn may_be(byte: u8, kind: u8) -> bool {
    KINDS[usize::from(byte)] & kind != 0
}

/// `uri-host [ ":" port ]`, or nothing.
fn is_host(value: &[u8]) -> bool {
    let (host, port) = match value {
        [b'[', rest @ ..] => {
            let Some(end) = memchr::memchr(b']', rest) else { return false };
            let address = |byte: &u8| byte.is_ascii_hexdigit() || b":.".contains(byte);
            if end == 0 || !rest[..end].iter().all(address) {
                return false;
            }
            match &rest[end + 1..] {
                [] => return true,
                [b':', port @ ..] => return port.iter().all(u8::is_ascii_digit),
                _ => return false,
            }
        }
        _ => match memchr::memchr(b':', value) {
            Some(colon) => (&value[..colon], &value[colon + 1..]),
            None => (value, &[][..]),
        },
    };
    host.iter().all(|byte| may_be(*byte, IN_HOST)) && port.iter().all(u8::is_ascii_digit)
}
/// Whether a content type is that of a form in parts.
#[must_use]
pub fn is_form(content_type: &[u8]) -> bool {
    let kind = content_type.split(|byte| *byte == b';').next().unwrap_or_default();
    kind.trim_ascii().eq_ignore_ascii_case(b"multipart/form-data")
}
