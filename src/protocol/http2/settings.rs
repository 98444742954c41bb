//! Settings of either side (RFC 9113, section 6.5).

use super::frame::{self, Kind};
use super::hpack::DEFAULT_TABLE_SIZE;
use super::reason::{Reason, Violation};
use super::{DEFAULT_FRAME_SIZE, DEFAULT_WINDOW, MAX_FRAME_SIZE, MAX_WINDOW};
use crate::settings::Http2Settings;

/// What one side asks of the other. The default is what holds before either has said anything (section 6.5.2).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Settings {
    /// Bytes of the table of fields that the other side's blocks may refer to.
    pub header_table_size: u32,
    /// The other side may push.
    pub enable_push: bool,
    /// Streams that the other side may have open at a time; `None` is any number.
    pub max_concurrent_streams: Option<u32>,
    /// Bytes of a stream's body that the other side may send before it has to wait.
    pub initial_window_size: u32,
    /// Bytes of a frame's payload at most.
    pub max_frame_size: u32,
    /// Bytes of a list of fields at most, 32 for each of them included; `None` is any number.
    pub max_header_list_size: Option<u32>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            header_table_size: DEFAULT_TABLE_SIZE as u32,
            enable_push: true,
            max_concurrent_streams: None,
            initial_window_size: DEFAULT_WINDOW,
            max_frame_size: DEFAULT_FRAME_SIZE,
            max_header_list_size: None,
        }
    }
}

impl From<&Http2Settings> for Settings {
    fn from(asked: &Http2Settings) -> Self {
        Self {
            header_table_size: asked.header_table_size,
            enable_push: asked.enable_push,
            max_concurrent_streams: Some(asked.max_concurrent_streams),
            initial_window_size: asked.init_window_size,
            max_frame_size: asked.max_frame_size,
            max_header_list_size: Some(asked.max_header_list_size),
        }
    }
}

const HEADER_TABLE_SIZE: u16 = 1;
const ENABLE_PUSH: u16 = 2;
const MAX_CONCURRENT_STREAMS: u16 = 3;
const INITIAL_WINDOW_SIZE: u16 = 4;
const MAX_FRAME_SIZE_ID: u16 = 5;
const MAX_HEADER_LIST_SIZE: u16 = 6;

impl Settings {
    /// Within what the RFC allows.
    #[must_use]
    pub fn clamped(self) -> Self {
        Self {
            initial_window_size: self.initial_window_size.min(MAX_WINDOW),
            max_frame_size: self.max_frame_size.clamp(DEFAULT_FRAME_SIZE, MAX_FRAME_SIZE),
            ..self
        }
    }

    /// Writes the frame. Servers say nothing of pushing, which is theirs to do.
    pub(super) fn put(&self, out: &mut Vec<u8>, is_client: bool) {
        let mut payload = Vec::with_capacity(36);
        let mut entry = |id: u16, value: u32| {
            payload.extend_from_slice(&id.to_be_bytes());
            payload.extend_from_slice(&value.to_be_bytes());
        };
        entry(HEADER_TABLE_SIZE, self.header_table_size);
        if is_client {
            entry(ENABLE_PUSH, self.enable_push.into());
        }
        if let Some(most) = self.max_concurrent_streams {
            entry(MAX_CONCURRENT_STREAMS, most);
        }
        entry(INITIAL_WINDOW_SIZE, self.initial_window_size);
        entry(MAX_FRAME_SIZE_ID, self.max_frame_size);
        if let Some(most) = self.max_header_list_size {
            entry(MAX_HEADER_LIST_SIZE, most);
        }
        frame::put(out, Kind::Settings, 0, 0, &payload);
    }

    /// Takes a frame's entries in, in their order.
    pub(super) fn take(&mut self, payload: &[u8]) -> Result<(), Violation> {
        let (entries, rest) = payload.as_chunks::<6>();
        if !rest.is_empty() {
            return Err(Violation::size("SETTINGS of a length that is no multiple of 6"));
        }
        for [a, b, c, d, e, f] in entries {
            let value = u32::from_be_bytes([*c, *d, *e, *f]);
            match u16::from_be_bytes([*a, *b]) {
                HEADER_TABLE_SIZE => self.header_table_size = value,
                ENABLE_PUSH if value > 1 => {
                    return Err(Violation::protocol("ENABLE_PUSH that is neither 0 nor 1"));
                }
                ENABLE_PUSH => self.enable_push = value == 1,
                MAX_CONCURRENT_STREAMS => self.max_concurrent_streams = Some(value),
                INITIAL_WINDOW_SIZE if value > MAX_WINDOW => {
                    let why = "INITIAL_WINDOW_SIZE above 2^31 - 1";
                    return Err(Violation::new(Reason::FlowControl, why));
                }
                INITIAL_WINDOW_SIZE => self.initial_window_size = value,
                MAX_FRAME_SIZE_ID if !(DEFAULT_FRAME_SIZE..=MAX_FRAME_SIZE).contains(&value) => {
                    return Err(Violation::protocol("MAX_FRAME_SIZE out of its bounds"));
                }
                MAX_FRAME_SIZE_ID => self.max_frame_size = value,
                MAX_HEADER_LIST_SIZE => self.max_header_list_size = Some(value),
                // Section 6.5.2: what is not known is ignored.
                _ => {}
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn settings_are_read_as_they_are_written() {
        let settings = Settings {
            header_table_size: 1,
            enable_push: false,
            max_concurrent_streams: Some(3),
            initial_window_size: 4,
            max_frame_size: 20_000,
            max_header_list_size: Some(6),
        };
        let mut out = Vec::new();
        settings.put(&mut out, true);
        let mut read = Settings::default();
        read.take(&out[9..]).unwrap();
        assert_eq!(read, settings);
    }

    #[test]
    fn values_that_must_not_be_are_refused() {
        let take = |id: u16, value: u32| {
            let payload = [&id.to_be_bytes()[..], &value.to_be_bytes()].concat();
            Settings::default().take(&payload).map_err(|violation| violation.reason)
        };
        assert_eq!(take(2, 2), Err(Reason::Protocol));
        assert_eq!(take(4, 1 << 31), Err(Reason::FlowControl));
        assert_eq!(take(5, 16_383), Err(Reason::Protocol));
        assert_eq!(take(5, 1 << 24), Err(Reason::Protocol));
        assert_eq!(take(99, 1), Ok(()));
        assert_eq!(Settings::default().take(b"12345").unwrap_err().reason, Reason::FrameSize);
    }
}
