//! Second stage: what the settings of a process mean that runs coroutines: its threads, its look-ups, how long things may take.
//!
//! `Coroutine::set()`, `swoole_async_set()` and, for its workers, `Server::set()` ask for them.

use std::time::Duration;

use super::{Asked, ClientTimes};

/// Threads for each CPU at most, unless the script says otherwise.
const THREADS_PER_CPU: usize = 8;

/// A process's settings, worked out.
#[derive(Debug, Clone, PartialEq)]
pub struct ProcessSettings {
    /// Threads for what would block that stay once they are there; at least 1.
    pub core_threads: usize,
    /// Threads at most; at least `core_threads`.
    pub most_threads: usize,
    /// What work must have waited for before there are more than `core_threads`.
    pub thread_patience: Duration,
    /// Threads beyond `core_threads` end after so long without work.
    pub thread_idle: Duration,
    /// The name server to ask; none: those of the machine.
    pub dns_server: Option<String>,
    /// One of a name's addresses is chosen by chance; else it is the first.
    pub dns_random: bool,
    /// Names whose address is kept.
    pub dns_capacity: usize,
    /// For how long; none is for ever.
    pub dns_expire: Option<Duration>,
    /// A look-up at most; none is for ever.
    pub dns_timeout: Option<Duration>,
    /// How long clients of coroutines may take, unless they are told otherwise themselves.
    pub client_times: ClientTimes,
}

impl ProcessSettings {
    /// Works them out for a machine with so many CPUs.
    #[must_use]
    pub fn resolve(asked: &Asked, cpus: usize) -> Self {
        let cpus = cpus.max(1);
        let threads = |names: &[&'static str], default: usize| {
            let given = names.iter().map(|name| asked.size(name)).find(|count| *count > 0);
            given.unwrap_or(default)
        };
        let core_threads = threads(&["aio_core_worker_num", "min_thread_num", "thread_num"], cpus);
        let most = threads(&["aio_worker_num", "max_thread_num"], cpus * THREADS_PER_CPU);
        let expire = match asked.given("dns_cache_expire") {
            None => "dns_cache_refresh_time",
            Some(_) => "dns_cache_expire",
        };
        Self {
            core_threads,
            most_threads: most.max(core_threads),
            thread_patience: time(asked.float("aio_max_wait_time")).unwrap_or_default(),
            thread_idle: time(asked.float("aio_max_idle_time")).unwrap_or(Duration::MAX),
            dns_server: asked
                .string("dns_server")
                .map(|server| String::from_utf8_lossy(&server).into_owned()),
            dns_random: asked.flag("dns_lookup_random"),
            dns_capacity: usize::try_from(asked.int("dns_cache_capacity")).unwrap_or(usize::MAX),
            dns_expire: time(asked.float(expire)),
            dns_timeout: longest(asked, &["socket_dns_timeout"]),
            client_times: ClientTimes {
                connect: longest(asked, &["socket_connect_timeout"]),
                read: longest(asked, &["socket_read_timeout", "socket_timeout"]),
                write: longest(asked, &["socket_write_timeout", "socket_timeout"]),
            },
        }
    }
}

/// The limit that the first of these gives, else the default of the first. 0 gives none.
fn longest(asked: &Asked, names: &[&'static str]) -> Option<Duration> {
    let mut given = names.iter().filter(|name| asked.given(name).is_some());
    let given = given.find_map(|name| Some(asked.float(name)).filter(|seconds| *seconds != 0.0));
    super::limit(given.unwrap_or_else(|| Asked::default().float(names[0])))
}

/// Seconds; what is negative is no limit.
fn time(seconds: f64) -> Option<Duration> {
    (seconds >= 0.0).then(|| Duration::try_from_secs_f64(seconds).unwrap_or(Duration::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::settings::{Place, SettingValue};

    fn resolve(settings: &[(&str, SettingValue)]) -> ProcessSettings {
        let mut asked = Asked::default();
        let settings: Vec<_> = settings
            .iter()
            .map(|(name, value)| (name.as_bytes().to_vec(), value.clone()))
            .collect();
        asked.ask(Place::Async, &settings).unwrap();
        ProcessSettings::resolve(&asked, 4)
    }

    #[test]
    fn the_machine_says_how_many_threads_there_are_unless_the_script_does() {
        let settings = resolve(&[]);
        assert_eq!((settings.core_threads, settings.most_threads), (4, 32));
        let settings = resolve(&[("thread_num", 2.into()), ("max_thread_num", 3.into())]);
        assert_eq!((settings.core_threads, settings.most_threads), (2, 3));
        let settings = resolve(&[("aio_core_worker_num", 9.into()), ("aio_worker_num", 3.into())]);
        assert_eq!((settings.core_threads, settings.most_threads), (9, 9));
    }

    #[test]
    fn times_have_defaults_and_what_is_negative_is_for_ever() {
        let second = Some(Duration::from_secs(1));
        let settings = resolve(&[]);
        assert_eq!(settings.thread_patience, Duration::ZERO);
        assert_eq!(settings.thread_idle, Duration::from_secs(1));
        assert_eq!(settings.dns_expire, second.map(|second| second * 60));
        let settings = resolve(&[("dns_cache_refresh_time", 1.into())]);
        assert_eq!(settings.dns_expire, second);
        let settings = resolve(&[("aio_max_idle_time", (-1).into())]);
        assert_eq!(settings.thread_idle, Duration::MAX);
        let read = |settings: &[(&str, SettingValue)]| {
            let mut asked = Asked::default();
            for (name, value) in settings {
                let wish = [(name.as_bytes().to_vec(), value.clone())];
                asked.ask(Place::Coroutine, &wish).unwrap();
            }
            let times = ProcessSettings::resolve(&asked, 1).client_times;
            times.read.map(|time| time.as_secs())
        };
        assert_eq!(read(&[]), Some(60));
        assert_eq!(read(&[("socket_timeout", 5.into())]), Some(5));
        assert_eq!(
            read(&[("socket_timeout", 5.into()), ("socket_read_timeout", 2.into())]),
            Some(2)
        );
        assert_eq!(read(&[("socket_read_timeout", 0.into())]), Some(60));
        assert_eq!(read(&[("socket_read_timeout", (-1).into())]), None);
    }
}
