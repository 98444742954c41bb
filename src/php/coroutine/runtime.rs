//! The coroutines of this process: the engine's scheduler over PHP's fiber contexts, and the one way to wait.
//!
//! Everything that blocks asks here. In a coroutine it registers for its event and calls [`wait`]; whoever sees the event calls [`wake`]. Outside of one
//! it blocks. Nothing that a frame on a coroutine's stack borrows may outlive a wait: others run meanwhile.
//!
//! What ends a script (an uncaught exception, a fatal error) is caught at the coroutine's entry and pending from then on; control goes back to who
//! entered the coroutine, frame by frame, until PHP is told again (see [`crate::php::callback`]).

use std::cell::{Cell, OnceCell, RefCell};
use std::ffi::c_void;
use std::fmt::Display;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::ptr::{self, NonNull};
use std::rc::Rc;
use std::time::Duration;

use ext_php_rs::ffi::{self, zend_execute_data};
use ext_php_rs::types::Zval;

use crate::coroutine::{self, CoroutineId, How, Limits, Scheduler, Switch, Wake};
use crate::error::ErrorCode;
use crate::log;
use crate::php::boundary::{Exit, Outcome};
use crate::php::callable::Callable;
use crate::php::callback::{self, Called, Held};
use crate::php::coroutine::{options, preempt};
use crate::php::fiber::{Context, Pool};
use crate::php::{classes, fiber, looping};
use crate::reactor::{Lifetime, Reactor};
use crate::sys::clock;
use crate::timer::TimerId;

/// Coroutines of a process at most, unless the script says otherwise.
pub const MOST: usize = 100_000;
/// Bytes of a coroutine's C stack, unless the script says otherwise. Only what is used costs memory.
pub const STACK_SIZE: usize = 2 << 20;

/// A coroutine as PHP has it.
pub type Coroutine = coroutine::Coroutine<Task>;

/// What a coroutine does, and what PHP keeps with it.
pub struct Task {
    work: Cell<Option<Work>>,
    context: Cell<Option<NonNull<Context>>>,
    /// Where it waits, for traces.
    frame: Cell<*mut zend_execute_data>,
    /// It does not make way however long it computes.
    undisturbed: Cell<bool>,
    extras: OnceCell<Box<Extras>>,
}

/// What few coroutines have.
#[derive(Default)]
pub struct Extras {
    /// What to call at its end, last first.
    pub defers: RefCell<Vec<Callable>>,
    /// Its `Coroutine\Context`, once asked for.
    pub storage: RefCell<Option<Held>>,
    /// The exception with which PHP gives up the fiber that it waits in.
    forced: RefCell<Option<Held>>,
    /// Its time limit.
    limit: RefCell<Option<Timer>>,
}

enum Work {
    Call(Callable, Vec<Zval>),
    Run(Box<dyn FnOnce()>),
}

impl Task {
    #[inline(always)]
    fn new(work: Work) -> Self {
        Self {
            work: Cell::new(Some(work)),
            context: Cell::new(None),
            frame: Cell::new(ptr::null_mut()),
            undisturbed: Cell::new(false),
            extras: OnceCell::new(),
        }
    }

    /// What few coroutines have, made now if need be.
    pub fn extras(&self) -> &Extras {
        self.extras.get_or_init(Box::default)
    }

    /// Bytes of its VM stack.
    pub fn stack_usage(&self) -> usize {
        // SAFETY: the contexts of coroutines that are there are live.
        self.context.get().map_or(0, |context| unsafe { context.as_ref() }.stack_usage())
    }

    /// Whether it never makes way.
    pub fn is_undisturbed(&self) -> bool {
        self.undisturbed.get()
    }

    /// Says whether it never makes way, and whether that is new.
    pub fn leave_undisturbed(&self, on: bool) -> bool {
        self.undisturbed.replace(on) != on
    }

    /// The frame in which it waits; null before it has.
    pub fn frame(&self) -> *mut zend_execute_data {
        self.frame.get()
    }
}

impl Drop for Task {
    fn drop(&mut self) {
        // Arguments that were never passed on: dropped where a destructor that fails is caught.
        if let Some(Work::Call(_, arguments)) = self.work.take() {
            arguments.into_iter().map(Held::new).for_each(drop);
        }
    }
}

/// Passes control by switching contexts.
pub struct Contexts {
    /// Those that are free.
    pub pool: Pool,
}

impl Switch for Contexts {
    type Task = Task;

    #[inline(always)]
    fn enter(&self, coroutine: &Rc<Coroutine>) {
        let context = match coroutine.task.context.get() {
            Some(context) => context,
            None => {
                let Some(context) = self.pool.take() else {
                    coroutine.end();
                    return;
                };
                // SAFETY: the pool's contexts are live.
                unsafe { context.as_ref() }.load(Rc::as_ptr(coroutine).cast());
                coroutine.task.context.set(Some(context));
                context
            }
        };
        // SAFETY: it is loaded with this coroutine, or has left from it; the scheduler enters no coroutine that runs.
        unsafe { context.as_ref().enter() };
    }

    #[inline(always)]
    fn leave(&self, coroutine: &Rc<Coroutine>) {
        let Some(context) = coroutine.task.context.get() else { return };
        // SAFETY: the executor globals live as long as the engine; this is the coroutine that runs, on its context.
        unsafe {
            coroutine.task.frame.set(ffi::executor_globals.current_execute_data);
            let forced = context.as_ref().leave();
            if forced.is_some() {
                *coroutine.task.extras().forced.borrow_mut() = forced;
            }
        }
    }

    fn ended(&self, coroutine: &Rc<Coroutine>) {
        if let Some(context) = coroutine.task.context.take() {
            // After a fatal error its stacks are in an unknown state, and the process is about to end.
            if callback::pending() != callback::Pending::Bailout {
                self.pool.give_back(context);
            }
        }
    }

    /// At the end of the loop's turn: what was put off before comes first.
    fn joined(&self, by: CoroutineId) {
        // It has waited for that, so there is a loop.
        if let Some(current) = looping::current_if_any() {
            current.reactor.defer(move |reactor| {
                scheduler().joined(by);
                looping::settle(reactor);
            });
        }
    }
}

struct OfThePhpThread(Scheduler<Contexts>);

/// One thread runs PHP: we are built for a PHP without threads.
const _: () = assert!(ffi::USING_ZTS == 0, "PHP with threads is not supported");

// SAFETY: only that thread asks for it.
unsafe impl Sync for OfThePhpThread {}

static SCHEDULER: OfThePhpThread = OfThePhpThread(Scheduler::new(
    Contexts { pool: Pool::new(body, STACK_SIZE) },
    Limits { most: MOST },
));

/// The coroutines of this process.
#[inline(always)]
pub fn scheduler() -> &'static Scheduler<Contexts> {
    &SCHEDULER.0
}

/// Whether a coroutine runs.
pub fn is_inside() -> bool {
    scheduler().is_inside()
}

/// Whether any coroutine is there.
pub fn any() -> bool {
    count() > 0
}

/// How many there are.
pub fn count() -> usize {
    scheduler().count()
}

/// The coroutine that runs.
///
/// # Errors
/// Throws: none does.
pub fn current() -> Outcome<Rc<Coroutine>> {
    scheduler().current().ok_or_else(outside)
}

/// Its number.
///
/// # Errors
/// As [`current`].
pub fn current_id() -> Outcome<CoroutineId> {
    scheduler().current_id().ok_or_else(outside)
}

fn outside() -> Exit {
    Exit::error(ErrorCode::CO_OUT_OF_COROUTINE, "API must be called in the coroutine")
}

/// Runs a callable in a new coroutine, until it first waits.
///
/// # Errors
/// A warning: there are too many.
#[inline(always)]
pub fn create(callable: Callable, arguments: Vec<Zval>) -> Outcome<CoroutineId> {
    start(Work::Call(callable, arguments))
        .map_err(|most| Exit::warn(ErrorCode::PHP_FATAL_ERROR, too_many(most)))
}

/// As [`create`], for several in a row: there being too many is a warning, and the others run.
pub fn create_or_warn(callable: Callable, arguments: Vec<Zval>) {
    if let Err(most) = start(Work::Call(callable, arguments)) {
        callback::warn(ffi::E_WARNING, &too_many(most));
    }
}

#[cold]
fn too_many(most: usize) -> String {
    format!("exceed max number of coroutine {most}")
}

/// How a callback of an event was begun.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Begun {
    /// Without a coroutine, or not at all since the script is ending.
    Plain,
    /// In this coroutine.
    In(CoroutineId),
    /// Not at all: there are too many coroutines.
    TooMany,
}

/// Calls a callback of an event: in a coroutine of its own, until it first waits, unless callbacks run without. Arguments are taken (left null).
/// `handler` names it, should there be too many coroutines: a warning, and it is not called.
pub fn call_event(handler: &dyn Display, callable: &Callable, arguments: &mut [Zval]) -> Called {
    begin_event(handler, callable, arguments).0
}

/// [`call_event`] that says in which coroutine the callback runs.
pub fn begin_event(
    handler: &dyn Display,
    callable: &Callable,
    arguments: &mut [Zval],
) -> (Called, Begun) {
    if !options::events_are_coroutines() {
        return (callback::call(callable, arguments), Begun::Plain);
    }
    if callback::pending() != callback::Pending::None || !callback::exception().is_null() {
        return (Called::Stopped, Begun::Plain);
    }
    let arguments = arguments.iter_mut().map(std::mem::take).collect();
    let started = start(Work::Call(callable.copy(), arguments));
    if let Err(most) = started {
        callback::warn(ffi::E_WARNING, &too_many(most));
        callback::warn(ffi::E_WARNING, &format!("{handler} handler error"));
    }
    (callback::settle(), started.map_or(Begun::TooMany, Begun::In))
}

/// Runs something of ours in a new coroutine, until it first waits. There being too many is a line in the log; says whether it was begun.
pub fn spawn(run: impl FnOnce() + 'static) -> bool {
    let started = start(Work::Run(Box::new(run)));
    if let Err(most) = &started {
        log::warning(format_args!(
            "exceed max number of coroutine {most}: a callback is not called"
        ));
    }
    started.is_ok()
}

#[inline(always)]
fn start(work: Work) -> Result<CoroutineId, usize> {
    if preempt::is_wanted() {
        preempt::ensure();
    }
    scheduler().create(Task::new(work), clock::coarse()).map_err(|(too_many, _)| too_many.0)
}

/// What every context runs for each of its coroutines.
fn body(coroutine: *const c_void) {
    // SAFETY: the context was loaded with a coroutine, which the scheduler keeps until it has ended.
    let coroutine = unsafe { &*coroutine.cast::<Coroutine>() };
    if catch_unwind(AssertUnwindSafe(|| perform(coroutine))).is_err() {
        log::error(format_args!("internal error: a panic has ended coroutine {}", coroutine.id));
    }
    coroutine.end();
}

fn perform(coroutine: &Coroutine) {
    match coroutine.task.work.take() {
        Some(Work::Call(callable, mut arguments)) => {
            drop(callback::call(&callable, &mut arguments));
        }
        Some(Work::Run(run)) => run(),
        None => {}
    }
    if let Some(extras) = coroutine.task.extras.get() {
        finish(extras);
    }
    callback::end_output();
    callback::settle();
}

/// What is left to do when a coroutine's function has ended, by an exception or not. Those that run may put off more, and wait.
#[cold]
fn finish(extras: &Extras) {
    callback::despite_end(|| {
        while let Some(last) = { extras.defers.borrow_mut().pop() } {
            drop(callback::call(&last, &mut []));
        }
    });
    let storage = extras.storage.take();
    drop(storage);
}

/// Makes the coroutine that runs wait until somebody wakes it, or `limit` has passed.
///
/// # Errors
/// To be returned at once: a `CanceledException` or what unwinds the coroutine is on its way.
#[inline(always)]
pub fn wait(how: How, limit: Option<Duration>) -> Result<Wake, Exit> {
    // Whoever is to wake it needs the loop, which a script runs at its end.
    looping::ensure()?;
    let timer = match limit {
        Some(limit) => Some(Timer::start(current_id()?, limit)?),
        None if is_inside() => None,
        None => return Err(outside()),
    };
    let (coroutine, wake) = scheduler().wait(how);
    drop(timer);
    if coroutine.task.extras.get().is_some_and(|extras| extras.forced.borrow().is_some()) {
        return Err(give_up(&coroutine));
    }
    match wake {
        Wake::Thrown | Wake::Expired | Wake::Abandoned => Err(throw(wake)),
        wake => Ok(wake),
    }
}

/// PHP gives up the fiber in which the coroutine has waited.
#[cold]
fn give_up(coroutine: &Coroutine) -> Exit {
    let forced = coroutine.task.extras().forced.take();
    scheduler().forget(coroutine.id);
    if let Some(exception) = forced {
        callback::throw_object(exception);
    }
    Exit::Pending
}

#[cold]
fn throw(wake: Wake) -> Exit {
    match wake {
        Wake::Thrown => callback::throw_plain(&classes::SWOOLE_COROUTINE_CANCELED_EXCEPTION),
        Wake::Expired => callback::throw_plain(&classes::SWOOLE_COROUTINE_TIMEOUT_EXCEPTION),
        _ => callback::unwind(),
    }
    Exit::Pending
}

/// Gives the coroutine that runs so long to end, in the place of what it was given before; none is for ever. What it waits for by then ends with a
/// `TimeoutException`; a wait that cannot be ended is let pass first.
///
/// # Errors
/// No coroutine runs, or there is no event loop to be had.
pub fn limit_time(limit: Option<Duration>) -> Outcome {
    let coroutine = current()?;
    let timer = limit.map(|limit| expire_after(coroutine.id, limit)).transpose()?;
    let before = coroutine.task.extras().limit.replace(timer);
    drop(before);
    Ok(())
}

/// How soon an end is tried again that could not be brought about.
const NOT_YET: Duration = Duration::from_millis(10);

fn expire_after(id: CoroutineId, limit: Duration) -> Outcome<Timer> {
    let reactor = Rc::clone(&looping::current()?.reactor);
    let late = move |reactor: &Rc<Reactor>, _| {
        let Some(coroutine) = scheduler().get(id) else { return };
        if coroutine.is_waiting() && scheduler().interrupt(id, Wake::Expired).is_ok() {
            looping::settle(reactor);
        } else if let Ok(again) = expire_after(id, NOT_YET) {
            let before = coroutine.task.extras().limit.replace(Some(again));
            drop(before);
        }
    };
    let timer = reactor.add_timer(limit, false, Lifetime::Foreground, Rc::new(late));
    Ok(Timer { reactor, id: timer })
}

/// The timer of a wait; gone with it.
struct Timer {
    reactor: Rc<Reactor>,
    id: TimerId,
}

impl Timer {
    fn start(coroutine: CoroutineId, limit: Duration) -> Outcome<Self> {
        let reactor = Rc::clone(&looping::current()?.reactor);
        let late = move |reactor: &Rc<Reactor>, _| wake(reactor, coroutine, Wake::TimedOut);
        let id = reactor.add_timer(limit, false, Lifetime::Foreground, Rc::new(late));
        Ok(Self { reactor, id })
    }
}

impl Drop for Timer {
    fn drop(&mut self) {
        self.reactor.remove_timer(self.id);
    }
}

/// Wakes a coroutine from the event loop. Nothing happens if it waits no longer.
pub fn wake(reactor: &Reactor, id: CoroutineId, why: Wake) {
    scheduler().wake(id, why);
    looping::settle(reactor);
}

/// Makes the coroutine that runs wait for so long.
///
/// # Errors
/// As [`wait`].
pub fn sleep(time: Duration) -> Outcome<bool> {
    Ok(wait(How::Event, Some(time))? == Wake::TimedOut)
}

/// For every forked child, also a script's own (`pcntl_fork()`): what its parent's coroutines wait for is not its own.
pub fn forked() {
    scheduler().leave_waiting();
}

/// For a forked child of ours: it has none of its parent's coroutines, and the code that runs is no coroutine's.
pub fn begin_anew() {
    scheduler().begin_anew();
}

/// For the end of a request: every coroutine that still waits unwinds, without running the script's code, and the contexts go.
pub fn end_request(failed: bool) {
    let scheduler = scheduler();
    if !failed {
        for id in scheduler.ids().into_iter().rev() {
            scheduler.wake(id, Wake::Abandoned);
            callback::take_pending();
            scheduler.forget(id);
        }
        scheduler.switch().pool.clear();
    }
    fiber::end_request();
}
