//! Forms in parts: every part lies within the body, in order, and there are no more than allowed.
#![no_main]

use libfuzzer_sys::arbitrary::{self, Arbitrary};
use libfuzzer_sys::fuzz_target;
use swoole::http::multipart;

#[derive(Debug, Arbitrary)]
struct Input<'a> {
    content_type: &'a [u8],
    body: &'a [u8],
}

fuzz_target!(|input: Input<'_>| {
    let given = multipart::boundary(input.content_type);
    for boundary in [given.unwrap_or_default(), b"X".to_vec()] {
        if let Ok(parts) = multipart::parts(input.body, &boundary, 8) {
            assert!(parts.len() <= 8);
            let mut at = 0;
            for part in parts {
                assert!(
                    part.data.start >= at
                        && part.data.end >= part.data.start
                        && part.data.end <= input.body.len()
                );
                at = part.data.end;
            }
        }
    }
});
