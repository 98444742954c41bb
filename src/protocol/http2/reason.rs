//! Why a stream or a connection ends.

use std::fmt;

macro_rules! reasons {
    ($($name:ident = $number:literal, $text:literal, $doc:literal;)*) => {
        /// An error code (RFC 9113, section 7).
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        #[repr(u32)]
        pub enum Reason {
            $(#[doc = $doc] $name = $number,)*
        }

        impl Reason {
            /// The reason of that number, if it is one of those that the RFC names.
            #[must_use]
            pub const fn from_number(number: u32) -> Option<Self> {
                match number {
                    $($number => Some(Self::$name),)*
                    _ => None,
                }
            }

            /// Its name in the RFC.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$name => $text,)*
                }
            }
        }
    };
}

reasons! {
    NoError = 0, "NO_ERROR", "All is well.";
    Protocol = 1, "PROTOCOL_ERROR", "The peer has broken the protocol.";
    Internal = 2, "INTERNAL_ERROR", "The sender has failed.";
    FlowControl = 3, "FLOW_CONTROL_ERROR", "The peer has sent more than it may.";
    SettingsTimeout = 4, "SETTINGS_TIMEOUT", "Settings have not been acknowledged.";
    StreamClosed = 5, "STREAM_CLOSED", "A frame has come for a stream that is closed.";
    FrameSize = 6, "FRAME_SIZE_ERROR", "A frame has a length that it must not have.";
    RefusedStream = 7, "REFUSED_STREAM", "The request has not been looked at.";
    Cancel = 8, "CANCEL", "Nobody wants the rest.";
    Compression = 9, "COMPRESSION_ERROR", "A header block cannot be read.";
    Connect = 10, "CONNECT_ERROR", "A tunnel has broken.";
    EnhanceYourCalm = 11, "ENHANCE_YOUR_CALM", "The peer asks for too much.";
    InadequateSecurity = 12, "INADEQUATE_SECURITY", "The transport is not safe enough.";
    Http11Required = 13, "HTTP_1_1_REQUIRED", "The peer should speak HTTP/1.1.";
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// What a peer has done that ends its connection.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("{reason}: {why}")]
pub struct Violation {
    /// What the peer is told.
    pub reason: Reason,
    /// What it was, for the log.
    pub why: &'static str,
}

impl Violation {
    pub(super) const fn new(reason: Reason, why: &'static str) -> Self {
        Self { reason, why }
    }

    pub(super) const fn protocol(why: &'static str) -> Self {
        Self::new(Reason::Protocol, why)
    }

    pub(super) const fn size(why: &'static str) -> Self {
        Self::new(Reason::FrameSize, why)
    }

    pub(super) const fn flood(why: &'static str) -> Self {
        Self::new(Reason::EnhanceYourCalm, why)
    }
}
