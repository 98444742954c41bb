//! The listening sockets as a reactor sees them: accepting connections, receiving datagrams. For whoever takes these in: the master's main thread,
//! a reactor thread, or a worker in BASE mode.

use super::shared::Shared;
use crate::ids::PortIndex;
use crate::log;
use crate::net::address::Endpoint;
use crate::net::listener::{AcceptError, Listener};
use crate::net::tls;
use crate::reactor::{Handler, Interest, Lifetime, Reactor, Readiness, Token, Trigger};
use std::cell::{Cell, RefCell};
use std::io;
use std::os::fd::{AsRawFd, OwnedFd};
use std::rc::Rc;
use std::sync::Arc;
use std::time::Duration;

/// Connections accepted in a row before others get their turn.
const ACCEPTS_PER_TURN: usize = 64;
/// Datagrams received in a row likewise.
const DATAGRAMS_PER_TURN: usize = 64;
/// The largest datagram there is.
const DATAGRAM_MAX: usize = 65_536;
/// How long no connection is accepted when descriptors or memory have run out.
const PAUSE_WHEN_EXHAUSTED: Duration = Duration::from_millis(100);

/// A connection that has been accepted.
#[derive(Debug)]
pub struct Arrival {
    /// Its socket.
    pub fd: OwnedFd,
    /// Where it came in.
    pub port: PortIndex,
    /// Who has connected.
    pub peer: Endpoint,
    /// The datagram that it began with, if it speaks DTLS.
    pub first: Option<Vec<u8>>,
}

/// What is done with what comes in.
pub trait Intake {
    /// A connection was accepted.
    fn accepted(&self, arrival: Arrival);
    /// A datagram was received.
    fn datagram(&self, port: PortIndex, from: Endpoint, bytes: &[u8]);
}

/// See the module's head.
pub struct Sockets {
    shared: Arc<Shared>,
    reactor: Rc<Reactor>,
    intake: Rc<dyn Intake>,
    /// The worker that takes in, if workers do.
    worker: u16,
    tokens: RefCell<Vec<Token>>,
    buffer: Cell<Vec<u8>>,
}

struct Watched {
    sockets: Rc<Sockets>,
    port: PortIndex,
    complained: Cell<bool>,
}

impl Sockets {
    /// Begins to watch the ports that `wanted` chooses, for the worker of that number (the master: 0).
    ///
    /// # Errors
    /// When the kernel refuses to watch one.
    pub fn watch(
        shared: &Arc<Shared>,
        reactor: &Rc<Reactor>,
        intake: Rc<dyn Intake>,
        worker: u16,
        wanted: impl Fn(usize) -> bool,
    ) -> io::Result<Rc<Self>> {
        let sockets = Rc::new(Self {
            shared: Arc::clone(shared),
            reactor: Rc::clone(reactor),
            intake,
            worker,
            tokens: RefCell::default(),
            buffer: Cell::default(),
        });
        for index in (0..shared.ports.len()).filter(|index| wanted(*index)) {
            let watched = Rc::new(Watched {
                sockets: Rc::clone(&sockets),
                port: PortIndex(index as u16),
                complained: Cell::new(false),
            });
            // Several workers may be woken for one connection; all but one then find nothing, which is cheap.
            let token = reactor.add(
                watched.listener().as_raw_fd(),
                Interest::READ,
                Trigger::Level,
                Lifetime::Background,
                watched,
            )?;
            sockets.tokens.borrow_mut().push(token);
        }
        Ok(sockets)
    }

    /// Stops watching.
    pub fn stop(&self) {
        for token in self.tokens.take() {
            self.reactor.remove(token);
        }
    }
}

impl Handler for Watched {
    fn ready(self: Rc<Self>, reactor: &Rc<Reactor>, token: Token, _: Readiness) {
        let listener = self.listener();
        if listener.kind().is_stream() {
            self.accept(reactor, token);
        } else {
            self.receive();
        }
    }
}

impl Watched {
    fn listener(&self) -> &Listener {
        let port = &self.sockets.shared.ports[usize::from(self.port.0)];
        port.listener_of(self.sockets.worker)
    }

    fn is_encrypted(&self) -> bool {
        self.sockets.shared.ports[usize::from(self.port.0)].tls.is_some()
    }

    /// Somebody begins to speak DTLS: he gets a socket of his own, to which the kernel gives his datagrams from here on.
    fn begin(&self, peer: Endpoint, first: &[u8]) {
        if !tls::may_begin_session(first) {
            return;
        }
        match self.listener().towards(&peer) {
            Ok(fd) => {
                let first = Some(first.to_vec());
                self.sockets.intake.accepted(Arrival { fd, port: self.port, peer, first });
            }
            Err(error) => {
                log::sys_warning(&error, format_args!("no socket for the datagrams of {peer}"));
            }
        }
    }

    fn accept(self: &Rc<Self>, reactor: &Rc<Reactor>, token: Token) {
        let listener = self.listener();
        for _ in 0..ACCEPTS_PER_TURN {
            match listener.accept() {
                Ok(accepted) => {
                    self.complained.set(false);
                    let (fd, peer) = (accepted.fd, accepted.peer);
                    let arrival = Arrival { fd, port: self.port, peer, first: None };
                    self.sockets.intake.accepted(arrival);
                }
                Err(AcceptError::WouldBlock) => return,
                Err(AcceptError::Aborted(_)) => {}
                Err(AcceptError::Exhausted(error)) => {
                    if !self.complained.replace(true) {
                        log::sys_warning(
                            &error,
                            format_args!(
                                "cannot accept connections on {} for now",
                                listener.local()
                            ),
                        );
                    }
                    return self.pause(reactor, token);
                }
                Err(AcceptError::Broken(error)) => {
                    log::sys_warning(
                        &error,
                        format_args!("{} accepts no more connections", listener.local()),
                    );
                    reactor.remove(token);
                    return;
                }
            }
        }
    }

    /// Leaves the waiting connections where they are for a while: to be told of them again and again would only burn time.
    fn pause(self: &Rc<Self>, reactor: &Rc<Reactor>, token: Token) {
        if !reactor.remove(token) {
            return;
        }
        self.sockets.tokens.borrow_mut().retain(|known| *known != token);
        let again = Rc::clone(self);
        let call = move |reactor: &Rc<Reactor>, _| {
            let listener = again.listener();
            match reactor.add(
                listener.as_raw_fd(),
                Interest::READ,
                Trigger::Level,
                Lifetime::Background,
                Rc::clone(&again) as Rc<dyn Handler>,
            ) {
                Ok(token) => again.sockets.tokens.borrow_mut().push(token),
                Err(error) => log::sys_warning(
                    &error,
                    format_args!("{} accepts no more connections", listener.local()),
                ),
            }
        };
        reactor.add_timer(PAUSE_WHEN_EXHAUSTED, false, Lifetime::Background, Rc::new(call));
    }

    fn receive(&self) {
        let listener = self.listener();
        let mut buffer = self.sockets.buffer.take();
        buffer.resize(DATAGRAM_MAX, 0);
        for _ in 0..DATAGRAMS_PER_TURN {
            match listener.receive_from(&mut buffer) {
                Ok((count, from)) if self.is_encrypted() => self.begin(from, &buffer[..count]),
                Ok((count, from)) => {
                    self.sockets.intake.datagram(self.port, from, &buffer[..count])
                }
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => break,
                Err(error) => {
                    log::sys_warning(
                        &error,
                        format_args!("a datagram on {} is lost", listener.local()),
                    );
                    break;
                }
            }
        }
        self.sockets.buffer.set(buffer);
    }
}
