//! The way of a stream's bytes between us and the peer: the socket, and the encryption before it if there is one.
//!
//! Whoever has a connection borrows it for one call. Nothing here waits.

use std::io::{self, IoSlice};
use std::os::fd::{AsRawFd, BorrowedFd};

use nix::sys::socket::{MsgFlags, recv};
use socket2::SockRef;

use super::tls::{RECORD, Session};

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
        // What needs no list of pieces costs less without.
        if let [piece] = pieces {
            return self.write(piece, flags);
        }
        let Some(tls) = self.tls else {
            let flags = (flags | MsgFlags::MSG_NOSIGNAL | MsgFlags::MSG_DONTWAIT).bits();
            loop {
                match SockRef::from(&self.socket).send_vectored_with_flags(pieces, flags) {
                    Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                    done => return done,
                }
            }
        };
        let mut done = 0;
        let mut record = Vec::new();
        while let Some(next) = first_record(pieces, done, &mut record) {
            match tls.write(next) {
                Ok(count) => done += count,
                Err(error) if error.kind() == io::ErrorKind::WouldBlock && done > 0 => break,
                Err(error) => return Err(error),
            }
        }
        Ok(done)
    }
}

/// As many of the bytes behind the first `done` as fit in a record of TLS: small pieces share one, and one that was refused is offered again with
/// no fewer bytes. A piece that fills a record is not copied.
fn first_record<'a>(
    pieces: &'a [IoSlice<'_>],
    mut done: usize,
    record: &'a mut Vec<u8>,
) -> Option<&'a [u8]> {
    record.clear();
    for piece in pieces {
        let Some(left) = piece.get(done..).filter(|left| !left.is_empty()) else {
            done -= piece.len();
            continue;
        };
        done = 0;
        if record.is_empty() && left.len() >= RECORD {
            return Some(&left[..RECORD]);
        }
        let room = RECORD - record.len();
        record.extend_from_slice(&left[..left.len().min(room)]);
        if record.len() == RECORD {
            break;
        }
    }
    (!record.is_empty()).then_some(&record[..])
}
