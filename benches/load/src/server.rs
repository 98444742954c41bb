//! One running server: a PHP script under one build of the extension, from its start until the last of its processes is gone.

use crate::cpu;
use nix::sys::signal::{Signal, kill};
use nix::unistd::Pid;
use std::io::{self, BufRead, BufReader};
use std::net::{Ipv4Addr, SocketAddr};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::time::{Duration, Instant};
use std::{fs, thread};

/// How long a server may take to say that it is ready, and to end after SIGTERM.
const PATIENCE: Duration = Duration::from_secs(10);

/// How to start PHP.
pub struct Php<'a> {
    /// The PHP binary.
    pub binary: &'a str,
    /// What `tests/php-options` printed.
    pub options: &'a str,
}

impl Php<'_> {
    /// A script of PHP's under one build of the extension.
    ///
    /// # Errors
    /// There is no such build.
    pub fn command(&self, extension: &Path, script: &Path) -> io::Result<Command> {
        let mut command = Command::new(self.binary);
        command
            .args(self.options.split_whitespace())
            .arg("-d")
            .arg(format!("extension={}", fs::canonicalize(extension)?.display()))
            .arg(script);
        Ok(command)
    }
}

/// A server that accepts connections. Dropping it stops it.
pub struct Server {
    child: Child,
    /// Where it listens.
    pub address: SocketAddr,
}

impl Server {
    /// Starts a program and waits for its line `ready PORT`.
    ///
    /// # Errors
    /// It cannot be started, or the line does not come.
    pub fn start(command: &mut Command) -> io::Result<Server> {
        let mut child = command.stdin(Stdio::null()).stdout(Stdio::piped()).spawn()?;
        let output = child.stdout.take().expect("stdout is piped");
        let mut server = Server { child, address: (Ipv4Addr::LOCALHOST, 0).into() };
        let (tell, told) = mpsc::channel();
        // Lives until the server closes its output; what comes after the first line is a warning worth seeing.
        thread::spawn(move || {
            for line in BufReader::new(output).lines().map_while(Result::ok) {
                match line.strip_prefix("ready ").map(str::parse) {
                    Some(Ok(port)) => drop(tell.send(port)),
                    _ => eprintln!("server: {line}"),
                }
            }
        });
        let port = told
            .recv_timeout(PATIENCE)
            .map_err(|_| io::Error::other("the server did not become ready"))?;
        server.address.set_port(port);
        Ok(server)
    }

    /// Process id of the server's first process, the root of its tree.
    pub fn pid(&self) -> u32 {
        self.child.id()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // Listed before it stops: whoever outlives the first process is no longer found through it.
        let tree = cpu::tree(self.pid()).unwrap_or_default();
        let _ = kill(to_pid(self.pid()), Signal::SIGTERM);
        let deadline = Instant::now() + PATIENCE;
        let is_there = |pid: &u32| Path::new(&format!("/proc/{pid}")).exists();
        let mut ends = || !matches!(self.child.try_wait(), Ok(None)) && !tree.iter().any(is_there);
        while !ends() && Instant::now() < deadline {
            thread::sleep(Duration::from_millis(5));
        }
        for pid in tree {
            if is_there(&pid) {
                eprintln!("server: process {pid} did not end and was killed");
                let _ = kill(to_pid(pid), Signal::SIGKILL);
            }
        }
        let _ = self.child.wait();
    }
}

fn to_pid(pid: u32) -> Pid {
    Pid::from_raw(pid.try_into().expect("process ids are positive ints"))
}
