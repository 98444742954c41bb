//! Names and their addresses.

use std::os::fd::AsRawFd;
use std::time::Duration;

use ext_php_rs::boxed::ZBox;
use ext_php_rs::types::ZendHashTable;

use super::in_vain;
use crate::aio::Leaving;
use crate::coroutine::Wake;
use crate::dns::resolver::{self, NotFound, Waited};
use crate::dns::system::{self, Wanted};
use crate::dns::{self, Family, cache};
use crate::error::ErrorCode;
use crate::php::async_settings;
use crate::php::boundary::{Exit, Outcome};
use crate::php::call::{Call, Opt};
use crate::php::convert;
use crate::php::coroutine::{limit, runtime, wait};
use crate::reactor::Interest;
use crate::sys::clock;

/// `gethostbyname(string $domain_name, int $type = AF_INET, float $timeout = -1): string|false`
pub fn gethostbyname(call: &mut Call) -> Outcome<String> {
    let (name, kind, seconds) = call.args::<(&[u8], Opt<i64>, Opt<f64>)>()?;
    let family = family(kind.or(libc::AF_INET.into()))?;
    let name = text(name, "domain name is empty")?;
    let limit = limit_of(seconds.or(-1.0));
    runtime::current()?;
    match wait::address(&name, family, limit)? {
        Ok(Some(address)) => Ok(address.to_string()),
        Ok(None) => Err(Exit::quiet(ErrorCode::DNSLOOKUP_RESOLVE_FAILED)),
        Err(wake) => Err(in_vain(wake, ErrorCode::DNSLOOKUP_RESOLVE_TIMEOUT)),
    }
}

/// `getaddrinfo(string $domain, int $family = AF_INET, int $socktype = SOCK_STREAM, int $protocol = STREAM_IPPROTO_TCP, ?string $service = null, float $timeout = -1): array|bool`
pub fn getaddrinfo(call: &mut Call) -> Outcome<ZBox<ZendHashTable>> {
    type Arguments<'a> = (&'a [u8], Opt<i64>, Opt<i64>, Opt<i64>, Opt<Option<&'a [u8]>>, Opt<f64>);
    let (name, kind, socket, protocol, service, seconds) = call.args::<Arguments>()?;
    let family = family(kind.or(libc::AF_INET.into()))?;
    let wanted = Wanted {
        name: text(name, "hostname is empty")?,
        family,
        // A number that is none comes back as an error of the system's.
        kind: i32::try_from(socket.or(libc::SOCK_STREAM.into())).unwrap_or(-1),
        protocol: i32::try_from(protocol.or(libc::IPPROTO_TCP.into())).unwrap_or(-1),
        service: service.flat().map(|service| String::from_utf8_lossy(service).into_owned()),
    };
    let limit = limit_of(seconds.or(-1.0));
    let addresses = wait::work(Leaving::Goes, limit, move || system::lookup(&wanted))?
        .map_err(|wake| in_vain(wake, ErrorCode::CO_TIMEDOUT))?
        .map_err(|number| Exit::quiet(ErrorCode(number)))?;
    let mut table = ZendHashTable::new();
    for address in addresses {
        convert::push(&mut table, convert::string(address.to_string().as_bytes()));
    }
    Ok(table)
}

/// `dnsLookup(string $domain_name, float $timeout = 60, int $type = AF_INET): string|false`
pub fn dns_lookup(call: &mut Call) -> Outcome<String> {
    let (name, seconds, kind) = call.args::<(&[u8], Opt<f64>, Opt<i64>)>()?;
    let family = family(kind.or(libc::AF_INET.into()))?;
    let name = text(name, "domain name empty")?;
    let limit = limit_of(seconds.or(60.0));
    runtime::current()?;
    if let Some(address) = cache::get(&name, family, clock::coarse()) {
        return Ok(address.to_string());
    }
    let found = resolver::lookup(&name, family, &dns::servers(), limit, |socket, patience| {
        match wait::ready(socket.as_raw_fd(), Interest::READ, Some(patience))? {
            Ok(_) => Ok(Waited::Readable),
            Err(Wake::TimedOut) => Ok(Waited::TimedOut),
            Err(_) => Err(Exit::quiet(ErrorCode::CO_CANCELED)),
        }
    });
    let addresses = found.map_err(|why| match why {
        NotFound::Broken(exit) => exit,
        NotFound::Failed | NotFound::TimedOut => Exit::quiet(ErrorCode::DNSLOOKUP_RESOLVE_FAILED),
    })?;
    let address =
        dns::choose(&addresses).ok_or(Exit::Quiet(ErrorCode::DNSLOOKUP_RESOLVE_FAILED))?;
    cache::put(&name, family, address, clock::coarse());
    Ok(address.to_string())
}

fn family(number: i64) -> Outcome<Family> {
    let unknown = "unknown protocol family, must be AF_INET or AF_INET6";
    Family::from_number(number).ok_or_else(|| Exit::warn(ErrorCode::PHP_FATAL_ERROR, unknown))
}

/// A name; what is no text is none that anybody knows.
fn text(name: &[u8], empty: &str) -> Outcome<String> {
    if name.is_empty() {
        return Err(Exit::warn(ErrorCode::PHP_FATAL_ERROR, empty));
    }
    let text = std::str::from_utf8(name).ok().filter(|name| !name.contains('\0'));
    text.map(Into::into).ok_or(Exit::Quiet(ErrorCode::DNSLOOKUP_RESOLVE_FAILED))
}

fn limit_of(seconds: f64) -> Option<Duration> {
    limit(seconds).or_else(|| async_settings::current().dns_timeout)
}
