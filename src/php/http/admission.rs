//! How many requests are worked on at a time (`max_concurrency`, `worker_max_concurrency`): beyond the one limit they are refused, beyond the other they wait
//! in their worker. A request counts from its callback's begin until it has been answered, or its answer can come no more.

use super::outlet::Outlet;
use super::output;
use crate::ids::{PortIndex, SessionId, StreamId};
use crate::ipc::Payload;
use crate::log;
use crate::php::server::core::ServerCore;
use crate::protocol::http1::Gist;
use crate::server::actor::Actor;
use crate::server::app::SessionEvent;
use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::rc::Rc;
use std::sync::atomic::Ordering::Relaxed;

/// The status of a request that is one too many.
const UNAVAILABLE: u16 = 503;

/// The requests of a worker that wait for their turn, first come, first served.
#[derive(Default)]
pub struct Line {
    waiting: RefCell<VecDeque<Waiting>>,
    /// It is the turn of one that has waited.
    calling: Cell<bool>,
}

struct Waiting {
    session: SessionId,
    stream: StreamId,
    port: PortIndex,
    reactor: i32,
    time: u64,
    gist: Gist,
    bytes: Vec<u8>,
}

impl Line {
    /// How many wait.
    pub fn waiting(&self) -> usize {
        self.waiting.borrow().len()
    }

    /// Whether a request is to be worked on now. If not, it has been refused, or waits.
    pub fn admits(&self, core: &Rc<ServerCore>, event: &SessionEvent<'_>, raw: &[u8]) -> bool {
        let Ok(actor) = core.actor_quietly() else { return true };
        let settings = &actor.shared.settings;
        let limited = settings.worker_max_concurrency.is_some();
        if limited && (is_full(&actor) || self.waiting() > 0 && !self.calling.get()) {
            self.waiting.borrow_mut().push_back(Waiting {
                session: event.session,
                stream: event.stream,
                port: event.port,
                reactor: event.reactor,
                time: event.time,
                gist: event.gist,
                bytes: raw.to_vec(),
            });
            return false;
        }
        if settings
            .max_concurrency
            .is_some_and(|most| actor.shared.total(|row| &row.exchanges) >= most)
        {
            refuse(Outlet::of(core, event));
            return false;
        }
        true
    }

    /// A request has been dealt with: it is the next one's turn, when what runs has come to its end.
    pub fn advance(&self, core: &Rc<ServerCore>, actor: &Actor) {
        if self.waiting() > 0 {
            let core = Rc::clone(core);
            actor.reactor.defer(move |_| core.line.call(&core));
        }
    }

    fn call(&self, core: &Rc<ServerCore>) {
        let Ok(actor) = core.actor_quietly() else { return };
        // One that turns out to be none that is worked on (it is refused, or ends at once) leaves its place to the one behind it.
        while !is_full(&actor) {
            let next = self.waiting.borrow_mut().pop_front();
            let Some(next) = next else { return };
            // Who has gone meanwhile needs no answer.
            if actor.shared.sessions.get(next.session).is_none() {
                continue;
            }
            let Some(app) = actor.app.as_ref().filter(|app| !app.has_halted()) else { return };
            self.calling.set(true);
            app.received(SessionEvent {
                session: next.session,
                port: next.port,
                reactor: next.reactor,
                time: next.time,
                gist: next.gist,
                label: None,
                stream: next.stream,
                payload: Payload::Inline(&next.bytes),
            });
            self.calling.set(false);
        }
    }

    /// The worker ends: nobody will work on those that wait.
    pub fn give_up(&self, core: &Rc<ServerCore>) {
        for waiting in self.waiting.take() {
            refuse(Outlet::Session(Rc::clone(core), waiting.session, waiting.stream));
        }
    }
}

/// Whether this worker has all the requests that it may have.
fn is_full(actor: &Actor) -> bool {
    let most = actor.shared.settings.worker_max_concurrency;
    most.is_some_and(|most| actor.shared.actor(actor.id).exchanges.load(Relaxed) >= most)
}

fn refuse(outlet: Outlet) {
    if let Outlet::Session(_, session, _) = &outlet {
        log::notice(format_args!(
            "session {session}: more requests at a time than max_concurrency or worker_max_concurrency allow"
        ));
    }
    output::bare(&outlet, UNAVAILABLE);
}
