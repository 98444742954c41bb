//! The monotonic clock, which never goes back: time since some moment in the past. And the real-time clock, to the second.

use std::time::Duration;

const NANOS_PER_SECOND: u64 = 1_000_000_000;

/// As of the last tick of the kernel's, a few milliseconds behind [`nanos`]. Reading it costs a few nanoseconds.
pub fn coarse() -> Duration {
    let now = read(libc::CLOCK_MONOTONIC_COARSE);
    Duration::new(now.tv_sec as u64, now.tv_nsec as u32)
}

/// The second of the real-time clock, since 1970, as of the last tick of the kernel's.
pub fn real_second() -> u64 {
    read(libc::CLOCK_REALTIME_COARSE).tv_sec as u64
}

/// Nanoseconds, exactly.
pub fn nanos() -> u64 {
    let now = read(libc::CLOCK_MONOTONIC);
    now.tv_sec as u64 * NANOS_PER_SECOND + now.tv_nsec as u64
}

fn read(clock: libc::clockid_t) -> libc::timespec {
    let mut now = libc::timespec { tv_sec: 0, tv_nsec: 0 };
    // SAFETY: writes one structure; these clocks exist on every kernel, so nothing can fail.
    unsafe { libc::clock_gettime(clock, &raw mut now) };
    now
}
