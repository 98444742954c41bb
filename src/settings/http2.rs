//! Second stage: what the settings of HTTP/2 mean, for servers and for clients.

use super::Asked;

/// What one side of an HTTP/2 connection asks of the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Http2Settings {
    /// Bytes of the table of fields that the other side may refer to.
    pub header_table_size: u32,
    /// The server may push.
    pub enable_push: bool,
    /// Streams that the other side may open at a time.
    pub max_concurrent_streams: u32,
    /// Bytes that the other side may send on a new stream.
    pub init_window_size: u32,
    /// Bytes of a frame at most.
    pub max_frame_size: u32,
    /// Bytes of a list of fields at most, 32 for each of them included.
    pub max_header_list_size: u32,
    /// Fields of a list at most.
    pub max_headers: usize,
}

impl Http2Settings {
    /// What `asked` means.
    #[must_use]
    pub fn resolve(asked: &Asked) -> Self {
        let number = |name| u32::try_from(asked.size(name)).unwrap_or(u32::MAX);
        let list = match asked.given("http2_max_header_list_size") {
            Some(_) => "http2_max_header_list_size",
            None => "http_max_header_size",
        };
        Self {
            header_table_size: number("http2_header_table_size"),
            enable_push: asked.count("http2_enable_push") != 0,
            max_concurrent_streams: u32::try_from(asked.count("http2_max_concurrent_streams"))
                .unwrap_or(u32::MAX),
            init_window_size: number("http2_init_window_size"),
            max_frame_size: number("http2_max_frame_size"),
            max_header_list_size: number(list),
            max_headers: asked.size("http2_max_headers"),
        }
    }
}
