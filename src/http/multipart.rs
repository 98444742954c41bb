//! Forms in parts (`multipart/form-data`, RFC 7578 and RFC 2046, section 5.1): where each part of a body lies.
//!
//! Nothing is copied: a part is made of ranges of the body. What is malformed is refused as a whole.

use std::ops::Range;

use memchr::memmem::Finder;

use crate::protocol::http1::Refusal;

/// Bytes of a boundary at most (RFC 2046).
const BOUNDARY_MAX: usize = 70;
/// Bytes of a part's head at most.
const HEAD_MAX: usize = 8 * 1024;
/// Fields of a part's head at most.
const FIELDS_MAX: usize = 16;

/// One part of a form, as ranges of the body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// The field's name.
    pub name: Vec<u8>,
    /// The name of the uploaded file; `None` if the part is no upload.
    pub file_name: Option<Vec<u8>>,
    /// The content type, if the part has one.
    pub kind: Option<Vec<u8>>,
    /// The content.
    pub data: Range<usize>,
}

/// The boundary that the content type of a form names.
///
/// # Errors
/// There is none, or it cannot be one.
pub fn boundary(content_type: &[u8]) -> Result<Vec<u8>, Refusal> {
    let value = parameter(content_type, b"boundary").ok_or(Refusal::BAD_FORM)?;
    let allowed = |byte: &u8| byte.is_ascii_alphanumeric() || b"'()+_,-./:=? ".contains(byte);
    let fits = (1..=BOUNDARY_MAX).contains(&value.len());
    match fits && value.iter().all(allowed) && !value.ends_with(b" ") {
        true => Ok(value),
        false => Err(Refusal::BAD_FORM),
    }
}

/// The parts of `body`, those without a name left out.
///
/// # Errors
/// The body is no such form, or has more than `max_parts` parts.
pub fn parts(body: &[u8], boundary: &[u8], max_parts: usize) -> Result<Vec<Part>, Refusal> {
    let delimiter = [b"\r\n--", boundary].concat();
    let finder = Finder::new(&delimiter);
    // The first delimiter may stand at the very beginning, without the line end that belongs to it.
    let mut at = if body.starts_with(&delimiter[2..]) {
        delimiter.len() - 2
    } else {
        finder.find(body).ok_or(Refusal::BAD_FORM)? + delimiter.len()
    };
    let mut parts = Vec::new();
    let mut seen = 0;
    loop {
        let rest = &body[at..];
        if rest.starts_with(b"--") {
            return Ok(parts);
        }
        let padding = rest.iter().take_while(|byte| matches!(byte, b' ' | b'\t')).count();
        if !rest[padding..].starts_with(b"\r\n") {
            return Err(Refusal::BAD_FORM);
        }
        seen += 1;
        if seen > max_parts {
            return Err(Refusal::TOO_MANY_PARTS);
        }
        let (head, data_at) = head(body, at + padding + 2)?;
        // The line end of an empty head may be that of the next delimiter.
        let from = data_at - 2;
        let found = from + finder.find(&body[from..]).ok_or(Refusal::BAD_FORM)?;
        parts.extend(head.into_part(data_at..found.max(data_at)));
        at = found + delimiter.len();
    }
}

#[derive(Debug, Default)]
struct PartHead {
    name: Option<Vec<u8>>,
    file_name: Option<Vec<u8>>,
    kind: Option<Vec<u8>>,
}

impl PartHead {
    fn into_part(self, data: Range<usize>) -> Option<Part> {
        let (file_name, kind) = (self.file_name, self.kind);
        self.name.map(|name| Part { name, file_name, kind, data })
    }
}

/// The head of the part that begins at `at`, and where its data begins.
fn head(body: &[u8], at: usize) -> Result<(PartHead, usize), Refusal> {
    let window = &body[at..body.len().min(at + HEAD_MAX)];
    let mut room = [httparse::EMPTY_HEADER; FIELDS_MAX];
    let Ok(httparse::Status::Complete((len, fields))) = httparse::parse_headers(window, &mut room)
    else {
        return Err(Refusal::BAD_FORM);
    };
    let mut head = PartHead::default();
    for field in fields {
        if field.name.eq_ignore_ascii_case("content-disposition") {
            let kind = field.value.split(|byte| *byte == b';').next().unwrap_or_default();
            if !kind.trim_ascii().eq_ignore_ascii_case(b"form-data") {
                return Err(Refusal::BAD_FORM);
            }
            head.name = parameter(field.value, b"name");
            head.file_name = parameter(field.value, b"filename");
        } else if field.name.eq_ignore_ascii_case("content-type") {
            head.kind = Some(field.value.to_vec());
        }
    }
    Ok((head, at + len))
}

/// A parameter of a field's value: `; name=token` or `; name="quoted"`.
fn parameter(value: &[u8], name: &[u8]) -> Option<Vec<u8>> {
    let mut rest = &value[memchr::memchr(b';', value)?..];
    while let [b';', after @ ..] = rest {
        let after = after.trim_ascii_start();
        let end = after.iter().position(|byte| matches!(byte, b'=' | b';')).unwrap_or(after.len());
        let found = after[..end].trim_ascii_end().eq_ignore_ascii_case(name);
        let (text, behind) = match &after[end..] {
            [b'=', given @ ..] => parameter_value(given.trim_ascii_start()),
            other => (Vec::new(), other),
        };
        if found {
            return Some(text);
        }
        rest = &behind[memchr::memchr(b';', behind).unwrap_or(behind.len())..];
    }
    None
}

/// The value of a parameter, and what stands behind it. In quotes only a quote can be escaped, since clients send file names of systems whose
/// paths have backslashes as they are.
fn parameter_value(given: &[u8]) -> (Vec<u8>, &[u8]) {
    let [b'"', quoted @ ..] = given else {
        let end = memchr::memchr(b';', given).unwrap_or(given.len());
        return (given[..end].trim_ascii_end().to_vec(), &given[end..]);
    };
    let mut text = Vec::new();
    let mut at = 0;
    while let Some(byte) = quoted.get(at) {
        match (byte, quoted.get(at + 1)) {
            (b'"', _) => return (text, &quoted[at + 1..]),
            (b'\\', Some(b'"')) => {
                text.push(b'"');
                at += 2;
            }
            _ => {
                text.push(*byte);
                at += 1;
            }
        }
    }
    (text, &[])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names_and_data(body: &str, max: usize) -> Result<Vec<(String, String)>, Refusal> {
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        let parts = parts(body.as_bytes(), b"X", max)?;
        Ok(parts
            .iter()
            .map(|part| (text(&part.name), text(&body.as_bytes()[part.data.clone()])))
            .collect())
    }

    fn field(name: &str, data: &str) -> String {
        format!("--X\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{data}\r\n")
    }

    #[test]
    fn parts_are_what_stands_between_delimiters() {
        let body = format!(
            "preamble\r\n{}{}--X--\r\nepilogue",
            field("a", "1"),
            field("b", "\r\n--Y\r\n")
        );
        let expected = [("a".into(), "1".into()), ("b".into(), "\r\n--Y\r\n".into())];
        assert_eq!(names_and_data(&body, 2), Ok(expected.into()));
    }

    #[test]
    fn a_part_may_be_empty() {
        let body = format!("{}--X--", field("a", ""));
        assert_eq!(names_and_data(&body, 1), Ok(vec![("a".into(), String::new())]));
    }

    #[test]
    fn a_part_without_a_head_or_a_name_is_left_out() {
        let body = format!("--X\r\n\r\ndata\r\n{}--X--", field("a", "1"));
        assert_eq!(names_and_data(&body, 2), Ok(vec![("a".into(), "1".into())]));
    }

    #[test]
    fn what_is_no_form_is_refused() {
        for body in [
            "",
            "--X",
            "--X--x",
            "nothing",
            "--X\r\n",
            "--X\r\nbad head\r\n\r\n--X--",
            "--X\r\n\r\ndata",
            "--Xx\r\n\r\ndata\r\n--X--",
            "--X\r\nContent-Disposition: file; name=a\r\n\r\n\r\n--X--",
        ] {
            let expected = if body == "--X--x" { Ok(vec![]) } else { Err(Refusal::BAD_FORM) };
            assert_eq!(names_and_data(body, 9), expected, "{body:?}");
        }
        let many: String = (0..3).map(|_| field("a", "1")).collect();
        assert_eq!(names_and_data(&format!("{many}--X--"), 2), Err(Refusal::TOO_MANY_PARTS));
    }

    #[test]
    fn parameters_may_be_quoted() {
        let value = b"form-data; name=\"a;b\" ; filename=\"C:\\dir\\x\\\"y\"; z=1";
        assert_eq!(parameter(value, b"name").unwrap(), b"a;b");
        assert_eq!(parameter(value, b"filename").unwrap(), b"C:\\dir\\x\"y");
        assert_eq!(parameter(value, b"Z").unwrap(), b"1");
        assert_eq!(parameter(value, b"dir"), None);
    }

    #[test]
    fn a_boundary_is_short_and_plain() {
        assert_eq!(boundary(b"multipart/form-data; boundary=abc; charset=UTF-8").unwrap(), b"abc");
        assert_eq!(boundary(b"multipart/form-data; boundary=\"a b\"").unwrap(), b"a b");
        let long = [b"multipart/form-data; boundary=".to_vec(), vec![b'a'; 71]].concat();
        for bad in [
            &b"multipart/form-data"[..],
            b"multipart/form-data; boundary=",
            b"x; boundary=a\0b",
            &long,
        ] {
            assert_eq!(boundary(bad), Err(Refusal::BAD_FORM));
        }
    }
}
