//! Reading memory of this process that may have gone, or may never have been: process_vm_readv(2) answers with an error where a look would crash.

use nix::sys::uio::{RemoteIoVec, process_vm_readv};
use nix::unistd::Pid;
use std::io::IoSliceMut;

/// Copies what is at `address`; false if not all of it is there, or the system does not allow to look.
pub fn copy(address: usize, into: &mut [u8]) -> bool {
    let from = [RemoteIoVec { base: address, len: into.len() }];
    let wanted = into.len();
    process_vm_readv(Pid::this(), &mut [IoSliceMut::new(into)], &from) == Ok(wanted)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_there_is_copied_and_what_is_not_is_refused() {
        let text = *b"some bytes";
        let mut copied = [0; 10];
        assert!(copy(text.as_ptr().addr(), &mut copied));
        assert_eq!(copied, text);
        assert!(!copy(8, &mut copied));
        assert!(!copy(usize::MAX - 4, &mut copied));
    }
}
