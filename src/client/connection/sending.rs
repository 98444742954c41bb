//! What a connection sends: bytes, datagrams, files. Each wait for room has its limit.

use std::fs::File;
use std::io;
use std::os::fd::AsFd;
use std::time::Instant;

use nix::sys::socket::MsgFlags;
use socket2::SockAddr;

use super::Connection;
use crate::client::wait::{self, Direction};
use crate::error::ErrorCode;
use crate::net::out_buffer::{OutBuffer, Progress};
use crate::sys::signal::without_sigpipe;

impl Connection {
    /// Sends all of `bytes`, or one datagram.
    ///
    /// # Errors
    /// `EAGAIN` (of a client that does not block, `ETIMEDOUT`) when there is no room within the limit (then some of a stream's bytes may be on their way), else what send(2) says.
    pub fn send(&self, bytes: &[u8], flags: i32) -> io::Result<usize> {
        let flags = MsgFlags::from_bits_retain(flags);
        let _claim = self.claim(Direction::Write)?;
        if self.has_datagrams() {
            return self.send_datagram(bytes, self.receiver.as_ref(), flags);
        }
        let limit = self.times().write;
        if flags.contains(MsgFlags::MSG_DONTWAIT) {
            return self.send_some(bytes, flags);
        }
        self.send_all(bytes, flags, || wait::deadline(limit)).map_err(|error| self.late(error))?;
        Ok(bytes.len())
    }

    /// Sends one datagram to an address.
    ///
    /// # Errors
    /// `BAD_PORT` and `DNSLOOKUP_RESOLVE_FAILED` for what is no address, else as [`Connection::send`].
    pub fn send_to(&self, host: &str, port: i64, bytes: &[u8]) -> Result<(), ErrorCode> {
        let code = |error: io::Error| ErrorCode::from(&error);
        let _claim = self.claim(Direction::Write).map_err(code)?;
        let deadline = wait::deadline(self.times().write);
        let receiver = self.wait.resolve(self.socket.kind(), host, port, deadline)?;
        let receiver = receiver.to_sock_addr().map_err(code)?;
        self.send_datagram(bytes, Some(&receiver), MsgFlags::empty()).map(drop).map_err(code)
    }

    fn send_datagram(
        &self,
        bytes: &[u8],
        receiver: Option<&SockAddr>,
        flags: MsgFlags,
    ) -> io::Result<usize> {
        let may_wait = !flags.contains(MsgFlags::MSG_DONTWAIT);
        let flags = (flags | MsgFlags::MSG_NOSIGNAL).bits();
        let socket = self.socket.socket();
        let send = || loop {
            let sent = match receiver {
                Some(receiver) => socket.send_to_with_flags(bytes, receiver, flags),
                None => socket.send_with_flags(bytes, flags),
            };
            match sent {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                sent => return sent,
            }
        };
        if self.wait.blocks() || !may_wait {
            return send();
        }
        wait::retry(&*self.wait, wait::deadline(self.times().write), send)
            .map_err(|error| self.late(error))
    }

    /// Sends all, with a deadline for each wait.
    pub(super) fn send_all(
        &self,
        bytes: &[u8],
        flags: MsgFlags,
        deadline: impl Fn() -> Option<Instant>,
    ) -> io::Result<()> {
        let mut done = 0;
        while done < bytes.len() {
            match self.send_some(&bytes[done..], flags) {
                Ok(count) => done += count,
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => {
                    self.wait.wait(self.socket.as_fd(), Direction::Write, deadline())?;
                }
                Err(error) => return Err(error),
            }
        }
        Ok(())
    }

    fn send_some(&self, bytes: &[u8], flags: MsgFlags) -> io::Result<usize> {
        self.way().write(bytes, flags)
    }

    /// Sends `length` bytes of a file from `offset` on.
    ///
    /// # Errors
    /// As [`Connection::send`]; `UnexpectedEof` for a file that has become shorter.
    pub fn send_file(&self, file: File, offset: u64, length: u64) -> io::Result<()> {
        let _claim = self.claim(Direction::Write)?;
        let mut queue = OutBuffer::new();
        queue.push_file(file.into(), offset, length);
        // sendfile(2) has no flag against waiting.
        if self.wait.blocks() {
            self.socket.socket().set_nonblocking(true)?;
        }
        let mut write = || without_sigpipe(|| queue.write_to(self.way()));
        let mut sent = write();
        while let Ok(Progress::Blocked) = sent {
            let deadline = wait::deadline(self.times().write);
            let waited = self.wait.wait(self.socket.as_fd(), Direction::Write, deadline);
            sent = waited.and_then(|()| write());
        }
        if self.wait.blocks() {
            self.socket.socket().set_nonblocking(false)?;
        }
        sent.map(drop).map_err(|error| self.late(error))
    }
}
