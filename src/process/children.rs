//! Whose child is whose: who waits for any child does not take one that somebody waits for by its number.
//!
//! waitpid(2) gives a child's end to the first who asks. In one process a coroutine waits for the command that it runs, another for a process by its
//! id, and a third (or a supervisor, or `Process::wait()`) for any: so whoever waits for one [`claim`]s it, and whoever waits for any asks here
//! ([`reap_any`], [`wait_for_any`]). What they find that is claimed is kept for whom it belongs to.

use std::cell::{Cell, RefCell};
use std::collections::{HashMap, VecDeque};
use std::io;
use std::rc::Rc;

use crate::sys::process::{self, ExitStatus};

/// A child that has ended.
pub type Ended = (i32, ExitStatus);

#[derive(Default)]
struct Books {
    claimed: HashMap<i32, Rc<Slot>>,
    /// Taken from the kernel for somebody who then did not want it any more.
    left: VecDeque<Ended>,
    /// Those that are nobody's, and nobody is to get.
    abandoned: Vec<Claim>,
    process: u32,
}

#[derive(Default)]
struct Slot {
    ended: Cell<Option<ExitStatus>>,
    claims: Cell<usize>,
}

thread_local! {
    static BOOKS: RefCell<Books> = RefCell::default();
}

fn with<R>(work: impl FnOnce(&mut Books) -> R) -> R {
    BOOKS.with_borrow_mut(|books| {
        if books.process != process::generation() {
            // The children of our parent.
            *books = Books { process: process::generation(), ..Books::default() };
        }
        work(books)
    })
}

/// Somebody's wish to have a child's end, for as long as it is there.
pub struct Claim {
    pid: i32,
    slot: Rc<Slot>,
}

/// Claims a child. It need not be one yet, nor live.
pub fn claim(pid: i32) -> Claim {
    sweep();
    let slot = with(|books| Rc::clone(books.claimed.entry(pid).or_default()));
    slot.claims.set(slot.claims.get() + 1);
    Claim { pid, slot }
}

/// Gives a child up: nobody is to hear of its end, which is looked for when others are claimed.
pub fn abandon(claim: Claim) {
    with(|books| books.abandoned.push(claim));
}

fn sweep() {
    let abandoned = with(|books| std::mem::take(&mut books.abandoned));
    let (live, ended): (Vec<_>, Vec<_>) =
        abandoned.into_iter().partition(|claim| matches!(claim.collect(), Ok(None)));
    with(|books| books.abandoned.extend(live));
    drop(ended);
}

impl Claim {
    /// The child's number.
    pub fn pid(&self) -> i32 {
        self.pid
    }

    /// How the child has ended; none while it lives. It can be had once.
    ///
    /// # Errors
    /// `ECHILD` if there is no such child (any more).
    pub fn collect(&self) -> io::Result<Option<ExitStatus>> {
        if let Some(status) =
            self.slot.ended.take().or_else(|| take_left(Some(self.pid)).map(|ended| ended.1))
        {
            return Ok(Some(status));
        }
        Ok(process::reap_if_any(Some(self.pid))?.map(|(_, status)| status))
    }
}

impl Drop for Claim {
    fn drop(&mut self) {
        self.slot.claims.set(self.slot.claims.get() - 1);
        if self.slot.claims.get() > 0 {
            return;
        }
        // There are none any more where a thread ends, or where these are given up as a whole: an abandoned claim goes with them.
        let _ = BOOKS.try_with(|books| {
            let Ok(mut books) = books.try_borrow_mut() else { return };
            if books.claimed.get(&self.pid).is_some_and(|slot| Rc::ptr_eq(slot, &self.slot)) {
                books.claimed.remove(&self.pid);
                if let Some(status) = self.slot.ended.take() {
                    books.left.push_back((self.pid, status));
                }
            }
        });
    }
}

fn take_left(pid: Option<i32>) -> Option<Ended> {
    with(|books| {
        let index = books.left.iter().position(|ended| pid.is_none_or(|pid| pid == ended.0))?;
        books.left.remove(index)
    })
}

/// Keeps a child's end for whom it belongs to; gives it back if it is nobody's.
fn keep(ended: Ended) -> Option<Ended> {
    let (pid, status) = ended;
    let slot = with(|books| books.claimed.get(&pid).cloned());
    match slot {
        Some(slot) => {
            slot.ended.set(Some(status));
            None
        }
        None => Some(ended),
    }
}

/// Takes one dead child that nobody claims, if there is one.
///
/// # Errors
/// What waitpid(2) says, other than that there is no child.
pub fn reap_any() -> io::Result<Option<Ended>> {
    match reap_any_if_there() {
        Err(error) if error.raw_os_error() == Some(libc::ECHILD) => Ok(None),
        reaped => reaped,
    }
}

/// As [`reap_any`], and tells children that live from there being none.
///
/// # Errors
/// What waitpid(2) says: `ECHILD` if there is no child.
pub fn reap_any_if_there() -> io::Result<Option<Ended>> {
    if let Some(ended) = take_left(None) {
        return Ok(Some(ended));
    }
    while let Some(ended) = process::reap_if_any(None)? {
        if let Some(ended) = keep(ended) {
            return Ok(Some(ended));
        }
    }
    Ok(None)
}

/// Waits for any child that nobody claims to end. A signal that a handler runs for ends the wait.
///
/// # Errors
/// `ECHILD` if there is none, `Interrupted`.
pub fn wait_for_any() -> io::Result<Ended> {
    if let Some(ended) = take_left(None) {
        return Ok(ended);
    }
    loop {
        if let Some(ended) = keep(process::wait_for_any()?) {
            return Ok(ended);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::process::Command;
    use std::time::{Duration, Instant};

    fn child(code: i32) -> i32 {
        #[allow(clippy::zombie_processes)]
        let child = Command::new("sh").args(["-c", &format!("exit {code}")]).spawn().unwrap();
        child.id() as i32
    }

    fn soon<T>(mut what: impl FnMut() -> Option<T>) -> T {
        let end = Instant::now() + Duration::from_secs(20);
        loop {
            if let Some(value) = what() {
                return value;
            }
            assert!(Instant::now() < end, "waited in vain");
            std::thread::sleep(Duration::from_millis(1));
        }
    }

    fn code(code: i32) -> ExitStatus {
        ExitStatus { code, signal: 0 }
    }

    // The kernel's children belong to all threads of the test program, so what takes any of them is not tested here but in phpt/.

    #[test]
    fn a_claimed_end_is_kept_for_its_claim() {
        let pid = child(3);
        let claim = claim(pid);
        assert_eq!(keep((pid, code(3))), None);
        assert_eq!(claim.collect().unwrap(), Some(code(3)));
        soon(|| claim.collect().unwrap());
        assert_eq!(claim.collect().unwrap_err().raw_os_error(), Some(libc::ECHILD));
    }

    #[test]
    fn who_ends_before_an_abandoned_child_does_so_in_peace() {
        let mut live = Command::new("cat").stdin(std::process::Stdio::piped()).spawn().unwrap();
        let pid = live.id() as i32;
        std::thread::spawn(move || abandon(claim(pid))).join().unwrap();
        abandon(claim(pid));
        // As in a child that was forked meanwhile.
        BOOKS.with_borrow_mut(|books| books.process += 1);
        drop(claim(pid));
        drop(live.stdin.take());
        live.wait().unwrap();
    }

    #[test]
    fn what_a_claim_leaves_is_for_whoever_comes() {
        let (first, second) = (claim(i32::MAX), claim(i32::MAX));
        assert_eq!(keep((i32::MAX, code(1))), None);
        drop(first);
        assert_eq!(take_left(None), None);
        drop(second);
        assert_eq!(claim(i32::MAX).collect().unwrap(), Some(code(1)));
        assert_eq!(keep((i32::MAX, code(1))), Some((i32::MAX, code(1))));
    }
}
