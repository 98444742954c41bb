//! Settings of a port: its sockets, its protocol. `server/setting` in the documentation.

use super::super::row::{
    Place, Row, array, callable, count, flag, int, seconds, size, string, string_or,
};

const PORT: &[Place] = &[Place::Port];
const PORT_CLIENT: &[Place] = &[Place::Port, Place::Client];
const STREAM: &[Place] = &[Place::Port, Place::Client, Place::Socket];

pub(super) static SOCKETS: &[Row] = &[
    int("backlog", -1, i32::MAX as i64, 512, "Connections that wait to be accepted; 0 or less is the default.").at(PORT),
    size("socket_buffer_size", 8 << 20, "Bytes that wait to be sent to a connection at most; for UDP and IPC the buffer of the socket.").at(&[Place::Port, Place::Client, Place::Coroutine, Place::Async]),
    size("kernel_socket_recv_buffer_size", 0, "Bytes of the kernel's receive buffer (SO_RCVBUF); 0 leaves it alone.").at(PORT),
    size("kernel_socket_send_buffer_size", 0, "Bytes of the kernel's send buffer (SO_SNDBUF); 0 leaves it alone.").at(PORT),
    size("buffer_high_watermark", 0, "Bytes that wait to be sent from which on onBufferFull is called.").at(PORT).computed("0.8 of socket_buffer_size"),
    size("buffer_low_watermark", 0, "Bytes that wait to be sent at which onBufferEmpty is called.").at(PORT),
    count("heartbeat_idle_time", 0, "Seconds without data after which heartbeat closes a connection.")
        .at(PORT)
        .computed("twice heartbeat_check_interval"),
    seconds("max_idle_time", 0.0, "Seconds, with a fraction, without data after which a connection of this port is closed, heartbeat or not; wins over heartbeat_idle_time.")
        .at(PORT)
        .computed("heartbeat_idle_time"),
    flag("open_tcp_nodelay", true, "Send small segments at once (TCP_NODELAY).").at(PORT_CLIENT),
    flag("open_tcp_keepalive", false, "Probe idle connections (SO_KEEPALIVE).").at(PORT),
    int("tcp_keepidle", 1, 32_767, 3600, "Seconds without data before the first probe.").at(PORT),
    int("tcp_keepinterval", 1, 32_767, 60, "Seconds between two probes.").at(PORT),
    int("tcp_keepcount", 1, 127, 5, "Probes without an answer that close the connection.").at(PORT),
    int("tcp_user_timeout", 0, i32::MAX as i64, 0, "Milliseconds that sent data may wait for its acknowledgement; 0 is the kernel's own limit.").at(PORT),
    int("tcp_defer_accept", 0, i32::MAX as i64, 0, "Seconds to wait for a connection's first data before it is accepted; 0 is off.").at(PORT),
    flag("tcp_fastopen", false, "Accept data in the first segment (TCP_FASTOPEN).").at(PORT),
];

pub(super) static FRAMING: &[Row] = &[
    flag("open_eof_check", false, "Deliver what has arrived once it ends with package_eof.").at(STREAM),
    flag("open_eof_split", false, "Deliver each part that ends with package_eof by itself; wins over open_eof_check.").at(STREAM),
    string_or("package_eof", "\r\n\r\n", "The marker, 1 to 8 bytes.").at(STREAM),
    flag("open_length_check", false, "Deliver packages by the length in their header; open_eof_check and open_eof_split win over it.").at(STREAM),
    string_or("package_length_type", "N", "Type of the length as pack() has it: one of c C s S n N v V l L q Q J P.").at(STREAM),
    int("package_length_offset", i64::MIN, 8152, 0, "Bytes of the header before the length; less than 0 is 0.").at(STREAM),
    int("package_body_offset", i64::MIN, 8152, 4, "Bytes of the package that the length does not count.")
        .alias(&["package_body_start"])
        .at(STREAM),
    callable("package_length_func", "Function that is shown the beginning of a package and returns its length, 0 for more, or -1 to close the connection.").at(STREAM),
    size("package_max_length", 2 << 20, "Bytes of a package at most; raised to 65536.").at(STREAM),
];

pub(super) static PROTOCOLS: &[Row] = &[
    flag("open_http_protocol", false, "Speak HTTP on this port; onRequest gets the requests, or onReceive as they came if there is none.").at(PORT),
    flag("open_http2_protocol", false, "Speak HTTP/2 on this port, with clients that begin in it, and HTTP/1.1 with the others.").at(PORT),
    flag("open_websocket_protocol", false, "Speak WebSocket, and so HTTP, on this port.")
        .at(PORT),
    string("websocket_subprotocol", "Subprotocol that the handshake answers with.")
        .at(PORT),
    flag("open_websocket_close_frame", false, "onMessage gets close frames.")
        .at(PORT_CLIENT),
    flag(
        "open_websocket_ping_frame",
        false,
        "onMessage gets ping frames; the answer is the script's.",
    )
    .at(PORT_CLIENT),
    flag("open_websocket_pong_frame", false, "onMessage gets pong frames.")
        .at(PORT_CLIENT),
    flag("open_mqtt_protocol", false, "Deliver whole MQTT packets.").at(STREAM),
    flag("open_redis_protocol", false, "Deliver whole Redis requests.")
        .at(PORT)
        .not_yet("the Redis protocol"),
];

pub(super) static TLS: &[Row] = &[
    string("ssl_cert_file", "Certificate chain, a PEM file.").at(STREAM),
    string("ssl_key_file", "Private key, a PEM file.").at(STREAM),
    count("ssl_protocols", 0, "Versions of TLS, a mask of SWOOLE_SSL_*; 0 is all.").at(STREAM),
    flag("ssl_verify_peer", false, "Ask for the peer's certificate and verify it.").at(STREAM),
    flag("ssl_allow_self_signed", false, "Let a peer's self-signed certificate pass.").at(STREAM),
    string(
        "ssl_client_cert_file",
        "Certificates that clients' certificates are verified against, a PEM file.",
    )
    .at(STREAM),
    string("ssl_cafile", "Certificates that a peer's certificate is verified against, a PEM file.")
        .at(STREAM),
    string(
        "ssl_capath",
        "Directory of certificates that a peer's certificate is verified against.",
    )
    .at(STREAM),
    count(
        "ssl_verify_depth",
        0,
        "Certificates of a peer's chain at most; 0 is the library's own limit.",
    )
    .at(STREAM),
    flag("ssl_compress", false, "Compress what is encrypted.")
        .at(STREAM)
        .inert("compressed secrets can be guessed, and OpenSSL is built without it"),
    flag("ssl_prefer_server_ciphers", false, "The server's order of ciphers wins.").at(STREAM),
    string_or(
        "ssl_ciphers",
        "EECDH+AESGCM:EDH+AESGCM:AES256+EECDH:AES256+EDH",
        "Ciphers, as OpenSSL lists them.",
    )
    .at(STREAM),
    string_or("ssl_ecdh_curve", "auto", "Curves of the key exchange.").at(STREAM),
    string("ssl_dhparam", "Diffie-Hellman parameters, a PEM file.").at(STREAM),
    array("ssl_sni_certs", "Certificates by host name: arrays of ssl_cert_file and ssl_key_file.")
        .at(STREAM),
];
