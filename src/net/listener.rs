//! A listening endpoint: a socket that is bound when the port is named and listens when the server starts.
//!
//! `server::port` owns listeners; reactor threads and workers accept from them. All sockets are non-blocking and
//! close-on-exec. Nothing here registers with an event loop or logs.

use std::fs;
use std::io;
use std::net::Shutdown;
use std::os::fd::{AsFd, AsRawFd, BorrowedFd, OwnedFd, RawFd};
use std::os::unix::fs::{FileTypeExt, MetadataExt, PermissionsExt};
use std::path::{Path, PathBuf};
use std::time::Duration;

use socket2::{SockRef, Socket, TcpKeepalive};

use crate::error::Failure;
use crate::net::activation;
use crate::net::address::{Endpoint, SocketKind};
use crate::sys::{datagram, fd, socket_option};

/// What must be known before bind(2).
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct BindOptions {
    /// `SO_REUSEADDR`: bind although connections of an earlier server linger. Not for unix sockets.
    pub reuse_addr: bool,
    /// `SO_REUSEPORT`: several sockets share the port, all of which must ask for it.
    pub reuse_port: bool,
    /// An IPv6 socket takes no IPv4 clients. Off, as in the reference: `::` takes both.
    pub v6only: bool,
    /// The access mode of a unix socket's file; what the umask leaves if `None`.
    pub mode: Option<u32>,
}

impl Default for BindOptions {
    fn default() -> Self {
        Self { reuse_addr: true, reuse_port: false, v6only: false, mode: None }
    }
}

/// What listen(2) is told, and options of the listening socket that accepted ones inherit.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct ListenOptions {
    /// Connections that may wait to be accepted; the kernel caps it at `net.core.somaxconn`.
    pub backlog: i32,
    /// `tcp_fastopen`: the queue's length.
    pub fast_open: Option<i32>,
    /// `tcp_defer_accept` in seconds.
    pub defer_accept: Option<i32>,
    /// `SO_RCVBUF` and `SO_SNDBUF` in bytes; the kernel doubles and caps them.
    pub socket_buffer: Option<usize>,
}

impl Default for ListenOptions {
    fn default() -> Self {
        Self { backlog: 512, fast_open: None, defer_accept: None, socket_buffer: None }
    }
}

/// `open_tcp_keepalive` and its numbers.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct KeepAlive {
    /// Silence before the first probe; whole seconds count.
    pub idle: Duration,
    /// Time between probes; whole seconds count.
    pub interval: Duration,
    /// Probes without answer after which the connection is dead.
    pub count: u32,
}

/// What an accepted or connected socket is set to.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct ConnectionOptions {
    /// `open_tcp_nodelay`: small writes go out at once. On, as in the reference.
    pub nodelay: bool,
    /// `open_tcp_keepalive`.
    pub keepalive: Option<KeepAlive>,
    /// `tcp_user_timeout`: how long sent data may go without an acknowledgement.
    pub user_timeout: Option<Duration>,
    /// `tcp_notsent_lowat`: writable again only when less than so many bytes wait unsent.
    pub notsent_lowat: Option<u32>,
    /// `SO_RCVBUF` and `SO_SNDBUF` in bytes.
    pub socket_buffer: Option<usize>,
}

impl Default for ConnectionOptions {
    fn default() -> Self {
        Self {
            nodelay: true,
            keepalive: None,
            user_timeout: None,
            notsent_lowat: None,
            socket_buffer: None,
        }
    }
}

impl ConnectionOptions {
    /// Sets the options on `fd`; those of TCP only if `kind` is TCP.
    ///
    /// # Errors
    /// What setsockopt(2) says of the first that fails. The connection works without; a warning is all it deserves.
    pub fn apply(&self, fd: BorrowedFd<'_>, kind: SocketKind) -> io::Result<()> {
        let socket = SockRef::from(&fd);
        if let Some(bytes) = self.socket_buffer {
            set_buffers(&socket, bytes)?;
        }
        if !kind.is_tcp() {
            return Ok(());
        }
        if self.nodelay {
            socket.set_tcp_nodelay(true)?;
        }
        if let Some(keepalive) = self.keepalive {
            let numbers = TcpKeepalive::new()
                .with_time(keepalive.idle)
                .with_interval(keepalive.interval)
                .with_retries(keepalive.count);
            socket.set_tcp_keepalive(&numbers)?;
        }
        if self.user_timeout.is_some() {
            socket.set_tcp_user_timeout(self.user_timeout)?;
        }
        if let Some(bytes) = self.notsent_lowat {
            socket.set_tcp_notsent_lowat(bytes)?;
        }
        Ok(())
    }
}

/// Makes the close of `fd` a reset: what is unsent is thrown away and the peer sees an error.
///
/// # Errors
/// What setsockopt(2) says.
pub fn reset_on_close(fd: BorrowedFd<'_>) -> io::Result<()> {
    SockRef::from(&fd).set_linger(Some(Duration::ZERO))
}

/// Says that no more will be sent; what is in the socket's buffer still goes out.
///
/// # Errors
/// What shutdown(2) says.
pub fn shutdown_write(fd: BorrowedFd<'_>) -> io::Result<()> {
    SockRef::from(&fd).shutdown(Shutdown::Write)
}

/// A connection just taken from a listener: non-blocking, close-on-exec.
#[derive(Debug)]
pub struct Accepted {
    /// The connection.
    pub fd: OwnedFd,
    /// The client's end.
    pub peer: Endpoint,
}

/// Why there is no connection.
#[derive(Debug, thiserror::Error)]
pub enum AcceptError {
    /// None is waiting: wait for the listener to become readable.
    #[error("no connection is waiting")]
    WouldBlock,
    /// The one that was waiting is gone: try again at once.
    #[error("the client has gone: {0}")]
    Aborted(io::Error),
    /// No descriptors or memory are left: stop accepting for a while, or it spins.
    #[error("no resources for another connection: {0}")]
    Exhausted(io::Error),
    /// The listener itself is broken.
    #[error(transparent)]
    Broken(io::Error),
}

impl AcceptError {
    fn classify(error: io::Error) -> Self {
        match error.raw_os_error() {
            Some(libc::EAGAIN) => Self::WouldBlock,
            Some(libc::EMFILE | libc::ENFILE | libc::ENOBUFS | libc::ENOMEM) => {
                Self::Exhausted(error)
            }
            // accept(2), "Error handling": errors of the new connection that arrive through the listener.
            Some(
                libc::ECONNABORTED
                | libc::EINTR
                | libc::EPERM
                | libc::EPROTO
                | libc::ENETDOWN
                | libc::ENOPROTOOPT
                | libc::EHOSTDOWN
                | libc::ENONET
                | libc::EHOSTUNREACH
                | libc::ENETUNREACH,
            ) => Self::Aborted(error),
            _ => Self::Broken(error),
        }
    }
}

/// The file of a bound unix socket, removed by the process that made it, and only while it is still the same file.
#[derive(Debug)]
struct SocketFile {
    path: PathBuf,
    identity: (u64, u64),
    creator: u32,
}

impl SocketFile {
    fn of(path: &Path) -> io::Result<Self> {
        let found = fs::symlink_metadata(path)?;
        let identity = (found.dev(), found.ino());
        Ok(Self { path: path.to_owned(), identity, creator: std::process::id() })
    }
}

impl SocketFile {
    /// Removes it, if it still is the same file.
    fn remove(&self) {
        let same = fs::symlink_metadata(&self.path)
            .is_ok_and(|found| (found.dev(), found.ino()) == self.identity);
        if same {
            // Someone else may have been faster, or the directory may have become read-only: nothing to be done.
            let _ = fs::remove_file(&self.path);
        }
    }
}

impl Drop for SocketFile {
    fn drop(&mut self) {
        if std::process::id() == self.creator {
            self.remove();
        }
    }
}

/// A bound socket: a stream's listener, or a datagram socket that everybody sends to.
#[derive(Debug)]
pub struct Listener {
    socket: Socket,
    kind: SocketKind,
    local: Endpoint,
    file: Option<SocketFile>,
}

impl Listener {
    /// Opens a socket and binds it to `endpoint`. Port 0 takes a free one, which [`Listener::local`] tells. A socket file that
    /// nobody serves any more is replaced.
    ///
    /// # Errors
    /// What socket(2), setsockopt(2) and bind(2) say; `EADDRINUSE` also for a path that a living server or another kind of
    /// file holds.
    pub fn bind(kind: SocketKind, endpoint: &Endpoint, options: &BindOptions) -> io::Result<Self> {
        let socket = Socket::new(kind.domain(), kind.socket_type(), None)?;
        socket.set_nonblocking(true)?;
        if !kind.is_unix() {
            socket.set_reuse_address(options.reuse_addr)?;
            if options.reuse_port {
                socket.set_reuse_port(true)?;
            }
        }
        if kind.is_ipv6() {
            socket.set_only_v6(options.v6only)?;
        }
        let path = endpoint.socket_file();
        if let Some(path) = path {
            remove_stale_file(kind, endpoint, path)?;
        }
        socket.bind(&endpoint.to_sock_addr()?)?;
        let file = path.map(SocketFile::of).transpose()?;
        if let (Some(path), Some(mode)) = (path, options.mode) {
            fs::set_permissions(path, fs::Permissions::from_mode(mode))?;
        }
        let local = Endpoint::from(&socket.local_addr()?);
        Ok(Self { socket, kind, local, file })
    }

    /// Takes over a copy of a socket that somebody else has bound; the file of a unix socket stays theirs.
    ///
    /// # Errors
    /// See [`activation::copy`].
    pub fn take_over(fd: RawFd) -> Result<Self, Failure> {
        let (socket, kind, local) = activation::copy(fd)?;
        Ok(Self { socket, kind, local, file: None })
    }

    /// A further socket that is bound to the same address. Both share what comes; this one must have been bound with `reuse_port` too.
    ///
    /// # Errors
    /// As [`Listener::bind`].
    pub fn another(&self) -> io::Result<Self> {
        let options = BindOptions { reuse_port: true, ..BindOptions::default() };
        Self::bind(self.kind, &self.local, &options)
    }

    /// A socket of the same address that takes and sends nothing but the datagrams of one peer.
    ///
    /// # Errors
    /// What socket(2), setsockopt(2), bind(2) and connect(2) say.
    pub fn towards(&self, peer: &Endpoint) -> io::Result<OwnedFd> {
        let socket = Socket::new(self.kind.domain(), self.kind.socket_type(), None)?;
        socket.set_nonblocking(true)?;
        socket.set_reuse_address(true)?;
        if self.socket.reuse_port()? {
            socket.set_reuse_port(true)?;
        }
        socket.bind(&self.socket.local_addr()?)?;
        socket.connect(&peer.to_sock_addr()?)?;
        Ok(socket.into())
    }

    /// Begins to take connections; sets buffers only for datagram sockets.
    ///
    /// # Errors
    /// What setsockopt(2) and listen(2) say.
    pub fn listen(&self, options: &ListenOptions) -> io::Result<()> {
        if let Some(bytes) = options.socket_buffer {
            set_buffers(&self.socket, bytes)?;
        }
        if self.kind.is_datagram() {
            return Ok(());
        }
        if self.kind.is_tcp() {
            if let Some(queue) = options.fast_open {
                socket_option::set_fast_open(self.as_fd(), queue)?;
            }
            if let Some(seconds) = options.defer_accept {
                socket_option::set_defer_accept(self.as_fd(), seconds)?;
            }
        }
        self.socket.listen(options.backlog)
    }

    /// Takes one connection.
    ///
    /// # Errors
    /// [`AcceptError`] says what to do about it.
    pub fn accept(&self) -> Result<Accepted, AcceptError> {
        let flags = libc::SOCK_NONBLOCK | libc::SOCK_CLOEXEC;
        let (socket, peer) = self.socket.accept4(flags).map_err(AcceptError::classify)?;
        Ok(Accepted { fd: socket.into(), peer: Endpoint::from(&peer) })
    }

    /// Receives one datagram into `buffer`.
    ///
    /// # Errors
    /// What recvfrom(2) says, `WouldBlock` among them; `EMSGSIZE` for a datagram longer than `buffer`, which is lost.
    pub fn receive_from(&self, buffer: &mut [u8]) -> io::Result<(usize, Endpoint)> {
        loop {
            match datagram::receive_from(self.as_fd(), buffer) {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
                Ok((len, _)) if len > buffer.len() => {
                    return Err(io::Error::from_raw_os_error(libc::EMSGSIZE));
                }
                Ok((len, sender)) => return Ok((len, Endpoint::from(&sender))),
            }
        }
    }

    /// Sends `bytes` as one datagram.
    ///
    /// # Errors
    /// What sendto(2) says, `WouldBlock` among them.
    pub fn send_to(&self, bytes: &[u8], receiver: &Endpoint) -> io::Result<usize> {
        let receiver = receiver.to_sock_addr()?;
        let flags = libc::MSG_NOSIGNAL | libc::MSG_DONTWAIT;
        loop {
            match self.socket.send_to_with_flags(bytes, &receiver, flags) {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                sent => return sent,
            }
        }
    }

    /// The kind it was made as.
    pub fn kind(&self) -> SocketKind {
        self.kind
    }

    /// What it is bound to, with the port that the system chose.
    pub fn local(&self) -> &Endpoint {
        &self.local
    }

    /// Removes the file of a unix socket, which nobody can connect to any more: for the process that ends the service, whoever
    /// made the socket.
    pub fn remove_file(&self) {
        if let Some(file) = &self.file {
            file.remove();
        }
    }

    /// Gives the address back, for others to bind to. The number stays taken, by a descriptor of nothing, for as long as the listener lives:
    /// whoever still holds it cannot hit another file with it.
    ///
    /// # Errors
    /// What open(2) and dup(2) say.
    pub fn release(&self) -> io::Result<()> {
        fd::empty(self.as_fd())
    }

    /// The socket, for the options that PHP code sets itself.
    pub fn socket(&self) -> &Socket {
        &self.socket
    }
}

impl AsFd for Listener {
    fn as_fd(&self) -> BorrowedFd<'_> {
        self.socket.as_fd()
    }
}

impl AsRawFd for Listener {
    fn as_raw_fd(&self) -> RawFd {
        self.socket.as_raw_fd()
    }
}

fn set_buffers(socket: &Socket, bytes: usize) -> io::Result<()> {
    socket.set_send_buffer_size(bytes)?;
    socket.set_recv_buffer_size(bytes)
}

/// Removes the socket file that a server that is no more left at `path`. Whether one is there is asked by connecting.
fn remove_stale_file(kind: SocketKind, endpoint: &Endpoint, path: &Path) -> io::Result<()> {
    match fs::symlink_metadata(path) {
        Ok(found) if !found.file_type().is_socket() => {
            return Err(io::Error::from_raw_os_error(libc::EADDRINUSE));
        }
        Ok(_) => {}
        Err(_) => return Ok(()),
    }
    let probe = Socket::new(kind.domain(), kind.socket_type(), None)?;
    probe.set_nonblocking(true)?;
    match probe.connect(&endpoint.to_sock_addr()?) {
        Err(error) if error.raw_os_error() == Some(libc::ECONNREFUSED) => fs::remove_file(path),
        // Connected, would block, or a server of the other type: somebody is there.
        _ => Err(io::Error::from_raw_os_error(libc::EADDRINUSE)),
    }
}
