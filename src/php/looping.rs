//! The event loop of a PHP script: what `Swoole\Event` and `Swoole\Timer` register, and when it is run.
//!
//! There is one per process, over the reactor of the thread. It is made when first used, run by `Event::wait()` or, if nobody called
//! that, in a shutdown function, and torn down when it has ended: the next use makes a new one, whose timers count from 1.
//!
//! ```text
//! first use -> shutdown function registered -> wait() or end of script -> run -> teardown
//! ```
//!
//! A server runs the reactor itself: it calls [`suppress`] in its processes. A forked child that inherits a loop drops it.

use std::cell::{Cell, RefCell};
use std::io;
use std::rc::Rc;
use std::sync::atomic::AtomicU64;
use std::sync::atomic::Ordering::Relaxed;

use ext_php_rs::ffi::{
    E_COMPILE_ERROR, E_CORE_ERROR, E_DEPRECATED, E_ERROR, E_PARSE, E_RECOVERABLE_ERROR,
    E_USER_ERROR, ext_php_rs_process_globals,
};

use crate::error::ErrorCode;
use crate::php::boundary::{Exit, Outcome};
use crate::php::callable::Callable;
use crate::php::callback::{self, Called};
use crate::php::convert;
use crate::php::coroutine::{self, deadlock, options, runtime};
use crate::php::event::watch::Watches;
use crate::php::process::signals::Signals;
use crate::php::timer::Timers;
use crate::reactor::{self, Reactor};
use crate::sys::process;

/// What PHP code has registered, and the reactor that serves it.
pub struct EventLoop {
    /// The reactor of the thread.
    pub reactor: Rc<Reactor>,
    /// Descriptors.
    pub watches: Watches,
    /// Timers.
    pub timers: Timers,
    /// Signals.
    pub signals: Signals,
    /// Whether there is a function for the beginning and one for the end of each round.
    pub cycles: [Cell<bool>; 2],
    process: u32,
}

thread_local! {
    static LOOP: RefCell<Option<Rc<EventLoop>>> = const { RefCell::new(None) };
    /// Whether the shutdown function of this request is registered.
    static AT_END: Cell<bool> = const { Cell::new(false) };
    static SUPPRESSED: Cell<bool> = const { Cell::new(false) };
    /// Whether the end of the script was marked.
    static ENDING: Cell<bool> = const { Cell::new(false) };
}

/// The process that has made `LOOP`, by its generation and one, while that is there. Every wait asks, and only the thread that runs PHP.
static MADE_IN: AtomicU64 = AtomicU64::new(0);

/// The loop, made now if there is none.
///
/// # Errors
/// A warning if the system has no descriptor left for it.
pub fn current() -> Outcome<Rc<EventLoop>> {
    if let Some(current) = current_if_any() {
        return Ok(current);
    }
    let reactor = reactor::current().map_err(|error| {
        Exit::warn(ErrorCode::from(&error), format!("cannot create the event loop: {error}"))
    })?;
    if !reactor.is_running() {
        // As in the reference, whose scripts see the turns (`Event::cycle()`, `Event::dispatch()`).
        reactor.hold_timers_for_a_turn();
    }
    let made = Rc::new(EventLoop {
        reactor,
        watches: Watches::default(),
        timers: Timers::default(),
        signals: Signals::default(),
        cycles: [Cell::new(false), Cell::new(false)],
        process: process::generation(),
    });
    LOOP.set(Some(Rc::clone(&made)));
    MADE_IN.store(u64::from(made.process) + 1, Relaxed);
    register_at_end()?;
    Ok(made)
}

/// Makes the loop if there is none.
///
/// # Errors
/// As [`current`].
#[inline]
pub fn ensure() -> Outcome {
    let made = MADE_IN.load(Relaxed) == u64::from(process::generation()) + 1;
    if made { Ok(()) } else { make() }
}

#[cold]
fn make() -> Outcome {
    current().map(|_| ())
}

/// The loop, if one was made in this process.
pub fn current_if_any() -> Option<Rc<EventLoop>> {
    let found = LOOP.with_borrow(Option::clone)?;
    let reactor = reactor::current_if_any();
    if !reactor.as_ref().is_some_and(|reactor| Rc::ptr_eq(reactor, &found.reactor)) {
        // A server has discarded the reactor and begins anew.
        let old = LOOP.take();
        MADE_IN.store(0, Relaxed);
        drop((found, old));
        return None;
    }
    if found.process != process::generation() {
        // The kernel shares the parent's epoll instance with us; whatever we took out of it would be missing there.
        drop(found);
        forget();
        return None;
    }
    Some(found)
}

/// Drops what the script has registered and the thread's reactor, without touching what the kernel knows of it. A forked child
/// calls this first of all.
pub fn forget() {
    let old = LOOP.take();
    MADE_IN.store(0, Relaxed);
    reactor::discard();
    drop(old);
}

/// While on, the end of the script does not run the loop: a server does, in this process and those that it forks.
pub fn suppress(on: bool) {
    SUPPRESSED.set(on);
}

/// Runs the loop until nothing is left to wait for, and takes it down.
///
/// # Errors
/// A warning if waiting failed.
pub fn run() -> Outcome {
    let Some(current) = current_if_any() else { return Ok(()) };
    if current.reactor.is_running() || runtime::is_inside() {
        callback::warn(E_ERROR, "Unable to call Event::wait() in coroutine");
        return Err(Exit::Pending);
    }
    let ended = run_until_allowed(&current.reactor);
    if !current.reactor.is_stopped() {
        current.signals.deliver(&current.reactor);
    }
    drop(current);
    deadlock::report();
    teardown();
    ended.map_err(|error| Exit::warn(ErrorCode::from(&error), format!("waiting failed: {error}")))
}

/// Runs until nothing is left to wait for, and the script agrees. If it does not, a signal may come to change its mind.
fn run_until_allowed(reactor: &Rc<Reactor>) -> io::Result<()> {
    reactor.run()?;
    while !reactor.is_over() && !options::loop_may_end() {
        reactor.turn(None)?;
        reactor.run()?;
    }
    Ok(())
}

/// Runs the loop at the end of the script, unless an error has ended that.
///
/// # Errors
/// As [`run`].
pub fn run_at_end() -> Outcome {
    if SUPPRESSED.get() || current_if_any().is_none() || failed() {
        return Ok(());
    }
    if !current_if_any().is_some_and(|current| current.reactor.has_work()) && !runtime::any() {
        return run();
    }
    callback::warn(E_DEPRECATED, "Event::wait() in shutdown function is deprecated");
    run()
}

/// Whether the loop runs.
pub fn is_running() -> bool {
    current_if_any().is_some_and(|current| current.reactor.is_running())
}

/// Ends the loop after this round; one that is not running loses all that was registered.
pub fn exit() {
    let Some(current) = current_if_any() else { return };
    if current.reactor.is_running() {
        current.reactor.finish();
    } else {
        drop(current);
        teardown();
    }
}

/// Takes the loop down: everything that was registered is released.
pub fn teardown() {
    let Some(current) = current_if_any() else { return };
    LOOP.set(None);
    MADE_IN.store(0, Relaxed);
    reactor::discard();
    // Also where somebody else still holds the reactor, no PHP value may outlive the request in it.
    current.reactor.clear();
    current.watches.clear();
    current.timers.forget();
    current.signals.clear();
}

/// For the start of a request.
pub fn begin_request() {
    coroutine::begin_request();
    AT_END.set(false);
    ENDING.set(false);
}

/// Marks the end of the script; says whether that is new.
pub fn mark_end() -> bool {
    !ENDING.replace(true)
}

/// For the end of a request.
pub fn end_request() {
    crate::php::coroutine::end_request(failed());
    teardown();
    callback::settle();
}

/// Every call from the loop into PHP ends here: a script that has ended stops the loop.
pub fn after(reactor: &Reactor, called: Called) {
    let ended = !matches!(called, Called::Returned(_));
    drop(called);
    settle(reactor);
    if ended {
        reactor.stop();
    }
}

/// What was released may have run destructors that failed.
pub fn settle(reactor: &Reactor) {
    if !matches!(callback::settle(), Called::Returned(_)) {
        reactor.stop();
    }
}

fn register_at_end() -> Outcome {
    if SUPPRESSED.get() || AT_END.replace(true) {
        return Ok(());
    }
    let register = Callable::resolve(&convert::string(b"register_shutdown_function"))
        .map_err(|reason| Exit::warn(ErrorCode::OPERATION_NOT_SUPPORT, reason))?;
    callback::call_through(&register, &mut [convert::string(b"swoole_event_rshutdown")])?;
    Ok(())
}

/// Whether a fatal error or an uncaught exception has ended the script.
fn failed() -> bool {
    const FATAL: u32 =
        E_ERROR | E_CORE_ERROR | E_COMPILE_ERROR | E_USER_ERROR | E_RECOVERABLE_ERROR | E_PARSE;
    // SAFETY: PHP's globals live as long as the process.
    let last = unsafe { (*ext_php_rs_process_globals()).last_error_type };
    last as u32 & FATAL != 0 || callback::pending() != callback::Pending::None
}
