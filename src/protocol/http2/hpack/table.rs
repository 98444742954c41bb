//! The fields that may be named by a number (RFC 7541, section 2.3): those that everyone knows, then those that were sent lately, the last one first.

use std::collections::VecDeque;

/// What an entry costs beside its bytes (section 4.1).
const OVERHEAD: usize = 32;

/// Appendix A.
pub(super) static STATIC: [(&str, &str); 61] = [
    (":authority", ""),
    (":method", "GET"),
    (":method", "POST"),
    (":path", "/"),
    (":path", "/index.html"),
    (":scheme", "http"),
    (":scheme", "https"),
    (":status", "200"),
    (":status", "204"),
    (":status", "206"),
    (":status", "304"),
    (":status", "400"),
    (":status", "404"),
    (":status", "500"),
    ("accept-charset", ""),
    ("accept-encoding", "gzip, deflate"),
    ("accept-language", ""),
    ("accept-ranges", ""),
    ("accept", ""),
    ("access-control-allow-origin", ""),
    ("age", ""),
    ("allow", ""),
    ("authorization", ""),
    ("cache-control", ""),
    ("content-disposition", ""),
    ("content-encoding", ""),
    ("content-language", ""),
    ("content-length", ""),
    ("content-location", ""),
    ("content-range", ""),
    ("content-type", ""),
    ("cookie", ""),
    ("date", ""),
    ("etag", ""),
    ("expect", ""),
    ("expires", ""),
    ("from", ""),
    ("host", ""),
    ("if-match", ""),
    ("if-modified-since", ""),
    ("if-none-match", ""),
    ("if-range", ""),
    ("if-unmodified-since", ""),
    ("last-modified", ""),
    ("link", ""),
    ("location", ""),
    ("max-forwards", ""),
    ("proxy-authenticate", ""),
    ("proxy-authorization", ""),
    ("range", ""),
    ("referer", ""),
    ("refresh", ""),
    ("retry-after", ""),
    ("server", ""),
    ("set-cookie", ""),
    ("strict-transport-security", ""),
    ("transfer-encoding", ""),
    ("user-agent", ""),
    ("vary", ""),
    ("via", ""),
    ("www-authenticate", ""),
];

/// The longest name among them.
const LONGEST: usize = 27;

/// Where in [`STATIC`] the names of each length are, so that a name is compared with few others.
static BY_LENGTH: ([u8; STATIC.len()], [u8; LONGEST + 2]) = {
    let (mut order, mut starts) = ([0; STATIC.len()], [0; LONGEST + 2]);
    let (mut length, mut place) = (0, 0);
    while length <= LONGEST {
        starts[length] = place as u8;
        let mut at = 0;
        while at < STATIC.len() {
            if STATIC[at].0.len() == length {
                order[place] = at as u8;
                place += 1;
            }
            at += 1;
        }
        length += 1;
    }
    starts[LONGEST + 1] = place as u8;
    (order, starts)
};

/// A field that was sent: name and value in one allocation.
#[derive(Debug)]
struct Entry {
    bytes: Box<[u8]>,
    name: usize,
    hash: u32,
}

impl Entry {
    fn parts(&self) -> (&[u8], &[u8]) {
        self.bytes.split_at(self.name)
    }
}

/// Where a field was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Found {
    /// All of it.
    Field(usize),
    /// Its name.
    Name(usize),
    /// Nowhere.
    Nothing,
}

/// The part that changes.
#[derive(Debug)]
pub(super) struct Table {
    entries: VecDeque<Entry>,
    size: usize,
    max_size: usize,
}

impl Table {
    pub(super) const fn new(max_size: usize) -> Self {
        Self { entries: VecDeque::new(), size: 0, max_size }
    }

    pub(super) const fn max_size(&self) -> usize {
        self.max_size
    }

    /// Changes how large it may be; entries that fit no more go.
    pub(super) fn resize(&mut self, max_size: usize) {
        self.max_size = max_size;
        self.shrink_to(max_size);
    }

    fn shrink_to(&mut self, most: usize) {
        while self.size > most {
            let Some(oldest) = self.entries.pop_back() else { break };
            self.size -= oldest.bytes.len() + OVERHEAD;
        }
    }

    /// The field of that number, from 1 on.
    pub(super) fn get(&self, number: usize) -> Option<(&[u8], &[u8])> {
        let at = number.checked_sub(1)?;
        match STATIC.get(at) {
            Some((name, value)) => Some((name.as_bytes(), value.as_bytes())),
            None => self.entries.get(at - STATIC.len()).map(Entry::parts),
        }
    }

    /// Enters a field, which is `bytes`, the first `name` of them its name. One that is too large empties the table (section 4.4).
    pub(super) fn insert(&mut self, bytes: &[u8], name: usize) {
        let size = bytes.len() + OVERHEAD;
        self.shrink_to(self.max_size.saturating_sub(size));
        if size <= self.max_size {
            let (of_name, of_value) = bytes.split_at(name);
            let hash = hash(of_name, of_value);
            self.entries.push_front(Entry { bytes: bytes.into(), name, hash });
            self.size += size;
        }
    }

    /// Looks for a field.
    pub(super) fn find(&self, name: &[u8], value: &[u8]) -> Found {
        let wanted = hash(name, value);
        let is_it = |entry: &Entry| entry.hash == wanted && entry.parts() == (name, value);
        if let Some(at) = self.entries.iter().position(is_it) {
            return Found::Field(STATIC.len() + at + 1);
        }
        let mut of_name = Found::Nothing;
        let (order, starts) = &BY_LENGTH;
        if name.len() <= LONGEST {
            let range = usize::from(starts[name.len()])..usize::from(starts[name.len() + 1]);
            for at in order[range].iter().map(|at| usize::from(*at)) {
                if STATIC[at].0.as_bytes() == name {
                    if STATIC[at].1.as_bytes() == value {
                        return Found::Field(at + 1);
                    }
                    if of_name == Found::Nothing {
                        of_name = Found::Name(at + 1);
                    }
                }
            }
        }
        if of_name != Found::Nothing {
            return of_name;
        }
        let named = self.entries.iter().position(|entry| entry.parts().0 == name);
        named.map_or(Found::Nothing, |at| Found::Name(STATIC.len() + at + 1))
    }
}

/// A hash to tell fields apart quickly (FNV-1a): those that collide are compared.
fn hash(name: &[u8], value: &[u8]) -> u32 {
    let step = |hash: u32, byte: &u8| (hash ^ u32::from(*byte)).wrapping_mul(0x0100_0193);
    name.iter().chain(value).fold(0x811c_9dc5, step)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_that_everyone_knows_are_found_by_their_number() {
        let table = Table::new(4096);
        for (at, (name, value)) in STATIC.iter().enumerate() {
            assert_eq!(table.get(at + 1), Some((name.as_bytes(), value.as_bytes())));
            assert_eq!(table.find(name.as_bytes(), value.as_bytes()), Found::Field(at + 1));
        }
        assert_eq!(table.find(b":status", b"201"), Found::Name(8));
        assert_eq!(table.find(b"x", b""), Found::Nothing);
        assert_eq!(table.find(&[b'x'; 100], b""), Found::Nothing);
        assert_eq!((table.get(0), table.get(62)), (None, None));
    }

    #[test]
    fn the_last_field_comes_first_and_the_oldest_goes() {
        let mut table = Table::new(3 * (OVERHEAD + 2));
        for name in [b"ax", b"bx", b"cx", b"dx"] {
            table.insert(name, 1);
        }
        assert_eq!(table.get(62), Some((&b"d"[..], &b"x"[..])));
        assert_eq!((table.find(b"a", b"x"), table.get(65)), (Found::Nothing, None));
        assert_eq!(
            (table.find(b"b", b"x"), table.find(b"b", b"y")),
            (Found::Field(64), Found::Name(64))
        );
        table.resize(OVERHEAD + 2);
        assert_eq!(table.find(b"d", b"x"), Found::Field(62));
        assert_eq!(table.get(63), None);
        // One that cannot fit takes the others with it.
        table.insert(b"long", 2);
        assert_eq!((table.get(62), table.size), (None, 0));
    }
}
