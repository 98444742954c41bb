//! The functions of the extension that are no method's twin.
//!
//! Each answers from the engine or from PHP's own tables; none keeps state here.

use std::io;

use ext_php_rs::boxed::ZBox;
use ext_php_rs::ffi::{
    E_NOTICE, E_WARNING, ext_php_rs_executor_globals, php_unserialize_with_options, zend_object,
};
use ext_php_rs::types::{ZendHashTable, Zval};
use nix::sys::socket::{AddressFamily, SockaddrLike};

use crate::error::{self, ErrorCode, ErrorKind};
use crate::php::boundary::{Exit, Outcome};
use crate::php::call::{Call, Opt};
use crate::php::callable::Callable;
use crate::php::callback::{self, Held};
use crate::php::convert::{self, OrFalse};
use crate::php::coroutine::{limit, runtime, socket};
use crate::php::object::Object;
use crate::php::{async_settings, looping};
use crate::sys::host;
use crate::{dns, hashcode, last_error, log, mime};

/// `swoole_version(): string`
pub fn swoole_version(call: &mut Call) -> Outcome<&'static str> {
    call.args::<()>()?;
    Ok(env!("CARGO_PKG_VERSION"))
}

/// `swoole_cpu_num(): int`, the processors on line.
pub fn swoole_cpu_num(call: &mut Call) -> Outcome<i64> {
    call.args::<()>()?;
    let on_line = nix::unistd::sysconf(nix::unistd::SysconfVar::_NPROCESSORS_ONLN);
    Ok(on_line.ok().flatten().unwrap_or(1).max(1))
}

/// `swoole_last_error(): int`
pub fn swoole_last_error(call: &mut Call) -> Outcome<i32> {
    call.args::<()>()?;
    Ok(last_error::get().0)
}

/// `swoole_errno(): int`
pub fn swoole_errno(call: &mut Call) -> Outcome<i32> {
    let errno = ErrorCode::last_os_error();
    call.args::<()>()?;
    Ok(errno.0)
}

/// `swoole_clear_error(): void`
pub fn swoole_clear_error(call: &mut Call) -> Outcome {
    call.args::<()>()?;
    last_error::clear();
    Ok(())
}

/// `swoole_strerror(int $errno, int $error_type = SWOOLE_STRERROR_SYSTEM): string`
pub fn swoole_strerror(call: &mut Call) -> Outcome<String> {
    let (number, kind) = call.args::<(i64, Opt<i64>)>()?;
    Ok(error::strerror(number as i32, ErrorKind::from_number(kind.or(0))).into_owned())
}

/// `swoole_ignore_error(int $error): void`
pub fn swoole_ignore_error(call: &mut Call) -> Outcome {
    let (number,) = call.args::<(i64,)>()?;
    last_error::ignore(ErrorCode(number as i32));
    Ok(())
}

/// `swoole_error_log(int $level, string $msg): void`
pub fn swoole_error_log(call: &mut Call) -> Outcome {
    let (level, message) = call.args::<(i64, &[u8])>()?;
    log::write(
        log::Level::of_line_from_number(level),
        format_args!("{}", String::from_utf8_lossy(message)),
    );
    Ok(())
}

/// `swoole_error_log_ex(int $level, int $error, string $msg): void`
pub fn swoole_error_log_ex(call: &mut Call) -> Outcome {
    let (level, number, message) = call.args::<(i64, i64, &[u8])>()?;
    let message = String::from_utf8_lossy(message);
    // The name before the number is what programs that read the log know.
    log::write_with(
        log::Level::of_line_from_number(level),
        "zif_swoole_error_log_ex",
        ErrorCode(number as i32),
        format_args!("{message}"),
    );
    Ok(())
}

/// `swoole_set_process_name(string $process_name): bool`: what `cli_set_process_title()` does.
pub fn swoole_set_process_name(call: &mut Call) -> Outcome<Held> {
    let (name,) = call.args::<(&[u8],)>()?;
    through("cli_set_process_title", &mut [convert::string(name)])
}

/// `swoole_get_local_ip(int $family = AF_INET): array`
pub fn swoole_get_local_ip(call: &mut Call) -> Outcome<ZBox<ZendHashTable>> {
    let (family,) = call.args::<(Opt<i64>,)>()?;
    match family.or(libc::AF_INET.into()) as i32 {
        libc::AF_INET => by_interface(
            host::local_ips()
                .map(|all| all.into_iter().map(|(name, ip)| (name, ip.to_string())).collect()),
        ),
        libc::AF_INET6 => by_interface(local_ipv6()),
        _ => Ok(ZendHashTable::new()),
    }
}

/// `swoole_get_local_mac(): array`
pub fn swoole_get_local_mac(call: &mut Call) -> Outcome<ZBox<ZendHashTable>> {
    call.args::<()>()?;
    by_interface(host::local_macs())
}

/// `swoole_hashcode(string $data, int $type = 0): int|false`
pub fn swoole_hashcode(call: &mut Call) -> Outcome<OrFalse<i64>> {
    let (data, kind) = call.args::<(&[u8], Opt<i64>)>()?;
    Ok(OrFalse(match kind.or(0) {
        0 => Some(hashcode::php_array(data)),
        1 => Some(hashcode::one_at_a_time(data)),
        _ => None,
    }))
}

/// `swoole_get_vm_status(): array`
pub fn swoole_get_vm_status(call: &mut Call) -> Outcome<ZBox<ZendHashTable>> {
    static OBJECTS: convert::Name = convert::Name::new("object_num");
    static RESOURCES: convert::Name = convert::Name::new("resource_num");
    call.args::<()>()?;
    // SAFETY: the executor globals live as long as the engine.
    let resources = unsafe { (*ext_php_rs_executor_globals()).regular_list.nNumOfElements };
    let mut status = ZendHashTable::new();
    convert::set(&mut status, &OBJECTS, convert::long(live_objects().count() as i64));
    convert::set(&mut status, &RESOURCES, convert::long(resources.into()));
    Ok(status)
}

/// `swoole_get_objects(): array|false`
pub fn swoole_get_objects(call: &mut Call) -> Outcome<ZBox<ZendHashTable>> {
    call.args::<()>()?;
    let mut list = ZendHashTable::new();
    for object in live_objects() {
        // SAFETY: the store holds live objects only; the value takes a reference of its own.
        convert::push(&mut list, convert::object(unsafe { Object::at(object) }));
    }
    Ok(list)
}

/// `swoole_get_object_by_handle(int $handle): object|false`
pub fn swoole_get_object_by_handle(call: &mut Call) -> Outcome<OrFalse<Zval>> {
    let (handle,) = call.args::<(i64,)>()?;
    // SAFETY: as above; a handle is unique among live objects.
    let found = live_objects().find(|object| unsafe { i64::from((**object).handle) } == handle);
    // SAFETY: as above.
    Ok(OrFalse(found.map(|object| convert::object(unsafe { Object::at(object) }))))
}

/// `swoole_substr_unserialize(string $str, int $offset, int $length = 0, array $options = []): mixed`
pub fn swoole_substr_unserialize(call: &mut Call) -> Outcome<Held> {
    let (text, offset, length, options) =
        call.args::<(&[u8], i64, Opt<i64>, Opt<&ZendHashTable>)>()?;
    let Ok(part) = part(text, offset, length.or(0)) else {
        return Ok(Held::new(convert::boolean(false)));
    };
    let mut value = Zval::new();
    let (out, from, size) = (&raw mut value, part.as_ptr().cast(), part.len());
    let options =
        options.0.map_or(std::ptr::null_mut(), |table| std::ptr::from_ref(table).cast_mut());
    // Classes are loaded and objects woken up on the way.
    // SAFETY: all pointers outlive the call; PHP's strings end in a NUL beyond their bytes, as the parser wants it.
    let done = callback::guard(|| unsafe {
        php_unserialize_with_options(
            out,
            from,
            size,
            options,
            c"swoole_substr_unserialize".as_ptr(),
        )
    });
    match done {
        Ok(()) => Ok(Held::new(value)),
        Err(callback::Stop) => {
            std::mem::forget(value);
            Err(Exit::Pending)
        }
    }
}

/// `swoole_substr_json_decode(string $str, int $offset, int $length = 0, bool $associative = false, int $depth = 512, int $flags = 0): mixed`
pub fn swoole_substr_json_decode(call: &mut Call) -> Outcome<Held> {
    type Arguments<'a> = (&'a [u8], i64, Opt<i64>, Opt<bool>, Opt<i64>, Opt<i64>);
    let (text, offset, length, associative, depth, flags) = call.args::<Arguments>()?;
    let (depth, flags) = (depth.or(512), flags.or(0));
    let part = match part(text, offset, length.or(0)) {
        Ok(part) => part,
        Err(reason) => return refuse(reason),
    };
    if depth <= 0 {
        return refuse("Depth must be greater than zero");
    }
    if depth > i32::MAX.into() {
        return refuse("Depth must be lower than 2147483647");
    }
    let associative = convert::boolean(associative.or(false));
    through(
        "json_decode",
        &mut [convert::string(part), associative, convert::long(depth), convert::long(flags)],
    )
}

/// `swoole_test_kernel_coroutine(int $count = 100, float $sleep_time = 1.0): void`
pub fn swoole_test_kernel_coroutine(call: &mut Call) -> Outcome {
    let (count, seconds) = call.args::<(Opt<i64>, Opt<f64>)>()?;
    let (count, time) = (count.or(100), limit(seconds.or(1.0)).unwrap_or_default());
    runtime::spawn(move || {
        for _ in 0..count {
            // A sleep that is cancelled is over; an exception ends the coroutine.
            if runtime::sleep(time).is_err() {
                break;
            }
        }
    });
    Ok(())
}

/// `swoole_clear_dns_cache(): void`
pub fn swoole_clear_dns_cache(call: &mut Call) -> Outcome {
    call.args::<()>()?;
    dns::cache::clear();
    Ok(())
}

/// `swoole_mime_type_add(string $suffix, string $mime_type): bool`
pub fn swoole_mime_type_add(call: &mut Call) -> Outcome<bool> {
    let (suffix, kind) = call.args::<(&[u8], &[u8])>()?;
    Ok(mime::add(&String::from_utf8_lossy(suffix), &String::from_utf8_lossy(kind)))
}

/// `swoole_mime_type_set(string $suffix, string $mime_type): void`
pub fn swoole_mime_type_set(call: &mut Call) -> Outcome {
    let (suffix, kind) = call.args::<(&[u8], &[u8])>()?;
    mime::set(&String::from_utf8_lossy(suffix), &String::from_utf8_lossy(kind));
    Ok(())
}

/// `swoole_mime_type_delete(string $suffix): bool`
pub fn swoole_mime_type_delete(call: &mut Call) -> Outcome<bool> {
    let (suffix,) = call.args::<(&[u8],)>()?;
    Ok(mime::delete(&String::from_utf8_lossy(suffix)))
}

/// `swoole_mime_type_get(string $filename): string`
pub fn swoole_mime_type_get(call: &mut Call) -> Outcome<String> {
    let (name,) = call.args::<(&[u8],)>()?;
    Ok(mime::of(&String::from_utf8_lossy(name)).into_owned())
}

/// `swoole_mime_type_exists(string $filename): bool`
pub fn swoole_mime_type_exists(call: &mut Call) -> Outcome<bool> {
    let (name,) = call.args::<(&[u8],)>()?;
    Ok(mime::exists(&String::from_utf8_lossy(name)))
}

/// `swoole_mime_type_list(): array`
pub fn swoole_mime_type_list(call: &mut Call) -> Outcome<ZBox<ZendHashTable>> {
    call.args::<()>()?;
    let mut list = ZendHashTable::new();
    for kind in mime::list() {
        convert::push(&mut list, convert::string(kind.as_bytes()));
    }
    Ok(list)
}

/// `swoole_async_set(array $settings): bool`
pub fn swoole_async_set(call: &mut Call) -> Outcome<bool> {
    let (settings,) = call.args::<(&ZendHashTable,)>()?;
    // As ever: it succeeds whatever it is given.
    async_settings::apply(settings);
    Ok(true)
}

/// `swoole_internal_call_user_shutdown_begin(): bool`
pub fn swoole_internal_call_user_shutdown_begin(call: &mut Call) -> Outcome<bool> {
    call.args::<()>()?;
    if looping::mark_end() {
        return Ok(true);
    }
    Err(Exit::warn(ErrorCode::NONE, "can not call this function in user level"))
}

/// Calls a function of PHP's, as the function that is running would.
fn through(function: &str, arguments: &mut [Zval]) -> Outcome<Held> {
    match Callable::resolve(&convert::string(function.as_bytes())) {
        Ok(callable) => callback::call_through(&callable, arguments),
        Err(reason) => Err(Exit::warn(ErrorCode::OPERATION_NOT_SUPPORT, reason)),
    }
}

/// A warning, and null.
fn refuse(reason: &str) -> Outcome<Held> {
    callback::warn(E_WARNING, reason);
    Ok(Held::default())
}

/// The part of `text` from `offset` (from the end if negative), `length` bytes long: the rest if that is 0 or too much, and so many
/// bytes short of the end if it is negative.
fn part(text: &[u8], offset: i64, length: i64) -> Result<&[u8], &'static str> {
    let size = text.len() as i64;
    if size == 0 {
        return Err("Non-empty string required");
    }
    let from = if offset < 0 { offset.saturating_add(size) } else { offset };
    if from < 0 {
        return Err("Offset must be not less than the negative length of the string");
    }
    if from >= size {
        return Err("Offset must be less than the length of the string");
    }
    let rest = size - from;
    let length = if length < 0 { rest.saturating_add(length) } else { length };
    let length = if length <= 0 || length > rest { rest } else { length };
    Ok(&text[from as usize..(from + length) as usize])
}

/// Interface name => address; of several addresses of one interface the last stays.
fn by_interface(found: io::Result<Vec<(String, String)>>) -> Outcome<ZBox<ZendHashTable>> {
    let mut table = ZendHashTable::new();
    match found {
        Ok(found) => {
            for (name, address) in found {
                let mut value = std::mem::ManuallyDrop::new(convert::string(address.as_bytes()));
                // SAFETY: the name has the length given, and the table takes the value over.
                unsafe {
                    ext_php_rs::ffi::zend_hash_str_update(
                        &raw mut *table,
                        name.as_ptr().cast(),
                        name.len(),
                        &raw mut *value,
                    )
                };
            }
        }
        Err(error) => callback::warn(E_NOTICE, &format!("getifaddrs() failed: {error}")),
    }
    Ok(table)
}

fn local_ipv6() -> io::Result<Vec<(String, String)>> {
    use nix::net::if_::InterfaceFlags;
    let outward = |flags: InterfaceFlags| {
        flags.contains(InterfaceFlags::IFF_UP) && !flags.contains(InterfaceFlags::IFF_LOOPBACK)
    };
    let all = nix::ifaddrs::getifaddrs()?.filter(|interface| outward(interface.flags));
    Ok(all
        .filter_map(|interface| {
            let address = interface.address.filter(|a| a.family() == Some(AddressFamily::Inet6))?;
            Some((interface.interface_name, address.as_sockaddr_in6()?.ip().to_string()))
        })
        .collect())
}

/// The objects of the process that are not being destroyed.
fn live_objects() -> impl Iterator<Item = *mut zend_object> {
    // The store keeps a list of free slots in the slots themselves, marked by their lowest bit.
    const FREE: usize = 1;
    // SAFETY: the executor globals live as long as the engine; the store has `top` slots, the first of which is never used.
    let (slots, top) = unsafe {
        let store = &(*ext_php_rs_executor_globals()).objects_store;
        (store.object_buckets, store.top as usize)
    };
    // SAFETY: as above.
    (1..top).map(move |i| unsafe { *slots.add(i) }).filter(|object| {
        let address = object.addr();
        // SAFETY: an unmarked slot points to an object.
        address != 0 && address & FREE == 0 && unsafe { (**object).gc.u.type_info } & DESTROYED == 0
    })
}

/// Flag of an object whose storage is freed already.
const DESTROYED: u32 = 1 << 9;

/// `swoole_coroutine_socketpair(int $domain, int $type, int $protocol): array|false`
pub fn swoole_coroutine_socketpair(call: &mut Call) -> Outcome<ZBox<ZendHashTable>> {
    let (domain, kind, protocol) = call.args::<(i64, i64, i64)>()?;
    socket::pair(domain, kind, protocol)
}
