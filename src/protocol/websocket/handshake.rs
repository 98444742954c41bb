//! The opening handshake (RFC 6455, section 4): what a client asks with, and what it is answered.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha1::{Digest, Sha1};

use crate::protocol::http1::{Head, list};

/// What every server appends to a client's key (section 1.3).
const GUID: &[u8] = b"258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
/// Bytes of a key, before base64.
const KEY_SIZE: usize = 16;
/// The version of the protocol that there is.
const VERSION: &str = "13";

/// Why a request is no handshake, though it asks for one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// Section 4.1: GET, in HTTP/1.1.
    #[error("a WebSocket handshake is a GET request of HTTP/1.1")]
    NotGet,
    /// Section 4.1.
    #[error("Upgrade does not name websocket, or Connection does not name Upgrade")]
    NotUpgrade,
    /// Section 4.1: 16 bytes in base64, once.
    #[error("Sec-WebSocket-Key is not 16 bytes in base64")]
    BadKey,
    /// Section 4.4: to be answered with 426 and the version that there is.
    #[error("Sec-WebSocket-Version is not 13")]
    BadVersion,
}

/// Whether a request asks for WebSocket at all, rightly or not.
#[must_use]
pub fn is_asked(head: &Head<'_, '_>) -> bool {
    names(head, "upgrade", "websocket")
}

/// Checks a handshake and gives the value that `Sec-WebSocket-Accept` answers it with.
///
/// # Errors
/// It is none.
pub fn accept(head: &Head<'_, '_>) -> Result<String, Refusal> {
    if head.method != "GET" || head.minor == 0 {
        return Err(Refusal::NotGet);
    }
    if !is_asked(head) || !names(head, "connection", "upgrade") {
        return Err(Refusal::NotUpgrade);
    }
    // The key is looked at first: whoever sends none does not speak any version.
    let key = only(head, "sec-websocket-key").ok_or(Refusal::BadKey)?;
    let answer = accept_key(key).ok_or(Refusal::BadKey)?;
    match only(head, "sec-websocket-version") {
        Some(version) if version == VERSION.as_bytes() => Ok(answer),
        _ => Err(Refusal::BadVersion),
    }
}

/// The answer to a key; `None` if it is none.
#[must_use]
pub fn accept_key(key: &[u8]) -> Option<String> {
    let decoded = STANDARD.decode(key).ok()?;
    if decoded.len() != KEY_SIZE {
        return None;
    }
    let digest = Sha1::new().chain_update(key).chain_update(GUID).finalize();
    Some(STANDARD.encode(digest))
}

/// Whether one of a list's elements is `token`, in either case.
fn names(head: &Head<'_, '_>, field: &str, token: &str) -> bool {
    head.values(field).any(|value| list(value).any(|it| it.eq_ignore_ascii_case(token.as_bytes())))
}

/// The value of a field that stands there once.
fn only<'a>(head: &Head<'a, '_>, field: &str) -> Option<&'a [u8]> {
    let mut values = head.values(field);
    values.next().filter(|_| values.next().is_none())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::protocol::http1::{MAX_FIELDS, with_head};

    const REQUEST: &str = "GET /chat HTTP/1.1\r\nHost: a\r\nUpgrade: WebSocket\r\n\
        Connection: keep-alive, Upgrade\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\
        Sec-WebSocket-Version: 13\r\n\r\n";

    fn answer(request: &str) -> Result<String, Refusal> {
        with_head(request.as_bytes(), MAX_FIELDS, accept).unwrap()
    }

    #[test]
    fn the_example_of_section_1_3_is_answered_as_there() {
        assert_eq!(answer(REQUEST).as_deref(), Ok("s3pPLMBiTxaQ9kYGzzhZRbK+xOo="));
    }

    #[test]
    fn what_is_no_handshake_is_refused() {
        let with = |from: &str, to: &str| {
            assert!(REQUEST.contains(from));
            answer(&REQUEST.replace(from, to)).unwrap_err()
        };
        assert_eq!(with("GET", "POST"), Refusal::NotGet);
        assert_eq!(with("HTTP/1.1", "HTTP/1.0"), Refusal::NotGet);
        assert_eq!(with("Upgrade: WebSocket", "Upgrade: h2c"), Refusal::NotUpgrade);
        assert_eq!(with("keep-alive, Upgrade", "keep-alive"), Refusal::NotUpgrade);
        assert_eq!(with("Version: 13", "Version: 8"), Refusal::BadVersion);
        assert_eq!(with("Sec-WebSocket-Version: 13\r\n", ""), Refusal::BadVersion);
        for key in ["", "dGhlIHNhbXBsZQ==", "not base64", "dGhlIHNhbXBsZSBub25jZQ"] {
            assert_eq!(with("dGhlIHNhbXBsZSBub25jZQ==", key), Refusal::BadKey, "{key}");
        }
        let twice = "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n";
        assert_eq!(with(twice, &twice.repeat(2)), Refusal::BadKey);
    }
}
