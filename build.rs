//! Runs before the crate is compiled. With the feature `php` it turns the stubs in `php-stubs/` into the tables that register
//! classes and functions (`src/php/arginfo.php` does it, on the PHP that the extension is built for), and tells the
//! crate which PHP that is (`cfg(php83)`, ...). Without the feature it does nothing, so that the engine builds where there is no PHP.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

/// PHP versions that `src/php/version.rs` tells apart, by `PHP_VERSION_ID`.
const VERSIONS: &[(u32, &str)] = &[(80300, "php83"), (80400, "php84"), (80500, "php85")];

fn main() {
    println!("cargo:rerun-if-changed=build.rs");
    for (_, name) in VERSIONS {
        println!("cargo:rustc-check-cfg=cfg({name})");
    }
    if env::var_os("CARGO_FEATURE_PHP").is_none() {
        return;
    }
    let root = PathBuf::from(variable("CARGO_MANIFEST_DIR"));
    // Also the sources: which classes are registered depends on which of their files exist.
    for watched in ["php-stubs", "src/php"] {
        watch(&root.join(watched));
    }
    println!("cargo:rerun-if-env-changed=PHP");
    let php = env::var("PHP").unwrap_or_else(|_| "php".into());
    let id: u32 = run(&php, &["-n", "-r", "echo PHP_VERSION_ID;"])
        .parse()
        .expect("PHP_VERSION_ID is a number");
    for (since, name) in VERSIONS {
        if id >= *since {
            println!("cargo:rustc-cfg={name}");
        }
    }
    let script = root.join("src/php/arginfo.php");
    let tables = run(&php, &["-n", &script.to_string_lossy(), &root.to_string_lossy()]);
    let target = Path::new(&variable("OUT_DIR")).join("arginfo.rs");
    fs::write(&target, tables).unwrap_or_else(|e| panic!("cannot write {}: {e}", target.display()));
}

fn variable(name: &str) -> String {
    env::var(name).unwrap_or_else(|_| panic!("cargo sets {name}"))
}

/// Folders are watched one by one: cargo would otherwise miss a file that is added or removed.
fn watch(path: &Path) {
    println!("cargo:rerun-if-changed={}", path.display());
    for entry in fs::read_dir(path).into_iter().flatten().flatten() {
        if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
            watch(&entry.path());
        }
    }
}

fn run(program: &str, arguments: &[&str]) -> String {
    let output = Command::new(program)
        .args(arguments)
        .output()
        .unwrap_or_else(|e| panic!("cannot run {program} (PHP's CLI is needed to build): {e}"));
    let (out, err) =
        (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(
        output.status.success(),
        "{program} {arguments:?} failed ({}): {err}{out}",
        output.status
    );
    out.into_owned()
}
