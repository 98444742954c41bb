//! The log as a process uses it: one test, since the log is one per process.
#![allow(clippy::unwrap_used)]

use std::fs;
use std::io;
use std::path::PathBuf;

use swoole::error::ErrorCode;
use swoole::last_error;
use swoole::log::{self, Level, Role, Rotation};

struct Directory(PathBuf);

impl Directory {
    fn new() -> Self {
        let path = std::env::temp_dir().join(format!("swoole-log-{}", std::process::id()));
        fs::create_dir_all(&path).unwrap();
        Self(path)
    }
}

impl Drop for Directory {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

#[test]
fn the_log_filters_carries_codes_reopens_and_rotates() {
    let directory = Directory::new();
    let path = directory.0.join("a.log");
    let pid = std::process::id();

    let refused = log::set_file(Some(&directory.0.join("no/such/a.log"))).unwrap_err();
    assert_eq!(refused.code, ErrorCode::SYSTEM_CALL_FAIL);
    assert!(refused.message.ends_with("failed. Error: No such file or directory[2]"));

    log::set_file(Some(&path)).unwrap();
    log::set_date_format("D").unwrap();
    log::set_role(Role::Worker(1));
    log::debug(format_args!("dropped"));
    log::info(format_args!("kept"));
    log::warning_with(ErrorCode::SESSION_NOT_EXIST, format_args!("no session 7"));
    assert_eq!(last_error::get(), ErrorCode::SESSION_NOT_EXIST);
    last_error::ignore(ErrorCode::SESSION_CLOSED);
    log::warning_with(ErrorCode::SESSION_CLOSED, format_args!("ignored"));
    assert_eq!(last_error::get(), ErrorCode::SESSION_CLOSED);
    log::sys_warning(&io::Error::from_raw_os_error(13), format_args!("bind() failed"));
    std::thread::spawn(|| {
        log::set_thread_role(Role::ReactorThread(4));
        log::write_with(Level::Error, "f", ErrorCode::QUEUE_FULL, format_args!("from a thread"));
    })
    .join()
    .unwrap();
    let expected = format!(
        "[D *{pid}.1]\tINFO\tkept\n\
         [D *{pid}.1]\tWARNING\t(ERRNO 1005): no session 7\n\
         [D *{pid}.1]\tWARNING\tbind() failed, Error: Permission denied[13]\n\
         [D #{pid}.4]\tERROR\tf() (ERRNO 506): from a thread\n"
    );
    assert_eq!(fs::read_to_string(&path).unwrap(), expected);

    let moved = directory.0.join("moved.log");
    fs::rename(&path, &moved).unwrap();
    log::reopen();
    log::info(format_args!("after reopening"));
    assert_eq!(fs::read_to_string(&moved).unwrap(), expected);
    assert!(fs::read_to_string(&path).unwrap().ends_with("\tafter reopening\n"));

    log::set_rotation(Rotation::Monthly);
    log::info(format_args!("in the month's file"));
    let names: Vec<String> = fs::read_dir(&directory.0)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name.starts_with("a.log."))
        .collect();
    assert_eq!(names.len(), 1);
    assert_eq!(names[0].len(), "a.log.202601".len());
    let text = fs::read_to_string(directory.0.join(&names[0])).unwrap();
    assert!(text.ends_with("\tin the month's file\n"), "{text}");

    log::set_level(Level::None);
    log::error(format_args!("nothing passes"));
    assert_eq!(fs::read_to_string(directory.0.join(&names[0])).unwrap(), text);
}
