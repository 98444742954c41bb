//! The table against itself, and against the names that programs use.

use super::super::row::{DefaultValue, Kind, Status};
use super::super::{
    Asked, ClientSettings, Env, Http2Settings, HttpClientSettings, PoolSettings, PortSettings,
    ProcessSettings, ServerSettings, SettingValue,
};
use super::*;

/// What the reference's `Server::set` takes without a warning.
const SERVER_NAMES: &str = "
admin_server aio_core_worker_num aio_max_idle_time aio_max_wait_time aio_worker_num backlog
bootstrap buffer_high_watermark buffer_input_size buffer_low_watermark buffer_output_size
c_stack_size chroot compression_level compression_min_length compression_types cpu_affinity_ignore
daemonize debug_mode discard_timeout_request dispatch_func dispatch_mode display_errors
dns_cache_capacity dns_cache_expire dns_cache_refresh_time dns_lookup_random dns_server
document_root enable_coroutine enable_deadlock_check enable_delay_receive
enable_preemptive_scheduler enable_reuse_port enable_signalfd enable_static_handler
enable_unsafe_event event_object group heartbeat_check_interval heartbeat_idle_time hook_flags
http2_enable_push http2_header_table_size http2_init_window_size http2_max_concurrent_streams
http2_max_frame_size http2_max_header_list_size http2_max_headers http_autoindex http_compression
http_compression_level http_compression_min_length http_compression_types http_gzip_level
http_index_files http_parse_cookie http_parse_files http_parse_post init_arguments input_buffer_size
iouring_entries iouring_flag iouring_workers kernel_socket_recv_buffer_size
kernel_socket_send_buffer_size log_date_format log_date_with_microseconds log_file log_level
log_rotation max_concurrency max_conn max_connection max_coro_num max_coroutine max_idle_time
max_queued_bytes max_request max_request_grace max_thread_num max_wait_time message_queue_key
min_thread_num name_resolver open_cpu_affinity open_eof_check open_eof_split open_http2_protocol
open_http_protocol open_length_check open_mqtt_protocol open_redis_protocol open_tcp_keepalive
open_tcp_nodelay open_websocket_close_frame open_websocket_ping_frame open_websocket_pong_frame
open_websocket_protocol output_buffer_size package_body_offset package_body_start package_eof
package_length_func package_length_offset package_length_type package_max_length pid_file
reactor_num reload_async send_timeout send_yield single_thread socket_buffer_size
socket_connect_timeout socket_dns_timeout socket_dontwait socket_read_timeout socket_recv_timeout
socket_send_timeout socket_timeout socket_write_timeout ssl_allow_self_signed ssl_cafile ssl_capath
ssl_cert_file ssl_ciphers ssl_client_cert_file ssl_compress ssl_dhparam ssl_ecdh_curve ssl_key_file
ssl_prefer_server_ciphers ssl_protocols ssl_sni_certs ssl_verify_depth ssl_verify_peer stack_size
start_session_id static_handler_locations stats_file stats_timer_interval task_enable_coroutine
task_ipc_mode task_max_request task_max_request_grace task_object task_tmpdir task_use_object
task_worker_num tcp_defer_accept tcp_fastopen tcp_keepcount tcp_keepidle tcp_keepinterval
tcp_user_timeout thread_num trace_flags upload_max_filesize upload_tmp_dir url_rewrite_rules
use_async_resolver user wait_signal websocket_compression websocket_subprotocol
worker_max_concurrency worker_num
";

#[test]
fn every_name_that_servers_take_is_in_the_table() {
    let missing: Vec<_> = SERVER_NAMES
        .split_whitespace()
        .filter(|name| find(Place::Server, name).is_none())
        .collect();
    assert_eq!(missing, [""; 0]);
}

#[test]
fn every_name_and_alias_is_unique() {
    let mut names: Vec<_> = rows().flat_map(|row| row.aliases.iter().chain([&row.name])).collect();
    names.sort_unstable();
    for pair in names.windows(2) {
        assert_ne!(pair[0], pair[1]);
    }
}

#[test]
fn every_row_has_a_place_a_sentence_and_a_default_of_its_own_type() {
    for row in rows() {
        assert!(!row.places.is_empty(), "{}", row.name);
        assert!(row.doc.ends_with('.') && row.doc.len() > 8, "{}", row.name);
        let fits = match row.default {
            DefaultValue::Unset => matches!(row.kind, Kind::Str | Kind::Array | Kind::Callable),
            DefaultValue::Computed(words) => !words.is_empty(),
            DefaultValue::Bool(_) => row.kind == Kind::Bool,
            DefaultValue::Int(value) => row.convert(&value.into()) == Ok(value.into()),
            DefaultValue::Float(value) => row.convert(&value.into()) == Ok(value.into()),
            DefaultValue::Str(value) => row.convert(&value.into()) == Ok(value.into()),
        };
        assert!(fits, "{}", row.name);
    }
}

/// Adding a row is not enough: somebody must read it.
#[test]
fn every_setting_that_is_built_changes_what_the_settings_mean() {
    // Some only matter beside others.
    let beside = [
        ("open_length_check", SettingValue::Bool(true)),
        ("open_tcp_keepalive", true.into()),
        ("open_cpu_affinity", true.into()),
        ("max_request", 100.into()),
        ("heartbeat_check_interval", 10.into()),
    ];
    let of_servers = |row: &&Row| row.accepted_at(Place::Server) || row.accepted_at(Place::Pool);
    for row in rows().filter(|row| row.status == Status::Built).filter(of_servers) {
        let mut base: Vec<_> = beside.clone().into();
        base.retain(|(name, _)| *name != row.name);
        if row.name == "package_eof" {
            base.push(("open_eof_split", true.into()));
        }
        if GROUPS.iter().any(|group| {
            group.title == "HTTP" && group.rows.iter().any(|other| other.name == row.name)
        }) {
            base.retain(|(name, _)| *name != "open_length_check");
            base.push(("open_http_protocol", true.into()));
            for (name, value) in
                [("enable_static_handler", true.into()), ("document_root", "/".into())]
            {
                if name != row.name {
                    base.push((name, value));
                }
            }
        }
        if row.name.starts_with("http2_") {
            base.retain(|(name, _)| *name != "open_length_check");
            base.push(("open_http2_protocol", true.into()));
        }
        if matches!(row.name, "open_http_protocol" | "open_http2_protocol" | "open_mqtt_protocol") {
            base.retain(|(name, _)| *name != "open_length_check");
        }
        if row.name.contains("websocket") {
            base.retain(|(name, _)| *name != "open_length_check");
            if row.name != "open_websocket_protocol" {
                base.push(("open_websocket_protocol", true.into()));
            }
        }
        let before = meaning(&base);
        base.push((row.name, other_value(row)));
        assert_ne!(meaning(&base), before, "{} is read by no resolution", row.name);
    }
}

#[test]
fn every_setting_of_clients_that_is_built_changes_what_their_settings_mean() {
    let of_clients = |row: &&Row| row.accepted_at(Place::Client);
    // What HTTP clients read of the HTTP group is theirs to test.
    let raw = GROUPS.iter().filter(|group| group.title != "HTTP").flat_map(|group| group.rows);
    for row in raw.filter(|row| row.status == Status::Built).filter(of_clients) {
        let proxy = if row.name.starts_with("http_proxy") { "http_proxy" } else { "socks5" };
        let user = if proxy == "socks5" { "socks5_username" } else { "http_proxy_user" };
        let mut base = vec![
            ("open_length_check".to_owned(), SettingValue::Bool(true)),
            ("bind_address".to_owned(), "::1".into()),
            (format!("{proxy}_host"), "::1".into()),
            (format!("{proxy}_port"), 1080.into()),
            (user.to_owned(), "a".into()),
            (format!("{proxy}_password"), "b".into()),
        ];
        if row.name == "package_eof" {
            base.push(("open_eof_split".to_owned(), true.into()));
        }
        if row.name == "open_mqtt_protocol" {
            base.remove(0);
        }
        base.retain(|(name, _)| *name != row.name || name.ends_with("_port"));
        let before = meaning_to_client(&base);
        base.push((row.name.to_owned(), other_value(row)));
        assert_ne!(meaning_to_client(&base), before, "{} is read by no resolution", row.name);
    }
}

fn meaning_to_client(settings: &[(String, SettingValue)]) -> String {
    let settings: Vec<_> =
        settings.iter().map(|(name, value)| (name.clone().into_bytes(), value.clone())).collect();
    let mut asked = Asked::default();
    assert_eq!(asked.ask(Place::Client, &settings).unwrap(), []);
    let of_http = (HttpClientSettings::resolve(&asked), Http2Settings::resolve(&asked));
    format!("{:?} {of_http:?}", ClientSettings::resolve(&asked).unwrap())
}

fn meaning(settings: &[(&str, SettingValue)]) -> String {
    let settings: Vec<_> =
        settings.iter().map(|(name, value)| (name.as_bytes().to_vec(), value.clone())).collect();
    let of_pool = |name: &[u8]| {
        let name = String::from_utf8_lossy(name);
        find(Place::Server, &name).is_none() && find(Place::Pool, &name).is_some()
    };
    let (of_pool, settings): (Vec<_>, Vec<_>) =
        settings.into_iter().partition(|(name, _)| of_pool(name));
    let mut pool = Asked::default();
    assert_eq!(pool.ask(Place::Pool, &of_pool).unwrap(), []);
    let pool = PoolSettings::resolve(&pool);
    let mut asked = Asked::default();
    assert_eq!(asked.ask(Place::Server, &settings).unwrap(), []);
    let env = Env { cpus: 4, max_open_files: 20_000, base_mode: false };
    let (server, _) = ServerSettings::resolve(&asked, &env).unwrap();
    let port = PortSettings::resolve(&asked, &asked).unwrap();
    let process = ProcessSettings::resolve(&asked, 4);
    format!("{server:?} {port:?} {pool:?} {process:?}")
}

/// A value that the row takes and that is not its default.
fn other_value(row: &Row) -> SettingValue {
    match (row.name, row.kind, row.default) {
        ("package_eof", ..) => "\n".into(),
        ("max_connection" | "max_concurrency" | "worker_max_concurrency", ..) => 500.into(),
        ("package_length_type", ..) => "n".into(),
        ("ssl_sni_certs", ..) => {
            let file = |name: &str| (name.as_bytes().to_vec(), SettingValue::from("a.pem"));
            let files = SettingValue::Map(vec![file("ssl_cert_file"), file("ssl_key_file")]);
            SettingValue::Map(vec![(b"a.example".to_vec(), files)])
        }
        ("url_rewrite_rules", ..) => SettingValue::Map(vec![(b"/a".to_vec(), "/b".into())]),
        ("cpu_affinity_ignore", ..) => SettingValue::List(vec![1.into()]),
        (_, Kind::Bool, DefaultValue::Bool(default)) => (!default).into(),
        (_, Kind::OneOf(allowed), DefaultValue::Int(default)) => {
            (*allowed.iter().find(|value| **value != default).unwrap()).into()
        }
        (_, Kind::Int(_, max), DefaultValue::Int(default)) => {
            if default < max { default + 1 } else { default - 1 }.into()
        }
        (_, Kind::Int(..), _) => 2.into(),
        (_, Kind::Size(..), DefaultValue::Int(default)) => (default + (1 << 20)).into(),
        (_, Kind::Size(..), _) => 4096.into(),
        (_, Kind::Float(_), _) => 1.5.into(),
        (_, Kind::Array, _) => SettingValue::List(vec!["something".into()]),
        (_, Kind::Callable, _) => SettingValue::Callable,
        (_, Kind::Str, _) => "something".into(),
        _ => panic!("no value is known for {}", row.name),
    }
}
