//! The functions of PHP's inotify extension, for a PHP that does not have it.
//!
//! The module registers them while it starts, together with the `IN_*` constants, unless that extension is loaded. An
//! instance is a PHP stream over the descriptor.

use std::ffi::CStr;
use std::io;
use std::os::fd::{BorrowedFd, IntoRawFd};
use std::ptr;

use ext_php_rs::boxed::ZBox;
use ext_php_rs::ffi::{
    self, IS_RESOURCE_EX, MODULE_PERSISTENT, module_registry, zend_register_functions,
};
use ext_php_rs::types::{ZendHashTable, Zval};

use crate::error::ErrorCode;
use crate::php::boundary::{Exit, Outcome};
use crate::php::call::{Call, Resource};
use crate::php::callback;
use crate::php::convert::{self, Name, OrFalse};
use crate::php::event::descriptor;
use crate::php::{classes, constants};
use crate::sys::inotify;

/// The value of a stream's flag that it cannot be positioned.
const NO_SEEK: u32 = 1;

static WD: Name = Name::new("wd");
static MASK: Name = Name::new("mask");
static COOKIE: Name = Name::new("cookie");
static NAME: Name = Name::new("name");

/// Registers functions and constants, unless the extension itself is there. For the start of the module.
pub fn register(module: i32) {
    let name = c"inotify";
    // SAFETY: modules start one by one, and nobody else changes the registry meanwhile; the function table is static.
    unsafe {
        let registry = &raw mut module_registry;
        if !ffi::zend_hash_str_find(registry, name.as_ptr(), name.count_bytes()).is_null() {
            return;
        }
        let kind = MODULE_PERSISTENT as i32;
        zend_register_functions(
            ptr::null_mut(),
            classes::inotify_functions(),
            ptr::null_mut(),
            kind,
        );
    }
    constants::register_inotify(module);
}

/// `inotify_init()`
pub fn inotify_init(call: &mut Call) -> Outcome<OrFalse<Zval>> {
    call.args::<()>()?;
    let instance = inotify::init().map_err(failed)?.into_raw_fd();
    // SAFETY: the descriptor is open and passes to the stream; the mode is a C string.
    let made = callback::guard(|| unsafe {
        let stream = ffi::_php_stream_fopen_from_fd(instance, c"r".as_ptr(), ptr::null(), false);
        if !stream.is_null() {
            (*stream).flags |= NO_SEEK;
            // PHP code has it now, so its end is no leak of ours.
            (*stream).set___exposed(1);
        }
        stream
    });
    let stream = made.map_err(|_| Exit::Pending)?;
    if stream.is_null() {
        return Ok(OrFalse(None));
    }
    let mut value = Zval::new();
    // SAFETY: the stream is live, and its only reference passes to the value.
    value.value.res = unsafe { (*stream).res };
    value.u1.type_info = IS_RESOURCE_EX;
    Ok(OrFalse(Some(value)))
}

/// `inotify_add_watch($inotify_instance, string $pathname, int $mask)`
pub fn inotify_add_watch(call: &mut Call) -> Outcome<i32> {
    let (instance, path, mask) = call.args::<(Resource, &[u8], i64)>()?;
    let instance = instance_of(instance)?;
    let path = [path, b"\0"].concat();
    let path = CStr::from_bytes_with_nul(&path)
        .map_err(|_| Exit::warn(ErrorCode::NONE, "the path has a NUL byte in it"))?;
    inotify::add_watch(instance, path, mask as u32).map_err(failed)
}

/// `inotify_rm_watch($inotify_instance, int $watch_descriptor)`
pub fn inotify_rm_watch(call: &mut Call) -> Outcome<bool> {
    let (instance, watch) = call.args::<(Resource, i64)>()?;
    let instance = instance_of(instance)?;
    inotify::remove_watch(instance, i32::try_from(watch).unwrap_or(-1)).map_err(failed)?;
    Ok(true)
}

/// `inotify_read($inotify_instance)`
pub fn inotify_read(call: &mut Call) -> Outcome<OrFalse<ZBox<ZendHashTable>>> {
    let (instance,) = call.args::<(Resource,)>()?;
    let changes = match inotify::read(instance_of(instance)?) {
        Ok(changes) => changes,
        Err(error) if error.kind() == io::ErrorKind::WouldBlock => return Ok(OrFalse(None)),
        Err(error) => return Err(failed(error)),
    };
    let mut list = ZendHashTable::new();
    for change in changes {
        let mut row = ZendHashTable::new();
        convert::set(&mut row, &WD, convert::long(change.watch.into()));
        convert::set(&mut row, &MASK, convert::long(change.mask.into()));
        convert::set(&mut row, &COOKIE, convert::long(change.cookie.into()));
        convert::set(&mut row, &NAME, convert::string(&change.name));
        convert::push(&mut list, convert::array(row));
    }
    Ok(OrFalse(Some(list)))
}

/// `inotify_queue_len($inotify_instance)`
pub fn inotify_queue_len(call: &mut Call) -> Outcome<i64> {
    let (instance,) = call.args::<(Resource,)>()?;
    inotify::queued(instance_of(instance)?).map(|bytes| bytes as i64).map_err(failed)
}

fn instance_of(resource: Resource<'_>) -> Outcome<BorrowedFd<'_>> {
    // Closed, or something else: an exception is on its way.
    let stream = descriptor::stream_of(resource.0).ok_or(Exit::Pending)?;
    // SAFETY: the stream was just fetched from a live value.
    let fd = unsafe { descriptor::of_stream(stream) }
        .ok_or_else(|| Exit::warn(ErrorCode::NONE, "the stream has no descriptor"))?;
    // SAFETY: the argument keeps the stream, and the stream its descriptor, for as long as the call takes.
    Ok(unsafe { BorrowedFd::borrow_raw(fd) })
}

fn failed(error: io::Error) -> Exit {
    Exit::warn(ErrorCode::NONE, error.to_string())
}
