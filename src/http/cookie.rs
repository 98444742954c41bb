//! `Set-Cookie` (RFC 6265, section 4.1, and the attributes that came later).

use super::date;

/// The last second whose year has four digits.
const LAST_SECOND: i64 = 253_402_300_799;

/// A cookie to be set.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Cookie {
    /// Its name.
    pub name: Vec<u8>,
    /// Its value; empty: the client is to delete it.
    pub value: Vec<u8>,
    /// When it ends, in seconds of the Unix time; 0 or less: with the browser.
    pub expires: i64,
    /// `Path`.
    pub path: Vec<u8>,
    /// `Domain`.
    pub domain: Vec<u8>,
    /// `Secure`.
    pub secure: bool,
    /// `HttpOnly`.
    pub http_only: bool,
    /// `SameSite`.
    pub same_site: Vec<u8>,
    /// `Priority`.
    pub priority: Vec<u8>,
    /// `Partitioned`.
    pub partitioned: bool,
}

/// What a cookie must not have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CookieError {
    /// No name.
    #[error("The name cannot be empty")]
    NoName,
    /// A name that would end early.
    #[error(r#"The name cannot contain "=", ",", ";", " ", "\t", "\r", "\n", "\013", or "\014""#)]
    BadName,
    /// A value that would end early.
    #[error(r#"The value cannot contain ",", ";", " ", "\t", "\r", "\n", "\013", or "\014""#)]
    BadValue,
    /// A path that would end early.
    #[error(r#"The path cannot contain ",", ";", " ", "\t", "\r", "\n", "\013", or "\014""#)]
    BadPath,
    /// A domain that would end early.
    #[error(r#"The domain cannot contain ",", ";", " ", "\t", "\r", "\n", "\013", or "\014""#)]
    BadDomain,
    /// An attribute that would end early.
    #[error(r#"The samesite and priority cannot contain ",", ";", " ", "\t", "\r", "\n", "\013", or "\014""#)]
    BadAttribute,
    /// An end that cannot be written.
    #[error("The expires cannot have a year greater than 9999")]
    BadExpires,
}

impl Cookie {
    /// The value of `Set-Cookie`; `encode`: the cookie's value as in a URL. `now` in seconds of the Unix time.
    ///
    /// # Errors
    /// What cannot be part of it.
    pub fn to_field(&self, encode: bool, now: i64) -> Result<Vec<u8>, CookieError> {
        self.check(encode)?;
        let mut out = Vec::with_capacity(64 + self.name.len() + 3 * self.value.len());
        out.extend_from_slice(&self.name);
        out.push(b'=');
        if self.value.is_empty() {
            out.extend_from_slice(b"deleted; expires=Thu, 01-Jan-1970 00:00:01 GMT; Max-Age=0");
        } else {
            if encode {
                url_encode(&self.value, &mut out)
            } else {
                out.extend_from_slice(&self.value)
            }
            self.write_expires(now, &mut out);
        }
        let mut attribute = |name: &[u8], value: &[u8]| {
            if !value.is_empty() {
                out.extend_from_slice(b"; ");
                out.extend_from_slice(name);
                out.push(b'=');
                out.extend_from_slice(value);
            }
        };
        attribute(b"path", &self.path);
        attribute(b"domain", &self.domain);
        for (on, name) in [(self.secure, &b"; secure"[..]), (self.http_only, b"; HttpOnly")] {
            out.extend_from_slice(if on { name } else { b"" });
        }
        let mut attribute = |name: &[u8], value: &[u8]| {
            if !value.is_empty() {
                out.extend_from_slice(name);
                out.extend_from_slice(value);
            }
        };
        attribute(b"; SameSite=", &self.same_site);
        attribute(b"; Priority=", &self.priority);
        out.extend_from_slice(if self.partitioned { b"; Partitioned" } else { b"" });
        Ok(out)
    }

    fn check(&self, encode: bool) -> Result<(), CookieError> {
        use CookieError::*;
        if self.name.is_empty() {
            return Err(NoName);
        }
        let checks = [
            (self.name.contains(&b'=') || breaks(&self.name), BadName),
            (!encode && breaks(&self.value), BadValue),
            (breaks(&self.path), BadPath),
            (breaks(&self.domain), BadDomain),
            (breaks(&self.same_site) || breaks(&self.priority), BadAttribute),
            (!self.value.is_empty() && self.expires > LAST_SECOND, BadExpires),
        ];
        checks.into_iter().find(|(wrong, _)| *wrong).map_or(Ok(()), |(_, error)| Err(error))
    }

    fn write_expires(&self, now: i64, out: &mut Vec<u8>) {
        let Ok(expires) = u64::try_from(self.expires) else { return };
        if expires == 0 {
            return;
        }
        let mut text = date::format(expires);
        // The form of RFC 850's date with a year of four digits, which every client takes: `Wed, 25-Nov-2026`.
        text[7] = b'-';
        text[11] = b'-';
        out.extend_from_slice(b"; expires=");
        out.extend_from_slice(&text);
        out.extend_from_slice(b"; Max-Age=");
        super::answer::decimal(out, self.expires.saturating_sub(now).max(0) as u64);
    }
}

fn breaks(text: &[u8]) -> bool {
    text.iter()
        .any(|byte| matches!(byte, b',' | b';' | b' ' | b'\t' | b'\r' | b'\n' | 0x0b | 0x0c | 0))
}

/// As in the body of a form: letters, digits, `-`, `_` and `.` as they are, a space as a plus sign.
pub fn url_encode(text: &[u8], out: &mut Vec<u8>) {
    const HEX: &[u8; 16] = b"0123456789ABCDEF";
    for byte in text {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' => out.push(*byte),
            b' ' => out.push(b'+'),
            _ => out.extend_from_slice(&[
                b'%',
                HEX[usize::from(byte >> 4)],
                HEX[usize::from(byte & 15)],
            ]),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cookie(name: &str, value: &str) -> Cookie {
        Cookie { name: name.into(), value: value.into(), ..Cookie::default() }
    }

    fn field(cookie: &Cookie, encode: bool) -> String {
        cookie
            .to_field(encode, 1000)
            .map_or_else(|e| e.to_string(), |v| String::from_utf8(v).unwrap())
    }

    #[test]
    fn all_attributes_in_order() {
        let all = Cookie {
            expires: 1_795_620_173,
            path: "/p".into(),
            domain: "d.com".into(),
            secure: true,
            http_only: true,
            same_site: "Lax".into(),
            priority: "High".into(),
            partitioned: true,
            ..cookie("a", "b c")
        };
        assert_eq!(
            all.to_field(true, 1_795_620_073).map(|v| String::from_utf8(v).unwrap()).unwrap(),
            "a=b+c; expires=Wed, 25-Nov-2026 15:22:53 GMT; Max-Age=100; path=/p; domain=d.com; secure; HttpOnly; SameSite=Lax; Priority=High; Partitioned"
        );
    }

    #[test]
    fn an_empty_value_deletes_and_a_past_end_is_no_negative_age() {
        assert_eq!(
            field(&cookie("a", ""), true),
            "a=deleted; expires=Thu, 01-Jan-1970 00:00:01 GMT; Max-Age=0"
        );
        let past = Cookie { expires: 1, ..cookie("a", "b") };
        assert_eq!(field(&past, true), "a=b; expires=Thu, 01-Jan-1970 00:00:01 GMT; Max-Age=0");
        assert_eq!(field(&Cookie { expires: -5, ..cookie("a", "b") }, true), "a=b");
    }

    #[test]
    fn nothing_ends_a_field_early() {
        for (bad, encode, error) in [
            (cookie("", "x"), true, CookieError::NoName),
            (cookie("a=b", "x"), true, CookieError::BadName),
            (cookie("a\0", "x"), true, CookieError::BadName),
            (cookie("a", "x\r\n"), false, CookieError::BadValue),
            (Cookie { path: "/;".into(), ..cookie("a", "x") }, true, CookieError::BadPath),
            (Cookie { domain: "a\n".into(), ..cookie("a", "x") }, true, CookieError::BadDomain),
            (
                Cookie { same_site: "a\n".into(), ..cookie("a", "x") },
                true,
                CookieError::BadAttribute,
            ),
            (
                Cookie { priority: "a;b".into(), ..cookie("a", "x") },
                true,
                CookieError::BadAttribute,
            ),
            (Cookie { expires: i64::MAX, ..cookie("a", "x") }, true, CookieError::BadExpires),
        ] {
            assert_eq!(bad.to_field(encode, 0), Err(error));
        }
        assert_eq!(field(&cookie("a", "x\r\n;"), true), "a=x%0D%0A%3B");
    }
}
