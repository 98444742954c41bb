//! Coroutines that wait for one descriptor: [`Wait`] over the reactor and [`runtime::wait`].
//!
//! ```text
//! first wait ──> registered: both directions, edges ──> wait, wake, wait, ... (no system call) ──> closed: removed
//!                     └── Event::add() of the descriptor while nobody waits takes its place; the next wait registers anew
//! ```
//!
//! Whoever waits has tried the system call before, which would have blocked: so the next edge is what it waits for. The registration keeps the event
//! loop alive while somebody waits, and not longer.

use std::cell::{Cell, RefCell};
use std::fmt;
use std::io;
use std::net::IpAddr;
use std::os::fd::{AsRawFd, BorrowedFd, RawFd};
use std::rc::{Rc, Weak};
use std::time::{Duration, Instant};

use ext_php_rs::ffi::E_WARNING;

use crate::client::address;
use crate::client::wait::{self, Direction, Wait};
use crate::coroutine::{CoroutineId, How, Wake};
use crate::dns::Family;
use crate::error::ErrorCode;
use crate::net::address::{Endpoint, SocketKind};
use crate::php::async_settings;
use crate::php::boundary::{Exit, Outcome};
use crate::php::callback;
use crate::php::coroutine::{runtime, wait as waiting};
use crate::php::looping;
use crate::reactor::{Handler, Interest, Lifetime, Reactor, Readiness, Token, Trigger};

/// How the coroutines that use a descriptor wait for it. Goes before the descriptor is closed.
pub struct Waiter(Rc<Registration>);

impl Waiter {
    /// For a descriptor that is not waited for yet.
    #[must_use]
    pub fn new() -> Self {
        Self(Rc::new(Registration::default()))
    }

    /// The coroutine that waits in a direction.
    #[must_use]
    pub fn waiting(&self, direction: Direction) -> Option<CoroutineId> {
        self.0.side(direction).waiting.get()
    }

    /// Cancels the wait in a direction. Says whether there was one.
    pub fn cancel(&self, direction: Direction) -> bool {
        let waiting = self.waiting(direction);
        waiting.is_some_and(|id| runtime::scheduler().wake(id, Wake::Canceled))
    }
}

impl Default for Waiter {
    fn default() -> Self {
        Self::new()
    }
}

impl fmt::Debug for Waiter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let waiting = |direction| self.waiting(direction).map(|id| id.0);
        f.debug_struct("Waiter")
            .field("reading", &waiting(Direction::Read))
            .field("writing", &waiting(Direction::Write))
            .finish()
    }
}

impl Drop for Waiter {
    fn drop(&mut self) {
        self.0.end();
    }
}

/// What is to become of a method whose wait has ended with an error: an exception or an exit may be on its way, and then nothing more is to be said.
///
/// # Errors
/// [`Exit::Pending`].
pub fn check() -> Outcome {
    if !callback::exception().is_null() || callback::pending() != callback::Pending::None {
        return Err(Exit::Pending);
    }
    Ok(())
}

impl Wait for Waiter {
    fn wait(
        &self,
        fd: BorrowedFd<'_>,
        direction: Direction,
        deadline: Option<Instant>,
    ) -> io::Result<()> {
        self.0.refuse_if_closed()?;
        let id = runtime::current_id().map_err(announce)?;
        let reactor = Rc::clone(&looping::current().map_err(announce)?.reactor);
        let token = self.0.register(&reactor, fd.as_raw_fd())?;
        let side = self.0.side(direction);
        side.waiting.set(Some(id));
        reactor.set_lifetime(token, Lifetime::Foreground);
        let woken = runtime::wait(How::Event, wait::remaining(deadline));
        side.waiting.set(None);
        if !self.0.is_waited_for() {
            reactor.set_lifetime(token, Lifetime::Background);
        }
        let woken = woken.map_err(announce)?;
        self.0.refuse_if_closed()?;
        match woken {
            Wake::Ready => Ok(()),
            Wake::TimedOut => Err(io::Error::from_raw_os_error(libc::ETIMEDOUT)),
            _ => Err(canceled()),
        }
    }

    fn pause(&self, time: Duration) -> io::Result<()> {
        let woken = runtime::wait(How::Event, Some(time)).map_err(announce)?;
        self.0.refuse_if_closed()?;
        if woken == Wake::TimedOut { Ok(()) } else { Err(canceled()) }
    }

    fn claim(&self, fd: BorrowedFd<'_>, direction: Direction) -> io::Result<()> {
        self.0.refuse_if_closed()?;
        let side = self.0.side(direction);
        let user = runtime::scheduler().current_id();
        if side.claimed.get() && !self.0.is_stale() {
            return Err(announce(taken(fd.as_raw_fd(), direction, side.user.get(), user)));
        }
        side.claimed.set(true);
        side.user.set(user);
        Ok(())
    }

    fn release(&self, direction: Direction) {
        self.0.side(direction).claimed.set(false);
    }

    fn is_in_use(&self) -> bool {
        self.0.sides.iter().any(|side| side.claimed.get())
    }

    /// A thread asks the system for the address of a name; what needs no asking is found at once.
    fn resolve(
        &self,
        kind: SocketKind,
        host: &str,
        port: i64,
        deadline: Option<Instant>,
    ) -> Result<Endpoint, ErrorCode> {
        if kind.is_unix() || host.is_empty() || is_address(host) || u16::try_from(port).is_err() {
            return address::resolve(kind, host, port);
        }
        let family = if kind.is_ipv6() { Family::V6 } else { Family::V4 };
        let times = [wait::remaining(deadline), async_settings::current().dns_timeout];
        let found = waiting::address(host, family, times.into_iter().flatten().min());
        match found.map_err(|exit| ErrorCode::from(&announce(exit)))? {
            Ok(Some(found)) => address::resolve(kind, &found.to_string(), port),
            Ok(None) => Err(ErrorCode::DNSLOOKUP_RESOLVE_FAILED),
            Err(Wake::TimedOut) => Err(ErrorCode::DNSLOOKUP_RESOLVE_TIMEOUT),
            Err(_) => Err(ErrorCode(libc::ECANCELED)),
        }
    }

    fn close(&self) {
        self.0.closed.set(true);
        let registration = Rc::clone(&self.0);
        registration.end();
        // Who writes has more to lose, and hears of it first.
        for side in registration.sides.iter().rev() {
            if let Some(id) = side.waiting.get() {
                runtime::scheduler().wake(id, Wake::Ready);
            }
        }
    }
}

/// Whether a host is an address and no name; one with an interface's name is.
fn is_address(host: &str) -> bool {
    host.parse::<IpAddr>().is_ok() || host.contains('%')
}

/// The use of one direction.
#[derive(Default)]
struct Side {
    claimed: Cell<bool>,
    /// Who has claimed it last: none if it was not a coroutine, which can do what need not wait.
    user: Cell<Option<CoroutineId>>,
    /// Who waits.
    waiting: Cell<Option<CoroutineId>>,
}

/// The descriptor's place in the reactor.
#[derive(Default)]
struct Registration {
    place: RefCell<Option<(Weak<Reactor>, Token)>>,
    sides: [Side; 2],
    closed: Cell<bool>,
}

impl Registration {
    fn side(&self, direction: Direction) -> &Side {
        &self.sides[direction as usize]
    }

    fn is_waited_for(&self) -> bool {
        self.sides.iter().any(|side| side.waiting.get().is_some())
    }

    fn refuse_if_closed(&self) -> io::Result<()> {
        if self.closed.get() { Err(canceled()) } else { Ok(()) }
    }

    /// Whether the event loop that it was registered with is gone, and those who waited with it: in a forked child.
    fn is_stale(&self) -> bool {
        self.place.borrow().as_ref().is_some_and(|(reactor, _)| current(reactor).is_none())
    }

    fn register(self: &Rc<Self>, reactor: &Rc<Reactor>, fd: RawFd) -> io::Result<Token> {
        if let Some((known, token)) = &*self.place.borrow()
            && std::ptr::eq(known.as_ptr(), Rc::as_ptr(reactor))
        {
            return Ok(*token);
        }
        for side in &self.sides {
            side.waiting.set(None);
        }
        let handler = Rc::clone(self) as Rc<dyn Handler>;
        let added = reactor.add(fd, Interest::BOTH, Trigger::Edge, Lifetime::Background, handler);
        let token = added.inspect_err(|error| {
            if error.raw_os_error() == Some(libc::EEXIST) {
                let message = format!(
                    "descriptor {fd} belongs to Swoole\\Event or to another object: call Event::del() before a coroutine waits for it"
                );
                callback::warn(E_WARNING, &message);
            }
        })?;
        self.place.replace(Some((Rc::downgrade(reactor), token)));
        Ok(token)
    }

    /// Ends the registration. In a forked child there is none; what its parent has registered is its parent's, who shares it with the kernel.
    fn end(&self) {
        if let Some((reactor, token)) = self.place.take()
            && let Some(reactor) = current(&reactor)
        {
            reactor.remove(token);
        }
    }
}

/// A reactor, if it is still this process's. One of the parent's may be held by the stacks of its coroutines, which a forked child never enters.
fn current(reactor: &Weak<Reactor>) -> Option<Rc<Reactor>> {
    let current = Rc::clone(&looping::current_if_any()?.reactor);
    std::ptr::eq(Rc::as_ptr(&current), reactor.as_ptr()).then_some(current)
}

impl Handler for Registration {
    fn ready(self: Rc<Self>, reactor: &Rc<Reactor>, _: Token, ready: Readiness) {
        let happened = |direction| match direction {
            Direction::Read => ready.readable || ready.read_closed || ready.error,
            Direction::Write => ready.writable || ready.error,
        };
        for direction in [Direction::Read, Direction::Write] {
            if let Some(id) = self.side(direction).waiting.get().filter(|_| happened(direction)) {
                runtime::wake(reactor, id, Wake::Ready);
            }
            if reactor.is_stopped() {
                return;
            }
        }
    }

    fn cede(&self) -> bool {
        let cedes = !self.is_waited_for();
        if cedes {
            self.place.take();
        }
        cedes
    }
}

/// Throws or warns now: what returns from here on is but an [`io::Error`]. See [`check`].
fn announce(exit: Exit) -> io::Error {
    exit.announce();
    canceled()
}

fn canceled() -> io::Error {
    io::Error::from_raw_os_error(libc::ECANCELED)
}

fn taken(
    fd: RawFd,
    direction: Direction,
    user: Option<CoroutineId>,
    other: Option<CoroutineId>,
) -> Exit {
    let what = match direction {
        Direction::Read => "reading",
        Direction::Write => "writing",
    };
    let number = |id: Option<CoroutineId>| id.map_or(-1, |id| id.0 as i64);
    let (user, other) = (number(user), number(other));
    Exit::error(
        ErrorCode::CO_HAS_BEEN_BOUND,
        format!(
            "Socket#{fd} has already been bound to another coroutine#{user}, {what} of the same socket in coroutine#{other} at the same time is not allowed"
        ),
    )
}
