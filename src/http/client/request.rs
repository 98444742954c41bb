//! The head of a request (RFC 9112, section 3), written from what a script gives. Whatever could end a field or a line early is refused.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::form::{Body, Kind};
use crate::http::answer::{breaks_out, content_length, field, is_token};
use crate::http::cookie::url_encode;

/// Bytes of one field at most, as of a whole head that servers take.
const FIELD_MAX: usize = 64 * 1024;
/// Bytes of a cookie's value at most (RFC 6265, section 6.1, has browsers keep so many).
pub const COOKIE_MAX: usize = 4096;
/// What can be decoded, and is asked for unless the script says otherwise.
const CODINGS: &[u8] = b"gzip, deflate, br";

/// A name and its value.
pub type Pair = (Vec<u8>, Vec<u8>);

/// What a head is written from.
#[derive(Debug, Default)]
pub struct Head<'a> {
    /// The method.
    pub method: &'a [u8],
    /// Path and query as the script gives them.
    pub path: &'a [u8],
    /// Host and port, where the script's own fields name none.
    pub authority: &'a [u8],
    /// The request goes to a proxy that is to pass it on.
    pub proxy: Option<Proxy<'a>>,
    /// The script's own fields. Those that frame the body are left out.
    pub fields: &'a [Pair],
    /// User and password with a colon between.
    pub login: Option<&'a [u8]>,
    /// Cookies.
    pub cookies: &'a [Pair],
    /// The connection is to be kept.
    pub keep_alive: bool,
    /// The body of the response may be compressed.
    pub takes_codings: bool,
    /// The body, if there is one.
    pub body: Option<&'a Body>,
}

/// See [`Head::proxy`].
#[derive(Debug, Clone, Copy)]
pub struct Proxy<'a> {
    /// Port of the server.
    pub port: u16,
    /// User and password with a colon between.
    pub login: Option<&'a [u8]>,
}

/// What cannot be sent.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RequestError {
    /// The method is no token.
    #[error("the method '{0}' is none: it must be a word of letters, digits and !#$%&'*+-.^_`|~")]
    Method(String),
    /// The path has a line end or another control character.
    #[error("the path '{0}' must not have control characters")]
    Path(String),
    /// A field's name is no token.
    #[error("the header '{0}' has no valid name")]
    Name(String),
    /// A field's value has a line end.
    #[error("the value of the header '{0}' must not have CR, LF or NUL")]
    Value(String),
    /// A field is too long.
    #[error("the header '{0}' has more than {FIELD_MAX} bytes")]
    LongField(String),
    /// A cookie's name would end early.
    #[error(
        "the name of the cookie '{0}' must not be empty or have =,; blanks or control characters"
    )]
    Cookie(String),
    /// A cookie is too long.
    #[error("the value of the cookie '{0}' has more than {COOKIE_MAX} bytes")]
    LongCookie(String),
}

impl Head<'_> {
    /// Writes the head.
    ///
    /// # Errors
    /// Something of it cannot be sent.
    pub fn write(&self, out: &mut Vec<u8>) -> Result<(), RequestError> {
        if !is_token(self.method) {
            return Err(RequestError::Method(shown(self.method)));
        }
        for (name, value) in self.fields {
            check_field(name, value)?;
        }
        let host = self.value("host").unwrap_or(self.authority);
        out.extend_from_slice(self.method);
        out.push(b' ');
        self.write_target(host, out)?;
        out.extend_from_slice(b" HTTP/1.1\r\n");
        field(out, b"Host", host);
        if let Some(login) = self.proxy.and_then(|proxy| proxy.login) {
            basic(out, b"Proxy-Authorization", login);
        }
        let form = self.body.and_then(|body| body.kind.as_ref());
        for (name, value) in self.fields {
            let own = [&b"Host"[..], b"Content-Length", b"Transfer-Encoding"];
            let replaced = |own: &[u8]| own.eq_ignore_ascii_case(name);
            let is_kind = name.eq_ignore_ascii_case(b"Content-Type");
            let is_cookie = name.eq_ignore_ascii_case(b"Cookie") && !self.cookies.is_empty();
            let leaves_out = is_kind && matches!(form, Some(Kind::Parts(_)));
            if !own.into_iter().any(replaced) && !leaves_out && !is_cookie {
                field(out, name, value);
            }
        }
        if let Some(login) = self.login.filter(|_| self.value("authorization").is_none()) {
            basic(out, b"Authorization", login);
        }
        if self.value("connection").is_none() {
            let value: &[u8] = if self.keep_alive { b"keep-alive" } else { b"close" };
            field(out, b"Connection", value);
        }
        if self.takes_codings && self.value("accept-encoding").is_none() {
            field(out, b"Accept-Encoding", CODINGS);
        }
        self.write_cookies(out)?;
        self.write_framing(out);
        out.extend_from_slice(b"\r\n");
        Ok(())
    }

    /// Whether the connection may be kept, as far as the request has a say.
    #[must_use]
    pub fn persists(&self) -> bool {
        let closes = |value: &[u8]| {
            let mut options = value.split(|byte| *byte == b',');
            options.any(|option| option.trim_ascii().eq_ignore_ascii_case(b"close"))
        };
        self.value("connection").map_or(self.keep_alive, |value| !closes(value))
    }

    /// The value that the script gives a field, the last one if it gives several.
    fn value(&self, name: &str) -> Option<&[u8]> {
        let named = |(given, _): &&Pair| given.eq_ignore_ascii_case(name.as_bytes());
        self.fields.iter().rfind(named).map(|(_, value)| &value[..])
    }

    /// Origin form; to a proxy absolute form (RFC 9112, section 3.2).
    fn write_target(&self, host: &[u8], out: &mut Vec<u8>) -> Result<(), RequestError> {
        let path = self.path;
        if path.is_empty() || path.iter().any(u8::is_ascii_control) {
            return Err(RequestError::Path(shown(path)));
        }
        let is_whole = path == b"*" || memchr::memmem::find(path, b"://").is_some();
        if let Some(proxy) = self.proxy.filter(|_| !is_whole) {
            out.extend_from_slice(b"http://");
            out.extend_from_slice(host);
            if !has_port(host) {
                out.extend_from_slice(format!(":{}", proxy.port).as_bytes());
            }
        }
        if !is_whole && path[0] != b'/' {
            out.push(b'/');
        }
        for byte in path {
            match byte {
                b' ' | 0x80.. => out.extend_from_slice(format!("%{byte:02X}").as_bytes()),
                byte => out.push(*byte),
            }
        }
        Ok(())
    }

    /// All in one field (RFC 6265, section 5.4), the script's own first.
    fn write_cookies(&self, out: &mut Vec<u8>) -> Result<(), RequestError> {
        if self.cookies.is_empty() {
            return Ok(());
        }
        let mut line = self.value("cookie").unwrap_or_default().to_vec();
        for (name, value) in self.cookies {
            let breaks = |byte: &u8| byte.is_ascii_control() || b"=,; ".contains(byte);
            if name.is_empty() || name.iter().any(breaks) {
                return Err(RequestError::Cookie(shown(name)));
            }
            if value.len() > COOKIE_MAX {
                return Err(RequestError::LongCookie(shown(name)));
            }
            if !line.is_empty() {
                line.extend_from_slice(b"; ");
            }
            line.extend_from_slice(name);
            line.push(b'=');
            url_encode(value, &mut line);
        }
        field(out, b"Cookie", &line);
        Ok(())
    }

    fn write_framing(&self, out: &mut Vec<u8>) {
        let Some(body) = self.body else {
            // A server that waits for a body is told that there is none (RFC 9110, section 8.6).
            if matches!(self.method, b"POST" | b"PUT" | b"PATCH") {
                content_length(out, 0);
            }
            return;
        };
        match &body.kind {
            Some(kind @ Kind::Parts(_)) => field(out, b"Content-Type", &kind.to_field()),
            Some(Kind::Pairs) if self.value("content-type").is_none() => {
                field(out, b"Content-Type", &Kind::Pairs.to_field());
            }
            _ => {}
        }
        content_length(out, body.length());
    }
}

fn check_field(name: &[u8], value: &[u8]) -> Result<(), RequestError> {
    if !is_token(name) {
        return Err(RequestError::Name(shown(name)));
    }
    if breaks_out(value) {
        return Err(RequestError::Value(shown(name)));
    }
    if name.len() + value.len() > FIELD_MAX {
        return Err(RequestError::LongField(shown(name)));
    }
    Ok(())
}

/// The `Basic` scheme (RFC 7617).
fn basic(out: &mut Vec<u8>, name: &[u8], login: &[u8]) {
    field(out, name, format!("Basic {}", STANDARD.encode(login)).as_bytes());
}

/// What `Host` says of a server: the port only where it is not the one that everybody assumes.
#[must_use]
pub fn authority(host: &str, port: u16) -> String {
    let host = if host.contains(':') { format!("[{host}]") } else { host.to_owned() };
    if port == 80 { host } else { format!("{host}:{port}") }
}

fn has_port(host: &[u8]) -> bool {
    let end = host.strip_prefix(b"[").map_or(0, |rest| memchr::memchr(b']', rest).unwrap_or(0));
    memchr::memchr(b':', &host[end..]).is_some()
}

/// Text of a script's in a message: of a sane length, without what would garble it.
fn shown(text: &[u8]) -> String {
    text[..text.len().min(80)].escape_ascii().to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::protocol::http1::{examine, with_head};

    fn pairs(given: &[(&str, &str)]) -> Vec<Pair> {
        given
            .iter()
            .map(|(name, value)| (name.as_bytes().into(), value.as_bytes().into()))
            .collect()
    }

    fn head<'a>(fields: &'a [Pair], cookies: &'a [Pair]) -> Head<'a> {
        Head {
            method: b"GET",
            path: b"/p?q",
            authority: b"h:8080",
            keep_alive: true,
            takes_codings: true,
            fields,
            cookies,
            ..Head::default()
        }
    }

    #[track_caller]
    fn written(head: &Head<'_>) -> String {
        let mut out = Vec::new();
        head.write(&mut out).unwrap();
        // A server takes it.
        let facts = with_head(&out, 99, |parsed| {
            assert_eq!(parsed.len, out.len());
            examine(parsed)
        });
        if head.path != b"*" {
            facts.unwrap().unwrap();
        }
        String::from_utf8(out).unwrap()
    }

    fn lines(head: &Head<'_>) -> Vec<String> {
        written(head).trim_end().split("\r\n").map(str::to_owned).collect()
    }

    #[test]
    fn a_bare_request_has_what_it_needs() {
        let expected = "GET /p?q HTTP/1.1\r\nHost: h:8080\r\nConnection: keep-alive\r\nAccept-Encoding: gzip, deflate, br\r\n\r\n";
        assert_eq!(written(&head(&[], &[])), expected);
    }

    #[test]
    fn fields_of_the_script_take_the_place_of_ours() {
        let fields = pairs(&[
            ("X-A", "1"),
            ("HOST", "first"),
            ("host", "last:1"),
            ("Connection", "close"),
            ("accept-encoding", "br"),
            ("Content-Length", "99"),
            ("Transfer-Encoding", "chunked"),
            ("Authorization", "Own"),
        ]);
        let head = Head { login: Some(b"u:p"), ..head(&fields, &[]) };
        let expected = [
            "GET /p?q HTTP/1.1",
            "Host: last:1",
            "X-A: 1",
            "Connection: close",
            "accept-encoding: br",
            "Authorization: Own",
        ];
        assert_eq!(lines(&head), expected);
        assert!(!head.persists());
    }

    #[test]
    fn who_keeps_no_connection_says_so() {
        let head = Head { keep_alive: false, ..head(&[], &[]) };
        assert_eq!(lines(&head)[2], "Connection: close");
        assert!(!head.persists());
        let fields = pairs(&[("Connection", "x, Close")]);
        assert!(!self::head(&fields, &[]).persists());
        assert!(self::head(&[], &[]).persists());
    }

    #[test]
    fn targets_are_what_a_server_takes() {
        let target = |path: &str| {
            let line = lines(&Head { path: path.as_bytes(), ..head(&[], &[]) }).swap_remove(0);
            line.split(' ').nth(1).unwrap().to_owned()
        };
        assert_eq!(target("/a b"), "/a%20b");
        assert_eq!(target("/\u{e9}"), "/%C3%A9");
        assert_eq!(target("a"), "/a");
        assert_eq!(target("?x=1"), "/?x=1");
        assert_eq!(target("*"), "*");
        assert_eq!(target("http://other/x"), "http://other/x");
    }

    #[test]
    fn a_proxy_gets_the_whole_target() {
        let proxy = Some(Proxy { port: 80, login: Some(b"u:p") });
        let first = |fields: &[Pair]| lines(&Head { proxy, ..head(fields, &[]) });
        let plain = first(&[]);
        assert_eq!(plain[0], "GET http://h:8080/p?q HTTP/1.1");
        assert_eq!(plain[2], "Proxy-Authorization: Basic dTpw");
        assert_eq!(first(&pairs(&[("Host", "x")]))[0], "GET http://x:80/p?q HTTP/1.1");
        assert_eq!(first(&pairs(&[("Host", "[::1]")]))[0], "GET http://[::1]:80/p?q HTTP/1.1");
        assert_eq!(first(&pairs(&[("Host", "[::1]:5")]))[0], "GET http://[::1]:5/p?q HTTP/1.1");
    }

    #[test]
    fn cookies_stand_in_one_field() {
        let cookies = pairs(&[("a", "b c"), ("d", "\u{e9};=")]);
        assert_eq!(lines(&head(&[], &cookies))[4], "Cookie: a=b+c; d=%C3%A9%3B%3D");
        let fields = pairs(&[("Cookie", "own=1")]);
        assert_eq!(lines(&head(&fields, &cookies))[4], "Cookie: own=1; a=b+c; d=%C3%A9%3B%3D");
        assert_eq!(lines(&head(&fields, &[]))[2], "Cookie: own=1");
    }

    #[test]
    fn bodies_are_framed_by_length() {
        let with = |body: &Body, fields: &[Pair]| {
            let head = Head { method: b"POST", body: Some(body), ..head(fields, &[]) };
            lines(&head)[2..].to_vec()
        };
        let kinds = |lines: Vec<String>| {
            lines
                .into_iter()
                .filter(|line| line.to_lowercase().starts_with("content-"))
                .collect::<Vec<_>>()
        };
        let json = pairs(&[("content-type", "application/json")]);
        let plain = Body::of(None, b"abc".to_vec());
        assert_eq!(kinds(with(&plain, &[])), ["Content-Length: 3"]);
        let of_pairs = Body::of(Some(Kind::Pairs), b"a=b".to_vec());
        let kind = "Content-Type: application/x-www-form-urlencoded";
        assert_eq!(kinds(with(&of_pairs, &[])), [kind, "Content-Length: 3"]);
        assert_eq!(
            kinds(with(&of_pairs, &json)),
            ["content-type: application/json", "Content-Length: 3"]
        );
        let of_parts = Body::of(Some(Kind::Parts("x".into())), b"...".to_vec());
        let kind = "Content-Type: multipart/form-data; boundary=x";
        assert_eq!(kinds(with(&of_parts, &json)), [kind, "Content-Length: 3"]);
        let none = Head { method: b"PUT", ..head(&[], &[]) };
        assert_eq!(kinds(lines(&none)), ["Content-Length: 0"]);
    }

    #[test]
    fn what_could_end_a_line_early_is_refused() {
        let refused = |head: &Head<'_>| head.write(&mut Vec::new()).unwrap_err().to_string();
        let (none, many) = (Vec::new(), "x".repeat(64 * 1024));
        for method in [&b""[..], b"GET /", b"G\r\nET", b"G\0"] {
            assert!(refused(&Head { method, ..head(&none, &none) }).contains("method"));
        }
        for path in [&b""[..], b"/a\r\nX: y", b"/\0", b"/\n", b"/\x7f"] {
            assert!(refused(&Head { path, ..head(&none, &none) }).contains("path"));
        }
        for (name, value) in [
            ("", "x"),
            ("a b", "x"),
            ("a:", "x"),
            ("a\r\nb", "x"),
            ("a", "x\r\nb: c"),
            ("a", "x\nb"),
            ("a", "\0"),
            ("a", &many),
        ] {
            let fields = pairs(&[(name, value)]);
            assert!(refused(&head(&fields, &none)).contains("header"), "{name:?}");
        }
        for (name, value) in [("", "x"), ("a=", "x"), ("a;b", "x"), ("a\n", "x"), ("a", &many)] {
            let cookies = pairs(&[(name, value)]);
            assert!(refused(&head(&none, &cookies)).contains("cookie"), "{name:?}");
        }
    }

    #[test]
    fn an_authority_names_the_port_that_is_not_assumed() {
        assert_eq!(authority("x", 80), "x");
        assert_eq!(authority("x", 81), "x:81");
        assert_eq!(authority("::1", 80), "[::1]");
        assert_eq!(authority("::1", 81), "[::1]:81");
    }
}
