//! Types of files by the suffix of their names: the well-known ones, and what a script adds, changes or takes away.
//!
//! Used by the `swoole_mime_type_*` functions and by whoever serves files. The changes belong to the process and are inherited
//! by forked children.

use std::borrow::Cow;
use std::collections::BTreeMap;

use parking_lot::RwLock;

/// The type of a file whose suffix is unknown.
pub const UNKNOWN: &str = "application/octet-stream";

/// Suffix to type, or to nothing where a well-known suffix was taken away.
static CHANGES: RwLock<BTreeMap<String, Option<String>>> = RwLock::new(BTreeMap::new());

/// The type of a file by its name, or of a suffix without a dot; [`UNKNOWN`] if there is none.
pub fn of(name: &str) -> Cow<'static, str> {
    find(&suffix(name)).unwrap_or(Cow::Borrowed(UNKNOWN))
}

/// Whether the suffix of a name has a type.
pub fn exists(name: &str) -> bool {
    find(&suffix(name)).is_some()
}

/// Gives a suffix a type if it has none; says whether it did.
pub fn add(suffix: &str, kind: &str) -> bool {
    let absent = !exists(suffix);
    if absent {
        set(suffix, kind);
    }
    absent
}

/// Gives a suffix a type.
pub fn set(suffix: &str, kind: &str) {
    CHANGES.write().insert(suffix.to_ascii_lowercase(), Some(kind.to_owned()));
}

/// Takes a suffix's type away; says whether it had one.
pub fn delete(suffix: &str) -> bool {
    let present = exists(suffix);
    if present {
        CHANGES.write().insert(suffix.to_ascii_lowercase(), None);
    }
    present
}

/// All types that a suffix has, each once, in alphabetical order.
pub fn list() -> Vec<String> {
    let changes = CHANGES.read();
    let mut types: Vec<String> = changes.values().flatten().cloned().collect();
    for suffix in mime_guess::get_mime_extensions_str("*/*").into_iter().flatten() {
        if !changes.contains_key(*suffix) {
            types.extend(well_known(suffix).map(str::to_owned));
        }
    }
    types.sort_unstable();
    types.dedup();
    types
}

fn suffix(name: &str) -> String {
    name.rsplit_once('.').map_or(name, |(_, suffix)| suffix).to_ascii_lowercase()
}

fn find(suffix: &str) -> Option<Cow<'static, str>> {
    match CHANGES.read().get(suffix) {
        Some(change) => change.clone().map(Cow::Owned),
        None => well_known(suffix).map(Cow::Borrowed),
    }
}

/// The type that a suffix has by itself, if it is of a kind that is registered: `chemical/` and its like never were, and no browser knows them.
fn well_known(suffix: &str) -> Option<&'static str> {
    let kind = mime_guess::from_ext(suffix).first_raw()?;
    let registered = ["application", "audio", "font", "image", "message", "model", "text", "video"];
    kind.split_once('/').is_some_and(|(top, _)| registered.contains(&top)).then_some(kind)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_suffix_is_found_in_a_name_whatever_its_case() {
        assert_eq!(of("index.html"), "text/html");
        assert_eq!(of("a/b.tar.JPG"), "image/jpeg");
        assert_eq!(of("css"), "text/css");
        assert_eq!(of("README"), UNKNOWN);
        assert_eq!(of(""), UNKNOWN);
    }

    #[test]
    fn what_a_script_adds_it_can_change_and_take_away() {
        assert!(add("mime-test", "application/one"));
        assert!(!add("mime-test", "application/two"));
        assert_eq!(of("x.mime-test"), "application/one");
        set("mime-test", "application/three");
        assert!(list().iter().any(|kind| kind == "application/three"));
        assert!(delete("mime-test"));
        assert!(!delete("mime-test"));
        assert!(!exists("x.mime-test"));
    }

    #[test]
    fn a_well_known_suffix_can_be_taken_away_and_set_again() {
        assert!(delete("woff2"));
        assert!(!exists("font.woff2"));
        assert!(add("woff2", "font/woff2"));
        assert_eq!(of("font.woff2"), "font/woff2");
    }
}
