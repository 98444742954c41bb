//! What the table says about one setting.
//!
//! Rows are built by the const functions here, in `table/`; read by parsing, by the documentation page and
//! by the tests.

use super::{SettingError, SettingValue};

/// One setting.
#[derive(Debug, Clone, Copy)]
pub struct Row {
    /// The name that programs use and messages show.
    pub name: &'static str,
    /// Other names for the same setting. The row's own name wins where both are given.
    pub aliases: &'static [&'static str],
    /// Type and bounds.
    pub kind: Kind,
    /// What holds where nothing is asked.
    pub default: DefaultValue,
    /// Which `set` methods take it.
    pub places: &'static [Place],
    /// Whether it does anything yet.
    pub status: Status,
    /// One sentence, with the unit.
    pub doc: &'static str,
}

/// Type and bounds of a setting.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Kind {
    /// By PHP's truth.
    Bool,
    /// An integer, bounds included.
    Int(i64, i64),
    /// One of these integers.
    OneOf(&'static [i64]),
    /// Bytes: an integer or a string such as `2M`; bounds included.
    Size(i64, i64),
    /// A finite number of at least this.
    Float(f64),
    /// A string.
    Str,
    /// An array.
    Array,
    /// A callable.
    Callable,
}

/// What holds where nothing is asked.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum DefaultValue {
    /// Nothing: the setting is absent.
    Unset,
    /// Worked out when settings are resolved; the words say how.
    Computed(&'static str),
    /// A truth value.
    Bool(bool),
    /// An integer or a number of bytes.
    Int(i64),
    /// A float.
    Float(f64),
    /// A string.
    Str(&'static str),
}

/// A method that takes settings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// `Swoole\Server::set`.
    Server,
    /// `Swoole\Server\Port::set`; `Server::set` passes these on to the first port.
    Port,
    /// `Swoole\Process\Pool::set`.
    Pool,
    /// `Swoole\Coroutine::set`.
    Coroutine,
    /// `swoole_async_set`.
    Async,
    /// `set` of the blocking and the coroutine clients.
    Client,
    /// `Swoole\Coroutine\Socket::setProtocol`.
    Socket,
}

/// Whether a setting does anything.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// It does what its sentence says.
    Built,
    /// Known; waits for this feature. Asking for it warns.
    NotYet(&'static str),
    /// Accepted in silence and without effect, for the reason given.
    Inert(&'static str),
}

impl Row {
    const fn new(name: &'static str, kind: Kind, default: DefaultValue, doc: &'static str) -> Self {
        Self { name, aliases: &[], kind, default, places: &[], status: Status::Built, doc }
    }

    /// With other names.
    #[must_use]
    pub const fn alias(mut self, aliases: &'static [&'static str]) -> Self {
        self.aliases = aliases;
        self
    }

    /// Taken by these methods.
    #[must_use]
    pub const fn at(mut self, places: &'static [Place]) -> Self {
        self.places = places;
        self
    }

    /// Known, not built: `feature` completes "it needs ...".
    #[must_use]
    pub const fn not_yet(mut self, feature: &'static str) -> Self {
        self.status = Status::NotYet(feature);
        self
    }

    /// Accepted without effect; `reason` is a clause.
    #[must_use]
    pub const fn inert(mut self, reason: &'static str) -> Self {
        self.status = Status::Inert(reason);
        self
    }

    /// With a default that is worked out; `words` say how.
    #[must_use]
    pub const fn computed(mut self, words: &'static str) -> Self {
        self.default = DefaultValue::Computed(words);
        self
    }

    /// Whether `name` is this setting's name or one of its aliases.
    #[must_use]
    pub fn is_called(&self, name: &str) -> bool {
        self.name == name || self.aliases.contains(&name)
    }

    /// Whether a converted value is what holds anyway.
    #[must_use]
    pub fn is_default(&self, value: &SettingValue) -> bool {
        match (self.default, value) {
            (DefaultValue::Bool(default), SettingValue::Bool(value)) => default == *value,
            (DefaultValue::Int(default), SettingValue::Int(value)) => default == *value,
            (DefaultValue::Float(default), SettingValue::Float(value)) => default == *value,
            (DefaultValue::Str(default), SettingValue::Str(value)) => default.as_bytes() == value,
            _ => false,
        }
    }

    /// Converts `value` to this row's type and checks its bounds.
    ///
    /// # Errors
    /// The value is of another type or out of bounds; the error names the setting, the value and what is
    /// allowed.
    pub fn convert(&self, value: &SettingValue) -> Result<SettingValue, SettingError> {
        let mistyped = |expected| SettingError::Mistyped {
            name: self.name,
            value: value.to_string(),
            expected,
        };
        match self.kind {
            Kind::Bool => Ok(SettingValue::Bool(value.to_bool())),
            Kind::Int(min, max) => {
                let int = value.to_int().ok_or_else(|| mistyped("an integer"))?;
                self.bounded(int, min, max)
            }
            Kind::Size(min, max) => {
                let size = value
                    .to_size()
                    .ok_or_else(|| mistyped("a size: bytes, or a string such as '2M'"))?;
                self.bounded(size, min, max)
            }
            Kind::OneOf(allowed) => {
                let int = value.to_int().ok_or_else(|| mistyped("an integer"))?;
                if allowed.contains(&int) {
                    return Ok(SettingValue::Int(int));
                }
                Err(SettingError::NotOneOf { name: self.name, value: int, allowed })
            }
            Kind::Float(min) => {
                let float = value.to_float().ok_or_else(|| mistyped("a number"))?;
                if float < min {
                    return Err(SettingError::TooSmallFloat { name: self.name, value: float, min });
                }
                Ok(SettingValue::Float(float))
            }
            Kind::Str => {
                value.to_bytes().map(SettingValue::Str).ok_or_else(|| mistyped("a string"))
            }
            Kind::Array => match value {
                SettingValue::List(_) | SettingValue::Map(_) => Ok(value.clone()),
                _ => Err(SettingError::NotArray { name: self.name }),
            },
            Kind::Callable => match value {
                SettingValue::Callable => Ok(SettingValue::Callable),
                _ => {
                    let bytes = value.to_bytes().unwrap_or_else(|| b"Array".to_vec());
                    let value = bytes.escape_ascii().to_string();
                    Err(SettingError::NotCallable { name: self.name, value })
                }
            },
        }
    }

    fn bounded(&self, value: i64, min: i64, max: i64) -> Result<SettingValue, SettingError> {
        if value < min {
            return Err(SettingError::TooSmall { name: self.name, value, min });
        }
        if value > max {
            return Err(SettingError::TooLarge { name: self.name, value, max });
        }
        Ok(SettingValue::Int(value))
    }
}

/// A switch.
pub(super) const fn flag(name: &'static str, default: bool, doc: &'static str) -> Row {
    Row::new(name, Kind::Bool, DefaultValue::Bool(default), doc)
}

/// An integer of at least 0.
pub(super) const fn count(name: &'static str, default: i64, doc: &'static str) -> Row {
    Row::new(name, Kind::Int(0, i64::MAX), DefaultValue::Int(default), doc)
}

/// An integer with its own bounds.
pub(super) const fn int(
    name: &'static str,
    min: i64,
    max: i64,
    default: i64,
    doc: &'static str,
) -> Row {
    Row::new(name, Kind::Int(min, max), DefaultValue::Int(default), doc)
}

/// An integer out of a few.
pub(super) const fn one_of(
    name: &'static str,
    allowed: &'static [i64],
    default: i64,
    doc: &'static str,
) -> Row {
    Row::new(name, Kind::OneOf(allowed), DefaultValue::Int(default), doc)
}

/// A number of bytes.
pub(super) const fn size(name: &'static str, default: i64, doc: &'static str) -> Row {
    Row::new(name, Kind::Size(0, i64::MAX), DefaultValue::Int(default), doc)
}

/// Seconds with a fraction; -1 waits for ever.
pub(super) const fn seconds(name: &'static str, default: f64, doc: &'static str) -> Row {
    Row::new(name, Kind::Float(-1.0), DefaultValue::Float(default), doc)
}

/// A string that is absent unless asked for.
pub(super) const fn string(name: &'static str, doc: &'static str) -> Row {
    Row::new(name, Kind::Str, DefaultValue::Unset, doc)
}

/// A string with a default.
pub(super) const fn string_or(name: &'static str, default: &'static str, doc: &'static str) -> Row {
    Row::new(name, Kind::Str, DefaultValue::Str(default), doc)
}

/// An array that is absent unless asked for.
pub(super) const fn array(name: &'static str, doc: &'static str) -> Row {
    Row::new(name, Kind::Array, DefaultValue::Unset, doc)
}

/// A callable that is absent unless asked for.
pub(super) const fn callable(name: &'static str, doc: &'static str) -> Row {
    Row::new(name, Kind::Callable, DefaultValue::Unset, doc)
}
