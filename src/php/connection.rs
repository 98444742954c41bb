//! The namespace `Swoole\Connection`.

pub mod iterator;
