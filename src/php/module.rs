//! The module as PHP sees it: its entry, and what happens when module and request start and end.
//!
//! Nothing that is made here may break in a forked child: no thread is started, no descriptor opened, and what the engine of ours
//! needs (reactor, timers) is made after the fork by whoever needs it.

use std::cell::UnsafeCell;
use std::ffi::{CStr, c_char};
use std::sync::OnceLock;
use std::{mem, ptr};

use ext_php_rs::ffi::{
    E_CORE_WARNING, MODULE_DEP_OPTIONAL, MODULE_DEP_REQUIRED, USING_ZTS, ZEND_DEBUG,
    ZEND_MODULE_API_NO, ext_php_rs_php_build_id, zend_error, zend_module_dep, zend_module_entry,
};

use crate::php::coroutine::{preempt, runtime};
use crate::php::{
    autoload, callback, classes, constants, exit, hooks, info, ini, inotify, library, looping,
    server,
};
use crate::sys::process;

/// The version: `phpversion('swoole')`, `SWOOLE_VERSION`, `swoole_version()`.
pub const VERSION: &CStr =
    match CStr::from_bytes_with_nul(concat!(env!("CARGO_PKG_VERSION"), "\0").as_bytes()) {
        Ok(text) => text,
        Err(_) => panic!("a version has no NUL in it"),
    };

const SUCCESS: i32 = 0;
const FAILURE: i32 = -1;

struct Entry(UnsafeCell<zend_module_entry>);

// SAFETY: made once; PHP alone writes to it, from the thread that loads modules.
unsafe impl Sync for Entry {}
// SAFETY: as above.
unsafe impl Send for Entry {}

struct Dependencies([zend_module_dep; 4]);

// SAFETY: immutable, and its pointers are to static strings.
unsafe impl Sync for Dependencies {}

static DEPENDENCIES: Dependencies = Dependencies([
    required(c"json"),
    required(c"sockets"),
    // If it is there, it starts first, so that we see it.
    zend_module_dep { type_: MODULE_DEP_OPTIONAL as u8, ..required(c"inotify") },
    NO_DEPENDENCY,
]);

const NO_DEPENDENCY: zend_module_dep =
    zend_module_dep { name: ptr::null(), rel: ptr::null(), version: ptr::null(), type_: 0 };

const fn required(name: &'static CStr) -> zend_module_dep {
    zend_module_dep { name: name.as_ptr(), type_: MODULE_DEP_REQUIRED as u8, ..NO_DEPENDENCY }
}

/// What PHP calls to load the module.
#[unsafe(no_mangle)]
pub extern "C" fn get_module() -> *mut zend_module_entry {
    static ENTRY: OnceLock<Entry> = OnceLock::new();
    ENTRY.get_or_init(entry).0.get()
}

fn entry() -> Entry {
    // SAFETY: all-zero is a valid entry without functions.
    let empty: zend_module_entry = unsafe { mem::zeroed() };
    Entry(UnsafeCell::new(zend_module_entry {
        size: size_of::<zend_module_entry>() as u16,
        zend_api: ZEND_MODULE_API_NO,
        zend_debug: u8::try_from(ZEND_DEBUG).expect("a flag"),
        zts: u8::try_from(USING_ZTS).expect("a flag"),
        deps: DEPENDENCIES.0.as_ptr(),
        name: c"swoole".as_ptr(),
        functions: classes::functions(),
        module_startup_func: Some(start),
        module_shutdown_func: Some(end),
        request_startup_func: Some(start_request),
        request_shutdown_func: Some(end_request),
        info_func: Some(info::show),
        version: VERSION.as_ptr(),
        // SAFETY: returns a static string.
        build_id: unsafe { ext_php_rs_php_build_id() },
        ..empty
    }))
}

unsafe extern "C" fn start(_: i32, module: i32) -> i32 {
    ini::register(module);
    constants::register(module);
    inotify::register(module);
    classes::register_optional_functions();
    if let Err(missing) = classes::register() {
        let message = callback::c_text(&format!(
            "swoole: class {missing} is missing; the extension that has it must be loaded first"
        ));
        let text: *const c_char = message.as_ptr();
        // SAFETY: one C string for the format; a core warning does not jump.
        unsafe { zend_error(E_CORE_WARNING as i32, c"%s".as_ptr(), text) };
        return FAILURE;
    }
    exit::hook();
    autoload::hook();
    preempt::hook();
    process::count_forks(runtime::forked);
    SUCCESS
}

unsafe extern "C" fn end(_: i32, module: i32) -> i32 {
    ini::unregister(module);
    SUCCESS
}

unsafe extern "C" fn start_request(_: i32, _: i32) -> i32 {
    callback::take_pending();
    looping::begin_request();
    hooks::install();
    SUCCESS
}

unsafe extern "C" fn end_request(_: i32, _: i32) -> i32 {
    server::log_fatal_error();
    // Whatever was pending has been raised, or its request is over.
    callback::take_pending();
    looping::end_request();
    library::end_request();
    hooks::end_request();
    callback::take_pending();
    SUCCESS
}
