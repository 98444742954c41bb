//! `Swoole\Timer`: timers of the event loop, by the numbers that PHP code knows them by.
//!
//! The reactor decides when one is due. What PHP can see of a timer lives here: numbers count from 1 for each loop, and a
//! timer stays visible while its own callback runs, although the reactor is done with it by then.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::rc::Rc;
use std::time::Duration;

use ext_php_rs::boxed::ZBox;
use ext_php_rs::ffi::zend_class_entry;
use ext_php_rs::types::{ZendHashTable, Zval};

use crate::error::ErrorCode;
use crate::php::boundary::{Exit, Outcome};
use crate::php::call::{Call, Rest};
use crate::php::callable::Callable;
use crate::php::callback::Held;
use crate::php::convert::{self, Name, OrFalse};
use crate::php::coroutine::runtime;
use crate::php::looping::{self, EventLoop};
use crate::php::{classes, object};
use crate::reactor::{Lifetime, Reactor};
use crate::timer::TimerId;

static EXEC_MSEC: Name = Name::new("exec_msec");
static EXEC_COUNT: Name = Name::new("exec_count");
static INTERVAL: Name = Name::new("interval");
static ROUND: Name = Name::new("round");
static REMOVED: Name = Name::new("removed");
static INITIALIZED: Name = Name::new("initialized");
static NUM: Name = Name::new("num");

/// The class has no objects.
pub fn class_init(class: &mut zend_class_entry) {
    object::forbid(class);
}

/// `tick(int $ms, callable $callback, mixed ...$params): int|false`
pub fn tick(call: &mut Call) -> Outcome<OrFalse<i64>> {
    start(call, true)
}

/// `after(int $ms, callable $callback, mixed ...$params): int|false`
pub fn after(call: &mut Call) -> Outcome<OrFalse<i64>> {
    start(call, false)
}

fn start(call: &mut Call, repeat: bool) -> Outcome<OrFalse<i64>> {
    let (ms, callable, params) = call.args::<(i64, Callable, Rest)>()?;
    let Some(delay) = u64::try_from(ms).ok().filter(|ms| *ms >= 1) else {
        return Err(Exit::warn(ErrorCode::NONE, "Timer must be greater than or equal to 1"));
    };
    let params = params.0.iter().map(Held::copy_of).collect();
    let current = looping::current()?;
    Ok(OrFalse(Some(current.timers.add(
        &current.reactor,
        Duration::from_millis(delay),
        repeat,
        callable,
        params,
    ))))
}

/// `exists(int $timer_id): bool`
pub fn exists(call: &mut Call) -> Outcome<bool> {
    let (id,) = call.args::<(i64,)>()?;
    Ok(find(id).is_some_and(|(_, timer)| !timer.removed.get()))
}

/// `info(int $timer_id): ?array`
pub fn info(call: &mut Call) -> Outcome<Option<ZBox<ZendHashTable>>> {
    let (id,) = call.args::<(i64,)>()?;
    Ok(find(id).map(|(current, timer)| {
        let seen = timer.seen(&current.reactor);
        let due = seen.deadline.saturating_sub(current.timers.origin.get());
        let interval = if timer.repeat { millis(timer.delay) } else { 0 };
        let mut table = ZendHashTable::new();
        convert::set(&mut table, &EXEC_MSEC, convert::long(millis(due)));
        convert::set(&mut table, &EXEC_COUNT, convert::long(timer.runs.get()));
        convert::set(&mut table, &INTERVAL, convert::long(interval));
        convert::set(&mut table, &ROUND, convert::long(seen.round as i64));
        convert::set(&mut table, &REMOVED, convert::boolean(timer.removed.get()));
        table
    }))
}

/// `stats(): array`
pub fn stats(call: &mut Call) -> Outcome<ZBox<ZendHashTable>> {
    call.args::<()>()?;
    let current = looping::current_if_any();
    let (initialized, count, round) = current.map_or((false, 0, 0), |current| {
        let timers = &current.timers;
        (timers.last.get() > 0, timers.all.borrow().len(), current.reactor.timer_round())
    });
    let mut table = ZendHashTable::new();
    convert::set(&mut table, &INITIALIZED, convert::boolean(initialized));
    convert::set(&mut table, &NUM, convert::long(count as i64));
    convert::set(&mut table, &ROUND, convert::long(round as i64));
    Ok(table)
}

/// `list(): Swoole\Timer\Iterator`
pub fn list(call: &mut Call) -> Outcome<Held> {
    call.args::<()>()?;
    let ids: Vec<i64> = looping::current_if_any()
        .map(|current| current.timers.all.borrow().keys().copied().collect())
        .unwrap_or_default();
    let mut table = ZendHashTable::new();
    for id in ids {
        convert::push(&mut table, convert::long(id));
    }
    object::construct(&classes::SWOOLE_TIMER_ITERATOR, &mut [convert::array(table)])
}

/// `clear(int $timer_id): bool`
pub fn clear(call: &mut Call) -> Outcome<bool> {
    let (id,) = call.args::<(i64,)>()?;
    Ok(looping::current_if_any().is_some_and(|current| current.timers.remove(&current.reactor, id)))
}

/// `clearAll(): bool`
pub fn clear_all(call: &mut Call) -> Outcome<bool> {
    call.args::<()>()?;
    let Some(current) = looping::current_if_any().filter(|current| current.timers.last.get() > 0)
    else {
        return Ok(false);
    };
    let ids: Vec<i64> = current.timers.all.borrow().keys().copied().collect();
    for id in ids {
        current.timers.remove(&current.reactor, id);
    }
    Ok(true)
}

fn find(id: i64) -> Option<(Rc<EventLoop>, Rc<Timer>)> {
    let current = looping::current_if_any()?;
    let timer = current.timers.all.borrow().get(&id).cloned()?;
    Some((current, timer))
}

fn millis(time: Duration) -> i64 {
    i64::try_from(time.as_millis()).unwrap_or(i64::MAX)
}

/// What the reactor last said of a timer.
#[derive(Clone, Copy, Default)]
struct Seen {
    deadline: Duration,
    round: u64,
}

/// One timer of PHP code.
struct Timer {
    /// The reactor's number of it.
    inner: Cell<TimerId>,
    callable: Callable,
    params: Vec<Held>,
    delay: Duration,
    repeat: bool,
    /// Finished runs.
    runs: Cell<i64>,
    running: Cell<bool>,
    /// Cleared by its own callback, which still runs.
    removed: Cell<bool>,
    /// As it was added; for one that the reactor no longer has.
    first: Cell<Seen>,
}

impl Timer {
    fn seen(&self, reactor: &Reactor) -> Seen {
        reactor
            .timer_info(self.inner.get())
            .map_or(self.first.get(), |info| Seen { deadline: info.deadline, round: info.round })
    }

    fn run(&self, reactor: &Rc<Reactor>, id: i64) {
        // A nested round of the loop does not run a timer within itself.
        if self.running.replace(true) {
            return;
        }
        let number = self.repeat.then(|| convert::long(id));
        let params = self.params.iter().map(|value| value.shallow_clone());
        let mut arguments: Vec<Zval> = number.into_iter().chain(params).collect();
        let called =
            runtime::call_event(&r"Swoole\Timer->onTimeout", &self.callable, &mut arguments);
        self.running.set(false);
        self.runs.set(self.runs.get() + 1);
        if (!self.repeat || self.removed.get())
            && let Some(current) = looping::current_if_any()
        {
            current.timers.drop_finished(id, self);
        }
        looping::after(reactor, called);
    }
}

/// The timers of a loop.
#[derive(Default)]
pub struct Timers {
    all: RefCell<BTreeMap<i64, Rc<Timer>>>,
    /// The number given last.
    last: Cell<i64>,
    /// When the first one was made; times that PHP sees count from there.
    origin: Cell<Duration>,
}

impl Timers {
    fn add(
        &self,
        reactor: &Reactor,
        delay: Duration,
        repeat: bool,
        callable: Callable,
        params: Vec<Held>,
    ) -> i64 {
        let id = self.last.get() + 1;
        let timer = Rc::new(Timer {
            inner: Cell::new(0),
            callable,
            params,
            delay,
            repeat,
            runs: Cell::new(0),
            running: Cell::new(false),
            removed: Cell::new(false),
            first: Cell::default(),
        });
        let runner = Rc::clone(&timer);
        let inner = reactor.add_timer(
            delay,
            repeat,
            Lifetime::Foreground,
            Rc::new(move |reactor, _| runner.run(reactor, id)),
        );
        if self.last.replace(id) == 0 {
            self.origin.set(reactor.now());
        }
        timer.inner.set(inner);
        timer.first.set(timer.seen(reactor));
        self.all.borrow_mut().insert(id, timer);
        id
    }

    /// Takes a timer away; says whether it was there.
    fn remove(&self, reactor: &Reactor, id: i64) -> bool {
        let Some(timer) = self.all.borrow().get(&id).cloned() else { return false };
        if timer.removed.replace(true) {
            return false;
        }
        reactor.remove_timer(timer.inner.get());
        if !(timer.running.get() && timer.repeat) {
            let gone = self.all.borrow_mut().remove(&id);
            drop(gone);
        }
        true
    }

    /// Forgets a timer that has run for the last time, unless the number is another's by now (of the next loop).
    fn drop_finished(&self, id: i64, timer: &Timer) {
        let same =
            self.all.borrow().get(&id).is_some_and(|found| std::ptr::eq(Rc::as_ptr(found), timer));
        if same {
            let gone = self.all.borrow_mut().remove(&id);
            drop(gone);
        }
    }

    /// Releases all timers, whose reactor is gone.
    pub fn forget(&self) {
        let all = self.all.take();
        drop(all);
    }
}
