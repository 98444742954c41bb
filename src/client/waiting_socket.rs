//! One socket of any family and type, whose calls wait as a [`Wait`] does: what `Coroutine\Socket` is made of.
//!
//! Each call is tried, and waits only if it would block; a deadline is that of the whole call. A stream may be read ahead ([`Inbound`]): by lines,
//! packages and small portions, and whatever reads next gets that first. Nothing that has come is lost when time is up.

mod adopting;
mod receiving;
mod requests;
mod sending;

use std::cell::{Cell, OnceCell, RefCell};
use std::io;
use std::net::Shutdown;
use std::os::fd::{AsFd, AsRawFd, OwnedFd, RawFd};
use std::rc::Rc;
use std::time::Instant;

use socket2::{Domain, Protocol, SockAddr, Socket, Type};

use super::encrypting;
use super::inbound::Inbound;
use super::wait::{self, Claim, Direction, Wait};
use crate::error::ErrorCode;
use crate::net::address::{Endpoint, SocketKind};
use crate::net::tls::{Carriage, Context, Role, Session, TlsError};
use crate::net::way::Way;
use crate::protocol::{Framing, ProtocolError};
use crate::settings::{ClientTimes, TlsSettings};

pub use requests::NoRequest;

/// What failed, and how much of it was done before.
#[derive(Debug)]
pub struct Partly<T> {
    /// What was done.
    pub done: T,
    /// Why it is not more.
    pub error: io::Error,
}

/// Why there is no package.
#[derive(Debug)]
pub enum NoPackage {
    /// Reading failed.
    Failed(io::Error),
    /// What came is no package. The stream is of no use any more.
    Unframed(ProtocolError),
}

/// How a stream is to be encrypted.
#[derive(Debug, Clone, Default)]
enum Encryption {
    /// Not at all.
    #[default]
    Unwanted,
    /// As these say; in which part shows later.
    Wanted(Rc<TlsSettings>),
    /// As a server.
    Prepared(Context),
}

/// See the module's head.
#[derive(Debug)]
pub struct WaitingSocket<W: Wait> {
    /// Goes before the descriptor does, as its encryption.
    wait: W,
    tls: OnceCell<Session>,
    socket: Socket,
    domain: Domain,
    r#type: Type,
    /// What addresses it has, if they are of a family that we know.
    kind: Option<SocketKind>,
    times: Cell<ClientTimes>,
    /// Whether it is in that mode for certain.
    is_nonblocking: Cell<bool>,
    /// Who reads has claimed it, and lets go of it while waiting.
    inbound: RefCell<Inbound>,
    /// It has come from a listening socket.
    is_accepted: bool,
    /// How the stream is to be encrypted, and those that are accepted from it.
    encryption: RefCell<Encryption>,
    /// How streams are cut that are accepted from it.
    framing: RefCell<Option<Framing>>,
    /// Which directions were ended by [`WaitingSocket::shutdown`].
    shut: Cell<[bool; 2]>,
    /// What came was no package.
    ruined: Cell<bool>,
}

impl<W: Wait> WaitingSocket<W> {
    /// Makes a socket.
    ///
    /// # Errors
    /// What socket(2) says.
    pub fn new(
        domain: Domain,
        kind: Type,
        protocol: Option<Protocol>,
        times: ClientTimes,
        wait: W,
    ) -> io::Result<Self> {
        let socket = Socket::new(domain, kind.nonblocking(), protocol)?;
        if matches!(domain, Domain::IPV4 | Domain::IPV6) && kind == Type::STREAM {
            // It works without, and a protocol over streams that is not TCP has no such option.
            let _ = socket.set_tcp_nodelay(true);
        }
        let made = Self::over(socket, domain, kind, times, wait);
        made.is_nonblocking.set(true);
        Ok(made)
    }

    /// Uses a socket that is there. Its mode, which others may share, is left as it is until a call needs it otherwise.
    ///
    /// # Errors
    /// `ENOTSOCK` for a descriptor that is no socket.
    pub fn from_fd(fd: OwnedFd, times: ClientTimes, wait: W) -> io::Result<Self> {
        let socket = Socket::from(fd);
        let (domain, r#type) = (socket.domain()?, socket.r#type()?);
        Ok(Self::over(socket, domain, r#type, times, wait))
    }

    fn over(socket: Socket, domain: Domain, r#type: Type, times: ClientTimes, wait: W) -> Self {
        let is_stream = r#type == Type::STREAM;
        let kind = match domain {
            Domain::IPV4 if is_stream => Some(SocketKind::Tcp),
            Domain::IPV4 => Some(SocketKind::Udp),
            Domain::IPV6 if is_stream => Some(SocketKind::Tcp6),
            Domain::IPV6 => Some(SocketKind::Udp6),
            Domain::UNIX if is_stream => Some(SocketKind::UnixStream),
            Domain::UNIX => Some(SocketKind::UnixDgram),
            _ => None,
        };
        Self {
            wait,
            tls: OnceCell::new(),
            socket,
            domain,
            r#type,
            kind,
            times: Cell::new(times),
            is_nonblocking: Cell::new(false),
            inbound: RefCell::default(),
            is_accepted: false,
            encryption: RefCell::default(),
            framing: RefCell::default(),
            shut: Cell::default(),
            ruined: Cell::new(false),
        }
    }

    /// How it waits.
    pub fn waiting(&self) -> &W {
        &self.wait
    }

    /// The socket.
    pub fn socket(&self) -> &Socket {
        &self.socket
    }

    /// Its address family and type.
    pub fn sort(&self) -> (Domain, Type) {
        (self.domain, self.r#type)
    }

    /// What kind of socket it is, if it is one that has addresses that we know.
    pub fn address_kind(&self) -> Option<SocketKind> {
        self.kind
    }

    /// Its descriptor.
    pub fn fd(&self) -> RawFd {
        self.socket.as_raw_fd()
    }

    /// Limits of calls that are given none.
    pub fn times(&self) -> ClientTimes {
        self.times.get()
    }

    /// Changes them.
    pub fn set_times(&self, times: ClientTimes) {
        self.times.set(times);
    }

    /// Ends all calls under way, with `ECANCELED`. The descriptor is closed with the last owner.
    pub fn close(&self) {
        self.wait.close();
    }

    /// Cuts the stream into packages from now on, and so those that are accepted.
    ///
    /// # Errors
    /// `EALREADY` while one is being received.
    pub fn frame(&self, framing: &Framing) -> io::Result<()> {
        let _claim = self.claim(Direction::Read)?;
        self.inbound.borrow_mut().frame(framing);
        self.framing.replace(Some(framing.clone()));
        Ok(())
    }

    /// What an address means to it. Names are looked up if `names` says so.
    fn endpoint(
        &self,
        host: &str,
        port: i64,
        names: Option<Option<Instant>>,
    ) -> Result<Endpoint, ErrorCode> {
        let kind = self.kind.ok_or(ErrorCode(libc::EAFNOSUPPORT))?;
        match names {
            Some(deadline) => self.wait.resolve(kind, host, port, deadline),
            None => Endpoint::numeric(kind, host, port),
        }
    }

    /// Gives it an address of its own, which may be in the time of waiting after another's use.
    ///
    /// # Errors
    /// `BAD_HOST_ADDR` for a host that is no address of its family, `BAD_PORT`, `NAME_TOO_LONG` for a path, else what bind(2) says.
    pub fn bind(&self, host: &str, port: i64) -> Result<(), ErrorCode> {
        let address = socket_address(&self.endpoint(host, port, None)?)?;
        let code = |error: io::Error| ErrorCode::from(&error);
        if self.kind.is_some_and(|kind| !kind.is_unix()) {
            self.socket.set_reuse_address(true).map_err(code)?;
        }
        self.socket.bind(&address).map_err(code)
    }

    /// Waits for connections.
    ///
    /// # Errors
    /// What listen(2) says.
    pub fn listen(&self, backlog: i32) -> io::Result<()> {
        self.socket.listen(backlog)
    }

    /// Connects; datagrams then go to and come from that address alone.
    ///
    /// # Errors
    /// As name look-ups and connect(2) have them; `ETIMEDOUT`.
    pub fn connect(
        &self,
        host: &str,
        port: i64,
        deadline: Option<Instant>,
    ) -> Result<(), ErrorCode> {
        let code = |error: io::Error| ErrorCode::from(&error);
        let claim = self.claim(Direction::Write).map_err(code)?;
        let address = socket_address(&self.endpoint(host, port, Some(deadline))?)?;
        self.connect_to(&address, deadline).map_err(code)?;
        drop(claim);
        let wanted = self.encryption.borrow().clone();
        if let Encryption::Wanted(settings) = wanted {
            let context = encrypting::context(self.carriage(), &settings, Some(host), &[]);
            let done = context.and_then(|context| self.encrypt(&context, deadline));
            done.map_err(|error| error.code())?;
        }
        Ok(())
    }

    fn connect_to(&self, address: &SockAddr, deadline: Option<Instant>) -> io::Result<()> {
        self.ensure_nonblocking()?;
        if self.kind.is_some_and(SocketKind::is_unix) {
            // Its peer's queue may be full, for which nothing tells when that is over.
            return wait::retry(&self.wait, deadline, || {
                restarted(|| self.socket.connect(address))
            });
        }
        match restarted(|| self.socket.connect(address)) {
            Err(error) if error.raw_os_error() == Some(libc::EINPROGRESS) => {}
            done => return done,
        }
        // One wake-up may still be of what came before.
        loop {
            self.wait_for(Direction::Write, deadline)?;
            if wait::is_ready(self.socket.as_fd(), Direction::Write) {
                break;
            }
        }
        self.socket.take_error()?.map_or(Ok(()), Err)
    }

    /// Takes a connection.
    ///
    /// # Errors
    /// What accept(2) says; `ETIMEDOUT`.
    pub fn accept<V: Wait>(
        &self,
        deadline: Option<Instant>,
        wait: V,
    ) -> io::Result<WaitingSocket<V>> {
        let _claim = self.claim(Direction::Read)?;
        self.ensure_nonblocking()?;
        loop {
            let accepted = self.attempt(Direction::Read, deadline, || self.socket.accept());
            match accepted {
                Ok((socket, _)) => {
                    if self.kind.is_some_and(SocketKind::is_tcp) {
                        let _ = socket.set_tcp_nodelay(true);
                    }
                    let (domain, r#type) = (self.domain, self.r#type);
                    let mut made = WaitingSocket::over(socket, domain, r#type, self.times(), wait);
                    made.is_accepted = true;
                    if let Some(framing) = &*self.framing.borrow() {
                        made.frame(framing)?;
                    }
                    made.encryption.replace(self.encryption_of_accepted()?);
                    return Ok(made);
                }
                // Whoever connected has gone before we came.
                Err(error) if error.kind() == io::ErrorKind::ConnectionAborted => {}
                Err(error) => return Err(error),
            }
        }
    }

    /// Ends sending, receiving or both, for all processes that have it.
    ///
    /// # Errors
    /// What shutdown(2) says; `ENOTCONN` for what was ended before.
    pub fn shutdown(&self, how: Shutdown) -> io::Result<()> {
        let asked = match how {
            Shutdown::Read => [true, false],
            Shutdown::Write => [false, true],
            Shutdown::Both => [true, true],
        };
        let before = self.shut.get();
        let all = [before[0] || asked[0], before[1] || asked[1]];
        if all == before {
            return Err(io::Error::from_raw_os_error(libc::ENOTCONN));
        }
        if let Some(tls) = self.tls.get().filter(|_| asked[1]) {
            tls.close();
        }
        match self.socket.shutdown(how) {
            // The peer has ended the other direction: there was a connection.
            Err(error) if error.raw_os_error() == Some(libc::ENOTCONN) && before != [false; 2] => {}
            done => done?,
        }
        self.shut.set(all);
        Ok(())
    }

    /// Encrypts what follows.
    ///
    /// # Errors
    /// `EISCONN` if it is encrypted already, `EALREADY` if it is in use; else the handshake has failed; `ETIMEDOUT`, `ECANCELED` as [`Wait::wait`] has them.
    pub fn encrypt(&self, context: &Context, deadline: Option<Instant>) -> Result<(), TlsError> {
        encrypting::encrypt(&self.tls, context, self.socket.as_fd(), &self.wait, deadline)
    }

    /// Has it encrypted: when it connects, or by [`WaitingSocket::shake_hands`]; and so those that are accepted from it.
    pub fn want_encryption(&self, settings: TlsSettings) {
        self.encryption.replace(Encryption::Wanted(Rc::new(settings)));
    }

    /// Encrypts what follows, as was wanted: as a server if it was accepted, else as a client.
    ///
    /// # Errors
    /// `SSL_NOT_READY` if nobody has said how; else as [`WaitingSocket::encrypt`].
    pub fn shake_hands(&self, deadline: Option<Instant>) -> Result<(), TlsError> {
        let wanted = self.encryption.borrow().clone();
        let context = match wanted {
            Encryption::Unwanted => return Err(TlsError::Socket(ErrorCode::SSL_NOT_READY)),
            Encryption::Wanted(settings) if self.is_accepted => {
                Context::new(Role::Server, self.carriage(), &settings, &[])?
            }
            Encryption::Wanted(settings) => {
                encrypting::context(self.carriage(), &settings, None, &[])?
            }
            Encryption::Prepared(context) => context,
        };
        self.encrypt(&context, deadline)
    }

    /// What those that are accepted are told; worked out once.
    fn encryption_of_accepted(&self) -> Result<Encryption, TlsError> {
        let mut encryption = self.encryption.borrow_mut();
        if let Encryption::Wanted(settings) = &*encryption {
            *encryption =
                Encryption::Prepared(Context::new(Role::Server, self.carriage(), settings, &[])?);
        }
        Ok(encryption.clone())
    }

    /// Its encryption.
    pub fn tls(&self) -> Option<&Session> {
        self.tls.get()
    }

    fn carriage(&self) -> Carriage {
        if self.r#type == Type::STREAM { Carriage::Stream } else { Carriage::Datagrams }
    }

    fn way(&self) -> Way<'_> {
        Way { socket: self.socket.as_fd(), tls: self.tls.get() }
    }

    /// Its own end.
    ///
    /// # Errors
    /// What getsockname(2) says.
    pub fn local(&self) -> io::Result<Endpoint> {
        Ok(Endpoint::from(&self.socket.local_addr()?))
    }

    /// The peer of a connected one.
    ///
    /// # Errors
    /// What getpeername(2) says.
    pub fn peer(&self) -> io::Result<Endpoint> {
        Ok(Endpoint::from(&self.socket.peer_addr()?))
    }

    fn claim(&self, direction: Direction) -> io::Result<Claim<'_>> {
        wait::claim(&self.wait, self.socket.as_fd(), direction)
    }

    fn wait_for(&self, direction: Direction, deadline: Option<Instant>) -> io::Result<()> {
        self.wait.wait(self.socket.as_fd(), direction, deadline)
    }

    /// For calls that have no flag against blocking; all others are made with theirs.
    fn ensure_nonblocking(&self) -> io::Result<()> {
        if !self.is_nonblocking.get() {
            self.socket.set_nonblocking(true)?;
            self.is_nonblocking.set(true);
        }
        Ok(())
    }

    /// Calls until it is served.
    fn attempt<R>(
        &self,
        direction: Direction,
        deadline: Option<Instant>,
        mut call: impl FnMut() -> io::Result<R>,
    ) -> io::Result<R> {
        loop {
            match restarted(&mut call) {
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => {
                    self.wait_for(direction, deadline)?;
                }
                done => return done,
            }
        }
    }
}

/// Calls again what a signal has interrupted.
fn restarted<R>(mut call: impl FnMut() -> io::Result<R>) -> io::Result<R> {
    loop {
        match call() {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            done => return done,
        }
    }
}

fn socket_address(endpoint: &Endpoint) -> Result<SockAddr, ErrorCode> {
    endpoint.to_sock_addr().map_err(|error| ErrorCode::from(&error))
}
