//! Second stage: what the settings of a server mean on this machine.

use std::fmt;
use std::time::Duration;

use super::{Asked, CoroutineSettings, SettingError, SettingValue};

/// What resolution needs to know of the world.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Env {
    /// CPUs that the process may use, at least 1.
    pub cpus: usize,
    /// `RLIMIT_NOFILE`, the soft limit.
    pub max_open_files: u64,
    /// The server runs in `SWOOLE_BASE` mode.
    pub base_mode: bool,
}

/// Processes or threads for one CPU at most.
const WORKERS_PER_CPU: usize = 1000;
const REACTORS_PER_CPU: usize = 4;
const MAX_DEFAULT_REACTORS: usize = 8;
/// Sessions that the table has room for.
const MAX_SESSIONS: u64 = 1 << 20;
const MAX_DEFAULT_CONNECTIONS: u64 = 100_000;
/// Descriptors that a server needs for itself, beside two for each process.
const OWN_DESCRIPTORS: u64 = 36;
/// `max_request` up to which all workers may as well exit at once.
const MIN_REQUESTS_FOR_GRACE: u64 = 10;
/// What a process has for its end after the time that it may take, before it is killed.
const KILL_GRACE: Duration = Duration::from_millis(500);

/// A server's settings, worked out. Ports have their own, [`PortSettings`](super::PortSettings).
#[derive(Debug, Clone, PartialEq)]
#[allow(clippy::struct_excessive_bools)]
pub struct ServerSettings {
    /// Worker processes, at least 1.
    pub worker_num: usize,
    /// Reactor threads, at least 1 (unused in BASE mode and with `single_thread`).
    pub reactor_num: usize,
    /// The main thread serves the connections.
    pub single_thread: bool,
    /// Callbacks of workers run in coroutines.
    pub enable_coroutine: bool,
    /// `task_enable_coroutine`, where `enable_coroutine` is on: tasks run in coroutines.
    pub task_coroutines: bool,
    /// `max_concurrency`: HTTP requests that the server works on at a time.
    pub max_concurrency: Option<u64>,
    /// `worker_max_concurrency`: HTTP requests that a worker works on at a time.
    pub worker_max_concurrency: Option<u64>,
    /// `send_yield`: a coroutine that sends waits while the output is full.
    pub send_yield: bool,
    /// How long it waits; `None` for ever.
    pub send_limit: Option<Duration>,
    /// What coroutines may do, which the binding is told as well when the script asks.
    pub coroutines: CoroutineSettings,
    /// Requests after which a worker exits; 0 is never.
    pub max_request: u64,
    /// Requests that chance may add to `max_request`; 0 adds none.
    pub max_request_grace: u64,
    /// Seconds until a stopping process is killed.
    pub max_wait_time: u64,
    /// A worker finishes what it waits for before it exits.
    pub reload_async: bool,
    /// Run in the background.
    pub daemonize: bool,
    /// File with the master's process id.
    pub pid_file: Option<Vec<u8>>,
    /// User of the workers.
    pub user: Option<Vec<u8>>,
    /// Group of the workers.
    pub group: Option<Vec<u8>>,
    /// Root directory of the workers.
    pub chroot: Option<Vec<u8>>,
    /// CPUs to bind threads and workers to, in turn; `None` binds nothing.
    pub cpu_affinity: Option<Vec<usize>>,
    /// `dispatch_mode`, one of 1 to 5 and 7 to 10.
    pub dispatch_mode: u8,
    /// The script has a `dispatch_func`, which wins over `dispatch_mode`.
    pub has_dispatch_func: bool,
    /// Drop data whose connection has closed.
    pub discard_timeout_request: bool,
    /// Call `onConnect` and `onClose` in every dispatch mode.
    pub enable_unsafe_event: bool,
    /// New connections wait for `confirm()`.
    pub enable_delay_receive: bool,
    /// Callbacks get one object.
    pub event_object: bool,
    /// Connections at a time.
    pub max_connection: u64,
    /// Session ids begin above this.
    pub start_session_id: u64,
    /// Seconds between two searches for idle connections; `None` searches never.
    pub heartbeat_check_interval: Option<u64>,
    /// Bytes not yet taken by workers at which a connection is no longer read; `None` is no limit.
    pub max_queued_bytes: Option<u64>,
    /// Bytes of one `send()` at most.
    pub output_buffer_size: u64,
    /// Each BASE worker has its own listening sockets.
    pub enable_reuse_port: bool,
    /// Where and what to log.
    pub log: LogSettings,
    /// Show the extension's warnings.
    pub display_errors: bool,
    /// File for `stats()`.
    pub stats_file: Option<Vec<u8>>,
    /// Milliseconds between two writes of `stats_file`.
    pub stats_timer_interval: u64,
    /// Task workers.
    pub task_worker_num: usize,
    /// `task_ipc_mode`, 1 to 3.
    pub task_ipc_mode: u8,
    /// The key of the queue of modes 2 and 3; `None` is a queue of the server's own.
    pub message_queue_key: Option<i32>,
    /// Tasks after which a task worker exits; 0 is never.
    pub task_max_request: u64,
    /// Tasks that chance may add to `task_max_request`.
    pub task_max_request_grace: u64,
    /// `onTask` gets one object.
    pub task_use_object: bool,
}

/// What the log's settings mean.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LogSettings {
    /// The file; `None` is standard output.
    pub file: Option<Vec<u8>>,
    /// The least level, 0 to 6.
    pub level: u8,
    /// `SWOOLE_LOG_ROTATION_*`, 0 to 4.
    pub rotation: u8,
    /// `strftime()` format.
    pub date_format: Vec<u8>,
    /// Show microseconds.
    pub with_microseconds: bool,
}

/// A value that could not be had as asked; one warning each.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Adjustment {
    /// More processes or threads than the machine is good for.
    TooMany {
        /// The setting.
        name: &'static str,
        /// What was asked.
        asked: usize,
        /// What it is now.
        reset: usize,
    },
    /// `max_connection` leaves no room for the server's own descriptors.
    FewConnections {
        /// The least value.
        least: u64,
        /// What it is now.
        reset: u64,
    },
    /// `max_connection` exceeds what the process or the session table can hold.
    ManyConnections {
        /// What it is now.
        reset: u64,
    },
}

impl fmt::Display for Adjustment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooMany { name, asked, reset } => {
                let what = if *name == "reactor_num" { "threads" } else { "processes" };
                write!(f, "{name} == {asked}, Too many {what}, reset to max value {reset}")
            }
            Self::FewConnections { least, reset } => {
                write!(f, "max_connection must be bigger than {least}, it's reset to {reset}")
            }
            Self::ManyConnections { reset } => {
                write!(f, "max_connection is exceed the maximum value, it's reset to {reset}")
            }
        }
    }
}

impl ServerSettings {
    /// What `asked` means here, and what could not be had as asked.
    ///
    /// # Errors
    /// `cpu_affinity_ignore` leaves no CPU.
    pub fn resolve(asked: &Asked, env: &Env) -> Result<(Self, Vec<Adjustment>), SettingError> {
        let mut adjusted = Vec::new();
        let worker_num = worker_num(asked, env, &mut adjusted);
        let settings = Self {
            worker_num,
            reactor_num: reactor_num(asked, env, worker_num, &mut adjusted),
            single_thread: asked.flag("single_thread"),
            enable_coroutine: asked.flag("enable_coroutine"),
            task_coroutines: asked.flag("enable_coroutine") && asked.flag("task_enable_coroutine"),
            max_concurrency: limit(asked, "max_concurrency"),
            worker_max_concurrency: limit(asked, "worker_max_concurrency"),
            send_yield: asked.flag("send_yield"),
            send_limit: Some(asked.float("send_timeout"))
                .filter(|seconds| *seconds > 0.0)
                .and_then(|seconds| Duration::try_from_secs_f64(seconds).ok()),
            coroutines: CoroutineSettings::resolve(asked),
            max_request: asked.count("max_request"),
            max_request_grace: grace(asked, "max_request", "max_request_grace"),
            max_wait_time: asked.count("max_wait_time"),
            reload_async: asked.flag("reload_async"),
            daemonize: asked.flag("daemonize"),
            pid_file: asked.string("pid_file"),
            user: asked.string("user"),
            group: asked.string("group"),
            chroot: asked.string("chroot"),
            cpu_affinity: cpu_affinity(asked, env)?,
            dispatch_mode: u8::try_from(asked.int("dispatch_mode")).unwrap_or(2),
            has_dispatch_func: asked.given("dispatch_func").is_some(),
            discard_timeout_request: asked.flag("discard_timeout_request"),
            enable_unsafe_event: asked.flag("enable_unsafe_event"),
            enable_delay_receive: asked.flag("enable_delay_receive"),
            event_object: asked.flag("event_object"),
            max_connection: max_connection(asked, env, worker_num, &mut adjusted),
            start_session_id: asked.count("start_session_id"),
            heartbeat_check_interval: Some(asked.count("heartbeat_check_interval"))
                .filter(|s| *s > 0),
            max_queued_bytes: Some(asked.count("max_queued_bytes")).filter(|bytes| *bytes > 0),
            output_buffer_size: asked.count("output_buffer_size"),
            enable_reuse_port: asked.flag("enable_reuse_port"),
            log: LogSettings::resolve(asked),
            display_errors: asked.flag("display_errors"),
            stats_file: asked.string("stats_file"),
            stats_timer_interval: asked.count("stats_timer_interval"),
            task_worker_num: at_most(
                "task_worker_num",
                asked.size("task_worker_num"),
                env.cpus * WORKERS_PER_CPU,
                &mut adjusted,
            ),
            task_ipc_mode: u8::try_from(asked.int("task_ipc_mode")).unwrap_or(1),
            message_queue_key: asked
                .given("message_queue_key")
                .map(|_| asked.int("message_queue_key") as i32)
                .filter(|key| *key != 0),
            task_max_request: asked.count("task_max_request"),
            task_max_request_grace: grace(asked, "task_max_request", "task_max_request_grace"),
            // Tasks in coroutines come as objects too: the script is written that way.
            task_use_object: ["task_use_object", "task_enable_coroutine", "event_object"]
                .iter()
                .any(|name| asked.flag(name)),
        };
        Ok((settings, adjusted))
    }

    /// How long a process that was asked to end may take.
    #[must_use]
    pub fn leave_limit(&self) -> Duration {
        Duration::from_secs(self.max_wait_time)
    }

    /// When the manager kills it. A worker whose loop still turns ends by itself at its limit, in good order; only one that does not is killed.
    #[must_use]
    pub fn kill_limit(&self) -> Duration {
        self.leave_limit() + KILL_GRACE
    }

    /// The CPU to bind the thread or worker of that number to, if any.
    #[must_use]
    pub fn cpu_for(&self, number: u16) -> Option<usize> {
        let cpus = self.cpu_affinity.as_ref()?;
        cpus.get(usize::from(number) % cpus.len().max(1)).copied()
    }
}

impl LogSettings {
    /// What the log's settings mean; needed before a server starts, so it stands by itself.
    #[must_use]
    pub fn resolve(asked: &Asked) -> Self {
        Self {
            file: asked.string("log_file"),
            level: u8::try_from(asked.int("log_level")).unwrap_or(2),
            rotation: u8::try_from(asked.int("log_rotation")).unwrap_or(0),
            date_format: asked.string("log_date_format").unwrap_or_default(),
            with_microseconds: asked.flag("log_date_with_microseconds"),
        }
    }
}

fn worker_num(asked: &Asked, env: &Env, adjusted: &mut Vec<Adjustment>) -> usize {
    match asked.size("worker_num") {
        0 if env.base_mode => 1,
        0 => env.cpus,
        workers => at_most("worker_num", workers, env.cpus * WORKERS_PER_CPU, adjusted),
    }
}

fn reactor_num(asked: &Asked, env: &Env, workers: usize, adjusted: &mut Vec<Adjustment>) -> usize {
    let reactors = match asked.size("reactor_num") {
        0 => env.cpus.min(MAX_DEFAULT_REACTORS),
        reactors => at_most("reactor_num", reactors, env.cpus * REACTORS_PER_CPU, adjusted),
    };
    reactors.min(workers)
}

fn at_most(name: &'static str, asked: usize, max: usize, adjusted: &mut Vec<Adjustment>) -> usize {
    if asked > max {
        adjusted.push(Adjustment::TooMany { name, asked, reset: max });
    }
    asked.min(max)
}

/// A number of things that may be there at a time, at least one; the largest that can be asked for is no limit.
fn limit(asked: &Asked, name: &str) -> Option<u64> {
    Some(asked.count(name).max(1)).filter(|most| *most < u64::from(u32::MAX))
}

fn grace(asked: &Asked, limit: &'static str, grace: &'static str) -> u64 {
    let max_request = asked.count(limit);
    match asked.given(grace) {
        Some(_) => asked.count(grace),
        None if max_request > MIN_REQUESTS_FOR_GRACE => max_request / 2,
        None => 0,
    }
}

fn max_connection(asked: &Asked, env: &Env, workers: usize, adjusted: &mut Vec<Adjustment>) -> u64 {
    let ceiling = env.max_open_files.min(MAX_SESSIONS);
    let default = ceiling.min(MAX_DEFAULT_CONNECTIONS);
    // The server's own descriptors: pipes of every process, listening sockets, log, timers.
    let processes = (workers as u64).saturating_add(asked.count("task_worker_num"));
    let least = processes.saturating_mul(2).saturating_add(OWN_DESCRIPTORS);
    match asked.count("max_connection") {
        0 => default,
        few if few < least => {
            adjusted.push(Adjustment::FewConnections { least, reset: default });
            default
        }
        many if many > ceiling => {
            adjusted.push(Adjustment::ManyConnections { reset: ceiling });
            ceiling
        }
        connections => connections,
    }
}

fn cpu_affinity(asked: &Asked, env: &Env) -> Result<Option<Vec<usize>>, SettingError> {
    let ignored: Vec<i64> = match asked.given("cpu_affinity_ignore") {
        Some(SettingValue::List(items)) => items.iter().filter_map(SettingValue::to_int).collect(),
        Some(SettingValue::Map(items)) => {
            items.iter().filter_map(|(_, item)| item.to_int()).collect()
        }
        _ => Vec::new(),
    };
    let cpus: Vec<usize> = (0..env.cpus).filter(|cpu| !ignored.contains(&(*cpu as i64))).collect();
    if cpus.is_empty() {
        return Err(SettingError::CpuAffinity { cpus: env.cpus });
    }
    Ok(asked.flag("open_cpu_affinity").then_some(cpus))
}

#[cfg(test)]
mod tests {
    use super::super::Place;
    use super::*;

    const ENV: Env = Env { cpus: 4, max_open_files: 20_000, base_mode: false };

    fn resolve_in(settings: &[(&str, SettingValue)], env: &Env) -> (ServerSettings, Vec<String>) {
        let settings: Vec<_> = settings
            .iter()
            .map(|(name, value)| (name.as_bytes().to_vec(), value.clone()))
            .collect();
        let mut asked = Asked::default();
        asked.ask(Place::Server, &settings).unwrap();
        let (settings, adjusted) = ServerSettings::resolve(&asked, env).unwrap();
        (settings, adjusted.iter().map(ToString::to_string).collect())
    }

    fn resolve(settings: &[(&str, SettingValue)]) -> (ServerSettings, Vec<String>) {
        resolve_in(settings, &ENV)
    }

    #[test]
    fn workers_and_reactors_default_to_the_cpus() {
        let (settings, adjusted) = resolve(&[]);
        assert_eq!((settings.worker_num, settings.reactor_num), (4, 4));
        assert_eq!(adjusted, [""; 0]);
        let big = Env { cpus: 32, ..ENV };
        assert_eq!(resolve_in(&[], &big).0.reactor_num, 8);
        let base = Env { base_mode: true, ..ENV };
        assert_eq!(resolve_in(&[], &base).0.worker_num, 1);
    }

    #[test]
    fn too_many_workers_or_reactors_are_cut_with_a_warning() {
        let (settings, adjusted) =
            resolve(&[("worker_num", 4001.into()), ("reactor_num", 17.into())]);
        assert_eq!((settings.worker_num, settings.reactor_num), (4000, 16));
        assert_eq!(
            adjusted,
            [
                "worker_num == 4001, Too many processes, reset to max value 4000",
                "reactor_num == 17, Too many threads, reset to max value 16"
            ]
        );
        assert_eq!(
            resolve(&[("worker_num", 2.into()), ("reactor_num", 8.into())]).0.reactor_num,
            2
        );
    }

    #[test]
    fn max_connection_stays_between_the_own_descriptors_and_the_limit_of_open_files() {
        let max =
            |value: i64| resolve(&[("worker_num", 3.into()), ("max_connection", value.into())]);
        assert_eq!(max(0).0.max_connection, 20_000);
        assert_eq!(max(42).0.max_connection, 42);
        assert_eq!(max(41).1, ["max_connection must be bigger than 42, it's reset to 20000"]);
        let (settings, adjusted) = max(30_000);
        assert_eq!(settings.max_connection, 20_000);
        assert_eq!(adjusted, ["max_connection is exceed the maximum value, it's reset to 20000"]);
        let unlimited = Env { max_open_files: u64::MAX, ..ENV };
        assert_eq!(resolve_in(&[], &unlimited).0.max_connection, 100_000);
    }

    #[test]
    fn grace_is_half_of_max_request_unless_asked() {
        let grace = |settings: &[(&str, SettingValue)]| resolve(settings).0.max_request_grace;
        assert_eq!(grace(&[]), 0);
        assert_eq!(grace(&[("max_request", 100.into())]), 50);
        assert_eq!(grace(&[("max_request", 10.into())]), 0);
        assert_eq!(grace(&[("max_request", 100.into()), ("max_request_grace", 0.into())]), 0);
    }

    #[test]
    fn affinity_leaves_the_ignored_cpus_free_and_needs_one() {
        let ignore =
            |cpus: &[i64]| SettingValue::List(cpus.iter().map(|cpu| (*cpu).into()).collect());
        let on = ("open_cpu_affinity", SettingValue::Bool(true));
        let (settings, _) = resolve(&[on.clone(), ("cpu_affinity_ignore", ignore(&[0, 2, 77]))]);
        assert_eq!(settings.cpu_affinity, Some(vec![1, 3]));
        assert_eq!(resolve(&[("cpu_affinity_ignore", ignore(&[0]))]).0.cpu_affinity, None);
        let mut asked = Asked::default();
        let all = vec![(b"cpu_affinity_ignore".to_vec(), ignore(&[0, 1, 2, 3]))];
        asked.ask(Place::Server, &all).unwrap();
        let error = ServerSettings::resolve(&asked, &ENV).unwrap_err();
        assert_eq!(error.to_string(), "cpu_affinity_ignore num must be less than cpu num (4)");
    }
}
