//! Processes: who watches over whom, and how they talk. Used by servers and pools; knows nothing of what the processes do.

pub mod bus;
pub mod children;
pub mod command;
pub mod exchange;
pub mod identity;
pub mod keeper;
pub mod pipe;
pub mod reload;
pub mod supervisor;

use crate::log;
use crate::sys::{process, signal};

/// Sends a signal to a process that is watched over. One that has gone meanwhile does not matter; anything else is a line in the log.
pub fn send(pid: i32, signal: i32) {
    if let Err(error) = process::kill(pid, signal)
        && error.raw_os_error() != Some(libc::ESRCH)
    {
        log::sys_warning(
            &error,
            format_args!("cannot send {} to process {pid}", signal::name(signal)),
        );
    }
}
