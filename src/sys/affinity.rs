//! CPUs: how many there are, and which of them a process or thread may use.
//!
//! `settings` takes defaults from [`cpu_count`]; workers and reactor threads bind themselves with [`set`].

use std::io;

use nix::sched::{CpuSet, sched_getaffinity, sched_setaffinity};
use nix::unistd::Pid;

/// CPUs online, at least 1: what `swoole_cpu_num()` gives. Neither affinity nor a cgroup's quota lowers it.
pub fn cpu_count() -> usize {
    // SAFETY: sysconf reads a number.
    let online = unsafe { libc::sysconf(libc::_SC_NPROCESSORS_ONLN) };
    usize::try_from(online).unwrap_or(1).max(1)
}

/// The CPUs that the calling thread may use, in ascending order.
///
/// # Errors
/// What sched_getaffinity(2) says.
pub fn get() -> io::Result<Vec<usize>> {
    let allowed = sched_getaffinity(Pid::from_raw(0))?;
    Ok((0..CpuSet::count()).filter(|cpu| allowed.is_set(*cpu).unwrap_or(false)).collect())
}

/// Binds the calling thread, and what it forks or starts from now on, to `cpus`.
///
/// # Errors
/// `InvalidInput` for a number that no CPU can have; what sched_setaffinity(2) says, `EINVAL` if none of them is there.
pub fn set(cpus: &[usize]) -> io::Result<()> {
    let mut wanted = CpuSet::new();
    for cpu in cpus {
        wanted.set(*cpu).map_err(|_| io::ErrorKind::InvalidInput)?;
    }
    Ok(sched_setaffinity(Pid::from_raw(0), &wanted)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_thread_binds_itself_and_no_other() {
        let before = get().unwrap();
        let first = before[0];
        let bound = std::thread::spawn(move || {
            set(&[first]).unwrap();
            get().unwrap()
        });
        assert_eq!(bound.join().unwrap(), [first]);
        assert_eq!(get().unwrap(), before);
        assert!(cpu_count() >= before.len().min(1));
    }

    #[test]
    fn numbers_without_a_cpu_are_refused() {
        assert_eq!(set(&[1_000_000]).unwrap_err().kind(), io::ErrorKind::InvalidInput);
        assert!(set(&[]).is_err());
    }
}
