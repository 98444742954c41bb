//! The descriptor that the log is written to: opened for appending, and replaced in place.
//!
//! Only [`crate::log`] uses it. Once the log has a descriptor its number never changes: a new file is put under the same
//! number with dup3(2), which is atomic, so that a thread that is just writing hits the old file or the new one, never a
//! socket that happened to get the freed number.

use std::fs::{File, OpenOptions};
use std::io;
use std::os::fd::{AsRawFd, RawFd};
use std::path::Path;

/// Opens `path` for appending, made if need be with mode 0644, close-on-exec.
///
/// # Errors
/// What open(2) says.
pub fn open(path: &Path) -> io::Result<File> {
    use std::os::unix::fs::OpenOptionsExt;
    OpenOptions::new().append(true).create(true).mode(0o644).open(path)
}

/// Puts `file` under the descriptor number `slot`, or under a new one above stdio if there is none yet, and returns it.
///
/// # Errors
/// What dup3(2) or fcntl(2) say.
pub fn install(file: &File, slot: Option<RawFd>) -> io::Result<RawFd> {
    // SAFETY: duplicating a descriptor that `file` holds open; `slot` is the log's own number, which nobody else closes.
    let fd = unsafe {
        match slot {
            Some(slot) => libc::dup3(file.as_raw_fd(), slot, libc::O_CLOEXEC),
            None => libc::fcntl(file.as_raw_fd(), libc::F_DUPFD_CLOEXEC, 3),
        }
    };
    if fd < 0 { Err(io::Error::last_os_error()) } else { Ok(fd) }
}

/// Makes standard output and standard error the same file as `fd`.
///
/// # Errors
/// What dup2(2) says.
pub fn redirect_output(fd: RawFd) -> io::Result<()> {
    for target in [libc::STDOUT_FILENO, libc::STDERR_FILENO] {
        // SAFETY: replacing stdio is what the caller asks for; both numbers are the process' own.
        if unsafe { libc::dup2(fd, target) } < 0 {
            return Err(io::Error::last_os_error());
        }
    }
    Ok(())
}

/// Writes `line` in one write(2) as a rule; goes on after a partial write or an interruption, gives up on any other error
/// (a log has nowhere to complain to).
pub fn write_line(fd: RawFd, mut line: &[u8]) {
    while !line.is_empty() {
        // SAFETY: the buffer is valid for its length; a wrong descriptor gives EBADF.
        let written = unsafe { libc::write(fd, line.as_ptr().cast(), line.len()) };
        match usize::try_from(written) {
            Ok(0) => return,
            Ok(written) => line = &line[written..],
            Err(_) if io::Error::last_os_error().kind() == io::ErrorKind::Interrupted => {}
            Err(_) => return,
        }
    }
}
