//! Signals and descriptors that coroutines wait for.

use std::cell::Cell;
use std::os::fd::{BorrowedFd, RawFd};
use std::rc::Rc;

use ext_php_rs::types::Zval;
use nix::poll::{PollFd, PollFlags, PollTimeout, poll};

use super::in_vain;
use crate::coroutine::{How, Wake};
use crate::error::{ErrorCode, Failure};
use crate::php::boundary::{Exit, Outcome};
use crate::php::call::{Call, Opt};
use crate::php::convert;
use crate::php::coroutine::{limit, runtime, wait};
use crate::php::event::descriptor;
use crate::php::event::watch::Events;
use crate::php::looping;
use crate::php::process::signals;
use crate::reactor::{Interest, Reactor, Readiness};

/// `waitSignal(array|int $signals, float $timeout = -1): int|false`
pub fn wait_signal(call: &mut Call) -> Outcome<i32> {
    let (wanted, seconds) = call.args::<(&Zval, Opt<f64>)>()?;
    let numbers = numbers(wanted)?;
    let who = runtime::current_id()?;
    let current = looping::current()?;
    if let Some(taken) = numbers.iter().find(|number| signals::is_reserved(&current, **number)) {
        let why = format!("signal [{taken}] processor has been registered by the system");
        return Err(Exit::warn(ErrorCode::PHP_FATAL_ERROR, why));
    }
    let arrived = Rc::new(Cell::new(None));
    let place = Rc::clone(&arrived);
    let heard = move |reactor: &Rc<Reactor>, number| {
        if place.get().is_none() {
            place.set(Some(number));
            runtime::wake(reactor, who, Wake::Ready);
        }
    };
    let listening = signals::listen(&current, &numbers, heard)
        .map_err(|error| Exit::warn_failure(Failure::system("watching signals", &error)))?;
    let woken = runtime::wait(How::Event, limit(seconds.or(-1.0)));
    drop(listening);
    match (woken?, arrived.get()) {
        (Wake::Ready, Some(number)) => Ok(number),
        (wake, _) => Err(in_vain(wake, ErrorCode::CO_TIMEDOUT)),
    }
}

/// The signals that are meant: at least one, each of them one that a process can wait for.
fn numbers(wanted: &Zval) -> Outcome<Vec<i32>> {
    let values = match wanted.array() {
        Some(array) => array.values().map(convert::to_long).collect(),
        None => vec![convert::to_long(wanted)],
    };
    let refuse = |what: String| {
        let last = libc::SIGRTMAX();
        let why = format!(
            "Invalid signal in the given list: {what}, it must be 1 to {last}, and neither SIGCHLD, SIGKILL nor SIGSTOP"
        );
        Err(Exit::warn(ErrorCode::PHP_FATAL_ERROR, why))
    };
    if values.is_empty() {
        return refuse("none".into());
    }
    let mut numbers = Vec::new();
    for value in values {
        match i32::try_from(value) {
            Ok(libc::SIGCHLD | libc::SIGKILL | libc::SIGSTOP) => return refuse(value.to_string()),
            Ok(number) if (1..=libc::SIGRTMAX()).contains(&number) => {
                if !numbers.contains(&number) {
                    numbers.push(number);
                }
            }
            _ => return refuse(value.to_string()),
        }
    }
    Ok(numbers)
}

/// `waitEvent(mixed $socket, int $events = SWOOLE_EVENT_READ, float $timeout = -1): int|false`
pub fn wait_event(call: &mut Call) -> Outcome<i64> {
    let (socket, events, seconds) = call.args::<(&Zval, Opt<i64>, Opt<f64>)>()?;
    let fd = descriptor::of(socket)
        .ok_or_else(|| Exit::warn(ErrorCode::PHP_FATAL_ERROR, "unknown fd type"))?;
    let wanted = Events::from_number(events.or(Events::READ_FLAG));
    if wanted.is_empty() {
        return Err(Exit::quiet(ErrorCode(libc::EINVAL)));
    }
    let seconds = seconds.or(-1.0);
    if seconds == 0.0 {
        runtime::current_id()?;
        return match look(fd, wanted)? {
            ready if ready == Readiness::default() => Err(Exit::quiet(ErrorCode(libc::ETIMEDOUT))),
            ready => Ok(flags(ready, wanted)),
        };
    }
    match wait::ready(fd, wanted, limit(seconds))? {
        Ok(ready) => Ok(flags(ready, wanted)),
        Err(wake) => Err(in_vain(wake, ErrorCode::CO_TIMEDOUT)),
    }
}

/// What can be done now.
fn look(fd: RawFd, wanted: Interest) -> Outcome<Readiness> {
    let mut asked = PollFlags::empty();
    asked.set(PollFlags::POLLIN, wanted.read);
    asked.set(PollFlags::POLLOUT, wanted.write);
    // SAFETY: the script keeps the descriptor open; one that is not makes the call say so.
    let fd = unsafe { BorrowedFd::borrow_raw(fd) };
    let mut fds = [PollFd::new(fd, asked)];
    poll(&mut fds, PollTimeout::ZERO).map_err(|errno| Exit::quiet(ErrorCode(errno as i32)))?;
    let found = fds[0].revents().unwrap_or(PollFlags::empty());
    Ok(Readiness {
        readable: found.contains(PollFlags::POLLIN),
        writable: found.contains(PollFlags::POLLOUT),
        read_closed: false,
        error: found.intersects(PollFlags::POLLERR | PollFlags::POLLHUP | PollFlags::POLLNVAL),
    })
}

/// What has happened, as far as it was asked for. An error is told as everything that was: trying says what it is.
fn flags(ready: Readiness, wanted: Interest) -> i64 {
    let mut flags = 0;
    if wanted.read && (ready.readable || ready.read_closed || ready.error) {
        flags |= Events::READ_FLAG;
    }
    if wanted.write && (ready.writable || ready.error) {
        flags |= Events::WRITE_FLAG;
    }
    flags
}
