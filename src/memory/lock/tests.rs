//! Locks between processes that come and go.

use super::*;
use crate::sys::process::{Forked, exit_now, fork, kill, reap};

const KINDS: [Kind; 3] = [Kind::Mutex, Kind::ReadWrite, Kind::Spin];
const SOON: Patience = Patience::For(Duration::from_millis(5));
const LONG: Patience = Patience::For(Duration::from_secs(20));

fn code(result: io::Result<()>) -> i32 {
    result.map_or_else(|error| error.raw_os_error().unwrap_or(-1), |()| 0)
}

/// Runs `body` in another process; its result is the exit code.
fn in_child(body: impl FnOnce() -> i32) -> i32 {
    match fork().unwrap() {
        Forked::Parent(child) => child,
        Forked::Child => exit_now(body()),
    }
}

fn exit_code(child: i32) -> i32 {
    loop {
        if let Some((_, status)) = reap(Some(child)).unwrap() {
            break status.code;
        }
        std::thread::yield_now();
    }
}

#[test]
fn an_exclusive_hold_keeps_everybody_out_until_it_ends() {
    for kind in KINDS {
        let lock = Lock::new(kind).unwrap();
        lock.lock(Access::Exclusive, Patience::Forever).unwrap();
        for access in [Access::Exclusive, Access::Shared] {
            assert_eq!(code(lock.lock(access, Patience::None)), libc::EBUSY, "{kind:?}");
            let again = if kind == Kind::ReadWrite { libc::EDEADLK } else { libc::ETIMEDOUT };
            assert_eq!(code(lock.lock(access, SOON)), again, "{kind:?}");
            let child = in_child(|| code(lock.lock(access, SOON)));
            assert_eq!(exit_code(child), libc::ETIMEDOUT, "{kind:?}");
        }
        lock.unlock();
        assert_eq!(code(lock.lock(Access::Exclusive, Patience::None)), 0, "{kind:?}");
    }
}

#[test]
fn a_waiter_in_another_process_gets_the_lock_from_whoever_unlocks_it() {
    for kind in KINDS {
        let lock = Lock::new(kind).unwrap();
        lock.lock(Access::Exclusive, Patience::Forever).unwrap();
        let waiter = in_child(|| code(lock.lock(Access::Exclusive, LONG)));
        let other = in_child(|| {
            lock.unlock();
            0
        });
        assert_eq!((exit_code(other), exit_code(waiter)), (0, 0), "{kind:?}");
    }
}

#[test]
fn a_lock_of_a_dead_process_is_free() {
    for kind in KINDS {
        for access in [Access::Exclusive, Access::Shared] {
            let lock = Lock::new(kind).unwrap();
            let told = Lock::new(Kind::Mutex).unwrap();
            told.lock(Access::Exclusive, Patience::Forever).unwrap();
            let holder = in_child(|| {
                lock.lock(access, Patience::Forever).unwrap();
                told.unlock();
                std::thread::sleep(Duration::from_secs(20));
                1
            });
            told.lock(Access::Exclusive, LONG).unwrap();
            assert_eq!(code(lock.lock(Access::Exclusive, Patience::None)), libc::EBUSY);
            kill(holder, libc::SIGKILL).unwrap();
            assert_eq!(code(lock.lock(Access::Exclusive, LONG)), 0, "{kind:?} {access:?}");
            lock.unlock();
            exit_code(holder);
            assert_eq!(code(lock.lock(Access::Exclusive, Patience::None)), 0);
        }
    }
}

#[test]
fn readers_share_and_a_writer_waits_for_the_last_of_them() {
    let lock = Lock::new(Kind::ReadWrite).unwrap();
    for _ in 0..2 {
        lock.lock(Access::Shared, Patience::None).unwrap();
    }
    let writer = in_child(|| code(lock.lock(Access::Exclusive, LONG)));
    assert_eq!(exit_code(in_child(|| code(lock.lock(Access::Exclusive, SOON)))), libc::ETIMEDOUT);
    // One who reads already may go on to, although a writer waits.
    lock.lock(Access::Shared, LONG).unwrap();
    for _ in 0..3 {
        lock.unlock();
    }
    assert_eq!(exit_code(writer), 0);
}

#[test]
fn too_many_readers_are_refused() {
    let lock = Lock::new(Kind::ReadWrite).unwrap();
    for _ in 0..READERS_MAX {
        lock.lock(Access::Shared, Patience::None).unwrap();
    }
    assert_eq!(code(lock.lock(Access::Shared, Patience::None)), libc::EAGAIN);
    lock.unlock();
    assert_eq!(code(lock.lock(Access::Shared, Patience::None)), 0);
}

#[test]
fn many_processes_lose_no_update_under_a_lock() {
    for kind in KINDS {
        let lock = Lock::new(kind).unwrap();
        let count = SharedRegion::new(8).unwrap();
        let children: Vec<i32> = (0..4)
            .map(|_| {
                in_child(|| {
                    let count: &AtomicU64 = count.value_at(0);
                    for _ in 0..2000 {
                        lock.lock(Access::Exclusive, Patience::Forever).unwrap();
                        count.store(count.load(SeqCst) + 1, SeqCst);
                        lock.unlock();
                    }
                    0
                })
            })
            .collect();
        assert!(children.into_iter().all(|child| exit_code(child) == 0));
        assert_eq!(count.value_at::<AtomicU64>(0).load(SeqCst), 8000, "{kind:?}");
    }
}
