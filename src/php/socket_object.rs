//! `Socket` objects of ext-sockets, made over descriptors of ours. The extension is there whenever we are: the module requires it.

use crate::error::{ErrorCode, Failure};
use crate::net::address::SocketKind;
use crate::net::listener::Listener;
use crate::php::boundary::{Exit, Outcome};
use crate::php::callback::{self, Held};
use crate::php::version;
use crate::php::{classes, object};
use std::os::fd::{AsFd, BorrowedFd, IntoRawFd};

/// A `Socket` object for a listening socket.
///
/// # Errors
/// No descriptor is left, or memory ran out.
pub fn of_listener(listener: &Listener) -> Outcome<Held> {
    of(listener.as_fd(), listener.kind(), false)
}

/// A `Socket` object over a copy of a descriptor: closing it does not close the original. `blocking` says which mode that is in.
///
/// # Errors
/// No descriptor is left, or memory ran out.
pub fn of(fd: BorrowedFd<'_>, kind: SocketKind, blocking: bool) -> Outcome<Held> {
    let class = classes::socket().ok_or_else(|| {
        Exit::error(ErrorCode::OPERATION_NOT_SUPPORT, "ext-sockets is not loaded")
    })?;
    let copy = fd.try_clone_to_owned().map_err(|error| {
        Exit::warn_failure(Failure::system("copying the socket's descriptor", &error))
    })?;
    let made = object::make(&class)?;
    let socket = object::of(&made).ok_or(Exit::Pending)?;
    let family = i32::from(kind.domain());
    // SAFETY: the object is a new one of class Socket, which owns the descriptor from here on.
    unsafe { version::fill_socket(socket, copy.into_raw_fd(), family, blocking) };
    debug_assert_eq!(callback::pending(), callback::Pending::None);
    Ok(made)
}
