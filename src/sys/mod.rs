//! Every system call that nix and std do not wrap, one file a mechanism, each behind a safe function.
//!
//! Unsafe code is allowed here, in [`crate::memory`] and in `php`, and nowhere else.
#![allow(unsafe_code)]

pub mod affinity;
pub mod alarm;
pub mod beneath;
pub mod cached;
pub mod clock;
pub mod datagram;
pub mod fd;
pub mod fdpass;
pub mod futex;
pub mod guarded_read;
pub mod host;
pub mod imports;
pub mod incarnation;
pub mod inotify;
pub mod last_will;
pub mod library;
pub mod local_time;
pub mod log_fd;
pub mod memfd;
pub mod memory;
pub mod message_queue;
pub mod pidfd;
pub mod priority;
pub mod process;
pub mod published;
pub mod sendfile;
pub mod shared_segment;
pub mod signal;
pub mod socket_option;
pub mod stop_signal;
