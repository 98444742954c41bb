//! The tray: where the envelope that an actor is working on lies, in memory that survives the actor.
//!
//! An inbox receives straight into its tray. Each packet is counted as it is started, so that when a worker dies its successor,
//! which inherits the tray, goes on with the packet after the one that killed it: an envelope's other packets are not lost.
//! Only [`crate::ipc::inbox`] uses this.
//!
//! One process at a time owns a tray: a successor takes it over when its predecessor is dead or has stopped reading.

use super::region::SharedRegion;
use std::io;
use std::sync::atomic::{AtomicU32, Ordering};

/// See the module's head.
#[derive(Debug)]
pub struct Tray {
    region: SharedRegion,
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
        Ok(Self { region: SharedRegion::new(AREA + capacity)?, capacity })
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
        // SAFETY: the range lies in the region, and this process is the tray's one owner (module's head), which `&mut self` extends to
        // the threads and calls within it.
        let area = unsafe { &mut *self.region.bytes_mut(AREA..AREA + self.capacity) };
        // A zero first word says "empty" to a successor if we die before the kernel has copied anything.
        area[..8].fill(0);
        receive(area)
    }

    /// What lies in the tray.
    pub fn bytes(&self) -> &[u8] {
        // SAFETY: as in `fill`; shared access only while no `fill` can run.
        unsafe { &*self.region.bytes_mut(AREA..AREA + self.capacity) }
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

    /// Marks all of it as done.
    pub fn clear(&mut self) {
        // SAFETY: as in `fill`.
        let area = unsafe { &mut *self.region.bytes_mut(AREA..AREA + 8) };
        area.fill(0);
        self.started().store(0, Ordering::Relaxed);
        self.finished().store(0, Ordering::Relaxed);
    }

    fn started(&self) -> &AtomicU32 {
        self.region.value_at(0)
    }

    fn finished(&self) -> &AtomicU32 {
        self.region.value_at(4)
    }
}
