//! The client of an event loop: it never waits, and tells what happens through [`Events`].
//!
//! ```text
//! connect ──> Connecting ──> (Shaking: the proxy) ──> (Encrypting) ──> Open ──> closed, by either end
//!                  └──────────────┴──> failed
//! ```
//!
//! What is left to be sent when the client closes goes out behind its back ([`Drain`]).
//!
//! The reactor holds what the events are told to, as long as there is a connection; the client itself does not, so that its owner may be what they
//! are told to.

mod handshake;
mod link;

use std::cell::{Cell, RefCell};
use std::fs::File;
use std::io;
use std::os::fd::AsRawFd;
use std::rc::Rc;
use std::time::Duration;

use bytes::Bytes;
use nix::errno::Errno;

use self::handshake::Then;
use self::link::{Drain, Link, Read};
use super::address::{Target, resolve};
use super::connection::READ_MAX;
use super::encrypting;
use super::inbound::Inbound;
use super::opening::ClientSocket;
use super::proxy::{Handshake, Progress};
use super::wait::Blocking;
use crate::error::ErrorCode;
use crate::net::address::{Endpoint, SocketKind};
use crate::net::out_buffer::{self, OutBuffer, Progress as Written};
use crate::net::tls::{Carriage, Wants};
use crate::protocol::{Framing, ProtocolError};
use crate::reactor::{Handler, Interest, Lifetime, Reactor, Readiness, Token, Trigger};
use crate::settings::{ClientSettings, ClientTimes};
use crate::sys::signal::without_sigpipe;
use crate::timer::TimerId;

/// Reads of one readiness, so that a fast peer leaves room for others.
const READS_AT_ONCE: usize = 16;

/// What happens to a client. Called with no borrow held: any method may be called from within.
pub trait Events {
    /// It is connected, by the proxy if there is one.
    fn connected(&self);
    /// It is not, and never was.
    fn failed(&self, code: ErrorCode, reason: &str);
    /// What follows is encrypted, as the script has asked.
    fn encrypted(&self);
    /// A package, a datagram or what was read at once.
    fn received(&self, package: Bytes);
    /// It was connected and is no more. The code is 0 unless that is for an error.
    fn closed(&self, code: ErrorCode);
    /// What waits to be sent has reached the high mark.
    fn buffer_full(&self);
    /// What waited to be sent is sent, after the high mark was reached.
    fn buffer_empty(&self);
}

/// How far it is.
enum Stage {
    Closed,
    Connecting,
    Shaking(Handshake),
    Encrypting(Then, Wants),
    Open,
}

/// A client.
pub struct LoopedClient {
    stage: RefCell<Stage>,
    link: RefCell<Option<Link>>,
    inbound: RefCell<Inbound>,
    asleep: Cell<bool>,
    /// Counts connections: what was deferred for an earlier one must not meet a later.
    round: Cell<u64>,
}

impl Default for LoopedClient {
    fn default() -> Self {
        Self {
            stage: RefCell::new(Stage::Closed),
            link: RefCell::default(),
            inbound: RefCell::default(),
            asleep: Cell::new(false),
            round: Cell::new(0),
        }
    }
}

/// A registration with the reactor.
struct Registered {
    client: Rc<LoopedClient>,
    events: Rc<dyn Events>,
}

impl Handler for Registered {
    fn ready(self: Rc<Self>, reactor: &Rc<Reactor>, _: Token, ready: Readiness) {
        let client = &self.client;
        let is_encrypting = matches!(*client.stage.borrow(), Stage::Encrypting(..));
        if is_encrypting {
            return client.go_on_with_handshake(reactor, &self.events);
        }
        let is_connecting = matches!(*client.stage.borrow(), Stage::Connecting);
        if is_connecting {
            if ready.writable || ready.error {
                client.connect_is_over(reactor, &self.events);
            }
            return;
        }
        if ready.writable || ready.error {
            client.flush(reactor, &self.events);
        }
        if ready.readable || ready.read_closed || ready.error {
            client.read(reactor, &self.events);
        }
    }
}

impl LoopedClient {
    /// Begins to connect. What comes of it is told later, but for what the system refuses at once.
    ///
    /// # Errors
    /// The socket cannot be made, bound or connected at all; no event follows.
    pub fn connect(
        self: &Rc<Self>,
        reactor: &Rc<Reactor>,
        events: &Rc<dyn Events>,
        how: &Plan<'_>,
    ) -> Result<(), ErrorCode> {
        let code = |error: io::Error| ErrorCode::from(&error);
        let Plan { kind, target, settings, times, connects_datagrams, framing } = *how;
        let proxy = settings.proxy.as_ref().filter(|_| kind.is_tcp());
        let wait = &Blocking::default();
        let (kind, peer) = match proxy {
            Some(proxy) => Target { host: proxy.host.clone(), port: proxy.port }
                .resolve_any(kind, wait, None)?,
            None => (kind, target.resolve(kind, wait, None)?),
        };
        let handshake = proxy
            .map(|proxy| Handshake::new(proxy, target).map_err(|error| error.code))
            .transpose()?;
        let socket = ClientSocket::open(kind, settings)?;
        let context = settings
            .encrypts
            .then(|| {
                encrypting::context(
                    Carriage::Stream,
                    &settings.tls,
                    Some(&target.host),
                    settings.inside,
                )
            })
            .transpose()
            .map_err(|error| error.code())?;
        let mut link = Link {
            context,
            tls: None,
            socket,
            token: Cell::new(None),
            timer: Cell::new(None),
            out: OutBuffer::new(),
            is_full: false,
            receiver: None,
            sender: None,
            handshake,
            limit: settings.socket_buffer_size,
        };
        // Also what is connected at once is told of by its being writable.
        if kind.is_datagram() && !connects_datagrams {
            link.receiver = Some(peer.to_sock_addr().map_err(code)?);
        } else {
            link.socket.connect(&peer).map_err(code)?;
        }
        *self.inbound.borrow_mut() = Inbound::default();
        if kind.is_stream() {
            self.inbound.borrow_mut().frame(framing);
        }
        self.asleep.set(false);
        self.round.set(self.round.get() + 1);
        let fd = link.socket.as_raw_fd();
        let handler = Rc::new(Registered { client: Rc::clone(self), events: Rc::clone(events) });
        let token = reactor
            .add(fd, Interest::WRITE, Trigger::Level, Lifetime::Foreground, handler)
            .map_err(code)?;
        link.token.set(Some(token));
        if let Some(limit) = times.connect {
            link.timer.set(Some(self.limit(reactor, events, limit, |client, reactor, events| {
                let code = match *client.stage.borrow() {
                    Stage::Connecting => ErrorCode(libc::ETIMEDOUT),
                    _ => ErrorCode::SOCKET_POLL_TIMEOUT,
                };
                client.fail(reactor, events, code, "");
            })));
        }
        self.link.replace(Some(link));
        self.stage.replace(Stage::Connecting);
        Ok(())
    }

    /// Runs `over` when a time has passed and the connection is still this one.
    fn limit(
        self: &Rc<Self>,
        reactor: &Reactor,
        events: &Rc<dyn Events>,
        limit: Duration,
        over: fn(&Rc<Self>, &Rc<Reactor>, &Rc<dyn Events>),
    ) -> TimerId {
        let (client, events, round) = (Rc::clone(self), Rc::clone(events), self.round.get());
        let call = move |reactor: &Rc<Reactor>, _| {
            if client.round.get() == round {
                over(&client, reactor, &events);
            }
        };
        reactor.add_timer(limit, false, Lifetime::Background, Rc::new(call))
    }

    fn connect_is_over(self: &Rc<Self>, reactor: &Rc<Reactor>, events: &Rc<dyn Events>) {
        let outcome = self.with_link(|link| link.socket.outcome());
        match outcome {
            Some(Err(error)) => self.fail(reactor, events, ErrorCode::from(&error), ""),
            None => {}
            Some(Ok(())) => {
                let handshake = self.with_link(|link| link.handshake.take()).flatten();
                let Some((handshake, first)) = handshake else {
                    return self.settle(reactor, events);
                };
                self.stage.replace(Stage::Shaking(handshake));
                self.with_link(|link| link.out.push_bytes(&first));
                self.flush(reactor, events);
            }
        }
    }

    /// There is a connection to the peer.
    fn settle(self: &Rc<Self>, reactor: &Rc<Reactor>, events: &Rc<dyn Events>) {
        match self.with_link(|link| link.context.take()).flatten() {
            Some(context) => self.begin_handshake(reactor, events, &context, Then::Connected),
            None => self.open(reactor, events),
        }
    }

    fn open(self: &Rc<Self>, reactor: &Rc<Reactor>, events: &Rc<dyn Events>) {
        self.stage.replace(Stage::Open);
        self.stop_timer(reactor);
        self.arm(reactor, events);
        events.connected();
        self.deliver(reactor, events);
    }

    /// Whether it is connected, and not closed by this end.
    #[must_use]
    pub fn is_connected(&self) -> bool {
        matches!(*self.stage.borrow(), Stage::Open)
    }

    /// Whether there is nothing: neither a connection nor the beginning or end of one.
    #[must_use]
    pub fn is_closed(&self) -> bool {
        matches!(*self.stage.borrow(), Stage::Closed)
    }

    /// Sends, or keeps for later what the socket does not take.
    ///
    /// # Errors
    /// `OUTPUT_BUFFER_OVERFLOW` if more than the limit would wait (nothing is sent then), else what send(2) says.
    pub fn send(
        self: &Rc<Self>,
        reactor: &Rc<Reactor>,
        events: &Rc<dyn Events>,
        bytes: &[u8],
    ) -> Result<usize, ErrorCode> {
        let code = |error: io::Error| ErrorCode::from(&error);
        let full = {
            let mut link = self.link.borrow_mut();
            let link = link.as_mut().ok_or(ErrorCode::CLIENT_NO_CONNECTION)?;
            if link.socket.kind().is_datagram() {
                return link.send_datagram(bytes).map_err(code);
            }
            let waiting = link.out.queued_bytes();
            if waiting.saturating_add(bytes.len()) > link.limit {
                return Err(ErrorCode::OUTPUT_BUFFER_OVERFLOW);
            }
            let sent = if link.out.is_empty() {
                out_buffer::try_write_direct(link.way(), bytes).map_err(code)?
            } else {
                0
            };
            link.out.push_bytes(&bytes[sent..]);
            let full = !link.is_full && link.out.queued_bytes() >= link.limit / 5 * 4;
            link.is_full |= full;
            full
        };
        self.arm(reactor, events);
        if full {
            events.buffer_full();
        }
        Ok(bytes.len())
    }

    /// Sends a datagram to an address.
    ///
    /// # Errors
    /// What is wrong with the address, or what sendto(2) says.
    pub fn send_to(&self, host: &str, port: i64, bytes: &[u8]) -> Result<(), ErrorCode> {
        let code = |error: io::Error| ErrorCode::from(&error);
        let link = self.link.borrow();
        let link = link.as_ref().ok_or(ErrorCode::CLIENT_NO_CONNECTION)?;
        let receiver = resolve(link.socket.kind(), host, port)?.to_sock_addr().map_err(code)?;
        let flags = libc::MSG_NOSIGNAL | libc::MSG_DONTWAIT;
        link.socket.socket().send_to_with_flags(bytes, &receiver, flags).map(drop).map_err(code)
    }

    /// Sends a part of a file after what waits.
    pub fn send_file(
        self: &Rc<Self>,
        reactor: &Rc<Reactor>,
        events: &Rc<dyn Events>,
        (file, offset, length): (File, u64, u64),
    ) {
        self.with_link(|link| link.out.push_file(file.into(), offset, length));
        self.flush(reactor, events);
    }

    /// Stops reading. Says whether it was reading.
    pub fn sleep(self: &Rc<Self>, reactor: &Reactor, events: &Rc<dyn Events>) -> bool {
        let changed = !self.asleep.replace(true);
        self.arm(reactor, events);
        changed
    }

    /// Reads again. Says whether it was not.
    pub fn wake_up(self: &Rc<Self>, reactor: &Rc<Reactor>, events: &Rc<dyn Events>) -> bool {
        let changed = self.asleep.replace(false);
        self.arm(reactor, events);
        if changed {
            let (client, events, round) = (Rc::clone(self), Rc::clone(events), self.round.get());
            reactor.defer(move |reactor| {
                if client.round.get() == round {
                    client.deliver(reactor, &events);
                }
            });
        }
        changed
    }

    /// Closes the connection; what waits to be sent still goes out, unless it is `forced`. Says whether there was one.
    pub fn close(
        self: &Rc<Self>,
        reactor: &Rc<Reactor>,
        events: &Rc<dyn Events>,
        forced: bool,
    ) -> bool {
        let was_open = match *self.stage.borrow() {
            Stage::Closed => return false,
            Stage::Open => true,
            // One that its owner has been told of ends with a word.
            Stage::Encrypting(then, _) => then == Then::Encrypted,
            Stage::Connecting | Stage::Shaking(_) => false,
        };
        let left = self.with_link(|link| !link.out.is_empty()).unwrap_or(false);
        if was_open && left && !forced {
            self.stop_timer(reactor);
            if let Some(link) = self.link.take() {
                Drain::begin(reactor, link);
            }
        }
        if was_open {
            self.shut(reactor, events, ErrorCode::NONE);
        } else {
            self.release(reactor);
        }
        true
    }

    /// Its socket, while there is one.
    pub fn with_socket<R>(&self, work: impl FnOnce(&ClientSocket) -> R) -> Option<R> {
        self.link.borrow().as_ref().map(|link| work(&link.socket))
    }

    /// The peer; for datagrams who sent the last one, none if there was none.
    ///
    /// # Errors
    /// What getpeername(2) says.
    pub fn peer(&self) -> io::Result<Option<Endpoint>> {
        let link = self.link.borrow();
        let link = link.as_ref().ok_or_else(|| io::Error::from(Errno::ENOTCONN))?;
        if link.socket.kind().is_datagram() {
            return Ok(link.sender.clone());
        }
        link.socket.peer().map(Some)
    }

    /// Forgets the connection without a word: its reactor is gone.
    pub fn forget(&self) {
        self.round.set(self.round.get() + 1);
        self.stage.replace(Stage::Closed);
        let link = self.link.take();
        drop(link);
    }

    fn fail(
        self: &Rc<Self>,
        reactor: &Rc<Reactor>,
        events: &Rc<dyn Events>,
        code: ErrorCode,
        reason: &str,
    ) {
        self.release(reactor);
        events.failed(code, reason);
    }

    fn shut(self: &Rc<Self>, reactor: &Rc<Reactor>, events: &Rc<dyn Events>, code: ErrorCode) {
        self.release(reactor);
        events.closed(code);
    }

    fn release(&self, reactor: &Reactor) {
        self.stop_timer(reactor);
        self.stage.replace(Stage::Closed);
        self.round.set(self.round.get() + 1);
        let link = self.link.take();
        if let Some(token) = link.as_ref().and_then(|link| link.token.get()) {
            reactor.remove(token);
        }
        drop(link);
    }

    fn stop_timer(&self, reactor: &Reactor) {
        if let Some(timer) = self.with_link(|link| link.timer.take()).flatten() {
            reactor.remove_timer(timer);
        }
    }

    /// Tells the reactor what is waited for. Nothing is, while asleep with nothing to send: then it does not know the socket.
    fn arm(self: &Rc<Self>, reactor: &Reactor, events: &Rc<dyn Events>) {
        let (reads, writes) = match *self.stage.borrow() {
            Stage::Closed | Stage::Connecting => (false, false),
            Stage::Shaking(_) => (true, false),
            Stage::Encrypting(_, wants) => (wants == Wants::Read, wants == Wants::Write),
            Stage::Open => (!self.asleep.get(), false),
        };
        let link = self.link.borrow();
        let Some(link) = link.as_ref() else { return };
        let wanted = Interest { read: reads, write: writes || !link.out.is_empty() };
        let nothing = !wanted.read && !wanted.write;
        match link.token.get() {
            Some(token) if nothing => {
                reactor.remove(token);
                link.token.set(None);
            }
            // What can go wrong is a descriptor that the script has closed behind our back, which has nothing more to say.
            Some(token) => drop(reactor.set_interest(token, wanted)),
            None if nothing => {}
            None => {
                let handler =
                    Rc::new(Registered { client: Rc::clone(self), events: Rc::clone(events) });
                let fd = link.socket.as_raw_fd();
                let added = reactor.add(fd, wanted, Trigger::Level, Lifetime::Foreground, handler);
                link.token.set(added.ok());
            }
        }
    }

    fn flush(self: &Rc<Self>, reactor: &Rc<Reactor>, events: &Rc<dyn Events>) {
        let written = self.with_link(|link| without_sigpipe(|| link.flush()));
        match written {
            None => return,
            Some(Err(error)) => return self.broke(reactor, events, &error),
            Some(Ok(Written::Blocked)) => {}
            Some(Ok(Written::Drained)) => {
                let was_full =
                    self.with_link(|link| std::mem::take(&mut link.is_full)).unwrap_or(false);
                self.arm(reactor, events);
                if was_full {
                    events.buffer_empty();
                }
                return;
            }
        }
        self.arm(reactor, events);
    }

    /// The connection is of no use any more.
    fn broke(self: &Rc<Self>, reactor: &Rc<Reactor>, events: &Rc<dyn Events>, error: &io::Error) {
        let shaking = matches!(*self.stage.borrow(), Stage::Shaking(_));
        if shaking {
            self.fail(reactor, events, ErrorCode::from(error), "");
        } else {
            self.shut(reactor, events, ErrorCode::from(error));
        }
    }

    fn read(self: &Rc<Self>, reactor: &Rc<Reactor>, events: &Rc<dyn Events>) {
        for _ in 0..READS_AT_ONCE {
            let reads = match *self.stage.borrow() {
                Stage::Shaking(_) => true,
                Stage::Open => !self.asleep.get(),
                Stage::Closed | Stage::Connecting | Stage::Encrypting(..) => false,
            };
            if !reads {
                return;
            }
            let round = self.round.get();
            match self.with_link(Link::read) {
                None => return,
                Some(Ok(Read::Datagram(bytes))) => events.received(bytes),
                Some(Ok(Read::Bytes(bytes))) if bytes.is_empty() => {
                    return self.ended(reactor, events);
                }
                Some(Ok(Read::Bytes(bytes))) => {
                    self.inbound.borrow_mut().push(&bytes);
                    self.advance(reactor, events);
                }
                Some(Err(error)) if error.kind() == io::ErrorKind::WouldBlock => return,
                Some(Err(error)) => return self.broke(reactor, events, &error),
            }
            if self.round.get() != round {
                return;
            }
        }
    }

    fn ended(self: &Rc<Self>, reactor: &Rc<Reactor>, events: &Rc<dyn Events>) {
        let refusal = match &*self.stage.borrow() {
            Stage::Shaking(handshake) => Some(handshake.closed()),
            _ => None,
        };
        match refusal {
            Some(error) => self.fail(reactor, events, error.code, &error.reason),
            None => self.shut(reactor, events, ErrorCode::NONE),
        }
    }

    /// Makes what it can of what has come.
    fn advance(self: &Rc<Self>, reactor: &Rc<Reactor>, events: &Rc<dyn Events>) {
        let progress = match &mut *self.stage.borrow_mut() {
            Stage::Shaking(handshake) => {
                Some(handshake.receive(self.inbound.borrow_mut().bytes_mut()))
            }
            _ => None,
        };
        match progress {
            None => self.deliver(reactor, events),
            Some(Ok(Progress::More)) => {}
            Some(Ok(Progress::Send(bytes))) => {
                self.with_link(|link| link.out.push_bytes(&bytes));
                self.flush(reactor, events);
            }
            Some(Ok(Progress::Done)) => self.settle(reactor, events),
            Some(Err(error)) => self.fail(reactor, events, error.code, &error.reason),
        }
    }

    /// Hands on what is complete, until the script closes the connection or puts it to sleep.
    fn deliver(self: &Rc<Self>, reactor: &Rc<Reactor>, events: &Rc<dyn Events>) {
        let round = self.round.get();
        while self.round.get() == round && self.is_connected() && !self.asleep.get() {
            // Taken out meanwhile: the function that tells lengths is the script's.
            let mut inbound = self.inbound.take();
            let next = if inbound.is_framed() {
                inbound.package()
            } else {
                Ok((!inbound.is_empty()).then(|| inbound.take(READ_MAX)))
            };
            if self.round.get() == round {
                self.inbound.replace(inbound);
            }
            match next {
                Ok(Some(package)) => events.received(package),
                Ok(None) => return,
                Err(error) => return self.unframed(reactor, events, error),
            }
        }
    }

    fn unframed(
        self: &Rc<Self>,
        reactor: &Rc<Reactor>,
        events: &Rc<dyn Events>,
        error: ProtocolError,
    ) {
        if self.is_connected() {
            self.shut(reactor, events, ErrorCode(error.code()));
        }
    }

    fn with_link<R>(&self, work: impl FnOnce(&mut Link) -> R) -> Option<R> {
        self.link.borrow_mut().as_mut().map(work)
    }
}

/// How to connect.
#[derive(Clone, Copy)]
pub struct Plan<'a> {
    /// Kind of socket.
    pub kind: SocketKind,
    /// The peer.
    pub target: &'a Target,
    /// Settings.
    pub settings: &'a ClientSettings,
    /// Limits.
    pub times: ClientTimes,
    /// Datagrams are taken from the peer alone.
    pub connects_datagrams: bool,
    /// How the stream is cut.
    pub framing: &'a Framing,
}
