//! Integers with a prefix (RFC 7541, section 5.1).

use super::HpackError;

/// No length or index of ours comes near it; an attacker's ends here.
const MOST: usize = 1 << 30;

/// Takes an integer off `block`, whose first byte has `prefix` bits of it.
pub(super) fn take(block: &mut &[u8], prefix: u32) -> Result<usize, HpackError> {
    let (&first, mut rest) = block.split_first().ok_or(HpackError::Truncated)?;
    let mask = (1_usize << prefix) - 1;
    let mut value = usize::from(first) & mask;
    if value == mask {
        for shift in (0..).step_by(7) {
            let (&byte, behind) = rest.split_first().ok_or(HpackError::Truncated)?;
            rest = behind;
            // Zeros that go on and on are refused too.
            if shift > 28 {
                return Err(HpackError::TooLarge);
            }
            value += usize::from(byte & 0x7f) << shift;
            if value > MOST {
                return Err(HpackError::TooLarge);
            }
            if byte & 0x80 == 0 {
                break;
            }
        }
    }
    *block = rest;
    Ok(value)
}

/// Writes an integer; the bits of the first byte above its `prefix` are those of `flags`.
pub(super) fn put(out: &mut Vec<u8>, flags: u8, prefix: u32, value: usize) {
    let mask = (1_usize << prefix) - 1;
    if value < mask {
        return out.push(flags | value as u8);
    }
    out.push(flags | mask as u8);
    let mut rest = value - mask;
    while rest >= 0x80 {
        out.push(rest as u8 | 0x80);
        rest >>= 7;
    }
    out.push(rest as u8);
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The examples of the RFC's appendix C.1.
    #[test]
    fn integers_are_those_of_the_appendix() {
        for (value, prefix, bytes) in
            [(10, 5, &[0x0a][..]), (1337, 5, &[0x1f, 0x9a, 0x0a]), (42, 8, &[0x2a])]
        {
            let mut out = Vec::new();
            put(&mut out, 0, prefix, value);
            assert_eq!(out, bytes);
            let mut rest = &out[..];
            assert_eq!((take(&mut rest, prefix), rest.len()), (Ok(value), 0));
        }
    }

    #[test]
    fn what_is_written_is_read_and_what_is_cut_or_too_long_is_refused() {
        for prefix in 4..=7 {
            for value in [0, 14, 15, 16, 126, 127, 128, 255, 16_383, 16_384, MOST] {
                let mut out = Vec::new();
                put(&mut out, 0, prefix, value);
                assert_eq!(take(&mut &out[..], prefix), Ok(value));
                let cut = &out[..out.len() - 1];
                assert_eq!(take(&mut &cut[..], prefix), Err(HpackError::Truncated));
            }
        }
        assert_eq!(take(&mut &[0x3f][..], 5), Err(HpackError::Truncated));
        let endless = [0x7f, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0];
        assert_eq!(take(&mut &endless[..], 7), Err(HpackError::TooLarge));
        assert_eq!(
            take(&mut &[0x7f, 0xff, 0xff, 0xff, 0xff, 0x0f][..], 7),
            Err(HpackError::TooLarge)
        );
    }
}
