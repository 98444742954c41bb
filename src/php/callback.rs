//! Every call into PHP goes through this file, and nothing else may call PHP.
//!
//! PHP leaves a fatal error with `longjmp` ("bailout"). Whatever can run PHP code (a callback, an error handler, a destructor, a
//! conversion) runs under [`guard`], which catches the jump, so that it never skips a Rust frame that has something to drop.
//!
//! ```text
//! callback ends by      call() gives        meanwhile                       in the end, in boundary::enter
//! return                Returned(value)
//! exit()                Exited(status)      Pending::Exit: calls refuse     exit() goes on in the PHP caller
//! uncaught exception    Stopped             reported; Pending::Uncaught     as exit(255), unless forgive_uncaught()
//! fatal error           Stopped             Pending::Bailout: calls refuse  the bailout goes on
//! ```
//!
//! While something is pending the Rust frames return as they normally do; the outermost method raises it again.

use std::any::Any;
use std::ffi::{CString, c_void};
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::ptr;
use std::sync::atomic::AtomicU8;
use std::sync::atomic::Ordering::Relaxed;

use ext_php_rs::ffi::{self, zend_object};
use ext_php_rs::types::Zval;

use crate::php::boundary::Exit;
use crate::php::callable::Callable;
use crate::php::classes::ClassSlot;
use crate::php::convert::Name;

/// What waits until the Rust frames are gone.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u8)]
pub enum Pending {
    /// Nothing: PHP may be called.
    None,
    /// A callback called `exit()`.
    Exit,
    /// An exception that nobody caught, reported already. The script ends as by `exit(255)`, so that destructors run.
    Uncaught,
    /// A fatal error.
    Bailout,
}

/// A [`Pending`]. Only the thread that runs PHP looks at it; a thread-local would cost each call from PHP two function calls.
static PENDING: AtomicU8 = AtomicU8::new(Pending::None as u8);

fn set_pending(pending: Pending) {
    PENDING.store(pending as u8, Relaxed);
}

/// The callback could not finish (a fatal error), or PHP may not be called at the moment; see [`pending`].
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Stop;

/// How a callback of an event loop ended.
pub enum Called {
    /// It returned this.
    Returned(Held),
    /// It called `exit()` with this status. The loop is to end.
    Exited(i32),
    /// It failed (a fatal error, an uncaught exception, both reported already), or was not called since something is pending. The
    /// loop is to end.
    Stopped,
}

impl Called {
    /// The value returned, if the callback came to its end.
    pub fn returned(self) -> Option<Held> {
        match self {
            Self::Returned(value) => Some(value),
            Self::Exited(_) | Self::Stopped => None,
        }
    }
}

/// An owned PHP value. Dropping it may run a PHP destructor, which happens under the guard.
#[derive(Default)]
pub struct Held(Zval);

impl Held {
    /// Takes a reference of its own to the value (or, of a PHP reference, to what it refers to).
    pub fn copy_of(value: &Zval) -> Self {
        Self(value.dereference().shallow_clone())
    }

    /// Takes the value over.
    pub fn new(value: Zval) -> Self {
        Self(value)
    }

    /// The value itself; its drop is the caller's affair from here on.
    pub fn into_inner(mut self) -> Zval {
        std::mem::take(&mut self.0)
    }
}

impl std::ops::Deref for Held {
    type Target = Zval;

    fn deref(&self) -> &Zval {
        &self.0
    }
}

impl Drop for Held {
    fn drop(&mut self) {
        // SAFETY: reading the type word of a live value.
        let refcounted = unsafe { self.0.u1.type_info } >> 8 != 0;
        if refcounted {
            let mut value = std::mem::ManuallyDrop::new(std::mem::take(&mut self.0));
            // SAFETY: the value was taken out of its owner, and its reference is given up once.
            unsafe {
                let head = &raw mut (*value.value.counted).gc;
                // The cycle collector knows of it already, or need not. A reference may stand for what it must know of.
                let known = (*head).u.type_info & (NOT_COLLECTABLE | GC_INFO) != 0
                    && (*head).u.type_info & ffi::GC_TYPE_MASK != ffi::IS_REFERENCE;
                if (*head).refcount > 1 && known {
                    (*head).refcount -= 1;
                } else {
                    release(value);
                }
            }
        }
    }
}

/// The value cannot be part of a cycle.
const NOT_COLLECTABLE: u32 = ffi::GC_NOT_COLLECTABLE << ffi::GC_FLAGS_SHIFT;
/// Where the cycle collector notes that it has a value in view.
const GC_INFO: u32 = u32::MAX << ffi::GC_INFO_SHIFT;

/// Gives up a reference, which may be the last. Should a destructor bail out, the rest leaks.
unsafe fn release(mut value: std::mem::ManuallyDrop<Zval>) {
    // SAFETY: as the caller owes, the reference is ours.
    let _ = guard(|| unsafe { ffi::zval_ptr_dtor(&raw mut *value) });
}

/// What waits for the Rust frames to return.
#[inline]
pub fn pending() -> Pending {
    const LATER: [Pending; 3] = [Pending::Exit, Pending::Uncaught, Pending::Bailout];
    match PENDING.load(Relaxed) {
        0 => Pending::None,
        later => LATER[usize::from(later) - 1],
    }
}

/// Forgets what is pending, and returns it. For [`crate::php::boundary`], which raises it again, and for the end of a request.
#[inline]
pub fn take_pending() -> Pending {
    let before = pending();
    if before != Pending::None {
        set_pending(Pending::None);
    }
    before
}

/// Runs `last`, in which PHP may be called although a callback has called `exit()`: what a process still has to tell its
/// script before it ends (`onWorkerStop` and the like). The exit goes on afterwards. After a fatal error or an uncaught exception it does nothing.
pub fn despite_exit<R>(last: impl FnOnce() -> R) -> Option<R> {
    if pending() == Pending::Uncaught {
        return None;
    }
    despite_end(last)
}

/// As [`despite_exit`], also after an exception that nobody caught: for what a coroutine has put off to its end, whichever that is.
pub fn despite_end<R>(last: impl FnOnce() -> R) -> Option<R> {
    if pending() == Pending::Bailout {
        return None;
    }
    let before = take_pending();
    let result = last();
    if pending() == Pending::None {
        set_pending(before);
    }
    Some(result)
}

/// Lets the script go on after an exception that nobody caught and that was reported; says whether that was the case. For
/// loops that outlive a failed callback.
pub fn forgive_uncaught() -> bool {
    let uncaught = pending() == Pending::Uncaught;
    if uncaught {
        set_pending(Pending::None);
        // SAFETY: the executor globals live as long as the engine.
        unsafe { ffi::executor_globals.exit_status = 0 };
    }
    uncaught
}

/// Runs engine code that may bail out or run PHP code.
///
/// `work` must hold nothing that needs dropping while it calls the engine: a bailout jumps over it.
///
/// # Errors
/// [`Stop`] after a bailout, which is pending from then on.
pub fn guard<F: FnOnce() -> R, R>(work: F) -> Result<R, Stop> {
    /// What is to be done, then what came of it. Nothing if it was left by a jump.
    enum Step<F, R> {
        Todo(F),
        Doing,
        Done(R),
        Panicked(Box<dyn Any + Send>),
    }

    unsafe extern "C" fn perform<F: FnOnce() -> R, R>(step: *const c_void) -> *const c_void {
        let step = step.cast_mut().cast::<Step<F, R>>();
        // SAFETY: a local of `guard`, which waits for us.
        if let Step::Todo(work) = unsafe { ptr::replace(step, Step::Doing) } {
            let done = match catch_unwind(AssertUnwindSafe(work)) {
                Ok(result) => Step::Done(result),
                Err(panic) => Step::Panicked(panic),
            };
            // SAFETY: as above; there is nothing to drop in `Doing`.
            unsafe { ptr::write(step, done) };
        }
        ptr::null()
    }

    // SAFETY: the executor globals live as long as the engine.
    let frame = unsafe { ffi::executor_globals.current_execute_data };
    let mut step = Step::Todo(work);
    let mut nothing = ptr::null_mut();
    // SAFETY: the step outlives the call, and only `perform` touches it meanwhile.
    unsafe {
        let step = (&raw mut step).cast();
        ffi::ext_php_rs_zend_try_catch(perform::<F, R>, step, &raw mut nothing);
    }
    match step {
        Step::Done(result) => Ok(result),
        Step::Panicked(panic) => resume_unwind(panic),
        Step::Todo(_) | Step::Doing => {
            // The jump left the frame of the failed function in place; ours is the one that goes on.
            // SAFETY: the frame was current when we entered, and it is still live since we have not returned.
            unsafe { ffi::executor_globals.current_execute_data = frame };
            set_pending(Pending::Bailout);
            Err(Stop)
        }
    }
}

/// Calls a callback from an event loop, where no PHP caller could catch an exception. Arguments are taken (left null).
///
/// An uncaught exception is reported as PHP reports it ("Uncaught ...", a fatal error) and ends the script like one.
pub fn call(callable: &Callable, arguments: &mut [Zval]) -> Called {
    match invoke(callable, arguments) {
        Ok(value) if exception().is_null() => Called::Returned(value),
        Ok(_) => settle(),
        Err(Stop) => Called::Stopped,
    }
}

/// As [`call`], with arguments that `build` makes where a full memory cannot jump over anything but them. `build` must hold nothing that needs
/// dropping besides.
pub fn call_with<const N: usize>(callable: &Callable, build: impl FnOnce() -> [Zval; N]) -> Called {
    if pending() != Pending::None || !exception().is_null() {
        return Called::Stopped;
    }
    let mut result = std::mem::ManuallyDrop::new(Zval::new());
    let into = &raw mut *result;
    let done = guard(|| {
        let mut arguments = std::mem::ManuallyDrop::new(build());
        // SAFETY: `into` and the arguments outlive the call, which takes them.
        unsafe { callable.invoke(into, arguments.as_mut_ptr(), N as u32) };
    });
    match done {
        Ok(()) if exception().is_null() => {
            Called::Returned(Held(std::mem::ManuallyDrop::into_inner(result)))
        }
        Ok(()) => settle(),
        // What the call held went down with it.
        Err(Stop) => Called::Stopped,
    }
}

/// Makes values where a full memory cannot jump over anything but them; none if it did. `build` must hold nothing that needs dropping.
pub fn build<const N: usize>(build: impl FnOnce() -> [Zval; N]) -> Option<[Zval; N]> {
    if pending() != Pending::None || !exception().is_null() {
        return None;
    }
    guard(build).ok()
}

/// Calls a callback on behalf of a method that PHP code has called: an exception, or `exit()`, goes on to that caller.
///
/// # Errors
/// [`Exit::Pending`]: return it at once.
pub fn call_through(callable: &Callable, arguments: &mut [Zval]) -> Result<Held, Exit> {
    match invoke(callable, arguments) {
        Ok(value) if exception().is_null() => Ok(value),
        _ => Err(Exit::Pending),
    }
}

/// Reports the exception that an event-loop step left behind, if any, and says how the step ended. `Returned` holds null.
pub fn settle() -> Called {
    let thrown = exception();
    if thrown.is_null() {
        return if pending() == Pending::None {
            Called::Returned(Held::default())
        } else {
            Called::Stopped
        };
    }
    // SAFETY: the exception is live; the calls hold nothing to drop.
    unsafe {
        if ffi::zend_is_unwind_exit(thrown) {
            let status = ffi::executor_globals.exit_status;
            let _ = guard(|| ffi::zend_clear_exception());
            if pending() == Pending::None {
                set_pending(Pending::Exit);
            }
            return Called::Exited(status);
        }
        let _ = guard(|| ffi::zend_exception_error(thrown, ffi::E_ERROR as i32));
        ffi::executor_globals.exit_status = 255;
    }
    if pending() == Pending::None {
        set_pending(Pending::Uncaught);
    }
    Called::Stopped
}

/// Throws an exception of a class, without a message.
pub fn throw_plain(class: &ClassSlot) {
    let class = class.get();
    // SAFETY: the class is registered; the engine throws into the frame that runs.
    let _ = guard(|| unsafe {
        ffi::zend_throw_exception(class, c"".as_ptr(), 0);
    });
}

/// Makes the frames of the code that runs unwind, as `exit()` does.
pub fn unwind() {
    // SAFETY: we are in a call from PHP, which the exit unwinds.
    let _ = guard(|| unsafe { ffi::zend_throw_unwind_exit() });
}

/// Throws an exception object.
pub fn throw_object(exception: Held) {
    let mut value = exception.into_inner();
    // SAFETY: the value is an object that can be thrown; the engine takes the reference over.
    let _ = guard(|| unsafe { ffi::zend_throw_exception_internal(value.value.obj) });
    value.u1.type_info = ffi::IS_NULL;
}

/// Prints, through the script's output buffers.
pub fn print(bytes: &[u8]) {
    if pending() != Pending::None {
        return;
    }
    let (first, length) = (bytes.as_ptr().cast(), bytes.len());
    // SAFETY: the bytes outlive the call; an output handler of the script may run.
    let _ = guard(|| unsafe {
        ffi::php_output_write(first, length);
    });
}

/// Closes the output buffers that the code that ran has opened and left.
pub fn end_output() {
    // SAFETY: the output layer's globals live as long as the request.
    let open = unsafe { !ffi::output_globals.active.is_null() };
    if open && pending() == Pending::None {
        // SAFETY: as above; handlers of the script may run.
        let _ = guard(|| unsafe { ffi::php_output_end_all() });
    }
}

/// Raises a PHP warning, notice or the like (`E_WARNING`, ...), with the name of the running function before it. A user's error
/// handler may run, throw (the exception is then pending in the engine) or end the script.
pub fn warn(level: u32, message: &str) {
    if pending() != Pending::None {
        return;
    }
    let text = c_text(message);
    let text = text.as_ptr();
    // SAFETY: the format takes one C string, and `text` outlives the call.
    let _ =
        guard(|| unsafe { ffi::php_error_docref(ptr::null(), level as i32, c"%s".as_ptr(), text) });
}

/// Raises a PHP warning with the name of a function before it that is not the running one: what a method does by another's means.
pub fn warn_as(function: &str, message: &str) {
    if pending() != Pending::None {
        return;
    }
    let text = c_text(&format!("{function}(): {message}"));
    let text = text.as_ptr();
    // SAFETY: the format takes one C string, and `text` outlives the call.
    let _ = guard(|| unsafe { ffi::zend_error(ffi::E_WARNING as i32, c"%s".as_ptr(), text) });
}

/// Raises a warning as `trigger_error()` does, without a function's name before it.
pub fn user_warning(message: &str) {
    if pending() != Pending::None {
        return;
    }
    let text = c_text(message);
    let text = text.as_ptr();
    // SAFETY: the format takes one C string, and `text` outlives the call.
    let _ = guard(|| unsafe { ffi::zend_error(ffi::E_USER_WARNING as i32, c"%s".as_ptr(), text) });
}

/// As [`user_warning`], with a file of ours as the place.
pub fn user_warning_in(file: &Name, message: &str) {
    if pending() != Pending::None {
        return;
    }
    let text = c_text(message);
    let (text, file) = (text.as_ptr(), file.get());
    // SAFETY: the format takes one C string, and `text` outlives the call; the file's name is never freed.
    let _ = guard(|| unsafe {
        ffi::zend_error_at(ffi::E_USER_WARNING as i32, file, 1, c"%s".as_ptr(), text);
    });
}

/// A C string; what follows a NUL byte is lost, as in every message of the engine.
pub(crate) fn c_text(text: &str) -> CString {
    CString::new(text.split('\0').next().unwrap_or_default()).unwrap_or_default()
}

/// The exception on its way through the engine, or null.
pub fn exception() -> *mut zend_object {
    // SAFETY: the executor globals live as long as the engine.
    unsafe { ffi::executor_globals.exception }
}

fn invoke(callable: &Callable, arguments: &mut [Zval]) -> Result<Held, Stop> {
    if pending() != Pending::None || !exception().is_null() {
        return Err(Stop);
    }
    let mut result = Zval::new();
    let into = &raw mut result;
    let (first, count) = (arguments.as_mut_ptr(), arguments.len());
    let done = guard(|| {
        // SAFETY: `into` and the arguments outlive the closure, and the call takes them.
        unsafe { callable.invoke(into, first, count as u32) };
    });
    match done {
        Ok(()) => Ok(Held(result)),
        Err(Stop) => {
            // What the call held went down with it: dropping half-written values would free them twice.
            std::mem::forget(result);
            for argument in arguments {
                argument.u1.type_info = ffi::IS_NULL;
            }
            Err(Stop)
        }
    }
}
