//! Chunked bodies: the same data comes out however they are cut, and all of it.
#![no_main]

use libfuzzer_sys::fuzz_target;
use swoole::protocol::http1::{Chunks, dechunk};
use swoole::settings::HttpLimits;

const LIMITS: HttpLimits =
    HttpLimits { max_head: 512, max_fields: 16, max_length: 4096, max_upload: 4096, requires_host: true };

fuzz_target!(|body: &[u8]| {
    let mut data = Vec::new();
    let whole = Chunks::new(0, &LIMITS).advance(body, &mut |at| data.extend_from_slice(&body[at]));
    let (mut chunks, mut pieces, mut cut) = (Chunks::new(0, &LIMITS), Vec::new(), Ok(None));
    for end in 0..=body.len() {
        cut = chunks.advance(&body[..end], &mut |at| pieces.extend_from_slice(&body[at]));
        if cut != Ok(None) {
            break;
        }
    }
    assert_eq!(cut.is_err(), whole.is_err());
    if let Ok(end) = whole {
        assert_eq!(cut, Ok(end));
        assert_eq!(pieces, data);
        if let Some(end) = end {
            assert_eq!(dechunk(&body[..end]), data);
        }
    }
});
