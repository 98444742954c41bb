//! `Swoole\Server\StatusInfo`: what `onWorkerError` gets with `event_object`.

use crate::php::classes;
use crate::php::convert::long;
use crate::php::object;
use crate::server::app::WorkerFailure;
use ext_php_rs::types::Zval;

/// The object for a worker's end. Slots in the stub's order.
pub fn value(failure: &WorkerFailure) -> Zval {
    let numbers = [
        i64::from(failure.worker.0),
        failure.pid.into(),
        failure.status.raw().into(),
        failure.status.code.into(),
        failure.status.signal.into(),
    ];
    object::fill(&classes::SWOOLE_SERVER_STATUS_INFO, numbers.map(long))
}
