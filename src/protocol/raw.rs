//! No framing: a package is whatever has arrived. Called through [`AnyDecoder`](super::AnyDecoder).

use super::{Decoder, Frame, ProtocolError};

/// Hands on every byte as it comes; what one read returned is one package.
#[derive(Debug, Clone, Copy, Default)]
pub struct Raw;

impl Decoder for Raw {
    fn next(&mut self, buf: &[u8]) -> Result<Frame, ProtocolError> {
        Ok(match buf.len() {
            0 => Frame::More { want: None },
            len => Frame::Package { len },
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
    fn nothing_is_not_a_package() {
        assert_eq!(Raw.next(b""), Ok(Frame::More { want: None }));
    }
}
