//! WebSocket over a socket whose calls make the coroutine wait: what clients and the servers of coroutines speak once a connection has gone over to
//! it. One coroutine may listen while another speaks.

use super::draft::Draft;
use super::frame::{self, flag};
use crate::client::wait;
use crate::client::waiting_socket::NoPackage;
use crate::php::chance;
use crate::php::coroutine::socket::Open;
use crate::protocol::websocket::{FrameRule, Incoming, Messages, Opcode, Start, Violation};
use crate::protocol::{Framing, ProtocolError};
use crate::settings::ControlFrames;
use ext_php_rs::types::Zval;
use std::cell::{Cell, RefCell};
use std::io;
use std::rc::Rc;
use std::sync::Arc;
use std::time::Instant;

/// How it is spoken.
#[derive(Clone, Copy)]
pub struct Manner {
    /// What is taken from the peer.
    pub rule: FrameRule,
    /// What is sent is masked.
    pub masks: bool,
    /// The control frames that the script gets.
    pub gives: ControlFrames,
}

/// Why nothing was heard.
pub enum Unheard {
    /// Waiting or receiving has failed; `ETIMEDOUT`: it may be tried again.
    Failed(io::Error),
    /// The peer has sent what must not be, and was told so: the connection is of no use any more.
    Violated(ProtocolError),
}

/// See the module's head.
pub struct Talk {
    socket: Rc<Open>,
    manner: Cell<Manner>,
    messages: RefCell<Messages>,
    /// A close frame has been sent.
    parted: Cell<bool>,
    /// The peer has sent one.
    ended: Cell<bool>,
    /// A frame is being sent; nothing may get into it.
    speaking: Cell<bool>,
    /// What is to be sent behind it: the answer to the last ping, or the end.
    owed: RefCell<Option<Vec<u8>>>,
}

impl Talk {
    /// Goes over to WebSocket.
    ///
    /// # Errors
    /// Somebody is receiving.
    pub fn begin(socket: Rc<Open>, manner: Manner) -> io::Result<Self> {
        socket.frame(&Framing::WebSocket(Arc::new(manner.rule)))?;
        Ok(Self {
            socket,
            manner: Cell::new(manner),
            messages: RefCell::new(Messages::new(manner.rule.max_length)),
            parted: Cell::new(false),
            ended: Cell::new(false),
            speaking: Cell::new(false),
            owed: RefCell::default(),
        })
    }

    /// The script has changed its mind.
    pub fn change(&self, masks: bool, gives: ControlFrames) {
        self.manner.set(Manner { masks, gives, ..self.manner.get() });
    }

    /// The socket.
    pub fn socket(&self) -> &Rc<Open> {
        &self.socket
    }

    /// Whether a close frame has been sent: nothing may follow that.
    pub fn has_parted(&self) -> bool {
        self.parted.get()
    }

    /// Waits for the next message, and answers what comes between; `None` is the end.
    ///
    /// # Errors
    /// See [`Unheard`]. An exception may be on its way.
    pub fn hear(&self, deadline: Option<Instant>) -> Result<Option<Zval>, Unheard> {
        while !self.ended.get() {
            let bytes = match self.socket.receive_package(deadline) {
                Ok(bytes) => bytes,
                Err(NoPackage::Failed(error)) => return Err(Unheard::Failed(error)),
                Err(NoPackage::Unframed(error)) => return Err(self.violated(error)),
            };
            if bytes.is_empty() {
                self.ended.set(true);
                break;
            }
            let taken = self.messages.borrow_mut().take(&bytes);
            let incoming = taken.map_err(|violation| self.violated(violation.into()))?;
            let masked = if bytes[1] & 0x80 != 0 { flag::MASK } else { 0 };
            if let Some(value) = incoming.and_then(|incoming| self.deal_with(incoming, masked)) {
                return Ok(Some(value));
            }
        }
        Ok(None)
    }

    /// What the script gets of something that has come, if anything.
    fn deal_with(&self, incoming: Incoming, masked: i64) -> Option<Zval> {
        let value = |opcode: Opcode, flags, payload: &[u8]| {
            let flags = flags | flag::FIN | masked;
            Some(frame::value(self.socket.fd().into(), opcode as u8, flags, payload))
        };
        let gives = self.manner.get().gives;
        match incoming {
            Incoming::Message { opcode, data, compressed } => {
                value(opcode, if compressed { flag::COMPRESS | flag::RSV1 } else { 0 }, &data)
            }
            Incoming::Ping(data) if gives.pings => value(Opcode::Ping, 0, &data),
            Incoming::Ping(data) => {
                self.answer(Opcode::Pong, &data);
                None
            }
            Incoming::Pong(data) => gives.pongs.then(|| value(Opcode::Pong, 0, &data)).flatten(),
            Incoming::Close { code, reason } => {
                self.ended.set(true);
                let code = code.map(u16::to_be_bytes);
                let payload = [code.as_ref().map_or(&[][..], |code| code), &reason].concat();
                self.part(&payload);
                gives.closes.then(|| value(Opcode::Close, 0, &payload)).flatten()
            }
        }
    }

    fn violated(&self, error: ProtocolError) -> Unheard {
        self.ended.set(true);
        if let ProtocolError::WebSocket(violation) = error {
            self.part(&Violation::close_code(violation).to_be_bytes());
        }
        Unheard::Violated(error)
    }

    /// Sends a close frame, unless one has been sent.
    fn part(&self, payload: &[u8]) {
        if !self.parted.replace(true) {
            self.answer(Opcode::Close, payload);
        }
    }

    /// Sends a control frame of our own accord: at once, or behind the frame that is being sent.
    fn answer(&self, opcode: Opcode, payload: &[u8]) {
        if opcode != Opcode::Close && self.parted.get() {
            return;
        }
        let mut bytes = Vec::with_capacity(payload.len() + 6);
        let mask = self.mask();
        Start { fin: true, compressed: false, opcode: opcode as u8, mask }
            .write(payload, &mut bytes);
        self.owed.replace(Some(bytes));
        if !self.speaking.replace(true) {
            self.pay();
            self.speaking.set(false);
        }
    }

    /// Sends what is owed.
    fn pay(&self) {
        while let Some(bytes) = { self.owed.borrow_mut().take() } {
            // Should it fail, the connection is broken, which shows where something is received.
            let _ = self.socket.send_all(&bytes, wait::deadline(self.socket.times().write));
        }
    }

    fn mask(&self) -> Option<[u8; 4]> {
        self.manner.get().masks.then(chance::key)
    }

    /// Sends a frame.
    ///
    /// # Errors
    /// What send(2) says; `ETIMEDOUT`. An exception may be on its way.
    pub fn say(&self, draft: &Draft) -> io::Result<()> {
        let mut bytes = Vec::new();
        draft.write(self.mask(), self.manner.get().rule.inflates, &mut bytes);
        if draft.is_close() {
            self.parted.set(true);
        }
        // If another coroutine is at it, the socket says so.
        let is_first = !self.speaking.replace(true);
        let sent = self.socket.send_all(&bytes, wait::deadline(self.socket.times().write));
        if is_first {
            if sent.is_ok() {
                self.pay();
            }
            self.speaking.set(false);
        }
        sent.map(drop).map_err(|partly| partly.error)
    }
}
