//! How a request is sent: on the connection that is kept, or on a new one; and again, where that is asked for.

use std::fs::File;
use std::io;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::OpenOptionsExt;
use std::rc::Rc;

use super::request::Request;
use super::response::Failure;
use super::state::{Client, Pending, Plan, Server, most_in_memory};
use super::upgrading;
use super::{
    CONNECTED, DOWNLOAD_FILE, NOT_CONNECTED, NOT_SENT, SOCKET, drop_connection, exception, fail,
    failed_to_receive, forget_link, plan, receive,
};
use crate::client::address::Target;
use crate::client::wait;
use crate::error::ErrorCode;
use crate::http::client::exchange::Exchange;
use crate::http::client::form::{Body, Part};
use crate::http::client::request::{Head, Proxy};
use crate::net::address::SocketKind;
use crate::php::boundary::Outcome;
use crate::php::convert;
use crate::php::coroutine::link::Link;
use crate::php::coroutine::socket::Open;
use crate::php::coroutine::waiter;
use crate::php::object::{self, Object};
use crate::settings::{ClientSettings, ProxyProtocol, ProxySettings};

/// Sends a request, and receives its response unless that is deferred.
///
/// # Errors
/// It failed: the properties say how; or an exception is on its way.
pub fn exchange(
    this: &Rc<Client>,
    object: Object<'_>,
    server: &Server,
    path: &[u8],
    upgrades: bool,
) -> Outcome<bool> {
    let mut request = Request::of(object)?;
    let plan = plan(this)?;
    let upgrades_now = upgrades;
    let key = upgrades.then(|| upgrading::ask(&mut request, plan.http.deflates));
    let proxy = plan.connection.proxy.as_ref();
    // A proxy of plain HTTP is asked for the resource, not for a tunnel.
    let is_plain = !server.ssl && !server.kind.is_unix();
    let proxy = proxy.filter(|it| it.protocol == ProxyProtocol::Http && is_plain);
    let proxy_login = proxy.and_then(|proxy| proxy.login.as_ref());
    let proxy_login = proxy_login.map(|(user, password)| [user, &b":"[..], password].concat());
    let login = this.login.borrow().clone();
    let head = Head {
        method: &request.method,
        path,
        authority: server.authority.as_bytes(),
        proxy: proxy.map(|_| Proxy { port: server.port, login: proxy_login.as_deref() }),
        fields: &request.fields,
        login: login.as_deref(),
        cookies: &request.cookies,
        keep_alive: plan.http.keep_alive,
        takes_codings: plan.http.takes_codings,
        body: request.body.as_ref(),
    };
    let mut bytes = Vec::new();
    head.write(&mut bytes)
        .map_err(|error| exception(ErrorCode::INVALID_PARAMS, &error.to_string()))?;
    this.sent.replace(bytes.trim_ascii_end().to_vec());
    let mut tries = plan.http.retries;
    loop {
        let socket = send(this, object, server, &plan, proxy, &bytes, request.body.as_ref())?;
        let collects = object::property(object, &DOWNLOAD_FILE).is_null()
            && this.wishes.callable("write_func").is_none();
        let most = if collects { most_in_memory() } else { usize::MAX };
        let most = plan.http.max_length.filter(|_| collects).unwrap_or(most);
        let exchange = Exchange::new(&request.method, most);
        let upgrades = key.as_ref().map(|key| upgrading::expect(key));
        let mut pending = Pending { exchange, socket, persists: head.persists(), upgrades };
        if this.defers.get() && !upgrades_now {
            this.pending.replace(Some(pending));
            return Ok(true);
        }
        let deadline = wait::deadline(plan.times.read);
        match receive(this, object, &plan, &mut pending, deadline) {
            Err(Failure::Exchange(error)) if error.is_untouched() && tries > 0 => {
                tries -= 1;
                drop_connection(this, object, &pending.socket);
            }
            done => {
                return done
                    .map_err(|failure| failed_to_receive(this, object, &pending.socket, failure));
            }
        }
    }
}

/// Sends a request on the kept connection, or on a new one if there is none or it turns out to be closed.
fn send(
    this: &Rc<Client>,
    object: Object<'_>,
    server: &Server,
    plan: &Plan,
    proxy: Option<&ProxySettings>,
    head: &[u8],
    body: Option<&Body>,
) -> Outcome<Rc<Open>> {
    let kept = kept(this, object);
    let was_kept = kept.is_some();
    let socket = match kept {
        Some(socket) => socket,
        None => connect(this, object, server, plan, proxy)?,
    };
    socket.set_times(plan.times);
    let sent = write(&socket, head, body);
    waiter::check().inspect_err(|_| drop_connection(this, object, &socket))?;
    let Err(error) = sent else { return Ok(socket) };
    drop_connection(this, object, &socket);
    let is_closed = matches!(error.raw_os_error(), Some(libc::EPIPE | libc::ECONNRESET));
    if was_kept && is_closed {
        return send(this, object, server, plan, proxy, head, body);
    }
    Err(fail(object, NOT_SENT, ErrorCode::from(&error)))
}

/// The socket, if it can be used once more: nobody has closed it, and nothing that was not asked for has come.
fn kept(this: &Client, object: Object<'_>) -> Option<Rc<Open>> {
    let Some(socket) = this.socket() else {
        forget_link(this, object);
        return None;
    };
    // A response that nobody has received would be taken for the next one.
    let is_busy = this.pending.take().is_some() || this.is_streaming.get();
    let is_idle = || socket.peek(1).is_err_and(|error| error.kind() == io::ErrorKind::WouldBlock);
    if !is_busy && is_idle() {
        return Some(socket);
    }
    drop_connection(this, object, &socket);
    None
}

fn connect(
    this: &Client,
    object: Object<'_>,
    server: &Server,
    plan: &Plan,
    proxy: Option<&ProxySettings>,
) -> Outcome<Rc<Open>> {
    let opened = match proxy {
        Some(proxy) => {
            let kind = if proxy.host.contains(':') { SocketKind::Tcp6 } else { SocketKind::Tcp };
            let target = Target { host: proxy.host.clone(), port: proxy.port };
            let settings = ClientSettings { proxy: None, ..plan.connection.clone() };
            Link::open(kind, &target, &settings, plan.times)?
        }
        None => {
            let target = Target { host: server.host.clone(), port: server.port };
            let mut settings = plan.connection.clone();
            settings.encrypts |= server.ssl;
            settings.inside = &["http/1.1"];
            Link::open(server.kind, &target, &settings, plan.times)?
        }
    };
    let link = opened.map_err(|error| fail(object, NOT_CONNECTED, error.code()))?;
    let socket = Rc::clone(link.socket());
    object::set_property(object, &SOCKET, link.object().shallow_clone());
    object::set_property(object, &CONNECTED, convert::boolean(true));
    let old = this.link.replace(Some(link));
    drop(old);
    Ok(socket)
}

/// Writes head and body, as few bytes at a time as files make necessary.
fn write(socket: &Open, head: &[u8], body: Option<&Body>) -> io::Result<()> {
    let deadline = || wait::deadline(socket.times().write);
    let send =
        |bytes: &[u8]| socket.send_all(bytes, deadline()).map(drop).map_err(|partly| partly.error);
    let parts = body.map_or(&[][..], |body| &body.parts);
    let parts = match parts {
        [Part::Bytes(first), rest @ ..] => {
            send(&[head, first].concat())?;
            rest
        }
        parts => {
            send(head)?;
            parts
        }
    };
    for part in parts {
        match part {
            Part::Bytes(bytes) => send(bytes)?,
            Part::File { path, offset, length } => {
                // A pipe that has taken the file's place is not waited for.
                let file = File::options()
                    .read(true)
                    .custom_flags(libc::O_NONBLOCK)
                    .open(std::ffi::OsStr::from_bytes(path))?;
                socket.send_file(file, *offset, *length, deadline())?;
            }
        }
    }
    Ok(())
}
