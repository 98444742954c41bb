//! A reactor thread: owns sessions in PROCESS mode, receives datagrams. Never runs PHP.
//!
//! With `single_thread`, and where the script takes part in framing or dispatch, the master's main thread plays this part instead.

use super::actor::{Actor, obey};
use super::app::{App, Wants};
use super::dispatch::Dispatcher;
use super::inbox::{Addressee, Inbox};
use super::owner::{Owner, Upstream};
use super::shared::Shared;
use super::sockets::{Intake, Sockets};
use super::wire;
use crate::ids::{ActorId, PortIndex};
use crate::ipc::Delivery;
use crate::log;
use crate::net::address::Endpoint;
use crate::reactor::Reactor;
use crate::sys::{affinity, signal};
use std::io;
use std::ops::ControlFlow;
use std::os::fd::{FromRawFd, OwnedFd};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::rc::Rc;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::{self, JoinHandle};

/// The part of a reactor thread, on some thread's reactor.
pub struct SessionThread {
    actor: Rc<Actor>,
    owner: Rc<Owner>,
    dispatcher: Rc<Dispatcher>,
    ending: Arc<AtomicBool>,
}

impl SessionThread {
    /// Sets it up for reactor thread `number`: inbox, sessions, its share of the datagram sockets.
    ///
    /// # Errors
    /// When descriptors run out.
    pub fn open(
        number: u16,
        shared: &Arc<Shared>,
        reactor: &Rc<Reactor>,
        wants: Vec<Wants>,
        script: Option<Rc<dyn App>>,
    ) -> io::Result<Rc<Self>> {
        let id = shared.actors.reactor(number);
        let actor = Actor::new(id, shared, reactor, None);
        let dispatcher = Dispatcher::new(&actor, number, wants, script);
        let owner = Owner::new(id, number, shared, reactor, Rc::clone(&dispatcher) as Rc<dyn Upstream>);
        actor.own_sessions(Rc::clone(&owner));
        let blocked = Rc::downgrade(&owner);
        actor.pump().set_on_room(move || {
            if let Some(owner) = blocked.upgrade() {
                owner.unthrottle_all();
            }
        });
        let thread = Rc::new(Self { actor, owner, dispatcher, ending: Arc::default() });
        Inbox::watch(id, shared, reactor, Rc::clone(&thread) as Rc<dyn Addressee>)?;
        let reactors = usize::from(shared.actors.reactors.max(1));
        let mine = |index: usize| shared.ports[index].listener.kind().is_datagram() && index % reactors == usize::from(number);
        Sockets::watch(shared, reactor, Rc::clone(&thread) as Rc<dyn Intake>, mine)?;
        Ok(thread)
    }

    /// The sessions.
    pub fn owner(&self) -> &Rc<Owner> {
        &self.owner
    }
}

impl Addressee for SessionThread {
    fn deliver(&self, delivery: Delivery<'_>) -> ControlFlow<()> {
        let header = delivery.header;
        // A mistake of ours while one connection is served must not take the others down.
        let served = catch_unwind(AssertUnwindSafe(|| match header.kind {
            wire::ADOPT => {
                let taken = delivery.payload.with_bytes(|mut bytes| Endpoint::decode(&mut bytes));
                let Ok(Some(peer)) = taken else { return };
                self.owner.adopt(take_descriptor(header.arg), PortIndex(u16::from(header.flags)), &peer);
            }
            _ => obey(&self.owner, &header, &delivery.payload),
        }));
        if served.is_err() {
            log::error(format_args!("an internal error ended session {}", header.session));
            self.owner.drop_peer(header.session, libc::EIO);
        }
        if self.ending.load(Ordering::Relaxed) { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    }
}

impl Intake for SessionThread {
    fn accepted(&self, fd: OwnedFd, port: PortIndex, peer: Endpoint) {
        self.owner.adopt(fd, port, &peer);
    }

    fn datagram(&self, port: PortIndex, from: Endpoint, bytes: &[u8]) {
        self.dispatcher.datagram(port, &from, bytes);
    }
}

/// A descriptor that the main thread has accepted and given up to this one.
#[allow(unsafe_code)]
fn take_descriptor(number: u64) -> OwnedFd {
    // SAFETY: the main thread let go of it when it posted the number, once, to this thread of the same process.
    unsafe { OwnedFd::from_raw_fd(number as i32) }
}

/// A reactor thread that runs.
#[derive(Debug)]
pub struct ReactorThread {
    handle: JoinHandle<()>,
    ending: Arc<AtomicBool>,
}

impl ReactorThread {
    /// Starts reactor thread `number`.
    ///
    /// # Errors
    /// When the system has no thread left.
    pub fn start(number: u16, shared: &Arc<Shared>, wants: Vec<Wants>) -> io::Result<Self> {
        let shared = Arc::clone(shared);
        let ending = Arc::new(AtomicBool::new(false));
        let end = Arc::clone(&ending);
        let run = move || {
            signal::block_all();
            log::set_thread_role(shared.actors.role(shared.actors.reactor(number)));
            if let Some(cpu) = shared.settings.cpu_for_reactor(number)
                && let Err(error) = affinity::set(&[cpu])
            {
                log::sys_warning(&error, format_args!("cannot bind reactor thread {number} to CPU {cpu}"));
            }
            if let Err(error) = serve(number, &shared, wants, &end) {
                log::sys_warning(&error, format_args!("reactor thread {number} has ended"));
            }
        };
        let handle = thread::Builder::new().name(format!("reactor-{number}")).spawn(run)?;
        Ok(Self { handle, ending })
    }

    /// Asks it to end; `wake` makes it look.
    pub fn ask_to_end(&self) {
        self.ending.store(true, Ordering::Relaxed);
    }

    /// Waits for it to have ended.
    pub fn join(self) {
        if self.handle.join().is_err() {
            log::error(format_args!("a reactor thread ended with an internal error"));
        }
    }
}

fn serve(number: u16, shared: &Arc<Shared>, wants: Vec<Wants>, ending: &Arc<AtomicBool>) -> io::Result<()> {
    let reactor = Reactor::new()?;
    let thread = SessionThread::open(number, shared, &reactor, wants, None)?;
    while !ending.load(Ordering::Relaxed) {
        let turned = catch_unwind(AssertUnwindSafe(|| reactor.turn(None)));
        match turned {
            Ok(result) => result?,
            Err(_) => log::error(format_args!("an internal error interrupted reactor thread {number}; it goes on")),
        }
    }
    thread.actor.drain(std::time::Duration::ZERO);
    thread.owner.close_all();
    Ok(())
}
