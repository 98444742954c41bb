//! `Swoole\Server\Task`: a task as `onTask` gets it. Tasks are not built yet; packing and unpacking work without them.

use super::messages;
use crate::error::ErrorCode;
use crate::php::boundary::{Exit, Outcome};
use crate::php::call::Call;
use crate::php::callback::Held;
use crate::php::object::{self, Handlers, Native};
use ext_php_rs::ffi::{zend_class_entry, zend_object};
use ext_php_rs::types::Zval;

/// Native state of a task object: none yet.
pub struct Task;

static HANDLERS: Handlers = Handlers::new();

impl Native for Task {
    fn handlers() -> &'static Handlers {
        &HANDLERS
    }

    fn new(_: *mut zend_object) -> Self {
        Self
    }
}

/// Gives the class its native state.
pub fn class_init(class: &mut zend_class_entry) {
    object::attach::<Task>(class);
}

/// `finish(mixed $data): bool`
pub fn finish(call: &mut Call) -> Outcome<bool> {
    call.args::<(&Zval,)>()?;
    Err(Exit::warn(ErrorCode::OPERATION_NOT_SUPPORT, "tasks are not built yet"))
}

/// `static pack(mixed $data): string|false`
pub fn pack(call: &mut Call) -> Outcome<Vec<u8>> {
    let (data,) = call.args::<(&Zval,)>()?;
    messages::serialize(data)
}

/// `static unpack(string $data): mixed`
pub fn unpack(call: &mut Call) -> Outcome<Held> {
    let (data,) = call.args::<(&[u8],)>()?;
    messages::decode(data, true).ok_or(Exit::Pending)
}
