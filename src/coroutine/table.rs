//! All coroutines by their numbers. Every resume asks, so the answer is one look into a slot.
//!
//! Numbers are given one after the other and most coroutines end soon, so those that are there are dense: a number's slot is its lower bits. A coroutine
//! that comes upon one that has outlived a whole round of numbers is kept beside.

use super::CoroutineId;
use std::collections::BTreeMap;

const SLOTS_MIN: usize = 64;

/// Values by the number of their coroutine.
pub struct Table<T> {
    /// As many as a power of two, and at least twice as many as there are values.
    slots: Vec<Option<(CoroutineId, T)>>,
    beside: BTreeMap<CoroutineId, T>,
    count: usize,
}

impl<T> Default for Table<T> {
    fn default() -> Self {
        Self::new()
    }
}

impl<T> Table<T> {
    /// Without any.
    pub const fn new() -> Self {
        Self { slots: Vec::new(), beside: BTreeMap::new(), count: 0 }
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.count
    }

    /// The value of that number.
    #[inline(always)]
    pub fn get(&self, id: CoroutineId) -> Option<&T> {
        match self.slots.get(self.slot(id)) {
            Some(Some((found, value))) if *found == id => Some(value),
            _ => self.get_beside(id),
        }
    }

    /// Adds a number that is not there yet.
    #[inline(always)]
    pub fn insert(&mut self, id: CoroutineId, value: T) {
        if self.count * 2 >= self.slots.len() {
            self.grow();
        }
        self.count += 1;
        let slot = self.slot(id);
        match &mut self.slots[slot] {
            free @ None => *free = Some((id, value)),
            Some(_) => self.insert_beside(id, value),
        }
    }

    /// Takes a number out.
    #[inline(always)]
    pub fn remove(&mut self, id: CoroutineId) -> Option<T> {
        let slot = self.slot(id);
        let removed = match self.slots.get_mut(slot) {
            Some(found @ Some(_)) if found.as_ref().is_some_and(|(found, _)| *found == id) => {
                found.take().map(|(_, value)| value)
            }
            _ => self.beside.remove(&id),
        };
        self.count -= usize::from(removed.is_some());
        removed
    }

    /// All numbers, lowest first.
    pub fn ids(&self) -> Vec<CoroutineId> {
        let in_slots = self.slots.iter().flatten().map(|(id, _)| *id);
        let mut ids: Vec<_> = in_slots.chain(self.beside.keys().copied()).collect();
        ids.sort_unstable();
        ids
    }

    fn slot(&self, id: CoroutineId) -> usize {
        // Of no slots at all, one that is not there.
        id.0 as usize & self.slots.len().wrapping_sub(1)
    }

    #[cold]
    fn get_beside(&self, id: CoroutineId) -> Option<&T> {
        self.beside.get(&id)
    }

    #[cold]
    fn insert_beside(&mut self, id: CoroutineId, value: T) {
        self.beside.insert(id, value);
    }

    #[cold]
    fn grow(&mut self) {
        let size = (self.slots.len() * 2).max(SLOTS_MIN);
        let mut slots: Vec<Option<(CoroutineId, T)>> = Vec::new();
        slots.resize_with(size, || None);
        let before = std::mem::replace(&mut self.slots, slots);
        for (id, value) in before.into_iter().flatten().chain(std::mem::take(&mut self.beside)) {
            let slot = self.slot(id);
            match &mut self.slots[slot] {
                free @ None => *free = Some((id, value)),
                Some(_) => self.insert_beside(id, value),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_outlives_many_rounds_of_numbers_is_found() {
        let mut table = Table::default();
        for id in 0..1000 {
            table.insert(CoroutineId(id), id);
            if id % 100 != 7 {
                assert_eq!(table.remove(CoroutineId(id)), Some(id));
            }
        }
        assert_eq!(table.len(), 10);
        for id in (0..1000).map(CoroutineId) {
            assert_eq!(table.get(id).copied(), (id.0 % 100 == 7).then_some(id.0));
        }
        assert_eq!(table.remove(CoroutineId(107)), Some(107));
        assert_eq!((table.remove(CoroutineId(107)), table.len()), (None, 9));
    }

    #[test]
    fn the_table_grows_with_what_is_there_and_lists_it_in_order() {
        let mut table = Table::default();
        assert_eq!(table.get(CoroutineId(1)), None);
        assert_eq!(table.remove(CoroutineId(1)), None);
        for id in (1..=500).rev() {
            table.insert(CoroutineId(id), id);
        }
        assert_eq!(table.ids(), (1..=500).map(CoroutineId).collect::<Vec<_>>());
        assert!((1..=500).all(|id| table.get(CoroutineId(id)) == Some(&id)));
    }
}
