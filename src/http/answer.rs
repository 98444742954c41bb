//! Heads of answers, written into a buffer that is used again and again.

use super::{date, status};
use std::cell::Cell;

/// The name that answers give the server.
pub const SERVER: &str = "swoole-http-server";

/// What an answer says of the connection.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Persistence {
    /// The client may send more.
    KeepAlive,
    /// This is the last answer.
    Close,
}

/// Begins the head: the status line. An empty `reason` is the code's own.
pub fn status_line(out: &mut Vec<u8>, code: u16, reason: &[u8]) {
    if code == 200 && reason.is_empty() {
        return out.extend_from_slice(b"HTTP/1.1 200 OK\r\n");
    }
    out.extend_from_slice(b"HTTP/1.1 ");
    decimal(out, code.into());
    out.push(b' ');
    match reason {
        [] => out.extend_from_slice(status::reason(code).unwrap_or(status::UNKNOWN).as_bytes()),
        reason => out.extend_from_slice(reason),
    }
    out.extend_from_slice(b"\r\n");
}

/// One field.
pub fn field(out: &mut Vec<u8>, name: &[u8], value: &[u8]) {
    out.extend_from_slice(name);
    out.extend_from_slice(b": ");
    out.extend_from_slice(value);
    out.extend_from_slice(b"\r\n");
}

/// `Server`.
pub fn server(out: &mut Vec<u8>) {
    field(out, b"Server", SERVER.as_bytes());
}

/// `Date`, of that second of the real-time clock.
pub fn date_field(out: &mut Vec<u8>, second: u64) {
    field(out, b"Date", &date::of(second));
}

/// `Server` and `Date`, which most answers have one behind the other.
pub fn server_and_date(out: &mut Vec<u8>, second: u64) {
    const LINES: usize = "Server: \r\nDate: \r\n".len() + SERVER.len() + date::LEN;
    thread_local! {
        static LAST: Cell<(u64, [u8; LINES])> = const { Cell::new((u64::MAX, [0; LINES])) };
    }
    LAST.with(|last| {
        let (made, mut lines) = last.get();
        if made != second {
            let mut text = Vec::with_capacity(LINES);
            server(&mut text);
            date_field(&mut text, second);
            lines.copy_from_slice(&text);
            last.set((second, lines));
        }
        out.extend_from_slice(&lines);
    });
}

/// `Connection`.
pub fn connection(out: &mut Vec<u8>, persistence: Persistence) {
    out.extend_from_slice(match persistence {
        Persistence::KeepAlive => b"Connection: keep-alive\r\n",
        Persistence::Close => b"Connection: close\r\n",
    });
}

/// `Content-Length`.
pub fn content_length(out: &mut Vec<u8>, length: u64) {
    out.extend_from_slice(b"Content-Length: ");
    decimal(out, length);
    out.extend_from_slice(b"\r\n");
}

/// A whole answer without a body.
pub fn bare(out: &mut Vec<u8>, code: u16, persistence: Persistence, second: u64) {
    status_line(out, code, b"");
    server_and_date(out, second);
    connection(out, persistence);
    out.extend_from_slice(b"Content-Length: 0\r\n\r\n");
}

/// The number in decimal digits.
pub fn decimal(out: &mut Vec<u8>, mut number: u64) {
    let mut digits = [0_u8; 20];
    let mut at = digits.len();
    loop {
        at -= 1;
        digits[at] = b'0' + (number % 10) as u8;
        number /= 10;
        if number == 0 {
            break;
        }
    }
    out.extend_from_slice(&digits[at..]);
}

/// The size line of a chunk.
pub fn chunk_size(out: &mut Vec<u8>, size: usize) {
    let mut digits = [0_u8; 16];
    let (mut at, mut number) = (digits.len(), size);
    loop {
        at -= 1;
        digits[at] = b"0123456789abcdef"[number % 16];
        number /= 16;
        if number == 0 {
            break;
        }
    }
    out.extend_from_slice(&digits[at..]);
    out.extend_from_slice(b"\r\n");
}

/// Whether a byte may be part of a token (RFC 9110, section 5.6.2).
static IN_TOKEN: [bool; 256] = {
    let mut table = [false; 256];
    let mut byte = 0;
    while byte < 128_u8 {
        let sign = matches!(
            byte,
            b'!' | b'#'..=b'\'' | b'*' | b'+' | b'-' | b'.' | b'^' | b'_' | b'`' | b'|' | b'~'
        );
        table[byte as usize] = byte.is_ascii_alphanumeric() || sign;
        byte += 1;
    }
    table
};

/// Whether it may stand in a head as a field's name (RFC 9110, section 5.1).
#[must_use]
pub fn is_token(name: &[u8]) -> bool {
    !name.is_empty() && name.iter().all(|byte| IN_TOKEN[usize::from(*byte)])
}

/// Whether it could end the field that it is written into: CR, LF or NUL.
#[must_use]
pub fn breaks_out(value: &[u8]) -> bool {
    // Nearly none does, so all bytes are looked at, many at once.
    let breaks =
        |found: bool, byte: &u8| found | (*byte == b'\r') | (*byte == b'\n') | (*byte == 0);
    value.iter().fold(false, breaks)
}
