//! A request's body: bytes, or a form in parts (RFC 7578), whose files are sent from where they lie.

/// A stretch of a body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Part {
    /// These bytes.
    Bytes(Vec<u8>),
    /// Part of a file.
    File {
        /// Its path.
        path: Vec<u8>,
        /// First byte.
        offset: u64,
        /// Bytes.
        length: u64,
    },
}

/// A body.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Body {
    /// Its content type, if it is known here.
    pub kind: Option<Kind>,
    /// What it is made of, in order.
    pub parts: Vec<Part>,
}

/// A content type that a body has by itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kind {
    /// `application/x-www-form-urlencoded`. The script may know it better.
    Pairs,
    /// `multipart/form-data` with this boundary.
    Parts(String),
}

impl Kind {
    /// As in a head.
    #[must_use]
    pub fn to_field(&self) -> Vec<u8> {
        match self {
            Self::Pairs => b"application/x-www-form-urlencoded".to_vec(),
            Self::Parts(boundary) => {
                format!("multipart/form-data; boundary={boundary}").into_bytes()
            }
        }
    }
}

impl Body {
    /// A body of bytes.
    #[must_use]
    pub fn of(kind: Option<Kind>, bytes: Vec<u8>) -> Self {
        Self { kind, parts: vec![Part::Bytes(bytes)] }
    }

    /// Its length in bytes.
    #[must_use]
    pub fn length(&self) -> u64 {
        let length = |part: &Part| match part {
            Part::Bytes(bytes) => bytes.len() as u64,
            Part::File { length, .. } => *length,
        };
        self.parts.iter().map(length).fold(0, u64::saturating_add)
    }
}

/// A form in the making.
#[derive(Debug)]
pub struct Form {
    boundary: String,
    parts: Vec<Part>,
    text: Vec<u8>,
}

impl Form {
    /// An empty form. The boundary is made of `random`, so that no content has it.
    #[must_use]
    pub fn new(random: [u64; 2]) -> Self {
        let boundary = format!("----SwooleBoundary{:016x}{:016x}", random[0], random[1]);
        Self { boundary, parts: Vec::new(), text: Vec::new() }
    }

    /// Adds a field.
    pub fn field(&mut self, name: &[u8], value: &[u8]) {
        self.begin(name);
        self.text.extend_from_slice(b"\r\n\r\n");
        self.text.extend_from_slice(value);
        self.text.extend_from_slice(b"\r\n");
    }

    /// Adds what a server takes for an uploaded file.
    pub fn upload(&mut self, name: &[u8], file_name: &[u8], kind: &[u8], content: Part) {
        self.begin(name);
        self.text.extend_from_slice(b"; filename=\"");
        quote(&mut self.text, file_name);
        self.text.extend_from_slice(b"\"\r\nContent-Type: ");
        // A line end in it would begin a field of its own.
        self.text.extend(kind.iter().filter(|byte| !matches!(byte, b'\r' | b'\n' | 0)));
        self.text.extend_from_slice(b"\r\n\r\n");
        match content {
            Part::Bytes(bytes) => self.text.extend_from_slice(&bytes),
            file @ Part::File { .. } => {
                self.parts.push(Part::Bytes(std::mem::take(&mut self.text)));
                self.parts.push(file);
            }
        }
        self.text.extend_from_slice(b"\r\n");
    }

    /// The body.
    #[must_use]
    pub fn finish(mut self) -> Body {
        self.text.extend_from_slice(b"--");
        self.text.extend_from_slice(self.boundary.as_bytes());
        self.text.extend_from_slice(b"--\r\n");
        self.parts.push(Part::Bytes(self.text));
        Body { kind: Some(Kind::Parts(self.boundary)), parts: self.parts }
    }

    fn begin(&mut self, name: &[u8]) {
        self.text.extend_from_slice(b"--");
        self.text.extend_from_slice(self.boundary.as_bytes());
        self.text.extend_from_slice(b"\r\nContent-Disposition: form-data; name=\"");
        quote(&mut self.text, name);
        self.text.push(b'"');
    }
}

/// As browsers do (the HTML standard, multipart form data): what would end the quoted string or its line is percent-encoded.
fn quote(out: &mut Vec<u8>, text: &[u8]) {
    for byte in text {
        match byte {
            b'"' => out.extend_from_slice(b"%22"),
            b'\r' => out.extend_from_slice(b"%0D"),
            b'\n' => out.extend_from_slice(b"%0A"),
            0 => out.extend_from_slice(b"%00"),
            byte => out.push(*byte),
        }
    }
}

/// Which bytes of a file of `size` bytes are meant by `offset` and `length`, where 0 is all from there on.
///
/// # Errors
/// There are no such bytes: which argument it is, and what it is compared with.
pub fn part_of(size: u64, offset: i64, length: i64) -> Result<(u64, u64), BadPart> {
    let start = u64::try_from(offset).map_err(|_| BadPart::NegativeOffset(offset))?;
    let wanted = u64::try_from(length).map_err(|_| BadPart::NegativeLength(length))?;
    let rest = size.checked_sub(start).filter(|rest| *rest > 0);
    let rest = rest.ok_or(BadPart::OffsetBehind(offset))?;
    match wanted {
        0 => Ok((start, rest)),
        wanted if wanted <= rest => Ok((start, wanted)),
        _ => Err(BadPart::LengthBehind(length)),
    }
}

/// A part that a file does not have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BadPart {
    /// The offset is none.
    #[error("parameter $offset[{0}] cannot be less than 0")]
    NegativeOffset(i64),
    /// The length is none.
    #[error("parameter $length[{0}] cannot be less than 0")]
    NegativeLength(i64),
    /// The part would begin behind the file.
    #[error("parameter $offset[{0}] exceeds the file size")]
    OffsetBehind(i64),
    /// The part would end behind the file.
    #[error("parameter $length[{0}] exceeds the file size")]
    LengthBehind(i64),
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::http::multipart;

    #[test]
    fn a_form_is_read_as_it_was_written() {
        let mut form = Form::new([1, 2]);
        form.field(b"a\"b\r\n", b"value\r\n");
        form.upload(b"f", b"x.txt", b"text/plain", Part::Bytes(b"content".to_vec()));
        form.upload(b"g", b"", b"a/b\r\nX: y", Part::Bytes(Vec::new()));
        let body = form.finish();
        let [Part::Bytes(bytes)] = &body.parts[..] else { panic!("{body:?}") };
        assert_eq!(body.length(), bytes.len() as u64);
        let kind = body.kind.as_ref().unwrap().to_field();
        assert!(crate::protocol::http1::is_form(&kind));
        let boundary = multipart::boundary(&kind).unwrap();
        let parts = multipart::parts(bytes, &boundary, 9).unwrap();
        let data = |at: usize| &bytes[parts[at].data.clone()];
        assert_eq!((&parts[0].name[..], data(0)), (&b"a%22b%0D%0A"[..], &b"value\r\n"[..]));
        assert_eq!(parts[1].file_name.as_deref(), Some(&b"x.txt"[..]));
        assert_eq!(
            (parts[1].kind.as_deref(), data(1)),
            (Some(&b"text/plain"[..]), &b"content"[..])
        );
        assert_eq!((parts[2].kind.as_deref(), data(2)), (Some(&b"a/bX: y"[..]), &b""[..]));
    }

    #[test]
    fn files_stay_where_they_are() {
        let mut form = Form::new([1, 2]);
        let file = Part::File { path: b"/x".to_vec(), offset: 3, length: 1000 };
        form.upload(b"f", b"x", b"a/b", file.clone());
        let body = form.finish();
        assert_eq!(body.parts.len(), 3);
        assert_eq!(body.parts[1], file);
        let text: usize = [&body.parts[0], &body.parts[2]]
            .iter()
            .map(|part| match part {
                Part::Bytes(bytes) => bytes.len(),
                Part::File { .. } => 0,
            })
            .sum();
        assert_eq!(body.length(), text as u64 + 1000);
    }

    #[test]
    fn parts_of_files_are_checked() {
        assert_eq!(part_of(10, 0, 0), Ok((0, 10)));
        assert_eq!(part_of(10, 3, 0), Ok((3, 7)));
        assert_eq!(part_of(10, 3, 7), Ok((3, 7)));
        assert_eq!(part_of(10, 3, 8), Err(BadPart::LengthBehind(8)));
        assert_eq!(part_of(10, 10, 0), Err(BadPart::OffsetBehind(10)));
        assert_eq!(part_of(10, -1, 0), Err(BadPart::NegativeOffset(-1)));
        assert_eq!(part_of(10, 0, -1), Err(BadPart::NegativeLength(-1)));
    }
}
