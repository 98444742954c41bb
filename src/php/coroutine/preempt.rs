//! Preemption: a coroutine that computes for ten milliseconds makes way for the others, if the script has asked for that.
//!
//! A thread rings every five milliseconds, by setting the flag that the engine looks at between opcodes. The engine then calls [`heard`], in the thread that
//! runs PHP and never inside a native function: a coroutine to which two rings have come without control passing in between waits until the event
//! loop has had a turn.

use std::cell::{Cell, RefCell};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use ext_php_rs::ffi::{self, zend_execute_data};

use crate::coroutine::ticker::Ticker;
use crate::coroutine::{How, Wake};
use crate::log;
use crate::php::coroutine::runtime::{self, scheduler};
use crate::php::{boundary, callback, ini, looping, version};

/// Half of what a coroutine may compute at a stretch.
const PERIOD: Duration = Duration::from_millis(5);

/// Whether the script wants it. Only the thread that runs PHP asks.
static WANTED: AtomicBool = AtomicBool::new(false);

thread_local! {
    static TICKER: RefCell<Option<Ticker>> = const { RefCell::new(None) };
    /// How often control had passed when the last ring was heard.
    static PASSES: Cell<u64> = const { Cell::new(0) };
}

/// Has the engine call us when it is interrupted. For the start of the module: the JIT compiles a call of whoever is there then, and of nobody else.
pub fn hook() {
    version::hook_interrupts(heard);
}

/// Says whether coroutines make way.
pub fn want(on: bool) {
    WANTED.store(on, Ordering::Relaxed);
    if !on {
        let ticker = TICKER.take();
        drop(ticker);
    }
}

/// For the start of a request: as php.ini says.
pub fn begin_request() {
    want(ini::on(c"swoole.enable_preemptive_scheduler"));
}

/// Whether coroutines make way; each new one asks.
#[inline(always)]
pub fn is_wanted() -> bool {
    WANTED.load(Ordering::Relaxed)
}

/// Sees to it that the thread is there, also in a forked child.
#[cold]
pub fn ensure() {
    if TICKER.with_borrow(|ticker| ticker.as_ref().is_some_and(Ticker::is_here)) {
        return;
    }
    match Ticker::start(PERIOD, version::interrupt) {
        Ok(ticker) => {
            let before = TICKER.replace(Some(ticker));
            drop(before);
        }
        Err(error) => {
            want(false);
            log::warning(format_args!("coroutines do not make way: {error}"));
        }
    }
}

/// The engine was interrupted, by a ring or for another reason.
unsafe extern "C" fn heard(_: *mut zend_execute_data) {
    if !is_wanted() {
        return;
    }
    if catch_unwind(AssertUnwindSafe(make_way)).is_err() {
        log::error(format_args!("internal error: a panic in the interruption of a coroutine"));
    }
    // SAFETY: the engine called us between two opcodes, and nothing here needs dropping.
    unsafe { boundary::raise(callback::take_pending()) };
}

fn make_way() {
    TICKER.with_borrow(|ticker| ticker.as_ref().map(Ticker::answer));
    let passes = scheduler().passes();
    if PASSES.replace(passes) != passes || !is_due() {
        return;
    }
    let (Ok(id), Ok(current)) = (runtime::current_id(), looping::current()) else { return };
    current.reactor.defer(move |reactor| runtime::wake(reactor, id, Wake::Ready));
    // What unwinds the coroutine is on its way, should it not be woken for that.
    let _ = runtime::wait(How::Bound, None);
}

/// Whether the code that runs may be interrupted.
fn is_due() -> bool {
    let may = scheduler().current().is_some_and(|current| !current.task.is_undisturbed());
    // SAFETY: the engine's globals live as long as the process.
    may && callback::pending() == callback::Pending::None
        && callback::exception().is_null()
        && unsafe { !ffi::zend_fiber_switch_blocked() }
}
