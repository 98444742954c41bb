//! Settings.

mod framing;

pub use framing::{FramingSettings, LengthField, LengthType};
