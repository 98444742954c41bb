//! An actor's inbox: a letterbox in shared memory for envelopes of the usual size, a unix datagram socketpair for all others, and a bell.
//!
//! The master makes all of a server's mailboxes before any fork, so that every process holds all of each: one reads, anyone
//! writes, and what a crashed worker had not read yet waits there for its successor.
//!
//! ```text
//!            fits, and nothing on its way through the socket
//! envelope ──────────────────────────────────────────────────> letterbox ─┐ (and the bell, if the reader sleeps)
//!     └─────────────────────> socket ──> tray ────────────────────────────┴──> packet by packet to the sink
//! ```
//!
//! What one sender sends stays in order: it uses the letterbox only when all that came through the socket has been delivered, and the reader delivers what is in
//! the letterbox before what it has received from the socket. So the letterbox costs no system call while its reader is awake, and what finds no room in it, be it
//! one large envelope or many, goes the way that knows how to wait for room.

use super::envelope::{Cursor, ENVELOPE_MAX};
use super::packet::{Attachment, Header, Payload, Place};
use crate::ids::ActorId;
use crate::log;
use crate::memory::letterbox::Letterbox;
use crate::memory::parcels::Parcels;
use crate::memory::region::SharedRegion;
use crate::memory::tray::Tray;
use crate::sys::fdpass;
use nix::poll::{PollFd, PollFlags, PollTimeout, poll};
use nix::sys::eventfd::{EfdFlags, EventFd};
use parking_lot::Mutex;
use std::io;
use std::ops::ControlFlow;
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

/// All that belongs to an inbox, for its reader and its senders.
#[derive(Debug)]
pub struct Mailbox {
    letters: Letterbox,
    /// Rung when a letter comes while the reader sleeps. A loop that watches for edges need not silence it.
    bell: EventFd,
    reader: OwnedFd,
    writer: OwnedFd,
    received: Mutex<Received>,
    parcels: Arc<Parcels>,
    counts: SharedRegion,
}

/// What has come through the socket and is being delivered.
#[derive(Debug)]
struct Received {
    tray: Tray,
    attached: Option<OwnedFd>,
}

/// Where the two counts of what goes through the socket are, a cache line each: one is everyone's, the other the reader's.
const SENT: usize = 0;
const DELIVERED: usize = 64;

/// How [`Mailbox::drain`] ended.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Drained {
    /// There is nothing left to read; the next packet makes an edge.
    Empty,
    /// The budget is used up: call again soon.
    More,
    /// The sink asked to stop, or this was called from within a sink.
    Stopped,
}

/// What a sink is given with each packet.
#[derive(Debug)]
pub struct Delivery<'a> {
    /// The packet's head.
    pub header: Header,
    /// Its payload.
    pub payload: Payload<'a>,
    /// How many packets of the same envelope follow: whoever answers may wait for these before it writes.
    pub behind: u32,
    /// This packet was taken by a process that died on it. It is not for taking again, but perhaps for tidying up after; its payload is empty.
    pub interrupted: bool,
}

impl Mailbox {
    /// Makes an inbox whose sending side holds `send_buffer` bytes, as far as the system lets it, and at least two envelopes; large payloads come
    /// to it in `parcels`.
    ///
    /// # Errors
    /// When there is no descriptor or no memory left.
    pub fn new(send_buffer: usize, parcels: &Arc<Parcels>) -> io::Result<Self> {
        let (reader, writer) = std::os::unix::net::UnixDatagram::pair()?;
        for end in [&reader, &writer] {
            end.set_nonblocking(true)?;
            let socket = socket2::SockRef::from(end);
            // The kernel caps this at net.core.wmem_max without an error; its default holds two envelopes.
            if socket.send_buffer_size()? < send_buffer {
                socket.set_send_buffer_size(send_buffer)?;
            }
        }
        Ok(Self {
            letters: Letterbox::new()?,
            bell: EventFd::from_flags(EfdFlags::EFD_CLOEXEC | EfdFlags::EFD_NONBLOCK)?,
            reader: reader.into(),
            writer: writer.into(),
            received: Mutex::new(Received { tray: Tray::new(ENVELOPE_MAX)?, attached: None }),
            parcels: Arc::clone(parcels),
            counts: SharedRegion::new(DELIVERED + size_of::<AtomicU64>())?,
        })
    }

    fn count(&self, at: usize) -> &AtomicU64 {
        self.counts.value_at(at)
    }

    /// Runs `send`, which writes one envelope. It is counted before it is there, so that nobody can deliver more than were counted.
    pub(super) fn counting<T>(&self, send: impl FnOnce() -> io::Result<T>) -> io::Result<T> {
        self.count(SENT).fetch_add(1, Ordering::AcqRel);
        let sent = send();
        if sent.is_err() {
            self.count(SENT).fetch_sub(1, Ordering::AcqRel);
        }
        sent
    }

    /// Whether all that was sent through the socket has been delivered: the reader then need not ask the kernel, and senders may use the letterbox. A sender that
    /// died between counting and sending leaves the reader with a question too many each time, the letterbox unused, and nothing worse.
    fn is_all_delivered(&self) -> bool {
        // In this order: what was counted before is not delivered while this looks.
        let sent = self.count(SENT).load(Ordering::Acquire);
        sent == self.count(DELIVERED).load(Ordering::Acquire)
    }

    /// Puts an envelope into the letterbox and wakes its reader; false if it has to go through the socket.
    pub(super) fn put(&self, sender: ActorId, envelope: &[u8]) -> bool {
        let fits = self.is_all_delivered() && self.letters.put(sender, envelope);
        if fits {
            self.wake();
        }
        fits
    }

    fn wake(&self) {
        if self.letters.wakes_reader() {
            // It fails only if it has been rung 2^64 times.
            let _ = self.bell.write(1);
        }
    }

    /// A process has died, perhaps between putting a letter into the box and ringing the bell: also when it had said already that it would.
    pub fn wake_for_dead_sender(&self) {
        if !self.letters.is_empty() {
            self.letters.wakes_reader();
            let _ = self.bell.write(1);
        }
    }

    /// The letterbox.
    pub fn letters(&self) -> &Letterbox {
        &self.letters
    }

    /// What its owner's reactor watches for edges, and wakes up for: the socket and the bell.
    pub fn sources(&self) -> [BorrowedFd<'_>; 2] {
        [self.reader.as_fd(), self.bell.as_fd()]
    }

    /// For an owner without a reactor, after [`Mailbox::drain`] has found it empty: blocks until something has come (or a signal), or `limit` has passed.
    ///
    /// # Errors
    /// When the kernel cannot wait.
    pub fn wait(&self, limit: Option<Duration>) -> io::Result<()> {
        let timeout = limit.map_or(PollTimeout::NONE, |limit| {
            // Rounded up: a wait of less than a millisecond must not become a busy one.
            PollTimeout::try_from(limit + Duration::from_micros(999)).unwrap_or(PollTimeout::MAX)
        });
        let mut sources = self.sources().map(|source| PollFd::new(source, PollFlags::POLLIN));
        match poll(&mut sources, timeout) {
            Ok(_) => {}
            Err(nix::errno::Errno::EINTR) => return Ok(()),
            Err(error) => return Err(error.into()),
        }
        if sources[1].any().unwrap_or(false) {
            // It may have been rung before a loop slept the last time; silent it makes the next wait one.
            let _ = self.bell.read();
        }
        Ok(())
    }

    /// Where large payloads are put for it.
    pub fn parcels(&self) -> &Arc<Parcels> {
        &self.parcels
    }

    /// The end to write.
    pub fn writer(&self) -> BorrowedFd<'_> {
        self.writer.as_fd()
    }

    /// Gives `sink` what is there, up to `budget` envelopes, beginning with the one that a dead predecessor, or a sink that broke off, has left.
    ///
    /// A packet counts as taken when it is given to the sink; those behind it in the envelope are still there if the process dies.
    /// When the sink breaks off, they stay too.
    ///
    /// # Errors
    /// When reading fails for good.
    pub fn drain(
        &self,
        mut budget: usize,
        sink: &mut dyn FnMut(Delivery<'_>) -> ControlFlow<()>,
    ) -> io::Result<Drained> {
        let within_budget = &mut || {
            budget = budget.saturating_sub(1);
            budget > 0
        };
        self.drain_while(within_budget, sink)
    }

    /// As [`Mailbox::drain`]; `goes_on` is asked before each envelope but the first.
    ///
    /// # Errors
    /// When reading fails for good.
    pub fn drain_while(
        &self,
        goes_on: &mut dyn FnMut() -> bool,
        sink: &mut dyn FnMut(Delivery<'_>) -> ControlFlow<()>,
    ) -> io::Result<Drained> {
        let Some(mut received) = self.received.try_lock() else { return Ok(Drained::Stopped) };
        let Received { tray, attached } = &mut *received;
        let mut is_first = true;
        loop {
            // Letters first, even if an envelope is in the tray already: who has sent both has sent these before.
            let letter = self.letters.first();
            if letter.is_none() && tray.is_empty() {
                if !self.is_all_delivered() && self.receive(tray, attached)? {
                    continue;
                }
                // What comes through the socket after this look makes an edge of its own.
                if self.letters.fall_asleep() {
                    return Ok(Drained::Empty);
                }
                continue;
            }
            if !std::mem::take(&mut is_first) && !goes_on() {
                return Ok(Drained::More);
            }
            let flow = if let Some(letter) = letter {
                let (flow, is_done) = self.deliver(letter.tray(), &mut None, sink);
                if is_done {
                    letter.remove();
                }
                flow
            } else {
                let (flow, is_done) = self.deliver(tray, attached, sink);
                if is_done {
                    tray.clear();
                    // After the tray is empty, so that a death between the two leaves this too low, never too high.
                    self.count(DELIVERED).fetch_add(1, Ordering::Release);
                }
                flow
            };
            if flow.is_break() {
                return Ok(Drained::Stopped);
            }
        }
    }

    /// Receives an envelope from the socket; false if there is none.
    fn receive(&self, tray: &mut Tray, attached: &mut Option<OwnedFd>) -> io::Result<bool> {
        let received = tray.fill(|area| {
            fdpass::receive(self.reader.as_fd(), area).map(|received| (received.len, received.fd))
        });
        match received {
            Ok((_, fd)) => {
                *attached = fd;
                Ok(true)
            }
            Err(error) if error.kind() == io::ErrorKind::WouldBlock => Ok(false),
            Err(error) => Err(error),
        }
    }

    /// Gives `sink` what has not been delivered yet of the envelope in `tray`. Says whether all of it is now.
    fn deliver(
        &self,
        tray: &Tray,
        attached: &mut Option<OwnedFd>,
        sink: &mut dyn FnMut(Delivery<'_>) -> ControlFlow<()>,
    ) -> (ControlFlow<()>, bool) {
        let Some(mut cursor) = Cursor::new(tray.bytes()) else {
            return (ControlFlow::Continue(()), true);
        };
        let (started, finished) = tray.progress();
        for index in 0..cursor.packets {
            let Some(packet) = cursor.next(tray.bytes()) else {
                log::error(format_args!(
                    "an envelope of {} packets ends after {index}",
                    cursor.packets
                ));
                break;
            };
            if index < finished {
                continue;
            }
            let interrupted = index < started;
            tray.start(index);
            let parcel = packet.parcel();
            let content = match packet.place {
                _ if interrupted => Some(Payload::Inline(&[])),
                Place::Inline => Some(Payload::Inline(packet.inline)),
                Place::Parcel => parcel
                    .and_then(|number| self.parcels.get(number, packet.len))
                    .map(Payload::Inline),
                Place::Attached => attached
                    .take()
                    .map(|memory| Payload::Attached(Attachment::received(memory, packet.len))),
            };
            let Some(payload) = content else {
                log::error(format_args!(
                    "the {} bytes of a packet for session {} are lost: no descriptor was left to receive them",
                    packet.len, packet.header.session
                ));
                tray.finish(index);
                continue;
            };
            let behind = cursor.packets - index - 1;
            let flow = sink(Delivery { header: packet.header, payload, behind, interrupted });
            if let Some(number) = parcel {
                self.parcels.release(number);
            }
            tray.finish(index);
            if flow.is_break() {
                return (flow, behind == 0);
            }
        }
        (ControlFlow::Continue(()), true)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sender_that_dies_before_it_rings_leaves_nobody_asleep() {
        let parcels = Arc::new(Parcels::new(1, 0).unwrap());
        let mailbox = Mailbox::new(0, &parcels).unwrap();
        let rings = |limit| {
            let mut bell = [PollFd::new(mailbox.bell.as_fd(), PollFlags::POLLIN)];
            poll(&mut bell, PollTimeout::try_from(limit).unwrap()).unwrap() > 0
        };
        assert!(mailbox.letters.fall_asleep());
        assert!(mailbox.letters.put(ActorId(3), &[1; 8]));
        // It has taken it upon itself to wake the reader, and is killed.
        assert!(mailbox.letters.wakes_reader());
        assert!(!rings(Duration::ZERO));
        mailbox.wake_for_dead_sender();
        assert!(rings(Duration::ZERO));
    }
}
