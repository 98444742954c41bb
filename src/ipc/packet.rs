//! A packet: one message from one actor to another, a fixed head and a payload.

use crate::ids::{ActorId, SessionId};
use crate::sys::memfd;
use std::fs::File;
use std::io::{self, Read, Seek};
use std::os::fd::{AsFd, OwnedFd};

/// Bytes of a packed [`Header`].
pub const HEADER_LEN: usize = 32;

/// The head of a packet. What `kind`, `flags` and `arg` mean is up to those who send and receive it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Header {
    /// What the packet asks for.
    pub kind: u8,
    /// Details of it.
    pub flags: u8,
    /// Who sent it.
    pub from: ActorId,
    /// The session it is about, or zero.
    pub session: SessionId,
    /// One more number.
    pub arg: u64,
    /// When it was posted, in microseconds of the real-time clock.
    pub time: u64,
}

/// Where the payload of a packet is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Place {
    /// Behind the head.
    Inline,
    /// In a parcel, whose number is behind the head.
    Parcel,
    /// Beside the envelope, in memory of its own.
    Attached,
}

/// In the length's two highest bits.
const ATTACHED: u32 = 1 << 31;
const PARCEL: u32 = 1 << 30;

impl Header {
    /// Appends the head of a packet whose payload of `len` bytes follows, or is attached.
    pub(super) fn pack(&self, len: usize, place: Place, out: &mut Vec<u8>) {
        debug_assert!(len < PARCEL as usize, "payloads are shorter than 1 GiB");
        let mark = match place {
            Place::Inline => 0,
            Place::Parcel => PARCEL,
            Place::Attached => ATTACHED,
        };
        let len = len as u32 | mark;
        out.push(self.kind);
        out.push(self.flags);
        out.extend_from_slice(&self.from.0.to_ne_bytes());
        out.extend_from_slice(&len.to_ne_bytes());
        out.extend_from_slice(&self.session.0.to_ne_bytes());
        out.extend_from_slice(&self.arg.to_ne_bytes());
        out.extend_from_slice(&self.time.to_ne_bytes());
    }

    /// Reads a head: itself, the length of its payload, and where that is. `None` if `bytes` is too short.
    pub(super) fn unpack(bytes: &[u8]) -> Option<(Self, usize, Place)> {
        let head: &[u8; HEADER_LEN] = bytes.first_chunk()?;
        let word = |at: usize| u64::from_ne_bytes([0, 1, 2, 3, 4, 5, 6, 7].map(|i| head[at + i]));
        let len = u32::from_ne_bytes([head[4], head[5], head[6], head[7]]);
        let header = Self {
            kind: head[0],
            flags: head[1],
            from: ActorId(u16::from_ne_bytes([head[2], head[3]])),
            session: SessionId(word(8)),
            arg: word(16),
            time: word(24),
        };
        let place = match (len & ATTACHED != 0, len & PARCEL != 0) {
            (true, _) => Place::Attached,
            (false, true) => Place::Parcel,
            (false, false) => Place::Inline,
        };
        Some((header, (len & !(ATTACHED | PARCEL)) as usize, place))
    }
}

/// A payload too long for an envelope: a sealed piece of memory (memfd_create(2)) that is passed along by descriptor. So a packet
/// of any length is one message, taken whole or not at all, and a worker that dies leaves no half of it behind.
#[derive(Debug)]
pub struct Attachment {
    memory: OwnedFd,
    len: usize,
}

impl Attachment {
    /// Copies `payload` into memory of its own.
    ///
    /// # Errors
    /// When there is no memory or no descriptor left.
    pub fn new(payload: &[u8]) -> io::Result<Self> {
        if payload.len() >= PARCEL as usize {
            return Err(io::Error::new(
                io::ErrorKind::InvalidInput,
                format!("{} bytes are too many for one message", payload.len()),
            ));
        }
        Ok(Self { memory: memfd::sealed("swoole-packet", &[payload])?, len: payload.len() })
    }

    pub(super) fn received(memory: OwnedFd, len: usize) -> Self {
        Self { memory, len }
    }

    pub(super) fn memory(&self) -> &OwnedFd {
        &self.memory
    }

    /// Bytes in it.
    pub fn len(&self) -> usize {
        self.len
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// Copies the content out.
    ///
    /// # Errors
    /// When there is less in it than was promised.
    pub fn read_into(&self, out: &mut [u8]) -> io::Result<()> {
        let mut file = File::from(self.memory.try_clone()?);
        file.rewind()?;
        file.read_exact(out)
    }

    /// Calls `use_bytes` with the content where it lies.
    ///
    /// # Errors
    /// When it cannot be mapped, or there is less in it than was promised.
    pub fn with_bytes<R>(&self, use_bytes: impl FnOnce(&[u8]) -> R) -> io::Result<R> {
        let mapped = memfd::Mapped::new(self.memory.as_fd())?;
        let content = mapped.get(..self.len).ok_or(io::ErrorKind::UnexpectedEof)?;
        Ok(use_bytes(content))
    }

    /// The content as a vector.
    ///
    /// # Errors
    /// As [`Attachment::read_into`].
    pub fn to_vec(&self) -> io::Result<Vec<u8>> {
        let mut content = vec![0; self.len];
        self.read_into(&mut content)?;
        Ok(content)
    }
}

/// What a packet carries, where it lies.
#[derive(Debug)]
pub enum Payload<'a> {
    /// In the envelope; valid until the next packet.
    Inline(&'a [u8]),
    /// In memory of its own.
    Attached(Attachment),
}

impl Payload<'_> {
    /// Bytes in it.
    pub fn len(&self) -> usize {
        match self {
            Self::Inline(bytes) => bytes.len(),
            Self::Attached(attachment) => attachment.len(),
        }
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Calls `use_bytes` with the content, wherever it lies.
    ///
    /// # Errors
    /// When attached memory cannot be read.
    pub fn with_bytes<R>(&self, use_bytes: impl FnOnce(&[u8]) -> R) -> io::Result<R> {
        match self {
            Self::Inline(bytes) => Ok(use_bytes(bytes)),
            Self::Attached(attachment) => attachment.with_bytes(use_bytes),
        }
    }
}
