//! Second stage: what the WebSocket settings of a port mean, and of a client.

use super::Asked;

/// See the module's head.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WebSocketSettings {
    /// `websocket_subprotocol`.
    pub subprotocol: Option<Vec<u8>>,
    /// The control frames that the script gets.
    pub gives: ControlFrames,
    /// `websocket_compression`, of the server as a whole.
    pub compression: bool,
}

/// The control frames that a script gets, which are else dealt with for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ControlFrames {
    /// `open_websocket_close_frame`.
    pub closes: bool,
    /// `open_websocket_ping_frame`: the script answers them.
    pub pings: bool,
    /// `open_websocket_pong_frame`.
    pub pongs: bool,
}

impl WebSocketSettings {
    /// What `asked` of a port means, beside what was asked of its `server` as a whole.
    #[must_use]
    pub fn resolve(asked: &Asked, server: &Asked) -> Self {
        Self {
            subprotocol: asked.string("websocket_subprotocol").filter(|name| !name.is_empty()),
            gives: ControlFrames::resolve(asked),
            compression: server.flag("websocket_compression"),
        }
    }
}

impl ControlFrames {
    /// What `asked` of a port or of a client means.
    #[must_use]
    pub fn resolve(asked: &Asked) -> Self {
        Self {
            closes: asked.flag("open_websocket_close_frame"),
            pings: asked.flag("open_websocket_ping_frame"),
            pongs: asked.flag("open_websocket_pong_frame"),
        }
    }
}
