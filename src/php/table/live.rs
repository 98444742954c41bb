//! A table that holds rows, with what makes PHP arrays of them quickly: an array of all columns' names is kept, and a row is a copy of it
//! with the values put in. So no name is hashed or looked up when a row is read.

use crate::memory::table::{Column, Record, Stats, Table, Value};
use crate::php::convert::{self, Name, double, long, string};
use ext_php_rs::boxed::ZBox;
use ext_php_rs::ffi::{
    GC_IMMUTABLE, HashTable, zend_array_destroy, zend_array_dup, zend_hash_update, zend_string,
    zend_string_init_interned,
};
use ext_php_rs::types::{ZendHashTable, Zval};
use std::cell::Cell;

/// See the module's head.
pub(super) struct Live {
    pub table: Table,
    /// Rows that were asked for.
    pub size: u64,
    /// The columns' names as interned strings of PHP.
    pub names: Vec<*mut zend_string>,
    template: *mut HashTable,
    /// Taken while it is in use, so that what a fatal error jumps over is no borrow but a few bytes.
    record: Cell<Option<Box<Record>>>,
}

impl Live {
    /// Around a new table.
    pub fn new(table: Table, size: u64) -> Self {
        let names: Vec<_> = table.columns().list().iter().map(interned).collect();
        let template = ZendHashTable::with_capacity(names.len() as u32).into_raw();
        for name in &names {
            let mut null = Zval::new();
            // SAFETY: the array is ours, and an interned string lives until the end of the request.
            unsafe { zend_hash_update(template, *name, &raw mut null) };
        }
        // SAFETY: an array that says so of itself is copied as one piece of memory, its keys uncounted, which is right for interned
        // ones. Nobody else sees this one.
        unsafe { (*template).gc.u.type_info |= GC_IMMUTABLE };
        Self { table, size, names, template, record: Cell::new(None) }
    }

    /// Lets `fill` read into a record, and gives that if there was something to read. It is kept for the next time by [`Live::row`] and
    /// [`Live::field`].
    #[inline]
    pub fn with_record(&self, fill: impl FnOnce(&mut Record) -> bool) -> Option<Box<Record>> {
        let mut record = self.record.take().unwrap_or_default();
        if fill(&mut record) {
            return Some(record);
        }
        self.record.set(Some(record));
        None
    }

    /// A row as PHP's array.
    #[inline]
    pub fn row(&self, record: Box<Record>) -> Zval {
        let row = self.array(&record);
        self.record.set(Some(record));
        row
    }

    /// One column of a row.
    #[inline]
    pub fn field(&self, record: Box<Record>, column: usize) -> Zval {
        let field = value(record.value(&self.table.columns().list()[column]));
        self.record.set(Some(record));
        field
    }

    /// A row as PHP's array, of a record that the caller keeps.
    pub fn array(&self, record: &Record) -> Zval {
        // SAFETY: the template has as many elements as there are columns, in their order and with no holes, and so has its copy, which is
        // nobody else's yet and holds nulls.
        unsafe {
            let array = zend_array_dup(self.template);
            let elements = (*array).__bindgen_anon_1.arData;
            for (index, column) in self.table.columns().list().iter().enumerate() {
                (&raw mut (*elements.add(index)).val).write(value(record.value(column)));
            }
            convert::array(ZBox::from_raw(array))
        }
    }
}

impl Drop for Live {
    fn drop(&mut self) {
        // SAFETY: made by `new`, and not seen by anybody since.
        unsafe {
            (*self.template).gc.u.type_info &= !GC_IMMUTABLE;
            zend_array_destroy(self.template);
        }
    }
}

fn interned(column: &Column) -> *mut zend_string {
    let name = &column.name;
    // SAFETY: the engine has set the function; it copies the bytes and keeps them until the end of the request.
    unsafe {
        zend_string_init_interned.expect("the engine is up")(
            name.as_ptr().cast(),
            name.len(),
            false,
        )
    }
}

#[inline]
fn value(value: Value) -> Zval {
    match value {
        Value::Int(number) => long(number),
        Value::Float(number) => double(number),
        Value::Bytes(bytes) => string(bytes),
    }
}

/// What `stats()` gives.
pub(super) fn stats(stats: &Stats) -> ZBox<ZendHashTable> {
    static NAMES: [Name; 8] = [
        Name::new("num"),
        Name::new("conflict_count"),
        Name::new("conflict_max_level"),
        Name::new("insert_count"),
        Name::new("update_count"),
        Name::new("delete_count"),
        Name::new("available_slice_num"),
        Name::new("total_slice_num"),
    ];
    let counts = [
        stats.rows,
        stats.conflicts,
        stats.longest,
        stats.inserted,
        stats.updated,
        stats.deleted,
        stats.spare_free,
        stats.spare,
    ];
    let mut array = ZendHashTable::with_capacity(NAMES.len() as u32);
    for (name, count) in NAMES.iter().zip(counts) {
        convert::set(&mut array, name, long(count.cast_signed()));
    }
    array
}
