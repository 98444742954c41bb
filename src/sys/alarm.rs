//! Interval timers of the process: setitimer(2), which `Swoole\Process::alarm()` is.

use std::io;
use std::time::Duration;

/// Starts, changes or stops (`None`) the timer `which`: 0 real time (SIGALRM), 1 this process's own CPU time (SIGVTALRM), 2 its CPU time in
/// the system as well (SIGPROF). It goes off each time `interval` has passed.
///
/// # Errors
/// `EINVAL` for another timer.
pub fn set(which: i32, interval: Option<Duration>) -> io::Result<()> {
    let interval = interval.unwrap_or_default();
    let time = libc::timeval {
        tv_sec: interval.as_secs() as libc::time_t,
        tv_usec: interval.subsec_micros().into(),
    };
    let timer = libc::itimerval { it_interval: time, it_value: time };
    // SAFETY: the structure is filled, and only read; a number that is no timer is reported.
    let done = unsafe { libc::setitimer(which as _, &raw const timer, std::ptr::null_mut()) };
    if done == 0 { Ok(()) } else { Err(io::Error::last_os_error()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_three_timers_are_there() {
        assert_eq!(set(3, None).unwrap_err().raw_os_error(), Some(libc::EINVAL));
        for which in 0..3 {
            set(which, Some(Duration::from_secs(100_000))).unwrap();
            set(which, None).unwrap();
        }
    }
}
