//! Responses: the same comes of a stream however it is cut, and no panic.
#![no_main]

use bytes::BytesMut;
use libfuzzer_sys::fuzz_target;
use swoole::protocol::http1::{Asked, ResponseReader, Step, with_response_head, with_trailers};
use swoole::settings::HttpLimits;

const LIMITS: HttpLimits =
    HttpLimits { max_head: 512, max_fields: 16, max_length: 0, max_upload: 0, requires_host: true };

/// Heads, data and trailers one after the other, and whether it came to an end; `None` for what is refused.
fn read<'a>(asked: Asked, pieces: impl Iterator<Item = &'a [u8]>) -> Option<(Vec<u8>, bool)> {
    let mut reader = ResponseReader::new(asked, LIMITS);
    let (mut input, mut got, mut done) = (BytesMut::new(), Vec::new(), false);
    let mut pieces = pieces.map(Some).chain([None]);
    while let Some(piece) = pieces.next().filter(|_| !done) {
        match piece {
            Some(piece) => input.extend_from_slice(piece),
            None if reader.ended().is_err() => break,
            None => {}
        }
        loop {
            match reader.advance(&mut input).ok()? {
                Step::More => break,
                Step::Head(head) => {
                    with_response_head(&head, |head| assert!(head.status > 100)).ok()?;
                    got.extend_from_slice(&head);
                }
                Step::Data(data) => got.extend_from_slice(&data),
                Step::End { trailers, .. } => {
                    with_trailers(&trailers, |fields| assert!(fields.len() <= 16));
                    got.extend_from_slice(&trailers);
                    done = true;
                    break;
                }
            }
        }
    }
    Some((got, done))
}

fuzz_target!(|input: (u8, &[u8])| {
    let (which, stream) = input;
    let asked = [Asked::Body, Asked::Head, Asked::Tunnel][usize::from(which % 3)];
    let whole = read(asked, std::iter::once(stream));
    assert_eq!(read(asked, stream.chunks(1)), whole);
    assert_eq!(read(asked, stream.chunks(1 + usize::from(which) % 7)), whole);
});
