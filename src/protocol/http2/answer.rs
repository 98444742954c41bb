//! From requests and answers in the form that HTTP/1.1 gives them to lists of fields, and back.

use super::fields::{Fields, is_of_connection};
use super::sending::Put;
use memchr::{memchr, memmem};

/// Writes the head of a well-formed request as HTTP/1.1 has it. The server sees no other form, so there is nothing that could be read in two ways;
/// what it needs to know of the other protocol goes beside it.
pub(super) fn request_head(fields: &Fields) -> Vec<u8> {
    let mut head = Vec::with_capacity(fields.bytes() + fields.len() * 4 + 32);
    let pseudo = |name: &[u8]| fields.get(name).unwrap_or_default();
    let authority = fields.get(b":authority");
    head.extend_from_slice(pseudo(b":method"));
    head.push(b' ');
    head.extend_from_slice(fields.get(b":path").or(authority).unwrap_or_default());
    head.extend_from_slice(b" HTTP/1.1\r\n");
    // Section 8.3.1: who asks need not say it twice, and the first word wins.
    let host = authority.or_else(|| fields.get(b"host")).unwrap_or_default();
    put_line(&mut head, b"host", host);
    let mut cookies = Vec::new();
    for (name, value) in fields.iter() {
        match name {
            [b':', ..] | b"host" => {}
            // Section 8.2.3: one may come in pieces.
            b"cookie" => {
                if !cookies.is_empty() {
                    cookies.extend_from_slice(b"; ");
                }
                cookies.extend_from_slice(value);
            }
            _ => put_line(&mut head, name, value),
        }
    }
    if !cookies.is_empty() {
        put_line(&mut head, b"cookie", &cookies);
    }
    head.extend_from_slice(b"\r\n");
    head
}

fn put_line(head: &mut Vec<u8>, name: &[u8], value: &[u8]) {
    head.extend_from_slice(name);
    head.extend_from_slice(b": ");
    head.extend_from_slice(value);
    head.extend_from_slice(b"\r\n");
}

/// An answer in the form of HTTP/1.1, as our own code writes it.
pub(super) struct Answer<'a> {
    status: &'a [u8],
    lines: &'a [u8],
    /// What comes behind its head.
    pub body: &'a [u8],
}

impl<'a> Answer<'a> {
    /// The answer that `bytes` begin with; `None` if they begin with no head.
    pub(super) fn of(bytes: &'a [u8]) -> Option<Self> {
        let end = memmem::find(bytes, b"\r\n\r\n")?;
        let (head, body) = (&bytes[..end + 2], &bytes[end + 4..]);
        let line = &head[..memchr(b'\r', head)?];
        let status = line.strip_prefix(b"HTTP/1.1 ")?.get(..3)?;
        Some(Self { status, lines: &head[line.len() + 2..], body })
    }

    /// Writes its fields, but for those that speak of the connection.
    pub(super) fn put(&self, put: &mut Put<'_>) {
        put(b":status", self.status);
        each_line(self.lines, put);
    }
}

/// Writes the fields of `lines`, their names in lower case.
fn each_line(mut lines: &[u8], put: &mut Put<'_>) {
    let mut lower = [0; 128];
    while let Some(end) = memchr(b'\r', lines) {
        let line = &lines[..end];
        lines = lines.get(end + 2..).unwrap_or_default();
        let Some(colon) = memchr(b':', line) else { continue };
        let (name, value) = (&line[..colon], line[colon + 1..].trim_ascii());
        match lower.get_mut(..name.len()) {
            Some(lower) => {
                lower.copy_from_slice(name);
                lower.make_ascii_lowercase();
                if !is_of_connection(lower) {
                    put(lower, value);
                }
            }
            None => put(&name.to_ascii_lowercase(), value),
        }
    }
}

/// The fields of lines that end an answer.
pub(super) fn trailers(lines: &[u8]) -> Fields {
    let mut fields = Fields::default();
    each_line(lines, &mut |name, value| fields.push(name, value));
    fields
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_request_reads_as_if_it_had_come_by_http_1() {
        let mut fields = Fields::default();
        for (name, value) in [
            (":method", "POST"),
            (":scheme", "http"),
            (":authority", "a:1"),
            (":path", "/x?y"),
            ("cookie", "a=1"),
            ("host", "other"),
            ("x-a", "b"),
            ("cookie", "c=2"),
        ] {
            fields.push(name.as_bytes(), value.as_bytes());
        }
        let head = String::from_utf8(request_head(&fields)).unwrap();
        assert_eq!(head, "POST /x?y HTTP/1.1\r\nhost: a:1\r\nx-a: b\r\ncookie: a=1; c=2\r\n\r\n");
    }

    #[test]
    fn an_answer_loses_what_speaks_of_the_connection_and_keeps_the_rest() {
        let text = b"HTTP/1.1 404 Not Found\r\nServer: x\r\nConnection: close\r\nTransfer-Encoding: chunked\r\nX-Empty:\r\nX-A: b: c\r\n\r\nbody\r\n\r\n";
        let answer = Answer::of(text).unwrap();
        let mut found = Vec::new();
        answer.put(&mut |name, value| {
            found.push(String::from_utf8([name, b"=", value].concat()).unwrap());
        });
        assert_eq!(found, [":status=404", "server=x", "x-empty=", "x-a=b: c"]);
        assert_eq!(answer.body, b"body\r\n\r\n");
        let bare = Answer::of(b"HTTP/1.1 204 No Content\r\n\r\n").unwrap();
        let mut count = 0;
        bare.put(&mut |_, _| count += 1);
        assert_eq!((count, bare.body), (1, &b""[..]));
        for none in [&b""[..], b"HTTP/1.1 200", b"plain\r\n\r\n"] {
            assert!(Answer::of(none).is_none());
        }
        assert_eq!(trailers(b"Grpc-Status: 0\r\n").get(b"grpc-status"), Some(&b"0"[..]));
    }
}
