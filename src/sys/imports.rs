//! What a library that is loaded imports from others: the addresses that the loader has put into its table (ELF: relocations of the kinds
//! `GLOB_DAT` and `JUMP_SLOT`), and others in their place.
//!
//! For calls that a library makes into another one and that cannot be stood in for otherwise. Who asks has to be sure of what it replaces: a
//! function by one of the same signature, which lives as long as the process.

use std::ffi::{CStr, c_int, c_void};
use std::io;
use std::mem::size_of;
use std::ptr;

use libc::{Elf64_Phdr, Elf64_Rela, Elf64_Sym, dl_phdr_info};

use super::memory::page_size;

#[cfg(target_arch = "x86_64")]
const KINDS: [u64; 2] = [6, 7];
#[cfg(target_arch = "aarch64")]
const KINDS: [u64; 2] = [1025, 1026];
#[cfg(not(any(target_arch = "x86_64", target_arch = "aarch64")))]
const KINDS: [u64; 0] = [];

const DT_NULL: u64 = 0;
const DT_PLTRELSZ: u64 = 2;
const DT_STRTAB: u64 = 5;
const DT_SYMTAB: u64 = 6;
const DT_RELA: u64 = 7;
const DT_RELASZ: u64 = 8;
const DT_JMPREL: u64 = 23;

/// A library that is loaded, or the program itself.
#[derive(Debug, Clone, Copy)]
pub struct Loaded {
    base: usize,
    headers: *const Elf64_Phdr,
    count: usize,
}

/// Where its dynamic section says that things are.
#[derive(Default)]
struct Tables {
    strings: usize,
    symbols: usize,
    /// Relocations: where, and how many bytes.
    relocations: [(usize, usize); 2],
}

impl Loaded {
    /// The one that an address is in.
    #[must_use]
    pub fn around(address: usize) -> Option<Self> {
        struct Search {
            address: usize,
            found: Option<Loaded>,
        }
        unsafe extern "C" fn look(info: *mut dl_phdr_info, _: usize, search: *mut c_void) -> c_int {
            // SAFETY: the loader passes what it knows of a library, and our own pointer.
            let (info, search) = unsafe { (&*info, &mut *search.cast::<Search>()) };
            let loaded = Loaded {
                base: info.dlpi_addr as usize,
                headers: info.dlpi_phdr,
                count: info.dlpi_phnum.into(),
            };
            let is_in = loaded
                .segments(libc::PT_LOAD)
                .any(|(start, length)| (start..start + length).contains(&search.address));
            if is_in {
                search.found = Some(loaded);
            }
            c_int::from(is_in)
        }
        let mut search = Search { address, found: None };
        // SAFETY: the search outlives the call.
        unsafe { libc::dl_iterate_phdr(Some(look), (&raw mut search).cast()) };
        search.found
    }

    /// Its segments of a kind: where they are, and how many bytes.
    fn segments(&self, kind: u32) -> impl Iterator<Item = (usize, usize)> {
        // SAFETY: the loader keeps the headers as long as the library.
        let headers = unsafe { std::slice::from_raw_parts(self.headers, self.count) };
        let base = self.base;
        headers
            .iter()
            .filter(move |header| header.p_type == kind)
            .map(move |header| (base + header.p_vaddr as usize, header.p_memsz as usize))
    }

    fn tables(&self) -> Option<Tables> {
        let (mut entry, _) = self.segments(libc::PT_DYNAMIC).next()?;
        // Some loaders leave the addresses as they are in the file.
        let at = |value: u64| {
            let value = value as usize;
            if value < self.base { value + self.base } else { value }
        };
        let mut tables = Tables::default();
        loop {
            // SAFETY: the dynamic section is pairs of numbers, up to one that says so.
            let (tag, value) = unsafe { *(entry as *const (u64, u64)) };
            match tag {
                DT_NULL => break,
                DT_STRTAB => tables.strings = at(value),
                DT_SYMTAB => tables.symbols = at(value),
                DT_RELA => tables.relocations[0].0 = at(value),
                DT_RELASZ => tables.relocations[0].1 = value as usize,
                DT_JMPREL => tables.relocations[1].0 = at(value),
                DT_PLTRELSZ => tables.relocations[1].1 = value as usize,
                _ => {}
            }
            entry += size_of::<(u64, u64)>();
        }
        (tables.strings != 0 && tables.symbols != 0).then_some(tables)
    }

    /// The places in its table that hold the address of an imported function.
    fn places(&self, name: &CStr) -> Vec<*mut usize> {
        let Some(tables) = self.tables() else { return Vec::new() };
        let mut places = Vec::new();
        for (start, length) in tables.relocations.into_iter().filter(|(start, _)| *start != 0) {
            for index in 0..length / size_of::<Elf64_Rela>() {
                // SAFETY: the loader has relocated by this table, symbols and names, which stay where they are.
                unsafe {
                    let relocation = &*(start as *const Elf64_Rela).add(index);
                    let (symbol, kind) = (relocation.r_info >> 32, relocation.r_info & 0xffff_ffff);
                    if !KINDS.contains(&kind) {
                        continue;
                    }
                    let symbol = &*(tables.symbols as *const Elf64_Sym).add(symbol as usize);
                    let found = (tables.strings + symbol.st_name as usize) as *const libc::c_char;
                    if CStr::from_ptr(found) == name {
                        places.push((self.base + relocation.r_offset as usize) as *mut usize);
                    }
                }
            }
        }
        places
    }

    /// Whether it imports a function of that name.
    #[must_use]
    pub fn imports(&self, name: &CStr) -> bool {
        !self.places(name).is_empty()
    }

    /// Has it call another function in the place of an imported one.
    ///
    /// # Safety
    /// The other one has the same signature, and lives as long as the process. No thread calls it meanwhile.
    ///
    /// # Errors
    /// It imports none of that name, or its table cannot be written to.
    pub unsafe fn redirect(&self, name: &CStr, other: *const c_void) -> io::Result<()> {
        let places = self.places(name);
        if places.is_empty() {
            return Err(io::ErrorKind::NotFound.into());
        }
        for place in places {
            let page = page_size();
            let start = place as usize / page * page;
            let sealed = self
                .segments(libc::PT_GNU_RELRO)
                .any(|(start, length)| (start..start + length).contains(&(place as usize)));
            let protect = |mode| {
                // SAFETY: a page of the library's own table.
                match unsafe { libc::mprotect(start as *mut c_void, page, mode) } {
                    0 => Ok(()),
                    _ => Err(io::Error::last_os_error()),
                }
            };
            protect(libc::PROT_READ | libc::PROT_WRITE)?;
            // SAFETY: the place holds an address, and can be written to now.
            unsafe { ptr::write_volatile(place, other as usize) };
            if sealed {
                protect(libc::PROT_READ)?;
            }
        }
        Ok(())
    }
}

/// A function of that name in the library that `address` is in, or in those that it needs.
#[must_use]
pub fn function(address: usize, name: &CStr) -> Option<*const c_void> {
    // SAFETY: the loader fills the structure in, whose name is that of what it has mapped. Opening that again loads nothing; the program
    // itself is opened by no name.
    unsafe {
        let mut found: libc::Dl_info = std::mem::zeroed();
        if libc::dladdr(address as *const c_void, &raw mut found) == 0 {
            return None;
        }
        let mut library = libc::dlopen(found.dli_fname, libc::RTLD_LAZY | libc::RTLD_NOLOAD);
        if library.is_null() {
            library = libc::dlopen(ptr::null(), libc::RTLD_LAZY);
        }
        if library.is_null() {
            return None;
        }
        let function = libc::dlsym(library, name.as_ptr());
        libc::dlclose(library);
        (!function.is_null()).then_some(function.cast_const())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    unsafe extern "C" fn another() -> libc::c_long {
        4242
    }

    #[test]
    fn an_import_is_another_function_and_then_itself_again() {
        let here = an_import_is_another_function_and_then_itself_again as fn() as usize;
        let program = Loaded::around(here).unwrap();
        assert!(!program.imports(c"no_such_function"));
        let original = function(here, c"gethostid").unwrap();
        // SAFETY: it takes nothing and touches nothing of ours; nobody else calls it.
        let before = unsafe { libc::gethostid() };
        assert!(program.imports(c"gethostid"));
        // SAFETY: the same signature.
        unsafe { program.redirect(c"gethostid", another as *const c_void).unwrap() };
        // SAFETY: as above.
        assert_eq!(unsafe { libc::gethostid() }, 4242);
        // SAFETY: as above.
        unsafe { program.redirect(c"gethostid", original).unwrap() };
        // SAFETY: as above.
        assert_eq!(unsafe { libc::gethostid() }, before);
    }
}
