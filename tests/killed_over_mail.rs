//! Readers and senders of an inbox are killed at any point: nothing is lost but what a reader was at, nothing comes twice, the order holds.
#![allow(clippy::unwrap_used)]

use std::ops::ControlFlow;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, AtomicU64, Ordering::SeqCst};
use std::time::{Duration, Instant};

use swoole::ids::{ActorId, SessionId};
use swoole::ipc::{Delivery, Drained, Header, Mailbox, Outboxes};
use swoole::memory::parcels::Parcels;
use swoole::memory::region::SharedRegion;
use swoole::sys::process::{Forked, die_with, exit_now, fork, kill, reap};

const TO: ActorId = ActorId(0);
const INTERRUPTED: u32 = 1 << 16;

fn mailboxes() -> Arc<[Mailbox]> {
    let parcels = Arc::new(Parcels::new(4, 1).unwrap());
    Arc::new([Mailbox::new(0, &parcels).unwrap()])
}

fn send(out: &Outboxes, from: ActorId, number: u64) {
    // Most lie in the letterbox, some are too long for it, some lie in parcels of their own.
    let length = match number % 50 {
        0 => 60_000,
        1 => 7_900,
        2 => 9_000,
        _ => 100,
    };
    let header = Header { kind: 1, flags: 0, from, session: SessionId(0), arg: number, time: 0 };
    out.post(TO, &header, &vec![number as u8; length]).unwrap();
    if number.is_multiple_of(3) {
        out.flush().unwrap();
        while !out.wait_for_room(TO, None).unwrap() {}
    }
}

fn is_whole(delivery: &Delivery<'_>) -> bool {
    let expected = delivery.header.arg as u8;
    delivery.payload.with_bytes(|bytes| bytes.iter().all(|byte| *byte == expected)).unwrap()
}

fn child(run: impl FnOnce()) -> i32 {
    let parent = std::process::id() as i32;
    match fork().unwrap() {
        Forked::Parent(pid) => pid,
        Forked::Child => {
            // Nothing of a test that fails stays behind.
            die_with(parent).unwrap();
            run();
            exit_now(0)
        }
    }
}

fn end(pid: i32) {
    kill(pid, libc::SIGKILL).unwrap();
    while reap(Some(pid)).unwrap().is_none() {
        std::thread::yield_now();
    }
}

#[test]
fn killed_readers_lose_what_they_are_at_and_nothing_else() {
    const KILLS: usize = 300;
    const MOST: usize = 10_000_000;
    let boxes = mailboxes();
    let seen = SharedRegion::for_slice_of::<AtomicU32>(MOST).unwrap();
    let last = SharedRegion::for_slice_of::<AtomicU64>(2).unwrap();
    let (seen, last): (&[AtomicU32], &[AtomicU64]) = (seen.as_slice_of(), last.as_slice_of());
    let reader = || {
        child(|| {
            loop {
                boxes[0]
                    .drain(64, &mut |delivery| {
                        let number = delivery.header.arg;
                        let is_good = delivery.interrupted || is_whole(&delivery);
                        let is_later = last[0].swap(number, SeqCst) <= number;
                        if !is_good || !is_later {
                            last[1].fetch_add(1, SeqCst);
                        }
                        seen[number as usize]
                            .fetch_add(if delivery.interrupted { INTERRUPTED } else { 1 }, SeqCst);
                        ControlFlow::Continue(())
                    })
                    .unwrap();
                boxes[0].wait(Some(Duration::from_secs(1))).unwrap();
            }
        })
    };
    let out = Outboxes::new(ActorId(1), Arc::clone(&boxes));
    let mut sent = 0;
    for round in 0..KILLS {
        let pid = reader();
        let until = Instant::now() + Duration::from_micros(200 + (round as u64 * 37) % 3000);
        while Instant::now() < until && sent < MOST as u64 {
            send(&out, ActorId(1), sent);
            sent += 1;
        }
        end(pid);
    }
    let pid = reader();
    let limit = Instant::now() + Duration::from_secs(30);
    while Instant::now() < limit
        && seen[..sent as usize].iter().any(|count| count.load(SeqCst) == 0)
    {
        out.flush().unwrap();
        out.resume(TO).unwrap();
        std::thread::sleep(Duration::from_millis(5));
    }
    end(pid);
    let mut interrupted = 0;
    for (number, count) in seen[..sent as usize].iter().enumerate() {
        let count = count.load(SeqCst);
        // One that was recorded, and then killed over, is told of once more, as interrupted.
        assert!(
            [1, INTERRUPTED, INTERRUPTED + 1].contains(&count),
            "{number} of {sent}: {count:x}"
        );
        interrupted += usize::from(count >= INTERRUPTED);
    }
    assert!(interrupted <= KILLS);
    assert_eq!(last[1].load(SeqCst), 0, "out of order, or not what was sent");
}

#[test]
fn killed_senders_leave_no_gap_and_nothing_taken() {
    let boxes = mailboxes();
    let mut claims = Vec::new();
    for round in 0..300_u64 {
        let from = ActorId(1 + (round % 3) as u16);
        let out = Outboxes::new(from, Arc::clone(&boxes));
        let pid = child(|| {
            for number in 0.. {
                let header = Header {
                    kind: 1,
                    flags: 0,
                    from,
                    session: SessionId(round),
                    arg: number,
                    time: 0,
                };
                out.post(TO, &header, &vec![number as u8; 500]).unwrap();
                out.flush().unwrap();
                out.wait_for_room(TO, None).unwrap();
            }
        });
        let mut next = 0;
        let mut read = || {
            boxes[0]
                .drain(64, &mut |delivery| {
                    let what = (delivery.header.session, delivery.header.arg, is_whole(&delivery));
                    assert_eq!(what, (SessionId(round), next, true));
                    next += 1;
                    ControlFlow::Continue(())
                })
                .unwrap()
        };
        let until = Instant::now() + Duration::from_micros(200 + (round * 37) % 3000);
        while Instant::now() < until {
            read();
        }
        end(pid);
        boxes[0].wake_for_dead_sender();
        while read() != Drained::Empty {}
        claims.extend(boxes[0].letters().claimed_by(from));
    }
    let letters = boxes[0].letters();
    letters.give_back(&claims);
    let room = (0..100).take_while(|_| letters.put(TO, b"x")).count();
    assert_eq!(room, 32, "places that are free in the end");
}
