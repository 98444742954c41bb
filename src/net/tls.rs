//! TLS over a socket: a [`Context`] holds what the settings say, a [`Session`] is one connection's.
//!
//! It lies between a socket and whoever reads and writes it ([`super::way`]), and blocks as little as that does: what cannot go on says
//! `WouldBlock`. The owner of a server's session and all clients use it. The library is OpenSSL, the one that PHP itself is linked with, since
//! the settings are its own: lists of ciphers, files, directories of hashed names.
//!
//! A handshake needs no step of its own: reading does it. Who must know when it is done asks [`Session::handshake`].

mod context;
mod cookie;
mod session;

pub use context::{Carriage, Context, Role};
pub use session::{Handshake, RECORD, Session, Wants};

use openssl::error::ErrorStack;
use std::io;

use crate::error::{ErrorCode, Failure};

/// Why there is no encrypted connection.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TlsError {
    /// A file that the settings name cannot be read.
    #[error("{what} file[{path}] not found")]
    NoFile {
        /// What is in it.
        what: &'static str,
        /// As given.
        path: String,
    },
    /// A server has no certificate.
    #[error("a port with SWOOLE_SSL needs ssl_cert_file and ssl_key_file")]
    NoIdentity,
    /// A setting is none of what OpenSSL takes.
    #[error("{setting} '{value}' is of no use: {reason}")]
    Setting {
        /// The setting.
        setting: &'static str,
        /// As given.
        value: String,
        /// What OpenSSL says.
        reason: String,
    },
    /// The library has no memory.
    #[error("OpenSSL: {0}")]
    Library(String),
    /// The peer's certificate does not hold.
    #[error("{reason}")]
    Untrusted {
        /// OpenSSL's number.
        number: i32,
        /// What OpenSSL says.
        reason: String,
    },
    /// The peer has none.
    #[error("the peer has no certificate")]
    NoCertificate,
    /// The peer does not speak TLS, or not as we do.
    #[error("{reason}")]
    Peer {
        /// OpenSSL's number.
        number: u64,
        /// What OpenSSL says.
        reason: String,
    },
    /// The peer has gone in the middle of the handshake.
    #[error("the peer has closed the connection before the handshake was done")]
    Closed,
    /// The socket failed.
    #[error("{}", .0.sentence())]
    Socket(ErrorCode),
}

impl TlsError {
    /// What the script sees.
    #[must_use]
    pub const fn code(&self) -> ErrorCode {
        match self {
            Self::NoFile { .. } | Self::NoIdentity | Self::Setting { .. } | Self::Library(_) => {
                ErrorCode::SSL_CREATE_CONTEXT_FAILED
            }
            Self::Untrusted { .. } => ErrorCode::SSL_VERIFY_FAILED,
            Self::NoCertificate => ErrorCode::SSL_EMPTY_PEER_CERTIFICATE,
            Self::Peer { .. } => ErrorCode::SSL_HANDSHAKE_FAILED,
            Self::Closed => ErrorCode(libc::ECONNRESET),
            Self::Socket(code) => *code,
        }
    }
}

impl From<ErrorStack> for TlsError {
    fn from(stack: ErrorStack) -> Self {
        Self::Library(reason(&stack).1)
    }
}

/// An error of the encryption, where one of the socket is expected: [`ErrorCode::from`] finds its code.
impl From<TlsError> for io::Error {
    fn from(error: TlsError) -> Self {
        match error {
            TlsError::Socket(code) if code.row().is_none() => Self::from_raw_os_error(code.0),
            error => Self::other(Failure::new(error.code(), error.to_string())),
        }
    }
}

/// Whether a datagram can be the first of a DTLS session (RFC 6347, section 4): a record of the handshake with a client's greeting. What
/// comes astray costs nothing then.
#[must_use]
pub fn may_begin_session(datagram: &[u8]) -> bool {
    const HANDSHAKE: u8 = 22;
    const CLIENT_HELLO: u8 = 1;
    const HEADER: usize = 13;
    datagram.first() == Some(&HANDSHAKE) && datagram.get(HEADER) == Some(&CLIENT_HELLO)
}

/// The first of what OpenSSL has to say, which is the cause of the rest.
fn reason(stack: &ErrorStack) -> (u64, String) {
    let first = stack.errors().first();
    let text = first.and_then(|error| error.reason()).unwrap_or("unknown reason").to_owned();
    (first.map_or(0, |error| u64::from(error.reason_code().unsigned_abs())), text)
}
