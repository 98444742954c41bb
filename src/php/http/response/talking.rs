//! WebSocket on the connection of a coroutine server: `upgrade()` goes over to it, the other methods speak it.

use super::{Kind, Response, SWITCHING, not_websocket, slot, stream_of};
use crate::client::wait;
use crate::error::ErrorCode;
use crate::log;
use crate::php::boundary::{Exit, Outcome};
use crate::php::call::{Call, Opt};
use crate::php::callback::Held;
use crate::php::convert::{self, string};
use crate::php::coroutine::waiter;
use crate::php::http::exchange::Exchange;
use crate::php::http::outlet::{Outlet, quiet};
use crate::php::http::response::properties::set_field;
use crate::php::object::Object;
use crate::php::web_socket::draft::Draft;
use crate::php::web_socket::offer::{self, Offer};
use crate::php::web_socket::talk::{Manner, Talk, Unheard};
use crate::protocol::websocket::handshake::Refusal;
use crate::settings;
use ext_php_rs::types::Zval;
use std::rc::Rc;
use std::time::Duration;

/// How long what a client still sends is read, so that it sees our close frame before it sees the end.
const LINGER_LIMIT: Duration = Duration::from_secs(1);

/// What a request asks for that a coroutine serves, if it asks for WebSocket.
pub struct Invitation {
    /// What it is to be answered, or why it is no handshake.
    pub offer: Result<Offer, Refusal>,
    /// How WebSocket is spoken, but for compression, which is agreed on.
    pub manner: Manner,
}

impl Response {
    /// Answers a handshake for the script, with `fields` besides what it has set itself. False if it has answered, or the client has gone.
    pub(in crate::php::http) fn accept_handshake(
        &self,
        object: Object<'_>,
        fields: &[(&str, &[u8])],
    ) -> bool {
        let Ok(outlet) = self.open() else { return false };
        if crate::php::server::core::has_halted() {
            return false;
        }
        self.end_with(object, &outlet, SWITCHING, fields).is_ok()
    }

    fn end_with<'a>(
        &self,
        object: Object<'_>,
        outlet: &Outlet,
        status: u16,
        fields: impl IntoIterator<Item = &'a (&'a str, &'a [u8])>,
    ) -> Outcome {
        for (name, value) in fields {
            let value = Held::new(string(value));
            // They are well-formed.
            let _ = set_field(object.as_ptr(), slot::HEADER, name.as_bytes(), &value, false);
        }
        self.status.set(status);
        self.reason.take();
        self.end_at_once(object.as_ptr(), outlet, b"")
    }

    /// Goes over to WebSocket; answers 400 to what does not ask for it as it should.
    fn go_over(&self, object: Object<'_>, exchange: &Exchange, outlet: &Outlet) -> Outcome<bool> {
        let invitation = self.invitation.take();
        let (offer, mut manner) = match invitation.map(|it| (it.offer, it.manner)) {
            Some((Ok(offer), manner)) => (offer, manner),
            other => {
                let why = other.and_then(|(offer, _)| offer.err()).unwrap_or(Refusal::NotUpgrade);
                log::debug(format_args!("a handshake is refused: {why}"));
                let (status, field) = offer::refusal(why);
                self.end_with(object, outlet, status, &field)?;
                return Ok(false);
            }
        };
        self.kind.set(if offer.deflates { Kind::Deflating } else { Kind::Handshake });
        if !self.accept_handshake(object, &offer.fields()) {
            waiter::check()?;
            return Ok(false);
        }
        manner.rule.inflates = offer.deflates;
        let socket = exchange.socket().map_err(quiet)?;
        let begun = Talk::begin(socket, manner);
        waiter::check()?;
        let talk = begun.map_err(|error| Exit::quiet(ErrorCode::from(&error)))?;
        let before = self.talk.replace(Some(Rc::new(talk)));
        drop(before);
        Ok(true)
    }

    /// WebSocket, and the exchange that its connection came of.
    ///
    /// # Errors
    /// A warning: it has not been gone over to. Quietly: it is over.
    fn talk(&self, call: &Call) -> Outcome<(Rc<Talk>, Rc<Exchange>)> {
        let (talk, outlet) = (self.talk.borrow().clone(), self.outlet.borrow().clone());
        let (Some(talk), Some(Outlet::Socket(exchange))) = (talk, outlet) else {
            return not_websocket(call);
        };
        exchange.socket().map_err(quiet)?;
        Ok((talk, exchange))
    }
}

/// `upgrade(): bool`
pub fn upgrade(call: &mut Call) -> Outcome<bool> {
    call.args::<()>()?;
    let response = call.this::<Response>();
    match response.open()? {
        ref outlet @ Outlet::Socket(ref exchange) => {
            response.go_over(call.object(), exchange, outlet)
        }
        Outlet::Session(..) | Outlet::Stream(..) => {
            Err(Exit::warn(ErrorCode::NONE, "async server dose not support protocol upgrade"))
        }
    }
}

fn say(call: &Call, draft: impl FnOnce() -> Outcome<Draft>) -> Outcome<Rc<Exchange>> {
    let response = call.this::<Response>();
    let (talk, exchange) = response.talk(call)?;
    if talk.has_parted() {
        return Err(Exit::quiet(ErrorCode::WEBSOCKET_UNCONNECTED));
    }
    let said = talk.say(&draft()?);
    waiter::check()?;
    said.map_err(|error| {
        exchange.close();
        Exit::quiet(ErrorCode::from(&error))
    })?;
    Ok(exchange)
}

/// `push(Swoole\WebSocket\Frame|string $data, int $opcode = 1, int $flags = 1): bool`
pub fn push(call: &mut Call) -> Outcome<bool> {
    let (data, opcode, flags) = call.args::<(&Zval, Opt<i64>, Opt<i64>)>()?;
    say(call, || Draft::new(data, opcode, flags)).map(|_| true)
}

/// `ping(string $data = ''): bool`
pub fn ping(call: &mut Call) -> Outcome<bool> {
    let (data,) = call.args::<(Opt<&[u8]>,)>()?;
    if let Some(outlet) = stream_of(call) {
        return outlet.ping().map(|()| true);
    }
    if call.this::<Response>().talk.borrow().is_none() {
        return Err(Exit::warn(ErrorCode::NONE, "only supports websocket or http2 client"));
    }
    say(call, || Draft::ping(data.or(b""))).map(|_| true)
}

/// `recv(float $timeout = 0): Swoole\WebSocket\Frame|string|false`
pub fn recv(call: &mut Call) -> Outcome<Zval> {
    let (timeout,) = call.args::<(Opt<f64>,)>()?;
    let (talk, exchange) = call.this::<Response>().talk(call)?;
    let seconds = timeout.or(0.0);
    let limit = if seconds == 0.0 { talk.socket().times().read } else { settings::limit(seconds) };
    let heard = talk.hear(wait::deadline(limit));
    waiter::check()?;
    match heard {
        Ok(Some(value)) => Ok(value),
        // There is no message in the end.
        Ok(None) => {
            exchange.close();
            Ok(convert::string(b""))
        }
        Err(Unheard::Failed(error)) => {
            if error.raw_os_error() != Some(libc::ETIMEDOUT) {
                exchange.close();
            }
            Err(Exit::quiet(ErrorCode::from(&error)))
        }
        Err(Unheard::Violated(error)) => {
            let code = ErrorCode(error.code());
            log::warning_with(code, format_args!("a connection is closed: {error}"));
            talk.socket().linger(LINGER_LIMIT);
            exchange.close();
            Err(Exit::quiet(code))
        }
    }
}

/// `disconnect(int $code = 1000, string $reason = ''): bool`
pub fn disconnect(call: &mut Call) -> Outcome<bool> {
    let (code, reason) = call.args::<(Opt<i64>, Opt<&[u8]>)>()?;
    let (talk, exchange) = call.this::<Response>().talk(call)?;
    // After a goodbye there is only the end.
    if !talk.has_parted() {
        say(call, || Draft::close_with(code.or(1000), reason.or(b"")))?;
    }
    talk.socket().linger(LINGER_LIMIT);
    waiter::check()?;
    exchange.close();
    Ok(true)
}
