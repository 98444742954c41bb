//! The supervisor: keeps a fixed set of places filled with child processes.
//!
//! A [`super::keeper`] owns one. It decides when a place is filled again: at once as a rule, after a pause when
//! its processes keep dying young, not at all once the supervisor is stopping.
//!
//! ```text
//!            forked              asked to end             successor forked
//! (empty) ───────────> running ───────────────> leaving ─────────────────> (running, with the old one still leaving)
//!    ^  after a pause     │ died                   │ died, or killed at its deadline
//!    └────────────────────┴────────────────────────┘
//! ```
//!
//! It never reads the clock and never forks by itself: it says what is due, and its owner does it and reports back. So a crash loop can
//! be tested without a process.

use std::collections::HashMap;
use std::time::Duration;

/// A place among the supervised, from 0.
pub type Place = usize;

/// A process that dies before it is this old makes its place's next pause longer.
const YOUNG: Duration = Duration::from_secs(1);
/// How many young deaths in a row a place may have before its successor has to wait.
const FREE_DEATHS: u32 = 3;
const FIRST_PAUSE: Duration = Duration::from_millis(20);
const LONGEST_PAUSE: Duration = Duration::from_secs(1);
/// A process killed from outside is not looping by its own fault: its successor waits no longer than this.
const LONGEST_PAUSE_AFTER_KILL: Duration = Duration::from_millis(100);

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
struct Child {
    place: Place,
    since: Duration,
    /// When it is killed if it is still there.
    deadline: Option<Duration>,
}

#[derive(Clone, Debug, Default)]
struct State {
    pid: Option<i32>,
    young_deaths: u32,
    /// When it is to be filled.
    due: Option<Duration>,
}

/// See the module's head. Times are since an origin of the owner's choice.
#[derive(Debug)]
pub struct Supervisor {
    places: Vec<State>,
    /// The place that is filled first, of those that are due at once; those before it come last.
    first: Place,
    children: HashMap<i32, Child>,
    stopping: bool,
}

/// What a death meant.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Death {
    /// The place it had.
    pub place: Place,
    /// Whether it had been asked to leave.
    pub expected: bool,
}

impl Supervisor {
    /// A supervisor of `places` places, all of them to be filled at once, beginning with `first`.
    pub fn new(places: usize, first: Place) -> Self {
        let empty = State { due: Some(Duration::ZERO), ..State::default() };
        Self { places: vec![empty; places], first, children: HashMap::new(), stopping: false }
    }

    /// The next place to fill by `now`; the owner forks and calls [`Supervisor::filled`] or [`Supervisor::failed`].
    pub fn next_to_fill(&self, now: Duration) -> Option<Place> {
        let is_due = |place: &Place| self.places[*place].due.is_some_and(|due| due <= now);
        (self.first..self.places.len()).chain(0..self.first).find(is_due)
    }

    /// A process was forked for `place`.
    pub fn filled(&mut self, place: Place, pid: i32, now: Duration) {
        let state = &mut self.places[place];
        state.pid = Some(pid);
        state.due = None;
        self.children.insert(pid, Child { place, since: now, deadline: None });
    }

    /// Forking for `place` failed: it is tried again after a pause.
    pub fn failed(&mut self, place: Place, now: Duration) {
        self.places[place].due = Some(now + LONGEST_PAUSE);
    }

    /// The running process of a place.
    pub fn pid(&self, place: Place) -> Option<i32> {
        self.places.get(place)?.pid
    }

    /// All processes, also those that are leaving.
    pub fn pids(&self) -> Vec<i32> {
        self.children.keys().copied().collect()
    }

    /// The place that a process has or had when it was asked to leave.
    pub fn place_of(&self, pid: i32) -> Option<Place> {
        self.children.get(&pid).map(|child| child.place)
    }

    /// How old a process is.
    pub fn age(&self, pid: i32, now: Duration) -> Option<Duration> {
        self.children.get(&pid).map(|child| now.saturating_sub(child.since))
    }

    /// The owner has asked the process to end: it has until `deadline`.
    pub fn leaving(&mut self, pid: i32, deadline: Duration) {
        if let Some(child) = self.children.get_mut(&pid) {
            child.deadline.get_or_insert(deadline);
        }
    }

    /// The process has said that it takes no more work and will end by itself: its place is to be filled now.
    pub fn retired(&mut self, pid: i32, now: Duration, deadline: Duration) {
        self.leaving(pid, deadline);
        let Some(child) = self.children.get(&pid) else { return };
        let state = &mut self.places[child.place];
        if state.pid == Some(pid) {
            state.pid = None;
            state.due = (!self.stopping).then_some(now);
        }
    }

    /// A process goes its own way: its place is to be filled now, and its death is no matter of ours any more.
    pub fn let_go(&mut self, pid: i32, now: Duration) {
        let Some(child) = self.children.remove(&pid) else { return };
        let state = &mut self.places[child.place];
        if state.pid == Some(pid) {
            state.pid = None;
            state.due = (!self.stopping).then_some(now);
        }
    }

    /// A process is dead. `None` if it was none of ours. One that had done some work (`served`) is no sign of a crash loop, however young.
    pub fn died(&mut self, pid: i32, killed: bool, served: bool, now: Duration) -> Option<Death> {
        let child = self.children.remove(&pid)?;
        let expected = child.deadline.is_some();
        let state = &mut self.places[child.place];
        if state.pid == Some(pid) {
            let young = now.saturating_sub(child.since) < YOUNG && !expected && !served;
            state.young_deaths = if young { state.young_deaths + 1 } else { 0 };
            state.pid = None;
            state.due = (!self.stopping).then(|| now + pause(state.young_deaths, killed));
        }
        Some(Death { place: child.place, expected })
    }

    /// No place is filled any more.
    pub fn stop(&mut self) {
        self.stopping = true;
        for state in &mut self.places {
            state.due = None;
        }
    }

    /// The processes whose deadline has passed; each is named once, and is to be killed.
    pub fn overdue(&mut self, now: Duration) -> Vec<i32> {
        let mut late = Vec::new();
        for (&pid, child) in &mut self.children {
            if child.deadline.is_some_and(|deadline| deadline <= now) {
                child.deadline = Some(Duration::MAX);
                late.push(pid);
            }
        }
        late
    }

    /// When there is something to do next: a place to fill, or a deadline.
    pub fn next_event(&self) -> Option<Duration> {
        let fill = self.places.iter().filter_map(|state| state.due);
        let kill = self
            .children
            .values()
            .filter_map(|child| child.deadline)
            .filter(|deadline| *deadline != Duration::MAX);
        fill.chain(kill).min()
    }

    /// Whether no process is left.
    pub fn is_empty(&self) -> bool {
        self.children.is_empty()
    }

    /// How many places there are.
    pub fn places(&self) -> usize {
        self.places.len()
    }
}

fn pause(young_deaths: u32, killed: bool) -> Duration {
    let Some(repeats) = young_deaths.checked_sub(FREE_DEATHS) else { return Duration::ZERO };
    let limit = if killed { LONGEST_PAUSE_AFTER_KILL } else { LONGEST_PAUSE };
    FIRST_PAUSE.saturating_mul(1 << repeats.min(10)).min(limit)
}

#[cfg(test)]
mod tests {
    use super::*;

    const fn ms(n: u64) -> Duration {
        Duration::from_millis(n)
    }

    fn filled(places: usize) -> Supervisor {
        let mut supervisor = Supervisor::new(places, 0);
        while let Some(place) = supervisor.next_to_fill(ms(0)) {
            supervisor.filled(place, 100 + place as i32, ms(0));
        }
        supervisor
    }

    #[test]
    fn places_are_filled_from_the_first_on_and_then_those_before_it() {
        let mut supervisor = Supervisor::new(4, 2);
        let mut order = Vec::new();
        while let Some(place) = supervisor.next_to_fill(ms(0)) {
            supervisor.filled(place, 100 + place as i32, ms(0));
            order.push(place);
        }
        assert_eq!(order, [2, 3, 0, 1]);
    }

    #[test]
    fn every_place_is_filled_once() {
        let supervisor = filled(3);
        assert_eq!((supervisor.pid(0), supervisor.pid(2)), (Some(100), Some(102)));
        assert_eq!(supervisor.next_event(), None);
    }

    #[test]
    fn a_process_that_dies_is_replaced_at_once() {
        let mut supervisor = filled(2);
        assert_eq!(
            supervisor.died(101, true, false, ms(5)),
            Some(Death { place: 1, expected: false })
        );
        assert_eq!(supervisor.next_to_fill(ms(5)), Some(1));
        assert_eq!(supervisor.died(101, true, false, ms(5)), None);
    }

    #[test]
    fn a_crash_loop_is_slowed_down_to_one_fork_a_second() {
        let mut supervisor = filled(1);
        let (mut now, mut forks, mut pid) = (ms(0), 0, 100);
        while now < ms(10_000) {
            supervisor.died(pid, false, false, now);
            now = supervisor.next_event().unwrap().max(now) + ms(1);
            pid += 1;
            supervisor.filled(0, pid, now);
            forks += 1;
        }
        assert!(forks < 25, "{forks} forks in 10 s");
    }

    #[test]
    fn kills_from_outside_never_delay_a_successor_past_a_tenth_of_a_second() {
        let mut supervisor = filled(1);
        for round in 0..200 {
            let now = ms(round * 300);
            supervisor.died(100, true, false, now);
            assert!(supervisor.next_event().unwrap() <= now + ms(100));
            supervisor.filled(0, 100, now + ms(100));
        }
    }

    #[test]
    fn one_that_lived_long_resets_the_count() {
        let mut supervisor = filled(1);
        for round in 0..5 {
            supervisor.died(100, false, false, ms(round));
            supervisor.filled(0, 100, ms(round));
        }
        supervisor.died(100, false, false, ms(5000));
        assert_eq!(supervisor.next_to_fill(ms(5000)), Some(0));
    }

    #[test]
    fn a_retired_process_has_its_place_filled_while_it_is_still_there() {
        let mut supervisor = filled(1);
        supervisor.retired(100, ms(1), ms(3000));
        assert_eq!(supervisor.next_to_fill(ms(1)), Some(0));
        supervisor.filled(0, 200, ms(2));
        assert_eq!(supervisor.overdue(ms(2999)), [0; 0]);
        assert_eq!(supervisor.overdue(ms(3000)), [100]);
        assert_eq!(supervisor.overdue(ms(3001)), [0; 0]);
        assert_eq!(
            supervisor.died(100, true, false, ms(3002)),
            Some(Death { place: 0, expected: true })
        );
        assert_eq!((supervisor.pid(0), supervisor.next_event()), (Some(200), None));
    }

    #[test]
    fn one_that_goes_its_own_way_is_replaced_and_forgotten() {
        let mut supervisor = filled(1);
        supervisor.let_go(100, ms(1));
        assert_eq!(supervisor.next_to_fill(ms(1)), Some(0));
        assert_eq!(supervisor.died(100, false, false, ms(2)), None);
        assert!(supervisor.is_empty());
    }

    #[test]
    fn nothing_is_filled_after_stop() {
        let mut supervisor = filled(2);
        supervisor.stop();
        supervisor.died(100, false, false, ms(1));
        supervisor.retired(101, ms(1), ms(2));
        supervisor.died(101, false, false, ms(1));
        assert!(supervisor.is_empty());
        assert_eq!(supervisor.next_to_fill(ms(9999)), None);
    }
}
