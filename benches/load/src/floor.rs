//! What a request costs where nothing but its bytes is moved: bare programs that make the calls of the kernel that a server has to make, and have no
//! PHP, no sessions and no protocol. No server can cost less, so that the table's `floor` tells what a ratio can still become.
//!
//! They are this program itself, called as `swoole-bench floor KIND ...`, in processes of their own, so that they are measured as servers are.

use mio::net::{TcpListener, TcpStream};
use mio::unix::SourceFd;
use mio::{Events, Interest, Poll, Token};
use std::collections::VecDeque;
use std::fs::File;
use std::io::{self, Read, Write};
use std::net::Ipv4Addr;
use std::os::fd::{AsFd, AsRawFd};
use std::process::{Child, Command, Stdio};

/// A bare program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Floor {
    /// One process, which sends back what comes.
    Echo,
    /// One process, which answers so many bytes with an HTTP response.
    Http {
        /// Bytes of a request.
        request: usize,
        /// Bytes of the answer's body.
        answer: usize,
    },
    /// One process that has the clients, and helpers behind it that hand each message on to the next and back again, by pipes.
    Chain {
        /// Bytes of a message; there is one at a time.
        size: usize,
        /// Processes behind the first: a worker, and its task worker.
        helpers: usize,
    },
}

/// The first argument of such a program.
pub const NAME: &str = "floor";

const LISTENER: Token = Token(usize::MAX);
const HELPER: Token = Token(usize::MAX - 1);
/// More is not read at once.
const ROOM: usize = 256 * 1024;

impl Floor {
    /// How to start it.
    ///
    /// # Errors
    /// This program's own path cannot be found out.
    pub fn command(self) -> io::Result<Command> {
        match self {
            Self::Echo => program("echo", [0, 0]),
            Self::Http { request, answer } => program("http", [request, answer]),
            Self::Chain { size, helpers } => program("chain", [size, helpers]),
        }
    }
}

fn program(kind: &str, numbers: [usize; 2]) -> io::Result<Command> {
    let mut command = Command::new(std::env::current_exe()?);
    command.args([NAME, kind]).args(numbers.map(|number| number.to_string()));
    Ok(command)
}

/// Is such a program until it is ended.
///
/// # Errors
/// The arguments are not those of [`Floor::command`], or a socket or pipe fails.
pub fn run(arguments: &[String]) -> io::Result<()> {
    let number = |text: &String| text.parse::<usize>().ok();
    let [kind, first, second] = arguments else { return Err(usage()) };
    let (Some(first), Some(second)) = (number(first), number(second)) else { return Err(usage()) };
    match kind.as_str() {
        "echo" => Server::listen(Work::Echo)?.serve(),
        "http" => Server::listen(Work::Http { request: first, answer: http(second) })?.serve(),
        "chain" => Server::listen(Work::Chain(helper(first, second)?))?.serve(),
        "help" => help(first, second),
        _ => Err(usage()),
    }
}

fn usage() -> io::Error {
    io::Error::other("swoole-bench floor echo|http|chain|help NUMBER NUMBER")
}

fn http(body: usize) -> Vec<u8> {
    let head = "HTTP/1.1 200 OK\r\nServer: swoole-http-server\r\nDate: Thu, 01 Jan 1970 00:00:00 GMT\r\nConnection: keep-alive\r\nContent-Type: text/html";
    let mut answer = format!("{head}\r\nContent-Length: {body}\r\n\r\n").into_bytes();
    answer.resize(answer.len() + body, b'x');
    answer
}

/// The process behind another.
struct Helper {
    to: std::process::ChildStdin,
    from: std::process::ChildStdout,
}

/// Starts the first of so many processes, each of which starts the next.
fn helper(size: usize, count: usize) -> io::Result<Helper> {
    let mut command = program("help", [size, count - 1])?;
    match command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn()? {
        Child { stdin: Some(to), stdout: Some(from), .. } => Ok(Helper { to, from }),
        _ => unreachable!("both are piped"),
    }
}

/// Hands messages on, and what comes back for them, until there are no more.
fn help(size: usize, behind: usize) -> io::Result<()> {
    // Unbuffered: what the standard library makes of them goes out by lines.
    let (mut from, mut to) = (
        File::from(io::stdin().as_fd().try_clone_to_owned()?),
        File::from(io::stdout().as_fd().try_clone_to_owned()?),
    );
    let mut message = vec![0; size];
    let mut next = if behind > 0 { Some(helper(size, behind)?) } else { None };
    while from.read_exact(&mut message).is_ok() {
        if let Some(next) = &mut next {
            next.to.write_all(&message)?;
            next.from.read_exact(&mut message)?;
        }
        to.write_all(&message)?;
    }
    Ok(())
}

/// What is done with what comes.
enum Work {
    Echo,
    Http { request: usize, answer: Vec<u8> },
    Chain(Helper),
}

struct Server {
    poll: Poll,
    listener: TcpListener,
    work: Work,
    clients: Vec<Client>,
    /// Whose messages the helper has, in their order.
    asking: VecDeque<usize>,
}

struct Client {
    stream: TcpStream,
    /// Bytes of a request that has not come as a whole.
    come: usize,
    /// What the socket has not taken.
    rest: Vec<u8>,
}

impl Server {
    fn listen(work: Work) -> io::Result<Self> {
        let mut listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0).into())?;
        let poll = Poll::new()?;
        poll.registry().register(&mut listener, LISTENER, Interest::READABLE)?;
        if let Work::Chain(helper) = &work {
            let source = &mut SourceFd(&helper.from.as_raw_fd());
            poll.registry().register(source, HELPER, Interest::READABLE)?;
        }
        println!("ready {}", listener.local_addr()?.port());
        Ok(Self { poll, listener, work, clients: Vec::new(), asking: VecDeque::new() })
    }

    fn serve(mut self) -> io::Result<()> {
        let mut buffer = vec![0; ROOM];
        let mut events = Events::with_capacity(1024);
        loop {
            self.poll.poll(&mut events, None)?;
            for event in &events {
                match (event.token(), &mut self.work) {
                    (LISTENER, _) => self.accept()?,
                    (HELPER, Work::Chain(helper)) => {
                        let size = helper.from.read(&mut buffer)?;
                        if let Some(client) = self.asking.pop_front() {
                            self.clients[client].send(&buffer[..size])?;
                        }
                    }
                    (Token(client), _) => self.receive(client, &mut buffer)?,
                }
            }
        }
    }

    fn accept(&mut self) -> io::Result<()> {
        while let Ok((mut stream, _)) = self.listener.accept() {
            stream.set_nodelay(true)?;
            let interest = Interest::READABLE | Interest::WRITABLE;
            self.poll.registry().register(&mut stream, Token(self.clients.len()), interest)?;
            self.clients.push(Client { stream, come: 0, rest: Vec::new() });
        }
        Ok(())
    }

    fn receive(&mut self, index: usize, buffer: &mut [u8]) -> io::Result<()> {
        let client = &mut self.clients[index];
        client.send(b"")?;
        loop {
            let size = match client.stream.read(buffer) {
                // The load is over.
                Ok(0) => return Ok(()),
                Ok(size) => size,
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => return Ok(()),
                Err(error) => return Err(error),
            };
            match &mut self.work {
                Work::Echo => client.send(&buffer[..size])?,
                Work::Http { request, answer } => {
                    client.come += size;
                    while client.come >= *request {
                        client.come -= *request;
                        client.send(answer)?;
                    }
                }
                Work::Chain(helper) => {
                    self.asking.push_back(index);
                    helper.to.write_all(&buffer[..size])?;
                }
            }
            // What is less than the buffer takes is all there is.
            if size < buffer.len() {
                return Ok(());
            }
        }
    }
}

impl Client {
    /// Sends what is left of before, and this.
    fn send(&mut self, bytes: &[u8]) -> io::Result<()> {
        if !self.rest.is_empty() {
            self.rest.extend_from_slice(bytes);
            let sent = write(&mut self.stream, &self.rest)?;
            self.rest.drain(..sent);
        } else if !bytes.is_empty() {
            let sent = write(&mut self.stream, bytes)?;
            self.rest.extend_from_slice(&bytes[sent..]);
        }
        Ok(())
    }
}

/// How much a socket takes.
fn write(stream: &mut TcpStream, bytes: &[u8]) -> io::Result<usize> {
    let mut sent = 0;
    while sent < bytes.len() {
        match stream.write(&bytes[sent..]) {
            Ok(size) => sent += size,
            Err(error) if error.kind() == io::ErrorKind::WouldBlock => break,
            Err(error) => return Err(error),
        }
    }
    Ok(sent)
}
