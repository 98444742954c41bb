//! Waiting for the results of tasks: in a coroutine others run meanwhile, outside of one the process blocks.

use crate::coroutine::{How, Wake};
use crate::error::Failure;
use crate::php::boundary::{Exit, Outcome};
use crate::php::coroutine::{outcome, runtime};
use crate::server::actor::Actor;
use crate::server::replies::Taker;
use crate::server::task::{self, Answer, flag};
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::time::Duration;

/// How tasks are handed out that the code that runs is about to wait for; `together` if there are several.
pub(super) fn flags(together: bool) -> u8 {
    match (runtime::is_inside(), together) {
        (true, _) => flag::NONBLOCK | flag::COROUTINE,
        (false, true) => flag::WAITALL,
        (false, false) => 0,
    }
}

/// Waits until the results of `tasks` (ascending numbers) are there, or `limit` has passed. Gives what there is, in their order.
///
/// # Errors
/// Waiting fails, or was cancelled. In a coroutine, if nothing at all has come in time.
pub(super) fn wait(
    actor: &Rc<Actor>,
    tasks: &[u64],
    limit: Option<Duration>,
) -> Outcome<Vec<Option<Answer>>> {
    if !runtime::is_inside() {
        return task::wait(actor, tasks, limit).map_err(Exit::warn_failure);
    }
    let gathered = Rc::new(Gathered {
        tasks: tasks.to_vec(),
        answers: RefCell::new(tasks.iter().map(|_| None).collect()),
        open: Cell::new(tasks.len()),
    });
    let (waiting, reactor) = (runtime::current_id()?, Rc::clone(&actor.reactor));
    let gathering = Rc::clone(&gathered);
    let taker: Taker = Rc::new(move |id, answer| {
        if gathering.take(id, answer) {
            runtime::wake(&reactor, waiting, Wake::Ready);
        }
    });
    actor.replies.expect(actor, tasks, &taker).map_err(|error| {
        Exit::warn_failure(Failure::system("waiting for the result of a task", &error))
    })?;
    let woken = runtime::wait(How::Event, limit);
    // Nobody wakes this coroutine for them from here on.
    actor.replies.forget(tasks);
    let answers = gathered.answers.take();
    match woken? {
        Wake::Ready => Ok(answers),
        Wake::TimedOut if answers.iter().any(Option::is_some) => Ok(answers),
        wake => outcome(wake).map(|_| answers),
    }
}

struct Gathered {
    tasks: Vec<u64>,
    answers: RefCell<Vec<Option<Answer>>>,
    open: Cell<usize>,
}

impl Gathered {
    /// Says whether it was the last.
    fn take(&self, id: u64, answer: Answer) -> bool {
        let Ok(number) = self.tasks.binary_search(&id) else { return false };
        self.answers.borrow_mut()[number] = Some(answer);
        self.open.set(self.open.get() - 1);
        self.open.get() == 0
    }
}
