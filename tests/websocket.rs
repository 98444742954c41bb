//! WebSocket against tungstenite: each side reads what the other writes, and on broken streams ours accepts nothing that tungstenite refuses.
//! Seeded, so that a failure repeats.

mod random;

use std::io::{self, Cursor, Read, Write};
use std::sync::Arc;

use random::Random;
use swoole::protocol::websocket::{
    FrameRule, Frames, Header, Incoming, Messages, Opcode, Reader, Violation, mask,
};
use swoole::protocol::{Decoder, Frame, ProtocolError};
use tungstenite::protocol::frame::Frame as TheirFrame;
use tungstenite::protocol::frame::coding::{Data, OpCode};
use tungstenite::protocol::{Role, WebSocket, WebSocketConfig};
use tungstenite::{Error, Message};

const MAX: usize = 1 << 20;

impl Random {
    fn text(&mut self) -> String {
        let bound = [3, 130, 400, 70_000][self.below(100) / 33];
        (0..self.below(bound)).map(|_| ['a', 'é', '語', '🦀'][self.below(4)]).collect()
    }
}

/// A stream that is read from one buffer and written to another.
#[derive(Default)]
struct Wire {
    input: Cursor<Vec<u8>>,
    output: Vec<u8>,
}

impl Read for Wire {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.input.read(buffer)
    }
}

impl Write for Wire {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.output.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

fn theirs(role: Role, input: Vec<u8>) -> WebSocket<Wire> {
    let wire = Wire { input: Cursor::new(input), output: vec![] };
    // As ours does.
    let config = WebSocketConfig::default().accept_unmasked_frames(true);
    WebSocket::from_raw_socket(wire, role, Some(config))
}

/// What a tungstenite client sends: messages, some of them in fragments with pings between; and what that means.
fn written_by_tungstenite(random: &mut Random, messages: usize) -> (Vec<u8>, Vec<Incoming>) {
    let mut client = theirs(Role::Client, vec![]);
    let mut expected = vec![];
    for _ in 0..messages {
        let text = random.text();
        let data = text.clone().into_bytes();
        let is_text = random.below(2) == 0;
        let opcode = if is_text { Opcode::Text } else { Opcode::Binary };
        if random.below(2) == 0 {
            let message = if is_text { Message::text(text) } else { Message::binary(data.clone()) };
            client.send(message).expect("it is valid");
        } else {
            let cut = random.below(data.len() + 1);
            let kind = if is_text { Data::Text } else { Data::Binary };
            let (first, last) = data.split_at(cut);
            let frame = |payload: &[u8], kind, fin| {
                Message::Frame(TheirFrame::message(payload.to_vec(), OpCode::Data(kind), fin))
            };
            client.send(frame(first, kind, false)).expect("a buffer takes everything");
            let ping = vec![7; random.below(126)];
            client.send(Message::Ping(ping.clone().into())).expect("a buffer takes everything");
            expected.push(Incoming::Ping(ping));
            client.send(frame(last, Data::Continue, true)).expect("a buffer takes everything");
        }
        expected.push(Incoming::Message { opcode, data, compressed: false });
    }
    client.flush().expect("a buffer takes everything");
    (client.get_ref().output.clone(), expected)
}

/// What a server of ours makes of a stream that comes in random pieces.
fn ours(random: &mut Random, stream: &[u8]) -> (Vec<Incoming>, Option<Violation>) {
    let mut frames = Frames::new(Arc::new(FrameRule {
        reader: Reader::Server,
        max_length: MAX,
        inflates: false,
    }));
    let mut messages = Messages::new(MAX);
    let (mut start, mut end) = (0, 0);
    let mut read = vec![];
    while end < stream.len() {
        end = stream.len().min(end + 1 + random.below(9000));
        loop {
            match frames.next(&stream[start..end]) {
                Ok(Frame::Package { len }) => {
                    match messages.take(&stream[start..start + len]) {
                        Ok(incoming) => read.extend(incoming),
                        Err(violation) => return (read, Some(violation)),
                    }
                    start += len;
                }
                Ok(Frame::More { .. }) => break,
                Err(ProtocolError::WebSocket(violation)) => return (read, Some(violation)),
                other => panic!("{other:?}"),
            }
        }
    }
    (read, None)
}

#[test]
fn what_tungstenite_writes_is_read_as_it_was_meant() {
    let mut random = Random(0x5eed_0011);
    let (stream, expected) = written_by_tungstenite(&mut random, 500);
    assert!(ours(&mut random, &stream) == (expected, None));
}

#[test]
fn tungstenite_reads_what_is_written_here() {
    let mut random = Random(0x5eed_0012);
    for role in [Role::Client, Role::Server] {
        let (mut stream, mut sent) = (vec![], vec![]);
        for _ in 0..300 {
            let text = random.text();
            let pieces = 1 + random.below(3);
            let size = text.len() / pieces + 1;
            let mut chunks = text.as_bytes().chunks(size).peekable();
            let mut opcode = Opcode::Text;
            loop {
                let chunk = chunks.next().unwrap_or_default();
                let key = matches!(role, Role::Server).then(|| [random.below(256) as u8, 1, 2, 3]);
                let fin = chunks.peek().is_none();
                let length = chunk.len() as u64;
                Header { fin, reserved: 0, opcode, mask: key, length }.write(&mut stream);
                let start = stream.len();
                stream.extend_from_slice(chunk);
                mask(&mut stream[start..], key.unwrap_or_default());
                opcode = Opcode::Continuation;
                if fin {
                    break;
                }
            }
            sent.push(Message::text(text));
        }
        let mut reader = theirs(role, stream);
        for message in sent {
            assert!(reader.read().expect("it is valid") == message);
        }
    }
}

/// What a tungstenite server makes of a stream, and whether it found something wrong with it but its end.
fn read_by_tungstenite(stream: &[u8]) -> (Vec<Incoming>, bool) {
    let mut server = theirs(Role::Server, stream.to_vec());
    let mut read = vec![];
    loop {
        read.push(match server.read() {
            Ok(Message::Text(text)) => Incoming::Message {
                opcode: Opcode::Text,
                data: text.as_bytes().to_vec(),
                compressed: false,
            },
            Ok(Message::Binary(data)) => {
                Incoming::Message { opcode: Opcode::Binary, data: data.to_vec(), compressed: false }
            }
            Ok(Message::Ping(data)) => Incoming::Ping(data.to_vec()),
            Ok(Message::Pong(data)) => Incoming::Pong(data.to_vec()),
            Ok(Message::Close(_) | Message::Frame(_)) => return (read, false),
            Err(error) => {
                let is_end = matches!(
                    error,
                    Error::Io(_)
                        | Error::Protocol(
                            tungstenite::error::ProtocolError::ResetWithoutClosingHandshake
                        )
                );
                return (read, !is_end);
            }
        });
    }
}

#[test]
fn of_a_broken_stream_nothing_is_accepted_that_tungstenite_refuses() {
    let mut random = Random(0x5eed_0013);
    let mut refused = 0;
    for round in 0..3000 {
        let count = 1 + random.below(4);
        let (mut stream, _) = written_by_tungstenite(&mut random, count);
        for _ in 0..=random.below(2) {
            // Faults near the start hit headers, which is where most can go wrong.
            let at = random.below(stream.len().min(40));
            stream[at] ^= 1 << random.below(8);
        }
        let (mut read, violation) = ours(&mut random, &stream);
        let (expected, is_refused) = read_by_tungstenite(&stream);
        if let Some(at) = read.iter().position(|it| matches!(it, Incoming::Close { .. })) {
            // Behind a close tungstenite reads nothing, and here the connection's owner does not.
            read.truncate(at);
            assert!(read == expected, "round {round}");
            continue;
        }
        assert!(expected.starts_with(&read), "round {round}: {violation:?}");
        match violation {
            None => assert!(read == expected && !is_refused, "round {round}"),
            // Stricter here, or limited: tungstenite takes lengths in any form, up to 16 MiB.
            Some(Violation::LengthForm(_) | Violation::TooBig { .. }) => {}
            Some(violation) => {
                refused += 1;
                // It looks at some headers only when all of their frame has come, which here it may never.
                assert!(
                    is_refused || read == expected,
                    "round {round}: {violation:?} {expected:?}"
                );
            }
        }
    }
    assert!(refused > 500, "only {refused} streams were refused: the test does not test much");
}
