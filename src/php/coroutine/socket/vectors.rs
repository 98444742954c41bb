//! What a `Coroutine\Socket` receives into, or sends out of, several pieces at once.

use ext_php_rs::boxed::ZBox;
use ext_php_rs::ffi::IS_LONG;
use ext_php_rs::types::{ZendHashTable, Zval};

use super::sending::partly;
use super::{deadline, fail, fail_with, open, refuse, settle};
use crate::client::waiting_socket::Partly;
use crate::error::ErrorCode;
use crate::php::boundary::{Exit, Outcome};
use crate::php::call::{Call, Opt};
use crate::php::callback::Held;
use crate::php::client::text;
use crate::php::convert::{self, as_bytes, type_of};
use crate::php::coroutine::waiter;
use crate::php::event::type_name;

/// Pieces of one call at most: `SWOOLE_IOV_MAX`.
pub const PIECES_MAX: usize = 1024;

/// `readVector(array $io_vector, float $timeout = 0): array|false`
pub fn read_vector(call: &mut Call) -> Outcome<ZBox<ZendHashTable>> {
    let (vector, timeout) = call.args::<(&ZendHashTable, Opt<f64>)>()?;
    let socket = open(call)?;
    let lengths = lengths(call, vector)?;
    let deadline = deadline(timeout, socket.times().read);
    let received = match total(&lengths) {
        0 => Ok(bytes::Bytes::new()),
        total => socket.receive(total, deadline),
    };
    cut(&settle(call.object(), received)?, &lengths)
}

/// `readVectorAll(array $io_vector, float $timeout = 0): array|false`
pub fn read_vector_all(call: &mut Call) -> Outcome<ZBox<ZendHashTable>> {
    let (vector, timeout) = call.args::<(&ZendHashTable, Opt<f64>)>()?;
    let socket = open(call)?;
    let lengths = lengths(call, vector)?;
    let deadline = deadline(timeout, socket.times().read);
    match socket.receive_all(total(&lengths), deadline) {
        Ok(bytes) => cut(&settle(call.object(), Ok(bytes))?, &lengths),
        Err(Partly { done, error }) => {
            waiter::check()?;
            let code = ErrorCode::from(&error);
            fail(call.object(), code);
            if done.is_empty() && error.raw_os_error() != Some(libc::ETIMEDOUT) {
                return Err(Exit::quiet(code));
            }
            cut(&done, &lengths)
        }
    }
}

/// `writeVector(array $io_vector, float $timeout = 0): int|false`
pub fn write_vector(call: &mut Call) -> Outcome<i64> {
    write(call, false)
}

/// `writeVectorAll(array $io_vector, float $timeout = 0): int|false`
pub fn write_vector_all(call: &mut Call) -> Outcome<i64> {
    write(call, true)
}

fn write(call: &mut Call, all: bool) -> Outcome<i64> {
    let (vector, timeout) = call.args::<(&ZendHashTable, Opt<f64>)>()?;
    let socket = open(call)?;
    check_count(call, vector)?;
    let mut held = Vec::with_capacity(vector.len());
    for (place, value) in vector.values().enumerate() {
        let value = value.dereference();
        let Some(bytes) = as_bytes(value) else {
            return Err(wrong_type(place, "string", value));
        };
        if bytes.is_empty() {
            return Err(invalid(format!("Item #[{place}] cannot be empty string")));
        }
        // While we wait another coroutine may replace what the array refers to.
        held.push(Held::copy_of(value));
    }
    let pieces: Vec<_> = held.iter().filter_map(|value| as_bytes(value)).collect();
    let sent = socket.send_vectored(&pieces, all, deadline(timeout, socket.times().write));
    partly(call, sent)
}

fn lengths(call: &Call, vector: &ZendHashTable) -> Outcome<Vec<usize>> {
    check_count(call, vector)?;
    let mut lengths = Vec::with_capacity(vector.len());
    for (place, value) in vector.values().enumerate() {
        let value = value.dereference();
        if type_of(value) != IS_LONG {
            return Err(wrong_type(place, "int", value));
        }
        let length = value.long().and_then(|length| usize::try_from(length).ok());
        let length = length.filter(|length| *length > 0);
        lengths.push(
            length.ok_or_else(|| invalid(format!("Item #[{place}] must be greater than 0")))?,
        );
    }
    Ok(lengths)
}

fn check_count(call: &Call, vector: &ZendHashTable) -> Outcome {
    if vector.len() <= PIECES_MAX {
        return Ok(());
    }
    let code = ErrorCode(libc::EINVAL);
    fail_with(call.object(), code, &format!("The maximum of iov count is {PIECES_MAX}"));
    Err(Exit::quiet(code))
}

fn total(lengths: &[usize]) -> usize {
    lengths.iter().fold(0, |total, length| total.saturating_add(*length))
}

/// Cuts what has come into the pieces asked for, as far as it goes.
fn cut(bytes: &[u8], lengths: &[usize]) -> Outcome<ZBox<ZendHashTable>> {
    let mut table = ZendHashTable::new();
    let mut rest = bytes;
    for length in lengths {
        if rest.is_empty() {
            break;
        }
        let (piece, behind) = rest.split_at((*length).min(rest.len()));
        convert::push(&mut table, text(piece)?);
        rest = behind;
    }
    Ok(table)
}

fn wrong_type(place: usize, wanted: &str, value: &Zval) -> Exit {
    let given = type_name(value);
    invalid(format!("Item #[{place}] must be of type {wanted}, {given} given"))
}

fn invalid(message: String) -> Exit {
    refuse(ErrorCode(libc::EINVAL), message)
}
