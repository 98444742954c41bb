//! A lock between the coroutines of a process: who holds it, and who waits for it, first come, first served. Like a channel it passes no control
//! itself: it says whom to wake.

use super::CoroutineId;
use std::cell::{Cell, RefCell};
use std::collections::VecDeque;

/// See the module's head. Free when made.
#[derive(Default)]
pub struct Lock {
    holder: Cell<Option<CoroutineId>>,
    waiting: RefCell<VecDeque<CoroutineId>>,
}

impl Lock {
    /// Takes it if it is free, or this coroutine's already. Nobody overtakes who waits: what is released with waiters is theirs at once.
    pub fn take(&self, id: CoroutineId) -> bool {
        if self.holder.get().is_none() {
            self.holder.set(Some(id));
        }
        self.is_held_by(id)
    }

    /// Whether this coroutine holds it.
    pub fn is_held_by(&self, id: CoroutineId) -> bool {
        self.holder.get() == Some(id)
    }

    /// Notes that a coroutine waits.
    pub fn enlist(&self, id: CoroutineId) {
        self.waiting.borrow_mut().push_back(id);
    }

    /// A coroutine gives up: it waits no longer. If it has been handed the lock meanwhile, that goes on to the next, who is to be woken.
    pub fn give_up(&self, id: CoroutineId) -> Option<CoroutineId> {
        self.waiting.borrow_mut().retain(|other| *other != id);
        if self.is_held_by(id) { self.release() } else { None }
    }

    /// Whoever holds it does no longer. Who has waited longest holds it from here on, and is to be woken.
    pub fn release(&self) -> Option<CoroutineId> {
        let next = self.waiting.borrow_mut().pop_front();
        self.holder.set(next);
        next
    }

    /// For a forked child, which has none of the coroutines.
    pub fn reset(&self) {
        self.holder.set(None);
        self.waiting.borrow_mut().clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const A: CoroutineId = CoroutineId(1);
    const B: CoroutineId = CoroutineId(2);
    const C: CoroutineId = CoroutineId(3);

    #[test]
    fn the_holder_may_take_it_again_and_releases_it_at_once() {
        let lock = Lock::default();
        assert!(lock.take(A) && lock.take(A) && !lock.take(B));
        assert_eq!(lock.release(), None);
        assert!(lock.take(B) && !lock.take(A));
    }

    #[test]
    fn it_passes_to_those_who_wait_in_their_order() {
        let lock = Lock::default();
        assert!(lock.take(A));
        lock.enlist(B);
        lock.enlist(C);
        assert_eq!(lock.release(), Some(B));
        assert!(!lock.take(A) && lock.take(B));
        assert_eq!(lock.release(), Some(C));
        assert_eq!((lock.release(), lock.take(A)), (None, true));
    }

    #[test]
    fn who_gives_up_is_passed_over() {
        let lock = Lock::default();
        assert!(lock.take(A));
        lock.enlist(B);
        lock.enlist(C);
        assert_eq!(lock.give_up(B), None);
        assert_eq!(lock.release(), Some(C));
        lock.enlist(B);
        // C was handed it, and gives up before it has noticed.
        assert_eq!(lock.give_up(C), Some(B));
        lock.reset();
        assert!(lock.take(A));
    }
}
