//! The actor that this process (or reactor thread) is: what it calls itself, how it reaches the others, and what it may do to a session.
//!
//! A method on a session runs at once when this actor owns it, else it is one packet to its owner; so every method works from every process, in both
//! modes. The binding calls these for the methods of `Swoole\Server`.

use super::actors::Kind;
use super::app::{App, SessionEvent};
use super::certificates::Certificates;
use super::overtime::{Overtime, Tracer};
use super::owner::{Owner, Share, When};
use super::replies::Replies;
use super::room::Rooms;
use super::session_table::{Session, flag};
use super::shared::{Shared, count, now_micros};
use super::wire;
use super::worker::is_sticky;
use crate::error::{ErrorCode, Failure};
use crate::ids::{ActorId, SessionId, StreamId};
use crate::ipc::{Flusher, Header, Outboxes, Payload, Pump};
use crate::protocol::http1::Gist;
use crate::reactor::Reactor;
use std::cell::{Cell, OnceCell};
use std::os::unix::ffi::OsStrExt;
use std::path::Path;
use std::rc::Rc;
use std::sync::Arc;
use std::sync::atomic::Ordering::Relaxed;

/// Bytes that may wait for one inbox before a sender blocks (or is told that it is full).
pub const WAITING_MAX: usize = 8 * 1024 * 1024;

/// See the module's head.
pub struct Actor {
    /// Its number.
    pub id: ActorId,
    /// What all processes share.
    pub shared: Arc<Shared>,
    /// Its loop.
    pub reactor: Rc<Reactor>,
    /// The program, in processes that run it.
    pub app: Option<Rc<dyn App>>,
    /// Results of tasks that callbacks wait for.
    pub replies: Rc<Replies>,
    /// Sessions whose output callbacks wait for.
    pub rooms: Rooms,
    /// What clients have shown, in a worker.
    pub certificates: Certificates,
    outboxes: Arc<Outboxes>,
    pump: Rc<Pump>,
    owner: OnceCell<Rc<Owner>>,
    flusher: OnceCell<Option<Flusher>>,
    /// What watches over requests that may not take for ever.
    overtime: OnceCell<Option<Arc<Overtime>>>,
    /// More packages are there already: what is sent now may wait for what answers them.
    gathering: Cell<bool>,
}

impl Actor {
    /// The actor `id`, on this thread's `reactor`.
    pub fn new(
        id: ActorId,
        shared: &Arc<Shared>,
        reactor: &Rc<Reactor>,
        app: Option<Rc<dyn App>>,
    ) -> Rc<Self> {
        let outboxes = Arc::new(Outboxes::new(id, Arc::clone(&shared.mailboxes)));
        let pump = Pump::new(&outboxes, reactor);
        Rc::new(Self {
            id,
            shared: Arc::clone(shared),
            reactor: Rc::clone(reactor),
            app,
            replies: Rc::default(),
            rooms: Rooms::default(),
            certificates: Certificates::default(),
            outboxes,
            pump,
            owner: OnceCell::new(),
            flusher: OnceCell::new(),
            overtime: OnceCell::new(),
            gathering: Cell::new(false),
        })
    }

    /// Says in the table of processes that this one has taken the actor's place.
    pub fn enter(&self, state: u32) {
        let row = self.shared.actor(self.id);
        row.pid.store(std::process::id() as i32, Relaxed);
        row.started_at.store(now_micros() / 1_000_000, Relaxed);
        for of_this_process in [&row.process_requests, &row.coroutines, &row.exchanges] {
            of_this_process.store(0, Relaxed);
        }
        if self.shared.mode == super::Mode::Base {
            // What its predecessor was at has gone with that one.
            row.requests.store(row.dispatched.load(Relaxed), Relaxed);
        }
        row.state.store(state, Relaxed);
    }

    /// A request has been handed to the script, which may take its time to answer.
    pub fn exchange_begins(&self) {
        count(&self.shared.actor(self.id).exchanges, 1);
    }

    /// The script is done with it.
    pub fn exchange_ends(&self) {
        let exchanges = &self.shared.actor(self.id).exchanges;
        exchanges.store(exchanges.load(Relaxed).saturating_sub(1), Relaxed);
    }

    /// What it is.
    pub fn kind(&self) -> Kind {
        self.shared.actors.kind(self.id)
    }

    /// Makes it the owner of sessions.
    pub fn own_sessions(&self, owner: Rc<Owner>) {
        // Set once, when the actor starts.
        let _ = self.owner.set(owner);
    }

    /// Its sessions, if it owns any.
    pub fn owner(&self) -> Option<&Rc<Owner>> {
        self.owner.get()
    }

    /// Begins to watch over requests, if they may not take for ever. `tracer` tells where the script is.
    pub fn watch_requests(&self, tracer: Tracer) {
        self.overtime.get_or_init(|| Overtime::new(self.id, &self.shared, &self.outboxes, tracer));
    }

    /// What watches over requests that may not take for ever.
    pub fn overtime(&self) -> Option<&Arc<Overtime>> {
        self.overtime.get()?.as_ref()
    }

    /// The pump of its outboxes.
    pub fn pump(&self) -> &Rc<Pump> {
        &self.pump
    }

    /// Bytes that wait for room in an inbox.
    pub fn waiting_for(&self, to: ActorId) -> usize {
        self.outboxes.waiting_bytes(to)
    }

    /// Bytes that wait for room in any inbox.
    pub fn waiting_bytes(&self) -> usize {
        self.outboxes.all_waiting_bytes()
    }

    /// The thread that sees to it that no answer waits for a later callback. Started when there is something to gather for the first time: a process
    /// with one thread gets by with cheaper system calls.
    fn flusher(&self) -> Option<&Flusher> {
        self.flusher.get_or_init(|| self.start_flusher()).as_ref()
    }

    fn start_flusher(&self) -> Option<Flusher> {
        let outboxes = Arc::clone(&self.outboxes);
        let cork = self.owner.get().map(|owner| owner.cork());
        let flush = move || {
            // The process itself flushes again when it comes to it, and reports what fails.
            let _ = outboxes.flush();
            if let Some(cork) = &cork {
                cork.flush();
            }
        };
        let complain = |error: &std::io::Error| {
            crate::log::sys_warning(
                error,
                format_args!("no thread left: answers are sent one by one"),
            );
        };
        Flusher::start(flush).inspect_err(complain).ok()
    }

    /// Runs a callback of the script's that may answer. While `more` of its kind are at hand already, the answers are gathered; after the last they
    /// are sent.
    pub fn answering(&self, more: bool, callback: impl FnOnce()) {
        if more
            && !self.gathering.get()
            && let Some(flusher) = self.flusher().filter(|flusher| flusher.is_alive())
        {
            self.gathering.set(true);
            flusher.open();
        }
        callback();
        self.reactor.time_has_passed();
        if !more && self.gathering.replace(false) {
            if let Some(flusher) = self.flusher() {
                flusher.close();
            }
            self.pump.flush();
            if let Some(owner) = self.owner.get() {
                owner.uncork();
            }
        }
    }

    /// Posts a packet about a session (or [`SessionId`] 0) to another actor.
    ///
    /// # Errors
    /// When the system has no memory or descriptor left for it.
    pub fn post(
        &self,
        to: ActorId,
        kind: u8,
        flags: u8,
        session: SessionId,
        arg: u64,
        payload: &[u8],
    ) -> Result<(), Failure> {
        let header =
            Header { kind, flags, from: self.id, session, arg, time: self.reactor.real_micros() };
        let posted = if self.gathering.get() {
            self.outboxes.post(to, &header, payload)
        } else {
            self.pump.send(to, &header, payload)
        };
        posted.map_err(|error| Failure::system("sending to another process of the server", &error))
    }

    /// Posts a packet that is sent at the end of this turn of the loop.
    ///
    /// # Errors
    /// As [`Actor::post`].
    pub fn post_later(&self, to: ActorId, header: &Header, payload: &[u8]) -> Result<(), Failure> {
        self.outboxes
            .post(to, header, payload)
            .map_err(|error| Failure::system("sending to another process of the server", &error))?;
        self.pump.flush_later();
        Ok(())
    }

    /// Sends what has been gathered and blocks while more than [`WAITING_MAX`] bytes wait for `to`: how a process that nothing else
    /// can hold back is held back.
    pub fn wait_for_room(&self, to: ActorId) {
        if self.outboxes.waiting_bytes(to) > WAITING_MAX
            && let Err(error) = self.outboxes.wait_for_room(to, None)
        {
            crate::log::sys_warning(&error, format_args!("cannot send to actor {to}"));
        }
    }

    /// Sends what has been gathered and waits until all of it is gone, or `limit` has passed for one of the others.
    pub fn drain(&self, limit: std::time::Duration) {
        self.pump.flush();
        for to in 0..self.shared.actors.inboxes() {
            if self.outboxes.waiting_bytes(ActorId(to)) > 0
                && let Ok(false) | Err(_) = self.outboxes.wait_for_room(ActorId(to), Some(limit))
            {
                crate::log::warning(format_args!(
                    "{} bytes for actor {to} could not be sent",
                    self.waiting_for(ActorId(to))
                ));
            }
        }
    }

    /// Sends what is there and finds room, without waiting for any; says whether that was all.
    pub fn push_on(&self) -> bool {
        self.pump.flush();
        for to in 0..self.shared.actors.inboxes() {
            if self.outboxes.waiting_bytes(ActorId(to)) > 0
                && let Err(error) = self.outboxes.resume(ActorId(to))
            {
                crate::log::sys_warning(&error, format_args!("cannot send to actor {to}"));
            }
        }
        self.waiting_bytes() == 0
    }

    /// Sends a message of the script's to another process, and waits if too much is waiting for that one already. A user process waits as soon as its
    /// inbox is full; if its script has a loop to come back to, it is told instead.
    ///
    /// # Errors
    /// `SERVER_PIPE_BUFFER_FULL` in such a user process; as [`Actor::post`].
    pub fn message(&self, to: ActorId, bytes: &[u8], serialized: bool) -> Result<(), Failure> {
        let flags = if serialized { wire::SERIALIZED } else { 0 };
        if self.kind() == Kind::User {
            return self.message_of_user(to, bytes, flags);
        }
        self.post(to, wire::MESSAGE, flags, SessionId(0), 0, bytes)?;
        self.wait_for_room(to);
        Ok(())
    }

    fn message_of_user(&self, to: ActorId, bytes: &[u8], flags: u8) -> Result<(), Failure> {
        let has_loop = self.reactor.foreground_count() > 0;
        if has_loop && self.outboxes.waiting_bytes(to) > 0 {
            self.push_on();
            let waiting = self.outboxes.waiting_bytes(to);
            if waiting > 0 {
                return Err(Failure::new(
                    ErrorCode::SERVER_PIPE_BUFFER_FULL,
                    format!(
                        "the inbox of process {to} is full, and {waiting} bytes wait for room in it"
                    ),
                ));
            }
        }
        self.post(to, wire::MESSAGE, flags, SessionId(0), 0, bytes)?;
        if !has_loop {
            self.outboxes.wait_for_room(to, None).map_err(|error| {
                Failure::system("waiting for room in another process's inbox", &error)
            })?;
        }
        Ok(())
    }

    // ---- what scripts do to sessions

    /// The session of that id, or why there is none to talk to.
    ///
    /// # Errors
    /// `SESSION_NOT_EXIST`; `SESSION_CLOSED` when it is closing.
    pub fn session(&self, id: SessionId) -> Result<Session<'_>, Failure> {
        let session = self.shared.sessions.get(id).ok_or_else(|| {
            Failure::new(ErrorCode::SESSION_NOT_EXIST, format!("session#{id} does not exist"))
        })?;
        if session.has(flag::CLOSING)
            && session.row.close_errno.load(Relaxed) == 0
            && !self.is_closing(id)
        {
            return Err(Failure::new(ErrorCode::SESSION_CLOSED, format!("session#{id} is closed")));
        }
        Ok(session)
    }

    /// Whether this process is running the close of that session right now (in `onClose`, where it may still be spoken to).
    fn is_closing(&self, id: SessionId) -> bool {
        CLOSING_NOW.get() == id
    }

    /// [`Actor::session`] for what is to be sent: from `onClose` on nothing is, nor to a client that is lost.
    fn session_to_send(&self, id: SessionId) -> Result<Session<'_>, Failure> {
        let session = self.session(id)?;
        if session.has(flag::PEER_GONE)
            && session.row.close_errno.load(Relaxed) != 0
            && !self.is_closing(id)
        {
            let why = format!("session#{id} does not exist any more");
            return Err(Failure::new(ErrorCode::SESSION_NOT_EXIST, why));
        }
        if session.has(flag::CLOSING) {
            return Err(Failure::new(
                ErrorCode::SESSION_CLOSING,
                format!("session#{id} is closing"),
            ));
        }
        Ok(session)
    }

    /// Sends `bytes`.
    ///
    /// # Errors
    /// The session is not there, is closing, or has too much queued already.
    pub fn send(&self, id: SessionId, bytes: &[u8]) -> Result<(), Failure> {
        self.send_with(id, bytes, 0)
    }

    /// Sends `bytes`, which are not the end of an answer to an HTTP request.
    ///
    /// # Errors
    /// As [`Actor::send`].
    pub fn send_part(&self, id: SessionId, bytes: &[u8]) -> Result<(), Failure> {
        self.send_with(id, bytes, wire::PART)
    }

    /// Answers a handshake: behind `bytes`, both sides speak WebSocket, and may compress their messages if they have agreed on that (`deflates`).
    ///
    /// # Errors
    /// As [`Actor::send`].
    pub fn send_handshake(
        &self,
        id: SessionId,
        bytes: &[u8],
        deflates: bool,
    ) -> Result<(), Failure> {
        let session = self.admit(id, bytes.len())?;
        // Known to all from here on: the script may push at once, from any process.
        let agreed = if deflates { flag::DEFLATES } else { 0 };
        session.set(flag::WEBSOCKET | agreed, true);
        self.hand_over(session, StreamId::NONE, bytes, wire::HANDSHAKE)
    }

    /// Sends `head` and `body`, one behind the other. What `head` holds afterwards is unspecified: the body is copied behind it where both must
    /// be one piece.
    ///
    /// # Errors
    /// As [`Actor::send`].
    pub fn send_both(&self, id: SessionId, head: &mut Vec<u8>, body: &[u8]) -> Result<(), Failure> {
        let session = self.admit(id, head.len() + body.len())?;
        if session.owner() == self.id && !self.gathering.get() {
            return self.to_owner(session, &Order::of(wire::SEND), |owner| {
                owner.send_both(id, head, body)
            });
        }
        head.extend_from_slice(body);
        self.hand_over(session, StreamId::NONE, head, 0)
    }

    fn send_with(&self, id: SessionId, bytes: &[u8], flags: u8) -> Result<(), Failure> {
        let session = self.admit(id, bytes.len())?;
        self.hand_over(session, StreamId::NONE, bytes, flags)
    }

    /// Sends a `share` of the answer to the request of an HTTP/2 stream: the first begins with a head in the form of HTTP/1.1, what follows is body,
    /// without any framing. Who has `waited` for room is not refused because others, who had waited too, were faster; nor is the end of an answer by
    /// trailers, without which nobody would see that it has ended.
    ///
    /// # Errors
    /// As [`Actor::send`].
    pub fn answer(
        &self,
        id: SessionId,
        stream: StreamId,
        bytes: &[u8],
        share: Share,
        waited: bool,
    ) -> Result<(), Failure> {
        let session = if waited || share == Share::Trailers {
            let session = self.session_to_send(id)?;
            self.count_answer(bytes.len());
            session
        } else {
            self.admit(id, bytes.len())?
        };
        self.hand_over(session, stream, bytes, wire::flag_of(share))
    }

    /// Nobody will answer the request of a stream, or go on with its answer.
    ///
    /// # Errors
    /// The session is not there.
    pub fn give_up_stream(
        &self,
        id: SessionId,
        stream: StreamId,
        status: u16,
    ) -> Result<(), Failure> {
        let session = self.session(id)?;
        let arg = wire::stream_arg(stream, status.into());
        self.to_owner(session, &Order { arg, ..Order::of(wire::UNANSWERED) }, |owner| {
            owner.unanswered(id, stream, status);
            true
        })
    }

    /// This process works on the request of a stream for longer than its callback: should it die, its owner knows. One that owns it does not
    /// survive it.
    pub fn take_stream(&self, id: SessionId, stream: StreamId) {
        let Some(session) = self.shared.sessions.get(id).filter(|it| it.owner() != self.id) else {
            return;
        };
        let arg = wire::stream_arg(stream, std::process::id());
        if let Err(failure) = self.post(session.owner(), wire::TAKEN, 0, id, arg, &[]) {
            crate::log::warn_failure(&failure);
        }
    }

    /// Pings the client of an HTTP/2 session.
    ///
    /// # Errors
    /// As [`Actor::send`].
    pub fn ping_client(&self, id: SessionId) -> Result<(), Failure> {
        let session = self.session_to_send(id)?;
        self.to_owner(session, &Order::of(wire::PING_CLIENT), |owner| owner.ping(id))
    }

    /// Tells the client of an HTTP/2 session that no more requests are taken.
    ///
    /// # Errors
    /// As [`Actor::send`].
    pub fn go_away(&self, id: SessionId, reason: u32, debug: &[u8]) -> Result<(), Failure> {
        let session = self.session_to_send(id)?;
        let order = Order { arg: reason.into(), payload: debug, ..Order::of(wire::GO_AWAY) };
        self.to_owner(session, &order, |owner| owner.go_away(id, reason, debug))
    }

    fn hand_over(
        &self,
        session: Session<'_>,
        stream: StreamId,
        bytes: &[u8],
        flags: u8,
    ) -> Result<(), Failure> {
        let queued = bytes.len() as u64;
        let arg = stream.0.into();
        let order = Order { flags, arg, payload: bytes, queued, ..Order::of(wire::SEND) };
        self.to_owner(session, &order, |owner| {
            let when = if self.gathering.get() { When::Corked } else { When::Now };
            owner.send(session.id, stream, bytes, when, wire::share_of(flags))
        })
    }

    fn takes_no_more(&self, session: Session<'_>) -> bool {
        let port = &self.shared.ports[usize::from(session.port().0)].settings;
        session.row.queued_out.load(Relaxed) >= port.socket_buffer_size as u64
    }

    /// Whether a session is there and takes no more.
    pub fn is_full(&self, id: SessionId) -> bool {
        self.shared.sessions.get(id).is_some_and(|session| self.takes_no_more(session))
    }

    /// Looks whether a session takes more, and counts `length` bytes as sent by this process.
    fn admit(&self, id: SessionId, length: usize) -> Result<Session<'_>, Failure> {
        let session = self.session_to_send(id)?;
        if self.takes_no_more(session) {
            let port = &self.shared.ports[usize::from(session.port().0)].settings;
            return Err(Failure::new(
                ErrorCode::OUTPUT_BUFFER_OVERFLOW,
                format!(
                    "session#{id} output buffer overflow: the client takes its data too slowly, socket_buffer_size is {}",
                    port.socket_buffer_size
                ),
            ));
        }
        self.count_answer(length);
        Ok(session)
    }

    fn count_answer(&self, length: usize) {
        let counters = self.shared.actor(self.id);
        count(&counters.responses, 1);
        count(&counters.sent_bytes, length as u64);
    }

    /// Has those who wait in [`Actor::rooms`] for this session told when it takes more.
    ///
    /// # Errors
    /// The session is not there, or is closing.
    pub fn ask_for_room(&self, id: SessionId) -> Result<(), Failure> {
        let session = self.session_to_send(id)?;
        self.to_owner(session, &Order::of(wire::AWAIT_ROOM), |owner| {
            owner.await_room(id, self.id);
            true
        })
    }

    /// Tells who has asked for it that a session takes more. In this process it is told when what runs has had its turn.
    pub fn tell_of_room(self: &Rc<Self>, id: SessionId, who: ActorId) {
        if who != self.id {
            if let Err(failure) = self.post(who, wire::TAKES_MORE, 0, id, 0, &[]) {
                crate::log::warn_failure(&failure);
            }
            return;
        }
        let actor = Rc::downgrade(self);
        self.reactor.defer(move |_| {
            if let Some(actor) = actor.upgrade() {
                actor.rooms.tell(id);
            }
        });
    }

    /// Sends `bytes` on a session that this process owns, and blocks until the socket has taken them.
    ///
    /// # Errors
    /// The session is not there or not owned here, or its client has gone.
    pub fn send_and_wait(&self, id: SessionId, bytes: &[u8]) -> Result<(), Failure> {
        self.session(id)?;
        let owner = self.owner.get().ok_or_else(|| {
            Failure::new(ErrorCode::OPERATION_NOT_SUPPORT, "this process owns no sessions")
        })?;
        owner.send_and_wait(id, bytes).map_err(|error| Failure::system("sendwait", &error))
    }

    /// Sends `length` bytes of a file from `offset` on, as a `share` of the answer to an HTTP request, which may have come on a `stream`; length 0
    /// stands for the rest of the file. The file is looked at here, so that a mistake is the caller's.
    ///
    /// # Errors
    /// The session is not there; the file is not, is no regular file, or too short.
    pub fn send_file(
        &self,
        id: SessionId,
        stream: StreamId,
        path: &Path,
        (offset, length): (u64, u64),
        share: Share,
    ) -> Result<(), Failure> {
        let session = self.session(id)?;
        let shown = path.display();
        let meta = std::fs::metadata(path)
            .map_err(|error| Failure::system(format!("sendfile('{shown}')"), &error))?;
        let invalid = |why: String| {
            Failure::new(ErrorCode::INVALID_PARAMS, format!("sendfile('{shown}'): {why}"))
        };
        if !meta.is_file() {
            return Err(Failure::new(
                ErrorCode::SERVER_INVALID_REQUEST,
                format!("sendfile('{shown}'): not a regular file"),
            ));
        }
        if offset > meta.len() || length > meta.len() - offset {
            return Err(invalid(format!(
                "offset {offset} and length {length} exceed the file's {} bytes",
                meta.len()
            )));
        }
        let length = if length == 0 { meta.len() - offset } else { length };
        if length == 0 {
            return Ok(());
        }
        let path = std::fs::canonicalize(path)
            .map_err(|error| Failure::system(format!("sendfile('{shown}')"), &error))?;
        count(&self.shared.actor(self.id).responses, 1);
        count(&self.shared.actor(self.id).sent_bytes, length);
        let mut payload = Vec::with_capacity(16 + path.as_os_str().len());
        payload.extend_from_slice(&offset.to_ne_bytes());
        payload.extend_from_slice(&length.to_ne_bytes());
        payload.extend_from_slice(path.as_os_str().as_bytes());
        let order = Order {
            flags: wire::flag_of(share),
            arg: stream.0.into(),
            payload: &payload,
            queued: length,
            ..Order::of(wire::SEND_FILE)
        };
        self.to_owner(session, &order, |owner| {
            owner.send_file(id, stream, &path, (offset, length), share)
        })
    }

    /// Stops reading a session, or goes on with it.
    ///
    /// # Errors
    /// The session is not there.
    pub fn pause(&self, id: SessionId, paused: bool) -> Result<(), Failure> {
        let session = self.session(id)?;
        session.set(flag::PAUSED, paused);
        let kind = if paused { wire::PAUSE } else { wire::RESUME };
        self.to_owner(session, &Order::of(kind), |owner| owner.pause(id, paused))
    }

    /// Begins to read a session that waits for it; false if it does not.
    ///
    /// # Errors
    /// The session is not there.
    pub fn confirm(&self, id: SessionId) -> Result<bool, Failure> {
        let session = self.session(id)?;
        let waits = session.has(flag::UNCONFIRMED);
        if waits {
            self.to_owner(session, &Order::of(wire::CONFIRM), |owner| owner.confirm(id))?;
        }
        Ok(waits)
    }

    /// Closes a session for the script: `onClose` runs here, if this process serves it, before this returns; else where it is served. With
    /// `reset`, what is queued is thrown away.
    ///
    /// # Errors
    /// The session is not there or is closing already.
    pub fn close(&self, id: SessionId, reset: bool) -> Result<(), Failure> {
        let session = match self.session(id) {
            // What is still on its way to the client of a session that is closing need not wait for it.
            Err(failure) if reset && failure.code == ErrorCode::SESSION_CLOSED => {
                return self
                    .shared
                    .sessions
                    .get(id)
                    .map_or(Err(failure), |it| self.finish(it, true));
            }
            session => session?,
        };
        let flags = if reset { wire::RESET } else { 0 };
        let Some(app) = self.app.as_ref().filter(|_| self.serves(session)) else {
            let server = self.server_of(session);
            return self.post(server, wire::CLOSE, flags, id, 0, &[]);
        };
        self.run_close(app, session, -1, true)?;
        self.finish(session, reset)
    }

    /// Runs the script's part of a close, once per session; `call_back` unless the script does not want to know.
    ///
    /// # Errors
    /// It has been run, or is being run, already.
    pub fn run_close(
        &self,
        app: &Rc<dyn App>,
        session: Session<'_>,
        reactor: i32,
        call_back: bool,
    ) -> Result<(), Failure> {
        if !session.set_once(flag::CLOSING) {
            return Err(Failure::new(
                ErrorCode::SESSION_CLOSING,
                format!("session#{} is closing", session.id),
            ));
        }
        if call_back && app.wants(session.port()).close {
            let before = CLOSING_NOW.replace(session.id);
            let time = self.reactor.real_micros();
            app.closed(SessionEvent {
                session: session.id,
                port: session.port(),
                reactor,
                time,
                gist: Gist::UNKNOWN,
                label: None,
                stream: StreamId::NONE,
                payload: Payload::Inline(&[]),
            });
            CLOSING_NOW.set(before);
        }
        Ok(())
    }

    /// The script is done with a session: its owner may close it.
    ///
    /// # Errors
    /// As [`Actor::post`].
    pub fn finish(&self, session: Session<'_>, reset: bool) -> Result<(), Failure> {
        let flags = if reset { wire::RESET } else { 0 };
        let id = session.id;
        self.to_owner(session, &Order { flags, ..Order::of(wire::FINISH) }, |owner| {
            owner.finish(id, reset);
            true
        })
    }

    /// Whether this process is one that may run the session's callbacks: any worker, unless sessions stay with theirs.
    fn serves(&self, session: Session<'_>) -> bool {
        let owned_by_a_worker = self.shared.actors.kind(session.owner()) == Kind::Worker;
        let stays = owned_by_a_worker
            || (is_sticky(&self.shared) && !self.shared.settings.has_dispatch_func);
        self.kind() == Kind::Worker && (!stays || self.server_of(session) == self.id)
    }

    /// The worker that runs the session's callbacks.
    fn server_of(&self, session: Session<'_>) -> ActorId {
        if self.shared.actors.kind(session.owner()) == Kind::Worker {
            return session.owner();
        }
        let worker = session.row.worker.load(Relaxed);
        ActorId(if worker < self.shared.actors.workers {
            worker
        } else {
            (session.id.0 % u64::from(self.shared.actors.workers)) as u16
        })
    }

    /// Has the owner of a session do something: `here` if that is this process.
    fn to_owner(
        &self,
        session: Session<'_>,
        order: &Order<'_>,
        here: impl FnOnce(&Owner) -> bool,
    ) -> Result<(), Failure> {
        let to = session.owner();
        if let Some(owner) = self.owner.get().filter(|_| to == self.id) {
            let gone = || {
                Failure::new(ErrorCode::SESSION_CLOSED, format!("session#{} is closed", session.id))
            };
            return here(owner).then_some(()).ok_or_else(gone);
        }
        let Order { kind, flags, arg, payload, queued } = *order;
        session.row.queued_out.fetch_add(queued, Relaxed);
        self.post(to, kind, flags, session.id, arg, payload).inspect_err(|_| {
            session.row.queued_out.fetch_sub(queued, Relaxed);
        })?;
        self.wait_for_room(to);
        Ok(())
    }
}

/// What the owner of a session is to do, as a packet says it.
struct Order<'a> {
    kind: u8,
    flags: u8,
    arg: u64,
    payload: &'a [u8],
    /// Bytes for the client that are on their way to the owner then.
    queued: u64,
}

impl Order<'_> {
    /// One that says no more than its kind.
    const fn of(kind: u8) -> Self {
        Self { kind, flags: 0, arg: 0, payload: &[], queued: 0 }
    }
}

thread_local! {
    /// The session whose `onClose` is running on this thread.
    static CLOSING_NOW: Cell<SessionId> = const { Cell::new(SessionId(0)) };
}

/// Carries out a packet that asks an owner to do something to a session of its own.
pub fn obey(owner: &Owner, header: &Header, payload: &Payload<'_>) {
    let id = header.session;
    let (share, stream) = (wire::share_of(header.flags), StreamId(header.arg as u32));
    match header.kind {
        wire::SEND => {
            owner.arrived(id, payload.len() as u64);
            if let Err(error) =
                payload.with_bytes(|bytes| owner.send(id, stream, bytes, When::ThisTurn, share))
            {
                crate::log::sys_warning(
                    &error,
                    format_args!(
                        "session {id}: {} bytes could not be read and are lost",
                        payload.len()
                    ),
                );
            }
        }
        wire::SEND_FILE => {
            let Payload::Inline(bytes) = payload else { return };
            let Some((offset, rest)) = bytes.split_first_chunk() else { return };
            let Some((length, path)) = rest.split_first_chunk() else { return };
            let path = Path::new(std::ffi::OsStr::from_bytes(path));
            let (offset, length) = (u64::from_ne_bytes(*offset), u64::from_ne_bytes(*length));
            owner.arrived(id, length);
            owner.send_file(id, stream, path, (offset, length), share);
        }
        wire::FINISH => owner.finish(id, header.flags & wire::RESET != 0),
        wire::PAUSE => drop(owner.pause(id, true)),
        wire::RESUME => drop(owner.pause(id, false)),
        wire::CONFIRM => drop(owner.confirm(id)),
        wire::ROOM => owner.unthrottle(id),
        wire::AWAIT_ROOM => owner.await_room(id, header.from),
        wire::UNANSWERED => {
            let (stream, status) = wire::of_stream(header.arg);
            owner.unanswered(id, stream, status as u16);
        }
        wire::TAKEN => {
            let (stream, pid) = wire::of_stream(header.arg);
            owner.taken(id, stream, pid as i32);
        }
        wire::PING_CLIENT => drop(owner.ping(id)),
        wire::GO_AWAY => {
            // What is said beside is short.
            let _ = payload.with_bytes(|debug| owner.go_away(id, header.arg as u32, debug));
        }
        wire::WORKER_DIED => owner.worker_died(header.arg as i32),
        kind => crate::log::error(format_args!(
            "a packet of kind {kind} reached the owner of session {id}"
        )),
    }
}
