//! The one place that knows how PHP versions differ in memory: type words, argument tables, function tables.
//!
//! The tables that `build.rs` generates are written in the constructors of this file; constants come from the headers of
//! the PHP that we are built for. Nothing else in the binding may look at a PHP version.

use std::ffi::{CStr, c_char};
use std::ptr;

use ext_php_rs::ffi::{
    _ZEND_IS_VARIADIC_BIT, _ZEND_SEND_MODE_SHIFT, _ZEND_TYPE_NAME_BIT,
    ZEND_ACC_ALLOW_DYNAMIC_PROPERTIES, zend_execute_data, zend_function_entry,
    zend_internal_arg_info, zend_type, zval,
};

use crate::php::object::Object;

/// What a native function looks like to the engine.
pub type Entry = unsafe extern "C" fn(*mut zend_execute_data, *mut zval);

/// A class flag that ext-php-rs does not name (objects may get properties that no class declares, without a deprecation).
pub const ALLOW_DYNAMIC_PROPERTIES: u32 = ZEND_ACC_ALLOW_DYNAMIC_PROPERTIES;

/// How the engine marks a class name that is a C string, not a `zend_string`, in an argument table.
#[cfg(not(php83))]
const LITERAL_NAME: u32 = _ZEND_TYPE_NAME_BIT;
#[cfg(php83)]
const LITERAL_NAME: u32 = ext_php_rs::ffi::_ZEND_TYPE_LITERAL_NAME_BIT;

/// Runs for each `exit()`, with its frame; says whether the exit was dealt with (an exception is on its way) or is the engine's.
pub type ExitHook = unsafe extern "C" fn(*mut zend_execute_data) -> bool;

/// Has `hook` called for each `exit()` of a script. Whoever had hooked it before (a debugger) is asked for those that `hook` leaves to the engine.
#[cfg(not(php84))]
pub fn hook_exit(hook: ExitHook) {
    use ext_php_rs::ffi::{
        ZEND_EXIT, ZEND_USER_OPCODE_CONTINUE, ZEND_USER_OPCODE_DISPATCH, user_opcode_handler_t,
        zend_get_user_opcode_handler, zend_set_user_opcode_handler,
    };
    use std::sync::OnceLock;

    static HOOKS: OnceLock<(ExitHook, user_opcode_handler_t)> = OnceLock::new();

    unsafe extern "C" fn handler(frame: *mut zend_execute_data) -> i32 {
        let Some((hook, before)) = HOOKS.get() else { return ZEND_USER_OPCODE_DISPATCH as i32 };
        // SAFETY: passed on as the engine gave it. Nothing here needs dropping, should either of them jump.
        unsafe {
            match before {
                _ if hook(frame) => ZEND_USER_OPCODE_CONTINUE as i32,
                Some(before) => before(frame),
                None => ZEND_USER_OPCODE_DISPATCH as i32,
            }
        }
    }

    // SAFETY: modules start in one thread, before any script runs.
    unsafe {
        HOOKS.get_or_init(|| (hook, zend_get_user_opcode_handler(ZEND_EXIT as u8)));
        zend_set_user_opcode_handler(ZEND_EXIT as u8, Some(handler));
    }
}

/// Runs when the engine was interrupted, with the frame that runs, between two of its opcodes.
pub type InterruptHook = unsafe extern "C" fn(*mut zend_execute_data);

/// Has `hook` called at each interruption, and whoever was called before it (async signals) before it.
pub fn hook_interrupts(hook: InterruptHook) {
    use std::sync::OnceLock;

    unsafe extern "C" {
        static mut zend_interrupt_function: Option<InterruptHook>;
    }

    static HOOKS: OnceLock<(InterruptHook, Option<InterruptHook>)> = OnceLock::new();

    unsafe extern "C" fn handler(frame: *mut zend_execute_data) {
        let Some((hook, before)) = HOOKS.get() else { return };
        // SAFETY: passed on as the engine gave it. Nothing here needs dropping, should either of them jump.
        unsafe {
            if let Some(before) = before {
                before(frame);
            }
            hook(frame);
        }
    }

    // SAFETY: the one thread that runs PHP looks at it, and sets it once.
    unsafe {
        let mut new = false;
        HOOKS.get_or_init(|| {
            new = true;
            (hook, zend_interrupt_function)
        });
        if new {
            zend_interrupt_function = Some(handler);
        }
    }
}

/// Interrupts the engine at its next opcode. For any thread.
pub fn interrupt() {
    // SAFETY: the flag lives as long as the engine, and is atomic.
    unsafe {
        let flag = &raw mut ext_php_rs::ffi::executor_globals.vm_interrupt;
        ext_php_rs::ffi::zend_atomic_bool_store(flag, true);
    }
}

/// A declared type: `MAY_BE_*` bits and, joined by `|`, class names.
#[derive(Clone, Copy)]
pub struct TypeInfo {
    /// `MAY_BE_*` bits.
    pub mask: u32,
    /// Class names, as `A|B`; the engine splits them.
    pub class: Option<&'static CStr>,
}

impl TypeInfo {
    /// No type declared.
    pub const NONE: Self = Self { mask: 0, class: None };

    const fn word(self, flags: u32) -> zend_type {
        match self.class {
            Some(name) => zend_type {
                ptr: name.as_ptr().cast_mut().cast(),
                type_mask: self.mask | LITERAL_NAME | flags,
            },
            None => zend_type { ptr: ptr::null_mut(), type_mask: self.mask | flags },
        }
    }

    /// The type of a property. A class name has to be a `zend_string` there, which the caller supplies.
    pub fn property(self, class: *mut ext_php_rs::ffi::zend_string) -> zend_type {
        match self.class {
            Some(_) => zend_type { ptr: class.cast(), type_mask: self.mask | _ZEND_TYPE_NAME_BIT },
            None => zend_type { ptr: ptr::null_mut(), type_mask: self.mask },
        }
    }
}

/// First row of an argument table: how many arguments are required, and what is returned.
pub const fn head(
    required: usize,
    returns: TypeInfo,
    by_reference: bool,
) -> zend_internal_arg_info {
    zend_internal_arg_info {
        // The engine reads the count out of the place of the name.
        name: ptr::without_provenance::<c_char>(required),
        type_: returns.word((by_reference as u32) << _ZEND_SEND_MODE_SHIFT),
        default_value: ptr::null(),
    }
}

/// One parameter. `flags`: 1 by reference, 2 variadic.
pub const fn arg(
    name: &'static CStr,
    ty: TypeInfo,
    flags: u32,
    default: Option<&'static CStr>,
) -> zend_internal_arg_info {
    let mut bits = (flags & 1) << _ZEND_SEND_MODE_SHIFT;
    if flags & 2 != 0 {
        bits |= _ZEND_IS_VARIADIC_BIT;
    }
    zend_internal_arg_info {
        name: name.as_ptr(),
        type_: ty.word(bits),
        default_value: match default {
            Some(text) => text.as_ptr(),
            None => ptr::null(),
        },
    }
}

/// Whether the engine, called for this function now, takes every argument without fail and before anything else runs: it is one of a script, the executor
/// is up, no exception is on its way, nothing is deprecated, and no parameter is by reference, which may need a warning first.
///
/// # Safety
/// The function is live.
pub unsafe fn may_be_given(function: *const ext_php_rs::ffi::zend_function) -> bool {
    use ext_php_rs::ffi::{
        ZEND_ACC_DEPRECATED, ZEND_ACC_VARIADIC, ZEND_USER_FUNCTION, executor_globals,
    };
    // SAFETY: as the caller owes; a variadic parameter has a row of its own, after the others.
    unsafe {
        let function = &(*function).common;
        let rows = function.num_args + u32::from(function.fn_flags & ZEND_ACC_VARIADIC != 0);
        executor_globals.active
            && executor_globals.exception.is_null()
            && u32::from(function.type_) == ZEND_USER_FUNCTION
            && function.fn_flags & ZEND_ACC_DEPRECATED == 0
            && (0..rows as usize).all(|i| {
                (*function.arg_info.add(i)).type_.type_mask >> _ZEND_SEND_MODE_SHIFT & 3 == 0
            })
    }
}

/// One row of a function table.
pub const fn function(
    name: &'static CStr,
    entry: Entry,
    arguments: &'static [zend_internal_arg_info],
    flags: u32,
) -> zend_function_entry {
    zend_function_entry {
        fname: name.as_ptr(),
        handler: Some(entry),
        arg_info: arguments.as_ptr(),
        num_args: arguments.len() as u32 - 1,
        flags,
        #[cfg(php84)]
        frameless_function_infos: ptr::null(),
        #[cfg(php84)]
        doc_comment: ptr::null(),
    }
}

/// Gives a native method an attribute without arguments, by which its return type may differ from that of an interface.
///
/// # Safety
/// The function is registered and its class not yet told of its interfaces; the name is interned for good.
pub unsafe fn mark_return_type(
    function: *mut ext_php_rs::ffi::zend_function,
    name: *mut ext_php_rs::ffi::zend_string,
) {
    /// `ZEND_ATTRIBUTE_PERSISTENT`
    const PERSISTENT: u32 = 1;
    // SAFETY: as the caller owes.
    unsafe {
        zend_add_attribute(&raw mut (*function).common.attributes, name, 0, PERSISTENT, 0, 0);
    }
}

/// The row that ends a function table.
pub const END: zend_function_entry = zend_function_entry {
    fname: ptr::null(),
    handler: None,
    arg_info: ptr::null(),
    num_args: 0,
    flags: 0,
    #[cfg(php84)]
    frameless_function_infos: ptr::null(),
    #[cfg(php84)]
    doc_comment: ptr::null(),
};

/// What ext-sockets keeps before the `zend_object` of a `Socket`; its header is not among those that are installed everywhere.
#[repr(C)]
struct PhpSocket {
    fd: i32,
    family: i32,
    error: i32,
    blocking: i32,
    stream: zval,
    std: ext_php_rs::ffi::zend_object,
}

/// Makes a new `Socket` object that of a descriptor.
///
/// # Safety
/// The object is of class `Socket` and has no descriptor yet; it owns this one from here on.
pub unsafe fn fill_socket(object: Object<'_>, fd: i32, family: i32, blocking: bool) {
    // SAFETY: the layout is that of ext-sockets from PHP 8.0 to 8.5, as the caller promises.
    unsafe {
        let before = std::mem::offset_of!(PhpSocket, std);
        let socket = object.as_ptr().byte_sub(before).cast::<PhpSocket>();
        (*socket).fd = fd;
        (*socket).family = family;
        (*socket).error = 0;
        (*socket).blocking = blocking.into();
    }
}

/// The descriptor of a `Socket` of the sockets extension, negative once it is closed; none for any other object.
///
/// The class is found by its name and module, so that nothing of that extension is linked.
pub fn socket_fd(object: Object<'_>) -> Option<i32> {
    /// How the engine marks a class that an extension has registered.
    const INTERNAL: u8 = 1;
    // SAFETY: a live object's class and an internal class's module are live; so is what lies `offset` bytes before the object.
    unsafe {
        let class = &*object.class();
        if class.type_ as u8 != INTERNAL || super::convert::bytes_of(class.name) != b"Socket" {
            return None;
        }
        let module = class.info.internal.module;
        if module.is_null() || CStr::from_ptr((*module).name) != c"sockets" {
            return None;
        }
        let before = std::mem::offset_of!(PhpSocket, std);
        Some((*object.as_ptr().byte_sub(before).cast::<PhpSocket>()).fd)
    }
}

/// What the engine keeps of a fiber's C stack; its declaration is in no header. The same from PHP 8.1 to 8.5.
#[repr(C)]
struct FiberStack {
    /// The lowest address that may be used.
    pointer: *mut std::ffi::c_void,
    size: usize,
}

/// Sees to a new fiber's C stack: it is never backed by huge pages, of which each would cost two megabytes, and loses its guard page unless `guarded`.
///
/// # Safety
/// The context was just made.
pub unsafe fn prepare_fiber_stack(
    context: *const ext_php_rs::ffi::zend_fiber_context,
    guarded: bool,
) {
    let page = crate::sys::memory::page_size();
    // SAFETY: a context that was made has a stack; the page below it is its guard. Both calls are hints, and may fail.
    unsafe {
        let stack = &*(*context).stack.cast::<FiberStack>();
        libc::madvise(stack.pointer, stack.size, libc::MADV_NOHUGEPAGE);
        if !guarded {
            let guard = stack.pointer.byte_sub(page);
            libc::madvise(guard, page, libc::MADV_NOHUGEPAGE);
            libc::mprotect(guard, page, libc::PROT_READ | libc::PROT_WRITE);
        }
    }
}

/// Tells the engine where the C stack ends that runs from here on (PHP looks from 8.3 on).
///
/// # Safety
/// The context is the one that runs.
pub unsafe fn begin_fiber_stack(_context: *const ext_php_rs::ffi::zend_fiber_context) {
    #[cfg(php83)]
    // SAFETY: as the caller owes; the executor globals live as long as the engine.
    unsafe {
        use ext_php_rs::ffi::{
            ext_php_rs_executor_globals, zend_fiber_stack_base, zend_fiber_stack_limit,
        };
        let globals = ext_php_rs_executor_globals();
        (*globals).stack_base = zend_fiber_stack_base((*_context).stack);
        (*globals).stack_limit = zend_fiber_stack_limit((*_context).stack);
    }
}

unsafe extern "C" {
    /// Zend/zend_attributes.h, none of the headers that are bound. The same from PHP 8.1 to 8.5.
    fn zend_add_attribute(
        attributes: *mut *mut ext_php_rs::ffi::HashTable,
        name: *mut ext_php_rs::ffi::zend_string,
        count: u32,
        flags: u32,
        offset: u32,
        line: u32,
    ) -> *mut std::ffi::c_void;
    /// The engine's `debug_backtrace()`; its header is none of those that are bound. The same from PHP 7 to 8.5.
    pub fn zend_fetch_debug_backtrace(
        result: *mut zval,
        skip_last: std::ffi::c_int,
        options: std::ffi::c_int,
        limit: std::ffi::c_int,
    );
}

/// The callback of the `usort()` (or the like) that runs, which PHP keeps in one place for all.
pub struct Compare {
    #[cfg(not(php83))]
    function: std::mem::ManuallyDrop<ext_php_rs::ffi::zend_fcall_info>,
    #[cfg(not(php83))]
    target: ext_php_rs::ffi::zend_fcall_info_cache,
}

/// The beginning of ext-standard's globals, whose header is none of those that are bound.
#[cfg(not(php83))]
#[repr(C)]
struct BasicGlobals {
    shutdown_functions: *mut ext_php_rs::ffi::HashTable,
    putenv: ext_php_rs::ffi::HashTable,
    strtok_string: *mut ext_php_rs::ffi::zend_string,
    ctype_string: *mut ext_php_rs::ffi::zend_string,
    locale_changed: bool,
    strtok_last: *mut c_char,
    strtok_table: [u8; 256],
    strtok_len: usize,
    function: ext_php_rs::ffi::zend_fcall_info,
    target: ext_php_rs::ffi::zend_fcall_info_cache,
}

#[cfg(not(php83))]
unsafe extern "C" {
    static mut basic_globals: BasicGlobals;
}

/// Whether a sort runs that has a callback.
#[inline(always)]
pub fn is_comparing() -> bool {
    #[cfg(not(php83))]
    // SAFETY: the globals live as long as the process, and one thread uses them.
    return unsafe { basic_globals.function.size != 0 };
    #[cfg(php83)]
    false
}

/// Takes the callback of the sort that runs out of its place; none runs as far as others can see. Where its place is not known, sorts that wait in
/// several coroutines at once disturb each other.
pub fn take_compare() -> Option<Compare> {
    #[cfg(not(php83))]
    // SAFETY: the globals live as long as the process, and one thread uses them; all-zero is what they hold while nothing is sorted.
    unsafe {
        let globals = &raw mut basic_globals;
        if (*globals).function.size == 0 {
            return None;
        }
        let taken = Compare {
            function: std::mem::ManuallyDrop::new(ptr::read(&raw const (*globals).function)),
            target: ptr::read(&raw const (*globals).target),
        };
        ptr::write_bytes(&raw mut (*globals).function, 0, 1);
        ptr::write_bytes(&raw mut (*globals).target, 0, 1);
        return Some(taken);
    }
    #[allow(unreachable_code)]
    None
}

/// Puts back what [`take_compare`] took.
pub fn put_compare(_compare: Compare) {
    #[cfg(not(php83))]
    // SAFETY: as above.
    unsafe {
        let globals = &raw mut basic_globals;
        ptr::write(
            &raw mut (*globals).function,
            std::mem::ManuallyDrop::into_inner(_compare.function),
        );
        ptr::write(&raw mut (*globals).target, _compare.target);
    }
}
