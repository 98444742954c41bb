//! `Swoole\Coroutine`, and the functions of its namespace. [`runtime`] holds the coroutines, [`options`] what is set for all of them.

pub mod channel;
pub mod client;
pub mod deadlock;
pub mod http;
pub mod http2;
pub mod link;
pub mod lock;
pub mod options;
pub mod preempt;
pub mod runtime;
pub mod scheduler;
pub mod sleeper;
pub mod socket;
pub mod system;
pub mod trace;
pub mod wait;
pub mod waiter;

use std::time::Duration;

use ext_php_rs::boxed::ZBox;
use ext_php_rs::ffi::zend_class_entry;
use ext_php_rs::types::ZendHashTable;

use crate::coroutine::CoroutineId;
use crate::coroutine::scheduler::{NotCanceled, NotJoined};
use crate::coroutine::{How, Wake};
use crate::error::ErrorCode;
use crate::php::boundary::{Exit, Outcome};
use crate::php::call::{Call, Opt, Rest};
use crate::php::callable::Callable;
use crate::php::callback::{self, Held};
use crate::php::convert::{self, Name, OrFalse};
use crate::php::coroutine::runtime::{current, scheduler};
use crate::php::{async_settings, classes, hooks, looping, object};
use crate::sys::clock;
use crate::{aio, dns, last_error};

/// Nobody makes an object of it.
pub fn class_init(class: &mut zend_class_entry) {
    object::forbid(class);
}

/// `create(callable $func, mixed ...$param): int|false`
#[inline(always)]
pub fn create(call: &mut Call) -> Outcome<i64> {
    let (callable, params) = call.args::<(Callable, Rest)>()?;
    let params = params.0.iter().map(|value| value.dereference().shallow_clone()).collect();
    let id = runtime::create(callable, params)?;
    Ok(id.0 as i64)
}

/// `defer(callable $callback): void`
pub fn defer(call: &mut Call) -> Outcome {
    let (callable,) = call.args::<(Callable,)>()?;
    current()?.task.extras().defers.borrow_mut().push(callable);
    Ok(())
}

/// `set(array $options): void`
pub fn set(call: &mut Call) -> Outcome {
    let (options,) = call.args::<(&ZendHashTable,)>()?;
    options::set(options)
}

/// `getOptions(): ?array`
pub fn get_options(call: &mut Call) -> Outcome<Held> {
    call.args::<()>()?;
    Ok(options::get())
}

/// `exists(int $cid): bool`
pub fn exists(call: &mut Call) -> Outcome<bool> {
    let (cid,) = call.args::<(i64,)>()?;
    Ok(number(cid).is_some_and(|id| scheduler().exists(id)))
}

/// `yield(): bool`
#[inline(always)]
pub fn r#yield(call: &mut Call) -> Outcome<bool> {
    call.args::<()>()?;
    if runtime::wait(How::Yielded, None)? == Wake::Ready {
        return Ok(true);
    }
    Err(Exit::quiet(ErrorCode::CO_CANCELED))
}

/// `resume(int $cid): bool`
#[inline(always)]
pub fn resume(call: &mut Call) -> Outcome<bool> {
    let (cid,) = call.args::<(i64,)>()?;
    if number(cid).is_some_and(|id| scheduler().resume(id)) {
        return Ok(true);
    }
    let why = "can not resume the coroutine which is in IO operation or non-existent";
    Err(Exit::warn(ErrorCode::PHP_FATAL_ERROR, why))
}

/// `cancel(int $cid, bool $throw_exception = false): bool`
pub fn cancel(call: &mut Call) -> Outcome<bool> {
    let (cid, throw) = call.args::<(i64, Opt<bool>)>()?;
    let id = number(cid).ok_or(Exit::Quiet(ErrorCode::CO_NOT_EXISTS))?;
    match scheduler().cancel(id, throw.or(false)) {
        Ok(()) => Ok(true),
        Err(NotCanceled::NotFound) => Err(Exit::quiet(ErrorCode::CO_NOT_EXISTS)),
        Err(NotCanceled::Refused) => Err(Exit::quiet(ErrorCode::CO_CANNOT_CANCEL)),
    }
}

/// `isCanceled(): bool`
pub fn is_canceled(call: &mut Call) -> Outcome<bool> {
    call.args::<()>()?;
    Ok(current()?.is_canceled())
}

/// `setTimeLimit(float $timeout): bool`
pub fn set_time_limit(call: &mut Call) -> Outcome<bool> {
    let (seconds,) = call.args::<(f64,)>()?;
    let limit = limit(seconds);
    runtime::limit_time(limit)?;
    Ok(limit.is_some())
}

/// `join(array $cid_array, float $timeout = -1): bool`
pub fn join(call: &mut Call) -> Outcome<bool> {
    let (numbers, timeout) = call.args::<(&ZendHashTable, Opt<f64>)>()?;
    current()?;
    let ids: Vec<CoroutineId> =
        numbers.values().filter_map(|value| number(value.dereference().long()?)).collect();
    if ids.is_empty() {
        return Err(Exit::quiet(ErrorCode::INVALID_PARAMS));
    }
    match scheduler().join(&ids) {
        Ok(()) => {}
        Err(NotJoined::Itself) => {
            return Err(Exit::warn(ErrorCode::WRONG_OPERATION, "can not join self"));
        }
        Err(NotJoined::Nobody) => return Err(Exit::quiet(ErrorCode::INVALID_PARAMS)),
        Err(NotJoined::Taken) => return Err(Exit::quiet(ErrorCode::WRONG_OPERATION)),
    }
    let until = limit(timeout.or(-1.0)).map(|limit| (clock::coarse() + limit, limit));
    let mut left = until.map(|(_, limit)| limit);
    let ended = loop {
        match runtime::wait(How::Event, left) {
            Ok(Wake::Ready) if scheduler().any_alive(&ids) => {
                left = until.map(|(end, _)| end.saturating_sub(clock::coarse()));
            }
            ended => break ended,
        }
    };
    scheduler().forget_join(&ids);
    outcome(ended?)
}

/// `stats(): array`
pub fn stats(call: &mut Call) -> Outcome<ZBox<ZendHashTable>> {
    static EVENTS: Name = Name::new("event_num");
    static SIGNALS: Name = Name::new("signal_listener_num");
    static TASKS: Name = Name::new("aio_task_num");
    static THREADS: Name = Name::new("aio_worker_num");
    static QUEUE: Name = Name::new("aio_queue_size");
    static STACK: Name = Name::new("c_stack_size");
    static COUNT: Name = Name::new("coroutine_num");
    static PEAK: Name = Name::new("coroutine_peak_num");
    static LAST: Name = Name::new("coroutine_last_cid");
    call.args::<()>()?;
    let all = scheduler();
    let current = looping::current_if_any();
    let events = current.as_ref().map_or(0, |current| current.watches.count());
    let signals = current.as_ref().map_or(0, |current| current.signals.count());
    let threads = aio::stats();
    let rows = [
        (&EVENTS, events),
        (&SIGNALS, signals),
        (&TASKS, threads.jobs),
        (&THREADS, threads.threads),
        (&QUEUE, threads.queued),
        (&STACK, all.switch().pool.stack_size()),
        (&COUNT, all.count()),
        (&PEAK, all.peak()),
        (&LAST, all.last_id() as usize),
    ];
    let mut table = ZendHashTable::new();
    for (name, value) in rows {
        convert::set(&mut table, name, convert::long(value as i64));
    }
    Ok(table)
}

/// `getCid(): int`
pub fn get_cid(call: &mut Call) -> Outcome<i64> {
    call.args::<()>()?;
    Ok(of(scheduler().current_id()))
}

/// `getPcid(int $cid = 0): int|false`
pub fn get_pcid(call: &mut Call) -> Outcome<OrFalse<i64>> {
    let (cid,) = call.args::<(Opt<i64>,)>()?;
    Ok(OrFalse(find(cid.or(0)).map(|coroutine| of(coroutine.origin))))
}

/// `getContext(int $cid = 0): ?Swoole\Coroutine\Context`
pub fn get_context(call: &mut Call) -> Outcome<Option<Held>> {
    let (cid,) = call.args::<(Opt<i64>,)>()?;
    let Some(coroutine) = find(cid.or(0)) else { return Ok(None) };
    let storage = &coroutine.task.extras().storage;
    if storage.borrow().is_none() {
        let made = object::make(&classes::SWOOLE_COROUTINE_CONTEXT)?;
        *storage.borrow_mut() = Some(made);
    }
    let found = storage.borrow().as_ref().map(|held| Held::copy_of(held));
    Ok(found)
}

/// `getBackTrace(int $cid = 0, int $options = DEBUG_BACKTRACE_PROVIDE_OBJECT, int $limit = 0): array|false`
pub fn get_back_trace(call: &mut Call) -> Outcome<OrFalse<Held>> {
    /// `DEBUG_BACKTRACE_PROVIDE_OBJECT`
    const OBJECTS: i64 = 1;
    let (cid, options, limit) = call.args::<(Opt<i64>, Opt<i64>, Opt<i64>)>()?;
    let cid = cid.or(0);
    if cid != 0 && find(cid).is_none() {
        return Err(Exit::quiet(ErrorCode::CO_NOT_EXISTS));
    }
    Ok(OrFalse(trace::of(find(cid).as_deref(), options.or(OBJECTS), limit.or(0), 0)))
}

/// `printBackTrace(int $cid = 0, int $options = 0, int $limit = 0): void`
pub fn print_back_trace(call: &mut Call) -> Outcome {
    let (cid, options, limit) = call.args::<(Opt<i64>, Opt<i64>, Opt<i64>)>()?;
    let cid = cid.or(0);
    if cid != 0 && find(cid).is_none() {
        return Err(Exit::quiet(ErrorCode::CO_NOT_EXISTS));
    }
    if let Some(frames) = trace::of(find(cid).as_deref(), options.or(0), limit.or(0), 1) {
        trace::print(&frames);
    }
    Ok(())
}

/// `getElapsed(int $cid = 0): int`
pub fn get_elapsed(call: &mut Call) -> Outcome<i64> {
    let (cid,) = call.args::<(Opt<i64>,)>()?;
    let Some(coroutine) = find(cid.or(0)) else {
        last_error::set(ErrorCode::CO_NOT_EXISTS);
        return Ok(-1);
    };
    Ok(clock::coarse().saturating_sub(coroutine.begun).as_millis() as i64)
}

/// `getStackUsage(int $cid = 0): int|false`
pub fn get_stack_usage(call: &mut Call) -> Outcome<OrFalse<i64>> {
    let (cid,) = call.args::<(Opt<i64>,)>()?;
    let cid = cid.or(0);
    if cid != 0 && find(cid).is_none() {
        return Err(Exit::quiet(ErrorCode::CO_NOT_EXISTS));
    }
    Ok(OrFalse(find(cid).map(|coroutine| coroutine.task.stack_usage() as i64)))
}

/// `list(): Swoole\Coroutine\Iterator`
pub fn list(call: &mut Call) -> Outcome<Held> {
    call.args::<()>()?;
    let mut table = ZendHashTable::new();
    // The newest first.
    for id in scheduler().ids().into_iter().rev() {
        convert::push(&mut table, convert::long(id.0 as i64));
    }
    object::construct(&classes::SWOOLE_COROUTINE_ITERATOR, &mut [convert::array(table)])
}

/// `enableScheduler(): bool`
pub fn enable_scheduler(call: &mut Call) -> Outcome<bool> {
    call.args::<()>()?;
    Ok(scheduler().current().is_some_and(|current| current.task.leave_undisturbed(false)))
}

/// `disableScheduler(): bool`
pub fn disable_scheduler(call: &mut Call) -> Outcome<bool> {
    call.args::<()>()?;
    Ok(scheduler().current().is_some_and(|current| current.task.leave_undisturbed(true)))
}

/// `Swoole\Coroutine\run(callable $fn, mixed ...$args): bool`
pub fn run(call: &mut Call) -> Outcome<bool> {
    let (callable, arguments) = call.args::<(Callable, Rest)>()?;
    let arguments = arguments.0.iter().map(Held::copy_of).collect();
    hooks::set_if_unsaid();
    scheduler::run(vec![scheduler::Wish { callable, arguments, times: 1 }])
}

/// `Swoole\Coroutine\deadlock_check(): void`
pub fn deadlock_check(call: &mut Call) -> Outcome {
    call.args::<()>()?;
    deadlock::print();
    Ok(())
}

/// A coroutine by the number that PHP has for it; 0 stands for the one that runs.
fn find(cid: i64) -> Option<std::rc::Rc<runtime::Coroutine>> {
    if cid == 0 { scheduler().current() } else { number(cid).and_then(|id| scheduler().get(id)) }
}

fn number(cid: i64) -> Option<CoroutineId> {
    u64::try_from(cid).ok().map(CoroutineId)
}

fn of(id: Option<CoroutineId>) -> i64 {
    id.map_or(-1, |id| id.0 as i64)
}

/// A timeout as PHP code writes it: seconds; none if it is not positive.
pub fn limit(seconds: f64) -> Option<Duration> {
    (seconds > 0.0).then(|| Duration::try_from_secs_f64(seconds).unwrap_or(Duration::MAX))
}

/// How a wait that may fail ended, as methods return it.
///
/// # Errors
/// Quietly: time was up, or it was cancelled.
pub fn outcome(wake: Wake) -> Outcome<bool> {
    match wake {
        Wake::Ready => Ok(true),
        Wake::TimedOut => Err(Exit::quiet(ErrorCode::CO_TIMEDOUT)),
        _ => Err(Exit::quiet(ErrorCode::CO_CANCELED)),
    }
}

/// Reads what php.ini says.
pub fn begin_request() {
    preempt::begin_request();
}

/// Forgets what the request has set.
pub fn end_request(failed: bool) {
    runtime::end_request(failed);
    options::clear();
    async_settings::clear();
    aio::shut_down();
    dns::reset();
    callback::take_pending();
}
