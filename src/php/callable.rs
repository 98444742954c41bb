//! PHP callables, resolved once and called many times.
//!
//! Methods that take a callback make a [`Callable`] (through `Call::args`); engine traits are implemented over it. Only
//! [`crate::php::callback`] calls one.

use std::ffi::{CStr, c_char};
use std::{mem, ptr};

use ext_php_rs::ffi::{
    self, _efree, ZEND_ACC_CALL_VIA_TRAMPOLINE, zend_call_known_function, zend_execute_data,
    zend_fcall_info_cache, zend_get_callable_name, zend_is_callable_at_frame, zend_is_callable_ex,
    zend_release_fcall_info_cache,
};
use ext_php_rs::types::Zval;

use crate::php::callback::{self, Held};
use crate::php::object::Gc;
use crate::php::{convert, version};

/// A callback of any style: closure, function name, `'A::m'`, `['A', 'm']`, `[$object, 'm']`, invokable object, first-class callable.
///
/// Keeps the PHP value alive, so that the function behind it cannot go away.
pub struct Callable {
    value: Held,
    target: zend_fcall_info_cache,
    /// `__call` and `__callStatic` get a function made for one call: those are resolved again each time.
    once: bool,
}

impl Callable {
    /// Resolves a value.
    ///
    /// # Errors
    /// Why it cannot be called, in the engine's words ("class "X" not found", "cannot access private method ...", ...).
    pub fn resolve(value: &Zval) -> Result<Self, String> {
        // SAFETY: the executor globals live as long as the engine.
        Self::resolve_in(value, unsafe { ffi::executor_globals.current_execute_data })
    }

    /// As [`Callable::resolve`], for what is called later, from outside of every class: a method must be public, whoever names it.
    ///
    /// # Errors
    /// As [`Callable::resolve`].
    pub fn resolve_public(value: &Zval) -> Result<Self, String> {
        Self::resolve_in(value, ptr::null_mut())
    }

    /// Resolves a value as the code of `frame` would, which is nobody's if it is null.
    fn resolve_in(value: &Zval, frame: *mut zend_execute_data) -> Result<Self, String> {
        let value = Held::copy_of(value);
        let mut target = EMPTY;
        if resolve_closure(&value, &mut target) {
            return Ok(Self { value, target, once: false });
        }
        resolve_into(&value, frame, &mut target)?;
        // SAFETY: resolving succeeded, so the handler is a live function.
        let once = unsafe { (*target.function_handler).common.fn_flags }
            & ZEND_ACC_CALL_VIA_TRAMPOLINE
            != 0;
        if once {
            // SAFETY: gives the function back that was made for a call that we do not make now.
            unsafe { zend_release_fcall_info_cache(&raw mut target) };
        }
        Ok(Self { value, target, once })
    }

    /// Another one of the same value.
    pub fn copy(&self) -> Self {
        Self { value: Held::copy_of(&self.value), target: self.target, once: self.once }
    }

    /// The PHP value that the callable was made of.
    pub fn value(&self) -> &Zval {
        &self.value
    }

    /// The name PHP gives it, for messages: `A::m`, `Closure::__invoke`, `strlen`.
    pub fn name(&self) -> String {
        name_of(&self.value)
    }

    /// Tells PHP's cycle collector what the callable keeps alive.
    pub fn gc(&self, gc: &mut Gc) {
        gc.add(&self.value);
    }

    /// Calls it. For [`callback`] alone, which guards the call. The arguments are given to the function (left null): what it unsets is gone, however
    /// long it runs on.
    ///
    /// # Safety
    /// Under `callback::guard`; `result` and `count` values at `arguments` are live.
    pub(in crate::php) unsafe fn invoke(
        &self,
        result: *mut Zval,
        arguments: *mut Zval,
        count: u32,
    ) {
        let mut target = self.target;
        let found = !self.once || self.resolve_once(&mut target);
        // SAFETY: the handler is live since the value keeps it so; the caller vouches for the rest.
        unsafe {
            let given = found && version::may_be_given(target.function_handler);
            if given {
                (0..count as usize).for_each(|i| lend(arguments.add(i)));
            }
            if found {
                zend_call_known_function(
                    target.function_handler,
                    target.object,
                    target.called_scope,
                    result,
                    count,
                    arguments,
                    ptr::null_mut(),
                );
            }
            for i in 0..count as usize {
                if !given {
                    ffi::zval_ptr_dtor(arguments.add(i));
                }
                (*arguments.add(i)).u1.type_info = ffi::IS_NULL;
            }
        }
    }

    /// Finds the function that was made for one call; false (and an exception, perhaps) if there is none any more.
    #[cold]
    fn resolve_once(&self, target: &mut zend_fcall_info_cache) -> bool {
        let mut error: *mut c_char = ptr::null_mut();
        // SAFETY: the value is live; out parameters are ours.
        let found = unsafe {
            zend_is_callable_ex(
                (&raw const *self.value).cast_mut(),
                ptr::null_mut(),
                0,
                ptr::null_mut(),
                &raw mut *target,
                &raw mut error,
            )
        };
        if !error.is_null() {
            // SAFETY: the engine allocated the text for us.
            unsafe { _efree(error.cast()) };
        }
        found
    }
}

/// Gives our reference to a value up before the engine takes one of its own for the function's frame, which it does first of all and without fail:
/// nobody looks at the count between.
///
/// # Safety
/// The value is live, the reference is ours, and the function that is called next is one of `version::may_be_given`.
unsafe fn lend(value: *mut Zval) {
    // SAFETY: as the caller owes.
    unsafe {
        if convert::type_of(&*value) == ffi::IS_REFERENCE {
            // The engine passes what it refers to, which outlives the reference since we have a copy.
            let inner = (*value).dereference().shallow_clone();
            ffi::zval_ptr_dtor(value);
            ptr::write(value, inner);
        }
        if (*value).u1.type_info >> ffi::Z_TYPE_FLAGS_SHIFT != 0 {
            (*(*value).value.counted).gc.refcount -= 1;
        }
    }
}

/// The name PHP gives a value used as a callable.
pub fn name_of(value: &Zval) -> String {
    // SAFETY: the value is live; the engine returns a string that is ours to release.
    unsafe {
        let name = zend_get_callable_name((&raw const *value).cast_mut());
        let text = String::from_utf8_lossy(convert::bytes_of(name)).into_owned();
        ffi::ext_php_rs_zend_string_release(name);
        text
    }
}

unsafe extern "C" {
    /// The engine's class `Closure`; it is in no header that is bound.
    static zend_ce_closure: *mut ffi::zend_class_entry;
}

const EMPTY: zend_fcall_info_cache = zend_fcall_info_cache {
    function_handler: ptr::null_mut(),
    calling_scope: ptr::null_mut(),
    called_scope: ptr::null_mut(),
    object: ptr::null_mut(),
};

/// Resolves a `Closure`, which is always callable; false for all else. Nothing of PHP's runs for it.
fn resolve_closure(value: &Zval, target: &mut zend_fcall_info_cache) -> bool {
    if convert::type_of(value) != ffi::IS_OBJECT {
        return false;
    }
    // SAFETY: the type says so; the handler of the engine's own class fills in what it is given.
    unsafe {
        let object = value.value.obj;
        if !ptr::eq((*object).ce, zend_ce_closure) {
            return false;
        }
        let Some(get) = (*(*object).handlers).get_closure else { return false };
        let found = get(
            object,
            &raw mut target.called_scope,
            &raw mut target.function_handler,
            &raw mut target.object,
            false,
        );
        // A closure over `__call` is made for one call only.
        let known = found == 0
            && (*target.function_handler).common.fn_flags & ZEND_ACC_CALL_VIA_TRAMPOLINE == 0;
        if !known {
            *target = EMPTY;
        }
        known
    }
}

fn resolve_into(
    value: &Zval,
    mut frame: *mut zend_execute_data,
    target: &mut zend_fcall_info_cache,
) -> Result<(), String> {
    let mut error: *mut c_char = ptr::null_mut();
    let (input, out, text) = ((&raw const *value).cast_mut(), &raw mut *target, &raw mut error);
    // Loading a class may run an autoloader, and with it anything.
    // SAFETY: all pointers are to live locals, or to the frames that are running.
    let found = callback::guard(|| unsafe {
        // Whose code it is: that of the first function written in PHP.
        while !frame.is_null()
            && ((*frame).func.is_null()
                || (*(*frame).func).type_ == ffi::ZEND_INTERNAL_FUNCTION as u8)
        {
            frame = (*frame).prev_execute_data;
        }
        zend_is_callable_at_frame(input, ptr::null_mut(), frame, 0, out, text)
    });
    let reason = take_text(mem::replace(&mut error, ptr::null_mut()));
    match found {
        Ok(true) => Ok(()),
        Ok(false) => Err(reason.unwrap_or_else(|| "no array or string given".into())),
        Err(_) => Err("the script has ended".into()),
    }
}

fn take_text(text: *mut c_char) -> Option<String> {
    if text.is_null() {
        return None;
    }
    // SAFETY: a NUL-terminated string of the engine's, ours to free.
    unsafe {
        let copy = CStr::from_ptr(text).to_string_lossy().into_owned();
        _efree(text.cast());
        Some(copy)
    }
}
