//! Locks on files, of which the kernel tells nobody that they are free: they are tried for while others run.

use std::io;
use std::os::fd::RawFd;

use crate::error::ErrorCode;
use crate::php::boundary::{Exit, Outcome};
use crate::php::coroutine::{runtime, wait};

/// Waits until a lock is to be had, and takes it: PHP's own call for the same lock then succeeds at once. `operation` is flock(2)'s; one
/// that does not wait is none that is waited for.
///
/// # Errors
/// As [`runtime::wait`]. Quietly: the wait was cancelled.
pub(super) fn wait_for(fd: RawFd, operation: i32) -> Outcome {
    // PHP's numbers for the two sorts of locks are the system's; that for giving back is both together.
    let sort = operation & (libc::LOCK_SH | libc::LOCK_EX);
    if !matches!(sort, libc::LOCK_SH | libc::LOCK_EX) || operation & libc::LOCK_NB != 0 {
        return Ok(());
    }
    for pause in wait::pauses() {
        if !is_locked_by_others(fd, sort) {
            break;
        }
        if !runtime::sleep(pause)? {
            return Err(Exit::quiet(ErrorCode::CO_CANCELED));
        }
    }
    Ok(())
}

/// Tries for the lock: whether somebody else has it.
fn is_locked_by_others(fd: RawFd, sort: i32) -> bool {
    // SAFETY: flock takes two numbers and touches no memory of ours.
    let taken = unsafe { libc::flock(fd, sort | libc::LOCK_NB) } == 0;
    !taken && io::Error::last_os_error().kind() == io::ErrorKind::WouldBlock
}
