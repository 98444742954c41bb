//! The program that runs on the engine's server: the script's callbacks.

use super::core::{ServerCore, has_halted};
use super::events::{Event, Handler};
use super::{event, messages, packet, pipe_message, status_info, task, task_result, tasks};
use crate::coroutine::CoroutineId;
use crate::ids::{ActorId, PortIndex, SessionId};
use crate::ipc::Payload;
use crate::log;
use crate::php::callable::Callable;
use crate::php::callback::{self, Called, Held};
use crate::php::convert::{double, long, string};
use crate::php::coroutine::runtime::Begun;
use crate::php::coroutine::{options, runtime, trace};
use crate::php::exit;
use crate::php::http;
use crate::php::http::outlet::Outlet;
use crate::php::process;
use crate::php::stack;
use crate::php::web_socket::serving;
use crate::protocol::websocket::Label;
use crate::reactor;
use crate::server::app::{App, Datagram, Dispatched, Message, SessionEvent, Wants, WorkerFailure};
use crate::server::overtime::Tracer;
use crate::server::session_table::flag;
use crate::server::task::Task;
use crate::settings::WebSocketSettings;
use ext_php_rs::types::Zval;
use std::rc::Rc;

/// What a `dispatch_func` returns, besides a worker: `SWOOLE_DISPATCH_RESULT_*`. Anything else discards.
const CLOSE_CONNECTION: i64 = -2;
/// As the mode says.
const USERFUNC_FALLBACK: i64 = -3;

/// See the module's head.
pub struct PhpApp {
    core: Rc<ServerCore>,
}

impl PhpApp {
    /// The program of a server object.
    pub fn new(core: &Rc<ServerCore>) -> Self {
        Self { core: Rc::clone(core) }
    }

    /// Calls a callback; when it ends the process, the loop it runs on ends.
    fn call<const N: usize>(
        &self,
        callable: &Callable,
        build: impl FnOnce(Zval) -> [Zval; N],
    ) -> Called {
        let called = callback::call_with(callable, || build(self.core.value()));
        // An exception that nobody caught in an event of the manager's is reported, and the manager, which the server needs, goes on.
        let goes_on = self.core.is_manager() && callback::forgive_uncaught();
        if !goes_on && (!matches!(called, Called::Returned(_)) || has_halted()) {
            halt();
        }
        called
    }

    /// Calls a callback of an event that a worker serves: in a coroutine, until it first waits, unless that is switched off.
    fn event<const N: usize>(
        &self,
        event: Event,
        callable: &Callable,
        build: impl FnOnce(Zval) -> [Zval; N],
    ) -> Begun {
        if !options::events_are_coroutines() {
            self.call(callable, build);
            return Begun::Plain;
        }
        let (called, begun) = match callback::build(|| build(self.core.value())) {
            Some(mut arguments) => runtime::begin_event(&Handler(event), callable, &mut arguments),
            None => (Called::Stopped, Begun::Plain),
        };
        if !matches!(called, Called::Returned(_)) || has_halted() {
            halt();
        }
        begun
    }

    /// Calls a callback of the server's own.
    fn tell<const N: usize>(&self, event: Event, build: impl FnOnce(Zval) -> [Zval; N]) {
        if let Some(callable) = self.core.callbacks.get(event) {
            self.call(&callable, build);
        }
    }

    fn worker_event(&self, event: Event, worker: ActorId) {
        self.tell(event, |server| [server, long(worker.0.into())]);
    }

    /// Calls `onRequest` with an HTTP request, or takes its client over to WebSocket; says whether the package is for it.
    fn requested(&self, event: &SessionEvent<'_>) -> bool {
        let Some(shared) = self.core.shared() else { return false };
        let settings = &shared.ports[usize::from(event.port.0)].settings;
        if settings.http.is_none() {
            return false;
        }
        let websocket = settings.websocket.as_ref();
        let handshake = websocket.filter(|_| event.gist.asks_websocket());
        let which = if handshake.is_some() { Event::Handshake } else { Event::Request };
        let callable = self.core.port_callback(event.port, which);
        if callable.is_none() && websocket.is_none() {
            return false;
        }
        with_payload(&event.payload, |raw| {
            if !self.core.line.admits(&self.core, event, raw) {
                return;
            }
            match (callable, handshake) {
                (Some(callable), _) => {
                    let call = |callable: &Callable, arguments| {
                        self.call_as_is(which, callable, arguments)
                    };
                    http::serve(&self.core, event, raw, handshake.is_some(), &callable, call);
                }
                (None, Some(settings)) => self.shake_hands(event, settings, raw),
                (None, None) => serving::turn_away(&Outlet::of(&self.core, event)),
            }
        });
        true
    }

    /// Takes a client over to WebSocket, where the script does not do it itself.
    fn shake_hands(&self, event: &SessionEvent<'_>, settings: &WebSocketSettings, raw: &[u8]) {
        let callback = |which| self.core.port_callback(event.port, which);
        let before = |request, response| {
            if let Some(callable) = callback(Event::BeforeHandshakeResponse) {
                self.event(Event::BeforeHandshakeResponse, &callable, |server| {
                    [server, request, response]
                });
            }
        };
        let open = |request| {
            if let Some(callable) = callback(Event::Open) {
                self.event(Event::Open, &callable, |server| [server, request]);
            }
        };
        serving::shake_hands(&self.core, event, settings, raw, before, open);
    }

    /// Calls `onMessage`.
    fn said(&self, event: &SessionEvent<'_>, label: Label) {
        let Some(callable) = self.core.port_callback(event.port, Event::Message) else { return };
        with_payload(&event.payload, |payload| {
            let session = event.session;
            self.event(Event::Message, &callable, |server| {
                [server, serving::message(session, label, payload)]
            });
        });
    }

    /// The event that tells of a session's end: on a port that speaks WebSocket there is one for those that have never gone over to it.
    fn end_of(&self, event: &SessionEvent<'_>) -> Event {
        let session = || self.core.shared()?.sessions.get(event.session);
        let may_differ = self.core.port_callback(event.port, Event::Disconnect).is_some();
        match may_differ && session().is_some_and(|session| !session.has(flag::WEBSOCKET)) {
            true => Event::Disconnect,
            false => Event::Close,
        }
    }

    /// [`PhpApp::event`] without the server among the arguments; says how the callback came to its end, or to where it first waits,
    /// and the coroutine that it runs in.
    fn call_as_is<const N: usize>(
        &self,
        event: Event,
        callable: &Callable,
        arguments: [Zval; N],
    ) -> (Called, Begun) {
        let mut arguments = arguments;
        let (called, begun) = match options::events_are_coroutines() {
            true => runtime::begin_event(&Handler(event), callable, &mut arguments),
            false => (callback::call_with(callable, || arguments), Begun::Plain),
        };
        if !matches!(called, Called::Returned(_)) || has_halted() {
            halt();
        }
        (called, begun)
    }

    /// Calls a callback of a port's with session and reactor.
    fn session_event(&self, which: Event, of: &SessionEvent<'_>) {
        let Some(callable) = self.core.port_callback(of.port, which) else { return };
        if self.core.event_object.get() {
            self.event(which, &callable, |server| [server, event::value(of, None)]);
        } else {
            self.event(which, &callable, |server| {
                [server, fd(of.session), long(of.reactor.into())]
            });
        }
    }
}

/// Ends the loop of this process: the script has ended it.
pub(super) fn halt() {
    if let Some(reactor) = reactor::current_if_any() {
        reactor.stop();
    }
}

/// A session id as scripts see it.
fn fd(session: SessionId) -> Zval {
    long(session.0 as i64)
}

/// Seconds of the real-time clock.
pub(super) fn seconds(micros: u64) -> f64 {
    micros as f64 / 1e6
}

/// A payload as bytes, wherever it lies; an error is logged and gives nothing.
pub(super) fn with_payload(payload: &Payload<'_>, use_bytes: impl FnOnce(&[u8])) {
    if let Err(error) = payload.with_bytes(use_bytes) {
        log::sys_warning(
            &error,
            format_args!(
                "{} bytes that another process sent cannot be read and are lost",
                payload.len()
            ),
        );
    }
}

impl App for PhpApp {
    fn wants(&self, port: PortIndex) -> Wants {
        let has = |event| self.core.port_callback(port, event).is_some();
        Wants {
            connect: has(Event::Connect),
            close: has(Event::Close) || has(Event::Disconnect),
            buffer_full: has(Event::BufferFull),
            buffer_empty: has(Event::BufferEmpty),
        }
    }

    fn has_halted(&self) -> bool {
        has_halted()
    }

    fn tracer(&self) -> Tracer {
        stack::trace
    }

    fn trace(&self, coroutine: u64) -> String {
        let coroutine = runtime::scheduler().get(CoroutineId(coroutine));
        let frames = trace::of(coroutine.as_deref(), trace::IGNORE_ARGS, 0, 0);
        let text = frames.map(|frames| trace::text(&frames)).unwrap_or_default();
        String::from_utf8_lossy(&text).into_owned()
    }

    fn started(&self) {
        self.core.refresh_pids();
        self.tell(Event::Start, |server| [server]);
    }

    fn before_shutdown(&self) {
        self.tell(Event::BeforeShutdown, |server| [server]);
    }

    fn shut_down(&self) {
        // All else has ended: the script may.
        exit::in_server(false);
        self.tell(Event::Shutdown, |server| [server]);
    }

    fn manager_started(&self) {
        self.core.refresh_pids();
        self.tell(Event::ManagerStart, |server| [server]);
    }

    fn manager_stopped(&self) {
        self.tell(Event::ManagerStop, |server| [server]);
    }

    fn before_reload(&self) {
        self.tell(Event::BeforeReload, |server| [server]);
    }

    fn after_reload(&self) {
        self.tell(Event::AfterReload, |server| [server]);
    }

    fn worker_failed(&self, failure: WorkerFailure) {
        let WorkerFailure { worker, pid, status } = failure;
        let Some(callable) = self.core.callbacks.get(Event::WorkerError) else {
            log::warning(format_args!(
                "Worker::report_error(): worker(pid={pid}, id={worker}) abnormal exit, status={}, signal={}",
                status.code, status.signal
            ));
            return;
        };
        if self.core.event_object.get() {
            self.call(&callable, |server| [server, status_info::value(&failure)]);
        } else {
            let numbers = move |server| {
                [
                    server,
                    long(worker.0.into()),
                    long(pid.into()),
                    long(status.code.into()),
                    long(status.signal.into()),
                ]
            };
            self.call(&callable, numbers);
        }
    }

    fn worker_started(&self, worker: ActorId) {
        self.core.refresh_pids();
        self.core.show_stats_timer();
        if let Some(callable) = self.core.callbacks.get(Event::WorkerStart) {
            self.event(Event::WorkerStart, &callable, |server| [server, long(worker.0.into())]);
        }
    }

    fn coroutine_figures(&self) -> (usize, usize) {
        (runtime::count(), runtime::scheduler().peak())
    }

    fn coroutines(&self) -> usize {
        runtime::count() + self.core.line.waiting()
    }

    fn worker_ending(&self) {
        self.core.line.give_up(&self.core);
    }

    fn worker_exiting(&self, worker: ActorId) {
        self.worker_event(Event::WorkerExit, worker);
    }

    fn worker_stopped(&self, worker: ActorId) {
        self.worker_event(Event::WorkerStop, worker);
        http::give_up_all();
    }

    fn user_process(&self, id: ActorId) {
        let first = self.core.shared().map_or(0, |shared| shared.actors.user(0).0);
        let users = self.core.users.borrow();
        let object = users.get(usize::from(id.0 - first)).map(|held| Held::copy_of(held));
        drop(users);
        let Some(object) = object.as_ref().and_then(|held| process::of(held)) else { return };
        self.core.refresh_pids();
        process::set_id(object, id.0.into());
        // A process of the script's own: it ends as a script does.
        exit::in_server(false);
        if !matches!(process::run_here(object), Called::Returned(_)) || has_halted() {
            halt();
        }
    }

    fn connected(&self, event: SessionEvent<'_>) {
        self.session_event(Event::Connect, &event);
    }

    fn received(&self, event: SessionEvent<'_>) {
        if let Some(label) = event.label {
            return self.said(&event, label);
        }
        if self.requested(&event) {
            return;
        }
        let Some(callable) = self.core.port_callback(event.port, Event::Receive) else { return };
        with_payload(&event.payload, |bytes| {
            let begun = if self.core.event_object.get() {
                self.event(Event::Receive, &callable, |server| {
                    [server, event::value(&event, Some(bytes))]
                })
            } else {
                self.event(Event::Receive, &callable, |server| {
                    [server, fd(event.session), long(event.reactor.into()), string(bytes)]
                })
            };
            // Nobody will ever see what the client has sent: it must not wait for an answer.
            if begun == Begun::TooMany
                && let Ok(actor) = self.core.actor()
            {
                let _ = actor.close(event.session, false);
            }
        });
    }

    fn closed(&self, event: SessionEvent<'_>) {
        self.session_event(self.end_of(&event), &event);
    }

    fn buffer_full(&self, event: SessionEvent<'_>) {
        if let Some(callable) = self.core.port_callback(event.port, Event::BufferFull) {
            self.event(Event::BufferFull, &callable, |server| [server, fd(event.session)]);
        }
    }

    fn buffer_empty(&self, event: SessionEvent<'_>) {
        if let Some(callable) = self.core.port_callback(event.port, Event::BufferEmpty) {
            self.event(Event::BufferEmpty, &callable, |server| [server, fd(event.session)]);
        }
    }

    fn datagram(&self, datagram: Datagram<'_>) {
        let Some(callable) = self.core.port_callback(datagram.port, Event::Packet) else { return };
        let Some(port) = self.core.port(datagram.port) else { return };
        let socket = packet::ServerSocket::of(&port);
        if self.core.event_object.get() {
            self.event(Event::Packet, &callable, |server| {
                [server, packet::value(&datagram, socket)]
            });
        } else {
            self.event(Event::Packet, &callable, |server| {
                [server, string(datagram.bytes), packet::client_info(&datagram, socket)]
            });
        }
    }

    fn message(&self, message: Message<'_>) {
        let Some(callable) = self.core.callbacks.get(Event::PipeMessage) else { return };
        with_payload(&message.payload, |bytes| {
            let Some(value) = messages::decode(bytes, message.serialized) else { return };
            let value = value.into_inner();
            if self.core.event_object.get() {
                self.event(Event::PipeMessage, &callable, |server| {
                    [server, pipe_message::value(&message, value)]
                });
            } else {
                self.event(Event::PipeMessage, &callable, |server| {
                    [server, long(message.from.0.into()), value]
                });
            }
        });
    }

    fn task(&self, task: Task<'_>, over: &dyn Fn()) {
        let Some(callable) = self.core.callbacks.get(Event::Task) else { return };
        let head = task.head;
        let Some(data) = tasks::value(&task) else { return };
        if self.core.task_coroutines.get() {
            let object = task::value(&self.core, head, data);
            self.event(Event::Task, &callable, |server| [server, object]);
            return over();
        }
        self.core.current_task.set(Some(head));
        let called = if self.core.task_object.get() {
            let object = task::value(&self.core, head, data);
            self.call(&callable, |server| [server, object])
        } else {
            self.call(&callable, |server| {
                [server, long(head.id as i64), long(tasks::source(&self.core, head)), data]
            })
        };
        over();
        if let Some(result) = called.returned().filter(|result| !result.is_null()) {
            tasks::return_result(&self.core, &head, &result);
        }
        self.core.current_task.set(None);
    }

    fn task_finished(&self, result: Task<'_>) {
        let Some(callable) = tasks::callback_of(&self.core, &result.head) else { return };
        let Some(data) = tasks::value(&result) else { return };
        if self.core.event_object.get() {
            self.event(Event::Finish, &callable, |server| {
                [server, task_result::value(&result.head, data)]
            });
        } else {
            self.event(Event::Finish, &callable, |server| {
                [server, long(result.head.id as i64), data]
            });
        }
    }

    fn command(&self, name: &str, data: &[u8]) -> Vec<u8> {
        messages::run_command(&self.core, name, data, |callable, data| {
            self.call(callable, |server| [server, string(data)]).returned()
        })
    }

    fn command_answered(&self, request: u64, answer: &[u8]) {
        self.core.answers.borrow_mut().insert(request, answer.to_vec());
    }

    fn dispatch(&self, session: Option<SessionId>, kind: u8, bytes: &[u8]) -> Dispatched {
        let Some(callable) = self.core.wishes.callable("dispatch_func") else {
            return Dispatched::ByMode;
        };
        let session = session.map_or(0, |session| session.0 as i64);
        let called = self
            .call(&callable, |server| [server, long(session), long(kind.into()), string(bytes)]);
        let Some(chosen) = called.returned() else { return Dispatched::Discard };
        let workers = self.core.shared().map_or(0, |shared| i64::from(shared.actors.workers));
        match chosen.long() {
            Some(worker) if (0..workers).contains(&worker) => {
                Dispatched::To(ActorId(worker as u16))
            }
            Some(CLOSE_CONNECTION) => Dispatched::Close,
            Some(USERFUNC_FALLBACK) => Dispatched::ByMode,
            _ => Dispatched::Discard,
        }
    }
}

/// Values that more than one event uses.
pub(super) fn time(micros: u64) -> Zval {
    double(seconds(micros))
}
