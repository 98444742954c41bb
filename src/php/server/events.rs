//! The events of servers and ports: their names, and the callbacks that a script has set for them.

use crate::php::callable::Callable;
use crate::php::object::Gc;
use std::cell::RefCell;
use std::fmt::{self, Display, Formatter};
use std::rc::Rc;

/// The callback of an event as messages name it: `Swoole\Http\Server->onRequest`.
pub struct Handler(pub Event);

impl Display for Handler {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let class = match self.0 {
            Event::Request => r"Swoole\Http\Server",
            Event::Open | Event::Message | Event::Handshake | Event::Disconnect => {
                r"Swoole\WebSocket\Server"
            }
            _ => r"Swoole\Server",
        };
        write!(f, "{class}->on{}", self.0.name())
    }
}

macro_rules! events {
    ($($(#[$meta:meta])* $name:ident $whose:ident $(needs $needs:literal)?;)*) => {
        /// An event that `on()` takes.
        #[derive(Clone, Copy, PartialEq, Eq, Debug)]
        pub enum Event {
            $($(#[$meta])* $name,)*
        }

        impl Event {
            /// All of them.
            pub const ALL: &[Self] = &[$(Self::$name,)*];

            /// The name, as scripts write it (`WorkerStart`; case does not matter).
            pub fn name(self) -> &'static str {
                match self {
                    $(Self::$name => stringify!($name),)*
                }
            }

            /// Whether it belongs to a port; the others belong to the server.
            pub fn is_of_port(self) -> bool {
                match self {
                    $(Self::$name => events!(@$whose),)*
                }
            }

            /// What has still to be built before it happens.
            pub fn needs(self) -> Option<&'static str> {
                match self {
                    $(Self::$name => events!(@needs $($needs)?),)*
                }
            }
        }
    };
    (@port) => { true };
    (@server) => { false };
    (@needs) => { None };
    (@needs $needs:literal) => { Some($needs) };
}

events! {
    /// The master runs.
    Start server;
    /// A normal shutdown begins.
    BeforeShutdown server;
    /// A normal shutdown has ended all processes.
    Shutdown server;
    /// The manager runs.
    ManagerStart server;
    /// The manager ends.
    ManagerStop server;
    /// A worker or task worker runs.
    WorkerStart server;
    /// It ends.
    WorkerStop server;
    /// It waits for its pending work to end.
    WorkerExit server;
    /// One has died.
    WorkerError server;
    /// A reload begins.
    BeforeReload server;
    /// A reload has replaced all workers.
    AfterReload server;
    /// A message from another process.
    PipeMessage server;
    /// A task, in a task worker.
    Task server;
    /// A task's result, in the worker that asked.
    Finish server;
    /// A client has connected.
    Connect port;
    /// Data has come.
    Receive port;
    /// A datagram has come.
    Packet port;
    /// A connection has ended.
    Close port;
    /// The output queue is full.
    BufferFull port;
    /// The output queue is empty again.
    BufferEmpty port;
    /// An HTTP request.
    Request port;
    /// A WebSocket handshake that the script answers.
    Handshake port;
    /// Before the answer to a WebSocket handshake is sent.
    BeforeHandshakeResponse port;
    /// A WebSocket connection is open.
    Open port;
    /// A WebSocket message.
    Message port;
    /// A connection that never became a WebSocket has ended.
    Disconnect port;
}

impl Event {
    /// The event of that name, whatever its case.
    pub fn named(name: &[u8]) -> Option<Self> {
        Self::ALL.iter().copied().find(|event| event.name().as_bytes().eq_ignore_ascii_case(name))
    }
}

/// The callbacks set for events.
#[derive(Default)]
pub struct Callbacks {
    set: RefCell<[Option<Rc<Callable>>; Event::ALL.len()]>,
}

impl Callbacks {
    /// Sets one.
    pub fn set(&self, event: Event, callable: Callable) {
        let before = self.set.borrow_mut()[event as usize].replace(Rc::new(callable));
        // Dropped with no borrow held: a closure's destructor may run the script.
        drop(before);
    }

    /// The one that is set.
    pub fn get(&self, event: Event) -> Option<Rc<Callable>> {
        self.set.borrow()[event as usize].clone()
    }

    /// Whether one is set.
    pub fn has(&self, event: Event) -> bool {
        self.set.borrow()[event as usize].is_some()
    }

    /// Tells PHP's cycle collector what the callbacks keep alive.
    pub fn gc(&self, gc: &mut Gc) {
        for callable in self.set.borrow().iter().flatten() {
            callable.gc(gc);
        }
    }
}
