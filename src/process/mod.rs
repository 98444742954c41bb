//! Processes: who watches over whom, and how they talk. Used by servers and pools; knows nothing of what the processes do.

pub mod bus;
pub mod exchange;
pub mod identity;
pub mod keeper;
pub mod pipe;
pub mod supervisor;
