//! The System V queue that tasks travel through in `task_ipc_mode` 2 and 3, and how a task is written into a message.
//!
//! ```text
//! | mark, 4 bytes | form u8 | flags u8 | from u16 | number u64 | time u64 | payload, or the number of a shared segment i32 |
//! ```
//!
//! The kind of a message is the number of its task worker, from 1. In mode 3 any task worker takes the oldest one, whatever its kind. Other programs may
//! put tasks in too (`Swoole\Server\Task::pack()` writes them), so whatever comes out is looked at before it is believed.

use super::task::{TaskHead, flag};
use crate::error::Failure;
use crate::ids::ActorId;
use crate::settings::ServerSettings;
use crate::sys::last_will::LastWill;
use crate::sys::message_queue::{Fill, Message, MessageQueue, Wait, Which, largest_message};
use crate::sys::shared_segment;
use std::io;
use std::thread::sleep;
use std::time::Duration;

const MARK: &[u8; 4] = b"swT1";
const INLINE: u8 = 0;
const SEGMENT: u8 = 1;
/// Bytes before the payload.
const HEAD: usize = 24;
/// The longest packed task; longer payloads go to a segment of shared memory. So far the kernel's own limit for a message is higher.
const PACKED_MAX: usize = 8000;
/// How often somebody who finds the queue full looks again.
const FULL_PAUSE: Duration = Duration::from_micros(100);

/// Whoever put a task into the queue from outside of the server.
pub const STRANGER: ActorId = ActorId(u16::MAX);

/// Writes a task as it lies in a queue. `permissions` are those of the segment for a long payload.
///
/// # Errors
/// When the system has no room for a segment.
pub fn pack(head: &TaskHead, payload: &[u8], permissions: u32) -> io::Result<Vec<u8>> {
    let limit = PACKED_MAX.min(largest_message());
    let long = HEAD + payload.len() > limit;
    let mut packed = Vec::with_capacity(if long { HEAD + 4 } else { HEAD + payload.len() });
    packed.extend_from_slice(MARK);
    packed.extend_from_slice(&[if long { SEGMENT } else { INLINE }, head.flags]);
    packed.extend_from_slice(&head.from.0.to_ne_bytes());
    packed.extend_from_slice(&head.id.to_ne_bytes());
    packed.extend_from_slice(&head.time.to_ne_bytes());
    if long {
        packed.extend_from_slice(&shared_segment::put(payload, permissions)?.to_ne_bytes());
    } else {
        packed.extend_from_slice(payload);
    }
    Ok(packed)
}

/// Reads what [`pack`] has written. The segment of a long payload is gone then.
///
/// # Errors
/// `InvalidData` if it is not such; what reading the segment gives.
pub fn unpack(packed: &[u8]) -> io::Result<(TaskHead, Vec<u8>)> {
    let bad = || io::Error::new(io::ErrorKind::InvalidData, "not a packed task");
    let (head, payload) = split(packed).ok_or_else(bad)?;
    let payload = match packed[MARK.len()] {
        INLINE => payload.to_vec(),
        _ => shared_segment::take(segment(packed).ok_or_else(bad)?)?,
    };
    Ok((head, payload))
}

fn split(packed: &[u8]) -> Option<(TaskHead, &[u8])> {
    let (head, payload) = packed.split_first_chunk::<HEAD>()?;
    let number = |at: usize| u64::from_ne_bytes([0, 1, 2, 3, 4, 5, 6, 7].map(|i| head[at + i]));
    if !head.starts_with(MARK) || head[4] > SEGMENT {
        return None;
    }
    let from = ActorId(u16::from_ne_bytes([head[6], head[7]]));
    Some((TaskHead { id: number(8), from, flags: head[5], time: number(16) }, payload))
}

/// The segment that a packed task's payload is in.
fn segment(packed: &[u8]) -> Option<i32> {
    let (_, payload) = split(packed)?;
    let number = payload.first_chunk().filter(|_| packed[MARK.len()] == SEGMENT)?;
    Some(i32::from_ne_bytes(*number))
}

/// See the module's head.
#[derive(Debug)]
pub struct TaskQueue {
    queue: MessageQueue,
    /// Any task worker takes any task.
    is_common: bool,
    /// It goes with the server.
    is_private: bool,
    permissions: u32,
}

impl TaskQueue {
    /// The queue that the settings ask for, if any. With a key, the queue and what is in it are there before and after the server.
    ///
    /// # Errors
    /// When the system has no room for another queue, or it is another user's.
    pub fn open(settings: &ServerSettings) -> io::Result<Option<Self>> {
        if settings.task_worker_num == 0 || settings.task_ipc_mode == 1 {
            return Ok(None);
        }
        // Workers that become another user have to get at what this one makes.
        let others = settings.user.is_some() || settings.group.is_some();
        let permissions = if others { 0o666 } else { 0o600 };
        let key = settings.message_queue_key;
        Ok(Some(Self {
            queue: MessageQueue::open(key.unwrap_or(libc::IPC_PRIVATE), permissions)?,
            is_common: settings.task_ipc_mode == 3,
            is_private: key.is_none(),
            permissions,
        }))
    }

    /// Whether any task worker takes any task (mode 3).
    pub fn is_common(&self) -> bool {
        self.is_common
    }

    /// The queue itself.
    pub fn queue(&self) -> MessageQueue {
        self.queue
    }

    /// What the task worker of that number takes.
    pub fn which(&self, number: u16) -> Which {
        if self.is_common { Which::Any } else { Which::Kind(kind(number)) }
    }

    /// Puts a task in for the task worker of that number. While the queue is full this asks `goes_on` whether to wait for room.
    ///
    /// # Errors
    /// The queue is full, gone, or there is no memory.
    pub fn put(
        &self,
        head: &TaskHead,
        payload: &[u8],
        number: u16,
        goes_on: impl Fn() -> bool,
    ) -> Result<(), Failure> {
        let failed = |error: io::Error| Failure::system("putting a task into the queue", &error);
        let packed = pack(head, payload, self.permissions).map_err(failed)?;
        let message = Message::new(kind(number), &packed);
        loop {
            match self.queue.send(&message, Wait::No) {
                Err(error) if error.kind() == io::ErrorKind::WouldBlock && goes_on() => {
                    sleep(FULL_PAUSE);
                }
                Err(error) => {
                    if let Some(id) = segment(&packed) {
                        shared_segment::remove(id);
                    }
                    return Err(failed(error));
                }
                Ok(()) => return Ok(()),
            }
        }
    }

    /// How full it is.
    pub fn fill(&self) -> Option<Fill> {
        self.queue.fill().ok()
    }

    /// What goes with the server: a queue of its own, and with it what nobody has taken.
    pub fn will(&self) -> Option<LastWill> {
        self.is_private.then(|| {
            let mut will = LastWill::default();
            will.add_queue(self.queue.id(), segment);
            will
        })
    }
}

fn kind(number: u16) -> i64 {
    i64::from(number) + 1
}

/// The head of a task that no process of the server hands out.
pub fn strangers_head(id: u64, serialized: bool, time: u64) -> TaskHead {
    let serialized = if serialized { flag::SERIALIZE } else { 0 };
    TaskHead { id, from: STRANGER, flags: flag::NOREPLY | flag::NONBLOCK | serialized, time }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_packed_task_of_any_length_is_unpacked() {
        for length in [0, 1, PACKED_MAX - HEAD, PACKED_MAX, 1 << 20] {
            let payload = vec![7; length];
            let head = strangers_head(5, length == 1, 99);
            let packed = pack(&head, &payload, 0o600).unwrap();
            assert!(packed.len() <= PACKED_MAX);
            assert_eq!(unpack(&packed).unwrap(), (head, payload));
        }
    }

    #[test]
    fn what_is_no_packed_task_is_refused() {
        let packed = pack(&strangers_head(1, true, 2), b"abc", 0o600).unwrap();
        for length in 0..HEAD {
            assert!(unpack(&packed[..length]).is_err());
        }
        assert!(unpack(&[b'x'; 100]).is_err());
        let mut segment = packed.clone();
        segment[4] = SEGMENT;
        assert!(unpack(&segment).is_err(), "too short for the number of a segment");
        segment.extend_from_slice(&i32::MAX.to_ne_bytes());
        assert!(unpack(&segment).is_err(), "no such segment");
        segment[4] = 9;
        assert!(unpack(&segment).is_err());
    }
}
