//! The name that a misspelt one probably meant.

/// The candidate with the fewest edits from `name`, if a third of the name or less is wrong.
pub(super) fn nearest<'a>(
    name: &str,
    candidates: impl Iterator<Item = &'a str>,
) -> Option<&'a str> {
    let allowed = name.len().div_ceil(3).min(5);
    candidates
        .map(|candidate| (distance(name.as_bytes(), candidate.as_bytes()), candidate))
        .filter(|(edits, candidate)| *edits <= allowed && *edits < candidate.len().min(name.len()))
        .filter(|(edits, _)| name.len() > 4 || *edits <= 1)
        .min_by_key(|(edits, _)| *edits)
        .map(|(_, candidate)| candidate)
}

/// Insertions, deletions and replacements that turn `a` into `b` (Levenshtein), one row at a time.
fn distance(a: &[u8], b: &[u8]) -> usize {
    // A name that long is no misspelling, and the product of the lengths is what this costs.
    if a.len() > 64 {
        return usize::MAX;
    }
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, from) in a.iter().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, to) in b.iter().enumerate() {
            let replaced = diagonal + usize::from(from != to);
            diagonal = row[j + 1];
            row[j + 1] = replaced.min(row[j] + 1).min(diagonal + 1);
        }
    }
    row[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn distance_counts_edits() {
        for (a, b, edits) in
            [("", "", 0), ("abc", "", 3), ("kitten", "sitting", 3), ("user", "user", 0)]
        {
            assert_eq!(distance(a.as_bytes(), b.as_bytes()), edits, "{a} {b}");
        }
    }

    #[test]
    fn only_a_near_name_is_suggested() {
        let names = || ["worker_num", "user", "group", "log_file"].into_iter();
        assert_eq!(nearest("workers_num", names()), Some("worker_num"));
        assert_eq!(nearest("worker", names()), None);
        assert_eq!(nearest("usr", names()), Some("user"));
        assert_eq!(nearest("foo", names()), None);
        assert_eq!(nearest("", names()), None);
        assert_eq!(nearest(&"x".repeat(10_000), names()), None);
    }
}
