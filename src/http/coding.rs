//! Content codings (RFC 9110, sections 8.4 and 12.5.3): which one an answer gets, and the coding itself.

pub use crate::protocol::http1::{Accepted, Coding};
use std::io::{self, Read, Write};

/// Encodes `body` at `level`, 1 to 9, behind what `out` holds.
///
/// # Errors
/// When the coder finds no memory.
pub fn encode(coding: Coding, level: u32, body: &[u8], out: &mut Vec<u8>) -> io::Result<()> {
    match coding {
        Coding::Gzip => {
            let mut coder = flate2::write::GzEncoder::new(out, flate2::Compression::new(level));
            coder.write_all(body)?;
            coder.finish().map(drop)
        }
        Coding::Deflate => {
            let mut coder = flate2::write::ZlibEncoder::new(out, flate2::Compression::new(level));
            coder.write_all(body)?;
            coder.finish().map(drop)
        }
        Coding::Brotli => {
            // Quality up to 9 of 11, and a window of 4 MiB.
            let size = body.len().clamp(256, 64 * 1024);
            brotli::CompressorReader::new(body, size, level, 22).read_to_end(out).map(drop)
        }
        Coding::Zstd => {
            let mut coder = zstd::stream::write::Encoder::new(out, level as i32)?;
            coder.write_all(body)?;
            coder.finish().map(drop)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn best(value: &str) -> Option<&'static str> {
        let mut accepted = Accepted::default();
        accepted.take(value.as_bytes());
        accepted.best().map(Coding::name)
    }

    #[test]
    fn the_best_coding_that_a_client_takes_is_used() {
        assert_eq!(best("gzip, deflate, br, zstd"), Some("br"));
        assert_eq!(best("deflate,GZIP"), Some("gzip"));
        assert_eq!(best("zstd"), Some("zstd"));
        assert_eq!(best("x-gzip;q=0.5"), Some("gzip"));
        assert_eq!(best("br;q=0, gzip;q=0.000, deflate; q=0.1"), Some("deflate"));
        assert_eq!(best("identity, *"), None);
        assert_eq!(best(""), None);
    }

    #[test]
    fn what_is_encoded_can_be_decoded() {
        let body: Vec<u8> = (0..100_000_u32).map(|i| (i / 100) as u8).collect();
        for coding in Coding::ALL {
            let mut encoded = b"before".to_vec();
            encode(coding, 1, &body, &mut encoded).unwrap();
            let coded = &encoded[6..];
            let mut decoded = Vec::new();
            match coding {
                Coding::Gzip => {
                    flate2::read::GzDecoder::new(coded).read_to_end(&mut decoded).unwrap()
                }
                Coding::Deflate => {
                    flate2::read::ZlibDecoder::new(coded).read_to_end(&mut decoded).unwrap()
                }
                Coding::Brotli => {
                    brotli::Decompressor::new(coded, 4096).read_to_end(&mut decoded).unwrap()
                }
                Coding::Zstd => {
                    decoded = zstd::decode_all(coded).unwrap();
                    0
                }
            };
            assert!(decoded == body, "{}", coding.name());
            assert!(coded.len() < body.len() / 10);
        }
    }
}
