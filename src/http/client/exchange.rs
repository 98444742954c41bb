//! One response, read off a connection: waited for, decoded, and with a limit to what is kept in memory.
//!
//! ```text
//! next() ─┬─ Head ──> the caller looks at it, and may say what the body is coded with
//!         ├─ Data ──> decoded, in pieces; the caller collects or writes them
//!         └─ End
//! ```
//!
//! The caller runs scripts between two steps, so nothing is borrowed there.

use std::io;
use std::time::Instant;

use bytes::{Bytes, BytesMut};

use super::LIMITS;
use crate::client::connection::{Connection, READ_MAX, Received};
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

    /// Whether the body was not of the coding that its head names, and was handed out as it is.
    #[must_use]
    pub fn is_mislabelled(&self) -> bool {
        self.mislabelled
    }

    /// The next step, waiting for it until the deadline. There is no [`Step::More`] among them.
    ///
    /// # Errors
    /// See [`ExchangeError`].
    pub fn next(
        &mut self,
        connection: &Connection,
        deadline: Option<Instant>,
    ) -> Result<Step, ExchangeError> {
        loop {
            match self.reader.advance(&mut self.input).map_err(ExchangeError::Refused)? {
                Step::More => self.fill(connection, deadline)?,
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

    fn fill(
        &mut self,
        connection: &Connection,
        deadline: Option<Instant>,
    ) -> Result<(), ExchangeError> {
        let untouched = self.reader.is_untouched(&self.input);
        match connection.receive_by(READ_MAX, 0, deadline) {
            Ok(Received::Data(bytes)) if self.input.is_empty() => {
                self.input = BytesMut::from(bytes);
                Ok(())
            }
            Ok(Received::Data(bytes)) => {
                self.input.extend_from_slice(&bytes);
                Ok(())
            }
            Ok(Received::End | Received::Unframed(_)) => {
                self.reader.ended().map_err(|_| ExchangeError::Closed { untouched })
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
