//! CPU time of a server's whole process tree, in nanoseconds, from `/proc/<pid>/task/<tid>/schedstat`.
//!
//! The measuring loop takes a [`Snapshot`] before and after the load. The first field of `schedstat` is the time spent on
//! a CPU, user and system together; `/proc/<pid>/stat` has the same in ticks of 10 ms, too coarse for a short run.

use std::collections::BTreeMap;
use std::time::Duration;
use std::{fs, io, thread};

/// Nanoseconds on a CPU of every thread of a process and its descendants, by thread id.
#[derive(PartialEq, Eq, Debug)]
pub struct Snapshot(BTreeMap<u32, u64>);

impl Snapshot {
    /// Reads the tree under `root` until two readings agree, since a running thread's time is booked when it pauses.
    ///
    /// # Errors
    /// The process is gone, or the tree does not come to rest within a second.
    pub fn at_rest(root: u32) -> io::Result<Snapshot> {
        let mut last = Snapshot::now(root)?;
        for _ in 0..100 {
            thread::sleep(Duration::from_millis(10));
            let next = Snapshot::now(root)?;
            if next == last {
                return Ok(next);
            }
            last = next;
        }
        Err(io::Error::other("the server does not come to rest"))
    }

    /// Nanoseconds spent since `earlier`.
    ///
    /// # Errors
    /// A thread or process of `earlier` has ended: its last share is lost, so the difference would be too small.
    pub fn since(&self, earlier: &Snapshot) -> io::Result<u64> {
        if let Some(tid) = earlier.0.keys().find(|tid| !self.0.contains_key(tid)) {
            return Err(io::Error::other(format!(
                "thread {tid} of the server ended during the measurement"
            )));
        }
        Ok(self.total() - earlier.total())
    }

    fn now(root: u32) -> io::Result<Snapshot> {
        let mut times = BTreeMap::new();
        for pid in tree(root)? {
            for task in fs::read_dir(format!("/proc/{pid}/task"))? {
                let task = task?;
                let text = fs::read_to_string(task.path().join("schedstat"))?;
                let time = text.split(' ').next().and_then(|field| field.parse().ok());
                let tid = task.file_name().to_string_lossy().parse().ok();
                let (Some(tid), Some(time)) = (tid, time) else {
                    return Err(io::Error::other("schedstat is not what proc(5) says"));
                };
                times.insert(tid, time);
            }
        }
        Ok(Snapshot(times))
    }

    fn total(&self) -> u64 {
        self.0.values().sum()
    }
}

/// Process ids of `root` and all its descendants, parents first.
///
/// # Errors
/// `/proc` cannot be read.
pub fn tree(root: u32) -> io::Result<Vec<u32>> {
    let mut parents = Vec::new();
    for entry in fs::read_dir("/proc")? {
        let Ok(pid) = entry?.file_name().to_string_lossy().parse::<u32>() else { continue };
        // A process may end between the listing and this line.
        let Ok(stat) = fs::read_to_string(format!("/proc/{pid}/stat")) else { continue };
        // The name in parentheses may hold blanks and parentheses itself; state and parent follow its last one.
        let parent = stat
            .rsplit_once(") ")
            .and_then(|(_, rest)| rest.split(' ').nth(1)?.parse::<u32>().ok());
        parents.extend(parent.map(|parent| (pid, parent)));
    }
    let mut found = vec![root];
    let mut next = 0;
    while let Some(&parent) = found.get(next) {
        found.extend(parents.iter().filter(|(_, of)| *of == parent).map(|(pid, _)| pid));
        next += 1;
    }
    Ok(found)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use std::process::{Command, Stdio, id};

    #[test]
    fn a_child_that_works_is_counted_and_one_that_ended_is_noticed() {
        let mut child = Command::new("sh")
            .args(["-c", "sh -c 'read go; i=0; while [ $i -lt 20000 ]; do i=$((i+1)); done; echo done; read end'; :"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        while tree(child.id()).unwrap().len() < 2 {
            thread::yield_now();
        }
        assert!(tree(id()).unwrap().contains(&child.id()));
        let before = Snapshot::at_rest(child.id()).unwrap();
        io::Write::write_all(child.stdin.as_mut().unwrap(), b"go\n").unwrap();
        io::Read::read_exact(child.stdout.as_mut().unwrap(), &mut [0; 5]).unwrap();
        let after = Snapshot::at_rest(child.id()).unwrap();
        let spent = after.since(&before).unwrap();
        assert!(spent > 1_000_000, "20,000 rounds of a shell loop take more than {spent} ns");
        drop(child.stdin.take());
        child.wait().unwrap();
        assert!(Snapshot(BTreeMap::new()).since(&after).is_err());
        assert!(Snapshot::now(child.id()).is_err());
    }
}
