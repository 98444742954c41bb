//! A frame that a script sends: from a string or a `Swoole\WebSocket\Frame` to bytes, whoever sends it.

use super::frame::flag;
use crate::error::ErrorCode;
use crate::php::boundary::{Exit, Outcome};
use crate::php::call::Opt;
use crate::php::callback::Held;
use crate::php::classes;
use crate::php::convert::{self, Name, as_bytes, to_long, truthy, type_of};
use crate::php::object::{self, Object};
use crate::protocol::websocket::{CONTROL_MAX, Opcode, Start, deflate, is_close_code};
use ext_php_rs::ffi;
use ext_php_rs::types::Zval;

static DATA: Name = Name::new("data");
static OPCODE: Name = Name::new("opcode");
static FLAGS: Name = Name::new("flags");
static FINISH: Name = Name::new("finish");
static CODE: Name = Name::new("code");
static REASON: Name = Name::new("reason");

/// The highest opcode that has a meaning.
const OPCODE_MAX: i64 = Opcode::Pong as i64;
/// Bytes of a close frame's reason at most: its code comes before it.
const REASON_MAX: usize = CONTROL_MAX - 2;
/// What a close says that says nothing else.
const NORMAL: i64 = 1000;
/// Smaller ones would only grow.
const LEVEL: u32 = 1;

/// See the module's head.
pub struct Draft {
    opcode: u8,
    flags: i64,
    payload: Payload,
}

enum Payload {
    /// A PHP string.
    Text(Held),
    /// What a close says.
    Close(Vec<u8>),
}

impl Draft {
    /// What a script has given: a frame, or a payload with opcode and flags.
    ///
    /// # Errors
    /// A warning: it can be no frame. What conversion to a string throws.
    pub fn new(data: &Zval, opcode: Opt<i64>, flags: Opt<i64>) -> Outcome<Self> {
        if let Some(frame) = object::of(data).filter(|object| is_frame(*object)) {
            return Self::of_object(frame);
        }
        let opcode = opcode.or(Opcode::Text as i64);
        Self::of_parts(opcode, flags.or(flag::FIN), Held::copy_of(data), NORMAL)
    }

    /// That of a frame object.
    ///
    /// # Errors
    /// As [`Draft::new`].
    pub fn of_object(frame: Object<'_>) -> Outcome<Self> {
        let get = |name| object::property(frame, name);
        let (mut flags, finish) = (to_long(&get(&FLAGS)), get(&FINISH));
        if !is_null(&finish) {
            flags = if truthy(&finish) { flags | flag::FIN } else { flags & !flag::FIN };
        }
        let opcode = to_long(&get(&OPCODE));
        if opcode != Opcode::Close as i64 {
            return Self::of_parts(opcode, flags, get(&DATA), NORMAL);
        }
        let code = get(&CODE);
        let code = if is_null(&code) { NORMAL } else { to_long(&code) };
        Self::of_parts(opcode, flags, get(&REASON), code)
    }

    /// A close.
    ///
    /// # Errors
    /// A warning: nobody may send that code, or the reason is too long.
    pub fn close_with(code: i64, reason: &[u8]) -> Outcome<Self> {
        let Some(code) = u16::try_from(code).ok().filter(|code| is_close_code(*code)) else {
            return Err(Exit::warn(
                ErrorCode::INVALID_PARAMS,
                format!(
                    "no close frame may have the code {code}: it must be one of SWOOLE_WEBSOCKET_CLOSE_* that may be sent, or from 3000 to 4999"
                ),
            ));
        };
        let reason = Held::new(convert::string(reason));
        Self::of_parts(Opcode::Close as i64, flag::FIN, reason, code.into())
    }

    /// A ping.
    ///
    /// # Errors
    /// A warning: the payload is too long.
    pub fn ping(payload: &[u8]) -> Outcome<Self> {
        let payload = Held::new(convert::string(payload));
        Self::of_parts(Opcode::Ping as i64, flag::FIN, payload, NORMAL)
    }

    fn of_parts(opcode: i64, flags: i64, data: Held, code: i64) -> Outcome<Self> {
        let Some(number) = u8::try_from(opcode).ok().filter(|_| opcode <= OPCODE_MAX) else {
            return Err(impossible(format!("the maximum value of opcode is {OPCODE_MAX}")));
        };
        let text = match type_of(data.dereference()) {
            ffi::IS_STRING => data,
            // A property that has been unset.
            ffi::IS_NULL | ffi::IS_UNDEF => Held::new(convert::string(b"")),
            _ => Held::new(convert::to_string(&data).ok_or(Exit::Pending)?),
        };
        let length = as_bytes(&text).map_or(0, <[u8]>::len);
        let payload = match Opcode::from_number(number) {
            Some(Opcode::Close) if length > REASON_MAX => {
                return Err(impossible(format!("the max length of close reason is {REASON_MAX}")));
            }
            Some(Opcode::Close) => {
                let mut bytes = Vec::with_capacity(2 + length);
                bytes.extend_from_slice(&(code as u16).to_be_bytes());
                bytes.extend_from_slice(as_bytes(&text).unwrap_or_default());
                Payload::Close(bytes)
            }
            Some(opcode) if opcode.is_control() && length > CONTROL_MAX => {
                return Err(impossible(format!(
                    "websocket control frame payload must not exceed {CONTROL_MAX} bytes"
                )));
            }
            _ => Payload::Text(text),
        };
        // Control frames are whole, and go as they are.
        let flags = match Opcode::from_number(number) {
            Some(opcode) if opcode.is_control() => (flags | flag::FIN) & !flag::COMPRESS,
            _ => flags,
        };
        Ok(Self { opcode: number, flags, payload })
    }

    /// Whether the script wants it masked, who need not.
    pub fn is_to_be_masked(&self) -> bool {
        self.flags & flag::MASK != 0
    }

    /// Whether nothing may be sent behind it.
    pub fn is_close(&self) -> bool {
        matches!(self.payload, Payload::Close(_))
    }

    /// Its payload.
    pub fn payload(&self) -> &[u8] {
        match &self.payload {
            Payload::Text(text) => as_bytes(text).unwrap_or_default(),
            Payload::Close(bytes) => bytes,
        }
    }

    fn start(&self, mask: Option<[u8; 4]>, compressed: bool) -> Start {
        Start { fin: self.flags & flag::FIN != 0, compressed, opcode: self.opcode, mask }
    }

    /// What becomes of the payload, where the peer `takes_compressed`.
    fn coding(&self, takes_compressed: bool) -> Coding {
        let has = |flags| self.flags & flags == flags;
        let begins =
            matches!(Opcode::from_number(self.opcode), Some(Opcode::Text | Opcode::Binary));
        match () {
            () if !takes_compressed || !begins => Coding::None,
            () if has(flag::COMPRESS | flag::FIN) => Coding::Deflate,
            // A message in several frames is compressed as a whole, which only the script can do.
            () if has(flag::COMPRESS | flag::RSV1) => Coding::Done,
            () => Coding::None,
        }
    }

    /// Appends its bytes; compressed, if that is what the script wants and the peer `takes_compressed`.
    pub fn write(&self, mask: Option<[u8; 4]>, takes_compressed: bool, out: &mut Vec<u8>) {
        match self.coding(takes_compressed) {
            Coding::Deflate => {
                self.start(mask, true).write(&deflate(self.payload(), LEVEL), out);
            }
            coding => self.start(mask, coding == Coding::Done).write(self.payload(), out),
        }
    }

    /// As [`Draft::write`], without a mask; what is returned is to follow what has been appended.
    pub fn write_start(&self, takes_compressed: bool, out: &mut Vec<u8>) -> &[u8] {
        match self.coding(takes_compressed) {
            Coding::Deflate => {
                self.write(None, true, out);
                &[]
            }
            coding => {
                let start = self.start(None, coding == Coding::Done);
                start.write_header(self.payload().len(), out);
                self.payload()
            }
        }
    }
}

/// How a payload is sent.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Coding {
    /// As it is.
    None,
    /// Compressed.
    Deflate,
    /// As it is, which is compressed already.
    Done,
}

fn is_frame(object: Object<'_>) -> bool {
    let class = classes::SWOOLE_WEB_SOCKET_FRAME.get();
    // SAFETY: both are registered classes.
    object.class() == class || unsafe { ffi::instanceof_function_slow(object.class(), class) }
}

fn is_null(value: &Zval) -> bool {
    matches!(type_of(value.dereference()), ffi::IS_NULL | ffi::IS_UNDEF)
}

fn impossible(why: String) -> Exit {
    Exit::warn(ErrorCode::WEBSOCKET_PACK_FAILED, why)
}
