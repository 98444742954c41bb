//! Forking, reaping, and dying with one's parent: fork(2), waitpid(2), prctl(2).
//!
//! [`crate::process`] builds on it; nobody else forks.

use nix::sys::signal::Signal;
use nix::sys::wait::{Id, WaitPidFlag, WaitStatus, waitid, waitpid};
use nix::unistd::{ForkResult, Pid};
use std::ffi::{CStr, CString};
use std::io;

/// Which side of a fork we are on.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Forked {
    /// The process that forked, and its child's id.
    Parent(i32),
    /// The new process.
    Child,
}

/// Forks. The caller sees to it that no thread runs that holds a lock which the child will want: our masters fork before they
/// start a thread, our managers never have one.
///
/// # Errors
/// `EAGAIN` or `ENOMEM`.
pub fn fork() -> io::Result<Forked> {
    // SAFETY: between the fork and the child's first use of the heap, no other thread's lock can be held: see above.
    match unsafe { nix::unistd::fork() }? {
        ForkResult::Parent { child } => Ok(Forked::Parent(child.as_raw())),
        ForkResult::Child => Ok(Forked::Child),
    }
}

/// Makes the kernel kill this process when `parent` ends, and ends it now if that has happened already. The kernel forgets this when
/// the process changes its user or group, so it is called after that.
///
/// # Errors
/// What prctl(2) says.
pub fn die_with(parent: i32) -> io::Result<()> {
    nix::sys::prctl::set_pdeathsig(Signal::SIGKILL)?;
    if nix::unistd::getppid().as_raw() != parent {
        exit_now(0);
    }
    Ok(())
}

/// How a child ended.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct ExitStatus {
    /// What it returned; 0 if a signal ended it.
    pub code: i32,
    /// The signal that ended it, or 0.
    pub signal: i32,
}

impl ExitStatus {
    /// As wait(2) packs it, without the mark of a core dump.
    pub fn raw(self) -> i32 {
        self.code << 8 | self.signal
    }
}

/// Takes one dead child, if there is one: `pid` for that one only, `None` for any.
///
/// # Errors
/// What waitpid(2) says, other than that there is no child.
pub fn reap(pid: Option<i32>) -> io::Result<Option<(i32, ExitStatus)>> {
    match reap_if_any(pid) {
        Err(error) if error.raw_os_error() == Some(libc::ECHILD) => Ok(None),
        reaped => reaped,
    }
}

/// As [`reap`], and tells children that live from there being none.
///
/// # Errors
/// What waitpid(2) says: `ECHILD` if there is no such child.
pub fn reap_if_any(pid: Option<i32>) -> io::Result<Option<(i32, ExitStatus)>> {
    loop {
        return match waitpid(pid.map(Pid::from_raw), Some(WaitPidFlag::WNOHANG)) {
            Ok(WaitStatus::Exited(pid, code)) => {
                Ok(Some((pid.as_raw(), ExitStatus { code, signal: 0 })))
            }
            Ok(WaitStatus::Signaled(pid, signal, _)) => {
                Ok(Some((pid.as_raw(), ExitStatus { code: 0, signal: signal as i32 })))
            }
            Ok(WaitStatus::StillAlive) => Ok(None),
            Ok(_) | Err(nix::errno::Errno::EINTR) => continue,
            Err(error) => Err(error.into()),
        };
    }
}

/// Waits for any child to end. A signal that a handler runs for ends the wait.
///
/// # Errors
/// `ECHILD` if there is none, `Interrupted`.
pub fn wait_for_any() -> io::Result<(i32, ExitStatus)> {
    loop {
        return match waitpid(None, None)? {
            WaitStatus::Exited(pid, code) => Ok((pid.as_raw(), ExitStatus { code, signal: 0 })),
            WaitStatus::Signaled(pid, signal, _) => {
                Ok((pid.as_raw(), ExitStatus { code: 0, signal: signal as i32 }))
            }
            _ => continue,
        };
    }
}

/// Becomes another program, which gets `arguments` after its own name and our environment. Signals that we block or ignore are its own again.
/// Returns only if that failed.
pub fn exec(program: &CStr, arguments: &[CString]) -> io::Error {
    let argv: Vec<&CStr> =
        std::iter::once(program).chain(arguments.iter().map(CString::as_c_str)).collect();
    let mask = nix::sys::signal::SigSet::thread_get_mask();
    super::signal::unblock_all();
    super::signal::ignore(Signal::SIGPIPE, false);
    let Err(error) = nix::unistd::execv(program, &argv);
    if let Ok(mask) = mask {
        // It fails only for a wrong `how`.
        let _ = mask.thread_set_mask();
    }
    error.into()
}

/// Sends `signal` (0 to only ask whether it is there) to a process.
///
/// # Errors
/// `ESRCH` if there is none, `EINVAL` for a signal that does not exist, `EPERM`.
pub fn kill(pid: i32, signal: i32) -> io::Result<()> {
    // SAFETY: kill takes two numbers and touches no memory of ours.
    if unsafe { libc::kill(pid, signal) } == 0 { Ok(()) } else { Err(io::Error::last_os_error()) }
}

/// Blocks until a child has ended, and leaves its end to who takes it.
///
/// # Errors
/// `ECHILD` if there is no such child.
pub fn await_end(pid: i32) -> io::Result<()> {
    loop {
        match waitid(Id::Pid(Pid::from_raw(pid)), WaitPidFlag::WEXITED | WaitPidFlag::WNOWAIT) {
            Err(nix::Error::EINTR) => {}
            done => return Ok(done.map(drop)?),
        }
    }
}

/// Ends this process at once: no destructor, no exit handler.
pub fn exit_now(status: i32) -> ! {
    // SAFETY: _exit does not return and runs nothing of ours.
    unsafe { libc::_exit(status) }
}

static GENERATION: std::sync::atomic::AtomicU32 = std::sync::atomic::AtomicU32::new(0);

/// How many forks lie between this process and the one that called [`count_forks`]. Tells a child from its parent without asking the kernel.
pub fn generation() -> u32 {
    GENERATION.load(std::sync::atomic::Ordering::Relaxed)
}

static IN_CHILD: std::sync::OnceLock<fn()> = std::sync::OnceLock::new();

/// Begins to count forks, whoever makes them, and calls `also` in each child. Once per process.
pub fn count_forks(also: fn()) {
    extern "C" fn in_child() {
        GENERATION.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
        if let Some(also) = IN_CHILD.get() {
            also();
        }
    }
    let _ = IN_CHILD.set(also);
    // SAFETY: the handler only adds to an atomic and calls a function. Should there be no memory for it, a child takes its parent's loop for its own.
    unsafe { libc::pthread_atfork(None, None, Some(in_child)) };
}

#[cfg(test)]
mod tests {
    use std::process::{Command, Stdio};

    #[test]
    fn an_end_that_was_awaited_can_still_be_had() {
        let mut child = Command::new("sh")
            .args(["-c", "read line; exit 3"])
            .stdin(Stdio::piped())
            .spawn()
            .unwrap();
        let pid = child.id() as i32;
        let waiting = std::thread::spawn(move || super::await_end(pid));
        drop(child.stdin.take());
        waiting.join().unwrap().unwrap();
        assert_eq!(child.wait().unwrap().code(), Some(3));
        assert_eq!(super::await_end(pid).unwrap_err().raw_os_error(), Some(libc::ECHILD));
    }
}
