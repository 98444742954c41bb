//! Memory that several processes use at the same time.
//!
//! Unsafe code is allowed here, in [`crate::sys`] and in `php`, and nowhere else.
#![allow(unsafe_code)]

pub mod atomic;
mod cells;
pub mod head_and_rows;
pub mod letterbox;
pub mod lock;
pub mod parcels;
pub mod places;
pub mod region;
mod shared_struct;
pub mod table;
pub mod tray;

pub(crate) use shared_struct::shared_struct;
