//! The pump: gets waiting envelopes out of an actor's [`Outboxes`] when a full inbox has room again.
//!
//! One per actor, on its reactor.

use super::outbox::Outboxes;
use super::packet::Header;
use crate::ids::ActorId;
use crate::log;
use crate::reactor::{Handler, Interest, Lifetime, Reactor, Readiness, Token, Trigger};
use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::io;
use std::os::fd::AsRawFd;
use std::rc::Rc;
use std::sync::Arc;

type RoomCall = Box<dyn Fn()>;

/// See the module's head.
pub struct Pump {
    outboxes: Arc<Outboxes>,
    reactor: Rc<Reactor>,
    waiting: RefCell<HashMap<Token, ActorId>>,
    flush_planned: Cell<bool>,
    on_room: RefCell<Option<RoomCall>>,
}

impl Pump {
    /// A pump for `outboxes` on `reactor`.
    pub fn new(outboxes: &Arc<Outboxes>, reactor: &Rc<Reactor>) -> Rc<Self> {
        Rc::new(Self {
            outboxes: Arc::clone(outboxes),
            reactor: Rc::clone(reactor),
            waiting: RefCell::default(),
            flush_planned: Cell::new(false),
            on_room: RefCell::default(),
        })
    }

    /// Sets what is called when an inbox that was full has taken all that waited for it.
    pub fn set_on_room(&self, call: impl Fn() + 'static) {
        self.on_room.replace(Some(Box::new(call)));
    }

    /// Flushes at the end of this turn of the loop.
    pub fn flush_later(self: &Rc<Self>) {
        if !self.flush_planned.replace(true) {
            let pump = Rc::clone(self);
            self.reactor.defer(move |_| pump.flush());
        }
    }

    /// Sends a packet now, with what has been posted before it, and waits for those inboxes that are full.
    ///
    /// # Errors
    /// As [`Outboxes::post`].
    pub fn send(self: &Rc<Self>, to: ActorId, header: &Header, payload: &[u8]) -> io::Result<()> {
        self.flush_planned.set(false);
        if self.outboxes.send_now(to, header, payload)? {
            self.wait_for_blocked();
        }
        Ok(())
    }

    /// Flushes now, and waits for those inboxes that are full.
    pub fn flush(self: &Rc<Self>) {
        self.flush_planned.set(false);
        if let Err(error) = self.outboxes.flush() {
            log::sys_warning(&error, format_args!("cannot send to another process of the server"));
        }
        self.wait_for_blocked();
    }

    fn wait_for_blocked(self: &Rc<Self>) {
        for to in self.outboxes.take_blocked() {
            self.wait_for(to);
        }
    }

    fn wait_for(self: &Rc<Self>, to: ActorId) {
        if self.waiting.borrow().values().any(|waiting| *waiting == to) {
            return;
        }
        let fd = self.outboxes.writer(to).as_raw_fd();
        match self.reactor.add(
            fd,
            Interest::WRITE,
            Trigger::Edge,
            Lifetime::Background,
            Rc::clone(self) as Rc<dyn Handler>,
        ) {
            Ok(token) => drop(self.waiting.borrow_mut().insert(token, to)),
            Err(error) => {
                log::sys_warning(&error, format_args!("cannot wait for the inbox of actor {to}"))
            }
        }
    }
}

impl Handler for Pump {
    fn ready(self: Rc<Self>, reactor: &Rc<Reactor>, token: Token, _: Readiness) {
        let Some(to) = self.waiting.borrow().get(&token).copied() else { return };
        match self.outboxes.resume(to) {
            Ok(false) => return,
            Ok(true) => {}
            Err(error) => log::sys_warning(&error, format_args!("cannot send to actor {to}")),
        }
        reactor.remove(token);
        self.waiting.borrow_mut().remove(&token);
        if let Some(call) = &*self.on_room.borrow() {
            call();
        }
    }
}
