//! A shell command whose output is read through a pipe.

use std::ffi::{CStr, CString};
use std::io::{self, PipeReader};
use std::os::fd::AsRawFd;
use std::os::unix::ffi::OsStrExt;

use nix::fcntl::{FcntlArg, OFlag, fcntl};
use nix::spawn::{PosixSpawnAttr, PosixSpawnFileActions, PosixSpawnFlags, posix_spawn};
use nix::sys::signal::{SigSet, Signal};

use super::children::{self, Claim};

/// A command that runs.
pub struct Running {
    /// What it writes; does not block.
    pub output: PipeReader,
    /// Its process, whose end is ours.
    pub claim: Claim,
}

/// Starts a command with `/bin/sh`, with our environment and none of our descriptors but the standard ones; signals that we block or ignore are its
/// own again. What it says of errors is part of its output, or goes where ours goes.
///
/// # Errors
/// There is no process or descriptor left.
pub fn start(command: &CStr, with_errors: bool) -> io::Result<Running> {
    let (output, end) = io::pipe()?;
    let flags = fcntl(&output, FcntlArg::F_GETFL)?;
    fcntl(&output, FcntlArg::F_SETFL(OFlag::from_bits_retain(flags) | OFlag::O_NONBLOCK))?;
    let mut actions = PosixSpawnFileActions::init()?;
    actions.add_dup2(end.as_raw_fd(), libc::STDOUT_FILENO)?;
    if with_errors {
        actions.add_dup2(end.as_raw_fd(), libc::STDERR_FILENO)?;
    }
    let mut attributes = PosixSpawnAttr::init()?;
    let mut ignored = SigSet::empty();
    ignored.add(Signal::SIGPIPE);
    attributes.set_flags(
        PosixSpawnFlags::POSIX_SPAWN_SETSIGMASK | PosixSpawnFlags::POSIX_SPAWN_SETSIGDEF,
    )?;
    attributes.set_sigmask(&SigSet::empty())?;
    attributes.set_sigdefault(&ignored)?;
    let arguments = [c"sh", c"-c", command];
    let pid = posix_spawn(c"/bin/sh", &actions, &attributes, &arguments, &environment())?.as_raw();
    Ok(Running { output, claim: children::claim(pid) })
}

fn environment() -> Vec<CString> {
    let line = |(name, value): (std::ffi::OsString, std::ffi::OsString)| {
        CString::new([name.as_bytes(), b"=", value.as_bytes()].concat()).ok()
    };
    std::env::vars_os().filter_map(line).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::client::wait;
    use crate::sys::pidfd;
    use crate::sys::process::ExitStatus;
    use nix::poll::{PollFd, PollFlags};
    use std::io::Read;
    use std::os::fd::AsFd;

    fn readable(fd: &impl AsFd) {
        wait::any(&mut [PollFd::new(fd.as_fd(), PollFlags::POLLIN)], None).unwrap();
    }

    fn run(command: &CStr, with_errors: bool) -> (String, ExitStatus) {
        let mut running = start(command, with_errors).unwrap();
        let mut text = String::new();
        let mut bytes = [0; 100];
        loop {
            match running.output.read(&mut bytes) {
                Ok(0) => break,
                Ok(n) => text.push_str(std::str::from_utf8(&bytes[..n]).unwrap()),
                Err(error) => {
                    assert_eq!(error.kind(), io::ErrorKind::WouldBlock);
                    readable(&running.output);
                }
            }
        }
        readable(&pidfd::open(running.claim.pid()).unwrap());
        (text, running.claim.collect().unwrap().unwrap())
    }

    #[test]
    fn output_and_end_of_a_command_are_known() {
        let (text, status) = run(c"echo out; echo err >&2; exit 3", true);
        assert_eq!((text.as_str(), status), ("out\nerr\n", ExitStatus { code: 3, signal: 0 }));
        let (text, status) = run(c"kill -9 $$", false);
        assert_eq!((text.as_str(), status), ("", ExitStatus { code: 0, signal: 9 }));
    }
}
