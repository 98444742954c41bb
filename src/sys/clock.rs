//! The cheap clock: time of the last tick of the kernel's, a few milliseconds behind the exact one.

use nix::time::{ClockId, clock_gettime};
use std::time::Duration;

/// Time since some moment in the past; never goes back. Reading it costs a few nanoseconds.
pub fn coarse() -> Duration {
    clock_gettime(ClockId::CLOCK_MONOTONIC_COARSE).map(Duration::from).unwrap_or_default()
}
