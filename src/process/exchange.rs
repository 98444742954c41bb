//! Questions from outside: a connection brings one message, gets one answer, and is closed. What a pool with sockets serves.
//!
//! Message and answer are a length (4 bytes, network byte order) and that many bytes. A client that is slow to ask or to take its answer costs nobody
//! else anything: the reactor waits for it. But a process takes no second connection while the first may still bring its message at any moment:
//! others of the pool may have time for it, and what this process has accepted is lost if its first message ends it.
//!
//! ```text
//! accept -> [length | message] -> Serve::message(.., Question) ... Question::answer -> [length | answer] -> close
//! ```

use crate::log;
use crate::net::listener::{AcceptError, Listener};
use crate::net::out_buffer::{OutBuffer, Progress};
use crate::reactor::{Handler, Interest, Lifetime, Reactor, Readiness, Token, Trigger};
use crate::timer::TimerId;
use std::cell::{Cell, RefCell};
use std::io;
use std::os::fd::{AsFd, AsRawFd, OwnedFd};
use std::rc::{Rc, Weak};
use std::time::Duration;

const HEAD: usize = 4;
/// Bytes read at once.
const READ: usize = 64 * 1024;
/// How long a new connection has to bring its message before the next one is accepted.
const PROMPT: Duration = Duration::from_millis(50);
/// How long nothing is accepted when descriptors have run out.
const PAUSE: Duration = Duration::from_millis(100);

/// Who answers.
pub trait Serve {
    /// A message has come whole. The answer may be given at once or later.
    fn message(&self, bytes: &[u8], question: Question);
}

/// A message that waits for its answer. Dropped without one, the connection is just closed.
pub struct Question {
    connection: Weak<Connection>,
    reactor: Weak<Reactor>,
}

impl Question {
    /// Sends the answer (nothing if it is empty) and closes the connection.
    pub fn answer(self, bytes: &[u8]) {
        let (Some(connection), Some(reactor)) = (self.connection.upgrade(), self.reactor.upgrade())
        else {
            return;
        };
        if !bytes.is_empty() {
            let length = u32::try_from(bytes.len()).unwrap_or(u32::MAX);
            let mut out = connection.out.borrow_mut();
            out.push_bytes(&length.to_be_bytes());
            out.push_bytes(bytes);
        }
        connection.flush(&reactor);
    }
}

impl Drop for Question {
    fn drop(&mut self) {
        if let (Some(connection), Some(reactor)) =
            (self.connection.upgrade(), self.reactor.upgrade())
            && connection.out.borrow().is_empty()
        {
            connection.close(&reactor);
        }
    }
}

/// Serves one listening socket from this process's reactor.
pub struct Exchange {
    listener: Rc<Listener>,
    serve: Rc<dyn Serve>,
    largest: usize,
    lifetime: Lifetime,
    token: Cell<Option<Token>>,
    /// The timer after which connections are accepted again.
    pause: Cell<Option<TimerId>>,
    stopped: Cell<bool>,
    connections: RefCell<Vec<Rc<Connection>>>,
    myself: Weak<Self>,
}

impl Exchange {
    /// Begins to accept; messages of more than `largest` bytes are refused.
    ///
    /// # Errors
    /// What the reactor says.
    pub fn start(
        listener: &Rc<Listener>,
        largest: usize,
        lifetime: Lifetime,
        reactor: &Reactor,
        serve: &Rc<dyn Serve>,
    ) -> io::Result<Rc<Self>> {
        let exchange = Rc::new_cyclic(|myself| Self {
            listener: Rc::clone(listener),
            serve: Rc::clone(serve),
            largest,
            lifetime,
            token: Cell::new(None),
            pause: Cell::new(None),
            stopped: Cell::new(false),
            connections: RefCell::default(),
            myself: Weak::clone(myself),
        });
        exchange.watch(reactor)?;
        Ok(exchange)
    }

    fn watch(&self, reactor: &Reactor) -> io::Result<()> {
        let Some(myself) = self.myself.upgrade() else { return Ok(()) };
        let fd = self.listener.as_fd().as_raw_fd();
        // Level: others of the pool take the next connection while this process is busy with one.
        let token = reactor.add(fd, Interest::READ, Trigger::Level, self.lifetime, myself)?;
        self.token.set(Some(token));
        Ok(())
    }

    /// Accepts nothing for a while.
    fn pause(&self, reactor: &Reactor, time: Duration) {
        self.unwatch(reactor);
        if self.stopped.get() {
            return;
        }
        let exchange = Weak::clone(&self.myself);
        let call = move |reactor: &Rc<Reactor>, _| {
            if let Some(exchange) = exchange.upgrade() {
                exchange.pause.set(None);
                exchange.resume(reactor);
            }
        };
        self.pause.set(Some(reactor.add_timer(time, false, self.lifetime, Rc::new(call))));
    }

    fn resume(&self, reactor: &Reactor) {
        if self.stopped.get() || self.token.get().is_some() {
            return;
        }
        self.unwatch(reactor);
        if let Err(error) = self.watch(reactor) {
            log::sys_warning(&error, format_args!("connections are not accepted any more"));
        }
    }

    fn unwatch(&self, reactor: &Reactor) {
        if let Some(token) = self.token.take() {
            reactor.remove(token);
        }
        if let Some(timer) = self.pause.take() {
            reactor.remove_timer(timer);
        }
    }

    /// Accepts no more. Connections that are there are served to their end, as long as the reactor runs.
    pub fn stop(&self, reactor: &Reactor) {
        self.stopped.set(true);
        self.unwatch(reactor);
    }

    fn forget(&self, connection: &Connection) {
        self.connections.borrow_mut().retain(|one| !std::ptr::eq(&**one, connection));
    }
}

impl Handler for Exchange {
    fn ready(self: Rc<Self>, reactor: &Rc<Reactor>, _: Token, _: Readiness) {
        let fd = match self.listener.accept() {
            Ok(accepted) => accepted.fd,
            // Another process of the pool was faster, or the client has gone again.
            Err(AcceptError::Aborted(_) | AcceptError::WouldBlock) => return,
            Err(error) => {
                log::warning(format_args!("cannot accept a connection: {error}"));
                return self.pause(reactor, PAUSE);
            }
        };
        let connection = Rc::new(Connection {
            socket: RefCell::new(Some(fd)),
            exchange: Weak::clone(&self.myself),
            received: RefCell::default(),
            asked: Cell::new(false),
            out: RefCell::default(),
            token: Cell::new(None),
        });
        let fd = connection.socket.borrow().as_ref().map_or(-1, AsRawFd::as_raw_fd);
        let handler = Rc::clone(&connection) as Rc<dyn Handler>;
        match reactor.add(fd, Interest::READ, Trigger::Edge, self.lifetime, handler) {
            Ok(token) => connection.token.set(Some(token)),
            Err(error) => {
                return log::sys_warning(&error, format_args!("cannot watch a connection"));
            }
        }
        self.connections.borrow_mut().push(Rc::clone(&connection));
        self.pause(reactor, PROMPT);
        // As a rule the message is there already.
        connection.read(reactor);
    }
}

struct Connection {
    /// None once it is closed.
    socket: RefCell<Option<OwnedFd>>,
    exchange: Weak<Exchange>,
    received: RefCell<Vec<u8>>,
    /// The message has come; what follows it is of no interest.
    asked: Cell<bool>,
    out: RefCell<OutBuffer>,
    token: Cell<Option<Token>>,
}

impl Connection {
    fn read(self: &Rc<Self>, reactor: &Rc<Reactor>) {
        let Some(exchange) = self.exchange.upgrade() else { return self.close(reactor) };
        while !self.asked.get() {
            let read = {
                let socket = self.socket.borrow();
                let Some(socket) = &*socket else { return };
                let mut received = self.received.borrow_mut();
                let had = received.len();
                received.resize(had + READ, 0);
                let read = nix::unistd::read(socket, &mut received[had..]);
                received.truncate(had + read.unwrap_or(0));
                read
            };
            match read {
                Err(nix::errno::Errno::EINTR) => continue,
                Err(nix::errno::Errno::EAGAIN) => return,
                Ok(0) | Err(_) => return self.close(reactor),
                Ok(_) => {}
            }
            let Some(length) = self.length() else { continue };
            if length > exchange.largest {
                log::warning(format_args!(
                    "a message of {length} bytes is longer than max_package_size ({}), its connection is closed",
                    exchange.largest
                ));
                return self.close(reactor);
            }
            if self.received.borrow().len() < HEAD + length {
                continue;
            }
            self.asked.set(true);
            let received = self.received.take();
            let question =
                Question { connection: Rc::downgrade(self), reactor: Rc::downgrade(reactor) };
            exchange.serve.message(&received[HEAD..HEAD + length], question);
            exchange.resume(reactor);
        }
    }

    fn length(&self) -> Option<usize> {
        let received = self.received.borrow();
        let head: &[u8; HEAD] = received.first_chunk()?;
        Some(u32::from_be_bytes(*head) as usize)
    }

    fn flush(&self, reactor: &Reactor) {
        let progress = {
            let socket = self.socket.borrow();
            let Some(socket) = &*socket else { return };
            self.out.borrow_mut().write_to(socket.as_fd())
        };
        match (progress, self.token.get()) {
            (Ok(Progress::Blocked), Some(token)) => {
                if reactor.set_interest(token, Interest::WRITE).is_err() {
                    self.close(reactor);
                }
            }
            _ => self.close(reactor),
        }
    }

    fn close(&self, reactor: &Reactor) {
        self.out.borrow_mut().clear();
        if let Some(token) = self.token.take() {
            reactor.remove(token);
        }
        self.socket.take();
        if let Some(exchange) = self.exchange.upgrade() {
            exchange.forget(self);
            if !self.asked.get() {
                exchange.resume(reactor);
            }
        }
    }
}

impl Handler for Connection {
    fn ready(self: Rc<Self>, reactor: &Rc<Reactor>, _: Token, ready: Readiness) {
        if !self.out.borrow().is_empty() {
            if ready.writable || ready.error {
                self.flush(reactor);
            }
            return;
        }
        self.read(reactor);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::net::address::{Endpoint, SocketKind};
    use crate::net::listener::{BindOptions, ListenOptions};
    use std::io::{Read, Write};
    use std::net::TcpStream;
    use std::thread;

    /// Answers with the message turned round, as often as `count` says, then stops the reactor.
    struct Mirror {
        reactor: Rc<Reactor>,
        count: Cell<usize>,
    }

    impl Serve for Mirror {
        fn message(&self, bytes: &[u8], question: Question) {
            let mut answer = bytes.to_vec();
            answer.reverse();
            question.answer(&answer);
            self.count.set(self.count.get() - 1);
            if self.count.get() == 0 {
                let reactor = Rc::clone(&self.reactor);
                // What is still being sent gets its time.
                reactor.add_timer(
                    Duration::from_millis(200),
                    false,
                    Lifetime::Foreground,
                    Rc::new(|reactor: &Rc<Reactor>, _| reactor.stop()),
                );
            }
        }
    }

    fn serve(count: usize, largest: usize, client: impl FnOnce(u16) + Send + 'static) {
        let kind = SocketKind::from_number(1).unwrap().0;
        let endpoint = Endpoint::parse(kind, "127.0.0.1", 0).unwrap();
        let listener = Rc::new(Listener::bind(kind, &endpoint, &BindOptions::default()).unwrap());
        listener.listen(&ListenOptions::default()).unwrap();
        let port = listener.local().port();
        let client = thread::spawn(move || client(port));
        let reactor = Reactor::new().unwrap();
        let mirror: Rc<dyn Serve> =
            Rc::new(Mirror { reactor: Rc::clone(&reactor), count: Cell::new(count) });
        let exchange =
            Exchange::start(&listener, largest, Lifetime::Background, &reactor, &mirror).unwrap();
        reactor.run_until_stopped().unwrap();
        client.join().unwrap();
        exchange.stop(&reactor);
        assert!(exchange.connections.borrow().is_empty());
    }

    fn ask(port: u16, message: &[u8]) -> Vec<u8> {
        let mut stream = TcpStream::connect(("127.0.0.1", port)).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(10))).unwrap();
        stream.write_all(&(message.len() as u32).to_be_bytes()).unwrap();
        stream.write_all(message).unwrap();
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).unwrap();
        answer
    }

    #[test]
    fn each_connection_gets_one_answer_however_long_or_slow() {
        serve(3, 10_000_000, |port| {
            // This one has only begun to ask when the others are served.
            let mut slow = TcpStream::connect(("127.0.0.1", port)).unwrap();
            slow.write_all(&[0, 0]).unwrap();
            assert_eq!(ask(port, b"abc"), b"\0\0\0\x03cba");
            let long: Vec<u8> = (0..5_000_000).map(|i| i as u8).collect();
            let answer = ask(port, &long);
            assert_eq!(answer.len(), HEAD + long.len());
            assert!(answer[HEAD..].iter().rev().eq(&long));
            slow.write_all(b"\0\x02xy").unwrap();
            let mut answer = Vec::new();
            slow.read_to_end(&mut answer).unwrap();
            assert_eq!(answer, b"\0\0\0\x02yx");
        });
    }

    #[test]
    fn a_message_that_is_too_long_closes_its_connection() {
        serve(1, 10, |port| {
            let mut stream = TcpStream::connect(("127.0.0.1", port)).unwrap();
            stream.write_all(&11_u32.to_be_bytes()).unwrap();
            assert_eq!(stream.read(&mut [0]).unwrap(), 0);
            assert_eq!(ask(port, b"0123456789"), b"\0\0\0\x0a9876543210");
        });
    }
}
