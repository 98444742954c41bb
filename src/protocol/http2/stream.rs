//! One stream (RFC 9113, section 5.1), as either side sees it.
//!
//! ```text
//!   receiving:  Head ── HEADERS ──> Body ── END_STREAM, or a reset ──> Closed
//!   sending:    Head ── HEADERS ──> Body ── END_STREAM is queued ────> Ending ── it is written, or a reset ──> Closed
//! ```
//!
//! When both are closed the stream is forgotten, unless its request is still being worked on.

use super::fields::Fields;
use super::frame;
use std::collections::VecDeque;
use std::fmt;
use std::io;

/// How far one direction is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Way {
    Head,
    Body,
    /// Of what is sent: the rest is queued.
    Ending,
    Closed,
}

/// A body that is read when there is room for it.
pub trait Source {
    /// Fills `into` with what comes next.
    ///
    /// # Errors
    /// There is not so much, or it cannot be read; the stream is reset.
    fn read(&mut self, into: &mut [u8]) -> io::Result<()>;
}

/// What waits to be sent on a stream.
pub(super) enum Chunk {
    /// Bytes, those before the index sent already.
    Bytes(Vec<u8>, usize),
    /// So many bytes that are not read yet.
    Source(Box<dyn Source>, u64),
    Trailers(Fields),
    End,
}

impl Chunk {
    /// Bytes that the window must have room for.
    pub(super) fn len(&self) -> u64 {
        match self {
            Self::Bytes(bytes, sent) => (bytes.len() - sent) as u64,
            Self::Source(_, left) => *left,
            Self::Trailers(_) | Self::End => 0,
        }
    }
}

impl fmt::Debug for Chunk {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Bytes(..) => write!(f, "Bytes({})", self.len()),
            Self::Source(..) => write!(f, "Source({})", self.len()),
            Self::Trailers(fields) => write!(f, "Trailers({})", fields.len()),
            Self::End => f.write_str("End"),
        }
    }
}

#[derive(Debug)]
pub(super) struct Stream {
    pub receiving: Way,
    pub sending: Way,
    /// Its request is being worked on.
    pub held: bool,
    /// It has its turn to send.
    pub ready: bool,
    /// The response to what we asked has no body, whatever it says of its length.
    pub head_only: bool,
    /// Bytes that the peer may send.
    pub receive_window: i64,
    /// Bytes that have been dealt with, which the peer may send again when it is told.
    pub unreleased: u32,
    /// Bytes that we may send; below 0 when the peer has changed its mind.
    pub send_window: i64,
    pub queue: VecDeque<Chunk>,
    /// What Content-Length promises, and what has come.
    pub promised: Option<u64>,
    pub received: u64,
}

impl Stream {
    pub(super) fn new(receive_window: i64, send_window: i64) -> Self {
        Self {
            receiving: Way::Head,
            sending: Way::Head,
            held: false,
            ready: false,
            head_only: false,
            receive_window,
            unreleased: 0,
            send_window,
            queue: VecDeque::new(),
            promised: None,
            received: 0,
        }
    }

    /// Has the peer send again what has been dealt with, once that is worth a frame.
    pub(super) fn release(&mut self, id: u32, initial: u32, out: &mut Vec<u8>) {
        if self.unreleased > initial / 2 {
            self.receive_window += i64::from(self.unreleased);
            frame::put_window(out, id, std::mem::take(&mut self.unreleased));
        }
    }

    /// Neither side sends anything more.
    pub(super) fn is_closed(&self) -> bool {
        self.receiving == Way::Closed && self.sending == Way::Closed
    }

    /// Bytes that wait to be sent.
    pub(super) fn queued(&self) -> u64 {
        self.queue.iter().map(Chunk::len).sum()
    }

    /// Whether what has come is what was promised.
    pub(super) fn is_as_promised(&self) -> bool {
        self.head_only || self.promised.is_none_or(|promised| promised == self.received)
    }
}
