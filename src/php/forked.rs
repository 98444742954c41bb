//! What a process does first and last that was forked in the middle of a script.
//!
//! Its stack is a copy of the parent's, with frames that are not its own: a server's, an event loop's. So it does not return through them. It ends its
//! request where it is, as PHP does after a fatal error, and exits.
//!
//! ```text
//! fork ── begin() ── callback ── what is left in its event loop ── shutdown functions, destructors, ... ── exit
//! ```

use std::ffi::c_void;

use ext_php_rs::ffi;

use crate::php::callback::{self, Called};
use crate::php::coroutine::runtime;
use crate::php::{exit, hooks, looping, process, server};
use crate::sys::process as system_process;
use crate::sys::stop_signal;

unsafe extern "C" {
    /// main/php_main.h, a header that ext-php-rs does not read: ends a request, as every way out of a script does.
    fn php_request_shutdown(unused: *mut c_void);
}

/// What is to be done in a new process before any PHP code runs: nothing that its parent has registered, buffered or serves is its own.
pub fn begin() {
    process::pool::leave_in_child();
    begin_as_worker();
}

/// As [`begin`], for a worker of the pool that has forked it.
pub fn begin_as_worker() {
    forget_inherited_output();
    server::core::leave_in_child();
    stop_signal::forget();
    exit::in_server(false);
    looping::suppress(false);
    looping::forget();
    runtime::begin_anew();
    hooks::begin_anew();
    process::signals::begin();
    set_exit_status(0);
}

/// Ends the process after its callback, the way a script ends: with the code that was passed to `exit()`, 255 after an uncaught exception or fatal error.
pub fn end(called: Called) -> ! {
    let goes_on = !matches!(called, Called::Stopped);
    drop(called);
    if goes_on {
        // What went wrong in the loop has been reported, and shows in the exit status.
        let _ = callback::despite_exit(looping::run);
    }
    finish()
}

/// Ends the request and the process, without looking at the event loop.
pub fn finish() -> ! {
    callback::take_pending();
    // SAFETY: the engine is up. Whatever of PHP's values the frames below us hold goes with its heap, and none of them runs again.
    let status = unsafe {
        let globals = ffi::ext_php_rs_executor_globals();
        if (*globals).flags & ffi::EG_FLAGS_IN_SHUTDOWN as u8 != 0 {
            // Forked in a shutdown function: the parent is going through the list, this process has none of its own.
            ffi::php_free_shutdown_functions();
        }
        php_request_shutdown(std::ptr::null_mut());
        (*globals).exit_status
    };
    system_process::exit_now(status)
}

/// The code that the process ends with, if nothing else happens.
pub fn set_exit_status(status: i32) {
    // SAFETY: the executor globals live as long as the engine.
    unsafe { (*ffi::ext_php_rs_executor_globals()).exit_status = status };
}

/// What the script has buffered (`ob_start()`) before a fork is the parent's to print.
pub fn forget_inherited_output() {
    // A failure is pending, and ends the process.
    let _ = callback::guard(|| {
        // SAFETY: the output layer is up for as long as the request is.
        unsafe { ffi::php_output_clean_all() }
    });
}
