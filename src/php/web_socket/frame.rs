//! `Swoole\WebSocket\Frame` and `CloseFrame`: objects of what has come, packed and taken apart by hand.

use super::draft::Draft;
use crate::error::ErrorCode;
use crate::php::boundary::{Exit, Outcome};
use crate::php::call::{Call, Opt};
use crate::php::callback::Held;
use crate::php::chance;
use crate::php::classes;
use crate::php::convert::{boolean, long, string};
use crate::php::object;
use crate::protocol::websocket::{LooseFrame, Opcode, inflate};
use ext_php_rs::types::Zval;

/// Bits of `$flags`: `SWOOLE_WEBSOCKET_FLAG_*`.
pub mod flag {
    /// The last frame of its message.
    pub const FIN: i64 = 1;
    /// Compressed.
    pub const COMPRESS: i64 = 2;
    /// The first reserved bit.
    pub const RSV1: i64 = 4;
    /// The second.
    pub const RSV2: i64 = 8;
    /// The third.
    pub const RSV3: i64 = 16;
    /// Masked.
    pub const MASK: i64 = 32;
}

/// What a script unpacks by hand may grow to.
const UNPACKED_MAX: usize = 256 << 20;

/// The object for a frame, or a message put together of several.
pub fn value(fd: i64, opcode: u8, flags: i64, payload: &[u8]) -> Zval {
    let (opcode_value, finish) = (long(opcode.into()), boolean(flags & flag::FIN != 0));
    if opcode != Opcode::Close as u8 {
        let slots = [long(fd), string(payload), opcode_value, long(flags), finish];
        return object::fill(&classes::SWOOLE_WEB_SOCKET_FRAME, slots);
    }
    let (code, reason) = match payload {
        [high, low, reason @ ..] => (u16::from_be_bytes([*high, *low]), reason),
        // A close that says nothing is taken for the usual one.
        _ => (1000, &[][..]),
    };
    let slots = [
        long(fd),
        string(b""),
        opcode_value,
        long(flags),
        finish,
        long(code.into()),
        string(reason),
    ];
    object::fill(&classes::SWOOLE_WEB_SOCKET_CLOSE_FRAME, slots)
}

/// `__toString(): string`
pub fn to_string(call: &mut Call) -> Outcome<Zval> {
    call.args::<()>()?;
    packed(Draft::of_object(call.object()))
}

/// `static pack(Frame|string $data, int $opcode = WEBSOCKET_OPCODE_TEXT, int $flags = SWOOLE_WEBSOCKET_FLAG_FIN): string`
pub fn pack(call: &mut Call) -> Outcome<Zval> {
    let (data, opcode, flags) = call.args::<(&Zval, Opt<i64>, Opt<i64>)>()?;
    packed(Draft::new(data, opcode, flags))
}

/// The bytes of a draft; none, after a warning, if it can be no frame.
fn packed(draft: Outcome<Draft>) -> Outcome<Zval> {
    match draft {
        Ok(draft) => {
            let mut out = Vec::new();
            draft.write(draft.is_to_be_masked().then(chance::key), true, &mut out);
            Ok(string(&out))
        }
        Err(warning @ Exit::Warn { .. }) => {
            warning.announce();
            Ok(string(b""))
        }
        Err(exit) => Err(exit),
    }
}

/// `static unpack(string $data): Frame`
pub fn unpack(call: &mut Call) -> Outcome<Held> {
    let (data,) = call.args::<(&[u8],)>()?;
    let Some(frame) = LooseFrame::read(data) else {
        return Err(Exit::quiet(ErrorCode::WEBSOCKET_INCOMPLETE_PACKET));
    };
    let mut payload = frame.payload();
    let bits = [
        (frame.fin, flag::FIN),
        (frame.is_compressed(), flag::RSV1 | flag::COMPRESS),
        (frame.reserved & 2 != 0, flag::RSV2),
        (frame.reserved & 1 != 0, flag::RSV3),
        (frame.mask.is_some(), flag::MASK),
    ];
    let flags = bits.into_iter().filter(|(is, _)| *is).map(|(_, bit)| bit).sum();
    if frame.is_compressed() {
        payload = inflate(&payload, UNPACKED_MAX)
            .map_err(|_| Exit::quiet(ErrorCode::WEBSOCKET_UNPACK_FAILED))?;
    }
    Ok(Held::new(value(0, frame.opcode, flags, &payload)))
}
