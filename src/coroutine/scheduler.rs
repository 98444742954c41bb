//! All coroutines of a process. Control passes from a resumer into a coroutine and, when that waits or ends, back to the resumer.
//!
//! ```text
//!            create()                    wait()                  wake(), cancel()
//!    (none) ----------> Running(waker) ----------> Waiting(how) ------------------> Running(waker) ... -> Ended
//! ```
//!
//! A coroutine that wakes another one stays `Running`, below it: control comes back to it. Nobody is woken but by [`Scheduler::wake`], which whoever
//! knows of the event calls, and nobody waits but by [`Scheduler::wait`]. No borrow is held while control is with somebody else.

use super::CoroutineId;
use super::table::Table;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::time::Duration;

/// Passes control. The scheduler says to whom, and keeps the books.
pub trait Switch: Sized {
    /// What a coroutine is to do, and what else the switch keeps with it.
    type Task;

    /// Passes control to a coroutine: to its beginning, or to where it left. Returns when it has left again, or ended.
    fn enter(&self, coroutine: &Rc<Coroutine<Self::Task>>);

    /// Gives control back to whoever entered this coroutine, which is the one that runs. Returns when it is entered again.
    fn leave(&self, coroutine: &Rc<Coroutine<Self::Task>>);

    /// A coroutine has ended, and control has come back from it.
    fn ended(&self, coroutine: &Rc<Coroutine<Self::Task>>);

    /// A coroutine that another one has joined has ended: that is to be woken soon, by [`Scheduler::joined`].
    fn joined(&self, by: CoroutineId);
}

/// What a coroutine waits for, as far as others may end it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum How {
    /// For somebody to resume it by its number.
    Yielded,
    /// For an event that has been registered; it may be cancelled.
    Event,
    /// For work that cannot be called back.
    Bound,
}

/// Why a wait has ended.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Wake {
    /// What was waited for has happened.
    Ready,
    /// Too late.
    TimedOut,
    /// Somebody has cancelled it.
    Canceled,
    /// Somebody has cancelled it and wants the coroutine to be told by an exception.
    Thrown,
    /// Its time limit is over, which an exception tells it.
    Expired,
    /// The process gives up all that wait: nothing is to be done but to unwind.
    Abandoned,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum State {
    Running,
    Waiting(How),
    Ended,
}

/// One coroutine.
pub struct Coroutine<T> {
    /// Its number.
    pub id: CoroutineId,
    /// When it was made, by the clock of whoever made it.
    pub begun: Duration,
    /// The switch's part.
    pub task: T,
    state: Cell<State>,
    /// Who passed control to it last; `None` is the process outside of coroutines.
    waker: Cell<Option<Rc<Self>>>,
    /// Who made it.
    pub origin: Option<CoroutineId>,
    wake: Cell<Wake>,
    /// Who waits for its end.
    joined: Cell<Option<CoroutineId>>,
    /// Whether it waits for the end of others.
    joins: Cell<bool>,
}

impl<T> Coroutine<T> {
    /// Whether its last wait was cancelled.
    pub fn is_canceled(&self) -> bool {
        matches!(self.wake.get(), Wake::Canceled | Wake::Thrown)
    }

    /// Whether the process has given it up.
    pub fn is_abandoned(&self) -> bool {
        self.wake.get() == Wake::Abandoned
    }

    /// Whether it waits.
    pub fn is_waiting(&self) -> bool {
        matches!(self.state.get(), State::Waiting(_))
    }

    /// Whether it has come to its end.
    pub fn has_ended(&self) -> bool {
        self.state.get() == State::Ended
    }

    /// Says that its body is done. For the switch, before it gives control back for the last time.
    pub fn end(&self) {
        self.state.set(State::Ended);
    }
}

/// How many there may be.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Limits {
    /// Alive at once.
    pub most: usize,
}

/// No more coroutines: the limit is this.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct TooMany(pub usize);

/// Why a coroutine was not cancelled.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum NotCanceled {
    /// There is none of that number.
    NotFound,
    /// It runs, or waits for what cannot be called back.
    Refused,
}

/// Why a coroutine cannot wait for others to end.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum NotJoined {
    /// It would wait for itself.
    Itself,
    /// None of them is there any more.
    Nobody,
    /// Somebody waits for one of them already, or it is named twice.
    Taken,
}

/// See the module's head.
pub struct Scheduler<S: Switch> {
    switch: S,
    all: RefCell<Table<Rc<Coroutine<S::Task>>>>,
    current: Cell<Option<Rc<Coroutine<S::Task>>>>,
    last: Cell<u64>,
    passes: Cell<u64>,
    peak: Cell<usize>,
    limits: Cell<Limits>,
}

impl<S: Switch> Scheduler<S> {
    /// Without coroutines.
    pub const fn new(switch: S, limits: Limits) -> Self {
        Self {
            switch,
            all: RefCell::new(Table::new()),
            current: Cell::new(None),
            last: Cell::new(0),
            passes: Cell::new(0),
            peak: Cell::new(0),
            limits: Cell::new(limits),
        }
    }

    /// The switch.
    pub fn switch(&self) -> &S {
        &self.switch
    }

    /// Changes how many there may be.
    pub fn set_limits(&self, limits: Limits) {
        self.limits.set(limits);
    }

    /// Makes a coroutine and runs it until it first waits, or ends.
    ///
    /// # Errors
    /// There are too many; the task is given back with the reason.
    #[inline(always)]
    pub fn create(&self, task: S::Task, now: Duration) -> Result<CoroutineId, (TooMany, S::Task)> {
        let most = self.limits.get().most;
        let count = self.all.borrow().len();
        if count >= most {
            return Err((TooMany(most), task));
        }
        let id = CoroutineId(self.last.get() + 1);
        self.last.set(id.0);
        if count >= self.peak.get() {
            self.peak.set(count + 1);
        }
        let origin = self.current_id();
        let coroutine = Rc::new(Coroutine {
            id,
            begun: now,
            task,
            state: Cell::new(State::Running),
            waker: Cell::new(None),
            origin,
            wake: Cell::new(Wake::Ready),
            joined: Cell::default(),
            joins: Cell::new(false),
        });
        self.all.borrow_mut().insert(id, Rc::clone(&coroutine));
        self.pass_control(coroutine);
        Ok(id)
    }

    /// The coroutine that runs; none outside of all.
    pub fn current(&self) -> Option<Rc<Coroutine<S::Task>>> {
        self.look(|current| current.cloned())
    }

    /// Its number.
    pub fn current_id(&self) -> Option<CoroutineId> {
        self.look(|current| current.map(|current| current.id))
    }

    /// Whether one runs.
    pub fn is_inside(&self) -> bool {
        self.look(|current| current.is_some())
    }

    #[inline(always)]
    fn look<R>(&self, see: impl FnOnce(Option<&Rc<Coroutine<S::Task>>>) -> R) -> R {
        let current = self.current.take();
        let seen = see(current.as_ref());
        // Nobody has put another one there, so there is nothing to drop.
        std::mem::forget(self.current.replace(current));
        seen
    }

    /// The coroutine of that number.
    pub fn get(&self, id: CoroutineId) -> Option<Rc<Coroutine<S::Task>>> {
        self.all.borrow().get(id).cloned()
    }

    /// Whether there is one of that number.
    pub fn exists(&self, id: CoroutineId) -> bool {
        self.all.borrow().get(id).is_some()
    }

    /// The numbers of all, oldest first.
    pub fn ids(&self) -> Vec<CoroutineId> {
        self.all.borrow().ids()
    }

    /// How many there are.
    pub fn count(&self) -> usize {
        self.all.borrow().len()
    }

    /// How many there were at most.
    pub fn peak(&self) -> usize {
        self.peak.get()
    }

    /// How often control has passed into a coroutine or out of one that waits: who sees the same number twice knows that the same code has run.
    pub fn passes(&self) -> u64 {
        self.passes.get()
    }

    /// The number given last.
    pub fn last_id(&self) -> u64 {
        self.last.get()
    }

    /// Makes the coroutine that runs wait until it is woken. Gives it back, and says why it was.
    ///
    /// # Panics
    /// If none runs.
    #[inline(always)]
    pub fn wait(&self, how: How) -> (Rc<Coroutine<S::Task>>, Wake) {
        let coroutine = self.current.take().expect("only a coroutine can wait");
        self.current.set(coroutine.waker.take());
        coroutine.state.set(State::Waiting(how));
        self.passes.set(self.passes.get().wrapping_add(1));
        self.switch.leave(&coroutine);
        let wake = coroutine.wake.get();
        (coroutine, wake)
    }

    /// Passes control to a coroutine that waits. Says whether it did: it may be gone, or run.
    #[inline(always)]
    pub fn wake(&self, id: CoroutineId, wake: Wake) -> bool {
        let Some(coroutine) = self.get(id).filter(|coroutine| coroutine.is_waiting()) else {
            return false;
        };
        self.pass(coroutine, wake);
        true
    }

    /// Passes control to a coroutine that has yielded. Says whether it did.
    #[inline(always)]
    pub fn resume(&self, id: CoroutineId) -> bool {
        let yielded =
            |coroutine: &Rc<Coroutine<_>>| coroutine.state.get() == State::Waiting(How::Yielded);
        let Some(coroutine) = self.get(id).filter(yielded) else { return false };
        self.pass(coroutine, Wake::Ready);
        true
    }

    /// Ends the wait of a coroutine, which is told so: by an exception if it shall `throw`.
    ///
    /// # Errors
    /// Why that is not possible.
    pub fn cancel(&self, id: CoroutineId, throw: bool) -> Result<(), NotCanceled> {
        self.interrupt(id, if throw { Wake::Thrown } else { Wake::Canceled })
    }

    /// Ends the wait of a coroutine, if it may be ended, for the reason given.
    ///
    /// # Errors
    /// Why that is not possible.
    pub fn interrupt(&self, id: CoroutineId, why: Wake) -> Result<(), NotCanceled> {
        let coroutine = self.get(id).ok_or(NotCanceled::NotFound)?;
        match coroutine.state.get() {
            State::Waiting(How::Yielded | How::Event) => {
                self.pass(coroutine, why);
                Ok(())
            }
            _ => Err(NotCanceled::Refused),
        }
    }

    /// Asks for a wake-up of the running coroutine once all of `ids` have ended; `Ok(false)` if they have. [`Scheduler::forget_join`] ends it.
    ///
    /// # Errors
    /// Why it cannot wait for them.
    pub fn join(&self, ids: &[CoroutineId]) -> Result<(), NotJoined> {
        let current = self.current_id();
        if let Some(current) = current
            && ids.contains(&current)
        {
            return Err(NotJoined::Itself);
        }
        let alive: Vec<_> = ids.iter().filter_map(|id| self.get(*id)).collect();
        if alive.is_empty() {
            return Err(NotJoined::Nobody);
        }
        for (nth, coroutine) in alive.iter().enumerate() {
            if coroutine.joined.get().is_some() {
                alive[..nth].iter().for_each(|coroutine| coroutine.joined.set(None));
                return Err(NotJoined::Taken);
            }
            coroutine.joined.set(current);
        }
        self.note_joining(true);
        Ok(())
    }

    fn note_joining(&self, on: bool) {
        self.look(|current| {
            if let Some(current) = current {
                current.joins.set(on);
            }
        });
    }

    /// Wakes a coroutine because one that it has joined has ended, if it waits for that still.
    pub fn joined(&self, by: CoroutineId) {
        if self.get(by).is_some_and(|coroutine| coroutine.joins.get()) {
            self.wake(by, Wake::Ready);
        }
    }

    /// Whether any of `ids` is still there.
    pub fn any_alive(&self, ids: &[CoroutineId]) -> bool {
        let all = self.all.borrow();
        ids.iter().any(|id| all.get(*id).is_some())
    }

    /// The running coroutine waits for these no longer.
    pub fn forget_join(&self, ids: &[CoroutineId]) {
        let current = self.current_id();
        self.note_joining(false);
        for coroutine in ids.iter().filter_map(|id| self.get(*id)) {
            if coroutine.joined.get() == current {
                coroutine.joined.set(None);
            }
        }
    }

    /// Forgets a coroutine that can never be entered again.
    pub fn forget(&self, id: CoroutineId) {
        let gone = self.all.borrow_mut().remove(id);
        drop(gone);
    }

    /// Begins anew, without coroutines: for a forked child, which has none of its parent's. The code that runs goes on, as nobody's; what was running
    /// below it is never entered again, and not freed.
    pub fn begin_anew(&self) {
        std::mem::forget((self.all.take(), self.current.take()));
        self.last.set(0);
        self.peak.set(0);
    }

    /// Leaves those that wait to the parent: for a child that a script has forked. The code that runs goes on as the coroutine that it is.
    pub fn leave_waiting(&self) {
        // A thread that runs no PHP forks at any time; such a child becomes another program.
        let Ok(mut all) = self.all.try_borrow_mut() else { return };
        for id in all.ids() {
            if all.get(id).is_some_and(|coroutine| coroutine.is_waiting()) {
                std::mem::forget(all.remove(id));
            }
        }
    }

    #[inline(always)]
    fn pass(&self, coroutine: Rc<Coroutine<S::Task>>, wake: Wake) {
        coroutine.wake.set(wake);
        coroutine.state.set(State::Running);
        self.pass_control(coroutine);
    }

    #[inline(always)]
    fn pass_control(&self, coroutine: Rc<Coroutine<S::Task>>) {
        let waker = self.current.replace(Some(Rc::clone(&coroutine)));
        self.passes.set(self.passes.get().wrapping_add(1));
        // It ran before, so nobody was noted.
        coroutine.waker.set(waker);
        self.switch.enter(&coroutine);
        if coroutine.has_ended() {
            self.clean_up(coroutine);
        }
    }

    /// Control has come back from a coroutine that has ended.
    fn clean_up(&self, coroutine: Rc<Coroutine<S::Task>>) {
        let waker = coroutine.waker.take();
        let ended = self.current.replace(waker);
        drop(ended);
        let gone = self.all.borrow_mut().remove(coroutine.id);
        drop(gone);
        self.switch.ended(&coroutine);
        if let Some(by) = coroutine.joined.take() {
            self.switch.joined(by);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::cell::RefCell;

    /// A coroutine of the tests: steps, each of which runs until the coroutine waits next. A step that asks to wait does so as its last act.
    struct Steps(RefCell<Vec<Step>>);

    type Step = Box<dyn FnOnce(&Scheduler<Fake>)>;

    /// Runs a coroutine's next step each time it is entered; `leave` comes at the end of a step and so returns at once.
    #[derive(Default)]
    struct Fake {
        ended: RefCell<Vec<u64>>,
    }

    thread_local! {
        static TABLE: Rc<Scheduler<Fake>> =
            Rc::new(Scheduler::new(Fake::default(), Limits { most: 3 }));
    }

    impl Switch for Fake {
        type Task = Steps;

        fn enter(&self, coroutine: &Rc<Coroutine<Steps>>) {
            let next = {
                let mut steps = coroutine.task.0.borrow_mut();
                if steps.is_empty() { None } else { Some(steps.remove(0)) }
            };
            let scheduler = TABLE.with(Rc::clone);
            if let Some(step) = next {
                step(&scheduler);
            }
            if !coroutine.is_waiting() {
                coroutine.end();
            }
        }

        fn leave(&self, _: &Rc<Coroutine<Steps>>) {}

        fn ended(&self, coroutine: &Rc<Coroutine<Steps>>) {
            self.ended.borrow_mut().push(coroutine.id.0);
        }

        fn joined(&self, by: CoroutineId) {
            scheduler().joined(by);
        }
    }

    fn scheduler() -> Rc<Scheduler<Fake>> {
        TABLE.with(Rc::clone)
    }

    fn start(scheduler: &Scheduler<Fake>, steps: Vec<Step>) -> CoroutineId {
        scheduler.create(Steps(RefCell::new(steps)), Duration::ZERO).ok().unwrap()
    }

    #[test]
    fn a_forked_child_leaves_those_that_wait_to_its_parent() {
        let scheduler = scheduler();
        let waiting = start(&scheduler, vec![waits(How::Event), waits(How::Event)]);
        let other = start(
            &scheduler,
            vec![Box::new(move |scheduler: &Scheduler<Fake>| {
                scheduler.leave_waiting();
                assert!(scheduler.get(waiting).is_none());
                assert_eq!(scheduler.ids(), vec![scheduler.current_id().unwrap()]);
            })],
        );
        assert!(scheduler.get(other).is_none());
        assert_eq!(scheduler.count(), 0);
        scheduler.wake(waiting, Wake::Ready);
        assert_eq!(*scheduler.switch().ended.borrow(), vec![other.0]);
    }

    fn waits(how: How) -> Step {
        Box::new(move |scheduler| {
            scheduler.wait(how);
        })
    }

    fn ends() -> Step {
        Box::new(|_| {})
    }

    #[test]
    fn a_coroutine_runs_until_it_waits_and_goes_on_when_woken() {
        let scheduler = scheduler();
        let id = start(&scheduler, vec![waits(How::Event), ends()]);
        assert!(scheduler.get(id).unwrap().is_waiting());
        assert_eq!(scheduler.current_id(), None);
        assert!(scheduler.wake(id, Wake::Ready));
        assert!(!scheduler.exists(id));
        assert_eq!(*scheduler.switch().ended.borrow(), [1]);
        assert!(!scheduler.wake(id, Wake::Ready));
    }

    #[test]
    fn only_what_has_yielded_can_be_resumed_by_number() {
        let scheduler = scheduler();
        let blocked = start(&scheduler, vec![waits(How::Event), ends()]);
        let yielded = start(&scheduler, vec![waits(How::Yielded), ends()]);
        assert!(!scheduler.resume(blocked));
        assert!(scheduler.resume(yielded));
        assert!(!scheduler.resume(yielded));
    }

    #[test]
    fn cancelling_reaches_what_waits_and_can_be_called_back() {
        let scheduler = scheduler();
        let bound = start(&scheduler, vec![waits(How::Bound), ends()]);
        let event = start(&scheduler, vec![waits(How::Event), waits(How::Event), ends()]);
        assert_eq!(scheduler.cancel(bound, false), Err(NotCanceled::Refused));
        assert_eq!(scheduler.cancel(CoroutineId(99), false), Err(NotCanceled::NotFound));
        assert_eq!(scheduler.cancel(event, false), Ok(()));
        assert_eq!(scheduler.get(event).unwrap().wake.get(), Wake::Canceled);
        assert_eq!(scheduler.cancel(event, true), Ok(()));
        assert!(!scheduler.exists(event));
    }

    #[test]
    fn there_is_a_limit_and_the_most_there_were_is_known() {
        let scheduler = scheduler();
        for _ in 0..3 {
            start(&scheduler, vec![waits(How::Event), ends()]);
        }
        let refused = scheduler.create(Steps(RefCell::default()), Duration::ZERO);
        assert_eq!(refused.err().unwrap().0, TooMany(3));
        for id in scheduler.ids() {
            scheduler.wake(id, Wake::Ready);
        }
        assert_eq!((scheduler.count(), scheduler.peak(), scheduler.last_id()), (0, 3, 3));
    }

    #[test]
    fn the_origin_is_who_made_it() {
        let scheduler = scheduler();
        let inner: Step = Box::new(|scheduler| {
            let inner = start(scheduler, vec![waits(How::Yielded), ends()]);
            assert_eq!(scheduler.get(inner).unwrap().origin, scheduler.current_id());
        });
        start(&scheduler, vec![inner]);
        assert_eq!(scheduler.current_id(), None);
        assert_eq!(scheduler.count(), 1);
    }

    #[test]
    fn joining_waits_for_the_last_and_refuses_itself_and_nobody() {
        let scheduler = scheduler();
        let first = start(&scheduler, vec![waits(How::Event), ends()]);
        let second = start(&scheduler, vec![waits(How::Event), ends()]);
        let both = vec![first, second];
        let joins: Step = Box::new(move |scheduler| {
            assert_eq!(scheduler.join(&[scheduler.current_id().unwrap()]), Err(NotJoined::Itself));
            assert_eq!(scheduler.join(&[CoroutineId(50)]), Err(NotJoined::Nobody));
            assert_eq!(scheduler.join(&[first, first]), Err(NotJoined::Taken));
            scheduler.join(&both).unwrap();
            assert_eq!(scheduler.join(&[second]), Err(NotJoined::Taken));
            scheduler.wait(How::Event);
        });
        let again: Step = Box::new(move |scheduler| {
            assert!(scheduler.any_alive(&[first, second]));
            scheduler.wait(How::Event);
        });
        let waiter = start(&scheduler, vec![joins, again, ends()]);
        scheduler.wake(second, Wake::Ready);
        assert!(scheduler.exists(waiter));
        scheduler.wake(first, Wake::Ready);
        assert!(!scheduler.exists(waiter));
    }
}
