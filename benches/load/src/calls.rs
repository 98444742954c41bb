//! CPU time of calls that need no server: scripts of `benches/` that measure themselves.
//!
//! Such a script prints a line for each kind of call, its name, a tab and nanoseconds per call. [`measure`] runs it under every build, turn
//! about, and prints the medians.

use crate::server::Php;
use std::io;
use std::path::{Path, PathBuf};

/// The scripts, and what their names are looked for by `--only`.
pub const SCRIPTS: &[&str] = &["table.php", "coroutine.php", "coroutine_sockets.php"];

/// The figures of one kind of call: its name, and those of each build.
type Row = (String, Vec<Vec<f64>>);

/// Runs a script `rounds` times under each build and prints a table.
///
/// # Errors
/// PHP cannot be started, the script fails, or it prints something else.
pub fn measure(php: &Php, script: &Path, builds: &[PathBuf], rounds: usize) -> io::Result<()> {
    let mut rows: Vec<Row> = Vec::new();
    for round in 0..rounds {
        for (index, build) in builds.iter().enumerate() {
            for (name, nanoseconds) in turn(php, script, build)? {
                let known = rows.iter().position(|(row, _)| *row == name);
                let place = known.unwrap_or_else(|| {
                    rows.push((name, vec![Vec::with_capacity(round); builds.len()]));
                    rows.len() - 1
                });
                rows[place].1[index].push(nanoseconds);
            }
        }
    }
    println!("\n{:38}{:>12}{:>12}{:>8}", "CPU per call", "ours ns", "peer ns", "ratio");
    for (name, builds) in &mut rows {
        let medians: Vec<f64> = builds.iter_mut().map(|turns| median(turns)).collect();
        match medians[..] {
            [ours, peer] => println!("{name:38}{ours:12.1}{peer:12.1}{:8.2}", ours / peer),
            [ours, ..] => println!("{name:38}{ours:12.1}{:>12}{:>8}", "-", "-"),
            [] => {}
        }
    }
    Ok(())
}

fn turn(php: &Php, script: &Path, build: &Path) -> io::Result<Vec<(String, f64)>> {
    let output = php.command(build, script)?.output()?;
    let text = String::from_utf8_lossy(&output.stdout);
    let lines: Option<Vec<_>> = text.lines().map(figure).collect();
    let complaint = || io::Error::other(format!("{} says: {text}", script.display()));
    lines.filter(|lines| output.status.success() && !lines.is_empty()).ok_or_else(complaint)
}

fn figure(line: &str) -> Option<(String, f64)> {
    let (name, nanoseconds) = line.split_once('\t')?;
    Some((name.to_owned(), nanoseconds.parse().ok()?))
}

fn median(values: &mut [f64]) -> f64 {
    values.sort_by(f64::total_cmp);
    match values.len() {
        0 => f64::NAN,
        len => (values[(len - 1) / 2] + values[len / 2]) / 2.0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_a_name_and_a_number() {
        assert_eq!(figure("table set\t12.5"), Some(("table set".into(), 12.5)));
        assert_eq!((figure("Warning: no"), figure("table set\tfast")), (None, None));
    }

    #[test]
    fn the_median_lies_in_the_middle() {
        assert_eq!(median(&mut [3.0, 1.0, 2.0]), 2.0);
        assert_eq!(median(&mut [4.0, 1.0, 2.0, 3.0]), 2.5);
    }
}
