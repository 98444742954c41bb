//! Commands, and the frames that they become.

use super::connection::Connection;
use super::fields::Fields;
use super::frame::{self, END_HEADERS, END_STREAM, Kind};
use super::reason::Reason;
use super::stream::{Chunk, Source, Stream, Way};
use crate::ids::StreamId;

/// Bodies are cut into frames of this size at most, so that streams take turns.
const FRAME: usize = 16_384;
/// The last number that a stream can have.
const LAST_STREAM: u32 = 0x7fff_ffff;

/// Writes one field of a block.
pub type Put<'a> = dyn FnMut(&[u8], &[u8]) + 'a;

/// Why a client cannot ask now.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CannotOpen {
    /// The server takes no more streams at a time.
    #[error("the server takes no more requests at a time")]
    TooMany,
    /// The server has said that it goes away, or we have.
    #[error("the server takes no new requests on this connection")]
    GoingAway,
    /// The connection has had all streams that it can have.
    #[error("the connection has no number left for another request")]
    UsedUp,
}

impl Connection {
    /// Opens a stream with the head of a request, whose fields `fill` writes in their order. `head_only`: its response has no body. `end`: it has
    /// none itself.
    ///
    /// # Errors
    /// It cannot be opened now.
    pub fn open(
        &mut self,
        head_only: bool,
        end: bool,
        fill: impl FnOnce(&mut Put<'_>),
    ) -> Result<StreamId, CannotOpen> {
        if self.peer_goes_away.is_some() || self.going_away {
            return Err(CannotOpen::GoingAway);
        }
        let most = self.peer.max_concurrent_streams.unwrap_or(u32::MAX);
        if self.streams.len() >= most as usize {
            return Err(CannotOpen::TooMany);
        }
        let id = if self.last == 0 { 1 } else { self.last.saturating_add(2) };
        if id > LAST_STREAM {
            return Err(CannotOpen::UsedUp);
        }
        self.last = id;
        let mut stream =
            Stream::new(self.initial_receive.into(), self.peer.initial_window_size.into());
        stream.head_only = head_only;
        self.streams.insert(id, stream);
        self.send_head(StreamId(id), end, fill);
        Ok(StreamId(id))
    }

    /// Gives the number of a stream that is never opened.
    pub fn skip_stream(&mut self) -> StreamId {
        self.last = if self.last == 0 { 1 } else { self.last.saturating_add(2) };
        StreamId(self.last)
    }

    /// Sends a head, whose fields `fill` writes in their order. False if it cannot be sent: the stream is closed, or has one.
    pub fn send_head(
        &mut self,
        stream: StreamId,
        end: bool,
        fill: impl FnOnce(&mut Put<'_>),
    ) -> bool {
        let Some(found) = self.streams.get_mut(&stream.0) else { return false };
        if found.sending != Way::Head {
            return false;
        }
        found.sending = if end { Way::Ending } else { Way::Body };
        self.write_block(stream.0, end, fill);
        if end {
            self.we_end(stream.0);
        }
        true
    }

    /// Sends an interim response (section 8.1), which comes before the head.
    pub fn send_interim(&mut self, stream: StreamId, status: u16) {
        if self.streams.get(&stream.0).is_some_and(|stream| stream.sending == Way::Head) {
            let status = status.to_string();
            self.write_block(stream.0, false, |put| put(b":status", status.as_bytes()));
        }
    }

    fn write_block(&mut self, id: u32, end: bool, fill: impl FnOnce(&mut Put<'_>)) {
        let mut block = std::mem::take(&mut self.scratch);
        block.clear();
        self.encoder.begin(&mut block);
        fill(&mut |name, value| self.encoder.field(&mut block, name, value));
        let most = self.peer.max_frame_size as usize;
        let (mut kind, mut flags) = (Kind::Headers, if end { END_STREAM } else { 0 });
        let mut rest = &block[..];
        loop {
            let (part, behind) = rest.split_at(rest.len().min(most));
            if behind.is_empty() {
                flags |= END_HEADERS;
            }
            frame::put(&mut self.out, kind, flags, id, part);
            if behind.is_empty() {
                break;
            }
            (kind, flags, rest) = (Kind::Continuation, 0, behind);
        }
        self.scratch = block;
    }

    /// Sends bytes of a body, as far as the windows and the room allow; the rest waits. With `end` they are the last. False if the stream takes none.
    pub fn send_body(&mut self, stream: StreamId, bytes: &[u8], end: bool) -> bool {
        let Some(found) = self.streams.get_mut(&stream.0) else { return false };
        if found.sending != Way::Body {
            return false;
        }
        let mut rest = bytes;
        if found.queue.is_empty() {
            while !rest.is_empty() {
                let most = Self::most(found, self.peer.max_frame_size, self.send_window)
                    .min(self.room.saturating_sub(self.out.len()))
                    .min(rest.len());
                if most == 0 {
                    break;
                }
                let (part, behind) = rest.split_at(most);
                let flags = if end && behind.is_empty() { END_STREAM } else { 0 };
                frame::put(&mut self.out, Kind::Data, flags, stream.0, part);
                found.send_window -= most as i64;
                self.send_window -= most as i64;
                rest = behind;
            }
            if rest.is_empty() {
                if end {
                    if bytes.is_empty() {
                        frame::put(&mut self.out, Kind::Data, END_STREAM, stream.0, b"");
                    }
                    self.we_end(stream.0);
                }
                return true;
            }
        }
        if !rest.is_empty() {
            found.queue.push_back(Chunk::Bytes(rest.to_vec(), 0));
            self.queued += rest.len() as u64;
        }
        self.queue_end(stream.0, end.then_some(Chunk::End));
        true
    }

    /// Sends `length` bytes that are read when there is room for them; otherwise as [`Connection::send_body`].
    pub fn send_source(
        &mut self,
        stream: StreamId,
        source: Box<dyn Source>,
        length: u64,
        end: bool,
    ) -> bool {
        let Some(found) = self.streams.get_mut(&stream.0) else { return false };
        if found.sending != Way::Body {
            return false;
        }
        if length > 0 {
            found.queue.push_back(Chunk::Source(source, length));
            self.queued += length;
        }
        self.queue_end(stream.0, end.then_some(Chunk::End));
        self.pump();
        true
    }

    /// Sends fields behind a body, which ends so. False if the stream has none to end.
    pub fn send_trailers(&mut self, stream: StreamId, fields: Fields) -> bool {
        let is_sending =
            self.streams.get(&stream.0).is_some_and(|stream| stream.sending == Way::Body);
        if is_sending {
            self.queue_end(stream.0, Some(Chunk::Trailers(fields)));
            self.pump();
        }
        is_sending
    }

    /// Queues the last thing of a stream, if there is one, and gives the stream its turn.
    fn queue_end(&mut self, id: u32, last: Option<Chunk>) {
        let Some(stream) = self.streams.get_mut(&id) else { return };
        if let Some(last) = last {
            stream.queue.push_back(last);
            stream.sending = Way::Ending;
        }
        if !stream.ready && !stream.queue.is_empty() {
            stream.ready = true;
            self.ready.push_back(id);
        }
    }

    /// Writes bodies that wait, a frame of each stream in turn, as far as the windows and the room allow.
    pub fn pump(&mut self) {
        // Streams that the connection's window holds up keep their turn; when all do, that is all.
        let mut held_up = 0;
        while held_up < self.ready.len() && self.out.len() < self.room {
            let Some(id) = self.ready.pop_front() else { break };
            match self.write_next(id) {
                Turn::Again => {
                    held_up = 0;
                    self.ready.push_back(id);
                }
                Turn::HeldUp => {
                    held_up += 1;
                    self.ready.push_back(id);
                }
                Turn::Over => {}
            }
        }
    }

    /// Bytes that a frame of the stream may have now.
    fn most(stream: &Stream, max_frame_size: u32, send_window: i64) -> usize {
        let window = stream.send_window.min(send_window).max(0);
        (window as usize).min(max_frame_size as usize).min(FRAME)
    }

    /// Writes the next frame of a stream.
    fn write_next(&mut self, id: u32) -> Turn {
        let Some(stream) = self.streams.get_mut(&id) else { return Turn::Over };
        let most = Self::most(stream, self.peer.max_frame_size, self.send_window);
        let Some(next) = stream.queue.front_mut() else {
            stream.ready = false;
            return Turn::Over;
        };
        let len = next.len().min(most as u64) as usize;
        if next.len() > 0 && len == 0 {
            if stream.send_window > 0 {
                return Turn::HeldUp;
            }
            stream.ready = false;
            return Turn::Over;
        }
        match next {
            Chunk::End => {
                frame::put(&mut self.out, Kind::Data, END_STREAM, id, b"");
                self.we_end(id);
                return Turn::Over;
            }
            Chunk::Trailers(fields) => {
                let fields = std::mem::take(fields);
                self.write_block(id, true, |put| {
                    fields.iter().for_each(|(name, value)| put(name, value));
                });
                self.we_end(id);
                return Turn::Over;
            }
            Chunk::Bytes(..) | Chunk::Source(..) => {}
        }
        let start = self.out.len();
        frame::put_head(&mut self.out, len, Kind::Data, 0, id);
        match next {
            Chunk::Bytes(bytes, sent) => {
                self.out.extend_from_slice(&bytes[*sent..*sent + len]);
                *sent += len;
            }
            Chunk::Source(source, left) => {
                let at = self.out.len();
                self.out.resize(at + len, 0);
                if source.read(&mut self.out[at..]).is_err() {
                    // A body that ends early must not look whole.
                    self.out.truncate(start);
                    self.reset(StreamId(id), Reason::Internal);
                    return Turn::Over;
                }
                *left -= len as u64;
            }
            Chunk::Trailers(_) | Chunk::End => {}
        }
        let is_over = next.len() == 0;
        stream.send_window -= len as i64;
        self.send_window -= len as i64;
        self.queued -= len as u64;
        if is_over {
            stream.queue.pop_front();
            if let Some(Chunk::End) = stream.queue.front() {
                self.out[start + 4] |= END_STREAM;
                self.we_end(id);
                return Turn::Over;
            }
        }
        if stream.queue.is_empty() {
            stream.ready = false;
            return Turn::Over;
        }
        Turn::Again
    }

    /// Our side of a stream is written to its end. A server that has not seen the client's end does without it (section 8.1).
    fn we_end(&mut self, id: u32) {
        let Some(stream) = self.streams.get_mut(&id) else { return };
        stream.sending = Way::Closed;
        stream.queue.clear();
        if self.is_server && stream.receiving != Way::Closed {
            return self.write_reset(id, Reason::NoError);
        }
        self.forget_if_closed(id);
    }

    /// Ends a stream, whatever has been sent of it.
    pub fn reset(&mut self, stream: StreamId, reason: Reason) {
        if self.is_open(stream) {
            self.write_reset(stream.0, reason);
        }
    }

    pub(super) fn write_reset(&mut self, id: u32, reason: Reason) {
        frame::put_reset(&mut self.out, id, reason);
        self.forgiven = self.forgiven.max(id);
        self.close(id);
    }

    /// Both sides of a stream are over.
    pub(super) fn close(&mut self, id: u32) {
        let Some(stream) = self.streams.get_mut(&id) else { return };
        self.queued -= stream.queued();
        stream.queue.clear();
        (stream.receiving, stream.sending) = (Way::Closed, Way::Closed);
        self.forget_if_closed(id);
    }

    pub(super) fn forget_if_closed(&mut self, id: u32) {
        if self.streams.get(&id).is_some_and(|stream| stream.is_closed() && !stream.held) {
            self.streams.remove(&id);
        }
    }

    /// The request of a stream is being worked on: the stream counts until it is let go of, even if the client resets it.
    pub fn hold(&mut self, stream: StreamId) {
        if let Some(stream) = self.streams.get_mut(&stream.0) {
            stream.held = true;
        }
    }

    /// Nobody works on it any more.
    pub fn let_go(&mut self, stream: StreamId) {
        if let Some(found) = self.streams.get_mut(&stream.0) {
            found.held = false;
            self.forget_if_closed(stream.0);
        }
    }

    /// Asks whether the peer is there; it answers with the same eight bytes.
    pub fn ping(&mut self, data: [u8; 8]) {
        frame::put(&mut self.out, Kind::Ping, 0, 0, &data);
    }

    /// Says that no new streams are taken; those that there are go on.
    pub fn go_away(&mut self, reason: u32, debug: &[u8]) {
        self.going_away = true;
        let last = if self.is_server { self.last } else { 0 };
        frame::put_go_away(&mut self.out, last, reason, debug);
    }

    /// Whether one side has said that it goes away.
    #[must_use]
    pub fn is_going_away(&self) -> bool {
        self.going_away || self.peer_goes_away.is_some()
    }
}

/// What becomes of a stream's turn.
enum Turn {
    /// It has more.
    Again,
    /// It has more, but the connection's window is used up.
    HeldUp,
    /// It has nothing, or its own window is used up.
    Over,
}
