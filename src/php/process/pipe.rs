//! What a `Swoole\Process` does with its pipe: the methods convert and word the warnings, [`crate::process::pipe`] works.

use std::cell::Cell;
use std::io;
use std::time::Duration;

use nix::sys::socket::Shutdown;

use super::{Made, Process};
use crate::error::{ErrorCode, Failure};
use crate::php::boundary::{Exit, Outcome};
use crate::php::call::{Call, Opt};
use crate::php::callback::Held;
use crate::php::convert;
use crate::php::coroutine::socket::{self, Socket};
use crate::php::object;
use crate::process::pipe::{Pipe, Side};

const READ_SIZE: i64 = 8192;
/// No more is asked for at once, whatever a script says: a socket holds no more.
const READ_MAX: i64 = 64 * 1024 * 1024;

/// Which part `close()` means.
mod part {
    pub const ALL: i64 = 0;
    pub const MASTER: i64 = 1;
    pub const WORKER: i64 = 2;
    pub const READING: i64 = 3;
    pub const WRITING: i64 = 4;
}

fn pipe<'a>(made: &'a Made, what: &str) -> Outcome<&'a Pipe> {
    made.open_pipe()
        .map(|pipe| &**pipe)
        .ok_or_else(|| Exit::warn(ErrorCode::PHP_FATAL_ERROR, format!("no pipe, cannot {what}")))
}

fn misuse(why: impl Into<String>) -> Exit {
    Exit::warn(ErrorCode::PHP_FATAL_ERROR, why)
}

/// What did not come in time, or would have had to be waited for.
fn is_expected(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::WouldBlock | io::ErrorKind::TimedOut)
}

/// `write(string $data): int|false`
pub fn write(call: &mut Call) -> Outcome<i64> {
    let (data,) = call.args::<(&[u8],)>()?;
    let process = call.this::<Process>();
    let made = process.made()?;
    if data.is_empty() {
        return Err(misuse("the data to send is empty"));
    }
    let written = pipe(made, "write into pipe")?.write(made.side.get(), data);
    match written {
        Ok(written) => Ok(written as i64),
        Err(error) if is_expected(&error) => Err(Exit::quiet(code_of(&error))),
        Err(error) => Err(Exit::warn_failure(Failure::system("write()", &error))),
    }
}

/// `read(int $size = 8192): string|false`
pub fn read(call: &mut Call) -> Outcome<Held> {
    let (size,) = call.args::<(Opt<i64>,)>()?;
    let process = call.this::<Process>();
    let made = process.made()?;
    let size = size.or(READ_SIZE);
    if size <= 0 {
        return Err(misuse("size must be greater than 0"));
    }
    let pipe = pipe(made, "read from pipe")?;
    let mut buffer = Buffer::of(size.min(READ_MAX) as usize);
    match pipe.read(made.side.get(), &mut buffer.bytes) {
        Ok(length) => Ok(Held::new(convert::string(&buffer.bytes[..length]))),
        Err(error) if is_expected(&error) => Err(Exit::quiet(code_of(&error))),
        Err(error) => Err(Exit::warn_failure(Failure::system("read()", &error))),
    }
}

/// Room to read into: the process's own, unless much is asked for.
struct Buffer {
    bytes: Vec<u8>,
}

thread_local! {
    static ROOM: Cell<Vec<u8>> = const { Cell::new(Vec::new()) };
}

impl Buffer {
    /// The largest that is kept.
    const KEPT: usize = 64 * 1024;

    fn of(size: usize) -> Self {
        let mut bytes = if size <= Self::KEPT { ROOM.take() } else { Vec::new() };
        bytes.resize(size, 0);
        Self { bytes }
    }
}

impl Drop for Buffer {
    fn drop(&mut self) {
        if self.bytes.len() <= Self::KEPT {
            ROOM.set(std::mem::take(&mut self.bytes));
        }
    }
}

fn code_of(error: &io::Error) -> ErrorCode {
    if is_expected(error) { ErrorCode::SOCKET_POLL_TIMEOUT } else { ErrorCode::from(error) }
}

/// `setTimeout(float $seconds): bool`
pub fn set_timeout(call: &mut Call) -> Outcome<bool> {
    let (seconds,) = call.args::<(f64,)>()?;
    let process = call.this::<Process>();
    // What is no time (0, less, NAN) or more than fits is no limit.
    let limit = Duration::try_from_secs_f64(seconds).ok().filter(|limit| !limit.is_zero());
    pipe(process.made()?, "setTimeout the pipe")?.set_timeout(limit);
    Ok(true)
}

/// `setBlocking(bool $blocking): bool`
pub fn set_blocking(call: &mut Call) -> Outcome<bool> {
    let (blocking,) = call.args::<(bool,)>()?;
    let process = call.this::<Process>();
    pipe(process.made()?, "setBlocking the pipe")?.set_blocking(blocking);
    Ok(true)
}

/// `close(int $which = 0): bool`
pub fn close(call: &mut Call) -> Outcome<bool> {
    let (which,) = call.args::<(Opt<i64>,)>()?;
    let process = call.this::<Process>();
    let made = process.made()?;
    let side = made.side.get();
    let all = made
        .pipe
        .as_ref()
        .filter(|pipe| pipe.fd(Side::Master).is_some() || pipe.fd(Side::Worker).is_some());
    let pipe = all.ok_or_else(|| misuse("no pipe, cannot close the pipe"))?;
    let ended = match which.or(part::ALL) {
        part::ALL => {
            pipe.close(Side::Master);
            pipe.close(Side::Worker);
            return Ok(true);
        }
        part::MASTER => return Ok(pipe.close(Side::Master)),
        part::WORKER => return Ok(pipe.close(Side::Worker)),
        part::READING => pipe.shut(side, Shutdown::Read),
        part::WRITING => pipe.shut(side, Shutdown::Write),
        other => {
            let allowed = "0 and the constants Process::PIPE_MASTER, _WORKER, _READ and _WRITE";
            return Err(misuse(format!("$which is {other}, allowed are {allowed}")));
        }
    };
    match ended {
        Ok(()) => Ok(true),
        Err(error) => Err(Exit::warn_failure(Failure::system("shutdown()", &error))),
    }
}

/// `exportSocket(): Swoole\Coroutine\Socket|false`
pub fn export_socket(call: &mut Call) -> Outcome<Held> {
    call.args::<()>()?;
    let process = call.this::<Process>();
    let made = process.made()?;
    let pipe = pipe(made, "export stream")?;
    let side = made.side.get();
    if let Some((owner, socket)) = &*made.exported.borrow()
        && *owner == side
        && object::of(socket).is_some_and(|object| object::state::<Socket>(object).is_open())
    {
        return Ok(Held::copy_of(socket));
    }
    let copy = pipe.end(side).map(|end| end.try_clone()).transpose();
    let copy = copy.map_err(|error| {
        Exit::warn_failure(Failure::system("copying the pipe's descriptor", &error))
    })?;
    let made_now = socket::over(copy.ok_or_else(|| misuse("no pipe, cannot export stream"))?)?;
    let old = made.exported.replace(Some((side, Held::copy_of(&made_now))));
    drop(old);
    Ok(made_now)
}
