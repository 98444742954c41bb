//! Queries, forms and cookies as PHP arrays: PHP's own parser of variables does it, so that `a[b][]=1` means what it means to every script, and
//! `max_input_vars` holds.

use crate::http::files::percent_decoded;
use crate::log;
use crate::php::callback::{self, Held};
use crate::php::convert::{self, Name, long, string};
use ext_php_rs::ffi::{self, php_register_variable_safe};
use ext_php_rs::types::{ZendHashTable, Zval};

/// For `treat_data`: a string that is given.
const PARSE_STRING: i32 = ffi::PARSE_STRING as i32;

/// The parameters of a query or of a form's body.
pub fn parameters(encoded: &[u8]) -> Zval {
    // What is too much has been said when the request came; PHP would say it again.
    let encoded = &encoded[..end_of_variables(encoded, b'&').unwrap_or(encoded.len())];
    let mut made = convert::array(ZendHashTable::new());
    let (into, text, len) = (&raw mut made, encoded.as_ptr(), encoded.len());
    // SAFETY: the parser frees the copy that it is given and fills the array, which is live.
    let _ = callback::guard(|| unsafe {
        if let Some(treat) = ffi::sapi_module.treat_data {
            treat(PARSE_STRING, ffi::_estrndup(text.cast(), len), into);
        }
    });
    made
}

/// Adds one variable to an array, as the names of PHP's variables are read.
pub fn add_variable(array: &mut Zval, name: &[u8], value: &[u8]) {
    // What stands behind a NUL byte in a name is no part of it to the parser; such a name is nobody's.
    if name.is_empty() || name.contains(&0) {
        return;
    }
    let into = &raw mut *array;
    let (name, name_len, value, value_len) =
        (name.as_ptr(), name.len(), value.as_ptr(), value.len());
    // SAFETY: the name is copied, since the parser writes to it; the value is copied by it.
    let _ = callback::guard(|| unsafe {
        let name = ffi::_estrndup(name.cast(), name_len);
        php_register_variable_safe(name, value.cast_mut().cast(), value_len, into);
        ffi::_efree(name.cast());
    });
}

/// Adds a variable whose value is any PHP value, which the array takes over.
pub fn add_value(array: &mut Zval, name: &[u8], value: Zval) {
    if name.is_empty() || name.contains(&0) {
        return;
    }
    let into = &raw mut *array;
    let mut value = std::mem::ManuallyDrop::new(value);
    let (name, name_len, value) = (name.as_ptr(), name.len(), &raw mut *value);
    // SAFETY: as above; the array takes the value over.
    let _ = callback::guard(|| unsafe {
        let name = ffi::_estrndup(name.cast(), name_len);
        ffi::php_register_variable_ex(name, value, into);
        ffi::_efree(name.cast());
    });
}

/// Adds an upload, `value` being what [`Upload::value`] has made. `a[b]` is found at `['a']['b']`; nested as `$_FILES` nests it, its properties are
/// found at `['a']['name']['b']` and so on.
pub fn add_upload(array: &mut Zval, name: &[u8], value: Zval, nests: bool) {
    let Some(at) = memchr::memchr(b'[', name).filter(|at| nests && *at > 0) else {
        return add_value(array, name, value);
    };
    let value = Held::new(value);
    let (base, brackets) = name.split_at(at);
    for key in [&NAME, &TYPE, &TMP_NAME, &ERROR, &SIZE].map(Name::text) {
        if let Some(property) = value.array().and_then(|table| table.get(key)) {
            let place = [base, b"[", key.as_bytes(), b"]", brackets].concat();
            add_value(array, &place, Held::copy_of(property).into_inner());
        }
    }
}

/// The most variables of a query, of a form, and of the cookies of a request: `max_input_vars`.
pub fn max_variables() -> usize {
    // SAFETY: the process globals live as long as the engine.
    usize::try_from(unsafe { (*ffi::ext_php_rs_process_globals()).max_input_vars }).unwrap_or(0)
}

/// Where a text of variables is to be cut, since there are more than PHP allows.
fn end_of_variables(text: &[u8], separator: u8) -> Option<usize> {
    let max = max_variables();
    // Most texts are too short to have so many.
    if text.len() / 2 < max {
        return None;
    }
    let mut found = 0;
    let mut start = 0;
    for end in memchr::memchr_iter(separator, text).chain([text.len()]) {
        if end > start {
            if found == max {
                return Some(start);
            }
            found += 1;
        }
        start = end + 1;
    }
    None
}

/// Says in the log that a text has more variables than PHP allows, if it has.
pub fn warn_of_excess(text: &[u8], separator: u8) {
    if end_of_variables(text, separator).is_some() {
        log::warning(format_args!(
            "Input variables exceeded {}. To increase the limit change max_input_vars in php.ini.",
            max_variables()
        ));
    }
}

/// The cookies of all Cookie fields. Of two with the same name the first counts, which is the one with the longer path (RFC 6265, section 5.4).
pub fn cookies<'a>(fields: impl Iterator<Item = &'a [u8]>) -> Option<Zval> {
    let mut made = convert::array(ZendHashTable::new());
    let mut found = false;
    let pairs =
        fields.flat_map(|field| field.split(|byte| *byte == b';')).map(<[u8]>::trim_ascii_start);
    for pair in pairs.filter(|pair| !pair.is_empty()).take(max_variables()) {
        found = true;
        let (name, value) = match memchr::memchr(b'=', pair) {
            Some(at) => (&pair[..at], &pair[at + 1..]),
            None => (pair, &[][..]),
        };
        if !has(&made, name) {
            add_variable(&mut made, name, &percent_decoded(value));
        }
    }
    found.then_some(made)
}

fn has(array: &Zval, name: &[u8]) -> bool {
    let Some(table) = array.array() else { return false };
    let (key, len) = (name.as_ptr(), name.len());
    // SAFETY: the table and the name are live.
    unsafe { !ffi::zend_hash_str_find(table, key.cast(), len).is_null() }
}

static NAME: Name = Name::new("name");
static TYPE: Name = Name::new("type");
static TMP_NAME: Name = Name::new("tmp_name");
static ERROR: Name = Name::new("error");
static SIZE: Name = Name::new("size");

/// One upload, as `$_FILES` has it.
pub struct Upload<'a> {
    /// The client's name for it.
    pub name: &'a [u8],
    /// Its type, as the client says.
    pub kind: &'a [u8],
    /// Where it is; empty if it is not.
    pub path: &'a [u8],
    /// `UPLOAD_ERR_*`.
    pub error: i64,
    /// Bytes.
    pub size: i64,
}

impl Upload<'_> {
    /// As a value.
    pub fn value(&self) -> Zval {
        let mut table = ZendHashTable::with_capacity(8);
        convert::set(&mut table, &NAME, string(self.name));
        convert::set(&mut table, &TYPE, string(self.kind));
        convert::set(&mut table, &TMP_NAME, string(self.path));
        convert::set(&mut table, &ERROR, long(self.error));
        convert::set(&mut table, &SIZE, long(self.size));
        convert::array(table)
    }
}
