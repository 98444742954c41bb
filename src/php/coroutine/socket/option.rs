//! The options of a `Coroutine\Socket`, in the terms of ext-sockets: numbers, and arrays for what is no number. Those of multicast groups are in
//! [`multicast`].

mod multicast;
mod tcp_info;

use std::os::fd::{AsFd, BorrowedFd};
use std::rc::Rc;
use std::time::Duration;

use ext_php_rs::ffi::IS_STRING;
use ext_php_rs::types::{ZendHashTable, Zval};

use super::{Open, open};
use crate::error::ErrorCode;
use crate::php::boundary::{Exit, Outcome};
use crate::php::call::Call;
use crate::php::convert::{self, Name, as_bytes, long, to_long, type_of};
use crate::php::event::type_name;
use crate::settings::ClientTimes;
use crate::sys::socket_option as kernel;

static ON_OFF: Name = Name::new("l_onoff");
static LINGER: Name = Name::new("l_linger");
static SEC: Name = Name::new("sec");
static USEC: Name = Name::new("usec");

/// Seconds that stand for no limit.
const FOREVER: i64 = i32::MAX as i64;

/// `setOption(int $level, int $opt_name, mixed $opt_value): bool`
pub fn set_option(call: &mut Call) -> Outcome<bool> {
    let (level, name, value) = call.args::<(i64, i64, &Zval)>()?;
    let socket = open(call)?;
    let (level, name) = numbers(level, name)?;
    match (level, name) {
        (libc::SOL_SOCKET, libc::SO_RCVTIMEO) => {
            let limit = time_of(value, "SO_RCVTIMEO")?;
            socket.set_times(ClientTimes { read: limit, ..socket.times() });
        }
        (libc::SOL_SOCKET, libc::SO_SNDTIMEO) => {
            let limit = time_of(value, "SO_SNDTIMEO")?;
            let times = ClientTimes { write: limit, connect: limit, ..socket.times() };
            socket.set_times(times);
        }
        (libc::SOL_SOCKET, libc::SO_LINGER) => {
            let array = array_of(value, "SO_LINGER")?;
            let [on, seconds] = [element(array, &ON_OFF)?, element(array, &LINGER)?].map(to_long);
            let bytes = [on, seconds].map(|number| (number as i32).to_ne_bytes()).concat();
            set(&socket, level, name, &bytes)?;
        }
        (libc::IPPROTO_IP | libc::IPPROTO_IPV6, _) if multicast::is_one(level, name) => {
            multicast::set(&socket, level, name, value)?;
        }
        // Names of devices and algorithms; numbers that scripts hand over as text are no names.
        _ if type_of(value) == IS_STRING && takes_text(level, name) => {
            set(&socket, level, name, as_bytes(value).unwrap_or_default())?;
        }
        _ => set(&socket, level, name, &(number_of(value) as i32).to_ne_bytes())?,
    }
    Ok(true)
}

/// `getOption(int $level, int $opt_name): mixed`
pub fn get_option(call: &mut Call) -> Outcome<Zval> {
    let (level, name) = call.args::<(i64, i64)>()?;
    let socket = open(call)?;
    let (level, name) = numbers(level, name)?;
    match (level, name) {
        (libc::SOL_SOCKET, libc::SO_RCVTIMEO) => Ok(shown_time(socket.times().read)),
        (libc::SOL_SOCKET, libc::SO_SNDTIMEO) => Ok(shown_time(socket.times().write)),
        (libc::SOL_SOCKET, libc::SO_LINGER) => {
            let bytes = get::<8>(&socket, level, name)?;
            let number = |at: usize| i32::from_ne_bytes([0, 1, 2, 3].map(|i| bytes[at + i]));
            Ok(table([(&ON_OFF, number(0).into()), (&LINGER, number(4).into())]))
        }
        (libc::IPPROTO_TCP, libc::TCP_INFO) => tcp_info::get(&socket),
        (libc::IPPROTO_IP | libc::IPPROTO_IPV6, _) if multicast::is_one(level, name) => {
            multicast::get(&socket, level, name).map(long)
        }
        _ if takes_text(level, name) => {
            let mut room = [0; 64];
            let length = kernel::get(socket.socket().as_fd(), level, name, &mut room)
                .map_err(|error| unread(&socket, level, name, &error))?;
            let text = room[..length].split(|byte| *byte == 0).next().unwrap_or_default();
            Ok(convert::string(text))
        }
        _ => get::<4>(&socket, level, name).map(|bytes| long(i32::from_ne_bytes(bytes).into())),
    }
}

fn numbers(level: i64, name: i64) -> Outcome<(i32, i32)> {
    let number = |number: i64| {
        i32::try_from(number).map_err(|_| Exit::warn(ErrorCode(libc::EINVAL), "no such option"))
    };
    Ok((number(level)?, number(name)?))
}

/// Options whose value is a name.
fn takes_text(level: i32, name: i32) -> bool {
    matches!(
        (level, name),
        (libc::SOL_SOCKET, libc::SO_BINDTODEVICE) | (libc::IPPROTO_TCP, libc::TCP_CONGESTION)
    )
}

/// A number, of whatever the script passes.
fn number_of(value: &Zval) -> i64 {
    match value.array() {
        Some(array) => i64::from(!array.is_empty()),
        None => to_long(value),
    }
}

fn fd(socket: &Rc<Open>) -> BorrowedFd<'_> {
    socket.socket().as_fd()
}

fn set(socket: &Rc<Open>, level: i32, name: i32, value: &[u8]) -> Outcome {
    kernel::set(fd(socket), level, name, value).map_err(|error| {
        let code = ErrorCode::from(&error);
        let (fd, reason) = (socket.fd(), code.sentence());
        Exit::warn(code, format!("setsockopt({fd}) failed, Error: {reason}[{}]", code.0))
    })
}

/// An option of `N` bytes; those that the kernel does not write are 0.
fn get<const N: usize>(socket: &Rc<Open>, level: i32, name: i32) -> Outcome<[u8; N]> {
    let mut room = [0; N];
    kernel::get(fd(socket), level, name, &mut room)
        .map_err(|error| unread(socket, level, name, &error))?;
    Ok(room)
}

fn unread(socket: &Rc<Open>, level: i32, name: i32, error: &std::io::Error) -> Exit {
    let code = ErrorCode::from(error);
    let (fd, reason) = (socket.fd(), code.sentence());
    Exit::warn(code, format!("getsockopt({fd}, {level}, {name}), Error: {reason}[{}]", code.0))
}

fn array_of<'a>(value: &'a Zval, option: &str) -> Outcome<&'a ZendHashTable> {
    value.array().ok_or_else(|| {
        Exit::type_error(format!(
            "Swoole\\Coroutine\\Socket::setOption(): Argument #3 ($opt_value) must be of type array when argument $option is {option}, {} given",
            type_name(value)
        ))
    })
}

fn element<'a>(array: &'a ZendHashTable, name: &Name) -> Outcome<&'a Zval> {
    array.get(name.text()).ok_or_else(|| {
        Exit::warn(ErrorCode(libc::EINVAL), format!("no key \"{}\" passed in optval", name.text()))
    })
}

/// `['sec' => int, 'usec' => int]` as a limit; 0 and less is none.
fn time_of(value: &Zval, option: &str) -> Outcome<Option<Duration>> {
    let array = array_of(value, option)?;
    let [sec, usec] = [element(array, &SEC)?, element(array, &USEC)?].map(to_long);
    let micros = sec.saturating_mul(1_000_000).saturating_add(usec);
    let limit = u64::try_from(micros).ok().filter(|micros| *micros > 0 && sec < FOREVER);
    Ok(limit.map(Duration::from_micros))
}

fn shown_time(limit: Option<Duration>) -> Zval {
    let (sec, usec) = match limit {
        Some(limit) => (limit.as_secs() as i64, limit.subsec_micros().into()),
        None => (FOREVER, 0),
    };
    table([(&SEC, sec), (&USEC, usec)])
}

fn table<const N: usize>(rows: [(&Name, i64); N]) -> Zval {
    let mut table = ZendHashTable::new();
    for (name, number) in rows {
        convert::set(&mut table, name, long(number));
    }
    convert::array(table)
}
