//! `Swoole\Atomic`, and the namespace of that name.

pub mod long;

use crate::error::ErrorCode;
use crate::memory::atomic::Counter;
use crate::php::boundary::{Exit, Outcome};
use crate::php::call::{Call, Opt};
use crate::php::object::{self, Handlers, Native};
use ext_php_rs::ffi::{zend_class_entry, zend_object};
use std::cell::OnceCell;
use std::io;
use std::rc::Rc;
use std::time::Duration;

/// The state of an object: made by the constructor, or at first use where that was not called.
#[derive(Default)]
pub struct Atomic {
    counter: OnceCell<Counter>,
}

static HANDLERS: Handlers = Handlers::new();

impl Native for Atomic {
    fn handlers() -> &'static Handlers {
        &HANDLERS
    }

    fn new(_: *mut zend_object) -> Self {
        Self::default()
    }
}

/// Gives the class its native state.
pub fn class_init(class: &mut zend_class_entry) {
    object::attach::<Atomic>(class);
}

impl Atomic {
    #[inline]
    fn counter(&self) -> Outcome<&Counter> {
        match self.counter.get() {
            Some(counter) => Ok(counter),
            None => {
                let counter = Counter::new(0).map_err(out_of_memory)?;
                Ok(self.counter.get_or_init(|| counter))
            }
        }
    }
}

/// There is no shared memory for a counter.
fn out_of_memory(error: io::Error) -> Exit {
    Exit::throw(ErrorCode::from(&error), format!("unable to allocate shared memory: {error}"))
}

fn this(call: &Call) -> Rc<Atomic> {
    call.this()
}

/// `__construct(int $value = 0)`
pub fn construct(call: &mut Call) -> Outcome {
    let (value,) = call.args::<(Opt<i64>,)>()?;
    this(call).counter()?.set(value.or(0) as u32);
    Ok(())
}

/// `add(int $add_value = 1): int`
pub fn add(call: &mut Call) -> Outcome<u32> {
    let (value,) = call.args::<(Opt<i64>,)>()?;
    Ok(this(call).counter()?.add(value.or(1) as u32))
}

/// `sub(int $sub_value = 1): int`
pub fn sub(call: &mut Call) -> Outcome<u32> {
    let (value,) = call.args::<(Opt<i64>,)>()?;
    Ok(this(call).counter()?.sub(value.or(1) as u32))
}

/// `get(): int`
pub fn get(call: &mut Call) -> Outcome<u32> {
    call.args::<()>()?;
    Ok(this(call).counter()?.get())
}

/// `set(int $value): void`
pub fn set(call: &mut Call) -> Outcome {
    let (value,) = call.args::<(i64,)>()?;
    this(call).counter()?.set(value as u32);
    Ok(())
}

/// `wait(float $timeout = 1.0): bool`
pub fn wait(call: &mut Call) -> Outcome<bool> {
    let (timeout,) = call.args::<(Opt<f64>,)>()?;
    let waited = this(call).counter()?.wait(limit(timeout.or(1.0)));
    if let Err(error) = &waited {
        // What swoole_errno() returns.
        nix::errno::Errno::from_raw(error.raw_os_error().unwrap_or(libc::EAGAIN)).set();
    }
    Ok(waited.is_ok())
}

/// `wakeup(int $count = 1): bool`
pub fn wakeup(call: &mut Call) -> Outcome<bool> {
    let (count,) = call.args::<(Opt<i64>,)>()?;
    let count = u32::try_from(count.or(1).max(0)).unwrap_or(u32::MAX);
    this(call).counter()?.wake(count);
    Ok(true)
}

/// `cmpset(int $cmp_value, int $new_value): bool`
pub fn cmpset(call: &mut Call) -> Outcome<bool> {
    let (expected, value) = call.args::<(i64, i64)>()?;
    Ok(this(call).counter()?.compare_set(expected as u32, value as u32))
}

/// A time limit in seconds; none for what is not above zero, nor for what no clock can count.
pub(in crate::php) fn limit(seconds: f64) -> Option<Duration> {
    (seconds > 0.0).then(|| Duration::try_from_secs_f64(seconds).ok()).flatten()
}
