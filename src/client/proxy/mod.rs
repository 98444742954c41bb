//! The handshake with a proxy, sans-IO: bytes in, bytes out.
//!
//! ```text
//! new() ──> send this ──> receive(input) ─┬─ More ────> read more, receive again
//!                                         ├─ Send ────> send this, receive again
//!                                         ├─ Done ────> connected; what is left of the input is the peer's
//!                                         └─ Err ─────> close
//! ```
//!
//! Blocking clients, those of the event loop and those of coroutines drive it. How much a proxy may send is bounded by the protocols' own limits.

mod http_connect;
mod socks5;

use bytes::BytesMut;

use crate::client::address::Target;
use crate::error::ErrorCode;
use crate::settings::{ProxyProtocol, ProxySettings};
use http_connect::HttpConnect;
use socks5::Socks5;

/// What to do next.
#[derive(Debug, PartialEq, Eq)]
pub enum Progress {
    /// Read more, and call again.
    More,
    /// Send this, and call again.
    Send(Vec<u8>),
    /// The peer is at the other end now.
    Done,
}

/// A handshake that failed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ProxyError {
    /// What the script sees.
    pub code: ErrorCode,
    /// Why, for the log.
    pub reason: String,
}

impl ProxyError {
    fn new(code: ErrorCode, reason: impl Into<String>) -> Self {
        Self { code, reason: reason.into() }
    }
}

/// A handshake under way.
#[derive(Debug)]
pub enum Handshake {
    /// See [`socks5`].
    Socks5(Socks5),
    /// See [`http_connect`].
    Http(HttpConnect),
}

impl Handshake {
    /// Begins one, to be connected to `target`. Returns what to send first.
    ///
    /// # Errors
    /// The target cannot be named to such a proxy.
    pub fn new(proxy: &ProxySettings, target: &Target) -> Result<(Self, Vec<u8>), ProxyError> {
        match proxy.protocol {
            ProxyProtocol::Socks5 => {
                let (handshake, first) = Socks5::new(proxy.login.clone(), target)?;
                Ok((Self::Socks5(handshake), first))
            }
            ProxyProtocol::Http => {
                let (handshake, first) = HttpConnect::new(proxy.login.as_ref(), target)?;
                Ok((Self::Http(handshake), first))
            }
        }
    }

    /// Takes what the proxy has sent off the front of `input`, as far as it is complete.
    ///
    /// # Errors
    /// The proxy refuses, or says what it must not.
    pub fn receive(&mut self, input: &mut BytesMut) -> Result<Progress, ProxyError> {
        match self {
            Self::Socks5(handshake) => handshake.receive(input),
            Self::Http(handshake) => handshake.receive(input),
        }
    }

    /// What it means that the proxy closes the connection now.
    #[must_use]
    pub fn closed(&self) -> ProxyError {
        let code = match self {
            Self::Socks5(_) => ErrorCode::SOCKS5_HANDSHAKE_FAILED,
            Self::Http(_) => ErrorCode::HTTP_PROXY_HANDSHAKE_ERROR,
        };
        ProxyError::new(code, "the proxy has closed the connection")
    }
}
