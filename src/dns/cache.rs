//! Addresses that were found, kept for as long as the script wants (`dns_cache_expire`, `dns_cache_capacity`).
//!
//! It belongs to the thread that runs the script. A full cache forgets what it would have forgotten first.

use std::cell::RefCell;
use std::collections::HashMap;
use std::net::IpAddr;
use std::time::Duration;

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
    found: HashMap<(String, Family), Found>,
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
    CACHE.with_borrow_mut(|cache| cache.found.clear());
}

/// The address of a name, if it is known at the time `now`.
pub fn get(name: &str, family: Family, now: Duration) -> Option<IpAddr> {
    let key = (name.to_ascii_lowercase(), family);
    CACHE.with_borrow(|cache| {
        cache.found.get(&key).filter(|found| found.until > now).map(|found| found.address)
    })
}

/// Keeps the address of a name that was found at the time `now`.
pub fn put(name: &str, family: Family, address: IpAddr, now: Duration) {
    CACHE.with_borrow_mut(|cache| cache.put((name.to_ascii_lowercase(), family), address, now));
}

impl Cache {
    fn put(&mut self, key: (String, Family), address: IpAddr, now: Duration) {
        if self.keeping.capacity == 0 {
            return;
        }
        if self.found.len() >= self.keeping.capacity && !self.found.contains_key(&key) {
            self.found.retain(|_, found| found.until > now);
        }
        while self.found.len() >= self.keeping.capacity && !self.found.contains_key(&key) {
            let first = self.found.iter().min_by_key(|(_, found)| found.until);
            let Some(first) = first.map(|(key, _)| key.clone()) else { break };
            self.found.remove(&first);
        }
        let until = self.keeping.time.map_or(Duration::MAX, |time| now.saturating_add(time));
        self.found.insert(key, Found { address, until });
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
