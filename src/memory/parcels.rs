//! Parcels: places in shared memory for payloads that are large, but not too large, between the processes of a server.
//!
//! Through a socket such a payload would be copied in and out of the kernel, and the kernel would find pages for it each time. Here the sender
//! copies it to a free place, and the packet only says which ([`crate::ipc`] does both). When there is no free place the payload goes the
//! long way, so nothing depends on there being one.
//!
//! There are places of two sizes: many for what is common, few for uploads and the like. Pages of a place that nobody has used yet take no memory;
//! those that have been used stay, which is what makes them cheap.
//!
//! Whose a place is, and what becomes of those of a sender that has died, is in [`super::places`].

use super::places::{Claim, Places};
use super::region::SharedRegion;
use crate::ids::ActorId;
use std::io;
use std::sync::atomic::AtomicU64;

/// Bytes of a small place.
const SMALL: usize = 128 * 1024;
/// Bytes of a large place.
pub const PARCEL_MAX: usize = 4 * 1024 * 1024;

/// See the module's head.
#[derive(Debug)]
pub struct Parcels {
    region: SharedRegion,
    /// How many small places there are; the large ones come behind them.
    small: u32,
    places: u32,
}

impl Parcels {
    /// So many places of either size, all free.
    ///
    /// # Errors
    /// What mmap(2) says.
    pub fn new(small: u32, large: u32) -> io::Result<Self> {
        let places = small + large;
        let bytes = small as usize * SMALL + large as usize * PARCEL_MAX;
        let region = SharedRegion::new(Self::area(places) + bytes)?;
        Ok(Self { region, small, places })
    }

    /// Copies `payload` to a free place for `sender`; `None` if there is none or it does not fit.
    pub fn put(&self, sender: ActorId, payload: &[u8]) -> Option<u32> {
        if payload.len() > PARCEL_MAX {
            return None;
        }
        // What is small does not take the place of what is large.
        let place = if payload.len() <= SMALL {
            self.states(0, self.small).claim(sender)? as u32
        } else {
            self.states(self.small, self.places).claim(sender)? as u32 + self.small
        };
        let start = self.start(place);
        // SAFETY: the range lies in the region; a place that was claimed is its claimer's alone until the packet that names it is sent.
        let target = unsafe { &mut *self.region.bytes_mut(start..start + payload.len()) };
        target.copy_from_slice(payload);
        Some(place)
    }

    /// The first `len` bytes of a place. `None` if there is no such place or it has not so many.
    pub fn get(&self, place: u32, len: usize) -> Option<&[u8]> {
        if place >= self.places || len > self.size(place) {
            return None;
        }
        let start = self.start(place);
        // SAFETY: the range lies in the region; nobody writes to a taken place once its packet is sent, and the receiver of that packet, who
        // alone calls this, releases it after its last look.
        Some(unsafe { &*self.region.bytes_mut(start..start + len) })
    }

    /// Frees a place.
    pub fn release(&self, place: u32) {
        self.all().release(place as usize);
    }

    /// What `sender` has claimed and nobody has released yet.
    pub fn claimed_by(&self, sender: ActorId) -> Vec<Claim> {
        self.all().claimed_by(sender)
    }

    /// Frees those of a dead sender's places that are still taken by the same claims.
    pub fn give_back(&self, claims: &[Claim]) {
        self.all().give_back(claims);
    }

    fn all(&self) -> Places<'_> {
        self.states(0, self.places)
    }

    /// The states of the places from `first` to before `end`.
    fn states(&self, first: u32, end: u32) -> Places<'_> {
        let start = first as usize * size_of::<AtomicU64>();
        Places(self.region.slice_at(start, (end - first) as usize))
    }

    fn size(&self, place: u32) -> usize {
        if place < self.small { SMALL } else { PARCEL_MAX }
    }

    fn start(&self, place: u32) -> usize {
        let large = place.saturating_sub(self.small) as usize;
        Self::area(self.places) + place.min(self.small) as usize * SMALL + large * PARCEL_MAX
    }

    /// Where the places begin: behind their states, on a page of their own.
    fn area(places: u32) -> usize {
        (places as usize * size_of::<AtomicU64>()).next_multiple_of(4096)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SENDER: ActorId = ActorId(3);

    #[test]
    fn a_parcel_is_there_until_it_is_released() {
        let parcels = Parcels::new(2, 0).unwrap();
        let (a, b) = (parcels.put(SENDER, b"one").unwrap(), parcels.put(SENDER, b"two").unwrap());
        assert_eq!((parcels.get(a, 3), parcels.get(b, 3)), (Some(&b"one"[..]), Some(&b"two"[..])));
        assert_eq!(parcels.put(SENDER, b"three"), None);
        parcels.release(a);
        assert_eq!(parcels.put(SENDER, b"three"), Some(a));
    }

    #[test]
    fn what_does_not_fit_and_what_is_not_there_is_refused() {
        let parcels = Parcels::new(1, 1).unwrap();
        assert_eq!(parcels.put(SENDER, &vec![0; PARCEL_MAX + 1]), None);
        assert_eq!(parcels.get(2, 1), None);
        assert_eq!((parcels.get(0, SMALL + 1), parcels.get(1, PARCEL_MAX + 1)), (None, None));
        parcels.release(77);
        assert_eq!(parcels.put(SENDER, &vec![0; SMALL]), Some(0));
        assert_eq!(parcels.put(SENDER, b"the small places are taken"), None);
        let large = vec![7; PARCEL_MAX];
        assert_eq!(parcels.put(SENDER, &large), Some(1));
        assert_eq!(parcels.get(1, PARCEL_MAX), Some(&large[..]));
        assert_eq!(parcels.get(0, SMALL), Some(&vec![0; SMALL][..]));
    }

    #[test]
    fn only_the_claims_that_a_dead_sender_left_are_given_back() {
        let parcels = Parcels::new(3, 0).unwrap();
        let left = parcels.put(SENDER, b"left").unwrap();
        let released = parcels.put(SENDER, b"released").unwrap();
        parcels.put(ActorId(4), b"another's").unwrap();
        let claims = parcels.claimed_by(SENDER);
        assert_eq!(claims.len(), 2);
        parcels.release(released);
        assert_eq!(parcels.put(SENDER, b"successor's"), Some(released));
        parcels.give_back(&claims);
        assert_eq!(parcels.claimed_by(SENDER).len(), 1);
        assert_eq!(parcels.put(ActorId(5), b"new"), Some(left));
    }
}
