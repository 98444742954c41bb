//! What must be known of a head to answer its request, in 16 bits: they travel with the request, so that whoever serves it need not read the
//! head again before the script asks for it.

use super::{Accepted, Body, Facts, Head};

/// See the module's head.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Gist(u16);

/// Set in the gist of every head.
const KNOWN: u16 = 1;
const KEEP_ALIVE: u16 = 1 << 1;
const HEAD_ONLY: u16 = 1 << 2;
const MODERN: u16 = 1 << 3;
const TYPED_BODY: u16 = 1 << 4;
const ASKS_WEBSOCKET: u16 = 1 << 5;
/// Where the codings that the client takes begin.
const ACCEPTED: u32 = 8;

impl Gist {
    /// Of a head that nobody has examined.
    pub const UNKNOWN: Self = Self(0);

    /// What may be taken for granted of a request that is not at hand.
    pub const ANY: Self = Self(KNOWN | KEEP_ALIVE | MODERN);

    /// That of a head, which has been examined.
    #[must_use]
    pub fn of(head: &Head<'_, '_>, facts: &Facts) -> Self {
        let flag = |is: bool, flag: u16| if is { flag } else { 0 };
        Self(
            KNOWN
                | flag(facts.keep_alive, KEEP_ALIVE)
                | flag(head.method == "HEAD", HEAD_ONLY)
                | flag(head.minor == 1, MODERN)
                | flag(facts.has_type && facts.body != Body::None, TYPED_BODY)
                | flag(facts.asks_websocket, ASKS_WEBSOCKET)
                | u16::from(facts.accepted.bits()) << ACCEPTED,
        )
    }

    /// The same without leave to keep the connection.
    #[must_use]
    pub const fn last(self) -> Self {
        Self(self.0 & !KEEP_ALIVE)
    }

    /// Whether the head has been examined.
    #[must_use]
    pub const fn is_known(self) -> bool {
        self.0 & KNOWN != 0
    }

    /// The client wants to send more on the connection.
    #[must_use]
    pub const fn keep_alive(self) -> bool {
        self.0 & KEEP_ALIVE != 0
    }

    /// The answer has no body, whatever its head says.
    #[must_use]
    pub const fn head_only(self) -> bool {
        self.0 & HEAD_ONLY != 0
    }

    /// The client speaks HTTP/1.1.
    #[must_use]
    pub const fn modern(self) -> bool {
        self.0 & MODERN != 0
    }

    /// There is a body, and a word about its type.
    #[must_use]
    pub const fn typed_body(self) -> bool {
        self.0 & TYPED_BODY != 0
    }

    /// It asks to go over to WebSocket, rightly or not.
    #[must_use]
    pub const fn asks_websocket(self) -> bool {
        self.0 & ASKS_WEBSOCKET != 0
    }

    /// The same of a request to a port that does not speak WebSocket.
    #[must_use]
    pub const fn without_websocket(self) -> Self {
        Self(self.0 & !ASKS_WEBSOCKET)
    }

    /// The content codings that the client takes.
    #[must_use]
    pub const fn accepted(self) -> Accepted {
        Accepted::from_bits((self.0 >> ACCEPTED) as u8)
    }

    /// As a number.
    #[must_use]
    pub const fn to_bits(self) -> u16 {
        self.0
    }

    /// From what [`Gist::to_bits`] gave.
    #[must_use]
    pub const fn from_bits(bits: u16) -> Self {
        Self(bits)
    }
}

#[cfg(test)]
mod tests {
    use super::super::{examine, with_head};
    use super::*;

    fn gist(head: &str) -> Gist {
        with_head(head.as_bytes(), 10, |head| Gist::of(head, &examine(head).unwrap())).unwrap()
    }

    #[test]
    fn a_gist_says_what_the_head_says() {
        let plain = gist("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
        assert!(plain.is_known() && plain.keep_alive() && plain.modern());
        assert!(!plain.head_only() && !plain.typed_body() && !plain.asks_websocket());
        let upgrade = gist("GET / HTTP/1.1\r\nHost: a\r\nUpgrade: h2c, WebSocket\r\n\r\n");
        assert!(upgrade.asks_websocket() && upgrade.without_websocket() == plain);
        assert_eq!(plain.accepted().best(), None);
        let old = gist("HEAD / HTTP/1.0\r\nAccept-Encoding: gzip\r\n\r\n");
        assert!(!old.keep_alive() && !old.modern() && old.head_only());
        assert_eq!(old.accepted().best(), Some(super::super::Coding::Gzip));
        let form = "POST / HTTP/1.1\r\nHost: a\r\nContent-Type: b/c\r\nContent-Length: 1\r\n\r\n";
        assert!(gist(form).typed_body());
        assert_eq!(Gist::from_bits(old.to_bits()), old);
        assert!(!Gist::UNKNOWN.is_known());
    }
}
