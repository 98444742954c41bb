//! What a socket sends.

use std::fs::File;
use std::io::{self, IoSlice};
use std::time::Instant;

use nix::sys::socket::MsgFlags;

use super::{Partly, WaitingSocket, socket_address};
use crate::client::wait::{self, Direction, Wait};
use crate::error::ErrorCode;
use crate::net::address::SocketKind;
use crate::net::out_buffer::{OutBuffer, Progress};
use crate::sys::signal::without_sigpipe;

/// A peer that has gone is told by an error, not by a signal.
const FLAGS: i32 = libc::MSG_NOSIGNAL | libc::MSG_DONTWAIT;

impl<W: Wait> WaitingSocket<W> {
    /// Sends what the socket takes of `bytes`, which of a datagram is all.
    ///
    /// # Errors
    /// What send(2) says; `ETIMEDOUT`.
    pub fn send(&self, bytes: &[u8], deadline: Option<Instant>) -> io::Result<usize> {
        let _claim = self.claim(Direction::Write)?;
        self.write(deadline, || self.way().write(bytes, MsgFlags::empty()))
    }

    /// Sends all of `bytes`.
    ///
    /// # Errors
    /// As [`WaitingSocket::send`], with how many are on their way.
    pub fn send_all(
        &self,
        bytes: &[u8],
        deadline: Option<Instant>,
    ) -> Result<usize, Partly<usize>> {
        let mut done = 0;
        let sent = self.claim(Direction::Write).and_then(|_claim| {
            while done < bytes.len() {
                let left = &bytes[done..];
                done += self.write(deadline, || self.way().write(left, MsgFlags::empty()))?;
            }
            Ok(())
        });
        sent.map(|()| done).map_err(|error| Partly { done, error })
    }

    /// Sends several pieces as if they were one; all of them if `all` says so, else what the socket takes.
    ///
    /// # Errors
    /// As [`WaitingSocket::send`], with how many bytes are on their way.
    pub fn send_vectored(
        &self,
        pieces: &[&[u8]],
        all: bool,
        deadline: Option<Instant>,
    ) -> Result<usize, Partly<usize>> {
        let mut slices: Vec<_> = pieces.iter().map(|piece| IoSlice::new(piece)).collect();
        let mut left = slices.as_mut_slice();
        let mut done = 0;
        let sent = self.claim(Direction::Write).and_then(|_claim| {
            while !left.is_empty() {
                let send = || self.way().write_vectored(left, MsgFlags::empty());
                let count = self.write(deadline, send)?;
                done += count;
                if !all {
                    break;
                }
                IoSlice::advance_slices(&mut left, count);
            }
            Ok(())
        });
        sent.map(|()| done).map_err(|error| Partly { done, error })
    }

    /// Sends what the socket takes of some pieces, one behind the other.
    ///
    /// # Errors
    /// As [`WaitingSocket::send`].
    pub fn send_some(
        &self,
        pieces: &[IoSlice<'_>],
        deadline: Option<Instant>,
    ) -> io::Result<usize> {
        let _claim = self.claim(Direction::Write)?;
        self.write(deadline, || self.way().write_vectored(pieces, MsgFlags::empty()))
    }

    /// Sends a datagram to an address.
    ///
    /// # Errors
    /// As for the address, and what sendto(2) says; `ETIMEDOUT`.
    pub fn send_to(
        &self,
        bytes: &[u8],
        host: &str,
        port: i64,
        deadline: Option<Instant>,
    ) -> Result<usize, ErrorCode> {
        let code = |error: io::Error| ErrorCode::from(&error);
        let _claim = self.claim(Direction::Write).map_err(code)?;
        let receiver = socket_address(&self.endpoint(host, port, Some(deadline))?)?;
        self.write(deadline, || self.socket.send_to_with_flags(bytes, &receiver, FLAGS))
            .map_err(code)
    }

    /// Sends `length` bytes of a file from `offset` on.
    ///
    /// # Errors
    /// As [`WaitingSocket::send`]; `UnexpectedEof` for a file that has become shorter.
    pub fn send_file(
        &self,
        file: File,
        offset: u64,
        length: u64,
        deadline: Option<Instant>,
    ) -> io::Result<()> {
        let _claim = self.claim(Direction::Write)?;
        self.ensure_nonblocking()?;
        let mut queue = OutBuffer::new();
        queue.push_file(file.into(), offset, length);
        loop {
            match without_sigpipe(|| queue.write_to(self.way()))? {
                Progress::Drained => return Ok(()),
                Progress::Blocked => self.wait_for(Direction::Write, deadline)?,
            }
        }
    }

    fn write<R>(
        &self,
        deadline: Option<Instant>,
        mut call: impl FnMut() -> io::Result<R>,
    ) -> io::Result<R> {
        // The receiver of a unix datagram has a queue that cannot be waited for.
        if self.kind == Some(SocketKind::UnixDgram) {
            return wait::retry(&self.wait, deadline, || super::restarted(&mut call));
        }
        self.attempt(Direction::Write, deadline, call)
    }
}
