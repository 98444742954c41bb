//! A value that many threads read and hardly anyone replaces, without a lock.
//!
//! The log's settings live in one: a lock could be held by another thread at the moment of a fork, and the child would
//! wait for ever. Replaced values are leaked, since a reader may still look at them: only for what changes a few times in
//! the life of a process.

use std::ptr;
use std::sync::atomic::{AtomicPtr, Ordering};

/// An atomic reference to a leaked `T`, or nothing yet.
pub struct Published<T: Send + Sync + 'static> {
    current: AtomicPtr<T>,
}

impl<T: Send + Sync + 'static> Published<T> {
    /// Nothing yet.
    pub const fn new() -> Self {
        Self { current: AtomicPtr::new(ptr::null_mut()) }
    }

    /// The value published last.
    pub fn get(&self) -> Option<&'static T> {
        // SAFETY: the pointer is null or came from `Box::leak` below, and nothing frees it or writes through it.
        unsafe { self.current.load(Ordering::Acquire).as_ref() }
    }

    /// Publishes `value`, for this process and those forked from now on.
    pub fn set(&self, value: T) {
        self.current.store(Box::leak(Box::new(value)), Ordering::Release);
    }
}

impl<T: Send + Sync + 'static> Default for Published<T> {
    fn default() -> Self {
        Self::new()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn readers_keep_what_they_read_and_see_the_newest_next_time() {
        let published = Published::new();
        assert_eq!(published.get(), None);
        published.set(String::from("first"));
        let first = published.get().unwrap();
        published.set(String::from("second"));
        assert_eq!((first.as_str(), published.get().unwrap().as_str()), ("first", "second"));
    }
}
