//! The `swoole.*` entries of php.ini.
//!
//! The module registers them; who needs a value reads it here when it is needed, so that there is no copy to keep in step.

use std::ffi::CStr;
use std::ptr;

use ext_php_rs::ffi::{
    PHP_INI_ALL, PHP_INI_SYSTEM, zend_ini_boolean_displayer_cb, zend_ini_entry, zend_ini_entry_def,
    zend_ini_long, zend_ini_string, zend_register_ini_entries, zend_unregister_ini_entries,
};

struct Entry {
    name: &'static CStr,
    default: &'static CStr,
    /// Who may change it: `PHP_INI_*`.
    changeable: u32,
    /// Shown as On and Off.
    boolean: bool,
}

const fn flag(name: &'static CStr, default: &'static CStr, changeable: u32) -> Entry {
    Entry { name, default, changeable, boolean: true }
}

const fn number(name: &'static CStr, default: &'static CStr, changeable: u32) -> Entry {
    Entry { name, default, changeable, boolean: false }
}

/// See [`ENTRIES`].
pub const HTTP_REQUIRE_HOST: &CStr = c"swoole.http_require_host";

const ENTRIES: &[Entry] = &[
    // Whether the classes that Swoole writes in PHP are there.
    flag(c"swoole.enable_library", c"On", PHP_INI_ALL),
    flag(c"swoole.enable_fiber_mock", c"Off", PHP_INI_ALL),
    // Whether a coroutine that computes for long gives way.
    flag(c"swoole.enable_preemptive_scheduler", c"Off", PHP_INI_ALL),
    // Whether failures of the extension are shown as PHP warnings.
    flag(c"swoole.display_errors", c"On", PHP_INI_ALL),
    // Whether the short names (`Co\run`, `go()`, ...) are there.
    flag(c"swoole.use_shortname", c"On", PHP_INI_SYSTEM),
    // Buffer of sockets between processes, in bytes.
    number(c"swoole.socket_buffer_size", c"8388608", PHP_INI_ALL),
    // Whether requests of HTTP/1.1 without Host are refused where the script does not say (http_require_host).
    flag(HTTP_REQUIRE_HOST, c"On", PHP_INI_ALL),
    flag(c"swoole.blocking_detection", c"Off", PHP_INI_SYSTEM),
    // In microseconds.
    number(c"swoole.blocking_threshold", c"100000", PHP_INI_SYSTEM),
    flag(c"swoole.profile", c"Off", PHP_INI_SYSTEM),
    flag(c"swoole.leak_detection", c"Off", PHP_INI_SYSTEM),
];

/// Registers the entries; once, while the module starts.
pub fn register(module: i32) {
    let mut rows: Vec<zend_ini_entry_def> = ENTRIES.iter().map(Entry::row).collect();
    rows.push(END);
    // SAFETY: the rows end with an empty one; the engine copies what it keeps, and names and defaults are static.
    unsafe { zend_register_ini_entries(rows.as_ptr(), module) };
}

/// Undoes [`register`].
pub fn unregister(module: i32) {
    // SAFETY: the engine looks the entries up by the module's number.
    unsafe { zend_unregister_ini_entries(module) };
}

/// The value of a number or (0 or 1) of a flag.
pub fn long(name: &CStr) -> i64 {
    // SAFETY: the name has the length given and is not written to.
    unsafe { zend_ini_long(name.as_ptr().cast_mut(), name.count_bytes(), 0) }
}

/// Whether a flag is on. A default is as it stands in the table, where php.ini's own parser has not been.
pub fn on(name: &CStr) -> bool {
    let value = text(name);
    let is = |word: &&[u8]| value.eq_ignore_ascii_case(word);
    [b"on".as_slice(), b"yes", b"true"].iter().any(is) || long(name) != 0
}

/// The value as it was given; empty if there is none.
pub fn text(name: &CStr) -> Vec<u8> {
    // SAFETY: the name has the length given and is not written to; the value is a C string or null.
    let value = unsafe { zend_ini_string(name.as_ptr().cast_mut(), name.count_bytes(), 0) };
    if value.is_null() {
        return Vec::new();
    }
    // SAFETY: as above.
    unsafe { CStr::from_ptr(value) }.to_bytes().to_vec()
}

impl Entry {
    fn row(&self) -> zend_ini_entry_def {
        let displayer: Option<unsafe extern "C" fn(*mut zend_ini_entry, i32)> =
            if self.boolean { Some(zend_ini_boolean_displayer_cb) } else { None };
        zend_ini_entry_def {
            name: self.name.as_ptr(),
            value: self.default.as_ptr(),
            displayer,
            value_length: self.default.count_bytes() as u32,
            name_length: self.name.count_bytes() as u16,
            modifiable: self.changeable as u8,
            ..END
        }
    }
}

const END: zend_ini_entry_def = zend_ini_entry_def {
    name: ptr::null(),
    on_modify: None,
    mh_arg1: ptr::null_mut(),
    mh_arg2: ptr::null_mut(),
    mh_arg3: ptr::null_mut(),
    value: ptr::null(),
    displayer: None,
    value_length: 0,
    name_length: 0,
    modifiable: 0,
};
