//! What the framing settings of a port mean, as plain data: which decoder, its marker or length field, its
//! limit. Made by the resolution of a port's settings, read by [`crate::protocol`].

/// How a port cuts its streams into packages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FramingSettings {
    /// It does not: what one read returns is one package.
    Raw,
    /// `open_eof_check`: all that has arrived, once it ends with the marker.
    EofCheck {
        /// `package_eof`, 1 to 8 bytes.
        eof: Vec<u8>,
        /// `package_max_length` in bytes, marker included.
        max_length: usize,
    },
    /// `open_eof_split`: every marker ends a package.
    EofSplit {
        /// `package_eof`, 1 to 8 bytes.
        eof: Vec<u8>,
        /// `package_max_length` in bytes, marker included.
        max_length: usize,
    },
    /// `open_length_check`: a length in the header.
    Length {
        /// Where the length is, unless the port has a `package_length_func`.
        field: LengthField,
        /// `package_max_length` in bytes, header included.
        max_length: usize,
    },
    /// `open_mqtt_protocol`: MQTT packets.
    Mqtt {
        /// `package_max_length` in bytes, header included.
        max_length: usize,
    },
    /// `open_http_protocol`: HTTP requests, with these limits.
    Http(HttpLimits),
}

/// What of an HTTP request a client may send.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HttpLimits {
    /// Bytes of a head, and of the trailers of a chunked body.
    pub max_head: usize,
    /// Fields of a head.
    pub max_fields: usize,
    /// Bytes of a request, head and body; chunked framing is not counted.
    pub max_length: usize,
    /// The same for a form with files whose length is told (`upload_max_filesize`); not less.
    pub max_upload: usize,
    /// A request of HTTP/1.1 without Host is refused, as RFC 9112 wants it.
    pub requires_host: bool,
}

/// Where a header holds its package's length, and what must be added to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LengthField {
    /// `package_length_type`.
    pub length_type: LengthType,
    /// `package_length_offset`: bytes before the field.
    pub offset: usize,
    /// `package_body_offset`: bytes of the package that the field's value does not count.
    pub body_offset: i64,
}

impl LengthField {
    /// Bytes from the start of a package to the end of its length field.
    #[must_use]
    pub const fn header_len(&self) -> usize {
        self.offset.saturating_add(self.length_type.width())
    }
}

/// A `package_length_type`: an integer as PHP's `pack()` writes it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LengthType {
    letter: u8,
}

impl LengthType {
    /// All letters that the setting takes.
    pub const LETTERS: &'static [u8; 14] = b"cCsSnNvVlLqQJP";

    /// The type that `pack()` calls by this letter; `None` if it is no integer of a fixed size.
    #[must_use]
    pub fn from_letter(letter: u8) -> Option<Self> {
        Self::LETTERS.contains(&letter).then_some(Self { letter })
    }

    /// Size in bytes: 1, 2, 4 or 8.
    #[must_use]
    pub const fn width(self) -> usize {
        match self.letter {
            b'c' | b'C' => 1,
            b's' | b'S' | b'n' | b'v' => 2,
            b'q' | b'Q' | b'J' | b'P' => 8,
            _ => 4,
        }
    }

    /// Whether the top bit is a sign.
    #[must_use]
    pub const fn is_signed(self) -> bool {
        matches!(self.letter, b'c' | b's' | b'l' | b'q')
    }

    /// Whether the first byte is the least significant one.
    #[must_use]
    pub const fn is_little_endian(self) -> bool {
        match self.letter {
            b'n' | b'N' | b'J' => false,
            b'v' | b'V' | b'P' => true,
            _ => cfg!(target_endian = "little"),
        }
    }
}
