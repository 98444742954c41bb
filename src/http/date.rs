//! Dates of HTTP (RFC 9110, section 5.6.7). The one of an answer's head is made once a second.

use std::cell::Cell;
use std::time::{Duration, UNIX_EPOCH};

/// Bytes of a date.
pub const LEN: usize = 29;

thread_local! {
    static LAST: Cell<(u64, [u8; LEN])> = const { Cell::new((u64::MAX, [0; LEN])) };
}

/// The date of that second of the real-time clock, as the head of an answer has it.
#[must_use]
pub fn of(second: u64) -> [u8; LEN] {
    let (last, text) = LAST.get();
    if last == second {
        return text;
    }
    let text = format(second);
    LAST.set((second, text));
    text
}

/// The date of that second.
#[must_use]
pub fn format(second: u64) -> [u8; LEN] {
    // The last second that has four digits for its year.
    const LAST_SECOND: u64 = 253_402_300_799;
    let time = UNIX_EPOCH + Duration::from_secs(second.min(LAST_SECOND));
    let text = httpdate::fmt_http_date(time);
    let mut date = [b' '; LEN];
    let len = text.len().min(LEN);
    date[..len].copy_from_slice(&text.as_bytes()[..len]);
    date
}

/// The second of a date in any of the three forms; `None` if it is none, or before 1970.
#[must_use]
pub fn parse(date: &[u8]) -> Option<u64> {
    let time = httpdate::parse_http_date(std::str::from_utf8(date).ok()?).ok()?;
    time.duration_since(UNIX_EPOCH).ok().map(|since| since.as_secs())
}
