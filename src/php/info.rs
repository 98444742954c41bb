//! What `php --ri swoole` and `phpinfo()` show: only what is there.

use std::ffi::CStr;

use ext_php_rs::ffi::{
    display_ini_entries, php_info_print_table_end, php_info_print_table_row,
    php_info_print_table_start, zend_module_entry,
};

const VERSION: &CStr = crate::php::module::VERSION;

const ROWS: &[(&CStr, &CStr)] = &[
    (c"Swoole", c"enabled"),
    (c"Version", VERSION),
    (c"engine", c"Rust"),
    (
        c"host byte order",
        if cfg!(target_endian = "little") { c"little endian" } else { c"big endian" },
    ),
    (c"epoll", c"enabled"),
    (c"signalfd", c"enabled"),
    (c"cpu_affinity", c"enabled"),
];

/// Prints the module's table; the engine calls it.
///
/// # Safety
/// `module` is the live module entry.
pub unsafe extern "C" fn show(module: *mut zend_module_entry) {
    // SAFETY: rows are pairs of C strings, as the count says; the caller vouches for the module.
    unsafe {
        php_info_print_table_start();
        for (name, value) in ROWS {
            php_info_print_table_row(2, name.as_ptr(), value.as_ptr());
        }
        php_info_print_table_end();
        display_ini_entries(module);
    }
}
