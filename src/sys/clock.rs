//! The monotonic clock, which never goes back: time since some moment in the past.

use nix::time::{ClockId, clock_gettime};
use std::time::Duration;

const NANOS_PER_SECOND: u64 = 1_000_000_000;

/// As of the last tick of the kernel's, a few milliseconds behind [`nanos`]. Reading it costs a few nanoseconds.
pub fn coarse() -> Duration {
    Duration::from_nanos(read(ClockId::CLOCK_MONOTONIC_COARSE))
}

/// Nanoseconds, exactly.
pub fn nanos() -> u64 {
    read(ClockId::CLOCK_MONOTONIC)
}

fn read(clock: ClockId) -> u64 {
    // It fails for a clock that does not exist.
    clock_gettime(clock)
        .map_or(0, |time| time.tv_sec() as u64 * NANOS_PER_SECOND + time.tv_nsec() as u64)
}
