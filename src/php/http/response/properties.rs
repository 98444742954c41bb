//! What a script sets: header fields, cookies and trailers, kept in arrays that are the object's properties, so that the script sees them.

use crate::error::ErrorCode;
use crate::http::answer;
use crate::php::boundary::{Exit, Outcome};
use crate::php::callback::{self, Held};
use crate::php::convert::{self, string, type_of};
use crate::php::http::fields;
use crate::php::object;
use ext_php_rs::ffi::{self, zend_object};
use ext_php_rs::types::{ZendHashTable, Zval};

/// The array in a slot, if there is one.
pub(super) fn table<'a>(object: *mut zend_object, index: usize) -> Option<&'a ZendHashTable> {
    // SAFETY: the class declares that many properties, and the object is live.
    unsafe { (*object::slot(object, index)).dereference().array() }
}

/// Changes the array in a slot, which is made if there is none, and copied if others see it too.
pub(super) fn change_table(
    object: *mut zend_object,
    index: usize,
    change: impl FnOnce(&mut ZendHashTable),
) {
    // SAFETY: the class declares that many properties, and the object is live.
    let value = unsafe { (*object::slot(object, index)).dereference_mut() };
    // What is replaced is released when the table has been changed: its destructor may be the script's.
    let mut replaced = None;
    if type_of(value) != ffi::IS_ARRAY {
        let made = convert::array(ZendHashTable::with_capacity(8));
        replaced = Some(Held::new(std::mem::replace(value, made)));
    }
    // SAFETY: it is an array; one that others see too, or that is immutable, is replaced by a copy first.
    unsafe {
        let shared = value.value.arr;
        if (*shared).gc.refcount > 1 {
            let own = ffi::zend_array_dup(shared);
            replaced = Some(Held::new(std::mem::take(value)));
            value.value.arr = own;
            value.u1.type_info = ffi::IS_ARRAY_EX;
        }
        change(&mut *value.value.arr);
    }
    drop(replaced);
}

/// Sets a field in one of the arrays, after a look at what would break out of its line.
pub(super) fn set_field(
    object: *mut zend_object,
    index: usize,
    key: &[u8],
    value: &Zval,
    format: bool,
) -> Outcome<bool> {
    if !answer::is_token(key) {
        let shown = String::from_utf8_lossy(key);
        return Err(Exit::warn(
            ErrorCode::INVALID_PARAMS,
            if answer::breaks_out(key) {
                "Header may not contain more than a single header, new line detected".to_owned()
            } else {
                format!("'{}' cannot be the name of a header", shown.escape_debug())
            },
        ));
    }
    let value = field_value(value)?;
    let key = if format { fields::capitalized(key) } else { string(key) };
    let mut value = std::mem::ManuallyDrop::new(value.into_inner());
    change_table(object, index, |table| {
        // SAFETY: table and key are live; the table takes the value over. A name that is a number is a number to PHP.
        unsafe {
            match convert::as_bytes(&key).and_then(fields::as_index) {
                Some(number) => ffi::zend_hash_index_update(table, number as u64, &raw mut *value),
                None => ffi::zend_hash_update(table, key.value.str_, &raw mut *value),
            };
        }
    });
    Ok(true)
}

/// A value as it is kept: objects as strings, text without the white space at its end.
fn field_value(value: &Zval) -> Outcome<Held> {
    let value = value.dereference();
    match type_of(value) {
        ffi::IS_STRING => text_value(value),
        ffi::IS_OBJECT => {
            let object = (&raw const *value).cast_mut();
            // SAFETY: the value is live; `__toString` may run, and throw.
            let text = callback::guard(|| unsafe { ffi::zval_try_get_string_func(object) });
            match text {
                Ok(text) if !text.is_null() => {
                    // SAFETY: one reference to the string is ours.
                    text_value(&Held::new(unsafe { convert::adopt(text) }))
                }
                _ => Err(Exit::Pending),
            }
        }
        ffi::IS_ARRAY => {
            let mut list = ZendHashTable::new();
            for element in value.array().into_iter().flat_map(|table| table.values()) {
                convert::push(&mut list, field_value(element)?.into_inner());
            }
            Ok(Held::new(convert::array(list)))
        }
        _ => Ok(Held::copy_of(value)),
    }
}

fn text_value(value: &Zval) -> Outcome<Held> {
    let text = convert::as_bytes(value).unwrap_or_default();
    let trimmed = text.trim_ascii_end();
    if answer::breaks_out(trimmed) {
        return Err(Exit::warn(
            ErrorCode::INVALID_PARAMS,
            "Header may not contain more than a single header, new line detected",
        ));
    }
    Ok(if trimmed.len() == text.len() { Held::copy_of(value) } else { Held::new(string(trimmed)) })
}
