//! The `swoole` PHP extension: an engine for servers, processes and events that knows nothing of PHP,
//! and a binding (`php`, behind the feature of that name) that registers Swoole's classes over it.
//!
//! No arrow points back:
//!
//! ```text
//! php -> server, client -> http, protocol, ipc, process, reactor -> net, timer, memory, settings -> sys, error, log
//! ```
//!
//! `ARCHITECTURE.md` tells how the pieces work together.

#![cfg_attr(test, allow(clippy::unwrap_used))]

pub mod aio;
pub mod client;
pub mod coroutine;
pub mod dns;
pub mod error;
pub mod hashcode;
pub mod http;
pub mod ids;
pub mod ipc;
pub mod last_error;
pub mod log;
pub mod memory;
pub mod mime;
pub mod net;
#[cfg(feature = "php")]
pub mod php;
pub mod process;
pub mod protocol;
pub mod reactor;
pub mod server;
pub mod settings;
pub mod sys;
pub mod timer;
