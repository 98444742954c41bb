//! What the RFC's appendix C says, and what a peer may not do.

use super::*;

type Fields = Vec<(String, String)>;

fn decode(decoder: &mut Decoder, block: &[u8]) -> Result<Fields, HpackError> {
    let mut fields = Fields::new();
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    decoder.decode(block, &mut |name, value| fields.push((text(name), text(value))))?;
    Ok(fields)
}

fn bytes(hex: &str) -> Vec<u8> {
    let digits: Vec<u8> = hex.bytes().filter(|byte| !byte.is_ascii_whitespace()).collect();
    let digit = |byte: u8| (byte as char).to_digit(16).unwrap() as u8;
    digits.chunks(2).map(|pair| digit(pair[0]) << 4 | digit(pair[1])).collect()
}

fn fields(list: &[(&str, &str)]) -> Fields {
    list.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
}

/// Appendix C.4: three requests on one connection, coded.
#[test]
fn requests_of_the_appendix_are_read_and_written_as_they_stand_there() {
    let first = [
        (":method", "GET"),
        (":scheme", "http"),
        (":path", "/"),
        (":authority", "www.example.com"),
    ];
    let mut second = first.to_vec();
    second.push(("cache-control", "no-cache"));
    let third = [
        (":method", "GET"),
        (":scheme", "https"),
        (":path", "/index.html"),
        (":authority", "www.example.com"),
        ("custom-key", "custom-value"),
    ];
    let (mut decoder, mut encoder) = (Decoder::new(4096), Encoder::default());
    for (block, expected) in [
        ("8286 8441 8cf1 e3c2 e5f2 3a6b a0ab 90f4 ff", &first[..]),
        ("8286 84be 5886 a8eb 1064 9cbf", &second),
        ("8287 85bf 4088 25a8 49e9 5ba9 7d7f 8925 a849 e95b b8e8 b4bf", &third),
    ] {
        let block = bytes(block);
        assert_eq!(decode(&mut decoder, &block), Ok(fields(expected)));
        let mut out = Vec::new();
        encoder.begin(&mut out);
        for (name, value) in expected {
            encoder.field(&mut out, name.as_bytes(), value.as_bytes());
        }
        assert_eq!(out, block);
    }
}

/// Appendix C.5: responses through a table of 256 bytes, from which entries are pushed out.
#[test]
fn responses_of_the_appendix_push_each_other_out_of_a_small_table() {
    let mut decoder = Decoder::new(256);
    decoder.set_limit(256);
    let sized = |block: &str| [bytes("3fe1 01"), bytes(block)].concat();
    let first = sized(
        "4803 3330 3258 0770 7269 7661 7465 611d 4d6f 6e2c 2032 3120 4f63 7420 3230 3133 2032 303a 3133 3a32 3120 474d 54
         6e17 6874 7470 733a 2f2f 7777 772e 6578 616d 706c 652e 636f 6d",
    );
    let date = "Mon, 21 Oct 2013 20:13:21 GMT";
    let expected = fields(&[
        (":status", "302"),
        ("cache-control", "private"),
        ("date", date),
        ("location", "https://www.example.com"),
    ]);
    assert_eq!(decode(&mut decoder, &first), Ok(expected.clone()));
    let second = decode(&mut decoder, &bytes("4803 3330 37c1 c0bf")).unwrap();
    assert_eq!(second[0].1, "307");
    assert_eq!(second[1..], expected[1..]);
}

#[test]
fn every_table_of_a_peer_that_shrinks_is_announced_and_every_field_still_reads() {
    let (mut decoder, mut encoder) = (Decoder::new(8192), Encoder::default());
    for limit in [4096, 100, 0, 4096, 60, 10_000] {
        // Twice between two blocks: the smallest is announced as well.
        encoder.set_limit(limit / 2);
        encoder.set_limit(limit);
        for round in 0..3 {
            let list = fields(&[(":status", "200"), ("x-round", &round.to_string()), ("a", "b")]);
            let mut out = Vec::new();
            encoder.begin(&mut out);
            for (name, value) in &list {
                encoder.field(&mut out, name.as_bytes(), value.as_bytes());
            }
            assert_eq!(decode(&mut decoder, &out), Ok(list));
        }
    }
}

#[test]
fn a_table_s_size_is_changed_first_and_never_beyond_the_limit() {
    let decode = |limit, block: &[u8]| decode(&mut Decoder::new(limit), block).map(|_| ());
    assert_eq!(decode(4096, &bytes("3fe11f")), Ok(()));
    assert_eq!(decode(4096, &bytes("3fe21f")), Err(HpackError::TableSize));
    assert_eq!(decode(8192, &bytes("3fe21f")), Ok(()));
    assert_eq!(decode(4096, &bytes("8220")), Err(HpackError::TableSize));
    let mut decoder = Decoder::new(100);
    assert_eq!(super::tests::decode(&mut decoder, &bytes("82")).unwrap().len(), 1);
    decoder.set_limit(100);
    assert_eq!(super::tests::decode(&mut decoder, &bytes("82")), Err(HpackError::TableSize));
}

#[test]
fn what_is_cut_or_refers_to_nothing_is_refused() {
    let decode = |block: &[u8]| decode(&mut Decoder::new(4096), block).map(|_| ()).unwrap_err();
    for block in [&[0x3f][..], &[0x40], &[0x40, 1], &[0x40, 1, b'a', 5, b'b'], &[0, 0x81], &[0xff]]
    {
        assert_eq!(decode(block), HpackError::Truncated, "{block:?}");
    }
    assert_eq!(decode(&[0x80]), HpackError::NoSuchField(0));
    assert_eq!(decode(&[0xbe]), HpackError::NoSuchField(62));
    assert_eq!(decode(&[0x7f, 0, 0]), HpackError::NoSuchField(63));
    assert_eq!(decode(&[0, 0x81, 0x1e, 0]), HpackError::Huffman);
}

#[test]
fn a_secret_is_written_out_each_time_and_marked() {
    let (mut decoder, mut encoder) = (Decoder::new(4096), Encoder::default());
    for _ in 0..2 {
        let mut out = Vec::new();
        encoder.field(&mut out, b"authorization", b"Basic abc");
        assert_eq!(out[0] & 0xf0, 0x10);
        assert_eq!(decode(&mut decoder, &out), Ok(fields(&[("authorization", "Basic abc")])));
    }
}
