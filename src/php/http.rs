//! `Swoole\Http`: requests and answers of a server's HTTP ports, one file a class. [`serve`] is where a request reaches the script.

mod admission;
pub mod cookie;
pub mod fields;
pub mod form;
mod output;
pub mod request;
pub mod response;

use crate::http::multipart;
use crate::php::callable::Callable;
use crate::php::callback::{self, Called, Held};
use crate::php::convert::{self, Name};
use crate::php::coroutine::runtime::Begun;
use crate::php::object::{self, Object};
use crate::php::server::core::ServerCore;
use crate::protocol::http1::{Body, Gist, MAX_FIELDS, Refusal, examine, with_head};
use crate::server::app::SessionEvent;
pub use admission::Line;
use ext_php_rs::types::Zval;
use request::Request;
use response::Response;
pub use response::give_up_all;
use std::rc::Rc;

/// The property of both classes that says whose request it is.
pub(crate) static FD: Name = Name::new("fd");

/// Calls the script with a request, `raw` being all of its bytes, and an answer to be filled.
pub fn serve(
    core: &Rc<ServerCore>,
    event: &SessionEvent<'_>,
    raw: &[u8],
    callable: &Callable,
    call: impl FnOnce(&Callable, [Zval; 2]) -> (Called, Begun),
) {
    let (gist, is_form) = match look_at(event.gist, raw) {
        Ok(found) => found,
        Err(refusal) => return refuse(core, event, refusal),
    };
    let session = event.session;
    // SAFETY: under the guard.
    let made = callback::guard(|| unsafe { (Request::create(session), Response::create(session)) });
    let Ok((request_object, response_object)) = made else { return };
    // SAFETY: both are new, and have the state of their classes.
    let (request, response) = unsafe {
        let (request, response) = (Object::at(request_object), Object::at(response_object));
        (object::state::<Request>(request), object::state::<Response>(response))
    };
    let arguments = [request_object, response_object].map(convert::new_object);
    if let Err(refusal) = request.bind(core, event, raw, is_form) {
        drop(arguments.map(Held::new));
        return refuse(core, event, refusal);
    }
    response.bind(core, event, gist);
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

/// The gist of a request, and whether it is a form in parts. Whoever framed it has examined its head, so that most need no second look; but a
/// request may also come from a port whose framing has changed since.
fn look_at(gist: Gist, raw: &[u8]) -> Result<(Gist, bool), Refusal> {
    if gist.is_known() && !gist.typed_body() {
        return Ok((gist, false));
    }
    with_head(raw, MAX_FIELDS, |head| {
        let is_form = || head.values("content-type").next().is_some_and(multipart::is_form);
        if gist.is_known() {
            return Ok((gist, is_form()));
        }
        let facts = examine(head)?;
        Ok((Gist::of(head, &facts), facts.body != Body::None && is_form()))
    })?
}

/// Answers a request that does not reach the script.
fn refuse(core: &Rc<ServerCore>, event: &SessionEvent<'_>, refusal: Refusal) {
    crate::log::notice(format_args!(
        "session {}: a request is refused with {refusal}",
        event.session
    ));
    output::bare(core, event.session, refusal.status);
}
