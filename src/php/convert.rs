//! Small conversions between Rust values and PHP values.
//!
//! Used by every class file. PHP strings are bytes: nothing here checks for UTF-8, and nothing copies that need not be copied.

use std::sync::atomic::{AtomicPtr, Ordering};
use std::{ptr, slice};

use ext_php_rs::boxed::ZBox;
use ext_php_rs::ffi::{
    self, GC_IMMUTABLE, GC_STRING, IS_INTERNED_STRING_EX, IS_LONG, IS_STRING, IS_STRING_EX,
    ext_php_rs_zend_string_init, zend_object, zend_string, zend_string_hash_func,
};
use ext_php_rs::types::{ZendHashTable, Zval};

use crate::php::callback::{self, Held};
use crate::php::object::Object;

/// The bytes of a PHP string.
///
/// # Safety
/// The string is live for as long as the result is used.
pub unsafe fn bytes_of<'a>(text: *const zend_string) -> &'a [u8] {
    // SAFETY: as the caller owes; a zend_string holds `len` bytes from `val` on.
    unsafe { slice::from_raw_parts((&raw const (*text).val).cast(), (*text).len) }
}

/// The bytes of a value that is a string (no conversion).
pub fn as_bytes(value: &Zval) -> Option<&[u8]> {
    let value = value.dereference();
    // SAFETY: the type says that it is a string, which lives as long as the value.
    unsafe { (type_of(value) == IS_STRING).then(|| bytes_of(value.value.str_)) }
}

/// The type byte of a value (`IS_LONG`, ...), references not followed.
pub fn type_of(value: &Zval) -> u32 {
    // SAFETY: every view of the type word is valid.
    unsafe { value.u1.v.type_.into() }
}

/// What PHP takes for true; nothing of PHP's runs for that.
pub fn truthy(value: &Zval) -> bool {
    let value = value.dereference();
    if let Some(known) = value.bool() {
        return known;
    }
    // SAFETY: the value is live; an object, whose class might have a say, is not asked.
    type_of(value) == ffi::IS_OBJECT
        || unsafe { ffi::zend_is_true((&raw const *value).cast_mut()) != 0 }
}

/// What `(int)` makes of a value. An object's or array's conversion may warn.
pub fn to_long(value: &Zval) -> i64 {
    let value = value.dereference();
    if let Some(number) = value.long() {
        return number;
    }
    let value = (&raw const *value).cast_mut();
    // SAFETY: the value is live.
    callback::guard(|| unsafe { ffi::zval_get_long_func(value, false) }).unwrap_or(0)
}

/// What `(string)` makes of a value; none if that threw.
pub fn to_string(value: &Zval) -> Option<Zval> {
    let value = (&raw const *value.dereference()).cast_mut();
    // SAFETY: the value is live; the engine returns a string of ours, or null after an exception.
    let made = callback::guard(|| unsafe { ffi::zval_try_get_string_func(value) }).ok()?;
    // SAFETY: as above.
    (!made.is_null()).then(|| unsafe { adopt(made) })
}

/// A PHP string of these bytes.
pub fn string(bytes: &[u8]) -> Zval {
    // SAFETY: copies `len` bytes; strings of at most one byte come interned.
    unsafe { adopt(ext_php_rs_zend_string_init(bytes.as_ptr().cast(), bytes.len(), false)) }
}

/// Wraps a string that is owned by the caller.
///
/// # Safety
/// One reference to the string passes to the result.
pub unsafe fn adopt(text: *mut zend_string) -> Zval {
    let mut value = Zval::new();
    // SAFETY: the string is live.
    let interned = unsafe { (*text).gc.u.type_info } & GC_IMMUTABLE != 0;
    value.value.str_ = text;
    value.u1.type_info = if interned { IS_INTERNED_STRING_EX } else { IS_STRING_EX };
    value
}

/// No value at all: what a property holds that has been unset, or not been filled.
pub fn undefined() -> Zval {
    let mut value = Zval::new();
    value.u1.type_info = ffi::IS_UNDEF;
    value
}

/// An integer value.
pub fn long(n: i64) -> Zval {
    let mut value = Zval::new();
    value.value.lval = n;
    value.u1.type_info = IS_LONG;
    value
}

/// A truth value.
pub fn boolean(b: bool) -> Zval {
    let mut value = Zval::new();
    value.set_bool(b);
    value
}

/// A float value.
pub fn double(d: f64) -> Zval {
    let mut value = Zval::new();
    value.set_double(d);
    value
}

/// An array value.
pub fn array(table: ZBox<ZendHashTable>) -> Zval {
    let mut value = Zval::new();
    value.set_hashtable(table);
    value
}

/// A value that takes over the only reference to a new object.
pub fn new_object(object: *mut zend_object) -> Zval {
    let mut value = Zval::new();
    value.value.obj = object;
    value.u1.type_info = ffi::IS_OBJECT_EX;
    value
}

/// A value that is one more reference to the object.
pub fn object(object: Object<'_>) -> Zval {
    let mut value = Zval::new();
    // SAFETY: the object is live, and its count goes up for the reference that the value holds.
    unsafe {
        let object = object.as_ptr();
        (*object).gc.refcount += 1;
        value.value.obj = object;
    }
    value.u1.type_info = ffi::IS_OBJECT_EX;
    value
}

/// A string that PHP code sees again and again (an array key, a property): made once, hashed once, never freed.
pub struct Name {
    text: &'static str,
    made: AtomicPtr<zend_string>,
}

impl Name {
    /// A name; `static FD: Name = Name::new("fd");`.
    pub const fn new(text: &'static str) -> Self {
        Self { text, made: AtomicPtr::new(ptr::null_mut()) }
    }

    /// Its characters.
    pub fn text(&self) -> &'static str {
        self.text
    }

    /// The string, which needs no reference counting.
    pub fn get(&self) -> *mut zend_string {
        let made = self.made.load(Ordering::Acquire);
        if made.is_null() { self.make() } else { made }
    }

    /// The string as a value.
    pub fn value(&self) -> Zval {
        // SAFETY: the string is immutable and never freed.
        unsafe { adopt(self.get()) }
    }

    #[cold]
    fn make(&self) -> *mut zend_string {
        // SAFETY: a persistent string of our own, marked so that nobody counts or frees it; the hash is computed into it.
        unsafe {
            let text =
                ext_php_rs_zend_string_init(self.text.as_ptr().cast(), self.text.len(), true);
            zend_string_hash_func(text);
            // Interned and permanent, as the engine marks its own.
            (*text).gc.u.type_info = GC_STRING | GC_IMMUTABLE | ffi::GC_PERSISTENT;
            match self.made.compare_exchange(
                ptr::null_mut(),
                text,
                Ordering::AcqRel,
                Ordering::Acquire,
            ) {
                Ok(_) => text,
                Err(first) => first, // another thread was faster; ours, a few bytes, stays unused
            }
        }
    }
}

/// Sets `table[name]`, where the name is not there yet or is to be replaced.
pub fn set(table: &mut ZendHashTable, name: &Name, value: Zval) {
    let mut value = std::mem::ManuallyDrop::new(value);
    // SAFETY: the table takes the value over.
    unsafe { ffi::zend_hash_update(table, name.get(), &raw mut *value) };
}

/// Appends to a list.
pub fn push(table: &mut ZendHashTable, value: Zval) {
    let mut value = std::mem::ManuallyDrop::new(value);
    // SAFETY: the table takes the value over.
    unsafe { ffi::zend_hash_next_index_insert(table, &raw mut *value) };
}

/// Calls `take` with each key, numbers as text, and its value. What `take` does must not change the table.
pub fn each(table: Option<&ZendHashTable>, take: &mut dyn FnMut(&[u8], &Zval)) {
    let Some(table) = table else { return };
    let table = (&raw const *table).cast_mut();
    let (mut at, mut key, mut number) = (0, std::ptr::null_mut(), 0);
    // SAFETY: the table is live and does not change; key and value are looked at before the position moves.
    unsafe {
        ffi::zend_hash_internal_pointer_reset_ex(table, &raw mut at);
        loop {
            let value = ffi::zend_hash_get_current_data_ex(table, &raw mut at);
            if value.is_null() {
                return;
            }
            match ffi::zend_hash_get_current_key_ex(
                table,
                &raw mut key,
                &raw mut number,
                &raw const at,
            ) {
                KEY_IS_STRING => take(bytes_of(key), &*value),
                _ => take((number as i64).to_string().as_bytes(), &*value),
            }
            ffi::zend_hash_move_forward_ex(table, &raw mut at);
        }
    }
}

/// What `zend_hash_get_current_key_ex` says of a key that is no number.
const KEY_IS_STRING: i32 = 1;

/// What a handler may return to PHP.
pub trait Return {
    /// Writes the value into the return slot, which holds null.
    fn put(self, slot: &mut Zval);
}

/// `false` where there is no value (PHP's `T|false`).
pub struct OrFalse<T>(pub Option<T>);

impl Return for () {
    fn put(self, _: &mut Zval) {}
}

impl Return for bool {
    #[inline]
    fn put(self, slot: &mut Zval) {
        // The slot holds null: there is nothing to release.
        slot.u1.type_info = if self { ffi::IS_TRUE } else { ffi::IS_FALSE };
    }
}

impl Return for f64 {
    fn put(self, slot: &mut Zval) {
        slot.set_double(self);
    }
}

macro_rules! return_integer {
    ($($ty:ty),*) => {$(
        impl Return for $ty {
            #[inline]
            fn put(self, slot: &mut Zval) {
                slot.value.lval = i64::from(self);
                slot.u1.type_info = IS_LONG;
            }
        }
    )*};
}
return_integer!(i64, i32, u32, u16, u8);

impl Return for &[u8] {
    fn put(self, slot: &mut Zval) {
        string(self).put(slot);
    }
}

impl Return for Vec<u8> {
    fn put(self, slot: &mut Zval) {
        string(&self).put(slot);
    }
}

impl Return for &str {
    fn put(self, slot: &mut Zval) {
        string(self.as_bytes()).put(slot);
    }
}

impl Return for String {
    fn put(self, slot: &mut Zval) {
        string(self.as_bytes()).put(slot);
    }
}

impl Return for ZBox<ZendHashTable> {
    fn put(self, slot: &mut Zval) {
        slot.set_hashtable(self);
    }
}

impl Return for Zval {
    fn put(self, slot: &mut Zval) {
        // SAFETY: the slot holds null, so nothing is lost by overwriting it.
        unsafe { ptr::write(slot, self) };
    }
}

impl Return for Held {
    fn put(self, slot: &mut Zval) {
        self.into_inner().put(slot);
    }
}

impl<T: Return> Return for Option<T> {
    fn put(self, slot: &mut Zval) {
        if let Some(value) = self {
            value.put(slot);
        }
    }
}

impl<T: Return> Return for OrFalse<T> {
    fn put(self, slot: &mut Zval) {
        match self.0 {
            Some(value) => value.put(slot),
            None => slot.set_bool(false),
        }
    }
}
