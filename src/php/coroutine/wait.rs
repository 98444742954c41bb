//! What coroutines wait for beside time and each other: descriptors, work that threads do, addresses of names.

use std::cell::Cell;
use std::net::IpAddr;
use std::os::fd::RawFd;
use std::rc::Rc;
use std::time::Duration;

use crate::aio::{self, Leaving};
use crate::coroutine::{CoroutineId, How, Wake};
use crate::dns::system::{self, Wanted};
use crate::dns::{self, Family, cache};
use crate::error::{ErrorCode, Failure};
use crate::log;
use crate::php::boundary::{Exit, Outcome};
use crate::php::coroutine::runtime;
use crate::php::looping;
use crate::reactor::{Handler, Interest, Lifetime, Reactor, Readiness, Token, Trigger};
use crate::sys::clock;

/// How a wait ended: with what was waited for, or why without.
pub type Waited<T> = Result<T, Wake>;

/// Makes the coroutine that runs wait until something can be done with a descriptor.
///
/// # Errors
/// As [`runtime::wait`]. Quietly, with a line in the log: the descriptor cannot be waited for, or somebody does so already.
pub fn ready(fd: RawFd, interest: Interest, limit: Option<Duration>) -> Outcome<Waited<Readiness>> {
    let waiting = Rc::new(Waiting { who: runtime::current_id()?, ready: Cell::new(None) });
    let reactor = Rc::clone(&looping::current()?.reactor);
    let handler = Rc::clone(&waiting) as Rc<dyn Handler>;
    let added = reactor.add(fd, interest, Trigger::Edge, Lifetime::Foreground, handler);
    let token = added.map_err(|error| {
        log::sys_warning(&error, format_args!("cannot wait for the descriptor {fd}"));
        Exit::quiet(ErrorCode::from(&error))
    })?;
    let woken = runtime::wait(How::Event, limit);
    reactor.remove(token);
    Ok(match (woken?, waiting.ready.get()) {
        (Wake::Ready, Some(ready)) => Ok(ready),
        (wake, _) => Err(wake),
    })
}

struct Waiting {
    who: CoroutineId,
    ready: Cell<Option<Readiness>>,
}

impl Handler for Waiting {
    fn ready(self: Rc<Self>, reactor: &Rc<Reactor>, token: Token, ready: Readiness) {
        self.ready.set(Some(ready));
        reactor.remove(token);
        runtime::wake(reactor, self.who, Wake::Ready);
    }
}

/// How long a coroutine waits before each further attempt at what nobody tells it of, such as a lock that another process has: at first unnoticed by
/// people, later no load. It goes on for ever.
pub fn pauses() -> impl Iterator<Item = Duration> {
    const FIRST: Duration = Duration::from_millis(1);
    const LONGEST: Duration = Duration::from_millis(16);
    std::iter::successors(Some(FIRST), |pause| Some((*pause * 2).min(LONGEST)))
}

/// Has something done by a thread while the coroutine that runs waits.
///
/// # Errors
/// As [`runtime::wait`]. A warning: there is no thread to be had, or it has failed for an internal reason.
pub fn work<T: Send + 'static>(
    leaving: Leaving,
    limit: Option<Duration>,
    work: impl FnOnce() -> T + Send + 'static,
) -> Outcome<Waited<T>> {
    let who = runtime::current_id()?;
    let reactor = Rc::clone(&looping::current()?.reactor);
    let result = Rc::new(Cell::new(None));
    let place = Rc::clone(&result);
    let done = move |reactor: &Rc<Reactor>, value| {
        place.set(value);
        runtime::wake(reactor, who, Wake::Ready);
    };
    let ticket = aio::submit(&reactor, leaving, work, done).map_err(|error| {
        Exit::warn_failure(Failure::system("starting a thread for what would block", &error))
    })?;
    let woken = runtime::wait(How::Event, limit);
    drop(ticket);
    match (woken?, result.take()) {
        (Wake::Ready, Some(value)) => Ok(Ok(value)),
        (Wake::Ready, None) => {
            Err(Exit::warn(ErrorCode::AIO_BAD_REQUEST, "internal error: a thread has panicked"))
        }
        (wake, _) => Ok(Err(wake)),
    }
}

/// An address of a name as the system finds it; none if it finds none. What was found is kept for a while.
///
/// # Errors
/// As [`work`].
pub fn address(
    name: &str,
    family: Family,
    limit: Option<Duration>,
) -> Outcome<Waited<Option<IpAddr>>> {
    if let Some(known) = cache::get(name, family, clock::coarse()) {
        return Ok(Ok(Some(known)));
    }
    let wanted = Wanted::address(name, family);
    let found = work(Leaving::Goes, limit, move || system::lookup(&wanted))?;
    Ok(found.map(|found| {
        let address = dns::choose(&found.ok()?)?;
        cache::put(name, family, address, clock::coarse());
        Some(address)
    }))
}
