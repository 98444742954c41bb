//! Temporary files of uploads: private to the user of the server, known to `is_uploaded_file()` and `move_uploaded_file()`, and removed with the
//! request they came with, unless the script has moved them.

use crate::http::multipart::Part;
use crate::log;
use crate::php::callback;
use crate::php::http::form::Upload;
use ext_php_rs::ffi::{self, HashTable};
use ext_php_rs::types::Zval;
use std::cell::RefCell;
use std::ffi::OsStr;
use std::fs::{self, File};
use std::io::{self, Write};
use std::mem::ManuallyDrop;
use std::os::unix::ffi::{OsStrExt, OsStringExt};
use std::path::PathBuf;

/// `UPLOAD_ERR_*`.
mod error {
    pub const OK: i64 = 0;
    pub const TOO_LARGE: i64 = 1;
    pub const NO_FILE: i64 = 4;
    pub const CANNOT_WRITE: i64 = 7;
}

/// The temporary files of one request.
#[derive(Default)]
pub struct Uploads(RefCell<Vec<PathBuf>>);

impl Uploads {
    /// Writes an upload to a file of its own; gives what `$_FILES` has of it, and its path.
    pub fn keep(
        &self,
        part: &Part,
        data: &[u8],
        directory: &[u8],
        max: Option<u64>,
    ) -> (Zval, Option<Vec<u8>>) {
        let given = part.file_name.as_deref().unwrap_or_default();
        // The client's own path is nobody's business.
        let name = given.rsplit(|byte| matches!(byte, b'/' | b'\\')).next().unwrap_or_default();
        let refused = |error: i64| Upload { name, kind: b"", path: b"", error, size: 0 };
        if given.is_empty() {
            return (refused(error::NO_FILE).value(), None);
        }
        if max.is_some_and(|max| data.len() as u64 > max) {
            return (refused(error::TOO_LARGE).value(), None);
        }
        match write(directory, data) {
            Ok(path) => {
                let bytes = path.clone().into_os_string().into_vec();
                announce(&bytes);
                self.0.borrow_mut().push(path);
                let kind = part.kind.as_deref().unwrap_or(b"application/octet-stream");
                let size = data.len() as i64;
                let upload = Upload { name, kind, path: &bytes, error: error::OK, size };
                (upload.value(), Some(bytes))
            }
            Err(error) => {
                log::sys_warning(
                    &error,
                    format_args!(
                        "cannot write an upload to '{}'",
                        String::from_utf8_lossy(directory)
                    ),
                );
                (refused(error::CANNOT_WRITE).value(), None)
            }
        }
    }
}

impl Drop for Uploads {
    fn drop(&mut self) {
        for path in self.0.take() {
            forget(path.as_os_str().as_bytes());
            // One that the script has moved is not there any more.
            let _ = fs::remove_file(path);
        }
    }
}

fn write(directory: &[u8], data: &[u8]) -> io::Result<PathBuf> {
    let template = PathBuf::from(OsStr::from_bytes(directory)).join("swoole.upfile.XXXXXX");
    // mkstemp(3): a new file, readable and writable by its owner only.
    let (fd, path) = nix::unistd::mkstemp(&template)?;
    match File::from(fd).write_all(data) {
        Ok(()) => Ok(path),
        Err(error) => {
            let _ = fs::remove_file(&path);
            Err(error)
        }
    }
}

/// Tells PHP that a file is an upload.
fn announce(path: &[u8]) {
    let (path, len) = (path.as_ptr(), path.len());
    // SAFETY: the table of uploads is PHP's own, made as PHP makes it: its values are strings, released with their entries. PHP removes what is in
    // it and destroys it at the end of the request.
    let _ = callback::guard(|| unsafe {
        let table = &raw mut ffi::sapi_globals.rfc1867_uploaded_files;
        if (*table).is_null() {
            let made = ffi::_emalloc(size_of::<HashTable>()).cast::<HashTable>();
            ffi::_zend_hash_init(made, 8, Some(release), false);
            *table = made;
        }
        let name = ffi::ext_php_rs_zend_string_init(path.cast(), len, false);
        let mut known = ManuallyDrop::new(Zval::new());
        known.value.ptr = name.cast();
        known.u1.type_info = ffi::IS_PTR;
        ffi::zend_hash_update(*table, name, &raw mut *known);
    });
}

unsafe extern "C" fn release(value: *mut Zval) {
    // SAFETY: the values of the table are strings, one reference each.
    unsafe { ffi::ext_php_rs_zend_string_release((*value).value.ptr.cast()) };
}

/// Tells PHP that it is none any more.
fn forget(path: &[u8]) {
    // SAFETY: as above; at the end of the request the table may be gone already.
    unsafe {
        let table = ffi::sapi_globals.rfc1867_uploaded_files;
        if !table.is_null() {
            ffi::zend_hash_str_del(table, path.as_ptr().cast(), path.len());
        }
    }
}
