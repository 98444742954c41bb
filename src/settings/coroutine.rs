//! What the settings of coroutines mean, wherever they are asked for.

use super::Asked;

/// See the module's head.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct CoroutineSettings {
    /// `max_coroutine`: alive at once.
    pub most: usize,
    /// `c_stack_size`: bytes of a C stack, 64 KiB to 16 MiB.
    pub stack_size: usize,
    /// `enable_preemptive_scheduler`: one that computes for long makes way.
    pub preemptive: bool,
    /// `hook_flags`: functions of PHP that yield instead of blocking, a mask.
    pub hooks: i64,
    /// `enable_deadlock_check`: a report on those that nothing can wake.
    pub deadlock_report: bool,
    /// `deadlock_check_disable_trace`, the other way round: with traces.
    pub deadlock_traces: bool,
    /// `deadlock_check_limit`: coroutines in the report.
    pub deadlock_shown: usize,
    /// `deadlock_check_depth`: frames of each.
    pub deadlock_depth: i64,
}

impl CoroutineSettings {
    /// Works it out.
    pub fn resolve(asked: &Asked) -> Self {
        const MOST: usize = 100_000;
        let most = usize::try_from(asked.int("max_coroutine")).unwrap_or(0);
        Self {
            most: if most == 0 { MOST } else { most },
            // A negative number is more than there can be.
            stack_size: usize::try_from(asked.int("c_stack_size"))
                .unwrap_or(usize::MAX)
                .clamp(64 << 10, 16 << 20),
            preemptive: asked.flag("enable_preemptive_scheduler"),
            hooks: asked.int("hook_flags"),
            deadlock_report: asked.flag("enable_deadlock_check"),
            deadlock_traces: !asked.flag("deadlock_check_disable_trace"),
            deadlock_shown: asked.size("deadlock_check_limit"),
            deadlock_depth: asked.int("deadlock_check_depth"),
        }
    }
}

impl Default for CoroutineSettings {
    fn default() -> Self {
        Self::resolve(&Asked::default())
    }
}
