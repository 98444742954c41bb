//! `Swoole\Server\Helper`: whether a server knows a setting.

use ext_php_rs::types::{ZendHashTable, Zval};

use crate::php::boundary::{Exit, Outcome};
use crate::php::call::Call;
use crate::php::callback::{self, Held};
use crate::php::convert::{self, Name};
use crate::php::coroutine::trace;
use crate::php::ini;
use crate::settings::{Asked, Notice, Place, SettingValue};

/// Where programs know the warning from.
static FILE: Name = Name::new("@swoole/library/core/Server/Helper.php");

/// `checkOptions(array $input_options): void`
pub fn check_options(call: &mut Call) -> Outcome {
    let (options,) = call.args::<(&ZendHashTable,)>()?;
    let named = options.iter().map(|(key, _)| {
        (String::try_from(key).unwrap_or_default().into_bytes(), SettingValue::Null)
    });
    // Without values there is nothing but names to be wrong.
    let notices = Asked::default().ask(Place::Server, &named.collect::<Vec<_>>());
    notices.unwrap_or_default().iter().for_each(|notice| warn(notice, &[]));
    if callback::exception().is_null() { Ok(()) } else { Err(Exit::Pending) }
}

/// Warns of a setting that is not known, as the library of the reference does: with its file as the place, and the way there printed after it, since
/// that is where the script's own line is. Without the library the warning has the script's line.
///
/// `way` are the methods between the script's call and the one that looked, the last one first.
pub(super) fn warn(notice: &Notice, way: &[Step]) {
    let message = notice.to_string();
    if !ini::on(c"swoole.enable_library") {
        return callback::user_warning(&message);
    }
    callback::user_warning_in(&FILE, &message);
    let Some(frames) = trace::of(None, trace::IGNORE_ARGS, 0, 0) else { return };
    let mut all = ZendHashTable::new();
    for step in way {
        convert::push(&mut all, step.frame());
    }
    for frame in frames.array().into_iter().flat_map(ZendHashTable::values) {
        convert::push(&mut all, frame.shallow_clone());
    }
    trace::print(&Held::new(convert::array(all)));
}

/// A method on the way, as traces show it.
pub(super) struct Step {
    class: &'static str,
    link: &'static str,
    method: &'static str,
}

/// The way from `Server::set()`, whose settings its first port shares.
pub(super) const FROM_SERVER: &[Step] =
    &[CHECK, Step { class: "Swoole\\Server\\Port", link: "->", method: "set" }];
/// The way from `Port::set()`.
pub(super) const FROM_PORT: &[Step] = &[CHECK];

const CHECK: Step = Step { class: "Swoole\\Server\\Helper", link: "::", method: "checkOptions" };

impl Step {
    fn frame(&self) -> Zval {
        static CLASS: Name = Name::new("class");
        static LINK: Name = Name::new("type");
        static METHOD: Name = Name::new("function");
        let mut frame = ZendHashTable::new();
        for (name, text) in [(&METHOD, self.method), (&CLASS, self.class), (&LINK, self.link)] {
            convert::set(&mut frame, name, convert::string(text.as_bytes()));
        }
        convert::array(frame)
    }
}
