//! A thread that rings again and again, so that a coroutine that computes for long can be interrupted. It never touches PHP: what `ring` may do is to
//! set a flag that the thread that runs PHP looks at.
//!
//! While nobody answers (the process waits for an event, or is in a system call) it sleeps until somebody does.

use crate::sys::{process, signal};
use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::thread::{self, Thread};
use std::time::Duration;

/// So many rings without an answer, and the thread goes to sleep.
const UNANSWERED: u32 = 20;

#[derive(Default)]
struct State {
    unanswered: AtomicU32,
    asleep: AtomicBool,
    ended: AtomicBool,
}

/// See the module's head. Dropped, it stops ringing.
pub struct Ticker {
    state: Arc<State>,
    thread: Thread,
    process: u32,
}

impl Ticker {
    /// Starts the thread.
    ///
    /// # Errors
    /// When the system has no thread left.
    pub fn start(period: Duration, ring: impl Fn() + Send + 'static) -> io::Result<Self> {
        let state = Arc::<State>::default();
        let shared = Arc::clone(&state);
        let handle = signal::spawn_without("ticker".into(), move || shared.tick(period, &ring))?;
        let thread = handle.thread().clone();
        Ok(Self { state, thread, process: process::generation() })
    }

    /// Whether the thread is one of this process: a forked child has none.
    pub fn is_here(&self) -> bool {
        self.process == process::generation()
    }

    /// Says that a ring was heard.
    pub fn answer(&self) {
        self.state.unanswered.store(0, Ordering::SeqCst);
        if self.state.asleep.load(Ordering::SeqCst) {
            self.thread.unpark();
        }
    }
}

impl Drop for Ticker {
    fn drop(&mut self) {
        self.state.ended.store(true, Ordering::SeqCst);
        if self.is_here() {
            self.thread.unpark();
        }
    }
}

impl State {
    fn tick(&self, period: Duration, ring: &dyn Fn()) {
        while !self.ended.load(Ordering::SeqCst) {
            thread::sleep(period);
            ring();
            if self.unanswered.fetch_add(1, Ordering::SeqCst) >= UNANSWERED {
                // Whoever hears the last ring finds us asleep, or we see the answer.
                self.asleep.store(true, Ordering::SeqCst);
                if self.unanswered.load(Ordering::SeqCst) > 0 {
                    thread::park();
                }
                self.asleep.store(false, Ordering::SeqCst);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::AtomicU64;
    use std::time::Instant;

    fn wait_until(done: impl Fn() -> bool) {
        let end = Instant::now() + Duration::from_secs(20);
        while !done() {
            assert!(Instant::now() < end, "waited for too long");
            thread::sleep(Duration::from_millis(1));
        }
    }

    #[test]
    fn it_rings_sleeps_when_nobody_answers_and_wakes_when_somebody_does() {
        let rings = Arc::new(AtomicU64::new(0));
        let count = Arc::clone(&rings);
        let ring = move || {
            count.fetch_add(1, Ordering::Relaxed);
        };
        let ticker = Ticker::start(Duration::from_millis(1), ring).unwrap();
        assert!(ticker.is_here());
        wait_until(|| ticker.state.asleep.load(Ordering::SeqCst));
        let before = rings.load(Ordering::Relaxed);
        assert!(before > u64::from(UNANSWERED));
        ticker.answer();
        wait_until(|| rings.load(Ordering::Relaxed) > before);
        drop(ticker);
        wait_until(|| Arc::strong_count(&rings) == 1);
    }
}
