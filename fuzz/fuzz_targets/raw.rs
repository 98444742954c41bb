//! Without framing each piece is a package.
#![no_main]

use libfuzzer_sys::fuzz_target;
use swoole::protocol::Framing;
use swoole_fuzz::{feed, nothing_lost};

fuzz_target!(|input: (Vec<u8>, &[u8])| {
    let (pieces, stream) = input;
    let outcome = feed(&Framing::Raw, stream, &pieces, usize::MAX);
    nothing_lost(&outcome, stream);
    assert!(outcome.rest.is_empty() && outcome.error.is_none());
});
