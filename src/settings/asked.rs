//! First stage: what the script asked for, by name, checked row by row. What it means is worked out by
//! [`ServerSettings`](super::ServerSettings) and [`PortSettings`](super::PortSettings).

use std::collections::BTreeMap;
use std::fmt;

use super::row::{DefaultValue, Place, Row, Status};
use super::suggest::nearest;
use super::table::{find, rows};
use super::{SettingError, SettingValue};

/// The settings that a script has asked for so far, each converted to its row's type.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Asked {
    values: BTreeMap<&'static str, SettingValue>,
}

/// Something to warn about; the setting has no effect.
#[derive(Debug, Clone, PartialEq)]
pub enum Notice {
    /// No setting of that name is taken here.
    Unsupported {
        /// As given.
        name: String,
        /// The nearest name that is taken here, if one is near.
        nearest: Option<&'static str>,
    },
    /// The value is not allowed; the setting stays as it was.
    Ignored(SettingError),
    /// The setting is known and its feature is not built yet.
    NotYet {
        /// As given.
        name: String,
        /// What is missing.
        feature: &'static str,
    },
}

impl fmt::Display for Notice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unsupported { name, nearest: None } => write!(f, "unsupported option [{name}]"),
            Self::Unsupported { name, nearest: Some(nearest) } => {
                write!(f, "unsupported option [{name}], did you mean [{nearest}]?")
            }
            Self::Ignored(error) => error.fmt(f),
            Self::NotYet { name, feature } => {
                write!(f, "option [{name}] has no effect yet, it needs {feature}")
            }
        }
    }
}

impl Asked {
    /// Adds what one call of `set` asks for; later calls win over earlier ones. `null` asks for nothing.
    ///
    /// # Errors
    /// A value is of another type than its setting's or otherwise one that the program cannot have meant,
    /// see [`SettingError::is_ignorable`]. Then nothing is added.
    pub fn ask(
        &mut self,
        place: Place,
        settings: &[(Vec<u8>, SettingValue)],
    ) -> Result<Vec<Notice>, SettingError> {
        let mut notices = Vec::new();
        let mut added: BTreeMap<&'static str, SettingValue> = BTreeMap::new();
        for (key, value) in settings {
            let name = String::from_utf8_lossy(key);
            let Some(row) = find(place, &name) else {
                notices.push(unsupported(place, &name));
                continue;
            };
            if *value == SettingValue::Null {
                continue;
            }
            let value = match row.convert(value) {
                Ok(value) => value,
                Err(error) if error.is_ignorable() => {
                    notices.push(Notice::Ignored(error));
                    continue;
                }
                Err(error) => return Err(error),
            };
            if let Status::NotYet(feature) = row.status
                && value.to_bool()
                && !row.is_default(&value)
            {
                notices.push(Notice::NotYet { name: name.into_owned(), feature });
            }
            let by_alias = row.name.as_bytes() != key.as_slice();
            let own_name_given = settings.iter().any(|(key, _)| key == row.name.as_bytes());
            if !(by_alias && own_name_given) {
                added.insert(row.name, value);
            }
        }
        self.values.extend(added);
        Ok(notices)
    }

    /// Adds all that another has been asked for, which wins.
    pub fn add(&mut self, other: &Self) {
        self.values.extend(other.values.iter().map(|(name, value)| (*name, value.clone())));
    }

    /// What was asked of the setting `name`, which is a row's own name.
    #[must_use]
    pub fn given(&self, name: &str) -> Option<&SettingValue> {
        debug_assert!(rows().any(|row| row.name == name), "{name} is in the table");
        self.values.get(name)
    }

    /// Whether the switch `name` is on.
    #[must_use]
    pub fn flag(&self, name: &str) -> bool {
        match (self.given(name), default_of(name)) {
            (Some(value), _) => value.to_bool(),
            (None, DefaultValue::Bool(default)) => default,
            (None, _) => false,
        }
    }

    /// The integer or size `name`; 0 if it is neither asked for nor has a default.
    #[must_use]
    pub fn int(&self, name: &str) -> i64 {
        match (self.given(name).and_then(SettingValue::to_int), default_of(name)) {
            (Some(value), _) => value,
            (None, DefaultValue::Int(default)) => default,
            (None, _) => 0,
        }
    }

    /// The number of seconds `name`; 0 if it is neither asked for nor has a default.
    #[must_use]
    pub fn float(&self, name: &str) -> f64 {
        match (self.given(name).and_then(SettingValue::to_float), default_of(name)) {
            (Some(value), _) => value,
            (None, DefaultValue::Float(default)) => default,
            (None, _) => 0.0,
        }
    }

    /// [`Asked::int`] for settings whose least value is 0; what is less is 0.
    #[must_use]
    pub fn count(&self, name: &str) -> u64 {
        u64::try_from(self.int(name)).unwrap_or(0)
    }

    /// [`Asked::count`] as a size in memory.
    #[must_use]
    pub fn size(&self, name: &str) -> usize {
        usize::try_from(self.count(name)).unwrap_or(usize::MAX)
    }

    /// The string `name`; `None` if it is neither asked for nor has a default, or is empty.
    #[must_use]
    pub fn string(&self, name: &str) -> Option<Vec<u8>> {
        let value = match (self.given(name), default_of(name)) {
            (Some(value), _) => value.to_bytes(),
            (None, DefaultValue::Str(default)) => Some(default.into()),
            (None, _) => None,
        };
        value.filter(|value| !value.is_empty())
    }
}

fn default_of(name: &str) -> DefaultValue {
    rows().find(|row| row.name == name).map_or(DefaultValue::Unset, |row| row.default)
}

fn unsupported(place: Place, name: &str) -> Notice {
    let accepted = rows().filter(|row| row.accepted_at(place));
    let names = accepted.flat_map(|row: &Row| row.aliases.iter().copied().chain([row.name]));
    Notice::Unsupported { name: name.to_owned(), nearest: nearest(name, names) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ask(settings: &[(&str, SettingValue)]) -> Result<(Asked, Vec<String>), SettingError> {
        let mut asked = Asked::default();
        let settings: Vec<_> = settings
            .iter()
            .map(|(name, value)| (name.as_bytes().to_vec(), value.clone()))
            .collect();
        let notices = asked.ask(Place::Server, &settings)?;
        Ok((asked, notices.iter().map(ToString::to_string).collect()))
    }

    #[test]
    fn an_unknown_name_warns_and_suggests_the_nearest() {
        let (_, notices) =
            ask(&[("foo", 1.into()), ("worker_nun", 3.into()), ("invalid_option", true.into())])
                .unwrap();
        assert_eq!(
            notices,
            [
                "unsupported option [foo]",
                "unsupported option [worker_nun], did you mean [worker_num]?",
                "unsupported option [invalid_option]"
            ]
        );
    }

    #[test]
    fn a_name_of_another_place_is_unknown_here() {
        let (_, notices) = ask(&[("socks5_host", "x".into())]).unwrap();
        assert_eq!(notices, ["unsupported option [socks5_host]"]);
    }

    #[test]
    fn a_feature_that_is_not_built_says_so_unless_it_is_switched_off() {
        let (_, notices) = ask(&[("open_redis_protocol", true.into())]).unwrap();
        assert_eq!(
            notices,
            ["option [open_redis_protocol] has no effect yet, it needs the Redis protocol"]
        );
        let (_, notices) = ask(&[("ssl_compress", false.into())]).unwrap();
        assert_eq!(notices, [""; 0]);
    }

    #[test]
    fn aliases_ask_for_the_same_and_the_own_name_wins() {
        let (asked, _) = ask(&[("max_conn", 500.into())]).unwrap();
        assert_eq!(asked.int("max_connection"), 500);
        let (asked, _) = ask(&[("max_connection", 600.into()), ("max_conn", 500.into())]).unwrap();
        assert_eq!(asked.int("max_connection"), 600);
    }

    #[test]
    fn a_bad_value_names_setting_value_and_bounds_and_nothing_is_taken() {
        let text = |settings: &[(&str, SettingValue)]| ask(settings).unwrap_err().to_string();
        assert_eq!(
            text(&[("worker_num", "abc".into())]),
            "the value of 'worker_num' must be an integer, got 'abc'"
        );
        assert_eq!(
            text(&[("dispatch_mode", 6.into())]),
            "dispatch_mode must be one of [1, 2, 3, 4, 5, 7, 8, 9, 10], got 6"
        );
        let mut asked = Asked::default();
        let settings = [(b"backlog".to_vec(), 5.into()), (b"log_level".to_vec(), 99.into())];
        assert!(asked.ask(Place::Server, &settings).is_err());
        assert_eq!(asked, Asked::default());
    }

    #[test]
    fn a_number_below_its_bounds_or_a_function_that_is_none_warns_and_is_ignored() {
        let (asked, notices) = ask(&[
            ("worker_num", (-3).into()),
            ("socket_buffer_size", (-1).into()),
            ("max_idle_time", (-2.5).into()),
            ("dispatch_func", "nothing".into()),
        ])
        .unwrap();
        assert_eq!(
            notices,
            [
                "worker_num must be greater than or equal to 0, got -3",
                "socket_buffer_size must be greater than or equal to 0, got -1",
                "max_idle_time must be greater than or equal to -1, got -2.5",
                "function 'nothing' is not callable"
            ]
        );
        assert_eq!(asked, Asked::default());
    }

    #[test]
    fn null_asks_for_nothing() {
        let (asked, notices) = ask(&[("package_eof", SettingValue::Null)]).unwrap();
        assert_eq!(asked, Asked::default());
        assert_eq!(notices, [""; 0]);
    }

    #[test]
    fn a_later_call_wins_and_keeps_what_it_does_not_name() {
        let mut asked = Asked::default();
        asked.ask(Place::Server, &[(b"backlog".to_vec(), 5.into())]).unwrap();
        asked.ask(Place::Server, &[(b"worker_num".to_vec(), "7".into())]).unwrap();
        asked.ask(Place::Server, &[(b"worker_num".to_vec(), 8.into())]).unwrap();
        assert_eq!((asked.int("backlog"), asked.int("worker_num")), (5, 8));
    }
}
