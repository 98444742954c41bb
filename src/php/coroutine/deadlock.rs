//! The report on coroutines that still wait when nothing is left that could wake them.

use crate::php::callback;
use crate::php::coroutine::{options, runtime, trace};

/// Coroutines that are shown, and frames of each, unless the script says otherwise.
const SHOWN: i64 = 32;

/// Prints the report, if there is anything to report. For the end of the event loop.
pub fn report() {
    if runtime::any() && options::flag("enable_deadlock_check", true) {
        print();
    }
}

/// Prints the report, whatever there is to report.
pub fn print() {
    let scheduler = runtime::scheduler();
    let mut text = format!(
        "\n{double}\n  [FATAL ERROR]: all coroutines (count: {}) are asleep - deadlock!\n{double}\n",
        scheduler.count(),
        double = ruler('='),
    )
    .into_bytes();
    if !options::flag("deadlock_check_disable_trace", false) {
        let shown = options::value("deadlock_check_limit").unwrap_or(SHOWN).max(0) as usize;
        let depth = options::value("deadlock_check_depth").unwrap_or(SHOWN);
        // The newest first.
        for id in scheduler.ids().into_iter().rev().take(shown) {
            text.extend(format!("\n  [Coroutine-{id}]\n{}\n", ruler('-')).into_bytes());
            let coroutine = scheduler.get(id);
            if let Some(frames) = trace::of(coroutine.as_deref(), trace::IGNORE_ARGS, depth, 0) {
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
