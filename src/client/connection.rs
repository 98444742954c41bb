//! A connection whose calls wait, each wait with its limit: that of blocking clients and of those in coroutines, by the [`Wait`] it is given.
//!
//! Any number of calls may be under way at once (one receives while another sends, a third closes), so nothing is borrowed while one waits or while a
//! script's function tells a package's length. What a direction needs for itself is protected by its claim.
//!
//! Of one that [blocks](Wait::blocks) the descriptor is left in blocking mode, since scripts hand it to functions of PHP's own; what is done here
//! never blocks in the kernel but in poll(2). The exception are datagrams of the unix family, for whose receiver's queue nothing can be waited: those
//! are sent with `SO_SNDTIMEO`.

mod connecting;
pub(in crate::client) mod receiving;
mod sending;

use std::cell::{Cell, OnceCell, RefCell};
use std::io;
use std::os::fd::{AsFd, AsRawFd, RawFd};
use std::time::Instant;

use bytes::Bytes;
use nix::sys::socket::{MsgFlags, recv};
use socket2::SockAddr;

use super::encrypting;
use super::inbound::Inbound;
use super::opening::ClientSocket;
use super::proxy::ProxyError;
use super::wait::{self, Claim, Direction, Wait};
use crate::error::ErrorCode;
use crate::net::address::{Endpoint, SocketKind};
use crate::net::tls::{Context, Session, TlsError};
use crate::net::way::Way;
use crate::protocol::{Framing, ProtocolError};
use crate::settings::ClientTimes;

/// Bytes that one read takes at most; also the longest datagram there is.
pub const READ_MAX: usize = 64 * 1024;

/// Why there is no connection.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum ConnectError {
    /// The own end could not be bound.
    Bind(ErrorCode),
    /// The peer, or the proxy, could not be reached.
    Failed(ErrorCode),
    /// The proxy does not help.
    Proxy(ProxyError),
    /// There is no encryption.
    Tls(TlsError),
}

impl ConnectError {
    /// What the script sees.
    #[must_use]
    pub fn code(&self) -> ErrorCode {
        match self {
            Self::Bind(code) | Self::Failed(code) => *code,
            Self::Proxy(error) => error.code,
            Self::Tls(error) => error.code(),
        }
    }
}

impl From<io::Error> for ConnectError {
    fn from(error: io::Error) -> Self {
        Self::Failed(ErrorCode::from(&error))
    }
}

/// What a read gives.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Received {
    /// These bytes: a package of a framed stream.
    Data(Bytes),
    /// The peer sends no more; of an incomplete package nothing is given.
    End,
    /// The peer sends what is no package. The connection is of no use any more.
    Unframed(ProtocolError),
}

/// How connecting is done.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum How {
    /// Wait until connected. Datagrams go to the peer and come from anyone.
    Wait,
    /// `sock_flag` 1: a stream without a proxy connects while the script goes on; datagrams come from the peer alone.
    Flagged,
}

/// A connection.
#[derive(Debug)]
pub struct Connection {
    /// Goes before the descriptor does, as its encryption.
    wait: Box<dyn Wait>,
    tls: OnceCell<Session>,
    socket: ClientSocket,
    times: Cell<ClientTimes>,
    /// Who reads has claimed it, and lets go of it while waiting.
    inbound: RefCell<Inbound>,
    /// Connecting still, see [`Connection::is_connected`].
    connecting: Cell<bool>,
    /// Connecting without waiting has failed.
    failed: Cell<bool>,
    /// The stream has ended, or is of no use.
    ended: Cell<bool>,
    /// Where datagrams go that are sent without an address, unless the kernel knows.
    receiver: Option<SockAddr>,
    /// Who sent the last datagram.
    sender: RefCell<Option<Endpoint>>,
    /// How often it was taken up again after its client had gone.
    pub reused: u32,
}

impl Connection {
    /// Cuts the stream into packages from now on, but for a package that is being received. Datagrams are packages as they are.
    pub fn frame(&self, framing: &Framing) {
        if !self.has_datagrams()
            && let Ok(mut inbound) = self.inbound.try_borrow_mut()
        {
            inbound.frame(framing);
        }
    }

    /// Whether packages end with a marker.
    #[must_use]
    pub fn ends_by_marker(&self) -> bool {
        self.inbound.try_borrow().is_ok_and(|inbound| inbound.ends_by_marker())
    }

    /// The limits of what is still to come.
    #[must_use]
    pub fn times(&self) -> ClientTimes {
        self.times.get()
    }

    /// Changes the limits of what is still to come.
    pub fn set_times(&self, times: ClientTimes) {
        self.times.set(times);
    }

    /// Whether a call is under way.
    #[must_use]
    pub fn is_in_use(&self) -> bool {
        self.wait.is_in_use()
    }

    /// Ends all calls under way, with `ECANCELED`, and those to come. The descriptor is closed with the last owner.
    pub fn close(&self) {
        self.wait.close();
    }

    /// Whether it is connected; finds out, without waiting, if it was still connecting.
    pub fn is_connected(&self) -> bool {
        if self.connecting.get()
            && !self.failed.get()
            && wait::is_ready(self.socket.as_fd(), Direction::Write)
        {
            // The kernel tells it but once.
            self.failed.set(self.socket.outcome().is_err());
            self.connecting.set(self.failed.get());
        }
        !self.connecting.get()
    }

    /// Whether connecting without waiting has failed, as far as [`Connection::is_connected`] has found out.
    #[must_use]
    pub fn has_failed(&self) -> bool {
        self.failed.get()
    }

    /// Whether the peer has not closed the connection, as far as can be told without reading. For one that nobody has used for a while.
    #[must_use]
    pub fn is_alive(&self) -> bool {
        let mut byte = [0];
        let flags = MsgFlags::MSG_PEEK | MsgFlags::MSG_DONTWAIT;
        match recv(self.socket.as_raw_fd(), &mut byte, flags) {
            Ok(count) => count > 0 && !self.ended.get(),
            Err(errno) => errno == nix::errno::Errno::EAGAIN && !self.ended.get(),
        }
    }

    /// Encrypts what follows.
    ///
    /// # Errors
    /// `EISCONN` if it is encrypted already, `EALREADY` if it is in use; else the handshake has failed; `ETIMEDOUT`, `ECANCELED` as [`Wait::wait`] has them.
    pub fn encrypt(&self, context: &Context, deadline: Option<Instant>) -> Result<(), TlsError> {
        encrypting::encrypt(&self.tls, context, self.socket.as_fd(), &*self.wait, deadline)
    }

    /// Its encryption.
    #[must_use]
    pub fn tls(&self) -> Option<&Session> {
        self.tls.get()
    }

    /// Whether what it sends and receives are datagrams; where those carry a session, that is a stream.
    fn has_datagrams(&self) -> bool {
        self.socket.kind().is_datagram() && self.tls.get().is_none()
    }

    fn way(&self) -> Way<'_> {
        Way { socket: self.socket.as_fd(), tls: self.tls.get() }
    }

    /// Ends sending, receiving or both.
    ///
    /// # Errors
    /// What shutdown(2) says.
    pub fn shutdown(&self, how: std::net::Shutdown) -> io::Result<()> {
        if let Some(tls) = self.tls.get().filter(|_| how != std::net::Shutdown::Read) {
            tls.close();
        }
        self.socket.socket().shutdown(how)
    }

    /// Its own end.
    ///
    /// # Errors
    /// What getsockname(2) says.
    pub fn local(&self) -> io::Result<Endpoint> {
        self.socket.local()
    }

    /// The peer; for datagrams who sent the last one, none if there was none.
    ///
    /// # Errors
    /// What getpeername(2) says.
    pub fn peer(&self) -> io::Result<Option<Endpoint>> {
        if self.has_datagrams() {
            return Ok(self.sender.borrow().clone());
        }
        self.socket.peer().map(Some)
    }

    /// Kind of the socket, which is the proxy's where there is one.
    #[must_use]
    pub fn kind(&self) -> SocketKind {
        self.socket.kind()
    }

    /// Its descriptor.
    #[must_use]
    pub fn fd(&self) -> RawFd {
        self.socket.as_raw_fd()
    }

    /// Its socket.
    #[must_use]
    pub fn socket(&self) -> &ClientSocket {
        &self.socket
    }

    /// The socket, its encryption, and what was received and not handed out, for who goes on otherwise.
    #[must_use]
    pub fn into_parts(self) -> (ClientSocket, OnceCell<Session>, Bytes) {
        let mut inbound = self.inbound.into_inner();
        let left = inbound.take(inbound.len());
        (self.socket, self.tls, left)
    }

    /// Scripts know a limit of a blocking client that has passed as `EAGAIN`, as the socket's own limits have it.
    fn late(&self, error: io::Error) -> io::Error {
        match error.raw_os_error() {
            Some(libc::ETIMEDOUT) if self.wait.blocks() => {
                io::Error::from_raw_os_error(libc::EAGAIN)
            }
            _ => error,
        }
    }

    fn claim(&self, direction: Direction) -> io::Result<Claim<'_>> {
        wait::claim(&*self.wait, self.socket.as_fd(), direction)
    }
}
