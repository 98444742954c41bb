//! A process as a descriptor that can be read when the process has ended: pidfd_open(2).

use std::io;
use std::os::fd::{FromRawFd, OwnedFd};

/// Opens a process, also one that has ended and that nobody has waited for yet.
///
/// # Errors
/// `ESRCH` if there is none of that number, `EINVAL` for a number that none has.
pub fn open(pid: i32) -> io::Result<OwnedFd> {
    // SAFETY: the call takes two numbers; a descriptor that it returns is new and ours. It closes itself in what the process executes.
    unsafe {
        let fd = libc::syscall(libc::SYS_pidfd_open, pid, 0);
        if fd < 0 {
            return Err(io::Error::last_os_error());
        }
        Ok(OwnedFd::from_raw_fd(fd as i32))
    }
}

#[cfg(test)]
mod tests {
    use nix::poll::{PollFd, PollFlags, PollTimeout, poll};
    use std::os::fd::AsFd;
    use std::process::Command;

    #[test]
    fn it_can_be_read_when_the_process_has_ended() {
        let mut child = Command::new("cat").stdin(std::process::Stdio::piped()).spawn().unwrap();
        let fd = super::open(child.id() as i32).unwrap();
        let ready = |limit: PollTimeout| {
            poll(&mut [PollFd::new(fd.as_fd(), PollFlags::POLLIN)], limit).unwrap() == 1
        };
        assert!(!ready(PollTimeout::ZERO));
        drop(child.stdin.take());
        assert!(ready(PollTimeout::from(20_000_u16)));
        child.wait().unwrap();
    }

    #[test]
    fn numbers_that_no_process_has_are_refused() {
        assert!(super::open(0).is_err());
        assert!(super::open(i32::MAX).is_err());
    }
}
