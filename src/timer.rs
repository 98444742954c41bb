//! Timers: what is due when. A heap of deadlines with lazy deletion; never reads the clock.
//!
//! The reactor owns one and tells it the time, so that tests step virtual time. Times are [`Duration`]s since an origin that the
//! caller chooses (the reactor uses its own creation).

use foldhash::fast::FixedState;
use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashMap};
use std::time::Duration;

/// Number of a timer as PHP sees it: 1 and up, never used twice by one [`Timers`].
pub type TimerId = u64;

/// What is known of one timer, for `Timer::info()`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct TimerInfo {
    /// When it runs next, since the origin.
    pub deadline: Duration,
    /// How often it has run.
    pub runs: u64,
    /// The period of a repeating timer; `None` for one that runs once.
    pub interval: Option<Duration>,
    /// The round in which it was added.
    pub round: u64,
}

struct Entry<T> {
    info: TimerInfo,
    /// The round in which it has last run.
    ran_in: Option<u64>,
    payload: T,
}

/// A set of timers, each with a payload that is handed back when it is due.
pub struct Timers<T> {
    heap: BinaryHeap<Reverse<(Duration, TimerId)>>,
    /// By number. The numbers are ours, so nobody can make them collide, and the next timer is looked up in every turn of a loop.
    entries: HashMap<TimerId, Entry<T>, FixedState>,
    last_id: TimerId,
    round: u64,
}

impl<T> Default for Timers<T> {
    fn default() -> Self {
        Self { heap: BinaryHeap::new(), entries: HashMap::default(), last_id: 0, round: 0 }
    }
}

impl<T: Clone> Timers<T> {
    /// Adds a timer that is due `delay` after `now` and then, if `repeat`, every `delay` again.
    pub fn add(&mut self, now: Duration, delay: Duration, repeat: bool, payload: T) -> TimerId {
        self.last_id += 1;
        let id = self.last_id;
        let deadline = now.saturating_add(delay);
        let info =
            TimerInfo { deadline, runs: 0, interval: repeat.then_some(delay), round: self.round };
        self.entries.insert(id, Entry { info, ran_in: None, payload });
        self.heap.push(Reverse((deadline, id)));
        id
    }

    /// Takes a timer out and gives its payload back; `None` if there is none of that number.
    pub fn remove(&mut self, id: TimerId) -> Option<T> {
        let entry = self.entries.remove(&id)?;
        if self.heap.len() > 64 && self.heap.len() / 4 > self.entries.len() {
            self.compact();
        }
        Some(entry.payload)
    }

    /// When the next timer is due, if there is one.
    pub fn next_deadline(&mut self) -> Option<Duration> {
        while let Some(&Reverse((deadline, id))) = self.heap.peek() {
            if self.is_current(id, deadline) {
                return Some(deadline);
            }
            self.heap.pop();
        }
        None
    }

    /// Begins a round: timers added from here on are not due in it, however short their delay, so that a timer that
    /// adds another each time it runs cannot starve the loop. Returns the last id that belongs to the round.
    pub fn begin_round(&mut self) -> TimerId {
        self.round += 1;
        self.last_id
    }

    /// The next timer of this round that is due at `now`. One that runs once is gone from the set from here on; a repeating one is
    /// already planned again, a whole number of intervals after its old deadline and after `now`, so that its callback may remove it.
    pub fn pop_due(&mut self, now: Duration, round_end: TimerId) -> Option<(TimerId, T)> {
        let mut later = Vec::new();
        let mut due = None;
        while let Some(&Reverse((deadline, id))) = self.heap.peek() {
            if !self.is_current(id, deadline) {
                self.heap.pop();
            } else if deadline > now {
                break;
            } else if id > round_end || self.has_run(id) {
                later.extend(self.heap.pop());
            } else {
                self.heap.pop();
                due = Some((id, deadline));
                break;
            }
        }
        self.heap.extend(later);
        let (id, deadline) = due?;
        let round = self.round;
        let entry = self.entries.get_mut(&id)?;
        let Some(interval) = entry.info.interval else {
            return self.entries.remove(&id).map(|entry| (id, entry.payload));
        };
        let missed =
            if interval.is_zero() { 0 } else { (now - deadline).as_nanos() / interval.as_nanos() };
        let next = deadline
            + interval.saturating_mul(u32::try_from(missed).unwrap_or(u32::MAX).saturating_add(1));
        entry.info = TimerInfo { deadline: next.max(now), runs: entry.info.runs + 1, ..entry.info };
        entry.ran_in = Some(round);
        self.heap.push(Reverse((entry.info.deadline, id)));
        Some((id, entry.payload.clone()))
    }

    /// What is known of a timer.
    pub fn info(&self, id: TimerId) -> Option<TimerInfo> {
        self.entries.get(&id).map(|entry| entry.info)
    }

    /// The numbers of all timers, oldest first.
    pub fn ids(&self) -> Vec<TimerId> {
        let mut ids: Vec<_> = self.entries.keys().copied().collect();
        ids.sort_unstable();
        ids
    }

    /// Takes every timer out for which `keep` is false.
    pub fn retain(&mut self, mut keep: impl FnMut(&T) -> bool) {
        self.entries.retain(|_, entry| keep(&entry.payload));
        self.compact();
    }

    /// The payload of a timer.
    pub fn payload(&self, id: TimerId) -> Option<&T> {
        self.entries.get(&id).map(|entry| &entry.payload)
    }

    /// All payloads, in no order.
    pub fn payloads(&self) -> impl Iterator<Item = &T> {
        self.entries.values().map(|entry| &entry.payload)
    }

    /// How many timers there are.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// How many rounds have begun.
    pub fn round(&self) -> u64 {
        self.round
    }

    /// Whether it has run in this round: one without a pause between two runs is due at once again, and must not starve the loop.
    fn has_run(&self, id: TimerId) -> bool {
        self.entries.get(&id).is_some_and(|entry| entry.ran_in == Some(self.round))
    }

    fn is_current(&self, id: TimerId, deadline: Duration) -> bool {
        self.entries.get(&id).is_some_and(|entry| entry.info.deadline == deadline)
    }

    /// Rebuilds the heap without the deadlines of timers that are gone.
    fn compact(&mut self) {
        self.heap =
            self.entries.iter().map(|(&id, entry)| Reverse((entry.info.deadline, id))).collect();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const fn ms(n: u64) -> Duration {
        Duration::from_millis(n)
    }

    #[test]
    fn a_repeating_timer_without_an_interval_runs_once_a_round() {
        let mut timers = Timers::default();
        timers.add(ms(0), ms(0), true, "always");
        timers.add(ms(0), ms(5), false, "once");
        assert_eq!(run(&mut timers, 5), ["always", "once"]);
        assert_eq!(run(&mut timers, 5), ["always"]);
    }

    fn run(timers: &mut Timers<&'static str>, now: u64) -> Vec<&'static str> {
        let end = timers.begin_round();
        std::iter::from_fn(|| timers.pop_due(ms(now), end).map(|(_, name)| name)).collect()
    }

    #[test]
    fn timers_run_in_order_of_deadline_then_of_creation() {
        let mut timers = Timers::default();
        timers.add(ms(0), ms(20), false, "late");
        timers.add(ms(0), ms(10), false, "first");
        timers.add(ms(0), ms(10), false, "second");
        assert_eq!(timers.next_deadline(), Some(ms(10)));
        assert_eq!(run(&mut timers, 9), [""; 0]);
        assert_eq!(run(&mut timers, 20), ["first", "second", "late"]);
        assert!(timers.is_empty());
    }

    #[test]
    fn a_repeating_timer_keeps_its_grid_and_skips_what_it_missed() {
        let mut timers = Timers::default();
        let id = timers.add(ms(0), ms(10), true, "tick");
        assert_eq!(run(&mut timers, 12), ["tick"]);
        assert_eq!(timers.next_deadline(), Some(ms(20)));
        assert_eq!(run(&mut timers, 47), ["tick"]);
        assert_eq!(timers.info(id).unwrap().deadline, ms(50));
        assert_eq!(timers.info(id).unwrap().runs, 2);
    }

    #[test]
    fn a_timer_added_during_a_round_waits_for_the_next() {
        let mut timers = Timers::default();
        timers.add(ms(0), ms(1), false, "a");
        let end = timers.begin_round();
        assert!(timers.pop_due(ms(5), end).is_some());
        timers.add(ms(4), ms(0), false, "b");
        assert!(timers.pop_due(ms(5), end).is_none());
        assert_eq!(run(&mut timers, 5), ["b"]);
    }

    #[test]
    fn a_removed_timer_neither_runs_nor_counts() {
        let mut timers = Timers::default();
        let id = timers.add(ms(0), ms(1), true, "a");
        assert_eq!(timers.remove(id), Some("a"));
        assert_eq!(timers.remove(id), None);
        assert_eq!(timers.next_deadline(), None);
    }

    #[test]
    fn a_hundred_thousand_removed_timers_leave_no_deadlines_behind() {
        let mut timers = Timers::default();
        for _ in 0..100_000 {
            let id = timers.add(ms(0), ms(60_000), false, "x");
            timers.remove(id);
        }
        assert!(timers.heap.len() <= 66);
    }
}
