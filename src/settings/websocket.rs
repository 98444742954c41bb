//! Second stage: what the WebSocket settings of a port mean.

use super::Asked;

/// See the module's head.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WebSocketSettings {
    /// `websocket_subprotocol`.
    pub subprotocol: Option<Vec<u8>>,
    /// `open_websocket_close_frame`: the script gets close frames.
    pub gives_closes: bool,
    /// `open_websocket_ping_frame`: the script gets pings, and answers them.
    pub gives_pings: bool,
    /// `open_websocket_pong_frame`: the script gets pongs.
    pub gives_pongs: bool,
}

impl WebSocketSettings {
    /// What `asked` of a port means.
    #[must_use]
    pub fn resolve(asked: &Asked) -> Self {
        Self {
            subprotocol: asked.string("websocket_subprotocol").filter(|name| !name.is_empty()),
            gives_closes: asked.flag("open_websocket_close_frame"),
            gives_pings: asked.flag("open_websocket_ping_frame"),
            gives_pongs: asked.flag("open_websocket_pong_frame"),
        }
    }
}
