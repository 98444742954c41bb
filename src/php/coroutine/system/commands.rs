//! Shell commands. The output is read from the event loop; so is the end of the process.

use std::cell::Cell;
use std::ffi::CString;
use std::io::{self, PipeReader, Read};
use std::os::fd::{AsRawFd, OwnedFd};
use std::rc::Rc;

use ext_php_rs::boxed::ZBox;
use ext_php_rs::types::ZendHashTable;

use super::processes::wait_for_claimed;
use super::{in_vain, room, string};
use crate::error::{ErrorCode, Failure};
use crate::php::boundary::{Exit, Outcome};
use crate::php::call::{Call, Opt};
use crate::php::convert::{self, Name, long};
use crate::php::coroutine::{runtime, wait};
use crate::php::{async_settings, looping};
use crate::process::children::{self, Claim};
use crate::process::command::{self, Running};
use crate::reactor::{Handler, Interest, Lifetime, Reactor, Readiness, Token, Trigger};
use crate::sys::pidfd;
use crate::sys::process::ExitStatus;

/// Bytes that are read at once.
const PIECE: usize = 64 << 10;

/// `exec(string $command, bool $get_error_stream = false): array|false`
pub fn exec(call: &mut Call) -> Outcome<ZBox<ZendHashTable>> {
    static CODE: Name = Name::new("code");
    static SIGNAL: Name = Name::new("signal");
    static OUTPUT: Name = Name::new("output");
    let (text, with_errors) = call.args::<(&[u8], Opt<bool>)>()?;
    runtime::current()?;
    let text = CString::new(text).map_err(|_| {
        let method = "Swoole\\Coroutine\\System::exec()";
        Exit::value_error(format!(
            "{method}: Argument #1 ($command) must not contain any null bytes"
        ))
    })?;
    let running = command::start(&text, with_errors.or(false))
        .map_err(|error| Exit::warn_failure(Failure::system("running a command", &error)))?;
    let (output, status) = watch(running)?;
    let mut table = ZendHashTable::new();
    convert::set(&mut table, &CODE, long(status.code.into()));
    convert::set(&mut table, &SIGNAL, long(status.signal.into()));
    convert::set(&mut table, &OUTPUT, string(output)?.into_inner());
    Ok(table)
}

/// Reads what the command writes, and waits for its end. A command that is given up is still reaped when it has ended.
fn watch(Running { output, claim }: Running) -> Outcome<(Vec<u8>, ExitStatus)> {
    let ended = read(output)
        .and_then(|output| Ok((output, wait_for_claimed(&claim, None, ErrorCode::CO_TIMEDOUT)?)));
    if ended.is_err() {
        reap_later(claim);
    }
    ended
}

/// What the command writes, to its end. Then nobody reads any more.
fn read(mut pipe: PipeReader) -> Outcome<Vec<u8>> {
    let limit = async_settings::current().client_times.read;
    let room = room();
    let mut output = Vec::new();
    // More than PHP has room for is not worth reading: the script will end by it.
    while (output.len() as u64) < room {
        let before = output.len();
        output.resize(before + PIECE, 0);
        let read = pipe.read(&mut output[before..]);
        output.truncate(before + *read.as_ref().unwrap_or(&0));
        match read {
            Ok(0) => break,
            Ok(_) => {}
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) if error.kind() == io::ErrorKind::WouldBlock => {
                wait::ready(pipe.as_raw_fd(), Interest::READ, limit)?
                    .map_err(|wake| in_vain(wake, ErrorCode::CO_TIMEDOUT))?;
            }
            Err(error) => return Err(Exit::quiet(ErrorCode::from(&error))),
        }
    }
    Ok(output)
}

/// A command that nobody waits for any more.
struct Abandoned {
    /// Watched, and closed with this.
    _process: OwnedFd,
    claim: Cell<Option<Claim>>,
}

fn reap_later(claim: Claim) {
    let watched = looping::current_if_any().zip(pidfd::open(claim.pid()).ok());
    let Some((current, process)) = watched else { return children::abandon(claim) };
    let fd = process.as_raw_fd();
    let abandoned = Rc::new(Abandoned { _process: process, claim: Cell::new(Some(claim)) });
    let handler = Rc::clone(&abandoned) as Rc<dyn Handler>;
    let added =
        current.reactor.add(fd, Interest::READ, Trigger::Edge, Lifetime::Background, handler);
    if added.is_err()
        && let Some(claim) = abandoned.claim.take()
    {
        children::abandon(claim);
    }
}

impl Handler for Abandoned {
    fn ready(self: Rc<Self>, reactor: &Rc<Reactor>, token: Token, _: Readiness) {
        // Nobody wants to know.
        if let Some(claim) = self.claim.take() {
            let _ = claim.collect();
        }
        reactor.remove(token);
    }
}
