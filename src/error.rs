//! One table of the errors that PHP sees.
