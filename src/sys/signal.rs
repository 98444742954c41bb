//! Signals as descriptors: signalfd(2), one set per process, made after the fork.
//!
//! The signals of a [`SignalSet`] are blocked, so they interrupt no callback; the reactor reads them when it comes to it. A thread
//! that shall never handle one blocks all ([`block_all`]).

use nix::sys::signal::{SigSet, SigmaskHow, Signal, pthread_sigmask};
use std::io;
use std::os::fd::{AsRawFd, FromRawFd, OwnedFd, RawFd};

/// The signals that a process takes through its reactor.
#[derive(Debug)]
pub struct SignalSet {
    fd: OwnedFd,
    mask: libc::sigset_t,
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
        // SAFETY: the descriptor is new and ours.
        Ok(Self { fd: unsafe { OwnedFd::from_raw_fd(fd) }, mask })
    }

    /// The descriptor to wait for.
    pub fn fd(&self) -> RawFd {
        self.fd.as_raw_fd()
    }

    /// The next signal that has arrived.
    pub fn take(&self) -> Option<i32> {
        let mut info = std::mem::MaybeUninit::<libc::signalfd_siginfo>::uninit();
        let size = size_of::<libc::signalfd_siginfo>();
        // SAFETY: the buffer holds one record, and is read only if the kernel filled all of it.
        unsafe {
            let read = libc::read(self.fd.as_raw_fd(), info.as_mut_ptr().cast(), size);
            (read == size as isize).then(|| info.assume_init().ssi_signo as i32)
        }
    }
}

impl Drop for SignalSet {
    fn drop(&mut self) {
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

/// Blocks every signal for the calling thread: they go to the threads that do not.
pub fn block_all() {
    // It fails only for a wrong `how`.
    let _ = pthread_sigmask(SigmaskHow::SIG_SETMASK, Some(&SigSet::all()), None);
}

/// Unblocks every signal for the calling thread; what a forked child does that inherited its parent's mask.
pub fn unblock_all() {
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
    fn a_number_that_is_no_signal_is_refused() {
        assert!(SignalSet::new(&[1000]).is_err());
    }
}
