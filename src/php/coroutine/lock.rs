//! `Swoole\Coroutine\Lock`: between the coroutines of this process and, if it is shared, those of all processes forked after it was made.
//!
//! A shared lock is the local one and a lock in shared memory behind it: only the coroutine that holds the local one tries for that, at growing
//! intervals, since nobody in another process can wake a coroutine of this one.

use std::cell::{Cell, OnceCell};
use std::rc::Rc;

use ext_php_rs::ffi::{zend_class_entry, zend_object};

use crate::coroutine::lock::Lock as Local;
use crate::coroutine::{CoroutineId, How, Wake};
use crate::error::ErrorCode;
use crate::last_error;
use crate::log;
use crate::memory::lock::{Access, Kind, Lock as Shared, Patience};
use crate::php::boundary::{Exit, Outcome};
use crate::php::call::{Call, Opt};
use crate::php::convert;
use crate::php::coroutine::runtime::{self, scheduler};
use crate::php::coroutine::wait::pauses;
use crate::php::looping;
use crate::php::object::{self, Handlers, Native};
use crate::sys::incarnation::Incarnation;

/// The bit of `$operation` that flock() of PHP has for it.
const NO_WAITING: i64 = 4;
/// Place of the declared property.
const ERR_CODE: usize = 0;

static HANDLERS: Handlers = Handlers::new();

/// The state of an object; empty until its constructor has run.
pub struct Lock {
    object: *mut zend_object,
    inner: OnceCell<Inner>,
}

struct Inner {
    local: Local,
    /// Who was handed the lock and is yet to be woken.
    due: Cell<Option<CoroutineId>>,
    /// Whose coroutines `local` knows.
    process: Cell<Incarnation>,
    shared: Option<Shared>,
}

impl Native for Lock {
    fn handlers() -> &'static Handlers {
        &HANDLERS
    }

    fn new(object: *mut zend_object) -> Self {
        Self { object, inner: OnceCell::new() }
    }
}

/// Gives the class its state.
pub fn class_init(class: &mut zend_class_entry) {
    object::attach::<Lock>(class);
}

impl Lock {
    fn inner(&self) -> Outcome<&Inner> {
        let inner = self.inner.get();
        let inner =
            inner.ok_or_else(|| Exit::error(ErrorCode::NONE, "must call constructor first"))?;
        if inner.process.replace(Incarnation::me()) != Incarnation::me() {
            inner.local.reset();
        }
        Ok(inner)
    }

    /// Writes `$errCode`.
    fn set_error(&self, code: i32) {
        // SAFETY: the state lives in its object, whose class declares the property, untyped.
        unsafe { object::init_slot(self.object, ERR_CODE, convert::long(code.into())) };
    }

    fn current(&self) -> Outcome<CoroutineId> {
        scheduler().current_id().ok_or_else(|| {
            let code = ErrorCode::CO_OUT_OF_COROUTINE;
            log::warning_with(
                code,
                format_args!("a coroutine lock can only be used in a coroutine"),
            );
            self.set_error(code.0);
            Exit::quiet(code)
        })
    }

    fn failed(&self, why: i32) -> Outcome<bool> {
        self.set_error(why);
        Ok(false)
    }

    fn canceled(&self) -> Outcome<bool> {
        last_error::set(ErrorCode::CO_CANCELED);
        self.failed(ErrorCode::CO_CANCELED.0)
    }
}

impl Inner {
    /// The local lock, waiting for it. False if the wait was cancelled.
    fn wait(&self, id: CoroutineId, lock: &Rc<Lock>) -> Outcome<bool> {
        self.local.enlist(id);
        let woken = runtime::wait(How::Event, None);
        if self.due.get() == Some(id) {
            self.due.set(None);
        }
        let ours = matches!(woken, Ok(Wake::Ready));
        if !ours {
            wake(lock, self.local.give_up(id))?;
        }
        woken.map(|_| ours)
    }

    /// The lock in shared memory, waiting for it. False if the wait was cancelled.
    fn wait_for_others(&self, id: CoroutineId, shared: &Shared, lock: &Rc<Lock>) -> Outcome<bool> {
        let mut pauses = pauses();
        while shared.lock(Access::Exclusive, Patience::None).is_err() {
            let woken = runtime::wait(How::Event, pauses.next());
            if !matches!(woken, Ok(Wake::TimedOut)) {
                wake(lock, self.local.give_up(id))?;
                return woken.map(|_| false);
            }
        }
        Ok(true)
    }
}

/// Wakes who holds the lock now, in the next turn of the event loop: whoever has released it goes on first. By then that one may have been cancelled.
fn wake(lock: &Rc<Lock>, next: Option<CoroutineId>) -> Outcome {
    let (Some(id), Some(inner)) = (next, lock.inner.get()) else { return Ok(()) };
    inner.due.set(next);
    let lock = Rc::clone(lock);
    looping::current()?.reactor.defer(move |reactor| {
        if lock.inner.get().is_some_and(|inner| inner.due.get() == Some(id)) {
            runtime::wake(reactor, id, Wake::Ready);
        }
    });
    Ok(())
}

/// `__construct(bool $shared = false)`
pub fn construct(call: &mut Call) -> Outcome {
    let (shared,) = call.args::<(Opt<bool>,)>()?;
    let this = call.this::<Lock>();
    if this.inner.get().is_some() {
        let why = "Constructor of Swoole\\Coroutine\\Lock can only be called once";
        return Err(Exit::php_error(why));
    }
    let shared = shared.or(false).then(|| Shared::new(Kind::Mutex)).transpose();
    let shared = shared.map_err(|error| {
        Exit::throw(ErrorCode::from(&error), format!("unable to allocate shared memory: {error}"))
    })?;
    let process = Cell::new(Incarnation::me());
    this.inner.get_or_init(|| Inner {
        local: Local::default(),
        due: Cell::new(None),
        process,
        shared,
    });
    Ok(())
}

/// `lock(int $operation = LOCK_EX): bool`
pub fn lock(call: &mut Call) -> Outcome<bool> {
    let (operation,) = call.args::<(Opt<i64>,)>()?;
    let waits = operation.or(0) & NO_WAITING == 0;
    let this = call.this::<Lock>();
    let inner = this.inner()?;
    let id = this.current()?;
    if inner.local.is_held_by(id) {
        return Ok(true);
    }
    if !inner.local.take(id) {
        if !waits {
            return this.failed(libc::EBUSY);
        }
        if !inner.wait(id, &this)? {
            return this.canceled();
        }
    }
    let Some(shared) = &inner.shared else { return Ok(true) };
    if waits {
        return if inner.wait_for_others(id, shared, &this)? { Ok(true) } else { this.canceled() };
    }
    if shared.lock(Access::Exclusive, Patience::None).is_err() {
        wake(&this, inner.local.give_up(id))?;
        return this.failed(libc::EBUSY);
    }
    Ok(true)
}

/// `unlock(): bool`
pub fn unlock(call: &mut Call) -> Outcome<bool> {
    call.args::<()>()?;
    let this = call.this::<Lock>();
    let inner = this.inner()?;
    this.current()?;
    if let Some(shared) = &inner.shared {
        shared.unlock();
    }
    wake(&this, inner.local.release())?;
    Ok(true)
}
