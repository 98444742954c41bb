//! Packages that end with a marker (`package_eof`), in the two ways that the settings offer:
//! [`EofCheck`] looks only at the end of what has arrived, [`EofSplit`] finds every marker.
//!
//! Called through [`AnyDecoder`](super::AnyDecoder). Settings: `server/setting`, `open_eof_check`,
//! `open_eof_split`, `package_eof`, `package_max_length`.

use std::sync::Arc;

use memchr::memmem;

use super::{Decoder, Frame, ProtocolError};

/// The marker and the limit, with the searcher prepared; one per port.
#[derive(Debug)]
pub struct EofRule {
    finder: memmem::Finder<'static>,
    max_length: usize,
}

impl EofRule {
    /// `eof` is the marker (the settings allow 1 to 8 bytes), `max_length` the longest package in bytes,
    /// marker included.
    #[must_use]
    pub fn new(eof: &[u8], max_length: usize) -> Self {
        Self { finder: memmem::Finder::new(eof).into_owned(), max_length }
    }

    fn eof(&self) -> &[u8] {
        self.finder.needle()
    }

    /// Where the first package of `buf` ends if its marker begins at or after `from`.
    fn find_end(&self, buf: &[u8], from: usize) -> Option<usize> {
        let at = self.finder.find(buf.get(from..)?)?;
        Some(from + at + self.eof().len())
    }

    fn too_long(&self, length: usize) -> ProtocolError {
        ProtocolError::TooLong { length: length as u128, limit: self.max_length }
    }
}

/// Everything that has arrived is one package as soon as it ends with the marker.
///
/// So a package may hold several of the peer's messages, and which ones depends on how they arrive; it
/// always ends with a marker.
#[derive(Debug)]
pub struct EofCheck {
    rule: Arc<EofRule>,
}

impl EofCheck {
    /// A decoder at the start of a stream.
    #[must_use]
    pub const fn new(rule: Arc<EofRule>) -> Self {
        Self { rule }
    }

    /// The buffer is full and does not end with the marker. A peer that streams small messages without a
    /// pause gets here too and has done nothing wrong, so give it the complete messages there are.
    fn split_full(&self, buf: &[u8]) -> Result<Frame, ProtocolError> {
        let full = &buf[..self.rule.max_length.min(buf.len())];
        match memmem::rfind(full, self.rule.eof()) {
            Some(at) => Ok(Frame::Package { len: at + self.rule.eof().len() }),
            None => Err(self.rule.too_long(buf.len())),
        }
    }
}

impl Decoder for EofCheck {
    fn next(&mut self, buf: &[u8]) -> Result<Frame, ProtocolError> {
        let limit = self.rule.max_length;
        if buf.len() <= limit && !buf.is_empty() && buf.ends_with(self.rule.eof()) {
            return Ok(Frame::Package { len: buf.len() });
        }
        if buf.len() >= limit {
            return self.split_full(buf);
        }
        Ok(Frame::More { want: None })
    }
}

/// Every marker ends a package.
#[derive(Debug)]
pub struct EofSplit {
    rule: Arc<EofRule>,
    /// No marker begins before this offset.
    searched: usize,
}

impl EofSplit {
    /// A decoder at the start of a stream.
    #[must_use]
    pub const fn new(rule: Arc<EofRule>) -> Self {
        Self { rule, searched: 0 }
    }
}

impl Decoder for EofSplit {
    fn next(&mut self, buf: &[u8]) -> Result<Frame, ProtocolError> {
        let limit = self.rule.max_length;
        let window = &buf[..buf.len().min(limit)];
        if let Some(len) = self.rule.find_end(window, self.searched) {
            self.searched = 0;
            return Ok(Frame::Package { len });
        }
        if buf.len() >= limit {
            return Err(self.rule.too_long(buf.len()));
        }
        // The tail may be the beginning of a marker, so it is looked at once more.
        self.searched = (buf.len() + 1).saturating_sub(self.rule.eof().len());
        Ok(Frame::More { want: None })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rule(eof: &[u8], max_length: usize) -> Arc<EofRule> {
        Arc::new(EofRule::new(eof, max_length))
    }

    const MORE: Result<Frame, ProtocolError> = Ok(Frame::More { want: None });

    fn package(len: usize) -> Result<Frame, ProtocolError> {
        Ok(Frame::Package { len })
    }

    #[test]
    fn check_takes_all_that_has_arrived_once_it_ends_with_the_marker() {
        let mut check = EofCheck::new(rule(b"\r\n", 100));
        assert_eq!(check.next(b"a\r\nb"), MORE);
        assert_eq!(check.next(b"a\r\nb\r"), MORE);
        assert_eq!(check.next(b"a\r\nb\r\n"), package(6));
    }

    #[test]
    fn check_takes_a_package_of_exactly_the_limit() {
        let mut check = EofCheck::new(rule(b"\n", 4));
        assert_eq!(check.next(b"abc\n"), package(4));
    }

    #[test]
    fn check_refuses_a_full_buffer_without_a_marker() {
        let mut check = EofCheck::new(rule(b"\n", 4));
        assert_eq!(check.next(b"abcd"), Err(ProtocolError::TooLong { length: 4, limit: 4 }));
        assert_eq!(check.next(b"abcd\n"), Err(ProtocolError::TooLong { length: 5, limit: 4 }));
    }

    #[test]
    fn check_hands_on_the_complete_messages_of_a_full_buffer() {
        let mut check = EofCheck::new(rule(b"\n", 6));
        assert_eq!(check.next(b"a\nb\ncd"), package(4));
        assert_eq!(check.next(b"cd"), MORE);
    }

    #[test]
    fn split_takes_one_message_at_a_time() {
        let mut split = EofSplit::new(rule(b"\r\n", 100));
        assert_eq!(split.next(b"ab\r\n\r\nc"), package(4));
        assert_eq!(split.next(b"\r\nc"), package(2));
        assert_eq!(split.next(b"c"), MORE);
    }

    #[test]
    fn split_finds_a_marker_that_arrives_in_pieces() {
        let mut split = EofSplit::new(rule(b"abab", 100));
        assert_eq!(split.next(b"xab"), MORE);
        assert_eq!(split.next(b"xaba"), MORE);
        assert_eq!(split.next(b"xabab"), package(5));
    }

    #[test]
    fn split_does_not_rescan_what_it_has_ruled_out() {
        let mut split = EofSplit::new(rule(b"\r\n", 1 << 20));
        let buf = vec![b'x'; 100_000];
        for end in [1, 50_000, 100_000] {
            assert_eq!(split.next(&buf[..end]), MORE);
            assert_eq!(split.searched, end - 1);
        }
    }

    #[test]
    fn split_limits_a_message_not_the_buffer() {
        let mut split = EofSplit::new(rule(b"\n", 4));
        assert_eq!(split.next(b"abc\nabc\nabc\n"), package(4));
        assert_eq!(split.next(b"abcd\n"), Err(ProtocolError::TooLong { length: 5, limit: 4 }));
    }

    #[test]
    fn a_buffer_that_shrinks_against_the_contract_is_survived() {
        let mut split = EofSplit::new(rule(b"\n", 100));
        assert_eq!(split.next(b"abcdef"), MORE);
        assert_eq!(split.next(b"ab"), MORE);
        assert_eq!(split.next(b"ab\n"), package(3));
    }
}
