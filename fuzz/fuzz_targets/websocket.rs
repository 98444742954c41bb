//! Frames of WebSocket, from either side, however the bytes are cut; and the messages that are gathered from them.
#![no_main]

use std::sync::Arc;

use libfuzzer_sys::arbitrary::{self, Arbitrary};
use libfuzzer_sys::fuzz_target;
use swoole::protocol::Framing;
use swoole::protocol::websocket::inflate;
use swoole::protocol::websocket::{FrameRule, Incoming, Messages, Opcode, Reader};
use swoole_fuzz::{feed, nothing_lost, same_however_cut};

#[derive(Debug, Arbitrary)]
struct Input<'a> {
    from_client: bool,
    inflates: bool,
    max_length: u16,
    pieces: Vec<u8>,
    stream: &'a [u8],
}

fuzz_target!(|input: Input<'_>| {
    let max_length = 64 + usize::from(input.max_length);
    let reader = if input.from_client { Reader::Server } else { Reader::Client };
    let framing =
        Framing::WebSocket(Arc::new(FrameRule { reader, max_length, inflates: input.inflates }));
    same_however_cut(&framing, input.stream, &input.pieces, max_length);
    let outcome = feed(&framing, input.stream, &[], max_length);
    nothing_lost(&outcome, input.stream);

    let mut messages = Messages::new(max_length);
    for frame in &outcome.packages {
        match messages.take(frame) {
            Ok(Some(Incoming::Message { opcode, data, compressed })) => {
                assert!(data.len() <= max_length);
                // Whether a text is one shows when it is unfolded.
                assert!(compressed || opcode != Opcode::Text || std::str::from_utf8(&data).is_ok());
                if compressed && let Ok(plain) = inflate(&data, max_length) {
                    assert!(plain.len() <= max_length);
                }
            }
            Ok(Some(Incoming::Close { reason, .. })) => {
                assert!(std::str::from_utf8(&reason).is_ok());
            }
            Ok(_) => {}
            Err(violation) => {
                assert!(matches!(violation.close_code(), 1002 | 1007 | 1009));
                return;
            }
        }
        assert!(messages.gathered() <= max_length);
    }
});
