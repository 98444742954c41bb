//! A tray: where an envelope lies that an actor is working on, in memory that survives the actor.
//!
//! An inbox receives what comes through its socket into its one tray; what comes through shared memory lies in a tray from the beginning
//! ([`super::letterbox`]). Each packet is counted as it is started, so that when a worker dies its successor, which inherits the tray, goes on with the
//! packet after the one that killed it: an envelope's other packets are not lost. Only [`crate::ipc::inbox`] uses this.
//!
//! One process at a time owns a tray: a successor takes it over when its predecessor is dead or has stopped reading.

use super::region::SharedRegion;
use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

/// See the module's head.
#[derive(Debug)]
pub struct Tray {
    region: Arc<SharedRegion>,
    start: usize,
    capacity: usize,
}

/// The area starts behind the counters, on a boundary that suits any packet header.
const AREA: usize = 64;

impl Tray {
    /// A tray for envelopes of up to `capacity` bytes, made before the forks that shall share it.
    ///
    /// # Errors
    /// What mmap(2) says.
    pub fn new(capacity: usize) -> io::Result<Self> {
        Ok(Self { region: Arc::new(SharedRegion::new(AREA + capacity)?), start: 0, capacity })
    }

    /// One that takes up `len` bytes of `region` from `start` on.
    pub(super) fn within(region: &Arc<SharedRegion>, start: usize, len: usize) -> Self {
        Self { region: Arc::clone(region), start, capacity: len - AREA }
    }

    /// Bytes that an envelope in it may have.
    pub fn capacity(&self) -> usize {
        self.capacity
    }

    /// Empties the tray and lets `receive` fill it; `receive` gets the whole area and says how many bytes it filled.
    ///
    /// # Errors
    /// What `receive` says; the tray is empty then.
    pub fn fill<T>(
        &mut self,
        receive: impl FnOnce(&mut [u8]) -> io::Result<(usize, T)>,
    ) -> io::Result<(usize, T)> {
        self.clear();
        // SAFETY: this process is the tray's one owner (module's head), which `&mut self` extends to the threads and calls within it.
        receive(unsafe { self.area(self.capacity) })
    }

    /// Puts an envelope into it.
    ///
    /// # Safety
    /// No other thread or process may use the tray meanwhile.
    pub(super) unsafe fn put(&self, envelope: &[u8]) {
        self.reset();
        // SAFETY: as the caller promises.
        unsafe { self.area(envelope.len()) }.copy_from_slice(envelope);
    }

    /// What lies in the tray.
    pub fn bytes(&self) -> &[u8] {
        // SAFETY: as in `fill`; shared access only while no `fill` can run.
        unsafe { self.area(self.capacity) }
    }

    /// Whether nothing lies in it: the first word of an envelope is not zero.
    pub fn is_empty(&self) -> bool {
        self.bytes()[..4] == [0; 4]
    }

    /// How many packets of this envelope have been started, and how many of these finished. They differ after their owner's death, by the
    /// one packet that it died on.
    pub fn progress(&self) -> (u32, u32) {
        (self.started().load(Ordering::Relaxed), self.finished().load(Ordering::Relaxed))
    }

    /// Counts packet `index` as started.
    pub fn start(&self, index: u32) {
        self.started().store(index + 1, Ordering::Relaxed);
    }

    /// Counts packet `index` as finished.
    pub fn finish(&self, index: u32) {
        self.finished().store(index + 1, Ordering::Relaxed);
    }

    /// Marks all of it as done. A successor finds it empty from here on, even if we die before the kernel has copied anything into it.
    pub fn clear(&mut self) {
        // SAFETY: as in `fill`.
        unsafe { self.area(8) }.fill(0);
        self.reset();
    }

    fn reset(&self) {
        self.started().store(0, Ordering::Relaxed);
        self.finished().store(0, Ordering::Relaxed);
    }

    /// The first `len` bytes of the area.
    ///
    /// # Safety
    /// As for any mutable reference: nobody else may use these bytes while it lives.
    #[expect(
        clippy::mut_from_ref,
        reason = "the memory is shared; whoever calls this knows that it is theirs alone"
    )]
    unsafe fn area(&self, len: usize) -> &mut [u8] {
        let area = self.start + AREA;
        assert!(len <= self.capacity, "an envelope fits its tray");
        // SAFETY: the range lies in the region; the rest is the caller's promise.
        unsafe { &mut *self.region.bytes_mut(area..area + len) }
    }

    fn started(&self) -> &AtomicU32 {
        self.region.value_at(self.start)
    }

    fn finished(&self) -> &AtomicU32 {
        self.region.value_at(self.start + 4)
    }
}
