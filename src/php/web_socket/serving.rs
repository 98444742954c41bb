//! What a server's port that speaks WebSocket does for its clients: it takes them over to WebSocket, and gives the script what they say.
//!
//! ```text
//! request that asks for it ──┬── onHandshake ─> the script answers: 101, or the end
//!                            └── checked ─> onBeforeHandshakeResponse ─> 101 ─> onOpen
//! message ──> onMessage
//! ```

use super::frame::{self, flag};
use super::offer::{self, Offer};
use crate::http::answer;
use crate::ids::SessionId;
use crate::php::http::outlet::Outlet;
use crate::php::http::{self, output};
use crate::php::server::core::ServerCore;
use crate::protocol::http1::{MAX_FIELDS, with_head};
use crate::protocol::websocket::Label;
use crate::protocol::websocket::handshake::Refusal;
use crate::server::app::SessionEvent;
use crate::settings::WebSocketSettings;
use ext_php_rs::types::Zval;
use std::rc::Rc;

/// The object that `onMessage` gets.
pub fn message(session: SessionId, label: Label, payload: &[u8]) -> Zval {
    let mut flags = flag::FIN;
    if label.masked {
        flags |= flag::MASK;
    }
    if label.compressed {
        flags |= flag::COMPRESS | flag::RSV1;
    }
    frame::value(session.0 as i64, label.opcode as u8, flags, payload)
}

/// Takes a client over to WebSocket, or refuses it. `before` calls the script with request and answer, `open` with the request, each if the script
/// wants that.
pub fn shake_hands(
    core: &Rc<ServerCore>,
    event: &SessionEvent<'_>,
    settings: &WebSocketSettings,
    raw: &[u8],
    before: impl FnOnce(Zval, Zval),
    open: impl FnOnce(Zval),
) {
    let offer = match with_head(raw, MAX_FIELDS, |head| Offer::of(head, settings)) {
        Ok(Ok(offer)) => offer,
        Ok(Err(refusal)) => return refuse(&Outlet::of(core, event), event.session, refusal),
        Err(refusal) => return http::refuse(core, event, refusal),
    };
    let Some(handshake) = http::Handshake::new(core, event, raw) else { return };
    before(handshake.request.shallow_clone(), handshake.response.shallow_clone());
    // The script may have answered itself.
    if handshake.accept(&offer.fields()) {
        open(handshake.request.shallow_clone());
    }
}

fn refuse(outlet: &Outlet, session: SessionId, why: Refusal) {
    crate::log::notice(format_args!("session {session}: a handshake is refused: {why}"));
    let (status, field) = offer::refusal(why);
    let mut fields = Vec::new();
    if let Some((name, value)) = field {
        answer::field(&mut fields, name.as_bytes(), value);
    }
    output::bare_with(outlet, status, &fields, b"");
}

/// Answers a request that is none for WebSocket, where the script takes no others.
pub fn turn_away(outlet: &Outlet) {
    const PAGE: &[u8] = b"<html><body><h2>HTTP 400 Bad Request</h2><hr><i>This server speaks WebSocket</i></body></html>";
    output::bare_with(outlet, 400, b"Content-Type: text/html; charset=UTF-8\r\n", PAGE);
}
