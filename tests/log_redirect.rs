//! A daemon's standard output goes to its log file, in the child that a fork made, and follows a reopened file.
#![allow(unsafe_code, clippy::unwrap_used)]

use std::fs;

use nix::sys::wait::{WaitStatus, waitpid};
use nix::unistd::{ForkResult, fork};
use swoole::log::{self, Role};

#[test]
fn a_daemons_output_follows_its_log_file() {
    let directory = std::env::temp_dir().join(format!("swoole-redirect-{}", std::process::id()));
    fs::create_dir_all(&directory).unwrap();
    let (path, moved) = (directory.join("d.log"), directory.join("moved.log"));
    log::set_file(Some(&path)).unwrap();
    log::set_date_format("D").unwrap();
    // SAFETY: this binary has one test, so no other thread works; the child writes files and `_exit`s.
    let child = match unsafe { fork() }.unwrap() {
        ForkResult::Child => {
            let done = log::redirect_output().is_ok() && {
                log::set_role(Role::Manager);
                log::info(format_args!("a line"));
                let stdout = std::io::stdout();
                let printed = nix::unistd::write(&stdout, b"printed\n").is_ok();
                let renamed = fs::rename(&path, &moved).is_ok();
                log::reopen();
                printed && renamed && nix::unistd::write(&stdout, b"printed later\n").is_ok()
            };
            // SAFETY: ends the child without the harness' exit handlers.
            unsafe { libc::_exit(i32::from(!done)) }
        }
        ForkResult::Parent { child } => child,
    };
    let status = waitpid(child, None).unwrap();
    let (first, later) = (fs::read_to_string(&moved), fs::read_to_string(&path));
    fs::remove_dir_all(&directory).unwrap();
    assert_eq!(status, WaitStatus::Exited(child, 0));
    assert_eq!(first.unwrap(), format!("[D ${child}.0]\tINFO\ta line\nprinted\n"));
    assert_eq!(later.unwrap(), "printed later\n");
}
