//! `Swoole\Server\TaskResult`: what `onFinish` gets with `event_object`.

use super::app::time;
use crate::php::classes;
use crate::php::convert::long;
use crate::php::object;
use crate::server::task::TaskHead;
use ext_php_rs::types::Zval;

/// The object for a result. Slots in the stub's order.
pub fn value(result: &TaskHead, data: Zval) -> Zval {
    object::fill(
        &classes::SWOOLE_SERVER_TASK_RESULT,
        [long(result.id as i64), long(result.from.0.into()), time(result.time), data],
    )
}
