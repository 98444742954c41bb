//! What both sides agree on beside the protocol itself: permessage-deflate (RFC 7692), each message by itself.

use crate::protocol::http1::list;

const NAME: &[u8] = b"permessage-deflate";

/// What a client of ours offers, and what a server of ours answers an offer with: neither side needs what went before to read a message.
pub const AGREED: &str =
    "permessage-deflate; server_no_context_takeover; client_no_context_takeover";

/// Whether one of a client's offers (the values of its `Sec-WebSocket-Extensions`) can be answered with [`AGREED`].
pub fn is_offered<'a>(values: impl IntoIterator<Item = &'a [u8]>) -> bool {
    let mut offers = values.into_iter().flat_map(list);
    offers.any(|offer| {
        parameters(offer).is_some_and(|mut parameters| {
            // A window smaller than ours is nothing that we would keep to.
            parameters.all(|(name, value)| match name {
                b"server_max_window_bits" => value == b"15",
                b"client_max_window_bits"
                | b"server_no_context_takeover"
                | b"client_no_context_takeover" => true,
                _ => false,
            })
        })
    })
}

/// Whether a server's answer to our offer is one that we can keep to; `None` if it is none.
pub fn is_agreed<'a>(values: impl IntoIterator<Item = &'a [u8]>) -> Option<bool> {
    let mut answers = values.into_iter().flat_map(list);
    let answer = answers.next()?;
    let parameters: Vec<_> = parameters(answer)?.collect();
    let has = |name: &[u8]| parameters.iter().any(|(other, _)| *other == name);
    // What we send is read with any window down to the one that it was made with, which is the largest.
    Some(has(b"server_no_context_takeover") && !has(b"client_max_window_bits"))
}

/// The parameters of an offer of ours or an answer to it; `None` if it is of something else.
fn parameters(element: &[u8]) -> Option<impl Iterator<Item = (&[u8], &[u8])>> {
    let mut words = element.split(|byte| *byte == b';').map(<[u8]>::trim_ascii);
    let is_ours = words.next().is_some_and(|name| name.eq_ignore_ascii_case(NAME));
    is_ours.then(|| {
        words.map(|word| match memchr::memchr(b'=', word) {
            Some(at) => {
                let value = word[at + 1..].trim_ascii();
                let value = value.strip_prefix(b"\"").unwrap_or(value);
                (word[..at].trim_ascii(), value.strip_suffix(b"\"").unwrap_or(value))
            }
            None => (word, &b""[..]),
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offers_of_browsers_are_taken_and_what_cannot_be_kept_to_is_not() {
        let offered = |value: &str| is_offered([value.as_bytes()]);
        assert!(offered("permessage-deflate; client_max_window_bits"));
        assert!(offered("permessage-deflate"));
        assert!(offered(
            "x-webkit-deflate-frame, Permessage-Deflate; server_max_window_bits=\"15\""
        ));
        assert!(offered("permessage-deflate; server_max_window_bits=10, permessage-deflate"));
        assert!(offered(AGREED));
        assert!(!offered("permessage-deflate; server_max_window_bits=10"));
        assert!(!offered("permessage-deflate; unheard_of"));
        assert!(!offered("permessage-bzip2") && !offered(""));
    }

    #[test]
    fn an_answer_is_agreed_to_if_messages_come_by_themselves() {
        let agreed = |value: &str| is_agreed([value.as_bytes()]);
        assert_eq!(agreed(AGREED), Some(true));
        assert_eq!(agreed("permessage-deflate; server_no_context_takeover"), Some(true));
        assert_eq!(agreed("permessage-deflate"), Some(false));
        assert_eq!(agreed("something"), None);
        assert_eq!(is_agreed([]), None);
    }
}
