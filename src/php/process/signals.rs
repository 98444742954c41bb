//! Signals that call back from the event loop: `Process::signal()`, and coroutines that wait for one ([`listen`]).
//!
//! A loop has one [`Signals`]. Each signal is blocked and read from a descriptor of its own, so it interrupts nothing and none is lost between two
//! registrations. Callbacks alone do not keep the loop going, unless the script asks for that (`wait_signal`); who listens does.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::io;
use std::rc::Rc;

use ext_php_rs::types::Zval;

use crate::error::{ErrorCode, Failure};
use crate::php::boundary::{Exit, Outcome};
use crate::php::call::{Call, Opt};
use crate::php::callable::{self, Callable};
use crate::php::coroutine::runtime;
use crate::php::looping::EventLoop;
use crate::php::{convert, looping, server};
use crate::reactor::{Handler, Interest, Lifetime, Reactor, Readiness, Token, Trigger};
use crate::sys::signal::{self, SignalSet};

thread_local! {
    /// Whether signals keep the loop going.
    static WAITED_FOR: Cell<bool> = const { Cell::new(false) };
    static ASKED_TO_END: Cell<bool> = const { Cell::new(false) };
}

/// The signals of a loop, by number.
#[derive(Default)]
pub struct Signals(RefCell<BTreeMap<i32, Rc<Watched>>>);

impl Signals {
    /// Whether none is watched.
    pub fn is_empty(&self) -> bool {
        self.0.borrow().is_empty()
    }

    /// How many are watched.
    pub fn count(&self) -> usize {
        self.0.borrow().len()
    }

    /// Whether a signal is watched.
    pub fn watches(&self, number: i32) -> bool {
        self.0.borrow().contains_key(&number)
    }
}

/// Forgets that SIGTERM has come; for a new process.
pub fn begin() {
    ASKED_TO_END.set(false);
}

/// Whether a watched SIGTERM has come to this process: whoever runs a loop that has no other end ends it then.
pub fn asked_to_end() -> bool {
    ASKED_TO_END.get()
}

struct Watched {
    number: i32,
    /// None once it is no longer watched.
    arrived: RefCell<Option<SignalSet>>,
    callback: RefCell<Option<Rc<Callable>>>,
    listeners: RefCell<Vec<Rc<Listener>>>,
    token: Cell<Option<Token>>,
}

type Listener = dyn Fn(&Rc<Reactor>, i32);

/// Somebody of ours hears of signals for as long as this is there.
pub struct Listening {
    event_loop: Rc<EventLoop>,
    numbers: Vec<i32>,
    listener: Rc<Listener>,
}

impl Drop for Listening {
    fn drop(&mut self) {
        for number in &self.numbers {
            self.event_loop.signals.unlisten(&self.event_loop.reactor, *number, &self.listener);
        }
    }
}

/// Calls `listener` with each of these signals that arrives, beside the callback that the script may have for it.
///
/// # Errors
/// What signalfd(2) says.
pub fn listen(
    event_loop: &Rc<EventLoop>,
    numbers: &[i32],
    listener: impl Fn(&Rc<Reactor>, i32) + 'static,
) -> io::Result<Listening> {
    let mut listening = Listening {
        event_loop: Rc::clone(event_loop),
        numbers: Vec::new(),
        listener: Rc::new(listener),
    };
    for number in numbers {
        let watched = event_loop.signals.get_or_watch(&event_loop.reactor, *number)?;
        watched.listeners.borrow_mut().push(Rc::clone(&listening.listener));
        watched.tell_lifetime(&event_loop.reactor);
        listening.numbers.push(*number);
    }
    Ok(listening)
}

/// Whether others of this process take that signal, so that scripts cannot have it.
pub fn is_reserved(event_loop: &EventLoop, number: i32) -> bool {
    signal::is_taken(number) && !event_loop.signals.watches(number)
}

/// `Process::signal(int $signal_no, ?callable $callback = null): bool`
pub fn signal(call: &mut Call) -> Outcome<bool> {
    let (number, value) = call.args::<(i64, Opt<Option<&Zval>>)>()?;
    let last = i64::from(libc::SIGRTMAX());
    let Some(number) = i32::try_from(number).ok().filter(|n| (1..=last).contains(&i64::from(*n)))
    else {
        return refuse(format!("invalid signal number [{number}], it must be 1 to {last}"));
    };
    let watched = looping::current_if_any().and_then(|current| current.signals.get(number));
    if watched.is_none() && signal::is_taken(number) {
        return refuse(format!("signal [{number}] processor has been registered by the system"));
    }
    let Some(value) = value.flat() else {
        let has_callback =
            watched.as_ref().is_some_and(|watched| watched.callback.borrow().is_some());
        let Some(current) = looping::current_if_any().filter(|_| has_callback) else {
            return Err(Exit::warn(
                ErrorCode::PHP_RUNTIME_NOTICE,
                format!("unable to find the callback of signal [{number}]"),
            ));
        };
        drop(watched);
        current.signals.remove_callback(&current.reactor, number);
        return Ok(true);
    };
    let callback = match Callable::resolve(value) {
        Ok(callable) => Rc::new(callable),
        Err(_) => {
            return refuse(format!("function '{}' is not callable", callable::name_of(value)));
        }
    };
    let current = looping::current()?;
    let watched = current.signals.get_or_watch(&current.reactor, number).map_err(|error| {
        Exit::warn_failure(Failure::system(format!("watching the signal {number}"), &error))
    })?;
    let before = watched.callback.replace(Some(callback));
    drop(before);
    Ok(true)
}

fn refuse(why: String) -> Outcome<bool> {
    Err(Exit::warn(ErrorCode::PHP_FATAL_ERROR, why))
}

/// Says whether signals keep the loop going from here on.
pub fn wait_for_signals(on: bool) {
    if WAITED_FOR.replace(on) != on
        && let Some(current) = looping::current_if_any()
    {
        current.signals.tell_lifetimes(&current.reactor);
    }
}

impl Signals {
    fn get(&self, number: i32) -> Option<Rc<Watched>> {
        self.0.borrow().get(&number).cloned()
    }

    fn get_or_watch(&self, reactor: &Reactor, number: i32) -> io::Result<Rc<Watched>> {
        if let Some(watched) = self.get(number) {
            return Ok(watched);
        }
        let watched = Rc::new(Watched {
            number,
            arrived: RefCell::new(Some(SignalSet::new(&[number])?)),
            callback: RefCell::default(),
            listeners: RefCell::default(),
            token: Cell::new(None),
        });
        watched.arm(reactor)?;
        self.0.borrow_mut().insert(number, Rc::clone(&watched));
        Ok(watched)
    }

    fn remove_callback(&self, reactor: &Reactor, number: i32) {
        let Some(watched) = self.get(number) else { return };
        let before = watched.callback.take();
        drop(before);
        if self.disarm_unused(reactor, &watched) {
            if server::core::in_manager() {
                // A server must not end by a signal that its script has lost interest in.
                signal::ignore_number(number);
            }
            watched.arrived.take();
        }
    }

    fn unlisten(&self, reactor: &Reactor, number: i32, listener: &Rc<Listener>) {
        let Some(watched) = self.get(number) else { return };
        watched.listeners.borrow_mut().retain(|other| !Rc::ptr_eq(other, listener));
        if self.disarm_unused(reactor, &watched) {
            watched.arrived.take();
        } else {
            watched.tell_lifetime(reactor);
        }
    }

    /// Hears of a signal no longer that nobody wants to hear of; says whether that is so.
    fn disarm_unused(&self, reactor: &Reactor, watched: &Watched) -> bool {
        let unused = watched.callback.borrow().is_none() && watched.listeners.borrow().is_empty();
        if unused {
            let removed = self.0.borrow_mut().remove(&watched.number);
            watched.disarm(reactor);
            drop(removed);
        }
        unused
    }

    fn tell_lifetimes(&self, reactor: &Reactor) {
        for watched in self.all() {
            watched.tell_lifetime(reactor);
        }
    }

    fn all(&self) -> Vec<Rc<Watched>> {
        self.0.borrow().values().cloned().collect()
    }

    /// Calls back for what has arrived already. A loop that ends does this last, or the signals would do then what they do without a callback.
    pub fn deliver(&self, reactor: &Rc<Reactor>) {
        for watched in self.all() {
            watched.take_all(reactor);
        }
    }

    /// Forgets them all; the signals do again what they did before.
    pub fn clear(&self) {
        let all = self.0.take();
        for watched in all.values() {
            watched.arrived.take();
        }
        drop(all);
    }
}

impl Watched {
    fn lifetime(&self) -> Lifetime {
        if WAITED_FOR.get() || !self.listeners.borrow().is_empty() {
            Lifetime::Foreground
        } else {
            Lifetime::Background
        }
    }

    fn tell_lifetime(&self, reactor: &Reactor) {
        if let Some(token) = self.token.get() {
            reactor.set_lifetime(token, self.lifetime());
        }
    }

    fn arm(self: &Rc<Self>, reactor: &Reactor) -> io::Result<()> {
        let fd = self.arrived.borrow().as_ref().map(SignalSet::fd);
        let Some(fd) = fd else { return Ok(()) };
        let handler = Rc::clone(self) as Rc<dyn Handler>;
        let token = reactor.add(fd, Interest::READ, Trigger::Edge, self.lifetime(), handler)?;
        self.token.set(Some(token));
        Ok(())
    }

    fn disarm(&self, reactor: &Reactor) {
        if let Some(token) = self.token.take() {
            reactor.remove(token);
        }
    }

    fn take_all(&self, reactor: &Rc<Reactor>) {
        loop {
            let arrived = self.arrived.borrow().as_ref().and_then(SignalSet::take);
            let Some(number) = arrived else { return };
            if number == libc::SIGTERM {
                ASKED_TO_END.set(true);
            }
            let callable = self.callback.borrow().clone();
            let listeners = self.listeners.borrow().clone();
            if let Some(callable) = callable {
                let called = runtime::call_event(
                    &r"Swoole\Process->onSignal",
                    &callable,
                    &mut [convert::long(number.into())],
                );
                drop(callable);
                looping::after(reactor, called);
            }
            for listener in listeners {
                if reactor.is_stopped() {
                    return;
                }
                listener(reactor, number);
            }
            if reactor.is_stopped() {
                return;
            }
        }
    }
}

impl Handler for Watched {
    fn ready(self: Rc<Self>, reactor: &Rc<Reactor>, _: Token, _: Readiness) {
        self.take_all(reactor);
        if Rc::strong_count(&self) == 1 {
            drop(self);
            looping::settle(reactor);
        }
    }
}
