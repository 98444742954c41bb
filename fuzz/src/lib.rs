//! What all targets share: a session's owner that feeds a decoder, and the invariants that must hold however
//! the bytes are cut.

use swoole::protocol::{AnyDecoder, Decoder, Frame, Framing};

/// What came of one stream.
#[derive(Debug, PartialEq, Eq)]
pub struct Outcome<'a> {
    /// The packages, in order.
    pub packages: Vec<&'a [u8]>,
    /// What was left when the stream ended.
    pub rest: &'a [u8],
    /// The code of the error that ended it early.
    pub error: Option<i32>,
}

/// Feeds `stream` in pieces of these lengths (then all that is left), and checks on the way what must hold
/// for every decoder: packages lie within what was received and within `max`, waiting is for more than there
/// is, and what waits is less than `max`.
pub fn feed<'a>(framing: &Framing, stream: &'a [u8], pieces: &[u8], max: usize) -> Outcome<'a> {
    let mut decoder = AnyDecoder::new(framing);
    let mut outcome = Outcome { packages: Vec::new(), rest: stream, error: None };
    let (mut start, mut end) = (0, 0);
    let mut pieces = pieces.iter();
    loop {
        end = match pieces.next() {
            Some(piece) => stream.len().min(end + usize::from(*piece)),
            None => stream.len(),
        };
        loop {
            let received = &stream[start..end];
            match decoder.next(received) {
                Ok(Frame::Package { len }) => {
                    assert!(len >= 1 && len <= received.len());
                    assert!(len <= max, "a package of {len} bytes, limit {max}");
                    outcome.packages.push(&received[..len]);
                    start += len;
                }
                Ok(Frame::Interim { .. }) => {}
                Ok(Frame::More { want }) => {
                    assert!(want.is_none_or(|want| want > received.len() && want <= max));
                    assert!(received.len() < max, "{} bytes wait, limit {max}", received.len());
                    break;
                }
                Err(error) => {
                    assert!(!error.to_string().is_empty());
                    outcome.error = Some(error.code());
                    outcome.rest = &stream[start..];
                    return outcome;
                }
            }
        }
        if end == stream.len() {
            outcome.rest = &stream[start..];
            return outcome;
        }
    }
}

/// Checks that the stream as a whole, byte by byte and in `pieces` comes to the same.
pub fn same_however_cut(framing: &Framing, stream: &[u8], pieces: &[u8], max: usize) {
    let whole = feed(framing, stream, &[], max);
    assert_eq!(feed(framing, stream, pieces, max), whole);
    assert_eq!(feed(framing, stream, &vec![1; stream.len()], max), whole);
}

/// Checks that no byte is lost, doubled or moved.
pub fn nothing_lost(outcome: &Outcome<'_>, stream: &[u8]) {
    let mut all = outcome.packages.concat();
    all.extend_from_slice(outcome.rest);
    assert_eq!(all, stream);
}
