//! What `Coroutine::set()` sets, for all coroutines of the process. Servers, pools and schedulers pass on what they are asked for.

use std::cell::{Cell, RefCell};

use ext_php_rs::ffi;
use ext_php_rs::types::ZendHashTable;

use crate::coroutine::Limits;
use crate::error::ErrorCode;
use crate::php::boundary::{Exit, Outcome};
use crate::php::callable::{self, Callable};
use crate::php::callback::{self, Called, Held};
use crate::php::coroutine::{preempt, runtime};
use crate::php::server::settings::from_php;
use crate::php::{async_settings, convert, hooks};
use crate::settings::{Asked, ClientTimes, CoroutineSettings, Place};

thread_local! {
    /// As PHP code has set them.
    static SHOWN: RefCell<Option<Held>> = const { RefCell::new(None) };
    static ASKED: RefCell<Asked> = RefCell::default();
    /// Whether callbacks of events run in coroutines (`enable_coroutine`).
    static EVENTS: Cell<bool> = const { Cell::new(true) };
    static EXIT_CONDITION: RefCell<Option<Callable>> = const { RefCell::new(None) };
}

/// Applies settings, and remembers them.
///
/// # Errors
/// A function cannot be called.
pub fn set(options: &ZendHashTable) -> Outcome {
    if let Some(condition) = options.get("exit_condition") {
        let condition = Callable::resolve(condition).map_err(|_| {
            let why = format!("function '{}' is not callable", callable::name_of(condition));
            Exit::warn(ErrorCode::PHP_FATAL_ERROR, why)
        })?;
        let before = EXIT_CONDITION.replace(Some(condition));
        drop(before);
    }
    if let Err(error) = take(options) {
        callback::user_warning(&error);
    }
    for notice in async_settings::apply(options) {
        callback::user_warning(&notice.to_string());
    }
    Ok(())
}

/// Applies those that are a coroutine's affair and remembers all, for what else has a `set()` that takes them.
///
/// # Errors
/// What is wrong with a value, which is left out. Servers and pools say so themselves.
pub fn take(options: &ZendHashTable) -> Result<(), String> {
    remember(options);
    let given = options.iter().map(|(key, value)| {
        (String::try_from(key).unwrap_or_default().into_bytes(), from_php(value))
    });
    let mut wrong = Ok(());
    ASKED.with_borrow_mut(|asked| {
        // One by one, so that a wrong one does not cost the others. What is no coroutine's affair is no error here.
        for setting in given {
            if let Err(error) = asked.ask(Place::Coroutine, &[setting]) {
                wrong = Err(error.to_string());
            }
        }
    });
    apply();
    if options.get("hook_flags").is_some()
        && let Err(missing) = hooks::set(resolved().hooks)
    {
        wrong = Err(hooks::not_there(&missing));
    }
    wrong
}

fn remember(options: &ZendHashTable) {
    let before = SHOWN.take();
    let mut merged = before
        .as_ref()
        .and_then(|before| before.array())
        .map_or_else(ZendHashTable::new, ToOwned::to_owned);
    // SAFETY: both tables are live; values are counted for the copy.
    unsafe {
        let from = (&raw const *options).cast_mut();
        ffi::zend_hash_merge(&raw mut *merged, from, Some(ffi::zval_add_ref), true);
    }
    SHOWN.set(Some(Held::new(convert::array(merged))));
}

fn apply() {
    let settings = resolved();
    let scheduler = runtime::scheduler();
    scheduler.set_limits(Limits { most: settings.most });
    let page = crate::sys::memory::page_size();
    scheduler.switch().pool.set_stack_size(settings.stack_size.next_multiple_of(page));
    let was_asked = |asked: &Asked| asked.given("enable_preemptive_scheduler").is_some();
    if ASKED.with_borrow(was_asked) {
        preempt::want(settings.preemptive);
    }
}

/// What the settings mean.
pub fn resolved() -> CoroutineSettings {
    ASKED.with_borrow(CoroutineSettings::resolve)
}

/// Whether the event loop may end when there is nothing left to wait for, as the script says.
pub fn loop_may_end() -> bool {
    let Some(condition) =
        EXIT_CONDITION.with_borrow(|condition| condition.as_ref().map(Callable::copy))
    else {
        return true;
    };
    match callback::call(&condition, &mut []) {
        Called::Returned(answer) => convert::truthy(&answer),
        _ => true,
    }
}

/// Says whether callbacks of events run in coroutines.
pub fn set_events(on: bool) {
    EVENTS.set(on);
}

/// Whether callbacks of events run in coroutines.
pub fn events_are_coroutines() -> bool {
    EVENTS.get()
}

/// What was set; null if nothing was.
pub fn get() -> Held {
    SHOWN.with_borrow(|shown| shown.as_ref().map(|shown| Held::copy_of(shown)).unwrap_or_default())
}

/// How long clients of coroutines may take, unless they are told otherwise themselves.
pub fn client_times() -> ClientTimes {
    async_settings::current().client_times
}

/// For the end of a request.
pub fn clear() {
    let gone = (SHOWN.take(), EXIT_CONDITION.take());
    drop(gone);
    ASKED.take();
    EVENTS.set(true);
    if !runtime::any() {
        apply();
    }
}
