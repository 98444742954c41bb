//! `open_mqtt_protocol` with hostile lengths, however the bytes are cut.
#![no_main]

use libfuzzer_sys::arbitrary::{self, Arbitrary};
use libfuzzer_sys::fuzz_target;
use swoole::protocol::Framing;
use swoole::settings::FramingSettings;
use swoole_fuzz::{feed, nothing_lost, same_however_cut};

#[derive(Debug, Arbitrary)]
struct Input<'a> {
    max_length: u16,
    pieces: Vec<u8>,
    stream: &'a [u8],
}

fuzz_target!(|input: Input<'_>| {
    let max_length = 64 + usize::from(input.max_length);
    let framing = Framing::new(&FramingSettings::Mqtt { max_length }, None);
    same_however_cut(&framing, input.stream, &input.pieces, max_length);
    let outcome = feed(&framing, input.stream, &[], max_length);
    nothing_lost(&outcome, input.stream);
    assert!(outcome.packages.iter().all(|package| package.len() >= 2));
});
