//! What one connection still has to send: bytes and pieces of files, in order.
//!
//! The owner of a session has one per connection. The usual reply never comes here: [`try_write_direct`] sends it at once,
//! and only what the socket would not take is queued. It registers with no event loop; [`Progress::Blocked`] means "call
//! [`OutBuffer::write_to`] again when the socket is writable". How much may be queued is the caller's to bound.
//!
//! ```text
//! push_bytes ─> [ bytes | bytes | file region | bytes ] ─> write_to: sendmsg, sendfile ─> socket
//!                                                 └ the tail, to which small pushes are appended
//! ```

use std::collections::VecDeque;
use std::io::{self, IoSlice};
use std::os::fd::{AsFd, OwnedFd};

use bytes::{Buf, Bytes, BytesMut};
use nix::sys::socket::MsgFlags;

use super::tls::RECORD;
use super::way::Way;
use crate::sys::sendfile;

/// Chunks that one sendmsg(2) takes.
const IOVECS: usize = 64;
/// A tail grows to this size before the next small push begins a new chunk.
const TAIL_MAX: usize = 32 * 1024;
/// Owned bytes shorter than this are copied to the tail instead of being a chunk of their own.
const COPY_MAX: usize = 1024;
/// The most that one sendfile(2) is asked for; also keeps the count within what the call can do.
const SENDFILE_MAX: u64 = 1024 * 1024;

/// How far a write came.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Progress {
    /// All is sent.
    Drained,
    /// The socket takes no more for now.
    Blocked,
}

#[derive(Debug)]
enum Chunk {
    /// Copied bytes; the last chunk of this kind is the tail.
    Copied(BytesMut),
    /// Bytes handed over.
    Owned(Bytes),
    File(FileRegion),
}

#[derive(Debug)]
struct FileRegion {
    file: OwnedFd,
    offset: u64,
    remaining: u64,
}

impl Chunk {
    fn bytes(&self) -> Option<&[u8]> {
        match self {
            Self::Copied(bytes) => Some(bytes),
            Self::Owned(bytes) => Some(bytes),
            Self::File(_) => None,
        }
    }

    fn advance(&mut self, count: usize) {
        match self {
            Self::Copied(bytes) => bytes.advance(count),
            Self::Owned(bytes) => bytes.advance(count),
            Self::File(_) => {}
        }
    }
}

/// The queue. Empty, it owns no memory worth mentioning.
#[derive(Debug, Default)]
pub struct OutBuffer {
    chunks: VecDeque<Chunk>,
    bytes: usize,
    file_bytes: u64,
    close_when_drained: bool,
}

impl OutBuffer {
    /// An empty queue.
    pub fn new() -> Self {
        Self::default()
    }

    /// Queues a copy of `bytes`. After [`OutBuffer::close_when_drained`], like all pushes, it does nothing.
    pub fn push_bytes(&mut self, bytes: &[u8]) {
        if bytes.is_empty() || self.close_when_drained {
            return;
        }
        self.bytes += bytes.len();
        match self.chunks.back_mut() {
            Some(Chunk::Copied(tail)) if tail.len() + bytes.len() <= TAIL_MAX => {
                tail.extend_from_slice(bytes);
            }
            _ => self.chunks.push_back(Chunk::Copied(BytesMut::from(bytes))),
        }
    }

    /// Queues `bytes` without copying them, unless they are few.
    pub fn push(&mut self, bytes: Bytes) {
        if bytes.len() < COPY_MAX {
            return self.push_bytes(&bytes);
        }
        if !self.close_when_drained {
            self.bytes += bytes.len();
            self.chunks.push_back(Chunk::Owned(bytes));
        }
    }

    /// Queues `len` bytes of `file` from `offset` on. The descriptor is closed when they are sent or the queue is dropped.
    pub fn push_file(&mut self, file: OwnedFd, offset: u64, len: u64) {
        if len > 0 && !self.close_when_drained {
            self.file_bytes += len;
            self.chunks.push_back(Chunk::File(FileRegion { file, offset, remaining: len }));
        }
    }

    /// Nothing more is taken; who sees [`Progress::Drained`] shall close the connection.
    pub fn close_when_drained(&mut self) {
        self.close_when_drained = true;
    }

    /// Whether [`OutBuffer::close_when_drained`] was called.
    pub fn closes_when_drained(&self) -> bool {
        self.close_when_drained
    }

    /// Whether nothing is queued.
    pub fn is_empty(&self) -> bool {
        self.chunks.is_empty()
    }

    /// Bytes queued in memory; what `buffer_output_size` and the watermarks bound.
    pub fn queued_bytes(&self) -> usize {
        self.bytes
    }

    /// Bytes queued in memory and in files.
    pub fn remaining(&self) -> u64 {
        self.bytes as u64 + self.file_bytes
    }

    /// Throws away what is queued.
    pub fn clear(&mut self) {
        self.chunks.clear();
        self.bytes = 0;
        self.file_bytes = 0;
    }

    /// Sends until the queue is empty or the socket takes no more.
    ///
    /// # Errors
    /// What sendmsg(2) and sendfile(2) say, `EPIPE` or `ECONNRESET` as a rule; `UnexpectedEof` for a file that became
    /// shorter than what was promised of it. The connection is then of no use.
    pub fn write_to<'a>(&mut self, way: impl Into<Way<'a>>) -> io::Result<Progress> {
        let way = way.into();
        while let Some(front) = self.chunks.front_mut() {
            let sent = match front {
                Chunk::File(region) => send_region(way, region),
                _ => self.send_bytes(way),
            };
            match sent {
                Ok(count) => self.sent(count),
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => {
                    return Ok(Progress::Blocked);
                }
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
        Ok(Progress::Drained)
    }

    /// One sendmsg(2) of all chunks up to the first file.
    fn send_bytes(&self, way: Way<'_>) -> io::Result<usize> {
        let mut slices = [IoSlice::new(&[]); IOVECS];
        let mut count = 0;
        for bytes in self.chunks.iter().map_while(Chunk::bytes).take(IOVECS) {
            slices[count] = IoSlice::new(bytes);
            count += 1;
        }
        // More follows at once, so the last segment need not go out half full.
        let more = if count < self.chunks.len() { libc::MSG_MORE } else { 0 };
        match way.write_vectored(&slices[..count], MsgFlags::from_bits_retain(more)) {
            // A pipe or terminal, which the caller has made non-blocking.
            Err(error) if error.raw_os_error() == Some(libc::ENOTSOCK) => {
                Ok(nix::sys::uio::writev(way.socket, &slices[..count])?)
            }
            sent => sent,
        }
    }

    /// Takes `count` sent bytes off the front; of a file, or of one or more byte chunks.
    fn sent(&mut self, mut count: usize) {
        if let Some(Chunk::File(region)) = self.chunks.front_mut() {
            region.offset += count as u64;
            region.remaining -= count as u64;
            self.file_bytes -= count as u64;
            if region.remaining == 0 {
                self.chunks.pop_front();
            }
            return;
        }
        self.bytes -= count;
        while let Some(chunk) = self.chunks.front_mut() {
            let Some(len) = chunk.bytes().map(<[u8]>::len) else { return };
            if count < len {
                chunk.advance(count);
                return;
            }
            count -= len;
            self.chunks.pop_front();
        }
    }
}

fn send_region(way: Way<'_>, region: &FileRegion) -> io::Result<usize> {
    let sent = if way.tls.is_none() {
        let count = region.remaining.min(SENDFILE_MAX) as usize;
        sendfile::send(way.socket, region.file.as_fd(), region.offset, count)?
    } else {
        // What is to be encrypted has to be read.
        let mut piece = [0; RECORD];
        let count = region.remaining.min(RECORD as u64) as usize;
        let offset = libc::off_t::try_from(region.offset).unwrap_or(libc::off_t::MAX);
        match nix::sys::uio::pread(&region.file, &mut piece[..count], offset)? {
            0 => 0,
            read => way.write(&piece[..read], MsgFlags::empty())?,
        }
    };
    if sent == 0 { Err(io::ErrorKind::UnexpectedEof.into()) } else { Ok(sent) }
}

/// [`try_write_direct`] for two pieces that are sent one behind the other.
///
/// # Errors
/// As [`Way::write`], `EPIPE` or `ECONNRESET` as a rule.
pub fn try_write_both<'a>(way: impl Into<Way<'a>>, head: &[u8], body: &[u8]) -> io::Result<usize> {
    let both = [IoSlice::new(head), IoSlice::new(body)];
    or_none(way.into().write_vectored(&both, MsgFlags::empty()))
}

/// Sends what the socket takes of `bytes` at once and returns how many that were, 0 if it is full. For an empty queue only:
/// otherwise it overtakes what waits.
///
/// # Errors
/// As [`Way::write`], `EPIPE` or `ECONNRESET` as a rule.
pub fn try_write_direct<'a>(way: impl Into<Way<'a>>, bytes: &[u8]) -> io::Result<usize> {
    let way = way.into();
    match way.write(bytes, MsgFlags::empty()) {
        Err(error) if error.raw_os_error() == Some(libc::ENOTSOCK) => {
            or_none(nix::unistd::write(way.socket, bytes).map_err(io::Error::from))
        }
        sent => or_none(sent),
    }
}

/// What is not taken now is none.
fn or_none(sent: io::Result<usize>) -> io::Result<usize> {
    match sent {
        Err(error) if error.kind() == io::ErrorKind::WouldBlock => Ok(0),
        sent => sent,
    }
}
