//! `Swoole\Server\Packet`, and the array that stands for it without `event_object`: where a datagram came from.

use super::app::seconds;
use super::core::PortCore;
use crate::php::classes;
use crate::php::convert::{self, Name, array, double, long, string};
use crate::php::object;
use crate::server::app::Datagram;
use ext_php_rs::types::{ZendHashTable, Zval};
use std::os::fd::AsRawFd;

static SERVER_SOCKET: Name = Name::new("server_socket");
static DISPATCH_TIME: Name = Name::new("dispatch_time");
static SERVER_PORT: Name = Name::new("server_port");
static ADDRESS: Name = Name::new("address");
static PORT: Name = Name::new("port");
static DATA: Name = Name::new("data");

/// The socket that a datagram was received on, as scripts know it.
#[derive(Clone, Copy)]
pub struct ServerSocket {
    fd: i64,
    port: i64,
    is_unix: bool,
}

impl ServerSocket {
    /// That of a port.
    pub fn of(port: &PortCore) -> Self {
        let listener = port.listener.borrow();
        Self {
            fd: listener.as_raw_fd().into(),
            port: listener.local().port().into(),
            is_unix: port.kind.is_unix(),
        }
    }
}

/// The object, with the datagram itself as a further property. Slots in the stub's order.
pub fn value(datagram: &Datagram<'_>, socket: ServerSocket) -> Zval {
    let slots = [
        long(socket.fd),
        long(socket.port),
        double(seconds(datagram.time)),
        address(datagram),
        long(datagram.from.port().into()),
    ];
    let value = object::fill(&classes::SWOOLE_SERVER_PACKET, slots);
    if let Some(object) = object::of(&value) {
        object::set_property(object, &DATA, string(datagram.bytes));
    }
    value
}

/// The array that `onPacket` gets.
pub fn client_info(datagram: &Datagram<'_>, socket: ServerSocket) -> Zval {
    let mut info = ZendHashTable::new();
    convert::set(&mut info, &SERVER_SOCKET, long(socket.fd));
    convert::set(&mut info, &DISPATCH_TIME, double(seconds(datagram.time)));
    convert::set(&mut info, &SERVER_PORT, long(socket.port));
    convert::set(&mut info, &ADDRESS, address(datagram));
    if !socket.is_unix {
        convert::set(&mut info, &PORT, long(datagram.from.port().into()));
    }
    array(info)
}

fn address(datagram: &Datagram<'_>) -> Zval {
    string(datagram.from.host().as_bytes())
}
