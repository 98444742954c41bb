//! The pipe of a process: a pair of connected unix sockets, made before the fork, so that whoever is forked later holds both ends.
//!
//! The end called *master* is for whoever made the process, *worker* for the process itself. What one has written waits in the kernel also when
//! its writer or its reader has died: a successor goes on reading. A datagram pair keeps messages apart, a stream pair does not.
//!
//! A call is one system call as a rule, also if it has to wait. Only where the socket is in non-blocking mode (an event loop watches it) or
//! time is limited does a call that cannot be served at once ask poll(2).

use nix::errno::Errno;
use nix::poll::{PollFd, PollFlags, PollTimeout, poll};
use nix::sys::socket::{
    AddressFamily, MsgFlags, Shutdown, SockFlag, SockType, recv, send, shutdown, socketpair,
};
use std::cell::{Cell, RefCell};
use std::io;
use std::os::fd::{AsFd, AsRawFd, BorrowedFd, OwnedFd, RawFd};
use std::rc::Rc;
use std::time::{Duration, Instant};

/// Bytes that each direction holds, as far as the system lets it.
const BUFFER: usize = 8 * 1024 * 1024;

/// How data is kept apart.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Style {
    /// Not at all: bytes follow bytes.
    Stream,
    /// What was written at once is read at once.
    Datagram,
}

/// One of the two ends.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Side {
    /// The end of whoever made the process.
    Master,
    /// The end of the process.
    Worker,
}

/// Both ends, as far as this process still has them. Every process that inherits a pipe has mode and time limit of its own.
#[derive(Debug)]
pub struct Pipe {
    style: Style,
    master: RefCell<Option<Rc<OwnedFd>>>,
    worker: RefCell<Option<Rc<OwnedFd>>>,
    blocking: Cell<bool>,
    timeout: Cell<Option<Duration>>,
}

impl Pipe {
    /// Makes a pipe.
    ///
    /// # Errors
    /// When descriptors or memory run out.
    pub fn new(style: Style) -> io::Result<Self> {
        let kind = match style {
            Style::Stream => SockType::Stream,
            Style::Datagram => SockType::Datagram,
        };
        let (master, worker) = socketpair(AddressFamily::Unix, kind, None, SockFlag::SOCK_CLOEXEC)?;
        for end in [&worker, &master] {
            // The kernel caps it without an error.
            socket2::SockRef::from(end).set_send_buffer_size(BUFFER)?;
        }
        Ok(Self {
            style,
            master: RefCell::new(Some(Rc::new(master))),
            worker: RefCell::new(Some(Rc::new(worker))),
            blocking: Cell::new(true),
            timeout: Cell::new(None),
        })
    }

    /// How data is kept apart.
    pub fn style(&self) -> Style {
        self.style
    }

    fn slot(&self, side: Side) -> &RefCell<Option<Rc<OwnedFd>>> {
        match side {
            Side::Master => &self.master,
            Side::Worker => &self.worker,
        }
    }

    /// An end, if this process has not closed it.
    pub fn end(&self, side: Side) -> Option<Rc<OwnedFd>> {
        self.slot(side).borrow().clone()
    }

    /// The number of an end.
    pub fn fd(&self, side: Side) -> Option<RawFd> {
        self.end(side).map(|end| end.as_raw_fd())
    }

    /// Whether calls wait (they do at first).
    pub fn set_blocking(&self, blocking: bool) {
        self.blocking.set(blocking);
    }

    /// How long a call waits at most; `None`: for ever.
    pub fn set_timeout(&self, timeout: Option<Duration>) {
        self.timeout.set(timeout);
    }

    /// Closes this process's copy of an end; says whether it was there.
    pub fn close(&self, side: Side) -> bool {
        self.slot(side).take().is_some()
    }

    /// Ends one direction for all processes that have this end.
    ///
    /// # Errors
    /// `EBADF` if the end is closed here.
    pub fn shut(&self, side: Side, direction: Shutdown) -> io::Result<()> {
        let end = self.open(side)?;
        Ok(shutdown(end.as_raw_fd(), direction)?)
    }

    /// Writes all of `bytes` and waits for room for that. Returns their number; less if a stream took only a part before it failed or the time was up.
    ///
    /// # Errors
    /// `WouldBlock` if there is no room and it shall not wait, `TimedOut`, `EMSGSIZE` for more than a datagram can have, `EPIPE` if nobody
    /// can read it, `EBADF` if the end is closed here.
    pub fn write(&self, side: Side, bytes: &[u8]) -> io::Result<usize> {
        let end = self.open(side)?;
        let mut done = 0;
        while done < bytes.len() {
            let flags = MsgFlags::MSG_NOSIGNAL | self.flags();
            let sent = self.waiting(end.as_fd(), PollFlags::POLLOUT, || {
                send(end.as_raw_fd(), &bytes[done..], flags)
            });
            match sent {
                Ok(sent) => done += sent,
                Err(_) if done > 0 => break,
                Err(error) => return Err(error),
            }
        }
        Ok(done)
    }

    /// Reads what is there, at most as much as `buffer` holds, and waits for it. 0 at the end of a stream. A datagram that is longer loses its end.
    ///
    /// # Errors
    /// `WouldBlock` if there is nothing and it shall not wait, `TimedOut`, `EBADF` if the end is closed here.
    pub fn read(&self, side: Side, buffer: &mut [u8]) -> io::Result<usize> {
        let end = self.open(side)?;
        let flags = self.flags();
        self.waiting(end.as_fd(), PollFlags::POLLIN, || recv(end.as_raw_fd(), buffer, flags))
    }

    /// Reads what is there, whatever the mode, without waiting. As [`Pipe::read`] otherwise.
    ///
    /// # Errors
    /// As [`Pipe::read`].
    pub fn try_read(&self, side: Side, buffer: &mut [u8]) -> io::Result<usize> {
        let end = self.open(side)?;
        loop {
            match recv(end.as_raw_fd(), buffer, MsgFlags::MSG_DONTWAIT) {
                Err(Errno::EINTR) => {}
                read => return Ok(read?),
            }
        }
    }

    /// Writes a datagram without waiting, whatever the mode.
    ///
    /// # Errors
    /// As [`Pipe::write`].
    pub fn try_write(&self, side: Side, bytes: &[u8]) -> io::Result<usize> {
        let end = self.open(side)?;
        let flags = MsgFlags::MSG_NOSIGNAL | MsgFlags::MSG_DONTWAIT;
        loop {
            match send(end.as_raw_fd(), bytes, flags) {
                Err(Errno::EINTR) => {}
                sent => return Ok(sent?),
            }
        }
    }

    fn open(&self, side: Side) -> io::Result<Rc<OwnedFd>> {
        self.end(side).ok_or_else(|| Errno::EBADF.into())
    }

    /// The kernel may wait for us only if there is no other limit.
    fn flags(&self) -> MsgFlags {
        if self.blocking.get() && self.timeout.get().is_none() {
            MsgFlags::empty()
        } else {
            MsgFlags::MSG_DONTWAIT
        }
    }

    /// Calls until it is served.
    fn waiting(
        &self,
        end: BorrowedFd<'_>,
        wanted: PollFlags,
        mut call: impl FnMut() -> nix::Result<usize>,
    ) -> io::Result<usize> {
        let mut deadline = None;
        loop {
            match call() {
                Err(Errno::EINTR) => {}
                Err(Errno::EAGAIN) if self.blocking.get() => {
                    let limit = self.timeout.get();
                    let deadline =
                        *deadline.get_or_insert_with(|| limit.map(|limit| Instant::now() + limit));
                    wait_until_ready(end, wanted, deadline)?;
                }
                other => return Ok(other?),
            }
        }
    }
}

fn wait_until_ready(
    end: BorrowedFd<'_>,
    wanted: PollFlags,
    deadline: Option<Instant>,
) -> io::Result<()> {
    loop {
        let timeout = match deadline {
            None => PollTimeout::NONE,
            Some(deadline) => {
                let left = deadline.saturating_duration_since(Instant::now());
                // Rounded up, so that it does not turn on the spot at the end.
                let millis = left.as_nanos().div_ceil(1_000_000);
                PollTimeout::try_from(millis.min(i32::MAX as u128) as i32)
                    .unwrap_or(PollTimeout::MAX)
            }
        };
        match poll(&mut [PollFd::new(end, wanted)], timeout) {
            Ok(0) if deadline.is_some_and(|deadline| Instant::now() >= deadline) => {
                return Err(io::ErrorKind::TimedOut.into());
            }
            Ok(0) | Err(Errno::EINTR) => {}
            other => return other.map(|_| ()).map_err(Into::into),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use Side::{Master, Worker};
    use std::thread;

    fn text(pipe: &Pipe, side: Side) -> Vec<u8> {
        let mut buffer = [0; 100];
        let read = pipe.read(side, &mut buffer).unwrap();
        buffer[..read].to_vec()
    }

    #[test]
    fn datagrams_keep_boundaries_and_order_and_a_stream_does_not() {
        for (style, expected) in
            [(Style::Datagram, &["ab", "cde"][..]), (Style::Stream, &["abcde"])]
        {
            let pipe = Pipe::new(style).unwrap();
            assert_eq!(pipe.write(Master, b"ab").unwrap(), 2);
            assert_eq!(pipe.write(Master, b"cde").unwrap(), 3);
            for part in expected {
                assert_eq!(text(&pipe, Worker), part.as_bytes());
            }
            assert_eq!(pipe.write(Worker, b"back").unwrap(), 4);
            assert_eq!(text(&pipe, Master), b"back");
        }
    }

    #[test]
    fn calls_that_cannot_be_served_end_as_asked() {
        let pipe = Pipe::new(Style::Datagram).unwrap();
        let mut buffer = [0; 10];
        pipe.set_timeout(Some(Duration::from_millis(5)));
        let late = pipe.read(Master, &mut buffer).unwrap_err();
        assert_eq!(late.kind(), io::ErrorKind::TimedOut);
        pipe.set_blocking(false);
        let none = pipe.read(Master, &mut buffer).unwrap_err();
        assert_eq!(none.kind(), io::ErrorKind::WouldBlock);
        let full = loop {
            if let Err(error) = pipe.write(Master, &[0; 60_000]) {
                break error;
            }
        };
        assert_eq!(full.kind(), io::ErrorKind::WouldBlock);
        pipe.set_blocking(true);
        let late = pipe.write(Master, &[0; 60_000]).unwrap_err();
        assert_eq!(late.kind(), io::ErrorKind::TimedOut);
    }

    #[test]
    fn a_long_write_waits_for_room_also_where_an_event_loop_has_made_the_socket_non_blocking() {
        for watched in [false, true] {
            let pipe = Pipe::new(Style::Stream).unwrap();
            let reader = pipe.end(Worker).unwrap().try_clone().unwrap();
            let stream = std::os::unix::net::UnixStream::from(
                pipe.end(Master).unwrap().try_clone().unwrap(),
            );
            stream.set_nonblocking(watched).unwrap();
            let length = 20_000_000;
            let reading = thread::spawn(move || {
                let (mut total, mut buffer) = (0, vec![0; 65_536]);
                while total < length {
                    total += nix::unistd::read(&reader, &mut buffer).unwrap();
                }
                total
            });
            assert_eq!(pipe.write(Master, &vec![7; length]).unwrap(), length);
            assert_eq!(reading.join().unwrap(), length);
        }
    }

    #[test]
    fn a_closed_end_is_gone_here_and_the_other_sees_the_end() {
        let pipe = Pipe::new(Style::Stream).unwrap();
        pipe.write(Master, b"last").unwrap();
        assert!(pipe.close(Master));
        assert!(!pipe.close(Master));
        assert_eq!(pipe.fd(Master), None);
        assert_eq!(pipe.write(Master, b"x").unwrap_err().raw_os_error(), Some(libc::EBADF));
        assert_eq!(text(&pipe, Worker), b"last");
        assert_eq!(text(&pipe, Worker), b"");
        assert_eq!(pipe.write(Worker, b"x").unwrap_err().raw_os_error(), Some(libc::EPIPE));
    }

    #[test]
    fn one_direction_can_be_ended_alone() {
        let pipe = Pipe::new(Style::Stream).unwrap();
        pipe.shut(Master, Shutdown::Write).unwrap();
        assert_eq!(text(&pipe, Worker), b"");
        pipe.write(Worker, b"still").unwrap();
        assert_eq!(text(&pipe, Master), b"still");
    }

    #[test]
    fn more_than_a_datagram_can_have_is_refused() {
        let pipe = Pipe::new(Style::Datagram).unwrap();
        let refused = pipe.write(Master, &vec![0; 64 * 1024 * 1024]).unwrap_err();
        assert_eq!(refused.raw_os_error(), Some(libc::EMSGSIZE));
    }
}
