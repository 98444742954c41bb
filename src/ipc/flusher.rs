//! The flusher: a thread that sends what its process has gathered, should the process be busy elsewhere for too long.
//!
//! A worker that has several packages before it gathers its answers and sends them with one write after the last. But no answer may wait
//! for a later callback that blocks: while a batch is open, this thread looks every millisecond whether it has been open for that long,
//! and then sends what is there. It sleeps while there are no batches, and costs nothing but two atomic stores for each batch.
//!
//! It touches nothing but what its `flush` closure reaches, never PHP. A process forked by the script has no such thread: there
//! [`Flusher::is_alive`] is false and nothing is gathered.

use crate::sys::signal;
use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::thread::{self, Thread};
use std::time::Duration;

/// How long an answer may wait for its batch to end.
const PATIENCE: Duration = Duration::from_millis(1);
/// So many looks at no open batch, and the thread goes to sleep until the next one opens.
const IDLE_LOOKS: u32 = 64;

#[derive(Debug)]
struct State {
    /// Number of the open batch (odd), or of the last one plus one (even).
    batch: AtomicU64,
    asleep: AtomicBool,
    ended: AtomicBool,
}

/// See the module's head.
#[derive(Debug)]
pub struct Flusher {
    state: Arc<State>,
    thread: Thread,
    pid: u32,
}

impl Flusher {
    /// Starts the thread. `flush` is called from it.
    ///
    /// # Errors
    /// When the system has no thread left.
    pub fn start(flush: impl Fn() + Send + 'static) -> io::Result<Self> {
        let state = Arc::new(State {
            batch: AtomicU64::new(0),
            asleep: AtomicBool::new(false),
            ended: AtomicBool::new(false),
        });
        let shared = Arc::clone(&state);
        let handle = signal::spawn_without("flusher".into(), move || shared.watch(&flush))?;
        Ok(Self { state, thread: handle.thread().clone(), pid: std::process::id() })
    }

    /// A batch begins: what is gathered from here on is sent by [`Flusher::close`]'s caller, or by the thread.
    pub fn open(&self) {
        let batch = self.state.batch.load(Ordering::Relaxed);
        self.state.batch.store(batch | 1, Ordering::SeqCst);
        if self.state.asleep.load(Ordering::SeqCst) {
            self.thread.unpark();
        }
    }

    /// The batch has ended, and its caller sends what is left.
    pub fn close(&self) {
        let batch = self.state.batch.load(Ordering::Relaxed);
        if batch & 1 == 1 {
            self.state.batch.store(batch + 1, Ordering::Release);
        }
    }

    /// Whether the thread is there: not in a process that was forked after it was started.
    pub fn is_alive(&self) -> bool {
        self.pid == std::process::id()
    }
}

impl Drop for Flusher {
    fn drop(&mut self) {
        self.state.ended.store(true, Ordering::SeqCst);
        self.thread.unpark();
    }
}

impl State {
    fn watch(&self, flush: &dyn Fn()) {
        let (mut seen, mut idle) = (0, 0);
        while !self.ended.load(Ordering::SeqCst) {
            let batch = self.batch.load(Ordering::SeqCst);
            if batch & 1 == 0 {
                idle += 1;
                if idle > IDLE_LOOKS {
                    self.sleep();
                    idle = 0;
                }
            } else {
                idle = 0;
                if batch == seen {
                    flush();
                }
            }
            seen = batch;
            thread::park_timeout(PATIENCE);
        }
    }

    /// Parks until a batch is open. `asleep` is set before the last look at `batch`, and `open` looks at it after setting `batch`, so one of the two
    /// sees the other.
    fn sleep(&self) {
        self.asleep.store(true, Ordering::SeqCst);
        while self.batch.load(Ordering::SeqCst) & 1 == 0 && !self.ended.load(Ordering::SeqCst) {
            thread::park();
        }
        self.asleep.store(false, Ordering::SeqCst);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::mpsc;

    #[test]
    fn what_a_blocked_batch_has_gathered_is_flushed() {
        let (sender, receiver) = mpsc::channel();
        let flusher = Flusher::start(move || sender.send(()).unwrap_or(())).unwrap();
        for _ in 0..3 {
            flusher.open();
            receiver.recv_timeout(Duration::from_secs(5)).unwrap();
            flusher.close();
            while receiver.try_recv().is_ok() {}
        }
    }

    #[test]
    fn nothing_is_flushed_while_no_batch_is_open() {
        let (sender, receiver) = mpsc::channel();
        let flusher = Flusher::start(move || sender.send(()).unwrap_or(())).unwrap();
        for _ in 0..1000 {
            flusher.open();
            flusher.close();
        }
        assert!(receiver.recv_timeout(Duration::from_millis(50)).is_err());
    }
}
