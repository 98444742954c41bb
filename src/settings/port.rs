//! Second stage: what the settings of a port mean.

use super::{
    Asked, FramingSettings, Http2Settings, HttpSettings, LengthField, LengthType, SettingError,
    SettingValue, TlsSettings, WebSocketSettings,
};

/// A smaller `package_max_length` is raised to this.
const MIN_PACKAGE_MAX_LENGTH: usize = 64 * 1024;
const MAX_EOF: usize = 8;
const DEFAULT_BACKLOG: u32 = 512;

/// A port's settings, worked out.
#[derive(Debug, Clone, PartialEq)]
pub struct PortSettings {
    /// Connections that wait to be accepted.
    pub backlog: u32,
    /// Bytes that wait to be sent to a connection at most.
    pub socket_buffer_size: usize,
    /// `SO_RCVBUF` in bytes; `None` leaves it alone.
    pub kernel_recv_buffer: Option<usize>,
    /// `SO_SNDBUF` in bytes; `None` leaves it alone.
    pub kernel_send_buffer: Option<usize>,
    /// Bytes that wait to be sent from which on `onBufferFull` is called.
    pub buffer_high_watermark: usize,
    /// Bytes that wait to be sent at which `onBufferEmpty` is called.
    pub buffer_low_watermark: usize,
    /// Seconds without data after which a connection is closed; `None` closes none.
    pub max_idle_time: Option<f64>,
    /// An idle time was asked for that holds also where no heartbeat looks for idle connections: `max_idle_time` by that name, or one of the port alone.
    pub closes_idle: bool,
    /// `TCP_NODELAY`.
    pub nodelay: bool,
    /// `SO_KEEPALIVE` and its timing.
    pub keepalive: Option<Keepalive>,
    /// `TCP_USER_TIMEOUT` in milliseconds.
    pub user_timeout: Option<u32>,
    /// `TCP_DEFER_ACCEPT` in seconds.
    pub defer_accept: Option<u32>,
    /// `TCP_FASTOPEN`.
    pub fastopen: bool,
    /// How the stream is cut into packages.
    pub framing: FramingSettings,
    /// How HTTP is spoken, on a port that does.
    pub http: Option<HttpSettings>,
    /// How HTTP/2 is spoken, on a port that does that as well.
    pub http2: Option<Http2Settings>,
    /// How TLS is spoken, on a port that does.
    pub tls: TlsSettings,
    /// How WebSocket is spoken, on a port that does.
    pub websocket: Option<WebSocketSettings>,
    /// The script has a `package_length_func`.
    pub has_length_func: bool,
    /// Bytes of a package at most, whatever the framing.
    pub package_max_length: usize,
}

/// Timing of `SO_KEEPALIVE`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Keepalive {
    /// Seconds before the first probe.
    pub idle: u32,
    /// Seconds between two probes.
    pub interval: u32,
    /// Probes without an answer that close the connection.
    pub count: u32,
}

impl PortSettings {
    /// What `asked` of the port means, beside what was asked of its `server` as a whole (idle times). A port
    /// without settings of its own takes its server's: then `asked` is `server` too.
    ///
    /// # Errors
    /// `package_eof` or `package_length_type` is none; also where the framing that needs it is off, so that
    /// a misspelt setting does not wait for the day it is switched on.
    pub fn resolve(asked: &Asked, server: &Asked) -> Result<Self, SettingError> {
        let socket_buffer_size = asked.size("socket_buffer_size");
        let package_max_length = asked.size("package_max_length").max(MIN_PACKAGE_MAX_LENGTH);
        let framing = framing(asked, package_max_length)?;
        super::http::rewrites(server)?;
        Ok(Self {
            backlog: positive(asked, "backlog").unwrap_or(DEFAULT_BACKLOG),
            socket_buffer_size,
            kernel_recv_buffer: Some(asked.size("kernel_socket_recv_buffer_size"))
                .filter(|n| *n > 0),
            kernel_send_buffer: Some(asked.size("kernel_socket_send_buffer_size"))
                .filter(|n| *n > 0),
            buffer_high_watermark: match asked.size("buffer_high_watermark") {
                0 => socket_buffer_size / 5 * 4,
                bytes => bytes,
            },
            buffer_low_watermark: asked.size("buffer_low_watermark"),
            max_idle_time: max_idle_time(asked, server),
            closes_idle: asked.given("max_idle_time").is_some()
                || !std::ptr::eq(asked, server) && asked.given("heartbeat_idle_time").is_some(),
            nodelay: asked.flag("open_tcp_nodelay"),
            keepalive: asked.flag("open_tcp_keepalive").then(|| Keepalive {
                idle: positive(asked, "tcp_keepidle").unwrap_or(1),
                interval: positive(asked, "tcp_keepinterval").unwrap_or(1),
                count: positive(asked, "tcp_keepcount").unwrap_or(1),
            }),
            user_timeout: positive(asked, "tcp_user_timeout"),
            defer_accept: positive(asked, "tcp_defer_accept"),
            fastopen: asked.flag("tcp_fastopen"),
            http: matches!(framing, FramingSettings::Http(_))
                .then(|| HttpSettings::resolve(server)),
            http2: (asked.flag("open_http2_protocol")
                && matches!(framing, FramingSettings::Http(_)))
            .then(|| Http2Settings::resolve(server)),
            websocket: (asked.flag("open_websocket_protocol")
                && matches!(framing, FramingSettings::Http(_)))
            .then(|| WebSocketSettings::resolve(asked, server)),
            framing,
            tls: TlsSettings::resolve(asked)?,
            has_length_func: asked.given("package_length_func").is_some(),
            package_max_length,
        })
    }
}

fn positive(asked: &Asked, name: &str) -> Option<u32> {
    u32::try_from(asked.int(name)).ok().filter(|value| *value > 0)
}

fn max_idle_time(asked: &Asked, server: &Asked) -> Option<f64> {
    let own = asked.given("max_idle_time").and_then(SettingValue::to_float);
    let whole =
        || [asked, server].into_iter().find(|asked| asked.given("heartbeat_idle_time").is_some());
    let seconds = own.unwrap_or_else(|| match whole() {
        Some(asked) => asked.count("heartbeat_idle_time") as f64,
        None => server.count("heartbeat_check_interval") as f64 * 2.0,
    });
    (seconds > 0.0).then_some(seconds)
}

/// Where several framings are asked for, splitting wins over checking, and both win over a length.
pub(super) fn framing(asked: &Asked, max_length: usize) -> Result<FramingSettings, SettingError> {
    let eof = eof(asked)?;
    let field = length_field(asked)?;
    Ok(if asked.flag("open_eof_split") {
        FramingSettings::EofSplit { eof, max_length }
    } else if asked.flag("open_eof_check") {
        FramingSettings::EofCheck { eof, max_length }
    } else if asked.flag("open_length_check") {
        FramingSettings::Length { field, max_length }
    } else if ["open_http_protocol", "open_http2_protocol", "open_websocket_protocol"]
        .iter()
        .any(|name| asked.flag(name))
    {
        FramingSettings::Http(super::http::limits(asked, max_length))
    } else if asked.flag("open_mqtt_protocol") {
        FramingSettings::Mqtt { max_length }
    } else {
        FramingSettings::Raw
    })
}

fn eof(asked: &Asked) -> Result<Vec<u8>, SettingError> {
    match asked.string("package_eof") {
        None => Err(SettingError::EmptyEof),
        Some(eof) if eof.len() > MAX_EOF => Err(SettingError::LongEof(eof.len())),
        Some(eof) => Ok(eof),
    }
}

fn length_field(asked: &Asked) -> Result<LengthField, SettingError> {
    let letters = asked.string("package_length_type").unwrap_or_default();
    // As in pack(), what stands behind the letter is no part of the type.
    let length_type = letters.first().and_then(|letter| LengthType::from_letter(*letter));
    Ok(LengthField {
        length_type: length_type.ok_or_else(|| {
            SettingError::LengthType(SettingValue::Str(letters.clone()).to_string())
        })?,
        offset: asked.size("package_length_offset"),
        body_offset: asked.int("package_body_offset").max(0),
    })
}

#[cfg(test)]
mod tests {
    use super::super::Place;
    use super::*;

    fn try_resolve(settings: &[(&str, SettingValue)]) -> Result<PortSettings, SettingError> {
        let settings: Vec<_> = settings
            .iter()
            .map(|(name, value)| (name.as_bytes().to_vec(), value.clone()))
            .collect();
        let mut asked = Asked::default();
        asked.ask(Place::Port, &settings)?;
        PortSettings::resolve(&asked, &asked)
    }

    fn resolve(settings: &[(&str, SettingValue)]) -> PortSettings {
        try_resolve(settings).unwrap()
    }

    const ON: SettingValue = SettingValue::Bool(true);

    #[test]
    fn defaults_are_the_reference_s() {
        let port = resolve(&[]);
        assert_eq!(port.backlog, 512);
        assert_eq!(port.socket_buffer_size, 8 << 20);
        assert_eq!(port.buffer_high_watermark, 6_710_884);
        assert_eq!(port.buffer_low_watermark, 0);
        assert!(port.nodelay);
        assert_eq!(port.keepalive, None);
        assert_eq!(port.framing, FramingSettings::Raw);
        assert_eq!(port.package_max_length, 2 << 20);
        assert_eq!(port.max_idle_time, None);
        let keepalive = resolve(&[("open_tcp_keepalive", ON)]).keepalive;
        assert_eq!(keepalive, Some(Keepalive { idle: 3600, interval: 60, count: 5 }));
    }

    #[test]
    fn the_first_framing_of_split_check_and_length_wins() {
        let max_length = 2 << 20;
        let eof = b"\r\n\r\n".to_vec();
        let all = [("open_eof_split", ON), ("open_eof_check", ON), ("open_length_check", ON)];
        assert_eq!(
            resolve(&all).framing,
            FramingSettings::EofSplit { eof: eof.clone(), max_length }
        );
        assert_eq!(resolve(&all[1..]).framing, FramingSettings::EofCheck { eof, max_length });
        let length_type = LengthType::from_letter(b'N').unwrap();
        let field = LengthField { length_type, offset: 0, body_offset: 4 };
        assert_eq!(resolve(&all[2..]).framing, FramingSettings::Length { field, max_length });
    }

    #[test]
    fn a_port_for_http_2_speaks_http_as_well() {
        let port = resolve(&[("open_http2_protocol", ON)]);
        assert!(matches!(port.framing, FramingSettings::Http(_)) && port.http.is_some());
    }

    #[test]
    fn a_small_package_limit_is_raised_and_negative_offsets_are_none() {
        assert_eq!(resolve(&[("package_max_length", 100.into())]).package_max_length, 65_536);
        let port = resolve(&[
            ("open_length_check", ON),
            ("package_length_offset", (-4).into()),
            ("package_body_offset", (-4).into()),
            ("package_length_type", "n".into()),
        ]);
        let FramingSettings::Length { field, .. } = port.framing else {
            panic!("{:?}", port.framing)
        };
        assert_eq!((field.offset, field.body_offset), (0, 0));
    }

    #[test]
    fn a_marker_or_a_length_type_that_is_none_is_refused_in_the_reference_s_words() {
        let error =
            |name, value: &str| try_resolve(&[(name, value.into())]).unwrap_err().to_string();
        assert_eq!(error("package_eof", ""), "package_eof cannot be an empty string");
        assert_eq!(error("package_eof", "123456789"), "package_eof max length is 8, got 9 bytes");
        let unknown = "unknown package_length_type, see pack(). Link: https://php.net/pack";
        for letter in ["i", "5", ""] {
            assert!(error("package_length_type", letter).starts_with(unknown), "{letter}");
        }
        let error =
            try_resolve(&[("package_length_offset", 65_536.into())]).unwrap_err().to_string();
        assert!(error.starts_with("'package_length_offset' value is too large"), "{error}");
    }

    #[test]
    fn idle_time_is_the_port_s_then_the_server_s_then_twice_the_interval() {
        let idle = |settings: &[(&str, SettingValue)]| resolve(settings).max_idle_time;
        let interval = ("heartbeat_check_interval", SettingValue::Int(30));
        let server = ("heartbeat_idle_time", SettingValue::Int(100));
        let port = ("max_idle_time", SettingValue::Float(0.5));
        assert_eq!(idle(&[interval.clone(), server.clone(), port]), Some(0.5));
        assert_eq!(idle(&[interval.clone(), server]), Some(100.0));
        assert_eq!(idle(&[interval]), Some(60.0));
    }

    #[test]
    fn a_port_with_settings_of_its_own_keeps_its_server_s_idle_time() {
        let mut server = Asked::default();
        server.ask(Place::Server, &[(b"heartbeat_idle_time".to_vec(), 100.into())]).unwrap();
        let port = PortSettings::resolve(&Asked::default(), &server).unwrap();
        assert_eq!(port.max_idle_time, Some(100.0));
    }
}
