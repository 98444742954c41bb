//! Files: what of PHP's own wrapper for them would block is done by a thread while others run.
//!
//! ```text
//! fopen() ──> our `stream_opener` ── a thread opens ──> PHP makes its stream of the descriptor
//! unlink(), rename(), ..          ── a thread does it; what it cannot do PHP does once more, and says what is wrong
//! stat(), opendir(), ..           ── a thread looks, unless the kernel knows already; PHP then finds it at hand
//! ```
//!
//! What is included is PHP's alone: classes are loaded in places where nothing may come between.

use std::ffi::{CStr, OsStr, c_char, c_int, c_void};
use std::io;
use std::os::fd::{FromRawFd, IntoRawFd, OwnedFd};
use std::os::unix::ffi::OsStrExt;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use ext_php_rs::ffi::{
    self, php_stream, php_stream_context, php_stream_statbuf, php_stream_wrapper,
    php_stream_wrapper_ops, zend_string,
};

use super::streams::guarded;
use super::{FILE, applies, obtained, plain};
use crate::aio::Leaving;
use crate::aio::file;
use crate::php::callback;
use crate::php::coroutine::wait;
use crate::php::coroutine::waiter;
use crate::sys::cached;

// The same from PHP 8.0 to 8.5.
unsafe extern "C" {
    static mut php_plain_files_wrapper: php_stream_wrapper;
    fn php_stream_parse_fopen_modes(mode: *const c_char, open_flags: *mut c_int) -> c_int;
    fn php_check_open_basedir_ex(path: *const c_char, warn: c_int) -> c_int;
    fn php_clear_stat_cache(realpaths: bool, filename: *const c_char, length: usize);
}

/// `STREAM_OPEN_FOR_INCLUDE`
const FOR_INCLUDE: c_int = 0x80;
/// `STREAM_DISABLE_OPEN_BASEDIR`
const NO_BASEDIR: c_int = 0x400;
/// `STREAM_OPEN_PERSISTENT`
const PERSISTENT: c_int = 0x800;
/// `PHP_STREAM_MKDIR_RECURSIVE`
const RECURSIVE: c_int = 1;
/// `PHP_STREAM_URL_STAT_LINK`
const OF_LINK: c_int = 1;

/// The wrapper's operations, PHP's and ours.
struct Ops {
    original: php_stream_wrapper_ops,
    ours: php_stream_wrapper_ops,
}

// SAFETY: written once, and PHP has one thread.
unsafe impl Sync for Ops {}
// SAFETY: as above.
unsafe impl Send for Ops {}

static OPS: OnceLock<Ops> = OnceLock::new();

/// Once, when PHP has its wrapper.
pub(super) fn install() {
    if OPS.get().is_some() {
        return;
    }
    // SAFETY: the wrapper is the process's, and its operations static.
    unsafe {
        let wrapper = &raw mut php_plain_files_wrapper;
        let original = *(*wrapper).wops;
        let ours = php_stream_wrapper_ops {
            stream_opener: Some(open),
            url_stat: Some(url_stat),
            dir_opener: Some(open_directory),
            unlink: Some(unlink),
            rename: Some(rename),
            stream_mkdir: Some(make_directory),
            stream_rmdir: Some(remove_directory),
            stream_metadata: Some(change_metadata),
            ..original
        };
        (*wrapper).wops = &raw const OPS.get_or_init(|| Ops { original, ours }).ours;
    }
}

fn original() -> Option<&'static php_stream_wrapper_ops> {
    OPS.get().map(|ops| &ops.original)
}

/// The path that PHP's function was given, from the root on: the working directory may change while a thread is on its way.
unsafe fn path_of(url: *const c_char) -> Option<PathBuf> {
    const SCHEME: &[u8] = b"file://";
    // SAFETY: PHP passes a C string.
    let mut bytes = unsafe { CStr::from_ptr(url) }.to_bytes();
    if bytes.len() >= SCHEME.len() && bytes[..SCHEME.len()].eq_ignore_ascii_case(SCHEME) {
        bytes = &bytes[SCHEME.len()..];
    }
    if bytes.is_empty() {
        return None;
    }
    std::path::absolute(Path::new(OsStr::from_bytes(bytes))).ok()
}

/// Whether `open_basedir` lets the script go there. If not, PHP says so.
unsafe fn is_allowed(url: *const c_char) -> bool {
    // SAFETY: PHP passes a C string.
    callback::guard(|| unsafe { php_check_open_basedir_ex(url, 0) }) == Ok(0)
}

/// Has something done by a thread. `None` if the wait for it has ended without, for which there are errors enough.
fn by_thread<T: Send + 'static>(
    leaving: Leaving,
    work: impl FnOnce() -> T + Send + 'static,
) -> Option<T> {
    obtained(wait::work(leaving, None, work))
}

/// What became of a call that a thread was to make.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Made {
    /// It is made.
    Done,
    /// PHP's own is to be called.
    Original,
    /// Nobody waits for it any more.
    Never,
}

/// Has a thread change the file system.
fn change(work: impl FnOnce() -> io::Result<()> + Send + 'static) -> Made {
    match by_thread(Leaving::Waits, work) {
        Some(Ok(())) => {
            // SAFETY: it forgets what PHP knows of files.
            let _ = callback::guard(|| unsafe { php_clear_stat_cache(true, std::ptr::null(), 0) });
            Made::Done
        }
        Some(Err(_)) => Made::Original,
        None => Made::Never,
    }
}

/// Makes a call of the wrapper's that gives 1 or 0.
///
/// # Safety
/// `by_php` calls PHP's own.
unsafe fn changed(made: impl FnOnce() -> Made, by_php: impl FnOnce() -> c_int) -> c_int {
    let made = if applies(FILE) {
        let done = guarded(2, || made() as c_int);
        [Made::Done, Made::Original, Made::Never][done as usize]
    } else {
        Made::Original
    };
    match made {
        Made::Done => 1,
        Made::Never => 0,
        // Nothing here needs dropping, should it jump.
        Made::Original => by_php(),
    }
}

unsafe extern "C" fn open(
    wrapper: *mut php_stream_wrapper,
    filename: *const c_char,
    mode: *const c_char,
    options: c_int,
    opened_path: *mut *mut zend_string,
    context: *mut php_stream_context,
) -> *mut php_stream {
    let Some(php) = original().and_then(|ops| ops.stream_opener) else {
        return std::ptr::null_mut();
    };
    let is_ours = options & (FOR_INCLUDE | PERSISTENT) == 0 && opened_path.is_null();
    let mut made = std::ptr::null_mut();
    if is_ours && applies(FILE) {
        // SAFETY: as PHP called us.
        made = guarded(made, || unsafe { open_by_thread(filename, mode, options) });
        if made.is_null() && waiter::check().is_err() {
            return made;
        }
    }
    // SAFETY: passed on as PHP gave it; nothing here needs dropping, should it jump. What is made is a stream.
    unsafe {
        if made.is_null() {
            made = php(wrapper, filename, mode, options, opened_path, context);
        }
        if options & FOR_INCLUDE != 0 && !made.is_null() {
            plain::leave_alone(made);
        }
    }
    made
}

/// A stream of a file that a thread has opened. Null where PHP is to try, which also says what is wrong.
unsafe fn open_by_thread(
    filename: *const c_char,
    mode: *const c_char,
    options: c_int,
) -> *mut php_stream {
    let nothing = std::ptr::null_mut();
    let mut flags = 0;
    // SAFETY: PHP passes a C string.
    let parsed = unsafe { php_stream_parse_fopen_modes(mode, &raw mut flags) };
    // SAFETY: as above.
    let is_allowed = options & NO_BASEDIR != 0 || unsafe { is_allowed(filename) };
    // SAFETY: as above.
    let path = unsafe { path_of(filename) }.filter(|_| parsed == 0 && is_allowed);
    let Some(path) = path else { return nothing };
    // It is opened or not: nothing is left half done. A FIFO may never be.
    let Some(Ok(fd)) = by_thread(Leaving::Goes, move || file::open(&path, flags)) else {
        return nothing;
    };
    let (fd, starts) = (fd.into_raw_fd(), flags & libc::O_APPEND == 0);
    // SAFETY: the stream owns the descriptor from here on.
    let made = callback::guard(|| unsafe {
        ffi::_php_stream_fopen_from_fd(fd, mode, std::ptr::null(), starts)
    });
    match made {
        Ok(stream) if !stream.is_null() => stream,
        _ => {
            // SAFETY: nobody else has it.
            drop(unsafe { OwnedFd::from_raw_fd(fd) });
            nothing
        }
    }
}

/// Has a thread look for what PHP's own call looks for next, unless the kernel has it at hand.
unsafe fn look_up(url: *const c_char, follow: bool) {
    if !applies(FILE) {
        return;
    }
    guarded((), || {
        // SAFETY: as PHP called us.
        let Some(path) = (unsafe { path_of(url) }) else { return };
        let known = file::c_path(&path).is_none_or(|path| cached::is_path(&path, follow));
        if !known {
            by_thread(Leaving::Goes, move || file::look_up(&path, follow));
        }
    });
}

unsafe extern "C" fn url_stat(
    wrapper: *mut php_stream_wrapper,
    url: *const c_char,
    flags: c_int,
    found: *mut php_stream_statbuf,
    context: *mut php_stream_context,
) -> c_int {
    let Some(php) = original().and_then(|ops| ops.url_stat) else { return -1 };
    // SAFETY: passed on as PHP gave it; nothing here needs dropping, should it jump.
    unsafe {
        look_up(url, flags & OF_LINK == 0);
        php(wrapper, url, flags, found, context)
    }
}

unsafe extern "C" fn change_metadata(
    wrapper: *mut php_stream_wrapper,
    url: *const c_char,
    option: c_int,
    value: *mut c_void,
    context: *mut php_stream_context,
) -> c_int {
    let Some(php) = original().and_then(|ops| ops.stream_metadata) else { return 0 };
    // SAFETY: as above.
    unsafe {
        look_up(url, true);
        php(wrapper, url, option, value, context)
    }
}

unsafe extern "C" fn open_directory(
    wrapper: *mut php_stream_wrapper,
    path: *const c_char,
    mode: *const c_char,
    options: c_int,
    opened_path: *mut *mut zend_string,
    context: *mut php_stream_context,
) -> *mut php_stream {
    let Some(php) = original().and_then(|ops| ops.dir_opener) else {
        return std::ptr::null_mut();
    };
    if applies(FILE) {
        guarded((), || {
            // SAFETY: as PHP called us.
            if let Some(path) = unsafe { path_of(path) } {
                by_thread(Leaving::Goes, move || file::look_through(&path));
            }
        });
    }
    // SAFETY: passed on as PHP gave it; nothing here needs dropping, should it jump.
    unsafe { php(wrapper, path, mode, options, opened_path, context) }
}

unsafe extern "C" fn unlink(
    wrapper: *mut php_stream_wrapper,
    url: *const c_char,
    options: c_int,
    context: *mut php_stream_context,
) -> c_int {
    let Some(php) = original().and_then(|ops| ops.unlink) else { return 0 };
    // SAFETY: as PHP called us.
    let by_thread = || match unsafe { path_of(url) }.filter(|_| unsafe { is_allowed(url) }) {
        Some(path) => change(move || std::fs::remove_file(path)),
        None => Made::Original,
    };
    // SAFETY: as above.
    unsafe { changed(by_thread, || php(wrapper, url, options, context)) }
}

unsafe extern "C" fn rename(
    wrapper: *mut php_stream_wrapper,
    from: *const c_char,
    to: *const c_char,
    options: c_int,
    context: *mut php_stream_context,
) -> c_int {
    let Some(php) = original().and_then(|ops| ops.rename) else { return 0 };
    // SAFETY: as PHP called us.
    let paths = || unsafe {
        (is_allowed(from) && is_allowed(to)).then(|| path_of(from).zip(path_of(to))).flatten()
    };
    let by_thread = || match paths() {
        Some((from, to)) => change(move || std::fs::rename(from, to)),
        None => Made::Original,
    };
    // SAFETY: as above.
    unsafe { changed(by_thread, || php(wrapper, from, to, options, context)) }
}

unsafe extern "C" fn make_directory(
    wrapper: *mut php_stream_wrapper,
    url: *const c_char,
    mode: c_int,
    options: c_int,
    context: *mut php_stream_context,
) -> c_int {
    let Some(php) = original().and_then(|ops| ops.stream_mkdir) else { return 0 };
    // SAFETY: as PHP called us.
    let by_thread = || match unsafe { path_of(url) }.filter(|_| unsafe { is_allowed(url) }) {
        Some(path) => {
            change(move || file::make_directory(&path, mode as u32, options & RECURSIVE != 0))
        }
        None => Made::Original,
    };
    // SAFETY: as above.
    unsafe { changed(by_thread, || php(wrapper, url, mode, options, context)) }
}

unsafe extern "C" fn remove_directory(
    wrapper: *mut php_stream_wrapper,
    url: *const c_char,
    options: c_int,
    context: *mut php_stream_context,
) -> c_int {
    let Some(php) = original().and_then(|ops| ops.stream_rmdir) else { return 0 };
    // SAFETY: as PHP called us.
    let by_thread = || match unsafe { path_of(url) }.filter(|_| unsafe { is_allowed(url) }) {
        Some(path) => change(move || std::fs::remove_dir(path)),
        None => Made::Original,
    };
    // SAFETY: as above.
    unsafe { changed(by_thread, || php(wrapper, url, options, context)) }
}
