//! What the packets between a server's processes mean: the numbers in `ipc::Header::kind`, and what their other fields carry.
//!
//! `server` posts and receives them; nobody else looks at a kind. `session` is the session a packet is about.

use super::connection::Package;
use super::owner::Share;
use crate::ids::StreamId;
use crate::protocol::http1::Gist;
use crate::protocol::websocket::Label;

/// Owner to worker: a client has connected. `arg`: reactor id.
pub const CONNECTED: u8 = 1;
/// Owner to worker: a package. `arg`: [`package_arg`]. Payload: the package.
pub const PACKAGE: u8 = 2;
/// Owner to worker: the client has gone; answered with [`FINISH`]. `arg`: reactor id. Flag [`CALL_BACK`]: the script wants to know.
pub const CLOSED: u8 = 3;
/// Owner to worker: a datagram. `arg`: port index. Payload: the sender's endpoint, then the datagram.
pub const DATAGRAM: u8 = 4;
/// Owner to worker: a session's output queue has grown past its high watermark. `arg`: reactor id.
pub const BUFFER_FULL: u8 = 5;
/// Owner to worker: it has shrunk below its low watermark. `arg`: reactor id.
pub const BUFFER_EMPTY: u8 = 6;

/// Owner to every worker: what the client of a session has shown as its certificate. Payload: the certificate, in PEM.
pub const CERTIFICATE: u8 = 7;

/// Anyone to owner: send the payload. `arg`: the stream, if it is of an answer on one.
pub const SEND: u8 = 20;
/// Anyone to owner: send a file. `arg` as of [`SEND`]. Payload: offset u64, length u64, path.
pub const SEND_FILE: u8 = 21;
/// Anyone to owner: the script's part of closing is done; send what is queued, then close. Flag [`RESET`]: close at once, with a reset.
pub const FINISH: u8 = 22;
/// Anyone to owner: stop reading.
pub const PAUSE: u8 = 23;
/// Anyone to owner: read again.
pub const RESUME: u8 = 24;
/// Anyone to owner: begin to read (`enable_delay_receive`).
pub const CONFIRM: u8 = 25;
/// Main thread to reactor thread: there are accepted connections for you in the handover.
pub const ADOPT: u8 = 26;

/// Worker to owner: the session's packages have been taken up as far as `max_queued_bytes` asks; read it again.
pub const ROOM: u8 = 27;

/// Worker to owner: the request of the session that it had taken up will not be answered by anyone else. `arg`: [`stream_arg`] with the status of the answer.
pub const UNANSWERED: u8 = 28;

/// Manager to owner: a worker has died. `arg`: its pid.
pub const WORKER_DIED: u8 = 29;

/// Anyone to owner: the session takes no more; answered with [`TAKES_MORE`] when it does again, or has gone.
pub const AWAIT_ROOM: u8 = 30;
/// Owner to who has asked.
pub const TAKES_MORE: u8 = 31;
/// Worker to owner: it works on the request of a stream for longer than its callback. `arg`: [`stream_arg`] with its pid.
pub const TAKEN: u8 = 32;
/// Anyone to owner: ping the client of an HTTP/2 session.
pub const PING_CLIENT: u8 = 33;
/// Anyone to owner: tell the client of an HTTP/2 session that no more requests are taken. `arg`: error code. Payload: what is said beside.
pub const GO_AWAY: u8 = 34;

/// Anyone to worker: close this session as the script would, from the process that serves it. Flag [`RESET`].
pub const CLOSE: u8 = 40;
/// Anyone to a process that runs PHP: `sendMessage()`. `from`: the sender. Flag [`SERIALIZED`]. Payload: the message.
pub const MESSAGE: u8 = 41;
/// Anyone to a process: run a registered command. `arg`: request number. Payload: name length u32, name, data.
pub const COMMAND: u8 = 42;
/// The answer to it. `arg`: request number. Payload: the result.
pub const COMMAND_RESULT: u8 = 43;

/// Anyone to task worker: a task. `arg`: its number, one of the sender's. Flags: see [`super::task::flag`]. Payload: the data.
pub const TASK: u8 = 50;
/// Task worker to whoever handed the task out: its result, to the inbox or (of a task that is waited for) the reply box. `arg` and flags: the
/// task's, but for `SERIALIZE`, which is of this payload. Payload: the result.
pub const TASK_RESULT: u8 = 51;

/// Worker to manager: I take no more work and will end by myself; fill my place. `arg`: pid.
pub const RETIRED: u8 = 60;

/// Manager to master: all processes have been forked; tell the script that the server has started, and take connections.
pub const READY: u8 = 61;

/// Of [`FINISH`] and [`CLOSE`].
pub const RESET: u8 = 1;
/// Of [`CLOSED`].
pub const CALL_BACK: u8 = 2;
/// Of [`MESSAGE`]: the payload is a serialized value, not a string.
pub const SERIALIZED: u8 = 4;
/// Of [`SEND`] and [`SEND_FILE`]: more of the same answer follows.
pub const PART: u8 = 8;
/// Of [`SEND`]: the answer to a handshake, behind which the connection speaks WebSocket.
pub const HANDSHAKE: u8 = 16;
/// Of [`SEND`]: lines of trailers, with which an answer on a stream ends.
pub const TRAILERS: u8 = 32;

/// What [`SEND`] and [`SEND_FILE`] with such flags are of an answer.
pub const fn share_of(flags: u8) -> Share {
    match flags & (PART | HANDSHAKE | TRAILERS) {
        0 => Share::Rest,
        HANDSHAKE => Share::Handshake,
        TRAILERS => Share::Trailers,
        _ => Share::Part,
    }
}

/// The flag that says it.
pub const fn flag_of(share: Share) -> u8 {
    match share {
        Share::Rest => 0,
        Share::Part => PART,
        Share::Handshake => HANDSHAKE,
        Share::Trailers => TRAILERS,
    }
}

/// Where the gist of a request begins in the `arg` of [`PACKAGE`].
const GIST: u32 = 16;

/// Where the label of a WebSocket message, or the stream of an HTTP/2 request, begins in it: no package has both.
const ABOUT: u32 = 32;
/// It is a label; streams have one bit less.
const IS_LABEL: u32 = 1 << 31;

/// The `arg` of [`PACKAGE`]: reactor id and what is known of the request or the message, if it is one.
pub fn package_arg(reactor: u16, package: &Package<'_>) -> u64 {
    let label = package.label.map(|label| IS_LABEL | u32::from(label.to_bits()));
    let about = label.unwrap_or(package.stream.0);
    u64::from(reactor) | u64::from(package.gist.to_bits()) << GIST | u64::from(about) << ABOUT
}

/// The reactor id in the `arg` of [`PACKAGE`] and others.
pub fn reactor_of(arg: u64) -> i32 {
    // Above 16 bits there is none but -1, which is that of a close by the server, and comes in no packet.
    (arg & 0xffff) as i32
}

/// What is known of the request in a [`PACKAGE`].
pub fn gist_of(arg: u64) -> Gist {
    Gist::from_bits((arg >> GIST) as u16)
}

/// What is known of the WebSocket message in a [`PACKAGE`].
pub fn label_of(arg: u64) -> Option<Label> {
    let about = (arg >> ABOUT) as u32;
    if about & IS_LABEL == 0 { None } else { Label::from_bits(about as u16) }
}

/// The stream of the HTTP/2 request in a [`PACKAGE`].
pub fn stream_of(arg: u64) -> StreamId {
    let about = (arg >> ABOUT) as u32;
    if about & IS_LABEL == 0 { StreamId(about) } else { StreamId::NONE }
}

/// The `arg` of [`UNANSWERED`] and [`TAKEN`]: a stream, or none, and a number.
pub fn stream_arg(stream: StreamId, number: u32) -> u64 {
    u64::from(stream.0) << 32 | u64::from(number)
}

/// Both again.
pub fn of_stream(arg: u64) -> (StreamId, u32) {
    (StreamId((arg >> 32) as u32), arg as u32)
}
