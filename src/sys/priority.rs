//! Nice values of processes, process groups and users: getpriority(2), setpriority(2).

use std::io;

/// The nice value of `who` among the `which` (`PRIO_PROCESS`, `PRIO_PGRP`, `PRIO_USER`): the best of theirs. 0 stands for the caller's own.
///
/// # Errors
/// `EINVAL` for an unknown kind, `ESRCH` if there is none.
pub fn get(which: i32, who: u32) -> io::Result<i32> {
    // SAFETY: takes two numbers. -1 is a nice value too, so errno tells.
    unsafe {
        *libc::__errno_location() = 0;
        let value = libc::getpriority(which as _, who);
        match *libc::__errno_location() {
            0 => Ok(value),
            error => Err(io::Error::from_raw_os_error(error)),
        }
    }
}

/// Sets it; values out of range are taken for the nearest (-20 to 19).
///
/// # Errors
/// As [`get`]; `EACCES` or `EPERM` without the privilege.
pub fn set(which: i32, who: u32, value: i32) -> io::Result<()> {
    // SAFETY: takes numbers.
    let done = unsafe { libc::setpriority(which as _, who, value) };
    if done == 0 { Ok(()) } else { Err(io::Error::last_os_error()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_unknown_kind_and_nobody_are_errors() {
        assert!(get(libc::PRIO_PROCESS as i32, 0).is_ok());
        assert_eq!(get(-1000, 0).unwrap_err().raw_os_error(), Some(libc::EINVAL));
        assert_eq!(
            get(libc::PRIO_PROCESS as i32, 99_999_999).unwrap_err().raw_os_error(),
            Some(libc::ESRCH)
        );
        assert_eq!(set(-1000, 0, 3).unwrap_err().raw_os_error(), Some(libc::EINVAL));
    }
}
