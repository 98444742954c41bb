//! Streams of files that wait as coroutines do.
//!
//! PHP's own stream does all the work. What it would wait for when it reads, a thread reads before, so that PHP finds it in the kernel's cache; what
//! is there already needs no thread. What is written a thread writes. A FIFO or the like is waited for in the event loop.
//!
//! Coroutines use one stream one after the other, in the order in which they came, so that what they write stays in order; until all of them
//! have done so the stream cannot be closed.

use std::cell::RefCell;
use std::collections::{HashMap, VecDeque};
use std::ffi::{c_char, c_int, c_void};
use std::os::fd::{AsRawFd, BorrowedFd, RawFd};
use std::sync::OnceLock;

use ext_php_rs::ffi::{self, php_stream, php_stream_ops};

use super::locks;
use super::stream_ops::{LOCKING, MMAP_API, NO_FCLOSE, SYNC_API};
use super::streams::guarded;
use super::{FILE, STDIO, applies};
use crate::aio::Leaving;
use crate::aio::file::{self, Sort};
use crate::client::wait::{Direction, is_ready};
use crate::coroutine::{CoroutineId, How, Wake};
use crate::error::ErrorCode;
use crate::last_error;
use crate::php::boundary::{Exit, Outcome};
use crate::php::callback;
use crate::php::coroutine::{runtime, wait};
use crate::php::looping;
use crate::reactor::Interest;
use crate::sys::cached;

/// Bytes that are handed to a thread at most; PHP comes again with the rest.
const WRITE_MAX: usize = 8 << 20;
/// What an option is answered that a stream does not have.
const NOT_THERE: c_int = -2;

/// PHP's own operations of files.
struct Ops(php_stream_ops);

// SAFETY: written once, and PHP has one thread.
unsafe impl Sync for Ops {}
// SAFETY: as above.
unsafe impl Send for Ops {}

static ORIGINAL: OnceLock<Ops> = OnceLock::new();

/// What PHP keeps of a file, as far as we look at it: the same from PHP 8.0 to 8.5.
#[repr(C)]
struct Data {
    _file: *mut c_void,
    /// Negative where the C library reads and writes.
    fd: c_int,
}

/// Puts ours in their place, once. PHP compares addresses to know its streams, and leaves what is there to be written to for its debugger.
pub(super) fn install() {
    if ORIGINAL.get().is_some() {
        return;
    }
    // SAFETY: they are the process's, and no stream is in use while modules start.
    unsafe {
        let ops = &raw mut ffi::php_stream_stdio_ops;
        ORIGINAL.get_or_init(|| Ops(*ops));
        (*ops).read = Some(read);
        (*ops).write = Some(write);
        (*ops).set_option = Some(set_option);
    }
}

/// Leaves a stream to PHP alone.
///
/// # Safety
/// A live stream.
pub(super) unsafe fn leave_alone(stream: *mut php_stream) {
    // SAFETY: as the caller owes; PHP's operations live as long as the process.
    unsafe {
        if std::ptr::eq((*stream).ops, &raw const ffi::php_stream_stdio_ops)
            && let Some(ops) = ORIGINAL.get()
        {
            (*stream).ops = &raw const ops.0;
        }
    }
}

// ---- turns

/// Who uses a stream.
#[derive(Default)]
struct Use {
    /// The coroutine whose turn it is.
    owner: Option<CoroutineId>,
    /// Those who wait for a turn.
    queue: VecDeque<CoroutineId>,
    /// How many there are who must not lose it.
    holds: usize,
    /// Whether the script may close it when there are none.
    closable: bool,
}

thread_local! {
    static USED: RefCell<HashMap<*mut php_stream, Use>> = RefCell::default();
}

/// Keeps a stream open.
struct Hold(*mut php_stream);

impl Hold {
    fn new(stream: *mut php_stream) -> Self {
        USED.with_borrow_mut(|used| {
            let new = used.entry(stream).or_default();
            new.holds += 1;
            if new.holds == 1 {
                // SAFETY: PHP has passed a live stream.
                unsafe {
                    new.closable = (*stream).flags & NO_FCLOSE == 0;
                    (*stream).flags |= NO_FCLOSE;
                }
            }
        });
        Self(stream)
    }
}

impl Drop for Hold {
    fn drop(&mut self) {
        USED.with_borrow_mut(|used| {
            let Some(use_) = used.get_mut(&self.0) else { return };
            use_.holds -= 1;
            if use_.holds == 0 {
                if use_.closable {
                    // SAFETY: it could not be closed while it was held.
                    unsafe { (*self.0).flags &= !NO_FCLOSE };
                }
                used.remove(&self.0);
            }
        });
    }
}

/// A coroutine's turn at a stream.
struct Turn(Hold);

impl Turn {
    /// Waits for it.
    fn take(stream: *mut php_stream) -> Outcome<Self> {
        let id = runtime::current_id()?;
        let hold = Hold::new(stream);
        let change = |change: &dyn Fn(&mut Use) -> bool| {
            USED.with_borrow_mut(|used| used.get_mut(&stream).is_some_and(change))
        };
        let is_free = change(&|used| {
            if used.owner.is_none() {
                used.owner = Some(id);
                return true;
            }
            used.queue.push_back(id);
            false
        });
        if is_free {
            return Ok(Self(hold));
        }
        let woken = runtime::wait(How::Event, None);
        let is_ours = change(&|used| {
            used.queue.retain(|waiting| *waiting != id);
            used.owner == Some(id)
        });
        // Whoever has it gives it on, whatever has woken it.
        let turn = is_ours.then(|| Self(hold));
        woken?;
        turn.ok_or_else(|| Exit::quiet(ErrorCode::CO_CANCELED))
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        let stream = self.0.0;
        let next = USED.with_borrow_mut(|used| {
            let used = used.get_mut(&stream)?;
            used.owner = used.queue.pop_front();
            used.owner
        });
        if let (Some(next), Some(current)) = (next, looping::current_if_any()) {
            current.reactor.defer(move |reactor| runtime::wake(reactor, next, Wake::Ready));
        }
    }
}

// ---- operations

fn original<T>(of: impl FnOnce(&php_stream_ops) -> Option<T>) -> Option<T> {
    ORIGINAL.get().and_then(|ops| of(&ops.0))
}

/// The descriptor of a stream that PHP reads and writes itself.
fn descriptor(stream: *mut php_stream) -> Option<RawFd> {
    // SAFETY: a live stream with these operations has that data.
    let data = unsafe { &*(*stream).abstract_.cast::<Data>() };
    (data.fd >= 0).then_some(data.fd)
}

/// Whether PHP's buffer is as it was: a coroutine that has waited writes into it where PHP told it to before.
fn place(stream: *mut php_stream) -> (*mut u8, i64) {
    // SAFETY: a live stream.
    unsafe { ((*stream).readbuf, (*stream).writepos) }
}

unsafe extern "C" fn read(stream: *mut php_stream, buf: *mut c_char, count: usize) -> isize {
    let Some(php) = original(|ops| ops.read) else { return -1 };
    if !applies(FILE | STDIO) || count == 0 {
        // SAFETY: as PHP called us; nothing here needs dropping, should it jump.
        return unsafe { php(stream, buf, count) };
    }
    guarded(-1, || {
        let before = place(stream);
        let provided = Turn::take(stream).and_then(|turn| provide(stream, count).map(|()| turn));
        let turn = match provided {
            Ok(turn) => turn,
            Err(exit) => return failed(exit),
        };
        if place(stream) != before {
            return 0;
        }
        // SAFETY: as PHP called us.
        let got = callback::guard(|| unsafe { php(stream, buf, count) }).unwrap_or(-1);
        drop(turn);
        got
    })
}

fn failed(exit: Exit) -> isize {
    match exit {
        Exit::Quiet(code) => last_error::set(code),
        exit => exit.announce(),
    }
    -1
}

/// Sees to it that what PHP reads next is at hand.
fn provide(stream: *mut php_stream, count: usize) -> Outcome {
    let Some(fd) = descriptor(stream) else { return Ok(()) };
    // SAFETY: the stream keeps it open, and it is not closed meanwhile.
    let borrowed = unsafe { BorrowedFd::borrow_raw(fd) };
    match file::sort(borrowed) {
        Sort::File { offset } if applies(FILE) => {
            if cached::is_range(borrowed, offset, count) {
                return Ok(());
            }
            let Ok(copy) = borrowed.try_clone_to_owned() else { return Ok(()) };
            by_thread(Leaving::Goes, move || file::provide(&copy, offset, count)).map(drop)
        }
        Sort::Waits => until(borrowed, Direction::Read),
        Sort::File { .. } | Sort::Other => Ok(()),
    }
}

/// Waits until something can be done with a descriptor that is not a file's.
fn until(fd: BorrowedFd<'_>, direction: Direction) -> Outcome {
    if is_ready(fd, direction) {
        return Ok(());
    }
    let interest = match direction {
        Direction::Read => Interest::READ,
        Direction::Write => Interest::WRITE,
    };
    match wait::ready(fd.as_raw_fd(), interest, None) {
        // Somebody else watches it: PHP's own waits as ever.
        Ok(Ok(_)) | Err(Exit::Quiet(_)) => Ok(()),
        Ok(Err(_)) => Err(Exit::quiet(ErrorCode::CO_CANCELED)),
        Err(exit) => Err(exit),
    }
}

fn by_thread<T: Send + 'static>(
    leaving: Leaving,
    work: impl FnOnce() -> T + Send + 'static,
) -> Outcome<T> {
    wait::work(leaving, None, work)?.map_err(|_| Exit::quiet(ErrorCode::CO_CANCELED))
}

unsafe extern "C" fn write(stream: *mut php_stream, buf: *const c_char, count: usize) -> isize {
    let Some(php) = original(|ops| ops.write) else { return -1 };
    if !applies(FILE | STDIO) || count == 0 {
        // SAFETY: as PHP called us; nothing here needs dropping, should it jump.
        return unsafe { php(stream, buf, count) };
    }
    guarded(-1, || {
        let by_php = |most: usize| {
            // SAFETY: as PHP called us; fewer may be written.
            callback::guard(|| unsafe { php(stream, buf, count.min(most)) }).unwrap_or(-1)
        };
        let Some(fd) = descriptor(stream) else { return by_php(count) };
        let turn = match Turn::take(stream) {
            Ok(turn) => turn,
            Err(exit) => return failed(exit),
        };
        // SAFETY: the stream keeps it open, and it is not closed meanwhile.
        let borrowed = unsafe { BorrowedFd::borrow_raw(fd) };
        let written = match file::sort(borrowed) {
            // SAFETY: PHP passes so many bytes.
            Sort::File { .. } if applies(FILE) => write_by_thread(borrowed, unsafe {
                std::slice::from_raw_parts(buf.cast(), count.min(WRITE_MAX))
            }),
            // What can be written to takes so much without waiting; PHP comes again with the rest.
            Sort::Waits => until(borrowed, Direction::Write).map(|()| Put::Up(libc::PIPE_BUF)),
            Sort::File { .. } | Sort::Other => Ok(Put::Up(count)),
        };
        let written = match written {
            Ok(Put::Done(written)) => written as isize,
            // What is wrong PHP finds out, and says.
            Ok(Put::Up(most)) => by_php(most),
            Err(exit) => failed(exit),
        };
        drop(turn);
        written
    })
}

/// What has become of something to write.
enum Put {
    /// So much of it is written.
    Done(usize),
    /// It is up to PHP, which is to write so much at most.
    Up(usize),
}

fn write_by_thread(fd: BorrowedFd<'_>, bytes: &[u8]) -> Outcome<Put> {
    let up = Put::Up(bytes.len());
    let Ok(copy) = fd.try_clone_to_owned() else { return Ok(up) };
    let bytes = bytes.to_vec();
    let written = by_thread(Leaving::Waits, move || file::put(copy, &bytes))?;
    Ok(written.ok().filter(|written| *written > 0).map_or(up, Put::Done))
}

unsafe extern "C" fn set_option(
    stream: *mut php_stream,
    option: c_int,
    value: c_int,
    given: *mut c_void,
) -> c_int {
    let Some(php) = original(|ops| ops.set_option) else { return NOT_THERE };
    let is_ours = matches!(option, LOCKING | MMAP_API | SYNC_API) && applies(FILE);
    let done = match option {
        _ if !is_ours => None,
        // What is mapped is read where nobody can wait for it.
        MMAP_API => Some(NOT_THERE),
        LOCKING if given.is_null() => {
            guarded(Some(-1), || wait_for_lock(stream, value).err().map(give_up))
        }
        SYNC_API => {
            guarded(Some(-1), || sync(stream, value).unwrap_or_else(|exit| Some(give_up(exit))))
        }
        _ => None,
    };
    // SAFETY: passed on as PHP gave it; nothing here needs dropping, should it jump.
    done.unwrap_or_else(|| unsafe { php(stream, option, value, given) })
}

fn give_up(exit: Exit) -> c_int {
    failed(exit) as c_int
}

/// Waits until the lock that PHP takes next is to be had.
fn wait_for_lock(stream: *mut php_stream, operation: c_int) -> Outcome {
    let _hold = Hold::new(stream);
    descriptor(stream).map_or(Ok(()), |fd| locks::wait_for(fd, operation))
}

/// Has a thread write to the disk what the kernel has of the file. `None`: PHP is to do it.
fn sync(stream: *mut php_stream, operation: c_int) -> Outcome<Option<c_int>> {
    const ALL: c_int = 1;
    const DATA: c_int = 2;
    if !matches!(operation, ALL | DATA) {
        return Ok(None);
    }
    let Some(fd) = descriptor(stream) else { return Ok(None) };
    // SAFETY: the stream keeps it open for now.
    let copy = unsafe { BorrowedFd::borrow_raw(fd) }.try_clone_to_owned();
    let Ok(copy) = copy else { return Ok(None) };
    let turn = Turn::take(stream)?;
    let synced = by_thread(Leaving::Waits, move || file::sync(copy, operation == DATA));
    drop(turn);
    Ok(synced?.ok().map(|()| 0))
}
