//! PHP's serialization, called without the detour through the functions of these names: what tasks and messages between processes spend their time on.

use std::ffi::c_char;
use std::ptr;

use ext_php_rs::ffi::{self, smart_str};
use ext_php_rs::types::Zval;

use crate::php::boundary::{Exit, Outcome};
use crate::php::callback::{self, Held};
use crate::php::convert;

/// A value as `serialize()` gives it: a string.
///
/// # Errors
/// What a value that cannot be serialized throws.
pub fn serialize(value: &Zval) -> Outcome<Held> {
    let mut text = smart_str { s: ptr::null_mut(), a: 0 };
    let (out, value) = (&raw mut text, (&raw const *value).cast_mut());
    // Methods of the script's may run in here.
    // SAFETY: the value and the buffer are live; the value is only read.
    let done = callback::guard(|| unsafe {
        let mut seen = ffi::php_var_serialize_init();
        ffi::php_var_serialize(out, value, &raw mut seen);
        ffi::php_var_serialize_destroy(seen);
    });
    if done.is_err() {
        // What was written so far went down with the rest.
        return Err(Exit::Pending);
    }
    if text.s.is_null() {
        return Err(Exit::Pending);
    }
    // SAFETY: the buffer holds a string of ours, with room for the NUL that strings end with.
    let text = unsafe {
        let end = (&raw mut (*text.s).val).cast::<c_char>().add((*text.s).len);
        end.write(0);
        Held::new(convert::adopt(text.s))
    };
    if callback::exception().is_null() { Ok(text) } else { Err(Exit::Pending) }
}

/// The value that `serialize()` has made a string of; `false` with a notice if it is not such a string.
///
/// # Errors
/// What the script's methods throw that run while an object is made.
pub fn unserialize(text: &[u8]) -> Outcome<Held> {
    let mut value = Zval::new();
    let (out, start, length) = (&raw mut value, text.as_ptr().cast(), text.len());
    // SAFETY: the text and the place for the value are live; no options is the default.
    let done = callback::guard(|| unsafe {
        ffi::php_unserialize_with_options(
            out,
            start,
            length,
            ptr::null_mut(),
            c"unserialize".as_ptr(),
        );
    });
    if done.is_err() {
        // Half of a value may lie there, which must not be released.
        std::mem::forget(value);
        return Err(Exit::Pending);
    }
    let value = Held::new(value);
    if callback::exception().is_null() { Ok(value) } else { Err(Exit::Pending) }
}
