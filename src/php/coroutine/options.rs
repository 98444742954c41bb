//! What `Coroutine::set()` sets, for all coroutines of the process.

use std::cell::{Cell, RefCell};

use ext_php_rs::ffi;
use ext_php_rs::types::{ZendHashTable, Zval};

use crate::coroutine::Limits;
use crate::php::callback::Held;
use crate::php::coroutine::runtime;
use crate::php::{async_settings, convert};
use crate::settings::ClientTimes;

thread_local! {
    /// As PHP code has set them.
    static ASKED: RefCell<Option<Held>> = const { RefCell::new(None) };
    /// Whether callbacks of events run in coroutines (`enable_coroutine`).
    static EVENTS: Cell<bool> = const { Cell::new(true) };
    static INTERRUPTIBLE: Cell<bool> = const { Cell::new(true) };
}

/// Applies settings, and remembers them.
pub fn set(options: &ZendHashTable) {
    let mut merged = match ASKED.take() {
        Some(before) => match before.array() {
            Some(before) => before.to_owned(),
            None => ZendHashTable::new(),
        },
        None => ZendHashTable::new(),
    };
    // SAFETY: both tables are live; values are counted for the copy.
    unsafe {
        let from = (&raw const *options).cast_mut();
        ffi::zend_hash_merge(&raw mut *merged, from, Some(ffi::zval_add_ref), true);
    }
    ASKED.set(Some(Held::new(convert::array(merged))));
    async_settings::apply(options);
    if let Some(most) = number(options, &["max_coroutine", "max_coro_num"]) {
        let most = if most <= 0 { runtime::MOST } else { most as usize };
        runtime::scheduler().set_limits(Limits { most });
    }
    if let Some(size) = number(options, &["c_stack_size", "stack_size"]) {
        runtime::scheduler().switch().pool.set_stack_size(stack_size(size));
    }
}

/// Says whether callbacks of events run in coroutines.
pub fn set_events(on: bool) {
    EVENTS.set(on);
}

/// Whether callbacks of events run in coroutines.
pub fn events_are_coroutines() -> bool {
    EVENTS.get()
}

/// A C stack that PHP can run on: 64 KiB to 16 MiB, in whole pages.
fn stack_size(asked: i64) -> usize {
    let page = crate::sys::memory::page_size();
    asked.clamp(64 << 10, 16 << 20) as usize / page * page
}

/// What was set; null if nothing was.
pub fn get() -> Held {
    ASKED.with_borrow(|asked| asked.as_ref().map(|asked| Held::copy_of(asked)).unwrap_or_default())
}

/// Whether a flag is on.
pub fn flag(name: &str, default: bool) -> bool {
    value(name).map_or(default, |value| value != 0)
}

/// A number that was set.
pub fn value(name: &str) -> Option<i64> {
    ASKED.with_borrow(|asked| asked.as_ref()?.array()?.get(name).and_then(as_number))
}

/// How long clients of coroutines may take, unless they are told otherwise themselves.
pub fn client_times() -> ClientTimes {
    async_settings::current().client_times
}

/// Whether a coroutine that computes may be interrupted; says whether that is new.
pub fn set_interruptible(on: bool) -> bool {
    INTERRUPTIBLE.replace(on) != on
}

/// Whether a coroutine that computes may be interrupted.
pub fn is_interruptible() -> bool {
    INTERRUPTIBLE.get()
}

/// For the end of a request.
pub fn clear() {
    let asked = ASKED.take();
    drop(asked);
    INTERRUPTIBLE.set(true);
    EVENTS.set(true);
    if runtime::any() {
        return;
    }
    runtime::scheduler().set_limits(Limits { most: runtime::MOST });
}

fn number(options: &ZendHashTable, names: &[&str]) -> Option<i64> {
    names.iter().find_map(|name| options.get(*name).and_then(as_number))
}

fn as_number(value: &Zval) -> Option<i64> {
    let value = value.dereference();
    value
        .long()
        .or_else(|| value.bool().map(i64::from))
        .or_else(|| value.double().map(|d| d as i64))
}
