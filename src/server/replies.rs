//! Results of tasks that some of a worker's callbacks wait for while others run. They come to the worker's reply box, which its loop watches from the first
//! such wait on, so that a worker that is leaving, whose inbox is its successor's already, still gets them.

use super::actor::Actor;
use super::inbox::{Addressee, Inbox};
use super::task::{Answer, flag};
use super::wire;
use crate::ipc::Delivery;
use crate::log;
use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::io;
use std::ops::ControlFlow;
use std::rc::{Rc, Weak};

/// Takes the result of a task.
pub type Taker = Rc<dyn Fn(u64, Answer)>;

/// See the module's head.
#[derive(Default)]
pub struct Replies {
    open: RefCell<HashMap<u64, Taker>>,
    /// Results that have come, until nothing more is read for now.
    come: RefCell<Vec<(u64, Answer)>>,
    watched: Cell<bool>,
}

impl Replies {
    /// Has the results of `tasks` given to `taker`, one by one, from the loop.
    ///
    /// # Errors
    /// When the kernel refuses to watch the reply box.
    pub fn expect(&self, actor: &Rc<Actor>, tasks: &[u64], taker: &Taker) -> io::Result<()> {
        if !self.watched.get() {
            let reply_box = actor.shared.actors.reply_box(actor.id);
            let addressee = Rc::new(ReplyBox(Rc::downgrade(actor)));
            Inbox::watch(reply_box, &actor.shared, &actor.reactor, addressee)?;
            self.watched.set(true);
        }
        self.open.borrow_mut().extend(tasks.iter().map(|id| (*id, Rc::clone(taker))));
        Ok(())
    }

    /// Nobody waits for these any more.
    pub fn forget(&self, tasks: &[u64]) {
        let mut open = self.open.borrow_mut();
        tasks.iter().for_each(|id| drop(open.remove(id)));
    }

    /// Takes a packet that has come to the reply box. A result that nobody waits for, perhaps a predecessor's, is passed over.
    pub(super) fn take(&self, delivery: Delivery<'_>) {
        let id = delivery.header.arg;
        let wanted = self.open.borrow().contains_key(&id);
        if !wanted || delivery.header.kind != wire::TASK_RESULT || delivery.interrupted {
            return;
        }
        match delivery.payload.with_bytes(<[u8]>::to_vec) {
            Ok(bytes) => {
                let serialized = delivery.header.flags & flag::SERIALIZE != 0;
                self.come.borrow_mut().push((id, Answer { serialized, bytes }));
            }
            Err(error) => log::sys_warning(&error, format_args!("the result of a task is lost")),
        }
    }

    /// Gives what has come to those who wait. They run, and may hand out tasks of their own.
    pub(super) fn hand_on(&self) {
        let come = self.come.take();
        for (id, answer) in come {
            let taker = self.open.borrow_mut().remove(&id);
            if let Some(taker) = taker {
                taker(id, answer);
            }
        }
    }

    /// Whether something has come that was not handed on.
    pub(super) fn has_come(&self) -> bool {
        !self.come.borrow().is_empty()
    }
}

struct ReplyBox(Weak<Actor>);

impl Addressee for ReplyBox {
    fn deliver(&self, delivery: Delivery<'_>) -> ControlFlow<()> {
        if let Some(actor) = self.0.upgrade() {
            actor.replies.take(delivery);
        }
        ControlFlow::Continue(())
    }

    fn delivered(&self) {
        if let Some(actor) = self.0.upgrade() {
            actor.replies.hand_on();
        }
    }
}
