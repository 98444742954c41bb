//! Both ends of HTTP/2 against another implementation of it, over a pipe in memory: requests to our server, and requests of our client.
#![allow(clippy::unwrap_used)]

use bytes::Bytes;
use http::{HeaderMap, Method, Request, Response, StatusCode};
use std::collections::HashMap;
use std::time::Duration;
use swoole::ids::StreamId;
use swoole::protocol::http2::{
    Connection, Event, Fields, Limits, Put, RequestLimits, Requests, Settings,
};
use tokio::io::{AsyncReadExt, AsyncWriteExt, DuplexStream, duplex};
use tokio::runtime::Builder;

const LIMITS: RequestLimits = RequestLimits {
    settings: Settings {
        header_table_size: 4096,
        enable_push: false,
        max_concurrent_streams: Some(200),
        initial_window_size: 20_000,
        max_frame_size: 16_384,
        max_header_list_size: Some(65_536),
    },
    max_head: 65_536,
    max_fields: 128,
    max_length: 8 << 20,
};

fn run<F: Future<Output = ()> + 'static>(test: F) {
    let runtime = Builder::new_current_thread().build().unwrap();
    let local = tokio::task::LocalSet::new();
    local.block_on(&runtime, test);
}

/// Our server: answers each request with its method and target, its fields that begin with `x-`, and its body.
async fn serve(mut pipe: DuplexStream) {
    let mut server = Requests::new(&LIMITS);
    let mut buffer = vec![0; 70_000];
    loop {
        server.connection().set_room(40_000);
        server.connection().pump();
        let out = server.connection().output();
        if !out.is_empty() {
            pipe.write_all(&out).await.unwrap();
            continue;
        }
        let Ok(count) = pipe.read(&mut buffer).await else { break };
        if count == 0 {
            break;
        }
        server.receive(&buffer[..count], Duration::ZERO, 0).unwrap();
        while let Some(request) = server.next_request() {
            let (stream, bytes) = (request.stream, request.bytes);
            let end = bytes.windows(4).position(|four| four == b"\r\n\r\n").unwrap();
            let head = String::from_utf8(bytes[..end].to_vec()).unwrap();
            let mut answer =
                String::from("HTTP/1.1 200 OK\r\nServer: ours\r\nConnection: close\r\n");
            let line = head.lines().next().unwrap().strip_suffix(" HTTP/1.1").unwrap();
            answer.push_str(&format!("X-Line: {line}\r\n"));
            for line in head.lines().filter(|line| line.starts_with("x-")) {
                answer.push_str(&format!("{line}\r\n"));
            }
            answer.push_str("\r\n");
            assert!(server.answer(stream, answer.as_bytes(), false));
            assert!(server.answer(stream, &bytes[end + 4..], false));
            assert!(server.end_with_trailers(stream, b"X-Trailer: behind\r\n"));
        }
    }
}

async fn whole(response: Response<h2::RecvStream>) -> (StatusCode, HeaderMap, Vec<u8>, HeaderMap) {
    let (head, mut stream) = response.into_parts();
    let mut body = Vec::new();
    while let Some(part) = stream.data().await {
        let part = part.unwrap();
        stream.flow_control().release_capacity(part.len()).unwrap();
        body.extend_from_slice(&part);
    }
    let trailers = stream.trailers().await.unwrap().unwrap_or_default();
    (head.status, head.headers, body, trailers)
}

async fn send_all(stream: &mut h2::SendStream<Bytes>, body: &[u8]) {
    let mut rest = body;
    while !rest.is_empty() {
        stream.reserve_capacity(rest.len());
        let room = std::future::poll_fn(|context| stream.poll_capacity(context)).await;
        let (part, behind) = rest.split_at(room.unwrap().unwrap().min(rest.len()));
        rest = behind;
        stream.send_data(Bytes::copy_from_slice(part), rest.is_empty()).unwrap();
    }
}

#[test]
fn another_client_is_served() {
    run(async {
        let (ours, theirs) = duplex(30_000);
        tokio::task::spawn_local(serve(ours));
        let (client, connection) =
            h2::client::Builder::new().initial_window_size(10_000).handshake(theirs).await.unwrap();
        let connection = tokio::task::spawn_local(async move { connection.await.unwrap() });
        let mut exchanges = Vec::new();
        for round in 0..60_usize {
            let mut client = client.clone().ready().await.unwrap();
            exchanges.push(tokio::task::spawn_local(async move {
                let body = vec![b'a' + (round % 26) as u8; round * 3000];
                let mut request = Request::builder()
                    .method(if body.is_empty() { Method::GET } else { Method::POST })
                    .uri(format!("http://host:1/path/{round}?query"))
                    .header("x-round", round)
                    .header("cookie", "a=b")
                    .header("authorization", "secret");
                if round.is_multiple_of(7) {
                    // Longer than a frame: CONTINUATION both ways.
                    request = request.header("x-long", "l".repeat(20_000));
                }
                let request = request.body(()).unwrap();
                let (response, mut stream) = client.send_request(request, body.is_empty()).unwrap();
                if !body.is_empty() {
                    send_all(&mut stream, &body).await;
                }
                let (status, fields, echo, trailers) = whole(response.await.unwrap()).await;
                assert_eq!(status, StatusCode::OK);
                assert_eq!(fields["x-round"], round.to_string());
                let method = if body.is_empty() { "GET" } else { "POST" };
                assert_eq!(fields["x-line"], format!("{method} /path/{round}?query"));
                assert_eq!(
                    fields.get("x-long").map_or(0, |it| it.len()) > 0,
                    round.is_multiple_of(7)
                );
                assert!(fields.get("connection").is_none());
                assert!(echo == body);
                assert_eq!(trailers["x-trailer"], "behind");
            }));
        }
        for exchange in exchanges {
            exchange.await.unwrap();
        }
        drop(client);
        connection.await.unwrap();
    });
}

/// Another implementation's server: answers with what it was sent.
async fn their_server(pipe: DuplexStream) {
    let mut connection = h2::server::Builder::new()
        .initial_window_size(9000)
        .max_header_list_size(100_000)
        .max_concurrent_streams(100)
        .handshake::<_, Bytes>(pipe)
        .await
        .unwrap();
    while let Some(accepted) = connection.accept().await {
        let Ok((request, mut respond)) = accepted else { break };
        tokio::task::spawn_local(async move {
            let (head, mut stream) = request.into_parts();
            let mut body = Vec::new();
            while let Some(part) = stream.data().await {
                let part = part.unwrap();
                stream.flow_control().release_capacity(part.len()).unwrap();
                body.extend_from_slice(&part);
            }
            let mut response = Response::builder().status(201).header("x-path", head.uri.path());
            for (name, value) in &head.headers {
                response = response.header(name, value);
            }
            let response = response.body(()).unwrap();
            let mut stream = respond.send_response(response, body.is_empty()).unwrap();
            send_all(&mut stream, &body).await;
        });
    }
}

/// An answer in the making.
#[derive(Default)]
struct Got {
    round: usize,
    head: Fields,
    body: Vec<u8>,
}

#[test]
fn our_client_is_served_by_another_server() {
    const ROUNDS: usize = 80;
    let body_of = |round: usize| vec![b'b'; round * 1500];
    let long_of = |round: usize| "l".repeat(if round.is_multiple_of(5) { 18_000 } else { 3 });
    run(async move {
        let (mut ours, theirs) = duplex(8 << 20);
        tokio::task::spawn_local(their_server(theirs));
        let limits = Limits { max_list: 100_000, max_fields: 128 };
        let settings =
            Settings { enable_push: false, initial_window_size: 12_000, ..Settings::default() };
        let mut client = Connection::client(settings, limits);
        let mut asked: HashMap<StreamId, Got> = HashMap::new();
        let (mut buffer, mut rest) = (vec![0; 50_000], Vec::new());
        // Before its settings are known a server may get more than it will ever ask for again, and this one then asks for nothing.
        let mut settled = false;
        let (mut rounds, mut done) = (0..ROUNDS, 0);
        while done < ROUNDS {
            while settled
                && client.open_streams() < 30
                && let Some(round) = rounds.next()
            {
                let (body, long) = (body_of(round), long_of(round));
                let path = format!("/{round}");
                let fill = |put: &mut Put<'_>| {
                    put(b":method", b"PUT");
                    put(b":scheme", b"http");
                    put(b":path", path.as_bytes());
                    put(b":authority", b"host");
                    put(b"x-long", long.as_bytes());
                    put(b"x-same", b"the same each time");
                };
                let stream = client.open(false, body.is_empty(), fill).unwrap();
                assert!(body.is_empty() || client.send_body(stream, &body, true));
                asked.insert(stream, Got { round, ..Got::default() });
            }
            ours.write_all(&client.output()).await.unwrap();
            let count = ours.read(&mut buffer).await.unwrap();
            assert!(count > 0);
            rest.extend_from_slice(&buffer[..count]);
            let mut input = &rest[..];
            while let Some(event) = client.next(&mut input, Duration::ZERO).unwrap() {
                let over = match event {
                    Event::Head { stream, fields, end, .. } => {
                        asked.get_mut(&stream).unwrap().head = fields;
                        end.then_some(stream)
                    }
                    Event::Data { stream, bytes, end } => {
                        client.consumed(stream, bytes.len());
                        asked.get_mut(&stream).unwrap().body.extend_from_slice(bytes);
                        end.then_some(stream)
                    }
                    Event::Settings => {
                        settled = true;
                        None
                    }
                    other => panic!("{other:?}"),
                };
                if let Some(got) = over.and_then(|stream| asked.remove(&stream)) {
                    assert_eq!(got.head.status(), Some(201));
                    let field = |name: &str| {
                        String::from_utf8(got.head.get(name.as_bytes()).unwrap().to_vec()).unwrap()
                    };
                    assert_eq!(field("x-path"), format!("/{}", got.round));
                    assert_eq!(field("x-same"), "the same each time");
                    assert!(field("x-long") == long_of(got.round));
                    assert!(got.body == body_of(got.round));
                    done += 1;
                }
            }
            let used = rest.len() - input.len();
            rest.drain(..used);
        }
        assert_eq!(client.open_streams(), 0);
    });
}
