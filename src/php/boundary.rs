//! Where PHP enters Rust, and the three ways back.
//!
//! The generated entry points call [`enter`], which runs a handler (`fn(&mut Call) -> Outcome<T>`) so that neither a panic nor a
//! bailout crosses a frame that it must not. A handler that cannot do its work picks one of three exits:
//!
//! - [`Exit::throw`], for misuse: bad arguments, a wrong state;
//! - [`Exit::warn`], for a failure at run time: a PHP warning, the last error set, `false` returned;
//! - [`Exit::quiet`], for what is expected to happen (the client has gone): the last error set, `false` returned.

use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};

use ext_php_rs::ffi::{
    self, E_WARNING, zend_class_entry, zend_execute_data, zend_throw_exception, zval,
};

use crate::error::{ErrorCode, Failure};
use crate::last_error;
use crate::php::call::Call;
use crate::php::callback::{self, Pending};
use crate::php::classes;
use crate::php::convert::Return;
use crate::php::ini;

/// What a handler gives back.
pub type Outcome<T = ()> = Result<T, Exit>;

/// Why a handler has no result.
#[derive(Debug)]
pub enum Exit {
    /// Throw an exception.
    Throw {
        /// Its class.
        class: *mut zend_class_entry,
        /// Its code.
        code: i64,
        /// Its message.
        message: String,
    },
    /// Raise a warning, set the last error unless it is `NONE`, return false. The script may have switched warnings off (`swoole.display_errors`);
    /// those of what it does wrong itself (`PHP_FATAL_ERROR`) are shown all the same.
    Warn {
        /// The last error; `NONE` leaves it.
        code: ErrorCode,
        /// The warning; PHP puts the function's name before it.
        message: String,
    },
    /// Set the last error, return false.
    Quiet(ErrorCode),
    /// An exception, an exit or a fatal error is on its way already.
    Pending,
}

impl Exit {
    /// Throws a `Swoole\Exception`.
    pub fn throw(code: ErrorCode, message: impl Into<String>) -> Self {
        Self::Throw {
            class: classes::SWOOLE_EXCEPTION.get(),
            code: code.0.into(),
            message: message.into(),
        }
    }

    /// Throws a `Swoole\Error`: the program itself is wrong.
    pub fn error(code: ErrorCode, message: impl Into<String>) -> Self {
        Self::Throw {
            class: classes::SWOOLE_ERROR.get(),
            code: code.0.into(),
            message: message.into(),
        }
    }

    /// Throws PHP's `ValueError`.
    pub fn value_error(message: impl Into<String>) -> Self {
        // SAFETY: the engine set it at its own start.
        Self::Throw { class: unsafe { ffi::zend_ce_value_error }, code: 0, message: message.into() }
    }

    /// Throws PHP's own `Error`.
    pub fn php_error(message: impl Into<String>) -> Self {
        // SAFETY: as above.
        Self::Throw { class: unsafe { ffi::zend_ce_error }, code: 0, message: message.into() }
    }

    /// Throws PHP's `ArgumentCountError`, for what a signature cannot say.
    pub fn argument_count(message: impl Into<String>) -> Self {
        // SAFETY: as above.
        Self::Throw {
            // SAFETY: the engine set it at its own start.
            class: unsafe { ffi::zend_ce_argument_count_error },
            code: 0,
            message: message.into(),
        }
    }

    /// Throws PHP's `TypeError`.
    pub fn type_error(message: impl Into<String>) -> Self {
        // SAFETY: as above.
        Self::Throw { class: unsafe { ffi::zend_ce_type_error }, code: 0, message: message.into() }
    }

    /// Warns, sets the last error (`NONE` leaves it) and returns false.
    pub fn warn(code: ErrorCode, message: impl Into<String>) -> Self {
        Self::Warn { code, message: message.into() }
    }

    /// Sets the last error and returns false.
    pub fn quiet(code: ErrorCode) -> Self {
        Self::Quiet(code)
    }

    /// Throws a failure of the engine as a `Swoole\Exception`.
    pub fn throw_failure(failure: Failure) -> Self {
        Self::throw(failure.code, failure.message)
    }

    /// Warns of a failure of the engine, makes its code the last error and returns false.
    pub fn warn_failure(failure: Failure) -> Self {
        Self::warn(failure.code, failure.message)
    }

    /// Throws or warns at once, for those who cannot return it.
    pub(crate) fn announce(self) {
        self.carry_out(&mut zval::new());
    }

    /// Carries the exit out; the caller returns to PHP afterwards.
    #[cold]
    fn carry_out(self, ret: &mut zval) {
        match self {
            Self::Throw { class, code, message } => throw(class, code, &message),
            Self::Warn { code, message } => {
                ret.set_bool(false);
                if code != ErrorCode::NONE {
                    last_error::set(code);
                }
                if code == ErrorCode::PHP_FATAL_ERROR || ini::on(c"swoole.display_errors") {
                    callback::warn(E_WARNING, &message);
                }
            }
            Self::Quiet(code) => {
                ret.set_bool(false);
                last_error::set(code);
            }
            Self::Pending => {}
        }
    }
}

/// Throws into PHP. An exception that is on its way already becomes the previous one.
pub(crate) fn throw(class: *mut zend_class_entry, code: i64, message: &str) {
    let text = callback::c_text(message);
    let text = text.as_ptr();
    // SAFETY: the class is registered and the text outlives the call, which copies it.
    let _ = callback::guard(|| unsafe {
        zend_throw_exception(class, text, code);
    });
}

/// Runs a handler for a call from PHP.
///
/// # Safety
/// For the generated entry points: `ex` is the live frame of the call, `ret` its return slot.
#[inline(always)]
pub unsafe fn enter<T: Return>(
    ex: *mut zend_execute_data,
    ret: *mut zval,
    handler: impl FnOnce(&mut Call) -> Outcome<T>,
) {
    // SAFETY: as the caller owes.
    let waiting = unsafe { run(ex, ret, handler) };
    // SAFETY: nothing with a destructor is left in this frame.
    unsafe { raise(waiting) }
}

/// Raises in the engine what waits for the Rust frames to be gone.
///
/// # Safety
/// In a call from PHP, as its last act: the engine may jump over the caller's frame, which holds nothing that needs dropping.
pub(crate) unsafe fn raise(waiting: Pending) {
    match waiting {
        Pending::None => {}
        // SAFETY: a `zend_try` encloses every script.
        Pending::Bailout => unsafe { ffi::ext_php_rs_zend_bailout() },
        // SAFETY: we are in a call from PHP, which the exit unwinds.
        Pending::Exit | Pending::Uncaught => unsafe { ffi::zend_throw_unwind_exit() },
    }
}

/// The part of [`enter`] that owns Rust values: none is left when it returns, also where it is inlined.
#[inline(always)]
unsafe fn run<T: Return>(
    ex: *mut zend_execute_data,
    ret: *mut zval,
    handler: impl FnOnce(&mut Call) -> Outcome<T>,
) -> Pending {
    // SAFETY: as the caller owes.
    let ret = unsafe { &mut *ret };
    let done = catch_unwind(AssertUnwindSafe(|| {
        // SAFETY: as the caller owes.
        let mut call = unsafe { Call::new(ex) };
        match handler(&mut call) {
            Ok(value) => value.put(ret),
            Err(exit) => exit.carry_out(ret),
        }
    }));
    if let Err(payload) = done {
        report(payload.as_ref(), ret);
    }
    callback::take_pending()
}

/// The entry of methods that exist only to be seen (constructors and destructors without work).
///
/// # Safety
/// For the engine: nothing is read.
pub unsafe extern "C" fn nothing(_: *mut zend_execute_data, _: *mut zval) {}

#[cold]
fn report(panic: &(dyn Any + Send), ret: &mut zval) {
    let message = format!("internal error: {}", text_of(panic));
    Exit::error(ErrorCode::NONE, message).carry_out(ret);
}

fn text_of(payload: &(dyn Any + Send)) -> &str {
    payload
        .downcast_ref::<&str>()
        .copied()
        .or_else(|| payload.downcast_ref::<String>().map(String::as_str))
        .unwrap_or("a panic")
}
