//! `open_eof_split` against the plainest implementation there is, however the bytes are cut.
#![no_main]

use libfuzzer_sys::arbitrary::{self, Arbitrary};
use libfuzzer_sys::fuzz_target;
use swoole::protocol::Framing;
use swoole::settings::FramingSettings;
use swoole_fuzz::{feed, nothing_lost, same_however_cut};

#[derive(Debug, Arbitrary)]
struct Input<'a> {
    eof: [u8; 8],
    eof_len: u8,
    max_length: u8,
    pieces: Vec<u8>,
    stream: &'a [u8],
}

/// The packages up to the end of the stream or the first that is too long.
fn plainly<'a>(mut stream: &'a [u8], eof: &[u8], max_length: usize) -> Vec<&'a [u8]> {
    let mut packages = Vec::new();
    while let Some(at) = stream.windows(eof.len()).position(|window| window == eof) {
        if at + eof.len() > max_length {
            break;
        }
        let (package, rest) = stream.split_at(at + eof.len());
        packages.push(package);
        stream = rest;
    }
    packages
}

fuzz_target!(|input: Input<'_>| {
    let eof = &input.eof[..1 + usize::from(input.eof_len % 8)];
    let max_length = 1 + usize::from(input.max_length);
    let framing = Framing::new(&FramingSettings::EofSplit { eof: eof.to_vec(), max_length }, None);
    same_however_cut(&framing, input.stream, &input.pieces, max_length);
    let outcome = feed(&framing, input.stream, &[], max_length);
    nothing_lost(&outcome, input.stream);
    assert_eq!(outcome.packages, plainly(input.stream, eof, max_length));
});
