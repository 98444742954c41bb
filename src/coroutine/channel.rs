//! A queue of values with room for so many, and who waits at its two ends. It passes no control itself: it says whom to wake.

use super::CoroutineId;
use std::cell::{Cell, RefCell};
use std::collections::VecDeque;

/// One end of a channel.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum End {
    /// Where values go in.
    Push,
    /// Where they come out.
    Pop,
}

/// See the module's head.
pub struct Channel<T> {
    capacity: usize,
    values: RefCell<VecDeque<T>>,
    pushing: RefCell<VecDeque<CoroutineId>>,
    popping: RefCell<VecDeque<CoroutineId>>,
    closed: Cell<bool>,
}

impl<T> Channel<T> {
    /// With room for `capacity` values, at least one.
    pub fn new(capacity: usize) -> Self {
        Self {
            capacity: capacity.max(1),
            values: RefCell::default(),
            pushing: RefCell::default(),
            popping: RefCell::default(),
            closed: Cell::new(false),
        }
    }

    /// How many values fit.
    pub fn capacity(&self) -> usize {
        self.capacity
    }

    /// How many are there.
    pub fn len(&self) -> usize {
        self.values.borrow().len()
    }

    /// Whether none is.
    pub fn is_empty(&self) -> bool {
        self.values.borrow().is_empty()
    }

    /// Whether no more fit.
    pub fn is_full(&self) -> bool {
        self.len() >= self.capacity
    }

    /// Whether it is closed.
    pub fn is_closed(&self) -> bool {
        self.closed.get()
    }

    /// Whether a coroutine at that end has to wait: until there is room, or a value, or the channel is closed. Who comes while others wait, waits too.
    pub fn must_wait(&self, end: End) -> bool {
        if self.closed.get() {
            return false;
        }
        match end {
            End::Push => self.is_full() || !self.pushing.borrow().is_empty(),
            End::Pop => self.is_empty() || !self.popping.borrow().is_empty(),
        }
    }

    /// Puts a value in; gives it back if the channel is closed or full.
    ///
    /// # Errors
    /// The value.
    pub fn push(&self, value: T) -> Result<(), T> {
        if self.closed.get() || self.is_full() {
            return Err(value);
        }
        self.values.borrow_mut().push_back(value);
        Ok(())
    }

    /// Takes the oldest value out.
    pub fn pop(&self) -> Option<T> {
        self.values.borrow_mut().pop_front()
    }

    /// Notes that a coroutine waits at that end.
    pub fn enlist(&self, end: End, id: CoroutineId) {
        self.waiting(end).borrow_mut().push_back(id);
    }

    /// Notes that it waits no longer.
    pub fn strike(&self, end: End, id: CoroutineId) {
        self.waiting(end).borrow_mut().retain(|other| *other != id);
    }

    /// Who is to be woken at that end: the one that has waited longest, who waits no longer from here on.
    pub fn next_waiting(&self, end: End) -> Option<CoroutineId> {
        self.waiting(end).borrow_mut().pop_front()
    }

    /// Nobody waits at that end any more; says how many did.
    pub fn discard(&self, end: End) -> usize {
        self.waiting(end).take().len()
    }

    /// How many wait at that end.
    pub fn waiting_count(&self, end: End) -> usize {
        self.waiting(end).borrow().len()
    }

    /// Closes it: what is there can still be taken out. Says whether that is new; whoever waits is then to be woken.
    pub fn close(&self) -> bool {
        !self.closed.replace(true)
    }

    /// Shows every value.
    pub fn for_each(&self, show: impl FnMut(&T)) {
        self.values.borrow().iter().for_each(show);
    }

    fn waiting(&self, end: End) -> &RefCell<VecDeque<CoroutineId>> {
        match end {
            End::Push => &self.pushing,
            End::Pop => &self.popping,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_come_out_in_the_order_they_went_in() {
        let channel = Channel::new(2);
        assert_eq!((channel.push(1), channel.push(2), channel.push(3)), (Ok(()), Ok(()), Err(3)));
        assert!(channel.is_full() && channel.must_wait(End::Push) && !channel.must_wait(End::Pop));
        assert_eq!((channel.pop(), channel.pop(), channel.pop()), (Some(1), Some(2), None));
    }

    #[test]
    fn a_closed_channel_takes_nothing_and_gives_what_it_has() {
        let channel = Channel::new(2);
        assert_eq!(channel.push(1), Ok(()));
        assert!(channel.close() && !channel.close());
        assert_eq!((channel.push(2), channel.pop(), channel.pop()), (Err(2), Some(1), None));
        assert!(!channel.must_wait(End::Push) && !channel.must_wait(End::Pop));
    }

    #[test]
    fn nobody_overtakes_who_waits() {
        let channel: Channel<u8> = Channel::new(1);
        channel.enlist(End::Pop, CoroutineId(1));
        channel.enlist(End::Pop, CoroutineId(2));
        assert!(channel.push(1).is_ok() && channel.must_wait(End::Pop));
        channel.strike(End::Pop, CoroutineId(1));
        assert_eq!(channel.next_waiting(End::Pop), Some(CoroutineId(2)));
        assert_eq!(channel.waiting_count(End::Pop), 0);
        channel.enlist(End::Pop, CoroutineId(3));
        assert_eq!((channel.discard(End::Pop), channel.discard(End::Pop)), (1, 0));
    }
}
