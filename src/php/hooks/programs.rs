//! Programs that PHP runs: `proc_close()`, `pclose()`, `exec()` and its like let others run until the program has ended.
//!
//! What a program writes and reads goes through streams ([`super::plain`]). For its end PHP calls waitpid(2) and pclose(3), and these calls come here
//! instead ([`crate::sys::imports`]), so that everything before and after them is PHP's own.

use std::ffi::{CStr, c_int, c_void};
use std::os::fd::AsRawFd;

use libc::{FILE, pid_t};
use nix::errno::Errno;

use super::functions;
use super::streams::guarded;
use super::{PROC, applies, obtained};
use crate::aio::Leaving;
use crate::log;
use crate::php::coroutine::wait;
use crate::process::children;
use crate::reactor::Interest;
use crate::sys::imports::Loaded;
use crate::sys::pidfd;
use crate::sys::process::{self, ExitStatus};

/// Once, when all modules have started.
pub(super) fn install() {
    let Some(php) = functions::handler(c"proc_close").and_then(|it| Loaded::around(it as usize))
    else {
        return;
    };
    let instead: [(&CStr, *const c_void); 2] =
        [(c"waitpid", waitpid as *const c_void), (c"pclose", pclose as *const c_void)];
    for (name, ours) in instead {
        // SAFETY: the signatures are those of the C library. PHP has one thread, and no script runs while modules start.
        if unsafe { php.redirect(name, ours) }.is_err() {
            log::debug(format_args!(
                "PHP does not call {} in a way that is known: the ends of programs are waited for as ever",
                name.to_string_lossy()
            ));
        }
    }
}

unsafe extern "C" fn waitpid(pid: pid_t, status: *mut c_int, options: c_int) -> pid_t {
    // Any child, or a look at one, is nothing to wait for here.
    if pid <= 0 || options != 0 || !applies(PROC) {
        // SAFETY: passed on as PHP gave it.
        return unsafe { libc::waitpid(pid, status, options) };
    }
    let Some(end) = guarded(None, || end_of(pid)) else {
        Errno::ECHILD.set();
        return -1;
    };
    if !status.is_null() {
        // SAFETY: as PHP gave it.
        unsafe { *status = end.raw() };
    }
    pid
}

/// How a child has ended, once it has; none if there is no such child, or the wait was cancelled: then nobody wants to know any more.
fn end_of(pid: pid_t) -> Option<ExitStatus> {
    // Whoever waits for any child does not get this one. What has been found of it by then is kept for us, so that the kernel need not have it any more.
    let claim = children::claim(pid);
    match claim.collect() {
        Ok(None) => {}
        at_once => return at_once.ok().flatten(),
    }
    let has_ended = match pidfd::open(pid) {
        Ok(process) => obtained(wait::ready(process.as_raw_fd(), Interest::READ, None)).is_some(),
        // Where processes are no descriptors (old kernels, guarded containers) a thread waits.
        Err(_) => {
            obtained(wait::work(Leaving::Goes, None, move || process::await_end(pid))).is_some()
        }
    };
    if has_ended {
        return claim.collect().ok().flatten();
    }
    children::abandon(claim);
    None
}

unsafe extern "C" fn pclose(file: *mut FILE) -> c_int {
    if !applies(PROC) {
        // SAFETY: passed on as PHP gave it.
        return unsafe { libc::pclose(file) };
    }
    let address = file as usize;
    guarded(-1, || {
        // SAFETY: PHP has given it up; only this thread uses it now.
        let close = move || unsafe { libc::pclose(address as *mut FILE) };
        obtained(wait::work(Leaving::Goes, None, close)).unwrap_or(-1)
    })
}
