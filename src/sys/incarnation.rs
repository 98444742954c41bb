//! Who holds something in shared memory, and whether that one still lives.
//!
//! A process id alone does not say: it is used again. An [`Incarnation`] is a process id together with the time at which that process
//! started, packed into one word so that taking a lock and saying who has it is one step, after which a kill leaves no doubt.
//!
//! The ids are those of the caller's pid namespace: processes that share memory must not be in different ones.

use std::sync::Once;
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};

/// A process in one of its lives. Zero is nobody; the two top bits of the lower half are free for whoever stores it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Incarnation(u64);

/// Process ids have 22 bits on Linux.
const PID: u64 = 0x3fff_ffff;
const BIRTH_SHIFT: u32 = 32;

static ME: AtomicU64 = AtomicU64::new(0);
static FORKS_ARE_SEEN: Once = Once::new();

impl Incarnation {
    /// This process. Costs a memory access, but for the first call after a fork.
    #[inline]
    pub fn me() -> Self {
        let known = ME.load(Relaxed);
        if known == 0 { Self::find_me() } else { Self(known) }
    }

    /// From a word that [`Incarnation::word`] gave, the free bits ignored; `None` if it says nobody.
    #[inline]
    pub fn of_word(word: u64) -> Option<Self> {
        let word = word & (PID | u64::MAX << BIRTH_SHIFT);
        (word != 0).then_some(Self(word))
    }

    /// As a word that is not zero and whose bits 30 and 31 are.
    #[inline]
    pub fn word(self) -> u64 {
        self.0
    }

    /// The process id.
    pub fn pid(self) -> i32 {
        (self.0 & PID) as i32
    }

    /// Whether that process still runs. One that has ended counts as dead although nobody has waited for it yet, and so does one whose id
    /// another process has now. Costs some microseconds.
    pub fn is_alive(self) -> bool {
        let pid = self.pid();
        if let Err(error) = super::process::kill(pid, 0)
            && error.raw_os_error() == Some(libc::ESRCH)
        {
            return false;
        }
        // Not readable (no /proc in this root, or another user's process behind `hidepid`): the signal has said that it is there.
        let Some((state, birth)) = stat(&format!("/proc/{pid}/stat")) else { return true };
        let same = self.birth() == 0 || birth == 0 || self.birth() == birth;
        same && !matches!(state, b'Z' | b'X' | b'x')
    }

    fn birth(self) -> u32 {
        (self.0 >> BIRTH_SHIFT) as u32
    }

    #[cold]
    fn find_me() -> Self {
        // SAFETY: the handler only stores to an atomic, which is allowed between fork and whatever the child does.
        FORKS_ARE_SEEN.call_once(|| unsafe {
            libc::pthread_atfork(None, None, Some(forget_me));
        });
        let birth = stat("/proc/self/stat").map_or(0, |(_, birth)| birth);
        let me = u64::from(birth) << BIRTH_SHIFT | u64::from(std::process::id()) & PID;
        ME.store(me, Relaxed);
        Self(me)
    }
}

extern "C" fn forget_me() {
    ME.store(0, Relaxed);
}

/// State and start time (in clock ticks since the boot, the lower 32 bits) of a process: fields 3 and 22 of proc_pid_stat(5).
fn stat(path: &str) -> Option<(u8, u32)> {
    let text = std::fs::read(path).ok()?;
    // The second field is the program's name in parentheses, and may itself hold spaces and parentheses.
    let end = text.iter().rposition(|byte| *byte == b')')?;
    let mut fields = text[end + 1..].split(|byte| *byte == b' ').filter(|field| !field.is_empty());
    let state = *fields.next()?.first()?;
    let birth: u64 = std::str::from_utf8(fields.nth(18)?).ok()?.parse().ok()?;
    Some((state, birth as u32))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sys::process::{Forked, exit_now, fork, kill, reap};

    #[test]
    fn a_process_lives_until_it_ends_even_if_nobody_has_waited_for_it() {
        let me = Incarnation::me();
        assert!(me.is_alive());
        assert_eq!(Incarnation::of_word(me.word() | 3 << 30), Some(me));
        let Forked::Parent(child) = fork().unwrap() else {
            // The child is another one, and it dies of being asked.
            let another = Incarnation::me() != me && Incarnation::me().is_alive();
            exit_now(if another { 7 } else { 1 });
        };
        let birth = loop {
            match stat(&format!("/proc/{child}/stat")) {
                Some((b'Z', birth)) => break birth,
                _ => std::thread::yield_now(),
            }
        };
        let of_child = Incarnation(u64::from(birth) << BIRTH_SHIFT | child as u64);
        assert!(!of_child.is_alive(), "a zombie is dead");
        kill(child, 0).unwrap();
        let (_, status) = reap(Some(child)).unwrap().unwrap();
        assert_eq!(status.code, 7);
        assert!(!of_child.is_alive());
    }

    #[test]
    fn a_process_id_used_again_is_another_process() {
        let me = Incarnation::me();
        let earlier = Incarnation(me.0 - (1 << BIRTH_SHIFT));
        assert_eq!(earlier.pid(), me.pid());
        assert!(!earlier.is_alive());
    }
}
