//! What a client has received and not yet handed to the script, and the packages in it. Sans-IO.
//!
//! ```text
//! socket ──> push() ──> [ bytes ] ──> package()  one whole package, where the settings frame the stream
//!                                └──> take()     what is there, where they do not
//! ```
//!
//! Nothing that was received is lost when a wait runs into its limit: it stays here for the next call.

use bytes::{Bytes, BytesMut};

use crate::protocol::{AnyDecoder, Decoder, Frame, Framing, ProtocolError};

/// The receiving side of a connection.
#[derive(Debug, Default)]
pub struct Inbound {
    bytes: BytesMut,
    decoder: Option<AnyDecoder>,
    found: Option<Result<usize, ProtocolError>>,
}

impl Inbound {
    /// Cuts what comes into packages from now on; what has come and was not handed out is kept.
    pub fn frame(&mut self, framing: &Framing) {
        self.found = None;
        self.decoder = (!matches!(framing, Framing::Raw)).then(|| AnyDecoder::new(framing));
    }

    /// Whether the stream is cut into packages.
    #[must_use]
    pub fn is_framed(&self) -> bool {
        self.decoder.is_some()
    }

    /// Whether packages end with a marker.
    #[must_use]
    pub fn ends_by_marker(&self) -> bool {
        matches!(self.decoder, Some(AnyDecoder::EofCheck(_) | AnyDecoder::EofSplit(_)))
    }

    /// Bytes that wait.
    #[must_use]
    pub fn len(&self) -> usize {
        self.bytes.len()
    }

    /// Whether nothing waits.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.bytes.is_empty()
    }

    /// What waits.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// What waits, to be taken from by a handshake that comes before the peer's own bytes.
    pub fn bytes_mut(&mut self) -> &mut BytesMut {
        &mut self.bytes
    }

    /// Adds what was received.
    pub fn push(&mut self, bytes: &[u8]) {
        self.bytes.extend_from_slice(bytes);
    }

    /// Puts what was taken before what waits.
    pub fn put_back(&mut self, bytes: &[u8]) {
        let waiting = std::mem::replace(&mut self.bytes, BytesMut::from(bytes));
        self.bytes.unsplit(waiting);
    }

    /// Takes at most `size` bytes.
    pub fn take(&mut self, size: usize) -> Bytes {
        let size = size.min(self.bytes.len());
        self.bytes.split_to(size).freeze()
    }

    /// Takes the next package of a framed stream, if it is complete.
    ///
    /// # Errors
    /// The stream is of no use any more; what has come is thrown away.
    pub fn package(&mut self) -> Result<Option<Bytes>, ProtocolError> {
        match self.find() {
            Ok(Some(len)) => {
                self.found = None;
                Ok(Some(self.take(len)))
            }
            Ok(None) => Ok(None),
            Err(error) => {
                self.found = None;
                self.bytes.clear();
                Err(error)
            }
        }
    }

    /// Whether the next read finds something here: a whole package (or the failure to find one), or bytes of an unframed stream.
    pub fn has_something(&mut self) -> bool {
        if self.decoder.is_some() {
            !matches!(self.find(), Ok(None))
        } else {
            !self.bytes.is_empty()
        }
    }

    /// Length of the next package. Kept until it is taken, since a decoder is asked once.
    fn find(&mut self) -> Result<Option<usize>, ProtocolError> {
        if let Some(found) = self.found {
            return found.map(Some);
        }
        let Some(decoder) = &mut self.decoder else { return Ok(None) };
        self.found = match decoder.next(&self.bytes) {
            Ok(Frame::Package { len }) => Some(Ok(len)),
            // Only servers owe answers in between.
            Ok(Frame::More { .. } | Frame::Interim { .. }) => None,
            Err(error) => Some(Err(error)),
        };
        self.found.transpose()
    }
}
