//! Clients: connections that this process opens, through a proxy if need be, and what is sent and received on them.
//!
//! ```text
//! address    what host and port mean                     proxy/    SOCKS5 and HTTP CONNECT, sans-IO
//! opening    the socket, bound, connecting               inbound   received bytes and the packages in them, sans-IO
//! wait       a descriptor and a deadline; who else may run meanwhile
//!
//! connection   over these: a client that waits             select    several descriptors at once
//! kept         connections that outlive their client       looped    the client of an event loop
//! ```
//!
//! A connection serves blocking clients and those of coroutines alike: they differ in how they [wait](wait::Wait). Nothing here knows PHP or
//! logs; a failure is an [`ErrorCode`](crate::error::ErrorCode), which is what scripts see.

pub mod address;
pub mod connection;
pub mod encrypting;
pub mod inbound;
pub mod kept;
pub mod looped;
pub mod opening;
pub mod proxy;
pub mod select;
pub mod wait;
pub mod waiting_socket;
