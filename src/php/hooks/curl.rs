//! PHP's curl extension: `curl_exec()` and `curl_multi_select()` let others run while they wait.
//!
//! All of the extension is PHP's own. It calls libcurl for what waits, and these calls come here instead ([`crate::sys::imports`]):
//!
//! ```text
//! curl_exec() ──> curl_easy_perform() ──> ours: a transfer in the event loop (`transfer.rs`), by libcurl's interface for that
//! curl_multi_select() ──> curl_multi_wait() ──> ours: the event loop waits, then libcurl's own counts what is ready
//! ```
//!
//! So options, callbacks, results, errors and what `curl_getinfo()` says are those of libcurl and of PHP. Where the extension does not call libcurl in
//! a way that is known, it blocks as ever.

mod transfer;

use std::ffi::{CStr, c_int, c_long, c_uint, c_void};
use std::mem;
use std::sync::OnceLock;
use std::time::Duration;

use super::functions;
use super::streams::guarded;
use super::{CURL, NATIVE_CURL, applies};
use crate::log;
use crate::php::callback;
use crate::sys::imports::{self, Loaded};

/// `CURL *`
type Easy = *mut c_void;
/// `CURLM *`
type Multi = *mut c_void;

/// `CURLE_ABORTED_BY_CALLBACK`
const ABORTED: c_int = 42;

macro_rules! library {
    ($($function:ident $name:literal: $signature:ty,)+) => {
        /// The functions of libcurl that are called.
        struct Library {
            $($function: $signature,)+
        }

        impl Library {
            /// The libcurl that the extension uses.
            fn find(extension: usize) -> Option<Self> {
                $(
                    let found = imports::function(extension, $name)?;
                    // SAFETY: a function of that name has that signature, which is libcurl's and never changes.
                    let $function = unsafe { mem::transmute::<*const c_void, $signature>(found) };
                )+
                Some(Self { $($function,)+ })
            }
        }
    };
}

library! {
    easy_perform c"curl_easy_perform": unsafe extern "C" fn(Easy) -> c_int,
    easy_cleanup c"curl_easy_cleanup": unsafe extern "C" fn(Easy),
    multi_wait c"curl_multi_wait":
        unsafe extern "C" fn(Multi, *mut c_void, c_uint, c_int, *mut c_int) -> c_int,
    multi_init c"curl_multi_init": unsafe extern "C" fn() -> Multi,
    multi_cleanup c"curl_multi_cleanup": unsafe extern "C" fn(Multi) -> c_int,
    multi_setopt c"curl_multi_setopt": unsafe extern "C" fn(Multi, c_int, ...) -> c_int,
    multi_add_handle c"curl_multi_add_handle": unsafe extern "C" fn(Multi, Easy) -> c_int,
    multi_remove_handle c"curl_multi_remove_handle": unsafe extern "C" fn(Multi, Easy) -> c_int,
    multi_socket_action c"curl_multi_socket_action":
        unsafe extern "C" fn(Multi, c_int, c_int, *mut c_int) -> c_int,
    multi_info_read c"curl_multi_info_read":
        unsafe extern "C" fn(Multi, *mut c_int) -> *mut transfer::Message,
    multi_fdset c"curl_multi_fdset": unsafe extern "C" fn(
        Multi,
        *mut libc::fd_set,
        *mut libc::fd_set,
        *mut libc::fd_set,
        *mut c_int,
    ) -> c_int,
    multi_timeout c"curl_multi_timeout": unsafe extern "C" fn(Multi, *mut c_long) -> c_int,
}

static LIBRARY: OnceLock<Library> = OnceLock::new();

/// Once, when all modules have started: if curl is one of them.
pub(super) fn install() {
    // An address in the extension.
    let Some(extension) = functions::handler(c"curl_exec").map(|it| it as usize) else { return };
    if LIBRARY.get().is_some() {
        return;
    }
    let Some((library, loaded)) = Library::find(extension).zip(Loaded::around(extension)) else {
        return unknown();
    };
    let instead: [(&CStr, *const c_void); 3] = [
        (c"curl_easy_perform", easy_perform as *const c_void),
        (c"curl_easy_cleanup", easy_cleanup as *const c_void),
        (c"curl_multi_wait", multi_wait as *const c_void),
    ];
    if !instead.iter().all(|(name, _)| loaded.imports(name)) {
        return unknown();
    }
    LIBRARY.get_or_init(|| library);
    for (name, ours) in instead {
        // SAFETY: the signatures are libcurl's, which never change. PHP has one thread, and no script runs while modules start.
        if unsafe { loaded.redirect(name, ours) }.is_err() {
            return unknown();
        }
    }
}

fn unknown() {
    log::debug(format_args!(
        "the curl extension calls libcurl in a way that is not known: curl_exec() blocks as ever"
    ));
}

fn library() -> &'static Library {
    LIBRARY.get().expect("nothing comes here before it is set")
}

unsafe extern "C" fn easy_perform(easy: Easy) -> c_int {
    let library = library();
    if !applies(CURL | NATIVE_CURL) {
        // SAFETY: passed on as PHP gave it; nothing here needs dropping, should a callback jump.
        return unsafe { (library.easy_perform)(easy) };
    }
    // SAFETY: PHP has passed a handle of its own.
    guarded(ABORTED, || unsafe { transfer::perform(library, easy) })
}

unsafe extern "C" fn easy_cleanup(easy: Easy) {
    transfer::forget(easy);
    // SAFETY: passed on as PHP gave it; nothing here needs dropping, should a callback jump.
    unsafe { (library().easy_cleanup)(easy) }
}

unsafe extern "C" fn multi_wait(
    multi: Multi,
    others: *mut c_void,
    count: c_uint,
    millis: c_int,
    ready: *mut c_int,
) -> c_int {
    let library = library();
    let mut left = millis;
    if count == 0 && millis > 0 && applies(CURL | NATIVE_CURL) {
        let limit = Duration::from_millis(millis as u64);
        // SAFETY: PHP has passed a handle of its own.
        let waited = guarded(false, || unsafe { transfer::wait_for(library, multi, limit) });
        if waited {
            left = 0;
        }
    }
    // SAFETY: passed on as PHP gave it, but for the time that has passed.
    unsafe { (library.multi_wait)(multi, others, count, left, ready) }
}

/// Runs a call of libcurl's, whose callbacks may be the script's. `None` after a fatal error in one of these.
fn call<R>(call: impl FnOnce() -> R) -> Option<R> {
    callback::guard(call).ok()
}
