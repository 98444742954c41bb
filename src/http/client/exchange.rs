//! One response, read off a connection: decoded, and with a limit to what is kept in memory.
//!
//! ```text
//! next() ─┬─ Head ──> the caller looks at it, and may say what the body is coded with
//!         ├─ Data ──> decoded, in pieces; the caller collects or writes them
//!         └─ End
//! ```
//!
//! The caller runs scripts between two steps, so nothing is borrowed there.

use std::io;

use bytes::{Bytes, BytesMut};

use super::LIMITS;
use crate::error::ErrorCode;
use crate::http::coding::Coding;
use crate::http::decoding::{DecodeError, Decoder};
use crate::protocol::http1::{Asked, Refusal, ResponseReader, Step};

/// Why there is no whole response. The connection is of no use any more.
#[derive(Debug)]
pub enum ExchangeError {
    /// Waiting or receiving has failed: `ETIMEDOUT` when the time is over.
    Io(io::Error),
    /// The server has closed the connection; `untouched` when nothing of the response had come.
    Closed {
        /// The request may be tried again elsewhere: nobody has begun to answer it.
        untouched: bool,
    },
    /// It is no response.
    Refused(Refusal),
    /// Its body cannot be decoded.
    Coding(DecodeError),
}

impl ExchangeError {
    /// What the script sees.
    #[must_use]
    pub fn code(&self) -> ErrorCode {
        match self {
            Self::Io(error) => ErrorCode::from(error),
            Self::Closed { .. } => ErrorCode(libc::ECONNRESET),
            Self::Refused(_) | Self::Coding(DecodeError::Malformed | DecodeError::Incomplete) => {
                ErrorCode::HTTP_INVALID_PROTOCOL
            }
            Self::Coding(DecodeError::TooLong) => ErrorCode::PACKAGE_LENGTH_TOO_LARGE,
        }
    }

    /// Whether the time was over.
    #[must_use]
    pub fn is_late(&self) -> bool {
        matches!(self, Self::Io(error) if error.raw_os_error() == Some(libc::ETIMEDOUT))
    }

    /// Whether nothing of a response has come, and none will.
    #[must_use]
    pub fn is_untouched(&self) -> bool {
        matches!(self, Self::Closed { untouched: true })
    }

    /// What is wrong with the response, for the log.
    #[must_use]
    pub fn reason(&self) -> Option<&'static str> {
        match self {
            Self::Refused(Refusal::HEAD_TOO_LARGE | Refusal::TARGET_TOO_LONG) => {
                Some("the head is too long")
            }
            Self::Refused(Refusal::TOO_MANY_FIELDS) => Some("the head has too many fields"),
            Self::Refused(refusal) => Some(refusal.why),
            Self::Coding(DecodeError::Malformed) => Some("the body is not of its coding"),
            Self::Coding(DecodeError::Incomplete) => Some("the body ends before its coding does"),
            Self::Coding(DecodeError::TooLong) => Some("the body is too long"),
            Self::Io(_) | Self::Closed { .. } => None,
        }
    }
}

/// A response that is being read.
pub struct Exchange {
    reader: ResponseReader,
    input: BytesMut,
    decoding: Option<Decoding>,
    /// The coding was wrong from the beginning: the body is handed out as it is.
    mislabelled: bool,
    /// Bytes of the body that may still be handed out.
    left: usize,
}

struct Decoding {
    decoder: Decoder,
    /// Something was handed out.
    given: bool,
    /// What came before.
    raw: Vec<u8>,
}

impl Exchange {
    /// For the response to a request with that method, whose body has at most `max` bytes when decoded.
    #[must_use]
    pub fn new(method: &[u8], max: usize) -> Self {
        Self {
            reader: ResponseReader::new(Asked::by(method), LIMITS),
            input: BytesMut::new(),
            decoding: None,
            mislabelled: false,
            left: max,
        }
    }

    /// Says what the body is coded with, once the head is known.
    ///
    /// # Errors
    /// There is no memory for a decoder.
    pub fn decode(&mut self, coding: Coding) -> io::Result<()> {
        let decoder = Decoder::new(coding, self.left)?;
        self.decoding = Some(Decoding { decoder, given: false, raw: Vec::new() });
        Ok(())
    }

    /// Whether the body ends with the connection, and not before.
    #[must_use]
    pub fn is_endless(&self) -> bool {
        self.reader.is_endless()
    }

    /// What has come of the body and was not handed out.
    #[must_use]
    pub fn into_rest(self) -> BytesMut {
        self.input
    }

    /// Whether the body was not of the coding that its head names, and was handed out as it is.
    #[must_use]
    pub fn is_mislabelled(&self) -> bool {
        self.mislabelled
    }

    /// The next step. `receive` waits for bytes, of which none are the end. There is no [`Step::More`] among the steps.
    ///
    /// # Errors
    /// See [`ExchangeError`].
    pub fn next(&mut self, receive: &dyn Fn() -> io::Result<Bytes>) -> Result<Step, ExchangeError> {
        loop {
            match self.reader.advance(&mut self.input).map_err(ExchangeError::Refused)? {
                Step::More => self.fill(receive)?,
                Step::Data(data) => {
                    if let Some(data) = self.decoded(data)? {
                        return Ok(Step::Data(data));
                    }
                }
                Step::End { trailers, persists } => {
                    if let Some(last) = self.finish_decoding()? {
                        return Ok(Step::Data(last));
                    }
                    // What nobody has asked for makes the next response doubtful.
                    let persists = persists && self.input.is_empty();
                    return Ok(Step::End { trailers, persists });
                }
                head @ Step::Head(_) => return Ok(head),
            }
        }
    }

    fn fill(&mut self, receive: &dyn Fn() -> io::Result<Bytes>) -> Result<(), ExchangeError> {
        let untouched = self.reader.is_untouched(&self.input);
        match receive() {
            Ok(bytes) if bytes.is_empty() => {
                self.reader.ended().map_err(|_| ExchangeError::Closed { untouched })
            }
            Ok(bytes) if self.input.is_empty() => {
                self.input = BytesMut::from(bytes);
                Ok(())
            }
            Ok(bytes) => {
                self.input.extend_from_slice(&bytes);
                Ok(())
            }
            Err(error) if error.raw_os_error() == Some(libc::ECONNRESET) => {
                Err(ExchangeError::Closed { untouched })
            }
            Err(error) => Err(ExchangeError::Io(error)),
        }
    }

    /// Data as the script is to have it; nothing if the decoder needs more.
    fn decoded(&mut self, data: Bytes) -> Result<Option<Bytes>, ExchangeError> {
        let Some(decoding) = &mut self.decoding else { return self.counted(data).map(Some) };
        match decoding.decoder.push(&data) {
            Ok(out) if out.is_empty() => {
                if !decoding.given {
                    decoding.raw.extend_from_slice(&data);
                }
                Ok(None)
            }
            Ok(out) => {
                decoding.given = true;
                decoding.raw = Vec::new();
                self.counted(out.into()).map(Some)
            }
            Err(error) => self.fall_back(error, &data).map(Some),
        }
    }

    fn finish_decoding(&mut self) -> Result<Option<Bytes>, ExchangeError> {
        let Some(decoding) = &mut self.decoding else { return Ok(None) };
        let last = match decoding.decoder.finish() {
            Ok(last) => self.counted(last.into())?,
            Err(error) => self.fall_back(error, &[])?,
        };
        self.decoding = None;
        Ok(Some(last).filter(|last| !last.is_empty()))
    }

    /// What was mislabelled is handed out as it is, if that shows before anything was.
    fn fall_back(&mut self, error: DecodeError, data: &[u8]) -> Result<Bytes, ExchangeError> {
        let untried = self.decoding.take().filter(|decoding| !decoding.given);
        let Some(decoding) = untried.filter(|_| error != DecodeError::TooLong) else {
            return Err(ExchangeError::Coding(error));
        };
        self.mislabelled = true;
        let mut raw = decoding.raw;
        raw.extend_from_slice(data);
        self.counted(raw.into())
    }

    fn counted(&mut self, data: Bytes) -> Result<Bytes, ExchangeError> {
        let too_long = ExchangeError::Coding(DecodeError::TooLong);
        self.left = self.left.checked_sub(data.len()).ok_or(too_long)?;
        Ok(data)
    }
}

#[cfg(test)]
mod tests {
    use std::cell::RefCell;
    use std::collections::VecDeque;

    use super::*;
    use crate::http::coding::{self, encode};

    /// What comes of pieces that are received, the body decoded if its coding is given.
    fn exchange(
        pieces: &[&[u8]],
        coding: Option<Coding>,
        max: usize,
    ) -> (Vec<u8>, Result<bool, ExchangeError>, bool) {
        let pieces: RefCell<VecDeque<_>> = RefCell::new(pieces.iter().copied().collect());
        let receive = || Ok(Bytes::copy_from_slice(pieces.borrow_mut().pop_front().unwrap_or(b"")));
        let mut exchange = Exchange::new(b"GET", max);
        let mut body = Vec::new();
        let end = loop {
            match exchange.next(&receive) {
                Ok(Step::Head(_)) => coding.into_iter().for_each(|it| exchange.decode(it).unwrap()),
                Ok(Step::Data(data)) => body.extend_from_slice(&data),
                Ok(Step::End { persists, .. }) => break Ok(persists),
                Ok(Step::More) => panic!("there is no More"),
                Err(error) => break Err(error),
            }
        };
        (body, end, exchange.is_mislabelled())
    }

    fn sized(body: &[u8]) -> Vec<u8> {
        let head = format!("HTTP/1.1 200 OK\r\nContent-Length: {}\r\n\r\n", body.len());
        [head.as_bytes(), body].concat()
    }

    #[test]
    fn bodies_come_as_they_are_or_decoded() {
        let text = b"text ".repeat(1000);
        let plain = sized(&text);
        let (body, end, _) = exchange(&[&plain[..50], &plain[50..]], None, text.len());
        assert!(body == text && matches!(end, Ok(true)));
        for coding in coding::Coding::ALL {
            let mut coded = Vec::new();
            encode(coding, 5, &text, &mut coded).unwrap();
            let stream = sized(&coded);
            for size in [1, 10, stream.len()] {
                let pieces: Vec<_> = stream.chunks(size).collect();
                let (body, end, _) = exchange(&pieces, Some(coding), text.len());
                assert!(body == text && matches!(end, Ok(true)), "{}", coding.name());
            }
            let (_, end, _) = exchange(&[&stream], Some(coding), text.len() - 1);
            assert!(matches!(end, Err(ExchangeError::Coding(DecodeError::TooLong))));
        }
    }

    #[test]
    fn what_is_mislabelled_is_left_as_it_is() {
        let stream = sized(b"plain text, whatever the head says");
        for size in [1, 7, stream.len()] {
            let pieces: Vec<_> = stream.chunks(size).collect();
            for coding in coding::Coding::ALL {
                let (body, end, mislabelled) = exchange(&pieces, Some(coding), 1000);
                let name = coding.name();
                assert_eq!(body, b"plain text, whatever the head says", "{name} {size}");
                assert!(matches!(end, Ok(true)) && mislabelled, "{name} {size}");
            }
        }
        let (body, end, mislabelled) = exchange(&[&sized(b"")], Some(Coding::Gzip), 1000);
        assert!(body.is_empty() && end.is_ok() && !mislabelled);
    }

    #[test]
    fn what_ends_early_fails() {
        let mut coded = Vec::new();
        encode(Coding::Gzip, 5, &b"text ".repeat(100_000), &mut coded).unwrap();
        let stream = sized(&coded[..coded.len() - 8]);
        let pieces: Vec<_> = stream.chunks(100).collect();
        let (_, end, _) = exchange(&pieces, Some(Coding::Gzip), usize::MAX);
        assert!(matches!(end, Err(ExchangeError::Coding(DecodeError::Incomplete))), "{end:?}");
        let untouched = |pieces: &[&[u8]]| exchange(pieces, None, 9).1.unwrap_err().is_untouched();
        assert!(untouched(&[]));
        assert!(!untouched(&[b"H"]));
        assert!(!untouched(&[b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\npart"]));
    }

    #[test]
    fn what_was_not_asked_for_ends_the_connection() {
        let stream = [sized(b"asked for"), sized(b"not asked for")].concat();
        let (body, end, _) = exchange(&[&stream], None, 100);
        assert!(body == b"asked for" && matches!(end, Ok(false)));
    }

    #[test]
    fn errors_have_the_codes_that_scripts_know() {
        let late = ExchangeError::Io(io::Error::from_raw_os_error(libc::ETIMEDOUT));
        assert!(late.is_late() && late.code() == ErrorCode(libc::ETIMEDOUT));
        let closed = ExchangeError::Closed { untouched: false };
        assert_eq!(closed.code(), ErrorCode(libc::ECONNRESET));
        for refusal in Refusal::ALL {
            let refused = ExchangeError::Refused(*refusal);
            assert_eq!(refused.code(), ErrorCode::HTTP_INVALID_PROTOCOL);
            assert!(refused.reason().is_some());
        }
    }
}
