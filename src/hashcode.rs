//! The two string hashes of `swoole_hashcode()`. Scripts store and compare the results, so they are interface.
//!
//! The binding calls them; the engine's own tables use std's hasher.

/// Type 0: the hash of PHP's own arrays, `h * 33 + byte` from 5381 on (Bernstein's), with the top bit set. Bytes above 127
/// count as negative numbers, which is where it differs from PHP's.
pub fn php_array(bytes: &[u8]) -> i64 {
    let hash = bytes.iter().fold(5381_u64, |hash, byte| {
        hash.wrapping_mul(33).wrapping_add_signed(byte.cast_signed().into())
    });
    (hash | 1 << 63).cast_signed()
}

/// Type 1: Jenkins's one-at-a-time hash, 32 bits, unsigned; bytes above 127 count as negative numbers here too.
pub fn one_at_a_time(bytes: &[u8]) -> i64 {
    let mut hash = 0_u32;
    for byte in bytes {
        hash = hash.wrapping_add_signed(byte.cast_signed().into());
        hash = hash.wrapping_add(hash << 10);
        hash ^= hash >> 6;
    }
    hash = hash.wrapping_add(hash << 3);
    hash ^= hash >> 11;
    i64::from(hash.wrapping_add(hash << 15))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What the reference gives.
    const KNOWN: [(&[u8], i64, i64); 7] = [
        (b"", -9_223_372_036_854_770_427, 0),
        (b"a", -9_223_372_036_854_598_138, 3_392_050_242),
        (b"hello", -9_223_371_826_140_139_367, 3_372_029_979),
        (b"hello world", -4_569_957_541_214_041_919, 1_045_060_183),
        (b"1234567", -9_223_142_641_712_006_191, 4_248_981_638),
        (b"\xff\x80b", -9_223_372_036_661_404_026, 1_564_845_505),
        (
            b"\xe4\xf6\xfc\x80\x81\xfe\xff\xc0zz\xe9\xaa\xbb\xcc\xdd\xee\xf1",
            -62_535_463_224_495_485,
            356_987_633,
        ),
    ];

    #[test]
    fn results_are_those_of_the_reference() {
        for (bytes, array, jenkins) in KNOWN {
            assert_eq!(php_array(bytes), array, "{bytes:?}");
            assert_eq!(one_at_a_time(bytes), jenkins, "{bytes:?}");
        }
    }
}
