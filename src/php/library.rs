//! Classes and functions that are written in PHP: their stubs in `php-stubs/` hold the code.
//!
//! They are registered like all others, so that nothing of them is compiled, and nothing costs anything, before a script calls one. Their
//! handler is [`run`]: at the first call in a request it has PHP compile the stub, and calls what came of it.
//!
//! ```text
//! build      php-stubs/Swoole/X.php ── arginfo.php ──> the class X, whose methods are all `run`; its code, as a trait X__php
//! first call trait compiled ─> each method made a closure in the scope of X ─> the trait is taken out of sight again
//! each call  X::method() ──> run ──> the closure, with the frame of `run` hidden
//! ```
//!
//! A body so has the scope, the name and the `$this` of the method that it is the body of, and its caller is the script's code: that decides
//! on `strict_types` and stands next in stack traces.

use std::cell::RefCell;
use std::collections::HashMap;
use std::ffi::{CStr, c_int};
use std::ptr;

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
use crate::php::classes::{BODIES, Body};
use crate::php::convert::{bytes_of, type_of};

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

#[derive(Default)]
struct Compiled {
    /// What is called, by what is registered.
    bodies: HashMap<Function, Function>,
    /// Keeps them alive.
    closures: Vec<Held>,
}

thread_local! {
    static COMPILED: RefCell<Compiled> = RefCell::default();
}

/// The handler of every function and method that is written in PHP.
///
/// # Safety
/// For the engine: `ex` is the live frame of the call, `ret` its return slot.
pub unsafe extern "C" fn run(ex: *mut zend_execute_data, ret: *mut zval) {
    // Nothing here needs dropping: a fatal error in the body jumps over this frame.
    // SAFETY: the frame is live, and so is the function that it runs.
    let body = unsafe { body_of((*ex).func) };
    if body.is_null() {
        // SAFETY: this is the last act; what is on its way in the engine needs nothing.
        return unsafe { raise(callback::take_pending()) };
    }
    // SAFETY: as above. The body lives as long as the request, arguments follow the frame, which stays as it is until we return. Its own
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
    drop(COMPILED.take());
}

/// What to call for a registered function; null if it cannot be compiled, in which case an exception or a fatal error is on its way.
fn body_of(function: Function) -> Function {
    let known = COMPILED.with_borrow(|compiled| compiled.bodies.get(&function).copied());
    known.or_else(|| find(function)).unwrap_or(ptr::null_mut())
}

#[cold]
fn find(function: Function) -> Option<Function> {
    // SAFETY: a registered function lives as long as the module, and so does its class.
    let (class, name, globals) =
        unsafe { ((*function).common.scope, (*function).common.function_name, compiler_globals()) };
    // SAFETY: as above.
    let (name, owner) = unsafe {
        let owner = (!class.is_null()).then(|| bytes_of((*class).name));
        (bytes_of(name), owner)
    };
    // SAFETY: the tables live as long as the request.
    let registered = unsafe {
        if class.is_null() { (*globals).function_table } else { &raw mut (*class).function_table }
    };
    // A class that inherits has copies of its parent's functions: the parent's are those that have bodies.
    let original: Function = lookup(registered, name);
    let known = |compiled: &Compiled| compiled.bodies.get(&original).copied();
    let body = COMPILED.with_borrow(known).or_else(|| {
        let source = BODIES.iter().find(|body| match owner {
            Some(owner) => body.class.is_some_and(|class| class.to_bytes() == owner),
            None => body.class.is_none() && body.has(name),
        })?;
        compile(source, class, registered).ok()?;
        COMPILED.with_borrow(known)
    })?;
    COMPILED.with_borrow_mut(|compiled| compiled.bodies.insert(function, body));
    Some(body)
}

/// Compiles the code of a class, or (`class` is null) that of all functions, and keeps what came of it.
fn compile(
    source: &Body,
    class: *mut zend_class_entry,
    registered: *mut HashTable,
) -> Result<(), Stop> {
    declare(source)?;
    let globals = compiler_globals();
    // SAFETY: the tables live as long as the request.
    let (functions, classes) = unsafe { ((*globals).function_table, (*globals).class_table) };
    let marked = |name: &CStr| [name.to_bytes(), b"__php"].concat();
    let code = match source.class {
        None => functions,
        Some(name) => {
            let made = lookup::<zend_class_entry>(classes, &marked(name));
            if made.is_null() {
                return Err(Stop);
            }
            // SAFETY: the trait was found, and stays for as long as it is in the table.
            unsafe { &raw mut (*made).function_table }
        }
    };
    for name in source.names() {
        let compiled = match source.class {
            None => lookup::<zend_function>(functions, &marked(name)),
            Some(_) => lookup(code, name.to_bytes()),
        };
        let original = lookup::<zend_function>(registered, name.to_bytes());
        if !compiled.is_null() && !original.is_null() {
            keep(compiled, original, class)?;
        }
        if source.class.is_none() {
            forget(functions, &marked(name))?;
        }
    }
    source.class.map_or(Ok(()), |name| forget(classes, &marked(name)))
}

/// Has PHP compile the code, which declares a trait or functions and does nothing else.
fn declare(source: &Body) -> Result<(), Stop> {
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

/// Makes a compiled function the body of a registered one.
fn keep(compiled: Function, original: Function, class: *mut zend_class_entry) -> Result<(), Stop> {
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
    COMPILED.with_borrow_mut(|all| {
        all.closures.push(Held::new(closure));
        all.bodies.insert(original, body);
    });
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
