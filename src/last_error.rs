//! What `swoole_last_error()` returns, and which errors the log shall not mention (`swoole_ignore_error()`).
//!
//! The last error belongs to a thread: a reactor thread's failures are not PHP's. The list of ignored codes belongs to the
//! process and is inherited by forked children.

use std::cell::Cell;
use std::io;

use crate::error::{ErrorCode, Failure};
use crate::sys::published::Published;

thread_local! {
    static LAST: Cell<i32> = const { Cell::new(0) };
}

static IGNORED: Published<Vec<ErrorCode>> = Published::new();

/// The error set last in this thread; [`ErrorCode::NONE`] if there was none since the last [`clear`].
pub fn get() -> ErrorCode {
    ErrorCode(LAST.get())
}

/// Remembers `code` as this thread's last error.
pub fn set(code: ErrorCode) {
    LAST.set(code.0);
}

/// Remembers the errno of `error`.
pub fn set_io(error: &io::Error) {
    set(ErrorCode::from(error));
}

/// Remembers the code of `failure`.
pub fn set_failure(failure: &Failure) {
    set(failure.code);
}

/// Forgets this thread's last error.
pub fn clear() {
    set(ErrorCode::NONE);
}

/// Log lines that carry `code` are dropped from now on, in this process and in those it forks.
pub fn ignore(code: ErrorCode) {
    if !is_ignored(code) {
        let mut ignored = IGNORED.get().cloned().unwrap_or_default();
        ignored.push(code);
        IGNORED.set(ignored);
    }
}

/// Whether [`ignore`] was called for `code`.
pub fn is_ignored(code: ErrorCode) -> bool {
    IGNORED.get().is_some_and(|ignored| ignored.contains(&code))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_error_is_the_threads_own() {
        set(ErrorCode::QUEUE_FULL);
        let other = std::thread::spawn(|| {
            let before = get();
            set_io(&io::Error::from_raw_os_error(libc::EPIPE));
            (before, get())
        });
        assert_eq!(other.join().unwrap(), (ErrorCode::NONE, ErrorCode(libc::EPIPE)));
        assert_eq!(get(), ErrorCode::QUEUE_FULL);
        clear();
        assert_eq!(get(), ErrorCode::NONE);
    }

    #[test]
    fn only_ignored_codes_are_ignored() {
        assert!(!is_ignored(ErrorCode::FOR_TEST));
        ignore(ErrorCode::FOR_TEST);
        ignore(ErrorCode::FOR_TEST);
        assert!(is_ignored(ErrorCode::FOR_TEST));
        assert!(!is_ignored(ErrorCode::QUEUE_FULL));
    }
}
