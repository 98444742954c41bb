//! Registers classes and functions from the tables that `build.rs` generates out of `php-stubs/`.
//!
//! The module start-up calls [`register`]; everyone else uses the class slots below (`classes::SWOOLE_SERVER.get()`).
//! Nothing here is written by hand per class: to add a class, add its stub and its Rust file.

use std::ffi::CStr;
use std::sync::atomic::{AtomicPtr, Ordering};
use std::{mem, ptr};

use ext_php_rs::ffi::{self, *};
use ext_php_rs::types::Zval;

use crate::php::boundary::enter;
use crate::php::ini;
use crate::php::library::{self, Slot, Source};
use crate::php::version::*;

include!(concat!(env!("OUT_DIR"), "/arginfo.rs"));

/// A registered class, known once the module has started.
pub struct ClassSlot(AtomicPtr<zend_class_entry>);

impl ClassSlot {
    const fn new() -> Self {
        Self(AtomicPtr::new(ptr::null_mut()))
    }

    /// The class entry; null before the module has started.
    pub fn get(&self) -> *mut zend_class_entry {
        self.0.load(Ordering::Relaxed)
    }
}

/// The class `Socket` of ext-sockets, if that is loaded.
pub fn socket() -> Option<ClassSlot> {
    let class = ext_php_rs::zend::ClassEntry::try_find("Socket")?;
    Some(ClassSlot(AtomicPtr::new((&raw const *class).cast_mut())))
}

/// Registers the functions that settings of php.ini turn off: those written in PHP, and short names. For the start of the module.
pub fn register_optional_functions() {
    let (library, short) = (ini::on(c"swoole.enable_library"), ini::on(c"swoole.use_shortname"));
    let tables = [
        (short, short_names()),
        (library, library_functions()),
        (library && short, library_short_names()),
    ];
    for (_, table) in tables.into_iter().filter(|(on, _)| *on) {
        let kind = MODULE_PERSISTENT as i32;
        // SAFETY: modules start one by one; the tables are static.
        unsafe { zend_register_functions(ptr::null_mut(), table, ptr::null_mut(), kind) };
    }
}

/// A class as its stub describes it.
pub struct Class {
    name: &'static CStr,
    slot: &'static ClassSlot,
    parent: Option<&'static CStr>,
    interfaces: &'static [&'static CStr],
    flags: u32,
    methods: &'static [zend_function_entry],
    /// Methods whose return types are not those of the interfaces that they are of.
    return_types_differ: &'static [&'static CStr],
    properties: &'static [Property],
    constants: &'static [Constant],
    aliases: &'static [&'static CStr],
    /// Aliases that `swoole.use_shortname` turns off.
    short_names: &'static [&'static CStr],
    /// Written in PHP: `swoole.enable_library` turns it off.
    library: bool,
    init: Option<fn(&mut zend_class_entry)>,
}

/// A declared property.
pub struct Property {
    name: &'static CStr,
    ty: TypeInfo,
    default: Value,
    flags: u32,
}

/// A class constant.
pub struct Constant {
    name: &'static CStr,
    value: Value,
    flags: u32,
}

/// A default or constant value as it can stand in a table.
#[allow(dead_code)]
pub enum Value {
    /// A typed property without a default.
    Unset,
    /// `null`
    Null,
    /// A truth value.
    Bool(bool),
    /// An integer.
    Long(i64),
    /// A float.
    Double(f64),
    /// A string, interned for the life of the process.
    Str(&'static CStr),
    /// `[]`
    EmptyArray,
}

// SAFETY: the tables hold pointers to immutable statics and functions only.
unsafe impl Sync for Class {}

/// A static table of engine rows.
struct Table<T>(T);

// SAFETY: the rows point to immutable statics and functions only, and the engine does not write to them.
unsafe impl<T> Sync for Table<T> {}

/// Registers every class of the table. Call once, from the module start-up.
///
/// # Errors
/// The name of a parent or interface that does not exist (an extension that we depend on is missing).
pub fn register() -> Result<(), String> {
    let library = ini::on(c"swoole.enable_library");
    CLASSES.iter().filter(|class| library || !class.library).try_for_each(Class::register)
}

impl Class {
    fn register(&self) -> Result<(), String> {
        let parent = match self.parent {
            Some(name) => find(name)?,
            None => ptr::null_mut(),
        };
        // SAFETY: an all-zero class entry is what INIT_CLASS_ENTRY starts from; the engine copies it.
        let mut entry: zend_class_entry = unsafe { mem::zeroed() };
        entry.name = interned(self.name);
        entry.info.internal.builtin_functions = self.methods.as_ptr();
        // SAFETY: the entry is filled as the engine asks for, the parent is null or registered.
        let ce = unsafe {
            if self.flags & ZEND_ACC_INTERFACE != 0 {
                zend_register_internal_interface(&raw mut entry)
            } else {
                zend_register_internal_class_ex(&raw mut entry, parent)
            }
        };
        // SAFETY: registration returned a class entry that lives as long as the module.
        unsafe { (*ce).ce_flags |= self.flags & !ZEND_ACC_INTERFACE };
        for method in self.return_types_differ {
            // SAFETY: the methods are registered, under their names in lower case.
            unsafe {
                let table = &raw mut (*ce).function_table;
                let (name, length) = (method.as_ptr(), method.count_bytes());
                let function = zend_hash_str_find_ptr_lc(table, name, length).cast();
                mark_return_type(function, interned(c"ReturnTypeWillChange"));
            }
        }
        for name in self.interfaces {
            // SAFETY: both are registered class entries.
            unsafe { zend_class_implements(ce, 1, find(name)?) };
        }
        self.properties.iter().for_each(|p| p.declare(ce));
        self.constants.iter().for_each(|c| c.declare(ce));
        let short_names = if ini::on(c"swoole.use_shortname") { self.short_names } else { &[] };
        for alias in self.aliases.iter().chain(short_names) {
            // SAFETY: the name has the length given, the class is persistent.
            unsafe { zend_register_class_alias_ex(alias.as_ptr(), alias.count_bytes(), ce, true) };
        }
        self.slot.0.store(ce, Ordering::Relaxed);
        if let Some(init) = self.init {
            // SAFETY: the class is being set up, by this thread alone.
            init(unsafe { &mut *ce });
        }
        Ok(())
    }
}

impl Property {
    fn declare(&self, ce: *mut zend_class_entry) {
        let mut value = self.default.zval();
        let class = self.ty.class.map_or(ptr::null_mut(), interned);
        // SAFETY: name and value are interned or plain, and the class entry is being set up.
        unsafe {
            zend_declare_typed_property(
                ce,
                interned(self.name),
                &raw mut value,
                self.flags as i32,
                ptr::null_mut(),
                self.ty.property(class),
            )
        };
        mem::forget(value); // the class owns it now
    }
}

impl Constant {
    fn declare(&self, ce: *mut zend_class_entry) {
        let mut value = self.value.zval();
        // SAFETY: as for properties.
        unsafe {
            zend_declare_class_constant_ex(
                ce,
                interned(self.name),
                &raw mut value,
                self.flags as i32,
                ptr::null_mut(),
            )
        };
        mem::forget(value);
    }
}

impl Value {
    fn zval(&self) -> Zval {
        let mut value = Zval::new();
        match *self {
            Self::Unset => value.u1.type_info = IS_UNDEF,
            Self::Null => {}
            Self::Bool(b) => value.set_bool(b),
            Self::Long(n) => value.set_long(n),
            Self::Double(d) => value.set_double(d),
            Self::Str(text) => {
                value.value.str_ = interned(text);
                value.u1.type_info = IS_INTERNED_STRING_EX;
            }
            Self::EmptyArray => {
                value.value.arr = (&raw const zend_empty_array).cast_mut();
                value.u1.type_info = IS_ARRAY;
            }
        }
        value
    }
}

/// An interned string that lives as long as the process; only while the module starts.
fn interned(text: &CStr) -> *mut zend_string {
    // SAFETY: the engine set the function pointer long before it loads modules; it copies the bytes.
    unsafe {
        ffi::zend_string_init_interned.expect("the engine is up")(
            text.as_ptr(),
            text.count_bytes(),
            true,
        )
    }
}

/// A class or interface that is registered already.
fn find(name: &CStr) -> Result<*mut zend_class_entry, String> {
    // SAFETY: the class table exists while modules start, the name has the length given.
    let found = unsafe {
        let table = (*ffi::ext_php_rs_compiler_globals()).class_table;
        zend_hash_str_find_ptr_lc(table, name.as_ptr(), name.count_bytes())
    };
    if found.is_null() { Err(name.to_string_lossy().into_owned()) } else { Ok(found.cast()) }
}
