//! A handshake as a client asks for it, and what it is answered.

use crate::protocol::http1::{Head, list};
use crate::protocol::websocket::extension;
use crate::protocol::websocket::handshake::{self, Refusal};
use crate::settings::WebSocketSettings;

/// What a client is answered that asks for WebSocket as it should.
pub struct Offer {
    accept: String,
    subprotocol: Option<Vec<u8>>,
    /// It takes compressed messages as we do, and settings allow them.
    pub deflates: bool,
}

impl Offer {
    /// That of a request.
    ///
    /// # Errors
    /// It is no handshake.
    pub fn of(head: &Head<'_, '_>, settings: &WebSocketSettings) -> Result<Self, Refusal> {
        // Which one is spoken is told to those who have offered it (RFC 6455, section 4.2.2).
        let is_offered = |name: &&Vec<u8>| {
            head.values("sec-websocket-protocol").any(|value| list(value).any(|it| it == **name))
        };
        let subprotocol = settings.subprotocol.as_ref().filter(is_offered).cloned();
        let extensions = head.values("sec-websocket-extensions");
        let deflates = settings.compression && extension::is_offered(extensions);
        Ok(Self { accept: handshake::accept(head)?, subprotocol, deflates })
    }

    /// The fields of the answer, but for those of extensions.
    pub fn fields(&self) -> Vec<(&'static str, &[u8])> {
        let mut fields: Vec<(&str, &[u8])> = vec![
            ("Upgrade", b"websocket"),
            ("Connection", b"Upgrade"),
            ("Sec-WebSocket-Accept", self.accept.as_bytes()),
            ("Sec-WebSocket-Version", b"13"),
        ];
        fields.extend(self.subprotocol.as_deref().map(|name| ("Sec-WebSocket-Protocol", name)));
        fields
    }
}

/// The status of the answer to what is no handshake, and a field of it.
pub fn refusal(why: Refusal) -> (u16, Option<(&'static str, &'static [u8])>) {
    match why {
        Refusal::BadVersion => (426, Some(("Sec-WebSocket-Version", b"13"))),
        Refusal::NotGet | Refusal::NotUpgrade | Refusal::BadKey => (400, None),
    }
}
