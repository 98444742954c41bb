//! `shared_struct!`: a struct of atomics that may lie in a [`SharedRegion`](super::region::SharedRegion).

/// Declares a `#[repr(C)]` struct and marks it [`Shareable`](super::region::Shareable). Each field must be `Shareable` itself,
/// or it does not compile; so other modules describe shared tables without unsafe code of their own.
macro_rules! shared_struct {
    ($(#[$meta:meta])* $vis:vis struct $name:ident { $($(#[$field_meta:meta])* $field_vis:vis $field:ident: $type:ty,)* }) => {
        $(#[$meta])*
        #[repr(C)]
        $vis struct $name {
            $($(#[$field_meta])* $field_vis $field: $type,)*
        }
        // SAFETY: every field is Shareable (the where clause refuses any other), and repr(C) adds only padding, which no one reads.
        #[allow(unsafe_code)]
        unsafe impl $crate::memory::region::Shareable for $name
        where
            $($type: $crate::memory::region::Shareable,)*
        {
        }
    };
}

pub(crate) use shared_struct;
