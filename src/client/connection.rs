//! The blocking client: a connection whose calls wait, each wait with its limit.
//!
//! The descriptor is left in blocking mode, since scripts hand it to functions of PHP's own; what is done here never blocks in the kernel but
//! in poll(2). The exception are datagrams of the unix family, for whose receiver's queue nothing can be waited: those are sent with
//! `SO_SNDTIMEO`.

use std::cell::RefCell;
use std::fs::File;
use std::io;
use std::os::fd::{AsFd, AsRawFd, RawFd};
use std::time::{Duration, Instant};

use bytes::Bytes;
use nix::sys::socket::{MsgFlags, recv};
use socket2::SockAddr;

use super::address::{Target, resolve};
use super::inbound::Inbound;
use super::opening::{ClientSocket, Connecting};
use super::proxy::{Handshake, Progress, ProxyError};
use super::wait;
use crate::error::ErrorCode;
use crate::net::address::{Endpoint, SocketKind};
use crate::net::out_buffer::{OutBuffer, Progress as OutProgress};
use crate::protocol::{Framing, ProtocolError};
use crate::settings::{ClientSettings, ClientTimes};
use crate::sys::datagram;
use crate::sys::signal::without_sigpipe;

/// Bytes that one read takes at most; also the longest datagram there is.
pub const READ_MAX: usize = 64 * 1024;

thread_local! {
    /// Where every read of this thread lands first.
    static SCRATCH: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
}

/// Why there is no connection.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum ConnectError {
    /// The own end could not be bound.
    Bind(ErrorCode),
    /// The peer, or the proxy, could not be reached.
    Failed(ErrorCode),
    /// The proxy does not help.
    Proxy(ProxyError),
}

impl ConnectError {
    /// What the script sees.
    #[must_use]
    pub fn code(&self) -> ErrorCode {
        match self {
            Self::Bind(code) | Self::Failed(code) => *code,
            Self::Proxy(error) => error.code,
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
    socket: ClientSocket,
    times: ClientTimes,
    inbound: Inbound,
    /// Connecting still, see [`Connection::is_connected`].
    connecting: bool,
    /// Connecting without waiting has failed.
    failed: bool,
    /// The stream has ended, or is of no use.
    ended: bool,
    /// Where datagrams go that are sent without an address, unless the kernel knows.
    receiver: Option<SockAddr>,
    /// Who sent the last datagram.
    sender: Option<Endpoint>,
    /// How often it was taken up again after its client had gone.
    pub reused: u32,
}

impl Connection {
    /// Connects to `target`, by the proxy of the settings if there is one.
    ///
    /// # Errors
    /// `ETIMEDOUT` when connecting took too long, `SOCKET_POLL_TIMEOUT` when the proxy did.
    pub fn open(
        kind: SocketKind,
        target: &Target,
        settings: &ClientSettings,
        times: ClientTimes,
        how: How,
    ) -> Result<Self, ConnectError> {
        let deadline = wait::deadline(times.connect);
        let proxy = settings.proxy.as_ref().filter(|_| kind.is_tcp());
        let (kind, peer) = match proxy {
            Some(proxy) => Target { host: proxy.host.clone(), port: proxy.port }.resolve_any(kind),
            None => target.resolve(kind).map(|peer| (kind, peer)),
        }
        .map_err(ConnectError::Failed)?;
        let mut connection = Self::unconnected(kind, settings, times)?;
        if kind.is_datagram() {
            connection.aim(&peer, how)?;
        } else {
            let waits = how == How::Wait || proxy.is_some();
            connection.connect(&peer, waits, deadline)?;
            if let Some(proxy) = proxy {
                let (handshake, first) =
                    Handshake::new(proxy, target).map_err(ConnectError::Proxy)?;
                connection.shake_hands(handshake, first, deadline)?;
            }
        }
        connection.socket.socket().set_nonblocking(false)?;
        Ok(connection)
    }

    /// A datagram socket that has no receiver of its own.
    ///
    /// # Errors
    /// What socket(2) and bind(2) say.
    pub fn without_peer(
        kind: SocketKind,
        settings: &ClientSettings,
        times: ClientTimes,
    ) -> Result<Self, ConnectError> {
        let connection = Self::unconnected(kind, settings, times)?;
        connection.socket.socket().set_nonblocking(false)?;
        connection.limit_sending()?;
        Ok(connection)
    }

    fn unconnected(
        kind: SocketKind,
        settings: &ClientSettings,
        times: ClientTimes,
    ) -> Result<Self, ConnectError> {
        Ok(Self {
            socket: ClientSocket::open(kind, settings).map_err(ConnectError::Bind)?,
            times,
            inbound: Inbound::default(),
            connecting: false,
            failed: false,
            ended: false,
            receiver: None,
            sender: None,
            reused: 0,
        })
    }

    /// Cuts the stream into packages from now on. Datagrams are packages as they are.
    pub fn frame(&mut self, framing: &Framing) {
        if self.socket.kind().is_stream() {
            self.inbound.frame(framing);
        }
    }

    /// Whether packages end with a marker.
    #[must_use]
    pub fn ends_by_marker(&self) -> bool {
        self.inbound.ends_by_marker()
    }

    /// The limits of what is still to come.
    pub fn set_times(&mut self, times: ClientTimes) {
        self.times = times;
    }

    fn aim(&mut self, peer: &Endpoint, how: How) -> Result<(), ConnectError> {
        if how == How::Flagged {
            self.socket.connect(peer)?;
        } else {
            self.receiver = Some(peer.to_sock_addr()?);
        }
        Ok(self.limit_sending()?)
    }

    fn limit_sending(&self) -> io::Result<()> {
        self.socket.socket().set_write_timeout(self.times.write)
    }

    fn connect(
        &mut self,
        peer: &Endpoint,
        waits: bool,
        deadline: Option<Instant>,
    ) -> Result<(), ConnectError> {
        if self.socket.kind().is_unix() {
            return Ok(self.connect_unix(peer, waits, deadline)?);
        }
        if self.socket.connect(peer)? == Connecting::UnderWay {
            self.connecting = true;
            if waits {
                wait::writable(self.socket.as_fd(), deadline)?;
                self.socket.outcome()?;
                self.connecting = false;
            }
        }
        Ok(())
    }

    /// A unix socket connects at once, or its peer's queue is full: then only a blocking call waits for a place.
    fn connect_unix(
        &self,
        peer: &Endpoint,
        waits: bool,
        deadline: Option<Instant>,
    ) -> io::Result<()> {
        let socket = self.socket.socket();
        if waits {
            let left = wait::remaining(deadline).map(|left| left.max(Duration::from_micros(1)));
            socket.set_write_timeout(left)?;
            socket.set_nonblocking(false)?;
        }
        let connected = self.socket.connect(peer).map(drop).map_err(|error| match error.kind() {
            io::ErrorKind::WouldBlock if waits => io::Error::from_raw_os_error(libc::ETIMEDOUT),
            _ => error,
        });
        if waits {
            socket.set_write_timeout(None)?;
        }
        connected
    }

    fn shake_hands(
        &mut self,
        mut handshake: Handshake,
        first: Vec<u8>,
        deadline: Option<Instant>,
    ) -> Result<(), ConnectError> {
        let late = |error: io::Error| match error.raw_os_error() {
            Some(libc::ETIMEDOUT) => ConnectError::Failed(ErrorCode::SOCKET_POLL_TIMEOUT),
            _ => error.into(),
        };
        self.send_all(&first, MsgFlags::empty(), || deadline).map_err(late)?;
        loop {
            match handshake.receive(self.inbound.bytes_mut()).map_err(ConnectError::Proxy)? {
                Progress::Done => return Ok(()),
                Progress::Send(bytes) => {
                    self.send_all(&bytes, MsgFlags::empty(), || deadline).map_err(late)?;
                }
                Progress::More => {
                    if self.fill(deadline).map_err(late)? == 0 {
                        return Err(ConnectError::Proxy(handshake.closed()));
                    }
                }
            }
        }
    }

    /// Whether it is connected; finds out, without waiting, if it was still connecting.
    pub fn is_connected(&mut self) -> bool {
        if self.connecting && !self.failed {
            let at_once = Some(Instant::now());
            if wait::writable(self.socket.as_fd(), at_once).is_ok() {
                // The kernel tells it but once.
                self.failed = self.socket.outcome().is_err();
                self.connecting = self.failed;
            }
        }
        !self.connecting
    }

    /// Whether connecting without waiting has failed, as far as [`Connection::is_connected`] has found out.
    #[must_use]
    pub fn has_failed(&self) -> bool {
        self.failed
    }

    /// Whether the peer has not closed the connection, as far as can be told without reading. For one that nobody has used for a while.
    #[must_use]
    pub fn is_alive(&self) -> bool {
        let mut byte = [0];
        let flags = MsgFlags::MSG_PEEK | MsgFlags::MSG_DONTWAIT;
        match recv(self.socket.as_raw_fd(), &mut byte, flags) {
            Ok(count) => count > 0 && !self.ended,
            Err(errno) => errno == nix::errno::Errno::EAGAIN && !self.ended,
        }
    }

    /// Sends all of `bytes`, or one datagram.
    ///
    /// # Errors
    /// `EAGAIN` when there is no room within the limit (then some of a stream's bytes may be on their way), else what send(2) says.
    pub fn send(&mut self, bytes: &[u8], flags: i32) -> io::Result<usize> {
        let flags = MsgFlags::from_bits_retain(flags);
        if self.socket.kind().is_datagram() {
            let receiver = self.receiver.clone();
            return self.send_datagram(bytes, receiver.as_ref(), flags);
        }
        let limit = self.times.write;
        if flags.contains(MsgFlags::MSG_DONTWAIT) {
            return self.send_some(bytes, flags);
        }
        self.send_all(bytes, flags, || wait::deadline(limit)).map_err(again)?;
        Ok(bytes.len())
    }

    /// Sends one datagram to an address.
    ///
    /// # Errors
    /// `BAD_PORT` and `DNSLOOKUP_RESOLVE_FAILED` for what is no address, else as [`Connection::send`].
    pub fn send_to(&mut self, host: &str, port: i64, bytes: &[u8]) -> Result<(), ErrorCode> {
        let receiver = resolve(self.socket.kind(), host, port)?;
        let receiver = receiver.to_sock_addr().map_err(|error| ErrorCode::from(&error))?;
        self.send_datagram(bytes, Some(&receiver), MsgFlags::empty())
            .map(drop)
            .map_err(|error| ErrorCode::from(&error))
    }

    fn send_datagram(
        &self,
        bytes: &[u8],
        receiver: Option<&SockAddr>,
        flags: MsgFlags,
    ) -> io::Result<usize> {
        let flags = (flags | MsgFlags::MSG_NOSIGNAL).bits();
        let socket = self.socket.socket();
        loop {
            let sent = match receiver {
                Some(receiver) => socket.send_to_with_flags(bytes, receiver, flags),
                None => socket.send_with_flags(bytes, flags),
            };
            match sent {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                sent => return sent,
            }
        }
    }

    /// Sends all, with a deadline for each wait.
    fn send_all(
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
                    wait::writable(self.socket.as_fd(), deadline())?;
                }
                Err(error) => return Err(error),
            }
        }
        Ok(())
    }

    fn send_some(&self, bytes: &[u8], flags: MsgFlags) -> io::Result<usize> {
        let flags = (flags | MsgFlags::MSG_NOSIGNAL | MsgFlags::MSG_DONTWAIT).bits();
        loop {
            match self.socket.socket().send_with_flags(bytes, flags) {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                sent => return sent,
            }
        }
    }

    /// Sends `length` bytes of a file from `offset` on.
    ///
    /// # Errors
    /// As [`Connection::send`]; `UnexpectedEof` for a file that has become shorter.
    pub fn send_file(&mut self, file: File, offset: u64, length: u64) -> io::Result<()> {
        let mut queue = OutBuffer::new();
        queue.push_file(file.into(), offset, length);
        // sendfile(2) has no flag against waiting.
        self.socket.socket().set_nonblocking(true)?;
        let mut write = || without_sigpipe(|| queue.write_to(self.socket.as_fd()));
        let mut sent = write();
        while let Ok(OutProgress::Blocked) = sent {
            let waited = wait::writable(self.socket.as_fd(), wait::deadline(self.times.write));
            sent = waited.and_then(|()| write());
        }
        self.socket.socket().set_nonblocking(false)?;
        sent.map(drop).map_err(again)
    }

    /// Receives: a whole package of a framed stream, one datagram, or at most `size` bytes, whose number is limited to [`READ_MAX`] unless
    /// `MSG_WAITALL` asks for exactly so many. What came in vain before a limit passed is given to the next call.
    ///
    /// # Errors
    /// `EAGAIN` when nothing, or not enough, came within the limit, else what recv(2) says.
    pub fn receive(&mut self, size: usize, flags: i32) -> io::Result<Received> {
        let flags = MsgFlags::from_bits_retain(flags);
        if self.socket.kind().is_datagram() {
            return self.receive_datagram(size, flags);
        }
        if self.inbound.is_framed() {
            return self.receive_package(flags);
        }
        if flags.contains(MsgFlags::MSG_WAITALL) {
            return self.receive_exactly(size, flags);
        }
        if flags.contains(MsgFlags::MSG_OOB) {
            return self.receive_directly(size, flags);
        }
        if self.inbound.is_empty() && !self.ended {
            if flags.contains(MsgFlags::MSG_PEEK) {
                return self.receive_directly(size, flags);
            }
            self.fill_for(flags, size.min(READ_MAX))?;
        }
        Ok(self.hand_out(size.min(READ_MAX), flags))
    }

    /// Whether [`Connection::receive`] finds something without looking at the socket.
    pub fn has_received(&mut self) -> bool {
        self.inbound.has_something()
    }

    /// What is there already, or the end.
    fn hand_out(&mut self, size: usize, flags: MsgFlags) -> Received {
        if self.inbound.is_empty() {
            return Received::End;
        }
        if flags.contains(MsgFlags::MSG_PEEK) {
            let bytes = self.inbound.bytes();
            return Received::Data(Bytes::copy_from_slice(&bytes[..size.min(bytes.len())]));
        }
        Received::Data(self.inbound.take(size))
    }

    fn receive_package(&mut self, flags: MsgFlags) -> io::Result<Received> {
        loop {
            match self.inbound.package() {
                Ok(Some(package)) => return Ok(Received::Data(package)),
                Ok(None) if self.ended => return Ok(Received::End),
                Ok(None) => self.fill_for(flags, READ_MAX)?,
                Err(error) => {
                    self.ended = true;
                    return Ok(Received::Unframed(error));
                }
            }
        }
    }

    fn receive_exactly(&mut self, size: usize, flags: MsgFlags) -> io::Result<Received> {
        while self.inbound.len() < size && !self.ended {
            self.fill_for(flags, (size - self.inbound.len()).min(READ_MAX))?;
        }
        Ok(self.hand_out(size, flags))
    }

    /// One read that leaves no trace here: peeking, and data out of band.
    fn receive_directly(&mut self, size: usize, flags: MsgFlags) -> io::Result<Received> {
        let size = size.min(READ_MAX);
        let deadline = wait::deadline(self.times.read);
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

    fn receive_datagram(&mut self, size: usize, flags: MsgFlags) -> io::Result<Received> {
        let size = size.min(READ_MAX);
        let deadline = wait::deadline(self.times.read);
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
                    self.sender = Some(sender);
                    return Ok(Received::Data(bytes));
                }
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) if waits(&error, flags) => self.wait_readable(deadline)?,
                Err(error) => return Err(error),
            }
        }
    }

    /// Reads once, waiting for it unless told not to, and notices the end.
    fn fill_for(&mut self, flags: MsgFlags, most: usize) -> io::Result<()> {
        let deadline = if flags.contains(MsgFlags::MSG_DONTWAIT) {
            Some(Instant::now())
        } else {
            wait::deadline(self.times.read)
        };
        self.ended = self.fill_at_most(most, deadline).map_err(again)? == 0;
        Ok(())
    }

    fn fill(&mut self, deadline: Option<Instant>) -> io::Result<usize> {
        self.fill_at_most(READ_MAX, deadline)
    }

    /// Reads once; 0 is the end.
    fn fill_at_most(&mut self, most: usize, deadline: Option<Instant>) -> io::Result<usize> {
        loop {
            let read = scratch(most, |room| {
                let count = self.read(room, MsgFlags::empty())?;
                Ok(Bytes::copy_from_slice(&room[..count]))
            });
            match read {
                Ok(bytes) => {
                    self.inbound.push(&bytes);
                    return Ok(bytes.len());
                }
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => {
                    wait::readable(self.socket.as_fd(), deadline)?;
                }
                Err(error) => return Err(error),
            }
        }
    }

    fn read(&self, room: &mut [u8], flags: MsgFlags) -> io::Result<usize> {
        let flags = (flags - MsgFlags::MSG_WAITALL) | MsgFlags::MSG_DONTWAIT;
        loop {
            match recv(self.socket.as_raw_fd(), room, flags) {
                Err(nix::errno::Errno::EINTR) => {}
                read => return Ok(read?),
            }
        }
    }

    fn wait_readable(&self, deadline: Option<Instant>) -> io::Result<()> {
        wait::readable(self.socket.as_fd(), deadline).map_err(again)
    }

    /// Ends sending, receiving or both.
    ///
    /// # Errors
    /// What shutdown(2) says.
    pub fn shutdown(&self, how: std::net::Shutdown) -> io::Result<()> {
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
        if self.socket.kind().is_datagram() {
            return Ok(self.sender.clone());
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
}

/// Whether a read that found nothing is to be tried again.
fn waits(error: &io::Error, flags: MsgFlags) -> bool {
    error.kind() == io::ErrorKind::WouldBlock && !flags.contains(MsgFlags::MSG_DONTWAIT)
}

/// Scripts know a limit that has passed as `EAGAIN`, as the socket's own limits have it.
fn again(error: io::Error) -> io::Error {
    match error.raw_os_error() {
        Some(libc::ETIMEDOUT) => io::Error::from_raw_os_error(libc::EAGAIN),
        _ => error,
    }
}

/// Lends the thread's buffer, `size` bytes of it.
fn scratch<R>(size: usize, read: impl FnOnce(&mut [u8]) -> io::Result<R>) -> io::Result<R> {
    SCRATCH.with_borrow_mut(|buffer| {
        buffer.resize(READ_MAX, 0);
        read(&mut buffer[..size.min(READ_MAX)])
    })
}
