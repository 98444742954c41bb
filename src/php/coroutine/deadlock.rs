//! The report on coroutines that still wait when nothing is left that could wake them.

use crate::php::callback;
use crate::php::coroutine::{options, runtime, trace};

/// Prints the report, if there is anything to report. For the end of the event loop.
pub fn report() {
    if runtime::any() && options::resolved().deadlock_report {
        print();
    }
}

/// Prints the report, whatever there is to report.
pub fn print() {
    let settings = options::resolved();
    let scheduler = runtime::scheduler();
    let mut text = format!(
        "\n{double}\n  [FATAL ERROR]: all coroutines (count: {}) are asleep - deadlock!\n{double}\n",
        scheduler.count(),
        double = ruler('='),
    )
    .into_bytes();
    if settings.deadlock_traces {
        // The newest first.
        for id in scheduler.ids().into_iter().rev().take(settings.deadlock_shown) {
            text.extend(format!("\n  [Coroutine-{id}]\n{}\n", ruler('-')).into_bytes());
            let coroutine = scheduler.get(id);
            if let Some(frames) =
                trace::of(coroutine.as_deref(), trace::IGNORE_ARGS, settings.deadlock_depth, 0)
            {
                text.extend(trace::text(&frames));
            }
        }
        text.extend(format!("\n{}\n", ruler('=')).into_bytes());
    }
    callback::print(&text);
}

fn ruler(of: char) -> String {
    format!(" {}", String::from(of).repeat(65))
}
