//! What threads do with files: each function blocks, and is one piece of work.

use std::ffi::CString;
use std::fs::{DirBuilder, File, OpenOptions};
use std::io::{self, Read, Write};
use std::os::fd::{BorrowedFd, OwnedFd};
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::{DirBuilderExt, FileExt};
use std::path::Path;

use nix::fcntl::{FcntlArg, Flock, FlockArg, OFlag, fcntl};
use nix::sys::stat::{Mode, SFlag, fstat};
use nix::sys::statvfs::{Statvfs, statvfs};
use nix::unistd::{Whence, lseek};

/// A step that failed, as the log tells it, and why.
pub type Failed = (String, io::Error);

/// How a file is read or written.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Manner {
    /// Writes after what is there.
    pub append: bool,
    /// Keeps others that lock the file out meanwhile.
    pub lock: bool,
}

/// Reads a whole file, or its first `most` bytes.
///
/// # Errors
/// The step that failed.
pub fn read(path: &Path, manner: Manner, most: u64) -> Result<Vec<u8>, Failed> {
    let file = File::open(path).map_err(|error| (step("open", path, "O_RDONLY"), error))?;
    let size = file.metadata().map_or(0, |metadata| metadata.len());
    let mut content = Vec::new();
    // What cannot be reserved fails here, and not the whole process.
    let room = usize::try_from(size.min(most)).unwrap_or(usize::MAX);
    content.try_reserve_exact(room).map_err(|error| (step("read", path, ""), error.into()))?;
    with(file, manner.lock.then_some(FlockArg::LockShared), path, |file| {
        file.take(most).read_to_end(&mut content).map_err(|error| (step("read", path, ""), error))
    })?;
    Ok(content)
}

/// Writes a whole file, or adds to it. Says how many bytes that were.
///
/// # Errors
/// The step that failed; some of the content may have been written.
pub fn write(path: &Path, content: &[u8], manner: Manner) -> Result<usize, Failed> {
    let mut options = OpenOptions::new();
    options.create(true);
    let how = if manner.append { "O_WRONLY|O_CREAT|O_APPEND" } else { "O_WRONLY|O_CREAT|O_TRUNC" };
    if manner.append {
        options.append(true);
    } else {
        // With a lock nothing is lost before it is ours.
        options.write(true).truncate(!manner.lock);
    }
    let file = options.open(path).map_err(|error| (step("open", path, how), error))?;
    with(file, manner.lock.then_some(FlockArg::LockExclusive), path, |file| {
        if manner.lock && !manner.append {
            file.set_len(0).map_err(|error| (step("ftruncate", path, "0"), error))?;
        }
        file.write_all(content).map_err(|error| (step("write", path, ""), error))
    })?;
    Ok(content.len())
}

/// Does something with a file while it is locked.
fn with<T>(
    file: File,
    lock: Option<FlockArg>,
    path: &Path,
    work: impl FnOnce(&mut File) -> Result<T, Failed>,
) -> Result<T, Failed> {
    let Some(lock) = lock else { return work(&mut { file }) };
    let mut locked = Flock::lock(file, lock)
        .map_err(|(_, errno)| (step("flock", path, ""), io::Error::from(errno)))?;
    work(&mut locked)
}

/// What is known of a file system.
///
/// # Errors
/// What statvfs(3) says.
pub fn file_system(path: &Path) -> io::Result<Statvfs> {
    Ok(statvfs(path)?)
}

/// Opens a file, with flags of open(2); a new one is everybody's, as far as the umask lets it be.
///
/// # Errors
/// What open(2) says.
pub fn open(path: &Path, flags: i32) -> io::Result<OwnedFd> {
    Ok(nix::fcntl::open(path, OFlag::from_bits_retain(flags), Mode::from_bits_truncate(0o666))?)
}

/// A path for the kernel, if it can be one.
#[must_use]
pub fn c_path(path: &Path) -> Option<CString> {
    CString::new(path.as_os_str().as_bytes()).ok()
}

/// Resolves a path, so that it is at hand for whoever does so next. `follow`: also where it ends at a link.
pub fn look_up(path: &Path, follow: bool) {
    let _ = if follow { path.metadata() } else { path.symlink_metadata() };
}

/// Reads a directory, likewise.
pub fn look_through(path: &Path) {
    if let Ok(entries) = path.read_dir() {
        entries.for_each(drop);
    }
}

/// Makes a directory, which must not be there; with `recursive` also those above it.
///
/// # Errors
/// What mkdir(2) says.
pub fn make_directory(path: &Path, mode: u32, recursive: bool) -> io::Result<()> {
    if recursive && path.symlink_metadata().is_ok() {
        return Err(io::ErrorKind::AlreadyExists.into());
    }
    DirBuilder::new().recursive(recursive).mode(mode).create(path)
}

/// What is behind a descriptor.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Sort {
    /// A file, and where the next read or write begins.
    File {
        /// Bytes from its start.
        offset: u64,
    },
    /// A FIFO or the like, for which one can wait.
    Waits,
    /// What never waits, or cannot be waited for.
    Other,
}

/// Finds out what is behind a descriptor. Does not block.
#[must_use]
pub fn sort(fd: BorrowedFd<'_>) -> Sort {
    let Ok(found) = fstat(fd) else { return Sort::Other };
    let kind = SFlag::from_bits_truncate(found.st_mode) & SFlag::S_IFMT;
    let offset = lseek(fd, 0, Whence::SeekCur).ok().and_then(|at| u64::try_from(at).ok());
    let blocks = || {
        let flags = fcntl(fd, FcntlArg::F_GETFL).unwrap_or(0);
        !OFlag::from_bits_retain(flags).contains(OFlag::O_NONBLOCK)
    };
    match (kind, offset) {
        (SFlag::S_IFREG, Some(offset)) => Sort::File { offset },
        (SFlag::S_IFIFO | SFlag::S_IFCHR | SFlag::S_IFSOCK, None) if blocks() => Sort::Waits,
        _ => Sort::Other,
    }
}

/// Reads a part of a file, so that it is at hand for whoever does so next.
pub fn provide(file: &OwnedFd, offset: u64, count: usize) {
    const ROOM: usize = 256 * 1024;
    let Ok(file) = file.try_clone().map(File::from) else { return };
    let mut room = vec![0; count.min(ROOM)];
    let mut seen = 0;
    while seen < count {
        let part = (count - seen).min(room.len());
        match file.read_at(&mut room[..part], offset + seen as u64) {
            Ok(0) | Err(_) => return,
            Ok(more) => seen += more,
        }
    }
}

/// Writes what the kernel takes of some bytes, where the descriptor is.
///
/// # Errors
/// What write(2) says.
pub fn put(file: OwnedFd, bytes: &[u8]) -> io::Result<usize> {
    let mut file = File::from(file);
    loop {
        match file.write(bytes) {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            done => return done,
        }
    }
}

/// Has a file written to the disk; what is not needed to read it again may be left out.
///
/// # Errors
/// What fsync(2) says.
pub fn sync(file: OwnedFd, data_only: bool) -> io::Result<()> {
    let file = File::from(file);
    if data_only { file.sync_data() } else { file.sync_all() }
}

fn step(call: &str, path: &Path, how: &str) -> String {
    let comma = if how.is_empty() { "" } else { ", " };
    format!("{call}({}{comma}{how}) failed", path.display())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scratch(name: &str) -> std::path::PathBuf {
        std::env::temp_dir().join(format!("aio-file-{}-{name}", std::process::id()))
    }

    #[test]
    fn what_is_written_is_read() {
        let path = scratch("written");
        let (plain, add) = (Manner::default(), Manner { append: true, lock: true });
        assert_eq!(write(&path, b"first and long\n", plain).unwrap(), 15);
        assert_eq!(write(&path, b"first\n", Manner { lock: true, ..plain }).unwrap(), 6);
        assert_eq!(write(&path, b"second\n", add).unwrap(), 7);
        assert_eq!(read(&path, plain, u64::MAX).unwrap(), b"first\nsecond\n");
        assert_eq!(read(&path, Manner { lock: true, ..plain }, 3).unwrap(), b"fir");
        std::fs::remove_file(path).unwrap();
    }

    #[test]
    fn files_without_a_size_are_read_too() {
        let content = read(Path::new("/proc/self/status"), Manner::default(), u64::MAX).unwrap();
        assert!(content.starts_with(b"Name:"));
    }

    #[test]
    fn failures_name_their_step() {
        let (what, error) = read(Path::new("/no/such"), Manner::default(), 1).unwrap_err();
        assert_eq!(what, "open(/no/such, O_RDONLY) failed");
        assert_eq!(error.kind(), io::ErrorKind::NotFound);
        let (what, _) = read(Path::new("/"), Manner::default(), u64::MAX).unwrap_err();
        assert_eq!(what, "read(/) failed");
        assert!(write(Path::new("/no/such"), b"", Manner::default()).is_err());
        assert!(file_system(Path::new("/no/such")).is_err());
    }
}
