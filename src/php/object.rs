//! PHP objects with native state.
//!
//! A class has state if its stub says `@class-init` and its Rust file calls [`attach`] from `class_init`. There is one layout for a
//! whole hierarchy: subclasses, ours and the user's, inherit it and may be passed wherever the parent may.
//!
//! ```text
//! | state: Rc<T> | zend_object | declared properties ... |
//!                ^ what PHP points to
//! ```

use std::cell::UnsafeCell;
use std::ffi::c_void;
use std::marker::PhantomData;
use std::mem::{ManuallyDrop, MaybeUninit, offset_of};
use std::ptr::{self, NonNull};
use std::rc::Rc;

use ext_php_rs::ffi::{
    self, HashTable, ext_php_rs_zend_object_alloc, object_properties_init, std_object_handlers,
    zend_class_entry, zend_get_gc_buffer, zend_get_gc_buffer_create, zend_get_gc_buffer_grow,
    zend_object, zend_object_handlers, zend_object_std_dtor, zend_object_std_init,
    zend_read_property_ex, zend_string, zend_update_property_ex,
};
use ext_php_rs::types::{ZendHashTable, Zval};

use crate::error::ErrorCode;
use crate::php::boundary::{Exit, Outcome, throw};
use crate::php::callable::Callable;
use crate::php::callback;
use crate::php::classes::ClassSlot;
use crate::php::convert::{self, Name, bytes_of, type_of};

/// State that lives in a PHP object.
pub trait Native: 'static {
    /// Whether `clone` copies the object (with state made anew); refused otherwise, as the reference does.
    const CLONABLE: bool = false;

    /// The object handlers of the class: `static HANDLERS: Handlers = Handlers::new();`, one for each implementation.
    fn handlers() -> &'static Handlers;

    /// The state of a new object, before its constructor runs. The object outlives the state; keep no counted reference to it.
    fn new(object: *mut zend_object) -> Self;

    /// Tells the cycle collector which PHP values the state holds.
    fn gc(&self, _gc: &mut Gc) {}
}

/// A class's object handlers, filled by [`attach`].
pub struct Handlers {
    table: UnsafeCell<MaybeUninit<zend_object_handlers>>,
}

// SAFETY: written once, while the module starts and there is one thread; only read afterwards.
unsafe impl Sync for Handlers {}

impl Handlers {
    /// Not attached to a class yet.
    pub const fn new() -> Self {
        Self { table: UnsafeCell::new(MaybeUninit::uninit()) }
    }

    /// Changes the table of a class that is attached; for its `class_init`, while the module starts.
    pub(in crate::php) fn edit(&self, change: impl FnOnce(&mut zend_object_handlers)) {
        // SAFETY: `attach` has filled the table, and while the module starts nobody else looks at it.
        change(unsafe { (*self.table.get()).assume_init_mut() });
    }

    fn pointer(&self) -> *const zend_object_handlers {
        self.table.get().cast()
    }
}

impl Default for Handlers {
    fn default() -> Self {
        Self::new()
    }
}

#[repr(C)]
struct Layout<T> {
    state: ManuallyDrop<Rc<T>>,
    std: zend_object,
}

/// Gives a class native state; for its `class_init`, while the module starts.
pub fn attach<T: Native>(class: &mut zend_class_entry) {
    let handlers = T::handlers();
    // SAFETY: the module is starting, so nobody reads the table yet.
    unsafe {
        let table = handlers.table.get().cast::<zend_object_handlers>();
        ptr::copy_nonoverlapping(&raw const std_object_handlers, table, 1);
        (*table).offset = offset_of!(Layout<T>, std) as i32;
        (*table).free_obj = Some(free::<T>);
        (*table).get_gc = Some(get_gc::<T>);
        (*table).clone_obj = if T::CLONABLE { Some(clone::<T>) } else { None };
        (*table).unset_property = Some(unset);
    }
    class.__bindgen_anon_2.create_object = Some(create::<T>);
}

/// Makes a class whose objects cannot be created; for its `class_init`.
pub fn forbid(class: &mut zend_class_entry) {
    class.__bindgen_anon_2.create_object = Some(refuse);
}

/// A PHP object that lives as long as `'a`: whoever has the value behind it sees to that.
///
/// Not a Rust reference, on purpose: PHP counts references in the object and writes its properties while we hold it, and the compiler would
/// be free to drop or move what is written behind a shared reference.
#[derive(Clone, Copy)]
pub struct Object<'a> {
    at: NonNull<zend_object>,
    lifetime: PhantomData<&'a ()>,
}

impl<'a> Object<'a> {
    /// The object at an address.
    ///
    /// # Safety
    /// There is one, and it lives as long as `'a`.
    pub unsafe fn at(address: *mut zend_object) -> Self {
        // SAFETY: the caller vouches for the address.
        Self { at: unsafe { NonNull::new_unchecked(address) }, lifetime: PhantomData }
    }

    /// Where it lies.
    pub fn as_ptr(self) -> *mut zend_object {
        self.at.as_ptr()
    }

    /// Its class.
    pub fn class(self) -> *mut zend_class_entry {
        // SAFETY: the object is live, as its maker has vouched.
        unsafe { (*self.as_ptr()).ce }
    }

    /// The name of its class.
    pub fn class_name(self) -> String {
        // SAFETY: a live object's class has a name.
        let name = unsafe { bytes_of((*self.class()).name) };
        String::from_utf8_lossy(name).into_owned()
    }
}

/// The native state of an object.
///
/// # Panics
/// If the object's class does not have that state.
pub fn state<T: Native>(object: Object<'_>) -> Rc<T> {
    try_state(object).expect("the object has the state of its class")
}

/// The native state of an object, if it has one of that type.
pub fn try_state<T: Native>(object: Object<'_>) -> Option<Rc<T>> {
    let object = object.as_ptr();
    // SAFETY: the object is live; if its handlers are those of the layout, the state lies before it.
    unsafe {
        if !ptr::eq((*object).handlers, T::handlers().pointer()) {
            return None;
        }
        let layout = object.byte_sub(offset_of!(Layout<T>, std)).cast::<Layout<T>>();
        Some(Rc::clone(&(*layout).state))
    }
}

/// A new object of a class, whose constructor is not run.
///
/// # Errors
/// The class refuses (an exception is on its way), or memory ran out.
pub fn make(class: &ClassSlot) -> Result<callback::Held, Exit> {
    let mut value = Zval::new();
    let (out, class) = (&raw mut value, class.get());
    // SAFETY: the class is registered, and `out` is live.
    let made = callback::guard(|| unsafe { ffi::object_init_ex(out, class) });
    match made {
        Ok(0) => Ok(callback::Held::new(value)),
        _ => Err(Exit::Pending),
    }
}

/// A new object of a class, made by its constructor.
///
/// # Errors
/// The class refuses, or its constructor throws; the exception is on its way.
pub fn construct(class: &ClassSlot, arguments: &mut [Zval]) -> Outcome<callback::Held> {
    let made = make(class)?;
    let mut method = ZendHashTable::new();
    convert::push(&mut method, made.shallow_clone());
    convert::push(&mut method, convert::string(b"__construct"));
    let method = callback::Held::new(convert::array(method));
    let constructor = Callable::resolve(&method)
        .map_err(|reason| Exit::warn(ErrorCode::OPERATION_NOT_SUPPORT, reason))?;
    callback::call_through(&constructor, arguments)?;
    Ok(made)
}

/// The object in a value, if it is one.
pub fn of(value: &Zval) -> Option<Object<'_>> {
    let value = value.dereference();
    // SAFETY: the type says so, and the value keeps the object.
    (type_of(value) == ffi::IS_OBJECT).then(|| unsafe { Object::at(value.value.obj) })
}

/// Sets a property; a typed one, or one with a `__set`, may throw.
pub fn set_property(object: Object<'_>, name: &Name, value: Zval) {
    write(object.class(), object, name, value);
}

/// Sets a property as code of the class `scope` would: a private one of its own also in objects of its subclasses.
pub fn set_property_of(scope: &ClassSlot, object: Object<'_>, name: &Name, value: Zval) {
    write(scope.get(), object, name, value);
}

fn write(scope: *mut zend_class_entry, object: Object<'_>, name: &Name, value: Zval) {
    let mut value = callback::Held::new(value).into_inner();
    let (object, name, input) = (object.as_ptr(), name.get(), &raw mut value);
    // SAFETY: all are live; the property takes a reference of its own. The scope makes visibility no matter.
    let _ = callback::guard(|| unsafe { zend_update_property_ex(scope, object, name, input) });
    drop(callback::Held::new(value));
}

/// A copy of a property's value.
pub fn property(object: Object<'_>, name: &Name) -> callback::Held {
    read(object.class(), object, name)
}

/// A copy of a property's value, read as code of the class `scope` would.
pub fn property_of(scope: &ClassSlot, object: Object<'_>, name: &Name) -> callback::Held {
    read(scope.get(), object, name)
}

fn read(scope: *mut zend_class_entry, object: Object<'_>, name: &Name) -> callback::Held {
    let mut made = Zval::new();
    let (object, name, room) = (object.as_ptr(), name.get(), &raw mut made);
    // SAFETY: all are live; the result points into the object or to `room`.
    let found =
        callback::guard(|| unsafe { zend_read_property_ex(scope, object, name, true, room) });
    match found {
        // A `__get` made the value for us.
        Ok(value) if ptr::eq(value, room) => callback::Held::new(made),
        // SAFETY: as above; the copy takes a reference of its own.
        Ok(value) if !value.is_null() => callback::Held::copy_of(unsafe { &*value }),
        _ => callback::Held::default(),
    }
}

/// The declared property in slot `index`.
///
/// # Safety
/// The object is live and its class declares that many properties.
pub unsafe fn slot(object: *mut zend_object, index: usize) -> *mut Zval {
    // SAFETY: as the caller owes.
    unsafe { (&raw mut (*object).properties_table).cast::<Zval>().add(index) }
}

/// Writes the declared property in slot `index` (in order of declaration, parents' first) of an object just made: no lookup, no hooks.
///
/// # Safety
/// The object is live, its class declares that many properties, and this one has no type.
pub unsafe fn init_slot(object: *mut zend_object, index: usize, value: Zval) {
    // SAFETY: the slot exists; what it held is released by the assignment.
    unsafe { *slot(object, index) = value };
}

/// A new object of a class without constructor, whose first `N` declared properties (untyped) get these values. Null if memory ran out or the
/// class refuses; an exception is then on its way.
pub fn fill<const N: usize>(class: &ClassSlot, values: [Zval; N]) -> Zval {
    let Ok(made) = make(class) else { return Zval::null() };
    // SAFETY: what was made is an object.
    let object = unsafe { made.value.obj };
    for (index, value) in values.into_iter().enumerate() {
        // SAFETY: the object is live; the stubs of the classes that this is used for declare their properties untyped and in this order.
        unsafe { init_slot(object, index, value) };
    }
    made.into_inner()
}

/// A new object of a class itself, made at the least cost, for objects that come with every request: its declared properties, which are untyped,
/// get these values.
///
/// # Safety
/// Under [`callback::guard`], since memory may run out. The class has this state, is no user's, and declares `N` properties.
pub(in crate::php) unsafe fn create_with<T: Native, const N: usize>(
    class: &ClassSlot,
    properties: [Zval; N],
) -> *mut zend_object {
    // SAFETY: as the caller owes.
    unsafe {
        let std = create_bare::<T>(class.get());
        debug_assert_eq!((*class.get()).default_properties_count as usize, N);
        (&raw mut (*std).properties_table).cast::<[Zval; N]>().write(properties);
        std
    }
}

/// What the cycle collector is told.
pub struct Gc(*mut zend_get_gc_buffer);

impl Gc {
    /// The state holds this value.
    pub fn add(&mut self, value: &Zval) {
        // SAFETY: the buffer is the collector's; a refcounted value is copied bit by bit, uncounted, as it asks.
        unsafe {
            if value.u1.type_info >> 8 == 0 {
                return;
            }
            if (*self.0).cur == (*self.0).end {
                zend_get_gc_buffer_grow(self.0);
            }
            ptr::copy_nonoverlapping(value, (*self.0).cur, 1);
            (*self.0).cur = (*self.0).cur.add(1);
        }
    }
}

unsafe extern "C" fn create<T: Native>(class: *mut zend_class_entry) -> *mut zend_object {
    // SAFETY: the engine asks for an object of a class that has this layout (or extends one that has).
    unsafe {
        let std = create_bare::<T>(class);
        object_properties_init(std, class);
        std
    }
}

/// An object whose properties are still to be written.
///
/// # Safety
/// The class has this layout.
unsafe fn create_bare<T: Native>(class: *mut zend_class_entry) -> *mut zend_object {
    // SAFETY: as the caller owes.
    unsafe {
        // The allocator adds the room for declared properties, of which one is in zend_object already.
        let layout =
            ext_php_rs_zend_object_alloc(size_of::<Layout<T>>(), class).cast::<Layout<T>>();
        let std = &raw mut (*layout).std;
        zend_object_std_init(std, class);
        (*std).handlers = T::handlers().pointer();
        ptr::write(&raw mut (*layout).state, ManuallyDrop::new(Rc::new(T::new(std))));
        std
    }
}

unsafe extern "C" fn free<T: Native>(object: *mut zend_object) {
    // SAFETY: the engine frees an object once, and it has this layout.
    unsafe {
        let layout = object.byte_sub(offset_of!(Layout<T>, std)).cast::<Layout<T>>();
        ManuallyDrop::drop(&mut (*layout).state);
        zend_object_std_dtor(object);
    }
}

unsafe extern "C" fn clone<T: Native>(old: *mut zend_object) -> *mut zend_object {
    // SAFETY: the engine clones a live object of this layout.
    unsafe {
        let new = create::<T>((*old).ce);
        ffi::zend_objects_clone_members(new, old);
        new
    }
}

unsafe extern "C" fn get_gc<T: Native>(
    object: *mut zend_object,
    table: *mut *mut Zval,
    count: *mut i32,
) -> *mut HashTable {
    // SAFETY: the object has this layout; the buffer lives until the collector is done.
    unsafe {
        let layout = object.byte_sub(offset_of!(Layout<T>, std)).cast::<Layout<T>>();
        let buffer = zend_get_gc_buffer_create();
        (*layout).state.gc(&mut Gc(buffer));
        let properties = (*object).properties;
        if properties.is_null() {
            // No dynamic properties were ever asked for: the declared ones are in their slots only.
            let slots = (&raw const (*object).properties_table).cast::<Zval>();
            for i in 0..(*(*object).ce).default_properties_count as usize {
                Gc(buffer).add(&*slots.add(i));
            }
        }
        *table = (*buffer).start;
        *count = (*buffer).cur.offset_from((*buffer).start) as i32;
        properties
    }
}

/// The properties that our classes declare stay, since we write to their places; others may be unset.
unsafe extern "C" fn unset(
    object: *mut zend_object,
    name: *mut zend_string,
    cache: *mut *mut c_void,
) {
    // SAFETY: the engine passes a live object and name; the rows of a class's table of properties are live with it.
    unsafe {
        let class = (*object).ce;
        let found = ffi::zend_hash_find(&raw const (*class).properties_info, name);
        let ours = !found.is_null() && {
            let property = (*found).value.ptr.cast::<ffi::zend_property_info>();
            (*(*property).ce).type_ as u8 == INTERNAL_CLASS
        };
        if !ours {
            return ffi::zend_std_unset_property(object, name, cache);
        }
        let text = |string| String::from_utf8_lossy(bytes_of(string)).into_owned();
        let message =
            format!("Property {} of class {} cannot be unset", text(name), text((*class).name));
        throw(ffi::zend_ce_error, 0, &message);
    }
}

/// How the engine marks a class that an extension has registered.
const INTERNAL_CLASS: u8 = 1;

unsafe extern "C" fn refuse(class: *mut zend_class_entry) -> *mut zend_object {
    // SAFETY: the class is live; the object is made as the standard handlers would, since the engine needs one to go on.
    unsafe {
        let name = String::from_utf8_lossy(bytes_of((*class).name)).into_owned();
        throw(
            ffi::zend_ce_error,
            0,
            &format!("The object of {name} can not be created for security reasons"),
        );
        let object = ffi::zend_objects_new(class);
        object_properties_init(object, class);
        object
    }
}
