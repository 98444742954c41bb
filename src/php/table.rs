//! `Swoole\Table`.

mod live;
mod values;

use crate::error::ErrorCode;
use crate::log;
use crate::memory::table::{
    Columns, Full, KEY_MAX, Kind, Record, Refused, SIZE_MAX, STRING_MAX, Table as Engine, Value,
    rows_and_spare,
};
use crate::php::boundary::{Exit, Outcome};
use crate::php::call::{Call, Opt, Rest};
use crate::php::convert::{self, Name, OrFalse, double, long};
use crate::php::object::{self, Handlers, Native};
use ext_php_rs::boxed::ZBox;
use ext_php_rs::ffi::{zend_class_entry, zend_object};
use ext_php_rs::types::{ZendHashTable, Zval};
use live::Live;
use std::cell::RefCell;
use std::rc::Rc;
use values::{Assignments, Conversions};

/// The state of an object.
#[derive(Default)]
pub struct Table {
    stage: RefCell<Stage>,
    cursor: RefCell<Cursor>,
    conversions: Conversions,
}

/// How far a table has come.
#[derive(Default)]
enum Stage {
    /// Its constructor was not called, or it was destroyed.
    #[default]
    None,
    /// Columns may be added.
    Planned(Plan),
    /// It holds rows.
    Created(Rc<Live>),
}

struct Plan {
    size: u64,
    spare: u64,
    columns: Columns,
}

/// Where an iteration is. The object has one, so loops over the same object share it.
#[derive(Default)]
struct Cursor {
    position: usize,
    record: Option<Record>,
    is_at_row: bool,
}

static HANDLERS: Handlers = Handlers::new();
static SIZE: Name = Name::new("size");
static MEMORY_SIZE: Name = Name::new("memorySize");

impl Native for Table {
    fn handlers() -> &'static Handlers {
        &HANDLERS
    }

    fn new(_: *mut zend_object) -> Self {
        Self::default()
    }
}

/// Gives the class its native state.
pub fn class_init(class: &mut zend_class_entry) {
    object::attach::<Table>(class);
}

/// A mistake of the script.
fn misuse(message: impl Into<String>) -> Exit {
    Exit::warn(ErrorCode::PHP_FATAL_ERROR, message)
}

fn not_constructed() -> Exit {
    Exit::error(ErrorCode::NONE, "must call constructor first")
}

fn not_there() -> Exit {
    Exit::error(ErrorCode::NONE, "table is not created or has been destroyed")
}

impl Table {
    /// The table, if it can be used.
    #[inline]
    fn live(&self) -> Outcome<Rc<Live>> {
        match &*self.stage.borrow() {
            Stage::Created(live) if !live.table.is_destroyed() => Ok(Rc::clone(live)),
            Stage::None => Err(not_constructed()),
            _ => Err(not_there()),
        }
    }

    /// For questions that have an answer without a table.
    fn if_live(&self) -> Option<Rc<Live>> {
        match &*self.stage.borrow() {
            Stage::Created(live) if !live.table.is_destroyed() => Some(Rc::clone(live)),
            _ => None,
        }
    }
}

#[inline]
fn this(call: &Call) -> Rc<Table> {
    call.this()
}

#[inline]
fn check_key(key: &[u8]) -> Outcome {
    if key.len() > KEY_MAX {
        return Err(misuse(format!("key length exceeds the limit of {KEY_MAX} bytes")));
    }
    Ok(())
}

/// A key for the methods that came later than tables did: these refuse the empty one, which `set()`, `get()` and `del()` have always taken.
#[inline]
fn check_named_key(key: &[u8]) -> Outcome {
    if key.is_empty() {
        return Err(misuse("key must not be empty".to_owned()));
    }
    check_key(key)
}

/// `__construct(int $table_size, float $conflict_proportion = 0.2)`
pub fn construct(call: &mut Call) -> Outcome {
    let (size, share) = call.args::<(i64, Opt<f64>)>()?;
    let this = this(call);
    if !matches!(*this.stage.borrow(), Stage::None) {
        return Err(Exit::php_error("Constructor of Swoole\\Table can only be called once"));
    }
    let asked = u64::try_from(size).ok().filter(|size| *size <= SIZE_MAX).ok_or_else(|| {
        Exit::value_error(format!(
            "Swoole\\Table::__construct(): Argument #1 ($table_size) must be between 0 and {SIZE_MAX}, {size} given"
        ))
    })?;
    let (size, spare) = rows_and_spare(asked, share.or(0.2));
    this.stage.replace(Stage::Planned(Plan { size, spare, columns: Columns::default() }));
    Ok(())
}

/// `column(string $name, int $type, int $size = 0): bool`
pub fn column(call: &mut Call) -> Outcome<bool> {
    let (name, ty, size) = call.args::<(&[u8], i64, Opt<i64>)>()?;
    let this = this(call);
    let mut stage = this.stage.borrow_mut();
    let plan = match &mut *stage {
        Stage::None => return Err(not_constructed()),
        Stage::Created(_) => {
            return Err(misuse("unable to add column after table has been created"));
        }
        Stage::Planned(plan) => plan,
    };
    let size = size.or(0);
    let kind = match ty {
        1 => Kind::Int,
        2 => Kind::Float,
        3 if size <= 0 => {
            return Err(misuse("the length of string type values has to be more than zero"));
        }
        3 => Kind::String(usize::try_from(size).unwrap_or(usize::MAX)),
        _ => {
            log::warning(format_args!(
                "Table::add_column(): unknown column type {ty}: TYPE_INT, TYPE_FLOAT and TYPE_STRING are known"
            ));
            return Ok(false);
        }
    };
    match plan.columns.add(name, kind) {
        Ok(()) => Ok(true),
        Err(Refused::Exists) => {
            let name = String::from_utf8_lossy(name);
            log::warning(format_args!("Table::add_column(): column[{name}] already exists"));
            Ok(false)
        }
        Err(Refused::Size) => {
            Err(misuse(format!("string columns hold at most {STRING_MAX} bytes, not {size}")))
        }
    }
}

/// `create(): bool`
pub fn create(call: &mut Call) -> Outcome<bool> {
    call.args::<()>()?;
    let this = this(call);
    let made = match &*this.stage.borrow() {
        Stage::None => return Err(not_constructed()),
        Stage::Created(_) => return Err(misuse("the table has been created already")),
        Stage::Planned(plan) => Engine::new(plan.columns.clone(), plan.size, plan.spare)
            .map_err(|error| {
                let message = format!("unable to allocate memory for {} rows: {error}", plan.size);
                Exit::warn(ErrorCode::from(&error), message)
            })
            .map(|table| Live::new(table, plan.size)),
    };
    let live = Rc::new(made?);
    this.stage.replace(Stage::Created(Rc::clone(&live)));
    object::set_property(call.object(), &SIZE, long(live.size as i64));
    object::set_property(call.object(), &MEMORY_SIZE, long(live.table.memory_size() as i64));
    Ok(true)
}

/// `destroy(): bool`
pub fn destroy(call: &mut Call) -> Outcome<bool> {
    call.args::<()>()?;
    let this = this(call);
    let live = this.live()?;
    if this.conversions.are_running() {
        return Err(Exit::php_error("Cannot destroy Swoole\\Table during value conversion"));
    }
    live.table.destroy();
    this.stage.replace(Stage::None);
    this.cursor.take();
    Ok(true)
}

/// Nothing more fits in.
fn full(verb: &str, key: &[u8]) -> Exit {
    let key = String::from_utf8_lossy(key);
    let message = format!("failed to {verb}('{key}'), unable to allocate memory");
    Exit::warn(ErrorCode::PHP_RUNTIME_NOTICE, message)
}

/// `set(string $key, array $value): bool`
pub fn set(call: &mut Call) -> Outcome<bool> {
    let (key, values) = call.args::<(&[u8], &ZendHashTable)>()?;
    let this = this(call);
    let live = this.live()?;
    check_key(key)?;
    let values = Assignments::of(&live, values, &this.conversions)?;
    values.warn_of_long_strings(&live, key);
    live.table.set(key, &values).map(|()| true).map_err(|Full| full("set", key))
}

/// `add(string $key, array $values): bool`
pub fn add(call: &mut Call) -> Outcome<bool> {
    let (key, values) = call.args::<(&[u8], &ZendHashTable)>()?;
    let this = this(call);
    let live = this.live()?;
    check_named_key(key)?;
    let values = Assignments::of(&live, values, &this.conversions)?;
    values.warn_of_long_strings(&live, key);
    live.table.add(key, &values).map_err(|Full| full("add", key))
}

/// `update(string $key, array $values): bool`
pub fn update(call: &mut Call) -> Outcome<bool> {
    let (key, values) = call.args::<(&[u8], &ZendHashTable)>()?;
    let this = this(call);
    let live = this.live()?;
    check_named_key(key)?;
    let values = Assignments::of(&live, values, &this.conversions)?;
    values.warn_of_long_strings(&live, key);
    Ok(live.table.update(key, &values))
}

/// `cmpset(string $key, array $expected, array $values): bool`
pub fn cmpset(call: &mut Call) -> Outcome<bool> {
    let (key, expected, values) = call.args::<(&[u8], &ZendHashTable, &ZendHashTable)>()?;
    let this = this(call);
    let live = this.live()?;
    check_named_key(key)?;
    let expected = Assignments::expected(&live, expected, &this.conversions)?;
    let values = Assignments::of(&live, values, &this.conversions)?;
    values.warn_of_long_strings(&live, key);
    Ok(live.table.compare_set(key, &expected, &values))
}

/// `get(string $key, ?string $field = null): array|string|int|float|false`
pub fn get(call: &mut Call) -> Outcome<OrFalse<Zval>> {
    let (key, field) = call.args::<(&[u8], Opt<Option<&[u8]>>)>()?;
    let live = this(call).live()?;
    check_key(key)?;
    let Some(field) = field.flat() else {
        let found = live.with_record(|record| live.table.get(key, record));
        return Ok(OrFalse(found.map(|record| live.row(record))));
    };
    let Some(column) = live.table.columns().find(field) else { return Ok(OrFalse(None)) };
    let found = live.with_record(|record| live.table.get_column(key, column, record));
    Ok(OrFalse(found.map(|record| live.field(record, column))))
}

/// `getdel(string $key, ?string $field = null): array|string|int|float|false`
pub fn getdel(call: &mut Call) -> Outcome<OrFalse<Zval>> {
    let (key, field) = call.args::<(&[u8], Opt<Option<&[u8]>>)>()?;
    let live = this(call).live()?;
    check_named_key(key)?;
    let column = field.flat().map(|field| live.table.columns().find(field));
    if column == Some(None) {
        return Ok(OrFalse(None));
    }
    let taken = live.with_record(|record| live.table.take(key, record));
    Ok(OrFalse(taken.map(|record| match column.flatten() {
        Some(column) => live.field(record, column),
        None => live.row(record),
    })))
}

/// `del(string $key): bool`
pub fn del(call: &mut Call) -> Outcome<bool> {
    let (key,) = call.args::<(&[u8],)>()?;
    let live = this(call).live()?;
    check_key(key)?;
    Ok(live.table.delete(key))
}

/// `cmpdel(string $key, array $expected): bool`
pub fn cmpdel(call: &mut Call) -> Outcome<bool> {
    let (key, expected) = call.args::<(&[u8], &ZendHashTable)>()?;
    let this = this(call);
    let live = this.live()?;
    check_named_key(key)?;
    let expected = Assignments::expected(&live, expected, &this.conversions)?;
    Ok(live.table.compare_delete(key, &expected))
}

/// `exists(string $key): bool`
pub fn exists(call: &mut Call) -> Outcome<bool> {
    let (key,) = call.args::<(&[u8],)>()?;
    let live = this(call).live()?;
    check_key(key)?;
    Ok(live.table.contains(key))
}

/// `incr(string $key, string $column, int|float $incrby = 1): int|float|false`
pub fn incr(call: &mut Call) -> Outcome<Zval> {
    add_to(call, "incr", |value| value)
}

/// `decr(string $key, string $column, int|float $incrby = 1): int|float|false`
pub fn decr(call: &mut Call) -> Outcome<Zval> {
    add_to(call, "decr", |value| match value {
        Value::Int(number) => Value::Int(number.wrapping_neg()),
        Value::Float(number) => Value::Float(-number),
        bytes @ Value::Bytes(_) => bytes,
    })
}

fn add_to(
    call: &mut Call,
    name: &str,
    sign: fn(Value<'static>) -> Value<'static>,
) -> Outcome<Zval> {
    let (key, field, by) = call.args::<(&[u8], &[u8], Opt<&Zval>)>()?;
    let this = this(call);
    let live = this.live()?;
    check_key(key)?;
    let Some(column) = live.table.columns().find(field) else {
        let field = String::from_utf8_lossy(field);
        return Err(misuse(format!("column[{field}] does not exist")));
    };
    let kind = live.table.columns().list()[column].kind;
    if let Kind::String(_) = kind {
        return Err(misuse(format!("can't execute '{name}' on a string type column")));
    }
    let by = this.conversions.number(kind, by.0)?;
    match live.table.add_to(key, (column, sign(by))) {
        Ok(Value::Float(sum)) => Ok(double(sum)),
        Ok(Value::Int(sum)) => Ok(long(sum)),
        Ok(Value::Bytes(_)) => Ok(convert::boolean(false)),
        Err(Full) => Err(Exit::warn(ErrorCode::PHP_RUNTIME_NOTICE, "unable to allocate memory")),
    }
}

/// `count(): int`, which takes what `count($table, $mode)` passes on.
pub fn count(call: &mut Call) -> Outcome<i64> {
    call.args::<(Opt<i64>, Rest)>()?;
    Ok(this(call).if_live().map_or(0, |live| live.table.len() as i64))
}

/// `getSize(): int`
pub fn get_size(call: &mut Call) -> Outcome<i64> {
    call.args::<()>()?;
    let this = this(call);
    Ok(match &*this.stage.borrow() {
        Stage::None => 0,
        Stage::Planned(plan) => plan.size as i64,
        Stage::Created(live) => live.size as i64,
    })
}

/// `getMemorySize(): int`
pub fn get_memory_size(call: &mut Call) -> Outcome<i64> {
    call.args::<()>()?;
    Ok(this(call).if_live().map_or(0, |live| live.table.memory_size() as i64))
}

/// `stats(): array|false`
pub fn stats(call: &mut Call) -> Outcome<OrFalse<ZBox<ZendHashTable>>> {
    call.args::<()>()?;
    Ok(OrFalse(this(call).if_live().map(|live| live::stats(&live.table.stats()))))
}

/// Goes to the first row at or after the cursor's position.
fn advance(this: &Table) -> Outcome {
    let live = this.live()?;
    let mut cursor = this.cursor.borrow_mut();
    let cursor = &mut *cursor;
    let record = cursor.record.get_or_insert_default();
    let next = live.table.next(cursor.position, record);
    cursor.is_at_row = next.is_some();
    cursor.position = next.unwrap_or(usize::MAX);
    Ok(())
}

/// `rewind(): void`
pub fn rewind(call: &mut Call) -> Outcome {
    call.args::<()>()?;
    let this = this(call);
    this.cursor.borrow_mut().position = 0;
    advance(&this)
}

/// `next(): void`
pub fn next(call: &mut Call) -> Outcome {
    call.args::<()>()?;
    advance(&this(call))
}

/// `valid(): bool`
pub fn valid(call: &mut Call) -> Outcome<bool> {
    call.args::<()>()?;
    let this = this(call);
    this.live()?;
    Ok(this.cursor.borrow().is_at_row)
}

/// `current(): mixed`
pub fn current(call: &mut Call) -> Outcome<Option<Zval>> {
    call.args::<()>()?;
    let this = this(call);
    let live = this.live()?;
    Ok(with_current(&this, |record| live.array(record)))
}

/// `key(): mixed`
pub fn key(call: &mut Call) -> Outcome<Option<Zval>> {
    call.args::<()>()?;
    let this = this(call);
    this.live()?;
    Ok(with_current(&this, |record| convert::string(record.key())))
}

/// Makes something of the current row. Nothing is borrowed meanwhile: a full memory jumps out of here.
fn with_current(this: &Table, make: impl FnOnce(&Record) -> Zval) -> Option<Zval> {
    if !this.cursor.borrow().is_at_row {
        return None;
    }
    let record = this.cursor.borrow_mut().record.take()?;
    let made = make(&record);
    this.cursor.borrow_mut().record = Some(record);
    Some(made)
}
