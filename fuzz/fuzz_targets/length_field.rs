//! `open_length_check` with every type, any offsets and hostile lengths, however the bytes are cut.
#![no_main]

use libfuzzer_sys::arbitrary::{self, Arbitrary};
use libfuzzer_sys::fuzz_target;
use swoole::protocol::Framing;
use swoole::settings::{FramingSettings, LengthField, LengthType};
use swoole_fuzz::{feed, nothing_lost, same_however_cut};

#[derive(Debug, Arbitrary)]
struct Input<'a> {
    letter: u8,
    offset: u8,
    body_offset: i64,
    max_length: u16,
    pieces: Vec<u8>,
    stream: &'a [u8],
}

fuzz_target!(|input: Input<'_>| {
    let letter = LengthType::LETTERS[usize::from(input.letter) % LengthType::LETTERS.len()];
    let length_type = LengthType::from_letter(letter).expect("one of the letters");
    // Most random numbers are giant; a narrow one now and then reaches what lies behind the limit.
    let body_offset = if input.letter < 128 { input.body_offset } else { input.body_offset % 64 };
    let field = LengthField { length_type, offset: usize::from(input.offset % 32), body_offset };
    let max_length = 64 + usize::from(input.max_length);
    let framing = Framing::new(&FramingSettings::Length { field, max_length }, None);
    same_however_cut(&framing, input.stream, &input.pieces, max_length);
    let outcome = feed(&framing, input.stream, &[], max_length);
    nothing_lost(&outcome, input.stream);
    assert!(outcome.packages.iter().all(|package| package.len() >= field.header_len()));
});
