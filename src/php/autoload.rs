//! Classes that coroutines load: who wants one that another coroutine is loading waits until that is done.
//!
//! PHP's guard against loading a class while it is being loaded is one for the process. Where an autoloader waits in one coroutine, PHP would tell all
//! others that there is no such class. So inside coroutines the guard is ours: it knows who loads what and who waits for it, and refuses only
//! what would wait for itself.

use std::cell::RefCell;
use std::collections::HashMap;
use std::ptr;
use std::sync::OnceLock;

use ext_php_rs::ffi::{self, zend_class_entry, zend_string};

use crate::coroutine::{CoroutineId, How, Wake};
use crate::php::convert;
use crate::php::coroutine::runtime;
use crate::php::looping;

type Autoload = unsafe extern "C" fn(*mut zend_string, *mut zend_string) -> *mut zend_class_entry;

unsafe extern "C" {
    /// Zend/zend_execute.h, which ext-php-rs does not read: calls the autoloaders for a name (as written, and in lower case).
    static mut zend_autoload: Option<Autoload>;
}

static BEFORE: OnceLock<Autoload> = OnceLock::new();

thread_local! {
    static LOADS: RefCell<Loads> = RefCell::default();
}

/// Who loads what, and who waits for which class.
#[derive(Default)]
struct Loads {
    by_class: HashMap<Vec<u8>, CoroutineId>,
    waiting: HashMap<CoroutineId, Vec<u8>>,
}

/// What is to be done for a class that is wanted.
enum Step {
    Load,
    Wait,
    /// It would wait for itself.
    Refuse,
}

/// Once, after the extension that has the autoloaders has started.
pub fn hook() {
    // SAFETY: modules start in one thread, before any script runs.
    unsafe {
        if let Some(before) = zend_autoload {
            BEFORE.get_or_init(|| before);
            zend_autoload = Some(autoload);
        }
    }
}

unsafe extern "C" fn autoload(
    name: *mut zend_string,
    lower: *mut zend_string,
) -> *mut zend_class_entry {
    let Some(before) = BEFORE.get() else { return ptr::null_mut() };
    let Some(me) = runtime::scheduler().current_id() else {
        // SAFETY: passed on as the engine gave it; nothing here needs dropping, should it jump.
        return unsafe { before(name, lower) };
    };
    // SAFETY: the engine keeps the names, and has noted the class in its guard, which is there.
    unsafe {
        ffi::zend_hash_del(ffi::executor_globals.in_autoload, lower);
        match LOADS.with_borrow_mut(|loads| loads.want(convert::bytes_of(lower), me)) {
            Step::Load => {
                let found = before(name, lower);
                loaded(convert::bytes_of(lower));
                found
            }
            Step::Wait => {
                let woken = runtime::wait(How::Bound, None);
                LOADS.with_borrow_mut(|loads| loads.waiting.remove(&me));
                if woken.is_ok() { find(lower) } else { ptr::null_mut() }
            }
            Step::Refuse => ptr::null_mut(),
        }
    }
}

impl Loads {
    fn want(&mut self, class: &[u8], me: CoroutineId) -> Step {
        match self.by_class.get(class) {
            // In a forked child, those of its parent are gone.
            Some(by) if runtime::scheduler().exists(*by) => {
                if self.leads_to(*by, me) {
                    return Step::Refuse;
                }
                self.waiting.insert(me, class.to_vec());
                Step::Wait
            }
            _ => {
                self.by_class.insert(class.to_vec(), me);
                Step::Load
            }
        }
    }

    /// Whether a coroutine is `me`, or waits for a class that is loaded by one of which that is so.
    fn leads_to(&self, from: CoroutineId, me: CoroutineId) -> bool {
        let mut at = Some(from);
        while let Some(id) = at {
            if id == me {
                return true;
            }
            at = self.waiting.get(&id).and_then(|class| self.by_class.get(class)).copied();
        }
        false
    }
}

/// Wakes those who wait for a class, when what runs has made way.
fn loaded(class: &[u8]) {
    let waiting: Vec<_> = LOADS.with_borrow_mut(|loads| {
        loads.by_class.remove(class);
        let mut waiting: Vec<_> = loads
            .waiting
            .iter()
            .filter(|(_, wanted)| *wanted == class)
            .map(|(id, _)| *id)
            .collect();
        waiting.sort_unstable();
        waiting
    });
    if waiting.is_empty() {
        return;
    }
    // Whoever waits has made the loop.
    if let Some(current) = looping::current_if_any() {
        current.reactor.defer(move |reactor| {
            for id in waiting {
                runtime::wake(reactor, id, Wake::Ready);
            }
        });
    }
}

/// A class that is there.
///
/// # Safety
/// The name is live.
unsafe fn find(lower: *mut zend_string) -> *mut zend_class_entry {
    // SAFETY: the table of classes is there during a request, and its values are classes.
    unsafe {
        let found = ffi::zend_hash_find(ffi::executor_globals.class_table, lower);
        if found.is_null() { ptr::null_mut() } else { (*found).value.ce }
    }
}
