//! The table: every setting is one row here and nowhere else.
//!
//! To add one: write its row in the group it belongs to, read it in `server.rs` or `port.rs`, and write the
//! documentation page anew (see `document.rs`). The tests say what is missing.

mod client;
mod http;
mod port;
mod process;
mod server;
mod shared;
#[cfg(test)]
mod tests;

use super::row::{Place, Row};

/// Rows that belong together; a section of the documentation page.
#[derive(Debug)]
pub struct Group {
    /// Heading.
    pub title: &'static str,
    /// The settings.
    pub rows: &'static [Row],
}

/// The whole table.
pub static GROUPS: &[Group] = &[
    Group { title: "Processes and threads of a server", rows: server::PROCESSES },
    Group { title: "Distribution and events", rows: server::EVENTS },
    Group { title: "Connections", rows: server::CONNECTIONS },
    Group { title: "Listening sockets", rows: port::SOCKETS },
    Group { title: "Framing", rows: port::FRAMING },
    Group { title: "Protocols", rows: port::PROTOCOLS },
    Group { title: "TLS", rows: port::TLS },
    Group { title: "Logging and statistics", rows: shared::LOGGING },
    Group { title: "Tasks", rows: server::TASKS },
    Group { title: "HTTP", rows: http::HTTP },
    Group { title: "HTTP/2", rows: http::HTTP2 },
    Group { title: "Coroutines", rows: shared::COROUTINES },
    Group { title: "Asynchronous files and names", rows: shared::ASYNC },
    Group { title: "Process pools", rows: process::POOL },
    Group { title: "Clients", rows: client::CLIENTS },
];

/// All rows.
pub fn rows() -> impl Iterator<Item = &'static Row> {
    GROUPS.iter().flat_map(|group| group.rows)
}

/// The row that `place` knows by this name or alias.
#[must_use]
pub fn find(place: Place, name: &str) -> Option<&'static Row> {
    rows().find(|row| row.is_called(name) && row.accepted_at(place))
}

impl Row {
    /// Whether `place` takes this setting. A server and its ports take each other's, as programs hand the
    /// same array to both; what is of no use there is left alone.
    #[must_use]
    pub fn accepted_at(&self, place: Place) -> bool {
        let has = |wanted| self.places.contains(&wanted);
        match place {
            Place::Server | Place::Port => has(Place::Server) || has(Place::Port),
            _ => has(place),
        }
    }
}
