//! A region is seen by forked children, both ways.
#![allow(unsafe_code, clippy::unwrap_used)]

use std::sync::atomic::{AtomicU64, Ordering};

use nix::sys::wait::{WaitStatus, waitpid};
use nix::unistd::{ForkResult, fork};
use swoole::memory::region::SharedRegion;

#[test]
fn what_a_child_writes_its_parent_reads() {
    let region = SharedRegion::new(4096).unwrap();
    let word: &AtomicU64 = region.value_at(0);
    word.store(41, Ordering::Release);
    // SAFETY: the child touches its memory and `_exit`s: nothing that another thread could hold locked.
    match unsafe { fork() }.unwrap() {
        ForkResult::Child => {
            let seen = word.fetch_add(1, Ordering::AcqRel);
            region.store_bytes(100, b"from the child");
            // SAFETY: ends this child without running the test harness' exit handlers.
            unsafe { libc::_exit(i32::from(seen != 41)) }
        }
        ForkResult::Parent { child } => {
            assert_eq!(waitpid(child, None).unwrap(), WaitStatus::Exited(child, 0));
        }
    }
    assert_eq!(word.load(Ordering::Acquire), 42);
    let mut bytes = [0; 14];
    region.load_bytes(100, &mut bytes);
    assert_eq!(&bytes, b"from the child");
}
