//! `Swoole\Coroutine\Http2`: a client.

pub mod client;
