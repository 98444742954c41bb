//! The client's side of HTTP/2: responses out of what comes on a connection, whole or piece by piece, their content codings undone.
//!
//! ```text
//! receive ─> Connection::next ─> pieces ─> next_whole: merged until a stream ends
//!                                     └──> next_piece: as they came
//! ```

use crate::http::coding::Coding;
use crate::http::decoding::Decoder;
use crate::ids::StreamId;
use crate::protocol::http2::{Connection, Event, Fields, Limits, Reason, Settings, Violation};
use std::collections::{BTreeMap, VecDeque};
use std::time::Duration;

/// Bytes of a response's head, where the client has not said how many it takes.
const MAX_HEAD: usize = 1 << 20;

/// A response, or a piece of one.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Response {
    /// Its stream.
    pub stream: StreamId,
    /// Its head, in the first piece.
    pub head: Option<Fields>,
    /// Its body, or what of it has come.
    pub data: Option<Vec<u8>>,
    /// What came behind the body.
    pub trailers: Option<Fields>,
    /// Nothing more comes.
    pub end: bool,
    /// The stream was reset, with this error code.
    pub reset: Option<u32>,
}

/// The server takes no more requests.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Farewell {
    /// The last stream that it has taken.
    pub last: StreamId,
    /// The error code.
    pub reason: u32,
    /// What it says beside.
    pub debug: Vec<u8>,
}

#[derive(Debug)]
enum What {
    Head(Fields),
    Data(Vec<u8>),
    Trailers(Fields),
    End,
    Reset(u32),
}

#[derive(Default)]
struct Gathered {
    response: Response,
    coding: Option<Coding>,
    /// For a body that is read piece by piece.
    decoder: Option<Decoder>,
    /// The script wants it piece by piece.
    in_pieces: bool,
}

/// See the module's head.
pub struct Responses {
    connection: Connection,
    /// Of what has come, the beginning of a frame.
    rest: Vec<u8>,
    pieces: VecDeque<(StreamId, What)>,
    gathered: BTreeMap<StreamId, Gathered>,
    farewell: Option<Farewell>,
    /// Bytes of a body at most.
    max_body: usize,
}

impl Responses {
    /// A connection that begins; its first bytes are in the output. Bodies may have `max_body` bytes.
    #[must_use]
    pub fn new(settings: Settings, max_body: usize) -> Self {
        let max_list = settings.max_header_list_size.map_or(MAX_HEAD, |most| most as usize);
        let limits = Limits { max_list, max_fields: usize::MAX };
        Self {
            connection: Connection::client(settings, limits),
            rest: Vec::new(),
            pieces: VecDeque::new(),
            gathered: BTreeMap::new(),
            farewell: None,
            max_body,
        }
    }

    /// The connection itself.
    pub fn connection(&mut self) -> &mut Connection {
        &mut self.connection
    }

    /// The response on a stream is wanted; `in_pieces` whoever asks for it.
    pub fn expect(&mut self, stream: StreamId, in_pieces: bool) {
        self.gathered.insert(stream, Gathered { in_pieces, ..Gathered::default() });
    }

    /// A request is refused on this side already, as its server would.
    pub fn refuse(&mut self, stream: StreamId) {
        self.expect(stream, false);
        self.pieces.push_back((stream, What::Reset(Reason::RefusedStream as u32)));
    }

    /// What the server has said last of all, if it has.
    #[must_use]
    pub fn farewell(&self) -> Option<&Farewell> {
        self.farewell.as_ref()
    }

    /// Whether a response is still to come, or to be asked for.
    #[must_use]
    pub fn expects(&self) -> bool {
        !self.gathered.is_empty()
    }

    /// Takes in what the server has sent. `now` is any clock's that only goes forward.
    ///
    /// # Errors
    /// The server has broken the protocol; what it is told is the last thing in the output.
    pub fn receive(&mut self, bytes: &[u8], now: Duration) -> Result<(), Violation> {
        let mut rest = std::mem::take(&mut self.rest);
        rest.extend_from_slice(bytes);
        let mut input = &rest[..];
        while let Some(event) = self.connection.next(&mut input, now)? {
            self.note(event);
        }
        let used = rest.len() - input.len();
        rest.drain(..used);
        self.rest = rest;
        Ok(())
    }

    fn note(&mut self, event: Event<'_>) {
        match event {
            Event::Head { stream, too_large: true, .. } => {
                self.connection.reset(stream, Reason::Cancel);
                self.pieces.push_back((stream, What::Reset(Reason::Cancel as u32)));
            }
            Event::Head { stream, fields, end, .. } => {
                self.pieces.push_back((stream, What::Head(fields)));
                self.end(stream, end);
            }
            Event::Data { stream, bytes, end } => {
                if !bytes.is_empty() {
                    self.pieces.push_back((stream, What::Data(bytes.to_vec())));
                }
                self.end(stream, end);
            }
            Event::Trailers { stream, fields } => {
                self.pieces.push_back((stream, What::Trailers(fields)));
                self.end(stream, true);
            }
            Event::Reset { stream, reason, .. } => {
                self.pieces.push_back((stream, What::Reset(reason)));
            }
            Event::GoAway { last, reason, debug } => {
                self.farewell = Some(Farewell { last, reason, debug: debug.to_vec() });
            }
            Event::Pong | Event::Settings => {}
        }
    }

    fn end(&mut self, stream: StreamId, end: bool) {
        if end {
            self.pieces.push_back((stream, What::End));
        }
    }

    /// The next response that has come to its end; of one that is wanted in pieces, the next piece.
    pub fn next_whole(&mut self) -> Option<Response> {
        self.next(false)
    }

    /// The next piece of any response.
    pub fn next_piece(&mut self) -> Option<Response> {
        self.next(true)
    }

    fn next(&mut self, in_pieces: bool) -> Option<Response> {
        while let Some((stream, what)) = self.pieces.pop_front() {
            let Some(gathered) = self.gathered.get_mut(&stream) else { continue };
            let in_pieces = in_pieces || gathered.in_pieces;
            let response = &mut gathered.response;
            response.stream = stream;
            let is_piece = match what {
                What::Head(fields) => {
                    let coding = fields.get(b"content-encoding").and_then(Coding::named);
                    gathered.coding = coding;
                    response.head = Some(fields);
                    false
                }
                What::Data(bytes) => {
                    self.connection.consumed(stream, bytes.len());
                    let data = gathered.take(bytes, in_pieces, self.max_body);
                    if data.is_err() {
                        self.connection.reset(stream, Reason::Cancel);
                        gathered.response.reset = Some(Reason::Cancel as u32);
                    }
                    true
                }
                What::Trailers(fields) => {
                    response.trailers = Some(fields);
                    false
                }
                What::End => {
                    response.end = true;
                    true
                }
                What::Reset(reason) => {
                    response.reset = Some(reason);
                    true
                }
            };
            let is_over = gathered.response.end || gathered.response.reset.is_some();
            if is_over {
                let gathered = self.gathered.remove(&stream)?;
                return Some(gathered.finish(self.max_body));
            }
            // The end may have come with the last piece.
            let ends = matches!(self.pieces.front(), Some((of, What::End)) if *of == stream);
            if is_piece && in_pieces && !ends {
                return Some(std::mem::take(&mut gathered.response));
            }
        }
        None
    }
}

impl Gathered {
    /// Takes a part of the body in; an error if it is too much.
    fn take(&mut self, bytes: Vec<u8>, in_pieces: bool, max: usize) -> Result<(), ()> {
        let bytes = match self.coding.filter(|_| in_pieces && self.response.data.is_none()) {
            Some(coding) => self.decode(coding, bytes, max),
            None => bytes,
        };
        let data = self.response.data.get_or_insert_default();
        if data.len().saturating_add(bytes.len()) > max {
            return Err(());
        }
        if data.is_empty() {
            *data = bytes;
        } else {
            data.extend_from_slice(&bytes);
        }
        Ok(())
    }

    /// Decodes a piece; one that is not of the coding that the head names is left as it came.
    fn decode(&mut self, coding: Coding, bytes: Vec<u8>, max: usize) -> Vec<u8> {
        if self.decoder.is_none() {
            self.decoder = Decoder::new(coding, max).ok();
        }
        let decoded = self.decoder.as_mut().map(|decoder| decoder.push(&bytes));
        match decoded {
            Some(Ok(decoded)) => decoded,
            _ => {
                self.coding = None;
                bytes
            }
        }
    }

    /// The response, its body decoded if that has not been done piece by piece.
    fn finish(mut self, max: usize) -> Response {
        let whole = self.coding.filter(|_| self.decoder.is_none());
        if let (Some(coding), Some(data)) = (whole, &self.response.data)
            && let Ok(mut decoder) = Decoder::new(coding, max)
            && let Ok(mut decoded) = decoder.push(data)
            && let Ok(rest) = decoder.finish()
        {
            decoded.extend_from_slice(&rest);
            self.response.data = Some(decoded);
        }
        self.response
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::protocol::http2::{RequestLimits, Requests};

    const NOW: Duration = Duration::ZERO;

    fn server() -> Requests {
        let settings = Settings { max_concurrent_streams: Some(10), ..Settings::default() };
        Requests::new(&RequestLimits {
            settings,
            max_head: 8192,
            max_fields: 50,
            max_length: 100_000,
        })
    }

    fn ask(client: &mut Responses) -> StreamId {
        let stream = client
            .connection()
            .open(false, true, |put| {
                put(b":method", b"GET");
                put(b":scheme", b"http");
                put(b":path", b"/");
                put(b":authority", b"a");
            })
            .unwrap();
        client.expect(stream, false);
        stream
    }

    fn pass(client: &mut Responses, server: &mut Requests) {
        server.receive(&client.connection().output(), NOW, 0).unwrap();
        client.receive(&server.connection().output(), NOW).unwrap();
    }

    #[test]
    fn responses_come_whole_in_the_order_of_their_ends() {
        let (mut client, mut server) = (Responses::new(Settings::default(), 1000), server());
        let (first, second) = (ask(&mut client), ask(&mut client));
        pass(&mut client, &mut server);
        server.answer(first, b"HTTP/1.1 200 OK\r\nA: b\r\n\r\nhe", false);
        server.answer(second, b"HTTP/1.1 404 Not Found\r\n\r\n", true);
        server.answer(first, b"llo", false);
        server.end_with_trailers(first, b"T: u\r\n");
        pass(&mut client, &mut server);
        let response = client.next_whole().unwrap();
        assert_eq!((response.stream, response.end, response.data), (second, true, None));
        let response = client.next_whole().unwrap();
        assert_eq!((response.stream, response.data), (first, Some(b"hello".to_vec())));
        assert_eq!(response.trailers.unwrap().get(b"t"), Some(&b"u"[..]));
        assert!(client.next_whole().is_none() && !client.expects());
    }

    #[test]
    fn a_response_comes_in_pieces_to_who_asks_for_them() {
        let (mut client, mut server) = (Responses::new(Settings::default(), 1000), server());
        let stream = ask(&mut client);
        pass(&mut client, &mut server);
        for part in [&b"HTTP/1.1 200 OK\r\n\r\none"[..], b"two", b"three"] {
            server.answer(stream, part, part == b"three");
        }
        pass(&mut client, &mut server);
        let mut pieces = Vec::new();
        while let Some(piece) = client.next_piece() {
            pieces.push((piece.head.is_some(), piece.data.unwrap_or_default(), piece.end));
        }
        assert_eq!(
            pieces,
            [
                (true, b"one".to_vec(), false),
                (false, b"two".to_vec(), false),
                (false, b"three".to_vec(), true)
            ]
        );
    }

    #[test]
    fn a_body_that_is_too_long_or_a_reset_ends_the_stream_alone() {
        let (mut client, mut server) = (Responses::new(Settings::default(), 4), server());
        let (first, second) = (ask(&mut client), ask(&mut client));
        pass(&mut client, &mut server);
        server.answer(first, b"HTTP/1.1 200 OK\r\n\r\nhello", true);
        server.connection().reset(second, Reason::Internal);
        pass(&mut client, &mut server);
        assert_eq!(client.next_whole().unwrap().reset, Some(Reason::Cancel as u32));
        assert_eq!(client.next_whole().unwrap().reset, Some(Reason::Internal as u32));
        let third = ask(&mut client);
        pass(&mut client, &mut server);
        server.answer(third, b"HTTP/1.1 200 OK\r\n\r\nokay", true);
        pass(&mut client, &mut server);
        assert_eq!(client.next_whole().unwrap().data, Some(b"okay".to_vec()));
    }
}
