//! A user process: runs a function of the script's, and then what that has left in its event loop. The manager starts it again whenever it ends.
//!
//! It has an inbox like everyone, which is read while its loop runs: a function that never returns to it gets no messages, but can send some. Signals have
//! their own effect there, so SIGTERM ends it, unless the script says otherwise.

use super::actor::Actor;
use super::app::{App, Message};
use super::inbox::{Addressee, Inbox};
use super::shared::{Shared, worker_state};
use super::wire;
use super::worker::watch_lifeline;
use crate::ids::ActorId;
use crate::ipc::Delivery;
use crate::log;
use crate::reactor::Reactor;
use crate::sys::signal;
use std::io;
use std::ops::ControlFlow;
use std::rc::Rc;
use std::sync::Arc;

/// See the module's head.
pub struct UserProcess {
    /// What it is to the others.
    pub actor: Rc<Actor>,
    app: Rc<dyn App>,
}

impl UserProcess {
    /// The user process `id`, in a process of its own.
    pub fn new(
        id: ActorId,
        shared: &Arc<Shared>,
        reactor: &Rc<Reactor>,
        app: &Rc<dyn App>,
    ) -> Rc<Self> {
        let actor = Actor::new(id, shared, reactor, Some(Rc::clone(app)));
        Rc::new(Self { actor, app: Rc::clone(app) })
    }

    /// Its whole life; returns when it has ended.
    ///
    /// # Errors
    /// When descriptors run out or waiting fails.
    pub fn run(self: &Rc<Self>) -> io::Result<()> {
        let Actor { id, shared, reactor, .. } = &*self.actor;
        self.actor.enter(worker_state::BUSY);
        watch_lifeline(shared, reactor)?;
        Inbox::watch(*id, shared, reactor, Rc::clone(self) as Rc<dyn Addressee>)?;
        // Only now may one end it: the parent's were blocked for it.
        signal::unblock_all();
        self.app.user_process(*id);
        if !self.app.has_halted() {
            reactor.run()?;
        }
        if !self.app.has_halted() {
            self.actor.drain(shared.settings.leave_limit());
        }
        Ok(())
    }
}

impl Addressee for UserProcess {
    fn deliver(&self, delivery: Delivery<'_>) -> ControlFlow<()> {
        let header = delivery.header;
        match header.kind {
            _ if delivery.interrupted => {}
            wire::MESSAGE => self.app.message(Message::of(delivery)),
            wire::TAKES_MORE => self.actor.rooms.tell(header.session),
            wire::COMMAND => super::command::answer(&self.actor, &delivery),
            wire::COMMAND_RESULT => super::command::answered(&self.actor, &delivery),
            kind => log::error(format_args!("a packet of kind {kind} reached a user process")),
        }
        if self.app.has_halted() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    }
}
