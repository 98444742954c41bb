//! A reload: the processes that are there now are replaced by new ones, all at once or one after the other.
//!
//! Like the [`Supervisor`], it only says what is due; [`super::keeper`] does it.

use super::supervisor::Supervisor;

/// How the processes go.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Pace {
    /// All are asked to leave now.
    AtOnce,
    /// The next is asked when the one before it has a successor.
    OneByOne,
}

/// What is to be done next.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Step {
    /// Nothing, until a process has ended or been forked.
    Wait,
    /// This one is to be asked to leave.
    Ask(i32),
    /// All are replaced, and gone.
    Over,
}

/// See the module's head.
#[derive(Debug)]
pub(super) struct Reload {
    /// The processes to be replaced that are still there.
    old: Vec<i32>,
    /// Those of them whose successors are waited for.
    pending: Vec<i32>,
    /// Those that have not been asked to leave yet.
    queue: Vec<i32>,
    pace: Pace,
}

impl Reload {
    pub(super) fn new(pids: Vec<i32>, pace: Pace) -> Self {
        Self { old: pids.clone(), pending: pids.clone(), queue: pids, pace }
    }

    pub(super) fn step(&mut self, supervisor: &Supervisor) -> Step {
        let is_there = |pid: &i32| supervisor.place_of(*pid).is_some();
        let is_awaited = |pid: &i32| {
            supervisor.place_of(*pid).is_some_and(|place| {
                supervisor.pid(place).is_none_or(|successor| successor == *pid)
            })
        };
        self.old.retain(is_there);
        self.queue.retain(is_there);
        self.pending.retain(is_awaited);
        if self.old.is_empty() {
            return Step::Over;
        }
        let is_one_under_way = self.pending.iter().any(|pid| !self.queue.contains(pid));
        if self.queue.is_empty() || self.pace == Pace::OneByOne && is_one_under_way {
            return Step::Wait;
        }
        Step::Ask(self.queue.remove(0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    const NOW: Duration = Duration::ZERO;

    fn supervisor() -> Supervisor {
        let mut supervisor = Supervisor::new(3, 0);
        for place in 0..3 {
            supervisor.filled(place, 10 + place as i32, NOW);
        }
        supervisor
    }

    #[test]
    fn at_once_asks_all_and_is_over_when_the_last_is_gone() {
        let mut supervisor = supervisor();
        let mut reload = Reload::new(vec![10, 11, 12], Pace::AtOnce);
        let steps: Vec<_> = (0..4).map(|_| reload.step(&supervisor)).collect();
        assert_eq!(steps, [Step::Ask(10), Step::Ask(11), Step::Ask(12), Step::Wait]);
        for pid in [11, 10] {
            supervisor.died(pid, false, true, NOW);
            assert_eq!(reload.step(&supervisor), Step::Wait);
        }
        supervisor.died(12, false, true, NOW);
        assert_eq!(reload.step(&supervisor), Step::Over);
    }

    #[test]
    fn one_by_one_asks_the_next_when_the_one_before_has_a_successor() {
        let mut supervisor = supervisor();
        let mut reload = Reload::new(vec![10, 11, 12], Pace::OneByOne);
        assert_eq!(
            (reload.step(&supervisor), reload.step(&supervisor)),
            (Step::Ask(10), Step::Wait)
        );
        // It takes no more work, but is still there when its successor comes.
        supervisor.retired(10, NOW, NOW);
        assert_eq!(reload.step(&supervisor), Step::Wait);
        supervisor.filled(0, 20, NOW);
        assert_eq!(
            (reload.step(&supervisor), reload.step(&supervisor)),
            (Step::Ask(11), Step::Wait)
        );
        // One that has ended by itself need not be asked.
        supervisor.died(12, false, true, NOW);
        supervisor.died(11, false, true, NOW);
        assert_eq!(reload.step(&supervisor), Step::Wait);
        supervisor.died(10, false, true, NOW);
        assert_eq!(reload.step(&supervisor), Step::Over);
    }
}
