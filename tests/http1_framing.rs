//! RFC 9112 as a table: streams, and what the framing must make of them. Each case is shown whole, cut at every byte, byte by byte, and behind
//! another request; each time the same packages must come of it, or the same refusal.
//!
//! `cases()` says of each stream how many requests it holds and, if it does not end well, the status that it is refused with. The sections are those
//! of RFC 9112 unless another RFC is named.

use std::fmt::Write;
use swoole::protocol::http1::dechunk;
use swoole::protocol::{AnyDecoder, Decoder, Frame, Framing, ProtocolError};
use swoole::settings::{FramingSettings, HttpLimits};

const LIMITS: HttpLimits = HttpLimits {
    max_head: 1000,
    max_fields: 12,
    max_length: 3000,
    max_upload: 3000,
    requires_host: true,
};
const GOOD: &[u8] = b"GET /first HTTP/1.1\r\nHost: x\r\n\r\n";

/// What comes of a stream: lengths of its requests, and how it ends.
#[derive(Debug, PartialEq, Eq, Clone)]
struct Outcome {
    requests: Vec<usize>,
    refused: Option<u16>,
    left: usize,
}

struct Case {
    stream: Vec<u8>,
    requests: usize,
    refused: Option<u16>,
}

#[derive(Default)]
struct Table(Vec<Case>);

impl Table {
    /// A stream of whole requests.
    fn good(&mut self, requests: usize, stream: impl AsRef<[u8]>) {
        self.0.push(Case { stream: stream.as_ref().to_vec(), requests, refused: None });
    }

    /// A stream that is refused at once.
    fn bad(&mut self, status: u16, stream: impl AsRef<[u8]>) {
        self.0.push(Case { stream: stream.as_ref().to_vec(), requests: 0, refused: Some(status) });
    }

    /// A head of HTTP/1.1 with these lines that is fine.
    fn fine_head(&mut self, lines: &str) {
        self.good(1, format!("GET / HTTP/1.1\r\nHost: x\r\n{lines}\r\n"));
    }

    /// A head of HTTP/1.1 with these lines that is not.
    fn bad_head(&mut self, status: u16, lines: impl AsRef<[u8]>) {
        self.bad(status, [b"GET / HTTP/1.1\r\nHost: x\r\n", lines.as_ref(), b"\r\n"].concat());
    }

    fn chunked(&mut self, expected: Result<(), u16>, body: impl AsRef<[u8]>) {
        let head = b"POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n";
        let stream = [&head[..], body.as_ref()].concat();
        match expected {
            Ok(()) => self.good(1, stream),
            Err(status) => self.bad(status, stream),
        }
    }
}

fn cases() -> Vec<Case> {
    let mut table = Table::default();
    request_lines(&mut table);
    targets(&mut table);
    fields(&mut table);
    hosts(&mut table);
    lengths(&mut table);
    codings(&mut table);
    chunks(&mut table);
    trailers(&mut table);
    expectations(&mut table);
    limits(&mut table);
    streams(&mut table);
    table.0
}

/// Sections 2.2, 2.3 and 3.
fn request_lines(table: &mut Table) {
    for method in [
        "GET",
        "HEAD",
        "POST",
        "PUT",
        "DELETE",
        "OPTIONS",
        "TRACE",
        "PATCH",
        "PURGE",
        "get",
        "M-SEARCH",
        "A!#$%&'*+-.^_`|~9",
    ] {
        table.good(1, format!("{method} / HTTP/1.1\r\nHost: x\r\n\r\n"));
    }
    for method in [
        "", "G T", "G\tT", "GE(T", "GET:", "GET/", "\"GET\"", "GET,", "G@T", "GE{T}", "G[", "G?",
        "G=", "G;", "G<", "G>", "G\\",
    ] {
        table.bad(400, format!("{method} / HTTP/1.1\r\nHost: x\r\n\r\n"));
    }
    for byte in (0..0x20).filter(|byte| ![b'\n', b'\r'].contains(byte)).chain([0x7f, 0x80, 0xff]) {
        table.bad(400, [b"GE", &[byte][..], b"T / HTTP/1.1\r\nHost: x\r\n\r\n"].concat());
    }
    for line in [
        "GET",
        "GET ",
        "GET /",
        "GET / ",
        "GET  / HTTP/1.1",
        "GET /  HTTP/1.1",
        " GET / HTTP/1.1",
        "GET / HTTP/1.1 ",
        "GET / HTTP/1.1 x",
        "GET / x HTTP/1.1",
        "GET\t/\tHTTP/1.1",
        "GET / HTTP",
        "GET / HTTP/",
        "GET / HTTP/1",
        "GET / HTTP/1.",
        "GET / HTTP/.1",
        "GET / HTTP/11",
        "GET / HTTP/1.11",
        "GET / HTTP/01.1",
        "GET / HTTP 1.1",
        "GET / http/1.1",
        "GET / Http/1.1",
        "GET / HTTPS/1.1",
        "GET / XTTP/1.1",
        "GET / HTTP/1.1;",
        "GET / HTTP/a.b",
        "GET / HTTP/-1.1",
        "HTTP/1.1 200 OK",
        "GET HTTP/1.1",
        "{}",
        "PRI * HTTP/2.0 x",
    ] {
        table.bad(400, format!("{line}\r\nHost: x\r\n\r\n"));
    }
    for version in ["0.9", "1.2", "1.9", "2.0", "2.1", "3.0", "9.9"] {
        table.bad(505, format!("GET / HTTP/{version}\r\nHost: x\r\n\r\n"));
    }
    // One empty line before the request is let pass, no more.
    table.good(1, "\r\nGET / HTTP/1.1\r\nHost: x\r\n\r\n");
    table.bad(400, "\r\n\r\nGET / HTTP/1.1\r\nHost: x\r\n\r\n");
    table.bad(400, "\nGET / HTTP/1.1\r\nHost: x\r\n\r\n");
    table.bad(400, " \r\nGET / HTTP/1.1\r\nHost: x\r\n\r\n");
    table.good(1, "GET / HTTP/1.0\r\n\r\n");
    // A line ends with CRLF and nothing else.
    for stream in [
        "GET / HTTP/1.1\nHost: x\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: x\n\r\n",
        "GET / HTTP/1.1\r\nHost: x\r\n\n",
        "GET / HTTP/1.1\n\n",
        "GET / HTTP/1.1\rHost: x\r\n\r\n",
        "GET / HTTP/1.1\r\r\nHost: x\r\n\r\n",
        "GET /\rx HTTP/1.1\r\nHost: x\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: x\r\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: x\r\n\r\r\n",
        "GET / HTTP/1.1\r\nA: b\rc\r\nHost: x\r\n\r\n",
        "\n",
        "\r\n\n",
        "\r\r",
    ] {
        table.bad(400, stream);
    }
    for garbage in [
        &b"\x16\x03\x01\x02\x00"[..],
        b"\0",
        b"\x80",
        b"GET / HTTP/1.1\r\n\0",
        b"\xef\xbb\xbfGET / HTTP/1.1\r\n",
    ] {
        table.bad(400, garbage);
    }
}

/// Section 3.2.
fn targets(table: &mut Table) {
    for target in [
        "/",
        "/a/b?c=d&e",
        "/%00",
        "/a%20b",
        "//a",
        "/..",
        "/a?b?c",
        "/a:b@c",
        "/*",
        "/|^{}`\"<>\\[]",
        "http://x",
        "http://x/",
        "http://x:80/a?b",
        "HTTP://x/",
        "https://x/",
        "http://[::1]:80/",
        "http://x?y",
        "/http://x",
    ] {
        table.good(1, format!("GET {target} HTTP/1.1\r\nHost: x\r\n\r\n"));
    }
    for target in [
        "*",
        "x",
        "x:80",
        "?a",
        "#",
        "/#a",
        "/a#b",
        "http:/x",
        "http:x",
        "http://",
        "http:///a",
        "ftp://x/",
        "http://a@b/",
        "http://a b/",
        "http://x:y/",
        "://x",
        "mailto:a@b",
        "http://[::1",
        "http://[]/",
        "http://x:80:80/",
    ] {
        table.bad(400, format!("GET {target} HTTP/1.1\r\nHost: x\r\n\r\n"));
    }
    for byte in [0, 1, 8, b'\t', 0x0b, 0x0c, 0x1f, 0x7f, 0x80, 0xc3, 0xff] {
        table.bad(400, [b"GET /a", &[byte][..], b"b HTTP/1.1\r\nHost: x\r\n\r\n"].concat());
    }
    table.good(1, "OPTIONS * HTTP/1.1\r\nHost: x\r\n\r\n");
    table.bad(400, "OPTIONS ** HTTP/1.1\r\nHost: x\r\n\r\n");
    table.bad(501, "CONNECT x:80 HTTP/1.1\r\nHost: x:80\r\n\r\n");
}

/// Section 5 and RFC 9110, section 5.
fn fields(table: &mut Table) {
    for lines in [
        "",
        "A:b\r\n",
        "A: b\r\n",
        "A:\tb\t\r\n",
        "A:   b   \r\n",
        "A:\r\n",
        "A: \r\n",
        "A: b c\r\n",
        "A: b\tc\r\n",
        "A: \u{e9}\r\n",
        "A: b:c\r\n",
        "A: ,\r\n",
        "A!#$%&'*+-.^_`|~9: b\r\n",
        "1: b\r\n",
        "A: b\r\nA: c\r\n",
        "A: \"b\r\n",
        "A: (b\r\n",
    ] {
        table.fine_head(lines);
    }
    for lines in [
        "A\r\n",
        "A b: c\r\n",
        "A : b\r\n",
        "A\t: b\r\n",
        ": b\r\n",
        " : b\r\n",
        " A: b\r\n",
        "\tA: b\r\n",
        "A: b\r\n c\r\n",
        "A: b\r\n\tc\r\n",
        "A: b\r\n \r\n",
        "A(: b\r\n",
        "A): b\r\n",
        "A,: b\r\n",
        "A/: b\r\n",
        "A;: b\r\n",
        "A<: b\r\n",
        "A=: b\r\n",
        "A>: b\r\n",
        "A?: b\r\n",
        "A@: b\r\n",
        "A[: b\r\n",
        "A\\: b\r\n",
        "A]: b\r\n",
        "A{: b\r\n",
        "A}: b\r\n",
        "\"A\": b\r\n",
        "\u{e9}: b\r\n",
        "GET / HTTP/1.1\r\n",
        "=\r\n",
    ] {
        table.bad_head(400, lines);
    }
    for byte in (0..0x20).filter(|byte| ![b'\t', b'\n', b'\r'].contains(byte)).chain([0x7f]) {
        table.bad_head(400, [b"A: b", &[byte][..], b"c\r\n"].concat());
        table.bad_head(400, [b"A", &[byte][..], b": b\r\n"].concat());
    }
}

/// Section 3.2 and RFC 9110, section 7.2.
fn hosts(table: &mut Table) {
    for host in [
        "x",
        "x.y",
        "x:80",
        "x:",
        "",
        "1.2.3.4",
        "[::1]",
        "[::1]:80",
        "[::ffff:1.2.3.4]",
        "a-b_c~d",
        "x%20y",
        "X",
    ] {
        table.good(1, format!("GET / HTTP/1.1\r\nHost: {host}\r\n\r\n"));
    }
    for host in [
        "x y", "x/y", "a@b", "x:y", "x:80:80", "http://x", "x?y", "x#y", "[::1", "[]", "::1]",
        "[x]", "[::1]x", "x\\y", "\"x\"", "x\ty", "<x>", "\u{e9}",
    ] {
        table.bad(400, format!("GET / HTTP/1.1\r\nHost: {host}\r\n\r\n"));
    }
    table.bad(400, "GET / HTTP/1.1\r\n\r\n");
    table.bad(400, "GET http://x/ HTTP/1.1\r\n\r\n");
    table.bad(400, "GET / HTTP/1.1\r\nHost: x\r\nHost: x\r\n\r\n");
    table.bad(400, "GET / HTTP/1.1\r\nHost: x\r\nA: b\r\nhOsT: y\r\n\r\n");
    table.bad(400, "GET / HTTP/1.0\r\nHost: x\r\nHost: y\r\n\r\n");
    table.good(1, "GET / HTTP/1.0\r\nHost: x\r\n\r\n");
}

/// Section 6.2.
fn lengths(table: &mut Table) {
    for (length, body) in
        [("0", ""), ("1", "a"), ("01", "a"), ("0000000003", "abc"), (" 2 ", "ab"), ("\t2", "ab")]
    {
        for version in ["1.0", "1.1"] {
            table.good(
                1,
                format!(
                    "POST / HTTP/{version}\r\nHost: x\r\nContent-Length: {length}\r\n\r\n{body}"
                ),
            );
        }
    }
    for length in [
        "", "-1", "+1", "1.0", "1e1", "0x1", "a", "1 2", "1a", "1,1", "1, 1", "1,2", ",1", "1;",
        "\"1\"", "\u{661}", "--1", "1-1",
    ] {
        table.bad(400, format!("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: {length}\r\n\r\na"));
    }
    table.bad(400, "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 1\r\n\r\na");
    table.bad(400, "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\ncontent-length: 2\r\n\r\na");
    table.bad(400, "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\nContent-Length: \r\n\r\n");
    for length in [
        "3000",
        "99999",
        "4294967296",
        "18446744073709551615",
        "18446744073709551616",
        "99999999999999999999999999",
    ] {
        table.bad(413, format!("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: {length}\r\n\r\n"));
    }
    table.good(1, "GET / HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\n\r\n");
    table.good(1, "POST / HTTP/1.1\r\nHost: x\r\nContent-Lengths: 9\r\n\r\n");
    table.bad(400, "POST / HTTP/1.1\r\nHost: x\r\nContent-Length : 1\r\n\r\na");
    table.bad(400, "POST / HTTP/1.1\r\nHost: x\r\nContent_Length: 1\r\nContent Length: 1\r\n\r\na");
    // Whatever the method.
    for method in ["DELETE", "HEAD", "OPTIONS", "TRACE"] {
        table.good(1, format!("{method} / HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\nabc"));
    }
}

/// Section 6.1.
fn codings(table: &mut Table) {
    for coding in ["chunked", "Chunked", "CHUNKED", " chunked ", "\tchunked"] {
        table.good(
            1,
            format!("POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: {coding}\r\n\r\n0\r\n\r\n"),
        );
    }
    for coding in [
        "",
        "gzip",
        "identity",
        "chunked, gzip",
        "chunked, chunked",
        "chunked,",
        ",chunked",
        "chunked;q=1",
        "xchunked",
        "chunkedx",
        "chunke",
        "\"chunked\"",
        "chunked chunked",
        "chunked\tx",
        "gzip chunked",
        "chunked, identity",
    ] {
        table.bad(
            400,
            format!("POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: {coding}\r\n\r\n0\r\n\r\n"),
        );
    }
    for coding in ["gzip, chunked", "deflate,chunked", "identity, chunked", "x, y, chunked"] {
        table.bad(
            501,
            format!("POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: {coding}\r\n\r\n0\r\n\r\n"),
        );
    }
    let head = "POST / HTTP/1.1\r\nHost: x\r\n";
    table.bad(
        501,
        format!("{head}Transfer-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
    );
    table.bad(
        400,
        format!("{head}Transfer-Encoding: chunked\r\nTransfer-Encoding: gzip\r\n\r\n0\r\n\r\n"),
    );
    table.bad(
        400,
        format!("{head}Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
    );
    for (first, second) in [
        ("Content-Length: 5", "Transfer-Encoding: chunked"),
        ("Transfer-Encoding: chunked", "Content-Length: 5"),
        ("transfer-encoding: CHUNKED", "content-length: 0"),
    ] {
        table.bad(400, format!("{head}{first}\r\n{second}\r\n\r\n0\r\n\r\n"));
    }
    table.bad(400, "POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n");
    table.bad(400, format!("{head}Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n"));
    table.bad(400, format!("{head}Transfer-Encoding:\r\n chunked\r\n\r\n0\r\n\r\n"));
    table.bad(400, format!("{head}Transfer-Encoding: \x0bchunked\r\n\r\n0\r\n\r\n"));
}

/// Section 7.1.
fn chunks(table: &mut Table) {
    for body in [
        "0\r\n\r\n",
        "00000\r\n\r\n",
        "1\r\na\r\n0\r\n\r\n",
        "1\r\na\r\n2\r\nbc\r\n0\r\n\r\n",
        "a\r\n0123456789\r\n0\r\n\r\n",
        "A\r\n0123456789\r\n0\r\n\r\n",
        "01\r\na\r\n0\r\n\r\n",
        "0000000000000001\r\na\r\n0\r\n\r\n",
        "2\r\n\r\n\r\n0\r\n\r\n",
        "5\r\n0\r\n\r\n\r\n0\r\n\r\n",
        "1;a\r\na\r\n0\r\n\r\n",
        "1;a=b\r\na\r\n0\r\n\r\n",
        "1;a=\"b;c\"\r\na\r\n0\r\n\r\n",
        "1 ;a\r\na\r\n0\r\n\r\n",
        "1\t; a = b\r\na\r\n0;x\r\n\r\n",
        "1;\r\na\r\n0\r\n\r\n",
    ] {
        table.chunked(Ok(()), body);
    }
    for body in [
        "\r\n",
        "x\r\n",
        "-1\r\n",
        "+1\r\n",
        "0x1\r\n",
        "1x\r\na\r\n",
        "g\r\n",
        ";a\r\n",
        " 1\r\na\r\n",
        "1 \r\na\r\n0\r\n\r\n",
        "1\t\r\na\r\n",
        "1 x\r\na\r\n",
        "1\na\r\n0\r\n\r\n",
        "1\r\na\n0\r\n\r\n",
        "1\r\nab\r\n0\r\n\r\n",
        "1\r\na0\r\n\r\n",
        "2\r\na\r\n0\r\n\r\n",
        "1\r\na\r0\r\n\r\n",
        "0\n\r\n",
        "0\r\n\n",
        "1;a\n\r\na\r\n",
        "1;\0\r\na\r\n",
        "1;a\x01\r\na\r\n",
        "1;a\x7f\r\na\r\n",
        "1,a\r\na\r\n",
        "1:a\r\na\r\n",
        "1.0\r\na\r\n",
        "1\r\r\na\r\n",
        "1\r\n\r\na\r\n0\r\n\r\n",
        "0\r\n0\r\n\r\n",
        "1\ra\r\n",
        "1;a\rb\r\na\r\n",
    ] {
        table.chunked(Err(400), body);
    }
    table.chunked(Err(413), "ffffffffffffffff\r\n");
    table.chunked(Err(413), "10000000000000000\r\n");
    table.chunked(Err(413), "fffffffffffffffff\r\n");
    table.chunked(Err(413), "bb8\r\n");
    table.chunked(Err(413), "5dc\r\n".to_owned() + &"a".repeat(1500) + "\r\n5dc\r\n");
    table.chunked(Err(400), format!("1;{}\r\na\r\n0\r\n\r\n", "e".repeat(300)));
    table.chunked(Ok(()), format!("1;{}\r\na\r\n0\r\n\r\n", "e".repeat(200)));
    table.chunked(Err(400), format!("1{}", " ".repeat(400)));
}

/// Section 7.1.2.
fn trailers(table: &mut Table) {
    for lines in ["A: b\r\n", "A: b\r\nC:\r\n", "Content-MD5: x\r\n", "A:b\r\nA:b\r\n"] {
        table.chunked(Ok(()), format!("0\r\n{lines}\r\n"));
    }
    for lines in [
        "A\r\n",
        "A : b\r\n",
        "A: b\r\n c\r\n",
        " A: b\r\n",
        "A: \0\r\n",
        "A: b\n",
        ": b\r\n",
        "Content-Length: 1\r\n",
        "transfer-encoding: chunked\r\n",
        "Host: y\r\n",
        "A: b\r\r\n",
        "A: \x01\r\n",
    ] {
        table.chunked(Err(400), format!("0\r\n{lines}\r\n"));
    }
    table.chunked(Err(431), format!("0\r\nA: {}\r\n\r\n", "b".repeat(1000)));
    table.chunked(Err(431), format!("0\r\n{}\r\n", "A: b\r\n".repeat(13)));
    table.chunked(Ok(()), format!("0\r\n{}\r\n", "A: b\r\n".repeat(12)));
}

/// RFC 9110, section 10.1.1.
fn expectations(table: &mut Table) {
    for expect in ["100-continue", "100-Continue", " 100-CONTINUE "] {
        table.good(
            1,
            format!("POST / HTTP/1.1\r\nHost: x\r\nExpect: {expect}\r\nContent-Length: 1\r\n\r\na"),
        );
        table.good(1, format!("POST / HTTP/1.1\r\nHost: x\r\nExpect: {expect}\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"));
        table.good(1, format!("POST / HTTP/1.1\r\nHost: x\r\nExpect: {expect}\r\n\r\n"));
    }
    for expect in ["", "200-ok", "100-continue, x", "100 continue"] {
        table.bad(
            417,
            format!("POST / HTTP/1.1\r\nHost: x\r\nExpect: {expect}\r\nContent-Length: 1\r\n\r\na"),
        );
    }
    table.good(1, "POST / HTTP/1.0\r\nExpect: 100-continue\r\nContent-Length: 1\r\n\r\na");
}

/// What a client may send at most.
fn limits(table: &mut Table) {
    let target = |length: usize| format!("GET /{} HTTP/1.1\r\nHost: x\r\n\r\n", "a".repeat(length));
    table.good(1, target(900));
    table.bad(414, target(1000));
    table.bad(414, "G".repeat(1001));
    let field =
        |length: usize| format!("GET / HTTP/1.1\r\nHost: x\r\nA: {}\r\n\r\n", "a".repeat(length));
    table.good(1, field(900));
    table.bad(431, field(1000));
    let many = |count: usize| {
        let mut head = String::from("GET / HTTP/1.1\r\nHost: x\r\n");
        for number in 1..count {
            let _ = write!(head, "F{number}: x\r\n");
        }
        head + "\r\n"
    };
    table.good(1, many(12));
    table.bad(431, many(13));
    table.bad(431, many(60));
    let head = "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 2950\r\n\r\n";
    table.good(1, format!("{head}{}", "a".repeat(2950)));
    table.chunked(Ok(()), "1\r\na\r\n".repeat(500) + "0\r\n\r\n");
}

/// Sections 9.3 and 11.2: one request ends where the next begins.
fn streams(table: &mut Table) {
    let sized = "POST /a HTTP/1.1\r\nHost: x\r\nContent-Length: 38\r\n\r\nGET /smuggled HTTP/1.1\r\nHost: evil\r\n\r\n";
    let chunked = "POST /b HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nGET \r\n0\r\nT: v\r\n\r\n";
    let plain = "GET /c HTTP/1.1\r\nHost: x\r\n\r\n";
    let old = "GET /d HTTP/1.0\r\nConnection: keep-alive\r\n\r\n";
    for (first, second, third) in [
        (sized, chunked, plain),
        (chunked, sized, old),
        (plain, plain, plain),
        (old, chunked, sized),
        (plain, sized, chunked),
    ] {
        table.good(3, format!("{first}{second}{third}"));
        table.good(3, format!("{first}\r\n{second}\r\n{third}"));
        table.good(2, format!("{first}{second}\r\n"));
    }
    for bad in
        ["x", "GET / HTTP/1.1\r\n\r\n", "\r\n\r\n", "0\r\n\r\n", "GET / HTTP/1.1\nHost: x\n\n"]
    {
        for good in [sized, chunked, plain, old] {
            let stream = format!("{good}{bad}\r\n\r\n").into_bytes();
            table.0.push(Case { stream, requests: 1, refused: Some(400) });
        }
    }
    // What is cut off waits, and is not served.
    for stream in [sized, chunked, plain] {
        for cut in [1, 2, stream.len() / 2] {
            table.good(0, &stream[..stream.len() - cut]);
        }
    }
}

/// Feeds a stream in pieces that end at `ends`, as the owner of a session does.
fn feed(stream: &[u8], ends: impl Iterator<Item = usize>) -> Outcome {
    let framing = Framing::new(&FramingSettings::Http(LIMITS), None);
    let mut decoder = AnyDecoder::new(&framing);
    let mut outcome = Outcome { requests: Vec::new(), refused: None, left: 0 };
    let mut start = 0;
    for end in ends {
        loop {
            match decoder.next(&stream[start..end]) {
                Ok(Frame::Package { len }) => {
                    assert!(
                        len >= 1 && len <= end - start,
                        "a request of {len} bytes out of {}",
                        end - start
                    );
                    outcome.requests.push(len);
                    start += len;
                }
                Ok(Frame::Interim { answer }) => {
                    assert_eq!(answer, b"HTTP/1.1 100 Continue\r\n\r\n")
                }
                Ok(Frame::More { want }) => {
                    assert!(want.is_none_or(|want| want > end - start), "it waits for what it has");
                    break;
                }
                Err(ProtocolError::Http(refusal)) => {
                    outcome.refused = Some(refusal.status);
                    outcome.left = 0;
                    return outcome;
                }
                Err(other) => panic!("{other}"),
            }
        }
    }
    outcome.left = stream.len() - start;
    outcome
}

fn shown(stream: &[u8]) -> String {
    let text = stream.escape_ascii().to_string();
    text.chars().take(300).collect()
}

#[test]
fn there_are_at_least_four_hundred_cases() {
    assert!(cases().len() >= 400, "{}", cases().len());
}

#[test]
fn every_case_comes_out_as_the_rfc_says_however_it_is_cut() {
    let mut wrong = String::new();
    for case in cases() {
        let stream = &case.stream[..];
        let whole = feed(stream, [stream.len()].into_iter());
        if (whole.requests.len(), whole.refused) != (case.requests, case.refused) {
            let _ = writeln!(
                wrong,
                "expected {} and {:?}, got {whole:?}: {}",
                case.requests,
                case.refused,
                shown(stream)
            );
            continue;
        }
        let bytes = feed(stream, 1..=stream.len());
        if bytes != whole {
            let _ = writeln!(wrong, "byte by byte {bytes:?}, whole {whole:?}: {}", shown(stream));
        }
        for cut in 1..stream.len() {
            let two = feed(stream, [cut, stream.len()].into_iter());
            if two != whole {
                let _ = writeln!(wrong, "cut at {cut} {two:?}, whole {whole:?}: {}", shown(stream));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn every_case_is_the_same_behind_another_request() {
    for case in cases() {
        let alone = feed(&case.stream, [case.stream.len()].into_iter());
        let stream = [GOOD, &case.stream].concat();
        let mut behind = feed(&stream, [stream.len()].into_iter());
        assert_eq!(behind.requests.first(), Some(&GOOD.len()), "{}", shown(&stream));
        behind.requests.remove(0);
        assert_eq!(behind, alone, "{}", shown(&case.stream));
    }
}

#[test]
fn a_chunked_body_is_what_its_chunks_hold() {
    for (raw, body) in [
        (&b"0\r\n\r\n"[..], &b""[..]),
        (b"1\r\na\r\n2;x=y\r\nbc\r\n0\r\nT: v\r\n\r\n", b"abc"),
        (b"5\r\n0\r\n\r\n\r\n0\r\n\r\n", b"0\r\n\r\n"),
    ] {
        assert_eq!(dechunk(raw), body);
    }
}
