//! Clients: the handshakes with proxies and the buffer of packages cut at every byte, the blocking client and that of the event loop with sockets.
#![allow(clippy::unwrap_used)]

use std::cell::{Cell, OnceCell, RefCell};
use std::io::{self, Read, Write};
use std::net::{TcpListener, TcpStream, UdpSocket};
use std::os::fd::{AsFd, BorrowedFd};
use std::rc::Rc;
use std::sync::{Arc, mpsc};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use bytes::{Bytes, BytesMut};
use swoole::client::address::Target;
use swoole::client::connection::{ConnectError, Connection, How, Received};
use swoole::client::inbound::Inbound;
use swoole::client::kept;
use swoole::client::looped::{Events, LoopedClient, Plan};
use swoole::client::proxy::{Handshake, Progress};
use swoole::client::select::{Event, count, select};
use swoole::client::wait::{Blocking, Direction, Wait};
use swoole::error::ErrorCode;
use swoole::net::address::SocketKind;
use swoole::protocol::{EofRule, Framing, LengthRule, ProtocolError};
use swoole::reactor::Reactor;
use swoole::settings::{
    Asked, ClientSettings, ClientTimes, LengthField, LengthType, Place, ProxyProtocol,
    ProxySettings,
};

const PATIENCE: Duration = Duration::from_secs(10);

fn target(host: &str, port: u16) -> Target {
    Target { host: host.into(), port }
}

fn settings() -> ClientSettings {
    let mut asked = Asked::default();
    asked.ask(Place::Client, &[]).unwrap();
    ClientSettings::resolve(&asked).unwrap()
}

fn times(limit: Duration) -> ClientTimes {
    ClientTimes { connect: Some(limit), read: Some(limit), write: Some(limit) }
}

fn by_marker() -> Framing {
    Framing::EofSplit(Arc::new(EofRule::new(b"\r\n", 65_536)))
}

/// Serves one connection in a thread.
fn serve(run: impl FnOnce(TcpStream) + Send + 'static) -> (u16, JoinHandle<()>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    (port, thread::spawn(move || run(listener.accept().unwrap().0)))
}

fn open(port: u16) -> Result<Connection, ConnectError> {
    let target = target("127.0.0.1", port);
    Connection::open(SocketKind::Tcp, &target, &settings(), times(PATIENCE), How::Wait, blocking())
}

fn blocking() -> Box<dyn Wait> {
    Box::new(Blocking::default())
}

fn data(received: std::io::Result<Received>) -> Vec<u8> {
    match received.unwrap() {
        Received::Data(bytes) => bytes.to_vec(),
        other => panic!("{other:?}"),
    }
}

fn proxy(protocol: ProxyProtocol, login: bool) -> ProxySettings {
    let login = login.then(|| (b"user".to_vec(), b"secret".to_vec()));
    ProxySettings { protocol, host: "127.0.0.1".into(), port: 1080, login }
}

/// Plays a handshake in which the proxy's bytes come `step` at a time: what the client says, and what is left of the input.
fn shake(
    proxy: &ProxySettings,
    target: &Target,
    answers: &[&[u8]],
    step: usize,
) -> Result<(Vec<Vec<u8>>, Vec<u8>), ErrorCode> {
    let (mut handshake, first) = Handshake::new(proxy, target).map_err(|error| error.code)?;
    let mut said = vec![first];
    let mut input = BytesMut::new();
    for (number, answer) in answers.iter().enumerate() {
        let last = number + 1 == answers.len();
        for chunk in answer.chunks(step) {
            input.extend_from_slice(chunk);
            match handshake.receive(&mut input).map_err(|error| error.code)? {
                Progress::More => {}
                Progress::Send(bytes) => said.push(bytes),
                Progress::Done => assert!(last, "done after answer {number}"),
            }
        }
    }
    Ok((said, input.to_vec()))
}

#[test]
fn a_socks5_handshake_may_come_in_any_pieces() {
    let answers: [&[u8]; 3] =
        [b"\x05\x02", b"\x01\x00", b"\x05\x00\x00\x04\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\x01\x00\x50"];
    for step in 1..30 {
        let (said, left) =
            shake(&proxy(ProxyProtocol::Socks5, true), &target("example.com", 443), &answers, step)
                .unwrap();
        assert_eq!(said[0], b"\x05\x01\x02");
        assert_eq!(said[1], b"\x01\x04user\x06secret");
        assert_eq!(said[2], b"\x05\x01\x00\x03\x0bexample.com\x01\xbb");
        assert_eq!(left, b"");
    }
}

#[test]
fn what_follows_a_handshake_is_the_peers() {
    let answers: [&[u8]; 2] = [b"\x05\x00", b"\x05\x00\x00\x01\x7f\0\0\x01\0\x50early"];
    let bare = proxy(ProxyProtocol::Socks5, false);
    let (said, left) = shake(&bare, &target("::1", 80), &answers, 100).unwrap();
    assert_eq!(said[1], [b"\x05\x01\x00\x04".as_slice(), &[0; 15], &[1], &[0, 80]].concat());
    assert_eq!(left, b"early");
    let answer = b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nVia: x\r\n\r\nearly";
    let http = proxy(ProxyProtocol::Http, true);
    let (said, left) = shake(&http, &target("::1", 80), &[answer], 100).unwrap();
    let request = String::from_utf8(said[0].clone()).unwrap();
    assert!(request.starts_with("CONNECT [::1]:80 HTTP/1.1\r\nHost: [::1]:80\r\n"), "{request}");
    assert!(request.contains("\r\nProxy-Authorization: Basic dXNlcjpzZWNyZXQ=\r\n"), "{request}");
    assert!(request.ends_with("\r\n\r\n"));
    assert_eq!(left, b"early");
}

#[test]
fn what_a_proxy_must_not_say_has_its_code() {
    let socks = |answers: &[&[u8]]| {
        shake(&proxy(ProxyProtocol::Socks5, false), &target("a", 1), answers, 1).unwrap_err()
    };
    assert_eq!(socks(&[b"\x04\x00"]), ErrorCode::SOCKS5_UNSUPPORT_VERSION);
    assert_eq!(socks(&[b"\x05\xff"]), ErrorCode::SOCKS5_UNSUPPORT_METHOD);
    assert_eq!(socks(&[b"\x05\x02"]), ErrorCode::SOCKS5_UNSUPPORT_METHOD);
    assert_eq!(socks(&[b"\x05\x00", b"\x05\x05"]), ErrorCode::SOCKS5_SERVER_ERROR);
    let unknown = b"\x05\x00\x00\x09\x00";
    assert_eq!(socks(&[b"\x05\x00", unknown]), ErrorCode::SOCKS5_HANDSHAKE_FAILED);
    let login =
        shake(&proxy(ProxyProtocol::Socks5, true), &target("a", 1), &[b"\x05\x02", b"\x01\x01"], 1);
    assert_eq!(login.unwrap_err(), ErrorCode::SOCKS5_AUTH_FAILED);

    let http = |answer: &[u8], step| {
        shake(&proxy(ProxyProtocol::Http, false), &target("a", 1), &[answer], step).unwrap_err()
    };
    for step in [1, 1000] {
        let bad = ErrorCode::HTTP_PROXY_BAD_RESPONSE;
        assert_eq!(http(b"HTTP/1.1 407 No\r\n\r\n", step), ErrorCode::HTTP_PROXY_HANDSHAKE_FAILED);
        for answer in
            ["SSH-2.0\r\n", "HTTP/2 200\r\n\r\n", "HTTP/1.1 2x0 a\r\n\r\n", "HTTP/1.1 2000\r\n\r\n"]
        {
            assert_eq!(http(answer.as_bytes(), step), bad, "{answer}");
        }
        let endless = format!("HTTP/1.1 200 {}", "x".repeat(10_000));
        assert_eq!(http(endless.as_bytes(), step), bad);
    }
}

#[test]
fn a_host_that_would_write_into_the_request_is_refused() {
    for host in ["a\r\nX: y", "a b", "", "a\0b"] {
        for (protocol, code) in [
            (ProxyProtocol::Socks5, ErrorCode::SOCKS5_CONNECT_FAILED),
            (ProxyProtocol::Http, ErrorCode::HTTP_PROXY_HANDSHAKE_ERROR),
        ] {
            let refused = Handshake::new(&proxy(protocol, false), &target(host, 80));
            assert_eq!(refused.map(drop).unwrap_err().code, code, "{host:?}");
        }
    }
}

#[test]
fn packages_are_found_wherever_they_are_cut() {
    let stream = b"one\r\ntwo\r\n\r\nthree\r\nfo";
    for step in 1..stream.len() {
        let mut inbound = Inbound::default();
        inbound.frame(&by_marker());
        let mut packages = Vec::new();
        for chunk in stream.chunks(step) {
            inbound.push(chunk);
            while let Some(package) = inbound.package().unwrap() {
                packages.push(package);
            }
        }
        assert_eq!(packages, ["one\r\n", "two\r\n", "\r\n", "three\r\n"], "step {step}");
        assert_eq!(inbound.bytes(), b"fo");
    }
}

#[test]
fn looking_for_a_package_does_not_take_it() {
    let mut inbound = Inbound::default();
    inbound.frame(&by_marker());
    inbound.push(b"a\r\nb");
    assert!(inbound.has_something() && inbound.has_something());
    assert_eq!(inbound.package().unwrap().unwrap(), "a\r\n");
    assert!(!inbound.has_something());
    inbound.push(b"\r\n");
    assert!(inbound.has_something());
    assert_eq!(inbound.package().unwrap().unwrap(), "b\r\n");
}

#[test]
fn what_cannot_be_framed_is_thrown_away() {
    let length_type = LengthType::from_letter(b'N').unwrap();
    let field = LengthField { length_type, offset: 0, body_offset: 4 };
    let mut inbound = Inbound::default();
    inbound.frame(&Framing::Length(Arc::new(LengthRule::from_field(field, 100))));
    inbound.push(b"\x7f\0\0\0 and more");
    assert!(inbound.has_something());
    assert!(matches!(inbound.package(), Err(ProtocolError::TooLong { .. })));
    assert!(inbound.is_empty());
}

#[test]
fn a_read_that_times_out_loses_nothing() {
    let (port, peer) = serve(|mut stream| {
        stream.write_all(b"begin").unwrap();
        stream.read_exact(&mut [0]).unwrap();
        stream.write_all(b"ning\r\n").unwrap();
    });
    let connection = open(port).unwrap();
    connection.frame(&by_marker());
    connection.set_times(times(Duration::from_millis(30)));
    let late = connection.receive(100, 0).unwrap_err();
    assert_eq!(late.raw_os_error(), Some(libc::EAGAIN));
    connection.set_times(times(PATIENCE));
    connection.send(b"x", 0).unwrap();
    assert_eq!(data(connection.receive(100, 0)), b"beginning\r\n");
    assert_eq!(connection.receive(100, 0).unwrap(), Received::End);
    peer.join().unwrap();
}

#[test]
fn every_wait_ends_with_its_limit() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    let connection = open(port).unwrap();
    let limit = Duration::from_millis(40);
    connection.set_times(times(limit));
    let begin = Instant::now();
    assert!(connection.receive(10, 0).is_err());
    assert!(begin.elapsed() >= limit);
    let full = connection.send(&vec![0; 64 << 20], 0).unwrap_err();
    assert_eq!(full.raw_os_error(), Some(libc::EAGAIN));
    let mut silent = settings();
    silent.proxy = Some(ProxySettings { port, ..proxy(ProxyProtocol::Socks5, false) });
    let refused = Connection::open(
        SocketKind::Tcp,
        &target("a", 1),
        &silent,
        times(limit),
        How::Wait,
        blocking(),
    );
    assert_eq!(refused.unwrap_err().code(), ErrorCode::SOCKET_POLL_TIMEOUT);
}

#[test]
fn a_connection_goes_through_a_proxy() {
    let (port, peer) = serve(|mut stream| {
        let mut request = vec![0; 3];
        stream.read_exact(&mut request).unwrap();
        stream.write_all(b"\x05\x00").unwrap();
        let mut request = [0; 4 + 1 + 4 + 2];
        stream.read_exact(&mut request).unwrap();
        stream.write_all(b"\x05\x00\x00\x01\0\0\0\0\0\0hello").unwrap();
    });
    let mut settings = settings();
    settings.proxy = Some(ProxySettings { port, ..proxy(ProxyProtocol::Socks5, false) });
    // The proxy has an IPv4 address although the client is of IPv6.
    let target = target("peer", 80);
    let opened = Connection::open(
        SocketKind::Tcp6,
        &target,
        &settings,
        times(PATIENCE),
        How::Wait,
        blocking(),
    );
    let connection = opened.unwrap();
    assert_eq!(connection.kind(), SocketKind::Tcp);
    assert_eq!(data(connection.receive(100, 0)), b"hello");
    peer.join().unwrap();
}

/// Waits by running others: what a scheduler of coroutines does, with one other that sends on the connection it is part of.
#[derive(Debug, Default)]
struct Others {
    blocking: Blocking,
    waits: Cell<u32>,
    connection: Rc<OnceCell<Connection>>,
    closed: Cell<bool>,
}

impl Wait for Others {
    fn wait(
        &self,
        fd: BorrowedFd<'_>,
        direction: Direction,
        deadline: Option<Instant>,
    ) -> io::Result<()> {
        if self.closed.get() {
            return Err(io::Error::from_raw_os_error(libc::ECANCELED));
        }
        if let Some(connection) = self.connection.get() {
            assert!(connection.is_in_use());
            self.waits.set(self.waits.get() + 1);
            if self.waits.get() == 1 {
                assert_eq!(connection.send(b"ping", 0).unwrap(), 4);
            } else {
                let refused = connection.receive(10, 0).unwrap_err();
                assert_eq!(refused.raw_os_error(), Some(libc::EALREADY));
                connection.close();
                return self.wait(fd, direction, deadline);
            }
        }
        self.blocking.wait(fd, direction, deadline)
    }

    fn pause(&self, time: Duration) -> io::Result<()> {
        self.blocking.pause(time)
    }

    fn claim(&self, fd: BorrowedFd<'_>, direction: Direction) -> io::Result<()> {
        self.blocking.claim(fd, direction)
    }

    fn release(&self, direction: Direction) {
        self.blocking.release(direction);
    }

    fn is_in_use(&self) -> bool {
        self.blocking.is_in_use()
    }

    fn close(&self) {
        self.closed.set(true);
    }
}

#[test]
fn while_one_receives_another_may_send_or_close_but_not_receive() {
    let (go_on, wait) = mpsc::channel();
    let (port, server) = serve(move |mut stream| {
        let mut room = [0; 4];
        stream.read_exact(&mut room).unwrap();
        stream.write_all(b"pong").unwrap();
        wait.recv().unwrap();
    });
    let shared = Rc::new(OnceCell::new());
    let others = Others { connection: Rc::clone(&shared), ..Others::default() };
    let (kind, target, times) = (SocketKind::Tcp, target("127.0.0.1", port), times(PATIENCE));
    let made = Connection::open(kind, &target, &settings(), times, How::Wait, Box::new(others));
    shared.set(made.unwrap()).unwrap();
    let connection = shared.get().unwrap();
    assert_eq!(data(connection.receive(10, 0)), b"pong");
    assert!(!connection.is_in_use());
    let closed = connection.receive(10, 0).unwrap_err();
    assert_eq!(closed.raw_os_error(), Some(libc::ECANCELED));
    go_on.send(()).unwrap();
    server.join().unwrap();
}

#[test]
fn the_sender_of_a_datagram_is_known() {
    let peer = UdpSocket::bind("127.0.0.1:0").unwrap();
    let port = peer.local_addr().unwrap().port();
    let opened =
        Connection::without_peer(SocketKind::Udp, &settings(), times(PATIENCE), blocking());
    let connection = opened.unwrap();
    assert_eq!(connection.peer().unwrap(), None);
    connection.send_to("127.0.0.1", port.into(), b"ping").unwrap();
    let mut room = [0; 10];
    let (length, from) = peer.recv_from(&mut room).unwrap();
    peer.send_to(&room[..length], from).unwrap();
    assert_eq!(data(connection.receive(2, 0)), b"pi");
    assert_eq!(connection.peer().unwrap().unwrap().port(), port);
}

#[test]
fn a_kept_connection_is_found_by_its_key_while_it_lives() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    let key = |name: &str| (SocketKind::Tcp, name.as_bytes().to_vec());
    let take = |name| kept::take(&key(name), &Framing::Raw, times(PATIENCE));
    kept::put(key("a"), open(port).unwrap());
    let (mut peer, _) = listener.accept().unwrap();
    assert!(take("b").is_none());
    let connection = take("a").unwrap();
    assert_eq!(connection.reused, 1);
    assert!(take("a").is_none());
    peer.write_all(b"unread").unwrap();
    kept::put(key("a"), connection);
    assert_eq!(data(take("a").unwrap().receive(100, 0)), b"unread");
    kept::put(key("a"), open(port).unwrap());
    let (peer, _) = listener.accept().unwrap();
    drop(peer);
    let gone = Instant::now();
    while take("a").is_some_and(|connection| {
        kept::put(key("a"), connection);
        gone.elapsed() < PATIENCE
    }) {}
    assert!(take("a").is_none());
}

#[test]
fn select_tells_what_has_happened() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let connection = open(listener.local_addr().unwrap().port()).unwrap();
    let fd = connection.socket().as_fd();
    let wanted = [(fd, Event::Read), (fd, Event::Write), (fd, Event::Write)];
    let happened = select(&wanted, Some(PATIENCE)).unwrap();
    assert_eq!(happened, [false, true, true]);
    let told = wanted.map(|(_, event)| (connection.fd(), event));
    assert_eq!(count(&told, &happened), 1);
    let nothing = select(&wanted[..1], Some(Duration::from_millis(20))).unwrap();
    assert_eq!(nothing, [false]);
}

/// Writes down what happens, and does what the test says when it is connected or has received something.
struct Log {
    client: Rc<LoopedClient>,
    reactor: Rc<Reactor>,
    seen: RefCell<Vec<String>>,
    me: RefCell<std::rc::Weak<Log>>,
}

impl Log {
    fn new(reactor: &Rc<Reactor>) -> Rc<Self> {
        let log = Rc::new(Self {
            client: Rc::default(),
            reactor: Rc::clone(reactor),
            seen: RefCell::default(),
            me: RefCell::default(),
        });
        log.me.replace(Rc::downgrade(&log));
        log
    }

    fn events(&self) -> Rc<dyn Events> {
        self.me.borrow().upgrade().unwrap()
    }

    fn note(&self, what: impl Into<String>) {
        self.seen.borrow_mut().push(what.into());
    }
}

impl Events for Log {
    fn encrypted(&self) {}

    fn connected(&self) {
        self.note("connected");
        let sent = self.client.send(&self.reactor, &self.events(), b"a\r\nb\r\n");
        assert_eq!(sent, Ok(6));
    }

    fn failed(&self, code: ErrorCode, _: &str) {
        self.note(format!("failed {}", code.0));
    }

    fn received(&self, package: Bytes) {
        self.note(String::from_utf8_lossy(&package).trim_end());
        if package == "b\r\n" {
            assert!(self.client.close(&self.reactor, &self.events(), false));
            assert!(!self.client.is_connected());
        }
    }

    fn closed(&self, code: ErrorCode) {
        self.note(format!("closed {}", code.0));
    }

    fn buffer_full(&self) {
        self.note("full");
    }

    fn buffer_empty(&self) {
        self.note("empty");
    }
}

fn run_looped(port: u16, limit: Duration, adjust: impl FnOnce(&mut ClientSettings)) -> Vec<String> {
    let reactor = Reactor::new().unwrap();
    let log = Log::new(&reactor);
    let mut settings = settings();
    adjust(&mut settings);
    let plan = Plan {
        kind: SocketKind::Tcp,
        target: &target("127.0.0.1", port),
        settings: &settings,
        times: times(limit),
        connects_datagrams: false,
        framing: &by_marker(),
    };
    log.client.connect(&reactor, &log.events(), &plan).unwrap();
    reactor.run().unwrap();
    log.seen.take()
}

#[test]
fn a_client_of_the_loop_is_told_what_happens() {
    let (port, peer) = serve(|mut stream| {
        let mut room = [0; 6];
        stream.read_exact(&mut room).unwrap();
        for byte in room {
            stream.write_all(&[byte]).unwrap();
        }
        assert_eq!(stream.read(&mut room).unwrap(), 0);
    });
    assert_eq!(run_looped(port, PATIENCE, |_| ()), ["connected", "a", "b", "closed 0"]);
    peer.join().unwrap();
}

#[test]
fn a_client_of_the_loop_is_told_what_does_not() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    let silent = run_looped(port, Duration::from_millis(50), |settings| {
        settings.proxy = Some(ProxySettings { port, ..proxy(ProxyProtocol::Http, false) });
    });
    assert_eq!(silent, [format!("failed {}", ErrorCode::SOCKET_POLL_TIMEOUT.0)]);
    drop(listener);
    let refused = run_looped(port, PATIENCE, |_| ());
    assert_eq!(refused, [format!("failed {}", libc::ECONNREFUSED)]);
    let (port, peer) = serve(drop);
    let gone = run_looped(port, PATIENCE, |settings| {
        settings.proxy = Some(ProxySettings { port, ..proxy(ProxyProtocol::Socks5, false) });
    });
    // Closed with the greeting unread, the connection may as well be reset.
    let codes = [ErrorCode::SOCKS5_HANDSHAKE_FAILED.0, libc::ECONNRESET, libc::EPIPE];
    assert!(codes.iter().any(|code| gone == [format!("failed {code}")]), "{gone:?}");
    peer.join().unwrap();
}
