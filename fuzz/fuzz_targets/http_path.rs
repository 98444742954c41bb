//! Paths of static files: nothing outside of the root is ever served.
#![no_main]

use libfuzzer_sys::fuzz_target;
use std::path::PathBuf;
use std::sync::LazyLock;
use swoole::http::files::{Files, Piece};
use swoole::settings::StaticSettings;

static FILES: LazyLock<Files> = LazyLock::new(|| {
    let base: PathBuf = std::env::temp_dir().join(format!("http-path-{}", std::process::id()));
    std::fs::create_dir_all(base.join("root/dir")).expect("a directory can be made");
    std::fs::write(base.join("secret"), "SECRET").expect("a file can be written");
    std::fs::write(base.join("root/dir/file"), "public").expect("a file can be written");
    std::os::unix::fs::symlink("../secret", base.join("root/link")).ok();
    let root = base.join("root").into_os_string().into_encoded_bytes();
    let settings = StaticSettings {
        root,
        locations: vec![b"/".to_vec()],
        rewrites: vec![],
        index_files: vec![b"file".to_vec()],
        autoindex: true,
    };
    Files::new(&settings).expect("the root is there")
});

fuzz_target!(|target: &[u8]| {
    let request = [b"GET /", target, b" HTTP/1.1\r\nHost: x\r\n\r\n"].concat();
    for piece in FILES.answer_to(&request, 0).into_iter().flat_map(|answer| answer.pieces) {
        if let Piece::Bytes(bytes) = piece {
            assert!(!bytes.windows(6).any(|window| window == b"SECRET"));
        }
    }
});
