//! Counters that processes share: `Swoole\Atomic` (32 bits, unsigned, with waiting) and `Swoole\Atomic\Long` (64 bits, signed).
//!
//! Made before the forks. Every operation is one instruction, and all wrap around. Waiting is a semaphore of one: see [`Counter::wait`].

use super::cells::Cell;
use crate::sys::futex::{self, Wait};
use std::io;
use std::sync::atomic::{AtomicU32, AtomicU64, Ordering::SeqCst};
use std::time::{Duration, Instant};

/// See the module's head.
#[derive(Debug)]
pub struct Counter(Cell);

impl Counter {
    /// A counter of that value.
    ///
    /// # Errors
    /// What mmap(2) says.
    pub fn new(value: u32) -> io::Result<Self> {
        let counter = Self(Cell::new()?);
        counter.set(value);
        Ok(counter)
    }

    fn value(&self) -> &AtomicU32 {
        self.0.word()
    }

    /// Adds, and gives the sum.
    pub fn add(&self, value: u32) -> u32 {
        self.value().fetch_add(value, SeqCst).wrapping_add(value)
    }

    /// Subtracts, and gives the difference.
    pub fn sub(&self, value: u32) -> u32 {
        self.value().fetch_sub(value, SeqCst).wrapping_sub(value)
    }

    /// The value.
    pub fn get(&self) -> u32 {
        self.value().load(SeqCst)
    }

    /// Sets the value.
    pub fn set(&self, value: u32) {
        self.value().store(value, SeqCst);
    }

    /// Sets the value if it is `expected`; says whether it was.
    pub fn compare_set(&self, expected: u32, value: u32) -> bool {
        self.value().compare_exchange(expected, value, SeqCst, SeqCst).is_ok()
    }

    /// Waits for [`Counter::wake`]. A counter of 1 says that there was one already: it becomes 0 and nobody waits. With `None` for as long
    /// as it takes.
    ///
    /// # Errors
    /// `ETIMEDOUT`; `EINTR` when a signal handler ran; `EAGAIN` for a counter that is neither 0 nor 1.
    pub fn wait(&self, timeout: Option<Duration>) -> io::Result<()> {
        let deadline = timeout.and_then(|time| Instant::now().checked_add(time));
        while !self.compare_set(1, 0) {
            let left = deadline.map(|deadline| deadline.saturating_duration_since(Instant::now()));
            let failed = match futex::wait(self.value(), 0, left) {
                Wait::Woken => {
                    // One wake-up may be meant for several; the first of them takes the 1 back.
                    self.compare_set(1, 0);
                    return Ok(());
                }
                Wait::Changed if matches!(self.get(), 0 | 1) => continue,
                Wait::Changed => libc::EAGAIN,
                Wait::TimedOut => libc::ETIMEDOUT,
                Wait::Interrupted => libc::EINTR,
            };
            return Err(io::Error::from_raw_os_error(failed));
        }
        Ok(())
    }

    /// Makes a counter of 0 one of 1, and wakes `count` of those who wait. Does nothing to a counter of another value.
    pub fn wake(&self, count: u32) {
        if self.compare_set(0, 1) {
            futex::wake(self.value(), count);
        }
    }
}

/// See the module's head.
#[derive(Debug)]
pub struct LongCounter(Cell);

impl LongCounter {
    /// A counter of that value.
    ///
    /// # Errors
    /// What mmap(2) says.
    pub fn new(value: i64) -> io::Result<Self> {
        let counter = Self(Cell::new()?);
        counter.set(value);
        Ok(counter)
    }

    fn value(&self) -> &AtomicU64 {
        self.0.long()
    }

    /// Adds, and gives the sum.
    pub fn add(&self, value: i64) -> i64 {
        let value = value.cast_unsigned();
        self.value().fetch_add(value, SeqCst).wrapping_add(value).cast_signed()
    }

    /// Subtracts, and gives the difference.
    pub fn sub(&self, value: i64) -> i64 {
        self.add(value.wrapping_neg())
    }

    /// The value.
    pub fn get(&self) -> i64 {
        self.value().load(SeqCst).cast_signed()
    }

    /// Sets the value.
    pub fn set(&self, value: i64) {
        self.value().store(value.cast_unsigned(), SeqCst);
    }

    /// Sets the value if it is `expected`; says whether it was.
    pub fn compare_set(&self, expected: i64, value: i64) -> bool {
        let (expected, value) = (expected.cast_unsigned(), value.cast_unsigned());
        self.value().compare_exchange(expected, value, SeqCst, SeqCst).is_ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SHORT: Option<Duration> = Some(Duration::from_millis(1));

    #[test]
    fn counters_wrap_around() {
        let counter = Counter::new(u32::MAX).unwrap();
        assert_eq!((counter.add(2), counter.sub(2), counter.get()), (1, u32::MAX, u32::MAX));
        let long = LongCounter::new(i64::MAX).unwrap();
        assert_eq!((long.add(1), long.sub(1), long.get()), (i64::MIN, i64::MAX, i64::MAX));
        assert!(long.compare_set(i64::MAX, -3) && !long.compare_set(0, 1));
        assert_eq!(long.get(), -3);
    }

    #[test]
    fn a_wake_up_that_nobody_waited_for_is_kept_once() {
        let counter = Counter::new(0).unwrap();
        counter.wake(1);
        counter.wake(1);
        assert_eq!(counter.get(), 1);
        counter.wait(None).unwrap();
        assert_eq!(counter.get(), 0);
        assert_eq!(counter.wait(SHORT).unwrap_err().raw_os_error(), Some(libc::ETIMEDOUT));
        counter.set(2);
        assert_eq!(counter.wait(SHORT).unwrap_err().raw_os_error(), Some(libc::EAGAIN));
        counter.wake(1);
        assert_eq!(counter.get(), 2);
    }
}
