//! WebSocket (RFC 6455): frames of a stream, messages of frames, and the opening handshake. No socket, no clock, no randomness.
//!
//! ```text
//! bytes ──[Frames]──> whole frames ──[Messages]──> messages, unmasked and gathered; pings, pongs, closes
//! ```
//!
//! [`Frames`] is a [`Decoder`](super::Decoder) like the others, so that a connection can go over to it after its handshake. What is not exactly
//! what the RFC says is a [`Violation`]: the peer is told its close code, and the connection ends.

mod deflate;
pub mod extension;
mod frame;
pub mod handshake;
mod loose;
mod message;

pub use deflate::{deflate, inflate};
pub use frame::{FrameRule, Frames, Header, Reader, ends_message, mask};
pub use loose::{LooseFrame, Start};
pub use message::{CONTROL_MAX, Incoming, Messages, is_close_code};

/// What a frame is (section 5.2).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub enum Opcode {
    /// More of the message under way.
    Continuation = 0,
    /// A message, or its beginning, in UTF-8.
    Text = 1,
    /// A message, or its beginning, of any bytes.
    Binary = 2,
    /// The sender sends nothing more.
    Close = 8,
    /// To be answered with a pong.
    Ping = 9,
    /// The answer to a ping, or a sign of life.
    Pong = 10,
}

impl Opcode {
    /// The opcode of that number; `None` if it is reserved.
    #[must_use]
    pub const fn from_number(number: u8) -> Option<Self> {
        Some(match number {
            0 => Self::Continuation,
            1 => Self::Text,
            2 => Self::Binary,
            8 => Self::Close,
            9 => Self::Ping,
            10 => Self::Pong,
            _ => return None,
        })
    }

    /// Whether it is one of those that may come between the frames of a message.
    #[must_use]
    pub const fn is_control(self) -> bool {
        self as u8 >= 8
    }
}

/// What is known of a message, beside its bytes: it travels with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Label {
    /// What it is.
    pub opcode: Opcode,
    /// It came compressed.
    pub compressed: bool,
    /// It came masked.
    pub masked: bool,
}

impl Label {
    /// As a number, which is not 0.
    #[must_use]
    pub const fn to_bits(self) -> u16 {
        1 << 15 | (self.masked as u16) << 5 | (self.compressed as u16) << 4 | self.opcode as u16
    }

    /// From what [`Label::to_bits`] gave; `None` if it is nothing of the kind.
    #[must_use]
    pub fn from_bits(bits: u16) -> Option<Self> {
        if bits & 1 << 15 == 0 {
            return None;
        }
        let opcode = Opcode::from_number(bits as u8 & 0xf)?;
        Some(Self { opcode, compressed: bits & 1 << 4 != 0, masked: bits & 1 << 5 != 0 })
    }
}

/// What a peer has done that the protocol forbids.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Violation {
    /// Section 5.2: no extension that uses them has been agreed on.
    #[error("a frame with the reserved bits {0:#05b}")]
    Reserved(u8),
    /// Section 5.2.
    #[error("a frame of the reserved opcode {0}")]
    Opcode(u8),
    /// Section 5.1: a server masks nothing.
    #[error("a frame of a server that is masked")]
    Masked,
    /// Section 5.2: not the shortest way to say it, or above 2^63 - 1.
    #[error("a frame whose length of {0} bytes is not in the shortest form")]
    LengthForm(u64),
    /// Section 5.5.
    #[error("a control frame of {0} bytes; 125 is the most")]
    LongControl(u64),
    /// Section 5.5.
    #[error("a control frame in fragments")]
    FragmentedControl,
    /// Section 5.4.
    #[error(
        "a continuation of no message: A continuation frame cannot stand alone and MUST be preceded by an initial frame whose opcode indicates either text or binary data."
    )]
    NothingToContinue,
    /// Section 5.4.
    #[error(
        "a message within another: All fragments of a message, except for the initial frame, must use the continuation frame opcode(0)."
    )]
    Interleaved,
    /// Section 8.1.
    #[error("a text that is not UTF-8")]
    NotUtf8,
    /// RFC 7692.
    #[error("a compressed message that cannot be read")]
    NotDeflated,
    /// Section 5.5.1.
    #[error("a close frame of one byte")]
    HalfCloseCode,
    /// More than `package_max_length`.
    #[error(
        "a message of {length} bytes or more, which exceeds package_max_length ({limit} bytes)"
    )]
    TooBig {
        /// Bytes announced or gathered.
        length: u64,
        /// The limit in bytes.
        limit: usize,
    },
}

impl Violation {
    /// The close code that tells the peer what it has done (section 7.4.1).
    #[must_use]
    pub const fn close_code(self) -> u16 {
        match self {
            Self::NotUtf8 | Self::NotDeflated => 1007,
            Self::TooBig { .. } => 1009,
            _ => 1002,
        }
    }

    /// The number that programs see.
    #[must_use]
    pub const fn code(self) -> i32 {
        match self {
            Self::TooBig { .. } => 1201,
            Self::Opcode(_) => 8502,
            _ => 8501,
        }
    }
}
