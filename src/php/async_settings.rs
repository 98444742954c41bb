//! What `swoole_async_set()` sets: the process's own settings, for scripts that are no server.
//!
//! Names that mean nothing (yet) are ignored, and so are values that do not fit: the function always succeeds.

use std::ffi::OsStr;
use std::os::unix::ffi::OsStrExt;
use std::path::Path;

use ext_php_rs::types::{ZendHashTable, Zval};

use crate::log;
use crate::php::convert;
use crate::php::coroutine::options;
use crate::php::process::signals;

/// Applies all settings of an array.
pub fn apply(settings: &ZendHashTable) {
    let number = |name| settings.get(name).and_then(number);
    let text = |name| settings.get(name).and_then(convert::as_bytes);
    if let Some(level) = number("log_level") {
        log::set_level(log::Level::filter_from_number(level));
    }
    if let Some(rotation) = number("log_rotation") {
        log::set_rotation(log::Rotation::from_number(rotation));
    }
    if let Some(on) = number("log_date_with_microseconds") {
        log::set_microseconds(on != 0);
    }
    if let Some(on) = number("enable_coroutine") {
        options::set_events(on != 0);
    }
    if let Some(on) = number("wait_signal") {
        signals::wait_for_signals(on != 0);
    }
    if let Some(format) = text("log_date_format")
        && let Err(failure) = log::set_date_format(&String::from_utf8_lossy(format))
    {
        log::warn_failure(&failure);
    }
    if let Some(path) = text("log_file")
        && let Err(failure) = log::set_file(Some(Path::new(OsStr::from_bytes(path))))
    {
        log::warn_failure(&failure);
    }
}

fn number(value: &Zval) -> Option<i64> {
    let value = value.dereference();
    value.long().or_else(|| value.bool().map(i64::from))
}
