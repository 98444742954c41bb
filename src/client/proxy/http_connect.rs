//! HTTP `CONNECT`: RFC 9110, section 9.3.6.
//!
//! The proxy's answer is a head without a body; any 2xx means that what follows is the peer's. Login is the `Basic` scheme of RFC 7617.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use bytes::{Buf, BytesMut};
use memchr::memmem;

use super::{Progress, ProxyError};
use crate::client::address::Target;
use crate::error::ErrorCode;

/// Bytes of an answer's head at most.
const HEAD_MAX: usize = 8 * 1024;
const HEAD_END: &[u8] = b"\r\n\r\n";

/// A handshake under way.
#[derive(Debug)]
pub struct HttpConnect {
    done: bool,
}

impl HttpConnect {
    /// Begins one, and says what to send first.
    pub(super) fn new(
        login: Option<&(Vec<u8>, Vec<u8>)>,
        target: &Target,
    ) -> Result<(Self, Vec<u8>), ProxyError> {
        // A host with line breaks would write headers of its own.
        if !target.is_plain() {
            let reason = "no proxy can be told this host";
            return Err(ProxyError::new(ErrorCode::HTTP_PROXY_HANDSHAKE_ERROR, reason));
        }
        let authority = if target.ip().is_some_and(|ip| ip.is_ipv6()) {
            format!("[{}]:{}", target.host, target.port)
        } else {
            format!("{}:{}", target.host, target.port)
        };
        let mut request = format!(
            "CONNECT {authority} HTTP/1.1\r\nHost: {authority}\r\nUser-Agent: Swoole/{}\r\nProxy-Connection: Keep-Alive\r\n",
            env!("CARGO_PKG_VERSION")
        );
        if let Some((user, password)) = login {
            let pair = STANDARD.encode([user, b":".as_slice(), password].concat());
            request.push_str(&format!("Proxy-Authorization: Basic {pair}\r\n"));
        }
        request.push_str("\r\n");
        Ok((Self { done: false }, request.into_bytes()))
    }

    pub(super) fn receive(&mut self, input: &mut BytesMut) -> Result<Progress, ProxyError> {
        while !self.done {
            let Some(end) = memmem::find(&input[..input.len().min(HEAD_MAX)], HEAD_END) else {
                return check_beginning(input).map(|()| Progress::More);
            };
            match status(input)? {
                // Interim answers come before the one that counts.
                100..=199 => {}
                200..=299 => self.done = true,
                status => {
                    return Err(ProxyError::new(
                        ErrorCode::HTTP_PROXY_HANDSHAKE_FAILED,
                        format!("the proxy answers with {status}"),
                    ));
                }
            }
            input.advance(end + HEAD_END.len());
        }
        Ok(Progress::Done)
    }
}

/// Fails early where no head can come of it.
fn check_beginning(input: &[u8]) -> Result<(), ProxyError> {
    const BEGIN: &[u8] = b"HTTP/1.";
    let seen = input.len().min(BEGIN.len());
    if input[..seen] != BEGIN[..seen] {
        return Err(bad("it is no HTTP/1"));
    }
    if input.len() >= HEAD_MAX {
        return Err(bad("its head does not end"));
    }
    Ok(())
}

/// `HTTP/1.1 200 Connection established`
fn status(head: &[u8]) -> Result<u16, ProxyError> {
    check_beginning(&head[..head.len().min(HEAD_MAX - 1)])?;
    let code = head.get(9..12).filter(|_| head[7].is_ascii_digit() && head[8] == b' ');
    let ends = matches!(head.get(12), Some(b' ' | b'\r'));
    code.filter(|code| ends && code.iter().all(u8::is_ascii_digit))
        .map(|code| code.iter().fold(0, |status, digit| status * 10 + u16::from(digit - b'0')))
        .ok_or_else(|| bad("its status line has no status"))
}

fn bad(what: &str) -> ProxyError {
    ProxyError::new(ErrorCode::HTTP_PROXY_BAD_RESPONSE, format!("the proxy's answer: {what}"))
}
