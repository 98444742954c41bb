//! PHP values on their way into a table.
//!
//! All conversions happen before a row is looked for: they may run PHP code, and that may use the table.

use super::live::Live;
use super::misuse;
use crate::log;
use crate::memory::table::{Assignment, Kind, Value};
use crate::php::boundary::{Exit, Outcome};
use crate::php::callback::{self, Held};
use crate::php::convert::{adopt, as_bytes, bytes_of, type_of};
use ext_php_rs::ffi::{
    Bucket, HashTable, IS_DOUBLE, IS_LONG, IS_REFERENCE, IS_UNDEF, zend_string,
    zval_get_double_func, zval_get_long_func, zval_try_get_string_func,
};
use ext_php_rs::types::{ZendHashTable, Zval};
use smallvec::SmallVec;
use std::cell::Cell;
use std::ops::Deref;
use std::slice;

/// Counts the conversions that are running, during which a table must not be destroyed.
#[derive(Default)]
pub(super) struct Conversions(Cell<u32>);

impl Conversions {
    /// Whether one is.
    pub fn are_running(&self) -> bool {
        self.0.get() > 0
    }

    /// Runs `convert`, which may run PHP code.
    fn run<T>(&self, convert: impl FnOnce() -> T) -> Outcome<T> {
        self.0.set(self.0.get() + 1);
        let converted = callback::guard(convert);
        self.0.set(self.0.get() - 1);
        match converted {
            Ok(converted) if callback::exception().is_null() => Ok(converted),
            _ => Err(Exit::Pending),
        }
    }

    /// The number that `incr()` adds to a column; 1 if none was given.
    pub fn number(&self, kind: Kind, by: Option<&Zval>) -> Outcome<Value<'static>> {
        let by = by.map(Zval::dereference);
        let pointer = by.map(|by| (&raw const *by).cast_mut());
        Ok(match (kind, pointer) {
            (Kind::Float, None) => Value::Float(1.0),
            (_, None) => Value::Int(1),
            // SAFETY: the argument lives as long as the call.
            (Kind::Float, Some(by)) => Value::Float(self.run(|| unsafe { double(by) })?),
            // SAFETY: as above.
            (_, Some(by)) => Value::Int(self.run(|| unsafe { zval_get_long_func(by, true) })?),
        })
    }
}

/// Values for columns, converted; from a PHP array that outlives them.
pub(super) struct Assignments<'a> {
    list: SmallVec<[Assignment<'a>; 8]>,
    /// Strings that conversions have made, or that nothing else holds for sure.
    _strings: SmallVec<[Held; 2]>,
}

impl<'a> Deref for Assignments<'a> {
    type Target = [Assignment<'a>];

    fn deref(&self) -> &Self::Target {
        &self.list
    }
}

impl<'a> Assignments<'a> {
    /// The elements that name a column; others are left out.
    ///
    /// # Errors
    /// A conversion threw.
    #[inline]
    pub fn of(live: &Live, array: &'a ZendHashTable, conversions: &Conversions) -> Outcome<Self> {
        let mut made = Self { list: SmallVec::new(), _strings: SmallVec::new() };
        let mut likely = 0;
        for element in elements(array) {
            if let Some(column) = column_of(live, element, likely) {
                made.push(live, column, &element.val, conversions)?;
                likely = column + 1;
            }
        }
        Ok(made)
    }

    /// As [`Assignments::of`], for a comparison: every element has to name a column, and there has to be one.
    ///
    /// # Errors
    /// As above; a warning for an element that names no column, and for no element.
    pub fn expected(
        live: &Live,
        array: &'a ZendHashTable,
        conversions: &Conversions,
    ) -> Outcome<Self> {
        if array.is_empty() {
            return Err(misuse("expected values must not be empty"));
        }
        let packed = elements(array).is_empty();
        if packed
            || elements(array).iter().any(|element| is_there(element) && element.key.is_null())
        {
            return Err(misuse("expected values must use column names"));
        }
        for element in elements(array).iter().filter(|element| is_there(element)) {
            if column_of(live, element, 0).is_none() {
                // SAFETY: an element of a live array; it has a key, as was checked.
                let name = String::from_utf8_lossy(unsafe { bytes_of(element.key) });
                return Err(misuse(format!("column[{name}] does not exist")));
            }
        }
        Self::of(live, array, conversions)
    }

    /// Writes a line to the log for every string that will be cut.
    #[inline]
    pub fn warn_of_long_strings(&self, live: &Live, key: &[u8]) {
        for (column, value) in &self.list {
            let column = &live.table.columns().list()[*column];
            if let (Kind::String(size), Value::Bytes(bytes)) = (column.kind, value)
                && bytes.len() > size
            {
                let (key, field) =
                    (String::from_utf8_lossy(key), String::from_utf8_lossy(&column.name));
                log::warning(format_args!(
                    "table_marshal_values(): [key={key},field={field}]string value is too long"
                ));
            }
        }
    }

    #[inline]
    fn push(
        &mut self,
        live: &Live,
        column: usize,
        value: &'a Zval,
        conversions: &Conversions,
    ) -> Outcome {
        let kind = live.table.columns().list()[column].kind;
        let inner = value.dereference();
        // SAFETY: each type says which member of the union is valid.
        let converted = unsafe {
            match (kind, type_of(inner)) {
                (Kind::Int, IS_LONG) => Value::Int(inner.value.lval),
                (Kind::Float, IS_DOUBLE) => Value::Float(inner.value.dval),
                (Kind::Float, IS_LONG) => Value::Float(inner.value.lval as f64),
                // The array holds the string, but not one behind a reference: a later conversion could replace that.
                (Kind::String(_), _)
                    if type_of(value) != IS_REFERENCE && as_bytes(value).is_some() =>
                {
                    Value::Bytes(as_bytes(value).unwrap_or_default())
                }
                _ => self.convert(kind, inner, conversions)?,
            }
        };
        self.list.push((column, converted));
        Ok(())
    }

    #[cold]
    fn convert(
        &mut self,
        kind: Kind,
        value: &Zval,
        conversions: &Conversions,
    ) -> Outcome<Value<'a>> {
        // A conversion may change what a reference refers to, while it is being read.
        let value = Held::copy_of(value);
        let pointer = (&raw const *value).cast_mut();
        Ok(match kind {
            Kind::Int => {
                // SAFETY: the value is ours.
                Value::Int(conversions.run(|| unsafe { zval_get_long_func(pointer, true) })?)
            }
            // SAFETY: as above.
            Kind::Float => Value::Float(conversions.run(|| unsafe { double(pointer) })?),
            Kind::String(_) => {
                // SAFETY: as above; the string that comes back is ours.
                let text: *mut zend_string =
                    conversions.run(|| unsafe { zval_try_get_string_func(pointer) })?;
                if text.is_null() {
                    return Err(Exit::Pending);
                }
                // SAFETY: the reference passes to the list of strings, which lives as long as the assignments.
                unsafe {
                    self._strings.push(Held::new(adopt(text)));
                    Value::Bytes(bytes_of(text))
                }
            }
        })
    }
}

/// # Safety
/// The value is live.
unsafe fn double(value: *mut Zval) -> f64 {
    // SAFETY: as the caller owes.
    unsafe { zval_get_double_func(value) }
}

/// The elements of an array that may have names; none of a list, whose elements have none.
#[inline]
fn elements(array: &HashTable) -> &[Bucket] {
    /// `HASH_FLAG_PACKED`
    const PACKED: u32 = 1 << 2;
    // SAFETY: the flags tell which of the two kinds of elements there are; the first `nNumUsed` are filled.
    unsafe {
        if array.u.flags & PACKED != 0 || array.nNumUsed == 0 {
            return &[];
        }
        slice::from_raw_parts(array.__bindgen_anon_1.arData, array.nNumUsed as usize)
    }
}

/// Whether it is no hole.
#[inline]
fn is_there(element: &Bucket) -> bool {
    type_of(&element.val) != IS_UNDEF
}

/// The column that an element names. As a rule scripts give them in order, as literals, which are the same strings as our names.
#[inline]
fn column_of(live: &Live, element: &Bucket, likely: usize) -> Option<usize> {
    if element.key.is_null() || !is_there(element) {
        return None;
    }
    if live.names.get(likely) == Some(&element.key) {
        return Some(likely);
    }
    // SAFETY: keys of a live array, and names that live as long as the table; both have their hash.
    live.names.iter().position(|name| unsafe {
        *name == element.key
            || ((**name).h == element.h && bytes_of(*name) == bytes_of(element.key))
    })
}
