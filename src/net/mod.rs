//! Addresses, listening sockets and the queues of bytes that go out: what is below a protocol and above a system call.
//!
//! The server's ports and sessions and the clients use it. It knows no event loop: everything here is non-blocking, and
//! says so when it would block.

pub mod activation;
pub mod address;
pub mod cork;
pub mod listener;
pub mod out_buffer;
pub mod tls;
pub mod way;
