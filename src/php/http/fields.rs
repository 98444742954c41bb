//! Names and values of header fields as PHP strings: the names that every client and script uses are made once.

use crate::php::convert::{self, Name, string};
use ext_php_rs::ffi::{self, HashTable};
use ext_php_rs::types::Zval;

/// A name that is made once, and its bytes, filled up with zeros, so that it is compared with one look.
struct Known {
    name: Name,
    bytes: [u8; WIDTH],
}

/// No known name is longer.
const WIDTH: usize = 32;

impl Known {
    const fn new(text: &'static str) -> Self {
        let mut bytes = [0; WIDTH];
        let mut at = 0;
        while at < text.len() {
            bytes[at] = text.as_bytes()[at];
            at += 1;
        }
        Self { name: Name::new(text), bytes }
    }
}

macro_rules! names {
    ($($list:ident: $($text:literal)*;)*) => {
        $(static $list: &[Known] = {
            static NAMES: [Known; [$($text),*].len()] = [$(Known::new($text)),*];
            &NAMES
        };)*
    };
}

names! {
    LOWER_2: "dt" "te";
    LOWER_3: "dnt" "via" "age";
    LOWER_4: "host" "date" "from";
    LOWER_5: "range";
    LOWER_6: "accept" "origin" "cookie" "expect" "pragma";
    LOWER_7: "referer" "upgrade";
    LOWER_8: "if-match" "if-range" "sec-gpc";
    LOWER_9: "x-real-ip" "forwarded" "sec-ch-ua";
    LOWER_10: "user-agent" "connection" "keep-alive";
    LOWER_12: "content-type" "max-forwards" "x-request-id";
    LOWER_13: "authorization" "cache-control" "if-none-match" "x-api-version";
    LOWER_14: "content-length" "accept-charset" "sec-fetch-dest" "sec-fetch-mode" "sec-fetch-site" "sec-fetch-user";
    LOWER_15: "accept-encoding" "accept-language" "x-forwarded-for";
    LOWER_16: "content-encoding" "x-requested-with" "sec-ch-ua-mobile" "x-forwarded-host" "x-forwarded-port";
    LOWER_17: "if-modified-since" "transfer-encoding" "x-forwarded-proto" "sec-websocket-key";
    LOWER_18: "sec-ch-ua-platform";
    LOWER_19: "content-disposition" "if-unmodified-since" "proxy-authorization";
    LOWER_25: "upgrade-insecure-requests";
    UPPER: "Content-Type" "Cache-Control" "Content-Length" "Content-Encoding" "Connection" "Location" "Server" "Date" "Expires" "Etag" "Vary"
        "Last-Modified" "Access-Control-Allow-Origin" "Access-Control-Allow-Headers" "Access-Control-Allow-Methods" "Content-Disposition" "Allow"
        "Access-Control-Allow-Credentials" "X-Powered-By" "X-Request-Id" "Pragma" "Retry-After" "Link" "X-Frame-Options" "Www-Authenticate"
        "X-Content-Type-Options" "Strict-Transport-Security" "Content-Language" "Content-Security-Policy" "Accept-Ranges" "Content-Range";
}

fn lower_names(len: usize) -> &'static [Known] {
    match len {
        2 => LOWER_2,
        3 => LOWER_3,
        4 => LOWER_4,
        5 => LOWER_5,
        6 => LOWER_6,
        7 => LOWER_7,
        8 => LOWER_8,
        9 => LOWER_9,
        10 => LOWER_10,
        12 => LOWER_12,
        13 => LOWER_13,
        14 => LOWER_14,
        15 => LOWER_15,
        16 => LOWER_16,
        17 => LOWER_17,
        18 => LOWER_18,
        19 => LOWER_19,
        25 => LOWER_25,
        _ => &[],
    }
}

/// A name as it is kept, made by `change` from one that came.
fn kept(name: &[u8], known: &'static [Known], change: impl FnOnce(&mut [u8])) -> Zval {
    let mut short = [0; WIDTH];
    match short.get_mut(..name.len()) {
        Some(room) => {
            room.copy_from_slice(name);
            // What is behind the name is changed as well: that costs less than to leave it alone, and zeros stay zeros.
            change(&mut short);
            match known.iter().find(|known| known.bytes == short) {
                Some(known) => known.name.value(),
                None => string(&short[..name.len()]),
            }
        }
        None => {
            let mut long = name.to_vec();
            change(&mut long);
            string(&long)
        }
    }
}

/// A field's name in lower case.
pub fn lower(name: &[u8]) -> Zval {
    kept(name, lower_names(name.len()), <[u8]>::make_ascii_lowercase)
}

/// A field's name as scripts expect to see it: `Content-Type`.
pub fn capitalized(name: &[u8]) -> Zval {
    kept(name, UPPER, |name| {
        name.make_ascii_lowercase();
        let mut first = true;
        for byte in name {
            if first {
                byte.make_ascii_uppercase();
            }
            first = *byte == b'-';
        }
    })
}

/// What PHP makes of a key that is a decimal number: that number.
pub fn as_index(key: &[u8]) -> Option<i64> {
    if !matches!(key.first(), Some(b'-' | b'0'..=b'9')) {
        return None;
    }
    let digits = key.strip_prefix(b"-").unwrap_or(key);
    let canonical = match digits {
        [b'0'] => digits.len() == key.len(),
        [b'1'..=b'9', rest @ ..] => rest.iter().all(u8::is_ascii_digit),
        _ => false,
    };
    canonical.then(|| std::str::from_utf8(key).ok()?.parse().ok()).flatten()
}

/// Writes a value into a place of a table, whose word behind the value is the table's own. What the place held is not released.
fn put(place: &mut Zval, value: Zval) {
    let value = std::mem::ManuallyDrop::new(value);
    place.value = value.value;
    place.u1 = value.u1;
}

/// Adds a field to an array of fields: what comes again makes a list of its values.
pub fn add(table: &mut HashTable, name: &[u8], value: Zval) {
    add_as(table, name, &lower(name), value);
}

/// As [`add`], the name as it came.
pub fn add_as_given(table: &mut HashTable, name: &[u8], value: Zval) {
    add_as(table, name, &string(name), value);
}

fn add_as(table: &mut HashTable, name: &[u8], key: &Zval, value: Zval) {
    let index = as_index(name);
    // SAFETY: the table and the key are live; the place is used before the table changes again.
    let place = unsafe {
        let place = match index {
            Some(index) => ffi::zend_hash_index_lookup(table, index as u64),
            None => ffi::zend_hash_lookup(table, key.value.str_),
        };
        &mut *place
    };
    match convert::type_of(place) {
        ffi::IS_NULL => put(place, value),
        ffi::IS_ARRAY => {
            if let Some(list) = place.array_mut() {
                convert::push(list, value);
            }
        }
        _ => {
            let mut list = ext_php_rs::types::ZendHashTable::new();
            // The place's own reference goes to the list.
            let mut first = Zval::new();
            first.value = place.value;
            first.u1 = place.u1;
            convert::push(&mut list, first);
            convert::push(&mut list, value);
            put(place, convert::array(list));
        }
    }
}

/// Sets an element, whose name becomes a number where it is one, as in every PHP array.
pub fn set(table: &mut HashTable, name: &[u8], value: Zval) {
    let key = string(name);
    let mut value = std::mem::ManuallyDrop::new(value);
    // SAFETY: table and key are live; the table takes the value over.
    unsafe {
        match as_index(name) {
            Some(index) => ffi::zend_hash_index_update(table, index as u64, &raw mut *value),
            None => ffi::zend_hash_update(table, key.value.str_, &raw mut *value),
        }
    };
}
