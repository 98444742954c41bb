//! The rules of RFC 9113, one by one, with frames written by hand; both ends against each other.

use super::frame::{self, ACK, END_HEADERS, END_STREAM, Kind, PADDED, PRIORITY};
use super::hpack::{Decoder, Encoder};
use super::*;
use crate::ids::StreamId;
use std::time::Duration;

const LIMITS: RequestLimits = RequestLimits {
    settings: Settings {
        header_table_size: 4096,
        enable_push: true,
        max_concurrent_streams: Some(3),
        initial_window_size: 65_535,
        max_frame_size: 16_384,
        max_header_list_size: Some(8192),
    },
    max_head: 8192,
    max_fields: 20,
    max_length: 100_000,
};

/// A client that does as it likes, and the server.
struct Raw {
    server: Requests,
    encoder: Encoder,
    decoder: Decoder,
    now: Duration,
}

impl Raw {
    /// Both sides have said what they take.
    fn new() -> Self {
        let mut raw = Self::fresh();
        raw.feed(PREFACE).unwrap();
        raw.send(Kind::Settings, 0, 0, b"").unwrap();
        let _ = raw.server.connection().output();
        raw
    }

    fn fresh() -> Self {
        let server = Requests::new(&LIMITS);
        let (encoder, decoder) = (Encoder::default(), Decoder::new(4096));
        Self { server, encoder, decoder, now: Duration::ZERO }
    }

    fn feed(&mut self, bytes: &[u8]) -> Result<(), Violation> {
        self.server.receive(bytes, self.now, 0)
    }

    fn send(
        &mut self,
        kind: Kind,
        flags: u8,
        stream: u32,
        payload: &[u8],
    ) -> Result<(), Violation> {
        let mut out = Vec::new();
        frame::put(&mut out, kind, flags, stream, payload);
        self.feed(&out)
    }

    fn block(&mut self, fields: &[(&str, &str)]) -> Vec<u8> {
        let mut out = Vec::new();
        self.encoder.begin(&mut out);
        for (name, value) in fields {
            self.encoder.field(&mut out, name.as_bytes(), value.as_bytes());
        }
        out
    }

    fn head(&mut self, stream: u32, fields: &[(&str, &str)], end: bool) -> Result<(), Violation> {
        let block = self.block(fields);
        let flags = END_HEADERS | if end { END_STREAM } else { 0 };
        self.send(Kind::Headers, flags, stream, &block)
    }

    fn get(&mut self, stream: u32) -> Result<(), Violation> {
        self.head(stream, &GET, true)
    }

    fn post(&mut self, stream: u32) -> Result<(), Violation> {
        self.head(stream, &POST, false)
    }

    /// What the server has sent: kinds, flags, streams and payloads.
    fn sent(&mut self) -> Vec<(Kind, u8, u32, Vec<u8>)> {
        let out = self.server.connection().output();
        let (mut rest, mut frames) = (&out[..], Vec::new());
        while let Some(head) = frame::Head::of(rest) {
            let payload = rest[9..9 + head.len].to_vec();
            frames.push((head.kind.unwrap(), head.flags, head.stream, payload));
            rest = &rest[9 + head.len..];
        }
        assert!(rest.is_empty());
        frames
    }

    /// The streams that the server has reset, and why.
    fn resets(&mut self) -> Vec<(u32, Reason)> {
        let resets = self.sent().into_iter().filter(|(kind, ..)| *kind == Kind::RstStream);
        resets.map(|(_, _, stream, reason)| (stream, reason_of(&reason))).collect()
    }

    /// The connection has ended with `reason`, which the client has been told.
    fn ends(&mut self, result: Result<(), Violation>, reason: Reason) {
        assert_eq!(result.unwrap_err().reason, reason);
        let (kind, _, _, payload) = self.sent().pop().unwrap();
        assert_eq!((kind, reason_of(&payload[4..8])), (Kind::GoAway, reason));
        assert!(self.feed(b"").is_err());
    }
}

fn reason_of(bytes: &[u8]) -> Reason {
    Reason::from_number(u32::from_be_bytes(bytes.try_into().unwrap())).unwrap()
}

const GET: [(&str, &str); 4] =
    [(":method", "GET"), (":scheme", "http"), (":path", "/a"), (":authority", "h")];
const POST: [(&str, &str); 4] =
    [(":method", "POST"), (":scheme", "http"), (":path", "/b"), (":authority", "h")];

/// What ends the whole connection, and how.
#[test]
fn a_connection_s_errors_end_it_with_the_code_that_the_rfc_names() {
    type Case = (Kind, u8, u32, &'static [u8], Reason);
    let cases: &[Case] = &[
        // Sections 6.1 to 6.10.
        (Kind::Data, 0, 0, b"x", Reason::Protocol),
        (Kind::Data, 0, 1, b"x", Reason::Protocol),
        (Kind::Data, 0, 2, b"x", Reason::Protocol),
        (Kind::Headers, END_HEADERS, 0, b"\x82", Reason::Protocol),
        (Kind::Headers, END_HEADERS, 2, b"\x82", Reason::Protocol),
        (Kind::Headers, END_HEADERS | PADDED, 1, b"\x09\x82", Reason::Protocol),
        (Kind::Headers, END_HEADERS | PADDED, 1, b"", Reason::FrameSize),
        (Kind::Headers, END_HEADERS | PRIORITY, 1, b"\0\0\0\0", Reason::FrameSize),
        (Kind::Headers, END_HEADERS, 1, b"\xff", Reason::Compression),
        (Kind::Headers, END_HEADERS, 1, b"\xbe", Reason::Compression),
        (Kind::Priority, 0, 0, b"\0\0\0\0\0", Reason::Protocol),
        (Kind::Priority, 0, 1, b"\0\0\0\0", Reason::FrameSize),
        (Kind::RstStream, 0, 0, b"\0\0\0\x08", Reason::Protocol),
        (Kind::RstStream, 0, 1, b"\0\0\0\x08", Reason::Protocol),
        (Kind::RstStream, 0, 1, b"\0\0\x08", Reason::FrameSize),
        (Kind::Settings, 0, 1, b"", Reason::Protocol),
        (Kind::Settings, ACK, 0, b"\0\x01\0\0\0\0", Reason::FrameSize),
        (Kind::Settings, 0, 0, b"\0\x01\0\0\0", Reason::FrameSize),
        (Kind::Settings, 0, 0, b"\0\x02\0\0\0\x02", Reason::Protocol),
        (Kind::Settings, 0, 0, b"\0\x04\x80\0\0\0", Reason::FlowControl),
        (Kind::Settings, 0, 0, b"\0\x05\0\0\0\x01", Reason::Protocol),
        (Kind::PushPromise, END_HEADERS, 1, b"\0\0\0\x02", Reason::Protocol),
        (Kind::Ping, 0, 1, b"12345678", Reason::Protocol),
        (Kind::Ping, 0, 0, b"1234567", Reason::FrameSize),
        (Kind::GoAway, 0, 1, b"\0\0\0\0\0\0\0\0", Reason::Protocol),
        (Kind::GoAway, 0, 0, b"\0\0\0\0\0\0\0", Reason::FrameSize),
        (Kind::WindowUpdate, 0, 0, b"\0\0\0\0", Reason::Protocol),
        (Kind::WindowUpdate, 0, 0, b"\x7f\xff\xff\xff", Reason::FlowControl),
        (Kind::WindowUpdate, 0, 0, b"\0\0\x01", Reason::FrameSize),
        (Kind::WindowUpdate, 0, 1, b"\0\0\0\x01", Reason::Protocol),
        (Kind::Continuation, END_HEADERS, 1, b"\x82", Reason::Protocol),
    ];
    for (kind, flags, stream, payload, reason) in cases {
        let mut raw = Raw::new();
        let result = raw.send(*kind, *flags, *stream, payload);
        assert!(result.is_err(), "{kind:?} on {stream}: {payload:?}");
        raw.ends(result, *reason);
    }
}

#[test]
fn what_is_no_preface_or_no_settings_at_first_is_no_client() {
    let mut raw = Raw::fresh();
    let result = raw.feed(b"PRI * HTTP/2.0\r\n\r\nSM\r\n\rX");
    raw.ends(result, Reason::Protocol);
    let mut raw = Raw::fresh();
    raw.feed(&PREFACE[..10]).unwrap();
    raw.feed(&PREFACE[10..]).unwrap();
    let result = raw.send(Kind::Ping, 0, 0, b"12345678");
    raw.ends(result, Reason::Protocol);
    let mut raw = Raw::new();
    let mut long = Vec::new();
    frame::put_head(&mut long, 16_385, Kind::Data, 0, 1);
    // Before its payload has come.
    let result = raw.feed(&long);
    raw.ends(result, Reason::FrameSize);
}

#[test]
fn nothing_may_come_between_the_frames_of_a_block() {
    for (kind, stream, payload) in [
        (Kind::Ping, 0, &b"12345678"[..]),
        (Kind::Continuation, 3, b"\x84"),
        (Kind::Headers, 1, b""),
    ] {
        let mut raw = Raw::new();
        raw.send(Kind::Headers, 0, 1, b"\x82").unwrap();
        let result = raw.send(kind, 0, stream, payload);
        raw.ends(result, Reason::Protocol);
    }
}

#[test]
fn a_request_comes_in_pieces_of_any_size() {
    let mut raw = Raw::new();
    let block = raw.block(&POST);
    let mut bytes = Vec::new();
    let padded = [&[3][..], &block[..2], b"\0\0\0"].concat();
    frame::put(&mut bytes, Kind::Headers, PADDED, 1, &padded);
    frame::put(&mut bytes, Kind::Continuation, 0, 1, &block[2..3]);
    frame::put(&mut bytes, Kind::Continuation, END_HEADERS, 1, &block[3..]);
    frame::put(&mut bytes, Kind::Data, PADDED, 1, b"\x02body\0\0");
    frame::put(&mut bytes, Kind::Data, END_STREAM, 1, b" and more");
    for byte in bytes {
        raw.feed(&[byte]).unwrap();
    }
    let request = raw.server.next_request().unwrap();
    assert_eq!(request.stream, StreamId(1));
    assert_eq!(request.bytes, b"POST /b HTTP/1.1\r\nhost: h\r\n\r\nbody and more");
    assert!(request.gist.is_known() && request.gist.keep_alive());
}

#[test]
fn malformed_requests_are_reset_and_others_go_on() {
    let with = |more: &[(&'static str, &'static str)]| [&POST[..], more].concat();
    let cases = [
        (with(&[("connection", "close")]), true),
        (with(&[("X", "upper")]), true),
        (with(&[("x", "a\nb")]), true),
        (with(&[("content-length", "1")]), true),
        (with(&[("content-length", "-1")]), false),
        (POST[..3].iter().copied().filter(|(name, _)| *name != ":path").collect(), true),
        (with(&[(":path", "/")]), true),
        (vec![], true),
    ];
    for (fields, end) in cases {
        let mut raw = Raw::new();
        raw.head(1, &fields, end).unwrap();
        assert_eq!(raw.resets(), [(1, Reason::Protocol)], "{fields:?}");
        assert!(raw.server.next_request().is_none());
        raw.get(3).unwrap();
        assert!(raw.server.next_request().is_some() && raw.resets().is_empty());
    }
}

#[test]
fn a_body_is_as_long_as_has_been_said() {
    for (data, end) in [(&b"12345"[..], false), (b"123", true)] {
        let mut raw = Raw::new();
        raw.head(1, &[&POST[..], &[("content-length", "4")]].concat(), false).unwrap();
        raw.send(Kind::Data, if end { END_STREAM } else { 0 }, 1, data).unwrap();
        assert_eq!(raw.resets(), [(1, Reason::Protocol)]);
        assert!(raw.server.next_request().is_none());
        // What was on its way is let pass.
        raw.send(Kind::Data, END_STREAM, 1, b"x").unwrap();
    }
}

#[test]
fn what_comes_behind_the_end_of_a_stream_is_an_error() {
    // Half closed: the stream's.
    let mut raw = Raw::new();
    raw.get(1).unwrap();
    raw.send(Kind::Data, 0, 1, b"x").unwrap();
    assert_eq!(raw.resets(), [(1, Reason::StreamClosed)]);
    // Closed: the connection's.
    for kind in [Kind::Data, Kind::Headers] {
        let mut raw = Raw::new();
        raw.get(1).unwrap();
        let request = raw.server.next_request().unwrap();
        raw.server.answer(request.stream, b"HTTP/1.1 200 OK\r\n\r\n", true);
        let result = match kind {
            Kind::Data => raw.send(kind, 0, 1, b"x"),
            _ => raw.get(1),
        };
        raw.ends(result, Reason::StreamClosed);
    }
    // Windows and resets may cross on their way.
    let mut raw = Raw::new();
    raw.get(1).unwrap();
    let request = raw.server.next_request().unwrap();
    raw.server.answer(request.stream, b"HTTP/1.1 200 OK\r\n\r\n", true);
    raw.send(Kind::WindowUpdate, 0, 1, b"\0\0\0\x01").unwrap();
    raw.send(Kind::RstStream, 0, 1, b"\0\0\0\x08").unwrap();
    raw.send(Kind::Priority, 0, 1, b"\0\0\0\0\0").unwrap();
    // An older stream cannot be opened any more.
    raw.get(5).unwrap();
    let result = raw.get(3);
    raw.ends(result, Reason::StreamClosed);
}

#[test]
fn trailers_end_a_request_and_are_fields_alone() {
    let mut raw = Raw::new();
    raw.post(1).unwrap();
    raw.send(Kind::Data, 0, 1, b"x").unwrap();
    raw.head(1, &[("x-sum", "1")], true).unwrap();
    assert!(raw.server.next_request().unwrap().bytes.ends_with(b"\r\n\r\nx"));
    for (fields, end) in [(("x", "1"), false), ((":path", "/"), true)] {
        let mut raw = Raw::new();
        raw.post(1).unwrap();
        raw.head(1, &[fields], end).unwrap();
        assert_eq!(raw.resets(), [(1, Reason::Protocol)]);
    }
}

#[test]
fn more_streams_than_are_taken_at_a_time_are_refused_and_a_reset_makes_no_room() {
    let mut raw = Raw::new();
    for stream in [1, 3, 5, 7] {
        raw.get(stream).unwrap();
    }
    assert_eq!(raw.resets(), [(7, Reason::RefusedStream)]);
    let requests: Vec<_> = std::iter::from_fn(|| raw.server.next_request()).collect();
    assert_eq!(requests.len(), 3);
    // They are worked on; that the client has lost interest in one makes no room for another.
    raw.send(Kind::RstStream, 0, 1, b"\0\0\0\x08").unwrap();
    raw.get(9).unwrap();
    assert_eq!(raw.resets(), [(9, Reason::RefusedStream)]);
    assert!(!raw.server.answer(StreamId(1), b"HTTP/1.1 200 OK\r\n\r\n", true));
    raw.get(11).unwrap();
    assert!(raw.sent().is_empty() && raw.server.next_request().is_some());
    // One that nobody has taken up yet is not worked on.
    raw.server.answer(StreamId(3), b"HTTP/1.1 200 OK\r\n\r\n", true);
    raw.get(13).unwrap();
    raw.send(Kind::RstStream, 0, 13, b"\0\0\0\x08").unwrap();
    assert!(raw.server.next_request().is_none());
}

#[test]
fn floods_end_the_connection() {
    type Flood = fn(&mut Raw, u32) -> Result<(), Violation>;
    let floods: [(&str, Flood); 7] = [
        ("ping", |raw, _| raw.send(Kind::Ping, 0, 0, b"12345678")),
        ("settings", |raw, _| raw.send(Kind::Settings, 0, 0, b"")),
        ("priority", |raw, _| raw.send(Kind::Priority, 0, 1, b"\0\0\0\0\0")),
        ("empty data", |raw, round| match round {
            0 => raw.post(1),
            _ => raw.send(Kind::Data, 0, 1, b""),
        }),
        ("rapid reset", |raw, round| {
            raw.get(round * 2 + 1)?;
            raw.send(Kind::RstStream, 0, round * 2 + 1, b"\0\0\0\x08")
        }),
        ("malformed requests", |raw, round| raw.head(round * 2 + 1, &GET[..2], true)),
        ("continuation", |raw, round| match round {
            0 => raw.send(Kind::Headers, 0, 1, b"\x82"),
            _ => raw.send(Kind::Continuation, 0, 1, b""),
        }),
    ];
    for (name, flood) in floods {
        let mut raw = Raw::new();
        let result = (0..2000).find_map(|round| flood(&mut raw, round).err());
        raw.ends(Err(result.unwrap_or_else(|| panic!("{name}"))), Reason::EnhanceYourCalm);
    }
    // In their time, the same frames are fine.
    let mut raw = Raw::new();
    for round in 0..3000_u64 {
        raw.now = Duration::from_millis(round * 20);
        raw.send(Kind::Ping, 0, 0, b"12345678").unwrap();
    }
}

#[test]
fn a_block_is_bounded_and_a_head_that_is_too_large_is_answered() {
    let mut raw = Raw::new();
    raw.send(Kind::Headers, 0, 1, b"\x82").unwrap();
    let result = (0..5).find_map(|_| raw.send(Kind::Continuation, 0, 1, &[0; 8000]).err());
    raw.ends(Err(result.unwrap()), Reason::EnhanceYourCalm);

    let mut raw = Raw::new();
    let long = "x".repeat(9000);
    for (stream, fields) in
        [(1, [&GET[..], &[("x", &long)]].concat()), (3, [&GET[..], &[("x", "y"); 40]].concat())]
    {
        raw.head(stream, &fields, true).unwrap();
        assert_eq!(status(&mut raw), Some("431".to_owned()));
    }
    // One entry of the table, named again and again, is no way around that.
    let mut block = raw.block(&[&GET[..], &[("x", &"y".repeat(400))]].concat());
    block.extend_from_slice(&[0xbe; 10_000]);
    raw.send(Kind::Headers, END_HEADERS | END_STREAM, 5, &block).unwrap();
    assert_eq!(status(&mut raw), Some("431".to_owned()));
    raw.get(7).unwrap();
    assert!(raw.server.next_request().is_some());
}

/// The status of the one answer that the server has sent.
fn status(raw: &mut Raw) -> Option<String> {
    let frames = raw.sent();
    let (_, _, _, block) = frames.iter().find(|(kind, ..)| *kind == Kind::Headers)?;
    let mut found = None;
    let mut take = |name: &[u8], value: &[u8]| {
        if name == b":status" {
            found = Some(String::from_utf8(value.to_vec()).unwrap());
        }
    };
    raw.decoder.decode(block, &mut take).unwrap();
    found
}

#[test]
fn a_body_that_is_too_long_is_answered_and_what_still_comes_is_thrown_away() {
    let mut raw = Raw::new();
    raw.post(1).unwrap();
    for _ in 0..7 {
        raw.send(Kind::Data, 0, 1, &[b'x'; 16_000]).unwrap();
    }
    let frames = raw.sent();
    let kinds: Vec<_> = frames.iter().map(|(kind, ..)| *kind).collect();
    assert!(kinds.contains(&Kind::Headers), "{kinds:?}");
    let (kind, _, _, reason) = frames.last().unwrap();
    assert_eq!((*kind, reason_of(reason)), (Kind::RstStream, Reason::NoError));
    raw.send(Kind::Data, END_STREAM, 1, b"x").unwrap();
    assert!(raw.server.next_request().is_none());
}

#[test]
fn a_client_that_sends_beyond_its_windows_is_stopped() {
    // More than a stream's window, without a word from us: nobody takes what comes on a stream that has been answered.
    let limits = RequestLimits { max_length: 10 << 20, ..LIMITS };
    let mut server = Connection::server(limits.settings, Limits { max_list: 8192, max_fields: 20 });
    let mut raw = Raw::new();
    let mut bytes = PREFACE.to_vec();
    frame::put(&mut bytes, Kind::Settings, 0, 0, b"");
    let block = raw.block(&POST);
    for stream in [1, 3] {
        frame::put(&mut bytes, Kind::Headers, END_HEADERS, stream, &block);
        for _ in 0..4 {
            frame::put(&mut bytes, Kind::Data, 0, stream, &[0; 16_384]);
        }
    }
    let mut input = &bytes[..];
    let mut reset = Vec::new();
    while let Some(event) = server.next(&mut input, Duration::ZERO).unwrap() {
        if let Event::Reset { stream, reason, by_peer: false } = event {
            reset.push((stream.0, Reason::from_number(reason).unwrap()));
        }
    }
    assert_eq!(reset, [(1, Reason::FlowControl), (3, Reason::FlowControl)]);
    // And the connection's.
    let mut bytes = Vec::new();
    let block = raw.block(&[(":method", "PUT"), (":scheme", "http"), (":path", "/")]);
    frame::put(&mut bytes, Kind::Headers, END_HEADERS, 5, &block);
    for _ in 0..70 {
        frame::put(&mut bytes, Kind::Data, 0, 5, &[0; 16_384]);
    }
    let mut server = Connection::server(
        Settings { initial_window_size: 1 << 20, ..limits.settings },
        Limits { max_list: 8192, max_fields: 20 },
    );
    let mut all = PREFACE.to_vec();
    frame::put(&mut all, Kind::Settings, 0, 0, b"");
    let mut raw = Raw::new();
    let block = raw.block(&POST);
    frame::put(&mut all, Kind::Headers, END_HEADERS, 1, &block);
    for _ in 0..65 {
        frame::put(&mut all, Kind::Data, 0, 1, &[0; 16_384]);
    }
    let mut input = &all[..];
    let end = loop {
        match server.next(&mut input, Duration::ZERO) {
            Ok(Some(_)) => {}
            Ok(None) => panic!("nothing happened"),
            Err(violation) => break violation.reason,
        }
    };
    assert_eq!(end, Reason::FlowControl);
}

#[test]
fn a_window_of_a_stream_can_be_wrong_by_itself() {
    for (more, reason) in [(0_u32, Reason::Protocol), (0x7fff_ffff, Reason::FlowControl)] {
        let mut raw = Raw::new();
        raw.get(1).unwrap();
        raw.send(Kind::WindowUpdate, 0, 1, &more.to_be_bytes()).unwrap();
        assert_eq!(raw.resets(), [(1, reason)]);
        raw.get(3).unwrap();
    }
    let mut raw = Raw::new();
    raw.get(1).unwrap();
    raw.send(Kind::WindowUpdate, 0, 1, &0x7fff_0000_u32.to_be_bytes()).unwrap();
    let result = raw.send(Kind::Settings, 0, 0, b"\0\x04\x7f\xff\xff\xff");
    raw.ends(result, Reason::FlowControl);
}

#[test]
fn answers_wait_for_windows_and_streams_take_turns() {
    let mut raw = Raw::new();
    raw.send(Kind::Settings, 0, 0, b"\0\x04\0\0\0\x0a").unwrap();
    raw.get(1).unwrap();
    raw.get(3).unwrap();
    raw.sent();
    while let Some(request) = raw.server.next_request() {
        raw.server.answer(request.stream, b"HTTP/1.1 200 OK\r\n\r\n0123456789abcdef", true);
    }
    let data = |raw: &mut Raw| {
        let frames = raw.sent().into_iter().filter(|(kind, ..)| *kind == Kind::Data);
        frames.map(|(_, flags, stream, bytes)| (stream, flags, bytes.len())).collect::<Vec<_>>()
    };
    assert_eq!(data(&mut raw), [(1, 0, 10), (3, 0, 10)]);
    assert_eq!(raw.server.connection().queued(), 12);
    raw.send(Kind::WindowUpdate, 0, 3, b"\0\0\0\x04").unwrap();
    assert_eq!(data(&mut raw), [(3, 0, 4)]);
    // Back to more than was used: what is missing goes out, and with it the end.
    raw.send(Kind::Settings, 0, 0, b"\0\x04\0\0\xff\xff").unwrap();
    assert_eq!(data(&mut raw), [(1, END_STREAM, 6), (3, END_STREAM, 2)]);
    assert_eq!(raw.server.connection().queued(), 0);
    assert!(raw.server.is_idle());
}

#[test]
fn bodies_wait_where_the_socket_takes_no_more() {
    let mut raw = Raw::new();
    raw.server.connection().set_room(20_000);
    raw.get(1).unwrap();
    raw.get(3).unwrap();
    let body = vec![b'x'; 30_000];
    while let Some(request) = raw.server.next_request() {
        let answer = [&b"HTTP/1.1 200 OK\r\n\r\n"[..], &body].concat();
        raw.server.answer(request.stream, &answer, true);
    }
    let mut total = 0;
    for _ in 0..10 {
        let out = raw.server.connection().output();
        assert!(out.len() <= 20_000 + 16_384 + 100);
        total += out.len();
        raw.server.connection().pump();
    }
    assert!(total > 60_000 && raw.server.connection().queued() == 0);
}

/// A body that knows how it goes on, up to a point.
struct Letters(usize);

impl Source for Letters {
    fn read(&mut self, into: &mut [u8]) -> std::io::Result<()> {
        self.0 = self.0.checked_sub(into.len()).ok_or(std::io::ErrorKind::UnexpectedEof)?;
        into.fill(b'z');
        Ok(())
    }
}

#[test]
fn a_body_that_cannot_be_read_to_its_end_does_not_look_whole() {
    for (there, whole) in [(50_000, true), (20_000, false)] {
        let mut raw = Raw::new();
        raw.get(1).unwrap();
        let request = raw.server.next_request().unwrap();
        raw.server.answer(request.stream, b"HTTP/1.1 200 OK\r\n\r\n", false);
        raw.server.answer_from(request.stream, Box::new(Letters(there)), 50_000, true);
        let frames = raw.sent();
        let (kind, flags, ..) = frames.last().unwrap();
        if whole {
            assert_eq!((*kind, *flags), (Kind::Data, END_STREAM));
        } else {
            assert_eq!(*kind, Kind::RstStream);
        }
        assert!(raw.server.is_idle() && raw.server.connection().queued() == 0);
    }
}

#[test]
fn both_ends_understand_each_other_through_every_frame() {
    let limits = Limits { max_list: 65_536, max_fields: 100 };
    let mut client = Connection::client(Settings::default(), limits);
    let mut server = Requests::new(&LIMITS);
    let long = "v".repeat(5000);
    let stream = client
        .open(false, false, |put| {
            for (name, value) in POST {
                put(name.as_bytes(), value.as_bytes());
            }
            put(b"x-long", long.as_bytes());
            put(b"authorization", b"Basic secret");
        })
        .unwrap();
    assert!(client.send_body(stream, &[b'u'; 80_000], true));
    client.ping(*b"12345678");
    let (mut body, mut seen, mut answered) = (Vec::new(), Vec::new(), false);
    for _ in 0..20 {
        server.receive(&client.output(), Duration::ZERO, 0).unwrap();
        if let Some(request) = server.next_request() {
            assert!(request.bytes.ends_with(&[b'u'; 80_000]));
            server.answer(request.stream, b"HTTP/1.1 201 Created\r\nX-A: B\r\n\r\nhead", false);
            server.answer(request.stream, &[b'd'; 100_000], false);
            server.end_with_trailers(request.stream, b"X-Sum: 7\r\n");
            server.connection().go_away(0, b"bye");
            answered = true;
        }
        let out = server.connection().output();
        let mut input = &out[..];
        while let Some(event) = client.next(&mut input, Duration::ZERO).unwrap() {
            match event {
                Event::Data { stream, bytes, .. } => {
                    body.extend_from_slice(bytes);
                    client.consumed(stream, bytes.len());
                }
                Event::Head { fields, end, .. } => {
                    assert_eq!((fields.status(), end), (Some(201), false));
                    assert_eq!(fields.get(b"x-a"), Some(&b"B"[..]));
                    seen.push("head");
                }
                Event::Trailers { fields, .. } => {
                    assert_eq!(fields.get(b"x-sum"), Some(&b"7"[..]));
                    seen.push("trailers");
                }
                Event::Pong => seen.push("pong"),
                Event::GoAway { debug, reason: 0, last } => {
                    assert_eq!((debug, last), (&b"bye"[..], stream));
                    seen.push("goaway");
                }
                Event::Settings => {}
                other => panic!("{other:?}"),
            }
        }
        assert!(input.is_empty());
    }
    assert!(answered && body.len() == 100_004);
    assert_eq!(seen, ["pong", "head", "goaway", "trailers"]);
    assert_eq!((client.open_streams(), server.is_idle()), (0, true));
    assert_eq!(client.open(false, true, |_| {}), Err(CannotOpen::GoingAway));
}

#[test]
fn a_client_is_told_of_requests_that_the_server_has_not_taken() {
    let limits = Limits { max_list: 65_536, max_fields: 100 };
    let mut client = Connection::client(Settings::default(), limits);
    let fill = |put: &mut Put<'_>| GET.iter().for_each(|(a, b)| put(a.as_bytes(), b.as_bytes()));
    for _ in 0..3 {
        client.open(false, true, fill).unwrap();
    }
    let mut bytes = Vec::new();
    frame::put(&mut bytes, Kind::Settings, 0, 0, b"");
    frame::put_go_away(&mut bytes, 3, 0, b"");
    let (mut input, mut lost) = (&bytes[..], Vec::new());
    while let Some(event) = client.next(&mut input, Duration::ZERO).unwrap() {
        if let Event::Reset { stream, reason, .. } = event {
            lost.push((stream.0, reason));
        }
    }
    assert_eq!(lost, [(5, Reason::RefusedStream as u32)]);
    assert!(client.is_open(StreamId(3)) && !client.is_open(StreamId(5)));
}

#[test]
fn a_request_that_is_given_up_is_answered_or_cut_off() {
    let mut raw = Raw::new();
    raw.get(1).unwrap();
    raw.get(3).unwrap();
    let (first, second) =
        (raw.server.next_request().unwrap().stream, raw.server.next_request().unwrap().stream);
    raw.server.taken(first, 7);
    raw.server.taken(second, 7);
    raw.server.answer(second, b"HTTP/1.1 200 OK\r\n\r\nhalf", false);
    raw.sent();
    assert_eq!(raw.server.taken_by(7), [first, second]);
    raw.server.give_up(first, 502, 0);
    assert_eq!(status(&mut raw), Some("502".to_owned()));
    raw.server.give_up(second, 502, 0);
    assert_eq!(raw.resets(), [(3, Reason::Internal)]);
    assert!(raw.server.is_idle() && raw.server.taken_by(7).is_empty());
}

#[test]
fn a_body_that_takes_too_long_is_answered_408() {
    let mut raw = Raw::new();
    raw.post(1).unwrap();
    raw.send(Kind::Data, 0, 1, &[0; 3000]).unwrap();
    raw.sent();
    let limit = Duration::from_secs(5);
    assert!(!raw.server.refuse_slow(Duration::from_secs(6), limit, 0));
    assert!(raw.server.refuse_slow(Duration::from_secs(8), limit, 0));
    assert_eq!(status(&mut raw), Some("408".to_owned()));
}
