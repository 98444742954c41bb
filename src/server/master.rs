//! The master of PROCESS mode: the calling process. Its main thread accepts connections, takes signals and runs the script's `onStart`, timers and
//! commands; its reactor threads own the sessions.

use super::actor::Actor;
use super::app::{App, Wants};
use super::inbox::{Addressee, Inbox};
use super::reactor_thread::{ReactorThread, SessionThread};
use super::shared::Shared;
use super::sockets::{Arrival, Intake, Sockets};
use super::wire;
use crate::error::ErrorCode;
use crate::ids::{PortIndex, SessionId};
use crate::ipc::{Delivery, Header};
use crate::log;
use crate::net::address::Endpoint;
use crate::reactor::{Handler, Interest, Lifetime, Reactor, Readiness, Token, Trigger};
use crate::sys::process::{self, ExitStatus};
use crate::sys::signal::{self, SignalSet};
use nix::sys::signal::Signal;
use std::cell::{Cell, RefCell};
use std::io;
use std::ops::ControlFlow;
use std::rc::{Rc, Weak};
use std::sync::Arc;
use std::sync::atomic::Ordering::Relaxed;

/// See the module's head.
pub struct Master {
    /// What it is to the others.
    pub actor: Rc<Actor>,
    app: Rc<dyn App>,
    manager_pid: i32,
    signals: RefCell<Option<SignalSet>>,
    sockets: RefCell<Option<Rc<Sockets>>>,
    threads: RefCell<Vec<ReactorThread>>,
    /// The sessions, where the main thread owns them itself.
    own: RefCell<Option<Rc<SessionThread>>>,
    next: Cell<u16>,
    stopping: Cell<bool>,
    myself: Weak<Self>,
}

impl Master {
    /// What a master takes. Blocked before it forks, so that neither it nor the manager can miss one.
    ///
    /// # Errors
    /// When there is no descriptor left.
    pub fn signals() -> io::Result<SignalSet> {
        SignalSet::new(&[
            libc::SIGCHLD,
            libc::SIGTERM,
            libc::SIGUSR1,
            libc::SIGUSR2,
            libc::SIGPIPE,
            signal::sigrtmin(),
        ])
    }

    /// The master, in this process, whose manager has been forked.
    pub fn new(
        shared: &Arc<Shared>,
        reactor: &Rc<Reactor>,
        app: &Rc<dyn App>,
        manager_pid: i32,
        signals: SignalSet,
    ) -> Rc<Self> {
        let actor = Actor::new(shared.actors.master(), shared, reactor, Some(Rc::clone(app)));
        Rc::new_cyclic(|myself| Self {
            actor,
            app: Rc::clone(app),
            manager_pid,
            signals: RefCell::new(Some(signals)),
            sockets: RefCell::default(),
            threads: RefCell::default(),
            own: RefCell::default(),
            next: Cell::new(0),
            stopping: Cell::new(false),
            myself: Weak::clone(myself),
        })
    }

    fn shared(&self) -> &Arc<Shared> {
        &self.actor.shared
    }

    fn reactor(&self) -> &Rc<Reactor> {
        &self.actor.reactor
    }

    /// Serves until the server has ended.
    ///
    /// # Errors
    /// When descriptors or threads run out, or waiting fails; nothing of the server is left then.
    pub fn run(self: &Rc<Self>) -> io::Result<()> {
        // An ignored signal would not arrive. This one stays blocked, and is ignored again before it could do harm.
        signal::ignore(Signal::SIGPIPE, false);
        let result = self.serve();
        if result.is_err() || self.app.has_halted() {
            // Without a master there is no server: its sessions and sockets are gone.
            self.kill_manager();
        }
        self.end_threads();
        if result.is_ok() && !self.app.has_halted() {
            self.app.shut_down();
        }
        signal::ignore(Signal::SIGPIPE, true);
        if let Some(signals) = self.signals.take() {
            signals.end();
        }
        result
    }

    fn serve(self: &Rc<Self>) -> io::Result<()> {
        if let Some(fd) = self.signals.borrow().as_ref().map(SignalSet::fd) {
            let handler = Rc::new(Signals(Weak::clone(&self.myself)));
            self.reactor().add(fd, Interest::READ, Trigger::Edge, Lifetime::Background, handler)?;
        }
        Inbox::watch(
            self.actor.id,
            self.shared(),
            self.reactor(),
            Rc::clone(self) as Rc<dyn Addressee>,
        )?;
        let wants: Vec<Wants> = (0..self.shared().ports.len())
            .map(|port| self.app.wants(PortIndex(port as u16)))
            .collect();
        if self.shared().settings.single_thread {
            let script = Some(Rc::clone(&self.app));
            self.own.replace(Some(SessionThread::open(
                0,
                self.shared(),
                self.reactor(),
                wants,
                script,
                Arc::default(),
            )?));
        } else {
            for number in 0..self.shared().actors.reactors {
                self.threads.borrow_mut().push(ReactorThread::start(
                    number,
                    self.shared(),
                    wants.clone(),
                )?);
            }
        }
        self.reactor().run_until_stopped()
    }

    /// All processes are there. The script is told when nothing else is under way: it may wait for what comes in through the inbox.
    fn open_later(&self) {
        let master = Weak::clone(&self.myself);
        self.reactor().defer(move |_| {
            let Some(master) = master.upgrade().filter(|master| !master.stopping.get()) else {
                return;
            };
            if let Err(error) = master.open() {
                log::sys_warning(
                    &error,
                    format_args!("cannot take connections, the server shuts down"),
                );
                master.stop();
            }
        });
    }

    /// Tells the script that the server has started, and takes connections.
    fn open(self: &Rc<Self>) -> io::Result<()> {
        self.app.started();
        if self.app.has_halted() || self.stopping.get() {
            return Ok(());
        }
        let intake = Rc::clone(self) as Rc<dyn Intake>;
        let streams = |index: usize| self.shared().ports[index].listener.kind().is_stream();
        self.sockets.replace(Some(Sockets::watch(
            self.shared(),
            self.reactor(),
            intake,
            0,
            streams,
        )?));
        Ok(())
    }

    // ---- the end

    /// Begins to shut the server down: no new connection, then the manager ends the workers, then the sessions end.
    pub fn stop(&self) {
        if self.stopping.replace(true) {
            return;
        }
        self.app.before_shutdown();
        if self.app.has_halted() {
            return;
        }
        self.shared().server().stopping.store(1, Relaxed);
        if let Some(sockets) = self.sockets.borrow().as_ref() {
            sockets.stop();
        }
        if let Err(error) = process::kill(self.manager_pid, libc::SIGTERM) {
            log::sys_warning(&error, format_args!("cannot stop the manager"));
            self.reactor().stop();
        }
    }

    fn kill_manager(&self) {
        // The workers die with the manager. It may have ended by itself.
        let _ = process::kill(self.manager_pid, libc::SIGKILL);
        for _ in 0..500 {
            match process::reap(Some(self.manager_pid)) {
                Ok(None) if process::kill(self.manager_pid, 0).is_ok() => {
                    std::thread::sleep(std::time::Duration::from_millis(1))
                }
                _ => return,
            }
        }
    }

    fn end_threads(&self) {
        let threads = self.threads.take();
        for thread in &threads {
            thread.ask_to_end();
        }
        for number in 0..threads.len() as u16 {
            // Any packet wakes it; this one asks for nothing that exists.
            if let Err(failure) = self.actor.post(
                self.shared().actors.reactor(number),
                wire::PAUSE,
                0,
                SessionId(0),
                0,
                &[],
            ) {
                log::warn_failure(&failure);
            }
        }
        threads.into_iter().for_each(ReactorThread::join);
        if let Some(own) = self.own.take() {
            own.owner().close_all();
        }
    }

    fn manager_died(&self, status: ExitStatus) {
        if !self.stopping.get() {
            log::error(format_args!(
                "the manager process {} has died (status={}, signal={}): the server shuts down",
                self.manager_pid, status.code, status.signal
            ));
        }
        self.reactor().stop();
    }

    fn take_signals(&self) {
        let next = || self.signals.borrow().as_ref().and_then(SignalSet::take_from);
        while let Some((signal, sender)) = next() {
            match signal {
                libc::SIGPIPE => self.took_sigpipe(sender),
                libc::SIGTERM => self.stop(),
                libc::SIGCHLD => {
                    if let Ok(Some((_, status))) = process::reap(Some(self.manager_pid)) {
                        self.manager_died(status);
                    }
                }
                signal => {
                    // The manager's business: reloads, and everyone's log. Told first, so that whoever sees the new file finds it told.
                    let _ = process::kill(self.manager_pid, signal);
                    if signal == signal::sigrtmin() {
                        log::reopen();
                    }
                }
            }
        }
    }
}

impl Master {
    /// Writing to a peer that has gone raises it, which is no news; sent by somebody else it is a mistake that is worth a line.
    fn took_sigpipe(&self, sender: u32) {
        if sender != std::process::id() {
            log::write_with(
                log::Level::Warning,
                "signalfd",
                ErrorCode::UNREGISTERED_SIGNAL,
                format_args!(
                    "Unable to find callback function for signal Broken pipe: {}",
                    libc::SIGPIPE
                ),
            );
        }
    }
}

impl Intake for Master {
    fn accepted(&self, arrival: Arrival) {
        if let Some(own) = self.own.borrow().as_ref() {
            return own.accepted(arrival);
        }
        let reactors = self.shared().actors.reactors;
        let number = self.next.get() % reactors;
        self.next.set((number + 1) % reactors);
        self.threads.borrow()[usize::from(number)].hand_over(arrival);
        let header = Header {
            kind: wire::ADOPT,
            flags: 0,
            from: self.actor.id,
            session: SessionId(0),
            arg: 0,
            time: 0,
        };
        if let Err(failure) =
            self.actor.post_later(self.shared().actors.reactor(number), &header, &[])
        {
            // It is taken with the next one.
            log::warn_failure(&failure);
        }
    }

    fn datagram(&self, port: PortIndex, from: Endpoint, bytes: &[u8]) {
        if let Some(own) = self.own.borrow().as_ref() {
            own.datagram(port, from, bytes);
        }
    }
}

impl Addressee for Master {
    fn deliver(&self, delivery: Delivery<'_>) -> ControlFlow<()> {
        match delivery.header.kind {
            wire::READY => self.open_later(),
            wire::COMMAND => super::command::answer(&self.actor, &delivery),
            wire::COMMAND_RESULT => super::command::answered(&self.actor, &delivery),
            kind => log::error(format_args!("a packet of kind {kind} reached the master")),
        }
        if self.app.has_halted() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    }
}

struct Signals(Weak<Master>);

impl Handler for Signals {
    fn ready(self: Rc<Self>, _: &Rc<Reactor>, _: Token, _: Readiness) {
        if let Some(master) = self.0.upgrade() {
            master.take_signals();
        }
    }
}
