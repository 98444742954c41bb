//! `Swoole\Server\PipeMessage`: what `onPipeMessage` gets with `event_object`.

use super::app::time;
use crate::php::classes;
use crate::php::convert::long;
use crate::php::object;
use crate::server::app::Message;
use ext_php_rs::types::Zval;

/// The object for a message. Slots in the stub's order.
pub fn value(message: &Message<'_>, data: Zval) -> Zval {
    let from = i64::from(message.from.0);
    object::fill(
        &classes::SWOOLE_SERVER_PIPE_MESSAGE,
        [long(from), long(from), time(message.time), data],
    )
}
