//! An actor's inbox on its reactor: gives what arrives to the actor, and stops when it is told to.

use super::shared::Shared;
use crate::ids::ActorId;
use crate::ipc::{Delivery, Drained};
use crate::log;
use crate::reactor::{Handler, Interest, Lifetime, Reactor, Readiness, Token, Trigger};
use std::cell::RefCell;
use std::io;
use std::ops::ControlFlow;
use std::os::fd::AsRawFd;
use std::rc::Rc;
use std::sync::Arc;
use std::time::Duration;

/// Envelopes taken in a row before others get their turn.
const ENVELOPES_PER_TURN: usize = 16;
/// A turn that has taken so long is the last for now: signals and timers do not wait for all of what callbacks that block still have before them.
const TURN_MAX: Duration = Duration::from_millis(5);

/// Who gets the packets.
pub trait Addressee {
    /// A packet for this actor. Break: take no more, leave what follows where it is.
    fn deliver(&self, delivery: Delivery<'_>) -> ControlFlow<()>;
    /// All that was there has been delivered.
    fn delivered(&self) {}
}

/// See the module's head.
pub struct Inbox {
    me: ActorId,
    shared: Arc<Shared>,
    addressee: Rc<dyn Addressee>,
    /// Of the sources of its mailbox.
    tokens: RefCell<Vec<Token>>,
}

impl Inbox {
    /// Begins to take what arrives for `me`; what a predecessor has left in the tray comes with the first turn.
    ///
    /// # Errors
    /// When the kernel refuses to watch it.
    pub fn watch(
        me: ActorId,
        shared: &Arc<Shared>,
        reactor: &Rc<Reactor>,
        addressee: Rc<dyn Addressee>,
    ) -> io::Result<Rc<Self>> {
        let inbox =
            Rc::new(Self { me, shared: Arc::clone(shared), addressee, tokens: RefCell::default() });
        for source in shared.mailboxes[usize::from(me.0)].sources() {
            let token = reactor.add(
                source.as_raw_fd(),
                Interest::READ,
                Trigger::Edge,
                Lifetime::Background,
                Rc::clone(&inbox) as Rc<dyn Handler>,
            )?;
            inbox.tokens.borrow_mut().push(token);
        }
        let first = Rc::clone(&inbox);
        reactor.defer(move |reactor| first.drain(reactor));
        Ok(inbox)
    }

    /// Takes no more.
    pub fn stop(&self, reactor: &Reactor) {
        for token in self.tokens.take() {
            reactor.remove(token);
        }
    }

    /// Whether it takes packets.
    pub fn is_open(&self) -> bool {
        !self.tokens.borrow().is_empty()
    }

    fn drain(self: &Rc<Self>, reactor: &Rc<Reactor>) {
        if !self.is_open() {
            return;
        }
        let mailbox = &self.shared.mailboxes[usize::from(self.me.0)];
        let began = reactor.now();
        let in_time = || reactor.now() - began <= TURN_MAX;
        let (mut envelopes, mut over) = (1, false);
        let goes_on = &mut || {
            envelopes += 1;
            envelopes <= ENVELOPES_PER_TURN && in_time()
        };
        let drained = mailbox.drain_while(goes_on, &mut |delivery| {
            let more = delivery.behind > 0;
            self.addressee.deliver(delivery)?;
            over = more && !in_time();
            if self.is_open() && !reactor.is_stopped() && !over {
                ControlFlow::Continue(())
            } else {
                ControlFlow::Break(())
            }
        });
        self.addressee.delivered();
        match drained {
            Ok(Drained::Stopped) if !over => {}
            Ok(Drained::Empty) => {}
            Ok(Drained::More | Drained::Stopped) => {
                let again = Rc::clone(self);
                reactor.defer(move |reactor| again.drain(reactor));
            }
            Err(error) => {
                log::sys_warning(&error, format_args!("cannot read the inbox of actor {}", self.me))
            }
        }
    }
}

impl Handler for Inbox {
    fn ready(self: Rc<Self>, reactor: &Rc<Reactor>, _: Token, _: Readiness) {
        self.drain(reactor);
    }
}
