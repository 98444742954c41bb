//! Where a coroutine is, as PHP's own `debug_backtrace()` tells it.

use ext_php_rs::ffi;
use ext_php_rs::types::Zval;

use crate::php::callback::{self, Held};
use crate::php::coroutine::runtime::Coroutine;
use crate::php::{convert, version};

/// `DEBUG_BACKTRACE_IGNORE_ARGS`
pub const IGNORE_ARGS: i64 = 2;

/// The frames of a coroutine that waits, or of the code that runs if that is it (or none). `skip` frames of the running code are left out.
pub fn of(coroutine: Option<&Coroutine>, options: i64, limit: i64, skip: i32) -> Option<Held> {
    let waiting = coroutine.filter(|coroutine| coroutine.is_waiting());
    let mut frames = Zval::new();
    let out = &raw mut frames;
    let (options, limit) = (options as i32, limit.clamp(0, i32::MAX.into()) as i32);
    let done = callback::guard(|| {
        // SAFETY: a coroutine that waits has live frames from its own on; the engine reads them only. The frame that runs is put back.
        unsafe {
            let globals = ffi::ext_php_rs_executor_globals();
            let running = (*globals).current_execute_data;
            let skip = match waiting {
                Some(coroutine) => {
                    (*globals).current_execute_data = coroutine.task.frame();
                    0
                }
                None => skip,
            };
            version::zend_fetch_debug_backtrace(out, skip, options, limit);
            (*globals).current_execute_data = running;
        }
    });
    done.ok().map(|()| Held::new(frames))
}

/// Prints frames as `debug_print_backtrace()` does.
pub fn print(frames: &Held) {
    let text = text(frames);
    callback::print(&text);
}

/// Frames as `debug_print_backtrace()` prints them.
pub fn text(frames: &Held) -> Vec<u8> {
    let Some(table) = frames.array() else { return Vec::new() };
    let table = (&raw const *table).cast_mut();
    // SAFETY: the table is a trace; the engine makes a string that is ours to release.
    let made = callback::guard(|| unsafe { ffi::zend_trace_to_string(table, false) });
    match made {
        Ok(text) if !text.is_null() => {
            // SAFETY: as above.
            let text = Held::new(unsafe { convert::adopt(text) });
            convert::as_bytes(&text).unwrap_or_default().to_vec()
        }
        _ => Vec::new(),
    }
}
