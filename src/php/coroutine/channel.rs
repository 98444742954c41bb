//! `Swoole\Coroutine\Channel`: the engine's channel, with PHP values in it.

use std::cell::OnceCell;

use ext_php_rs::boxed::ZBox;
use ext_php_rs::ffi::{zend_class_entry, zend_object};
use ext_php_rs::types::{ZendHashTable, Zval};

use crate::coroutine::channel::{Channel as Queue, End};
use crate::coroutine::{How, Wake};
use crate::error::ErrorCode;
use crate::log::{self, Level};
use crate::php::boundary::{Exit, Outcome};
use crate::php::call::{Call, Opt};
use crate::php::callback::Held;
use crate::php::convert::{self, Name};
use crate::php::coroutine::limit;
use crate::php::coroutine::runtime::{self, scheduler};
use crate::php::object::{self, Gc, Handlers, Native};

/// `SWOOLE_CHANNEL_OK`
const OK: i64 = 0;
/// `SWOOLE_CHANNEL_TIMEOUT`
const TIMEOUT: i64 = -1;
/// `SWOOLE_CHANNEL_CLOSED`
const CLOSED: i64 = -2;
/// `SWOOLE_CHANNEL_CANCELED`
const CANCELED: i64 = -3;

/// Places of the declared properties.
const CAPACITY: usize = 0;
const ERR_CODE: usize = 1;

static HANDLERS: Handlers = Handlers::new();

/// The state of an object; empty until its constructor has run.
pub struct Channel {
    object: *mut zend_object,
    queue: OnceCell<Queue<Held>>,
}

impl Native for Channel {
    fn handlers() -> &'static Handlers {
        &HANDLERS
    }

    fn new(object: *mut zend_object) -> Self {
        Self { object, queue: OnceCell::new() }
    }

    fn gc(&self, gc: &mut Gc) {
        if let Some(queue) = self.queue.get() {
            queue.for_each(|value| gc.add(value));
        }
    }
}

/// Gives the class its state.
pub fn class_init(class: &mut zend_class_entry) {
    object::attach::<Channel>(class);
}

impl Channel {
    fn queue(&self) -> Outcome<&Queue<Held>> {
        self.queue.get().ok_or_else(|| Exit::error(ErrorCode::NONE, "must call constructor first"))
    }

    /// Writes `$errCode`.
    fn set_error(&self, code: i64) {
        // SAFETY: the state lives in its object, whose class declares the property, untyped.
        unsafe { object::init_slot(self.object, ERR_CODE, convert::long(code)) };
    }

    /// Waits at one end until it is this coroutine's turn.
    #[inline(always)]
    fn wait(&self, queue: &Queue<Held>, end: End, seconds: f64) -> Outcome<Wake> {
        let current = runtime::current_id()?;
        if !queue.must_wait(end) {
            return Ok(Wake::Ready);
        }
        queue.enlist(end, current);
        let woken = runtime::wait(How::Event, limit(seconds));
        match &woken {
            Ok(Wake::Ready) => {}
            Ok(Wake::TimedOut) => {
                queue.strike(end, current);
                self.set_error(TIMEOUT);
            }
            _ => {
                if woken.is_err() && runtime::current()?.is_abandoned() {
                    tell_discarded(end, queue.discard(end));
                }
                queue.strike(end, current);
                self.set_error(CANCELED);
            }
        }
        woken
    }
}

/// The script has ended, and with it those that waited for each other here. The first of them tells of all.
fn tell_discarded(end: End, count: usize) {
    let who = match end {
        End::Push => "producers",
        End::Pop => "consumers",
    };
    if count > 0 {
        let code = ErrorCode::CO_HAS_BEEN_DISCARDED;
        let message = format_args!("channel is destroyed, {count} {who} will be discarded");
        log::write_with(Level::Warning, "Channel::~Channel", code, message);
    }
}

/// Wakes who has waited longest at an end.
#[inline(always)]
fn wake_next(queue: &Queue<Held>, end: End) {
    if let Some(id) = queue.next_waiting(end) {
        scheduler().wake(id, Wake::Ready);
    }
}

/// `__construct(int $size = 1)`
pub fn construct(call: &mut Call) -> Outcome {
    let (size,) = call.args::<(Opt<i64>,)>()?;
    let this = call.this::<Channel>();
    if this.queue.get().is_some() {
        return Err(Exit::warn(ErrorCode::NONE, "channel has already been constructed"));
    }
    let queue = Queue::new(usize::try_from(size.or(1)).unwrap_or(1));
    // SAFETY: as in `set_error`.
    unsafe {
        object::init_slot(this.object, CAPACITY, convert::long(queue.capacity() as i64));
    }
    drop(this.queue.set(queue));
    Ok(())
}

/// `push(mixed $data, float $timeout = -1): bool`
#[inline(always)]
pub fn push(call: &mut Call) -> Outcome<bool> {
    let (data, seconds) = call.args::<(&Zval, Opt<f64>)>()?;
    let this = call.this::<Channel>();
    let queue = this.queue()?;
    let data = Held::copy_of(data);
    let woken = this.wait(queue, End::Push, seconds.or(-1.0))?;
    match woken {
        Wake::Ready => {}
        Wake::TimedOut => return Err(Exit::quiet(ErrorCode::CO_TIMEDOUT)),
        _ => return Err(Exit::quiet(ErrorCode::CO_CANCELED)),
    }
    if queue.is_closed() {
        this.set_error(CLOSED);
        return Ok(false);
    }
    if queue.push(data).is_err() {
        this.set_error(TIMEOUT);
        return Ok(false);
    }
    this.set_error(OK);
    wake_next(queue, End::Pop);
    Ok(true)
}

/// `pop(float $timeout = -1): mixed`
#[inline(always)]
pub fn pop(call: &mut Call) -> Outcome<Held> {
    let (seconds,) = call.args::<(Opt<f64>,)>()?;
    let this = call.this::<Channel>();
    let queue = this.queue()?;
    let woken = this.wait(queue, End::Pop, seconds.or(-1.0))?;
    match woken {
        Wake::Ready => {}
        Wake::TimedOut => return Err(Exit::quiet(ErrorCode::CO_TIMEDOUT)),
        _ => return Err(Exit::quiet(ErrorCode::CO_CANCELED)),
    }
    let Some(value) = queue.pop() else {
        this.set_error(CLOSED);
        return Ok(Held::new(convert::boolean(false)));
    };
    this.set_error(OK);
    wake_next(queue, End::Push);
    Ok(value)
}

/// `isEmpty(): bool`
pub fn is_empty(call: &mut Call) -> Outcome<bool> {
    call.args::<()>()?;
    Ok(call.this::<Channel>().queue()?.is_empty())
}

/// `isFull(): bool`
pub fn is_full(call: &mut Call) -> Outcome<bool> {
    call.args::<()>()?;
    Ok(call.this::<Channel>().queue()?.is_full())
}

/// `close(): bool`
pub fn close(call: &mut Call) -> Outcome<bool> {
    call.args::<()>()?;
    let this = call.this::<Channel>();
    let queue = this.queue()?;
    if !queue.close() {
        this.set_error(CLOSED);
        return Ok(false);
    }
    this.set_error(CLOSED);
    for end in [End::Push, End::Pop] {
        while queue.waiting_count(end) > 0 {
            wake_next(queue, end);
        }
    }
    Ok(true)
}

/// `stats(): array`
pub fn stats(call: &mut Call) -> Outcome<ZBox<ZendHashTable>> {
    static POPPING: Name = Name::new("consumer_num");
    static PUSHING: Name = Name::new("producer_num");
    static VALUES: Name = Name::new("queue_num");
    call.args::<()>()?;
    let this = call.this::<Channel>();
    let queue = this.queue()?;
    let mut table = ZendHashTable::new();
    for (name, count) in [
        (&POPPING, queue.waiting_count(End::Pop)),
        (&PUSHING, queue.waiting_count(End::Push)),
        (&VALUES, queue.len()),
    ] {
        convert::set(&mut table, name, convert::long(count as i64));
    }
    Ok(table)
}

/// `length(): int`
pub fn length(call: &mut Call) -> Outcome<i64> {
    call.args::<()>()?;
    Ok(call.this::<Channel>().queue()?.len() as i64)
}
