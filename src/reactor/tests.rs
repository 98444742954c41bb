use super::*;
use std::io::{Read, Write};
use std::os::fd::AsRawFd;
use std::os::unix::net::UnixStream;

/// Calls a closure when ready.
struct Call<F>(F);

impl<F: Fn(&Rc<Reactor>, Token, Readiness)> Handler for Call<F> {
    fn ready(self: Rc<Self>, reactor: &Rc<Reactor>, token: Token, ready: Readiness) {
        (self.0)(reactor, token, ready);
    }
}

fn pair() -> (UnixStream, UnixStream) {
    let (a, b) = UnixStream::pair().unwrap();
    a.set_nonblocking(true).unwrap();
    b.set_nonblocking(true).unwrap();
    (a, b)
}

fn watch(
    reactor: &Reactor,
    stream: &UnixStream,
    trigger: Trigger,
    call: impl Fn(&Rc<Reactor>, Token, Readiness) + 'static,
) -> Token {
    reactor
        .add(stream.as_raw_fd(), Interest::READ, trigger, Lifetime::Foreground, Rc::new(Call(call)))
        .unwrap()
}

#[test]
fn a_level_handler_that_reads_a_part_is_called_again_until_nothing_is_left() {
    let reactor = Reactor::new().unwrap();
    let (a, mut b) = pair();
    b.write_all(b"abc").unwrap();
    let seen = Rc::new(RefCell::new(Vec::new()));
    let (log, reader) = (Rc::clone(&seen), a.try_clone().unwrap());
    watch(&reactor, &a, Trigger::Level, move |reactor, token, _| {
        let mut byte = [0];
        (&reader).read_exact(&mut byte).unwrap();
        log.borrow_mut().push(byte[0]);
        if log.borrow().len() == 3 {
            reactor.remove(token);
        }
    });
    reactor.run().unwrap();
    assert_eq!(*seen.borrow(), b"abc");
}

#[test]
fn an_event_fetched_before_its_registration_ended_reaches_no_one() {
    let reactor = Reactor::new().unwrap();
    let ((a, mut a2), (b, mut b2)) = (pair(), pair());
    a2.write_all(b"x").unwrap();
    b2.write_all(b"x").unwrap();
    let calls = Rc::new(Cell::new(0));
    let tokens = Rc::new(RefCell::new(Vec::new()));
    for stream in [&a, &b] {
        let (calls, tokens_seen) = (Rc::clone(&calls), Rc::clone(&tokens));
        let token = watch(&reactor, stream, Trigger::Edge, move |reactor, _, _| {
            calls.set(calls.get() + 1);
            for token in tokens_seen.take() {
                reactor.remove(token);
            }
        });
        tokens.borrow_mut().push(token);
    }
    reactor.run().unwrap();
    assert_eq!(calls.get(), 1);
}

#[test]
fn deferred_calls_run_after_timers_and_what_they_defer_in_the_next_turn() {
    let reactor = Reactor::new().unwrap();
    let order = Rc::new(RefCell::new(Vec::new()));
    let log = Rc::clone(&order);
    reactor.add_timer(
        Duration::ZERO,
        false,
        Lifetime::Foreground,
        Rc::new(move |reactor: &Rc<Reactor>, _| {
            log.borrow_mut().push("timer");
            let log = Rc::clone(&log);
            reactor.defer(move |reactor| {
                log.borrow_mut().push("deferred");
                let log = Rc::clone(&log);
                reactor.defer(move |_| log.borrow_mut().push("next turn"));
            });
        }),
    );
    reactor.turn(None).unwrap();
    assert_eq!(*order.borrow(), ["timer", "deferred"]);
    reactor.run().unwrap();
    assert_eq!(*order.borrow(), ["timer", "deferred", "next turn"]);
}

#[test]
fn background_registrations_and_timers_do_not_keep_the_loop_going() {
    let reactor = Reactor::new().unwrap();
    let (a, _b) = pair();
    reactor
        .add(
            a.as_raw_fd(),
            Interest::READ,
            Trigger::Edge,
            Lifetime::Background,
            Rc::new(Call(|_: &Rc<Reactor>, _, _| ())),
        )
        .unwrap();
    reactor.add_timer(
        Duration::from_secs(60),
        true,
        Lifetime::Background,
        Rc::new(|_: &Rc<Reactor>, _| ()),
    );
    reactor.run().unwrap();
    assert_eq!(reactor.timer_ids(), [0; 0]);
}

#[test]
fn a_handler_may_run_a_nested_turn() {
    let reactor = Reactor::new().unwrap();
    let done = Rc::new(Cell::new(false));
    let flag = Rc::clone(&done);
    reactor.add_timer(
        Duration::ZERO,
        false,
        Lifetime::Foreground,
        Rc::new(move |reactor: &Rc<Reactor>, _| {
            let flag = Rc::clone(&flag);
            reactor.add_timer(
                Duration::ZERO,
                false,
                Lifetime::Foreground,
                Rc::new(move |_: &Rc<Reactor>, _| flag.set(true)),
            );
            reactor.turn(None).unwrap();
        }),
    );
    reactor.turn(None).unwrap();
    assert!(done.get());
}

#[test]
fn stop_ends_the_run_before_anything_else_is_called() {
    let reactor = Reactor::new().unwrap();
    reactor.add_timer(
        Duration::ZERO,
        true,
        Lifetime::Foreground,
        Rc::new(|reactor: &Rc<Reactor>, _| reactor.stop()),
    );
    reactor.defer(|_| ());
    reactor.run().unwrap();
    assert!(reactor.is_stopped());
}

#[test]
fn a_descriptor_cannot_be_watched_twice_nor_a_regular_file_at_all() {
    let reactor = Reactor::new().unwrap();
    let (a, _b) = pair();
    let nothing = || Rc::new(Call(|_: &Rc<Reactor>, _, _| ()));
    let add = |fd| reactor.add(fd, Interest::READ, Trigger::Edge, Lifetime::Foreground, nothing());
    assert!(add(a.as_raw_fd()).is_ok());
    assert_eq!(add(a.as_raw_fd()).unwrap_err().raw_os_error(), Some(libc::EEXIST));
    let file = std::fs::File::open("/proc/self/exe").unwrap();
    assert_eq!(add(file.as_raw_fd()).unwrap_err().raw_os_error(), Some(libc::EPERM));
    assert_eq!(reactor.foreground_count(), 1);
}

#[test]
fn clear_releases_everything_and_leaves_a_reactor_that_works() {
    let reactor = Reactor::new().unwrap();
    let (a, _b) = pair();
    let held = Rc::new(());
    let (one, two, three) = (Rc::clone(&held), Rc::clone(&held), Rc::clone(&held));
    let token = watch(&reactor, &a, Trigger::Level, move |_, _, _| drop(Rc::clone(&one)));
    reactor.defer(move |_| drop(two));
    reactor.set_after_hook(Some(Rc::new(move |_: &Rc<Reactor>| drop(Rc::clone(&three)))));
    reactor.clear();
    assert_eq!(Rc::strong_count(&held), 1);
    assert!(!reactor.has_work() && !reactor.remove(token));
    watch(&reactor, &a, Trigger::Level, |_, _, _| ());
    assert_eq!(reactor.foreground_count(), 1);
}

#[test]
fn a_timer_that_is_due_in_ages_does_not_make_the_wait_a_short_one() {
    let reactor = Reactor::new().unwrap();
    let nothing: TimerCall = Rc::new(|_: &Rc<Reactor>, _| ());
    reactor.add_timer(Duration::from_millis(u64::MAX), false, Lifetime::Foreground, nothing);
    let stop: TimerCall = Rc::new(|reactor: &Rc<Reactor>, _| reactor.stop());
    reactor.add_timer(Duration::from_millis(1), false, Lifetime::Foreground, stop);
    reactor.run().unwrap();
    assert_eq!(reactor.foreground_count(), 1);
}

#[test]
fn finish_ends_the_run_after_the_deferred_calls_of_the_turn() {
    let reactor = Reactor::new().unwrap();
    let order = Rc::new(RefCell::new(Vec::new()));
    let log = Rc::clone(&order);
    reactor.add_timer(
        Duration::ZERO,
        true,
        Lifetime::Foreground,
        Rc::new(move |reactor: &Rc<Reactor>, _| {
            log.borrow_mut().push("timer");
            let log = Rc::clone(&log);
            reactor.defer(move |_| log.borrow_mut().push("deferred"));
            reactor.finish();
        }),
    );
    reactor.run().unwrap();
    assert_eq!(*order.borrow(), ["timer", "deferred"]);
}

#[test]
fn far_and_near_timers_run_when_they_are_due_however_they_were_added() {
    let reactor = Reactor::new().unwrap();
    let order = Rc::new(RefCell::new(Vec::new()));
    let add = |name: &'static str, delay: u64| {
        let (order, due) = (Rc::clone(&order), Duration::from_millis(delay));
        let call = move |reactor: &Rc<Reactor>, _| {
            assert!(reactor.refresh_now() >= due, "{name} came early");
            order.borrow_mut().push(name);
        };
        reactor.add_timer(due, false, Lifetime::Foreground, Rc::new(call))
    };
    let never = add("removed", 150);
    add("far", 200);
    reactor.turn(Some(Duration::ZERO)).unwrap();
    reactor.remove_timer(never);
    add("nearer, but far too", 180);
    add("near", 20);
    let mut turns = 0;
    while reactor.has_work() {
        reactor.turn(None).unwrap();
        turns += 1;
    }
    assert_eq!(*order.borrow(), ["near", "nearer, but far too", "far"]);
    // One for each, one for what was removed, and few that were woken too early.
    assert!(turns <= 10, "{turns} turns");
}

#[test]
fn waits_before_a_far_timer_set_one_alarm() {
    let reactor = Reactor::new().unwrap();
    reactor.add_timer(Duration::from_secs(60), false, Lifetime::Foreground, Rc::new(|_, _| {}));
    let (mut near, far) = pair();
    let heard = watch(&reactor, &far, Trigger::Level, |_, _, _| {});
    near.write_all(b"x").unwrap();
    reactor.turn(None).unwrap();
    assert!(reactor.alarm.covers(nanos(Duration::from_secs(61))));
    let first = reactor.undue_until.get();
    reactor.turn(None).unwrap();
    assert!(reactor.alarm.covers(first), "it is set as it was");
    reactor.remove(heard);
}

/// Cedes its descriptor while told to.
struct Ceding(Cell<bool>);

impl Handler for Ceding {
    fn ready(self: Rc<Self>, _: &Rc<Reactor>, _: Token, _: Readiness) {}

    fn cede(&self) -> bool {
        self.0.get()
    }
}

#[test]
fn a_registration_goes_for_another_of_its_descriptor_only_if_its_handler_cedes_it() {
    let reactor = Reactor::new().unwrap();
    let (a, _b) = pair();
    let ceding = Rc::new(Ceding(Cell::new(false)));
    let add = |handler: Rc<dyn Handler>| {
        let (fd, foreground) = (a.as_raw_fd(), Lifetime::Foreground);
        reactor.add(fd, Interest::READ, Trigger::Edge, foreground, handler)
    };
    let first = add(Rc::clone(&ceding) as _).unwrap();
    let refused = add(Rc::new(Call(|_: &Rc<Reactor>, _, _| {}))).unwrap_err();
    assert_eq!(refused.raw_os_error(), Some(libc::EEXIST));
    ceding.0.set(true);
    let second = add(Rc::new(Call(|_: &Rc<Reactor>, _, _| {}))).unwrap();
    assert_eq!(reactor.interest(first), None);
    assert_eq!(reactor.interest(second), Some(Interest::READ));
    assert_eq!(reactor.foreground_count(), 1);
}

#[test]
fn a_registration_keeps_the_loop_going_only_while_in_the_foreground() {
    let reactor = Reactor::new().unwrap();
    let (a, mut b) = pair();
    let read = Rc::new(Cell::new(false));
    let seen = Rc::clone(&read);
    let token = watch(&reactor, &a, Trigger::Edge, move |reactor, token, _| {
        seen.set(true);
        reactor.set_lifetime(token, Lifetime::Background);
    });
    reactor.set_lifetime(token, Lifetime::Background);
    reactor.run().unwrap();
    assert!(!read.get());
    reactor.set_lifetime(token, Lifetime::Foreground);
    b.write_all(b"x").unwrap();
    reactor.run().unwrap();
    assert!(read.get());
    assert_eq!(reactor.foreground_count(), 0);
}
