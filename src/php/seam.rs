//! The few places where the binding waits for engine modules that are written beside it. To be replaced by them and removed.

use std::cell::Cell;

thread_local! {
    static LAST_ERROR: Cell<i32> = const { Cell::new(0) };
}

/// Sets what `swoole_last_error()` returns.
pub fn set_last_error(code: i32) {
    LAST_ERROR.set(code);
}

/// What `swoole_last_error()` returns.
pub fn last_error() -> i32 {
    LAST_ERROR.get()
}
