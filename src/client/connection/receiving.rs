//! What a connection receives: bytes, packages, datagrams. Each wait for more has its limit, and nothing that came before it is lost.

use std::cell::RefCell;
use std::io;
use std::os::fd::AsFd;
use std::time::Instant;

use bytes::Bytes;
use nix::sys::socket::MsgFlags;

use super::{Connection, READ_MAX, Received};
use crate::client::wait::{self, Direction};
use crate::net::address::Endpoint;
use crate::sys::datagram;

thread_local! {
    /// Where every read of this thread lands first.
    static SCRATCH: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
}

impl Connection {
    /// Receives: a whole package of a framed stream, one datagram, or at most `size` bytes, whose number is limited to [`READ_MAX`] unless
    /// `MSG_WAITALL` asks for exactly so many. What came in vain before a limit passed is given to the next call.
    ///
    /// # Errors
    /// `EAGAIN` (of a client that does not block, `ETIMEDOUT`) when nothing, or not enough, came within the limit, else what recv(2) says.
    pub fn receive(&self, size: usize, flags: i32) -> io::Result<Received> {
        let flags = MsgFlags::from_bits_retain(flags);
        let _claim = self.claim(Direction::Read)?;
        if self.has_datagrams() {
            return self.receive_datagram(size, flags);
        }
        if self.inbound.borrow().is_framed() {
            return self.receive_package(flags);
        }
        if flags.contains(MsgFlags::MSG_WAITALL) {
            return self.receive_exactly(size, flags);
        }
        if flags.contains(MsgFlags::MSG_OOB) {
            return self.receive_directly(size, flags);
        }
        if self.inbound.borrow().is_empty() && !self.ended.get() {
            if flags.contains(MsgFlags::MSG_PEEK) {
                return self.receive_directly(size, flags);
            }
            self.fill_for(flags, size.min(READ_MAX))?;
        }
        Ok(self.hand_out(size.min(READ_MAX), flags))
    }

    /// Whether [`Connection::receive`] finds something without looking at the socket.
    pub fn has_received(&self) -> bool {
        self.inbound.try_borrow_mut().is_ok_and(|mut inbound| inbound.has_something())
    }

    /// What is there already, or the end.
    fn hand_out(&self, size: usize, flags: MsgFlags) -> Received {
        let mut inbound = self.inbound.borrow_mut();
        if inbound.is_empty() {
            return Received::End;
        }
        if flags.contains(MsgFlags::MSG_PEEK) {
            let bytes = inbound.bytes();
            return Received::Data(Bytes::copy_from_slice(&bytes[..size.min(bytes.len())]));
        }
        Received::Data(inbound.take(size))
    }

    fn receive_package(&self, flags: MsgFlags) -> io::Result<Received> {
        loop {
            // A script's function may tell the length, and call us.
            let package = self.inbound.borrow_mut().package();
            match package {
                Ok(Some(package)) => return Ok(Received::Data(package)),
                Ok(None) if self.ended.get() => return Ok(Received::End),
                Ok(None) => self.fill_for(flags, READ_MAX)?,
                Err(error) => {
                    self.ended.set(true);
                    return Ok(Received::Unframed(error));
                }
            }
        }
    }

    fn receive_exactly(&self, size: usize, flags: MsgFlags) -> io::Result<Received> {
        loop {
            let have = self.inbound.borrow().len();
            if have >= size || self.ended.get() {
                break;
            }
            self.fill_for(flags, (size - have).min(READ_MAX))?;
        }
        Ok(self.hand_out(size, flags))
    }

    /// One read that leaves no trace here: peeking, and data out of band.
    fn receive_directly(&self, size: usize, flags: MsgFlags) -> io::Result<Received> {
        let size = size.min(READ_MAX);
        let deadline = wait::deadline(self.times().read);
        loop {
            let read = scratch(size, |room| {
                let count = self.read(room, flags)?;
                Ok(Bytes::copy_from_slice(&room[..count]))
            });
            match read {
                Ok(bytes) if bytes.is_empty() => return Ok(Received::End),
                Ok(bytes) => return Ok(Received::Data(bytes)),
                Err(error) if waits(&error, flags) => self.wait_readable(deadline)?,
                Err(error) => return Err(error),
            }
        }
    }

    fn receive_datagram(&self, size: usize, flags: MsgFlags) -> io::Result<Received> {
        let size = size.min(READ_MAX);
        let deadline = wait::deadline(self.times().read);
        loop {
            let read = scratch(size, |room| {
                let (length, sender) =
                    datagram::receive_with(self.socket.as_fd(), room, flags.bits())?;
                // What does not fit is lost, as datagrams have it.
                let bytes = Bytes::copy_from_slice(&room[..length.min(room.len())]);
                Ok((bytes, Endpoint::from(&sender)))
            });
            match read {
                Ok((bytes, sender)) => {
                    self.sender.replace(Some(sender));
                    return Ok(Received::Data(bytes));
                }
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) if waits(&error, flags) => self.wait_readable(deadline)?,
                Err(error) => return Err(error),
            }
        }
    }

    /// Reads once, waiting for it unless told not to, and notices the end.
    pub(super) fn fill_for(&self, flags: MsgFlags, most: usize) -> io::Result<()> {
        let deadline = if flags.contains(MsgFlags::MSG_DONTWAIT) {
            Some(Instant::now())
        } else {
            wait::deadline(self.times().read)
        };
        let count = self.fill_at_most(most, deadline).map_err(|error| self.late(error))?;
        self.ended.set(count == 0);
        Ok(())
    }

    pub(super) fn fill(&self, deadline: Option<Instant>) -> io::Result<usize> {
        self.fill_at_most(READ_MAX, deadline)
    }

    /// Reads once; 0 is the end.
    pub(super) fn fill_at_most(&self, most: usize, deadline: Option<Instant>) -> io::Result<usize> {
        loop {
            let read = scratch(most, |room| {
                let count = self.read(room, MsgFlags::empty())?;
                Ok(Bytes::copy_from_slice(&room[..count]))
            });
            match read {
                Ok(bytes) => {
                    self.inbound.borrow_mut().push(&bytes);
                    return Ok(bytes.len());
                }
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => {
                    self.wait.wait(self.socket.as_fd(), Direction::Read, deadline)?;
                }
                Err(error) => return Err(error),
            }
        }
    }

    fn read(&self, room: &mut [u8], flags: MsgFlags) -> io::Result<usize> {
        self.way().read(room, flags - MsgFlags::MSG_WAITALL)
    }

    fn wait_readable(&self, deadline: Option<Instant>) -> io::Result<()> {
        self.wait
            .wait(self.socket.as_fd(), Direction::Read, deadline)
            .map_err(|error| self.late(error))
    }
}

/// Whether a read that found nothing is to be tried again.
fn waits(error: &io::Error, flags: MsgFlags) -> bool {
    error.kind() == io::ErrorKind::WouldBlock && !flags.contains(MsgFlags::MSG_DONTWAIT)
}

/// Lends the thread's buffer, `size` bytes of it.
pub(in crate::client) fn scratch<R>(
    size: usize,
    read: impl FnOnce(&mut [u8]) -> io::Result<R>,
) -> io::Result<R> {
    SCRATCH.with_borrow_mut(|buffer| {
        buffer.resize(READ_MAX, 0);
        read(&mut buffer[..size.min(READ_MAX)])
    })
}
