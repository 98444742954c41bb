//! Whatever a name server, or somebody who forges one, sends: it is the answer to the question or it is not, and addresses are of the family
//! that was asked for.
#![no_main]

use libfuzzer_sys::arbitrary::{self, Arbitrary};
use libfuzzer_sys::fuzz_target;
use swoole::dns::Family;
use swoole::dns::query::{Answer, Query};

#[derive(Debug, Arbitrary)]
struct Input<'a> {
    name: &'a str,
    ipv6: bool,
    /// Appended to a copy of the question, so that it is taken for an answer to it.
    records: &'a [u8],
    flags: u16,
    counts: [u16; 4],
}

fuzz_target!(|input: Input<'_>| {
    let family = if input.ipv6 { Family::V6 } else { Family::V4 };
    let Some(query) = Query::new(input.name, family, 7) else { return };
    let mut bytes = query.bytes();
    bytes[2..4].copy_from_slice(&input.flags.to_be_bytes());
    for (place, count) in bytes[4..12].chunks_exact_mut(2).zip(input.counts) {
        place.copy_from_slice(&count.to_be_bytes());
    }
    bytes.extend_from_slice(input.records);
    for bytes in [&bytes[..], input.records] {
        if let Some(Answer::Addresses(found)) = query.answer(bytes) {
            assert!(!found.is_empty() && found.iter().all(|address| family.has(*address)));
        }
    }
});
