//! What an owner does for connections that have gone over to WebSocket: it puts messages together, answers pings, and says goodbye.
//!
//! ```text
//! frame ──> Messages ──┬── message ─────────────────────────────────> upstream
//!                      ├── ping ────> pong to the client, or upstream
//!                      ├── pong ────> nothing, or upstream
//!                      ├── close ───> (upstream, if it is wanted there) the end ... the same to the client, when all that came before is answered
//!                      └── Violation ─> its close code to the client, then the end
//! ```

use super::super::connection::{Connection, Dialogue, Package, Speech};
use super::super::session_table::{Session, flag};
use super::Owner;
use crate::ids::StreamId;
use crate::protocol::http1::Gist;
use crate::protocol::websocket::{Header, Incoming, Label, Opcode};
use crate::settings::WebSocketSettings;
use std::rc::{Rc, Weak};

impl Owner {
    /// A handshake has been answered. What the client has sent behind it is looked at when what runs has had its turn, so that the script hears of the
    /// beginning before it hears of the first message.
    pub(super) fn speak_websocket(&self, connection: &Rc<Connection>, session: Session<'_>) {
        let port = &self.shared.ports[usize::from(connection.port.0)];
        let Some(rules) = &port.websocket else { return };
        let rule = if session.has(flag::DEFLATES) { &rules.deflating } else { &rules.plain };
        connection.go_over(Speech::WebSocket(Box::new(Dialogue::new(rule))));
        let (owner, connection) = (Weak::clone(&self.myself), Rc::clone(connection));
        self.reactor.defer(move |_| {
            if let Some(owner) = owner.upgrade()
                && let Some(session) = owner.shared.sessions.get(connection.session)
            {
                owner.unblock(&connection, session);
            }
        });
    }

    fn websocket_settings(&self, connection: &Connection) -> Option<&WebSocketSettings> {
        self.shared.ports[usize::from(connection.port.0)].settings.websocket.as_ref()
    }

    /// A frame has come.
    pub(super) fn frame(
        &self,
        connection: &Rc<Connection>,
        session: Session<'_>,
        dialogue: &Dialogue,
        frame: &Package<'_>,
    ) {
        let Some(settings) = self.websocket_settings(connection) else { return };
        let taken = dialogue.messages.borrow_mut().take(frame.bytes);
        let masked = frame.bytes.get(1).is_some_and(|second| second & 0x80 != 0);
        let hand_on = |opcode, bytes: &[u8], compressed| {
            let label = Some(Label { opcode, compressed, masked });
            let package = Package {
                bytes,
                gist: Gist::UNKNOWN,
                label,
                stream: StreamId::NONE,
                more: frame.more,
            };
            self.hand_on(connection, session, package);
        };
        match taken {
            Ok(None) => {}
            Ok(Some(Incoming::Message { opcode, data, compressed })) => {
                hand_on(opcode, &data, compressed);
            }
            Ok(Some(Incoming::Ping(data))) if settings.gives.pings => {
                hand_on(Opcode::Ping, &data, false);
            }
            Ok(Some(Incoming::Ping(data))) => self.pong(connection, session, &data),
            Ok(Some(Incoming::Pong(data))) if settings.gives.pongs => {
                hand_on(Opcode::Pong, &data, false);
            }
            Ok(Some(Incoming::Pong(_))) => {}
            Ok(Some(Incoming::Close { code, reason })) => {
                let code = code.map(u16::to_be_bytes);
                let payload = [code.as_ref().map_or(&[][..], |code| code), &reason].concat();
                if settings.gives.closes {
                    hand_on(Opcode::Close, &payload, false);
                }
                dialogue.goodbye.replace(Some(payload));
                connection.linger.set(true);
                self.peer_gone(connection, Some(0));
            }
            Err(violation) => self.violated(connection, session, violation.into()),
        }
    }

    /// Answers a ping, unless the client takes nothing: of several it may be answered the last alone.
    fn pong(&self, connection: &Rc<Connection>, session: Session<'_>, data: &[u8]) {
        if self.has_room(session) && !session.has(flag::FAREWELL) {
            self.send_control(connection, session, Opcode::Pong, data);
        }
    }

    /// Whoever serves the session is done with it: a client that has said goodbye is answered, behind all that it was to get.
    pub(super) fn answer_goodbye(&self, connection: &Rc<Connection>, session: Session<'_>) {
        if let Speech::WebSocket(dialogue) = connection.speech()
            && let Some(payload) = dialogue.goodbye.take()
        {
            self.say_goodbye(connection, session, &payload);
        }
    }

    /// Sends a close frame, unless one has been sent. Nothing that the client sends from here on is read, but it is let finish.
    pub(super) fn say_goodbye(
        &self,
        connection: &Rc<Connection>,
        session: Session<'_>,
        payload: &[u8],
    ) {
        if session.set_once(flag::FAREWELL) {
            self.send_control(connection, session, Opcode::Close, payload);
            if let Speech::WebSocket(dialogue) = connection.speech() {
                dialogue.parted.set(true);
            }
        }
        connection.linger.set(true);
    }

    fn send_control(
        &self,
        connection: &Rc<Connection>,
        session: Session<'_>,
        opcode: Opcode,
        payload: &[u8],
    ) {
        let length = payload.len() as u64;
        let mut frame = Vec::with_capacity(payload.len() + 2);
        Header { fin: true, reserved: 0, opcode, mask: None, length }.write(&mut frame);
        frame.extend_from_slice(payload);
        self.uncork_if(connection);
        let written = connection.write_now(&frame);
        self.after_write(connection, session, written);
    }
}
