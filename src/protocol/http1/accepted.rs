//! Which content codings a client takes (RFC 9110, section 12.5.3), and which of them an answer gets.

use super::head::list;

/// A content coding that answers can have.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Coding {
    /// Brotli (RFC 7932).
    Brotli,
    /// gzip (RFC 1952).
    Gzip,
    /// zlib (RFC 1950), which HTTP calls deflate.
    Deflate,
    /// Zstandard (RFC 8878).
    Zstd,
}

/// The codings that a client takes.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Accepted(u8);

impl Coding {
    /// All of them, in the order of preference.
    pub const ALL: [Self; 4] = [Self::Brotli, Self::Gzip, Self::Deflate, Self::Zstd];

    /// Its name in a head.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Brotli => "br",
            Self::Gzip => "gzip",
            Self::Deflate => "deflate",
            Self::Zstd => "zstd",
        }
    }

    const fn bit(self) -> u8 {
        1 << self as u8
    }

    /// The coding of that name.
    #[must_use]
    pub fn named(name: &[u8]) -> Option<Self> {
        let coding = Coding::ALL
            .into_iter()
            .find(|coding| name.eq_ignore_ascii_case(coding.name().as_bytes()));
        coding.or_else(|| name.eq_ignore_ascii_case(b"x-gzip").then_some(Self::Gzip))
    }
}

impl Accepted {
    /// None at all.
    pub const NONE: Self = Self(0);
    /// The bits that are used.
    pub(super) const MASK: u8 = (1 << Coding::ALL.len()) - 1;

    pub(super) const fn bits(self) -> u8 {
        self.0
    }

    pub(super) const fn from_bits(bits: u8) -> Self {
        Self(bits & Self::MASK)
    }

    /// Takes an Accept-Encoding field in.
    pub fn take(&mut self, value: &[u8]) {
        for element in list(value) {
            let mut words = element.split(|byte| *byte == b';').map(<[u8]>::trim_ascii);
            let name = words.next().unwrap_or_default();
            let refused = words.any(is_zero_weight);
            match (Coding::named(name), refused) {
                (Some(coding), false) => self.0 |= coding.bit(),
                (Some(coding), true) => self.0 &= !coding.bit(),
                // What any coding may be is left alone: a client that knows one names it.
                (None, _) => {}
            }
        }
    }

    /// The one to use, if any.
    #[must_use]
    pub fn best(self) -> Option<Coding> {
        Coding::ALL.into_iter().find(|coding| self.0 & coding.bit() != 0)
    }
}

/// `q=0`, with up to three more zeros.
fn is_zero_weight(parameter: &[u8]) -> bool {
    let Some((name, value)) = parameter.split_at_checked(2) else { return false };
    name.eq_ignore_ascii_case(b"q=")
        && value.first() == Some(&b'0')
        && value[1..].iter().all(|byte| matches!(byte, b'.' | b'0'))
}
