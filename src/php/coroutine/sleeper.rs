//! A coroutine that waits for somebody's word, and for nothing else.

use std::cell::Cell;
use std::rc::Rc;
use std::time::Duration;

use super::runtime;
use crate::coroutine::{CoroutineId, How, Wake};
use crate::php::boundary::Outcome;
use crate::php::looping;

/// See the module's head.
#[derive(Clone, Default)]
pub struct Sleeper(Rc<Sleep>);

#[derive(Default)]
struct Sleep {
    who: Cell<Option<CoroutineId>>,
    /// It is to be woken already.
    is_due: Cell<bool>,
}

impl Sleeper {
    /// Makes the coroutine that runs wait until it is woken, cancelled, or `limit` has passed.
    ///
    /// # Errors
    /// What unwinds the coroutine is on its way.
    pub fn sleep(&self, limit: Option<Duration>) -> Outcome<Wake> {
        self.0.who.set(Some(runtime::current_id()?));
        let woken = runtime::wait(How::Event, limit);
        self.0.who.set(None);
        woken
    }

    /// Who wakes another may be a destructor: whoever waits goes on later, if it still does.
    pub fn wake_later(&self) {
        if self.0.who.get().is_none() || self.0.is_due.get() {
            return;
        }
        let Some(current) = looping::current_if_any() else { return };
        self.0.is_due.set(true);
        let sleeper = self.clone();
        current.reactor.defer(move |reactor| {
            sleeper.0.is_due.set(false);
            if let Some(id) = sleeper.0.who.take() {
                runtime::wake(reactor, id, Wake::Ready);
            }
        });
    }
}
