//! Declared properties that are filled when they are first read.
//!
//! An object of such a class starts with the slots of these properties undefined. The engine then asks the object's handlers, also where it has
//! cached the slot's place, and the handlers here fill it first; from then on it is an ordinary property. Whoever asks for all properties
//! (`var_dump`, `foreach`, a cast) has all of them filled.

use std::panic::{AssertUnwindSafe, catch_unwind};

use ext_php_rs::ffi::{
    self, HashTable, zend_class_entry, zend_object, zend_std_get_properties,
    zend_std_get_property_ptr_ptr, zend_std_has_property, zend_std_read_property, zend_string,
};
use ext_php_rs::types::Zval;

use crate::log;
use crate::php::boundary;
use crate::php::callback;
use crate::php::convert::{bytes_of, type_of};
use crate::php::object::{self, Native, Object};

/// State that fills properties of its object.
pub trait Lazy: Native {
    /// Fills the property of that name, if it is one of these and has not been filled; `None`: all of them.
    ///
    /// # Safety
    /// The object is live and has this state. It is a pointer since its properties are written to.
    unsafe fn fill(&self, object: *mut zend_object, name: Option<&[u8]>);
}

/// Gives a class native state and properties that are filled when they are read; for its `class_init`.
pub fn attach<T: Lazy>(class: &mut zend_class_entry) {
    object::attach::<T>(class);
    T::handlers().edit(|table| {
        table.read_property = Some(read::<T>);
        table.has_property = Some(has::<T>);
        table.get_property_ptr_ptr = Some(pointer::<T>);
        table.get_properties = Some(all::<T>);
    });
}

/// Marks the declared property in slot `index` as one that is to be filled.
///
/// # Safety
/// The object is new, and its class declares that many properties; this one has no type and holds null.
pub unsafe fn postpone(object: *mut zend_object, index: usize) {
    // SAFETY: as the caller owes; null needs no release.
    unsafe { (*object::slot(object, index)).u1.type_info = ffi::IS_UNDEF };
}

/// Whether the property in slot `index` is still to be filled.
///
/// # Safety
/// As for [`postpone`], the object need not be new.
pub unsafe fn is_postponed(object: *mut zend_object, index: usize) -> bool {
    // SAFETY: as the caller owes.
    unsafe { type_of(&*object::slot(object, index)) == ffi::IS_UNDEF }
}

/// Fills under all guards: what a fatal error in the middle of it has left pending goes on when no frame of ours is left.
fn fill<T: Lazy>(object: *mut zend_object, name: *const zend_string) {
    let filled = catch_unwind(AssertUnwindSafe(|| {
        if callback::pending() != callback::Pending::None {
            return;
        }
        // SAFETY: the engine passes a live object and name.
        unsafe {
            let name = (!name.is_null()).then(|| bytes_of(name));
            let state = object::state::<T>(Object::at(object));
            state.fill(object, name);
        }
    }));
    if filled.is_err() {
        log::error(format_args!("an internal error left a property empty"));
    }
    // SAFETY: the engine called us from PHP code, and nothing here needs dropping.
    unsafe { boundary::raise(callback::take_pending()) };
}

unsafe extern "C" fn read<T: Lazy>(
    object: *mut zend_object,
    name: *mut zend_string,
    kind: i32,
    cache: *mut *mut std::ffi::c_void,
    room: *mut Zval,
) -> *mut Zval {
    fill::<T>(object, name);
    // SAFETY: the engine's own arguments.
    unsafe { zend_std_read_property(object, name, kind, cache, room) }
}

unsafe extern "C" fn has<T: Lazy>(
    object: *mut zend_object,
    name: *mut zend_string,
    how: i32,
    cache: *mut *mut std::ffi::c_void,
) -> i32 {
    fill::<T>(object, name);
    // SAFETY: the engine's own arguments.
    unsafe { zend_std_has_property(object, name, how, cache) }
}

unsafe extern "C" fn pointer<T: Lazy>(
    object: *mut zend_object,
    name: *mut zend_string,
    kind: i32,
    cache: *mut *mut std::ffi::c_void,
) -> *mut Zval {
    fill::<T>(object, name);
    // SAFETY: the engine's own arguments.
    unsafe { zend_std_get_property_ptr_ptr(object, name, kind, cache) }
}

unsafe extern "C" fn all<T: Lazy>(object: *mut zend_object) -> *mut HashTable {
    fill::<T>(object, std::ptr::null());
    // SAFETY: the engine's own argument.
    unsafe { zend_std_get_properties(object) }
}
