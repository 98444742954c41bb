//! `exit()` where the script must not end: inside a coroutine or a callback of a running server it throws a `Swoole\ExitException`.
//!
//! The engine compiles `exit` to an opcode, which [`hook`] takes over. The exception can be caught and asked for the status; one that nobody
//! catches ends the process as every uncaught exception does. Elsewhere `exit()` is the engine's.

use std::cell::Cell;

use ext_php_rs::ffi::{self, IS_UNDEF, zend_execute_data, zval};
use ext_php_rs::types::Zval;

use crate::php::callback::{self, Held};
use crate::php::convert::{long, type_of};
use crate::php::coroutine::runtime;
use crate::php::exit_exception::{FLAGS, STATUS};
use crate::php::object::{self, Object};
use crate::php::{boundary, classes, version};

/// Where an opcode's operand is, as `zend_compile.h` numbers it.
mod operand {
    pub const CONSTANT: u8 = 1;
    pub const TEMPORARY: u8 = 2;
    pub const VAR: u8 = 4;
    pub const COMPILED: u8 = 8;
}

/// `SWOOLE_EXIT_IN_COROUTINE`
const IN_COROUTINE: i64 = 2;
/// `SWOOLE_EXIT_IN_SERVER`
const IN_SERVER: i64 = 4;

thread_local! {
    /// Where `exit()` throws, a combination of `SWOOLE_EXIT_*`; 0 where it ends the script.
    static PLACE: Cell<i64> = const { Cell::new(0) };
}

/// Says whether the callbacks of a server run from here on, in which `exit()` throws.
pub fn in_server(on: bool) {
    PLACE.set(if on { IN_SERVER } else { 0 });
}

/// Takes over `exit()`; for the start of the module.
pub fn hook() {
    version::hook_exit(on_exit);
}

/// Runs for each `exit()`: says whether it was dealt with. The engine then goes on with the exception, else with its own exit.
unsafe extern "C" fn on_exit(frame: *mut zend_execute_data) -> bool {
    let flags = PLACE.get() | if runtime::is_inside() { IN_COROUTINE } else { 0 };
    if flags == 0 {
        return false;
    }
    // SAFETY: as the engine calls it, with the live frame of the running `exit`.
    unsafe { throw(take_operand(frame), flags) };
    let waiting = callback::take_pending();
    // SAFETY: this frame holds nothing that needs dropping.
    unsafe { boundary::raise(waiting) };
    true
}

/// What was passed to `exit()`; null if nothing was. A temporary value is taken over, as the opcode would.
///
/// # Safety
/// The frame is live, and its opcode is the `exit` that runs.
unsafe fn take_operand(frame: *mut zend_execute_data) -> Held {
    // SAFETY: as the caller owes: the operand is addressed as the engine's own handlers do.
    unsafe {
        let opline = (*frame).opline;
        let kind = (*opline).op1_type;
        let value: *mut zval = match kind {
            operand::CONSTANT => {
                opline.byte_offset((*opline).op1.constant as i32 as isize).cast_mut().cast()
            }
            operand::TEMPORARY | operand::VAR | operand::COMPILED => {
                frame.byte_add((*opline).op1.var as usize).cast()
            }
            _ => return Held::new(Zval::null()),
        };
        if type_of(&*value) == IS_UNDEF {
            return Held::new(Zval::null());
        }
        let status = Held::copy_of(&*value);
        if kind == operand::TEMPORARY || kind == operand::VAR {
            drop(Held::new(std::mem::replace(&mut *value, Zval::null())));
        }
        status
    }
}

/// Throws the exception.
fn throw(status: Held, flags: i64) {
    let class = classes::SWOOLE_EXIT_EXCEPTION.get();
    // SAFETY: the class is registered; an exception is made and becomes the engine's.
    let thrown =
        callback::guard(|| unsafe { ffi::zend_throw_exception(class, c"swoole exit".as_ptr(), 0) });
    let Ok(exception) = thrown else { return };
    if exception.is_null() {
        return;
    }
    // SAFETY: the engine holds the exception that it has just thrown.
    let exception = unsafe { Object::at(exception) };
    object::set_property(exception, &FLAGS, long(flags));
    object::set_property(exception, &STATUS, status.into_inner());
}
