//! The log: one line per event, `[2026-01-02 03:04:05 *4242.0]<TAB>WARNING<TAB>message`, to a file or standard output.
//!
//! Everyone writes to it, from any thread and any process; [`set_role`] says what the mark before the process id is. The
//! format is interface (people's log parsers know it). It must not hold a lock at a fork, so it has none of its own: the
//! settings are published, a line is one write(2) to a descriptor opened for appending, the process id is asked for each
//! line. (The C library takes its time-zone lock for the date, which is one more reason why who forks has no threads.)

use std::cell::Cell;
use std::fmt::{self, Write};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicI32, AtomicU64, Ordering::Relaxed};

use crate::error::{ErrorCode, Failure};
use crate::last_error;
use crate::sys::local_time::LocalTime;
use crate::sys::log_fd;
use crate::sys::published::Published;

/// How grave a line is: the `SWOOLE_LOG_*` constants. [`Level::None`] is only a filter.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Level {
    /// `SWOOLE_LOG_DEBUG`.
    Debug = 0,
    /// `SWOOLE_LOG_TRACE`.
    Trace = 1,
    /// `SWOOLE_LOG_INFO`, the default filter.
    Info = 2,
    /// `SWOOLE_LOG_NOTICE`.
    Notice = 3,
    /// `SWOOLE_LOG_WARNING`.
    Warning = 4,
    /// `SWOOLE_LOG_ERROR`.
    Error = 5,
    /// `SWOOLE_LOG_NONE`: lets nothing through.
    None = 6,
}

impl Level {
    /// The filter that the setting `log_level` asks for; numbers outside are clamped.
    pub fn filter_from_number(number: i64) -> Self {
        match number {
            ..=0 => Self::Debug,
            1 => Self::Trace,
            2 => Self::Info,
            3 => Self::Notice,
            4 => Self::Warning,
            5 => Self::Error,
            6.. => Self::None,
        }
    }

    /// The level of a line written by a script; a number that is no level counts as information.
    pub fn of_line_from_number(number: i64) -> Self {
        match number {
            6.. => Self::Info,
            _ => Self::filter_from_number(number),
        }
    }

    fn word(self) -> &'static str {
        match self {
            Self::Debug => "DEBUG",
            Self::Trace => "TRACE",
            Self::Info | Self::None => "INFO",
            Self::Notice => "NOTICE",
            Self::Warning => "WARNING",
            Self::Error => "ERROR",
        }
    }
}

/// When a new log file is begun: the `SWOOLE_LOG_ROTATION_*` constants.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Rotation {
    /// Never.
    #[default]
    Single = 0,
    /// `name.202601`.
    Monthly = 1,
    /// `name.20260102`.
    Daily = 2,
    /// `name.2026010203`.
    Hourly = 3,
    /// `name.202601020304`.
    EveryMinute = 4,
}

impl Rotation {
    /// From the setting; a number that is no kind means never.
    pub fn from_number(number: i64) -> Self {
        match number {
            1 => Self::Monthly,
            2 => Self::Daily,
            3 => Self::Hourly,
            4 => Self::EveryMinute,
            _ => Self::Single,
        }
    }

    fn suffix_format(self) -> Option<&'static str> {
        match self {
            Self::Single => None,
            Self::Monthly => Some("%Y%m"),
            Self::Daily => Some("%Y%m%d"),
            Self::Hourly => Some("%Y%m%d%H"),
            Self::EveryMinute => Some("%Y%m%d%H%M"),
        }
    }

    /// The suffix of the file that is current at `moment`; all digits.
    fn suffix(self, moment: &LocalTime) -> Option<String> {
        moment.format(self.suffix_format()?, 16)
    }
}

/// Who writes: decides the mark and the number of `[... *4242.0]`.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Role {
    /// `%`: a script that has started no server.
    #[default]
    Script,
    /// `#`: the master's main thread.
    Master,
    /// `#`, with the thread's number: a reactor thread of the master.
    ReactorThread(u16),
    /// `$`: the manager.
    Manager,
    /// `*`, with the worker id.
    Worker(u16),
    /// `^`, with the worker id (task workers count on from the workers).
    TaskWorker(u16),
    /// `@`, with the worker id (user processes count on from the task workers).
    UserProcess(u16),
}

impl Role {
    fn mark_and_number(self) -> (char, u16) {
        match self {
            Self::Script => ('%', 0),
            Self::Master => ('#', 0),
            Self::ReactorThread(id) => ('#', id),
            Self::Manager => ('$', 0),
            Self::Worker(id) => ('*', id),
            Self::TaskWorker(id) => ('^', id),
            Self::UserProcess(id) => ('@', id),
        }
    }
}

/// The longest date that `log_date_format` may produce, in bytes.
const DATE_MAX: usize = 128;
const DEFAULT_DATE_FORMAT: &str = "%Y-%m-%d %H:%M:%S";

#[derive(Clone, Debug)]
struct Settings {
    level: Level,
    date_format: String,
    microseconds: bool,
    file: Option<PathBuf>,
    rotation: Rotation,
    role: Role,
}

impl Settings {
    const fn initial() -> Self {
        Self {
            level: Level::Info,
            date_format: String::new(),
            microseconds: false,
            file: None,
            rotation: Rotation::Single,
            role: Role::Script,
        }
    }

    fn date_format(&self) -> &str {
        if self.date_format.is_empty() { DEFAULT_DATE_FORMAT } else { &self.date_format }
    }
}

static INITIAL: Settings = Settings::initial();
static SETTINGS: Published<Settings> = Published::new();
/// The log file's descriptor; -1 while the log goes to standard output. See [`log_fd`] for why it never changes again.
static FILE_FD: AtomicI32 = AtomicI32::new(-1);
/// The suffix of the open file as a number (it is all digits); 0 without rotation.
static PERIOD: AtomicU64 = AtomicU64::new(0);
static OUTPUT_REDIRECTED: AtomicBool = AtomicBool::new(false);

thread_local! {
    static THREAD_ROLE: Cell<Option<Role>> = const { Cell::new(None) };
}

fn settings() -> &'static Settings {
    SETTINGS.get().unwrap_or(&INITIAL)
}

fn change(edit: impl FnOnce(&mut Settings)) {
    let mut next = settings().clone();
    edit(&mut next);
    SETTINGS.set(next);
}

/// Lines below `level` are dropped from now on.
pub fn set_level(level: Level) {
    change(|settings| settings.level = level);
}

/// Whether a line of `level` would be written; ask before composing a costly one.
pub fn enabled(level: Level) -> bool {
    let filter = settings().level;
    filter != Level::None && level >= filter
}

/// Says what this process is, after a fork or when a server starts. Other threads with a role of their own keep it.
pub fn set_role(role: Role) {
    THREAD_ROLE.set(None);
    change(|settings| settings.role = role);
}

/// Says what the calling thread is.
pub fn set_thread_role(role: Role) {
    THREAD_ROLE.set(Some(role));
}

/// The role that lines of this thread carry.
pub fn role() -> Role {
    THREAD_ROLE.get().unwrap_or(settings().role)
}

/// Sets the strftime(3) format of the dates.
///
/// # Errors
/// `SWOOLE_ERROR_INVALID_PARAMS` if a date in it is empty or longer than 128 bytes.
pub fn set_date_format(format: &str) -> Result<(), Failure> {
    if LocalTime::now().format(format, DATE_MAX).is_none() {
        let message = format!("The date format string[length={}] is too long", format.len());
        return Err(Failure::new(ErrorCode::INVALID_PARAMS, message));
    }
    change(|settings| settings.date_format = format.to_owned());
    Ok(())
}

/// Dates get microseconds: `2026-01-02 03:04:05<.047684>`.
pub fn set_microseconds(on: bool) {
    change(|settings| settings.microseconds = on);
}

/// Sets when a new file is begun. Takes effect with the next line.
pub fn set_rotation(rotation: Rotation) {
    change(|settings| settings.rotation = rotation);
    if rotation == Rotation::Single && PERIOD.load(Relaxed) != 0 {
        reopen();
    }
}

/// Sends the log to the file `path` (to the current period's file, if it rotates), or to standard output.
///
/// # Errors
/// `SWOOLE_ERROR_SYSTEM_CALL_FAIL` if it cannot be opened; the log then goes on where it was.
pub fn set_file(path: Option<&Path>) -> Result<(), Failure> {
    if let Some(path) = path {
        open_file(path, settings().rotation, &LocalTime::now())?;
    }
    change(|settings| settings.file = path.map(Path::to_owned));
    Ok(())
}

/// The base name of the log file, `None` for standard output.
pub fn file() -> Option<&'static Path> {
    settings().file.as_deref()
}

/// Opens the log file anew, by its name: after it was moved away or deleted (SIGRTMIN). Says so on the old one if it cannot.
pub fn reopen() {
    let settings = settings();
    if let Some(path) = &settings.file
        && let Err(failure) = open_file(path, settings.rotation, &LocalTime::now())
    {
        write_with(Level::Warning, "", failure.code, format_args!("{failure}"));
    }
}

/// Makes standard output and error go where the log goes, as a daemon does; follows reopening and rotation.
///
/// # Errors
/// What dup2(2) says. Without a log file it does nothing.
pub fn redirect_output() -> io::Result<()> {
    match FILE_FD.load(Relaxed) {
        fd if fd >= 0 && file().is_some() => {
            log_fd::redirect_output(fd)?;
            OUTPUT_REDIRECTED.store(true, Relaxed);
            Ok(())
        }
        _ => Ok(()),
    }
}

fn open_file(base: &Path, rotation: Rotation, moment: &LocalTime) -> Result<(), Failure> {
    let suffix = rotation.suffix(moment);
    let path = file_of_period(base, suffix.as_deref());
    let slot = Some(FILE_FD.load(Relaxed)).filter(|fd| *fd >= 0);
    let opened = log_fd::open(&path).and_then(|file| log_fd::install(&file, slot));
    let fd = opened.map_err(|error| {
        let code = ErrorCode::from(&error);
        let message =
            format!("open('{}') failed. Error: {}[{}]", path.display(), code.sentence(), code.0);
        Failure::new(ErrorCode::SYSTEM_CALL_FAIL, message)
    })?;
    FILE_FD.store(fd, Relaxed);
    PERIOD.store(period_number(suffix.as_deref()), Relaxed);
    if OUTPUT_REDIRECTED.load(Relaxed) {
        // The log itself works; stdio that cannot follow stays with the old file.
        let _ = log_fd::redirect_output(fd);
    }
    Ok(())
}

fn file_of_period(base: &Path, suffix: Option<&str>) -> PathBuf {
    let mut path = base.as_os_str().to_owned();
    if let Some(suffix) = suffix {
        path.push(".");
        path.push(suffix);
    }
    path.into()
}

fn period_number(suffix: Option<&str>) -> u64 {
    suffix.and_then(|digits| digits.parse().ok()).unwrap_or(0)
}

/// Where a line of `moment` goes; begins a new file if the period is over.
fn target_fd(settings: &Settings, moment: &LocalTime) -> i32 {
    let Some(base) = &settings.file else { return libc::STDOUT_FILENO };
    if let Some(suffix) = settings.rotation.suffix(moment)
        && PERIOD.load(Relaxed) != period_number(Some(&suffix))
    {
        // A file that cannot be begun must not cost the line: it goes to the old one, and the next line tries again.
        let _ = open_file(base, settings.rotation, moment);
    }
    match FILE_FD.load(Relaxed) {
        fd if fd >= 0 => fd,
        _ => libc::STDOUT_FILENO,
    }
}

/// Writes one line, unless the filter drops it.
pub fn write(level: Level, message: fmt::Arguments<'_>) {
    if enabled(level) {
        let settings = settings();
        let moment = LocalTime::now();
        let line = compose(settings, role(), std::process::id(), &moment, level, message);
        log_fd::write_line(target_fd(settings, &moment), line.as_bytes());
    }
}

/// Writes one line that carries an error code, `origin() (ERRNO 1005): message` (without `origin()` if that is empty),
/// unless the filter or `swoole_ignore_error()` drops it. Sets the thread's last error in any case.
pub fn write_with(level: Level, origin: &str, code: ErrorCode, message: fmt::Arguments<'_>) {
    last_error::set(code);
    if !enabled(level) || last_error::is_ignored(code) {
        return;
    }
    match origin {
        "" => write(level, format_args!("(ERRNO {}): {message}", code.0)),
        _ => write(level, format_args!("{origin}() (ERRNO {}): {message}", code.0)),
    }
}

/// A debugging line.
pub fn debug(message: fmt::Arguments<'_>) {
    write(Level::Debug, message);
}

/// An information.
pub fn info(message: fmt::Arguments<'_>) {
    write(Level::Info, message);
}

/// Something to notice.
pub fn notice(message: fmt::Arguments<'_>) {
    write(Level::Notice, message);
}

/// Something went wrong and was coped with.
pub fn warning(message: fmt::Arguments<'_>) {
    write(Level::Warning, message);
}

/// A warning with an error code, which becomes the thread's last error.
pub fn warning_with(code: ErrorCode, message: fmt::Arguments<'_>) {
    write_with(Level::Warning, "", code, message);
}

/// A system call failed: `message, Error: No such file or directory[2]`. Its errno becomes the thread's last error.
pub fn sys_warning(error: &io::Error, message: fmt::Arguments<'_>) {
    let code = ErrorCode::from(error);
    last_error::set(code);
    if !last_error::is_ignored(code) {
        warning(format_args!("{message}, Error: {}[{}]", code.sentence(), code.0));
    }
}

/// Something went wrong for good.
pub fn error(message: fmt::Arguments<'_>) {
    write(Level::Error, message);
}

/// An error with its code, which becomes the thread's last error.
pub fn error_with(code: ErrorCode, message: fmt::Arguments<'_>) {
    write_with(Level::Error, "", code, message);
}

/// Warns of `failure` and makes its code the thread's last error.
pub fn warn_failure(failure: &Failure) {
    write_with(Level::Warning, "", failure.code, format_args!("{failure}"));
}

fn compose(
    settings: &Settings,
    role: Role,
    pid: u32,
    moment: &LocalTime,
    level: Level,
    message: fmt::Arguments<'_>,
) -> String {
    let date = moment.format(settings.date_format(), DATE_MAX).unwrap_or_default();
    let (mark, number) = role.mark_and_number();
    let mut line = format!("[{date}");
    let word = level.word();
    // Writing to a String cannot fail; a Display that does says nothing worth more than the line so far.
    let _ = match settings.microseconds {
        true => write!(line, "<.{:06}> {mark}{pid}.{number}]\t{word}\t{message}", moment.micros()),
        false => write!(line, " {mark}{pid}.{number}]\t{word}\t{message}"),
    };
    line.push('\n');
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(settings: &Settings, role: Role, level: Level) -> String {
        let moment = LocalTime::from_unix(0, 47_684);
        compose(settings, role, 4242, &moment, level, format_args!("hello {}", 1))
    }

    #[test]
    fn a_line_has_date_mark_process_level_and_message() {
        let settings = Settings { date_format: "%%d".into(), ..Settings::initial() };
        let lines = [
            (Role::Script, "[%d %4242.0]\tINFO\thello 1\n"),
            (Role::Master, "[%d #4242.0]\tINFO\thello 1\n"),
            (Role::ReactorThread(3), "[%d #4242.3]\tINFO\thello 1\n"),
            (Role::Manager, "[%d $4242.0]\tINFO\thello 1\n"),
            (Role::Worker(2), "[%d *4242.2]\tINFO\thello 1\n"),
            (Role::TaskWorker(5), "[%d ^4242.5]\tINFO\thello 1\n"),
            (Role::UserProcess(6), "[%d @4242.6]\tINFO\thello 1\n"),
        ];
        for (role, expected) in lines {
            assert_eq!(line(&settings, role, Level::Info), expected);
        }
    }

    #[test]
    fn microseconds_have_six_digits() {
        let settings =
            Settings { date_format: "D".into(), microseconds: true, ..Settings::initial() };
        assert_eq!(
            line(&settings, Role::Script, Level::Error),
            "[D<.047684> %4242.0]\tERROR\thello 1\n"
        );
    }

    #[test]
    fn the_default_date_has_nineteen_characters() {
        let text = line(&Settings::initial(), Role::Script, Level::Warning);
        assert_eq!(text.find(" %4242"), Some(1 + 19), "{text}");
    }

    #[test]
    fn numbers_become_levels_as_in_the_reference() {
        assert_eq!(Level::filter_from_number(-3), Level::Debug);
        assert_eq!(Level::filter_from_number(99), Level::None);
        assert_eq!(Level::of_line_from_number(7), Level::Info);
        assert_eq!(Level::of_line_from_number(5), Level::Error);
    }

    #[test]
    fn a_rotating_file_is_named_after_its_period() {
        let moment = LocalTime::from_unix(1_795_492_440, 0);
        let lengths = [(1, 6), (2, 8), (3, 10), (4, 12)];
        for (number, digits) in lengths {
            let suffix = Rotation::from_number(number).suffix(&moment).unwrap();
            assert_eq!(suffix.len(), digits);
            assert!(suffix.starts_with("202611"), "{suffix}");
            let name = file_of_period(Path::new("/l/a.log"), Some(&suffix));
            assert_eq!(name, PathBuf::from(format!("/l/a.log.{suffix}")));
        }
        assert_eq!(Rotation::from_number(9).suffix(&moment), None);
    }

    #[test]
    fn a_date_format_that_gives_nothing_or_too_much_is_refused() {
        let refused = set_date_format(&"%c ".repeat(20)).unwrap_err();
        assert_eq!(refused.code, ErrorCode::INVALID_PARAMS);
        assert_eq!(refused.message, "The date format string[length=60] is too long");
        assert!(set_date_format("").is_err());
    }
}
