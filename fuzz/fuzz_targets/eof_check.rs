//! What `open_eof_check` delivers depends on how bytes arrive, so what must hold is: every package ends with
//! the marker, nothing is lost, and what waits at the end does not end with the marker.
#![no_main]

use libfuzzer_sys::arbitrary::{self, Arbitrary};
use libfuzzer_sys::fuzz_target;
use swoole::protocol::Framing;
use swoole::settings::FramingSettings;
use swoole_fuzz::{feed, nothing_lost};

#[derive(Debug, Arbitrary)]
struct Input<'a> {
    eof: [u8; 8],
    eof_len: u8,
    max_length: u8,
    pieces: Vec<u8>,
    stream: &'a [u8],
}

fuzz_target!(|input: Input<'_>| {
    let eof = &input.eof[..1 + usize::from(input.eof_len % 8)];
    let max_length = 1 + usize::from(input.max_length);
    let framing = Framing::new(&FramingSettings::EofCheck { eof: eof.to_vec(), max_length }, None);
    for pieces in [&input.pieces[..], &[], &vec![1; input.stream.len()]] {
        let outcome = feed(&framing, input.stream, pieces, max_length);
        nothing_lost(&outcome, input.stream);
        assert!(outcome.packages.iter().all(|package| package.ends_with(eof)));
        assert!(outcome.error.is_some() || !outcome.rest.ends_with(eof));
    }
});
