//! From a response, or a piece of one, to a `Swoole\Http2\Response`.

use crate::http::client::http2::Response;
use crate::php::classes;
use crate::php::convert;
use crate::php::coroutine::http::client::response::cookie;
use crate::php::http::fields;
use crate::php::object;
use crate::protocol::http2::Fields;
use ext_php_rs::types::{ZendHashTable, Zval};

/// `SWOOLE_HTTP_CLIENT_ESTATUS_SERVER_RESET`
const RESET: i64 = -3;

/// The object.
pub fn value(response: Response) -> Zval {
    let status = match (&response.head, response.reset) {
        (_, Some(_)) => RESET,
        (Some(head), None) => head.status().unwrap_or(0).into(),
        (None, None) => 0,
    };
    let (headers, lines, cookies) = shown(response.head.as_ref(), response.trailers.as_ref());
    let is_over = response.end || response.reset.is_some();
    // In the stub's order.
    let values = [
        convert::long(response.stream.0.into()),
        convert::long(response.reset.unwrap_or(0).into()),
        convert::long(status),
        convert::boolean(!is_over),
        headers,
        lines,
        cookies,
        response.data.map_or_else(Zval::null, |data| convert::string(&data)),
    ];
    object::fill(&classes::SWOOLE_HTTP2_RESPONSE, values)
}

/// Fields, values of Set-Cookie and cookies; null if there are no fields at all.
fn shown(head: Option<&Fields>, trailers: Option<&Fields>) -> (Zval, Zval, Zval) {
    if head.is_none() && trailers.is_none() {
        return (Zval::null(), Zval::null(), Zval::null());
    }
    let (mut table, mut lines, mut cookies) =
        (ZendHashTable::new(), ZendHashTable::new(), ZendHashTable::new());
    for (name, value) in head.into_iter().chain(trailers).flat_map(Fields::iter) {
        if name.starts_with(b":") {
            continue;
        }
        if name == b"set-cookie" {
            convert::push(&mut lines, convert::string(value));
            if let Some((name, value)) = cookie(value) {
                fields::set(&mut cookies, name, convert::string(&value));
            }
        }
        fields::add(&mut table, name, convert::string(value));
    }
    (convert::array(table), convert::array(lines), convert::array(cookies))
}
