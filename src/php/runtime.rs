//! `Swoole\Runtime`. No function of PHP's own is made to give way yet, and this says so.

use std::cell::Cell;

use ext_php_rs::ffi::{E_WARNING, zend_class_entry};

use crate::php::boundary::Outcome;
use crate::php::call::{Call, Opt};
use crate::php::callback;
use crate::php::constants;
use crate::php::object;

thread_local! {
    static WARNED: Cell<bool> = const { Cell::new(false) };
}

/// Everything is static.
pub fn class_init(class: &mut zend_class_entry) {
    object::forbid(class);
}

/// `enableCoroutine(int $flags = SWOOLE_HOOK_ALL): bool`
pub fn enable_coroutine(call: &mut Call) -> Outcome<bool> {
    let (flags,) = call.args::<(Opt<i64>,)>()?;
    let wanted = constants::hooks(flags.or(i64::MAX));
    if !wanted.is_empty() && !WARNED.replace(true) {
        let message = format!(
            "functions of PHP do not give way to other coroutines yet, those of {} block as ever",
            wanted.join(", ")
        );
        callback::warn(E_WARNING, &message);
    }
    Ok(wanted.is_empty())
}

/// `getHookFlags(): int`
pub fn get_hook_flags(call: &mut Call) -> Outcome<i64> {
    call.args::<()>()?;
    Ok(0)
}
