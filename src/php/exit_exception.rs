//! `Swoole\ExitException`: what `exit()` becomes where the script must not end (inside a coroutine).

use crate::php::boundary::Outcome;
use crate::php::call::Call;
use crate::php::callback::Held;
use crate::php::convert::Name;
use crate::php::{classes, object};

/// Property that holds where `exit()` was called, a combination of `SWOOLE_EXIT_*`.
pub static FLAGS: Name = Name::new("flags");
/// Property that holds what was passed to `exit()`.
pub static STATUS: Name = Name::new("status");

/// `getFlags(): int`
pub fn get_flags(call: &mut Call) -> Outcome<i64> {
    call.args::<()>()?;
    Ok(own(call, &FLAGS).long().unwrap_or(0))
}

/// `getStatus(): mixed`
pub fn get_status(call: &mut Call) -> Outcome<Held> {
    call.args::<()>()?;
    Ok(own(call, &STATUS))
}

/// The properties are private, so they are read in the scope of this class, whatever the class of the object.
fn own(call: &Call, name: &Name) -> Held {
    object::property_of(&classes::SWOOLE_EXIT_EXCEPTION, call.object(), name)
}
