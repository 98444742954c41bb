//! The certificates that clients have shown to a worker's server, by session.
//!
//! Nobody tells when a session is over for all workers, so those of sessions that have ended are thrown out now and then.

use super::session_table::SessionTable;
use crate::ids::SessionId;
use std::cell::{Cell, RefCell};
use std::collections::HashMap;

/// So many are kept before it is looked which are of no use any more.
const FEW: usize = 64;

/// See the module's head.
#[derive(Debug)]
pub struct Certificates {
    kept: RefCell<HashMap<SessionId, Vec<u8>>>,
    /// How many there may be before the next look.
    room: Cell<usize>,
}

impl Default for Certificates {
    fn default() -> Self {
        Self { kept: RefCell::default(), room: Cell::new(FEW) }
    }
}

impl Certificates {
    /// Keeps that of a session.
    pub fn put(&self, sessions: &SessionTable, id: SessionId, pem: Vec<u8>) {
        let mut kept = self.kept.borrow_mut();
        if kept.len() >= self.room.get() {
            kept.retain(|id, _| sessions.get(*id).is_some());
            self.room.set((kept.len() * 2).max(FEW));
        }
        kept.insert(id, pem);
    }

    /// That of a session, in PEM.
    pub fn get(&self, id: SessionId) -> Option<Vec<u8>> {
        self.kept.borrow().get(&id).cloned()
    }
}
