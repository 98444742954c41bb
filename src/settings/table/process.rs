//! Settings of process pools. `process/process_pool` in the documentation.

use super::super::row::{Place, Row, flag, size};

const POOL_ONLY: &[Place] = &[Place::Pool];

pub(super) static POOL: &[Row] = &[
    flag("enable_message_bus", false, "Split long messages between processes.").at(POOL_ONLY),
    size("max_package_size", 2 << 20, "Bytes of a message at most.").at(POOL_ONLY),
];
