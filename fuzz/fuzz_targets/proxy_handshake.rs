//! What a proxy sends, cut anyhow: a handshake never panics, ends the same however its bytes come, and keeps no more than a head of them.
#![no_main]

use bytes::BytesMut;
use libfuzzer_sys::arbitrary::{self, Arbitrary};
use libfuzzer_sys::fuzz_target;
use swoole::client::address::Target;
use swoole::client::proxy::{Handshake, Progress};
use swoole::settings::{ProxyProtocol, ProxySettings};

#[derive(Debug, Arbitrary)]
struct Input<'a> {
    http: bool,
    login: bool,
    step: u8,
    stream: &'a [u8],
}

/// How it ended, and what is left for the peer's side of the connection if it succeeded.
fn play(input: &Input<'_>, step: usize) -> (Option<Result<(), i32>>, Vec<u8>) {
    let proxy = ProxySettings {
        protocol: if input.http { ProxyProtocol::Http } else { ProxyProtocol::Socks5 },
        host: "proxy".into(),
        port: 1080,
        login: input.login.then(|| (b"user".to_vec(), b"secret".to_vec())),
    };
    let target = Target { host: "peer".into(), port: 80 };
    let Ok((mut handshake, _)) = Handshake::new(&proxy, &target) else {
        unreachable!("the target is plain")
    };
    let mut waiting = BytesMut::new();
    for (number, piece) in input.stream.chunks(step).enumerate() {
        waiting.extend_from_slice(piece);
        loop {
            match handshake.receive(&mut waiting) {
                Ok(Progress::Send(bytes)) => assert!(!bytes.is_empty()),
                Ok(Progress::More) => break,
                Ok(Progress::Done) => {
                    let come = (number + 1) * step;
                    let rest = input.stream.get(come..).unwrap_or_default();
                    return (Some(Ok(())), [&waiting[..], rest].concat());
                }
                Err(error) => return (Some(Err(error.code.0)), Vec::new()),
            }
        }
        assert!(waiting.len() <= 8 * 1024 + step);
    }
    (None, Vec::new())
}

fuzz_target!(|input: Input<'_>| {
    let step = 1 + usize::from(input.step);
    assert_eq!(play(&input, step), play(&input, 1));
});
