//! What a process leaves to be done when the process that watches over it is gone.
//!
//! A process may be busy in a script for hours, so that no loop of ours would notice. The kernel tells them by a signal, twice: when their parent
//! ends (prctl(2), which it forgets when a process changes its user), and when the last writing end of a pipe is closed that only the parent holds.
//! The signal's handler removes what the parent would have removed, and ends the process.

use nix::fcntl::{FcntlArg, OFlag, fcntl};
use std::ffi::CString;
use std::io;
use std::mem::MaybeUninit;
use std::os::fd::{AsRawFd, OwnedFd, RawFd};
use std::os::unix::ffi::OsStrExt;
use std::path::Path;
use std::sync::atomic::{AtomicPtr, Ordering};

/// What is to be removed.
#[derive(Clone, Debug, Default)]
pub struct LastWill {
    queue: Option<Queue>,
    files: Vec<File>,
}

/// Finds in a message the segment of shared memory that belongs to it. It is called by a signal handler.
pub type SegmentOf = fn(&[u8]) -> Option<i32>;

#[derive(Clone, Copy, Debug)]
struct Queue {
    id: i32,
    segment_of: SegmentOf,
}

/// A file, and which one it was: another may have taken its name.
#[derive(Clone, Debug)]
struct File {
    path: CString,
    device: libc::dev_t,
    inode: libc::ino_t,
}

/// The will of this process; never freed, since the handler may read it at any time.
static WILL: AtomicPtr<LastWill> = AtomicPtr::new(std::ptr::null_mut());

/// The signal by which the kernel tells. Its default action ends a process, which holds for a program that replaces ours.
fn signal() -> i32 {
    libc::SIGRTMAX() - 1
}

impl LastWill {
    /// A message queue is to be removed, and the segments of shared memory that its messages name.
    pub fn add_queue(&mut self, id: i32, segment_of: SegmentOf) {
        self.queue = Some(Queue { id, segment_of });
    }

    /// A file is to be removed, if it is still the one that it is now.
    pub fn add_file(&mut self, path: &Path) {
        let Ok(path) = CString::new(path.as_os_str().as_bytes()) else { return };
        if let Some((device, inode)) = identity(&path) {
            self.files.push(File { path, device, inode });
        }
    }

    /// Carries it out. Async-signal-safe: system calls only.
    pub fn execute(&self) {
        if let Some(queue) = self.queue {
            queue.remove();
        }
        for file in &self.files {
            if identity(&file.path) == Some((file.device, file.inode)) {
                // SAFETY: the path is a C string.
                unsafe { libc::unlink(file.path.as_ptr()) };
            }
        }
    }
}

/// A message as the kernel gives it.
#[repr(C)]
struct Message {
    kind: libc::c_long,
    text: [u8; 8192],
}

impl Queue {
    /// Removes it. Async-signal-safe.
    fn remove(self) {
        let mut message = Message { kind: 0, text: [0; 8192] };
        let flags = libc::IPC_NOWAIT | libc::MSG_NOERROR;
        loop {
            let room = message.text.len();
            // SAFETY: the structure has a kind and room for so many bytes; longer messages are cut off.
            let length =
                unsafe { libc::msgrcv(self.id, (&raw mut message).cast(), room, 0, flags) };
            let Some(text) =
                usize::try_from(length).ok().and_then(|length| message.text.get(..length))
            else {
                break;
            };
            if let Some(segment) = (self.segment_of)(text) {
                // SAFETY: this command takes no structure.
                unsafe { libc::shmctl(segment, libc::IPC_RMID, std::ptr::null_mut()) };
            }
        }
        // SAFETY: as above.
        unsafe { libc::msgctl(self.id, libc::IPC_RMID, std::ptr::null_mut()) };
    }
}

fn identity(path: &CString) -> Option<(libc::dev_t, libc::ino_t)> {
    let mut found = MaybeUninit::<libc::stat>::uninit();
    // SAFETY: the path is a C string; the kernel fills the structure if it reports success.
    unsafe {
        (libc::lstat(path.as_ptr(), found.as_mut_ptr()) == 0).then(|| {
            let found = found.assume_init();
            (found.st_dev, found.st_ino)
        })
    }
}

/// Carries out the will that this process was given, if any, and ends it.
pub fn end() -> ! {
    // SAFETY: the pointer is null or to a will that is never freed.
    if let Some(will) = unsafe { WILL.load(Ordering::Acquire).as_ref() } {
        will.execute();
    }
    super::process::exit_now(0);
}

extern "C" fn bereaved(_: libc::c_int) {
    end();
}

/// Prepares this process for the signal.
fn prepare(will: &LastWill) -> io::Result<()> {
    WILL.store(Box::into_raw(Box::new(will.clone())), Ordering::Release);
    // SAFETY: the structure is filled; the handler makes system calls only.
    unsafe {
        let mut action: libc::sigaction = std::mem::zeroed();
        action.sa_sigaction = bereaved as extern "C" fn(libc::c_int) as usize;
        libc::sigfillset(&raw mut action.sa_mask);
        if libc::sigaction(signal(), &raw const action, std::ptr::null_mut()) != 0 {
            return Err(io::Error::last_os_error());
        }
    }
    Ok(())
}

/// Ends this process when `parent` ends, after what `will` says. The kernel forgets this when the process changes its user or group, so it is called after
/// that (once more).
///
/// # Errors
/// What the kernel says; the process then may outlive its parent.
pub fn die_with(parent: i32, will: &LastWill) -> io::Result<()> {
    prepare(will)?;
    follow(parent)
}

fn follow(parent: i32) -> io::Result<()> {
    set_death_signal(signal())?;
    if nix::unistd::getppid().as_raw() != parent {
        end();
    }
    Ok(())
}

/// A pipe whose writing end the parent alone holds open.
#[derive(Debug)]
pub struct Lifeline {
    read: OwnedFd,
    write: OwnedFd,
}

/// A process's hold on its parent's life; dropping it does not let go.
#[derive(Debug)]
pub struct Tie {
    _own: OwnedFd,
}

impl Lifeline {
    /// Makes one, in the parent.
    ///
    /// # Errors
    /// When descriptors run out.
    pub fn new() -> io::Result<Self> {
        let (read, write) = nix::unistd::pipe2(OFlag::O_CLOEXEC)?;
        Ok(Self { read, write })
    }

    /// What every forked child does that shall not keep the line open.
    ///
    /// # Errors
    /// What dup2(2) says.
    pub fn let_go(&self) -> io::Result<()> {
        // The number stays owned by the struct: replaced, not closed, so that no other file can get it.
        super::fd::replace(self.write.as_raw_fd(), self.read.as_raw_fd())?;
        set_cloexec(self.write.as_raw_fd())
    }

    /// Ends this process when `parent` ends, after what `will` says. For a child, in place of [`Lifeline::let_go`].
    ///
    /// # Errors
    /// What the kernel says; the process then may outlive its parent.
    pub fn tie(&self, parent: i32, will: &LastWill) -> io::Result<Tie> {
        self.let_go()?;
        prepare(will)?;
        // Each process needs an opening of its own: the kernel signals one owner for each.
        let path = format!("/proc/self/fd/{}", self.read.as_raw_fd());
        let own = OwnedFd::from(std::fs::File::open(path)?);
        let fd = own.as_raw_fd();
        // SAFETY: these commands take numbers.
        unsafe {
            if libc::fcntl(fd, libc::F_SETOWN, libc::getpid()) < 0
                || libc::fcntl(fd, F_SETSIG, signal()) < 0
            {
                return Err(io::Error::last_os_error());
            }
        }
        let flags = OFlag::from_bits_retain(fcntl(&own, FcntlArg::F_GETFL)?);
        fcntl(&own, FcntlArg::F_SETFL(flags | OFlag::O_ASYNC | OFlag::O_NONBLOCK))?;
        follow(parent)?;
        Ok(Tie { _own: own })
    }
}

impl Tie {
    /// This process goes on by itself.
    ///
    /// # Errors
    /// What prctl(2) says.
    pub fn cut(self) -> io::Result<()> {
        WILL.store(std::ptr::null_mut(), Ordering::Release);
        drop(self);
        set_death_signal(0)
    }
}

/// Linux's; libc has it for some architectures only.
const F_SETSIG: libc::c_int = 10;

fn set_death_signal(signal: i32) -> io::Result<()> {
    // SAFETY: takes a number.
    let done = unsafe { libc::prctl(libc::PR_SET_PDEATHSIG, signal as libc::c_ulong) };
    if done == 0 { Ok(()) } else { Err(io::Error::last_os_error()) }
}

fn set_cloexec(fd: RawFd) -> io::Result<()> {
    // SAFETY: takes numbers.
    let done = unsafe { libc::fcntl(fd, libc::F_SETFD, libc::FD_CLOEXEC) };
    if done == 0 { Ok(()) } else { Err(io::Error::last_os_error()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_file_that_was_meant_is_removed() {
        let path = std::env::temp_dir().join(format!("last-will-{}", std::process::id()));
        std::fs::write(&path, b"ours").unwrap();
        let mut will = LastWill::default();
        will.add_file(&path);
        let kept = path.with_extension("kept");
        std::fs::rename(&path, &kept).unwrap();
        std::fs::write(&path, b"another's").unwrap();
        will.execute();
        assert!(path.exists());
        std::fs::rename(&kept, &path).unwrap();
        will.execute();
        assert!(!path.exists());
    }
}
