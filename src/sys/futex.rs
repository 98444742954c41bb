//! Waiting for a word of shared memory to change: futex(2), between processes.
//!
//! [`crate::memory::atomic`] and [`crate::memory::lock`] build on it. Who waits here holds nothing that others wait for.

use std::sync::atomic::AtomicU32;
use std::time::Duration;
use std::{io, ptr};

/// How a wait ended.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Wait {
    /// Somebody called [`wake`] (or nobody did: a wake-up may be spurious).
    Woken,
    /// The word did not hold the expected value to begin with.
    Changed,
    /// The time is over.
    TimedOut,
    /// A signal handler ran.
    Interrupted,
}

/// Sleeps while `word` holds `expected`, at most for `timeout`.
pub fn wait(word: &AtomicU32, expected: u32, timeout: Option<Duration>) -> Wait {
    let timeout = timeout.map(|time| libc::timespec {
        tv_sec: time.as_secs().try_into().unwrap_or(libc::time_t::MAX),
        tv_nsec: time.subsec_nanos().into(),
    });
    let limit = timeout.as_ref().map_or(ptr::null(), ptr::from_ref);
    // SAFETY: the word and the time outlive the call, and the kernel only reads them.
    let done =
        unsafe { libc::syscall(libc::SYS_futex, word.as_ptr(), libc::FUTEX_WAIT, expected, limit) };
    if done == 0 {
        return Wait::Woken;
    }
    match io::Error::last_os_error().raw_os_error() {
        Some(libc::ETIMEDOUT) => Wait::TimedOut,
        Some(libc::EINTR) => Wait::Interrupted,
        _ => Wait::Changed,
    }
}

/// Wakes at most `count` of those who wait for `word`.
pub fn wake(word: &AtomicU32, count: u32) {
    let count = i32::try_from(count).unwrap_or(i32::MAX);
    // SAFETY: the kernel takes the word's address as a name and does not look at its value.
    unsafe { libc::syscall(libc::SYS_futex, word.as_ptr(), libc::FUTEX_WAKE, count) };
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::Arc;
    use std::sync::atomic::Ordering::SeqCst;

    #[test]
    fn a_wait_ends_at_once_when_the_word_differs_and_in_time_when_nobody_wakes() {
        let word = AtomicU32::new(1);
        assert_eq!(wait(&word, 0, None), Wait::Changed);
        assert_eq!(wait(&word, 1, Some(Duration::from_millis(1))), Wait::TimedOut);
    }

    #[test]
    fn a_sleeper_is_woken() {
        let word = Arc::new(AtomicU32::new(0));
        let sleeper = std::thread::spawn({
            let word = Arc::clone(&word);
            move || {
                while word.load(SeqCst) == 0 {
                    wait(&word, 0, None);
                }
            }
        });
        word.store(1, SeqCst);
        while !sleeper.is_finished() {
            wake(&word, 1);
            std::thread::yield_now();
        }
        sleeper.join().unwrap();
    }
}
