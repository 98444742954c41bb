//! What a `Coroutine\Socket` sends.

use super::{deadline, fail, open, settle, settle_code};
use crate::client::waiting_socket::Partly;
use crate::error::ErrorCode;
use crate::php::boundary::{Exit, Outcome};
use crate::php::call::{Call, Opt};
use crate::php::client::open_part;
use crate::php::coroutine::waiter;

/// `send(string $data, float $timeout = 0): int|false`
pub fn send(call: &mut Call) -> Outcome<i64> {
    let (data, timeout) = call.args::<(&[u8], Opt<f64>)>()?;
    let socket = open(call)?;
    let sent = socket.send(data, deadline(timeout, socket.times().write));
    settle(call.object(), sent).map(|sent| sent as i64)
}

/// `sendAll(string $data, float $timeout = 0): int|false`
pub fn send_all(call: &mut Call) -> Outcome<i64> {
    let (data, timeout) = call.args::<(&[u8], Opt<f64>)>()?;
    let socket = open(call)?;
    let sent = socket.send_all(data, deadline(timeout, socket.times().write));
    partly(call, sent)
}

/// What is on its way is told also where the call failed, which `$errCode` then tells.
pub(super) fn partly(call: &Call, sent: Result<usize, Partly<usize>>) -> Outcome<i64> {
    match sent {
        Ok(sent) => settle(call.object(), Ok(sent as i64)),
        Err(Partly { done: 0, error }) => settle(call.object(), Err(error)),
        Err(Partly { done, error }) => {
            waiter::check()?;
            fail(call.object(), ErrorCode::from(&error));
            Ok(done as i64)
        }
    }
}

/// `sendFile(string $file, int $offset = 0, int $length = 0): bool`
pub fn send_file(call: &mut Call) -> Outcome<bool> {
    let (name, offset, length) = call.args::<(&[u8], Opt<i64>, Opt<i64>)>()?;
    let socket = open(call)?;
    if name.is_empty() {
        return Err(Exit::warn(ErrorCode::PHP_FATAL_ERROR, "file to send is empty"));
    }
    let part = open_part(name, offset.or(0), length.or(0));
    let (file, offset, length) = settle_code(call.object(), part)?;
    let deadline = deadline(Opt(None), socket.times().write);
    let sent = socket.send_file(file, offset, length, deadline);
    settle(call.object(), sent).map(|()| true)
}

/// `sendto(string $addr, int $port, string $data): int|false`
pub fn sendto(call: &mut Call) -> Outcome<i64> {
    let (host, port, data) = call.args::<(&[u8], i64, &[u8])>()?;
    let socket = open(call)?;
    let deadline = deadline(Opt(None), socket.times().write);
    let sent = socket.send_to(data, &String::from_utf8_lossy(host), port, deadline);
    settle_code(call.object(), sent).map(|sent| sent as i64)
}
