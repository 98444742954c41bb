//! What the settings of a process pool mean.

use super::{Asked, CoroutineSettings};
use std::time::Duration;

/// See the module's head.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PoolSettings {
    /// `enable_coroutine`: callbacks run in coroutines. `None` leaves it to the constructor.
    pub in_coroutine: Option<bool>,
    /// What coroutines may do, which the binding is told as well when the script asks.
    pub coroutines: CoroutineSettings,
    /// `enable_message_bus`: messages of any length, in chunks.
    pub message_bus: bool,
    /// `max_package_size`: bytes of a message at most.
    pub largest_message: usize,
    /// `max_wait_time`: how long a process may take to end.
    pub patience: Duration,
}

impl PoolSettings {
    /// Works it out.
    pub fn resolve(asked: &Asked) -> Self {
        let in_coroutine = asked.given("enable_coroutine").map(|_| asked.flag("enable_coroutine"));
        Self {
            in_coroutine,
            coroutines: CoroutineSettings::resolve(asked),
            message_bus: asked.flag("enable_message_bus"),
            largest_message: asked.size("max_package_size").max(1),
            patience: Duration::from_secs(asked.count("max_wait_time")),
        }
    }
}
