//! Places in shared memory, each of which one process claims and fills, and another frees when it has seen what is there.
//!
//! ```text
//! free ──claim, by the sender──> claimed ──release, by the receiver──> free
//!                                   └──take_over──> the receiver's ──release──┘
//! ```
//!
//! What lies in a place is [`super::parcels`]' and [`super::letterbox`]'s affair. A sender that dies before it has told the receiver leaves its place
//! claimed. Whoever watches over the processes notes what the dead one has claimed ([`Places::claimed_by`]) and frees what is still claimed a good
//! while later ([`Places::give_back`]).

use crate::ids::ActorId;
use std::sync::atomic::AtomicU64;
use std::sync::atomic::Ordering::{Acquire, Relaxed, Release};

/// In a place's state: who has claimed it, plus one; zero if it is free. The bits above count the claims.
const HOLDER: u64 = 0xffff;
const ONE_CLAIM: u64 = HOLDER + 1;
/// The holder of what its receiver has taken over.
const RECEIVER: u64 = HOLDER;

/// A place that was claimed: its number, and which claim it was.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Claim {
    pub(super) place: usize,
    state: u64,
}

/// The states of some places; see the module's head.
#[derive(Clone, Copy, Debug)]
pub(super) struct Places<'a>(pub(super) &'a [AtomicU64]);

impl Places<'_> {
    /// A place that was free and is `sender`'s now.
    pub(super) fn claim(self, sender: ActorId) -> Option<usize> {
        let claim = |state: &AtomicU64| {
            let free = state.load(Relaxed);
            let claimed = (free.wrapping_add(ONE_CLAIM) & !HOLDER) | (u64::from(sender.0) + 1);
            free & HOLDER == 0 && state.compare_exchange(free, claimed, Acquire, Relaxed).is_ok()
        };
        self.0.iter().position(claim)
    }

    /// Frees a place.
    pub(super) fn release(self, place: usize) {
        if let Some(state) = self.0.get(place) {
            state.fetch_and(!HOLDER, Release);
        }
    }

    /// By the receiver: the place is its own from here on.
    pub(super) fn take_over(self, place: usize) {
        if let Some(state) = self.0.get(place) {
            state.fetch_or(RECEIVER, Relaxed);
        }
    }

    /// Frees a place if it is the receiver's.
    pub(super) fn release_taken_over(self, place: usize) {
        let state = self.0.get(place).map_or(0, |state| state.load(Relaxed));
        if state & HOLDER == RECEIVER {
            self.release(place);
        }
    }

    /// What `sender` has claimed and nobody has released yet.
    pub(super) fn claimed_by(self, sender: ActorId) -> Vec<Claim> {
        let claims = self
            .0
            .iter()
            .enumerate()
            .map(|(place, state)| Claim { place, state: state.load(Relaxed) });
        claims.filter(|claim| claim.state & HOLDER == u64::from(sender.0) + 1).collect()
    }

    /// Frees those places that are still claimed by the same claims.
    pub(super) fn give_back(self, claims: &[Claim]) {
        for claim in claims {
            // Released meanwhile, and perhaps claimed again: not ours to touch.
            let free = claim.state & !HOLDER;
            if let Some(state) = self.0.get(claim.place) {
                let _ = state.compare_exchange(claim.state, free, Relaxed, Relaxed);
            }
        }
    }
}
