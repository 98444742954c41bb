//! The threads, with a reactor and without PHP.

use std::cell::RefCell;
use std::rc::Rc;
use std::sync::mpsc::{Sender, channel};
use std::thread::sleep;
use std::time::{Duration, Instant};

use super::*;

/// How to release each of some jobs, the jobs, and what they have given back.
type Occupied = (Vec<Sender<usize>>, Vec<Ticket>, Rc<RefCell<Vec<usize>>>);

/// Gives `n` jobs that wait until they are released.
fn occupy(reactor: &Rc<Reactor>, n: usize) -> Occupied {
    let results = Rc::new(RefCell::new(Vec::new()));
    let mut senders = Vec::new();
    let mut tickets = Vec::new();
    for _ in 0..n {
        let (sender, receiver) = channel();
        let into = Rc::clone(&results);
        let done = move |_: &Rc<Reactor>, value: Option<usize>| {
            into.borrow_mut().push(value.unwrap_or(usize::MAX));
        };
        let work = move || receiver.recv().unwrap();
        tickets.push(submit(reactor, Leaving::Waits, work, done).unwrap());
        senders.push(sender);
    }
    (senders, tickets, results)
}

fn wait_until(what: impl Fn() -> bool) {
    let end = Instant::now() + Duration::from_secs(20);
    while !what() {
        assert!(Instant::now() < end, "waited in vain");
        sleep(Duration::from_millis(1));
    }
}

fn few(most: usize) -> Limits {
    let idle = Duration::from_millis(5);
    Limits { core: 1, most, patience: Duration::ZERO, idle }
}

#[test]
fn results_come_back_on_the_loop_which_waits_for_them() {
    let reactor = Reactor::new().unwrap();
    let (senders, _tickets, results) = occupy(&reactor, 3);
    for (value, sender) in senders.iter().enumerate() {
        sender.send(value).unwrap();
    }
    reactor.run().unwrap();
    results.borrow_mut().sort_unstable();
    assert_eq!(*results.borrow(), [0, 1, 2]);
    assert_eq!(stats().jobs, 0);
    shut_down();
    assert_eq!(stats(), Stats::default());
}

#[test]
fn there_are_no_more_threads_than_allowed_and_spare_ones_end() {
    configure(few(2));
    let reactor = Reactor::new().unwrap();
    let (senders, _tickets, results) = occupy(&reactor, 5);
    wait_until(|| stats() == Stats { jobs: 5, queued: 3, threads: 2 });
    senders.iter().for_each(|sender| sender.send(7).unwrap());
    reactor.run().unwrap();
    assert_eq!(*results.borrow(), [7; 5]);
    wait_until(|| stats().threads == 1);
    shut_down();
}

#[test]
fn work_that_is_given_up_is_not_begun_and_does_not_keep_the_loop() {
    configure(few(1));
    let reactor = Reactor::new().unwrap();
    let (senders, mut tickets, results) = occupy(&reactor, 3);
    wait_until(|| stats().queued == 2);
    drop(tickets.remove(1));
    assert_eq!(stats().queued, 1);
    senders[0].send(1).unwrap();
    senders[2].send(3).unwrap();
    reactor.run().unwrap();
    assert_eq!(*results.borrow(), [1, 3]);
    let (senders, tickets, results) = occupy(&reactor, 1);
    wait_until(|| stats().queued == 0);
    drop(tickets);
    reactor.run().unwrap();
    assert!(results.borrow().is_empty());
    senders[0].send(1).unwrap();
    shut_down();
}

#[test]
fn work_that_has_waited_for_too_long_gets_another_thread() {
    configure(Limits { patience: Duration::from_millis(20), ..few(2) });
    let reactor = Reactor::new().unwrap();
    let (senders, _tickets, results) = occupy(&reactor, 2);
    assert_eq!(stats().threads, 1);
    senders[1].send(2).unwrap();
    while results.borrow().is_empty() {
        reactor.turn(Some(Duration::from_secs(1))).unwrap();
    }
    assert_eq!(*results.borrow(), [2]);
    senders[0].send(1).unwrap();
    reactor.run().unwrap();
    shut_down();
}

#[test]
fn a_panic_costs_its_result_only() {
    configure(few(1));
    let reactor = Reactor::new().unwrap();
    let result = Rc::new(RefCell::new(Some(1)));
    let into = Rc::clone(&result);
    let work = || -> i32 { std::panic::resume_unwind(Box::new(())) };
    let done = move |_: &Rc<Reactor>, value| *into.borrow_mut() = value;
    let ticket = submit(&reactor, Leaving::Waits, work, done).unwrap();
    reactor.run().unwrap();
    assert_eq!(*result.borrow(), None);
    drop(ticket);
    let (senders, _tickets, results) = occupy(&reactor, 1);
    senders[0].send(5).unwrap();
    reactor.run().unwrap();
    assert_eq!(*results.borrow(), [5]);
    shut_down();
}

#[test]
fn the_end_waits_for_what_is_begun_unless_it_may_go() {
    configure(few(2));
    let reactor = Reactor::new().unwrap();
    let (release, never) = channel::<()>();
    let (begun, has_begun) = channel();
    let forever = {
        let begun = begun.clone();
        move || {
            begun.send(()).unwrap();
            never.recv().is_err()
        }
    };
    let slow = move || {
        begun.send(()).unwrap();
        sleep(Duration::from_millis(20));
        std::fs::write(path(), "whole").unwrap();
    };
    fn path() -> std::path::PathBuf {
        std::env::temp_dir().join(format!("aio-end-{}", std::process::id()))
    }
    let _goes = submit(&reactor, Leaving::Goes, forever, |_, _| ()).unwrap();
    let _waits = submit(&reactor, Leaving::Waits, slow, |_, _| ()).unwrap();
    has_begun.recv().unwrap();
    has_begun.recv().unwrap();
    shut_down();
    assert_eq!(std::fs::read_to_string(path()).unwrap(), "whole");
    std::fs::remove_file(path()).unwrap();
    drop(release);
}

#[test]
fn a_loop_that_is_made_anew_hears_of_what_another_has_submitted() {
    let first = Reactor::new().unwrap();
    let (senders, _tickets, results) = occupy(&first, 1);
    first.clear();
    drop(first);
    let second = Reactor::new().unwrap();
    let (others, _more, _) = occupy(&second, 1);
    senders[0].send(1).unwrap();
    others[0].send(2).unwrap();
    second.run().unwrap();
    assert_eq!(*results.borrow(), [1]);
    shut_down();
}
