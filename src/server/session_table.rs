//! The session table: what every process knows of every connection, in shared memory made before the forks.
//!
//! A session's row lies at its id modulo the table's size. Ids are never used twice, so the id in a row doubles as its sequence lock:
//! who reads the same id before and after a row's other fields has read that session's. The owner writes most of a row when it adopts the
//! connection; what changes later is single words.
//!
//! ```text
//! id: 0 ──claim──> CLAIMED ──publish──> the session's id ──release──> 0
//! ```

use crate::ids::{ActorId, PortIndex, SessionId};
use crate::memory::head_and_rows::HeadAndRows;
use crate::memory::shared_struct;
use crate::net::address::Endpoint;
use std::io;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, SocketAddrV6};
use std::path::PathBuf;
use std::sync::atomic::{AtomicI32, AtomicU16, AtomicU32, AtomicU64, Ordering::*, fence};

/// A row that is being filled.
const CLAIMED: u64 = u64::MAX;

/// Bits of a row's flags.
pub mod flag {
    /// Someone has begun to run its close: no one else may.
    pub const CLOSING: u32 = 1;
    /// The client has gone; what is sent now is not read by anyone.
    pub const PEER_GONE: u32 = 2;
    /// `protect()`: the heartbeat leaves it alone.
    pub const PROTECTED: u32 = 4;
    /// `pause()`: nothing is read.
    pub const PAUSED: u32 = 8;
    /// `enable_delay_receive`: nothing is read until `confirm()`.
    pub const UNCONFIRMED: u32 = 16;
    /// Its output queue is past the high watermark.
    pub const BUFFER_FULL: u32 = 32;
    /// A package of it has been given to a worker.
    pub const SERVED: u32 = 64;
    /// Its handshake is done: it speaks WebSocket.
    pub const WEBSOCKET: u32 = 128;
    /// It has been sent a WebSocket close frame: nothing may follow that.
    pub const FAREWELL: u32 = 256;
    /// Its client has agreed to compressed messages.
    pub const DEFLATES: u32 = 512;
}

shared_struct! {
    /// One session. Times are microseconds of the real-time clock.
    pub struct Row {
        id: AtomicU64,
        /// When it was accepted.
        pub connected_at: AtomicU64,
        /// When something was last received.
        pub received_at: AtomicU64,
        /// When something was last sent.
        pub sent_at: AtomicU64,
        /// When a package of it was last given to a worker.
        pub dispatched_at: AtomicU64,
        /// Bytes given to workers that they have not taken up yet.
        pub queued_in: AtomicU64,
        /// Bytes on their way to the client.
        pub queued_out: AtomicU64,
        address: [AtomicU64; 2],
        /// Our end, where the port listens on any address; else nothing.
        host: [AtomicU64; 2],
        /// See [`flag`].
        pub flags: AtomicU32,
        /// The number of `bind()`, 0 if none.
        pub uid: AtomicU32,
        /// Its index among its owner's connections.
        pub local: AtomicU32,
        /// Why it was closed: an errno.
        pub close_errno: AtomicU32,
        fd: AtomicI32,
        scope: AtomicU32,
        owner: AtomicU16,
        /// The worker that got its last package, or will get its first; `u16::MAX` if none is chosen.
        pub worker: AtomicU16,
        port: AtomicU16,
        peer_port: AtomicU16,
        family: AtomicU16,
        reactor: AtomicU16,
        process: AtomicI32,
        /// The process that works on its HTTP request, once it has taken that up; 0 if none does.
        pub served_by: AtomicI32,
    }
}

shared_struct! {
    struct Head {
        last_id: AtomicU64,
        live: AtomicU64,
        limit: AtomicU64,
        padding: [AtomicU64; 5],
    }
}

/// What is known of a new connection.
#[derive(Debug)]
pub struct NewSession<'a> {
    /// Who owns it.
    pub owner: ActorId,
    /// The owner's process: an owner that retires has a successor of the same id while it still has sessions.
    pub process: i32,
    /// The number that scripts see as reactor id.
    pub reactor: u16,
    /// Its descriptor in the owner.
    pub fd: i32,
    /// The port that accepted it.
    pub port: PortIndex,
    /// The client's end.
    pub peer: &'a Endpoint,
    /// The address that the client connected to, if the port's own does not tell.
    pub host: Option<IpAddr>,
    /// Its index among the owner's connections.
    pub local: u32,
    /// Microseconds of the real-time clock.
    pub now: u64,
    /// First flags.
    pub flags: u32,
}

/// A session found in the table. It may end at any moment; what it says is then of the past, never of another session.
#[derive(Clone, Copy)]
pub struct Session<'a> {
    /// Its id.
    pub id: SessionId,
    /// Its row.
    pub row: &'a Row,
}

/// See the module's head.
#[derive(Debug)]
pub struct SessionTable {
    shared: HeadAndRows<Head, Row>,
    mask: u64,
}

impl SessionTable {
    /// A table for up to `limit` sessions, the first of which gets the id `first`.
    ///
    /// # Errors
    /// When there is no memory.
    pub fn new(limit: u32, first: u64) -> io::Result<Self> {
        // A quarter more, so that a free row is found in a step or two when the table is full of long-lived sessions.
        let rows = (u64::from(limit.max(1)) * 5).div_ceil(4).next_power_of_two();
        let table = Self { shared: HeadAndRows::new(rows as usize)?, mask: rows - 1 };
        table.head().limit.store(limit.into(), Relaxed);
        table.head().last_id.store(first.max(1) - 1, Relaxed);
        Ok(table)
    }

    /// Enters a connection and gives it an id; `None` when there are `limit` sessions already.
    pub fn insert(&self, new: &NewSession<'_>) -> Option<Session<'_>> {
        let head = self.head();
        if head.live.fetch_add(1, AcqRel) >= head.limit.load(Relaxed) {
            head.live.fetch_sub(1, AcqRel);
            return None;
        }
        loop {
            let id = head.last_id.fetch_add(1, AcqRel) + 1;
            let row = self.row(id);
            if row.id.compare_exchange(0, CLAIMED, AcqRel, Relaxed).is_ok() {
                row.fill(new);
                row.id.store(id, Release);
                return Some(Session { id: SessionId(id), row });
            }
        }
    }

    /// The session of that id, if there is one.
    pub fn get(&self, id: SessionId) -> Option<Session<'_>> {
        let row = self.row(id.0);
        (id.0 != 0 && id.0 != CLAIMED && row.id.load(Acquire) == id.0)
            .then_some(Session { id, row })
    }

    /// Takes a session out.
    pub fn remove(&self, id: SessionId) {
        if self.row(id.0).id.compare_exchange(id.0, 0, AcqRel, Relaxed).is_ok() {
            self.head().live.fetch_sub(1, AcqRel);
        }
    }

    /// All sessions, in the order of their rows: that of their ids, but for a jump where the table wraps around.
    /// With `after`, only those in the rows behind that session's.
    pub fn iter(&self, after: Option<SessionId>) -> impl Iterator<Item = Session<'_>> {
        let start = after.map_or(0, |id| (id.0 & self.mask) as usize + 1);
        self.used_rows().get(start..).unwrap_or_default().iter().filter_map(|row| {
            let id = row.id.load(Acquire);
            (id != 0 && id != CLAIMED).then_some(Session { id: SessionId(id), row })
        })
    }

    /// How many sessions there are.
    pub fn len(&self) -> u64 {
        self.head().live.load(Relaxed)
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The id given last.
    pub fn last_id(&self) -> u64 {
        self.head().last_id.load(Relaxed)
    }

    /// Takes out what a dead process has left, and says how many sessions that were.
    pub fn remove_all_of(&self, process: i32) -> u64 {
        let mut removed = 0;
        for row in self.used_rows() {
            let id = row.id.load(Acquire);
            if id != 0
                && row.process.load(Relaxed) == process
                && row.id.compare_exchange(id, 0, AcqRel, Relaxed).is_ok()
            {
                self.head().live.fetch_sub(1, AcqRel);
                removed += 1;
            }
        }
        removed
    }

    fn head(&self) -> &Head {
        self.shared.head()
    }

    fn rows(&self) -> &[Row] {
        self.shared.rows()
    }

    /// The rows that have ever held a session: to look at the others would only make the kernel find memory for them.
    fn used_rows(&self) -> &[Row] {
        let last = self.head().last_id.load(Acquire);
        &self.rows()[..=last.min(self.mask) as usize]
    }

    fn row(&self, id: u64) -> &Row {
        &self.rows()[(id & self.mask) as usize]
    }
}

impl Row {
    fn fill(&self, new: &NewSession<'_>) {
        for at in [&self.connected_at, &self.received_at] {
            at.store(new.now, Relaxed);
        }
        for cell in [&self.sent_at, &self.dispatched_at, &self.queued_in, &self.queued_out] {
            cell.store(0, Relaxed);
        }
        self.flags.store(new.flags, Relaxed);
        for cell in [&self.uid, &self.close_errno] {
            cell.store(0, Relaxed);
        }
        self.local.store(new.local, Relaxed);
        self.fd.store(new.fd, Relaxed);
        self.owner.store(new.owner.0, Relaxed);
        self.process.store(new.process, Relaxed);
        self.worker.store(u16::MAX, Relaxed);
        self.port.store(new.port.0, Relaxed);
        self.reactor.store(new.reactor, Relaxed);
        self.store_peer(new.peer);
        store_address(&self.host, new.host.map_or(0, bits));
    }

    fn store_peer(&self, peer: &Endpoint) {
        let (family, address, scope) = match peer {
            Endpoint::Inet(SocketAddr::V4(v4)) => (4, bits((*v4.ip()).into()), 0),
            Endpoint::Inet(SocketAddr::V6(v6)) => (6, bits((*v6.ip()).into()), v6.scope_id()),
            Endpoint::Unix(_) => (0, 0, 0),
        };
        self.family.store(family, Relaxed);
        store_address(&self.address, address);
        self.scope.store(scope, Relaxed);
        self.peer_port.store(peer.port(), Relaxed);
    }
}

/// An address as a number; which family it is of stands beside it.
fn bits(address: IpAddr) -> u128 {
    match address {
        IpAddr::V4(v4) => v4.to_bits().into(),
        IpAddr::V6(v6) => v6.to_bits(),
    }
}

fn store_address(cells: &[AtomicU64; 2], address: u128) {
    cells[0].store((address >> 64) as u64, Relaxed);
    cells[1].store(address as u64, Relaxed);
}

fn load_address(cells: &[AtomicU64; 2]) -> u128 {
    u128::from(cells[0].load(Relaxed)) << 64 | u128::from(cells[1].load(Relaxed))
}

impl Session<'_> {
    /// Who owns it.
    pub fn owner(&self) -> ActorId {
        ActorId(self.row.owner.load(Relaxed))
    }

    /// The port it came in through.
    pub fn port(&self) -> PortIndex {
        PortIndex(self.row.port.load(Relaxed))
    }

    /// Its descriptor in the owner.
    pub fn fd(&self) -> i32 {
        self.row.fd.load(Relaxed)
    }

    /// The number that scripts see as reactor id.
    pub fn reactor(&self) -> u16 {
        self.row.reactor.load(Relaxed)
    }

    /// The client's end; a nameless unix endpoint for unix sockets.
    pub fn peer(&self) -> Endpoint {
        let row = self.row;
        let address = load_address(&row.address);
        let port = row.peer_port.load(Relaxed);
        match row.family.load(Relaxed) {
            4 => Endpoint::Inet(SocketAddr::new(
                IpAddr::V4(Ipv4Addr::from_bits(address as u32)),
                port,
            )),
            6 => Endpoint::Inet(
                SocketAddrV6::new(Ipv6Addr::from_bits(address), port, 0, row.scope.load(Relaxed))
                    .into(),
            ),
            _ => Endpoint::Unix(PathBuf::new()),
        }
    }

    /// The address that the client connected to, if the port's own does not tell.
    pub fn host(&self) -> Option<IpAddr> {
        let address = load_address(&self.row.host);
        match self.row.family.load(Relaxed) {
            _ if address == 0 => None,
            4 => Some(Ipv4Addr::from_bits(address as u32).into()),
            _ => Some(Ipv6Addr::from_bits(address).into()),
        }
    }

    /// A number that is the same for all connections of one client address.
    pub fn address_hash(&self) -> u64 {
        match self.row.family.load(Relaxed) {
            0 => self.id.0,
            _ => self.row.address[0].load(Relaxed) ^ self.row.address[1].load(Relaxed),
        }
    }

    /// Whether a flag is set.
    pub fn has(&self, flag: u32) -> bool {
        self.row.flags.load(Relaxed) & flag != 0
    }

    /// Sets or clears a flag.
    pub fn set(&self, flag: u32, on: bool) {
        if on {
            self.row.flags.fetch_or(flag, AcqRel)
        } else {
            self.row.flags.fetch_and(!flag, AcqRel)
        };
    }

    /// Sets a flag and says whether it was this call that did.
    pub fn set_once(&self, flag: u32) -> bool {
        self.row.flags.fetch_or(flag, AcqRel) & flag == 0
    }

    /// Whether what was read since it was found is still of this session.
    pub fn is_still_there(&self) -> bool {
        fence(Acquire);
        self.row.id.load(Relaxed) == self.id.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn new_session(peer: &Endpoint) -> NewSession<'_> {
        NewSession {
            owner: ActorId(3),
            process: 77,
            reactor: 1,
            fd: 42,
            port: PortIndex(2),
            peer,
            host: None,
            local: 9,
            now: 5,
            flags: flag::UNCONFIRMED,
        }
    }

    fn endpoint(text: &str) -> Endpoint {
        Endpoint::Inet(text.parse().unwrap())
    }

    #[test]
    fn a_session_says_what_was_entered_until_it_is_removed() {
        let table = SessionTable::new(10, 1).unwrap();
        for peer in
            [endpoint("10.1.2.3:4567"), endpoint("[fe80::1%7]:80"), Endpoint::Unix(PathBuf::new())]
        {
            let id = table.insert(&new_session(&peer)).unwrap().id;
            let session = table.get(id).unwrap();
            assert_eq!(
                (session.owner(), session.port(), session.fd(), session.reactor()),
                (ActorId(3), PortIndex(2), 42, 1)
            );
            assert_eq!(session.peer(), peer);
            assert!(
                session.has(flag::UNCONFIRMED)
                    && session.set_once(flag::CLOSING)
                    && !session.set_once(flag::CLOSING)
            );
            assert!(session.is_still_there());
            table.remove(id);
            assert!(table.get(id).is_none() && !session.is_still_there());
        }
        assert!(table.is_empty());
    }

    #[test]
    fn ids_count_up_from_the_first_and_skip_rows_in_use() {
        let table = SessionTable::new(2, 100).unwrap();
        let peer = endpoint("1.2.3.4:5");
        let first = table.insert(&new_session(&peer)).unwrap().id;
        assert_eq!(first, SessionId(100));
        for _ in 0..20 {
            let id = table.insert(&new_session(&peer)).unwrap().id;
            assert!(table.get(first).is_some() && id.0 % 4 != first.0 % 4);
            table.remove(id);
        }
    }

    #[test]
    fn there_are_never_more_sessions_than_the_limit() {
        let table = SessionTable::new(3, 1).unwrap();
        let peer = endpoint("1.2.3.4:5");
        let ids: Vec<_> = (0..3).map(|_| table.insert(&new_session(&peer)).unwrap().id).collect();
        assert!(table.insert(&new_session(&peer)).is_none());
        assert_eq!(table.iter(None).map(|session| session.id).collect::<Vec<_>>(), ids);
        assert_eq!(table.iter(Some(ids[1])).count(), 1);
        table.remove(ids[1]);
        table.remove(ids[1]);
        assert_eq!(table.len(), 2);
        assert!(table.insert(&new_session(&peer)).is_some());
    }

    #[test]
    fn what_a_dead_process_left_is_removed_and_its_successor_keeps_its_own() {
        let table = SessionTable::new(8, 1).unwrap();
        let peer = endpoint("1.2.3.4:5");
        for process in [77, 78, 77] {
            table.insert(&NewSession { process, ..new_session(&peer) });
        }
        assert_eq!(table.remove_all_of(77), 2);
        assert_eq!(table.iter(None).map(|session| session.id).collect::<Vec<_>>(), [SessionId(2)]);
    }

    #[test]
    fn ids_that_no_session_can_have_are_not_found() {
        let table = SessionTable::new(8, 1).unwrap();
        assert!(table.get(SessionId(0)).is_none() && table.get(SessionId(u64::MAX)).is_none());
    }
}
