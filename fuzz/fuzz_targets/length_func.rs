//! `package_length_func` with a function that reads up to 8 digits and a colon, or answers whatever the
//! input says.
#![no_main]

use std::sync::Arc;

use libfuzzer_sys::arbitrary::{self, Arbitrary};
use libfuzzer_sys::fuzz_target;
use swoole::protocol::{FUNC_WINDOW, Framing, LengthVerdict};
use swoole::settings::{FramingSettings, LengthField, LengthType};
use swoole_fuzz::{feed, nothing_lost, same_however_cut};

#[derive(Debug, Arbitrary)]
struct Input<'a> {
    constant: Option<i64>,
    max_length: u16,
    pieces: Vec<u8>,
    stream: &'a [u8],
}

/// Depends on the first 9 bytes only, as a function of a header should.
fn digits(data: &[u8]) -> i64 {
    let head = &data[..data.len().min(9)];
    let Some(colon) = head.iter().position(|byte| *byte == b':') else {
        return if head.len() < 9 { 0 } else { -1 };
    };
    let digits = std::str::from_utf8(&head[..colon]).ok();
    digits
        .and_then(|digits| digits.parse::<u32>().ok())
        .map_or(-1, |body| i64::from(body) + colon as i64 + 1)
}

fuzz_target!(|input: Input<'_>| {
    let constant = input.constant;
    let func = move |data: &[u8]| {
        assert!(!data.is_empty() && data.len() <= FUNC_WINDOW);
        LengthVerdict::from(constant.unwrap_or_else(|| digits(data)))
    };
    let length_type = LengthType::from_letter(b'N').expect("one of the letters");
    let field = LengthField { length_type, offset: 0, body_offset: 4 };
    let max_length = 16 + usize::from(input.max_length);
    let framing =
        Framing::new(&FramingSettings::Length { field, max_length }, Some(Arc::new(func)));
    same_however_cut(&framing, input.stream, &input.pieces, max_length);
    nothing_lost(&feed(&framing, input.stream, &[], max_length), input.stream);
});
