//! The threads, and the queue of what they are to do.
//!
//! One lock guards all of it: jobs take far longer than the lock is held. It is the standard library's, which is a word of its own: others keep
//! those who wait in a table of the process, which a fork could catch locked for ever.

use std::cell::RefCell;
use std::collections::VecDeque;
use std::io;
use std::os::fd::{AsRawFd, RawFd};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use nix::sys::eventfd::{EfdFlags, EventFd};

use super::Leaving;
use crate::settings::ProcessSettings;
use crate::sys::{fd, library, signal};

/// What the end of the process waits for work at most: a pipe that nobody reads would make it wait for ever.
const AT_THE_END: Duration = Duration::from_secs(5);

/// How many threads there may be.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Limits {
    /// So many stay once they are there; at least 1.
    pub core: usize,
    /// At most; at least `core`.
    pub most: usize,
    /// What work must have waited for before there are more than `core`.
    pub patience: Duration,
    /// Those beyond `core` end when they have had no work for so long.
    pub idle: Duration,
}

impl From<&ProcessSettings> for Limits {
    fn from(settings: &ProcessSettings) -> Self {
        Self {
            core: settings.core_threads,
            most: settings.most_threads,
            patience: settings.thread_patience,
            idle: settings.thread_idle,
        }
    }
}

/// What there is.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Stats {
    /// Jobs that are not done yet.
    pub jobs: usize,
    /// Of these, those that no thread has begun.
    pub queued: usize,
    /// Threads.
    pub threads: usize,
}

/// Something to do.
pub(super) struct Job {
    number: u64,
    leaving: Leaving,
    since: Instant,
    run: Box<dyn FnOnce() + Send>,
}

impl Job {
    /// Numbers grow from job to job.
    pub fn new(number: u64, leaving: Leaving, run: Box<dyn FnOnce() + Send>) -> Self {
        Self { number, leaving, since: Instant::now(), run }
    }
}

struct State {
    limits: Limits,
    queue: VecDeque<Job>,
    /// Numbers of jobs that are done, and not yet asked for.
    done: Vec<u64>,
    threads: usize,
    /// Of these, those that wait for work.
    idle: usize,
    running: usize,
    /// Of these, those that the end of the process does not wait for.
    detachable: usize,
    ending: bool,
}

struct Shared {
    state: Mutex<State>,
    work: Condvar,
    /// A thread has ended, or a job while all are to end.
    ended: Condvar,
    bell: EventFd,
}

/// See the module's head.
pub(super) struct Threads {
    shared: Arc<Shared>,
    handles: RefCell<Vec<JoinHandle<()>>>,
}

impl Threads {
    pub fn new(limits: Limits) -> io::Result<Self> {
        let flags = EfdFlags::EFD_CLOEXEC | EfdFlags::EFD_NONBLOCK;
        let state = State {
            limits,
            queue: VecDeque::new(),
            done: Vec::new(),
            threads: 0,
            idle: 0,
            running: 0,
            detachable: 0,
            ending: false,
        };
        let shared = Shared {
            state: Mutex::new(state),
            work: Condvar::new(),
            ended: Condvar::new(),
            bell: EventFd::from_value_and_flags(0, flags)?,
        };
        Ok(Self { shared: Arc::new(shared), handles: RefCell::default() })
    }

    /// What can be read when jobs are done.
    pub fn bell(&self) -> RawFd {
        self.shared.bell.as_raw_fd()
    }

    /// Makes the bell heard.
    pub fn ring(&self) {
        self.shared.ring();
    }

    pub fn set_limits(&self, limits: Limits) {
        self.shared.lock().limits = limits;
        // Those that are too many now end when they have been idle for long enough.
        self.shared.work.notify_all();
    }

    pub fn stats(&self) -> Stats {
        let state = self.shared.lock();
        let queued = state.queue.len();
        Stats { jobs: queued + state.running, queued, threads: state.threads }
    }

    /// Queues a job.
    ///
    /// # Errors
    /// There is no thread, and none can be started.
    pub fn add(&self, job: Job) -> io::Result<()> {
        self.shared.lock().queue.push_back(job);
        let grown = self.grow();
        let mut state = self.shared.lock();
        if state.threads == 0 {
            state.queue.pop_back();
            return grown;
        }
        drop(state);
        self.shared.work.notify_one();
        Ok(())
    }

    /// Takes a job back that no thread has begun.
    pub fn give_up(&self, number: u64) {
        let given_up = {
            let mut state = self.shared.lock();
            let found = state.queue.binary_search_by_key(&number, |job| job.number);
            found.ok().and_then(|index| state.queue.remove(index))
        };
        drop(given_up);
    }

    /// Starts a thread, if there is more to do than the others can begin with.
    ///
    /// # Errors
    /// The system has none left.
    pub fn grow(&self) -> io::Result<()> {
        let mut state = self.shared.lock();
        if state.next_look().is_none_or(|left| !left.is_zero()) {
            return Ok(());
        }
        let shared = Arc::clone(&self.shared);
        let thread = signal::spawn_without("aio".into(), move || shared.work())?;
        state.threads += 1;
        drop(state);
        let mut handles = self.handles.borrow_mut();
        handles.retain(|handle| !handle.is_finished());
        handles.push(thread);
        Ok(())
    }

    /// How long until work has waited long enough for another thread; none if none will be needed.
    pub fn next_look(&self) -> Option<Duration> {
        self.shared.lock().next_look()
    }

    /// The numbers of jobs that were done since the last call.
    pub fn take_done(&self) -> Vec<u64> {
        // Not blocking; there is something to read, or the bell has been heard already.
        let _ = self.shared.bell.read();
        std::mem::take(&mut self.shared.lock().done)
    }

    /// Ends them all, but those whose work takes too long.
    pub fn end(&self) {
        let left = {
            let mut state = self.shared.lock();
            state.ending = true;
            let queue = std::mem::take(&mut state.queue);
            self.shared.work.notify_all();
            let busy = |state: &mut State| state.threads > state.detachable;
            let waited = self.shared.ended.wait_timeout_while(state, AT_THE_END, busy);
            let (state, _) = waited.unwrap_or_else(PoisonError::into_inner);
            drop(queue);
            state.threads
        };
        let handles = self.handles.take();
        if left > 0 {
            // They come back into our code when their work is done, so that must not be gone by then.
            library::stay_loaded();
        }
        for handle in handles {
            if left == 0 || handle.is_finished() {
                // A thread catches the panics of its jobs.
                let _ = handle.join();
            }
        }
    }

    /// For a forked child, which has the memory of the threads and none of them: nobody will ever unlock what they had locked.
    pub fn forget(&self) {
        fd::close_inherited(&self.shared.bell);
        std::mem::forget(Arc::clone(&self.shared));
        // Threads cannot be detached where they do not exist.
        std::mem::forget(self.handles.take());
    }
}

impl State {
    fn next_look(&self) -> Option<Duration> {
        let limits = &self.limits;
        if self.queue.len() <= self.idle || self.threads >= limits.most || self.ending {
            return None;
        }
        if self.threads < limits.core {
            return Some(Duration::ZERO);
        }
        let waited = self.queue.front()?.since.elapsed();
        Some(limits.patience.saturating_sub(waited))
    }

    /// Whether there are more threads than stay.
    fn has_spare(&self) -> bool {
        self.threads > self.limits.core
    }
}

impl Shared {
    fn lock(&self) -> MutexGuard<'_, State> {
        // Nothing that can panic is done under it.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What a thread does all its life.
    fn work(&self) {
        while let Some(job) = self.next() {
            // The result is missing then, which the one who waits is told.
            let _ = catch_unwind(AssertUnwindSafe(job.run));
            let mut state = self.lock();
            state.running -= 1;
            state.detachable -= usize::from(job.leaving == Leaving::Goes);
            let first = state.done.is_empty();
            state.done.push(job.number);
            if first && !state.ending {
                self.ring();
            }
        }
    }

    /// The next job; none if the thread is to end, which is noted.
    fn next(&self) -> Option<Job> {
        let mut state = self.lock();
        loop {
            if let Some(job) = state.queue.pop_front() {
                state.running += 1;
                state.detachable += usize::from(job.leaving == Leaving::Goes);
                return Some(job);
            }
            let mut time_is_up = false;
            if !state.ending {
                let idle = state.limits.idle;
                let spare = state.has_spare();
                state.idle += 1;
                if spare {
                    let waited = self.work.wait_timeout(state, idle);
                    let (again, timeout) = waited.unwrap_or_else(PoisonError::into_inner);
                    (state, time_is_up) = (again, timeout.timed_out());
                } else {
                    state = self.work.wait(state).unwrap_or_else(PoisonError::into_inner);
                }
                state.idle -= 1;
            }
            let ends = state.ending || time_is_up && state.has_spare();
            if ends && state.queue.is_empty() {
                state.threads -= 1;
                self.ended.notify_all();
                return None;
            }
        }
    }

    fn ring(&self) {
        // It fails only where it has been rung two to the 64 times.
        let _ = self.bell.write(1);
    }
}
