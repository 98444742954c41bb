//! The message queue of a `Swoole\Process`.

use std::ffi::{CStr, OsStr};
use std::io;
use std::os::unix::ffi::OsStrExt;
use std::path::Path;

use ext_php_rs::boxed::ZBox;
use ext_php_rs::ffi;
use ext_php_rs::types::ZendHashTable;

use super::Process;
use crate::error::{ErrorCode, Failure};
use crate::php::boundary::{Exit, Outcome};
use crate::php::call::{Call, Opt};
use crate::php::convert::{self, Name, long};
use crate::php::object;
use crate::sys::message_queue::{self, Message, MessageQueue, Wait, Which};

static QUEUE_ID: Name = Name::new("msgQueueId");
static QUEUE_KEY: Name = Name::new("msgQueueKey");
static QUEUE_NUM: Name = Name::new("queue_num");
static QUEUE_BYTES: Name = Name::new("queue_bytes");

/// Anyone may put messages in, as anyone who knows the key expects.
pub(super) const PERMISSIONS: u32 = 0o666;
/// The number that goes into a key with the script's file.
const PROJECT: u8 = 1;
const ORIENT: i64 = 1;
const BALANCE: i64 = 2;
const NOWAIT: i64 = 256;
const POP_SIZE: i64 = 65_536;

/// A queue in use.
#[derive(Clone, Copy)]
pub(in crate::php) struct Queue {
    queue: MessageQueue,
    /// Takes only what was put in by an object of the same number.
    oriented: bool,
    wait: Wait,
}

impl Queue {
    /// Takes whatever is there, and waits for it.
    pub(in crate::php) fn balanced(queue: MessageQueue) -> Self {
        Self { queue, oriented: false, wait: Wait::UntilSignal }
    }
}

/// `useQueue(int $key = 0, int $mode = SWOOLE_MSGQUEUE_BALANCE, int $capacity = -1): bool`
pub fn use_queue(call: &mut Call) -> Outcome<bool> {
    let (key, mode, capacity) = call.args::<(Opt<i64>, Opt<i64>, Opt<i64>)>()?;
    let process = call.this::<Process>();
    let made = process.made()?;
    let mode = mode.or(BALANCE);
    let oriented = match mode & !NOWAIT {
        ORIENT => true,
        BALANCE => false,
        _ => {
            return Err(misuse(format!(
                "$mode is {mode}, allowed are SWOOLE_MSGQUEUE_ORIENT and SWOOLE_MSGQUEUE_BALANCE, each with Process::IPC_NOWAIT if wanted"
            )));
        }
    };
    let key = match key.or(0) {
        ..=0 => key_of_script(),
        key => i32::try_from(key)
            .map_err(|_| misuse(format!("$key is {key}, it must fit into 32 bits")))?,
    };
    let queue = MessageQueue::open(key, PERMISSIONS)
        .map_err(|error| Exit::warn_failure(Failure::system("msgget()", &error)))?;
    if let Ok(bytes @ 1..) = u64::try_from(capacity.or(-1)) {
        queue.set_capacity(bytes).map_err(|error| {
            Exit::warn_failure(Failure::system(format!("msgctl(capacity {bytes})"), &error))
        })?;
    }
    let wait = if mode & NOWAIT != 0 { Wait::No } else { Wait::UntilSignal };
    made.queue.set(Some(Queue { queue, oriented, wait }));
    object::set_property(call.object(), &QUEUE_ID, long(queue.id().into()));
    object::set_property(call.object(), &QUEUE_KEY, long(key.into()));
    Ok(true)
}

/// The key of the script's file; of a script without one, that of a queue which only those who inherit it know.
fn key_of_script() -> i32 {
    // SAFETY: the engine is running a script; the string belongs to it.
    let file = unsafe { CStr::from_ptr(ffi::zend_get_executed_filename()) };
    let path = Path::new(OsStr::from_bytes(file.to_bytes()));
    message_queue::key_of(path, PROJECT).unwrap_or(libc::IPC_PRIVATE)
}

fn misuse(why: String) -> Exit {
    Exit::warn(ErrorCode::PHP_FATAL_ERROR, why)
}

/// `statQueue(): array|false`
pub fn stat_queue(call: &mut Call) -> Outcome<ZBox<ZendHashTable>> {
    call.args::<()>()?;
    let process = call.this::<Process>();
    let Some(queue) = process.made()?.queue.get() else {
        return Err(misuse("no queue, can't get stats of the queue".into()));
    };
    let fill = queue.queue.fill().map_err(|error| Exit::quiet(ErrorCode::from(&error)))?;
    let mut table = ZendHashTable::new();
    convert::set(&mut table, &QUEUE_NUM, long(fill.messages as i64));
    convert::set(&mut table, &QUEUE_BYTES, long(fill.bytes as i64));
    Ok(table)
}

/// `freeQueue(): bool`
pub fn free_queue(call: &mut Call) -> Outcome<bool> {
    call.args::<()>()?;
    let process = call.this::<Process>();
    let Some(queue) = process.made()?.queue.take() else { return Ok(false) };
    match queue.queue.remove() {
        Ok(()) => Ok(true),
        Err(error) => Err(Exit::quiet(ErrorCode::from(&error))),
    }
}

/// `push(string $data): bool`
pub fn push(call: &mut Call) -> Outcome<bool> {
    let (data,) = call.args::<(&[u8],)>()?;
    let process = call.this::<Process>();
    let made = process.made()?;
    if data.is_empty() {
        return Err(misuse("the data to push is empty".into()));
    }
    let Some(queue) = made.queue.get() else {
        return Err(misuse("no msgqueue, cannot use push()".into()));
    };
    let message = Message::new(made.id.get() + 1, data);
    match queue.queue.send(&message, queue.wait) {
        Ok(()) => Ok(true),
        Err(error) if error.raw_os_error() == Some(libc::EMSGSIZE) => Err(Exit::warn(
            // The number that the system call would have given.
            ErrorCode(libc::EINVAL),
            format!(
                "a message of {} bytes is too long, the system allows {} and the queue's capacity",
                data.len(),
                message_queue::largest_message()
            ),
        )),
        Err(error) => Err(failed("msgsnd()", &error)),
    }
}

/// `pop(int $size = 65536): string|false`
pub fn pop(call: &mut Call) -> Outcome<Vec<u8>> {
    let (size,) = call.args::<(Opt<i64>,)>()?;
    let process = call.this::<Process>();
    let made = process.made()?;
    let Some(queue) = made.queue.get() else {
        return Err(misuse("no msgqueue, cannot use pop()".into()));
    };
    let size = match size.or(POP_SIZE) {
        ..=0 => POP_SIZE,
        size => size,
    };
    let which = if queue.oriented { Which::Kind(made.id.get() + 1) } else { Which::Any };
    let mut message = Message::default();
    match queue.queue.receive(which, size as usize, queue.wait, &mut message) {
        Ok(()) => Ok(message.payload().to_vec()),
        Err(error) if error.raw_os_error() == Some(libc::E2BIG) => Err(Exit::warn(
            ErrorCode::from(&error),
            format!("the next message is longer than {size} bytes and stays in the queue"),
        )),
        Err(error) => Err(failed("msgrcv()", &error)),
    }
}

/// What was to be expected (nothing there, no room, a signal) is quiet.
fn failed(what: &str, error: &io::Error) -> Exit {
    match error.raw_os_error() {
        Some(libc::EAGAIN | libc::ENOMSG | libc::EINTR) => Exit::quiet(ErrorCode::from(error)),
        _ => Exit::warn_failure(Failure::system(what, error)),
    }
}
