//! Coroutines, as far as PHP is not needed for them: who runs, who waits, who wakes whom.
//!
//! ```text
//! scheduler   every coroutine of the process, and the one rule by which they wait
//! table       coroutines by their numbers
//! channel     a queue between coroutines
//! lock        one of them at a time
//! ticker      a thread that says when a coroutine has computed for long
//! ```
//!
//! How control passes from one to another is a [`Switch`]'s affair: the binding's is PHP's own fiber contexts, the tests' is a list of steps.

pub mod channel;
pub mod lock;
pub mod scheduler;
mod table;
pub mod ticker;

pub use channel::Channel;
pub use lock::Lock;
pub use scheduler::{Coroutine, How, Limits, Scheduler, Switch, Wake};

use std::fmt;

/// Number of a coroutine: 1 and up, never used twice by one process.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub struct CoroutineId(pub u64);

impl fmt::Display for CoroutineId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}
