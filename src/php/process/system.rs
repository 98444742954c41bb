//! What a `Swoole\Process` asks of the system: signals sent, timers, daemons, CPUs, priorities, other programs.

use std::ffi::CString;
use std::time::Duration;

use ext_php_rs::boxed::ZBox;
use ext_php_rs::types::{ZendHashTable, Zval};

use super::Process;
use crate::error::{ErrorCode, Failure};
use crate::log;
use crate::php::boundary::{Exit, Outcome};
use crate::php::call::{Call, Opt};
use crate::php::callback::Held;
use crate::php::convert::{self, long};
use crate::php::event::descriptor;
use crate::php::functions;
use crate::process::identity;
use crate::sys::{affinity, fd, priority, process};

fn misuse(why: impl Into<String>) -> Exit {
    Exit::warn(ErrorCode::PHP_FATAL_ERROR, why)
}

/// `kill(int $pid, int $signal_no = SIGTERM): bool`
pub fn kill(call: &mut Call) -> Outcome<bool> {
    let (pid, signal) = call.args::<(i64, Opt<i64>)>()?;
    let signal = signal.or(libc::SIGTERM.into());
    // A number that fits nowhere names nobody; cut down it would name somebody else.
    let sent = match (i32::try_from(pid), i32::try_from(signal)) {
        (Ok(pid), Ok(signal)) => process::kill(pid, signal),
        (Err(_), _) => Err(std::io::Error::from_raw_os_error(libc::ESRCH)),
        (_, Err(_)) => Err(std::io::Error::from_raw_os_error(libc::EINVAL)),
    };
    match sent {
        Ok(()) => Ok(true),
        // Only asked.
        Err(error) if signal == 0 => Err(Exit::quiet(ErrorCode::from(&error))),
        Err(error) => {
            Err(Exit::warn_failure(Failure::system(format!("kill({pid}, {signal})"), &error)))
        }
    }
}

/// `alarm(int $usec, int $type = 0): bool`
pub fn alarm(call: &mut Call) -> Outcome<bool> {
    let (micros, which) = call.args::<(i64, Opt<i64>)>()?;
    let interval = u64::try_from(micros).ok().map(Duration::from_micros);
    let which = i32::try_from(which.or(0)).unwrap_or(-1);
    match crate::sys::alarm::set(which, interval) {
        Ok(()) => Ok(true),
        Err(error) => Err(Exit::warn_failure(Failure::system("setitimer()", &error))),
    }
}

/// `daemon(bool $nochdir = true, bool $noclose = true, array $pipes = []): bool`
pub fn daemon(call: &mut Call) -> Outcome<bool> {
    let (stay, keep, pipes) = call.args::<(Opt<bool>, Opt<bool>, Opt<&ZendHashTable>)>()?;
    let mut streams = [None; 3];
    if let Some(pipes) = pipes.0 {
        for (target, stream) in streams.iter_mut().enumerate() {
            if let Some(value) = pipes.get_index(target as i64).filter(|value| !value.is_null()) {
                // What is wrong with it has been said.
                let fd = descriptor::of(value).ok_or(Exit::Pending);
                let Ok(fd) = fd else { return Ok(false) };
                *stream = Some(fd);
            }
        }
    }
    identity::leave_terminal().map_err(Exit::warn_failure)?;
    if !stay.or(true)
        && let Err(error) = std::env::set_current_dir("/")
    {
        log::sys_warning(&error, format_args!("cannot go to the root directory"));
    }
    if !keep.or(true) {
        identity::close_terminal(&[0, 1, 2]).map_err(Exit::warn_failure)?;
    }
    for (target, stream) in streams.into_iter().enumerate() {
        if let Some(source) = stream {
            fd::replace(target as i32, source).map_err(|error| {
                Exit::warn_failure(Failure::system(format!("dup2({source}, {target})"), &error))
            })?;
        }
    }
    Ok(true)
}

/// `setAffinity(array $cpu_settings): bool`
pub fn set_affinity(call: &mut Call) -> Outcome<bool> {
    let (wanted,) = call.args::<(&ZendHashTable,)>()?;
    let count = affinity::cpu_count();
    let mut cpus = Vec::new();
    for (_, value) in wanted {
        let number = convert::to_long(value);
        match usize::try_from(number) {
            Ok(cpu) if cpu < count => cpus.push(cpu),
            _ => return Err(misuse(format!("invalid cpu id [{number}]"))),
        }
    }
    if cpus.is_empty() {
        return Err(Exit::quiet(ErrorCode(libc::EINVAL)));
    }
    match affinity::set(&cpus) {
        Ok(()) => Ok(true),
        Err(error) => Err(Exit::warn_failure(Failure::system("sched_setaffinity()", &error))),
    }
}

/// `getAffinity(): array`
pub fn get_affinity(call: &mut Call) -> Outcome<ZBox<ZendHashTable>> {
    call.args::<()>()?;
    let cpus = affinity::get()
        .map_err(|error| Exit::warn_failure(Failure::system("sched_getaffinity()", &error)))?;
    let mut table = ZendHashTable::new();
    for cpu in cpus {
        convert::push(&mut table, long(cpu as i64));
    }
    Ok(table)
}

/// Whose priority is meant: of a process the object's own if nobody is named (this one before it is started).
fn whose(process: &Process, which: i64, who: Option<i64>) -> Outcome<(i32, u32)> {
    let invalid = || Exit::quiet(ErrorCode(libc::EINVAL));
    let kind = i32::try_from(which).map_err(|_| invalid())?;
    let who = match who {
        Some(who) => u32::try_from(who).map_err(|_| invalid())?,
        None if kind == libc::PRIO_PROCESS as i32 => process.made()?.pid.get() as u32,
        None => {
            return Err(Exit::warn(ErrorCode::INVALID_PARAMS, "$who parameter must not be null"));
        }
    };
    Ok((kind, who))
}

/// `setPriority(int $which, int $priority, ?int $who = null): bool`
pub fn set_priority(call: &mut Call) -> Outcome<bool> {
    let (which, value, who) = call.args::<(i64, i64, Opt<Option<i64>>)>()?;
    let (kind, who) = whose(&call.this::<Process>(), which, who.flat())?;
    let value = value.clamp(i32::MIN.into(), i32::MAX.into()) as i32;
    match priority::set(kind, who, value) {
        Ok(()) => Ok(true),
        Err(error) => Err(Exit::quiet(ErrorCode::from(&error))),
    }
}

/// `getPriority(int $which, ?int $who = null): int|false`
pub fn get_priority(call: &mut Call) -> Outcome<i32> {
    let (which, who) = call.args::<(i64, Opt<Option<i64>>)>()?;
    let (kind, who) = whose(&call.this::<Process>(), which, who.flat())?;
    priority::get(kind, who).map_err(|error| Exit::quiet(ErrorCode::from(&error)))
}

/// `exec(string $exec_file, array $args): bool`
pub fn exec(call: &mut Call) -> Outcome<bool> {
    let (program, arguments) = call.args::<(&[u8], &ZendHashTable)>()?;
    if program.is_empty() {
        return Err(misuse("exec file name is empty"));
    }
    let shown = String::from_utf8_lossy(program).into_owned();
    let with_nul = |what: &str| misuse(format!("{what} must not contain NUL bytes"));
    let program = CString::new(program).map_err(|_| with_nul("the exec file name"))?;
    let mut texts = Vec::new();
    for (_, value) in arguments {
        let text: Zval = convert::to_string(value).ok_or(Exit::Pending)?;
        let bytes = convert::as_bytes(&text).unwrap_or_default();
        texts.push(CString::new(bytes).map_err(|_| with_nul("arguments"))?);
    }
    let error = process::exec(&program, &texts);
    Err(Exit::warn_failure(Failure::system(format!("execv({shown})"), &error)))
}

/// `name(string $process_name): bool`
pub fn name(call: &mut Call) -> Outcome<Held> {
    functions::swoole_set_process_name(call)
}
