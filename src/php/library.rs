//! Classes and functions that are written in PHP: their stubs in `php-stubs/` hold the code.
//!
//! They are registered like all others, so that nothing of them is compiled, and nothing costs anything, before a script calls one. Their
//! handlers call [`run`]: at the first call in a request it has PHP compile the stub, and calls what came of it.
//!
//! ```text
//! build      php-stubs/Swoole/X.php ── arginfo.php ──> the class X, whose methods call `run`; its code, as a trait X__php
//! first call trait compiled ─> each method made a closure in the scope of X ─> the trait is taken out of sight again
//! each call  X::method() ──> run ──> the closure, with the frame of `run` hidden
//! ```
//!
//! A body so has the scope, the name and the `$this` of the method that it is the body of, and its caller is the script's code: that decides
//! on `strict_types` and stands next in stack traces.

use std::cell::RefCell;
use std::ffi::{CStr, c_int};
use std::ptr;
use std::sync::atomic::{AtomicPtr, Ordering::Relaxed};

use ext_php_rs::ffi::{
    self, _efree, _zend_compile_position_ZEND_COMPILE_POSITION_AFTER_OPEN_TAG as AFTER_OPEN_TAG,
    HashTable, IS_OBJECT, IS_UNDEF, ZEND_CALL_HAS_EXTRA_NAMED_PARAMS, destroy_op_array,
    ext_php_rs_compiler_globals, ext_php_rs_executor_globals, ext_php_rs_zend_string_init,
    ext_php_rs_zend_string_release, zend_call_known_function, zend_class_entry,
    zend_compile_string, zend_compiler_globals, zend_destroy_static_vars, zend_execute_data,
    zend_function, zend_hash_str_del, zend_hash_str_find_ptr_lc, zend_object, zval,
};
use ext_php_rs::types::Zval;

use crate::php::boundary::raise;
use crate::php::call::FRAME_SLOTS;
use crate::php::callback::{self, Held, Stop};
use crate::php::classes::SOURCES;
use crate::php::convert::type_of;

// The same from PHP 8.0 to 8.5; the header of the first two is none of those that are bound.
unsafe extern "C" {
    fn zend_create_closure(
        result: *mut zval,
        function: *mut zend_function,
        scope: *mut zend_class_entry,
        called_scope: *mut zend_class_entry,
        this: *mut zval,
    );
    fn zend_get_closure_method_def(closure: *mut zend_object) -> *mut zend_function;
    /// Negative while nobody observes calls.
    static zend_observer_fcall_op_array_extension: c_int;
}

type Function = *mut zend_function;

/// Where the body of a function is, once it is compiled.
pub struct Slot(AtomicPtr<zend_function>);

impl Slot {
    /// Not compiled yet.
    pub const fn new() -> Self {
        Self(AtomicPtr::new(ptr::null_mut()))
    }
}

impl Default for Slot {
    fn default() -> Self {
        Self::new()
    }
}

/// The PHP code of a class or of functions, as the build takes it from a stub.
pub struct Source {
    /// The class; none for functions.
    pub class: Option<&'static CStr>,
    /// The file that it is said to be from.
    pub file: &'static CStr,
    /// The functions, by their names.
    pub slots: &'static [(&'static CStr, &'static Slot)],
    /// What PHP compiles: names end with `__php`, a class is a trait.
    pub source: &'static str,
}

thread_local! {
    /// What the request has compiled: the slots that are full, and what keeps their functions alive.
    static COMPILED: RefCell<Vec<(&'static Slot, Held)>> = const { RefCell::new(Vec::new()) };
}

/// Runs a function or method that is written in PHP; its generated entry point calls this and does nothing else.
///
/// # Safety
/// For the generated entry points: `ex` is the live frame of the call, `ret` its return slot.
pub unsafe fn run(ex: *mut zend_execute_data, ret: *mut zval, slot: &'static Slot) {
    // Nothing here needs dropping: a fatal error in the body jumps over this frame.
    let mut body = slot.0.load(Relaxed);
    if body.is_null() {
        compile(slot);
        body = slot.0.load(Relaxed);
        if body.is_null() {
            // SAFETY: this is the last act; what is on its way in the engine needs nothing.
            return unsafe { raise(callback::take_pending()) };
        }
    }
    // SAFETY: the frame is live. The body lives as long as the request, arguments follow the frame, which stays as it is until we return. Its own
    // frame is taken out of the chain for as long as the body runs, but where there is nothing before it, or calls are observed one by one.
    unsafe {
        let globals = ext_php_rs_executor_globals();
        let caller = (*ex).prev_execute_data;
        let hidden = !caller.is_null() && zend_observer_fcall_op_array_extension < 0;
        let this = &(*ex).This;
        let (object, class) = if type_of(this) == IS_OBJECT {
            (this.value.obj, (*this.value.obj).ce)
        } else {
            (ptr::null_mut(), this.value.ce)
        };
        let named = if this.u1.type_info & ZEND_CALL_HAS_EXTRA_NAMED_PARAMS != 0 {
            (*ex).extra_named_params
        } else {
            ptr::null_mut()
        };
        let (first, count) = (ex.cast::<Zval>().add(FRAME_SLOTS), this.u2.num_args);
        if hidden {
            (*globals).current_execute_data = caller;
        }
        zend_call_known_function(body, object, class, ret, count, first, named);
        (*globals).current_execute_data = ex;
        if type_of(&*ret) == IS_UNDEF {
            (*ret).u1.type_info = ffi::IS_NULL;
        }
    }
}

/// Forgets what the request has compiled. For its end, when no more code runs.
pub fn end_request() {
    for (slot, closure) in COMPILED.take() {
        slot.0.store(ptr::null_mut(), Relaxed);
        drop(closure);
    }
}

/// Compiles the code that fills a slot. If that fails, an exception or a fatal error is on its way.
#[cold]
fn compile(slot: &'static Slot) {
    let fills = |source: &&Source| source.slots.iter().any(|(_, own)| ptr::eq(*own, slot));
    let source = SOURCES.iter().find(fills).expect("the build lists every slot");
    // A failure shows in that the slot stays empty.
    let _ = match source.class {
        Some(name) => compile_class(source, name),
        None => compile_functions(source),
    };
}

fn compile_class(source: &'static Source, name: &CStr) -> Result<(), Stop> {
    declare(source)?;
    let globals = compiler_globals();
    // SAFETY: the table lives as long as the request.
    let classes = unsafe { (*globals).class_table };
    let class = lookup::<zend_class_entry>(classes, name.to_bytes());
    let made = lookup::<zend_class_entry>(classes, &marked(name));
    if class.is_null() || made.is_null() {
        return Err(Stop);
    }
    // SAFETY: both are in the table, and so are live.
    let (registered, code) =
        unsafe { (&raw mut (*class).function_table, &raw mut (*made).function_table) };
    for (name, slot) in source.slots {
        let function = lookup(code, name.to_bytes());
        keep(function, lookup(registered, name.to_bytes()), class, slot)?;
    }
    forget(classes, &marked(name))
}

fn compile_functions(source: &'static Source) -> Result<(), Stop> {
    declare(source)?;
    let globals = compiler_globals();
    // SAFETY: as above.
    let functions = unsafe { (*globals).function_table };
    for (name, slot) in source.slots {
        let function = lookup(functions, &marked(name));
        keep(function, lookup(functions, name.to_bytes()), ptr::null_mut(), slot)?;
        forget(functions, &marked(name))?;
    }
    Ok(())
}

/// The name under which the code is compiled.
fn marked(name: &CStr) -> Vec<u8> {
    [name.to_bytes(), b"__php"].concat()
}

/// Has PHP compile the code, which declares a trait or functions and does nothing else.
fn declare(source: &Source) -> Result<(), Stop> {
    let (first, length, file) = (source.source.as_ptr(), source.source.len(), source.file.as_ptr());
    callback::guard(|| {
        // SAFETY: the engine is up, and copies what it keeps. Declarations at the top need no run of the code around them.
        unsafe {
            let compiler = zend_compile_string.expect("the engine is up");
            let text = ext_php_rs_zend_string_init(first.cast(), length, false);
            let code = compiler(text, file, AFTER_OPEN_TAG);
            ext_php_rs_zend_string_release(text);
            if code.is_null() {
                return false;
            }
            zend_destroy_static_vars(code);
            destroy_op_array(code);
            _efree(code.cast());
            true
        }
    })
    .and_then(|done| if done { Ok(()) } else { Err(Stop) })
}

/// Makes a compiled function the body of a registered one of a class (or, null, of none).
fn keep(
    compiled: Function,
    original: Function,
    class: *mut zend_class_entry,
    slot: &'static Slot,
) -> Result<(), Stop> {
    if compiled.is_null() || original.is_null() {
        return Err(Stop);
    }
    let mut closure = Zval::new();
    let into = &raw mut closure;
    let body = callback::guard(|| {
        // SAFETY: the function is compiled, and class and name are those of what is registered, which outlives the request.
        unsafe {
            zend_create_closure(into, compiled, class, class, ptr::null_mut());
            let body = zend_get_closure_method_def((*into).value.obj);
            (*body).common.function_name = (*original).common.function_name;
            body
        }
    })?;
    COMPILED.with_borrow_mut(|all| all.push((slot, Held::new(closure))));
    slot.0.store(body, Relaxed);
    Ok(())
}

/// An entry of one of the engine's tables, in which names stand in lower case; null if there is none.
fn lookup<T>(table: *mut HashTable, name: &[u8]) -> *mut T {
    // SAFETY: the table is live, and the name has the length given.
    unsafe { zend_hash_str_find_ptr_lc(table, name.as_ptr().cast(), name.len()).cast() }
}

/// Takes an entry out of one of the engine's tables. Closures keep what they are made of.
fn forget(table: *mut HashTable, name: &[u8]) -> Result<(), Stop> {
    let name = name.to_ascii_lowercase();
    let (first, length) = (name.as_ptr(), name.len());
    // SAFETY: as above.
    callback::guard(|| unsafe {
        zend_hash_str_del(table, first.cast(), length);
    })
}

fn compiler_globals() -> *mut zend_compiler_globals {
    // SAFETY: they live as long as the engine.
    unsafe { ext_php_rs_compiler_globals() }
}
