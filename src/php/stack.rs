//! Where the PHP code of this process is, told from another thread while it runs: for requests that block for too long.
//!
//! Nothing is locked and nothing stops meanwhile, so what is read may be half changed, or gone. It is therefore read with a call that cannot crash
//! ([`guarded_read`]), taken for what it is, and never written to.

use crate::sys::guarded_read;
use ext_php_rs::ffi::{
    self, ZEND_USER_FUNCTION, zend_class_entry, zend_execute_data, zend_function, zend_op,
    zend_string,
};
use std::fmt::Write;
use std::mem::{MaybeUninit, offset_of};

/// No more frames are told.
const DEPTH: usize = 64;
/// No more of a name is told.
const NAME_MAX: usize = 256;

/// A copy of what a pointer points to, if that is there.
///
/// # Safety
/// Any bytes are a value of `T`.
unsafe fn peek<T>(at: *const T) -> Option<T> {
    let mut copy = MaybeUninit::<T>::zeroed();
    let room: *mut [u8] =
        std::ptr::slice_from_raw_parts_mut(copy.as_mut_ptr().cast(), size_of::<T>());
    // SAFETY: the bytes are there and written to.
    let whole = !at.is_null() && guarded_read::copy(at.addr(), unsafe { &mut *room });
    // SAFETY: as the caller owes.
    whole.then(|| unsafe { copy.assume_init() })
}

fn text(at: *const zend_string) -> Option<String> {
    // SAFETY: a number.
    let len = unsafe {
        peek(at.cast::<u8>().wrapping_add(offset_of!(zend_string, len)).cast::<usize>())
    }?;
    let mut bytes = vec![0; len.min(NAME_MAX)];
    let first = at.addr() + offset_of!(zend_string, val);
    guarded_read::copy(first, &mut bytes).then(|| String::from_utf8_lossy(&bytes).into_owned())
}

/// The frames of the running code, a line each.
pub fn trace() -> String {
    let mut lines = String::new();
    // SAFETY: the globals live as long as the process; one word of them is read.
    let mut next = unsafe { peek(&raw const ffi::executor_globals.current_execute_data) }
        .unwrap_or(std::ptr::null_mut());
    for number in 0..DEPTH {
        // SAFETY: a structure of numbers and pointers; none is followed but by `peek`.
        let Some(frame) = (unsafe { peek(next.cast_const()) }) else { break };
        if let Some(line) = line_of(&frame) {
            // Writing to a string cannot fail.
            let _ = writeln!(lines, "#{number} {line}");
        }
        next = frame.prev_execute_data;
    }
    if lines.is_empty() { "a place that cannot be told".to_owned() } else { lines }
}

fn line_of(frame: &zend_execute_data) -> Option<String> {
    // Of an internal function less is there than of a union of all kinds, so what all have is read first.
    let kind = frame.func.cast_const().cast::<ffi::_zend_function__bindgen_ty_1>();
    // SAFETY: as above.
    let common = unsafe { peek(kind) }?;
    let class = common.scope.cast_const();
    let class = (!class.is_null())
        .then(|| {
            let name = class.cast::<u8>().wrapping_add(offset_of!(zend_class_entry, name));
            // SAFETY: a pointer.
            text(unsafe { peek(name.cast::<*const zend_string>()) }?)
        })
        .flatten();
    let function = text(common.function_name);
    let called = match (&class, function) {
        (Some(class), Some(function)) => format!("{class}->{function}()"),
        (None, Some(function)) => format!("{function}()"),
        (_, None) => "{main}".to_owned(),
    };
    if u32::from(common.type_) != ZEND_USER_FUNCTION {
        return Some(format!("[internal function]: {called}"));
    }
    // SAFETY: as above; the function is one of the script's.
    let (function, line) =
        unsafe { (peek::<zend_function>(frame.func)?, peek::<zend_op>(frame.opline)) };
    // SAFETY: a function of the script's is this member of the union.
    let file = text(unsafe { function.op_array.filename })?;
    Some(format!("{file}({}): {called}", line.map_or(0, |line| line.lineno)))
}
