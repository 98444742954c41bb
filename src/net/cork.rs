//! The cork: answers to one connection, held back while more requests of it are at hand, so that all go out with one write.
//!
//! The owner of the connection pushes; the flusher thread of the same process may send what is there meanwhile
//! ([`crate::ipc::flusher`]), which is why it is locked. The owner pulls the cork before it writes to the connection by itself.

use super::out_buffer::try_write_direct;
use parking_lot::Mutex;
use std::net::TcpStream;
use std::os::fd::AsFd;
use std::sync::Arc;

/// What was held back for a connection.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Pulled {
    /// Bytes that have been sent by [`Cork::flush`].
    pub sent: usize,
    /// Bytes that have still to be sent.
    pub rest: Vec<u8>,
}

#[derive(Debug)]
struct Held {
    /// Shared with the connection, so that it is not closed and its number reused under the flusher's hands.
    socket: Arc<TcpStream>,
    sent: usize,
    bytes: Vec<u8>,
    failed: bool,
}

/// See the module's head.
#[derive(Debug, Default)]
pub struct Cork {
    held: Mutex<Option<Held>>,
}

impl Cork {
    /// Holds `bytes` back for `socket` and says how many are held. The first push after a pull says which socket that is.
    pub fn push(&self, socket: &Arc<TcpStream>, bytes: &[u8]) -> usize {
        let mut held = self.held.lock();
        let held = held.get_or_insert_with(|| Held {
            socket: Arc::clone(socket),
            sent: 0,
            bytes: Vec::new(),
            failed: false,
        });
        held.bytes.extend_from_slice(bytes);
        held.bytes.len()
    }

    /// Sends what is held back, as far as the socket takes it. An error shows when the owner writes the rest.
    pub fn flush(&self) {
        if let Some(held) = &mut *self.held.lock()
            && !held.failed
            && !held.bytes.is_empty()
        {
            match try_write_direct(held.socket.as_fd(), &held.bytes) {
                Ok(count) => {
                    held.sent += count;
                    held.bytes.drain(..count);
                }
                Err(_) => held.failed = true,
            }
        }
    }

    /// Gives back what has not been sent yet; from here on nothing is held.
    pub fn pull(&self) -> Pulled {
        self.held
            .lock()
            .take()
            .map_or_else(Pulled::default, |held| Pulled { sent: held.sent, rest: held.bytes })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Read;
    use std::os::fd::OwnedFd;
    use std::os::unix::net::UnixStream;

    fn shared(socket: UnixStream) -> Arc<TcpStream> {
        Arc::new(OwnedFd::from(socket).into())
    }

    #[test]
    fn what_is_flushed_meanwhile_is_not_given_back() {
        let (near, mut far) = UnixStream::pair().unwrap();
        let (cork, near) = (Cork::default(), shared(near));
        cork.push(&near, b"one ");
        cork.flush();
        cork.push(&near, b"two");
        assert_eq!(cork.pull(), Pulled { sent: 4, rest: b"two".to_vec() });
        assert_eq!(cork.pull(), Pulled::default());
        let mut seen = [0; 4];
        far.read_exact(&mut seen).unwrap();
        assert_eq!(&seen, b"one ");
    }

    #[test]
    fn a_full_socket_leaves_the_rest() {
        let (near, _far) = UnixStream::pair().unwrap();
        near.set_nonblocking(true).unwrap();
        let (cork, near) = (Cork::default(), shared(near));
        cork.push(&near, &vec![1; 10_000_000]);
        cork.flush();
        cork.flush();
        let pulled = cork.pull();
        assert!(pulled.sent > 0 && pulled.sent + pulled.rest.len() == 10_000_000);
    }
}
