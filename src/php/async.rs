//! `Swoole\Async`: what belongs to the event loop.

pub mod client;
