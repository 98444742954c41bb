//! HTTP/2 (RFC 9113): one connection, seen from either end. No socket, no clock, no file.
//!
//! ```text
//!          bytes in                                   events
//! socket ───────────> Connection::next ──────────────────────────> who serves, or asks
//!    ^                  │ frames, streams, windows, HPACK              │
//!    └───────────── out <────────────────────────────── commands ──────┘
//!                     send_head, send_body, send_trailers, reset, ping, go_away; pump when the socket takes more
//! ```
//!
//! A server does not use [`Connection`] itself but [`Requests`], which gathers whole requests, in the form that HTTP/1.1 gives them, and takes
//! answers in that form: so whoever serves a request need not know which of the two its client speaks.
//!
//! What a peer can make grow is bounded: the list of fields and the bytes of its block, `CONTINUATION` frames, streams at a time (one that the
//! client has reset counts until its request has been dealt with: resetting does not make room for more work), bodies that are being gathered;
//! and by the time: frames that only cost ([`budget`]). Whoever exceeds a bound gets the RFC's error for it.

mod answer;
mod budget;
mod connection;
mod fields;
mod frame;
pub mod hpack;
mod reason;
mod receiving;
mod requests;
mod sending;
mod settings;
mod stream;
#[cfg(test)]
mod tests;

pub use connection::{Connection, Event, Limits};
pub use fields::{Fields, Kind as FieldsKind};
pub use frame::PREFACE;
pub use reason::{Reason, Violation};
pub use requests::{Request, RequestLimits, Requests};
pub use sending::{CannotOpen, Put};
pub use settings::Settings;
pub use stream::Source;

/// Whether what HTTP/1.1 takes for the head of a request begins a connection of HTTP/2.
#[must_use]
pub fn is_begun(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PRI * HTTP/2.0\r\n\r\n")
}

/// The window of a stream, and of the connection, before either side says otherwise (section 6.9.2), in bytes.
pub const DEFAULT_WINDOW: u32 = 65_535;
/// The largest window (section 6.9.1).
pub const MAX_WINDOW: u32 = 0x7fff_ffff;
/// The bytes that every peer takes in a frame (section 4.2).
pub const DEFAULT_FRAME_SIZE: u32 = 16_384;
/// The most that a peer may allow.
pub const MAX_FRAME_SIZE: u32 = 0x00ff_ffff;
