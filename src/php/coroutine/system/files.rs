//! Files, read and written by threads: content is copied on the way, since they never touch PHP's memory.

use std::ffi::OsStr;
use std::io;
use std::os::unix::ffi::OsStrExt;
use std::path::{Path, PathBuf};

use ext_php_rs::boxed::ZBox;
use ext_php_rs::types::ZendHashTable;

use super::{in_vain, room, string};
use crate::aio::Leaving;
use crate::aio::file::{self, Manner};
use crate::error::ErrorCode;
use crate::log;
use crate::php::boundary::{Exit, Outcome};
use crate::php::call::{Call, Opt};
use crate::php::callback::Held;
use crate::php::convert::{self, Name};
use crate::php::coroutine::wait;

/// `LOCK_EX`
const LOCK: i64 = 2;
/// `FILE_APPEND`
const APPEND: i64 = 8;

/// `readFile(string $filename, int $flag = 0): string|false`
pub fn read_file(call: &mut Call) -> Outcome<Held> {
    let (name, flags) = call.args::<(&[u8], Opt<i64>)>()?;
    let path = path(name, "Filename", "readFile(): Argument #1 ($filename)")?;
    let (manner, room) = (manner(flags.or(0)), room());
    let read = wait::work(Leaving::Goes, None, move || file::read(&path, manner, room))?;
    match read {
        Ok(read) => string(read.map_err(tell)?),
        Err(wake) => Err(in_vain(wake, ErrorCode::AIO_TIMEOUT)),
    }
}

/// `writeFile(string $filename, string $fileContent, int $flags = 0): int|false`
pub fn write_file(call: &mut Call) -> Outcome<i64> {
    let (name, content, flags) = call.args::<(&[u8], &[u8], Opt<i64>)>()?;
    let path = path(name, "Filename", "writeFile(): Argument #1 ($filename)")?;
    let (content, manner) = (content.to_vec(), manner(flags.or(0)));
    let write = move || file::write(&path, &content, manner);
    match wait::work(Leaving::Waits, None, write)? {
        Ok(written) => Ok(written.map_err(tell)? as i64),
        Err(wake) => Err(in_vain(wake, ErrorCode::AIO_TIMEOUT)),
    }
}

/// `statvfs(string $path): array|false`
pub fn statvfs(call: &mut Call) -> Outcome<ZBox<ZendHashTable>> {
    static NAMES: [Name; 11] = [
        Name::new("bsize"),
        Name::new("frsize"),
        Name::new("blocks"),
        Name::new("bfree"),
        Name::new("bavail"),
        Name::new("files"),
        Name::new("ffree"),
        Name::new("favail"),
        Name::new("fsid"),
        Name::new("flag"),
        Name::new("namemax"),
    ];
    let (name,) = call.args::<(&[u8],)>()?;
    let path = path(name, "Path", "statvfs(): Argument #1 ($path)")?;
    let found = wait::work(Leaving::Goes, None, move || file::file_system(&path))?
        .map_err(|wake| in_vain(wake, ErrorCode::AIO_TIMEOUT))?
        .map_err(|error| Exit::quiet(ErrorCode::from(&error)))?;
    let values = [
        found.block_size(),
        found.fragment_size(),
        found.blocks(),
        found.blocks_free(),
        found.blocks_available(),
        found.files(),
        found.files_free(),
        found.files_available(),
        found.filesystem_id(),
        found.flags().bits(),
        found.name_max(),
    ];
    let mut table = ZendHashTable::new();
    for (name, value) in NAMES.iter().zip(values) {
        convert::set(&mut table, name, convert::long(value as i64));
    }
    Ok(table)
}

fn manner(flags: i64) -> Manner {
    Manner { append: flags & APPEND != 0, lock: flags & LOCK != 0 }
}

fn path(name: &[u8], what: &str, argument: &str) -> Outcome<PathBuf> {
    if name.is_empty() {
        return Err(Exit::value_error(format!("{what} cannot be empty")));
    }
    if name.contains(&0) {
        let why = format!("Swoole\\Coroutine\\System::{argument} must not contain any null bytes");
        return Err(Exit::value_error(why));
    }
    Ok(Path::new(OsStr::from_bytes(name)).to_owned())
}

/// A failure is a line in the log, and the last error.
fn tell((step, error): (String, io::Error)) -> Exit {
    log::sys_warning(&error, format_args!("{step}"));
    Exit::quiet(ErrorCode::from(&error))
}
