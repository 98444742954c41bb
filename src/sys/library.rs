//! Our own library, as the loader has it: dlopen(3).

use std::ffi::c_void;

/// Keeps the library of this code in memory until the process ends, whoever closes it. For threads that may outlive the extension.
pub fn stay_loaded() {
    // SAFETY: the address is one of ours; the loader fills the structure in, whose name is that of a file it has mapped. Opening that
    // again loads nothing, it only adds a mark.
    unsafe {
        let mut found: libc::Dl_info = std::mem::zeroed();
        let here = stay_loaded as fn() as *const c_void;
        if libc::dladdr(here, &raw mut found) != 0 && !found.dli_fname.is_null() {
            libc::dlopen(found.dli_fname, libc::RTLD_NOW | libc::RTLD_NOLOAD | libc::RTLD_NODELETE);
        }
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_library_is_still_there() {
        super::stay_loaded();
        super::stay_loaded();
    }
}
