//! A head that has been examined, read again: cheaply, by its line ends and colons alone, since all that could make them mean something else
//! has been refused.

use memchr::{memchr, memmem};

use super::head::split_target;

/// See the module's head.
#[derive(Debug, Clone, Copy)]
pub struct Examined<'a> {
    /// The method, a token.
    pub method: &'a [u8],
    /// The request target as it came.
    pub target: &'a [u8],
    /// The version is HTTP/1.`minor`: 0 or 1.
    pub minor: u8,
    /// From the request line on.
    head: &'a [u8],
    /// Where the fields begin in it.
    fields: usize,
    /// Bytes before it.
    skipped: usize,
}

impl<'a> Examined<'a> {
    /// The head that `bytes` begins with; `None` if that is none.
    #[must_use]
    pub fn of(bytes: &'a [u8]) -> Option<Self> {
        let head = bytes.strip_prefix(b"\r\n").unwrap_or(bytes);
        let end = memchr(b'\r', head)?;
        let line = &head[..end];
        let method = &line[..memchr(b' ', line)?];
        let rest = &line[method.len() + 1..];
        let target = &rest[..memchr(b' ', rest)?];
        let minor = u8::from(line.ends_with(b"1"));
        Some(Self {
            method,
            target,
            minor,
            head,
            fields: end + 2,
            skipped: bytes.len() - head.len(),
        })
    }

    /// Bytes of the head, its empty line included.
    #[must_use]
    pub fn len(&self) -> usize {
        const END: &[u8] = b"\r\n\r\n";
        let end = memmem::find(self.head, END).map_or(self.head.len(), |at| at + END.len());
        self.skipped + end
    }

    /// Never.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        false
    }

    /// The fields in order: names as they came, values without the white space around them.
    pub fn fields(&self) -> impl Iterator<Item = (&'a [u8], &'a [u8])> + use<'a> {
        let mut rest = self.head.get(self.fields..).unwrap_or_default();
        std::iter::from_fn(move || {
            let end = memchr(b'\r', rest).filter(|end| *end > 0)?;
            let line = &rest[..end];
            rest = rest.get(end + 2..).unwrap_or_default();
            let colon = memchr(b':', line)?;
            Some((&line[..colon], line[colon + 1..].trim_ascii()))
        })
    }

    /// The values of the fields of that name, which is given in lower case.
    pub fn values(&self, name: &'static str) -> impl Iterator<Item = &'a [u8]> + use<'a> {
        let named = |(found, value): (&[u8], &'a [u8])| {
            found.eq_ignore_ascii_case(name.as_bytes()).then_some(value)
        };
        self.fields().filter_map(named)
    }

    /// Whether the body comes in chunks.
    #[must_use]
    pub fn is_chunked(&self) -> bool {
        // There is no other coding that is let pass.
        self.values("transfer-encoding").next().is_some()
    }

    /// Path and query of the target, whatever its form; `*` is its own path.
    #[must_use]
    pub fn path_and_query(&self) -> (&'a [u8], Option<&'a [u8]>) {
        split_target(self.target)
    }
}

#[cfg(test)]
mod tests {
    use super::super::{examine, with_head};
    use super::*;

    /// What httparse reads, and what is read again.
    fn compare(text: &str) {
        let again = Examined::of(text.as_bytes()).unwrap();
        with_head(text.as_bytes(), 100, |head| {
            examine(head).unwrap();
            assert_eq!(again.method, head.method.as_bytes());
            assert_eq!(again.target, head.target.as_bytes());
            assert_eq!((again.minor, again.len()), (head.minor, head.len));
            let fields: Vec<_> =
                head.fields.iter().map(|field| (field.name.as_bytes(), field.value)).collect();
            assert_eq!(again.fields().collect::<Vec<_>>(), fields);
        })
        .unwrap();
    }

    #[test]
    fn a_head_reads_the_second_time_as_it_did_the_first() {
        compare("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
        compare("\r\nGET /a?b HTTP/1.0\r\n\r\nbody\r\n\r\n");
        compare(
            "POST http://a:1/b?c=d:e HTTP/1.1\r\nhost:a\r\nX-Empty:\r\nX-Colons:  a:b::c \t\r\nX-Tab:\t\u{e9}\t\r\n\r\n: no field",
        );
        compare("PUT * HTTP/1.1\r\nHost: \r\n\r\n".replace("PUT *", "OPTIONS *").as_str());
    }

    #[test]
    fn what_is_no_head_is_none() {
        for text in ["", "GET", "GET / HTTP/1.1", "\r\n\r\n", "GET\r\n\r\n"] {
            assert!(Examined::of(text.as_bytes()).is_none(), "{text:?}");
        }
        let cut = Examined::of(b"GET / HTTP/1.1\r").unwrap();
        assert_eq!((cut.fields().count(), cut.len()), (0, 15));
    }
}
