//! An actor's inbox: a unix datagram socketpair and the tray that its envelopes are received into.
//!
//! The master makes all of a server's mailboxes before any fork, so that every process holds both ends of each: one reads, anyone
//! writes, and what a crashed worker had not read yet waits there for its successor.

use super::envelope::{Cursor, ENVELOPE_MAX};
use super::packet::{Attachment, Header, Payload, Place};
use crate::log;
use crate::memory::parcels::Parcels;
use crate::memory::region::SharedRegion;
use crate::memory::tray::Tray;
use crate::sys::fdpass;
use parking_lot::Mutex;
use std::io;
use std::ops::ControlFlow;
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// Both ends of an inbox, and its tray.
#[derive(Debug)]
pub struct Mailbox {
    reader: OwnedFd,
    writer: OwnedFd,
    tray: Mutex<Tray>,
    parcels: Arc<Parcels>,
    counts: SharedRegion,
}

/// Where the two counts are, a cache line each: one is everyone's, the other the reader's.
const SENT: usize = 0;
const TAKEN: usize = 64;

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
            reader: reader.into(),
            writer: writer.into(),
            tray: Mutex::new(Tray::new(ENVELOPE_MAX)?),
            parcels: Arc::clone(parcels),
            counts: SharedRegion::new(TAKEN + size_of::<AtomicU64>())?,
        })
    }

    fn count(&self, at: usize) -> &AtomicU64 {
        self.counts.value_at(at)
    }

    /// Runs `send`, which writes one envelope. It is counted before it is there, so that nobody can take more than were counted.
    pub(super) fn counting<T>(&self, send: impl FnOnce() -> io::Result<T>) -> io::Result<T> {
        self.count(SENT).fetch_add(1, Ordering::AcqRel);
        let sent = send();
        if sent.is_err() {
            self.count(SENT).fetch_sub(1, Ordering::AcqRel);
        }
        sent
    }

    /// Whether all that were sent have been taken: the reader then need not ask the kernel. A sender that died between counting and sending leaves the
    /// reader with a question too many each time, and nothing worse.
    fn is_taken(&self) -> bool {
        self.count(SENT).load(Ordering::Acquire) == self.count(TAKEN).load(Ordering::Relaxed)
    }

    /// The end to read, for the reactor of its owner.
    pub fn reader(&self) -> BorrowedFd<'_> {
        self.reader.as_fd()
    }

    /// Where large payloads are put for it.
    pub fn parcels(&self) -> &Arc<Parcels> {
        &self.parcels
    }

    /// The end to write.
    pub fn writer(&self) -> BorrowedFd<'_> {
        self.writer.as_fd()
    }

    /// Gives `sink` what is there: first what a dead predecessor left in the tray, then up to `budget` envelopes.
    ///
    /// A packet counts as taken when it is given to the sink; those behind it in the envelope are still there if the process dies.
    /// When the sink breaks off, they stay too.
    ///
    /// # Errors
    /// When reading fails for good.
    pub fn drain(
        &self,
        budget: usize,
        sink: &mut dyn FnMut(Delivery<'_>) -> ControlFlow<()>,
    ) -> io::Result<Drained> {
        let Some(mut tray) = self.tray.try_lock() else { return Ok(Drained::Stopped) };
        if self.deliver(&mut tray, None, sink).is_break() {
            return Ok(Drained::Stopped);
        }
        for taken in 0..budget {
            // What comes after this look makes an edge of its own.
            if taken > 0 && self.is_taken() {
                return Ok(Drained::Empty);
            }
            let (_, attached) = match tray.fill(|area| {
                fdpass::receive(self.reader.as_fd(), area)
                    .map(|received| (received.len, received.fd))
            }) {
                Ok(received) => received,
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => {
                    return Ok(Drained::Empty);
                }
                Err(error) => return Err(error),
            };
            self.count(TAKEN).fetch_add(1, Ordering::Relaxed);
            if self.deliver(&mut tray, attached, sink).is_break() {
                return Ok(Drained::Stopped);
            }
        }
        Ok(Drained::More)
    }

    fn deliver(
        &self,
        tray: &mut Tray,
        mut attached: Option<OwnedFd>,
        sink: &mut dyn FnMut(Delivery<'_>) -> ControlFlow<()>,
    ) -> ControlFlow<()> {
        let Some(mut cursor) = Cursor::new(tray.bytes()) else {
            return ControlFlow::Continue(());
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
                if behind == 0 {
                    tray.clear();
                }
                return flow;
            }
        }
        tray.clear();
        ControlFlow::Continue(())
    }
}
