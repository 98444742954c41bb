//! A signal that asks a process to stop what it does at the next opportunity: it interrupts what blocks, so that the opportunity comes.
//!
//! Unlike a [`SignalSet`](super::signal::SignalSet) it is not blocked: a script that sleeps wakes up. The handler sets a flag and makes a descriptor readable;
//! until the flag's owner goes away it has the signal sent again every few milliseconds, since one that comes just before a system call
//! would not interrupt that.

use std::io;
use std::mem::MaybeUninit;
use std::os::fd::{AsRawFd, FromRawFd, OwnedFd, RawFd};
use std::sync::atomic::{AtomicBool, AtomicI32, AtomicPtr, Ordering};

/// The signal that is taken, 0 if none is.
static NUMBER: AtomicI32 = AtomicI32::new(0);
/// Nanoseconds between two signals.
const AGAIN: libc::c_long = 20_000_000;

static ASKED: AtomicBool = AtomicBool::new(false);
static WAKE: AtomicI32 = AtomicI32::new(-1);
static TIMER: AtomicPtr<libc::c_void> = AtomicPtr::new(std::ptr::null_mut());
/// A timer's number may be what null is.
static HAS_TIMER: AtomicBool = AtomicBool::new(false);

/// The handler, for as long as this is there. There is one for a process.
#[derive(Debug)]
pub struct StopSignal {
    number: i32,
    wake: OwnedFd,
    before: libc::sigaction,
}

extern "C" fn asked(_: libc::c_int) {
    let again = !ASKED.swap(true, Ordering::Relaxed);
    let one = 1_u64;
    // SAFETY: write and timer_settime are async-signal-safe; errno is put back. The descriptor and the timer live as long as the handler.
    unsafe {
        let errno = libc::__errno_location();
        let kept = *errno;
        libc::write(WAKE.load(Ordering::Relaxed), (&raw const one).cast(), size_of::<u64>());
        if again && HAS_TIMER.load(Ordering::Acquire) {
            let interval = libc::timespec { tv_sec: 0, tv_nsec: AGAIN };
            let every = libc::itimerspec { it_interval: interval, it_value: interval };
            let timer = TIMER.load(Ordering::Acquire).cast();
            libc::timer_settime(timer, 0, &raw const every, std::ptr::null_mut());
        }
        *errno = kept;
    }
}

impl StopSignal {
    /// Takes the signal over.
    ///
    /// # Errors
    /// When descriptors or timers run out.
    pub fn take(number: i32) -> io::Result<Self> {
        // SAFETY: the calls fill what they are given; results are checked.
        unsafe {
            let fd = libc::eventfd(0, libc::EFD_CLOEXEC | libc::EFD_NONBLOCK);
            if fd < 0 {
                return Err(io::Error::last_os_error());
            }
            let wake = OwnedFd::from_raw_fd(fd);
            let mut event: libc::sigevent = std::mem::zeroed();
            // To this thread, whose system calls are to be interrupted.
            event.sigev_notify = libc::SIGEV_THREAD_ID;
            event.sigev_notify_thread_id = libc::gettid();
            event.sigev_signo = number;
            let mut timer = MaybeUninit::<libc::timer_t>::uninit();
            if libc::timer_create(libc::CLOCK_MONOTONIC, &raw mut event, timer.as_mut_ptr()) != 0 {
                return Err(io::Error::last_os_error());
            }
            ASKED.store(false, Ordering::Relaxed);
            WAKE.store(fd, Ordering::Relaxed);
            TIMER.store(timer.assume_init().cast(), Ordering::Release);
            HAS_TIMER.store(true, Ordering::Release);
            let mut action: libc::sigaction = std::mem::zeroed();
            action.sa_sigaction = asked as extern "C" fn(libc::c_int) as usize;
            let mut before = MaybeUninit::<libc::sigaction>::uninit();
            // It fails only for numbers that no handler can have; the caller names another.
            libc::sigaction(number, &raw const action, before.as_mut_ptr());
            NUMBER.store(number, Ordering::Relaxed);
            Ok(Self { number, wake, before: before.assume_init() })
        }
    }

    /// Whether the signal has come.
    pub fn is_asked(&self) -> bool {
        ASKED.load(Ordering::Relaxed)
    }

    /// A descriptor that can be read once it has.
    pub fn fd(&self) -> RawFd {
        self.wake.as_raw_fd()
    }
}

impl Drop for StopSignal {
    fn drop(&mut self) {
        HAS_TIMER.store(false, Ordering::Release);
        // SAFETY: the timer is ours and deleted once; what was there before is put back.
        unsafe {
            libc::timer_delete(TIMER.load(Ordering::Acquire).cast());
            // What the timer has sent already must not reach what was there before: ignoring a signal discards it.
            libc::signal(self.number, libc::SIG_IGN);
            libc::sigaction(self.number, &raw const self.before, std::ptr::null_mut());
        }
        WAKE.store(-1, Ordering::Relaxed);
        NUMBER.store(0, Ordering::Relaxed);
    }
}

/// Gives the signal its default action again, in a forked child that inherits the handler.
pub fn forget() {
    let number = NUMBER.swap(0, Ordering::Relaxed);
    HAS_TIMER.store(false, Ordering::Release);
    WAKE.store(-1, Ordering::Relaxed);
    if number != 0 {
        // SAFETY: the default action runs no code of ours.
        unsafe { libc::signal(number, libc::SIG_DFL) };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_blocking_call_is_interrupted_however_early_the_signal_came() {
        let stop = StopSignal::take(libc::SIGURG).unwrap();
        assert!(!stop.is_asked());
        // SAFETY: the handler is in place.
        unsafe { libc::raise(libc::SIGURG) };
        let (read, _write) = nix::unistd::pipe().unwrap();
        let interrupted = nix::unistd::read(&read, &mut [0]) == Err(nix::errno::Errno::EINTR);
        assert!(interrupted && stop.is_asked());
        let mut count = [0; 8];
        assert_eq!(nix::unistd::read(stop.wake.try_clone().unwrap(), &mut count), Ok(8));
    }
}
