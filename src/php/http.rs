//! `Swoole\Http`: requests and answers of a server's HTTP ports, one file a class. [`serve`] is where a request reaches the script.

mod admission;
pub mod cookie;
pub mod exchange;
pub mod fields;
pub mod form;
pub(in crate::php) mod outlet;
pub(in crate::php) mod output;
pub mod request;
pub mod response;
pub mod streams;

use crate::ids::StreamId;
use crate::php::callable::Callable;
use crate::php::callback::{self, Called, Held};
use crate::php::convert::{self, Name};
use crate::php::coroutine::runtime::Begun;
use crate::php::object::{self, Object};
use crate::php::server::core::ServerCore;
use crate::protocol::http1;
use crate::protocol::http1::{Body, Gist, MAX_FIELDS, Refusal, examine, with_head};
use crate::protocol::websocket::extension;
use crate::server::app::SessionEvent;
pub use admission::Line;
use ext_php_rs::types::Zval;
use outlet::Outlet;
use request::Request;
pub use response::give_up_all;
use response::{Kind, Response};
use std::rc::Rc;

/// The property of both classes that says whose request it is.
pub(crate) static FD: Name = Name::new("fd");
/// The property of a request that says on which stream it has come.
static STREAM_ID: Name = Name::new("streamId");
/// The property of an answer that says on which socket it is sent.
static SOCKET: Name = Name::new("socket");

/// Calls the script with a request, `raw` being all of its bytes, and an answer to be filled; an answer to a `handshake` decides whether its
/// connection goes over to WebSocket.
pub fn serve(
    core: &Rc<ServerCore>,
    event: &SessionEvent<'_>,
    raw: &[u8],
    handshake: bool,
    callable: &Callable,
    call: impl FnOnce(&Callable, [Zval; 2]) -> (Called, Begun),
) {
    let Some(Made { arguments, request, response }) = make(core, event, raw, handshake) else {
        return;
    };
    // From here on the bytes are lent to the request until the guard takes them back, however the callback ends.
    let _loan = request::Loan::new(request);
    let (called, begun) = call(callable, arguments);
    match begun {
        _ if !matches!(called, Called::Returned(_)) => response.give_up(true),
        // The script has not seen it: the client may ask again.
        Begun::TooMany => response.turn_away(),
        Begun::Plain | Begun::In(_) => {}
    }
    response.remember(begun);
}

/// Objects for a request and its answer, and what they are the objects of.
pub(in crate::php) struct Made {
    /// For the script's function.
    pub arguments: [Zval; 2],
    /// The request.
    pub request: Rc<Request>,
    /// Its answer.
    pub response: Rc<Response>,
}

impl Made {
    /// New ones, for a session, or a stream of it, or a socket, which is then an object of scripts. `None` if memory ran out.
    pub fn new(fd: i64, stream: StreamId, socket: Option<&Zval>) -> Option<Self> {
        // SAFETY: under the guard.
        let made =
            callback::guard(|| unsafe { (Request::create(fd, stream), Response::create(fd)) });
        let (request_object, response_object) = made.ok()?;
        // SAFETY: both are new, and have the state of their classes.
        let (request, answer) =
            unsafe { (Object::at(request_object), Object::at(response_object)) };
        if let Some(socket) = socket {
            object::set_property(answer, &SOCKET, Held::copy_of(socket).into_inner());
        }
        Some(Self {
            arguments: [request_object, response_object].map(convert::new_object),
            request: object::state(request),
            response: object::state(answer),
        })
    }

    /// They are not needed after all.
    pub fn discard(self) {
        drop(self.arguments.map(Held::new));
    }
}

fn make(
    core: &Rc<ServerCore>,
    event: &SessionEvent<'_>,
    raw: &[u8],
    handshake: bool,
) -> Option<Made> {
    let (gist, is_form) = match look_at(event.gist, raw) {
        Ok(found) => found,
        Err(refusal) => {
            refuse(core, event, refusal);
            return None;
        }
    };
    let made = Made::new(event.session.0 as i64, event.stream, None)?;
    if let Err(refusal) = made.request.bind(core, event, raw, is_form) {
        made.discard();
        refuse(core, event, refusal);
        return None;
    }
    let kind = match handshake {
        false => Kind::Request,
        true if may_deflate(core, event, raw) => Kind::Deflating,
        true => Kind::Handshake,
    };
    made.response.bind(core, event, gist, kind);
    Some(made)
}

/// Whether messages may be compressed on a connection that goes over to WebSocket.
fn may_deflate(core: &ServerCore, event: &SessionEvent<'_>, raw: &[u8]) -> bool {
    let settings = || core.shared()?.ports[usize::from(event.port.0)].settings.websocket.as_ref();
    settings().is_some_and(|settings| settings.compression)
        && with_head(raw, MAX_FIELDS, |head| {
            extension::is_offered(head.values("sec-websocket-extensions"))
        })
        .unwrap_or(false)
}

/// A handshake that is answered for the script.
pub struct Handshake {
    /// The request.
    pub request: Held,
    /// Its answer.
    pub response: Held,
    // Dropped last: what outlives it keeps the bytes.
    _loan: request::Loan,
}

impl Handshake {
    /// That of an event, `raw` being all of its bytes; `None` if it has been refused.
    pub fn new(core: &Rc<ServerCore>, event: &SessionEvent<'_>, raw: &[u8]) -> Option<Self> {
        let Made { arguments, request, .. } = make(core, event, raw, true)?;
        let [request_value, response] = arguments.map(Held::new);
        Some(Self { request: request_value, response, _loan: request::Loan::new(request) })
    }

    /// Answers with 101 and `fields`, besides what the script has set. False if the script has answered, or the client has gone.
    pub fn accept(&self, fields: &[(&str, &[u8])]) -> bool {
        let Some(object) = object::of(&self.response) else { return false };
        object::state::<Response>(object).accept_handshake(object, fields)
    }
}

/// The gist of a request, and whether it is a form in parts. Whoever framed it has examined its head, so that most need no second look; but a
/// request may also come from a port whose framing has changed since.
pub(in crate::php) fn look_at(gist: Gist, raw: &[u8]) -> Result<(Gist, bool), Refusal> {
    if gist.is_known() && !gist.typed_body() {
        return Ok((gist, false));
    }
    with_head(raw, MAX_FIELDS, |head| {
        let is_form = || head.values("content-type").next().is_some_and(http1::is_form);
        if gist.is_known() {
            return Ok((gist, is_form()));
        }
        let facts = examine(head)?;
        Ok((Gist::of(head, &facts), facts.body != Body::None && is_form()))
    })?
}

/// Answers a request that does not reach the script.
pub fn refuse(core: &Rc<ServerCore>, event: &SessionEvent<'_>, refusal: Refusal) {
    crate::log::notice(format_args!(
        "session {}: a request is refused with {refusal}",
        event.session
    ));
    output::bare(&Outlet::of(core, event), refusal.status);
}
