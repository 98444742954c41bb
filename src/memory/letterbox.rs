//! A letterbox: envelopes on their way to one reader, in shared memory, where neither side needs the kernel as long as the reader is awake.
//!
//! ```text
//! sender: claim a place ──> fill its tray ──> write its number into the next cell of the ring ──> ring the bell, if the reader sleeps
//! reader: the cell at the head ──> deliver from the tray ──> empty the cell, move the head ──> free the place
//! ```
//!
//! There is no lock: anyone may be killed at any point, and nobody else waits for them. A letter is there from the one compare-and-swap that fills its cell. A
//! sender that dies before that leaves a claimed place (see [`super::places`]); one that dies after it, but before it has moved the tail or rung the bell,
//! leaves the first to the next sender and the second to whoever notices its death. The reader's successor finds the letter at the head, with its progress
//! counted in its tray.
//!
//! A cell holds its lap, the number of times that the ring has come round to it, above the number of the place plus one (zero: empty), so that a sender that
//! slept through a lap cannot fill it.

use super::places::{Claim, Places};
use super::region::SharedRegion;
use super::tray::Tray;
use crate::ids::ActorId;
use std::io;
use std::sync::Arc;
use std::sync::atomic::Ordering::{AcqRel, Acquire, Relaxed, Release, SeqCst};
use std::sync::atomic::{AtomicU32, AtomicU64, fence};

/// Letters that may lie in it.
const LETTERS: usize = 32;
/// Bytes that each takes up, its counters included.
const LETTER: usize = 16 * 1024;

/// Where what is: a cache line for each side, and one for what both change.
const HEAD: usize = 0;
const IN_HAND: usize = 8;
const TAIL: usize = 64;
const ASLEEP: usize = 128;
const CELLS: usize = 192;
const PLACES: usize = CELLS + LETTERS * size_of::<AtomicU64>();
const TRAYS: usize = 4096;

const LAP: u32 = 16;

/// See the module's head.
#[derive(Debug)]
pub struct Letterbox {
    region: Arc<SharedRegion>,
    trays: Box<[Tray]>,
}

/// The letter that is read next.
#[derive(Debug)]
pub struct Letter<'a> {
    letterbox: &'a Letterbox,
    at: u64,
    place: usize,
}

impl Letterbox {
    /// An empty one, made before the forks that shall share it.
    ///
    /// # Errors
    /// What mmap(2) says.
    pub fn new() -> io::Result<Self> {
        let region = Arc::new(SharedRegion::new(TRAYS + LETTERS * LETTER)?);
        let trays = (0..LETTERS).map(|place| Tray::within(&region, TRAYS + place * LETTER, LETTER));
        Ok(Self { trays: trays.collect(), region })
    }

    // ---- senders

    /// Puts a letter into it; false if there is no room for it, or it is too long. Whoever does this asks [`Letterbox::wakes_reader`] next.
    pub fn put(&self, sender: ActorId, envelope: &[u8]) -> bool {
        if envelope.len() > self.trays[0].capacity() {
            return false;
        }
        let Some(place) = self.places().claim(sender) else { return false };
        // SAFETY: a place that was claimed is its claimer's alone until its number is in the ring.
        unsafe { self.trays[place].put(envelope) };
        self.publish(place)
    }

    fn publish(&self, place: usize) -> bool {
        loop {
            let at = self.tail().load(Acquire);
            let (cell, lap) = (self.cell(at), lap_of(at));
            let seen = cell.load(Acquire);
            if seen == lap << LAP {
                if cell.compare_exchange(seen, seen | (place as u64 + 1), AcqRel, Relaxed).is_ok() {
                    self.move_tail(at);
                    return true;
                }
            } else if seen >> LAP >= lap {
                // Another sender was faster, and perhaps did not live to move the tail.
                self.move_tail(at);
            } else {
                // There are no more places than cells, so it cannot be full.
                self.places().release(place);
                return false;
            }
        }
    }

    fn move_tail(&self, from: u64) {
        let _ = self.tail().compare_exchange(from, from + 1, AcqRel, Relaxed);
    }

    /// Whether the reader sleeps and has to be woken. It counts as awake from here on: who is told to wake it must do so.
    pub fn wakes_reader(&self) -> bool {
        // Between this fence and that of `fall_asleep`, one side sees the other: the sender that the reader sleeps, or the reader the letter.
        fence(SeqCst);
        self.asleep().load(Relaxed) != 0 && self.asleep().swap(0, AcqRel) != 0
    }

    // ---- the reader

    /// The letter that is next.
    pub fn first(&self) -> Option<Letter<'_>> {
        let (at, cell) = self.head_cell();
        let place = (cell & ((1 << LAP) - 1)).checked_sub(1).map(|place| place as usize);
        let in_hand = self.in_hand().load(Relaxed).checked_sub(1).map(|place| place as usize);
        if in_hand != place
            && let Some(left) = in_hand
        {
            // A predecessor has died between emptying a cell and freeing its place.
            self.places().release_taken_over(left);
            self.in_hand().store(0, Relaxed);
        }
        let place = place.filter(|place| *place < LETTERS)?;
        if in_hand != Some(place) {
            self.places().take_over(place);
            self.in_hand().store(place as u32 + 1, Release);
        }
        Some(Letter { letterbox: self, at, place })
    }

    /// Whether there is no letter in it.
    pub fn is_empty(&self) -> bool {
        let (at, cell) = self.head_cell();
        cell == lap_of(at) << LAP
    }

    fn head_cell(&self) -> (u64, u64) {
        loop {
            let at = self.head().load(Relaxed);
            let cell = self.cell(at).load(Acquire);
            if cell >> LAP == lap_of(at) {
                return (at, cell);
            }
            // A predecessor has died between emptying the cell and moving the head.
            self.head().store(at + 1, Release);
        }
    }

    /// The reader is about to sleep. False if it must not, since a letter has come.
    pub fn fall_asleep(&self) -> bool {
        self.asleep().store(1, Relaxed);
        fence(SeqCst);
        let sleeps = self.is_empty();
        if !sleeps {
            self.asleep().store(0, Relaxed);
        }
        sleeps
    }

    // ---- whoever watches over them

    /// What `sender` has claimed and nobody has freed yet.
    pub fn claimed_by(&self, sender: ActorId) -> Vec<Claim> {
        self.places().claimed_by(sender)
    }

    /// Frees those of a dead sender's places that are still taken by the same claims, but for letters that have not been read yet.
    pub fn give_back(&self, claims: &[Claim]) {
        let number = |cell: &AtomicU64| cell.load(Acquire) & ((1 << LAP) - 1);
        let cells = self.region.slice_at(CELLS, LETTERS);
        for claim in claims {
            if cells.iter().all(|cell| number(cell) != claim.place as u64 + 1) {
                self.places().give_back(&[*claim]);
            }
        }
    }

    fn head(&self) -> &AtomicU64 {
        self.region.value_at(HEAD)
    }

    /// The place that the reader has taken over, plus one.
    fn in_hand(&self) -> &AtomicU32 {
        self.region.value_at(IN_HAND)
    }

    fn tail(&self) -> &AtomicU64 {
        self.region.value_at(TAIL)
    }

    fn asleep(&self) -> &AtomicU32 {
        self.region.value_at(ASLEEP)
    }

    fn cell(&self, at: u64) -> &AtomicU64 {
        self.region.value_at(CELLS + (at % LETTERS as u64) as usize * size_of::<AtomicU64>())
    }

    fn places(&self) -> Places<'_> {
        Places(self.region.slice_at(PLACES, LETTERS))
    }
}

impl Letter<'_> {
    /// Where it lies.
    pub fn tray(&self) -> &Tray {
        &self.letterbox.trays[self.place]
    }

    /// Takes it out of the box: it has been read.
    pub fn remove(self) {
        let Self { letterbox, at, place } = self;
        letterbox.cell(at).store((lap_of(at) + 1) << LAP, Release);
        letterbox.head().store(at + 1, Release);
        letterbox.places().release(place);
        letterbox.in_hand().store(0, Release);
    }
}

/// How often the ring has come round before it comes to `at`.
fn lap_of(at: u64) -> u64 {
    at / LETTERS as u64
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::thread;

    const SENDER: ActorId = ActorId(3);

    fn text(letterbox: &Letterbox) -> Option<Vec<u8>> {
        let letter = letterbox.first()?;
        let length = letter.tray().bytes()[0].into();
        let text = letter.tray().bytes()[1..length].to_vec();
        letter.remove();
        Some(text)
    }

    fn put(letterbox: &Letterbox, text: &[u8]) -> bool {
        let mut envelope = vec![text.len() as u8 + 1];
        envelope.extend_from_slice(text);
        letterbox.put(SENDER, &envelope)
    }

    #[test]
    fn letters_come_out_as_they_went_in_round_after_round() {
        let letterbox = Letterbox::new().unwrap();
        for round in 0..5 * LETTERS as u32 {
            assert!(put(&letterbox, &round.to_ne_bytes()));
            assert!(put(&letterbox, b"second"));
            assert_eq!(text(&letterbox).unwrap(), round.to_ne_bytes());
            assert_eq!(text(&letterbox).unwrap(), b"second");
            assert!(letterbox.is_empty() && letterbox.first().is_none());
        }
    }

    #[test]
    fn a_full_box_and_too_long_a_letter_refuse() {
        let letterbox = Letterbox::new().unwrap();
        assert!(!letterbox.put(SENDER, &[1; LETTER]));
        for _ in 0..LETTERS {
            assert!(put(&letterbox, b"x"));
        }
        assert!(!put(&letterbox, b"x"));
        text(&letterbox).unwrap();
        assert!(put(&letterbox, b"x") && !put(&letterbox, b"x"));
    }

    #[test]
    fn only_a_reader_that_sleeps_is_woken_and_once() {
        let letterbox = Letterbox::new().unwrap();
        assert!(!letterbox.wakes_reader());
        assert!(letterbox.fall_asleep());
        put(&letterbox, b"x");
        assert!(letterbox.wakes_reader() && !letterbox.wakes_reader());
        assert!(!letterbox.fall_asleep() && !letterbox.wakes_reader());
    }

    #[test]
    fn a_successor_goes_on_where_its_predecessor_was_killed() {
        let letterbox = Letterbox::new().unwrap();
        for letter in [&b"first"[..], b"second", b"third"] {
            put(&letterbox, letter);
        }
        // Killed while it works on the first: that is still there.
        assert!(letterbox.first().is_some());
        assert_eq!(text(&letterbox).unwrap(), b"first");
        // Killed when it had emptied the cell of the second, and before it could move on.
        let second = letterbox.first().unwrap();
        letterbox.cell(second.at).store((lap_of(second.at) + 1) << LAP, Relaxed);
        assert_eq!(text(&letterbox).unwrap(), b"third");
        assert!(letterbox.first().is_none());
        for _ in 0..LETTERS {
            assert!(put(&letterbox, b"all places are free again"));
        }
    }

    #[test]
    fn a_sender_that_was_killed_is_in_nobodys_way() {
        let letterbox = Letterbox::new().unwrap();
        // Killed before it could move the tail.
        let place = letterbox.places().claim(SENDER).unwrap();
        let sender = &letterbox.trays[place];
        // SAFETY: the place is ours.
        unsafe { sender.put(b"\x05left") };
        letterbox.cell(0).store(place as u64 + 1, Relaxed);
        put(&letterbox, b"next");
        // Killed before its letter was there.
        letterbox.places().claim(SENDER).unwrap();
        let claims = letterbox.claimed_by(SENDER);
        assert_eq!(claims.len(), 3);
        letterbox.give_back(&claims);
        assert_eq!(letterbox.claimed_by(SENDER).len(), 2);
        assert_eq!(
            (text(&letterbox).unwrap(), text(&letterbox).unwrap()),
            (b"left".to_vec(), b"next".to_vec())
        );
        assert_eq!(letterbox.claimed_by(SENDER), []);
    }

    #[test]
    fn many_senders_lose_nothing_and_keep_their_order() {
        let letterbox = Letterbox::new().unwrap();
        const EACH: u32 = 20_000;
        thread::scope(|scope| {
            for sender in 0..4_u8 {
                let letterbox = &letterbox;
                scope.spawn(move || {
                    for number in 0..EACH {
                        let mut letter = vec![6, sender];
                        letter.extend_from_slice(&number.to_ne_bytes());
                        while !letterbox.put(ActorId(sender.into()), &letter) {
                            thread::yield_now();
                        }
                        letterbox.wakes_reader();
                    }
                });
            }
            let mut seen = [0; 4];
            while seen != [EACH; 4] {
                let Some(letter) = text(&letterbox) else {
                    letterbox.fall_asleep();
                    thread::yield_now();
                    continue;
                };
                let number = u32::from_ne_bytes(letter[1..].try_into().unwrap());
                let next = &mut seen[usize::from(letter[0])];
                assert_eq!(number, *next);
                *next += 1;
            }
        });
        assert!(letterbox.is_empty());
    }
}
