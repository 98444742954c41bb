//! Files served without the script (`enable_static_handler`): from a request's head to an answer whose body is a file, or pieces of one.
//!
//! The owner of the session asks before it hands a request on. A path is decoded once and opened by descriptor beneath the root, whose links are followed
//! as long as they stay there ([`crate::sys::beneath`]); what is no file there goes to the script, or is answered 404 where `static_handler_locations` says that it can
//! be nothing else.

use super::answer::{self, Persistence};
use super::date;
use super::range::{self, Wanted};
use crate::mime;
use crate::protocol::http1::{Facts, Head, MAX_FIELDS, examine, list, with_head};
use crate::protocol::http2::Source;
use crate::settings::StaticSettings;
use crate::sys::beneath::Root;
use std::borrow::Cow;
use std::ffi::OsStr;
use std::fs::{File, Metadata};
use std::io;
use std::ops::Range;
use std::os::fd::OwnedFd;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::{FileExt, MetadataExt};
use std::path::Path;

/// A piece up to this size is read and sent with the head; a longer one goes from the file to the socket.
const READ_MAX: u64 = 16 * 1024;
/// Entries of a list of a directory at most.
const LIST_MAX: usize = 10_000;
/// Ends a part of several ranges. It only has to be unlikely in a file.
const BOUNDARY: &str = "swoole-6f3b9d0c5a7e41d2";

/// A piece of an answer.
#[derive(Debug)]
pub enum Piece {
    /// Bytes.
    Bytes(Vec<u8>),
    /// A part of a file: its offset and length.
    File(OwnedFd, u64, u64),
}

/// A part of a file that is read when a stream has room for it.
#[derive(Debug)]
pub struct FilePart {
    file: File,
    at: u64,
}

impl FilePart {
    /// The part of a file from `offset` on.
    #[must_use]
    pub fn new(file: File, offset: u64) -> Self {
        Self { file, at: offset }
    }

    /// The same of a file by its path.
    ///
    /// # Errors
    /// What open(2) says.
    pub fn open(path: &Path, offset: u64) -> io::Result<Self> {
        Ok(Self::new(File::open(path)?, offset))
    }
}

impl Source for FilePart {
    fn read(&mut self, into: &mut [u8]) -> io::Result<()> {
        self.file.read_exact_at(into, self.at)?;
        self.at += into.len() as u64;
        Ok(())
    }
}

/// An answer.
#[derive(Debug)]
pub struct FileAnswer {
    /// Head and body, in order.
    pub pieces: Vec<Piece>,
    /// The connection can be kept.
    pub persistence: Persistence,
}

/// See the module's head.
#[derive(Debug)]
pub struct Files {
    settings: StaticSettings,
    root: Root,
}

impl Files {
    /// The files beneath `document_root`.
    ///
    /// # Errors
    /// It cannot be opened.
    pub fn new(settings: &StaticSettings) -> io::Result<Self> {
        let root = Root::open(Path::new(OsStr::from_bytes(&settings.root)))?;
        Ok(Self { settings: settings.clone(), root })
    }

    /// Whether a request may be one for a file, by a look at its first bytes: so that the others need not be tokenized for it.
    fn may_serve(&self, request: &[u8]) -> bool {
        let request = request.strip_prefix(b"\r\n").unwrap_or(request);
        let target = request.strip_prefix(b"GET ").or_else(|| request.strip_prefix(b"HEAD "));
        let Some(target) = target else { return false };
        let end = target.iter().position(|byte| matches!(byte, b' ' | b'?' | b'%'));
        let path = &target[..end.unwrap_or(target.len())];
        let is_encoded = end.is_some_and(|end| target[end] == b'%');
        let locations = &self.settings.locations;
        locations.is_empty()
            || !self.settings.rewrites.is_empty()
            || is_encoded
            || !path.starts_with(b"/")
            || locations.iter().any(|location| path.starts_with(location))
    }

    /// The answer to a request for a file; `None`: it is the script's. `now` in seconds of the Unix time.
    #[must_use]
    pub fn answer_to(&self, request: &[u8], now: u64) -> Option<FileAnswer> {
        if !self.may_serve(request) {
            return None;
        }
        let answer = with_head(request, MAX_FIELDS, |head| {
            examine(head).ok().and_then(|facts| self.answer(head, &facts, now))
        });
        answer.ok().flatten()
    }

    fn answer(&self, head: &Head<'_, '_>, facts: &Facts, now: u64) -> Option<FileAnswer> {
        let head_only = match head.method {
            "GET" => false,
            "HEAD" => true,
            _ => return None,
        };
        let (path, _) = head.path_and_query();
        let path = percent_decoded(path);
        let rewritten = self.settings.rewrites.iter().find_map(|rule| rule.apply(&path));
        let path = rewritten.map_or(path, Cow::Owned);
        let locations = &self.settings.locations;
        if !locations.is_empty() && !locations.iter().any(|location| path.starts_with(location)) {
            return None;
        }
        let persistence =
            if facts.keep_alive { Persistence::KeepAlive } else { Persistence::Close };
        let reply = Reply { head, head_only, persistence, now };
        match self.find(&path) {
            Some(Found::File(file, meta, name)) => reply.file(file, &meta, &name),
            Some(Found::List(entries)) => Some(reply.list(&path, &entries)),
            None if locations.is_empty() => None,
            None => Some(reply.status(404, |_| {})),
        }
    }

    fn find(&self, path: &[u8]) -> Option<Found> {
        let relative = path.strip_prefix(b"/")?;
        let (file, meta) = self.open(relative)?;
        if meta.is_file() {
            // A file is no directory, whatever the path says.
            return (!path.ends_with(b"/")).then(|| Found::File(file, meta, relative.to_vec()));
        }
        if !meta.is_dir() {
            return None;
        }
        for index in &self.settings.index_files {
            let slash: &[u8] =
                if relative.is_empty() || relative.ends_with(b"/") { b"" } else { b"/" };
            let path = [relative, slash, index].concat();
            if let Some((file, meta)) = self.open(&path).filter(|(_, meta)| meta.is_file()) {
                return Some(Found::File(file, meta, path));
            }
        }
        self.settings.autoindex.then(|| entries(file).ok().map(Found::List)).flatten()
    }

    fn open(&self, path: &[u8]) -> Option<(File, Metadata)> {
        let file = File::from(self.root.open_beneath(OsStr::from_bytes(path)).ok()?);
        let meta = file.metadata().ok()?;
        Some((file, meta))
    }
}

enum Found {
    File(File, Metadata, Vec<u8>),
    /// Names, those of directories with a slash.
    List(Vec<Vec<u8>>),
}

fn entries(directory: File) -> io::Result<Vec<Vec<u8>>> {
    let mut names = Vec::new();
    for entry in nix::dir::Dir::from_fd(directory.into())?.into_iter().take(LIST_MAX) {
        let entry = entry?;
        let mut name = entry.file_name().to_bytes().to_vec();
        match entry.file_type() {
            _ if name.starts_with(b".") => continue,
            Some(nix::dir::Type::Directory) => name.push(b'/'),
            Some(nix::dir::Type::File) => {}
            _ => continue,
        }
        names.push(name);
    }
    names.sort();
    Ok(names)
}

struct Reply<'a> {
    head: &'a Head<'a, 'a>,
    head_only: bool,
    persistence: Persistence,
    now: u64,
}

impl Reply<'_> {
    /// An answer of a head alone, or of a body that is not a file.
    fn status(&self, code: u16, more: impl FnOnce(&mut Vec<u8>)) -> FileAnswer {
        let mut out = self.begin(code);
        more(&mut out);
        if code != 304 {
            answer::content_length(&mut out, 0);
        }
        out.extend_from_slice(b"\r\n");
        FileAnswer { pieces: vec![Piece::Bytes(out)], persistence: self.persistence }
    }

    fn begin(&self, code: u16) -> Vec<u8> {
        let mut out = Vec::with_capacity(320);
        answer::status_line(&mut out, code, b"");
        answer::server(&mut out);
        answer::date_field(&mut out, self.now);
        answer::connection(&mut out, self.persistence);
        out
    }

    fn file(&self, file: File, meta: &Metadata, name: &[u8]) -> Option<FileAnswer> {
        let modified = u64::try_from(meta.mtime()).unwrap_or(0);
        let length = meta.len();
        let tag = format!("W/\"{modified:x}-{length:x}\"");
        let validators = |out: &mut Vec<u8>| {
            answer::field(out, b"Last-Modified", &date::format(modified));
            answer::field(out, b"ETag", tag.as_bytes());
        };
        if self.is_fresh(&tag, modified) {
            return Some(self.status(304, validators));
        }
        let kind = mime::of(&String::from_utf8_lossy(name));
        let wanted = match self.head.values("range").next() {
            Some(field) if self.may_send_parts(modified) => range::parse(field, length),
            _ => Wanted::Whole,
        };
        let parts = match wanted {
            Wanted::Nothing => {
                let range = format!("bytes */{length}");
                return Some(
                    self.status(416, |out| answer::field(out, b"Content-Range", range.as_bytes())),
                );
            }
            Wanted::Whole => {
                let mut out = self.begin(200);
                answer::field(&mut out, b"Content-Type", kind.as_bytes());
                validators(&mut out);
                answer::field(&mut out, b"Accept-Ranges", b"bytes");
                return self.with_body(out, file, &(0..length));
            }
            Wanted::Parts(parts) => parts,
        };
        let mut out = self.begin(206);
        validators(&mut out);
        if let [part] = &parts[..] {
            answer::field(&mut out, b"Content-Type", kind.as_bytes());
            answer::field(&mut out, b"Content-Range", content_range(part, length).as_bytes());
            return self.with_body(out, file, part);
        }
        self.several(out, &file, &parts, &kind, length)
    }

    /// Several ranges: each is a part with a head of its own.
    fn several(
        &self,
        mut out: Vec<u8>,
        file: &File,
        parts: &[Range<u64>],
        kind: &str,
        length: u64,
    ) -> Option<FileAnswer> {
        let heads: Vec<String> = parts
            .iter()
            .map(|part| {
                let range = content_range(part, length);
                format!("--{BOUNDARY}\r\nContent-Type: {kind}\r\nContent-Range: {range}\r\n\r\n")
            })
            .collect();
        let last = format!("--{BOUNDARY}--\r\n");
        let bodies: u64 = parts.iter().map(|part| part.end - part.start + 2).sum();
        let total = bodies + (heads.iter().map(String::len).sum::<usize>() + last.len()) as u64;
        let kind = format!("multipart/byteranges; boundary={BOUNDARY}");
        answer::field(&mut out, b"Content-Type", kind.as_bytes());
        answer::content_length(&mut out, total);
        out.extend_from_slice(b"\r\n");
        let mut pieces = vec![Piece::Bytes(out)];
        if !self.head_only {
            for (head, part) in heads.into_iter().zip(parts) {
                pieces.push(Piece::Bytes(head.into_bytes()));
                pieces.push(Piece::File(
                    file.try_clone().ok()?.into(),
                    part.start,
                    part.end - part.start,
                ));
                pieces.push(Piece::Bytes(b"\r\n".to_vec()));
            }
            pieces.push(Piece::Bytes(last.into_bytes()));
        }
        Some(FileAnswer { pieces, persistence: self.persistence })
    }

    /// Ends the head and adds a part of the file. `None` if it cannot be read.
    fn with_body(&self, mut out: Vec<u8>, file: File, part: &Range<u64>) -> Option<FileAnswer> {
        let length = part.end - part.start;
        answer::content_length(&mut out, length);
        out.extend_from_slice(b"\r\n");
        let mut pieces = Vec::with_capacity(2);
        if self.head_only || length == 0 {
            pieces.push(Piece::Bytes(out));
        } else if length <= READ_MAX {
            let at = out.len();
            out.resize(at + length as usize, 0);
            file.read_exact_at(&mut out[at..], part.start).ok()?;
            pieces.push(Piece::Bytes(out));
        } else {
            pieces.push(Piece::Bytes(out));
            pieces.push(Piece::File(file.into(), part.start, length));
        }
        Some(FileAnswer { pieces, persistence: self.persistence })
    }

    /// Whether the client has it already (RFC 9110, section 13.2.2).
    fn is_fresh(&self, tag: &str, modified: u64) -> bool {
        let weak = |tag: &[u8]| tag.strip_prefix(b"W/").unwrap_or(tag).to_vec();
        let mut tags = self.head.values("if-none-match").peekable();
        if tags.peek().is_some() {
            let ours = weak(tag.as_bytes());
            return tags.flat_map(list).any(|other| other == b"*" || weak(other) == ours);
        }
        let since = self.head.values("if-modified-since").next().and_then(date::parse);
        since.is_some_and(|since| modified <= since)
    }

    /// Whether what the client has parts of is still the same. Our tags are weak, which says nothing of bytes.
    fn may_send_parts(&self, modified: u64) -> bool {
        match self.head.values("if-range").next() {
            None => true,
            Some(validator) => date::parse(validator) == Some(modified),
        }
    }

    fn list(&self, path: &[u8], names: &[Vec<u8>]) -> FileAnswer {
        let base = String::from_utf8_lossy(path).trim_end_matches('/').to_owned();
        let title = html(&base);
        let mut page = format!(
            "<!DOCTYPE html>\n<html>\n<head><meta charset=\"utf-8\"><title>{title}/</title></head>\n<body>\n<h1>{title}/</h1>\n<ul>\n"
        );
        for name in names {
            let (link, shown) = (
                url(&[base.as_bytes(), b"/", name].concat()),
                html(&String::from_utf8_lossy(name)),
            );
            page.push_str(&format!("<li><a href=\"{link}\">{shown}</a></li>\n"));
        }
        page.push_str("</ul>\n</body>\n</html>\n");
        let mut out = self.begin(200);
        answer::field(&mut out, b"Content-Type", b"text/html; charset=utf-8");
        answer::content_length(&mut out, page.len() as u64);
        out.extend_from_slice(b"\r\n");
        if !self.head_only {
            out.extend_from_slice(page.as_bytes());
        }
        FileAnswer { pieces: vec![Piece::Bytes(out)], persistence: self.persistence }
    }
}

fn content_range(part: &Range<u64>, length: u64) -> String {
    format!("bytes {}-{}/{length}", part.start, part.end - 1)
}

fn html(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// A path as it may stand in a link.
fn url(path: &[u8]) -> String {
    let plain = |byte: &u8| byte.is_ascii_alphanumeric() || b"-._~/".contains(byte);
    path.iter()
        .map(
            |byte| if plain(byte) { char::from(*byte).to_string() } else { format!("%{byte:02X}") },
        )
        .collect()
}

/// `%XX` decoded, and nothing else: a plus sign is one.
#[must_use]
pub fn percent_decoded(text: &[u8]) -> std::borrow::Cow<'_, [u8]> {
    if memchr::memchr(b'%', text).is_none() {
        return text.into();
    }
    let digit = |at: usize| text.get(at).and_then(|byte| char::from(*byte).to_digit(16));
    let mut decoded = Vec::with_capacity(text.len());
    let mut at = 0;
    while at < text.len() {
        match (text[at], digit(at + 1), digit(at + 2)) {
            (b'%', Some(high), Some(low)) => {
                decoded.push((high * 16 + low) as u8);
                at += 3;
            }
            (byte, ..) => {
                decoded.push(byte);
                at += 1;
            }
        }
    }
    decoded.into()
}
