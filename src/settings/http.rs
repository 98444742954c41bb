//! Second stage: what the HTTP settings of a server mean. They hold for all its HTTP ports.

use std::time::Duration;

use super::{Asked, HttpLimits, Rewrite, SettingError, SettingValue};

/// More is not asked of a compressor.
const MAX_LEVEL: i64 = 9;

/// See the module's head.
#[derive(Debug, Clone, PartialEq)]
pub struct HttpSettings {
    /// How long clients may take.
    pub times: HttpTimes,
    /// `http_parse_cookie`.
    pub parse_cookie: bool,
    /// `http_parse_post`.
    pub parse_post: bool,
    /// `http_parse_files`: uploads are nested as `$_FILES` nests them.
    pub parse_files: bool,
    /// `http_compression`.
    pub compression: bool,
    /// 1 to 9.
    pub compression_level: u32,
    /// Bytes of a body from which on it is compressed.
    pub compression_min_length: usize,
    /// Content types that are compressed, in lower case; `None` is all.
    pub compression_types: Option<Vec<Vec<u8>>>,
    /// Directory for uploads.
    pub upload_dir: Vec<u8>,
    /// Bytes of one upload at most; `None` is what the request may have.
    pub upload_max: Option<u64>,
    /// Parts of a form at most.
    pub max_parts: usize,
    /// How long the script may take to begin an answer; `None` is for ever.
    pub request_time: Option<Duration>,
    /// What a request is answered that took longer.
    pub request_time_status: u16,
    /// The files that are served without the script, if any.
    pub files: Option<StaticSettings>,
}

/// How long a client may take; `None` is for ever.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct HttpTimes {
    /// For the head of a request.
    pub head: Option<Duration>,
    /// For its body.
    pub body: Option<Duration>,
    /// Between two requests.
    pub idle: Option<Duration>,
}

/// `enable_static_handler`.
#[derive(Debug, Clone, PartialEq)]
pub struct StaticSettings {
    /// `document_root`.
    pub root: Vec<u8>,
    /// `static_handler_locations`: beginnings of paths that are files and nothing else. Empty: what is no file goes to the script.
    pub locations: Vec<Vec<u8>>,
    /// `url_rewrite_rules`: what the paths of requests for files become first.
    pub rewrites: Vec<Rewrite>,
    /// `http_index_files`.
    pub index_files: Vec<Vec<u8>>,
    /// `http_autoindex`.
    pub autoindex: bool,
}

impl HttpTimes {
    /// How often to look, so that a limit is kept to a quarter of itself.
    #[must_use]
    pub fn interval(&self) -> Option<Duration> {
        let least = [self.head, self.body, self.idle].into_iter().flatten().min()?;
        Some((least / 4).clamp(Duration::from_millis(50), Duration::from_secs(1)))
    }
}

impl Default for HttpSettings {
    fn default() -> Self {
        Self::resolve(&Asked::default())
    }
}

impl HttpSettings {
    /// What `asked` means.
    #[must_use]
    pub fn resolve(asked: &Asked) -> Self {
        let level = asked.int("http_compression_level").clamp(1, MAX_LEVEL);
        Self {
            times: HttpTimes {
                head: time(asked, "http_header_timeout"),
                body: time(asked, "http_body_timeout"),
                idle: time(asked, "http_keepalive_timeout"),
            },
            parse_cookie: asked.flag("http_parse_cookie"),
            parse_post: asked.flag("http_parse_post"),
            parse_files: asked.flag("http_parse_files"),
            compression: asked.flag("http_compression"),
            compression_level: level as u32,
            compression_min_length: asked.size("http_compression_min_length"),
            compression_types: asked
                .given("http_compression_types")
                .map(|given| strings(given).iter().map(|kind| kind.to_ascii_lowercase()).collect()),
            upload_dir: asked.string("upload_tmp_dir").unwrap_or_else(|| b"/tmp".to_vec()),
            upload_max: Some(asked.count("upload_max_filesize")).filter(|bytes| *bytes > 0),
            max_parts: asked.size("http_max_upload_parts"),
            request_time: time(asked, "http_request_timeout"),
            request_time_status: asked.int("http_request_timeout_status") as u16,
            files: files(asked),
        }
    }
}

/// The limits of an HTTP port.
pub(super) fn limits(asked: &Asked, max_length: usize) -> HttpLimits {
    HttpLimits {
        max_head: asked.size("http_max_header_size").max(1),
        max_fields: asked.size("http_max_headers"),
        max_length,
        // The rest of the form is bounded as requests are.
        max_upload: max_length.saturating_add(asked.size("upload_max_filesize")),
        requires_host: asked.flag("http_require_host"),
    }
}

fn files(asked: &Asked) -> Option<StaticSettings> {
    let root = asked.string("document_root")?;
    let list = |name| asked.given(name).map(strings).unwrap_or_default();
    asked.flag("enable_static_handler").then(|| StaticSettings {
        root,
        locations: list("static_handler_locations"),
        // Those that are none have been refused.
        rewrites: rewrites(asked).unwrap_or_default(),
        index_files: list("http_index_files"),
        autoindex: asked.flag("http_autoindex"),
    })
}

/// The rules of `url_rewrite_rules`.
pub(super) fn rewrites(asked: &Asked) -> Result<Vec<Rewrite>, SettingError> {
    const NAME: &str = "url_rewrite_rules";
    let rules = match asked.given(NAME) {
        None => return Ok(Vec::new()),
        Some(SettingValue::Map(rules)) => rules,
        Some(SettingValue::List(rules)) if rules.is_empty() => return Ok(Vec::new()),
        Some(_) => return Err(SettingError::NotRules { name: NAME }),
    };
    let rule = |(from, to): &(Vec<u8>, SettingValue)| {
        let to = to.to_bytes().ok_or(SettingError::NotRules { name: NAME })?;
        Rewrite::new(from, &to).map_err(|reason| SettingError::Rewrite {
            pattern: String::from_utf8_lossy(from).into_owned(),
            reason,
        })
    };
    rules.iter().map(rule).collect()
}

fn strings(value: &SettingValue) -> Vec<Vec<u8>> {
    match value {
        SettingValue::List(values) => values.iter().filter_map(SettingValue::to_bytes).collect(),
        SettingValue::Map(values) => {
            values.iter().filter_map(|(_, value)| value.to_bytes()).collect()
        }
        _ => Vec::new(),
    }
}

fn time(asked: &Asked, name: &str) -> Option<Duration> {
    let given = asked.float(name);
    (given > 0.0).then(|| Duration::try_from_secs_f64(given).unwrap_or(Duration::MAX))
}
