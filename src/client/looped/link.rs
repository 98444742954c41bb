//! The socket of a client of the event loop with what waits to be sent, and what becomes of both when the client closes too early.

use std::cell::{Cell, RefCell};
use std::io;
use std::os::fd::{AsFd, AsRawFd};
use std::rc::Rc;
use std::time::Duration;

use bytes::Bytes;
use nix::sys::socket::MsgFlags;

use crate::client::connection::READ_MAX;
use crate::client::connection::receiving::scratch;
use crate::client::opening::ClientSocket;
use crate::client::proxy::Handshake;
use crate::net::address::Endpoint;
use crate::net::out_buffer::{OutBuffer, Progress as Written};
use crate::net::tls::{Context, Session};
use crate::net::way::Way;
use crate::reactor::{Handler, Interest, Lifetime, Reactor, Readiness, Token, Trigger};
use crate::sys::datagram;
use crate::sys::signal::without_sigpipe;
use crate::timer::TimerId;

/// How long a closed connection may take to get rid of what is left to be sent.
const DRAIN_LIMIT: Duration = Duration::from_secs(10);

/// What is there while there is a socket.
pub(super) struct Link {
    /// What its stream is to be encrypted by, once there is one.
    pub(super) context: Option<Context>,
    /// Goes before the socket does.
    pub(super) tls: Option<Session>,
    pub(super) socket: ClientSocket,
    pub(super) token: Cell<Option<Token>>,
    pub(super) timer: Cell<Option<TimerId>>,
    pub(super) out: OutBuffer,
    /// The high mark was reached, and told.
    pub(super) is_full: bool,
    pub(super) receiver: Option<socket2::SockAddr>,
    pub(super) sender: Option<Endpoint>,
    /// What to tell the proxy first.
    pub(super) handshake: Option<(Handshake, Vec<u8>)>,
    pub(super) limit: usize,
}

/// What a read gives.
pub(super) enum Read {
    Bytes(Bytes),
    Datagram(Bytes),
}

impl Link {
    /// Reads once.
    pub(super) fn read(&mut self) -> io::Result<Read> {
        if self.socket.kind().is_datagram() {
            let (bytes, sender) = retry(|room| {
                let (length, sender) = datagram::receive_with(self.socket.as_fd(), room, 0)?;
                Ok((Bytes::copy_from_slice(&room[..length.min(room.len())]), sender))
            })?;
            self.sender = Some(Endpoint::from(&sender));
            return Ok(Read::Datagram(bytes));
        }
        retry(|room| {
            let count = self.way().read(room, MsgFlags::empty())?;
            Ok(Read::Bytes(Bytes::copy_from_slice(&room[..count])))
        })
    }

    pub(super) fn way(&self) -> Way<'_> {
        Way { socket: self.socket.as_fd(), tls: self.tls.as_ref() }
    }

    /// Sends what waits.
    pub(super) fn flush(&mut self) -> io::Result<Written> {
        self.out.write_to(Way { socket: self.socket.as_fd(), tls: self.tls.as_ref() })
    }

    /// Sends one datagram.
    pub(super) fn send_datagram(&self, bytes: &[u8]) -> io::Result<usize> {
        let flags = libc::MSG_NOSIGNAL | libc::MSG_DONTWAIT;
        match &self.receiver {
            Some(receiver) => self.socket.socket().send_to_with_flags(bytes, receiver, flags),
            None => self.socket.socket().send_with_flags(bytes, flags),
        }
    }
}

/// Reads into the thread's buffer, again after a signal.
fn retry<R>(mut read: impl FnMut(&mut [u8]) -> io::Result<R>) -> io::Result<R> {
    loop {
        match scratch(READ_MAX, &mut read) {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            read => return read,
        }
    }
}

/// What is left of a connection that was closed with output waiting.
pub(super) struct Drain {
    link: RefCell<Link>,
    timer: Cell<Option<TimerId>>,
}

impl Drain {
    /// Takes over a connection's socket and what waits for it.
    pub(super) fn begin(reactor: &Reactor, link: Link) {
        if let Some(token) = link.token.get() {
            reactor.remove(token);
        }
        let fd = link.socket.as_raw_fd();
        let drain = Rc::new(Self { link: RefCell::new(link), timer: Cell::new(None) });
        let handler = Rc::clone(&drain) as Rc<dyn Handler>;
        let added = reactor.add(fd, Interest::WRITE, Trigger::Level, Lifetime::Foreground, handler);
        // Without a place in the kernel's list there is no more to be done.
        let Ok(token) = added else { return };
        let over = move |reactor: &Rc<Reactor>, _| {
            reactor.remove(token);
        };
        let timer = reactor.add_timer(DRAIN_LIMIT, false, Lifetime::Background, Rc::new(over));
        drain.timer.set(Some(timer));
    }
}

impl Handler for Drain {
    fn ready(self: Rc<Self>, reactor: &Rc<Reactor>, token: Token, _: Readiness) {
        let written = without_sigpipe(|| self.link.borrow_mut().flush());
        if !matches!(written, Ok(Written::Blocked)) {
            reactor.remove(token);
            if let Some(timer) = self.timer.take() {
                reactor.remove_timer(timer);
            }
        }
    }
}
