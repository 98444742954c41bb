//! The way of a stream's bytes between us and the peer: the socket, and the encryption before it if there is one.
//!
//! Whoever has a connection borrows it for one call. Nothing here waits.

use std::io::{self, IoSlice};
use std::os::fd::{AsRawFd, BorrowedFd};

use nix::sys::socket::{MsgFlags, recv};
use socket2::SockRef;

use super::tls::Session;

/// See the module's head.
#[derive(Debug, Clone, Copy)]
pub struct Way<'a> {
    /// The socket.
    pub socket: BorrowedFd<'a>,
    /// The encryption.
    pub tls: Option<&'a Session>,
}

impl<'a> From<BorrowedFd<'a>> for Way<'a> {
    fn from(socket: BorrowedFd<'a>) -> Self {
        Self { socket, tls: None }
    }
}

impl Way<'_> {
    /// Reads once; 0 is the end. Of the flags only `MSG_PEEK` means something to what is encrypted.
    ///
    /// # Errors
    /// What recv(2) says, `WouldBlock` if there is nothing, or what is wrong with the encryption.
    pub fn read(&self, buffer: &mut [u8], flags: MsgFlags) -> io::Result<usize> {
        match self.tls {
            Some(tls) if flags.contains(MsgFlags::MSG_PEEK) => tls.peek(buffer),
            Some(tls) => tls.read(buffer),
            None => loop {
                match recv(self.socket.as_raw_fd(), buffer, flags | MsgFlags::MSG_DONTWAIT) {
                    Err(nix::errno::Errno::EINTR) => {}
                    done => return Ok(done?),
                }
            },
        }
    }

    /// Writes what is taken of `bytes`. What was refused must come first in the next write.
    ///
    /// # Errors
    /// What send(2) says, `WouldBlock` if nothing is taken now, or what is wrong with the encryption.
    pub fn write(&self, bytes: &[u8], flags: MsgFlags) -> io::Result<usize> {
        match self.tls {
            Some(tls) => tls.write(bytes),
            None => {
                let flags = (flags | MsgFlags::MSG_NOSIGNAL | MsgFlags::MSG_DONTWAIT).bits();
                loop {
                    match SockRef::from(&self.socket).send_with_flags(bytes, flags) {
                        Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                        done => return done,
                    }
                }
            }
        }
    }

    /// [`Way::write`] for several pieces.
    ///
    /// # Errors
    /// As [`Way::write`].
    pub fn write_vectored(&self, pieces: &[IoSlice<'_>], flags: MsgFlags) -> io::Result<usize> {
        let Some(tls) = self.tls else {
            let flags = (flags | MsgFlags::MSG_NOSIGNAL | MsgFlags::MSG_DONTWAIT).bits();
            loop {
                match SockRef::from(&self.socket).send_vectored_with_flags(pieces, flags) {
                    Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                    done => return done,
                }
            }
        };
        // Each piece by itself: one that was refused is offered again as it was, whatever has come behind it.
        let mut done = 0;
        for piece in pieces.iter().filter(|piece| !piece.is_empty()) {
            match tls.write(piece) {
                Ok(count) => {
                    done += count;
                    if count < piece.len() {
                        break;
                    }
                }
                Err(error) if error.kind() == io::ErrorKind::WouldBlock && done > 0 => break,
                Err(error) => return Err(error),
            }
        }
        Ok(done)
    }
}
