//! What each frame does (RFC 9113, section 6).

use super::connection::{Connection, Event, Partial};
use super::fields::{self, Fields};
use super::frame::{self, ACK, END_HEADERS, END_STREAM, Head, Kind, PRIORITY, number};
use super::reason::{Reason, Violation};
use super::stream::{Stream, Way};
use crate::ids::StreamId;
use std::time::Duration;

/// CONTINUATION frames of a block at most: with frames of the least size, more than any list needs.
const CONTINUATIONS: usize = 32;
/// What a field costs beside its bytes (section 6.5.2).
const FIELD_OVERHEAD: usize = 32;

type Outcome<'b> = Result<Option<Event<'b>>, Violation>;

impl Connection {
    pub(super) fn data<'b>(&mut self, head: Head, payload: &'b [u8], now: Duration) -> Outcome<'b> {
        let id = head.stream;
        if self.is_idle(id) {
            return Err(Violation::protocol("DATA on a stream that is not open"));
        }
        let length = payload.len() as i64;
        self.receive_window -= length;
        if self.receive_window < 0 {
            let why = "more DATA than the window of the connection allows";
            return Err(Violation::new(Reason::FlowControl, why));
        }
        let bytes = head.unpadded(payload)?;
        let end = head.has(END_STREAM);
        let Some(stream) = self.streams.get_mut(&id) else {
            self.release_connection(payload.len());
            return self.on_closed(id, "DATA on a closed stream");
        };
        if stream.receiving != Way::Body {
            let is_closed = stream.is_closed();
            self.release_connection(payload.len());
            if is_closed {
                return self.on_closed(id, "DATA on a closed stream");
            }
            return self.stream_error(id, Reason::StreamClosed, now);
        }
        stream.receive_window -= length;
        stream.received += bytes.len() as u64;
        let wrong = if stream.receive_window < 0 {
            Some(Reason::FlowControl)
        } else if stream.promised.is_some_and(|promised| stream.received > promised)
            || end && !stream.is_as_promised()
        {
            Some(Reason::Protocol)
        } else {
            None
        };
        if let Some(reason) = wrong {
            self.release_connection(payload.len());
            return self.stream_error(id, reason, now);
        }
        let stream = StreamId(id);
        self.consumed(stream, payload.len() - bytes.len());
        if end {
            self.peer_ends(id);
        }
        Ok(Some(Event::Data { stream, bytes, end }))
    }

    pub(super) fn headers<'b>(
        &mut self,
        head: Head,
        payload: &'b [u8],
        now: Duration,
    ) -> Outcome<'b> {
        if head.stream == 0 {
            return Err(Violation::protocol("HEADERS on stream 0"));
        }
        let mut block = head.unpadded(payload)?;
        if head.has(PRIORITY) {
            // Section 5.3: deprecated, and not looked at.
            block = block.get(5..).ok_or(Violation::size("HEADERS without room for a priority"))?;
        }
        let end_stream = head.has(END_STREAM);
        if head.has(END_HEADERS) {
            return self.block(head.stream, block, end_stream, now);
        }
        self.begin_partial(head.stream, block, end_stream, None)?;
        Ok(None)
    }

    fn begin_partial(
        &mut self,
        stream: u32,
        block: &[u8],
        end_stream: bool,
        promised: Option<u32>,
    ) -> Result<(), Violation> {
        self.check_block(block.len())?;
        self.partial =
            Some(Partial { stream, end_stream, promised, block: block.to_vec(), frames: 0 });
        Ok(())
    }

    /// A list that is longer than what we take does not become much longer by being coded.
    fn check_block(&self, length: usize) -> Result<(), Violation> {
        if length > self.limits.max_list.saturating_mul(2).max(frame::DEFAULT_BLOCK) {
            return Err(Violation::flood("a header block without an end"));
        }
        Ok(())
    }

    pub(super) fn continuation<'b>(
        &mut self,
        head: Head,
        payload: &'b [u8],
        now: Duration,
    ) -> Outcome<'b> {
        let Some(mut partial) = self.partial.take().filter(|it| it.stream == head.stream) else {
            return Err(Violation::protocol("CONTINUATION of nothing"));
        };
        partial.frames += 1;
        if partial.frames > CONTINUATIONS {
            return Err(Violation::flood("CONTINUATION frames without an end"));
        }
        self.check_block(partial.block.len() + payload.len())?;
        partial.block.extend_from_slice(payload);
        if !head.has(END_HEADERS) {
            self.partial = Some(partial);
            return Ok(None);
        }
        match partial.promised {
            Some(promised) => self.refuse_promise(promised, &partial.block),
            None => self.block(partial.stream, &partial.block, partial.end_stream, now),
        }
    }

    /// Reads a block, which must be done whatever becomes of its stream. Says whether it exceeds the limits.
    fn decode(&mut self, block: &[u8]) -> Result<(Fields, bool), Violation> {
        let (mut fields, mut size, limits) = (Fields::default(), 0_usize, self.limits);
        let mut too_large = false;
        let read = self.decoder.decode(block, &mut |name, value| {
            size = size.saturating_add(name.len() + value.len() + FIELD_OVERHEAD);
            too_large |= size > limits.max_list || fields.len() >= limits.max_fields;
            if !too_large {
                fields.push(name, value);
            }
        });
        match read {
            Ok(()) => Ok((fields, too_large)),
            Err(_) => {
                Err(Violation::new(Reason::Compression, "a header block that cannot be read"))
            }
        }
    }

    /// A block is complete: a head, or trailers.
    fn block<'b>(&mut self, id: u32, block: &[u8], end: bool, now: Duration) -> Outcome<'b> {
        if id.is_multiple_of(2) || !self.is_server && id > self.last {
            return Err(Violation::protocol("HEADERS on a stream that the peer cannot open"));
        }
        let (fields, too_large) = self.decode(block)?;
        if id > self.last {
            return self.opened(id, fields, too_large, end, now);
        }
        match self.streams.get(&id).map(|stream| stream.receiving) {
            Some(Way::Head) => self.answered(id, fields, too_large, end, now),
            Some(Way::Body) => {
                // Section 8.1: they end the stream, and are fields alone.
                if !end || too_large || !fields.is(fields::Kind::Trailers) {
                    return self.stream_error(id, Reason::Protocol, now);
                }
                if self.streams.get(&id).is_some_and(|stream| !stream.is_as_promised()) {
                    return self.stream_error(id, Reason::Protocol, now);
                }
                self.peer_ends(id);
                Ok(Some(Event::Trailers { stream: StreamId(id), fields }))
            }
            Some(Way::Ending | Way::Closed) if self.is_open(StreamId(id)) => {
                self.stream_error(id, Reason::StreamClosed, now)
            }
            Some(Way::Ending | Way::Closed) | None => {
                self.on_closed(id, "HEADERS on a closed stream")
            }
        }
    }

    /// A client opens a stream.
    fn opened<'b>(
        &mut self,
        id: u32,
        fields: Fields,
        too_large: bool,
        end: bool,
        now: Duration,
    ) -> Outcome<'b> {
        self.last = id;
        let most = self.local.max_concurrent_streams.unwrap_or(u32::MAX);
        if self.going_away || self.streams.len() >= most as usize {
            return self.stream_error(id, Reason::RefusedStream, now);
        }
        let well = too_large || fields.is(fields::Kind::Request);
        let promised = fields.content_length();
        let (true, Ok(promised)) = (well, promised) else {
            return self.stream_error(id, Reason::Protocol, now);
        };
        if end && promised.is_some_and(|promised| promised > 0) {
            return self.stream_error(id, Reason::Protocol, now);
        }
        let mut stream =
            Stream::new(self.initial_receive.into(), self.peer.initial_window_size.into());
        stream.receiving = if end { Way::Closed } else { Way::Body };
        stream.promised = promised;
        self.streams.insert(id, stream);
        Ok(Some(Event::Head { stream: StreamId(id), fields, too_large, end }))
    }

    /// A server answers.
    fn answered<'b>(
        &mut self,
        id: u32,
        fields: Fields,
        too_large: bool,
        end: bool,
        now: Duration,
    ) -> Outcome<'b> {
        let status = fields.status();
        let (Some(status), Ok(promised)) = (status, fields.content_length()) else {
            return self.stream_error(id, Reason::Protocol, now);
        };
        let interim = status < 200;
        if !too_large && !fields.is(fields::Kind::Response) || interim && (end || status == 101) {
            return self.stream_error(id, Reason::Protocol, now);
        }
        if interim {
            return Ok(None);
        }
        let Some(stream) = self.streams.get_mut(&id) else { return Ok(None) };
        stream.receiving = Way::Body;
        stream.promised = promised;
        stream.head_only |= matches!(status, 204 | 304);
        if end {
            if !stream.is_as_promised() {
                return self.stream_error(id, Reason::Protocol, now);
            }
            self.peer_ends(id);
        }
        Ok(Some(Event::Head { stream: StreamId(id), fields, too_large, end }))
    }

    /// The peer sends nothing more on a stream.
    fn peer_ends(&mut self, id: u32) {
        if let Some(stream) = self.streams.get_mut(&id) {
            stream.receiving = Way::Closed;
            self.forget_if_closed(id);
        }
    }

    /// A frame has come for a stream that was open once.
    fn on_closed<'b>(&self, id: u32, why: &'static str) -> Outcome<'b> {
        if id <= self.forgiven {
            return Ok(None);
        }
        Err(Violation::new(Reason::StreamClosed, why))
    }

    /// The peer has made a mistake that concerns one stream alone (section 5.4.2).
    fn stream_error<'b>(&mut self, id: u32, reason: Reason, now: Duration) -> Outcome<'b> {
        if self.is_server && !self.resets.spend(now) {
            return Err(Violation::flood("streams that had to be reset, too many of them"));
        }
        let was_known = self.streams.contains_key(&id);
        self.write_reset(id, reason);
        let event = Event::Reset { stream: StreamId(id), reason: reason as u32, by_peer: false };
        Ok(was_known.then_some(event))
    }

    pub(super) fn priority(&mut self, head: Head, payload: &[u8]) -> Result<(), Violation> {
        if head.stream == 0 {
            return Err(Violation::protocol("PRIORITY on stream 0"));
        }
        if payload.len() != 5 {
            return Err(Violation::size("PRIORITY of another length than 5"));
        }
        Ok(())
    }

    pub(super) fn peer_resets<'b>(
        &mut self,
        head: Head,
        payload: &[u8],
        now: Duration,
    ) -> Outcome<'b> {
        let Ok(reason) = <[u8; 4]>::try_from(payload) else {
            return Err(Violation::size("RST_STREAM of another length than 4"));
        };
        if self.is_idle(head.stream) {
            return Err(Violation::protocol("RST_STREAM on a stream that is not open"));
        }
        // What was sent before the peer's own reset is none of its mistakes.
        if !self.is_open(StreamId(head.stream)) {
            return Ok(None);
        }
        if self.is_server && !self.resets.spend(now) {
            return Err(Violation::flood("streams that are opened and reset, too many of them"));
        }
        self.close(head.stream);
        let (stream, reason) = (StreamId(head.stream), u32::from_be_bytes(reason));
        Ok(Some(Event::Reset { stream, reason, by_peer: true }))
    }

    pub(super) fn settings<'b>(&mut self, head: Head, payload: &[u8]) -> Outcome<'b> {
        if head.stream != 0 {
            return Err(Violation::protocol("SETTINGS on a stream"));
        }
        if head.has(ACK) {
            if !payload.is_empty() {
                return Err(Violation::size("SETTINGS that acknowledge and set"));
            }
            self.acknowledged();
            return Ok(None);
        }
        let before = self.peer.initial_window_size;
        self.peer.take(payload)?;
        self.encoder.set_limit(self.peer.header_table_size as usize);
        let change = i64::from(self.peer.initial_window_size) - i64::from(before);
        if change != 0 {
            self.change_windows(change)?;
        }
        frame::put(&mut self.out, Kind::Settings, ACK, 0, b"");
        self.pump();
        Ok(Some(Event::Settings))
    }

    /// Section 6.9.2.
    fn change_windows(&mut self, change: i64) -> Result<(), Violation> {
        let mut opened = Vec::new();
        for (id, stream) in &mut self.streams {
            stream.send_window += change;
            if !Self::is_window(stream.send_window) {
                let why = "INITIAL_WINDOW_SIZE that makes a window too large";
                return Err(Violation::new(Reason::FlowControl, why));
            }
            if stream.send_window > 0 && !stream.queue.is_empty() && !stream.ready {
                stream.ready = true;
                opened.push(*id);
            }
        }
        opened.sort_unstable();
        self.ready.extend(opened);
        Ok(())
    }

    /// The peer knows our settings.
    fn acknowledged(&mut self) {
        self.decoder.set_limit(self.local.header_table_size as usize);
        let change = i64::from(self.local.initial_window_size) - i64::from(self.initial_receive);
        self.initial_receive = self.local.initial_window_size;
        for (id, stream) in &mut self.streams {
            stream.receive_window += change;
            stream.release(*id, self.initial_receive, &mut self.out);
        }
    }

    pub(super) fn promise<'b>(
        &mut self,
        head: Head,
        payload: &'b [u8],
        _now: Duration,
    ) -> Outcome<'b> {
        if self.is_server || !self.local.enable_push || self.is_idle(head.stream) {
            return Err(Violation::protocol("PUSH_PROMISE"));
        }
        let rest = head.unpadded(payload)?;
        let (promised, block) = rest
            .split_first_chunk()
            .ok_or(Violation::size("PUSH_PROMISE without room for a stream"))?;
        let promised = number(*promised);
        if promised == 0 || !promised.is_multiple_of(2) {
            return Err(Violation::protocol("a promise of a stream that the server cannot open"));
        }
        if head.has(END_HEADERS) {
            return self.refuse_promise(promised, block);
        }
        self.begin_partial(head.stream, block, false, Some(promised))?;
        Ok(None)
    }

    /// Nobody here takes what is pushed.
    fn refuse_promise<'b>(&mut self, promised: u32, block: &[u8]) -> Outcome<'b> {
        self.decode(block)?;
        frame::put_reset(&mut self.out, promised, Reason::Cancel);
        Ok(None)
    }

    pub(super) fn pinged<'b>(&mut self, head: Head, payload: &[u8]) -> Outcome<'b> {
        if head.stream != 0 {
            return Err(Violation::protocol("PING on a stream"));
        }
        if payload.len() != 8 {
            return Err(Violation::size("PING of another length than 8"));
        }
        if head.has(ACK) {
            return Ok(Some(Event::Pong));
        }
        frame::put(&mut self.out, Kind::Ping, ACK, 0, payload);
        Ok(None)
    }

    pub(super) fn peer_leaves<'b>(&mut self, head: Head, payload: &'b [u8]) -> Outcome<'b> {
        if head.stream != 0 {
            return Err(Violation::protocol("GOAWAY on a stream"));
        }
        let parts = payload.split_first_chunk().and_then(|(last, rest)| {
            rest.split_first_chunk().map(|(reason, debug)| (*last, *reason, debug))
        });
        let Some((last, reason, debug)) = parts else {
            return Err(Violation::size("GOAWAY of less than 8 bytes"));
        };
        let last = number(last);
        self.peer_goes_away = Some(last);
        if !self.is_server {
            self.lost = self.streams.keys().copied().filter(|id| *id > last).collect();
            for id in self.lost.clone() {
                self.close(id);
            }
        }
        let reason = u32::from_be_bytes(reason);
        Ok(Some(Event::GoAway { last: StreamId(last), reason, debug }))
    }

    pub(super) fn window<'b>(&mut self, head: Head, payload: &[u8], now: Duration) -> Outcome<'b> {
        let Ok(more) = <[u8; 4]>::try_from(payload) else {
            return Err(Violation::size("WINDOW_UPDATE of another length than 4"));
        };
        let more = i64::from(number(more));
        let id = head.stream;
        if id == 0 {
            if more == 0 {
                return Err(Violation::protocol("WINDOW_UPDATE by nothing"));
            }
            self.send_window += more;
            if !Self::is_window(self.send_window) {
                let why = "WINDOW_UPDATE that makes the window too large";
                return Err(Violation::new(Reason::FlowControl, why));
            }
            self.pump();
            return Ok(None);
        }
        if self.is_idle(id) {
            return Err(Violation::protocol("WINDOW_UPDATE on a stream that is not open"));
        }
        let Some(stream) = self.streams.get_mut(&id).filter(|stream| !stream.is_closed()) else {
            return Ok(None);
        };
        if more == 0 {
            return self.stream_error(id, Reason::Protocol, now);
        }
        stream.send_window += more;
        if !Self::is_window(stream.send_window) {
            return self.stream_error(id, Reason::FlowControl, now);
        }
        if stream.send_window > 0 && !stream.queue.is_empty() && !stream.ready {
            stream.ready = true;
            self.ready.push_back(id);
        }
        self.pump();
        Ok(None)
    }
}
