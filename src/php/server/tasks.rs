//! The methods of `Swoole\Server` that hand out tasks, wait for them, and give their results back.

use super::Server;
use super::app::halt;
use super::core::ServerCore;
use super::events::Event;
use super::messages::{self, Packed};
use super::task_waits;
use crate::error::ErrorCode;
use crate::log;
use crate::php::boundary::{Exit, Outcome};
use crate::php::call::{Call, Opt};
use crate::php::callable::Callable;
use crate::php::callback::{self, Called, Held};
use crate::php::convert::{OrFalse, boolean};
use crate::server::actor::Actor;
use crate::server::actors::Kind;
use crate::server::task::{self, Answer, Task, TaskHead, flag};
use ext_php_rs::boxed::ZBox;
use ext_php_rs::ffi;
use ext_php_rs::types::{ZendHashTable, Zval};
use std::rc::Rc;
use std::time::Duration;

/// Seconds that a task is waited for unless the script says otherwise.
const PATIENCE: f64 = 0.5;
/// Tasks that are waited for together: fewer than this.
const TOGETHER_MAX: usize = 1024;

/// `task(mixed $data, int $taskWorkerIndex = -1, ?callable $finishCallback = null): int|false`
pub fn task(call: &mut Call) -> Outcome<OrFalse<i64>> {
    let (data, number, callable) = call.args::<(&Zval, Opt<i64>, Opt<Option<Callable>>)>()?;
    let core = call.this::<Server>().core()?;
    let actor = with_task_workers(&core)?;
    if actor.kind() == Kind::Task {
        return Err(Exit::warn(ErrorCode::NONE, "Server->task() cannot use in the task-worker"));
    }
    let number = task_worker(&actor, number)?;
    // Only a worker gets results.
    let callable = callable.flat().filter(|_| actor.kind() == Kind::Worker);
    let flags = flag::NONBLOCK | if callable.is_some() { flag::CALLBACK } else { 0 };
    let id = hand_out(&actor, data, flags, number)?;
    if let Some(callable) = callable {
        core.task_callbacks.borrow_mut().insert(id, Rc::new(callable));
    }
    Ok(OrFalse(Some(id as i64)))
}

/// `taskwait(mixed $data, float $timeout = 0.5, int $taskWorkerIndex = -1): mixed`
pub fn taskwait(call: &mut Call) -> Outcome<Held> {
    let (data, timeout, number) = call.args::<(&Zval, Opt<f64>, Opt<i64>)>()?;
    let core = call.this::<Server>().core()?;
    let actor = in_a_worker(&core, "taskwait")?;
    let number = task_worker(&actor, number)?;
    let id = hand_out(&actor, data, task_waits::flags(false), number)?;
    let mut answers = task_waits::wait(&actor, &[id], limit(timeout))?;
    match answers.pop().flatten() {
        Some(answer) => unpacked(&answer).ok_or(Exit::Pending),
        None => Err(Exit::quiet(ErrorCode::TASK_TIMEOUT)),
    }
}

/// `taskWaitMulti(array $tasks, float $timeout = 0.5): array|false`
pub fn task_wait_multi(call: &mut Call) -> Outcome<ZBox<ZendHashTable>> {
    let (tasks, timeout) = call.args::<(&ZendHashTable, Opt<f64>)>()?;
    let core = call.this::<Server>().core()?;
    let actor = in_a_worker(&core, "taskWaitMulti")?;
    wait_for_all(&actor, tasks, timeout, None)
}

/// `taskCo(array $tasks, float $timeout = 0.5): array|false`
pub fn task_co(call: &mut Call) -> Outcome<ZBox<ZendHashTable>> {
    let (tasks, timeout) = call.args::<(&ZendHashTable, Opt<f64>)>()?;
    let core = call.this::<Server>().core()?;
    let actor = in_a_worker(&core, "taskCo")?;
    wait_for_all(&actor, tasks, timeout, Some(false))
}

/// `finish(mixed $data): bool`
pub fn finish(call: &mut Call) -> Outcome<bool> {
    let (data,) = call.args::<(&Zval,)>()?;
    let core = call.this::<Server>().core()?;
    core.actor()?;
    if core.task_coroutines.get() {
        // Several run at a time: which of them is meant?
        let why =
            "please use Swoole\\Server\\Task->finish instead when task_enable_coroutine is enable";
        callback::warn(ffi::E_ERROR, why);
        return Err(Exit::Pending);
    }
    let Some(head) = core.current_task.get() else {
        return Err(Exit::warn(
            ErrorCode::WRONG_OPERATION,
            "no task is running here: only onTask can finish one",
        ));
    };
    send_result(&core, &head, data)
}

/// This process's actor, in a server that has task workers.
fn with_task_workers(core: &ServerCore) -> Outcome<Rc<Actor>> {
    let actor = core.actor()?;
    if actor.shared.actors.tasks == 0 {
        return Err(Exit::warn(
            ErrorCode::NONE,
            "task method can't be executed without task worker",
        ));
    }
    Ok(actor)
}

/// The same, for methods that wait for results, which only workers get.
fn in_a_worker(core: &ServerCore, method: &str) -> Outcome<Rc<Actor>> {
    let actor = with_task_workers(core)?;
    if actor.kind() != Kind::Worker {
        return Err(Exit::warn(
            ErrorCode::NONE,
            format!("{method} method can only be used in the worker process"),
        ));
    }
    Ok(actor)
}

/// The task worker that a script names; below zero is any.
fn task_worker(actor: &Actor, number: Opt<i64>) -> Outcome<Option<u16>> {
    let number = number.or(-1);
    let count = actor.shared.actors.tasks;
    match u16::try_from(number) {
        Ok(number) if number < count => Ok(Some(number)),
        _ if number < 0 => Ok(None),
        _ => Err(Exit::warn(
            ErrorCode::NONE,
            format!("worker_id must be less than task_worker_num[{count}]"),
        )),
    }
}

/// No time, or less, is for ever.
fn limit(timeout: Opt<f64>) -> Option<Duration> {
    let seconds = timeout.or(PATIENCE);
    if seconds <= 0.0 { None } else { Duration::try_from_secs_f64(seconds).ok() }
}

fn hand_out(actor: &Actor, data: &Zval, flags: u8, number: Option<u16>) -> Outcome<u64> {
    send(actor, &Packed::new(data)?, flags, number)
}

fn send(actor: &Actor, data: &Packed<'_>, flags: u8, number: Option<u16>) -> Outcome<u64> {
    let flags = flags | if data.is_serialized() { flag::SERIALIZE } else { 0 };
    task::hand_out(actor, data.bytes(), flags, number).map_err(Exit::warn_failure)
}

/// Hands all of `tasks` out and waits for them; the results have the tasks' keys. `missing` stands for those that do not come in time.
fn wait_for_all(
    actor: &Rc<Actor>,
    tasks: &ZendHashTable,
    timeout: Opt<f64>,
    missing: Option<bool>,
) -> Outcome<ZBox<ZendHashTable>> {
    if tasks.is_empty() {
        return Err(Exit::quiet(ErrorCode::TASK_DISPATCH_FAIL));
    }
    if tasks.len() >= TOGETHER_MAX {
        return Err(Exit::warn(ErrorCode::NONE, "too many concurrent tasks"));
    }
    // All of them first, so that one that cannot travel keeps the others at home.
    let flags = task_waits::flags(true);
    let packed: Vec<_> = tasks.values().map(Packed::new).collect::<Outcome<_>>()?;
    let ids: Vec<u64> =
        packed.iter().map(|data| send(actor, data, flags, None)).collect::<Outcome<_>>()?;
    let answers = task_waits::wait(actor, &ids, limit(timeout))?;
    let mut results = ZendHashTable::new();
    for (key, answer) in tasks.iter().map(|(key, _)| key).zip(answers) {
        let value = match (answer, missing) {
            (Some(answer), _) => unpacked(&answer).ok_or(Exit::Pending)?.into_inner(),
            (None, Some(missing)) => boolean(missing),
            (None, None) => continue,
        };
        // Only a full memory makes this fail, and that ends the script.
        let _ = results.insert(key, value);
    }
    Ok(results)
}

fn unpacked(answer: &Answer) -> Option<Held> {
    messages::decode(&answer.bytes, answer.serialized)
}

/// The data of a task or a result; `None` if it cannot be read, which is logged.
pub(super) fn value(task: &Task<'_>) -> Option<Zval> {
    let mut value = None;
    super::app::with_payload(&task.payload, |bytes| {
        value = messages::decode(bytes, task.head.has(flag::SERIALIZE));
    });
    if value.is_none() && !matches!(callback::settle(), Called::Returned(_)) {
        // A method of the script's has thrown while its object was made.
        halt();
    }
    value.map(Held::into_inner)
}

/// The id of the process that handed a task out, as scripts see it: 0, as the reference has it, for one that has none.
pub(super) fn source(core: &ServerCore, head: TaskHead) -> i64 {
    let processes = core.shared().map_or(0, |shared| shared.actors.processes());
    if head.from.0 < processes { head.from.0.into() } else { 0 }
}

/// Sends `data` as the result of a task. Without a taker that is a line in the log.
///
/// # Errors
/// What `serialize()` throws; a warning if it cannot be sent.
pub(super) fn send_result(core: &ServerCore, head: &TaskHead, data: &Zval) -> Outcome<bool> {
    let actor = core.actor()?;
    if head.has(flag::NOREPLY) {
        log::warning(format_args!(
            "Server::finish() can only be used for a task of a worker process: nobody takes the result of task {}",
            head.id
        ));
        return Ok(false);
    }
    let data = Packed::new(data)?;
    task::finish(&actor, head, data.bytes(), data.is_serialized()).map_err(Exit::warn_failure)?;
    Ok(true)
}

/// What `onTask` has returned is its task's result.
pub(super) fn return_result(core: &ServerCore, head: &TaskHead, result: &Zval) {
    if let Err(Exit::Warn { code, message }) = send_result(core, head, result) {
        log::warning_with(code, format_args!("{message}"));
    }
    // A value that cannot be serialized has thrown, and nobody is there to catch it.
    if !matches!(callback::settle(), Called::Returned(_)) {
        halt();
    }
}

/// What takes a result: the callback that its task was handed out with, or `onFinish`.
pub(super) fn callback_of(core: &ServerCore, head: &TaskHead) -> Option<Rc<Callable>> {
    if head.has(flag::CALLBACK) {
        let callable = core.task_callbacks.borrow_mut().remove(&head.id);
        if callable.is_none() {
            log::warning(format_args!(
                "a result of task {} is dropped: its callback has been called already, or was a predecessor's",
                head.id
            ));
        }
        return callable;
    }
    let callable = core.callbacks.get(Event::Finish);
    if callable.is_none() {
        callback::warn(ffi::E_WARNING, "require 'onFinish' callback");
    }
    callable
}
