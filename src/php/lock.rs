//! `Swoole\Lock`.

use crate::error::ErrorCode;
use crate::memory::lock::{self, Access, Kind, Patience};
use crate::php::atomic::limit;
use crate::php::boundary::{Exit, Outcome};
use crate::php::call::{Call, Opt};
use crate::php::convert::{Name, long};
use crate::php::object::{self, Handlers, Native};
use ext_php_rs::ffi::{zend_class_entry, zend_object};
use std::cell::OnceCell;
use std::rc::Rc;

/// The state of an object.
#[derive(Default)]
pub struct Lock {
    lock: OnceCell<lock::Lock>,
}

static HANDLERS: Handlers = Handlers::new();
static ERR_CODE: Name = Name::new("errCode");

/// The bits of `$operation`, as flock() of PHP has them.
const SHARED: i64 = 1;
const NO_WAITING: i64 = 4;

impl Native for Lock {
    fn handlers() -> &'static Handlers {
        &HANDLERS
    }

    fn new(_: *mut zend_object) -> Self {
        Self::default()
    }
}

/// Gives the class its native state.
pub fn class_init(class: &mut zend_class_entry) {
    object::attach::<Lock>(class);
}

impl Lock {
    fn get(&self) -> Outcome<&lock::Lock> {
        let lock = self.lock.get();
        lock.ok_or_else(|| Exit::error(ErrorCode::NONE, "must call constructor first"))
    }
}

/// `__construct(int $type = SWOOLE_MUTEX)`
pub fn construct(call: &mut Call) -> Outcome {
    let (number,) = call.args::<(Opt<i64>,)>()?;
    let number = number.or(Kind::Mutex as i64);
    let this: Rc<Lock> = call.this();
    if this.lock.get().is_some() {
        return Err(Exit::php_error("Constructor of Swoole\\Lock can only be called once"));
    }
    let kind = Kind::from_number(number).ok_or_else(|| {
        let message = format!(
            "lock type[{number}] is not support: SWOOLE_MUTEX, SWOOLE_RWLOCK and SWOOLE_SPINLOCK are"
        );
        Exit::throw(ErrorCode(number as i32), message)
    })?;
    let lock = lock::Lock::new(kind).map_err(|error| {
        Exit::throw(ErrorCode::from(&error), format!("unable to allocate shared memory: {error}"))
    })?;
    this.lock.get_or_init(|| lock);
    Ok(())
}

/// `lock(int $operation = LOCK_EX, float $timeout = -1): bool`
pub fn lock(call: &mut Call) -> Outcome<bool> {
    let (operation, timeout) = call.args::<(Opt<i64>, Opt<f64>)>()?;
    let operation = operation.or(0);
    let this: Rc<Lock> = call.this();
    let access = if operation & SHARED != 0 { Access::Shared } else { Access::Exclusive };
    let patience = match limit(timeout.or(-1.0)) {
        _ if operation & NO_WAITING != 0 => Patience::None,
        Some(time) => Patience::For(time),
        None => Patience::Forever,
    };
    let failed = this.get()?.lock(access, patience).err();
    if let Some(error) = &failed {
        let code = error.raw_os_error().unwrap_or(libc::EAGAIN);
        object::set_property(call.object(), &ERR_CODE, long(code.into()));
    }
    Ok(failed.is_none())
}

/// `unlock(): bool`
pub fn unlock(call: &mut Call) -> Outcome<bool> {
    call.args::<()>()?;
    let this: Rc<Lock> = call.this();
    this.get()?.unlock();
    Ok(true)
}
