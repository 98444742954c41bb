//! A request that a coroutine serves, and what becomes of it: the connection's coroutine calls the script, waits here until the request has been
//! answered, by whichever coroutine, and reads in [`Fate`] how to go on.
//!
//! ```text
//!        end, sendfile                     the connection is kept, or ends
//! Owed ────────────────────> Answered
//!   ├── detach, close ─────> Detached     it is the script's
//!   └── destroyed ─────────> Abandoned    the connection's coroutine answers 500, or ends what was begun
//! ```

use crate::client::wait;
use crate::coroutine::Wake;
use crate::error::{ErrorCode, Failure};
use crate::php::boundary::Outcome;
use crate::php::coroutine::sleeper::Sleeper;
use crate::php::coroutine::socket::{Open, Socket};
use crate::php::coroutine::waiter;
use crate::settings::HttpSettings;
use std::cell::Cell;
use std::fs::File;
use std::io::{self, IoSlice};
use std::net::Shutdown;
use std::path::Path;
use std::rc::Rc;
use std::time::{Duration, Instant};

/// A client that takes nothing for so long has gone, unless the script says otherwise.
pub const STALLED: Duration = Duration::from_secs(60);
/// Bytes of a file that a client must take in that time.
const FILE_PART: u64 = 1 << 20;

/// What has become of a request.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Fate {
    /// It is still to be answered.
    Owed,
    /// It has been.
    Answered {
        /// The connection ends with it.
        closes: bool,
    },
    /// The connection is the script's.
    Detached,
    /// The script cannot answer any more.
    Abandoned(Left),
}

/// How far an answer had come.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Left {
    /// Nothing of it is sent.
    Whole,
    /// The end of a body is missing, in chunks or not.
    End {
        /// In chunks.
        chunked: bool,
    },
    /// A body that must not look whole.
    Broken,
}

/// See the module's head.
pub struct Exchange {
    socket: Rc<Socket>,
    settings: Rc<HttpSettings>,
    fate: Cell<Fate>,
    /// The coroutine that waits for an end of it.
    waiting: Sleeper,
}

impl Exchange {
    /// One that has just begun.
    pub fn new(socket: Rc<Socket>, settings: Rc<HttpSettings>) -> Self {
        Self { socket, settings, fate: Cell::new(Fate::Owed), waiting: Sleeper::default() }
    }

    /// How HTTP is spoken.
    pub fn settings(&self) -> &HttpSettings {
        &self.settings
    }

    /// The socket.
    ///
    /// # Errors
    /// `EBADF`: it is closed.
    pub fn socket(&self) -> Result<Rc<Open>, Failure> {
        self.socket.opened().ok_or_else(|| {
            Failure::new(ErrorCode(libc::EBADF), "the socket of the response is closed")
        })
    }

    /// Sends all of some pieces, waiting while the client is slow.
    ///
    /// # Errors
    /// The client has gone, or takes nothing for too long.
    pub fn send(&self, pieces: &[&[u8]]) -> Result<(), Failure> {
        let socket = self.socket()?;
        let mut slices: Vec<IoSlice<'_>> = pieces
            .iter()
            .filter(|piece| !piece.is_empty())
            .map(|piece| IoSlice::new(piece))
            .collect();
        let mut left = &mut slices[..];
        while !left.is_empty() {
            let sent = socket.send_some(left, stalled(&socket));
            IoSlice::advance_slices(&mut left, sent.map_err(|error| self.lost(&error))?);
        }
        Ok(())
    }

    /// Sends a part of a file.
    ///
    /// # Errors
    /// As [`Exchange::send`]; the file cannot be opened, or has become shorter.
    pub fn send_file(&self, path: &Path, offset: u64, length: u64) -> Result<(), Failure> {
        let file = File::open(path)
            .map_err(|error| Failure::system(format!("open('{}')", path.display()), &error))?;
        self.send_open_file(&file, offset, length)
    }

    /// As [`Exchange::send_file`], of a file that is open.
    ///
    /// # Errors
    /// As [`Exchange::send`]; the file has become shorter.
    pub fn send_open_file(&self, file: &File, offset: u64, length: u64) -> Result<(), Failure> {
        let socket = self.socket()?;
        let end = offset + length;
        let mut at = offset;
        while at < end {
            let part = (end - at).min(FILE_PART);
            let sent = file
                .try_clone()
                .and_then(|file| socket.send_file(file, at, part, stalled(&socket)));
            sent.map_err(|error| self.lost(&error))?;
            at += part;
        }
        Ok(())
    }

    /// What the client has not got, it will not get: the connection ends.
    fn lost(&self, error: &io::Error) -> Failure {
        // A misuse that was thrown is no fault of the client's.
        if waiter::check().is_ok() {
            self.decide(Fate::Answered { closes: true });
        }
        Failure::system("send to a client", error)
    }

    /// It has been answered.
    pub fn answered(&self, closes: bool) {
        self.decide(Fate::Answered { closes });
    }

    /// The connection is the script's.
    pub fn detach(&self) {
        self.decide(Fate::Detached);
    }

    /// The script cannot answer any more.
    pub fn abandon(&self, left: Left) {
        self.decide(Fate::Abandoned(left));
    }

    /// Closes the socket, for everybody.
    pub fn close(&self) {
        self.decide(Fate::Detached);
        if let Ok(socket) = self.socket() {
            // Others may hold on to it for a while; the client is to see the end now. One that has gone sees none.
            let _ = socket.shutdown(Shutdown::Both);
        }
        self.socket.shut();
    }

    /// What has become of it so far.
    pub fn fate(&self) -> Fate {
        self.fate.get()
    }

    fn decide(&self, fate: Fate) {
        if self.fate.get() != Fate::Owed {
            return;
        }
        self.fate.set(fate);
        self.waiting.wake_later();
    }

    /// Waits until its fate is decided.
    ///
    /// # Errors
    /// What unwinds the coroutine is on its way.
    pub fn wait(&self) -> Outcome<Fate> {
        while self.fate.get() == Fate::Owed {
            // Somebody has cancelled it: nobody waits for that answer.
            if self.waiting.sleep(None)? == Wake::Canceled {
                self.fate.set(Fate::Answered { closes: true });
            }
        }
        Ok(self.fate.get())
    }
}

/// When a client that takes nothing from now on has gone.
pub(super) fn stalled(socket: &Open) -> Option<Instant> {
    wait::deadline(Some(socket.times().write.unwrap_or(STALLED)))
}
