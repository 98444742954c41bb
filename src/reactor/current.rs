//! The reactor of this thread: made when first asked for, dropped in a forked child.

use super::Reactor;
use std::cell::RefCell;
use std::io;
use std::rc::Rc;

thread_local! {
    static CURRENT: RefCell<Option<Rc<Reactor>>> = const { RefCell::new(None) };
}

/// This thread's reactor, made now if there is none.
///
/// # Errors
/// When the kernel has no descriptor left for it.
pub fn current() -> io::Result<Rc<Reactor>> {
    if let Some(reactor) = current_if_any() {
        return Ok(reactor);
    }
    let reactor = Reactor::new()?;
    CURRENT.set(Some(Rc::clone(&reactor)));
    Ok(reactor)
}

/// This thread's reactor, if one was made.
pub fn current_if_any() -> Option<Rc<Reactor>> {
    CURRENT.with_borrow(Option::clone)
}

/// Forgets this thread's reactor with all that is registered; the next [`current`] makes a new one. A forked child calls this
/// first of all: the kernel shares the parent's epoll instance with it, and whatever it removed there the parent would lose.
pub fn discard() {
    let old = CURRENT.take();
    drop(old);
}
