//! Child processes that end.

use std::io;
use std::os::fd::AsRawFd;
use std::rc::Rc;
use std::time::Duration;

use ext_php_rs::boxed::ZBox;
use ext_php_rs::types::ZendHashTable;

use super::in_vain;
use crate::coroutine::{How, Wake};
use crate::error::{ErrorCode, Failure};
use crate::php::boundary::{Exit, Outcome};
use crate::php::call::{Call, Opt};
use crate::php::coroutine::{limit, runtime, wait as waiting};
use crate::php::looping;
use crate::php::process::{describe, signals};
use crate::process::children::{self, Claim, Ended};
use crate::reactor::{Interest, Reactor};
use crate::sys::process::ExitStatus;
use crate::sys::{clock, pidfd};

const TIMED_OUT: ErrorCode = ErrorCode(libc::ETIMEDOUT);

/// `wait(float $timeout = -1): array|false`
pub fn wait(call: &mut Call) -> Outcome<ZBox<ZendHashTable>> {
    let (seconds,) = call.args::<(Opt<f64>,)>()?;
    let (pid, status) = wait_for_child(limit(seconds.or(-1.0)))?;
    Ok(describe(pid, status))
}

/// `waitPid(int $pid, float $timeout = -1): array|false`
pub fn wait_pid(call: &mut Call) -> Outcome<ZBox<ZendHashTable>> {
    let (pid, seconds) = call.args::<(i64, Opt<f64>)>()?;
    let limit = limit(seconds.or(-1.0));
    let (pid, status) = match i32::try_from(pid) {
        Ok(-1 | 0) => wait_for_child(limit)?,
        Ok(pid @ 1..) => wait_for(pid, limit)?,
        _ => {
            let why = format!("invalid process id {pid}, it must be that of a process or -1");
            return Err(Exit::warn(ErrorCode(libc::EINVAL), why));
        }
    };
    Ok(describe(pid, status))
}

fn failed(error: &io::Error) -> Exit {
    Exit::quiet(ErrorCode::from(error))
}

/// Waits for one child.
fn wait_for(pid: i32, limit: Option<Duration>) -> Outcome<Ended> {
    runtime::current()?;
    let claim = children::claim(pid);
    Ok((pid, wait_for_claimed(&claim, limit, TIMED_OUT)?))
}

/// Waits for a child that is claimed.
///
/// # Errors
/// Quietly: there is no such child, the wait was cancelled, or (with the code `late`) it has not ended in time.
pub(super) fn wait_for_claimed(
    claim: &Claim,
    limit: Option<Duration>,
    late: ErrorCode,
) -> Outcome<ExitStatus> {
    if let Some(status) = claim.collect().map_err(|error| failed(&error))? {
        return Ok(status);
    }
    let process = match pidfd::open(claim.pid()) {
        Ok(process) => process,
        // Where processes are no descriptors (old kernels, guarded containers) the signal says when to look.
        Err(_) => return look_at_signals(limit, late, || claim.collect()),
    };
    let waited = waiting::ready(process.as_raw_fd(), Interest::READ, limit)?;
    waited.map_err(|wake| in_vain(wake, late))?;
    let status = claim.collect().map_err(|error| failed(&error))?;
    // It has ended, so it can be had.
    status.ok_or(Exit::Quiet(ErrorCode(libc::ECHILD)))
}

/// Waits for any child that nobody waits for by its number.
///
/// # Errors
/// As `wait()` fails: quietly if there is none, if none ended in time or the wait was cancelled. A warning where this process takes its
/// children's signals itself.
pub(in crate::php) fn wait_for_child(limit: Option<Duration>) -> Outcome<Ended> {
    runtime::current_id()?;
    if let Some(ended) = children::reap_any_if_there().map_err(|error| failed(&error))? {
        return Ok(ended);
    }
    look_at_signals(limit, TIMED_OUT, children::reap_any_if_there)
}

/// Looks again with each signal that a child has ended.
fn look_at_signals<T>(
    limit: Option<Duration>,
    late: ErrorCode,
    look: impl Fn() -> io::Result<Option<T>>,
) -> Outcome<T> {
    let who = runtime::current_id()?;
    let current = looping::current()?;
    if signals::is_reserved(&current, libc::SIGCHLD) {
        let why = "the children of this process are waited for by the system";
        return Err(Exit::warn(ErrorCode::OPERATION_NOT_SUPPORT, why));
    }
    let heard = move |reactor: &Rc<Reactor>, _| runtime::wake(reactor, who, Wake::Ready);
    let listening = signals::listen(&current, &[libc::SIGCHLD], heard).map_err(|error| {
        Exit::warn_failure(Failure::system("watching for the ends of children", &error))
    })?;
    let end = limit.map(|limit| clock::coarse() + limit);
    let found = loop {
        // First of all: one may have ended before the signal was watched.
        match look() {
            Ok(Some(found)) => break Ok(found),
            Ok(None) => {}
            Err(error) => break Err(failed(&error)),
        }
        let left = end.map(|end| end.saturating_sub(clock::coarse()));
        match runtime::wait(How::Event, left)? {
            Wake::Ready => {}
            wake => break Err(in_vain(wake, late)),
        }
    };
    drop(listening);
    found
}
