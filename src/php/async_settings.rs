//! What `swoole_async_set()` and `Coroutine::set()` set: the process's own settings. A server sets them for its workers.
//!
//! Names that mean nothing (yet) are ignored, and so are values that do not fit: the function always succeeds.

use std::cell::RefCell;
use std::ffi::OsStr;
use std::os::unix::ffi::OsStrExt;
use std::path::Path;
use std::rc::Rc;

use ext_php_rs::types::{ZendHashTable, Zval};

use crate::php::convert;
use crate::php::coroutine::options;
use crate::php::process::signals;
use crate::php::server::settings::from_php;
use crate::settings::{self, Asked, Notice, Place, ProcessSettings};
use crate::sys::affinity;
use crate::{aio, dns, log};

thread_local! {
    static ASKED: RefCell<Asked> = RefCell::default();
    static CURRENT: RefCell<Option<Rc<ProcessSettings>>> = const { RefCell::new(None) };
}

/// What holds in this process.
pub fn current() -> Rc<ProcessSettings> {
    if let Some(current) = CURRENT.with_borrow(Option::clone) {
        return current;
    }
    let cpus = affinity::cpu_count();
    let current = Rc::new(ASKED.with_borrow(|asked| ProcessSettings::resolve(asked, cpus)));
    CURRENT.set(Some(Rc::clone(&current)));
    current
}

/// Adds what a server was asked for, in its processes.
pub fn adopt(asked: &Asked) {
    ASKED.with_borrow_mut(|all| all.add(asked));
    pass_on();
}

/// Forgets everything. For the end of a request.
pub fn clear() {
    ASKED.take();
    CURRENT.take();
}

fn pass_on() {
    CURRENT.take();
    let current = current();
    aio::configure((&*current).into());
    let keeping = dns::Keeping { capacity: current.dns_capacity, time: current.dns_expire };
    dns::cache::configure(keeping);
    dns::set_random(current.dns_random);
    dns::set_server(current.dns_server.clone());
}

/// Takes in the settings that are rows of the table. Says what is out of bounds.
fn ask(array: &ZendHashTable) -> Vec<Notice> {
    let mut refused = Vec::new();
    for (key, value) in array {
        let name = String::try_from(key).unwrap_or_default();
        let places = [Place::Async, Place::Coroutine];
        if let Some(place) =
            places.into_iter().find(|place| settings::find(*place, &name).is_some())
        {
            let wish = [(name.into_bytes(), from_php(value))];
            // What does not fit is left as it was.
            let notices = ASKED.with_borrow_mut(|asked| asked.ask(place, &wish));
            let notices = notices.unwrap_or_default().into_iter();
            refused.extend(notices.filter(|notice| matches!(notice, Notice::Ignored(_))));
        }
    }
    pass_on();
    refused
}

/// Applies all settings of an array. Says which are out of bounds: they stay as they were.
pub fn apply(settings: &ZendHashTable) -> Vec<Notice> {
    let refused = ask(settings);
    let number = |name| settings.get(name).and_then(number);
    let text = |name| settings.get(name).and_then(convert::as_bytes);
    if let Some(level) = number("log_level") {
        log::set_level(log::Level::filter_from_number(level));
    }
    if let Some(rotation) = number("log_rotation") {
        log::set_rotation(log::Rotation::from_number(rotation));
    }
    if let Some(on) = number("log_date_with_microseconds") {
        log::set_microseconds(on != 0);
    }
    if let Some(on) = number("enable_coroutine") {
        options::set_events(on != 0);
    }
    if let Some(on) = number("wait_signal") {
        signals::wait_for_signals(on != 0);
    }
    if let Some(format) = text("log_date_format")
        && let Err(failure) = log::set_date_format(&String::from_utf8_lossy(format))
    {
        log::warn_failure(&failure);
    }
    if let Some(path) = text("log_file")
        && let Err(failure) = log::set_file(Some(Path::new(OsStr::from_bytes(path))))
    {
        log::warn_failure(&failure);
    }
    refused
}

fn number(value: &Zval) -> Option<i64> {
    let value = value.dereference();
    value.long().or_else(|| value.bool().map(i64::from))
}
