//! Output queues on real socket pairs: what comes out is what went in, however slowly it is read.
#![allow(clippy::unwrap_used)]

use std::fs::File;
use std::io::{self, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::os::fd::{AsFd, OwnedFd};
use std::os::unix::net::UnixStream;
use std::path::PathBuf;

use bytes::Bytes;
use swoole::net::out_buffer::{OutBuffer, Progress, try_write_direct};

/// A non-blocking sender and its reader.
fn pair() -> (UnixStream, UnixStream) {
    let (sender, reader) = UnixStream::pair().unwrap();
    sender.set_nonblocking(true).unwrap();
    reader.set_nonblocking(true).unwrap();
    (sender, reader)
}

fn pattern(len: usize, seed: usize) -> Vec<u8> {
    (0..len).map(|index| ((index * 31 + seed * 7) % 251) as u8).collect()
}

/// Writes and reads in turns, at most `step` bytes at a time, until the queue is empty and all is read.
fn drain(out: &mut OutBuffer, sender: &impl AsFd, reader: &mut impl Read, step: usize) -> Vec<u8> {
    let mut all = Vec::new();
    let mut piece = vec![0; step];
    loop {
        let progress = out.write_to(sender.as_fd()).unwrap();
        match reader.read(&mut piece) {
            Ok(count) => all.extend_from_slice(&piece[..count]),
            Err(error) if error.kind() == io::ErrorKind::WouldBlock => {
                if progress == Progress::Drained {
                    return all;
                }
            }
            Err(error) => panic!("{error}"),
        }
    }
}

fn file_with(name: &str, content: &[u8]) -> OwnedFd {
    let path: PathBuf =
        std::env::temp_dir().join(format!("swoole-out-{name}-{}", std::process::id()));
    File::create(&path).unwrap().write_all(content).unwrap();
    let file = File::open(&path).unwrap();
    std::fs::remove_file(&path).unwrap();
    file.into()
}

#[test]
fn bytes_and_files_leave_in_the_order_they_came() {
    let (sender, mut reader) = pair();
    let mut out = OutBuffer::new();
    let mut expected = Vec::new();
    let content = pattern(700_000, 9);
    for round in 0..40 {
        let small = pattern(round * 13, round);
        out.push_bytes(&small);
        expected.extend_from_slice(&small);
        let owned = pattern(round * 101, round + 1);
        out.push(Bytes::from(owned.clone()));
        expected.extend_from_slice(&owned);
        if round % 20 == 7 {
            out.push_file(file_with("order", &content), 1000, 650_000);
            expected.extend_from_slice(&content[1000..651_000]);
        }
    }
    assert_eq!(out.remaining(), expected.len() as u64);
    assert_eq!(out.queued_bytes(), expected.len() - 2 * 650_000);
    assert_eq!(out.write_to(sender.as_fd()).unwrap(), Progress::Blocked);
    let received = drain(&mut out, &sender, &mut reader, 50_000);
    assert!(received == expected, "{} of {} bytes", received.len(), expected.len());
    assert!(out.is_empty());
    assert_eq!((out.queued_bytes(), out.remaining()), (0, 0));
}

#[test]
fn a_reader_that_takes_one_byte_at_a_time_gets_everything() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let mut reader = TcpStream::connect(listener.local_addr().unwrap()).unwrap();
    let (sender, _) = listener.accept().unwrap();
    sender.set_nonblocking(true).unwrap();
    reader.set_nonblocking(true).unwrap();
    let socket = socket2::SockRef::from(&sender);
    socket.set_send_buffer_size(1).unwrap();

    let mut out = OutBuffer::new();
    let expected = pattern(30_000, 3);
    for piece in expected[..20_000].chunks(97) {
        out.push_bytes(piece);
    }
    out.push_file(file_with("slow", &expected[20_000..]), 0, 10_000);
    let mut received = Vec::new();
    while received.len() < expected.len() {
        out.write_to(sender.as_fd()).unwrap();
        let mut byte = [0];
        match reader.read(&mut byte) {
            Ok(count) => received.extend_from_slice(&byte[..count]),
            Err(error) => assert_eq!(error.kind(), io::ErrorKind::WouldBlock),
        }
    }
    assert!(received == expected);
}

#[test]
fn more_chunks_than_one_call_takes_all_leave() {
    let (sender, mut reader) = pair();
    let mut out = OutBuffer::new();
    let chunk = pattern(1024, 5);
    for _ in 0..200 {
        out.push(Bytes::from(chunk.clone()));
    }
    assert!(drain(&mut out, &sender, &mut reader, 4096) == chunk.repeat(200));
}

#[test]
fn a_direct_write_takes_what_fits_and_then_nothing() {
    let (sender, mut reader) = pair();
    let bytes = pattern(4_000_000, 1);
    let mut sent = 0;
    loop {
        match try_write_direct(sender.as_fd(), &bytes[sent..]).unwrap() {
            0 => break,
            count => sent += count,
        }
    }
    assert!(sent > 0 && sent < bytes.len());
    let mut out = OutBuffer::new();
    out.push_bytes(&bytes[sent..]);
    assert!(drain(&mut out, &sender, &mut reader, 100_000) == bytes);
}

#[test]
fn nothing_is_taken_after_the_close_marker() {
    let mut out = OutBuffer::new();
    out.push_bytes(b"last words");
    out.close_when_drained();
    out.push_bytes(b"x");
    out.push(Bytes::from(vec![0; 5000]));
    out.push_file(file_with("late", b"x"), 0, 1);
    assert!(out.closes_when_drained());
    let (sender, mut reader) = pair();
    assert_eq!(drain(&mut out, &sender, &mut reader, 100), b"last words");
}

#[test]
fn a_peer_that_has_gone_is_an_error_and_no_signal() {
    let (sender, reader) = pair();
    drop(reader);
    let mut out = OutBuffer::new();
    out.push_bytes(b"x");
    assert_eq!(out.write_to(sender.as_fd()).unwrap_err().kind(), io::ErrorKind::BrokenPipe);
    let refused = try_write_direct(sender.as_fd(), b"x").unwrap_err();
    assert_eq!(refused.kind(), io::ErrorKind::BrokenPipe);
    out.clear();
    assert_eq!(out.write_to(sender.as_fd()).unwrap(), Progress::Drained);
}

#[test]
fn a_file_that_is_shorter_than_promised_ends_in_an_error() {
    let (sender, _reader) = pair();
    let mut out = OutBuffer::new();
    out.push_file(file_with("short", b"four"), 0, 5);
    assert_eq!(out.write_to(sender.as_fd()).unwrap_err().kind(), io::ErrorKind::UnexpectedEof);
}
