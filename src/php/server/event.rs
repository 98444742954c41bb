//! `Swoole\Server\Event`: what `onConnect`, `onReceive` and `onClose` get with `event_object`.

use super::app::time;
use crate::php::classes;
use crate::php::convert::{long, string};
use crate::php::object;
use crate::server::app::SessionEvent;
use ext_php_rs::types::Zval;

/// The object for an event; `data` for a package, which alone has a time of dispatch. Slots in the stub's order.
pub fn value(event: &SessionEvent<'_>, data: Option<&[u8]>) -> Zval {
    object::fill(
        &classes::SWOOLE_SERVER_EVENT,
        [
            long(event.reactor.into()),
            long(event.session.0 as i64),
            time(if data.is_some() { event.time } else { 0 }),
            data.map_or_else(Zval::null, string),
        ],
    )
}
