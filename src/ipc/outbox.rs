//! The sending side: an envelope in the making for each inbox, and a queue for those that were full.
//!
//! An actor has one [`Outboxes`]. It posts packets, and flushes when it has nothing more to say: several packets for one inbox are
//! one write. Posting never blocks; who cannot go on without room calls [`Outboxes::wait_for_room`].

use super::envelope::{EnvelopeWriter, INLINE_MAX, PARCEL_NUMBER};
use super::inbox::Mailbox;
use super::packet::{Attachment, Header};
use crate::ids::ActorId;
use crate::sys::fdpass;
use nix::poll::{PollFd, PollFlags, PollTimeout, poll};
use parking_lot::{Mutex, MutexGuard};
use std::collections::VecDeque;
use std::io::{self, IoSlice};
use std::os::fd::{AsFd, BorrowedFd};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};
use std::time::{Duration, Instant};

/// From this size on a payload goes to a parcel, if one is free.
const PARCEL_MIN: usize = 8 * 1024;

/// An envelope that waits for room.
#[derive(Debug)]
struct Waiting {
    bytes: Vec<u8>,
    attachment: Option<Attachment>,
}

impl Waiting {
    fn len(&self) -> usize {
        self.bytes.len() + self.attachment.as_ref().map_or(0, Attachment::len)
    }
}

/// What is on its way to one inbox.
#[derive(Debug, Default)]
struct Outbox {
    open: EnvelopeWriter,
    waiting: VecDeque<Waiting>,
    waiting_bytes: usize,
    dirty: bool,
}

#[derive(Debug, Default)]
struct State {
    boxes: Vec<Outbox>,
    /// Who has an open envelope with something in it.
    dirty: Vec<ActorId>,
    /// Whose inbox was full and has envelopes waiting; the actor's reactor waits for these to be writable.
    blocked: Vec<ActorId>,
}

impl State {
    fn mark_dirty(&mut self, to: ActorId) {
        let outbox = &mut self.boxes[usize::from(to.0)];
        if !outbox.dirty {
            outbox.dirty = true;
            self.dirty.push(to);
        }
    }
}

/// See the module's head. Shared with the actor's flusher thread, hence the lock.
#[derive(Debug)]
pub struct Outboxes {
    me: ActorId,
    mailboxes: Arc<[Mailbox]>,
    state: Mutex<State>,
    /// Bytes that wait for room anywhere, to look at without the lock.
    waiting_bytes: AtomicUsize,
}

impl Outboxes {
    /// For the actor `me`, which may write to all of `mailboxes`, indexed by actor.
    pub fn new(me: ActorId, mailboxes: Arc<[Mailbox]>) -> Self {
        let boxes = mailboxes.iter().map(|_| Outbox::default()).collect();
        let state = Mutex::new(State { boxes, ..State::default() });
        Self { me, mailboxes, state, waiting_bytes: AtomicUsize::new(0) }
    }

    /// Adds a packet to the envelope for `to`. It is on its way after the next [`Outboxes::flush`].
    ///
    /// # Errors
    /// When there is no memory or no descriptor left for a payload that has to be attached, or there is no such actor. The packet is not sent then.
    pub fn post(&self, to: ActorId, header: &Header, payload: &[u8]) -> io::Result<()> {
        self.add(&mut self.state.lock(), to, header, payload)
    }

    /// Posts a packet and flushes. Says whether inboxes were found full that [`Outboxes::take_blocked`] gives.
    ///
    /// # Errors
    /// As [`Outboxes::post`] and [`Outboxes::flush`].
    pub fn send_now(&self, to: ActorId, header: &Header, payload: &[u8]) -> io::Result<bool> {
        let mut state = self.state.lock();
        self.add(&mut state, to, header, payload)?;
        self.flush_locked(&mut state)?;
        Ok(!state.blocked.is_empty())
    }

    fn add(
        &self,
        state: &mut MutexGuard<'_, State>,
        to: ActorId,
        header: &Header,
        payload: &[u8],
    ) -> io::Result<()> {
        if usize::from(to.0) >= state.boxes.len() {
            return Err(io::Error::new(io::ErrorKind::NotFound, format!("there is no actor {to}")));
        }
        if payload.len() >= PARCEL_MIN
            && let Some(parcel) = self.mailboxes[usize::from(to.0)].parcels().put(self.me, payload)
        {
            return self.post_parcel(state, to, header, payload.len(), parcel);
        }
        let outbox = &state.boxes[usize::from(to.0)];
        if payload.len() > INLINE_MAX {
            let attachment = Attachment::new(payload)?;
            self.send_open(state, to)?;
            let mut envelope = EnvelopeWriter::default();
            envelope.push_attached(header, payload.len());
            return self.send(state, to, &mut envelope, Some(attachment));
        }
        if !outbox.open.fits(payload.len()) {
            self.send_open(state, to)?;
        }
        state.boxes[usize::from(to.0)].open.push(header, payload);
        state.mark_dirty(to);
        Ok(())
    }

    fn post_parcel(
        &self,
        state: &mut MutexGuard<'_, State>,
        to: ActorId,
        header: &Header,
        len: usize,
        parcel: u32,
    ) -> io::Result<()> {
        if !state.boxes[usize::from(to.0)].open.fits(PARCEL_NUMBER) {
            self.send_open(state, to)?;
        }
        state.boxes[usize::from(to.0)].open.push_parcel(header, len, parcel);
        state.mark_dirty(to);
        Ok(())
    }

    /// Sends every envelope that has something in it. What finds no room waits, in order.
    ///
    /// # Errors
    /// The first failure other than a full inbox; the others are still tried.
    pub fn flush(&self) -> io::Result<()> {
        self.flush_locked(&mut self.state.lock())
    }

    fn flush_locked(&self, state: &mut MutexGuard<'_, State>) -> io::Result<()> {
        let mut result = Ok(());
        let mut dirty = std::mem::take(&mut state.dirty);
        for to in dirty.drain(..) {
            result = result.and(self.send_open(state, to));
        }
        state.dirty = dirty;
        result
    }

    /// Whether an envelope is in the making.
    pub fn is_dirty(&self) -> bool {
        !self.state.lock().dirty.is_empty()
    }

    /// Sends what waits for `to`. Says whether all of it is gone.
    ///
    /// # Errors
    /// When writing fails for another reason than a full inbox.
    pub fn resume(&self, to: ActorId) -> io::Result<bool> {
        let mut state = self.state.lock();
        self.resume_locked(&mut state, to)
    }

    /// Takes the list of actors whose inboxes were found full since the last call.
    pub fn take_blocked(&self) -> Vec<ActorId> {
        std::mem::take(&mut self.state.lock().blocked)
    }

    /// Bytes that wait for room in the inbox of `to`.
    pub fn waiting_bytes(&self, to: ActorId) -> usize {
        if self.all_waiting_bytes() == 0 {
            return 0;
        }
        self.state.lock().boxes.get(usize::from(to.0)).map_or(0, |outbox| outbox.waiting_bytes)
    }

    /// Bytes that wait for room anywhere.
    pub fn all_waiting_bytes(&self) -> usize {
        self.waiting_bytes.load(Relaxed)
    }

    /// The descriptor to wait for until `to` has room again.
    pub fn writer(&self, to: ActorId) -> BorrowedFd<'_> {
        self.mailboxes[usize::from(to.0)].writer()
    }

    /// Flushes, then blocks until nothing waits for `to` any more or `limit` has passed; says which.
    ///
    /// # Errors
    /// When writing or waiting fails.
    pub fn wait_for_room(&self, to: ActorId, limit: Option<Duration>) -> io::Result<bool> {
        self.flush()?;
        let deadline = limit.map(|limit| Instant::now() + limit);
        loop {
            if self.resume(to)? {
                return Ok(true);
            }
            let left = deadline.map(|deadline| deadline.saturating_duration_since(Instant::now()));
            if left.is_some_and(|left| left.is_zero()) {
                return Ok(false);
            }
            let timeout = left.map_or(PollTimeout::NONE, |left| {
                PollTimeout::try_from(left).unwrap_or(PollTimeout::MAX)
            });
            let mut wait = [PollFd::new(self.writer(to), PollFlags::POLLOUT)];
            match poll(&mut wait, timeout) {
                Ok(_) | Err(nix::errno::Errno::EINTR) => {}
                Err(error) => return Err(error.into()),
            }
        }
    }

    fn send_open(&self, state: &mut MutexGuard<'_, State>, to: ActorId) -> io::Result<()> {
        let outbox = &mut state.boxes[usize::from(to.0)];
        outbox.dirty = false;
        if outbox.open.is_empty() {
            return Ok(());
        }
        let mut open = std::mem::take(&mut outbox.open);
        let result = self.send(state, to, &mut open, None);
        open.clear();
        state.boxes[usize::from(to.0)].open = open;
        result
    }

    /// Sends a sealed envelope, or lets it wait behind those that wait already.
    fn send(
        &self,
        state: &mut MutexGuard<'_, State>,
        to: ActorId,
        envelope: &mut EnvelopeWriter,
        attachment: Option<Attachment>,
    ) -> io::Result<()> {
        let bytes = envelope.seal();
        if state.boxes[usize::from(to.0)].waiting.is_empty() {
            match self.write(to, bytes, attachment.as_ref()) {
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => state.blocked.push(to),
                other => return other,
            }
        }
        let outbox = &mut state.boxes[usize::from(to.0)];
        let waiting = Waiting { bytes: bytes.to_vec(), attachment };
        outbox.waiting_bytes += waiting.len();
        self.waiting_bytes.fetch_add(waiting.len(), Relaxed);
        outbox.waiting.push_back(waiting);
        Ok(())
    }

    fn resume_locked(&self, state: &mut MutexGuard<'_, State>, to: ActorId) -> io::Result<bool> {
        let outbox = &mut state.boxes[usize::from(to.0)];
        while let Some(first) = outbox.waiting.front() {
            match self.write(to, &first.bytes, first.attachment.as_ref()) {
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => return Ok(false),
                result => {
                    outbox.waiting_bytes -= first.len();
                    self.waiting_bytes.fetch_sub(first.len(), Relaxed);
                    outbox.waiting.pop_front();
                    result?;
                }
            }
        }
        Ok(true)
    }

    fn write(&self, to: ActorId, bytes: &[u8], attachment: Option<&Attachment>) -> io::Result<()> {
        let memory = attachment.map(|attachment| attachment.memory().as_fd());
        let mailbox = &self.mailboxes[usize::from(to.0)];
        if memory.is_none() && mailbox.put(self.me, bytes) {
            return Ok(());
        }
        mailbox.counting(|| fdpass::send(self.writer(to), &[IoSlice::new(bytes)], memory)).map(drop)
    }
}

#[cfg(test)]
mod tests {
    use super::super::inbox::{Delivery, Drained};
    use super::*;
    use crate::ids::SessionId;
    use crate::memory::parcels::Parcels;
    use std::ops::ControlFlow;

    const HEADER: Header =
        Header { kind: 1, flags: 0, from: ActorId(9), session: SessionId(1), arg: 0, time: 0 };
    const TO: ActorId = ActorId(0);

    fn mailboxes() -> Arc<[Mailbox]> {
        let parcels = Arc::new(Parcels::new(2, 0).unwrap());
        Arc::new([Mailbox::new(0, &parcels).unwrap()])
    }

    fn received(mailbox: &Mailbox) -> Vec<(u64, Vec<u8>)> {
        let mut seen = Vec::new();
        let end = mailbox.drain(1000, &mut |delivery: Delivery<'_>| {
            seen.push((delivery.header.arg, delivery.payload.with_bytes(<[u8]>::to_vec).unwrap()));
            ControlFlow::Continue(())
        });
        assert_eq!(end.unwrap(), Drained::Empty);
        seen
    }

    #[test]
    fn packets_posted_before_a_flush_share_an_envelope() {
        let boxes = mailboxes();
        let out = Outboxes::new(ActorId(9), Arc::clone(&boxes));
        for arg in 0..3 {
            out.post(TO, &Header { arg, ..HEADER }, b"hello").unwrap();
        }
        assert!(received(&boxes[0]).is_empty());
        out.flush().unwrap();
        let mut behind = Vec::new();
        boxes[0]
            .drain(1, &mut |delivery| {
                behind.push(delivery.behind);
                ControlFlow::Continue(())
            })
            .unwrap();
        assert_eq!(behind, [2, 1, 0]);
    }

    #[test]
    fn what_is_left_of_an_envelope_goes_to_the_next_drain() {
        let boxes = mailboxes();
        let out = Outboxes::new(ActorId(9), Arc::clone(&boxes));
        for arg in 0..3 {
            out.post(TO, &Header { arg, ..HEADER }, b"").unwrap();
        }
        out.flush().unwrap();
        let mut seen = Vec::new();
        let end = boxes[0].drain(10, &mut |delivery| {
            seen.push(delivery.header.arg);
            ControlFlow::Break(())
        });
        assert_eq!((end.unwrap(), &seen[..]), (Drained::Stopped, &[0][..]));
        assert_eq!(received(&boxes[0]), [(1, vec![]), (2, vec![])]);
    }

    #[test]
    fn a_payload_longer_than_an_envelope_arrives_whole_and_in_order() {
        let boxes = mailboxes();
        let out = Outboxes::new(ActorId(9), Arc::clone(&boxes));
        let long: Vec<u8> = (0..5_000_000_u32).map(|i| i as u8).collect();
        out.post(TO, &Header { arg: 1, ..HEADER }, b"before").unwrap();
        out.post(TO, &Header { arg: 2, ..HEADER }, &long).unwrap();
        out.post(TO, &Header { arg: 3, ..HEADER }, b"after").unwrap();
        out.flush().unwrap();
        let seen = received(&boxes[0]);
        assert_eq!(seen.iter().map(|(arg, _)| *arg).collect::<Vec<_>>(), [1, 2, 3]);
        assert_eq!(seen[1].1, long);
    }

    #[test]
    fn a_full_inbox_makes_packets_wait_in_order_and_loses_none() {
        let boxes = mailboxes();
        let out = Outboxes::new(ActorId(9), Arc::clone(&boxes));
        let payload = vec![7; 50_000];
        for arg in 0..100 {
            out.post(TO, &Header { arg, ..HEADER }, &payload).unwrap();
        }
        out.flush().unwrap();
        assert_eq!(out.take_blocked(), [TO]);
        assert!(out.waiting_bytes(TO) > 1_000_000);
        assert!(!out.wait_for_room(TO, Some(Duration::from_millis(1))).unwrap());
        let mut seen = Vec::new();
        while seen.len() < 100 {
            seen.extend(received(&boxes[0]).into_iter().map(|(arg, _)| arg));
            out.resume(TO).unwrap();
        }
        assert_eq!(seen, (0..100).collect::<Vec<_>>());
        assert_eq!(out.waiting_bytes(TO), 0);
    }
}
