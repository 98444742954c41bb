//! A client's socket: made, set up, bound, and on its way to the peer. Nothing here waits.
//!
//! Datagram sockets of the unix family are bound to a file of their own, or nobody could answer them; it goes when the socket does.

use std::fs;
use std::io;
use std::os::fd::{AsFd, AsRawFd, BorrowedFd, RawFd};
use std::path::PathBuf;
use std::sync::atomic::{AtomicU32, Ordering};

use socket2::Socket;

use crate::client::address::resolve;
use crate::error::ErrorCode;
use crate::net::address::{Endpoint, SocketKind};
use crate::settings::ClientSettings;
use crate::sys::process;

/// How many names a unix datagram socket is given to try.
const NAMES_TRIED: u32 = 1000;

/// The socket.
#[derive(Debug)]
pub struct ClientSocket {
    socket: Socket,
    kind: SocketKind,
    /// Removes the file of a unix datagram socket, if there is one.
    file: Option<OwnFile>,
}

/// How far connecting has come.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Connecting {
    /// Connected.
    Done,
    /// Wait until it can be written, then ask [`ClientSocket::outcome`].
    UnderWay,
}

impl ClientSocket {
    /// Makes a socket as the settings ask, non-blocking, and binds it.
    ///
    /// # Errors
    /// What socket(2) and bind(2) say, `EADDRNOTAVAIL` also for a `bind_address` that is none.
    pub fn open(kind: SocketKind, settings: &ClientSettings) -> Result<Self, ErrorCode> {
        let failed = |error: io::Error| ErrorCode::from(&error);
        let socket = Socket::new(kind.domain(), kind.socket_type(), None).map_err(failed)?;
        socket.set_nonblocking(true).map_err(failed)?;
        // A connection works without these.
        if kind.is_tcp() && settings.nodelay {
            let _ = socket.set_tcp_nodelay(true);
        }
        let buffer =
            settings.kernel_buffer.or(kind.is_datagram().then_some(settings.socket_buffer_size));
        if let Some(bytes) = buffer {
            let bytes = bytes.min(i32::MAX as usize);
            let _ = socket.set_send_buffer_size(bytes);
            let _ = socket.set_recv_buffer_size(bytes);
        }
        let mut file = None;
        if kind == SocketKind::UnixDgram {
            file = Some(OwnFile::bind(&socket).map_err(failed)?);
        } else if let Some((host, port)) = settings.bind.as_ref().filter(|_| !kind.is_unix()) {
            let endpoint =
                resolve(kind, host, (*port).into()).map_err(|_| ErrorCode(libc::EADDRNOTAVAIL))?;
            socket.set_reuse_address(*port != 0 && kind.is_stream()).map_err(failed)?;
            let address = endpoint.to_sock_addr().map_err(failed)?;
            socket.bind(&address).map_err(failed)?;
        }
        Ok(Self { socket, kind, file })
    }

    /// Begins to connect to `peer`; for datagrams, to take and send none but its.
    ///
    /// # Errors
    /// What connect(2) says, `WouldBlock` for a unix socket whose queue is full.
    pub fn connect(&self, peer: &Endpoint) -> io::Result<Connecting> {
        let address = peer.to_sock_addr()?;
        loop {
            return match self.socket.connect(&address) {
                Ok(()) => Ok(Connecting::Done),
                Err(error) if error.raw_os_error() == Some(libc::EINPROGRESS) => {
                    Ok(Connecting::UnderWay)
                }
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Err(error) => Err(error),
            };
        }
    }

    /// How a connect that was under way and is over by now has ended.
    ///
    /// # Errors
    /// What connect(2) would have said.
    pub fn outcome(&self) -> io::Result<()> {
        self.socket.take_error()?.map_or(Ok(()), Err)
    }

    /// Its kind.
    #[must_use]
    pub fn kind(&self) -> SocketKind {
        self.kind
    }

    /// Socket and file, for who uses them otherwise.
    #[must_use]
    pub fn into_parts(self) -> (Socket, Option<OwnFile>) {
        (self.socket, self.file)
    }

    /// The socket itself.
    #[must_use]
    pub fn socket(&self) -> &Socket {
        &self.socket
    }

    /// Its own end.
    ///
    /// # Errors
    /// What getsockname(2) says.
    pub fn local(&self) -> io::Result<Endpoint> {
        Ok(Endpoint::from(&self.socket.local_addr()?))
    }

    /// The peer's end of a connected socket.
    ///
    /// # Errors
    /// What getpeername(2) says.
    pub fn peer(&self) -> io::Result<Endpoint> {
        Ok(Endpoint::from(&self.socket.peer_addr()?))
    }
}

impl AsFd for ClientSocket {
    fn as_fd(&self) -> BorrowedFd<'_> {
        self.socket.as_fd()
    }
}

impl AsRawFd for ClientSocket {
    fn as_raw_fd(&self) -> RawFd {
        self.socket.as_raw_fd()
    }
}

/// The file that a unix datagram socket is bound to. Goes when this does.
#[derive(Debug)]
pub struct OwnFile {
    path: PathBuf,
    creator: u32,
}

impl OwnFile {
    /// Binds the socket to a name that nobody has yet.
    fn bind(socket: &Socket) -> io::Result<Self> {
        static LAST: AtomicU32 = AtomicU32::new(0);
        let mut tried = 0;
        loop {
            let number = LAST.fetch_add(1, Ordering::Relaxed);
            let name = format!("swoole-client.{}.{number}.sock", std::process::id());
            let path = std::env::temp_dir().join(name);
            match socket.bind(&socket2::SockAddr::unix(&path)?) {
                // Left behind by a process of that number that was killed.
                Err(error) if error.kind() == io::ErrorKind::AddrInUse && tried < NAMES_TRIED => {
                    tried += 1;
                }
                bound => {
                    return bound.map(|()| Self { path, creator: process::generation() });
                }
            }
        }
    }
}

impl Drop for OwnFile {
    fn drop(&mut self) {
        // A forked child has the socket too, and the file stays its parent's.
        if process::generation() == self.creator {
            let _ = fs::remove_file(&self.path);
        }
    }
}
