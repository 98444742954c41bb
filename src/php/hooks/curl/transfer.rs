//! One transfer in the event loop: libcurl says which descriptors and which time it waits for, and is told when something has happened.
//!
//! What libcurl keeps between transfers of a handle (connections, names) is kept with the handle here too: [`Kept`] goes when the handle does.

use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::ffi::{c_int, c_long, c_void};
use std::io;
use std::os::fd::{AsFd, AsRawFd, BorrowedFd, RawFd};
use std::rc::Rc;
use std::time::{Duration, Instant};

use nix::sys::epoll::{Epoll, EpollCreateFlags, EpollEvent, EpollFlags, EpollTimeout};

use super::{ABORTED, Easy, Library, Multi, call};
use crate::client::wait::{Direction, Wait};
use crate::coroutine::Wake;
use crate::error::ErrorCode;
use crate::last_error;
use crate::php::coroutine::waiter::{self, Waiter};
use crate::php::coroutine::{runtime, wait};
use crate::php::hooks::obtained;
use crate::reactor::Interest;
use crate::sys::process;

/// What libcurl tells of a transfer that is over.
#[repr(C)]
pub struct Message {
    kind: c_int,
    easy: Easy,
    /// Of a transfer that is over it is the result; as large as a pointer.
    result: c_int,
}

/// `CURLMSG_DONE`
const DONE: c_int = 1;
/// `CURL_SOCKET_TIMEOUT`
const NO_SOCKET: c_int = -1;
/// `CURLMOPT_*`
const SOCKET_FUNCTION: c_int = 20_001;
const SOCKET_DATA: c_int = 10_002;
const TIMER_FUNCTION: c_int = 20_004;
const TIMER_DATA: c_int = 10_005;
/// `CURL_POLL_*`, which are bits but for the last.
const POLL_IN: c_int = 1;
const POLL_OUT: c_int = 2;
const POLL_REMOVE: c_int = 4;
/// `CURL_CSELECT_*`
const SELECT_IN: c_int = 1;
const SELECT_OUT: c_int = 2;
const SELECT_ERROR: c_int = 4;
/// Descriptors that are looked at in one go.
const AT_ONCE: usize = 16;
/// How long a wait is in which libcurl has nothing to wait for.
const NOTHING: Duration = Duration::from_millis(1);

/// What is kept with a handle.
struct Kept {
    library: &'static Library,
    multi: Multi,
    /// Boxed, since libcurl has its address.
    watch: Box<Watch>,
    busy: Cell<bool>,
    /// Of the process that has made it: what it waits with and the connections it keeps are not a child's.
    generation: u32,
}

/// What libcurl waits for.
struct Watch {
    /// Goes before the descriptor does.
    waiter: Waiter,
    /// Its descriptors: ready as long as one of them is.
    epoll: Epoll,
    deadline: Cell<Option<Instant>>,
}

thread_local! {
    static KEPT: RefCell<HashMap<Easy, Rc<Kept>>> = RefCell::default();
}

/// A handle goes, and what is kept with it.
pub fn forget(easy: Easy) {
    if let Ok(Some(kept)) = KEPT.try_with(|kept| kept.borrow_mut().remove(&easy)) {
        kept.leave();
    }
}

impl Kept {
    fn of(library: &'static Library, easy: Easy) -> Option<Rc<Self>> {
        if let Some(kept) = KEPT.with_borrow(|kept| kept.get(&easy).cloned()) {
            if kept.is_own() {
                return Some(kept);
            }
            forget(easy);
        }
        let epoll = Epoll::new(EpollCreateFlags::EPOLL_CLOEXEC).ok()?;
        let watch = Box::new(Watch { waiter: Waiter::new(), epoll, deadline: Cell::new(None) });
        // SAFETY: no arguments. The options are given what they take; the address stays the watch's until the handle is cleaned up.
        let multi = unsafe {
            let multi = (library.multi_init)();
            if multi.is_null() {
                return None;
            }
            let address = (&raw const *watch).cast::<c_void>();
            let set = library.multi_setopt;
            set(multi, SOCKET_DATA, address);
            set(multi, SOCKET_FUNCTION, watch_socket as *const c_void);
            set(multi, TIMER_DATA, address);
            set(multi, TIMER_FUNCTION, watch_time as *const c_void);
            multi
        };
        let generation = process::generation();
        let kept = Rc::new(Self { library, multi, watch, busy: Cell::new(false), generation });
        KEPT.with_borrow_mut(|all| all.insert(easy, Rc::clone(&kept)));
        Some(kept)
    }

    fn is_own(&self) -> bool {
        self.generation == process::generation()
    }

    /// Lets go of it. What is a parent's goes with the process: to close its connections would be to say goodbye in the parent's name.
    fn leave(self: Rc<Self>) {
        if !self.is_own() {
            std::mem::forget(self);
        }
    }

    /// Tells libcurl of what has happened; `None` after a fatal error in a callback.
    fn act(&self, socket: c_int, events: c_int) -> Option<c_int> {
        let mut running = 0;
        let (act, multi, place) = (self.library.multi_socket_action, self.multi, &raw mut running);
        // SAFETY: the handle is live, and nobody else uses it.
        call(|| unsafe { act(multi, socket, events, place) })?;
        Some(running)
    }

    /// Goes on until nothing is under way any more. False: it was cancelled, or cannot go on.
    fn run(&self) -> bool {
        loop {
            let mut events = [EpollEvent::empty(); AT_ONCE];
            let found = self.watch.epoll.wait(&mut events, EpollTimeout::ZERO).unwrap_or(0);
            let is_late = self.watch.deadline.get().is_some_and(|at| at <= Instant::now());
            if found == 0 && !is_late {
                if !self.watch.wait() {
                    return false;
                }
                continue;
            }
            let mut running = 1;
            for event in &events[..found] {
                match self.act(event.data() as c_int, selected(event.events())) {
                    Some(left) => running = left,
                    None => return false,
                }
            }
            if is_late && running > 0 {
                self.watch.deadline.set(None);
                match self.act(NO_SOCKET, 0) {
                    Some(left) => running = left,
                    None => return false,
                }
            }
            if running == 0 {
                return true;
            }
        }
    }

    /// How the transfer has ended.
    fn result(&self, easy: Easy) -> Option<c_int> {
        let mut left = 0;
        loop {
            // SAFETY: the handle is live; a message is until the next call.
            unsafe {
                let message = (self.library.multi_info_read)(self.multi, &raw mut left);
                if message.is_null() {
                    return None;
                }
                if (*message).kind == DONE && (*message).easy == easy {
                    return Some((*message).result);
                }
            }
        }
    }
}

impl Drop for Kept {
    fn drop(&mut self) {
        let (cleanup, multi) = (self.library.multi_cleanup, self.multi);
        // SAFETY: the handle is ours. The watch, of which it tells that it closes its sockets, goes afterwards.
        call(|| unsafe { cleanup(multi) });
    }
}

impl Watch {
    /// Waits until something has happened. False: no more waiting.
    fn wait(&self) -> bool {
        let fd = self.epoll.0.as_fd();
        match self.waiter.wait(fd, Direction::Read, self.deadline.get()) {
            Ok(()) => true,
            Err(error) => error.raw_os_error() == Some(libc::ETIMEDOUT) && waiter::check().is_ok(),
        }
    }

    fn want(&self, fd: RawFd, what: c_int) -> io::Result<()> {
        // SAFETY: libcurl has it open, and tells before it closes it.
        let fd = unsafe { BorrowedFd::borrow_raw(fd) };
        if what == POLL_REMOVE {
            // It may be closed already, which takes it off.
            let _ = self.epoll.delete(fd);
            return Ok(());
        }
        let mut flags = EpollFlags::empty();
        flags.set(EpollFlags::EPOLLIN, what & POLL_IN != 0);
        flags.set(EpollFlags::EPOLLOUT, what & POLL_OUT != 0);
        let mut event = EpollEvent::new(flags, fd.as_raw_fd() as u64);
        match self.epoll.modify(fd, &mut event) {
            Err(nix::Error::ENOENT) => Ok(self.epoll.add(fd, event)?),
            done => Ok(done?),
        }
    }
}

/// What has happened, in libcurl's bits.
fn selected(flags: EpollFlags) -> c_int {
    let bit = |flag: EpollFlags, bit| if flags.intersects(flag) { bit } else { 0 };
    bit(EpollFlags::EPOLLIN | EpollFlags::EPOLLHUP, SELECT_IN)
        | bit(EpollFlags::EPOLLOUT, SELECT_OUT)
        | bit(EpollFlags::EPOLLERR, SELECT_ERROR)
}

unsafe extern "C" fn watch_socket(
    _: Easy,
    fd: c_int,
    what: c_int,
    watch: *mut c_void,
    _: *mut c_void,
) -> c_int {
    // SAFETY: the watch that the option was given; it lives as long as the handle.
    let watch = unsafe { &*watch.cast::<Watch>() };
    if watch.want(fd, what).is_ok() { 0 } else { -1 }
}

unsafe extern "C" fn watch_time(_: Multi, millis: c_long, watch: *mut c_void) -> c_int {
    // SAFETY: as above.
    let watch = unsafe { &*watch.cast::<Watch>() };
    let after = u64::try_from(millis).ok().map(Duration::from_millis);
    watch.deadline.set(after.and_then(|after| Instant::now().checked_add(after)));
    0
}

/// Does what `curl_easy_perform()` does.
///
/// # Safety
/// The handle is live.
pub unsafe fn perform(library: &'static Library, easy: Easy) -> c_int {
    // SAFETY: as the caller owes.
    let by_libcurl = || call(|| unsafe { (library.easy_perform)(easy) }).unwrap_or(ABORTED);
    let Some(kept) = Kept::of(library, easy).filter(|kept| !kept.busy.get()) else {
        // That it is in use libcurl says itself.
        return by_libcurl();
    };
    let multi = kept.multi;
    // SAFETY: both handles are live.
    match call(|| unsafe { (library.multi_add_handle)(multi, easy) }) {
        Some(0) => {}
        Some(_) => return by_libcurl(),
        None => return ABORTED,
    }
    kept.busy.set(true);
    let is_over = kept.run();
    let result = is_over.then(|| kept.result(easy)).flatten();
    if result.is_none() && waiter::check().is_ok() {
        last_error::set(ErrorCode::CO_CANCELED);
    }
    // SAFETY: as above.
    call(|| unsafe { (library.multi_remove_handle)(multi, easy) });
    kept.busy.set(false);
    result.unwrap_or(ABORTED)
}

/// Waits, as `curl_multi_wait()` does, until one of the transfers of a handle has something to do. False: it is libcurl's to wait, or not at all.
///
/// # Safety
/// The handle is live.
pub unsafe fn wait_for(library: &'static Library, multi: Multi, limit: Duration) -> bool {
    let mut millis: c_long = -1;
    let mut most: c_int = -1;
    // SAFETY: sets of all zeros are empty; the handle is live.
    let sets = unsafe {
        let mut sets: [libc::fd_set; 3] = std::mem::zeroed();
        let [read, write, except] = &mut sets;
        (library.multi_timeout)(multi, &raw mut millis);
        if (library.multi_fdset)(multi, read, write, except, &raw mut most) != 0 {
            return false;
        }
        sets
    };
    let own = u64::try_from(millis).map_or(limit, Duration::from_millis);
    let limit = limit.min(own);
    if limit.is_zero() {
        return false;
    }
    let waited = if most < 0 {
        runtime::sleep(limit.min(NOTHING)).map(|slept| slept.then_some(()).ok_or(Wake::Canceled))
    } else {
        let Ok(epoll) = watched(&sets, most) else { return false };
        wait::ready(epoll.0.as_raw_fd(), Interest::READ, Some(limit)).map(|ready| ready.map(drop))
    };
    obtained(waited);
    true
}

/// The descriptors of such sets, ready as long as one of them is.
fn watched(sets: &[libc::fd_set; 3], most: c_int) -> io::Result<Epoll> {
    let epoll = Epoll::new(EpollCreateFlags::EPOLL_CLOEXEC)?;
    for fd in 0..=most {
        let mut flags = EpollFlags::empty();
        for (set, flag) in
            sets.iter().zip([EpollFlags::EPOLLIN, EpollFlags::EPOLLOUT, EpollFlags::EPOLLPRI])
        {
            // SAFETY: the set is one, and libcurl leaves numbers out that it has no room for.
            flags.set(flag, unsafe { libc::FD_ISSET(fd, set) });
        }
        if !flags.is_empty() {
            // SAFETY: libcurl has it open.
            let borrowed = unsafe { BorrowedFd::borrow_raw(fd) };
            epoll.add(borrowed, EpollEvent::new(flags, fd as u64))?;
        }
    }
    Ok(epoll)
}
