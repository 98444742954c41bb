//! The Huffman code of RFC 7541, appendix B.
//!
//! It is canonical: codes are given out by length, and in the order of the symbols among those of one length. So the lengths are all that has to be
//! written down; the codes follow, and so does a table that reads most symbols with one look.

use super::HpackError;

/// Bits of each symbol's code; the last is the end of a string, which is never written.
#[rustfmt::skip]
const LENGTHS: [u8; 257] = [
    13, 23, 28, 28, 28, 28, 28, 28, 28, 24, 30, 28, 28, 30, 28, 28, 28, 28, 28, 28, 28, 28, 30, 28, 28, 28, 28, 28, 28, 28, 28, 28,
    6, 10, 10, 12, 13, 6, 8, 11, 10, 10, 8, 11, 8, 6, 6, 6, 5, 5, 5, 6, 6, 6, 6, 6, 6, 6, 7, 8, 15, 6, 12, 10,
    13, 6, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 8, 7, 8, 13, 19, 13, 14, 6,
    15, 5, 6, 5, 6, 5, 6, 6, 6, 5, 7, 7, 6, 6, 6, 5, 6, 7, 6, 5, 5, 6, 7, 7, 7, 7, 7, 15, 11, 14, 13, 28,
    20, 22, 20, 20, 22, 22, 22, 23, 22, 23, 23, 23, 23, 23, 24, 23, 24, 24, 22, 23, 24, 23, 23, 23, 23, 21, 22, 23, 22, 23, 23, 24,
    22, 21, 20, 22, 22, 23, 23, 21, 23, 22, 22, 24, 21, 22, 23, 23, 21, 21, 22, 21, 23, 22, 23, 23, 20, 22, 22, 22, 23, 22, 22, 23,
    26, 26, 20, 19, 22, 23, 22, 25, 26, 26, 26, 27, 27, 26, 24, 25, 19, 21, 26, 27, 27, 26, 27, 24, 21, 21, 26, 26, 28, 27, 27, 27,
    20, 24, 20, 21, 22, 21, 21, 23, 22, 22, 25, 25, 24, 24, 26, 23, 26, 27, 26, 26, 27, 27, 27, 27, 27, 28, 27, 27, 27, 27, 27, 26,
    30,
];

/// The longest code.
const LONGEST: usize = 30;
/// Codes up to this length are found with one look.
const QUICK: u32 = 9;

struct Code {
    /// The code of each symbol.
    codes: [u32; 257],
    /// The symbols in the order of their codes.
    symbols: [u16; 257],
    /// For each length, the first code that is longer, as the first of 32 bits.
    ends: [u64; LONGEST + 1],
    /// For each length, the first code of it, and where its symbol stands.
    firsts: [(u32, u16); LONGEST + 1],
    /// For each beginning of `QUICK` bits, the symbol that it begins with and the length of that one's code; 0 if that is longer.
    quick: [(u8, u8); 1 << QUICK],
}

static CODE: Code = code();

const fn code() -> Code {
    let mut made = Code {
        codes: [0; 257],
        symbols: [0; 257],
        ends: [0; LONGEST + 1],
        firsts: [(0, 0); LONGEST + 1],
        quick: [(0, 0); 1 << QUICK],
    };
    let (mut next, mut place) = (0_u32, 0);
    let mut length = 1;
    while length <= LONGEST {
        next <<= 1;
        made.firsts[length] = (next, place as u16);
        let mut symbol = 0;
        while symbol < LENGTHS.len() {
            if LENGTHS[symbol] as usize == length {
                made.codes[symbol] = next;
                made.symbols[place] = symbol as u16;
                if length <= QUICK as usize {
                    let shift = QUICK as usize - length;
                    let mut behind = 0;
                    while behind < 1 << shift {
                        let beginning = ((next as usize) << shift) | behind;
                        made.quick[beginning] = (symbol as u8, length as u8);
                        behind += 1;
                    }
                }
                next += 1;
                place += 1;
            }
            symbol += 1;
        }
        made.ends[length] = (next as u64) << (32 - length);
        length += 1;
    }
    made
}

/// Decodes `coded` to the end of `out`.
pub(super) fn decode(coded: &[u8], out: &mut Vec<u8>) -> Result<(), HpackError> {
    // What has been read and not been decoded stands at the top of `bits`; of the rest each is 1, as behind the end of a string.
    let (mut bits, mut count) = (0_u64, 0_u32);
    let mut bytes = coded.iter();
    loop {
        while count <= 56 {
            let Some(byte) = bytes.next() else { break };
            bits |= u64::from(*byte) << (56 - count);
            count += 8;
        }
        if count == 0 {
            return Ok(());
        }
        let padded = bits | (u64::MAX.checked_shr(count).unwrap_or(0));
        let (symbol, length) = match CODE.quick[(padded >> (64 - QUICK)) as usize] {
            (_, 0) => longer((padded >> 32) as u32),
            (symbol, length) => (symbol.into(), length.into()),
        };
        if length > count {
            // Section 5.2: fewer than eight bits are left, all of them ones.
            let is_padding = count < 8 && padded == u64::MAX;
            return if is_padding { Ok(()) } else { Err(HpackError::Huffman) };
        }
        // The end of a string within one.
        out.push(u8::try_from(symbol).map_err(|_| HpackError::Huffman)?);
        bits <<= length;
        count -= length;
    }
}

/// The symbol and length of a code that is longer than `QUICK`.
fn longer(word: u32) -> (u16, u32) {
    let mut length = QUICK as usize + 1;
    while length < LONGEST && u64::from(word) >= CODE.ends[length] {
        length += 1;
    }
    let (first, place) = CODE.firsts[length];
    let at = usize::from(place) + ((word >> (32 - length)) - first) as usize;
    (CODE.symbols[at], length as u32)
}

/// Bytes that `plain` has when it is coded.
pub(super) fn coded_len(plain: &[u8]) -> usize {
    let bits: usize = plain.iter().map(|byte| usize::from(LENGTHS[usize::from(*byte)])).sum();
    bits.div_ceil(8)
}

/// Codes `plain` to the end of `out`.
pub(super) fn encode(plain: &[u8], out: &mut Vec<u8>) {
    let (mut bits, mut count) = (0_u64, 0_u32);
    for byte in plain {
        let symbol = usize::from(*byte);
        let length = u32::from(LENGTHS[symbol]);
        bits = bits << length | u64::from(CODE.codes[symbol]);
        count += length;
        while count >= 8 {
            count -= 8;
            out.push((bits >> count) as u8);
        }
    }
    if count > 0 {
        // Padded with ones.
        out.push((bits << (8 - count)) as u8 | (0xff_u8 >> count));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decoded(coded: &[u8]) -> Result<Vec<u8>, HpackError> {
        let mut out = Vec::new();
        decode(coded, &mut out).map(|()| out)
    }

    #[test]
    fn codes_are_those_of_the_appendix() {
        for (symbol, code, length) in [
            (b'0', 0, 5),
            (b'a', 0x3, 5),
            (b' ', 0x14, 6),
            (b'X', 0xfc, 8),
            (b'{', 0x7ffe, 15),
            (b'\\', 0x7fff0, 19),
            (0, 0x1ff8, 13),
            (10, 0x3fff_fffc, 30),
            (255, 0x3ff_ffee, 26),
        ] {
            let symbol = usize::from(symbol);
            assert_eq!((CODE.codes[symbol], LENGTHS[symbol]), (code, length), "{symbol}");
        }
        assert_eq!(CODE.codes[256], 0x3fff_ffff);
    }

    #[test]
    fn every_byte_and_all_lengths_of_strings_come_back() {
        for byte in 0..=255 {
            for len in 0..9 {
                let plain = vec![byte; len];
                let mut coded = Vec::new();
                encode(&plain, &mut coded);
                assert_eq!(coded.len(), coded_len(&plain));
                assert_eq!(decoded(&coded), Ok(plain));
            }
        }
    }

    #[test]
    fn wrong_padding_and_an_end_within_are_refused() {
        // 'a' is 00011; what is behind must be ones, and less than a byte.
        assert_eq!(decoded(&[0b0001_1111]), Ok(b"a".to_vec()));
        assert_eq!(decoded(&[0b0001_1110]), Err(HpackError::Huffman));
        assert_eq!(decoded(&[0b0001_1111, 0xff]), Err(HpackError::Huffman));
        assert_eq!(decoded(&[0xff]), Err(HpackError::Huffman));
        assert_eq!(decoded(&[0xff, 0xff, 0xff, 0xff]), Err(HpackError::Huffman));
        // A code that is cut.
        assert_eq!(decoded(&[0xff, 0xc0]), Err(HpackError::Huffman));
    }
}
