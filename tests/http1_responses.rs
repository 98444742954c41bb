//! RFC 9112 as a table, the client's side: streams of one response, and what the reader must make of them. Each is read whole, cut at every byte, and
//! byte by byte; each time the same must come of it.
#![allow(clippy::unwrap_used)]

use bytes::BytesMut;
use swoole::protocol::http1::{Asked, ResponseReader, Step, with_response_head, with_trailers};
use swoole::settings::HttpLimits;

const LIMITS: HttpLimits =
    HttpLimits { max_head: 600, max_fields: 12, max_length: 0, max_upload: 0, requires_host: true };

/// What came of a stream.
#[derive(Debug, Default, PartialEq, Eq, Clone)]
struct Outcome {
    status: u16,
    body: Vec<u8>,
    trailers: Vec<String>,
    /// Whether it is complete, and the connection persists.
    end: Option<bool>,
    refused: Option<&'static str>,
    left: usize,
}

/// Reads pieces of a stream; afterwards the peer closes the connection.
fn read<'a>(asked: Asked, pieces: impl Iterator<Item = &'a [u8]>) -> Outcome {
    let mut reader = ResponseReader::new(asked, LIMITS);
    let (mut input, mut outcome) = (BytesMut::new(), Outcome::default());
    for piece in pieces {
        input.extend_from_slice(piece);
        if outcome.end.is_none() && outcome.refused.is_none() {
            steps(&mut reader, &mut input, &mut outcome);
        }
    }
    if outcome.end.is_none() && outcome.refused.is_none() && reader.ended().is_ok() {
        steps(&mut reader, &mut input, &mut outcome);
    }
    outcome.left = if outcome.end.is_some() { input.len() } else { 0 };
    outcome
}

fn steps(reader: &mut ResponseReader, input: &mut BytesMut, outcome: &mut Outcome) {
    loop {
        match reader.advance(input) {
            Ok(Step::More) => return,
            Ok(Step::Head(head)) => {
                assert_eq!(outcome.status, 0, "the head comes once");
                outcome.status = with_response_head(&head, |head| head.status).unwrap();
            }
            Ok(Step::Data(data)) => {
                assert!(outcome.status != 0 && !data.is_empty());
                outcome.body.extend_from_slice(&data);
            }
            Ok(Step::End { trailers, persists }) => {
                outcome.end = Some(persists);
                let text = |field: &httparse::Header<'_>| {
                    format!("{}={}", field.name, String::from_utf8_lossy(field.value))
                };
                outcome.trailers = with_trailers(&trailers, |all| all.iter().map(text).collect());
                return;
            }
            Err(refusal) => {
                outcome.refused = Some(refusal.why);
                return;
            }
        }
    }
}

/// The same of it however it is cut.
#[track_caller]
fn outcome(asked: Asked, stream: &[u8]) -> Outcome {
    let mut whole = read(asked, std::iter::once(stream));
    // What is refused may be so for what is seen first; of what is broken in its middle some data may have been handed out before.
    let comparable = |outcome: Outcome| match outcome.refused {
        Some(_) => Outcome { refused: Some("as it should be"), ..Outcome::default() },
        None => outcome,
    };
    whole = comparable(whole);
    let text = String::from_utf8_lossy(stream);
    assert_eq!(comparable(read(asked, stream.chunks(1))), whole, "byte by byte: {text:?}");
    for at in 1..stream.len() {
        let (first, second) = stream.split_at(at);
        let cut = comparable(read(asked, [first, second].into_iter()));
        assert_eq!(cut, whole, "cut at {at}: {text:?}");
    }
    whole
}

/// `(body, persists, left)` of a response that is complete.
#[track_caller]
fn complete(asked: Asked, stream: impl AsRef<[u8]>) -> (String, bool, usize) {
    let outcome = outcome(asked, stream.as_ref());
    assert_eq!(outcome.refused, None, "{:?}", String::from_utf8_lossy(stream.as_ref()));
    let persists = outcome.end.expect("complete");
    (String::from_utf8(outcome.body).unwrap(), persists, outcome.left)
}

fn ok(fields: &str, body: &str) -> String {
    format!("HTTP/1.1 200 OK\r\n{fields}\r\n{body}")
}

#[track_caller]
fn refused(stream: impl AsRef<[u8]>) {
    let outcome = outcome(Asked::Body, stream.as_ref());
    let text = String::from_utf8_lossy(stream.as_ref());
    assert!(outcome.refused.is_some(), "{text:?} gives {outcome:?}");
}

#[track_caller]
fn incomplete(stream: impl AsRef<[u8]>) {
    let outcome = outcome(Asked::Body, stream.as_ref());
    assert_eq!((outcome.end, outcome.refused), (None, None));
}

#[test]
fn bodies_end_where_the_head_says() {
    let body = |text: &str, persists, left| (text.to_string(), persists, left);
    let sized = "Content-Length: 5\r\n";
    assert_eq!(complete(Asked::Body, ok(sized, "hello")), body("hello", true, 0));
    assert_eq!(complete(Asked::Body, ok(sized, "hellonext")), body("hello", true, 4));
    assert_eq!(complete(Asked::Body, ok("Content-Length: 0\r\n", "x")), body("", true, 1));
    let chunked = "Transfer-Encoding: chunked\r\n";
    let chunks = "3;a=b\r\nhel\r\n002\r\nlo\r\n0\r\n\r\nnext";
    assert_eq!(complete(Asked::Body, ok(chunked, chunks)), body("hello", true, 4));
    assert_eq!(
        complete(Asked::Body, ok("X: y\r\n", "till the end")),
        body("till the end", false, 0)
    );
    assert_eq!(complete(Asked::Body, "HTTP/1.0 200 OK\r\n\r\n"), body("", false, 0));
}

#[test]
fn some_have_no_body_whatever_they_say() {
    for fields in ["", "Content-Length: 9\r\n", "Transfer-Encoding: chunked\r\n"] {
        let none = (String::new(), true, 4);
        assert_eq!(complete(Asked::Head, ok(fields, "next")), none);
        for status in ["204 No Content", "304 Not Modified"] {
            let stream = format!("HTTP/1.1 {status}\r\n{fields}\r\nnext");
            assert_eq!(complete(Asked::Body, stream), none);
        }
        let switched = format!("HTTP/1.1 101 Switching\r\n{fields}\r\nnext");
        assert_eq!(complete(Asked::Body, switched), (String::new(), false, 4));
        assert_eq!(complete(Asked::Tunnel, ok(fields, "next")), (String::new(), false, 4));
    }
}

#[test]
fn interim_responses_are_left_out() {
    let stream = [
        "HTTP/1.1 100 Continue\r\n\r\n",
        "HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n",
        "HTTP/1.1 404 Not Found\r\nContent-Length: 2\r\n\r\nno",
    ];
    let outcome = outcome(Asked::Body, stream.concat().as_bytes());
    assert_eq!((outcome.status, &outcome.body[..], outcome.end), (404, &b"no"[..], Some(true)));
}

#[test]
fn connections_persist_as_versions_and_fields_have_it() {
    let persists = |version: &str, fields: &str| {
        let stream = format!("HTTP/{version} 200 OK\r\nContent-Length: 0\r\n{fields}\r\n");
        complete(Asked::Body, stream).1
    };
    assert!(persists("1.1", ""));
    assert!(persists("1.1", "connection: keep-alive\r\n"));
    assert!(!persists("1.1", "Connection: x, CLOSE\r\n"));
    assert!(!persists("1.0", ""));
    assert!(persists("1.0", "Connection: Keep-Alive\r\n"));
    assert!(!persists("1.0", "Connection: keep-alive, close\r\n"));
}

#[test]
fn trailers_are_handed_out() {
    let stream = ok("Transfer-Encoding: chunked\r\n", "1\r\na\r\n0\r\nX-A: 1\r\nx-b:2\r\n\r\n");
    let outcome = outcome(Asked::Body, stream.as_bytes());
    assert_eq!(outcome.trailers, ["X-A=1", "x-b=2"]);
}

#[test]
fn heads_may_look_odd() {
    let status = |stream: &str| outcome(Asked::Head, stream.as_bytes()).status;
    assert_eq!(status("HTTP/1.1 200 \r\n\r\n"), 200);
    assert_eq!(status("HTTP/1.1 200\r\n\r\n"), 200);
    assert_eq!(status("HTTP/1.1 999 What is this?\r\nX-Empty:\r\n\r\n"), 999);
    assert_eq!(status("HTTP/1.1 200 \u{fc}ber\r\nX: \u{fc}\r\n\r\n"), 200);
    assert_eq!(status("\r\nHTTP/1.1 200 OK\r\n\r\n"), 200);
}

#[test]
fn what_is_no_response_is_refused() {
    for stream in [
        "hello",
        "HTTP",
        "GET / HTTP/1.1\r\n\r\n",
        "HTTP/2.0 200 OK\r\n\r\n",
        "HTTP/0.9 200 OK\r\n\r\n",
        "\r\n\r\nHTTP/1.1 200 OK\r\n\r\n",
        "HTTP/1.1 20 OK\r\n\r\n",
        "HTTP/1.1 099 OK\r\n\r\n",
        "HTTP/1.1 2000 OK\r\n\r\n",
        "HTTP/1.1 2x0 OK\r\n\r\n",
        "HTTP/1.1  200 OK\r\n\r\n",
        "HTTP/1.1 200 OK\n\n",
        "HTTP/1.1 200 OK\r\nX: y\n\r\n",
        "HTTP/1.1 200 O\rK\r\n\r\n",
        "HTTP/1.1 200 O\0K\r\n\r\n",
    ] {
        if stream == "HTTP" {
            incomplete(stream);
        } else {
            refused(stream);
        }
    }
    for fields in [
        "X : y\r\n",
        "X\r\n",
        ": y\r\n",
        "X: a\0b\r\n",
        "X: y\r\n folded\r\n",
        "Content-Length: 1\r\nContent-Length: 1\r\n",
        "Content-Length: 1, 1\r\n",
        "Content-Length: -1\r\n",
        "Content-Length: +1\r\n",
        "Content-Length: 0x1\r\n",
        "Content-Length:\r\n",
        "Content-Length: 99999999999999999999\r\n",
        "Content-Length: 1\r\nTransfer-Encoding: chunked\r\n",
        "Transfer-Encoding: gzip\r\n",
        "Transfer-Encoding: gzip, chunked\r\n",
        "Transfer-Encoding: chunked, chunked\r\n",
        "Transfer-Encoding: chunked\r\nTransfer-Encoding: gzip\r\n",
    ] {
        refused(ok(fields, "body"));
    }
    refused("HTTP/1.0 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n");
    for body in [
        "x\r\n",
        "\r\n",
        "-1\r\n",
        "1\nx\n",
        "1\r\nxy",
        "1\r\nx\n0\r\n\r\n",
        "1 2\r\n",
        "10000000000000000\r\n",
        "0\r\nbad trailer\r\n\r\n",
        "0\r\nContent-Length: 5\r\n\r\n",
        "0\r\nX: y\n\r\n",
    ] {
        refused(ok("Transfer-Encoding: chunked\r\n", body));
    }
}

#[test]
fn growth_is_bounded() {
    refused(format!("HTTP/1.1 200 {}", "x".repeat(600)));
    refused(ok(&format!("X: {}\r\n", "x".repeat(600)), ""));
    refused(ok(&"X: y\r\n".repeat(13), ""));
    refused(ok("Transfer-Encoding: chunked\r\n", &format!("1;{}", "x".repeat(600))));
    let trailers = format!("0\r\nX: {}\r\n\r\n", "x".repeat(700));
    refused(ok("Transfer-Encoding: chunked\r\n", &trailers));
    let many = format!("0\r\n{}\r\n", "X: y\r\n".repeat(13));
    refused(ok("Transfer-Encoding: chunked\r\n", &many));
}

#[test]
fn a_close_in_between_is_no_end() {
    for stream in
        ["", "HTTP/1.1 200", "HTTP/1.1 200 OK\r\nX: y\r\n", "HTTP/1.1 100 Continue\r\n\r\n"]
    {
        incomplete(stream);
    }
    incomplete(ok("Content-Length: 5\r\n", "hell"));
    for body in ["", "5", "5\r\nhel", "5\r\nhello\r\n", "0\r\n", "0\r\nX: y\r\n"] {
        incomplete(ok("Transfer-Encoding: chunked\r\n", body));
    }
}

#[test]
fn what_was_read_is_not_kept() {
    let mut reader = ResponseReader::new(Asked::Body, LIMITS);
    let mut input = BytesMut::from(&ok("Transfer-Encoding: chunked\r\n", "")[..]);
    let mut data = 0;
    for round in 0..1000 {
        input.extend_from_slice(format!("400\r\n{}\r\n", "x".repeat(1024)).as_bytes());
        loop {
            match reader.advance(&mut input).unwrap() {
                Step::Data(piece) => data += piece.len(),
                Step::More => break,
                step => assert!(round == 0 && matches!(step, Step::Head(_))),
            }
        }
        assert!(input.len() < 4);
    }
    assert_eq!(data, 1000 * 1024);
}
