//! Who waits in this process for a session to take more: its output was full when something was to be sent.
//!
//! ```text
//! send() is refused ─> expect() ─> Actor::ask_for_room() ── AWAIT_ROOM ─> owner ─> half of it is gone, or the session
//!        ^                                                                             │
//!        └───────── the waker ─── tell() <──────────────── TAKES_MORE ────────────────┘
//! ```

use crate::ids::SessionId;
use std::cell::RefCell;
use std::rc::Rc;

/// Called once there is room, or the session has gone.
pub type Waker = Rc<dyn Fn()>;

/// See the module's head.
#[derive(Default)]
pub struct Rooms {
    waiting: RefCell<Vec<(SessionId, Waker)>>,
}

impl Rooms {
    /// Has `waker` called when the session takes more.
    pub fn expect(&self, session: SessionId, waker: &Waker) {
        self.waiting.borrow_mut().push((session, Rc::clone(waker)));
    }

    /// Nobody waits for it any more.
    pub fn forget(&self, waker: &Waker) {
        self.waiting.borrow_mut().retain(|(_, other)| !Rc::ptr_eq(other, waker));
    }

    /// Calls those who wait for a session, in the order in which they came. They may wait again.
    pub(super) fn tell(&self, session: SessionId) {
        let come = self.waiting.borrow_mut().extract_if(.., |(of, _)| *of == session).collect();
        let come: Vec<(SessionId, Waker)> = come;
        for (_, waker) in come {
            waker();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::cell::Cell;

    #[test]
    fn those_who_wait_for_a_session_are_called_once_in_their_order() {
        let rooms = Rc::new(Rooms::default());
        let called = Rc::new(Cell::new(0));
        let waker = |digit| {
            let called = Rc::clone(&called);
            Rc::new(move || called.set(called.get() * 10 + digit)) as Waker
        };
        let wakers = [waker(1), waker(2), waker(3), waker(4)];
        for (session, waker) in [1, 2, 1, 1].into_iter().zip(&wakers) {
            rooms.expect(SessionId(session), waker);
        }
        rooms.forget(&wakers[2]);
        rooms.tell(SessionId(1));
        assert_eq!(called.get(), 14);
        rooms.tell(SessionId(1));
        assert_eq!(called.get(), 14);
        rooms.tell(SessionId(2));
        assert_eq!(called.get(), 142);
    }
}
