//! The three parsers, behind one kind of result: the requests of a stream, and how it ends.

use actix_http::{ServiceConfig, h1};
use bytes::{Bytes, BytesMut};
use futures_util::task::noop_waker;
use http_body_util::{BodyExt, Empty};
use hyper::service::service_fn;
use std::cell::RefCell;
use std::convert::Infallible;
use std::future::Future;
use std::pin::{Pin, pin};
use std::rc::Rc;
use std::task::{Context, Poll};
use swoole::protocol::http1::{Examined, dechunk};
use swoole::protocol::{AnyDecoder, Decoder, Frame, Framing};
use swoole::settings::{FramingSettings, HttpLimits};

/// One request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    pub method: String,
    /// Path and query of the target.
    pub target: String,
    /// It is of HTTP/1.1.
    pub modern: bool,
    pub body: Vec<u8>,
}

/// How a stream ends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum End {
    /// After a request, or within one that is not complete.
    Open,
    /// After a request that is the last on its connection.
    Last,
    /// What follows is refused.
    Refused(String),
}

/// What a parser makes of a stream.
#[derive(Debug, Clone)]
pub struct Seen {
    pub requests: Vec<Request>,
    pub end: End,
}

const LIMITS: HttpLimits = HttpLimits { max_head: 65_536, max_fields: 128, max_length: 1 << 20, max_upload: 1 << 20, requires_host: true };

/// This project's.
pub fn ours(stream: &[u8]) -> Seen {
    let mut decoder = AnyDecoder::new(&Framing::new(&FramingSettings::Http(LIMITS), None));
    let (mut rest, mut requests) = (stream, Vec::new());
    loop {
        match decoder.next(rest) {
            Ok(Frame::Interim { .. }) => {}
            Ok(Frame::Package { len }) => {
                requests.push(request(&rest[..len]));
                rest = &rest[len..];
                if !decoder.gist().keep_alive() {
                    return Seen { requests, end: End::Last };
                }
                if rest.is_empty() {
                    return Seen { requests, end: End::Open };
                }
            }
            Ok(Frame::More { .. }) => return Seen { requests, end: End::Open },
            Err(error) => return Seen { requests, end: End::Refused(error.to_string()) },
        }
    }
}

fn request(bytes: &[u8]) -> Request {
    let head = Examined::of(bytes).expect("a request that was framed has a head");
    let body = &bytes[head.len()..];
    let body = if head.is_chunked() { dechunk(body) } else { body.to_vec() };
    let (path, query) = head.path_and_query();
    let target = [path, query.map_or(&b""[..], |_| b"?"), query.unwrap_or_default()].concat();
    Request { method: text(head.method), target: text(&target), modern: head.minor == 1, body }
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// A target as a peer has it; one of the absolute form may lack the path (RFC 9112, section 3.2.1).
fn their_target(uri: Option<&str>) -> String {
    match uri {
        Some(target) if target.starts_with('?') => format!("/{target}"),
        target => target.unwrap_or("/").to_owned(),
    }
}

/// hyper, as a server whose service notes what it gets.
pub fn hyper(stream: &[u8]) -> Seen {
    let seen = Rc::new(RefCell::new(Vec::new()));
    let notes = Rc::clone(&seen);
    let service = service_fn(move |request: hyper::Request<hyper::body::Incoming>| {
        let notes = Rc::clone(&notes);
        async move {
            let (head, body) = request.into_parts();
            let target = their_target(head.uri.path_and_query().map(|target| target.as_str()));
            let method = head.method.to_string();
            let modern = head.version == hyper::Version::HTTP_11;
            if let Ok(body) = body.collect().await {
                let body = body.to_bytes().to_vec();
                notes.borrow_mut().push(Request { method, target, modern, body });
            }
            Ok::<_, Infallible>(hyper::Response::new(Empty::<Bytes>::new()))
        }
    });
    let wire = Wire { input: stream.to_vec(), at: 0 };
    let connection = hyper::server::conn::http1::Builder::new()
        .keep_alive(true)
        .half_close(true)
        .serve_connection(wire, service);
    let mut connection = pin!(connection);
    let waker = noop_waker();
    let mut context = Context::from_waker(&waker);
    // Input and output are always ready, so each poll gets on.
    let mut end = None;
    for _ in 0..1000 {
        if let Poll::Ready(result) = connection.as_mut().poll(&mut context) {
            end = Some(result);
            break;
        }
    }
    let end = match end {
        Some(Err(error)) if !error.is_incomplete_message() => End::Refused(error.to_string()),
        _ => End::Open,
    };
    let requests = seen.borrow().clone();
    Seen { requests, end }
}

struct Wire {
    input: Vec<u8>,
    at: usize,
}

impl hyper::rt::Read for Wire {
    fn poll_read(
        mut self: Pin<&mut Self>,
        _: &mut Context<'_>,
        mut room: hyper::rt::ReadBufCursor<'_>,
    ) -> Poll<std::io::Result<()>> {
        let count = room.remaining().min(self.input.len() - self.at);
        room.put_slice(&self.input[self.at..self.at + count]);
        self.at += count;
        Poll::Ready(Ok(()))
    }
}

impl hyper::rt::Write for Wire {
    fn poll_write(
        self: Pin<&mut Self>,
        _: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<std::io::Result<usize>> {
        Poll::Ready(Ok(bytes.len()))
    }

    fn poll_flush(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<std::io::Result<()>> {
        Poll::Ready(Ok(()))
    }

    fn poll_shutdown(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<std::io::Result<()>> {
        Poll::Ready(Ok(()))
    }
}

/// actix-http's codec.
pub fn actix(stream: &[u8], config: &ServiceConfig) -> Seen {
    use tokio_util::codec::Decoder as _;
    let mut codec = h1::Codec::new(config.clone());
    let mut rest = BytesMut::from(stream);
    let mut requests: Vec<Request> = Vec::new();
    let mut open: Option<Request> = None;
    loop {
        match codec.decode(&mut rest) {
            Ok(Some(h1::Message::Item(request))) => {
                let target = request.uri().path_and_query().map(|target| target.as_str());
                let made = Request {
                    method: request.method().to_string(),
                    target: their_target(target),
                    modern: request.version() == actix_http::Version::HTTP_11,
                    body: Vec::new(),
                };
                match codec.message_type() {
                    h1::MessageType::None => requests.push(made),
                    _ => open = Some(made),
                }
            }
            Ok(Some(h1::Message::Chunk(Some(bytes)))) => {
                if let Some(request) = &mut open {
                    request.body.extend_from_slice(&bytes);
                }
            }
            Ok(Some(h1::Message::Chunk(None))) => requests.extend(open.take()),
            Ok(None) => return Seen { requests, end: End::Open },
            Err(error) => return Seen { requests, end: End::Refused(error.to_string()) },
        }
    }
}
