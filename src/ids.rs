//! Newtypes for the numbers that travel between processes, so that a session id is never taken for a descriptor.
//!
//! Everyone uses them; they hold no behaviour.

use std::fmt;

/// A client session: what PHP code calls `$fd`. Unique for the life of a server, never an OS descriptor.
/// Valid ids are 1 and up; zero means "none".
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug, Default)]
pub struct SessionId(pub u64);

/// One process or thread that owns an inbox: a worker, task worker, user process, reactor thread, the manager or the master.
///
/// Workers come first (`0..worker_num`), then task workers, then user processes, so that for these three the number is also what
/// PHP calls `worker_id`. Reactor threads, the manager and the master follow; see `server::Actors` for the layout.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub struct ActorId(pub u16);

/// Index of a listening port of a server, in order of `listen()` calls; the port of the constructor is 0.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug, Default)]
pub struct PortIndex(pub u16);

/// A stream of an HTTP/2 connection: one request and its answer. Zero means "none", which is what HTTP/1.1 has.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug, Default)]
pub struct StreamId(pub u32);

impl StreamId {
    /// None.
    pub const NONE: Self = Self(0);

    /// Whether it is none.
    #[must_use]
    pub const fn is_none(self) -> bool {
        self.0 == 0
    }
}

impl fmt::Display for StreamId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl fmt::Display for SessionId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl fmt::Display for ActorId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}
