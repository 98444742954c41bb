//! From the array of `set()` to the engine's settings: of servers, their ports, and clients.

use crate::error::ErrorCode;
use crate::php::boundary::{Exit, Outcome};
use crate::php::callable::{self, Callable};
use crate::php::callback;
use crate::php::convert::{Name, as_bytes, type_of};
use crate::php::ini;
use crate::php::object::{self, Object};
use crate::php::server::core::Speaks;
use crate::php::server::helper;
use crate::settings::{self, Asked, Kind, Notice, Place, SettingError, SettingValue};
use ext_php_rs::ffi;
use ext_php_rs::types::{ZendHashTable, Zval};
use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

/// The property that shows scripts what they have set.
pub static SETTING: Name = Name::new("setting");

/// What a script has asked for, of a server or a port.
#[derive(Default)]
pub struct Wishes {
    /// The values.
    pub asked: RefCell<Asked>,
    /// The callables among them, by name.
    pub callables: RefCell<HashMap<&'static str, Rc<Callable>>>,
}

impl Wishes {
    /// Takes an array of settings in, warns of what is in vain, and shows it all in the object's `$setting`.
    ///
    /// # Errors
    /// A value that the script cannot have meant: a `Swoole\Exception` that names it.
    pub fn take(&self, place: Place, array: &ZendHashTable, shown_in: Object<'_>) -> Outcome {
        self.ask(place, array, None)?;
        show(array, shown_in);
        if callback::exception().is_null() { Ok(()) } else { Err(Exit::Pending) }
    }

    /// As [`Wishes::take`], for an object that shows nothing, by a method that is named in warnings.
    ///
    /// # Errors
    /// As [`Wishes::take`].
    pub fn take_unseen(&self, place: Place, array: &ZendHashTable, setter: &str) -> Outcome {
        self.ask(place, array, Some(setter))?;
        if callback::exception().is_null() { Ok(()) } else { Err(Exit::Pending) }
    }

    fn ask(&self, place: Place, array: &ZendHashTable, setter: Option<&str>) -> Outcome {
        let mut wanted = Vec::new();
        let mut callables = Vec::new();
        for (key, value) in array {
            let name = String::try_from(key).unwrap_or_default();
            let row = settings::find(place, &name).filter(|row| row.kind == Kind::Callable);
            let value = match row.map(|row| (row.name, Callable::resolve(value))) {
                Some((name, Ok(callable))) => {
                    callables.push((name, Rc::new(callable)));
                    SettingValue::Callable
                }
                Some((_, Err(_))) | None => from_php(value),
            };
            wanted.push((name.into_bytes(), value));
        }
        let taken = self.asked.borrow_mut().ask(place, &wanted);
        let notices =
            taken.map_err(|error| Exit::throw(ErrorCode::INVALID_PARAMS, error.to_string()))?;
        for notice in notices {
            match notice {
                Notice::Ignored(SettingError::NotCallable { name, .. }) => {
                    let given = array.get(name).map(callable::name_of).unwrap_or_default();
                    let message = format!("function '{given}' is not callable");
                    let setter = setter.unwrap_or_else(|| setter_of(place, name));
                    callback::warn_as(setter, &message);
                }
                // Programs hand clients the arrays of their servers. What looks like a slip of the pen is told all the same.
                Notice::Unsupported { nearest: None, .. }
                    if place == Place::Client || setter.is_some() => {}
                Notice::Unsupported { .. } if place == Place::Server && setter.is_none() => {
                    helper::warn(&notice, helper::FROM_SERVER);
                }
                Notice::Unsupported { .. } if place == Place::Port => {
                    helper::warn(&notice, helper::FROM_PORT);
                }
                notice => callback::user_warning(&notice.to_string()),
            }
        }
        self.callables.borrow_mut().extend(callables);
        Ok(())
    }

    /// Asks for what the ports of a server speak, and for what php.ini says of it, before the script has its say.
    pub(in crate::php) fn wish_for(&self, speaks: Speaks) {
        let wish = |name: &str, on| (name.as_bytes().to_vec(), SettingValue::Bool(on));
        let wishes = [
            wish("open_http_protocol", speaks != Speaks::Packages),
            wish("open_websocket_protocol", speaks == Speaks::WebSocket),
            wish("http_require_host", ini::on(ini::HTTP_REQUIRE_HOST)),
        ];
        // The rows are there and take it.
        let _ = self.asked.borrow_mut().ask(Place::Port, &wishes);
    }

    /// The callable of a setting.
    pub fn callable(&self, name: &str) -> Option<Rc<Callable>> {
        self.callables.borrow().get(name).map(Rc::clone)
    }
}

/// The method that is named when a setting is refused: what ports take is theirs, whichever `set()` was called.
fn setter_of(place: Place, name: &str) -> &'static str {
    if place == Place::Client {
        return "Swoole\\Client::set";
    }
    match settings::find(Place::Server, name) {
        Some(row) if row.places.contains(&Place::Port) => "Swoole\\Server\\Port::set",
        _ => "Swoole\\Server::set",
    }
}

/// Adds what was asked to the object's `$setting`, which keeps what was there.
fn show(array: &ZendHashTable, shown_in: Object<'_>) {
    show_as(&SETTING, array, shown_in);
}

/// Adds what was asked to a property of the object, which keeps what was there.
pub(in crate::php) fn show_as(property: &Name, array: &ZendHashTable, shown_in: Object<'_>) {
    let before = object::property(shown_in, property);
    let mut merged = before.array().map(ToOwned::to_owned).unwrap_or_default();
    for (key, value) in array {
        // Only a full memory makes this fail, which is reported elsewhere.
        let _ = merged.insert(key, value.dereference().shallow_clone());
    }
    object::set_property(shown_in, property, crate::php::convert::array(merged));
}

/// A PHP value as the engine's settings see it.
pub(in crate::php) fn from_php(value: &Zval) -> SettingValue {
    let value = value.dereference();
    match type_of(value) {
        ffi::IS_FALSE => SettingValue::Bool(false),
        ffi::IS_TRUE => SettingValue::Bool(true),
        ffi::IS_LONG => SettingValue::Int(value.long().unwrap_or(0)),
        ffi::IS_DOUBLE => SettingValue::Float(value.double().unwrap_or(0.0)),
        ffi::IS_STRING => SettingValue::Str(as_bytes(value).unwrap_or_default().to_vec()),
        ffi::IS_ARRAY => value.array().map_or(SettingValue::Null, from_array),
        ffi::IS_OBJECT => SettingValue::Callable,
        _ => SettingValue::Null,
    }
}

fn from_array(array: &ZendHashTable) -> SettingValue {
    if array.has_sequential_keys() {
        return SettingValue::List(array.values().map(from_php).collect());
    }
    let text = |key| String::try_from(key).unwrap_or_default().into_bytes();
    SettingValue::Map(array.iter().map(|(key, value)| (text(key), from_php(value))).collect())
}
