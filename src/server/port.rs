//! A listening endpoint of a server: its socket, its settings, how it cuts streams.

use crate::net::listener::{ConnectionOptions, Listener};
use crate::protocol::{Framing, LengthFn};
use crate::settings::PortSettings;
use std::sync::Arc;

/// See the module's head. Made before the forks, the same in every process.
#[derive(Debug)]
pub struct Port {
    /// The bound socket.
    pub listener: Listener,
    /// What its settings mean.
    pub settings: PortSettings,
    /// How it cuts streams into packages.
    pub framing: Framing,
}

impl Port {
    /// A port over a bound socket. `length_func` is the script's `package_length_func`.
    pub fn new(listener: Listener, settings: PortSettings, length_func: Option<Arc<LengthFn>>) -> Self {
        let framing = Framing::new(&settings.framing, length_func);
        Self { listener, settings, framing }
    }

    /// What accepted connections are set to.
    pub fn connection_options(&self) -> &ConnectionOptions {
        &self.settings.connection
    }
}
