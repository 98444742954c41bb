//! Lists of fields, and which of them make a request, a response or trailers (RFC 9113, section 8).

use crate::http::answer::is_token;

/// Names and values, in their order, in one buffer.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Fields {
    bytes: Vec<u8>,
    /// Where each name, and the value behind it, ends.
    ends: Vec<(u32, u32)>,
}

impl Fields {
    /// Adds a field.
    pub fn push(&mut self, name: &[u8], value: &[u8]) {
        self.bytes.extend_from_slice(name);
        let of_name = self.bytes.len() as u32;
        self.bytes.extend_from_slice(value);
        self.ends.push((of_name, self.bytes.len() as u32));
    }

    /// All of them.
    pub fn iter(&self) -> impl Iterator<Item = (&[u8], &[u8])> {
        let mut start = 0;
        self.ends.iter().map(move |(name, value)| {
            let (name, value) = (*name as usize, *value as usize);
            let field = (&self.bytes[start..name], &self.bytes[name..value]);
            start = value;
            field
        })
    }

    /// The first value of a name.
    #[must_use]
    pub fn get(&self, name: &[u8]) -> Option<&[u8]> {
        self.iter().find(|(found, _)| *found == name).map(|(_, value)| value)
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// Bytes of names and values.
    #[must_use]
    pub fn bytes(&self) -> usize {
        self.bytes.len()
    }
}

/// What a list of fields is to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// The head of a request.
    Request,
    /// The head of a response.
    Response,
    /// What comes behind a body.
    Trailers,
}

/// Fields of HTTP/1.1 that speak of the connection, which nobody sends here (section 8.2.2).
#[must_use]
pub(super) fn is_of_connection(name: &[u8]) -> bool {
    matches!(
        name,
        b"connection" | b"keep-alive" | b"proxy-connection" | b"transfer-encoding" | b"upgrade"
    )
}

impl Fields {
    /// Whether it is one of that kind, and nothing in it is malformed (section 8.1.1).
    #[must_use]
    pub fn is(&self, kind: Kind) -> bool {
        let mut pseudo = Pseudo::default();
        let mut plain = false;
        for (name, value) in self.iter() {
            if let Some(name) = name.strip_prefix(b":") {
                // Section 8.3: before all others, each of them once.
                if plain || !pseudo.take(name, kind) || !is_value(value) {
                    return false;
                }
                continue;
            }
            plain = true;
            let well = is_lower_token(name)
                && is_value(value)
                && !is_of_connection(name)
                && (name != b"te" || value.eq_ignore_ascii_case(b"trailers"));
            if !well {
                return false;
            }
        }
        match kind {
            Kind::Request => self.is_request(&pseudo),
            Kind::Response => pseudo.status && self.status().is_some(),
            Kind::Trailers => true,
        }
    }

    /// Section 8.3.1; 8.5 for CONNECT.
    fn is_request(&self, pseudo: &Pseudo) -> bool {
        let Some(method) = self.get(b":method").filter(|method| is_token(method)) else {
            return false;
        };
        let is_target = |target: &[u8]| {
            !target.is_empty() && target.iter().all(|byte| matches!(byte, 0x21..=0x7e))
        };
        if method == b"CONNECT" {
            return pseudo.authority && !pseudo.scheme && !pseudo.path;
        }
        pseudo.scheme
            && self.get(b":path").is_some_and(is_target)
            && self.get(b":authority").is_none_or(is_target)
    }

    /// The status of a response.
    #[must_use]
    pub fn status(&self) -> Option<u16> {
        let digits = self.get(b":status")?;
        if digits.len() != 3 || !digits.iter().all(u8::is_ascii_digit) {
            return None;
        }
        std::str::from_utf8(digits).ok()?.parse().ok().filter(|status| *status >= 100)
    }

    /// What Content-Length says; an error if it is no number, or says two things.
    pub(super) fn content_length(&self) -> Result<Option<u64>, ()> {
        let mut found = None;
        for (name, value) in self.iter() {
            if name != b"content-length" {
                continue;
            }
            let digits = !value.is_empty() && value.iter().all(u8::is_ascii_digit);
            let text = std::str::from_utf8(value).ok().filter(|_| digits);
            let length = text.and_then(|text| text.parse().ok()).ok_or(())?;
            if found.is_some_and(|other| other != length) {
                return Err(());
            }
            found = Some(length);
        }
        Ok(found)
    }
}

#[derive(Default)]
struct Pseudo {
    method: bool,
    scheme: bool,
    authority: bool,
    path: bool,
    status: bool,
}

impl Pseudo {
    /// Takes note of a pseudo-header field; false if it must not be there.
    fn take(&mut self, name: &[u8], kind: Kind) -> bool {
        let seen = match (kind, name) {
            (Kind::Request, b"method") => &mut self.method,
            (Kind::Request, b"scheme") => &mut self.scheme,
            (Kind::Request, b"authority") => &mut self.authority,
            (Kind::Request, b"path") => &mut self.path,
            (Kind::Response, b"status") => &mut self.status,
            _ => return false,
        };
        !std::mem::replace(seen, true)
    }
}

fn is_lower_token(name: &[u8]) -> bool {
    is_token(name) && !name.iter().any(u8::is_ascii_uppercase)
}

/// Section 8.2.1: nothing that ends a line or a string, and no white space around it.
fn is_value(value: &[u8]) -> bool {
    let is_blank = |byte: Option<&u8>| matches!(byte, Some(b' ' | b'\t'));
    !is_blank(value.first()) && !is_blank(value.last()) && !crate::http::answer::breaks_out(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list(fields: &[(&str, &str)]) -> Fields {
        let mut list = Fields::default();
        for (name, value) in fields {
            list.push(name.as_bytes(), value.as_bytes());
        }
        list
    }

    const GET: [(&str, &str); 4] =
        [(":method", "GET"), (":scheme", "http"), (":path", "/"), (":authority", "a")];

    fn with(more: &[(&str, &str)]) -> Fields {
        list(&[&GET[..], more].concat())
    }

    #[test]
    fn a_request_has_each_of_its_pseudo_fields_once_and_first() {
        assert!(list(&GET).is(Kind::Request) && list(&GET[..3]).is(Kind::Request));
        assert!(with(&[("te", "trailers"), ("x", "")]).is(Kind::Request));
        for missing in 0..3 {
            let mut fields = GET.to_vec();
            fields.remove(missing);
            assert!(!list(&fields).is(Kind::Request), "{missing}");
        }
        for more in [
            (":path", "/"),
            (":status", "200"),
            (":new", "x"),
            ("Upper", "x"),
            ("", "x"),
            ("a b", "x"),
            ("connection", "close"),
            ("keep-alive", "1"),
            ("proxy-connection", "x"),
            ("transfer-encoding", "chunked"),
            ("upgrade", "h2c"),
            ("te", "gzip"),
            ("x", "a\r\nb"),
            ("x", "a\0"),
            ("x", " a"),
            ("x", "a\t"),
        ] {
            assert!(!with(&[more]).is(Kind::Request), "{more:?}");
        }
        assert!(!with(&[("x", "1"), (":path", "/")]).is(Kind::Request));
        for path in ["", "/a b", "/\u{e9}", "/\u{1}"] {
            let fields = [(":method", "GET"), (":scheme", "http"), (":path", path)];
            assert!(!list(&fields).is(Kind::Request), "{path:?}");
        }
        assert!(list(&[(":method", "CONNECT"), (":authority", "a:1")]).is(Kind::Request));
        assert!(!list(&[(":method", "CONNECT"), (":path", "/")]).is(Kind::Request));
    }

    #[test]
    fn a_response_has_a_status_and_trailers_have_no_pseudo_field() {
        assert!(list(&[(":status", "200"), ("a", "b")]).is(Kind::Response));
        for status in ["", "20", "2000", "099", "abc", "+20"] {
            assert!(!list(&[(":status", status)]).is(Kind::Response), "{status}");
        }
        assert!(!list(&[("a", "b")]).is(Kind::Response));
        assert!(list(&[("a", "b")]).is(Kind::Trailers) && !list(&GET).is(Kind::Trailers));
    }

    #[test]
    fn a_length_is_one_number() {
        let length = |values: &[&str]| {
            let fields: Vec<_> = values.iter().map(|value| ("content-length", *value)).collect();
            list(&fields).content_length()
        };
        assert_eq!((length(&[]), length(&["12"])), (Ok(None), Ok(Some(12))));
        assert_eq!(length(&["5", "5"]), Ok(Some(5)));
        for wrong in [&["5", "6"][..], &["-1"], &["+1"], &["1a"], &[""], &["99999999999999999999"]]
        {
            assert_eq!(length(wrong), Err(()), "{wrong:?}");
        }
    }
}
