//! The HTTP client: connections that each wait for an answer before they ask again. What an answer looks like is learned from the first one;
//! the others must have its length, and be 200.

use mio::net::TcpStream;
use mio::{Events, Interest, Poll, Token};
use std::io::{self, Read, Write};
use std::net::SocketAddr;
use std::time::{Duration, Instant};

use crate::load::connect;

/// A server that says nothing for so long is taken for dead.
const SILENCE: Duration = Duration::from_secs(10);
const OK: &[u8] = b"HTTP/1.1 200 OK\r\n";

/// What one client sends.
#[derive(Clone, Copy, Debug)]
pub struct HttpLoad {
    /// Connections open at the same time.
    pub connections: usize,
    /// The request line and the fields but for Host and Content-Length.
    pub head: &'static str,
    /// Bytes of the body.
    pub body: usize,
    /// Bytes of the answer's body.
    pub answer: usize,
}

impl HttpLoad {
    /// The bytes of a request.
    pub fn request(&self) -> Vec<u8> {
        let mut request = format!("{}Host: localhost\r\n", self.head).into_bytes();
        if self.body > 0 {
            request.extend_from_slice(format!("Content-Length: {}\r\n", self.body).as_bytes());
        }
        request.extend_from_slice(b"\r\n");
        request.resize(request.len() + self.body, b'x');
        request
    }
}

/// Open connections to one server.
pub struct HttpClient {
    poll: Poll,
    request: Vec<u8>,
    /// Bytes of an answer.
    answer: usize,
    connections: Vec<Connection>,
    buffer: Vec<u8>,
}

struct Connection {
    stream: TcpStream,
    /// Bytes of the request that are sent; all of them while none is under way.
    sent: usize,
    received: usize,
}

impl HttpClient {
    /// Connects to a server, and asks it once.
    ///
    /// # Errors
    /// Those of `connect`, or an answer that is none.
    pub fn connect(address: SocketAddr, load: HttpLoad) -> io::Result<HttpClient> {
        let request = load.request();
        let mut first = connect(address)?;
        first.set_read_timeout(Some(SILENCE))?;
        first.write_all(&request)?;
        let answer = answer_length(&mut first, load.answer)?;
        let poll = Poll::new()?;
        let mut connections = Vec::new();
        for token in 0..load.connections {
            let stream = connect(address)?;
            stream.set_nodelay(true)?;
            stream.set_nonblocking(true)?;
            let mut stream = TcpStream::from_std(stream);
            let interest = Interest::READABLE | Interest::WRITABLE;
            poll.registry().register(&mut stream, Token(token), interest)?;
            connections.push(Connection { stream, sent: request.len(), received: 0 });
        }
        Ok(HttpClient { poll, request, answer, connections, buffer: vec![0; 256 * 1024] })
    }

    /// Sends `requests` requests in all and returns the time until the last answer was complete.
    ///
    /// # Errors
    /// The server closed a connection, answered something else, or was silent for ten seconds.
    pub fn run(&mut self, requests: usize) -> io::Result<Duration> {
        let start = Instant::now();
        let (mut to_send, mut to_receive) = (requests, requests);
        for connection in &mut self.connections {
            if to_send > 0 {
                to_send -= 1;
                connection.begin(&self.request)?;
            }
        }
        let mut events = Events::with_capacity(1024);
        while to_receive > 0 {
            self.poll.poll(&mut events, Some(SILENCE))?;
            if events.is_empty() {
                return Err(io::Error::new(
                    io::ErrorKind::TimedOut,
                    format!("{to_receive} answers are missing"),
                ));
            }
            for event in &events {
                let connection = &mut self.connections[event.token().0];
                connection.flush(&self.request)?;
                if event.is_readable() && connection.receive(&mut self.buffer, self.answer)? {
                    to_receive -= 1;
                    if to_send > 0 {
                        to_send -= 1;
                        connection.begin(&self.request)?;
                    }
                }
            }
        }
        Ok(start.elapsed())
    }
}

/// Reads one answer, whose body has so many bytes, and says how long it was.
fn answer_length(stream: &mut impl Read, body: usize) -> io::Result<usize> {
    let invalid = |text: &str| io::Error::new(io::ErrorKind::InvalidData, text.to_owned());
    let mut answer = Vec::new();
    let mut buffer = [0; 65536];
    loop {
        match stream.read(&mut buffer)? {
            0 => return Err(io::ErrorKind::UnexpectedEof.into()),
            n => answer.extend_from_slice(&buffer[..n]),
        }
        let text = String::from_utf8_lossy(&answer);
        let Some(end) = answer.windows(4).position(|bytes| bytes == b"\r\n\r\n") else { continue };
        let length = text.lines().find_map(|line| line.strip_prefix("Content-Length: "));
        let length: usize = length
            .and_then(|length| length.trim().parse().ok())
            .ok_or_else(|| invalid("an answer without Content-Length"))?;
        if !answer.starts_with(OK) {
            return Err(invalid(text.lines().next().unwrap_or_default()));
        }
        if length != body {
            return Err(invalid("an answer of another length"));
        }
        if answer.len() >= end + 4 + length {
            return Ok(end + 4 + length);
        }
    }
}

impl Connection {
    fn begin(&mut self, request: &[u8]) -> io::Result<()> {
        (self.sent, self.received) = (0, 0);
        self.flush(request)
    }

    fn flush(&mut self, request: &[u8]) -> io::Result<()> {
        while self.sent < request.len() {
            match self.stream.write(&request[self.sent..]) {
                Ok(n) => self.sent += n,
                Err(e) if e.kind() == io::ErrorKind::WouldBlock => break,
                Err(e) if e.kind() == io::ErrorKind::Interrupted => {}
                Err(e) => return Err(e),
            }
        }
        Ok(())
    }

    /// Reads what is there and says whether an answer is complete.
    fn receive(&mut self, buffer: &mut [u8], answer: usize) -> io::Result<bool> {
        loop {
            match self.stream.read(buffer) {
                Ok(0) => return Err(io::ErrorKind::UnexpectedEof.into()),
                Ok(n) => {
                    if self.received == 0 && !buffer[..n].starts_with(&OK[..n.min(OK.len())]) {
                        return Err(io::Error::new(
                            io::ErrorKind::InvalidData,
                            "an answer that is not 200",
                        ));
                    }
                    self.received += n;
                    if self.received > answer {
                        return Err(io::Error::new(
                            io::ErrorKind::InvalidData,
                            "an answer of another length",
                        ));
                    }
                    if n < buffer.len() {
                        break;
                    }
                }
                Err(e) if e.kind() == io::ErrorKind::WouldBlock => break,
                Err(e) if e.kind() == io::ErrorKind::Interrupted => {}
                Err(e) => return Err(e),
            }
        }
        Ok(self.received == answer)
    }
}
