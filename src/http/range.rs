//! Byte ranges (RFC 9110, section 14).

use crate::protocol::http1::list;
use std::ops::Range;

/// More ranges than this are not worth their heads: the whole is sent.
const MAX: usize = 16;

/// What a Range field asks of something `length` bytes long.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wanted {
    /// The whole: the field is none, or not worth it.
    Whole,
    /// These parts.
    Parts(Vec<Range<u64>>),
    /// Nothing that there is.
    Nothing,
}

/// Reads a Range field.
#[must_use]
pub fn parse(field: &[u8], length: u64) -> Wanted {
    let Some((unit, set)) = field.split_at_checked(6) else { return Wanted::Whole };
    if !unit.eq_ignore_ascii_case(b"bytes=") {
        return Wanted::Whole;
    }
    let mut parts = Vec::new();
    for (count, spec) in list(set).enumerate() {
        match one(spec, length) {
            _ if count == MAX => return Wanted::Whole,
            None => return Wanted::Whole,
            Some(range) if range.is_empty() => {}
            Some(range) => parts.push(range),
        }
    }
    // Ranges that together are more than the whole only cost.
    let total: u64 = parts.iter().map(|range| range.end - range.start).fold(0, u64::saturating_add);
    match parts.len() {
        0 => Wanted::Nothing,
        1 => Wanted::Parts(parts),
        _ if total > length => Wanted::Whole,
        _ => Wanted::Parts(parts),
    }
}

/// One range, empty if there is nothing of it; `None` if it is malformed.
fn one(spec: &[u8], length: u64) -> Option<Range<u64>> {
    let dash = memchr::memchr(b'-', spec)?;
    let (first, last) = (&spec[..dash], &spec[dash + 1..]);
    let (first, last) = match (first, last) {
        ([], []) => return None,
        ([], suffix) => return Some(length.saturating_sub(number(suffix)?)..length),
        (first, []) => (number(first)?, u64::MAX),
        (first, last) => (number(first)?, number(last)?),
    };
    if first > last {
        return None;
    }
    let end = last.saturating_add(1).min(length);
    Some(first.min(end)..end)
}

fn number(digits: &[u8]) -> Option<u64> {
    if digits.is_empty() || !digits.iter().all(u8::is_ascii_digit) {
        return None;
    }
    let add = |sum: u64, digit: &u8| sum.saturating_mul(10).saturating_add((digit - b'0').into());
    Some(digits.iter().fold(0, add))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[allow(clippy::single_range_in_vec_init)]
    fn ranges_of_ten_bytes() {
        let parts = |ranges: &[Range<u64>]| Wanted::Parts(ranges.to_vec());
        for (field, wanted) in [
            ("bytes=0-0", parts(&[0..1])),
            ("Bytes=0-", parts(&[0..10])),
            ("bytes=2-5", parts(&[2..6])),
            ("bytes=8-99", parts(&[8..10])),
            ("bytes=-3", parts(&[7..10])),
            ("bytes=-99", parts(&[0..10])),
            ("bytes=0-99999999999999999999999", parts(&[0..10])),
            ("bytes=0-0,-1", parts(&[0..1, 9..10])),
            ("bytes= 0-1 , 3-4", parts(&[0..2, 3..5])),
            ("bytes=0-0,20-30", parts(&[0..1])),
            ("bytes=10-", Wanted::Nothing),
            ("bytes=-0", Wanted::Nothing),
            ("bytes=20-30,40-", Wanted::Nothing),
            ("bytes=0-9,0-9", Wanted::Whole),
            ("bytes=5-2", Wanted::Whole),
            ("bytes=a-b", Wanted::Whole),
            ("bytes=-", Wanted::Whole),
            ("bytes=", Wanted::Whole),
            ("lines=0-1", Wanted::Whole),
            ("", Wanted::Whole),
        ] {
            assert_eq!(parse(field.as_bytes(), 10), wanted, "{field}");
        }
        let many = format!("bytes={}0-0", "0-0,".repeat(MAX));
        assert_eq!(parse(many.as_bytes(), 1000), Wanted::Whole);
        assert_eq!(parse(b"bytes=0-", 0), Wanted::Nothing);
    }
}
