//! Addresses that were found, kept for as long as the script wants (`dns_cache_expire`, `dns_cache_capacity`).
//!
//! It belongs to the thread that runs the script. A full cache forgets what it would have forgotten first.

use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::HashMap;
use std::net::IpAddr;
use std::time::Duration;

use foldhash::fast::RandomState;

use super::Family;

/// How much is kept, and for how long.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Keeping {
    /// Names at most; 0 keeps nothing.
    pub capacity: usize,
    /// For how long; none is for ever.
    pub time: Option<Duration>,
}

impl Default for Keeping {
    fn default() -> Self {
        Self { capacity: 1000, time: Some(Duration::from_secs(60)) }
    }
}

#[derive(Default)]
struct Cache {
    keeping: Keeping,
    /// By name in lower case; one map for each family.
    found: [HashMap<String, Found, RandomState>; 2],
}

struct Found {
    address: IpAddr,
    until: Duration,
}

thread_local! {
    static CACHE: RefCell<Cache> = RefCell::default();
}

/// Sets what is kept from now on.
pub fn configure(keeping: Keeping) {
    CACHE.with_borrow_mut(|cache| cache.keeping = keeping);
}

/// What is kept.
pub fn keeping() -> Keeping {
    CACHE.with_borrow(|cache| cache.keeping)
}

/// Forgets everything.
pub fn clear() {
    CACHE.with_borrow_mut(|cache| cache.found.iter_mut().for_each(HashMap::clear));
}

/// The address of a name, if it is known at the time `now`.
pub fn get(name: &str, family: Family, now: Duration) -> Option<IpAddr> {
    CACHE.with_borrow(|cache| {
        let found = cache.found[family as usize].get(&*lower(name))?;
        (found.until > now).then_some(found.address)
    })
}

/// Keeps the address of a name that was found at the time `now`.
pub fn put(name: &str, family: Family, address: IpAddr, now: Duration) {
    CACHE.with_borrow_mut(|cache| cache.put(lower(name).into_owned(), family, address, now));
}

/// Names are the same whatever the case of their letters (RFC 4343).
fn lower(name: &str) -> Cow<'_, str> {
    if name.bytes().any(|byte| byte.is_ascii_uppercase()) {
        name.to_ascii_lowercase().into()
    } else {
        name.into()
    }
}

impl Cache {
    fn put(&mut self, name: String, family: Family, address: IpAddr, now: Duration) {
        if self.keeping.capacity == 0 {
            return;
        }
        if !self.found[family as usize].contains_key(&name) {
            self.make_room(now);
        }
        let until = self.keeping.time.map_or(Duration::MAX, |time| now.saturating_add(time));
        self.found[family as usize].insert(name, Found { address, until });
    }

    fn make_room(&mut self, now: Duration) {
        let is_full = |this: &Self| {
            this.found.iter().map(HashMap::len).sum::<usize>() >= this.keeping.capacity
        };
        if is_full(self) {
            self.found.iter_mut().for_each(|found| found.retain(|_, found| found.until > now));
        }
        while is_full(self) {
            let all = self.found.iter().enumerate();
            let first = all
                .flat_map(|(place, found)| {
                    found.iter().map(move |(name, found)| (place, name, found))
                })
                .min_by_key(|(_, _, found)| found.until);
            let Some((place, name)) = first.map(|(place, name, _)| (place, name.clone())) else {
                break;
            };
            self.found[place].remove(&name);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const A: IpAddr = IpAddr::V4(std::net::Ipv4Addr::new(192, 0, 2, 1));

    fn at(seconds: u64) -> Duration {
        Duration::from_secs(seconds)
    }

    #[test]
    fn an_address_is_believed_for_its_time() {
        put("Example.com", Family::V4, A, at(5));
        assert_eq!(get("example.COM", Family::V4, at(64)), Some(A));
        assert_eq!(get("example.com", Family::V6, at(5)), None);
        assert_eq!(get("example.com", Family::V4, at(65)), None);
        clear();
        assert_eq!(get("example.com", Family::V4, at(5)), None);
    }

    #[test]
    fn a_full_cache_forgets_what_it_would_have_forgotten_first() {
        configure(Keeping { capacity: 2, time: Some(at(10)) });
        put("one", Family::V4, A, at(0));
        put("two", Family::V4, A, at(1));
        put("one", Family::V4, A, at(2));
        put("three", Family::V4, A, at(3));
        let known = |name| get(name, Family::V4, at(4)).is_some();
        assert!(known("one") && !known("two") && known("three"));
    }

    #[test]
    fn a_cache_without_room_keeps_nothing_and_one_without_time_keeps_for_ever() {
        configure(Keeping { capacity: 0, time: Some(at(10)) });
        put("one", Family::V4, A, at(0));
        assert_eq!(get("one", Family::V4, at(0)), None);
        configure(Keeping { capacity: 1, time: None });
        put("one", Family::V4, A, at(0));
        assert_eq!(get("one", Family::V4, at(1 << 40)), Some(A));
    }
}
