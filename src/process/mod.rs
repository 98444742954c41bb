//! Processes: who watches over whom. Used by servers and (later) by pools; knows nothing of what the processes do.

pub mod identity;
pub mod pipe;
pub mod supervisor;
