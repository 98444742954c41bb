//! A socket of any kind that waits, here as a whole process does: reading ahead, limits, what fails on the way.
#![allow(clippy::unwrap_used)]

use std::io::{Read, Write};
use std::net::Shutdown;
use std::os::unix::net::UnixStream;
use std::sync::Arc;
use std::thread;
use std::time::Duration;

use socket2::{Domain, Type};
use swoole::client::wait::{self, Blocking};
use swoole::client::waiting_socket::{NoPackage, Partly, WaitingSocket};
use swoole::error::ErrorCode;
use swoole::protocol::{EofRule, Framing, ProtocolError};
use swoole::settings::ClientTimes;

type Socket = WaitingSocket<Blocking>;

const SHORT: Duration = Duration::from_millis(5);

fn new(domain: Domain, kind: Type) -> Socket {
    WaitingSocket::new(domain, kind, None, ClientTimes::default(), Blocking::default()).unwrap()
}

/// A socket, and what it is connected with.
fn pair() -> (Socket, UnixStream) {
    let (one, other) = UnixStream::pair().unwrap();
    let times = ClientTimes::default();
    (WaitingSocket::from_fd(one.into(), times, Blocking::default()).unwrap(), other)
}

fn by_marker() -> Framing {
    Framing::EofSplit(Arc::new(EofRule::new(b"\r\n", 16)))
}

#[test]
fn reading_ahead_hides_nothing_from_what_reads_next() {
    let (socket, mut peer) = pair();
    peer.write_all(b"line\npackage\r\nbytes and all the rest").unwrap();
    assert_eq!(socket.receive_line(100, None).unwrap(), "line\n");
    socket.frame(&by_marker()).unwrap();
    assert_eq!(socket.receive_package(None).unwrap(), "package\r\n");
    assert_eq!(socket.peek(5).unwrap(), "bytes");
    assert_eq!(socket.receive(6, None).unwrap(), "bytes ");
    assert_eq!(socket.receive_all(4, None).unwrap(), b"and ");
    assert_eq!(socket.receive_buffered(4, None).unwrap(), "all ");
    peer.write_all(b" of it").unwrap();
    assert_eq!(socket.receive_buffered(100, None).unwrap(), "the rest of it");
    drop(peer);
    assert_eq!(socket.receive_line(100, None).unwrap(), "");
    assert_eq!(socket.receive_all(3, None).unwrap(), b"");
}

#[test]
fn what_came_before_a_limit_passed_is_kept_or_told() {
    let (socket, mut peer) = pair();
    peer.write_all(b"half").unwrap();
    let late = socket.receive_line(100, wait::deadline(Some(SHORT))).unwrap_err();
    assert_eq!(late.raw_os_error(), Some(libc::ETIMEDOUT));
    let Err(Partly { done, error }) = socket.receive_all(9, wait::deadline(Some(SHORT))) else {
        panic!("all came");
    };
    assert_eq!((done.as_slice(), error.raw_os_error()), (&b"half"[..], Some(libc::ETIMEDOUT)));
    let data = vec![0; 8 << 20];
    let Err(Partly { done, error }) = socket.send_all(&data, wait::deadline(Some(SHORT))) else {
        panic!("all was sent");
    };
    assert!(done > 0 && done < data.len());
    assert_eq!(error.raw_os_error(), Some(libc::ETIMEDOUT));
}

#[test]
fn what_is_no_package_ruins_the_stream() {
    let (socket, mut peer) = pair();
    socket.frame(&by_marker()).unwrap();
    peer.write_all(b"more than sixteen bytes without an end").unwrap();
    let refused = socket.receive_package(None);
    assert!(matches!(refused, Err(NoPackage::Unframed(ProtocolError::TooLong { .. }))));
    assert_eq!(socket.receive_package(None).unwrap(), "");
}

#[test]
fn pieces_are_sent_in_order_however_the_kernel_takes_them() {
    let (socket, mut peer) = pair();
    let pieces: Vec<Vec<u8>> = (0..300).map(|n| vec![n as u8; 5000]).collect();
    let expected = pieces.concat();
    let reader = thread::spawn(move || {
        let mut all = Vec::new();
        peer.read_to_end(&mut all).unwrap();
        all
    });
    let slices: Vec<_> = pieces.iter().map(Vec::as_slice).collect();
    assert_eq!(socket.send_vectored(&slices, true, None).unwrap(), expected.len());
    drop(socket);
    assert_eq!(reader.join().unwrap(), expected);
}

#[test]
fn directions_are_ended_once() {
    let (socket, mut peer) = pair();
    socket.shutdown(Shutdown::Write).unwrap();
    assert_eq!(peer.read(&mut [0]).unwrap(), 0);
    let again = socket.shutdown(Shutdown::Write).unwrap_err();
    assert_eq!(again.raw_os_error(), Some(libc::ENOTCONN));
    socket.shutdown(Shutdown::Both).unwrap();
    assert!(new(Domain::IPV4, Type::STREAM).shutdown(Shutdown::Read).is_err());
}

#[test]
fn addresses_fit_the_family() {
    let tcp = new(Domain::IPV4, Type::STREAM);
    assert_eq!(tcp.bind("localhost", 0), Err(ErrorCode::BAD_HOST_ADDR));
    assert_eq!(tcp.bind("127.0.0.1", -1), Err(ErrorCode::BAD_PORT));
    tcp.bind("127.0.0.1", 0).unwrap();
    tcp.listen(1).unwrap();
    let port = tcp.local().unwrap().port().into();
    let client = new(Domain::IPV4, Type::STREAM);
    client.connect("127.0.0.1", port, None).unwrap();
    let taken = tcp.accept(None, Blocking::default()).unwrap();
    assert_eq!(taken.peer().unwrap(), client.local().unwrap());
    let late = tcp.accept(wait::deadline(Some(SHORT)), Blocking::default()).unwrap_err();
    assert_eq!(late.raw_os_error(), Some(libc::ETIMEDOUT));
    let netlink = new(Domain::from(libc::AF_NETLINK), Type::RAW);
    assert_eq!(netlink.bind("127.0.0.1", 0), Err(ErrorCode(libc::EAFNOSUPPORT)));
}
