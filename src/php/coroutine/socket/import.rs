//! A `Coroutine\Socket` made of a PHP stream.
//!
//! It has a copy of the stream's descriptor, so that neither can be left with one that has become somebody else's; closing the socket closes the
//! stream, as programs expect.

use std::os::fd::BorrowedFd;

use ext_php_rs::ffi::{self, IS_RESOURCE};
use ext_php_rs::types::Zval;

use super::{Socket, over};
use crate::error::ErrorCode;
use crate::php::boundary::{Exit, Outcome};
use crate::php::call::Call;
use crate::php::callback::{self, Held};
use crate::php::convert::type_of;
use crate::php::event::{descriptor, type_name};
use crate::php::object;

/// `import($stream): Swoole\Coroutine\Socket|false`
pub fn import(call: &mut Call) -> Outcome<Held> {
    let (value,) = call.args::<(&Zval,)>()?;
    if type_of(value) != IS_RESOURCE {
        return Err(Exit::type_error(format!(
            "Swoole\\Coroutine\\Socket::import(): Argument #1 ($stream) must be of type resource, {} given",
            type_name(value)
        )));
    }
    let stream = descriptor::stream_of(value).ok_or(Exit::Pending)?;
    // SAFETY: the stream was just fetched from a live value. What is wrong with it is told by PHP.
    let fd = unsafe { descriptor::socket_of_stream(stream) };
    let fd = fd.ok_or_else(|| Exit::quiet(ErrorCode(libc::ENOTSOCK)))?;
    // SAFETY: the stream has the descriptor open.
    let copy = unsafe { BorrowedFd::borrow_raw(fd) }.try_clone_to_owned();
    let copy = copy.map_err(|error| {
        Exit::warn(ErrorCode::from(&error), format!("cannot copy the descriptor: {error}"))
    })?;
    let made = over(copy)?;
    if let Some(object) = object::of(&made) {
        object::state::<Socket>(object).stream.replace(Some(Held::copy_of(value)));
    }
    Ok(made)
}

/// Closes the stream, unless the script has.
pub(super) fn close_stream(stream: &Zval) {
    // SAFETY: the value is a resource, and live.
    let resource = unsafe { stream.value.res };
    // SAFETY: as above; closing runs no code of the script's but a stream wrapper's.
    let _ = callback::guard(|| unsafe { ffi::zend_list_close(resource) });
}
