//! `Swoole\Atomic\Long`.

use super::out_of_memory;
use crate::memory::atomic::LongCounter;
use crate::php::boundary::Outcome;
use crate::php::call::{Call, Opt};
use crate::php::object::{self, Handlers, Native};
use ext_php_rs::ffi::{zend_class_entry, zend_object};
use std::cell::OnceCell;
use std::rc::Rc;

/// The state of an object: made by the constructor, or at first use where that was not called.
#[derive(Default)]
pub struct Long {
    counter: OnceCell<LongCounter>,
}

static HANDLERS: Handlers = Handlers::new();

impl Native for Long {
    fn handlers() -> &'static Handlers {
        &HANDLERS
    }

    fn new(_: *mut zend_object) -> Self {
        Self::default()
    }
}

/// Gives the class its native state.
pub fn class_init(class: &mut zend_class_entry) {
    object::attach::<Long>(class);
}

impl Long {
    #[inline]
    fn counter(&self) -> Outcome<&LongCounter> {
        match self.counter.get() {
            Some(counter) => Ok(counter),
            None => {
                let counter = LongCounter::new(0).map_err(out_of_memory)?;
                Ok(self.counter.get_or_init(|| counter))
            }
        }
    }
}

fn this(call: &Call) -> Rc<Long> {
    call.this()
}

/// `__construct(int $value = 0)`
pub fn construct(call: &mut Call) -> Outcome {
    let (value,) = call.args::<(Opt<i64>,)>()?;
    this(call).counter()?.set(value.or(0));
    Ok(())
}

/// `add(int $add_value = 1): int`
pub fn add(call: &mut Call) -> Outcome<i64> {
    let (value,) = call.args::<(Opt<i64>,)>()?;
    Ok(this(call).counter()?.add(value.or(1)))
}

/// `sub(int $sub_value = 1): int`
pub fn sub(call: &mut Call) -> Outcome<i64> {
    let (value,) = call.args::<(Opt<i64>,)>()?;
    Ok(this(call).counter()?.sub(value.or(1)))
}

/// `get(): int`
pub fn get(call: &mut Call) -> Outcome<i64> {
    call.args::<()>()?;
    Ok(this(call).counter()?.get())
}

/// `set(int $value): void`
pub fn set(call: &mut Call) -> Outcome {
    let (value,) = call.args::<(i64,)>()?;
    this(call).counter()?.set(value);
    Ok(())
}

/// `cmpset(int $cmp_value, int $new_value): bool`
pub fn cmpset(call: &mut Call) -> Outcome<bool> {
    let (expected, value) = call.args::<(i64, i64)>()?;
    Ok(this(call).counter()?.compare_set(expected, value))
}
