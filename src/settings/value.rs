//! A setting's value as a script gives it, and PHP's conversions between types, as far as they lose nothing
//! that the script meant: `"10"` is an integer, `"abc"` is not.
//!
//! Made by the binding from PHP values, converted by [`Kind`](super::Kind). Knows no setting.

use std::fmt;

/// What a script wrote.
#[derive(Debug, Clone, PartialEq)]
pub enum SettingValue {
    /// `null`: as if the setting were not there.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// An integer.
    Int(i64),
    /// A float.
    Float(f64),
    /// A string of any bytes.
    Str(Vec<u8>),
    /// An array with the keys 0, 1, 2, ...
    List(Vec<SettingValue>),
    /// An array with other keys, in its order.
    Map(Vec<(Vec<u8>, SettingValue)>),
    /// Something that can be called. The binding makes this where the row's kind is a callable (elsewhere
    /// `'strlen'` is a string) and keeps the callable itself.
    Callable,
}

impl SettingValue {
    /// PHP's truth: false are `null`, `false`, 0, 0.0, `""`, `"0"` and `[]`.
    #[must_use]
    pub fn to_bool(&self) -> bool {
        match self {
            Self::Null => false,
            Self::Bool(value) => *value,
            Self::Int(value) => *value != 0,
            Self::Float(value) => *value != 0.0,
            Self::Str(bytes) => !matches!(bytes.as_slice(), b"" | b"0"),
            Self::List(items) => !items.is_empty(),
            Self::Map(items) => !items.is_empty(),
            Self::Callable => true,
        }
    }

    /// As an integer, fractions cut off; `None` if it is no number or out of range.
    #[must_use]
    pub fn to_int(&self) -> Option<i64> {
        match self {
            Self::Bool(value) => Some(i64::from(*value)),
            Self::Int(value) => Some(*value),
            Self::Float(value) => truncate(*value),
            Self::Str(bytes) => {
                let text = numeric(bytes)?;
                text.parse().ok().or_else(|| truncate(text.parse().ok()?))
            }
            Self::Null | Self::List(_) | Self::Map(_) | Self::Callable => None,
        }
    }

    /// As a float; `None` if it is no finite number.
    #[must_use]
    pub fn to_float(&self) -> Option<f64> {
        match self {
            Self::Bool(value) => Some(f64::from(u8::from(*value))),
            Self::Int(value) => Some(*value as f64),
            Self::Float(value) => Some(*value).filter(|value| value.is_finite()),
            Self::Str(bytes) => {
                numeric(bytes)?.parse().ok().filter(|value: &f64| value.is_finite())
            }
            Self::Null | Self::List(_) | Self::Map(_) | Self::Callable => None,
        }
    }

    /// As a string; `None` for arrays and callables.
    #[must_use]
    pub fn to_bytes(&self) -> Option<Vec<u8>> {
        match self {
            Self::Null => Some(Vec::new()),
            Self::Bool(value) => Some(if *value { b"1".to_vec() } else { Vec::new() }),
            Self::Int(value) => Some(value.to_string().into_bytes()),
            Self::Float(value) => Some(value.to_string().into_bytes()),
            Self::Str(bytes) => Some(bytes.clone()),
            Self::List(_) | Self::Map(_) | Self::Callable => None,
        }
    }

    /// As a number of bytes: an integer, or one with `K`, `M` or `G` behind it, as in php.ini.
    #[must_use]
    pub fn to_size(&self) -> Option<i64> {
        let Self::Str(bytes) = self else {
            return self.to_int();
        };
        let text = std::str::from_utf8(bytes).ok()?.trim();
        let shift = match text.bytes().last()? {
            b'k' | b'K' => 10,
            b'm' | b'M' => 20,
            b'g' | b'G' => 30,
            _ => return self.to_int(),
        };
        let number: i64 = text[..text.len() - 1].trim_end().parse().ok()?;
        number.checked_mul(1 << shift)
    }
}

impl From<bool> for SettingValue {
    fn from(value: bool) -> Self {
        Self::Bool(value)
    }
}

impl From<i64> for SettingValue {
    fn from(value: i64) -> Self {
        Self::Int(value)
    }
}

impl From<f64> for SettingValue {
    fn from(value: f64) -> Self {
        Self::Float(value)
    }
}

impl From<&str> for SettingValue {
    fn from(value: &str) -> Self {
        Self::Str(value.into())
    }
}

impl fmt::Display for SettingValue {
    /// As an error message shows it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Null => f.write_str("null"),
            Self::Bool(value) => write!(f, "{value}"),
            Self::Int(value) => write!(f, "{value}"),
            Self::Float(value) => write!(f, "{value}"),
            Self::Str(bytes) => write!(f, "'{}'", bytes.escape_ascii()),
            Self::List(_) | Self::Map(_) => f.write_str("an array"),
            Self::Callable => f.write_str("a callable"),
        }
    }
}

/// The text of what PHP calls a numeric string: a decimal number, white space around it allowed.
fn numeric(bytes: &[u8]) -> Option<&str> {
    let text = std::str::from_utf8(bytes).ok()?.trim();
    let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
    // Not "inf" and "nan", which Rust would parse.
    digits.starts_with(|c: char| c.is_ascii_digit() || c == '.').then_some(text)
}

fn truncate(value: f64) -> Option<i64> {
    // The upper end is exclusive: i64::MAX as f64 is one too many.
    (value >= i64::MIN as f64 && value < i64::MAX as f64).then_some(value as i64)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(value: &str) -> SettingValue {
        SettingValue::Str(value.into())
    }

    #[test]
    fn strings_are_numbers_as_php_has_it() {
        assert_eq!(text("10").to_int(), Some(10));
        assert_eq!(text(" -3 ").to_int(), Some(-3));
        assert_eq!(text("1e3").to_int(), Some(1000));
        assert_eq!(text("1.9").to_int(), Some(1));
        for bad in ["", "abc", "10abc", "nan", "inf", "1e30"] {
            assert_eq!(text(bad).to_int(), None, "{bad}");
        }
        assert_eq!(text("0.5").to_float(), Some(0.5));
        assert_eq!(text("inf").to_float(), None);
    }

    #[test]
    fn floats_out_of_range_are_no_integers() {
        assert_eq!(SettingValue::Float(f64::NAN).to_int(), None);
        assert_eq!(SettingValue::Float(9.3e18).to_int(), None);
        assert_eq!(SettingValue::Float(-1.5).to_int(), Some(-1));
    }

    #[test]
    fn sizes_take_the_suffixes_of_php_ini() {
        assert_eq!(text("2M").to_size(), Some(2 << 20));
        assert_eq!(text("8k").to_size(), Some(8192));
        assert_eq!(text("1 G").to_size(), Some(1 << 30));
        assert_eq!(text("17").to_size(), Some(17));
        assert_eq!(SettingValue::Int(17).to_size(), Some(17));
        for bad in ["", "M", "abc", "9999999999G", "1.5M"] {
            assert_eq!(text(bad).to_size(), None, "{bad}");
        }
    }

    #[test]
    fn truth_is_php_s() {
        for falsy in [SettingValue::Null, text(""), text("0"), SettingValue::List(vec![])] {
            assert!(!falsy.to_bool(), "{falsy}");
        }
        for truthy in [text("false"), SettingValue::Int(-1), SettingValue::Callable] {
            assert!(truthy.to_bool(), "{truthy}");
        }
    }
}
