//! System V message queues: msgget(2), msgsnd(2), msgrcv(2), msgctl(2), ftok(3).
//!
//! `Swoole\Process` (`useQueue`), pools and task queues stand on it. A queue belongs to the system: it outlives every process, keeps its
//! messages, and any program that knows its key may put messages in or take them out. So what is received is to be distrusted like what
//! comes from a network.
//!
//! A message is a positive number, its kind, and bytes. No queue can be waited for by the reactor: whoever receives blocks, or asks again.

use std::io;
use std::mem::MaybeUninit;
use std::path::Path;
use std::{ffi::CString, os::unix::ffi::OsStrExt};

/// The number before the bytes, as the kernel wants it.
const HEAD: usize = size_of::<libc::c_long>();

/// A queue, known by the system's number for it. Dropping it does not remove the queue.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct MessageQueue {
    id: i32,
}

/// What a call does that cannot be served at once.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Wait {
    /// It waits until it is, whatever signals come.
    Forever,
    /// It waits, and fails with `Interrupted` when a handler for a signal has run.
    UntilSignal,
    /// It fails: with `WouldBlock` if the queue is full, with `ENOMSG` if there is no message.
    No,
}

/// Which message is taken next.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Which {
    /// The oldest of all.
    Any,
    /// The oldest of this kind.
    Kind(i64),
}

/// How full a queue is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Fill {
    /// Messages in it.
    pub messages: u64,
    /// Their bytes.
    pub bytes: u64,
    /// How many bytes it takes at most.
    pub capacity: u64,
}

/// A message's kind and bytes, in one piece of memory that is used again and again.
#[derive(Clone, Default)]
pub struct Message {
    /// Empty, or at least [`HEAD`] long.
    raw: Vec<u8>,
}

impl Message {
    /// A message to be sent; `kind` is positive.
    pub fn new(kind: i64, payload: &[u8]) -> Self {
        let mut message = Self { raw: Vec::with_capacity(HEAD + payload.len()) };
        message.begin(kind);
        message.append(payload);
        message
    }

    /// Makes it an empty message of this kind.
    pub fn begin(&mut self, kind: i64) {
        self.raw.clear();
        self.raw.extend_from_slice(&(kind as libc::c_long).to_ne_bytes());
    }

    /// Adds bytes at its end, after [`Message::begin`].
    pub fn append(&mut self, bytes: &[u8]) {
        debug_assert!(self.raw.len() >= HEAD, "the message has begun");
        self.raw.extend_from_slice(bytes);
    }

    /// Its kind; 0 of one that was neither begun nor received.
    pub fn kind(&self) -> i64 {
        self.raw.first_chunk().map_or(0, |head| libc::c_long::from_ne_bytes(*head))
    }

    /// Its bytes.
    pub fn payload(&self) -> &[u8] {
        self.raw.get(HEAD..).unwrap_or_default()
    }
}

impl MessageQueue {
    /// The queue of `key`, made with these `permissions` (`0o600`, ...) if there is none. Key 0 makes a new one that no key leads to.
    ///
    /// # Errors
    /// `EACCES`, `ENOSPC` when the system has no room for another queue, `ENOMEM`.
    pub fn open(key: i32, permissions: u32) -> io::Result<Self> {
        Self::get(key, libc::IPC_CREAT | permissions as i32)
    }

    /// The queue of `key`, which must be there.
    ///
    /// # Errors
    /// `NotFound`, `EACCES`.
    pub fn existing(key: i32) -> io::Result<Self> {
        Self::get(key, 0)
    }

    fn get(key: i32, flags: i32) -> io::Result<Self> {
        // SAFETY: takes no pointer.
        let id = checked(unsafe { libc::msgget(key, flags) } as isize)?;
        Ok(Self { id: id as i32 })
    }

    /// The system's number for it, as `ipcs -q` shows it.
    pub fn id(self) -> i32 {
        self.id
    }

    /// Puts a message in.
    ///
    /// # Errors
    /// `InvalidInput` for a kind below 1, `EMSGSIZE` for more than [`largest_message`] or the whole capacity, `WouldBlock`, `Interrupted`; `EIDRM` or
    /// `EINVAL` if the queue has been removed, `EACCES`.
    pub fn send(self, message: &Message, wait: Wait) -> io::Result<()> {
        if message.kind() < 1 {
            let text = format!("the kind of a message must be positive, {} given", message.kind());
            return Err(io::Error::new(io::ErrorKind::InvalidInput, text));
        }
        let length = message.payload().len();
        if length > largest_message() {
            return Err(io::Error::from_raw_os_error(libc::EMSGSIZE));
        }
        let put = |wait: Wait| {
            // SAFETY: the message begins with its kind, and `length` bytes follow it.
            checked(unsafe {
                libc::msgsnd(self.id, message.raw.as_ptr().cast(), length, wait.flags())
            } as isize)
            .map(|_| ())
        };
        match put(Wait::No) {
            Err(error) if error.kind() == io::ErrorKind::WouldBlock => {
                // One that the queue could never take would be waited for without an end.
                if length as u64 > self.fill()?.capacity {
                    return Err(io::Error::from_raw_os_error(libc::EMSGSIZE));
                }
                if wait == Wait::No { Err(error) } else { retrying(wait, || put(wait)) }
            }
            done => done,
        }
    }

    /// Takes a message of at most `limit` bytes out.
    ///
    /// # Errors
    /// `E2BIG` if the next one is longer, which stays in the queue; `ENOMSG` if there is none and it shall not wait, `Interrupted`; `EIDRM` or
    /// `EINVAL` if the queue has been removed, `EACCES`. The message is empty then.
    pub fn receive(
        self,
        which: Which,
        limit: usize,
        wait: Wait,
        message: &mut Message,
    ) -> io::Result<()> {
        message.raw.clear();
        // Nobody can have put in more, so no more room is needed either.
        let limit = limit.min(largest_message());
        message.raw.reserve(HEAD + limit);
        let kind = match which {
            Which::Any => 0,
            Which::Kind(kind) => kind as libc::c_long,
        };
        let room = message.raw.as_mut_ptr();
        let length = retrying(wait, || {
            // SAFETY: there is room for the kind and `limit` bytes.
            checked(unsafe { libc::msgrcv(self.id, room.cast(), limit, kind, wait.flags()) })
        })?;
        // SAFETY: the kernel has written the kind and that many bytes.
        unsafe { message.raw.set_len(HEAD + length) };
        Ok(())
    }

    /// How full it is.
    ///
    /// # Errors
    /// `EIDRM` or `EINVAL` if it has been removed, `EACCES`.
    pub fn fill(self) -> io::Result<Fill> {
        let found = self.stat()?;
        Ok(Fill { messages: found.msg_qnum, bytes: found.__msg_cbytes, capacity: found.msg_qbytes })
    }

    /// Sets how many bytes it takes.
    ///
    /// # Errors
    /// `EPERM` for more than the system's default (`/proc/sys/kernel/msgmnb`) without the privilege, or for a queue of another user; as
    /// [`MessageQueue::fill`].
    pub fn set_capacity(self, bytes: u64) -> io::Result<()> {
        let mut wanted = self.stat()?;
        wanted.msg_qbytes = bytes as libc::msglen_t;
        // SAFETY: the structure is filled, and only read.
        checked(unsafe { libc::msgctl(self.id, libc::IPC_SET, &raw mut wanted) } as isize)
            .map(|_| ())
    }

    /// Removes it with all its messages. Whoever waits for it fails with `EIDRM`.
    ///
    /// # Errors
    /// `EPERM` for a queue of another user; as [`MessageQueue::fill`].
    pub fn remove(self) -> io::Result<()> {
        // SAFETY: this command takes no structure.
        checked(unsafe { libc::msgctl(self.id, libc::IPC_RMID, std::ptr::null_mut()) } as isize)
            .map(|_| ())
    }

    fn stat(self) -> io::Result<libc::msqid_ds> {
        let mut found = MaybeUninit::<libc::msqid_ds>::uninit();
        // SAFETY: the kernel fills the structure if it reports success.
        unsafe {
            checked(libc::msgctl(self.id, libc::IPC_STAT, found.as_mut_ptr()) as isize)?;
            Ok(found.assume_init())
        }
    }
}

impl Wait {
    fn flags(self) -> libc::c_int {
        if self == Self::No { libc::IPC_NOWAIT } else { 0 }
    }
}

/// The key that stands for an existing file and a number of 8 bits.
///
/// # Errors
/// The file's: `NotFound`, ...
pub fn key_of(path: &Path, project: u8) -> io::Result<i32> {
    let path = CString::new(path.as_os_str().as_bytes())?;
    // SAFETY: the path is a C string.
    let key = unsafe { libc::ftok(path.as_ptr(), project.into()) };
    if key == -1 { Err(io::Error::last_os_error()) } else { Ok(key) }
}

/// How many bytes the system lets one message have (`/proc/sys/kernel/msgmax`), as it was when first asked.
pub fn largest_message() -> usize {
    use std::sync::OnceLock;
    static LIMIT: OnceLock<usize> = OnceLock::new();
    *LIMIT.get_or_init(|| {
        let text = std::fs::read_to_string("/proc/sys/kernel/msgmax").unwrap_or_default();
        text.trim().parse().unwrap_or(DEFAULT_LARGEST)
    })
}

/// What the kernel starts with.
const DEFAULT_LARGEST: usize = 8192;

fn checked(result: isize) -> io::Result<usize> {
    usize::try_from(result).map_err(|_| io::Error::last_os_error())
}

/// Calls again after a signal, if that is to go unnoticed.
fn retrying<T>(wait: Wait, mut call: impl FnMut() -> io::Result<T>) -> io::Result<T> {
    loop {
        match call() {
            Err(error)
                if error.kind() == io::ErrorKind::Interrupted && wait != Wait::UntilSignal => {}
            other => return other,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::thread;

    /// A queue of the test's own, removed at its end.
    struct Mine(MessageQueue);

    impl Mine {
        fn new() -> Self {
            Self(MessageQueue::open(libc::IPC_PRIVATE, 0o600).unwrap())
        }
    }

    impl Drop for Mine {
        fn drop(&mut self) {
            let _ = self.0.remove();
        }
    }

    fn take(queue: MessageQueue, which: Which) -> io::Result<(i64, Vec<u8>)> {
        let mut message = Message::default();
        queue.receive(which, 65_536, Wait::No, &mut message)?;
        Ok((message.kind(), message.payload().to_vec()))
    }

    fn errno<T: std::fmt::Debug>(result: io::Result<T>) -> i32 {
        result.unwrap_err().raw_os_error().unwrap()
    }

    #[test]
    fn messages_come_out_in_order_or_by_their_kind() {
        let queue = Mine::new();
        for (kind, text) in [(1, "first"), (7, "second"), (1, "third"), (7, "")] {
            queue.0.send(&Message::new(kind, text.as_bytes()), Wait::No).unwrap();
        }
        let fill = queue.0.fill().unwrap();
        assert_eq!((fill.messages, fill.bytes), (4, 16));
        assert_eq!(take(queue.0, Which::Kind(7)).unwrap(), (7, b"second".to_vec()));
        assert_eq!(take(queue.0, Which::Any).unwrap(), (1, b"first".to_vec()));
        assert_eq!(take(queue.0, Which::Any).unwrap(), (1, b"third".to_vec()));
        assert_eq!(take(queue.0, Which::Any).unwrap(), (7, b"".to_vec()));
        assert_eq!(errno(take(queue.0, Which::Any)), libc::ENOMSG);
    }

    #[test]
    fn a_key_leads_to_the_same_queue_until_it_is_removed() {
        let key = key_of(&std::env::current_exe().unwrap(), 200).unwrap();
        let queue = MessageQueue::open(key, 0o600).unwrap();
        queue.send(&Message::new(1, b"kept"), Wait::No).unwrap();
        let again = MessageQueue::existing(key).unwrap();
        assert_eq!(again, queue);
        assert_eq!(take(again, Which::Any).unwrap().1, b"kept");
        again.remove().unwrap();
        assert_eq!(MessageQueue::existing(key).unwrap_err().kind(), io::ErrorKind::NotFound);
        assert!(queue.fill().is_err());
        assert!(queue.send(&Message::new(1, b""), Wait::No).is_err());
    }

    #[test]
    fn a_full_queue_blocks_or_says_so() {
        let queue = Mine::new();
        queue.0.set_capacity(100).unwrap();
        assert_eq!(queue.0.fill().unwrap().capacity, 100);
        let message = Message::new(1, &[b'x'; 60]);
        queue.0.send(&message, Wait::No).unwrap();
        assert_eq!(queue.0.send(&message, Wait::No).unwrap_err().kind(), io::ErrorKind::WouldBlock);
        let id = queue.0;
        let sender = thread::spawn(move || id.send(&Message::new(2, &[b'y'; 60]), Wait::Forever));
        assert_eq!(take(queue.0, Which::Any).unwrap().0, 1);
        sender.join().unwrap().unwrap();
        assert_eq!(take(queue.0, Which::Any).unwrap().0, 2);
    }

    #[test]
    fn what_the_queue_can_never_take_is_refused_at_once() {
        let queue = Mine::new();
        let long = vec![0; largest_message() + 1];
        assert_eq!(errno(queue.0.send(&Message::new(1, &long), Wait::Forever)), libc::EMSGSIZE);
        queue.0.set_capacity(100).unwrap();
        let message = Message::new(1, &[0; 101]);
        assert_eq!(errno(queue.0.send(&message, Wait::Forever)), libc::EMSGSIZE);
        for kind in [0, -1] {
            let refused = queue.0.send(&Message::new(kind, b""), Wait::No).unwrap_err();
            assert_eq!(refused.kind(), io::ErrorKind::InvalidInput);
        }
        let unborn = queue.0.send(&Message::default(), Wait::No).unwrap_err();
        assert_eq!(unborn.kind(), io::ErrorKind::InvalidInput);
    }

    #[test]
    fn a_message_longer_than_the_limit_stays() {
        let queue = Mine::new();
        queue.0.send(&Message::new(1, b"twelve bytes"), Wait::No).unwrap();
        let mut message = Message::new(9, b"old");
        let cut = queue.0.receive(Which::Any, 11, Wait::No, &mut message);
        assert_eq!(errno(cut), libc::E2BIG);
        assert_eq!((message.kind(), message.payload()), (0, &b""[..]));
        queue.0.receive(Which::Any, 12, Wait::No, &mut message).unwrap();
        assert_eq!(message.payload(), b"twelve bytes");
    }

    #[test]
    fn removing_the_queue_wakes_who_waits_for_a_message() {
        let queue = Mine::new();
        let id = queue.0;
        let waiter = thread::spawn(move || {
            id.receive(Which::Any, 10, Wait::Forever, &mut Message::default())
        });
        // Whether it waits already or comes too late, it fails.
        queue.0.remove().unwrap();
        assert!([libc::EIDRM, libc::EINVAL].contains(&errno(waiter.join().unwrap())));
    }

    #[test]
    fn a_signal_ends_only_a_wait_that_asks_for_that() {
        use nix::sys::signal::{SaFlags, SigAction, SigHandler, SigSet, Signal, sigaction};
        extern "C" fn nothing(_: libc::c_int) {}
        let quiet = SigAction::new(SigHandler::Handler(nothing), SaFlags::empty(), SigSet::empty());
        // SAFETY: the handler does nothing.
        unsafe { sigaction(Signal::SIGURG, &quiet) }.unwrap();
        // SAFETY: the thread is joined after the last signal.
        let disturb = |thread| unsafe { libc::pthread_kill(thread, libc::SIGURG) };
        let queue = Mine::new();
        for wait in [Wait::UntilSignal, Wait::Forever] {
            let (id, (tell, told)) = (queue.0, std::sync::mpsc::channel());
            let waiter = thread::spawn(move || {
                // SAFETY: asks for a number.
                tell.send(unsafe { libc::pthread_self() }).unwrap();
                id.receive(Which::Any, 10, wait, &mut Message::default())
            });
            let thread = told.recv().unwrap();
            if wait == Wait::UntilSignal {
                while !waiter.is_finished() {
                    disturb(thread);
                    thread::yield_now();
                }
                assert_eq!(waiter.join().unwrap().unwrap_err().kind(), io::ErrorKind::Interrupted);
            } else {
                for _ in 0..100 {
                    disturb(thread);
                    thread::yield_now();
                }
                queue.0.send(&Message::new(3, b"x"), Wait::No).unwrap();
                waiter.join().unwrap().unwrap();
            }
        }
    }
}
