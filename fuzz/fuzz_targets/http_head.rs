//! Streams that begin with anything: requests come out the same however the bytes are cut, and nothing is lost.
#![no_main]

use libfuzzer_sys::arbitrary::{self, Arbitrary};
use libfuzzer_sys::fuzz_target;
use swoole::protocol::Framing;
use swoole::settings::{FramingSettings, HttpLimits};
use swoole_fuzz::{feed, nothing_lost};

#[derive(Debug, Arbitrary)]
struct Input<'a> {
    pieces: Vec<u8>,
    stream: &'a [u8],
}

const LIMITS: HttpLimits =
    HttpLimits { max_head: 512, max_fields: 16, max_length: 2048, max_upload: 2048, requires_host: true };
/// Longest request in the stream: its chunks cost up to six bytes for each of data.
const MAX: usize = 6 * 2048 + 4 * 512;

fuzz_target!(|input: Input<'_>| {
    let framing = Framing::new(&FramingSettings::Http(LIMITS), None);
    let whole = feed(&framing, input.stream, &[], MAX);
    nothing_lost(&whole, input.stream);
    for pieces in [&input.pieces[..], &vec![1; input.stream.len()]] {
        let cut = feed(&framing, input.stream, pieces, MAX);
        // What is refused early in pieces may be refused for another reason, but it is refused.
        assert_eq!(cut.packages, whole.packages);
        assert_eq!(cut.error.is_some(), whole.error.is_some());
    }
});
