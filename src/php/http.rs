//! `Swoole\Http`: requests and answers of a server's HTTP ports, one file a class. [`serve`] is where a request reaches the script.

pub mod cookie;
pub mod fields;
pub mod form;
mod output;
pub mod request;
pub mod response;

use crate::http::multipart;
use crate::php::callable::Callable;
use crate::php::callback::{Called, Held};
use crate::php::convert::{Name, long};
use crate::php::server::core::ServerCore;
use crate::php::{classes, object};
use crate::protocol::http1::{Body, MAX_FIELDS, Refusal, examine, with_head};
use crate::server::app::SessionEvent;
use ext_php_rs::ffi::zend_object;
use ext_php_rs::types::Zval;
use request::Request;
use response::Response;
pub use response::give_up_all;
use std::rc::Rc;

/// The property of both classes that says whose request it is.
pub(crate) static FD: Name = Name::new("fd");

/// Slot of `$fd` in both classes.
const FD_SLOT: usize = 0;

/// Calls the script with a request, `raw` being all of its bytes, and an answer to be filled.
pub fn serve(
    core: &Rc<ServerCore>,
    event: &SessionEvent<'_>,
    raw: &[u8],
    callable: &Callable,
    call: impl FnOnce(&Callable, [Zval; 2]) -> Called,
) {
    // Whoever framed the request has examined its head, but a request may also come from a port whose framing has changed since.
    let asked = with_head(raw, MAX_FIELDS, |head| {
        examine(head).map(|facts| {
            let is_form = facts.body != Body::None
                && head.values("content-type").next().is_some_and(multipart::is_form);
            (response::Asked::of(head, &facts), is_form)
        })
    });
    let (asked, is_form) = match asked {
        Ok(Ok(found)) => found,
        Ok(Err(refusal)) | Err(refusal) => return refuse(core, event, refusal),
    };
    let (Some(request), Some(response)) = (make::<Request>(event), make::<Response>(event)) else {
        return;
    };
    if let Err(refusal) = request.1.bind(core, event, raw, is_form, request.0) {
        drop((Held::new(request.2), Held::new(response.2)));
        return refuse(core, event, refusal);
    }
    response.1.bind(core, event, asked);
    // From here on the bytes are lent to the request until the guard takes them back, however the callback ends.
    let _loan = request::Loan::new(request.1);
    let called = call(callable, [request.2, response.2]);
    if !matches!(called, Called::Returned(_)) {
        response.1.give_up(true);
    }
    response.1.remember();
}

/// A new object for a request, its state, and the value that holds it.
fn make<T: Kind>(event: &SessionEvent<'_>) -> Option<(*mut zend_object, Rc<T>, Zval)> {
    let made = object::make(T::class()).ok()?;
    let php = object::of(&made)?;
    // SAFETY: what was made is an object.
    let (pointer, state) = (unsafe { made.value.obj }, object::state::<T>(php));
    // SAFETY: the object is new, and its first declared property is `$fd`, without a type.
    unsafe { object::init_slot(pointer, FD_SLOT, long(event.session.0 as i64)) };
    Some((pointer, state, made.into_inner()))
}

/// The two classes.
trait Kind: object::Native {
    fn class() -> &'static classes::ClassSlot;
}

impl Kind for Request {
    fn class() -> &'static classes::ClassSlot {
        &classes::SWOOLE_HTTP_REQUEST
    }
}

impl Kind for Response {
    fn class() -> &'static classes::ClassSlot {
        &classes::SWOOLE_HTTP_RESPONSE
    }
}

/// Answers a request that does not reach the script.
fn refuse(core: &Rc<ServerCore>, event: &SessionEvent<'_>, refusal: Refusal) {
    crate::log::notice(format_args!(
        "session {}: a request is refused with {refusal}",
        event.session
    ));
    output::bare(core, event.session, refusal.status);
}
