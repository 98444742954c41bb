//! The documentation page of the settings, written from the table.
//!
//! `UPDATE_DOCS=1 cargo test --no-default-features settings` writes `docs/settings.md` anew; without the
//! variable the test compares.

use std::fmt::Write;

use super::row::{DefaultValue, Kind, Place, Row, Status};
use super::table::GROUPS;

/// The page, in Markdown.
#[must_use]
pub fn markdown() -> String {
    let mut page = String::from(
        "# Settings\n\n\
         Every name that `set()` methods take. This page is written from the table in `src/settings/table/`;\n\
         change it there.\n\n\
         Sizes are bytes, or strings such as `8K`, `2M`, `1G`. *Where*: S `Swoole\\Server`, P `Server\\Port`\n\
         (`Server::set` passes these on to the first port), O `Process\\Pool`, C `Coroutine`,\n\
         A `swoole_async_set`, L clients, K `Coroutine\\Socket::setProtocol`.\n",
    );
    for group in GROUPS {
        // Writing to a String cannot fail.
        let _ = write!(
            page,
            "\n## {}\n\n| setting | type | default | where | meaning |\n",
            group.title
        );
        page.push_str("| --- | --- | --- | --- | --- |\n");
        for row in group.rows {
            let _ = writeln!(
                page,
                "| {} | {} | {} | {} | {} |",
                names(row),
                kind(row.kind),
                default(row.default, row.kind),
                places(row.places),
                meaning(row)
            );
        }
    }
    page
}

fn names(row: &Row) -> String {
    let names: Vec<_> =
        [row.name].iter().chain(row.aliases).map(|name| format!("`{name}`")).collect();
    names.join(", ")
}

fn kind(kind: Kind) -> String {
    match kind {
        Kind::Bool => "bool".into(),
        Kind::Int(min, max) => bounds("int", min, max),
        Kind::Size(min, max) => bounds("size", min, max),
        Kind::OneOf(allowed) => {
            let allowed: Vec<_> = allowed.iter().map(ToString::to_string).collect();
            allowed.join(", ")
        }
        Kind::Float(min) => format!("float ≥ {min}"),
        Kind::Str => "string".into(),
        Kind::Array => "array".into(),
        Kind::Callable => "callable".into(),
    }
}

fn bounds(kind: &str, min: i64, max: i64) -> String {
    match (min, max) {
        (i64::MIN, i64::MAX) => kind.into(),
        (i64::MIN, max) => format!("{kind} ≤ {max}"),
        (min, i64::MAX) => format!("{kind} ≥ {min}"),
        (min, max) => format!("{kind} {min} to {max}"),
    }
}

fn default(default: DefaultValue, kind: Kind) -> String {
    match (default, kind) {
        (DefaultValue::Unset, _) => String::new(),
        (DefaultValue::Computed(words), _) => words.into(),
        (DefaultValue::Bool(value), _) => value.to_string(),
        (DefaultValue::Int(bytes), Kind::Size(..)) if bytes > 0 && bytes % (1 << 20) == 0 => {
            format!("{}M", bytes >> 20)
        }
        (DefaultValue::Int(value), _) => value.to_string(),
        (DefaultValue::Float(value), _) => value.to_string(),
        (DefaultValue::Str(value), _) => format!("`\"{}\"`", value.escape_debug()),
    }
}

fn places(places: &[Place]) -> String {
    let letter = |place: &Place| match place {
        Place::Server => 'S',
        Place::Port => 'P',
        Place::Pool => 'O',
        Place::Coroutine => 'C',
        Place::Async => 'A',
        Place::Client => 'L',
        Place::Socket => 'K',
    };
    places.iter().map(letter).collect()
}

fn meaning(row: &Row) -> String {
    match row.status {
        Status::Built => row.doc.into(),
        Status::NotYet(feature) => format!("{} *Not built yet: {feature}.*", row.doc),
        Status::Inert(reason) => format!("{} *No effect: {reason}.*", row.doc),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_in_docs_is_the_one_that_the_table_writes() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/settings.md");
        if std::env::var_os("UPDATE_DOCS").is_some() {
            std::fs::write(path, markdown()).unwrap();
        }
        let page = std::fs::read_to_string(path).unwrap_or_default();
        assert!(
            page == markdown(),
            "docs/settings.md is out of date: run this test with UPDATE_DOCS=1"
        );
    }
}
