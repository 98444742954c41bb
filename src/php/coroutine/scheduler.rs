//! `Swoole\Coroutine\Scheduler`: functions to run in coroutines, with the event loop around them.

use std::cell::{Cell, RefCell};

use ext_php_rs::ffi::{zend_class_entry, zend_object};

use crate::error::ErrorCode;
use crate::php::boundary::{Exit, Outcome};
use crate::php::call::{Call, Rest};
use crate::php::callable::Callable;
use crate::php::callback::{self, Held};
use crate::php::coroutine::runtime;
use crate::php::looping;
use crate::php::object::{self, Gc, Handlers, Native};

static HANDLERS: Handlers = Handlers::new();

/// A function to run.
pub struct Wish {
    /// The function.
    pub callable: Callable,
    /// What to pass to it.
    pub arguments: Vec<Held>,
    /// In how many coroutines.
    pub times: i64,
}

/// The state of an object.
#[derive(Default)]
pub struct Scheduler {
    wishes: RefCell<Vec<Wish>>,
    started: Cell<bool>,
}

impl Native for Scheduler {
    fn handlers() -> &'static Handlers {
        &HANDLERS
    }

    fn new(_: *mut zend_object) -> Self {
        Self::default()
    }

    fn gc(&self, gc: &mut Gc) {
        for wish in self.wishes.borrow().iter() {
            wish.callable.gc(gc);
            wish.arguments.iter().for_each(|value| gc.add(value));
        }
    }
}

/// Gives the class its state.
pub fn class_init(class: &mut zend_class_entry) {
    object::attach::<Scheduler>(class);
}

/// `add(callable $func, mixed ...$param): void`
pub fn add(call: &mut Call) -> Outcome {
    let this = call.this::<Scheduler>();
    refuse_if_started(&this, "scheduler is running", "add")?;
    let (callable, arguments) = call.args::<(Callable, Rest)>()?;
    let arguments = arguments.0.iter().map(Held::copy_of).collect();
    this.wishes.borrow_mut().push(Wish { callable, arguments, times: 1 });
    Ok(())
}

/// `parallel(int $n, callable $func, mixed ...$param): void`
pub fn parallel(call: &mut Call) -> Outcome {
    let this = call.this::<Scheduler>();
    refuse_if_started(&this, "scheduler is running", "parallel")?;
    let (times, callable, arguments) = call.args::<(i64, Callable, Rest)>()?;
    let arguments = arguments.0.iter().map(Held::copy_of).collect();
    this.wishes.borrow_mut().push(Wish { callable, arguments, times });
    Ok(())
}

/// `start(): bool`
pub fn start(call: &mut Call) -> Outcome<bool> {
    call.args::<()>()?;
    let this = call.this::<Scheduler>();
    if this.started.get() {
        return Err(refusal("scheduler is started", "start"));
    }
    let wishes = this.wishes.take();
    if wishes.is_empty() {
        return Err(Exit::warn(ErrorCode::PHP_FATAL_ERROR, "no coroutine task"));
    }
    this.started.set(true);
    let done = run(wishes);
    this.started.set(false);
    done
}

/// Runs functions in coroutines, and the event loop until nothing is left to wait for.
///
/// # Errors
/// A loop runs already.
pub fn run(wishes: Vec<Wish>) -> Outcome<bool> {
    if looping::is_running() || runtime::is_inside() {
        return looping::run().map(|()| false);
    }
    looping::current()?;
    for Wish { callable, arguments, times } in wishes {
        let pass = |arguments: &[Held]| arguments.iter().map(|a| a.shallow_clone()).collect();
        for _ in 0..times {
            // One for which there is no room is left out, with a warning; the others run.
            runtime::create_or_warn(callable.copy(), pass(&arguments));
            stop_if_ended()?;
        }
    }
    looping::run()?;
    Ok(true)
}

/// A coroutine may have ended the script.
fn stop_if_ended() -> Outcome {
    if callback::pending() == callback::Pending::None && callback::exception().is_null() {
        return Ok(());
    }
    Err(Exit::Pending)
}

fn refuse_if_started(this: &Scheduler, why: &str, method: &str) -> Outcome {
    if this.started.get() { Err(refusal(why, method)) } else { Ok(()) }
}

fn refusal(why: &str, method: &str) -> Exit {
    let message = format!("{why}, unable to execute Swoole\\Coroutine\\Scheduler->{method}");
    Exit::warn(ErrorCode::PHP_FATAL_ERROR, message)
}
