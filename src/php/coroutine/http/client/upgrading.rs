//! How a client goes over to WebSocket, and what it does then.
//!
//! ```text
//! upgrade() ── ask ──> look_at the head ── 101 ──> go_over ──> push(), recv() ... disconnect(), a close frame, the end
//! ```

use std::rc::Rc;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use ext_php_rs::types::Zval;

use super::request::Request;
use super::response::{Failure, Receiving};
use super::state::{Client, Pending, Upgrade, most_in_memory};
use super::{
    NOT_CONNECTED, NOT_SENT, REQUEST_METHOD, RESET, drop_connection, fail, note, perform, socket,
};
use crate::client::wait;
use crate::error::ErrorCode;
use crate::http::client::exchange::{Exchange, ExchangeError};
use crate::log;
use crate::php::boundary::{Exit, Outcome};
use crate::php::call::{Call, Opt};
use crate::php::chance;
use crate::php::convert;
use crate::php::coroutine::waiter;
use crate::php::object::{self, Object};
use crate::php::web_socket::draft::Draft;
use crate::php::web_socket::talk::{Manner, Talk, Unheard};
use crate::protocol::http1::{ResponseHead, list};
use crate::protocol::websocket::{FrameRule, Reader, extension, handshake};
use crate::settings;

/// What a handshake says by itself, whatever the script says.
const OWN: [&str; 4] = ["Connection", "Upgrade", "Sec-WebSocket-Version", "Sec-WebSocket-Key"];
const EXTENSIONS: &str = "Sec-WebSocket-Extensions";

/// Makes a request one to go over to WebSocket; gives its key.
pub fn ask(request: &mut Request, deflates: bool) -> String {
    let [a, b] = chance::words().map(u64::to_ne_bytes);
    let key = STANDARD.encode([a, b].as_flattened());
    request.method = b"GET".to_vec();
    let is = |name: &[u8], other: &str| name.eq_ignore_ascii_case(other.as_bytes());
    request.fields.retain(|(name, _)| !OWN.into_iter().any(|own| is(name, own)));
    let offers = request.fields.iter().any(|(name, _)| is(name, EXTENSIONS));
    let own = OWN.into_iter().zip(["Upgrade", "websocket", "13", &key]);
    let extensions = (deflates && !offers).then_some((EXTENSIONS, extension::AGREED));
    for (name, value) in own.chain(extensions) {
        request.fields.push((name.into(), value.into()));
    }
    key
}

/// What is to come of a request with that key.
pub fn expect(key: &str) -> Upgrade {
    Upgrade { accept: handshake::accept_key(key.as_bytes()).unwrap_or_default(), accepted: None }
}

/// Looks whether the server goes over to WebSocket.
pub fn look_at(head: &ResponseHead<'_, '_>, upgrade: &mut Upgrade) {
    let mut protocols = head.values("upgrade").flat_map(list);
    if head.status != 101 || !protocols.any(|name| name.eq_ignore_ascii_case(b"websocket")) {
        return;
    }
    // Servers made by hand answer every client with the same.
    if !head.values("sec-websocket-accept").eq([upgrade.accept.as_bytes()]) {
        log::debug(format_args!(
            "the server has gone over to WebSocket, but its Sec-WebSocket-Accept is not the answer to our key"
        ));
    }
    upgrade.accepted =
        Some(extension::is_agreed(head.values("sec-websocket-extensions")) == Some(true));
}

/// Goes over to WebSocket: what has come behind the head is the first of it.
pub fn go_over(receiving: &Receiving<'_>, pending: &mut Pending) -> Result<(), Failure> {
    let rest = std::mem::replace(&mut pending.exchange, Exchange::new(b"", 0)).into_rest();
    pending.socket.put_back(&rest);
    let settings = receiving.settings;
    let accepted = pending.upgrades.as_ref().and_then(|upgrade| upgrade.accepted);
    let rule = FrameRule {
        reader: Reader::Client,
        max_length: settings.max_length.unwrap_or_else(most_in_memory),
        inflates: settings.deflates && accepted == Some(true),
    };
    let manner = Manner { rule, masks: settings.masks, gives: settings.gives };
    let talk = Talk::begin(Rc::clone(&pending.socket), manner).map_err(ExchangeError::Io)?;
    let client = receiving.client;
    client.is_streaming.set(true);
    let before = client.talk.replace(Some(Rc::new(talk)));
    drop(before);
    Ok(())
}

/// Settings have changed: some hold from now on.
pub fn adapt(this: &Client, talk: &Talk) {
    // What is wrong with them is said where they are used next.
    if let Ok(plan) = this.plan() {
        talk.change(plan.http.masks, plan.http.gives);
        talk.socket().set_times(plan.times);
    }
}

/// `upgrade(string $path): bool`
pub fn upgrade(call: &mut Call) -> Outcome<bool> {
    let (path,) = call.args::<(&[u8],)>()?;
    object::set_property(call.object(), &REQUEST_METHOD, convert::string(b"GET"));
    perform(call, path, true)
}

/// Waits for the next message. The end is an empty string, as there is no message in it.
pub fn hear(this: &Client, object: Object<'_>, talk: &Talk, seconds: f64) -> Outcome<Zval> {
    let limit = if seconds == 0.0 { talk.socket().times().read } else { settings::limit(seconds) };
    let heard = talk.hear(wait::deadline(limit));
    waiter::check()?;
    match heard {
        Ok(Some(value)) => Ok(value),
        Ok(None) => {
            drop_connection(this, object, talk.socket());
            Ok(convert::string(b""))
        }
        Err(Unheard::Failed(error)) => {
            // There is still time for another call.
            if error.raw_os_error() != Some(libc::ETIMEDOUT) {
                drop_connection(this, object, talk.socket());
            }
            Err(fail(object, RESET, ErrorCode::from(&error)))
        }
        Err(Unheard::Violated(error)) => {
            let code = ErrorCode(error.code());
            log::warning_with(code, format_args!("the connection is closed: {error}"));
            drop_connection(this, object, talk.socket());
            Err(fail(object, RESET, code))
        }
    }
}

/// Sends a frame.
fn say(call: &Call, draft: impl FnOnce() -> Outcome<Draft>) -> Outcome<bool> {
    let (this, object) = (call.this::<Client>(), call.object());
    socket(call)?;
    let Some(talk) = this.talk() else {
        let code = ErrorCode::WEBSOCKET_HANDSHAKE_FAILED;
        fail(object, NOT_CONNECTED, code);
        return Err(Exit::warn(code, "websocket handshake failed, cannot push data"));
    };
    if talk.has_parted() {
        return Err(note(object, ErrorCode::WEBSOCKET_UNCONNECTED));
    }
    let draft = draft().inspect_err(|exit| {
        if let Exit::Warn { code, .. } = exit {
            note(object, *code);
        }
    })?;
    let said = talk.say(&draft);
    waiter::check()?;
    said.map(|()| true).map_err(|error| {
        drop_connection(&this, object, talk.socket());
        fail(object, NOT_SENT, ErrorCode::from(&error))
    })
}

/// `push(mixed $data, int $opcode = SWOOLE_WEBSOCKET_OPCODE_TEXT, int $flags = SWOOLE_WEBSOCKET_FLAG_FIN): bool`
pub fn push(call: &mut Call) -> Outcome<bool> {
    let (data, opcode, flags) = call.args::<(&Zval, Opt<i64>, Opt<i64>)>()?;
    say(call, || Draft::new(data, opcode, flags))
}

/// `ping(string $data = ''): bool`
pub fn ping(call: &mut Call) -> Outcome<bool> {
    let (data,) = call.args::<(Opt<&[u8]>,)>()?;
    say(call, || Draft::ping(data.or(b"")))
}

/// `disconnect(int $code = SWOOLE_WEBSOCKET_CLOSE_NORMAL, string $reason = ''): bool`
pub fn disconnect(call: &mut Call) -> Outcome<bool> {
    let (code, reason) = call.args::<(Opt<i64>, Opt<&[u8]>)>()?;
    let this = call.this::<Client>();
    // After a goodbye there is only the end.
    let has_parted = this.talk().is_some_and(|talk| talk.has_parted());
    let said = has_parted || say(call, || Draft::close_with(code.or(1000), reason.or(b"")))?;
    if let Some(socket) = this.socket() {
        drop_connection(&this, call.object(), &socket);
    }
    Ok(said)
}
