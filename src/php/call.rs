//! One call from PHP: its arguments, its object.
//!
//! Handlers read their arguments as a tuple of types, which says what the stub's signature says:
//!
//! ```text
//! let (fd, data, server_socket) = call.args::<(StringOrInt, &[u8], Opt<i64>)>()?;
//! ```
//!
//! Coercion, `strict_types`, deprecations and error messages are the engine's own.

use std::ffi::c_char;
use std::marker::PhantomData;
use std::rc::Rc;
use std::{mem, ptr, slice};

use ext_php_rs::ffi::{self, *};
use ext_php_rs::types::{ZendHashTable, Zval};

use crate::php::boundary::{Exit, Outcome};
use crate::php::callable::Callable;
use crate::php::callback;
use crate::php::convert::{bytes_of, type_of};
use crate::php::object::{self, Native, Object};

/// A call from PHP that a handler is running.
pub struct Call<'a> {
    frame: *mut zend_execute_data,
    lives: PhantomData<&'a zend_execute_data>,
}

impl<'a> Call<'a> {
    /// # Safety
    /// The frame is that of a native function and outlives the call.
    pub(in crate::php) unsafe fn new(frame: *mut zend_execute_data) -> Self {
        Self { frame, lives: PhantomData }
    }

    /// How many arguments were passed.
    pub fn count(&self) -> usize {
        // SAFETY: the frame is live.
        unsafe { (*self.frame).This.u2.num_args as usize }
    }

    /// Reads the arguments; see the module's documentation.
    ///
    /// # Errors
    /// `ArgumentCountError`, `TypeError` or whatever a conversion threw, already on its way.
    #[inline(always)]
    pub fn args<T: Args<'a>>(&mut self) -> Outcome<T> {
        let given = self.count();
        // SAFETY: the frame is live, and so is the function it runs; arguments follow the frame.
        let (most, least, first) = unsafe {
            let function = &(*(*self.frame).func).common;
            (
                function.num_args as usize,
                function.required_num_args as usize,
                self.frame.cast::<Zval>().add(FRAME_SLOTS),
            )
        };
        if given < least || (given > most && !T::VARIADIC) {
            return Err(wrong_count(least, if T::VARIADIC { u32::MAX } else { most as u32 }));
        }
        // Named arguments that no parameter takes land beside a variadic one.
        let named = || {
            // SAFETY: the frame is live.
            unsafe { (*self.frame).This.u1.type_info & ZEND_CALL_HAS_EXTRA_NAMED_PARAMS != 0 }
        };
        if T::VARIADIC && named() {
            return Err(extra_named());
        }
        T::read(&mut Reader { first, given, next: 0, lives: PhantomData })
    }

    /// The native state of `$this`.
    ///
    /// # Panics
    /// If the object has another class's state, which the class table rules out.
    pub fn this<T: Native>(&self) -> Rc<T> {
        object::state(self.object())
    }

    /// `$this`.
    ///
    /// # Panics
    /// In a function or static method.
    pub fn object(&self) -> Object<'a> {
        // SAFETY: the frame is live; its type word says whether there is an object.
        unsafe {
            assert!(type_of(&(*self.frame).This) == IS_OBJECT, "called without an object");
            Object::at((*self.frame).This.value.obj)
        }
    }
}

/// Throws that the number of arguments is wrong.
#[cold]
fn wrong_count(least: usize, most: u32) -> Exit {
    // SAFETY: throws into the current frame.
    let _ = callback::guard(|| unsafe {
        if most == 0 {
            zend_wrong_parameters_none_error()
        } else {
            zend_wrong_parameters_count_error(least as u32, most)
        }
    });
    Exit::Pending
}

/// Throws that a named argument is nobody's.
#[cold]
fn extra_named() -> Exit {
    // SAFETY: throws into the current frame.
    let _ = callback::guard(|| unsafe { zend_unexpected_extra_named_error() });
    Exit::Pending
}

/// Where the arguments start, counted in values from the frame.
pub(in crate::php) const FRAME_SLOTS: usize =
    mem::size_of::<zend_execute_data>().div_ceil(mem::size_of::<Zval>());

/// Hands out one argument after the other.
pub struct Reader<'a> {
    first: *mut Zval,
    given: usize,
    next: usize,
    lives: PhantomData<&'a Zval>,
}

impl<'a> Reader<'a> {
    /// The next argument, references followed; none if it was left out.
    #[inline(always)]
    fn next(&mut self) -> Option<&'a mut Zval> {
        self.raw().map(|value| value.dereference_mut())
    }

    #[inline(always)]
    fn raw(&mut self) -> Option<&'a mut Zval> {
        let index = self.next;
        self.next += 1;
        if index >= self.given {
            return None;
        }
        // SAFETY: the frame holds `given` arguments, and each is handed out once.
        let value = unsafe { &mut *self.first.add(index) };
        (type_of(value) != IS_UNDEF).then_some(value)
    }

    /// Position of the argument read last, from 1.
    fn position(&self) -> u32 {
        self.next as u32
    }
}

/// A type that an argument can be read as.
pub trait Arg<'a>: Sized {
    /// What messages call it, and the same where null is allowed.
    const EXPECTED: (u32, u32);

    /// Converts the value; none if it does not fit (the caller throws) or the conversion threw.
    fn from_value(value: &'a mut Zval, position: u32) -> Option<Self>;

    /// Throws that the value does not fit.
    fn mismatch(value: &Zval, position: u32, nullable: bool) {
        let expected = if nullable { Self::EXPECTED.1 } else { Self::EXPECTED.0 };
        let value = (&raw const *value).cast_mut();
        // SAFETY: the value is live.
        let _ = callback::guard(|| unsafe {
            zend_wrong_parameter_type_error(position, expected, value)
        });
    }
}

/// One element of the tuple that [`Call::args`] reads: a type, or one of [`Opt`], `Option` (null allowed), [`Rest`], [`Ref`].
pub trait Parameter<'a>: Sized {
    /// Takes any number of arguments.
    const VARIADIC: bool = false;

    /// Reads it.
    ///
    /// # Errors
    /// The exception is on its way.
    fn read(reader: &mut Reader<'a>) -> Outcome<Self>;
}

#[inline(always)]
fn convert<'a, T: Arg<'a>>(value: &'a mut Zval, position: u32, nullable: bool) -> Outcome<T> {
    let seen = &raw mut *value;
    T::from_value(value, position).ok_or_else(|| {
        // SAFETY: the argument slot outlives the call, and `from_value` gave the borrow up by returning none.
        unsafe { refuse::<T>(seen, position, nullable) }
    })
}

/// Throws that a value does not fit, unless its conversion has thrown.
#[cold]
unsafe fn refuse<'a, T: Arg<'a>>(value: *const Zval, position: u32, nullable: bool) -> Exit {
    if callback::exception().is_null() && callback::pending() == callback::Pending::None {
        // SAFETY: as the caller owes, the value is live.
        T::mismatch(unsafe { &*value }, position, nullable);
    }
    Exit::Pending
}

impl<'a, T: Arg<'a>> Parameter<'a> for T {
    #[inline(always)]
    fn read(reader: &mut Reader<'a>) -> Outcome<Self> {
        let value = reader.next().expect("the argument count was checked");
        convert(value, reader.position(), false)
    }
}

impl<'a, T: Arg<'a>> Parameter<'a> for Option<T> {
    fn read(reader: &mut Reader<'a>) -> Outcome<Self> {
        let value = reader.next().expect("the argument count was checked");
        if type_of(value) == IS_NULL {
            Ok(None)
        } else {
            convert(value, reader.position(), true).map(Some)
        }
    }
}

/// An argument that may be left out.
#[derive(Debug)]
pub struct Opt<T>(pub Option<T>);

impl<T> Opt<T> {
    /// The argument, or its default.
    pub fn or(self, default: T) -> T {
        self.0.unwrap_or(default)
    }
}

impl<T> Opt<Option<T>> {
    /// An argument that may be left out or null.
    pub fn flat(self) -> Option<T> {
        self.0.flatten()
    }
}

impl<'a, T: Parameter<'a>> Parameter<'a> for Opt<T> {
    #[inline(always)]
    fn read(reader: &mut Reader<'a>) -> Outcome<Self> {
        let mut ahead = Reader { next: reader.next, ..*reader };
        if ahead.raw().is_none() {
            reader.next += 1;
            return Ok(Self(None));
        }
        T::read(reader).map(|value| Self(Some(value)))
    }
}

/// All further arguments, as they are.
pub struct Rest<'a>(pub &'a [Zval]);

impl<'a> Parameter<'a> for Rest<'a> {
    const VARIADIC: bool = true;

    fn read(reader: &mut Reader<'a>) -> Outcome<Self> {
        let from = reader.next.min(reader.given);
        reader.next = reader.given;
        // SAFETY: the frame holds `given` arguments.
        Ok(Self(unsafe { slice::from_raw_parts(reader.first.add(from), reader.given - from) }))
    }
}

/// A by-reference argument, to be written to.
pub struct Ref<'a>(pub &'a mut Zval);

impl<'a> Parameter<'a> for Ref<'a> {
    fn read(reader: &mut Reader<'a>) -> Outcome<Self> {
        Ok(Self(reader.next().expect("the argument count was checked")))
    }
}

impl<'a> Arg<'a> for &'a Zval {
    const EXPECTED: (u32, u32) = (0, 0);

    fn from_value(value: &'a mut Zval, _: u32) -> Option<Self> {
        Some(value)
    }
}

impl Arg<'_> for i64 {
    const EXPECTED: (u32, u32) =
        (_zend_expected_type_Z_EXPECTED_LONG, _zend_expected_type_Z_EXPECTED_LONG_OR_NULL);

    #[inline(always)]
    fn from_value(value: &mut Zval, position: u32) -> Option<Self> {
        if type_of(value) == IS_LONG {
            // SAFETY: the type says so.
            return Some(unsafe { value.value.lval });
        }
        slow(value, position, zend_parse_arg_long_slow)
    }
}

impl Arg<'_> for bool {
    const EXPECTED: (u32, u32) =
        (_zend_expected_type_Z_EXPECTED_BOOL, _zend_expected_type_Z_EXPECTED_BOOL_OR_NULL);

    fn from_value(value: &mut Zval, position: u32) -> Option<Self> {
        if let Some(b) = value.bool() {
            return Some(b);
        }
        slow(value, position, zend_parse_arg_bool_slow)
    }
}

impl Arg<'_> for f64 {
    const EXPECTED: (u32, u32) =
        (_zend_expected_type_Z_EXPECTED_DOUBLE, _zend_expected_type_Z_EXPECTED_DOUBLE_OR_NULL);

    fn from_value(value: &mut Zval, position: u32) -> Option<Self> {
        if type_of(value) == IS_DOUBLE {
            // SAFETY: the type says so.
            return Some(unsafe { value.value.dval });
        }
        slow(value, position, zend_parse_arg_double_slow)
    }
}

/// A string's bytes, borrowed from the argument.
impl<'a> Arg<'a> for &'a [u8] {
    const EXPECTED: (u32, u32) =
        (_zend_expected_type_Z_EXPECTED_STRING, _zend_expected_type_Z_EXPECTED_STRING_OR_NULL);

    fn from_value(value: &'a mut Zval, position: u32) -> Option<Self> {
        let text = if type_of(value) == IS_STRING {
            // SAFETY: the type says so.
            unsafe { value.value.str_ }
        } else {
            slow(value, position, zend_parse_arg_str_slow)?
        };
        // SAFETY: the argument slot owns the string (a converted one too) until the call ends.
        Some(unsafe { bytes_of(text) })
    }
}

/// A value of the PHP type `string|int`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum StringOrInt<'a> {
    /// A string.
    String(&'a [u8]),
    /// An integer.
    Int(i64),
}

impl<'a> Arg<'a> for StringOrInt<'a> {
    const EXPECTED: (u32, u32) = (
        _zend_expected_type_Z_EXPECTED_STRING_OR_LONG,
        _zend_expected_type_Z_EXPECTED_STRING_OR_LONG_OR_NULL,
    );

    fn from_value(value: &'a mut Zval, position: u32) -> Option<Self> {
        if let Some(n) = value.long() {
            return Some(Self::Int(n));
        }
        let (mut text, mut number) = (ptr::null_mut::<zend_string>(), 0);
        let (value, text_out, number_out) = (&raw mut *value, &raw mut text, &raw mut number);
        // SAFETY: all pointers are live.
        let fits = callback::guard(|| unsafe {
            if type_of(&*value) == IS_STRING {
                *text_out = (*value).value.str_;
                return true;
            }
            zend_parse_arg_str_or_long_slow(value, text_out, number_out, position)
        });
        match fits {
            // SAFETY: as for strings.
            Ok(true) if !text.is_null() => Some(Self::String(unsafe { bytes_of(text) })),
            Ok(true) => Some(Self::Int(number)),
            _ => None,
        }
    }
}

/// An object, or else a string.
pub enum ObjectOrString<'a> {
    /// An object of any class.
    Object(Object<'a>),
    /// A string.
    String(&'a [u8]),
}

impl<'a> Arg<'a> for ObjectOrString<'a> {
    const EXPECTED: (u32, u32) = <&[u8]>::EXPECTED;

    fn from_value(value: &'a mut Zval, position: u32) -> Option<Self> {
        if type_of(value) == IS_OBJECT {
            // SAFETY: the type says so, and the argument keeps the object.
            return Some(Self::Object(unsafe { Object::at(value.value.obj) }));
        }
        <&[u8]>::from_value(value, position).map(Self::String)
    }
}

/// An array, borrowed from the argument.
impl<'a> Arg<'a> for &'a ZendHashTable {
    const EXPECTED: (u32, u32) =
        (_zend_expected_type_Z_EXPECTED_ARRAY, _zend_expected_type_Z_EXPECTED_ARRAY_OR_NULL);

    fn from_value(value: &'a mut Zval, _: u32) -> Option<Self> {
        // SAFETY: the type says so, and the argument keeps the array.
        (type_of(value) == IS_ARRAY).then(|| unsafe { &*value.value.arr })
    }
}

/// An object, borrowed from the argument.
impl<'a> Arg<'a> for Object<'a> {
    const EXPECTED: (u32, u32) =
        (_zend_expected_type_Z_EXPECTED_OBJECT, _zend_expected_type_Z_EXPECTED_OBJECT_OR_NULL);

    fn from_value(value: &'a mut Zval, _: u32) -> Option<Self> {
        // SAFETY: the type says so, and the argument keeps the object.
        (type_of(value) == IS_OBJECT).then(|| unsafe { Object::at(value.value.obj) })
    }
}

/// A resource of any kind.
pub struct Resource<'a>(pub &'a Zval);

impl<'a> Arg<'a> for Resource<'a> {
    const EXPECTED: (u32, u32) =
        (_zend_expected_type_Z_EXPECTED_RESOURCE, _zend_expected_type_Z_EXPECTED_RESOURCE_OR_NULL);

    fn from_value(value: &'a mut Zval, _: u32) -> Option<Self> {
        (type_of(value) == IS_RESOURCE).then_some(Self(value))
    }
}

impl Arg<'_> for Callable {
    const EXPECTED: (u32, u32) =
        (_zend_expected_type_Z_EXPECTED_FUNC, _zend_expected_type_Z_EXPECTED_FUNC_OR_NULL);

    fn from_value(value: &mut Zval, _: u32) -> Option<Self> {
        Self::resolve(value).ok()
    }

    fn mismatch(value: &Zval, position: u32, nullable: bool) {
        let reason = Self::resolve(value).err().unwrap_or_default();
        let text = callback::c_text(&reason);
        let text = text.as_ptr();
        // SAFETY: the engine frees the copy that it is given.
        let _ = callback::guard(|| unsafe {
            let copy: *mut c_char = _estrdup(text);
            if nullable {
                zend_wrong_callback_or_null_error(position, copy)
            } else {
                zend_wrong_callback_error(position, copy)
            }
        });
    }
}

/// The engine's own conversions, for what is not of the type already: they may run PHP code, so they run under the guard.
#[cold]
fn slow<T: Copy + Slot>(
    value: &mut Zval,
    position: u32,
    parse: unsafe extern "C" fn(*mut zval, *mut T, u32) -> bool,
) -> Option<T> {
    let mut result = T::EMPTY;
    let (value, out) = (&raw mut *value, &raw mut result);
    // SAFETY: both pointers are live.
    match callback::guard(|| unsafe { parse(value, out, position) }) {
        Ok(true) => Some(result),
        _ => None,
    }
}

trait Slot {
    const EMPTY: Self;
}

impl Slot for i64 {
    const EMPTY: Self = 0;
}
impl Slot for bool {
    const EMPTY: Self = false;
}
impl Slot for f64 {
    const EMPTY: Self = 0.0;
}
impl Slot for *mut ffi::zend_string {
    const EMPTY: Self = ptr::null_mut();
}

/// A tuple of parameters.
pub trait Args<'a>: Sized {
    /// Whether the last one takes any number.
    const VARIADIC: bool;

    /// Reads them in order.
    ///
    /// # Errors
    /// The exception is on its way.
    fn read(reader: &mut Reader<'a>) -> Outcome<Self>;
}

macro_rules! tuples {
    ($(($($name:ident)*))*) => {$(
        impl<'a, $($name: Parameter<'a>),*> Args<'a> for ($($name,)*) {
            const VARIADIC: bool = false $(|| $name::VARIADIC)*;

            #[inline(always)]
            #[allow(unused_variables)]
            fn read(reader: &mut Reader<'a>) -> Outcome<Self> {
                Ok(($($name::read(reader)?,)*))
            }
        }
    )*};
}
tuples! { () (A) (A B) (A B C) (A B C D) (A B C D E) (A B C D E F) (A B C D E F G)
(A B C D E F G H) (A B C D E F G H I) (A B C D E F G H I J) }
