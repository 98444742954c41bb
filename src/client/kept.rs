//! Connections that outlive their client (`SWOOLE_KEEP`): closed by nobody, taken up by the next that asks for the same key.
//!
//! A connection belongs to the process that opened it: a forked child that inherits some forgets them, or two processes would speak at once.

use std::cell::RefCell;
use std::collections::HashMap;

use super::connection::Connection;
use crate::net::address::SocketKind;
use crate::protocol::Framing;
use crate::settings::ClientTimes;
use crate::sys::process;

/// What a connection is found by: its kind, and the script's own key or host and port.
pub type Key = (SocketKind, Vec<u8>);

#[derive(Default)]
struct Store {
    generation: u32,
    connections: HashMap<Key, Vec<Connection>>,
}

thread_local! {
    static STORE: RefCell<Store> = RefCell::default();
}

/// Keeps a connection. What it has received and nobody has read is kept with it.
pub fn put(key: Key, connection: Connection) {
    connection.frame(&Framing::Raw);
    with(|store| store.connections.entry(key).or_default().push(connection));
}

/// Takes up a connection that the peer has not closed, if there is one.
#[must_use]
pub fn take(key: &Key, framing: &Framing, times: ClientTimes) -> Option<Connection> {
    let mut connection = with(|store| {
        let kept = store.connections.get_mut(key)?;
        let alive = std::iter::from_fn(|| kept.pop()).find(Connection::is_alive);
        if kept.is_empty() {
            store.connections.remove(key);
        }
        alive
    })?;
    connection.reused += 1;
    connection.set_times(times);
    connection.frame(framing);
    Some(connection)
}

fn with<R>(work: impl FnOnce(&mut Store) -> R) -> R {
    STORE.with_borrow_mut(|store| {
        if store.generation != process::generation() {
            *store = Store { generation: process::generation(), connections: HashMap::new() };
        }
        work(store)
    })
}
