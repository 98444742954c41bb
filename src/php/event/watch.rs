//! A descriptor that PHP code watches: its callbacks, and what still has to be sent to it.

use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::io;
use std::os::fd::{BorrowedFd, RawFd};
use std::rc::Rc;

use ext_php_rs::types::Zval;

use crate::error::ErrorCode;
use crate::net::out_buffer::{self, OutBuffer, Progress};
use crate::php::callable::Callable;
use crate::php::callback::Held;
use crate::php::coroutine::runtime;
use crate::php::{ini, looping};
use crate::reactor::{Handler, Interest, Lifetime, Reactor, Readiness, Token, Trigger};
use crate::{last_error, log};

/// Directions, as `SWOOLE_EVENT_READ` and `SWOOLE_EVENT_WRITE` name them.
pub type Events = Interest;

impl Events {
    /// `SWOOLE_EVENT_READ`
    pub const READ_FLAG: i64 = 512;
    /// `SWOOLE_EVENT_WRITE`
    pub const WRITE_FLAG: i64 = 1024;

    /// The directions in a combination of the two constants.
    pub fn from_number(number: i64) -> Self {
        Self { read: number & Self::READ_FLAG != 0, write: number & Self::WRITE_FLAG != 0 }
    }

    /// Whether it is none.
    pub fn is_empty(self) -> bool {
        !self.read && !self.write
    }
}

/// A registration of `Event::add()`.
pub struct Watch {
    fd: RawFd,
    /// What was passed to `add()`; callbacks get it.
    value: Held,
    read: RefCell<Option<Rc<Callable>>>,
    write: RefCell<Option<Rc<Callable>>>,
    /// What PHP code wants to hear of.
    events: Cell<Events>,
    out: RefCell<OutBuffer>,
    token: Cell<Option<Token>>,
}

impl Watch {
    /// Not registered yet.
    pub fn new(
        fd: RawFd,
        value: &Zval,
        read: Option<Callable>,
        write: Option<Callable>,
        events: Events,
    ) -> Self {
        Self {
            fd,
            value: Held::copy_of(value),
            read: RefCell::new(read.map(Rc::new)),
            write: RefCell::new(write.map(Rc::new)),
            events: Cell::new(events),
            out: RefCell::default(),
            token: Cell::new(None),
        }
    }

    /// What PHP code wants to hear of.
    pub fn events(&self) -> Events {
        self.events.get()
    }

    /// What the reactor waits for: also room for what still has to be sent.
    pub fn waits_for(&self) -> Interest {
        let events = self.events.get();
        Interest { write: events.write || !self.out.borrow().is_empty(), ..events }
    }

    /// Whether there is a callback for reading, and one for writing.
    pub fn has_callbacks(&self) -> (bool, bool) {
        (self.read.borrow().is_some(), self.write.borrow().is_some())
    }

    /// Changes callbacks (none: keeps the old one) and events.
    pub fn replace(
        &self,
        reactor: &Reactor,
        read: Option<Callable>,
        write: Option<Callable>,
        events: Events,
    ) {
        for (slot, new) in [(&self.read, read), (&self.write, write)] {
            if let Some(new) = new {
                let old = slot.replace(Some(Rc::new(new)));
                drop(old);
            }
        }
        self.events.set(events);
        self.arm(reactor);
    }

    /// Sends what the descriptor takes now, and keeps the rest for later.
    ///
    /// # Errors
    /// The code of what went wrong; nothing was sent or kept then, except when the peer has gone.
    pub fn send(&self, reactor: &Reactor, data: &[u8]) -> Result<(), ErrorCode> {
        let limit = usize::try_from(ini::long(c"swoole.socket_buffer_size")).unwrap_or(0);
        let waiting = self.out.borrow().queued_bytes();
        if data.len() > limit {
            let code = ErrorCode::PACKAGE_LENGTH_TOO_LARGE;
            let what = "data packet is too large, cannot exceed the socket buffer size";
            log::warning_with(code, format_args!("{what}"));
            return Err(code);
        }
        if waiting + data.len() > limit {
            let code = ErrorCode::OUTPUT_BUFFER_OVERFLOW;
            log::warning_with(
                code,
                format_args!("socket#{} output buffer overflow: ({waiting}/{limit})", self.fd),
            );
            return Err(code);
        }
        let mut sent = 0;
        if waiting == 0 {
            sent = out_buffer::try_write_direct(self.descriptor(), data)
                .map_err(|error| ErrorCode::from(&error))?;
        }
        if sent < data.len() {
            self.out.borrow_mut().push_bytes(&data[sent..]);
            self.arm(reactor);
        }
        Ok(())
    }

    fn descriptor(&self) -> BorrowedFd<'_> {
        // SAFETY: whoever registered the descriptor keeps it open; one that was closed regardless makes the system call fail.
        unsafe { BorrowedFd::borrow_raw(self.fd) }
    }

    /// Tells the reactor what is waited for.
    fn arm(&self, reactor: &Reactor) {
        if let Some(token) = self.token.get() {
            // A descriptor that was closed without being removed cannot be armed, and has nothing more to say.
            let _ = reactor.set_interest(token, self.waits_for());
        }
    }

    /// Sends what waits. Says whether anything did.
    fn flush(&self, reactor: &Reactor) -> bool {
        if self.out.borrow().is_empty() {
            return false;
        }
        let done = self.out.borrow_mut().write_to(self.descriptor());
        match done {
            Ok(Progress::Blocked) => {}
            Ok(Progress::Drained) => self.arm(reactor),
            Err(error) => {
                last_error::set_io(&error);
                self.out.borrow_mut().clear();
                self.arm(reactor);
            }
        }
        true
    }

    fn call(&self, reactor: &Reactor, slot: &RefCell<Option<Rc<Callable>>>) {
        let callable = slot.borrow().clone();
        if let Some(callable) = callable {
            let called = runtime::call_event(
                &r"Swoole\Event->add",
                &callable,
                &mut [self.value.shallow_clone()],
            );
            drop(callable);
            looping::after(reactor, called);
        }
    }
}

impl Handler for Watch {
    fn ready(self: Rc<Self>, reactor: &Rc<Reactor>, token: Token, ready: Readiness) {
        if self.events.get().read && (ready.readable || ready.read_closed || ready.error) {
            self.call(reactor, &self.read);
        }
        // The callback may have ended the script or this registration.
        if reactor.is_stopped() || reactor.interest(token).is_none() {
            return self.released(reactor);
        }
        if (ready.writable || ready.error) && !self.flush(reactor) && self.events.get().write {
            self.call(reactor, &self.write);
        }
        self.released(reactor);
    }
}

impl Watch {
    /// Drops this handle of the watch; if it was the last one, callbacks are freed with it.
    fn released(self: Rc<Self>, reactor: &Reactor) {
        if Rc::strong_count(&self) == 1 {
            drop(self);
            looping::settle(reactor);
        }
    }
}

/// Whether a descriptor could be registered.
pub enum Added {
    /// It is.
    Yes,
    /// The kernel refuses.
    Refused(io::Error),
}

/// All registrations, by descriptor.
#[derive(Default)]
pub struct Watches(RefCell<HashMap<RawFd, Rc<Watch>>>);

impl Watches {
    /// The registration of a descriptor.
    pub fn get(&self, fd: RawFd) -> Option<Rc<Watch>> {
        self.0.borrow().get(&fd).cloned()
    }

    /// How many there are.
    pub fn count(&self) -> usize {
        self.0.borrow().len()
    }

    /// Registers; the descriptor becomes non-blocking.
    pub fn add(&self, reactor: &Reactor, watch: Watch) -> Added {
        let watch = Rc::new(watch);
        let (fd, wanted) = (watch.fd, watch.waits_for());
        let handler: Rc<dyn Handler> = Rc::clone(&watch) as _;
        match reactor.add(fd, wanted, Trigger::Level, Lifetime::Foreground, handler) {
            Ok(token) => {
                watch.token.set(Some(token));
                // It can be waited for, so it is open, and this cannot fail.
                let _ = set_nonblocking(watch.descriptor());
                self.0.borrow_mut().insert(fd, watch);
                Added::Yes
            }
            Err(error) => Added::Refused(error),
        }
    }

    /// Ends a registration; what waits to be sent is given up. Says whether there was one.
    pub fn remove(&self, reactor: &Reactor, fd: RawFd) -> bool {
        let removed = self.0.borrow_mut().remove(&fd);
        let Some(watch) = removed else { return false };
        if let Some(token) = watch.token.get() {
            reactor.remove(token);
        }
        true
    }

    /// Forgets all registrations, whose reactor is gone.
    pub fn clear(&self) {
        let all = self.0.take();
        drop(all);
    }
}

fn set_nonblocking(fd: BorrowedFd<'_>) -> nix::Result<()> {
    use nix::fcntl::{FcntlArg, OFlag, fcntl};
    let flags = OFlag::from_bits_retain(fcntl(fd, FcntlArg::F_GETFL)?);
    if !flags.contains(OFlag::O_NONBLOCK) {
        fcntl(fd, FcntlArg::F_SETFL(flags | OFlag::O_NONBLOCK))?;
    }
    Ok(())
}
