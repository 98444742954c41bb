//! From an object's properties to a request: what is to be sent.

use ext_php_rs::types::{ZendHashTable, Zval};

use super::{COOKIES, REQUEST_BODY, REQUEST_HEADERS, REQUEST_METHOD, UPLOAD_FILES};
use crate::http::client::form::{Body, Form, Kind, Part};
use crate::http::client::request::Pair;
use crate::php::boundary::{Exit, Outcome};
use crate::php::callable::Callable;
use crate::php::callback::{self, Held};
use crate::php::chance;
use crate::php::convert;
use crate::php::http::fields;
use crate::php::object::{self, Object};

/// A request, as the script has put it together.
pub struct Request {
    /// The method.
    pub method: Vec<u8>,
    /// The script's own fields.
    pub fields: Vec<Pair>,
    /// Cookies.
    pub cookies: Vec<Pair>,
    /// The body, if there is one.
    pub body: Option<Body>,
}

impl Request {
    /// Reads the properties.
    ///
    /// # Errors
    /// A conversion to a string has thrown.
    pub fn of(object: Object<'_>) -> Outcome<Self> {
        let body = body(object)?;
        let method = object::property(object, &REQUEST_METHOD);
        let method = match convert::as_bytes(&method).filter(|method| !method.is_empty()) {
            Some(method) => method.to_vec(),
            None if body.is_some() => b"POST".to_vec(),
            None => b"GET".to_vec(),
        };
        Ok(Self {
            method,
            fields: pairs(&object::property(object, &REQUEST_HEADERS))?,
            cookies: pairs(&object::property(object, &COOKIES))?,
            body,
        })
    }
}

/// The elements of an array that have a name; nothing of what is null. An array as a value stands for several of that name.
pub(in crate::php::coroutine) fn pairs(array: &Zval) -> Outcome<Vec<Pair>> {
    let mut pairs = Vec::new();
    for (name, value) in entries(array) {
        if fields::as_index(&name).is_some() || value.is_null() {
            continue;
        }
        if value.array().is_none() {
            pairs.push((name, text(&value)?));
            continue;
        }
        for (_, value) in entries(&value) {
            pairs.push((name.clone(), text(&value)?));
        }
    }
    Ok(pairs)
}

/// Names and values of an array's elements, copied: converting them may run code that changes the array.
fn entries(array: &Zval) -> Vec<(Vec<u8>, Held)> {
    let mut entries = Vec::new();
    convert::each(array.array(), &mut |name, value| {
        entries.push((name.to_vec(), Held::copy_of(value)));
    });
    entries
}

/// What `(string)` makes of a value.
pub(in crate::php::coroutine) fn text(value: &Zval) -> Outcome<Vec<u8>> {
    if let Some(text) = convert::as_bytes(value) {
        return Ok(text.to_vec());
    }
    let made = convert::to_string(value).map(Held::new);
    let made = made.filter(|_| callback::exception().is_null()).ok_or(Exit::Pending)?;
    Ok(convert::as_bytes(&made).unwrap_or_default().to_vec())
}

/// The body: a form in parts if there are files, else the pairs of an array, else bytes.
fn body(object: Object<'_>) -> Outcome<Option<Body>> {
    let given = object::property(object, &REQUEST_BODY);
    let uploads = object::property(object, &UPLOAD_FILES);
    if uploads.array().is_some_and(|uploads| !uploads.is_empty()) {
        return parts(&given, &uploads).map(Some);
    }
    if given.is_null() {
        return Ok(None);
    }
    if given.array().is_some() {
        return Ok(Some(Body::of(Some(Kind::Pairs), query(&given)?)));
    }
    Ok(Some(Body::of(None, text(&given)?)))
}

/// `http_build_query()`
pub(in crate::php::coroutine) fn query(array: &Zval) -> Outcome<Vec<u8>> {
    let function =
        Callable::resolve(&convert::string(b"http_build_query")).map_err(Exit::php_error)?;
    let mut arguments = [array.shallow_clone(), convert::string(b""), convert::string(b"&")];
    let built = callback::call_through(&function, &mut arguments)?;
    text(&built)
}

fn parts(given: &Zval, uploads: &Zval) -> Outcome<Body> {
    let mut form = Form::new(chance::words());
    // A string is no form.
    if given.array().is_some() {
        add_fields(&mut form, b"", given)?;
    }
    for (_, upload) in entries(uploads) {
        let Some(upload) = upload.array() else { continue };
        let get =
            |name: &str| upload.get(name).and_then(convert::as_bytes).unwrap_or_default().to_vec();
        let number = |name: &str| {
            let number = upload.get(name).map_or(0, convert::to_long);
            u64::try_from(number).unwrap_or(0)
        };
        let content = match upload.get("content").and_then(convert::as_bytes) {
            Some(content) => Part::Bytes(content.to_vec()),
            None => {
                Part::File { path: get("path"), offset: number("offset"), length: number("size") }
            }
        };
        form.upload(&get("name"), &get("filename"), &get("type"), content);
    }
    Ok(form.finish())
}

/// Adds the elements of an array, those of arrays within as `name[key]`.
fn add_fields(form: &mut Form, prefix: &[u8], array: &Zval) -> Outcome {
    for (key, value) in entries(array) {
        let name = if prefix.is_empty() { key } else { [prefix, b"[", &key, b"]"].concat() };
        if value.array().is_some() {
            add_fields(form, &name, &value)?;
        } else if !value.is_null() {
            form.field(&name, &text(&value)?);
        }
    }
    Ok(())
}

/// What `uploadFiles` keeps of a file or of content.
pub fn upload(elements: impl IntoIterator<Item = (&'static str, Zval)>) -> Zval {
    let mut table = ZendHashTable::new();
    for (name, value) in elements {
        // Only a full memory makes this fail, which is reported elsewhere.
        let _ = table.insert(name, value);
    }
    convert::array(table)
}
