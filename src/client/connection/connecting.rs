//! How a connection comes to be: the peer, or the proxy and its handshake, within one limit.

use std::cell::{Cell, OnceCell, RefCell};
use std::io;
use std::os::fd::AsFd;
use std::time::{Duration, Instant};

use nix::sys::socket::MsgFlags;

use super::{ConnectError, Connection, How};
use crate::client::address::Target;
use crate::client::encrypting;
use crate::client::opening::{ClientSocket, Connecting};
use crate::client::proxy::{Handshake, Progress};
use crate::client::wait::{self, Direction, Wait};
use crate::error::ErrorCode;
use crate::net::address::{Endpoint, SocketKind};
use crate::net::tls::Carriage;
use crate::settings::{ClientSettings, ClientTimes};

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
        wait: Box<dyn Wait>,
    ) -> Result<Self, ConnectError> {
        let deadline = wait::deadline(times.connect);
        let proxy = settings.proxy.as_ref().filter(|_| kind.is_tcp());
        let (kind, peer) = match proxy {
            Some(proxy) => Target { host: proxy.host.clone(), port: proxy.port }
                .resolve_any(kind, &*wait, deadline),
            None => target.resolve(kind, &*wait, deadline).map(|peer| (kind, peer)),
        }
        .map_err(ConnectError::Failed)?;
        let mut connection = Self::unconnected(kind, settings, times, wait)?;
        if kind.is_datagram() {
            let how = if settings.encrypts { How::Flagged } else { how };
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
        connection.settle()?;
        if settings.encrypts && connection.is_connected() {
            let host = target.host.as_str();
            let carriage = Carriage::of(kind);
            let context = encrypting::context(carriage, &settings.tls, Some(host), settings.inside)
                .map_err(ConnectError::Tls)?;
            connection.encrypt(&context, deadline).map_err(ConnectError::Tls)?;
        }
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
        wait: Box<dyn Wait>,
    ) -> Result<Self, ConnectError> {
        let connection = Self::unconnected(kind, settings, times, wait)?;
        connection.settle()?;
        connection.limit_sending()?;
        Ok(connection)
    }

    pub(super) fn unconnected(
        kind: SocketKind,
        settings: &ClientSettings,
        times: ClientTimes,
        wait: Box<dyn Wait>,
    ) -> Result<Self, ConnectError> {
        Ok(Self {
            wait,
            tls: OnceCell::new(),
            socket: ClientSocket::open(kind, settings).map_err(ConnectError::Bind)?,
            times: Cell::new(times),
            inbound: RefCell::default(),
            connecting: Cell::new(false),
            failed: Cell::new(false),
            ended: Cell::new(false),
            receiver: None,
            sender: RefCell::default(),
            reused: 0,
        })
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
        self.socket.socket().set_write_timeout(self.times.get().write)
    }

    /// Leaves the descriptor as whoever waits for it wants it.
    fn settle(&self) -> io::Result<()> {
        if self.wait.blocks() {
            self.socket.socket().set_nonblocking(false)?;
        }
        Ok(())
    }

    fn connect(
        &self,
        peer: &Endpoint,
        waits: bool,
        deadline: Option<Instant>,
    ) -> Result<(), ConnectError> {
        if self.socket.kind().is_unix() {
            return Ok(self.connect_unix(peer, waits, deadline)?);
        }
        if self.socket.connect(peer)? == Connecting::UnderWay {
            self.connecting.set(true);
            if waits {
                self.wait.wait(self.socket.as_fd(), Direction::Write, deadline)?;
                self.socket.outcome()?;
                self.connecting.set(false);
            }
        }
        Ok(())
    }

    /// A unix socket connects at once, or its peer's queue is full: then only a blocking call waits for a place, and who must not block looks again
    /// and again.
    fn connect_unix(
        &self,
        peer: &Endpoint,
        waits: bool,
        deadline: Option<Instant>,
    ) -> io::Result<()> {
        if waits && !self.wait.blocks() {
            return wait::retry(&*self.wait, deadline, || self.socket.connect(peer).map(drop));
        }
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

    pub(super) fn shake_hands(
        &self,
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
            let progress = handshake.receive(self.inbound.borrow_mut().bytes_mut());
            match progress.map_err(ConnectError::Proxy)? {
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
}
