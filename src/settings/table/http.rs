//! Settings of HTTP servers. `http_server` and `websocket_server` in the documentation.

use super::super::row::{
    Place, Row, array, count, flag, int, one_of, seconds, size, string, string_or,
};

const SERVER: &[Place] = &[Place::Server];
const EVERYWHERE: &[Place] = &[Place::Server, Place::Coroutine, Place::Async, Place::Client];
const BOTH: &[Place] = &[Place::Server, Place::Client];

pub(super) static HTTP: &[Row] = &[
    flag("http_parse_cookie", true, "Fill the request's cookies.").at(SERVER),
    flag("http_parse_post", true, "Fill the request's form.").at(SERVER),
    flag("http_parse_files", false, "Nest uploads whose names have brackets as $_FILES nests them, each property by itself.").at(SERVER),
    flag("http_compression", true, "Compress responses that the client takes compressed.")
        .at(BOTH),
    int("http_compression_level", i64::MIN, i64::MAX, 1, "Level of compression, 1 to 9.")
        .alias(&["compression_level", "http_gzip_level"])
        .at(SERVER),
    size("http_compression_min_length", 20, "Bytes of a body from which on it is compressed.")
        .alias(&["compression_min_length"])
        .at(SERVER),
    array("http_compression_types", "Content types that are compressed.")
        .alias(&["compression_types"])
        .at(SERVER),
    flag("websocket_compression", false, "Compress WebSocket frames (RFC 7692).")
        .at(BOTH),
    string_or("upload_tmp_dir", "/tmp", "Directory for uploads.").at(SERVER),
    size("upload_max_filesize", 0, "Bytes of an upload at most; 0 is package_max_length.")
        .at(SERVER),
    flag("enable_static_handler", false, "Serve files below document_root.")
        .at(SERVER),
    string("document_root", "Directory of the files to serve.").at(SERVER),
    array("static_handler_locations", "Beginnings of the paths that are served as files.")
        .at(SERVER),
    flag("http_autoindex", false, "Serve a directory as a list of its files.")
        .at(SERVER),
    array("http_index_files", "Files that are served for a directory.").at(SERVER),
    array("url_rewrite_rules", "What paths of files are rewritten to, by what they begin with, or by a pattern: '~^/post/(\\d+)$~' => '/static/$1.html'.")
        .at(SERVER),
    size("http_max_header_size", 65_536, "Bytes of a request's head at most; a longer one is answered 431, a longer request line 414.").at(SERVER),
    int("http_max_headers", 1, 256, 128, "Header fields of a request at most; more are answered 431.").at(SERVER),
    flag("http_require_host", true, "Answer a request of HTTP/1.1 without Host with 400, as RFC 9112 wants it. `swoole.http_require_host` of php.ini says what holds where the script says nothing.").at(BOTH),
    seconds("http_header_timeout", 30.0, "Seconds that a request's head may take to arrive, also that of a client which sends nothing at first; the answer is 408. 0 is no limit.").at(SERVER),
    seconds("http_body_timeout", 60.0, "Seconds that a request's body may take to arrive, and one more for each KiB that has come; the answer is 408. 0 is no limit.").at(SERVER),
    seconds("http_keepalive_timeout", 75.0, "Seconds that a client may wait between two requests before its connection is closed. 0 is no limit.").at(SERVER),
    seconds("http_request_timeout", 0.0, "Seconds after which a request that the script has not begun to answer is answered for it, with the place where it is in the log; its worker ends when the others that it works on have ended, within max_wait_time. 0 is no limit.").at(SERVER),
    one_of("http_request_timeout_status", &[503, 504], 504, "What such a request is answered with: 503 or 504.").at(SERVER),
    int("http_max_upload_parts", 1, 65_536, 1000, "Parts of a multipart form at most; a request with more is answered 413.").at(SERVER),
];

pub(super) static HTTP2: &[Row] = &[
    int("http2_header_table_size", 0, MOST, 4096, "Bytes of the table of fields that the peer may refer to.")
        .at(EVERYWHERE),
    int("http2_enable_push", 0, 1, 1, "Whether the server may push; a client refuses what is pushed.").at(EVERYWHERE),
    count("http2_max_concurrent_streams", 128, "Requests of a connection at a time; one that the client has given up counts until its callback has ended.")
        .at(EVERYWHERE),
    int("http2_init_window_size", 1, 0x7fff_ffff, 65_535, "Bytes of a body that the peer may send before it is told to go on.")
        .at(EVERYWHERE),
    int("http2_max_frame_size", 16_384, 0xff_ffff, 16_384, "Bytes of a frame at most.").at(EVERYWHERE),
    int("http2_max_header_list_size", 0, MOST, 65_536, "Bytes of a list of header fields at most, 32 for each of them included; a longer one is answered 431.")
        .at(EVERYWHERE)
        .computed("http_max_header_size"),
    int("http2_max_headers", 1, 254, 128, "Header fields of a request at most; more are answered 431.").at(EVERYWHERE),
];

/// Numbers of the protocol have 32 bits.
const MOST: i64 = u32::MAX as i64;
