//! A reactor thread: owns sessions in PROCESS mode, receives datagrams. Never runs PHP.
//!
//! With `single_thread`, and where the script takes part in framing or dispatch, the master's main thread plays this part instead.

use super::actor::{Actor, obey};
use super::app::{App, Wants};
use super::dispatch::Dispatcher;
use super::inbox::{Addressee, Inbox};
use super::owner::{Owner, Upstream};
use super::shared::Shared;
use super::sockets::{Arrival, Intake, Sockets};
use super::wire;
use crate::ids::PortIndex;
use crate::ipc::Delivery;
use crate::log;
use crate::net::address::Endpoint;
use crate::reactor::Reactor;
use crate::sys::{affinity, signal};
use parking_lot::Mutex;
use std::cell::Cell;
use std::io;
use std::ops::ControlFlow;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::rc::Rc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, mpsc};
use std::thread::JoinHandle;
use std::time::Duration;

/// How often a thread that ends looks for what there is still to do; it finds nothing the second time, but by a mistake.
const LAST_TURNS: u32 = 1000;

/// The part of a reactor thread, on some thread's reactor.
pub struct SessionThread {
    actor: Rc<Actor>,
    owner: Rc<Owner>,
    dispatcher: Rc<Dispatcher>,
    handover: Arc<Handover>,
    /// Something has been delivered since this was looked at.
    delivered: Cell<bool>,
}

/// What the main thread has for a reactor thread beside packets.
#[derive(Debug, Default)]
pub struct Handover {
    accepted: Mutex<Vec<Arrival>>,
    ending: AtomicBool,
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
        handover: Arc<Handover>,
    ) -> io::Result<Rc<Self>> {
        let id = shared.actors.reactor(number);
        let actor = Actor::new(id, shared, reactor, None);
        let dispatcher = Dispatcher::new(&actor, number, wants, script);
        let owner =
            Owner::new(id, number, shared, reactor, Rc::clone(&dispatcher) as Rc<dyn Upstream>);
        actor.own_sessions(Rc::clone(&owner));
        let blocked = Rc::downgrade(&owner);
        actor.pump().set_on_room(move || {
            if let Some(owner) = blocked.upgrade() {
                owner.unthrottle_all();
            }
        });
        let thread =
            Rc::new(Self { actor, owner, dispatcher, handover, delivered: Cell::new(false) });
        Inbox::watch(id, shared, reactor, Rc::clone(&thread) as Rc<dyn Addressee>)?;
        let reactors = usize::from(shared.actors.reactors.max(1));
        let mine = |index: usize| {
            shared.ports[index].listener.kind().is_datagram()
                && index % reactors == usize::from(number)
        };
        Sockets::watch(shared, reactor, Rc::clone(&thread) as Rc<dyn Intake>, 0, mine)?;
        Ok(thread)
    }

    fn adopt(&self) {
        let accepted = std::mem::take(&mut *self.handover.accepted.lock());
        accepted.into_iter().for_each(|arrival| self.owner.adopt(arrival));
    }

    /// The sessions.
    pub fn owner(&self) -> &Rc<Owner> {
        &self.owner
    }
}

impl Addressee for SessionThread {
    fn deliver(&self, delivery: Delivery<'_>) -> ControlFlow<()> {
        let header = delivery.header;
        self.delivered.set(true);
        // A mistake of ours while one connection is served must not take the others down.
        let served = catch_unwind(AssertUnwindSafe(|| match header.kind {
            wire::ADOPT => self.adopt(),
            _ => obey(&self.owner, &header, &delivery.payload),
        }));
        if served.is_err() {
            log::error(format_args!("an internal error ended session {}", header.session));
            self.owner.drop_peer(header.session, libc::EIO);
        }
        ControlFlow::Continue(())
    }
}

impl Intake for SessionThread {
    fn accepted(&self, arrival: Arrival) {
        self.owner.adopt(arrival);
    }

    fn datagram(&self, port: PortIndex, from: Endpoint, bytes: &[u8]) {
        self.dispatcher.datagram(port, &from, bytes);
    }
}

/// A reactor thread that runs.
#[derive(Debug)]
pub struct ReactorThread {
    handle: JoinHandle<()>,
    handover: Arc<Handover>,
}

impl ReactorThread {
    /// Starts reactor thread `number`; returns when it can take connections: those could use up the descriptors that its loop needs.
    ///
    /// # Errors
    /// When the system has no thread or no descriptor left.
    pub fn start(number: u16, shared: &Arc<Shared>, wants: Vec<Wants>) -> io::Result<Self> {
        let shared = Arc::clone(shared);
        let handover = Arc::new(Handover::default());
        let given = Arc::clone(&handover);
        let (ready, opened) = mpsc::sync_channel(1);
        let run = move || {
            log::set_thread_role(shared.actors.role(shared.actors.reactor(number)));
            if let Some(cpu) = shared.settings.cpu_for(number)
                && let Err(error) = affinity::set(&[cpu])
            {
                log::sys_warning(
                    &error,
                    format_args!("cannot bind reactor thread {number} to CPU {cpu}"),
                );
            }
            let (thread, reactor) = match open(number, &shared, wants, &given) {
                Ok(made) => made,
                // Whoever starts the thread waits for this.
                Err(error) => return drop(ready.send(Err(error))),
            };
            drop(ready.send(Ok(())));
            if let Err(error) = serve(number, &thread, &reactor, &given) {
                log::sys_warning(&error, format_args!("reactor thread {number} has ended"));
            }
        };
        let handle = signal::spawn_without(format!("reactor-{number}"), run)?;
        let ended = |_| io::Error::other("the thread ended as it began");
        opened.recv().map_err(ended)??;
        Ok(Self { handle, handover })
    }

    /// Gives it a connection, which it looks for when a [`wire::ADOPT`] arrives.
    pub fn hand_over(&self, arrival: Arrival) {
        self.handover.accepted.lock().push(arrival);
    }

    /// Asks it to end when the next packet arrives.
    pub fn ask_to_end(&self) {
        self.handover.ending.store(true, Ordering::Relaxed);
    }

    /// Waits for it to have ended.
    pub fn join(self) {
        if self.handle.join().is_err() {
            log::error(format_args!("a reactor thread ended with an internal error"));
        }
    }
}

fn open(
    number: u16,
    shared: &Arc<Shared>,
    wants: Vec<Wants>,
    handover: &Arc<Handover>,
) -> io::Result<(Rc<SessionThread>, Rc<Reactor>)> {
    let reactor = Reactor::new()?;
    let thread = SessionThread::open(number, shared, &reactor, wants, None, Arc::clone(handover))?;
    Ok((thread, reactor))
}

fn serve(
    number: u16,
    thread: &SessionThread,
    reactor: &Rc<Reactor>,
    handover: &Handover,
) -> io::Result<()> {
    let turn = |limit| match catch_unwind(AssertUnwindSafe(|| reactor.turn(limit))) {
        Ok(result) => result,
        Err(_) => {
            log::error(format_args!(
                "an internal error interrupted reactor thread {number}; it goes on"
            ));
            Ok(())
        }
    };
    while !handover.ending.load(Ordering::Relaxed) {
        turn(None)?;
    }
    // What was posted before it was asked to end is done yet. Nobody is left but the master, and that waits.
    for _ in 0..LAST_TURNS {
        thread.delivered.set(false);
        turn(Some(Duration::ZERO))?;
        if !thread.delivered.get() {
            break;
        }
    }
    thread.actor.drain(Duration::ZERO);
    thread.owner.close_all();
    Ok(())
}
