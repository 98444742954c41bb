//! The client: many connections on one thread, each with a fixed number of messages in flight, checking every echoed byte.
//!
//! The measuring loop connects once, runs a warm-up and then the measured requests over the same connections. Nothing here
//! knows which server answers or what is measured.

use mio::net::TcpStream;
use mio::{Events, Interest, Poll, Token};
use std::io::{self, Read, Write};
use std::net::SocketAddr;
use std::thread;
use std::time::{Duration, Instant};

/// A server that says nothing for so long is taken for dead.
const SILENCE: Duration = Duration::from_secs(10);

/// What one client sends.
#[derive(Clone, Copy, Debug)]
pub struct Load {
    /// Connections open at the same time.
    pub connections: usize,
    /// Messages a connection sends ahead of the replies.
    pub in_flight: usize,
    /// Bytes of a message, at least eight: a length header of four (big endian, of what follows it), then the
    /// message's number on its connection, then filling.
    pub size: usize,
}

/// Open connections to one server.
pub struct Client {
    poll: Poll,
    load: Load,
    template: Vec<u8>,
    connections: Vec<Connection>,
    buffer: Vec<u8>,
}

struct Connection {
    stream: TcpStream,
    /// Messages put into `out` so far.
    sent: u32,
    /// Bytes received and found right.
    received: u64,
    /// What the socket did not take yet, from `written` on.
    out: Vec<u8>,
    written: usize,
}

impl Client {
    /// Connects to a server.
    ///
    /// # Errors
    /// Those of `connect`, a refusal only once the server has had ten seconds to begin listening.
    pub fn connect(address: SocketAddr, load: Load) -> io::Result<Client> {
        let poll = Poll::new()?;
        let mut connections = Vec::new();
        for token in 0..load.connections {
            let stream = connect(address)?;
            stream.set_nodelay(true)?;
            stream.set_nonblocking(true)?;
            let mut stream = TcpStream::from_std(stream);
            poll.registry().register(
                &mut stream,
                Token(token),
                Interest::READABLE | Interest::WRITABLE,
            )?;
            connections.push(Connection {
                stream,
                sent: 0,
                received: 0,
                out: Vec::new(),
                written: 0,
            });
        }
        let body = u32::try_from(load.size - 4).map_err(io::Error::other)?;
        let mut template: Vec<u8> = (0..load.size).map(|i| (i * 31 % 251) as u8).collect();
        template[..4].copy_from_slice(&body.to_be_bytes());
        Ok(Client { poll, load, template, connections, buffer: vec![0; 256 * 1024] })
    }

    /// Sends `requests` messages in all and returns the time until the last reply was complete.
    ///
    /// # Errors
    /// The server closed a connection, echoed something else, or was silent for ten seconds.
    pub fn run(&mut self, requests: usize) -> io::Result<Duration> {
        let start = Instant::now();
        let mut to_send = requests;
        let mut to_receive = requests;
        for connection in &mut self.connections {
            let first = to_send.min(self.load.in_flight);
            to_send -= first;
            connection.queue(first, &self.template);
            connection.flush()?;
        }
        let mut events = Events::with_capacity(1024);
        while to_receive > 0 {
            self.poll.poll(&mut events, Some(SILENCE))?;
            if events.is_empty() {
                return Err(io::Error::new(
                    io::ErrorKind::TimedOut,
                    format!("{to_receive} replies are missing"),
                ));
            }
            for event in &events {
                let connection = &mut self.connections[event.token().0];
                if event.is_readable() {
                    let complete = connection.receive(
                        &mut self.buffer,
                        &self.template,
                        event.is_read_closed(),
                    )?;
                    to_receive = to_receive
                        .checked_sub(complete)
                        .ok_or_else(|| io::Error::other("more replies than requests"))?;
                    let more = to_send.min(complete);
                    to_send -= more;
                    connection.queue(more, &self.template);
                }
                connection.flush()?;
            }
        }
        Ok(start.elapsed())
    }
}

/// Connects the blocking way, so that a full backlog is waited for here and not measured.
pub fn connect(address: SocketAddr) -> io::Result<std::net::TcpStream> {
    let deadline = Instant::now() + SILENCE;
    loop {
        match std::net::TcpStream::connect_timeout(&address, SILENCE) {
            // A worker may be ready before the process that listens is.
            Err(e) if e.kind() == io::ErrorKind::ConnectionRefused && Instant::now() < deadline => {
                thread::sleep(Duration::from_millis(1));
            }
            result => return result,
        }
    }
}

impl Connection {
    fn queue(&mut self, messages: usize, template: &[u8]) {
        for _ in 0..messages {
            let at = self.out.len();
            self.out.extend_from_slice(template);
            self.out[at + 4..at + 8].copy_from_slice(&self.sent.to_be_bytes());
            self.sent += 1;
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        while self.written < self.out.len() {
            match self.stream.write(&self.out[self.written..]) {
                Ok(n) => self.written += n,
                Err(e) if e.kind() == io::ErrorKind::WouldBlock => return Ok(()),
                Err(e) if e.kind() == io::ErrorKind::Interrupted => {}
                Err(e) => return Err(e),
            }
        }
        self.out.clear();
        self.written = 0;
        Ok(())
    }

    /// Reads what is there, checks it, and returns how many messages became complete.
    fn receive(&mut self, buffer: &mut [u8], template: &[u8], closed: bool) -> io::Result<usize> {
        let size = template.len() as u64;
        let before = self.received / size;
        loop {
            match self.stream.read(buffer) {
                Ok(0) => return Err(io::ErrorKind::UnexpectedEof.into()),
                Ok(n) => {
                    self.check(&buffer[..n], template)?;
                    // A short read from a stream socket has emptied it (epoll(7)), which saves the EAGAIN; but an end that
                    // was reported together with the data is not reported again.
                    if n < buffer.len() && !closed {
                        break;
                    }
                }
                Err(e) if e.kind() == io::ErrorKind::WouldBlock => break,
                Err(e) if e.kind() == io::ErrorKind::Interrupted => {}
                Err(e) => return Err(e),
            }
        }
        Ok((self.received / size - before) as usize)
    }

    fn check(&mut self, mut echoed: &[u8], template: &[u8]) -> io::Result<()> {
        while !echoed.is_empty() {
            let number = (self.received / template.len() as u64) as u32;
            let at = (self.received % template.len() as u64) as usize;
            let n = echoed.len().min(template.len() - at);
            let numbered = |i: usize| {
                if (4..8).contains(&i) { number.to_be_bytes()[i - 4] } else { template[i] }
            };
            // The filling is compared as one slice, the head byte by byte.
            let head = n.min(8usize.saturating_sub(at));
            let same = (0..head).all(|i| echoed[i] == numbered(at + i))
                && echoed[head..n] == template[at + head..at + n];
            if !same {
                let text = format!("message {number} came back changed");
                return Err(io::Error::new(io::ErrorKind::InvalidData, text));
            }
            self.received += n as u64;
            echoed = &echoed[n..];
        }
        Ok(())
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use std::net::TcpListener;

    /// A server that passes what it reads through `change`, with the number of bytes before it, and sends the result.
    fn server(change: fn(u64, &mut Vec<u8>)) -> SocketAddr {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        thread::spawn(move || {
            for stream in listener.incoming() {
                let mut stream = stream.unwrap();
                stream.set_nodelay(true).unwrap();
                thread::spawn(move || {
                    let (mut seen, mut buffer) = (0, [0; 1000]);
                    while let Ok(n @ 1..) = stream.read(&mut buffer) {
                        let mut data = buffer[..n].to_vec();
                        change(seen, &mut data);
                        seen += n as u64;
                        if data.is_empty() || stream.write_all(&data).is_err() {
                            break;
                        }
                    }
                });
            }
        });
        address
    }

    fn run(change: fn(u64, &mut Vec<u8>), load: Load, requests: usize) -> io::Result<Duration> {
        let mut client = Client::connect(server(change), load)?;
        client.run(requests / 10)?;
        client.run(requests)
    }

    const SMALL: Load = Load { connections: 5, in_flight: 16, size: 128 };

    #[test]
    fn an_honest_echo_completes_every_request_at_every_size() {
        for size in [8, 128, 1000, 65536] {
            for in_flight in [1, 16] {
                run(|_, _| {}, Load { connections: 3, in_flight, size }, 200).unwrap();
            }
        }
    }

    #[test]
    fn a_changed_byte_is_noticed_in_the_head_and_in_the_filling() {
        for at in [0, 5, 100] {
            let change: fn(u64, &mut Vec<u8>) = match at {
                0 => |seen, data| flip(seen, data, 128 * 50),
                5 => |seen, data| flip(seen, data, 128 * 50 + 5),
                _ => |seen, data| flip(seen, data, 128 * 50 + 100),
            };
            let error = run(change, SMALL, 1000).unwrap_err();
            assert_eq!(error.kind(), io::ErrorKind::InvalidData, "{error}");
        }
    }

    #[test]
    fn a_message_answered_out_of_order_is_noticed() {
        let swap: fn(u64, &mut Vec<u8>) = |_, data| {
            if data.len() >= 256 && data.len() % 128 == 0 {
                data.rotate_left(128);
            }
        };
        assert_eq!(run(swap, SMALL, 1000).unwrap_err().kind(), io::ErrorKind::InvalidData);
    }

    #[test]
    fn a_closed_connection_is_an_error() {
        let close: fn(u64, &mut Vec<u8>) = |seen, data| {
            if seen >= 128 * 20 {
                data.clear();
            }
        };
        assert_ne!(run(close, SMALL, 1000).unwrap_err().kind(), io::ErrorKind::TimedOut);
    }

    fn flip(seen: u64, data: &mut [u8], position: u64) {
        if let Some(byte) = position.checked_sub(seen).and_then(|at| data.get_mut(at as usize)) {
            *byte ^= 1;
        }
    }
}
