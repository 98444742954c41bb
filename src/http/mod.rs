//! HTTP messages: what a request and an answer are made of, once [`crate::protocol::http1`] has found where they begin and end.
//!
//! Used by the owner of a session (answers that need no script) and by the binding. It knows no socket and no process.

pub mod answer;
pub mod client;
pub mod coding;
pub mod cookie;
pub mod date;
pub mod decoding;
pub mod files;
pub mod multipart;
pub mod range;
pub mod status;
