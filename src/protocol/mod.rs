//! Framing: where one package of a byte stream ends and the next begins.
//!
//! A [`Decoder`] is sans-IO. It owns no buffer and sees neither a socket nor a clock: the owner of a
//! session shows it the bytes received and not yet consumed, and the decoder says how long the next
//! package is. The owner slices that much off, hands it on without a copy, and asks again:
//!
//! ```text
//!            ┌─ More { want } ──> read from the socket, append ──┐
//! next(buf) ─┤                                                   ├─> next(buf)
//!            ├─ Package { len } ─> split buf[..len] off, deliver ┘
//!            └─ Err ────────────> log, close the session: the stream cannot be trusted any more
//! ```
//!
//! Called by the owner of a session (a reactor thread or a worker) and by the clients. A decoder never
//! panics whatever the bytes are, never looks twice at a byte that it can rule out, and bounds how much the
//! owner has to keep by `package_max_length`.

mod eof;
pub mod http1;
pub mod http2;
mod length;
mod raw;
pub mod websocket;

use std::sync::Arc;

pub use self::http1::Http1;
pub use eof::{EofCheck, EofRule, EofSplit};
pub use length::{FUNC_WINDOW, LengthFn, LengthPrefix, LengthRule, LengthVerdict};
pub use raw::Raw;

use crate::settings::{FramingSettings, HttpLimits};

/// Finds the packages of one direction of one stream.
pub trait Decoder {
    /// Looks at `buf`, all bytes received and not yet consumed, and says where the next package ends.
    ///
    /// After [`Frame::Package`] the next call must be shown `buf` without those `len` bytes; after
    /// [`Frame::More`] the same bytes again with more behind them.
    ///
    /// # Errors
    /// The stream is unusable: close the connection. What further calls return is unspecified.
    fn next(&mut self, buf: &[u8]) -> Result<Frame, ProtocolError>;
}

/// What a decoder makes of the bytes that it was shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Frame {
    /// The package is not complete.
    More {
        /// Length in bytes, from the start of the buffer, that is needed before another call can tell more;
        /// `None` if unknown. Never above the package limit. It may be only the peer's word: read that much,
        /// but reserve memory as the bytes come, or a header of four bytes costs `package_max_length`.
        want: Option<usize>,
    },
    /// The peer waits for an answer in between: send it, then call again with the same bytes.
    Interim {
        /// What to send.
        answer: &'static [u8],
    },
    /// The next package is `buf[..len]`; `len` is at least 1 and at most `buf.len()`.
    Package {
        /// Bytes, header or marker included.
        len: usize,
    },
}

/// Why a stream cannot be framed. The connection is closed; PHP sees `onClose` and the log one line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ProtocolError {
    /// An HTTP request that must not be served; it is answered with the status before the connection is closed.
    #[error("the request is refused with {0}")]
    Http(#[from] http1::Refusal),
    /// What ends a connection of HTTP/2; the peer has been told.
    #[error("the peer has caused {0}")]
    Http2(#[from] http2::Violation),
    /// A frame that must not be; the peer is told the close code before the connection is closed.
    #[error("the peer sent {0}")]
    WebSocket(#[from] websocket::Violation),
    /// The peer announced, or sent without an end, more than `package_max_length`.
    #[error(
        "the peer's package of {length} bytes or more exceeds package_max_length ({limit} bytes)"
    )]
    TooLong {
        /// Bytes announced; for an EOF protocol the bytes seen without a marker.
        length: u128,
        /// `package_max_length` in bytes.
        limit: usize,
    },
    /// The peer's header says that the package, header included, has no bytes at all.
    #[error("the peer's header of {header} bytes announces an empty package")]
    NoLength {
        /// Bytes from the start of the package to the end of its length field.
        header: usize,
    },
    /// The peer's header says that the package has a negative length.
    #[error("the peer announced a package of {total} bytes")]
    Negative {
        /// Value of the length field plus `package_body_offset`.
        total: i128,
    },
    /// The peer's header says that the package ends before its own length field does.
    #[error(
        "the peer announced a package of {total} bytes, shorter than its header of {header} bytes"
    )]
    ShorterThanHeader {
        /// Value of the length field plus `package_body_offset`.
        total: usize,
        /// Bytes from the start of the package to the end of its length field.
        header: usize,
    },
    /// The peer's length has more bytes than the protocol allows for one.
    #[error("the peer's length does not end within {bytes} bytes")]
    LengthWithoutEnd {
        /// Bytes that it may have.
        bytes: usize,
    },
    /// The script's `package_length_func` still asks for more after all that it may be shown.
    #[error("package_length_func finds no length in the first {seen} bytes that the peer sent")]
    LengthUnknown {
        /// Bytes that the function was shown.
        seen: usize,
    },
    /// The script's `package_length_func` refused the peer's data.
    #[error("package_length_func refused {seen} bytes that the peer sent")]
    Refused {
        /// Bytes that the function was shown.
        seen: usize,
    },
}

impl ProtocolError {
    /// The number that programs see (`SWOOLE_ERROR_PACKAGE_LENGTH_TOO_LARGE` and its neighbours).
    #[must_use]
    pub const fn code(&self) -> i32 {
        match self {
            Self::TooLong { .. } => 1201,
            Self::NoLength { .. } | Self::LengthUnknown { .. } => 1202,
            Self::Http(_) => 7102,
            Self::WebSocket(violation) => violation.code(),
            Self::Http2(_) => 3006,
            Self::Negative { .. }
            | Self::ShorterThanHeader { .. }
            | Self::LengthWithoutEnd { .. }
            | Self::Refused { .. } => 1204,
        }
    }
}

/// How a port frames its streams: the settings, prepared once, shared by all its sessions.
#[derive(Debug, Clone)]
pub enum Framing {
    /// No framing: what was received is a package.
    Raw,
    /// `open_eof_check`.
    EofCheck(Arc<EofRule>),
    /// `open_eof_split`.
    EofSplit(Arc<EofRule>),
    /// `open_length_check`, `open_mqtt_protocol`.
    Length(Arc<LengthRule>),
    /// `open_http_protocol`.
    Http(Arc<HttpLimits>),
    /// WebSocket, on a connection whose handshake is done: no port begins with it.
    WebSocket(Arc<websocket::FrameRule>),
}

impl Framing {
    /// Prepares what the settings ask for. `length_func` is the script's `package_length_func`, if it has
    /// one; it wins over the length field.
    #[must_use]
    pub fn new(settings: &FramingSettings, length_func: Option<Arc<LengthFn>>) -> Self {
        match settings {
            FramingSettings::Raw => Self::Raw,
            FramingSettings::EofCheck { eof, max_length } => {
                Self::EofCheck(Arc::new(EofRule::new(eof, *max_length)))
            }
            FramingSettings::EofSplit { eof, max_length } => {
                Self::EofSplit(Arc::new(EofRule::new(eof, *max_length)))
            }
            FramingSettings::Mqtt { max_length } => {
                Self::Length(Arc::new(LengthRule::mqtt(*max_length)))
            }
            FramingSettings::Http(limits) => Self::Http(Arc::new(*limits)),
            FramingSettings::Length { field, max_length } => {
                Self::Length(Arc::new(match length_func {
                    Some(func) => LengthRule::from_func(func, *max_length),
                    None => LengthRule::from_field(*field, *max_length),
                }))
            }
        }
    }
}

/// The decoder of one session, dispatched without a vtable.
#[derive(Debug)]
pub enum AnyDecoder {
    /// See [`Raw`].
    Raw(Raw),
    /// See [`EofCheck`].
    EofCheck(EofCheck),
    /// See [`EofSplit`].
    EofSplit(EofSplit),
    /// See [`LengthPrefix`].
    Length(LengthPrefix),
    /// See [`Http1`].
    Http(Http1),
    /// See [`websocket::Frames`].
    WebSocket(websocket::Frames),
}

impl AnyDecoder {
    /// A decoder at the start of a stream.
    #[must_use]
    pub fn new(framing: &Framing) -> Self {
        match framing {
            Framing::Raw => Self::Raw(Raw),
            Framing::EofCheck(rule) => Self::EofCheck(EofCheck::new(Arc::clone(rule))),
            Framing::EofSplit(rule) => Self::EofSplit(EofSplit::new(Arc::clone(rule))),
            Framing::Length(rule) => Self::Length(LengthPrefix::new(Arc::clone(rule))),
            Framing::Http(limits) => Self::Http(Http1::new(Arc::clone(limits))),
            Framing::WebSocket(rule) => Self::WebSocket(websocket::Frames::new(Arc::clone(rule))),
        }
    }
}

impl AnyDecoder {
    /// What is known of the package that was found last, where it is an HTTP request.
    #[must_use]
    pub fn gist(&self) -> http1::Gist {
        match self {
            Self::Http(decoder) => decoder.gist(),
            _ => http1::Gist::UNKNOWN,
        }
    }
}

impl Decoder for AnyDecoder {
    fn next(&mut self, buf: &[u8]) -> Result<Frame, ProtocolError> {
        match self {
            Self::Raw(decoder) => decoder.next(buf),
            Self::EofCheck(decoder) => decoder.next(buf),
            Self::EofSplit(decoder) => decoder.next(buf),
            Self::Length(decoder) => decoder.next(buf),
            Self::Http(decoder) => decoder.next(buf),
            Self::WebSocket(decoder) => decoder.next(buf),
        }
    }
}
