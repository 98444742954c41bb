//! Who a process is: its user, group, root directory, CPU and title.
//!
//! Called by workers after the fork, and for the whole server when it becomes a daemon. Every failure refuses to go on: a server asked to
//! drop its rights never runs with them.

use crate::error::{ErrorCode, Failure};
use nix::unistd::{Gid, Group, Uid, User, chdir, chroot, setgid, setgroups, setsid, setuid};
use std::os::fd::AsRawFd;

/// What to become; `None` leaves that as it is.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Identity {
    /// User name.
    pub user: Option<String>,
    /// Group name.
    pub group: Option<String>,
    /// Directory that becomes the root.
    pub chroot: Option<String>,
}

/// An [`Identity`] whose names have been looked up, which must happen before the root changes.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Resolved {
    uid: Option<Uid>,
    gid: Option<Gid>,
    chroot: Option<String>,
}

impl Identity {
    /// Looks the names up.
    ///
    /// # Errors
    /// A user or group that does not exist, a root that is no directory.
    pub fn resolve(&self) -> Result<Resolved, Failure> {
        let user = match &self.user {
            Some(name) => {
                Some(User::from_name(name).ok().flatten().ok_or_else(|| unknown("user", name))?)
            }
            None => None,
        };
        let gid = match &self.group {
            Some(name) => Some(
                Group::from_name(name).ok().flatten().ok_or_else(|| unknown("group", name))?.gid,
            ),
            // A user without a group of its own choice must not keep the caller's.
            None => user.as_ref().map(|user| user.gid),
        };
        if let Some(path) = self.chroot.as_ref().filter(|path| !std::path::Path::new(path).is_dir())
        {
            return Err(Failure::new(
                ErrorCode::DIR_NOT_EXIST,
                format!("chroot '{path}' is not a directory"),
            ));
        }
        Ok(Resolved { uid: user.map(|user| user.uid), gid, chroot: self.chroot.clone() })
    }
}

impl Resolved {
    /// Becomes it: first the root, then the groups (supplementary ones are dropped), then the user. What already holds is not asked for, so that a
    /// server that runs as the wanted user needs no privilege.
    ///
    /// # Errors
    /// The step that failed; the process must not go on.
    pub fn assume(&self) -> Result<(), Failure> {
        let step = |what: &str, result: nix::Result<()>| {
            result.map_err(|error| {
                Failure::new(ErrorCode(error as i32), format!("{what} failed: {}", error.desc()))
            })
        };
        if let Some(path) = &self.chroot {
            step(&format!("chroot('{path}')"), chroot(path.as_str()))?;
            step("chdir('/')", chdir("/"))?;
        }
        if let Some(gid) =
            self.gid.filter(|gid| *gid != nix::unistd::getegid() || Uid::effective().is_root())
        {
            step("setgroups", setgroups(&[gid]))?;
            step(&format!("setgid({gid})"), setgid(gid))?;
        }
        if let Some(uid) = self.uid.filter(|uid| *uid != Uid::effective()) {
            step(&format!("setuid({uid})"), setuid(uid))?;
        }
        Ok(())
    }

    /// Whether there is nothing to become.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

fn unknown(what: &str, name: &str) -> Failure {
    Failure::new(ErrorCode::INVALID_PARAMS, format!("{what} '{name}' does not exist"))
}

/// Becomes a daemon: leaves the terminal and the parent, which exits with status 0. Descriptors 0, 1 and 2 go to /dev/null
/// unless `keep_output`. The working directory stays: scripts use relative paths.
///
/// # Errors
/// When forking fails or there is no /dev/null.
pub fn daemonize(keep_output: bool) -> Result<(), Failure> {
    leave_terminal()?;
    close_terminal(if keep_output { &[0] } else { &[0, 1, 2] })
}

/// Goes on in a new process that has neither terminal nor parent; this one exits with status 0.
///
/// # Errors
/// When forking fails.
pub fn leave_terminal() -> Result<(), Failure> {
    use crate::sys::process::{Forked, exit_now, fork};
    if let Forked::Parent(_) = fork().map_err(no_daemon)? {
        exit_now(0);
    }
    setsid().map_err(|error| no_daemon(error.into()))?;
    Ok(())
}

/// Makes /dev/null of these descriptors.
///
/// # Errors
/// When there is no /dev/null.
pub fn close_terminal(descriptors: &[i32]) -> Result<(), Failure> {
    let null =
        std::fs::OpenOptions::new().read(true).write(true).open("/dev/null").map_err(no_daemon)?;
    for &fd in descriptors {
        crate::sys::fd::replace(fd, null.as_raw_fd()).map_err(no_daemon)?;
    }
    Ok(())
}

fn no_daemon(error: std::io::Error) -> Failure {
    Failure::new(ErrorCode::from(&error), format!("cannot become a daemon: {error}"))
}
