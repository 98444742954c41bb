//! The bare programs answer as the servers do that they stand beside.
#![allow(missing_docs, clippy::unwrap_used)]

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};

struct Program(Child, TcpStream);

impl Program {
    fn start(kind: &str, first: usize, second: usize) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_swoole-bench"))
            .args(["floor", kind, &first.to_string(), &second.to_string()])
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let port = line.trim().strip_prefix("ready ").unwrap().parse().unwrap();
        Self(child, TcpStream::connect(("127.0.0.1", port)).unwrap())
    }

    fn exchange(&mut self, bytes: &[u8], size: usize) -> Vec<u8> {
        let mut sending = self.1.try_clone().unwrap();
        let bytes = bytes.to_vec();
        let writer = std::thread::spawn(move || sending.write_all(&bytes).unwrap());
        let mut answer = vec![0; size];
        self.1.read_exact(&mut answer).unwrap();
        writer.join().unwrap();
        answer
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        self.0.kill().unwrap();
        self.0.wait().unwrap();
    }
}

#[test]
fn an_echo_sends_back_what_comes_however_much() {
    let mut echo = Program::start("echo", 0, 0);
    assert_eq!(echo.exchange(b"hello", 5), b"hello");
    let much: Vec<u8> = (0..8 << 20).map(|i: u32| (i % 251) as u8).collect();
    assert!(echo.exchange(&much, much.len()) == much);
}

#[test]
fn http_answers_each_request_once_it_is_whole() {
    let mut http = Program::start("http", 10, 3);
    let first = http.exchange(b"0123456789", 40);
    assert!(first.starts_with(b"HTTP/1.1 200 OK\r\n"));
    let mut rest = vec![0; 1024];
    let size = http.1.read(&mut rest).unwrap();
    let whole = [&first, &rest[..size]].concat();
    assert!(whole.ends_with(b"Content-Length: 3\r\n\r\nxxx"));
    http.1.write_all(b"01234567890123").unwrap();
    assert_eq!(http.exchange(b"456789", 2 * whole.len()), [&whole[..], &whole].concat());
}

#[test]
fn a_chain_hands_messages_there_and_back() {
    for helpers in [1, 2] {
        let mut chain = Program::start("chain", 8, helpers);
        for message in [b"1234567\n", b"\n\nabcdef"] {
            assert_eq!(chain.exchange(message, 8), message);
        }
    }
}
