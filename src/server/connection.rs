//! One connection, in the process or thread that owns it: its socket, what it has received of the next package, what it has still to send.
//!
//! Only [`super::owner`] makes and uses these; it decides what happens, this file does the reading and writing.

mod speech;

pub use speech::{Dialogue, Doing, Exchange, Speech};

use super::session_table::SessionTable;
use crate::ids::{ActorId, PortIndex, SessionId, StreamId};
use crate::net::out_buffer::{OutBuffer, Progress, try_write_both, try_write_direct};
use crate::net::tls::Session as Encryption;
use crate::net::way::Way;
use crate::protocol::http1::{Gist, Stage};
use crate::protocol::http2::Requests;
use crate::protocol::websocket::{self, Label};
use crate::protocol::{AnyDecoder, Decoder, Frame, Framing, ProtocolError};
use crate::reactor::Token;
use nix::poll::{PollFd, PollFlags, PollTimeout, poll};
use nix::sys::socket::MsgFlags;
use std::cell::{Cell, OnceCell, RefCell};
use std::io;
use std::net::TcpStream;
use std::os::fd::{AsFd, AsRawFd, OwnedFd, RawFd};
use std::sync::Arc;
use std::sync::atomic::Ordering::Relaxed;
use std::time::Duration;

use super::shared::Shared;

/// From this size on a write goes straight to the socket instead of being gathered with others.
const GATHER_MAX: usize = 4096;

/// So many reads of what nobody wants are made of a client that sends on and on.
const FORGOTTEN_READS: u32 = 16;

/// Where a connection stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Phase {
    /// Both sides talk.
    Open,
    /// The client has gone, or has broken the protocol; the worker that serves it has been told and has still to say that it is done.
    PeerGone,
    /// The server has closed it; what is queued is being sent.
    Draining,
    /// All is sent; what the client is still sending is thrown away for a moment, since a reset would take the last answer from it.
    Lingering,
    /// It is out of the tables.
    Closed,
}

/// What has been received and not been handed on.
#[derive(Debug)]
struct Input {
    decoder: AnyDecoder,
    pending: Vec<u8>,
    /// What the decoder said it needs, to size the buffer.
    want: usize,
}

/// See the module's head.
#[derive(Debug)]
pub struct Connection {
    /// The session.
    pub session: SessionId,
    /// Where it came in.
    pub port: PortIndex,
    /// Its registration.
    pub token: Cell<Option<Token>>,
    /// Where it stands.
    pub phase: Cell<Phase>,
    /// The script does not want to read (`pause()`, or not yet confirmed).
    pub paused: Cell<bool>,
    /// The worker it goes to has no room.
    pub throttled: Cell<bool>,
    /// Something may be there to read that was left for these reasons.
    pub unread: Cell<bool>,
    /// It is on the owner's list of those that have something gathered.
    pub gathering: Cell<bool>,
    /// When output last moved, since the reactor's origin.
    pub output_moved: Cell<Duration>,
    /// Who wants to know when it takes more.
    pub awaiting_room: RefCell<Vec<ActorId>>,
    /// Whether those who serve the session have been told of it: of an encrypted one, when its handshake is done.
    pub announced: Cell<bool>,
    /// Let the client finish before the socket is closed.
    pub linger: Cell<bool>,
    /// What it speaks at first.
    first: Speech,
    /// What it has gone over to.
    then: OnceCell<Speech>,
    /// Goes before the socket does.
    tls: Option<Encryption>,
    socket: Arc<TcpStream>,
    shared: Arc<Shared>,
    input: RefCell<Input>,
    output: RefCell<OutBuffer>,
}

/// What has been cut off a stream.
#[derive(Clone, Copy, Debug)]
pub struct Package<'a> {
    /// All of it.
    pub bytes: &'a [u8],
    /// What is known of it, if it is a request.
    pub gist: Gist,
    /// The same of a WebSocket message.
    pub label: Option<Label>,
    /// Its stream, if it has come on one.
    pub stream: StreamId,
    /// Another one that is complete follows.
    pub more: bool,
}

impl Package<'_> {
    /// The same as the last one on its connection, if it is a request.
    pub fn last(self) -> Self {
        Self { gist: self.gist.last(), ..self }
    }
}

/// What packages are given to.
pub type PackageSink<'a> = dyn FnMut(Package<'_>) + 'a;

impl Connection {
    /// A connection over `fd`, which is non-blocking.
    pub fn new(
        fd: OwnedFd,
        tls: Option<Encryption>,
        session: SessionId,
        port: PortIndex,
        shared: &Arc<Shared>,
        now: Duration,
    ) -> Self {
        let framing = &shared.ports[usize::from(port.0)].framing;
        let first = match framing {
            Framing::Http(_) => Speech::Http(Exchange::new(now)),
            _ => Speech::Packages,
        };
        let decoder = AnyDecoder::new(framing);
        Self {
            linger: Cell::new(false),
            first,
            then: OnceCell::new(),
            session,
            port,
            token: Cell::new(None),
            phase: Cell::new(Phase::Open),
            paused: Cell::new(false),
            throttled: Cell::new(false),
            unread: Cell::new(false),
            gathering: Cell::new(false),
            output_moved: Cell::new(Duration::ZERO),
            awaiting_room: RefCell::default(),
            announced: Cell::new(false),
            tls,
            // Any stream socket will do: only read(2) is used of it.
            socket: Arc::new(fd.into()),
            shared: Arc::clone(shared),
            input: RefCell::new(Input { decoder, pending: Vec::new(), want: 0 }),
            output: RefCell::default(),
        }
    }

    /// Its descriptor.
    pub fn fd(&self) -> RawFd {
        self.socket.as_raw_fd()
    }

    /// Whether packages may be handed on now.
    pub fn may_read(&self) -> bool {
        self.phase.get() == Phase::Open && !self.paused.get() && !self.throttled.get()
    }

    /// Whether the next package may be handed on, too.
    fn may_hand_on(&self) -> bool {
        self.may_read() && !self.is_awaiting()
    }

    /// Whether the last has been said on it: it is ending, or has been said goodbye to.
    pub fn takes_nothing_more(&self) -> bool {
        match self.phase.get() {
            Phase::Draining | Phase::Lingering => true,
            Phase::PeerGone => {
                matches!(self.speech(), Speech::WebSocket(dialogue) if dialogue.parted.get())
            }
            Phase::Open | Phase::Closed => false,
        }
    }

    /// What it speaks now.
    pub fn speech(&self) -> &Speech {
        self.then.get().unwrap_or(&self.first)
    }

    /// Goes over to `speech`: what has been received and not been handed on is the first of it. Once in a connection's life; says whether it was now.
    pub fn go_over(&self, speech: Speech) -> bool {
        let goes_over = self.then.set(speech).is_ok();
        if goes_over {
            self.input.borrow_mut().decoder = AnyDecoder::new(self.framing());
        }
        goes_over
    }

    /// How what it speaks now is framed.
    fn framing(&self) -> &Framing {
        match self.speech() {
            Speech::WebSocket(dialogue) => &dialogue.framing,
            Speech::Packages | Speech::Http(_) | Speech::Http2(_) => {
                &self.shared.ports[usize::from(self.port.0)].framing
            }
        }
    }

    /// What is kept of HTTP, while it speaks that.
    pub fn http(&self) -> Option<&Exchange> {
        match self.speech() {
            Speech::Http(exchange) => Some(exchange),
            _ => None,
        }
    }

    /// What is kept of HTTP/2, while it speaks that.
    pub fn http2(&self) -> Option<&RefCell<Requests>> {
        match self.speech() {
            Speech::Http2(requests) => Some(requests),
            _ => None,
        }
    }

    /// Whether a request is being answered.
    pub fn is_awaiting(&self) -> bool {
        self.http().is_some_and(|http| http.awaiting.get())
    }

    /// Bytes received and not handed on.
    pub fn pending(&self) -> usize {
        self.input.borrow().pending.len()
    }

    /// Takes these.
    pub fn take_pending(&self) -> Vec<u8> {
        std::mem::take(&mut self.input.borrow_mut().pending)
    }

    /// What the client is doing.
    pub fn doing(&self) -> Doing {
        let input = self.input.borrow();
        let AnyDecoder::Http(decoder) = &input.decoder else { return Doing::Waiting };
        let fresh = self.http().is_some_and(|http| http.count.get() == 0);
        match decoder.stage() {
            _ if self.is_awaiting() => Doing::Waiting,
            Stage::Head if input.pending.is_empty() && !fresh => Doing::Idle,
            Stage::Head => Doing::Head,
            Stage::Body => Doing::Body,
        }
    }

    /// Its encryption.
    pub fn tls(&self) -> Option<&Encryption> {
        self.tls.as_ref()
    }

    fn way(&self) -> Way<'_> {
        Way { socket: self.socket.as_fd(), tls: self.tls.as_ref() }
    }

    /// Reads once.
    ///
    /// # Errors
    /// As [`Way::read`]; `WouldBlock` if there is nothing.
    pub fn read(&self, buffer: &mut [u8]) -> io::Result<usize> {
        self.way().read(buffer, MsgFlags::empty())
    }

    /// Throws away what has come and was not read: with it in the socket the close would be a reset, which takes our last word from the client.
    pub fn forget_received(&self) {
        let mut scratch = [0; GATHER_MAX];
        for _ in 0..FORGOTTEN_READS {
            if !matches!(
                Way::from(self.socket.as_fd()).read(&mut scratch, MsgFlags::empty()),
                Ok(1..)
            ) {
                break;
            }
        }
    }

    /// Whether a read of fewer bytes than there was room for shows that the socket is empty; records of TLS are short by themselves.
    pub fn short_reads_are_last(&self) -> bool {
        self.tls.is_none()
    }

    /// Takes `bytes` in and gives `sink` each package that is complete, as long as packages may be handed on.
    ///
    /// # Errors
    /// The stream is unusable.
    pub fn feed(&self, bytes: &[u8], sink: &mut PackageSink<'_>) -> Result<(), ProtocolError> {
        let mut pending = std::mem::take(&mut self.input.borrow_mut().pending);
        let result = if self.is_awaiting() {
            pending.extend_from_slice(bytes);
            self.unread.set(true);
            Ok(())
        } else if pending.is_empty() {
            self.cut(bytes, sink).map(|used| pending.extend_from_slice(&bytes[used..]))
        } else {
            pending.extend_from_slice(bytes);
            self.cut(&pending, sink).map(|used| drop(pending.drain(..used)))
        };
        if result.is_err() && pending.is_empty() {
            // It may be the beginning of something else.
            pending.extend_from_slice(bytes);
        }
        let mut input = self.input.borrow_mut();
        if !pending.is_empty() {
            pending.reserve(input.want.saturating_sub(pending.len()));
            input.pending = pending;
        }
        result
    }

    /// Hands on what is complete in `bytes` and says how much that was. The next package is looked for before one is handed on, so
    /// that its receiver knows whether to wait for more before it writes.
    fn cut(&self, bytes: &[u8], sink: &mut PackageSink<'_>) -> Result<usize, ProtocolError> {
        let mut used = 0;
        let (mut frame, mut gist) = self.next_frame(bytes)?;
        loop {
            match frame {
                Frame::More { .. } => return Ok(used),
                Frame::Interim { answer } => {
                    // A client that has gone is noticed when it is read.
                    let _ = self.write_now(answer);
                    (frame, gist) = self.next_frame(&bytes[used..])?;
                }
                Frame::Package { len } => {
                    let package = &bytes[used..used + len];
                    let rest = &bytes[used + len..];
                    // A broken rest is reported after the good package before it.
                    let next = if rest.is_empty() {
                        Ok((Frame::More { want: None }, Gist::UNKNOWN))
                    } else {
                        self.next_frame(rest)
                    };
                    used += len;
                    let more = matches!(next, Ok((Frame::Package { len }, _)) if self.is_whole(&rest[..len]));
                    let spoken = std::ptr::from_ref(self.speech());
                    sink(Package {
                        bytes: package,
                        gist,
                        label: None,
                        stream: StreamId::NONE,
                        more,
                    });
                    let goes_over = !std::ptr::eq(spoken, self.speech());
                    if !self.may_hand_on() {
                        if !rest.is_empty() {
                            self.forget_lookahead();
                        }
                        // What has been read and not handed on is looked at again, and so is the socket if it has not been emptied.
                        self.unread.set(!rest.is_empty() || !self.may_read());
                        return Ok(used);
                    }
                    // What was seen of the rest has been read in a language that is not spoken any more.
                    (frame, gist) = if goes_over { self.next_frame(rest) } else { next }?;
                }
            }
        }
    }

    /// Whether something is handed on for that piece of the stream by itself.
    fn is_whole(&self, piece: &[u8]) -> bool {
        match self.speech() {
            Speech::Packages | Speech::Http(_) | Speech::Http2(_) => true,
            Speech::WebSocket(_) => websocket::ends_message(piece),
        }
    }

    fn next_frame(&self, bytes: &[u8]) -> Result<(Frame, Gist), ProtocolError> {
        let mut input = self.input.borrow_mut();
        let frame = input.decoder.next(bytes)?;
        input.want = if let Frame::More { want: Some(want) } = frame { want } else { 0 };
        Ok((frame, input.decoder.gist()))
    }

    /// The package that was looked at last has not been handed on: the decoder starts over with it.
    fn forget_lookahead(&self) {
        self.input.borrow_mut().decoder = AnyDecoder::new(self.framing());
    }

    /// Queues `bytes`; small ones wait for [`Connection::flush`], large ones are written at once if nothing is queued before them.
    ///
    /// # Errors
    /// What the socket says; the connection is of no use then.
    pub fn write(&self, bytes: &[u8]) -> io::Result<()> {
        let mut output = self.output.borrow_mut();
        let written = if bytes.len() >= GATHER_MAX && output.is_empty() {
            self.write_direct(bytes)?
        } else {
            0
        };
        self.queued_more(bytes.len() - written);
        output.push_bytes(&bytes[written..]);
        Ok(())
    }

    /// Writes `bytes` at once as far as the socket takes them and queues the rest.
    ///
    /// # Errors
    /// As [`Connection::write`].
    pub fn write_now(&self, bytes: &[u8]) -> io::Result<()> {
        let mut output = self.output.borrow_mut();
        let written = if output.is_empty() { self.write_direct(bytes)? } else { 0 };
        if written < bytes.len() {
            self.queued_more(bytes.len() - written);
            output.push_bytes(&bytes[written..]);
        }
        Ok(())
    }

    /// [`Connection::write_now`] for two pieces.
    ///
    /// # Errors
    /// As [`Connection::write`].
    pub fn write_both(&self, head: &[u8], body: &[u8]) -> io::Result<()> {
        let mut output = self.output.borrow_mut();
        let written = if output.is_empty() { try_write_both(self.way(), head, body)? } else { 0 };
        self.queued_more(head.len() + body.len() - written);
        output.push_bytes(&head[written.min(head.len())..]);
        output.push_bytes(&body[written.saturating_sub(head.len())..]);
        Ok(())
    }

    fn write_direct(&self, bytes: &[u8]) -> io::Result<usize> {
        try_write_direct(self.way(), bytes)
    }

    /// Blocks until the socket takes more, or the client has gone.
    ///
    /// # Errors
    /// What poll(2) says.
    pub fn wait_until_writable(&self) -> io::Result<()> {
        let mut wait = [PollFd::new(self.socket.as_fd(), PollFlags::POLLOUT)];
        match poll(&mut wait, PollTimeout::NONE) {
            Ok(_) | Err(nix::errno::Errno::EINTR) => Ok(()),
            Err(error) => Err(error.into()),
        }
    }

    /// Queues `bytes`, to be sent by [`Connection::flush`].
    pub fn queue(&self, bytes: Vec<u8>) {
        self.queued_more(bytes.len());
        self.output.borrow_mut().push(bytes.into());
    }

    /// Queues a piece of a file.
    pub fn write_file(&self, file: OwnedFd, offset: u64, length: u64) {
        self.queued_more(length as usize);
        self.output.borrow_mut().push_file(file, offset, length);
    }

    /// Sends what is queued, as far as the socket takes it; says whether all of it is gone.
    ///
    /// # Errors
    /// As [`Connection::write`].
    pub fn flush(&self) -> io::Result<bool> {
        let mut output = self.output.borrow_mut();
        if output.is_empty() {
            return Ok(true);
        }
        let before = output.remaining();
        let progress = output.write_to(self.way());
        let sent = before - output.remaining();
        drop(output);
        self.sent(sent);
        Ok(progress? == Progress::Drained)
    }

    /// Bytes that are queued.
    pub fn queued(&self) -> u64 {
        self.output.borrow().remaining()
    }

    /// Counts bytes that wait here for their turn.
    pub fn queued_more(&self, bytes: usize) {
        if bytes != 0
            && let Some(session) = self.sessions().get(self.session)
        {
            session.row.queued_out.fetch_add(bytes as u64, Relaxed);
        }
    }

    /// Counts bytes that wait no longer.
    pub fn sent(&self, bytes: u64) {
        if bytes == 0 {
            return;
        }
        if let Some(session) = self.sessions().get(self.session) {
            let row = session.row;
            let queued = row.queued_out.load(Relaxed);
            row.queued_out.fetch_sub(bytes.min(queued), Relaxed);
        }
    }

    fn sessions(&self) -> &SessionTable {
        &self.shared.sessions
    }

    /// Makes the coming close a reset.
    pub fn reset_on_close(&self) {
        // Without it the close is an ordinary one, which is all that can be done.
        let _ = crate::net::listener::reset_on_close(self.socket.as_fd());
    }

    /// Says to the client that nothing more will come.
    pub fn shut_down_output(&self) {
        if let Some(tls) = &self.tls {
            tls.close();
        }
        // A socket that is broken already needs no end.
        let _ = self.socket.shutdown(std::net::Shutdown::Write);
    }

    /// The socket, for the cork.
    pub fn socket(&self) -> &Arc<TcpStream> {
        &self.socket
    }
}
