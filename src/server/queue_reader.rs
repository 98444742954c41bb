//! Takes tasks from a System V queue, which no reactor can wait for: a thread waits instead, and only while the task worker has nothing to do.
//!
//! ```text
//! loop: next() ─ there is one ──> run it, next() ...        thread: sleeps
//!           └─ there is none ──> ask the thread ──────────> waits in msgrcv(2), keeps what comes, rings
//! loop: rung <──────────────────────────────────────────────┘
//! ```
//!
//! So the thread holds one task at most, and that is the next to run: a worker that dies loses no more than the one. It never touches PHP.

use crate::log;
use crate::sys::message_queue::{Message, MessageQueue, Wait, Which};
use crate::sys::signal;
use parking_lot::{Condvar, Mutex};
use std::io::{self, Read, Write};
use std::os::fd::{AsRawFd, RawFd};
use std::os::unix::net::UnixStream;
use std::os::unix::thread::JoinHandleExt;
use std::sync::Arc;
use std::thread::{self, JoinHandle};
use std::time::Duration;

/// How often a thread that is to end is woken from its wait, until it has noticed.
const KNOCK_AGAIN: Duration = Duration::from_micros(500);

#[derive(Default)]
struct State {
    wanted: bool,
    ended: bool,
    got: Option<io::Result<Message>>,
}

struct Desk {
    state: Mutex<State>,
    changed: Condvar,
    queue: MessageQueue,
    which: Which,
    bell: UnixStream,
}

/// See the module's head.
pub struct QueueReader {
    desk: Arc<Desk>,
    rung: UnixStream,
    thread: Option<JoinHandle<()>>,
}

impl QueueReader {
    /// Starts the thread, which waits for nothing yet.
    ///
    /// # Errors
    /// When descriptors or threads run out.
    pub fn start(queue: MessageQueue, which: Which) -> io::Result<Self> {
        let (bell, rung) = UnixStream::pair()?;
        bell.set_nonblocking(true)?;
        rung.set_nonblocking(true)?;
        signal::let_interrupt()?;
        let desk =
            Arc::new(Desk { state: Mutex::default(), changed: Condvar::new(), queue, which, bell });
        let shared = Arc::clone(&desk);
        let thread = signal::spawn_without("queue".into(), move || {
            signal::take_interrupts();
            shared.serve();
        })?;
        Ok(Self { desk, rung, thread: Some(thread) })
    }

    /// What becomes readable when a task has come; [`QueueReader::next`] has it.
    pub fn rung(&self) -> RawFd {
        self.rung.as_raw_fd()
    }

    /// The next task. If there is none, the thread rings when one comes.
    pub fn next(&self) -> Option<Message> {
        while (&self.rung).read(&mut [0; 16]).is_ok_and(|bytes| bytes > 0) {}
        let mut state = self.desk.state.lock();
        if state.wanted {
            return None;
        }
        let got = state.got.take().unwrap_or_else(|| self.desk.take(Wait::No));
        match got {
            Ok(message) => return Some(message),
            Err(error) if error.raw_os_error() == Some(libc::ENOMSG) => {}
            Err(error) => {
                log::sys_warning(&error, format_args!("no more tasks can be taken from the queue"));
                return None;
            }
        }
        state.wanted = true;
        self.desk.changed.notify_one();
        None
    }

    /// Ends the thread. What it had taken at that moment is the caller's to run or to put back.
    pub fn stop(&mut self) -> Option<Message> {
        self.desk.state.lock().ended = true;
        self.desk.changed.notify_one();
        if let Some(thread) = self.thread.take() {
            while !thread.is_finished() {
                signal::interrupt(thread.as_pthread_t());
                thread::sleep(KNOCK_AGAIN);
            }
        }
        self.desk.state.lock().got.take()?.ok()
    }

    /// Puts a message back that [`QueueReader::stop`] gave, if there is room.
    pub fn put_back(&self, message: &Message) {
        if let Err(error) = self.desk.queue.send(message, Wait::No) {
            log::sys_warning(&error, format_args!("a task could not be put back into the queue"));
        }
    }
}

impl Desk {
    fn take(&self, wait: Wait) -> io::Result<Message> {
        let mut message = Message::default();
        self.queue.receive(self.which, usize::MAX, wait, &mut message).map(|()| message)
    }

    fn serve(&self) {
        loop {
            let mut state = self.state.lock();
            while !state.wanted && !state.ended {
                self.changed.wait(&mut state);
            }
            if state.ended {
                return;
            }
            drop(state);
            let got = self.take(Wait::UntilSignal);
            if got.as_ref().is_err_and(|error| error.kind() == io::ErrorKind::Interrupted) {
                continue;
            }
            let mut state = self.state.lock();
            state.got = Some(got);
            state.wanted = false;
            drop(state);
            // The loop takes it when it comes to it, should the ring have been one too many.
            let _ = (&self.bell).write(&[1]);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Queue(MessageQueue);

    impl Drop for Queue {
        fn drop(&mut self) {
            let _ = self.0.remove();
        }
    }

    fn queue() -> Queue {
        Queue(MessageQueue::open(libc::IPC_PRIVATE, 0o600).unwrap())
    }

    fn wait_for(reader: &QueueReader) -> Message {
        let deadline = std::time::Instant::now() + Duration::from_secs(5);
        loop {
            if let Some(message) = reader.next() {
                return message;
            }
            assert!(std::time::Instant::now() < deadline);
            thread::sleep(Duration::from_millis(1));
        }
    }

    #[test]
    fn what_is_there_comes_at_once_and_what_comes_later_rings() {
        let queue = queue();
        let mut reader = QueueReader::start(queue.0, Which::Any).unwrap();
        queue.0.send(&Message::new(1, b"first"), Wait::No).unwrap();
        assert_eq!(reader.next().unwrap().payload(), b"first");
        assert!(reader.next().is_none());
        queue.0.send(&Message::new(1, b"second"), Wait::No).unwrap();
        assert_eq!(wait_for(&reader).payload(), b"second");
        assert!(reader.stop().is_none());
    }

    #[test]
    fn a_reader_that_waits_can_be_stopped() {
        let queue = queue();
        let mut reader = QueueReader::start(queue.0, Which::Any).unwrap();
        assert!(reader.next().is_none());
        thread::sleep(Duration::from_millis(5));
        assert!(reader.stop().is_none());
        // Nobody takes it any more.
        queue.0.send(&Message::new(1, b"left"), Wait::No).unwrap();
        assert_eq!(queue.0.fill().unwrap().messages, 1);
    }
}
