//! Cookies to be set: nothing ends the field early.
#![no_main]

use libfuzzer_sys::arbitrary::{self, Arbitrary};
use libfuzzer_sys::fuzz_target;
use swoole::http::answer::breaks_out;
use swoole::http::coding::Accepted;
use swoole::http::cookie::Cookie;
use swoole::http::range;

#[derive(Debug, Arbitrary)]
struct Input<'a> {
    texts: [&'a [u8]; 6],
    expires: i64,
    now: i64,
    encode: bool,
}

fuzz_target!(|input: Input<'_>| {
    let [name, value, path, domain, same_site, priority] = input.texts.map(<[u8]>::to_vec);
    let mut accepted = Accepted::default();
    accepted.take(&value);
    let _ = (accepted.best(), range::parse(&path, input.expires.unsigned_abs()));
    let cookie = Cookie {
        name,
        value,
        path,
        domain,
        same_site,
        priority,
        expires: input.expires,
        ..Cookie::default()
    };
    if let Ok(field) = cookie.to_field(input.encode, input.now) {
        assert!(!breaks_out(&field));
        let attributes = field.split(|byte| *byte == b';').skip(1).count();
        assert!(attributes <= 6, "{attributes} attributes");
    }
});
