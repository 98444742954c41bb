//! What threads do with files: each function blocks, and is one piece of work.

use std::fs::{File, OpenOptions};
use std::io::{self, Read, Write};
use std::path::Path;

use nix::fcntl::{Flock, FlockArg};
use nix::sys::statvfs::{Statvfs, statvfs};

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
