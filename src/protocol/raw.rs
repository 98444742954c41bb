//! No framing: a package is whatever has arrived. Called through [`AnyDecoder`](super::AnyDecoder).

use super::{Decoder, Frame, ProtocolError};

/// Bytes of a package at most, as scripts expect of one `onReceive`.
const MAX: usize = 64 * 1024;

/// Hands on every byte as it comes; what one read returned is one package, or several of 64 KiB.
#[derive(Debug, Clone, Copy, Default)]
pub struct Raw;

impl Decoder for Raw {
    fn next(&mut self, buf: &[u8]) -> Result<Frame, ProtocolError> {
        Ok(match buf.len() {
            0 => Frame::More { want: None },
            len => Frame::Package { len: len.min(MAX) },
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_has_arrived_is_a_package() {
        assert_eq!(Raw.next(b"abc"), Ok(Frame::Package { len: 3 }));
    }

    #[test]
    fn more_than_64_kib_are_several_packages() {
        assert_eq!(Raw.next(&[0; MAX + 1]), Ok(Frame::Package { len: MAX }));
    }

    #[test]
    fn nothing_is_not_a_package() {
        assert_eq!(Raw.next(b""), Ok(Frame::More { want: None }));
    }
}
