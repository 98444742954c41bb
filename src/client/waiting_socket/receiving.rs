//! What a socket receives.

use std::io;
use std::os::fd::AsFd;
use std::time::Instant;

use bytes::Bytes;
use nix::sys::socket::MsgFlags;

use super::{NoPackage, Partly, WaitingSocket};
use crate::client::connection::READ_MAX;
use crate::client::connection::receiving::scratch;
use crate::client::wait::{Direction, Wait};
use crate::net::address::Endpoint;
use crate::sys::datagram;

/// Bytes that one system call is asked for at most.
const ROOM_MAX: usize = 4 << 20;

impl<W: Wait> WaitingSocket<W> {
    /// Receives at most `size` bytes, or a datagram, of which the rest is lost. Nothing is the end of a stream.
    ///
    /// # Errors
    /// What recv(2) says; `ETIMEDOUT`.
    pub fn receive(&self, size: usize, deadline: Option<Instant>) -> io::Result<Bytes> {
        let _claim = self.claim(Direction::Read)?;
        match self.take_ahead(size) {
            Some(ahead) => Ok(ahead),
            None => self.read(size, deadline),
        }
    }

    /// What is there, without taking it and without waiting.
    ///
    /// # Errors
    /// As [`WaitingSocket::receive`], `EAGAIN` among them.
    pub fn peek(&self, size: usize) -> io::Result<Bytes> {
        let _claim = self.claim(Direction::Read)?;
        let ahead = self.inbound.borrow();
        if !ahead.is_empty() {
            return Ok(Bytes::copy_from_slice(&ahead.bytes()[..size.min(ahead.len())]));
        }
        self.read_once(size, MsgFlags::MSG_PEEK)
    }

    /// Finds out whether the peer has closed a connection, as far as that can be told without reading.
    ///
    /// # Errors
    /// `ECONNRESET` if it has, else what recv(2) says.
    pub fn check(&self) -> io::Result<()> {
        if self.inbound.try_borrow().is_ok_and(|ahead| !ahead.is_empty()) {
            return Ok(());
        }
        match self.read_once(1, MsgFlags::MSG_PEEK) {
            Ok(bytes) if bytes.is_empty() => Err(io::Error::from_raw_os_error(libc::ECONNRESET)),
            Err(error) if error.kind() != io::ErrorKind::WouldBlock => Err(error),
            _ => Ok(()),
        }
    }

    /// Receives `size` bytes; fewer at the end.
    ///
    /// # Errors
    /// As [`WaitingSocket::receive`], with what has come.
    pub fn receive_all(
        &self,
        size: usize,
        deadline: Option<Instant>,
    ) -> Result<Vec<u8>, Partly<Vec<u8>>> {
        let failed = |done, error| Err(Partly { done, error });
        let _claim = match self.claim(Direction::Read) {
            Ok(claim) => claim,
            Err(error) => return failed(Vec::new(), error),
        };
        let mut all = self.take_ahead(size).map(Vec::from).unwrap_or_default();
        while all.len() < size {
            match self.read(size - all.len(), deadline) {
                Ok(bytes) if bytes.is_empty() => break,
                Ok(bytes) => all.extend_from_slice(&bytes),
                Err(error) => return failed(all, error),
            }
        }
        Ok(all)
    }

    /// Receives up to and with the next `\r` or `\n`, or `size` bytes, or what there is at the end.
    ///
    /// # Errors
    /// As [`WaitingSocket::receive`]; what has come stays for the next call.
    pub fn receive_line(&self, size: usize, deadline: Option<Instant>) -> io::Result<Bytes> {
        let _claim = self.claim(Direction::Read)?;
        let mut seen = 0;
        loop {
            {
                let mut inbound = self.inbound.borrow_mut();
                let bytes = &inbound.bytes()[..size.min(inbound.len())];
                let end = memchr::memchr2(b'\r', b'\n', &bytes[seen..]).map(|at| seen + at + 1);
                seen = bytes.len();
                if let Some(end) = end.or_else(|| (seen >= size).then_some(size)) {
                    return Ok(inbound.take(end));
                }
            }
            if self.fill(deadline)? == 0 {
                return Ok(self.inbound.borrow_mut().take(size));
            }
        }
    }

    /// As [`WaitingSocket::receive`], but reads ahead: small portions need few system calls.
    ///
    /// # Errors
    /// As [`WaitingSocket::receive`].
    pub fn receive_buffered(&self, size: usize, deadline: Option<Instant>) -> io::Result<Bytes> {
        let _claim = self.claim(Direction::Read)?;
        let have = self.inbound.borrow().len();
        if have == 0 {
            self.fill(deadline)?;
        } else if have < size
            && let Ok(more) = self.read_once(READ_MAX, MsgFlags::empty())
        {
            // What has failed, or ended, will do so again when it is waited for.
            self.inbound.borrow_mut().push(&more);
        }
        Ok(self.inbound.borrow_mut().take(size))
    }

    /// Receives a package; what one read gives if the stream is not framed. Nothing is the end, before which an incomplete package is lost.
    ///
    /// # Errors
    /// See [`NoPackage`]; what has come stays for the next call unless it is no package.
    pub fn receive_package(&self, deadline: Option<Instant>) -> Result<Bytes, NoPackage> {
        let _claim = self.claim(Direction::Read).map_err(NoPackage::Failed)?;
        if !self.inbound.borrow().is_framed() {
            let ahead = self.take_ahead(READ_MAX);
            return match ahead {
                Some(ahead) => Ok(ahead),
                None => self.read(READ_MAX, deadline).map_err(NoPackage::Failed),
            };
        }
        loop {
            if self.ruined.get() {
                return Ok(Bytes::new());
            }
            // A script's function may tell the length, and call us.
            let package = self.inbound.borrow_mut().package();
            match package {
                Ok(Some(package)) => return Ok(package),
                Ok(None) => {}
                Err(error) => {
                    self.ruined.set(true);
                    return Err(NoPackage::Unframed(error));
                }
            }
            if self.fill(deadline).map_err(NoPackage::Failed)? == 0 {
                return Ok(Bytes::new());
            }
        }
    }

    /// Receives a datagram of at most `size` bytes, and says who sent it.
    ///
    /// # Errors
    /// What recvfrom(2) says; `ETIMEDOUT`.
    pub fn receive_from(
        &self,
        size: usize,
        deadline: Option<Instant>,
    ) -> io::Result<(Bytes, Endpoint)> {
        let _claim = self.claim(Direction::Read)?;
        self.attempt(Direction::Read, deadline, || {
            with_room(size, |room| {
                let (length, sender) = datagram::receive_from(self.socket.as_fd(), room)?;
                let bytes = Bytes::copy_from_slice(&room[..length.min(room.len())]);
                Ok((bytes, Endpoint::from(&sender)))
            })
        })
    }

    /// What was read ahead.
    fn take_ahead(&self, size: usize) -> Option<Bytes> {
        let mut inbound = self.inbound.borrow_mut();
        (!inbound.is_empty() && size > 0).then(|| inbound.take(size))
    }

    pub(super) fn read(&self, size: usize, deadline: Option<Instant>) -> io::Result<Bytes> {
        self.attempt(Direction::Read, deadline, || self.read_once(size, MsgFlags::empty()))
    }

    /// Reads ahead; 0 is the end.
    pub(super) fn fill(&self, deadline: Option<Instant>) -> io::Result<usize> {
        let bytes = self.read(READ_MAX, deadline)?;
        self.inbound.borrow_mut().push(&bytes);
        Ok(bytes.len())
    }

    fn read_once(&self, size: usize, flags: MsgFlags) -> io::Result<Bytes> {
        with_room(size, |room| {
            let count = self.way().read(room, flags)?;
            Ok(Bytes::copy_from_slice(&room[..count]))
        })
    }
}

/// Lends room to read into: that of the thread, if it is enough.
fn with_room<R>(size: usize, read: impl FnOnce(&mut [u8]) -> io::Result<R>) -> io::Result<R> {
    if size <= READ_MAX {
        return scratch(size, read);
    }
    let mut room = vec![0; size.min(ROOM_MAX)];
    read(&mut room)
}
