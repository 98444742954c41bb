//! What a connection speaks, and what its owner keeps of that. A connection goes over to something else once at most: HTTP/1.1 is how all that is
//! more begins.
//!
//! ```text
//! Packages
//! Http ──┬─ a handshake's answer ───> WebSocket
//!        └─ a preface at first ─────> Http2
//! ```

use crate::protocol::Framing;
use crate::protocol::http2::Requests;
use crate::protocol::websocket::Messages;
use std::cell::{Cell, RefCell};
use std::sync::Arc;
use std::time::Duration;

/// See the module's head.
#[derive(Debug)]
pub enum Speech {
    /// Packages of bytes, cut as the port says.
    Packages,
    /// HTTP/1.1.
    Http(Exchange),
    /// WebSocket.
    WebSocket(Box<Dialogue>),
    /// HTTP/2.
    Http2(Box<RefCell<Requests>>),
}

/// Requests and answers on a connection: the next request is handed on when the one before it has been answered, whoever answers it, so that
/// answers come in order.
#[derive(Debug)]
pub struct Exchange {
    /// A request is being answered.
    pub awaiting: Cell<bool>,
    /// Some of its answer has been sent.
    pub begun: Cell<bool>,
    /// Requests handed on so far.
    pub count: Cell<u32>,
    /// What the client was last found to be doing, and since when.
    pub doing: Cell<(Doing, u32, Duration)>,
}

impl Exchange {
    /// That of a connection which begins at `now`.
    pub const fn new(now: Duration) -> Self {
        Self {
            awaiting: Cell::new(false),
            begun: Cell::new(false),
            count: Cell::new(0),
            doing: Cell::new((Doing::Head, 0, now)),
        }
    }
}

/// What a client that owes us something is doing.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Doing {
    /// It sends the head of a request, or has never sent anything.
    Head,
    /// It sends the body.
    Body,
    /// It has got its answer.
    Idle,
    /// It waits.
    Waiting,
}

/// Messages on a connection that has gone over to WebSocket.
#[derive(Debug)]
pub struct Dialogue {
    /// How its frames are found.
    pub framing: Framing,
    /// Puts its messages together.
    pub messages: RefCell<Messages>,
    /// The client has said goodbye with this; it is answered the same when whoever serves the session is done with what came before.
    pub goodbye: RefCell<Option<Vec<u8>>>,
    /// Its owner has said goodbye: nothing may follow.
    pub parted: Cell<bool>,
}

impl Dialogue {
    /// Behind the handshake.
    pub fn new(rule: &Arc<crate::protocol::websocket::FrameRule>) -> Self {
        Self {
            framing: Framing::WebSocket(Arc::clone(rule)),
            messages: RefCell::new(Messages::new(rule.max_length)),
            goodbye: RefCell::default(),
            parted: Cell::new(false),
        }
    }
}
