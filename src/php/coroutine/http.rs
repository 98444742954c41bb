//! `Swoole\Coroutine\Http`: a client and a server.

pub mod client;
pub mod server;
