//! Settings of clients. `client` and `coroutine_client` in the documentation.

use super::super::row::{Place, Row, callable, count, flag, int, seconds, string};

const CLIENT: &[Place] = &[Place::Client];
const STREAM: &[Place] = &[Place::Client, Place::Socket];

pub(super) static CLIENTS: &[Row] = &[
    seconds(
        "timeout",
        -1.0,
        "Seconds that each of connecting, reading and writing may take; -1 is for ever.",
    )
    .at(CLIENT),
    seconds("connect_timeout", -1.0, "Seconds that connecting may take.")
        .at(CLIENT)
        .computed("timeout"),
    seconds("read_timeout", -1.0, "Seconds that reading may take.").at(CLIENT).computed("timeout"),
    seconds("write_timeout", -1.0, "Seconds that writing may take.").at(CLIENT).computed("timeout"),
    string("bind_address", "Address to connect from.").at(CLIENT),
    int("bind_port", 0, 65_535, 0, "Port to connect from; 0 is any.").at(CLIENT),
    string("socks5_host", "Address of a SOCKS5 proxy.").at(CLIENT),
    int("socks5_port", 0, 65_535, 0, "Port of the SOCKS5 proxy.").at(CLIENT),
    string("socks5_username", "User at the SOCKS5 proxy.").at(CLIENT),
    string("socks5_password", "Password at the SOCKS5 proxy.").at(CLIENT),
    string("http_proxy_host", "Address of an HTTP proxy.").at(CLIENT),
    int("http_proxy_port", 0, 65_535, 0, "Port of the HTTP proxy.").at(CLIENT),
    string("http_proxy_user", "User at the HTTP proxy.").alias(&["http_proxy_username"]).at(CLIENT),
    string("http_proxy_password", "Password at the HTTP proxy.").at(CLIENT),
    flag("open_ssl", false, "Encrypt the connection.").at(STREAM),
    string("ssl_host_name", "Name of the peer, for its certificate and for SNI.")
        .at(STREAM),
    string("ssl_passphrase", "Password of the private key.")
        .at(&[Place::Port, Place::Client, Place::Socket]),
    flag("ssl_disable_compression", true, "Do not compress what is encrypted.")
        .at(CLIENT)
        .inert("OpenSSL is built without compression"),
    flag("open_fastcgi_protocol", false, "Receive whole FastCGI records.")
        .at(STREAM)
        .not_yet("clients"),
    flag("keep_alive", true, "Keep an HTTP connection for the next request.")
        .at(CLIENT),
    flag("defer", false, "Send a request now, receive its response with recv().")
        .at(CLIENT),
    count("max_retries", 0, "Times that an HTTP request is tried again when the server closes the connection instead of answering.")
        .at(CLIENT),
    flag("lowercase_header", true, "Give names of headers in lower case.")
        .at(CLIENT),
    flag("body_decompression", true, "Give bodies decompressed.").at(CLIENT),
    flag("websocket_mask", true, "Mask what is sent over WebSocket, as servers may insist on.").at(CLIENT),
    callable("write_func", "Function that gets a body piece by piece.")
        .at(CLIENT),
];
