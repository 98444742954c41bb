//! The server's statistics: what `stats()` shows, and what `stats_file` is written with.
//!
//! The binding reads [`rows`] for scripts; the first worker writes the file, see [`write_regularly`].

use super::actor::Actor;
use super::shared::{ActorRow, worker_state};
use super::task_queue::TaskQueue;
use crate::ids::ActorId;
use crate::log;
use crate::reactor::Lifetime;
use std::ffi::OsStr;
use std::fs;
use std::io;
use std::os::unix::ffi::OsStrExt;
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::sync::atomic::AtomicU64;
use std::sync::atomic::Ordering::Relaxed;
use std::time::Duration;

/// How a list is written: what comes first, a line, what stands between lines, what comes last.
type Style = (&'static str, fn(&str, i64) -> String, &'static str, &'static str);

/// Name and value of each figure, in the order in which scripts see them; those of a worker are `actor`'s.
pub fn rows(actor: &Actor) -> Vec<(&'static str, i64)> {
    let shared = &actor.shared;
    let own = shared.actor(actor.id);
    let total = |counter: fn(&ActorRow) -> &AtomicU64| shared.total(counter) as i64;
    let idle = shared
        .workers()
        .filter(|worker| shared.actor(*worker).state.load(Relaxed) != worker_state::BUSY)
        .count();
    let (requests, dispatched) = (total(|row| &row.requests), total(|row| &row.dispatched));
    let fds = || shared.sessions.iter(None).map(|session| i64::from(session.fd()));
    // What a callback is at counts among both; what waits in a coroutine only among the exchanges.
    let concurrency = |row: &ActorRow| {
        let waiting = row.dispatched.load(Relaxed).saturating_sub(row.requests.load(Relaxed));
        waiting.max(row.exchanges.load(Relaxed)) as i64
    };
    let all_concurrency = shared.workers().map(|worker| concurrency(shared.actor(worker))).sum();
    let count = |cell: &AtomicU64| cell.load(Relaxed) as i64;
    let task_rows = || shared.task_workers().map(|worker| shared.actor(worker));
    let mut rows = vec![
        ("start_time", count(&shared.server().started_at)),
        ("connection_num", shared.sessions.len() as i64),
        ("abort_count", total(|row| &row.aborted)),
        ("accept_count", total(|row| &row.accepted)),
        ("close_count", total(|row| &row.closed)),
        ("worker_num", shared.actors.workers.into()),
        ("task_worker_num", shared.actors.tasks.into()),
        ("user_worker_num", shared.actors.users.into()),
        ("idle_worker_num", idle as i64),
        ("dispatch_count", dispatched),
        ("request_count", requests),
        ("response_count", total(|row| &row.responses)),
        ("total_recv_bytes", total(|row| &row.received_bytes)),
        ("total_send_bytes", total(|row| &row.sent_bytes)),
        ("pipe_packet_msg_id", count(&shared.server().next_request)),
        ("concurrency", all_concurrency),
        ("session_round", shared.sessions.last_id() as i64),
        ("min_fd", fds().min().unwrap_or(0)),
        ("max_fd", fds().max().unwrap_or(0)),
        ("worker_request_count", count(&own.requests)),
        ("worker_response_count", count(&own.responses)),
        ("worker_dispatch_count", count(&own.dispatched)),
        ("worker_concurrency", concurrency(own)),
    ];
    if shared.actors.tasks > 0 {
        let idle = task_rows().filter(|row| row.pending_tasks.load(Relaxed) == 0).count();
        let pending = task_rows().map(|row| count(&row.pending_tasks)).sum();
        if let Some(fill) = shared.task_queue.as_ref().and_then(TaskQueue::fill) {
            rows.extend([
                ("task_queue_num", fill.messages as i64),
                ("task_queue_bytes", fill.bytes as i64),
            ]);
        }
        rows.extend([
            ("task_idle_worker_num", idle as i64),
            ("tasking_num", pending),
            ("task_count", total(|row| &row.handed_out)),
        ]);
    }
    let (coroutines, most) = actor.app.as_ref().map_or((0, 0), |app| app.coroutine_figures());
    rows.extend([("coroutine_num", coroutines as i64), ("coroutine_peek_num", most as i64)]);
    rows
}

/// The text of a statistics file: JSON or a PHP file that returns an array if its name ends so, else a figure to a line.
pub fn text(path: &Path, rows: &[(&str, i64)]) -> String {
    let (head, line, between, tail): Style = match path.extension().and_then(OsStr::to_str) {
        Some("json") => ("{", |name, value| format!("\"{name}\":{value}"), ",", "}"),
        Some("php") => (
            "<?php\nreturn array (\n",
            |name, value| format!("  '{name}' => {value},\n"),
            "",
            ");\n",
        ),
        _ => ("", |name, value| format!("{name}: {value}\n"), "", ""),
    };
    let lines: Vec<String> = rows.iter().map(|(name, value)| line(name, *value)).collect();
    format!("{head}{}{tail}", lines.join(between))
}

/// If a `stats_file` is asked for and this is the first worker: writes it regularly from now on, and returns the timer's number.
pub fn write_regularly(actor: &Rc<Actor>) -> Option<u64> {
    let settings = &actor.shared.settings;
    let file = settings.stats_file.as_ref().filter(|_| actor.id == ActorId(0))?;
    let path = PathBuf::from(OsStr::from_bytes(file));
    let interval = Duration::from_millis(settings.stats_timer_interval);
    let actor = Rc::downgrade(actor);
    let reactor = Rc::clone(&actor.upgrade()?.reactor);
    let write = move |_: &Rc<_>, _| {
        if let Some(actor) = actor.upgrade()
            && let Err(error) = replace(&path, &text(&path, &rows(&actor)))
        {
            log::sys_warning(&error, format_args!("cannot write stats_file '{}'", path.display()));
        }
    };
    Some(reactor.add_timer(interval, true, Lifetime::Background, Rc::new(write)))
}

/// Writes a file so that a reader sees either the old or the new one.
fn replace(path: &Path, text: &str) -> io::Result<()> {
    let mut new = path.as_os_str().to_owned();
    new.push(".new");
    fs::write(&new, text)?;
    fs::rename(&new, path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_of_the_file_decides_its_format() {
        let rows = [("start_time", 7), ("max_fd", 9)];
        let of = |name| text(Path::new(name), &rows);
        assert_eq!(of("/tmp/stats"), "start_time: 7\nmax_fd: 9\n");
        assert_eq!(of("stats.json"), r#"{"start_time":7,"max_fd":9}"#);
        assert_eq!(
            of("stats.php"),
            "<?php\nreturn array (\n  'start_time' => 7,\n  'max_fd' => 9,\n);\n"
        );
    }
}
