//! `Swoole\Server\Task`: a task as `onTask` gets it with `task_use_object`. It can be finished for as long as it is kept.

use super::app::time;
use super::core::ServerCore;
use super::{messages, tasks};
use crate::error::{ErrorCode, Failure};
use crate::php::boundary::{Exit, Outcome};
use crate::php::call::Call;
use crate::php::callback::{self, Held};
use crate::php::classes;
use crate::php::convert::long;
use crate::php::object::{self, Handlers, Native};
use crate::server::shared::now_micros;
use crate::server::task::{TaskHead, flag};
use crate::server::task_queue;
use ext_php_rs::ffi::{self, zend_class_entry, zend_object};
use ext_php_rs::types::Zval;
use std::cell::{Cell, OnceCell};
use std::rc::{Rc, Weak};

/// Native state of a task object: which task it is. Nothing in one that a script has made.
pub struct Task {
    task: OnceCell<(TaskHead, Weak<ServerCore>)>,
}

thread_local! {
    /// How many tasks this process has packed: the number of the next.
    static PACKED: Cell<u64> = const { Cell::new(0) };
}

static HANDLERS: Handlers = Handlers::new();

impl Native for Task {
    fn handlers() -> &'static Handlers {
        &HANDLERS
    }

    fn new(_: *mut zend_object) -> Self {
        Self { task: OnceCell::new() }
    }
}

/// Gives the class its native state.
pub fn class_init(class: &mut zend_class_entry) {
    object::attach::<Task>(class);
}

/// The object for a task. Slots in the stub's order.
pub(super) fn value(core: &Rc<ServerCore>, head: TaskHead, data: Zval) -> Zval {
    let made = object::fill(
        &classes::SWOOLE_SERVER_TASK,
        [
            data,
            time(head.time),
            long(head.id as i64),
            long(tasks::source(core, head)),
            long(head.flags.into()),
        ],
    );
    if let Some(state) = object::of(&made).and_then(object::try_state::<Task>) {
        // A new object has none yet.
        let _ = state.task.set((head, Rc::downgrade(core)));
    }
    made
}

/// `finish(mixed $data): bool`
pub fn finish(call: &mut Call) -> Outcome<bool> {
    let (data,) = call.args::<(&Zval,)>()?;
    let state = call.this::<Task>();
    let task = state.task.get().and_then(|(head, core)| Some((head, core.upgrade()?)));
    let Some((head, core)) = task else {
        callback::warn(ffi::E_ERROR, "Invalid instance of Swoole\\Server\\Task");
        return Err(Exit::Pending);
    };
    tasks::send_result(&core, head, data)
}

/// `static pack(mixed $data): string|false`
pub fn pack(call: &mut Call) -> Outcome<Vec<u8>> {
    let (data,) = call.args::<(&Zval,)>()?;
    let data = messages::Packed::new(data)?;
    let id = PACKED.replace(PACKED.get() + 1);
    let head = task_queue::strangers_head(id, data.is_serialized(), now_micros());
    task_queue::pack(&head, data.bytes(), 0o600)
        .map_err(|error| Exit::warn_failure(Failure::system("packing a task", &error)))
}

/// `static unpack(string $data): mixed`
pub fn unpack(call: &mut Call) -> Outcome<Held> {
    let (data,) = call.args::<(&[u8],)>()?;
    let (head, payload) = task_queue::unpack(data)
        .map_err(|error| Exit::warn(ErrorCode::INVALID_PARAMS, error.to_string()))?;
    messages::decode(&payload, head.has(flag::SERIALIZE)).ok_or(Exit::Pending)
}
