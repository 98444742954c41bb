//! Stand-ins for internal functions.

use std::cell::Cell;
use std::ffi::CStr;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use ext_php_rs::ffi::{self, zend_execute_data, zval};
use ext_php_rs::types::Zval;

use super::{NET_FUNCTION, SLEEP, STREAM_FUNCTION, applies, flags, select, streams};
use crate::dns::Family;
use crate::error::ErrorCode;
use crate::last_error;
use crate::php::boundary::{self, Outcome};
use crate::php::call::Call;
use crate::php::callback;
use crate::php::convert::Return;
use crate::php::coroutine::{runtime, wait};
use crate::php::event::descriptor;
use crate::php::version::Entry;

/// Seconds that PHP's `sleep()` can sleep: what does not fit is cut off.
const LONGEST: i64 = u32::MAX as i64;
const NANOS: i64 = 1_000_000_000;

/// An internal function, and what stands in for it in a coroutine.
struct Replaced {
    name: &'static CStr,
    flag: i64,
    instead: Entry,
    /// PHP's own handler, once it has been replaced. A function that is not there, or disabled, never is.
    original: Cell<Option<Entry>>,
}

// SAFETY: PHP has one thread.
unsafe impl Sync for Replaced {}

impl Replaced {
    const fn new(name: &'static CStr, flag: i64, instead: Entry) -> Self {
        Self { name, flag, instead, original: Cell::new(None) }
    }

    fn install(&self) {
        if self.original.get().is_some() {
            return;
        }
        // SAFETY: nobody calls a function while modules start.
        if let Some(handler) = place_of(self.name).map(|place| unsafe { &mut *place }) {
            self.original.set(handler.replace(self.instead));
        }
    }
}

/// Where the handler of an internal function stands.
fn place_of(name: &CStr) -> Option<*mut Option<Entry>> {
    // SAFETY: the table of functions is there once modules have started; a function of type internal has a handler.
    unsafe {
        let table = ffi::executor_globals.function_table;
        let found = ffi::zend_hash_str_find(table, name.as_ptr(), name.count_bytes());
        let function = (!found.is_null()).then(|| (*found).value.func)?;
        let is_internal = u32::from((*function).type_) == ffi::ZEND_INTERNAL_FUNCTION;
        is_internal.then(|| &raw mut (*function).internal_function.handler)
    }
}

/// The handler of an internal function, which is in the library that has the function.
pub(super) fn handler(name: &CStr) -> Option<Entry> {
    // SAFETY: the table is PHP's, and nobody changes it meanwhile.
    place_of(name).and_then(|place| unsafe { *place })
}

static SLEEPING: Replaced = Replaced::new(c"sleep", SLEEP, sleep);
static MICRO_SLEEPING: Replaced = Replaced::new(c"usleep", SLEEP, usleep);
static NANO_SLEEPING: Replaced = Replaced::new(c"time_nanosleep", SLEEP, time_nanosleep);
static SLEEPING_UNTIL: Replaced = Replaced::new(c"time_sleep_until", SLEEP, time_sleep_until);
static SELECTING: Replaced = Replaced::new(c"stream_select", STREAM_FUNCTION, stream_select);
static PAIRING: Replaced =
    Replaced::new(c"stream_socket_pair", STREAM_FUNCTION, stream_socket_pair);
static NAMING: Replaced = Replaced::new(c"gethostbyname", NET_FUNCTION, gethostbyname);

pub(super) fn install() {
    for replaced in
        [&SLEEPING, &MICRO_SLEEPING, &NANO_SLEEPING, &SLEEPING_UNTIL, &SELECTING, &PAIRING, &NAMING]
    {
        replaced.install();
    }
}

/// What a stand-in has made of a call.
enum Done<T> {
    /// It has done it itself.
    Value(T),
    /// PHP's own function is to do it: it need not wait, or refuses what it was given.
    Original,
}

/// What has been put into the return slot already.
struct Put<T>(Option<T>);

impl<T: Return> Return for Put<T> {
    fn put(self, slot: &mut Zval) {
        if let Some(value) = self.0 {
            value.put(slot);
        }
    }
}

/// Runs a stand-in, or PHP's own function if no coroutine is to wait.
///
/// # Safety
/// For a handler, as its last act: `frame` is the live frame of the call, `ret` its return slot.
unsafe fn stand_in<T: Return>(
    replaced: &Replaced,
    frame: *mut zend_execute_data,
    ret: *mut zval,
    instead: impl FnOnce(&mut Call) -> Outcome<Done<T>>,
) {
    let Some(original) = replaced.original.get() else { return };
    if !applies(replaced.flag) {
        // SAFETY: as the caller owes; nothing here needs dropping, should it jump.
        return unsafe { original(frame, ret) };
    }
    let handler = |call: &mut Call| {
        Ok(Put(match instead(call)? {
            Done::Value(value) => Some(value),
            Done::Original => {
                // SAFETY: as the caller owes.
                let _ = callback::guard(|| unsafe { original(frame, ret) });
                None
            }
        }))
    };
    // SAFETY: as the caller owes.
    unsafe { boundary::enter(frame, ret, handler) }
}

/// Sleeps; says whether for as long as it was to.
fn nap(time: Duration) -> Outcome<bool> {
    let slept = runtime::sleep(time)?;
    if !slept {
        last_error::set(ErrorCode::CO_CANCELED);
    }
    Ok(slept)
}

unsafe extern "C" fn sleep(frame: *mut zend_execute_data, ret: *mut zval) {
    let instead = |call: &mut Call| {
        let (seconds,) = call.args::<(i64,)>()?;
        if seconds < 0 {
            return Ok(Done::Original);
        }
        let seconds = seconds.min(LONGEST);
        let began = Instant::now();
        let slept = nap(Duration::from_secs(seconds as u64))?;
        let left = if slept { 0 } else { seconds - began.elapsed().as_secs() as i64 };
        Ok(Done::Value(left))
    };
    // SAFETY: called by the engine for a call.
    unsafe { stand_in(&SLEEPING, frame, ret, instead) }
}

unsafe extern "C" fn usleep(frame: *mut zend_execute_data, ret: *mut zval) {
    let instead = |call: &mut Call| {
        let (micros,) = call.args::<(i64,)>()?;
        let Ok(micros) = u64::try_from(micros) else { return Ok(Done::Original) };
        nap(Duration::from_micros(micros))?;
        Ok(Done::Value(()))
    };
    // SAFETY: called by the engine for a call.
    unsafe { stand_in(&MICRO_SLEEPING, frame, ret, instead) }
}

unsafe extern "C" fn time_nanosleep(frame: *mut zend_execute_data, ret: *mut zval) {
    let instead = |call: &mut Call| {
        let (seconds, nanos) = call.args::<(i64, i64)>()?;
        if seconds < 0 || !(0..NANOS).contains(&nanos) {
            return Ok(Done::Original);
        }
        nap(Duration::new(seconds as u64, nanos as u32))?;
        Ok(Done::Value(true))
    };
    // SAFETY: called by the engine for a call.
    unsafe { stand_in(&NANO_SLEEPING, frame, ret, instead) }
}

unsafe extern "C" fn time_sleep_until(frame: *mut zend_execute_data, ret: *mut zval) {
    let instead = |call: &mut Call| {
        let (until,) = call.args::<(f64,)>()?;
        let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().as_secs_f64();
        let time = Duration::try_from_secs_f64(until - now);
        let Some(time) = time.ok().filter(|time| !time.is_zero()) else {
            return Ok(Done::Original);
        };
        nap(time)?;
        Ok(Done::Value(true))
    };
    // SAFETY: called by the engine for a call.
    unsafe { stand_in(&SLEEPING_UNTIL, frame, ret, instead) }
}

unsafe extern "C" fn stream_select(frame: *mut zend_execute_data, ret: *mut zval) {
    let instead = |call: &mut Call| {
        select::wait(call, frame)?;
        Ok(Done::<()>::Original)
    };
    // SAFETY: called by the engine for a call.
    unsafe { stand_in(&SELECTING, frame, ret, instead) }
}

unsafe extern "C" fn stream_socket_pair(frame: *mut zend_execute_data, ret: *mut zval) {
    let Some(original) = PAIRING.original.get() else { return };
    // SAFETY: called by the engine for a call; nothing here needs dropping, should it jump.
    let made = unsafe {
        original(frame, ret);
        &*ret
    };
    // Wherever they are made: it is who uses them that waits as a coroutine, or not.
    if flags() & STREAM_FUNCTION == 0 {
        return;
    }
    streams::guarded((), || {
        for (_, element) in made.array().into_iter().flat_map(|pair| pair.iter()) {
            if let Some(stream) = descriptor::open_stream(element) {
                // SAFETY: a new stream over a socket.
                unsafe { streams::adopt_connected(stream, STREAM_FUNCTION) };
            }
        }
    });
}

unsafe extern "C" fn gethostbyname(frame: *mut zend_execute_data, ret: *mut zval) {
    let instead = |call: &mut Call| {
        let (name,) = call.args::<(&[u8],)>()?;
        // Names that are too long, or no text, are PHP's to refuse; an address needs no asking.
        let Ok(text) = std::str::from_utf8(name) else { return Ok(Done::Original) };
        let is_plain = name.len() < 256 && !text.is_empty() && !text.contains('\0');
        if !is_plain || text.parse::<std::net::IpAddr>().is_ok() {
            return Ok(Done::Original);
        }
        let found = wait::address(text, Family::V4, None)?;
        // As PHP has it: the name itself if it has no address.
        let found = found.ok().flatten().map(|address| address.to_string());
        Ok(Done::Value(found.unwrap_or_else(|| text.to_owned())))
    };
    // SAFETY: called by the engine for a call.
    unsafe { stand_in(&NAMING, frame, ret, instead) }
}
