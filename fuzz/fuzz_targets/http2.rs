//! Frames of HTTP/2 from a client, however the bytes are cut, with answers in between; and header blocks, read and written again.
#![no_main]

use std::time::Duration;

use libfuzzer_sys::arbitrary::{self, Arbitrary};
use libfuzzer_sys::fuzz_target;
use swoole::protocol::http2::hpack::{Decoder, Encoder};
use swoole::protocol::http2::{
    Connection, Limits, PREFACE, Reason, RequestLimits, Requests, Settings,
};

#[derive(Debug, Arbitrary)]
struct Input<'a> {
    max_streams: u8,
    window: u16,
    pieces: Vec<u8>,
    block: &'a [u8],
    stream: &'a [u8],
}

const MAX_LENGTH: usize = 4096;

/// What became of a stream: its requests, and how it ended.
fn serve(input: &Input<'_>, pieces: &[u8]) -> (Vec<(u32, Vec<u8>)>, Option<Reason>) {
    let mut server = Requests::new(&RequestLimits {
        settings: Settings {
            max_concurrent_streams: Some(input.max_streams.into()),
            initial_window_size: input.window.into(),
            ..Settings::default()
        },
        max_head: 2048,
        max_fields: 16,
        max_length: MAX_LENGTH,
    });
    let bytes = [PREFACE, input.stream].concat();
    let (mut rest, mut pieces) = (&bytes[..], pieces.iter().cycle());
    let mut requests = Vec::new();
    let mut failed = None;
    while !rest.is_empty() && failed.is_none() {
        let len = pieces.next().map_or(rest.len(), |len| usize::from(*len).max(1));
        let (piece, behind) = rest.split_at(len.min(rest.len()));
        rest = behind;
        failed = server.receive(piece, Duration::ZERO, 0).err().map(|violation| violation.reason);
        while let Some(request) = server.next_request() {
            assert!(request.bytes.len() <= MAX_LENGTH);
            requests.push((request.stream.0, request.bytes));
        }
    }
    // Answered at the end, so that it does not depend on how the stream was cut.
    for (at, (stream, body)) in requests.iter().enumerate() {
        let stream = swoole::ids::StreamId(*stream);
        match at % 3 {
            0 => drop(server.answer(stream, b"HTTP/1.1 200 OK\r\nA: b\r\n\r\nx", true)),
            1 => {
                server.answer(stream, b"HTTP/1.1 200 OK\r\n\r\n", false);
                server.answer(stream, body, false);
                server.end_with_trailers(stream, b"T: u\r\n");
            }
            _ => server.give_up(stream, 502, 0),
        }
    }
    let _ = server.connection().output();
    (requests, failed)
}

fn blocks(block: &[u8]) {
    let mut fields = Vec::new();
    let mut take = |name: &[u8], value: &[u8]| fields.push((name.to_vec(), value.to_vec()));
    if Decoder::new(4096).decode(block, &mut take).is_err() {
        return;
    }
    let (mut encoder, mut decoder) = (Encoder::default(), Decoder::new(4096));
    for _ in 0..2 {
        let mut out = Vec::new();
        encoder.begin(&mut out);
        fields.iter().for_each(|(name, value)| encoder.field(&mut out, name, value));
        let mut again = Vec::new();
        let mut take = |name: &[u8], value: &[u8]| again.push((name.to_vec(), value.to_vec()));
        decoder.decode(&out, &mut take).expect("what we write can be read");
        assert_eq!(again, fields);
    }
}

fuzz_target!(|input: Input<'_>| {
    assert_eq!(serve(&input, &[]), serve(&input, &input.pieces));
    blocks(input.block);

    let limits = Limits { max_list: 2048, max_fields: 16 };
    let mut client = Connection::client(Settings::default(), limits);
    for end in [true, false] {
        let opened = client.open(false, end, |put| put(b":method", b"GET"));
        assert!(opened.is_ok());
    }
    let mut rest = input.stream;
    while let Ok(Some(_)) = client.next(&mut rest, Duration::ZERO) {}
    let _ = client.output();
});
