//! The wall clock in the host's time zone, through the C library's `localtime_r` and `strftime`.
//!
//! The log's dates and its rotation come from here; timers must not use it (the wall clock jumps).

use std::ffi::CString;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// A moment, taken apart into the local calendar.
#[derive(Clone, Copy)]
pub struct LocalTime {
    parts: libc::tm,
    micros: u32,
}

impl LocalTime {
    /// The current moment.
    pub fn now() -> Self {
        let since_epoch = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or(Duration::ZERO);
        Self::from_unix(since_epoch.as_secs().cast_signed(), since_epoch.subsec_micros())
    }

    /// The moment `seconds` after the epoch, and `micros` millionths (0 to 999,999).
    pub fn from_unix(seconds: i64, micros: u32) -> Self {
        let seconds: libc::time_t = seconds;
        // SAFETY: tm is a C struct of integers and a pointer, for which zero is a value; localtime_r fills it and keeps no
        // pointer to either argument. tm_zone points into the C library's zone table, which is never freed.
        let parts = unsafe {
            let mut parts: libc::tm = std::mem::zeroed();
            libc::localtime_r(&raw const seconds, &raw mut parts);
            parts
        };
        Self { parts, micros }
    }

    /// Millionths of the second, 0 to 999,999.
    pub fn micros(&self) -> u32 {
        self.micros
    }

    /// This moment in a strftime(3) format; `None` if the result is empty or longer than `max` bytes, or the format has a NUL.
    pub fn format(&self, format: &str, max: usize) -> Option<String> {
        let format = CString::new(format).ok()?;
        let mut text = vec![0_u8; max + 1];
        // SAFETY: the buffer is writable for the length given, format is a terminated string and parts a filled tm.
        let len = unsafe {
            libc::strftime(
                text.as_mut_ptr().cast(),
                text.len(),
                format.as_ptr(),
                &raw const self.parts,
            )
        };
        text.truncate(len);
        if len == 0 { None } else { Some(String::from_utf8_lossy(&text).into_owned()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_format_that_does_not_fit_or_gives_nothing_is_refused() {
        let moment = LocalTime::from_unix(86_400 * 366, 47_684);
        assert_eq!(moment.format("%Y", 4).as_deref(), Some("1971"));
        assert_eq!(moment.format("%Y", 3), None);
        assert_eq!(moment.format("", 100), None);
        assert_eq!(moment.format("%Y\0", 100), None);
        assert_eq!(moment.micros(), 47_684);
    }
}
