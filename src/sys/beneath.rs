//! Files beneath a directory, by descriptor: openat2(2) with `RESOLVE_BENEATH`, so that neither a path nor a link leads out, whatever happens to
//! the directory meanwhile.
//!
//! [`crate::http::files`] serves files with it. To the kernel an absolute link always leads out. One that leads to something beneath the directory
//! is resolved here, and what it stands for is opened in the same way. So are all links where the kernel lacks the call (before 5.6, or behind a
//! filter): there the path is walked component by component, without following any.

use std::ffi::{CString, OsStr};
use std::io;
use std::os::fd::{AsFd, AsRawFd, BorrowedFd, FromRawFd, OwnedFd};
use std::os::unix::ffi::OsStrExt;
use std::path::{Component, Path, PathBuf};

/// A directory, and what is beneath it.
#[derive(Debug)]
pub struct Root {
    directory: OwnedFd,
    /// Its path, without links.
    path: PathBuf,
}

/// Opens what is at a path.
type Open = fn(&Root, &OsStr) -> io::Result<OwnedFd>;

/// Reading, and nothing that waits: a FIFO in the tree must not hold up whoever opens it.
const READ: i32 = libc::O_RDONLY | libc::O_CLOEXEC | libc::O_NONBLOCK | libc::O_NOCTTY;
const DIRECTORY: i32 = libc::O_PATH | libc::O_DIRECTORY | libc::O_CLOEXEC;
/// A path that changes while it is resolved makes the kernel give up; it is tried so often.
const TRIES: usize = 8;

impl Root {
    /// The directory of that path, whose own links are followed.
    ///
    /// # Errors
    /// What open(2) says.
    pub fn open(path: &Path) -> io::Result<Self> {
        let path = path.canonicalize()?;
        let c_path = c_path(path.as_os_str())?;
        // SAFETY: the path is a C string.
        let directory = own(unsafe { libc::open(c_path.as_ptr(), DIRECTORY) })?;
        Ok(Self { directory, path })
    }

    /// Opens what is at `path` beneath the directory, for reading. An empty path is the directory itself.
    ///
    /// # Errors
    /// What openat2(2) says: `EXDEV` for a way out. `EINVAL` for a NUL byte.
    pub fn open_beneath(&self, path: &OsStr) -> io::Result<OwnedFd> {
        self.open_with(path, Self::open_at)
    }

    fn open_with(&self, path: &OsStr, open: Open) -> io::Result<OwnedFd> {
        let is_refused = |error: &io::Error| {
            matches!(error.raw_os_error(), Some(libc::EXDEV | libc::ELOOP | libc::ENOTDIR))
        };
        match open(self, path) {
            Err(error) if is_refused(&error) && !climbs_out(path) => {
                let real = self.path.join(path).canonicalize()?;
                let Ok(beneath) = real.strip_prefix(&self.path) else { return Err(error) };
                open(self, beneath.as_os_str())
            }
            result => result,
        }
    }

    fn open_at(&self, path: &OsStr) -> io::Result<OwnedFd> {
        let path = if path.is_empty() { OsStr::new(".") } else { path };
        let c_path = c_path(path)?;
        for _ in 0..TRIES {
            match openat2(self.directory.as_fd(), &c_path) {
                Err(error) if error.raw_os_error() == Some(libc::EAGAIN) => {}
                Err(error) if matches!(error.raw_os_error(), Some(libc::ENOSYS | libc::EPERM)) => {
                    return self.open_with(path, Self::walk);
                }
                result => return result,
            }
        }
        Err(io::Error::from_raw_os_error(libc::EAGAIN))
    }

    fn walk(&self, path: &OsStr) -> io::Result<OwnedFd> {
        let path = Path::new(path);
        let mut at = self.directory.try_clone()?;
        let mut components = path.components().peekable();
        while let Some(component) = components.next() {
            let name = match component {
                Component::Normal(name) => name,
                Component::CurDir => OsStr::new("."),
                _ => return Err(io::Error::from_raw_os_error(libc::EXDEV)),
            };
            let flags = if components.peek().is_some() { DIRECTORY } else { READ };
            let name = c_path(name)?;
            // SAFETY: the descriptor is open and the name is a C string.
            at = own(unsafe {
                libc::openat(at.as_raw_fd(), name.as_ptr(), flags | libc::O_NOFOLLOW)
            })?;
        }
        Ok(at)
    }
}

fn openat2(directory: BorrowedFd<'_>, path: &CString) -> io::Result<OwnedFd> {
    // SAFETY: all zero is a valid open_how.
    let mut how: libc::open_how = unsafe { std::mem::zeroed() };
    how.flags = READ as u64;
    how.resolve = libc::RESOLVE_BENEATH | libc::RESOLVE_NO_MAGICLINKS;
    // SAFETY: descriptor, path and structure are live, and the size is the structure's.
    let fd = unsafe {
        libc::syscall(
            libc::SYS_openat2,
            directory.as_raw_fd(),
            path.as_ptr(),
            &raw const how,
            size_of::<libc::open_how>(),
        )
    };
    own(i32::try_from(fd).unwrap_or(-1))
}

/// Whether a path leads above where it begins, be it to come back: who asks so is to learn nothing of what is above.
fn climbs_out(path: &OsStr) -> bool {
    let mut depth = 0_usize;
    Path::new(path).components().any(|component| match component {
        Component::Normal(_) => {
            depth += 1;
            false
        }
        Component::CurDir => false,
        Component::ParentDir => match depth.checked_sub(1) {
            Some(above) => {
                depth = above;
                false
            }
            None => true,
        },
        Component::RootDir | Component::Prefix(_) => true,
    })
}

fn own(fd: i32) -> io::Result<OwnedFd> {
    if fd < 0 {
        return Err(io::Error::last_os_error());
    }
    // SAFETY: the descriptor is new and nobody else's.
    Ok(unsafe { OwnedFd::from_raw_fd(fd) })
}

fn c_path(path: &OsStr) -> io::Result<CString> {
    CString::new(path.as_bytes()).map_err(|_| io::Error::from_raw_os_error(libc::EINVAL))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;
    use std::os::unix::fs::symlink;

    #[test]
    fn nothing_leads_out() {
        let base = std::env::temp_dir().join(format!("beneath-{}", std::process::id()));
        fs::create_dir_all(base.join("root/dir")).unwrap();
        fs::write(base.join("secret"), "secret").unwrap();
        fs::write(base.join("root/dir/file"), "file").unwrap();
        symlink(base.join("secret"), base.join("root/absolute")).unwrap();
        symlink("../secret", base.join("root/relative")).unwrap();
        symlink("..", base.join("root/up")).unwrap();
        symlink(base.join("root/dir"), base.join("root/inside")).unwrap();
        symlink("dir/file", base.join("root/near")).unwrap();
        symlink("loop", base.join("root/loop")).unwrap();
        let root = Root::open(&base.join("root")).unwrap();
        let walked = |path: &str| root.open_with(OsStr::new(path), Root::walk).map(drop);
        let opened = |path: &str| root.open_beneath(OsStr::new(path)).map(drop);
        for path in ["dir/file", "dir", "", "./dir/./file", "inside/file", "near"] {
            opened(path).unwrap();
            walked(path).unwrap();
        }
        for path in [
            "../secret",
            "../root/dir/file",
            "dir/../../root/dir/file",
            "loop",
            "dir/../../secret",
            "/etc/passwd",
            "absolute",
            "relative",
            "up/secret",
            "dir/file/x",
            "none",
            "dir\0/file",
        ] {
            assert!(opened(path).is_err(), "{path}");
            assert!(walked(path).is_err(), "{path}");
        }
        fs::remove_dir_all(base).unwrap();
    }
}
