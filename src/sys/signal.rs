//! Signals as descriptors: signalfd(2), one set per process, made after the fork.
//!
//! The signals of a [`SignalSet`] are blocked, so they interrupt no callback; the reactor reads them when it comes to it. A thread
//! that shall never handle one is started with all of them blocked ([`spawn_without`]).

use nix::sys::signal::{SigSet, SigmaskHow, Signal, pthread_sigmask};
use std::cell::Cell;
use std::io;
use std::os::fd::{AsRawFd, FromRawFd, OwnedFd, RawFd};
use std::thread::{self, JoinHandle};

thread_local! {
    /// The signals that the sets of this thread take, a bit each.
    static TAKEN: Cell<u128> = const { Cell::new(0) };
}

/// Whether a set of this thread takes that signal already.
pub fn is_taken(signal: i32) -> bool {
    u32::try_from(signal).is_ok_and(|signal| TAKEN.get() & bit(signal) != 0)
}

fn bit(signal: u32) -> u128 {
    1_u128.checked_shl(signal).unwrap_or(0)
}

/// The signals that a process takes through its reactor.
#[derive(Debug)]
pub struct SignalSet {
    fd: OwnedFd,
    mask: libc::sigset_t,
    bits: u128,
}

impl SignalSet {
    /// Blocks `signals` for this thread and makes a descriptor that they are read from.
    ///
    /// # Errors
    /// `EINVAL` for a number that is no signal; when there is no descriptor left.
    pub fn new(signals: &[i32]) -> io::Result<Self> {
        let mask = mask_of(signals)?;
        // SAFETY: both calls read an initialised set; -1 asks for a new descriptor, checked below.
        let fd = unsafe {
            libc::pthread_sigmask(libc::SIG_BLOCK, &raw const mask, std::ptr::null_mut());
            libc::signalfd(-1, &raw const mask, libc::SFD_NONBLOCK | libc::SFD_CLOEXEC)
        };
        if fd < 0 {
            return Err(io::Error::last_os_error());
        }
        let bits = signals.iter().fold(0, |bits, signal| bits | bit(*signal as u32));
        TAKEN.set(TAKEN.get() | bits);
        // SAFETY: the descriptor is new and ours.
        Ok(Self { fd: unsafe { OwnedFd::from_raw_fd(fd) }, mask, bits })
    }

    /// As [`SignalSet::new`], in a process that was forked with signals blocked: those of the set stay so, all others come again.
    ///
    /// # Errors
    /// As [`SignalSet::new`].
    pub fn only(signals: &[i32]) -> io::Result<Self> {
        let set = Self::new(signals)?;
        // SAFETY: the set is initialised.
        unsafe {
            libc::pthread_sigmask(libc::SIG_SETMASK, &raw const set.mask, std::ptr::null_mut())
        };
        Ok(set)
    }

    /// Gives the parent's set up in a forked child, with its signals still blocked: none may end the child before it has a set of its own.
    pub fn leave_blocked(self) {
        let mut this = std::mem::ManuallyDrop::new(self);
        TAKEN.set(TAKEN.get() & !this.bits);
        // SAFETY: the descriptor is dropped once, here, since the set's own drop does not run.
        unsafe { std::ptr::drop_in_place(&raw mut this.fd) };
    }

    /// Gives the signals up for good: those that have come too late for anybody to take them are passed over.
    pub fn end(self) {
        while self.take().is_some() {}
    }

    /// The descriptor to wait for.
    pub fn fd(&self) -> RawFd {
        self.fd.as_raw_fd()
    }

    /// The next signal that has arrived.
    pub fn take(&self) -> Option<i32> {
        self.take_from().map(|(signal, _)| signal)
    }

    /// The next signal that has arrived, and the process that has sent it.
    pub fn take_from(&self) -> Option<(i32, u32)> {
        let mut info = std::mem::MaybeUninit::<libc::signalfd_siginfo>::uninit();
        let size = size_of::<libc::signalfd_siginfo>();
        // SAFETY: the buffer holds one record, and is read only if the kernel filled all of it.
        unsafe {
            let read = libc::read(self.fd.as_raw_fd(), info.as_mut_ptr().cast(), size);
            (read == size as isize).then(|| {
                let info = info.assume_init();
                (info.ssi_signo as i32, info.ssi_pid)
            })
        }
    }
}

impl Drop for SignalSet {
    fn drop(&mut self) {
        TAKEN.set(TAKEN.get() & !self.bits);
        // SAFETY: the set is initialised; unblocking delivers what is pending to its default or to a handler of the script's.
        unsafe {
            libc::pthread_sigmask(libc::SIG_UNBLOCK, &raw const self.mask, std::ptr::null_mut())
        };
    }
}

/// A signal's name, `SIGTERM`; real-time signals by number.
pub fn name(signal: i32) -> String {
    Signal::try_from(signal)
        .map_or_else(|_| format!("signal {signal}"), |signal| signal.as_str().to_owned())
}

/// The first real-time signal, which the C library keeps two of for itself.
pub fn sigrtmin() -> i32 {
    libc::SIGRTMIN()
}

/// Starts a thread that takes no signal, ever: they go to the threads that handle them.
///
/// # Errors
/// When the system has no thread left.
pub fn spawn_without<T: Send + 'static>(
    name: String,
    run: impl FnOnce() -> T + Send + 'static,
) -> io::Result<JoinHandle<T>> {
    let mut before = SigSet::empty();
    // Blocked before the thread is there, which inherits it: done by the thread itself, a signal could come first and end the process.
    // Neither call fails but for a wrong `how`.
    let _ = pthread_sigmask(SigmaskHow::SIG_SETMASK, Some(&SigSet::all()), Some(&mut before));
    let spawned = thread::Builder::new().name(name).spawn(run);
    let _ = pthread_sigmask(SigmaskHow::SIG_SETMASK, Some(&before), None);
    spawned
}

/// The signal that wakes a thread of ours from a system call that blocks.
fn interruption() -> i32 {
    libc::SIGRTMIN() + 1
}

/// Lets [`interrupt`] do nothing but interrupt. Once for a process, before the first use.
///
/// # Errors
/// What sigaction(2) says.
pub fn let_interrupt() -> std::io::Result<()> {
    extern "C" fn nothing(_: i32) {}
    // SAFETY: the structure is filled; the handler touches nothing.
    let done = unsafe {
        let mut action: libc::sigaction = std::mem::zeroed();
        action.sa_sigaction = nothing as extern "C" fn(i32) as usize;
        libc::sigaction(interruption(), &raw const action, std::ptr::null_mut())
    };
    if done == 0 { Ok(()) } else { Err(std::io::Error::last_os_error()) }
}

/// Interrupts the system call that a thread of this process is in, if it is in one and has not blocked this.
pub fn interrupt(thread: libc::pthread_t) {
    // SAFETY: the caller holds the thread's handle, so its number is not another's yet.
    unsafe { libc::pthread_kill(thread, interruption()) };
}

/// Lets [`interrupt`] reach the calling thread, one of [`spawn_without`].
pub fn take_interrupts() {
    if let Ok(mask) = mask_of(&[interruption()]) {
        // SAFETY: the set is initialised.
        unsafe { libc::pthread_sigmask(libc::SIG_UNBLOCK, &raw const mask, std::ptr::null_mut()) };
    }
}

/// Runs what may raise SIGPIPE and has no flag against it, so that nothing comes of the signal, whatever the script has made of it.
pub fn without_sigpipe<R>(work: impl FnOnce() -> std::io::Result<R>) -> std::io::Result<R> {
    let mut pipe = SigSet::empty();
    pipe.add(Signal::SIGPIPE);
    let mut before = SigSet::empty();
    // Neither call fails but for a wrong `how`.
    let _ = pthread_sigmask(SigmaskHow::SIG_BLOCK, Some(&pipe), Some(&mut before));
    let result = work();
    if !before.contains(Signal::SIGPIPE) {
        if matches!(&result, Err(error) if error.raw_os_error() == Some(libc::EPIPE)) {
            let at_once = libc::timespec { tv_sec: 0, tv_nsec: 0 };
            // SAFETY: the set is initialised, and nothing is written but by the return value.
            unsafe { libc::sigtimedwait(pipe.as_ref(), std::ptr::null_mut(), &raw const at_once) };
        }
        let _ = pthread_sigmask(SigmaskHow::SIG_SETMASK, Some(&before), None);
    }
    result
}

/// Unblocks every signal for the calling thread; what a child does that leaves the part it was forked in. The parent's sets take none of them here.
pub fn unblock_all() {
    TAKEN.set(0);
    // It fails only for a wrong `how`.
    let _ = pthread_sigmask(SigmaskHow::SIG_SETMASK, Some(&SigSet::empty()), None);
}

/// Ignores a signal, or gives it back its default action.
pub fn ignore(signal: Signal, ignored: bool) {
    use nix::sys::signal::{SaFlags, SigAction, SigHandler, sigaction};
    let handler = if ignored { SigHandler::SigIgn } else { SigHandler::SigDfl };
    let action = SigAction::new(handler, SaFlags::empty(), SigSet::empty());
    // SAFETY: neither disposition runs code of ours. It fails only for SIGKILL and SIGSTOP.
    let _ = unsafe { sigaction(signal, &action) };
}

/// Ignores a signal that may be any, real-time ones included.
pub fn ignore_number(signal: i32) {
    // SAFETY: the disposition runs no code of ours; a number that is no signal is reported, and nothing changes then.
    unsafe { libc::signal(signal, libc::SIG_IGN) };
}

fn mask_of(signals: &[i32]) -> io::Result<libc::sigset_t> {
    let mut mask = std::mem::MaybeUninit::uninit();
    // SAFETY: sigemptyset initialises the set before anything reads it.
    let mut mask: libc::sigset_t = unsafe {
        libc::sigemptyset(mask.as_mut_ptr());
        mask.assume_init()
    };
    for &signal in signals {
        // SAFETY: the set is initialised; a number that is no signal is reported, not used.
        if unsafe { libc::sigaddset(&raw mut mask, signal) } != 0 {
            return Err(io::Error::last_os_error());
        }
    }
    Ok(mask)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::os::unix::thread::JoinHandleExt;

    #[test]
    fn a_blocked_signal_is_read_from_the_descriptor() {
        let set = SignalSet::new(&[libc::SIGWINCH, sigrtmin()]).unwrap();
        assert_eq!(set.take(), None);
        for signal in [libc::SIGWINCH, sigrtmin()] {
            // SAFETY: the signal is blocked in this thread, which is the one it is sent to.
            unsafe { libc::pthread_kill(libc::pthread_self(), signal) };
            assert_eq!(set.take(), Some(signal));
        }
    }

    #[test]
    fn a_signal_never_goes_to_a_thread_that_takes_none() {
        // Delivered to a thread that lets it through, SIGUSR1 would end this process.
        let set = SignalSet::new(&[libc::SIGUSR1]).unwrap();
        for _ in 0..200 {
            let thread = spawn_without("takes-none".into(), || ()).unwrap();
            // SAFETY: the thread has not been joined yet.
            unsafe { libc::pthread_kill(thread.as_pthread_t(), libc::SIGUSR1) };
            thread.join().unwrap();
        }
        assert_eq!(set.take(), None);
    }

    #[test]
    fn a_signal_is_taken_for_as_long_as_the_set_is_there() {
        assert!(!is_taken(libc::SIGIO));
        let set = SignalSet::new(&[libc::SIGIO, sigrtmin()]).unwrap();
        assert!(is_taken(libc::SIGIO) && is_taken(sigrtmin()) && !is_taken(libc::SIGURG));
        assert!(!is_taken(-1) && !is_taken(1000));
        drop(set);
        assert!(!is_taken(libc::SIGIO));
    }

    #[test]
    fn what_comes_too_late_is_passed_over_at_the_end() {
        // Delivered when the set unblocks it, SIGUSR2 would end this process.
        let set = SignalSet::new(&[libc::SIGUSR2]).unwrap();
        // SAFETY: the signal is blocked in this thread, which is the one it is sent to.
        unsafe { libc::pthread_kill(libc::pthread_self(), libc::SIGUSR2) };
        set.end();
        assert!(!is_taken(libc::SIGUSR2));
    }

    #[test]
    fn a_number_that_is_no_signal_is_refused() {
        assert!(SignalSet::new(&[1000]).is_err());
    }
}
