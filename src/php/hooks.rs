//! PHP's own functions that would block, made to wait as coroutines do: what the `SWOOLE_HOOK_*` flags ask for.
//!
//! ```text
//! sleep(), ...           stand-ins for the handlers of internal functions          hooks/functions.rs
//! curl_exec(), ...       calls of PHP's into libcurl, made in the event loop       hooks/curl.rs
//! proc_close(), ...      calls of PHP's for the end of a program                   hooks/programs.rs
//! stream_socket_pair()   PHP's own, and streams as those of tcp:// and the like    hooks/functions.rs
//! stream_select()        the event loop watches, then PHP's own looks              hooks/select.rs
//! ssl://, tls://         streams over TCP, and a handshake                          hooks/encrypted.rs
//! fopen(), unlink(), ...  threads open files, and change the file system           hooks/files.rs
//! fread(), fwrite(), ... streams of files whose reads and writes threads make      hooks/plain.rs
//! tcp://, unix://, ...   streams whose reads and writes wait in the event loop     hooks/streams.rs
//! ```
//!
//! All of it is in place from the first request on and looks at the flags each time, so that nothing is put in or taken out while functions and streams
//! are in use. Whoever is in no coroutine gets PHP's own.

mod curl;
mod encrypted;
mod files;
mod functions;
mod locks;
mod plain;
mod programs;
mod select;
mod stream_ops;
mod streams;

use std::sync::atomic::{AtomicBool, AtomicI64, AtomicU32, Ordering::Relaxed};

use crate::coroutine::Wake;
use crate::error::ErrorCode;
use crate::last_error;
use crate::php::boundary::Outcome;
use crate::php::constants;
use crate::php::coroutine::runtime;
use crate::php::coroutine::wait::Waited;
use crate::sys::process;

/// Streams over TCP.
pub const TCP: i64 = 1 << 1;
/// Streams over UDP.
pub const UDP: i64 = 1 << 2;
/// Streams over unix sockets.
pub const UNIX: i64 = 1 << 3;
/// Streams over unix datagram sockets.
pub const UDG: i64 = 1 << 4;
/// Streams that are encrypted from the beginning, by the name `ssl`.
pub const SSL: i64 = 1 << 5;
/// Likewise, by the names `tls` and `tlsv1.0` to `tlsv1.3`.
pub const TLS: i64 = 1 << 6;
/// `stream_select()`.
pub const STREAM_FUNCTION: i64 = 1 << 7;
/// Files.
pub const FILE: i64 = 1 << 8;
/// `sleep()` and its like.
pub const SLEEP: i64 = 1 << 9;
/// Programs.
pub const PROC: i64 = 1 << 10;
/// Curl.
pub const CURL: i64 = 1 << 11;
/// Likewise.
pub const NATIVE_CURL: i64 = 1 << 12;
/// Standard input and output, and all else that PHP reads as files and that is none.
pub const STDIO: i64 = 1 << 15;
/// Names.
pub const NET_FUNCTION: i64 = 1 << 21;

/// What is there.
const BUILT: i64 = TCP
    | UDP
    | UNIX
    | UDG
    | SSL
    | TLS
    | STREAM_FUNCTION
    | FILE
    | SLEEP
    | PROC
    | CURL
    | NATIVE_CURL
    | STDIO
    | NET_FUNCTION;
/// What the reference calls all.
pub const ALL: i64 = 0x7fbf_f7ff;

static FLAGS: AtomicI64 = AtomicI64::new(0);
/// Whether the script has chosen.
static SAID: AtomicBool = AtomicBool::new(false);
/// The process whose coroutines they are for, by its generation. A child that the script forks from a coroutine goes on in a copy of that
/// coroutine, which nobody can switch back to.
static OWNER: AtomicU32 = AtomicU32::new(0);

/// The flags that are on.
pub fn flags() -> i64 {
    FLAGS.load(Relaxed)
}

/// Turns the wanted flags on, as far as they are there, and all others off.
///
/// # Errors
/// The names of those that are not there, if they were asked for by name and not with all others.
pub fn set(wanted: i64) -> Result<(), Vec<&'static str>> {
    SAID.store(true, Relaxed);
    begin_anew();
    FLAGS.store(wanted & BUILT, Relaxed);
    let missing = constants::hooks(wanted & !BUILT);
    if missing.is_empty() || wanted & ALL == ALL { Ok(()) } else { Err(missing) }
}

/// What is said of flags that are not there.
pub fn not_there(names: &[&str]) -> String {
    let names = names.join(", ");
    format!(
        "functions of PHP that {names} stand for do not give way to other coroutines yet, they block as ever"
    )
}

/// Turns all on, unless the script has said what it wants: for `Swoole\Coroutine\run()`.
pub fn set_if_unsaid() {
    begin_anew();
    if !SAID.load(Relaxed) {
        FLAGS.store(BUILT & ALL, Relaxed);
    }
}

/// What was waited for. None if the wait has ended without, which is told as such things are: nobody here can return it.
fn obtained<T>(waited: Outcome<Waited<T>>) -> Option<T> {
    match waited {
        Ok(Ok(value)) => return Some(value),
        Ok(Err(Wake::Canceled)) => last_error::set(ErrorCode::CO_CANCELED),
        Ok(Err(_)) => {}
        Err(exit) => exit.announce(),
    }
    None
}

/// Whether the code that runs is to wait as a coroutine for what the flag stands for.
fn applies(flag: i64) -> bool {
    flags() & flag != 0 && may_wait()
}

/// Whether the code that runs is a coroutine's that can wait.
fn may_wait() -> bool {
    runtime::is_inside() && OWNER.load(Relaxed) == process::generation()
}

/// For a process that begins to have coroutines of its own.
pub fn begin_anew() {
    OWNER.store(process::generation(), Relaxed);
}

/// Puts the stand-ins in place, once all modules have started.
pub fn install() {
    begin_anew();
    functions::install();
    files::install();
    plain::install();
    streams::install();
    encrypted::install();
    curl::install();
    programs::install();
}

/// For the end of a request: the next script has asked for nothing.
pub fn end_request() {
    SAID.store(false, Relaxed);
    FLAGS.store(0, Relaxed);
}
