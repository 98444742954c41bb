//! `Swoole\Coroutine\System`: what a process asks of its system, while other coroutines run.
//!
//! ```text
//! files      work for threads
//! names      addresses: the system's resolver on a thread, or name servers asked from the event loop
//! commands   a shell's output, read from the event loop
//! processes  children that end
//! events     signals, descriptors
//! ```

mod commands;
mod events;
mod files;
mod names;
mod processes;

pub use commands::exec;
pub use events::{wait_event, wait_signal};
pub use files::{read_file, statvfs, write_file};
pub use names::{dns_lookup, getaddrinfo, gethostbyname};
pub use processes::{wait, wait_pid};

use crate::coroutine::Wake;
use crate::error::ErrorCode;
use crate::php::boundary::{Exit, Outcome};
use crate::php::call::Call;
use crate::php::callback::{self, Held};
use crate::php::convert;
use crate::php::coroutine::{limit, runtime};

pub(in crate::php) use processes::wait_for_child;

/// Seconds that can be slept at least.
const SHORTEST: f64 = 0.001;

/// `sleep(float $seconds): bool`
pub fn sleep(call: &mut Call) -> Outcome<bool> {
    let (seconds,) = call.args::<(f64,)>()?;
    if seconds < SHORTEST || seconds.is_nan() {
        let why = format!("Timer must be greater than or equal to {SHORTEST}");
        return Err(Exit::warn(ErrorCode::PHP_FATAL_ERROR, why));
    }
    runtime::current()?;
    if runtime::sleep(limit(seconds).unwrap_or_default())? {
        return Ok(true);
    }
    Err(Exit::quiet(ErrorCode::CO_CANCELED))
}

/// What a method returns whose wait has ended without what was waited for.
fn in_vain(wake: Wake, timed_out: ErrorCode) -> Exit {
    Exit::quiet(if wake == Wake::TimedOut { timed_out } else { ErrorCode::CO_CANCELED })
}

/// Bytes as a PHP string. PHP may have no room for them: they are let go all the same then, and the script ends.
fn string(bytes: Vec<u8>) -> Outcome<Held> {
    let slice = bytes.as_slice();
    let [value] = callback::build(|| [convert::string(slice)]).ok_or(Exit::Pending)?;
    Ok(Held::new(value))
}

/// Bytes that PHP has room for at most: it has none for one more.
fn room() -> u64 {
    // SAFETY: PHP's globals live as long as the process.
    let limit = unsafe { (*ext_php_rs::ffi::ext_php_rs_process_globals()).memory_limit };
    u64::try_from(limit).map_or(u64::MAX, |limit| limit.saturating_add(1))
}
