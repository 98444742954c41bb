//! `Swoole\Runtime`: which functions of PHP's own give way to other coroutines.

use ext_php_rs::ffi::{E_WARNING, zend_class_entry};

use crate::php::boundary::Outcome;
use crate::php::call::{Call, Opt};
use crate::php::callback;
use crate::php::hooks;
use crate::php::object;

/// Everything is static.
pub fn class_init(class: &mut zend_class_entry) {
    object::forbid(class);
}

/// `enableCoroutine(int $flags = SWOOLE_HOOK_ALL): bool`, `setHookFlags(int $flags): bool`
pub fn enable_coroutine(call: &mut Call) -> Outcome<bool> {
    let (flags,) = call.args::<(Opt<i64>,)>()?;
    if let Err(missing) = hooks::set(flags.or(hooks::ALL)) {
        callback::warn(E_WARNING, &hooks::not_there(&missing));
    }
    Ok(true)
}

/// `getHookFlags(): int`
pub fn get_hook_flags(call: &mut Call) -> Outcome<i64> {
    call.args::<()>()?;
    Ok(hooks::flags())
}
