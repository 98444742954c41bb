//! Rules by which the path of a request for a file becomes another (`url_rewrite_rules`). The first rule that fits is used.

use regex::bytes::{Regex, RegexBuilder};

/// A rule.
#[derive(Debug, Clone)]
pub enum Rewrite {
    /// `~pattern~`: what it matches is replaced, `$1` being its first group.
    Pattern(Regex, Vec<u8>),
    /// Anything else: paths that begin with it begin with the other.
    Beginning(Vec<u8>, Vec<u8>),
}

impl PartialEq for Rewrite {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Pattern(one, to), Self::Pattern(two, also)) => {
                one.as_str() == two.as_str() && to == also
            }
            (Self::Beginning(one, to), Self::Beginning(two, also)) => one == two && to == also,
            _ => false,
        }
    }
}

impl Rewrite {
    /// The rule that rewrites `from` to `to`. Behind the pattern's end may stand `i`: letters match in either case.
    ///
    /// # Errors
    /// It is no pattern; the text says why.
    pub fn new(from: &[u8], to: &[u8]) -> Result<Self, String> {
        let Some(pattern) = from.strip_prefix(b"~") else {
            return Ok(Self::Beginning(from.to_vec(), to.to_vec()));
        };
        let end = pattern.iter().rposition(|byte| *byte == b'~').ok_or("there is no second '~'")?;
        let (pattern, flags) = (&pattern[..end], &pattern[end + 1..]);
        if !matches!(flags, b"" | b"i") {
            let flags = String::from_utf8_lossy(flags);
            return Err(format!("'{flags}' is no flag, 'i' is one"));
        }
        let pattern = std::str::from_utf8(pattern).map_err(|error| error.to_string())?;
        let built = RegexBuilder::new(pattern).case_insensitive(flags == b"i").build();
        // The crate's messages show the pattern over several lines.
        let reason = |error: regex::Error| {
            error.to_string().split('\n').next_back().map_or_else(String::new, str::to_owned)
        };
        Ok(Self::Pattern(built.map_err(reason)?, to.to_vec()))
    }

    /// What becomes of a path, if the rule fits.
    #[must_use]
    pub fn apply(&self, path: &[u8]) -> Option<Vec<u8>> {
        match self {
            Self::Pattern(pattern, to) => {
                pattern.is_match(path).then(|| pattern.replace(path, &to[..]).into_owned())
            }
            Self::Beginning(from, to) => {
                path.strip_prefix(&from[..]).map(|rest| [to, rest].concat())
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rewrite(from: &str, to: &str, path: &str) -> Option<String> {
        let rule = Rewrite::new(from.as_bytes(), to.as_bytes()).unwrap();
        rule.apply(path.as_bytes()).map(|path| String::from_utf8(path).unwrap())
    }

    #[test]
    fn patterns_and_beginnings_fit_or_not() {
        let post = |path| rewrite(r"~^/view/post/(\d+)$~", "/static/$1.html", path);
        assert_eq!(post("/view/post/42").as_deref(), Some("/static/42.html"));
        assert_eq!(post("/view/post/x"), None);
        assert_eq!(post("/VIEW/post/42"), None);
        assert_eq!(rewrite("~^/view~i", "/static", "/VIEW/1").as_deref(), Some("/static/1"));
        let article = |path| rewrite("/article/", "/static/article/", path);
        assert_eq!(article("/article/a.html").as_deref(), Some("/static/article/a.html"));
        assert_eq!(article("/articles"), None);
    }

    #[test]
    fn what_is_no_pattern_is_refused_with_a_reason() {
        let reason = |from: &str| Rewrite::new(from.as_bytes(), b"/").unwrap_err();
        assert_eq!(reason("~^/a"), "there is no second '~'");
        assert_eq!(reason("~^/a~x"), "'x' is no flag, 'i' is one");
        assert_eq!(reason("~(~"), "error: unclosed group");
    }
}
