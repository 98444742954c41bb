//! The client's side of HTTP/1.1: what a request is written from, and how its response is read.
//!
//! ```text
//! request   the head, every field checked        form      a body of parts, files among them
//! exchange  a response off a connection, step by step; decoded, and with a limit
//! ```
//!
//! [`crate::protocol::http1`] finds where a response ends, [`crate::client`] connects, sends and waits. Nothing here knows PHP.

pub mod exchange;
pub mod form;
pub mod http2;
pub mod request;

use crate::protocol::http1::MAX_FIELDS;
use crate::settings::HttpLimits;

/// How much of a head a server may send. What a body may be is the exchange's affair.
pub const LIMITS: HttpLimits = HttpLimits {
    max_head: 64 * 1024,
    max_fields: MAX_FIELDS,
    max_length: usize::MAX,
    max_upload: usize::MAX,
    requires_host: true,
};
