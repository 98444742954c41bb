//! `Swoole\Coroutine\System`: what a process asks of its system, without blocking the others.

use crate::error::ErrorCode;
use crate::php::boundary::{Exit, Outcome};
use crate::php::call::Call;
use crate::php::coroutine::{limit, runtime};

/// The shortest time to wait, in seconds.
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
