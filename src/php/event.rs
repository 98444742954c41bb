//! `Swoole\Event`: descriptors, deferred calls and the loop of the process.
//!
//! The class converts arguments and words the warnings; [`watch`] holds what is registered, [`descriptor`] finds the number behind a
//! PHP value, [`crate::php::looping`] runs the loop.

pub mod descriptor;
pub mod watch;

use std::rc::Rc;

use ext_php_rs::ffi::{E_WARNING, zend_class_entry, zend_zval_type_name};
use ext_php_rs::types::Zval;

use crate::error::ErrorCode;
use crate::log;
use crate::php::boundary::{Exit, Outcome};
use crate::php::call::{Call, Opt};
use crate::php::callable::{self, Callable};
use crate::php::callback;
use crate::php::convert::{self, OrFalse};
use crate::php::coroutine::runtime;
use crate::php::event::watch::{Added, Events, Watch};
use crate::php::looping::{self, EventLoop};
use crate::php::object;

/// The class has no objects.
pub fn class_init(class: &mut zend_class_entry) {
    object::forbid(class);
}

/// `add(mixed $fd, ?callable $read_callback = null, ?callable $write_callback = null, int $events = SWOOLE_EVENT_READ): int|false`
pub fn add(call: &mut Call) -> Outcome<OrFalse<i64>> {
    type Arguments<'a> = (&'a Zval, Opt<&'a Zval>, Opt<&'a Zval>, Opt<i64>);
    let (value, read, write, events) = call.args::<Arguments>()?;
    let Some(fd) = descriptor::of(value) else { return warn_false("unknown fd type") };
    let events = Events::from_number(events.or(Events::READ_FLAG));
    if events.is_empty() {
        return warn_false("invalid events");
    }
    let current = looping::current()?;
    if current.watches.get(fd).is_some() {
        return warn_false("already exist");
    }
    let (read, write) = (Wanted::of(read.0), Wanted::of(write.0));
    let missing = missing(fd, events, read.found.is_some(), write.found.is_some());
    if let Some(reason) = &missing {
        callback::warn(E_WARNING, reason);
    }
    let read = read.or_throw("readable_callback")?;
    let write = write.or_throw("writable_callback")?;
    if missing.is_some() {
        return Ok(OrFalse(None));
    }
    match current.watches.add(&current.reactor, Watch::new(fd, value, read, write, events)) {
        Added::Yes => Ok(OrFalse(Some(fd.into()))),
        Added::Refused(error) => {
            log::sys_warning(&error, format_args!("cannot watch the descriptor {fd}"));
            Err(Exit::warn(ErrorCode::from(&error), "swoole_event_add failed"))
        }
    }
}

/// `set(mixed $fd, ?callable $read_callback = null, ?callable $write_callback = null, int $events = 0): bool`
pub fn set(call: &mut Call) -> Outcome<bool> {
    type Arguments<'a> = (&'a Zval, Opt<&'a Zval>, Opt<&'a Zval>, Opt<i64>);
    let (value, read, write, events) = call.args::<Arguments>()?;
    let Some(fd) = descriptor::of(value) else { return Ok(false) };
    let (current, watch) = watched(fd)?;
    let read = Wanted::of(read.0).or_throw("readable_callback")?;
    let write = Wanted::of(write.0).or_throw("writable_callback")?;
    let events = match Events::from_number(events.or(0)) {
        none if none.is_empty() => watch.events(),
        some => some,
    };
    let (has_read, has_write) = watch.has_callbacks();
    if let Some(reason) =
        missing(fd, events, read.is_some() || has_read, write.is_some() || has_write)
    {
        return Err(Exit::warn(ErrorCode::NONE, reason));
    }
    watch.replace(&current.reactor, read, write, events);
    Ok(true)
}

/// `del(mixed $fd): bool`
pub fn del(call: &mut Call) -> Outcome<bool> {
    let (value,) = call.args::<(&Zval,)>()?;
    let Some(fd) = descriptor::of(value) else { return Err(unknown_type()) };
    let Some(current) = looping::current_if_any() else {
        return Err(Exit::warn(
            ErrorCode::NONE,
            "reactor is not ready, cannot call swoole_event_del",
        ));
    };
    Ok(current.watches.remove(&current.reactor, fd))
}

/// `isset(mixed $fd, int $events = SWOOLE_EVENT_READ | SWOOLE_EVENT_WRITE): bool`
pub fn isset(call: &mut Call) -> Outcome<bool> {
    let (value, events) = call.args::<(&Zval, Opt<i64>)>()?;
    let Some(current) = looping::current_if_any() else { return Ok(false) };
    let Some(fd) = descriptor::of(value) else { return Err(unknown_type()) };
    let asked = Events::from_number(events.or(Events::READ_FLAG | Events::WRITE_FLAG));
    Ok(current.watches.get(fd).is_some_and(|watch| {
        let waits = watch.waits_for();
        asked.read && waits.read || asked.write && waits.write
    }))
}

/// `write(mixed $fd, string $data): bool`
pub fn write(call: &mut Call) -> Outcome<bool> {
    let (value, data) = call.args::<(&Zval, &[u8])>()?;
    let Some(fd) = descriptor::of(value) else { return Err(unknown_type()) };
    if data.is_empty() {
        return Err(Exit::warn(ErrorCode::NONE, "data empty"));
    }
    let (current, watch) = watched(fd)?;
    watch.send(&current.reactor, data).map(|()| true).map_err(Exit::quiet)
}

/// `defer(callable $callback): bool`
pub fn defer(call: &mut Call) -> Outcome<bool> {
    let (value,) = call.args::<(&Zval,)>()?;
    let Some(callback) = callable_or_warning(value) else { return Ok(false) };
    looping::current()?.reactor.defer(move |reactor| {
        let called = runtime::call_event(&r"Swoole\Event->defer", &callback, &mut []);
        drop(callback);
        looping::after(reactor, called);
    });
    Ok(true)
}

/// `cycle(?callable $callback, bool $before = false): bool`
pub fn cycle(call: &mut Call) -> Outcome<bool> {
    let (value, before) = call.args::<(&Zval, Opt<bool>)>()?;
    let before = before.or(false);
    let hook: Option<crate::reactor::Hook> = if value.is_null() {
        None
    } else {
        let Some(callback) = callable_or_warning(value) else { return Ok(false) };
        Some(Rc::new(move |reactor| {
            let called = runtime::call_event(&r"Swoole\Event->cycle", &callback, &mut []);
            looping::after(reactor, called);
        }))
    };
    let current = looping::current()?;
    let had = current.cycles[usize::from(before)].replace(hook.is_some());
    let set = hook.is_some();
    if before {
        current.reactor.set_before_hook(hook);
    } else {
        current.reactor.set_after_hook(hook);
    }
    Ok(set || had)
}

/// `dispatch(): bool`
pub fn dispatch(call: &mut Call) -> Outcome<bool> {
    call.args::<()>()?;
    let Some(current) = looping::current_if_any().filter(|current| current.reactor.has_work())
    else {
        return Ok(false);
    };
    match current.reactor.turn(None) {
        Ok(()) => Ok(true),
        Err(error) => Err(Exit::warn(ErrorCode::from(&error), format!("waiting failed: {error}"))),
    }
}

/// `wait(): void`
pub fn wait(call: &mut Call) -> Outcome {
    call.args::<()>()?;
    looping::run()
}

/// `rshutdown(): void`
pub fn rshutdown(call: &mut Call) -> Outcome {
    call.args::<()>()?;
    looping::run_at_end()
}

/// `exit(): void`
pub fn exit(call: &mut Call) -> Outcome {
    call.args::<()>()?;
    looping::exit();
    Ok(())
}

/// A callback argument as it came.
struct Wanted<'a> {
    value: Option<&'a Zval>,
    found: Option<Callable>,
}

impl<'a> Wanted<'a> {
    /// Resolves it; one that is no callable is warned of.
    fn of(value: Option<&'a Zval>) -> Self {
        let value = value.filter(|value| !value.is_null());
        Self { value, found: value.and_then(callable_or_warning) }
    }

    fn or_throw(self, name: &str) -> Outcome<Option<Callable>> {
        match (self.value, self.found) {
            (Some(value), None) => Err(Exit::throw(
                ErrorCode::INVALID_PARAMS,
                format!("{name} must be of type callable, {} given", type_name(value)),
            )),
            (_, found) => Ok(found),
        }
    }
}

/// What a message calls the type of a value: its class, or PHP's name of the type.
pub fn type_name(value: &Zval) -> String {
    if let Some(object) = object::of(value) {
        return object.class_name();
    }
    // SAFETY: the value is live, and the name is a static string.
    unsafe { std::ffi::CStr::from_ptr(zend_zval_type_name(value)) }.to_string_lossy().into_owned()
}

fn callable_or_warning(value: &Zval) -> Option<Callable> {
    let reason = match Callable::resolve(value) {
        Ok(callable) => return Some(callable),
        Err(_) if !convert::truthy(value) => "illegal callback function".into(),
        Err(_) => format!("function '{}' is not callable", callable::name_of(value)),
    };
    callback::warn(E_WARNING, &reason);
    None
}

/// What is missing for a descriptor whose events have no callback.
fn missing(fd: i32, events: Events, read: bool, write: bool) -> Option<String> {
    let direction = match (events.read && !read, events.write && !write) {
        (true, _) => "readable",
        (_, true) => "writable",
        _ => return None,
    };
    Some(format!("Swoole\\Event: unable to find {direction} callback of fd [{fd}]"))
}

fn watched(fd: i32) -> Outcome<(Rc<EventLoop>, Rc<Watch>)> {
    let current = looping::current_if_any();
    let found = current.and_then(|current| {
        let watch = current.watches.get(fd)?;
        Some((current, watch))
    });
    found.ok_or_else(|| {
        Exit::warn(ErrorCode::NONE, format!("socket[{fd}] is not found in the reactor"))
    })
}

/// What follows when [`descriptor::of`] found none, and has said why; an exception may be on its way.
fn unknown_type() -> Exit {
    Exit::warn(ErrorCode::NONE, "unknown type")
}

fn warn_false<T>(message: &str) -> Outcome<OrFalse<T>> {
    Err(Exit::warn(ErrorCode::NONE, message))
}
