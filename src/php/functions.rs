//! The functions of the extension that are no method's twin.
//!
//! Each answers from the engine; none keeps state here.

use crate::php::boundary::Outcome;
use crate::php::call::Call;

/// `swoole_version(): string`
pub fn swoole_version(call: &mut Call) -> Outcome<&'static str> {
    call.args::<()>()?;
    Ok(env!("CARGO_PKG_VERSION"))
}
