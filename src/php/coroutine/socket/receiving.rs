//! What a `Coroutine\Socket` receives.

use ext_php_rs::types::{ZendHashTable, Zval};

use super::{Socket, deadline, fail, length, named, open, settle};
use crate::client::waiting_socket::{NoPackage, Partly};
use crate::error::ErrorCode;
use crate::log;
use crate::php::boundary::{Exit, Outcome};
use crate::php::call::{Call, Opt, Ref};
use crate::php::callback::Held;
use crate::php::client::{length_func, text};
use crate::php::convert;
use crate::php::coroutine::waiter;
use crate::php::server::settings::Wishes;
use crate::protocol::{Framing, ProtocolError};
use crate::settings::{ClientSettings, Place};

/// `peek(int $length = 65536): string|false`
pub fn peek(call: &mut Call) -> Outcome<Zval> {
    let (asked,) = call.args::<(Opt<i64>,)>()?;
    let seen = open(call)?.peek(length(asked));
    text(&settle(call.object(), seen)?)
}

/// `recv(int $length = 65536, float $timeout = 0): string|false`
pub fn recv(call: &mut Call) -> Outcome<Zval> {
    let (asked, timeout) = call.args::<(Opt<i64>, Opt<f64>)>()?;
    let socket = open(call)?;
    let received = socket.receive(length(asked), deadline(timeout, socket.times().read));
    text(&settle(call.object(), received)?)
}

/// `recvAll(int $length = 65536, float $timeout = 0): string|false`
pub fn recv_all(call: &mut Call) -> Outcome<Zval> {
    let (asked, timeout) = call.args::<(Opt<i64>, Opt<f64>)>()?;
    let socket = open(call)?;
    let received = socket.receive_all(length(asked), deadline(timeout, socket.times().read));
    partly(call, received)
}

/// What has come is given also where the call failed, which `$errCode` then tells.
fn partly(call: &Call, received: Result<Vec<u8>, Partly<Vec<u8>>>) -> Outcome<Zval> {
    match received {
        Ok(bytes) => text(&settle(call.object(), Ok(bytes))?),
        Err(Partly { done, error }) if done.is_empty() => settle(call.object(), Err(error)),
        Err(Partly { done, error }) => {
            waiter::check()?;
            fail(call.object(), ErrorCode::from(&error));
            text(&done)
        }
    }
}

/// `recvLine(int $length = 65536, float $timeout = 0): string|false`
pub fn recv_line(call: &mut Call) -> Outcome<Zval> {
    let (asked, timeout) = call.args::<(Opt<i64>, Opt<f64>)>()?;
    let socket = open(call)?;
    let received = socket.receive_line(length(asked), deadline(timeout, socket.times().read));
    text(&settle(call.object(), received)?)
}

/// `recvWithBuffer(int $length = 65536, float $timeout = 0): string|false`
pub fn recv_with_buffer(call: &mut Call) -> Outcome<Zval> {
    let (asked, timeout) = call.args::<(Opt<i64>, Opt<f64>)>()?;
    let socket = open(call)?;
    let received = socket.receive_buffered(length(asked), deadline(timeout, socket.times().read));
    text(&settle(call.object(), received)?)
}

/// `recvPacket(float $timeout = 0): string|false`
pub fn recv_packet(call: &mut Call) -> Outcome<Zval> {
    let (timeout,) = call.args::<(Opt<f64>,)>()?;
    let socket = open(call)?;
    let received = socket.receive_package(deadline(timeout, socket.times().read));
    // The function that tells lengths may have thrown, or ended the script.
    waiter::check()?;
    match received {
        Ok(package) => text(&settle(call.object(), Ok(package))?),
        Err(NoPackage::Failed(error)) => settle(call.object(), Err(error)),
        Err(NoPackage::Unframed(error)) => {
            let code = ErrorCode(error.code());
            fail(call.object(), code);
            if !matches!(error, ProtocolError::Refused { .. }) {
                log::warning_with(code, format_args!("{error}"));
            }
            Err(Exit::quiet(code))
        }
    }
}

/// `recvfrom(mixed &$peername, float $timeout = 0): string|false`
pub fn recvfrom(call: &mut Call) -> Outcome<Zval> {
    let (peername, timeout) = call.args::<(Ref, Opt<f64>)>()?;
    let socket = open(call)?;
    let received = socket.receive_from(length(Opt(None)), deadline(timeout, socket.times().read));
    let (bytes, sender) = settle(call.object(), received)?;
    let old = std::mem::replace(peername.0, convert::array(named(&sender)));
    drop(Held::new(old));
    text(&bytes)
}

/// `setProtocol(array $settings): bool`
pub fn set_protocol(call: &mut Call) -> Outcome<bool> {
    let (settings,) = call.args::<(&ZendHashTable,)>()?;
    let socket = open(call)?;
    if settings.is_empty() {
        return Ok(false);
    }
    let wishes = Wishes::default();
    wishes.take_unseen(Place::Client, settings, "Swoole\\Coroutine\\Socket::setProtocol")?;
    let resolved = ClientSettings::resolve(&wishes.asked.borrow())
        .map_err(|error| Exit::throw(ErrorCode::INVALID_PARAMS, error.to_string()))?;
    let func = wishes.callable("package_length_func");
    let framing = Framing::new(&resolved.framing, func.as_ref().map(length_func));
    settle(call.object(), socket.frame(&framing))?;
    if resolved.encrypts {
        socket.want_encryption(resolved.tls);
    }
    let old = call.this::<Socket>().length_func.replace(func);
    drop(old);
    Ok(true)
}
