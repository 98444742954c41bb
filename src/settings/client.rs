//! Second stage: what the settings of a client mean. The blocking clients, those of the event loop and those of coroutines share it.

use std::time::Duration;

use super::port::framing;
use super::{Asked, ControlFrames, FramingSettings, SettingError, SettingValue, TlsSettings};

/// Bytes of a user's name, or of a password, that SOCKS5 can carry (RFC 1929).
const SOCKS5_TEXT_MAX: usize = 255;

/// A client's settings, worked out.
#[derive(Debug, Clone, PartialEq)]
pub struct ClientSettings {
    /// How long things may take, as far as the script has asked.
    pub times: AskedTimes,
    /// Address and port to connect from; port 0 is any.
    pub bind: Option<(String, u16)>,
    /// The proxy to connect through.
    pub proxy: Option<ProxySettings>,
    /// The stream is encrypted from the beginning.
    pub encrypts: bool,
    /// How, if it is ever.
    pub tls: TlsSettings,
    /// What is to be spoken inside, by its names in ALPN, the best first.
    pub inside: &'static [&'static str],
    /// How the stream is cut into packages.
    pub framing: FramingSettings,
    /// The script has a `package_length_func`.
    pub has_length_func: bool,
    /// `TCP_NODELAY`.
    pub nodelay: bool,
    /// `SO_SNDBUF` and `SO_RCVBUF` in bytes, if asked for.
    pub kernel_buffer: Option<usize>,
    /// Bytes that wait to be sent at most, for a client of the event loop.
    pub socket_buffer_size: usize,
}

/// What the settings of an HTTP client mean beyond those of its connection.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HttpClientSettings {
    /// `keep_alive`.
    pub keep_alive: bool,
    /// `http_compression`: bodies of responses may come compressed.
    pub takes_codings: bool,
    /// `body_decompression`: they are decompressed.
    pub decodes: bool,
    /// `lowercase_header`.
    pub lowers_names: bool,
    /// `max_retries`.
    pub retries: u32,
    /// `package_max_length`, if the script has asked for it: bytes of a body at most.
    pub max_length: Option<usize>,
    /// `defer`: a request is only sent, and its response asked for.
    pub defers: bool,
    /// The script has a `write_func`.
    pub has_write_func: bool,
    /// The control frames of WebSocket that the script gets.
    pub gives: ControlFrames,
    /// `websocket_mask`: frames are masked.
    pub masks: bool,
    /// `websocket_compression`: messages may be compressed, if the server agrees.
    pub deflates: bool,
}

impl HttpClientSettings {
    /// What `asked` means.
    #[must_use]
    pub fn resolve(asked: &Asked) -> Self {
        Self {
            keep_alive: asked.flag("keep_alive"),
            takes_codings: asked.flag("http_compression"),
            decodes: asked.flag("body_decompression"),
            lowers_names: asked.flag("lowercase_header"),
            retries: u32::try_from(asked.count("max_retries")).unwrap_or(u32::MAX),
            max_length: asked.given("package_max_length").map(|_| asked.size("package_max_length")),
            defers: asked.flag("defer"),
            has_write_func: asked.given("write_func").is_some(),
            gives: ControlFrames::resolve(asked),
            masks: asked.flag("websocket_mask"),
            deflates: asked.flag("websocket_compression"),
        }
    }
}

/// A proxy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProxySettings {
    /// What it speaks.
    pub protocol: ProxyProtocol,
    /// Its address or name.
    pub host: String,
    /// Its port.
    pub port: u16,
    /// User and password, if it wants them.
    pub login: Option<(Vec<u8>, Vec<u8>)>,
}

/// What a proxy speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ProxyProtocol {
    /// SOCKS5 (RFC 1928).
    Socks5,
    /// HTTP, by `CONNECT` (RFC 9110, 9.3.6).
    Http,
}

/// Limits that the script has asked for, in seconds; 0 and less is for ever.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct AskedTimes {
    /// `timeout`: of everything.
    pub all: Option<f64>,
    /// `connect_timeout`.
    pub connect: Option<f64>,
    /// `read_timeout`.
    pub read: Option<f64>,
    /// `write_timeout`.
    pub write: Option<f64>,
}

/// Limits in force; none is for ever.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct ClientTimes {
    /// Of connecting, the proxy's handshake included.
    pub connect: Option<Duration>,
    /// Of each wait for data.
    pub read: Option<Duration>,
    /// Of each wait for room to send.
    pub write: Option<Duration>,
}

impl AskedTimes {
    /// The limits for a connection whose `connect()` was given `argument`, or nothing. What was asked for one thing holds for that; else the
    /// argument does, else `timeout`, else `default`. All in seconds.
    #[must_use]
    pub fn resolve(&self, argument: Option<f64>, default: f64) -> ClientTimes {
        let default = limit(default);
        self.resolve_over(argument, ClientTimes { connect: default, read: default, write: default })
    }

    /// As [`AskedTimes::resolve`], with a default for each.
    #[must_use]
    pub fn resolve_over(&self, argument: Option<f64>, defaults: ClientTimes) -> ClientTimes {
        let general = argument.or(self.all);
        let resolve = |own: Option<f64>, default| own.or(general).map_or(default, limit);
        ClientTimes {
            connect: resolve(argument.or(self.connect), defaults.connect),
            read: resolve(self.read, defaults.read),
            write: resolve(self.write, defaults.write),
        }
    }
}

/// Seconds as a time; none, which is for ever, if they are not above 0 or more than anybody waits.
#[must_use]
pub fn limit(seconds: f64) -> Option<Duration> {
    (seconds > 0.0).then(|| Duration::try_from_secs_f64(seconds).ok()).flatten()
}

impl ClientSettings {
    /// What `asked` means.
    ///
    /// # Errors
    /// `package_eof` or `package_length_type` is none, a proxy has no port, or its user or password is too long for it.
    pub fn resolve(asked: &Asked) -> Result<Self, SettingError> {
        let seconds = |name| asked.given(name).and_then(SettingValue::to_float);
        Ok(Self {
            times: AskedTimes {
                all: seconds("timeout"),
                connect: seconds("connect_timeout"),
                read: seconds("read_timeout"),
                write: seconds("write_timeout"),
            },
            bind: text(asked, "bind_address").map(|host| (host, port(asked, "bind_port"))),
            proxy: proxy(asked)?,
            encrypts: asked.flag("open_ssl"),
            tls: TlsSettings::resolve(asked)?,
            inside: &[],
            framing: Self::framing(asked)?,
            has_length_func: asked.given("package_length_func").is_some(),
            nodelay: asked.flag("open_tcp_nodelay"),
            kernel_buffer: asked
                .given("socket_buffer_size")
                .map(|_| asked.size("socket_buffer_size"))
                .filter(|bytes| *bytes > 0),
            socket_buffer_size: asked.size("socket_buffer_size"),
        })
    }

    /// How `asked` cuts a stream into packages. A client that checks for a marker gets each package by itself, which is what splitting is.
    ///
    /// # Errors
    /// `package_eof` or `package_length_type` is none.
    pub fn framing(asked: &Asked) -> Result<FramingSettings, SettingError> {
        let max_length = asked.size("package_max_length");
        Ok(match framing(asked, max_length)? {
            FramingSettings::EofCheck { eof, max_length } => {
                FramingSettings::EofSplit { eof, max_length }
            }
            // A server's: a client receives answers, not requests.
            FramingSettings::Http(_) => FramingSettings::Raw,
            other => other,
        })
    }
}

fn text(asked: &Asked, name: &str) -> Option<String> {
    asked.string(name).map(|bytes| String::from_utf8_lossy(&bytes).into_owned())
}

fn port(asked: &Asked, name: &str) -> u16 {
    u16::try_from(asked.int(name)).unwrap_or(0)
}

/// SOCKS5 wins where both kinds of proxies are asked for.
fn proxy(asked: &Asked) -> Result<Option<ProxySettings>, SettingError> {
    if let Some(host) = text(asked, "socks5_host") {
        let login = login(asked, "socks5_username", "socks5_password");
        if let Some((user, password)) = &login {
            for (name, given) in [("socks5_username", user), ("socks5_password", password)] {
                if given.len() > SOCKS5_TEXT_MAX {
                    return Err(SettingError::LongText {
                        name,
                        length: given.len(),
                        max: SOCKS5_TEXT_MAX,
                    });
                }
            }
        }
        let port = proxy_port(asked, "socks5_port")?;
        return Ok(Some(ProxySettings { protocol: ProxyProtocol::Socks5, host, port, login }));
    }
    let Some(host) = text(asked, "http_proxy_host") else { return Ok(None) };
    let login = login(asked, "http_proxy_user", "http_proxy_password");
    let port = proxy_port(asked, "http_proxy_port")?;
    Ok(Some(ProxySettings { protocol: ProxyProtocol::Http, host, port, login }))
}

/// Both, or nothing: a user without a password is not tried.
fn login(asked: &Asked, user: &str, password: &str) -> Option<(Vec<u8>, Vec<u8>)> {
    Some((asked.string(user)?, asked.string(password)?))
}

fn proxy_port(asked: &Asked, name: &'static str) -> Result<u16, SettingError> {
    match port(asked, name) {
        0 => Err(SettingError::NoPort { name }),
        port => Ok(port),
    }
}

#[cfg(test)]
mod tests {
    use super::super::{LengthField, LengthType, Place};
    use super::*;

    fn asked(settings: &[(&str, SettingValue)]) -> Asked {
        let settings: Vec<_> = settings
            .iter()
            .map(|(name, value)| (name.as_bytes().to_vec(), value.clone()))
            .collect();
        let mut asked = Asked::default();
        assert_eq!(asked.ask(Place::Client, &settings).unwrap(), []);
        asked
    }

    fn resolve(settings: &[(&str, SettingValue)]) -> ClientSettings {
        ClientSettings::resolve(&asked(settings)).unwrap()
    }

    #[test]
    fn nothing_asked_is_a_bare_client() {
        let settings = resolve(&[]);
        assert_eq!(settings.times, AskedTimes::default());
        assert_eq!((settings.bind, settings.proxy), (None, None));
        assert_eq!(settings.framing, FramingSettings::Raw);
        assert_eq!((settings.nodelay, settings.kernel_buffer), (true, None));
    }

    #[test]
    fn checking_for_a_marker_splits() {
        let split = FramingSettings::EofSplit { eof: b"\r\n".to_vec(), max_length: 2 << 20 };
        let eof = ("package_eof", SettingValue::from("\r\n"));
        assert_eq!(resolve(&[("open_eof_check", true.into()), eof.clone()]).framing, split);
        assert_eq!(resolve(&[("open_eof_split", true.into()), eof]).framing, split);
    }

    #[test]
    fn a_length_is_read_as_a_server_reads_it() {
        let settings = resolve(&[("open_length_check", true.into())]);
        let length_type = LengthType::from_letter(b'N').unwrap();
        let field = LengthField { length_type, offset: 0, body_offset: 4 };
        assert_eq!(settings.framing, FramingSettings::Length { field, max_length: 2 << 20 });
    }

    #[test]
    fn the_most_specific_limit_wins() {
        let seconds = |n| Some(Duration::from_secs(n));
        let times = |settings: &[(&str, SettingValue)], argument| {
            resolve(settings).times.resolve(argument, 1.0)
        };
        let all = |limit| ClientTimes { connect: limit, read: limit, write: limit };
        assert_eq!(times(&[], None), all(seconds(1)));
        assert_eq!(times(&[("timeout", 7.into())], None), all(seconds(7)));
        assert_eq!(times(&[("timeout", 7.into())], Some(3.0)), all(seconds(3)));
        assert_eq!(times(&[], Some(-1.0)), all(None));
        assert_eq!(times(&[], Some(0.0)), all(None));
        assert_eq!(times(&[], Some(f64::NAN)), all(None));
        assert_eq!(times(&[], Some(1e300)), all(None));
        let each = [
            ("connect_timeout", SettingValue::Int(2)),
            ("read_timeout", 3.into()),
            ("write_timeout", 4.into()),
        ];
        let expected = ClientTimes { connect: seconds(2), read: seconds(3), write: seconds(4) };
        assert_eq!(times(&each, None), expected);
        assert_eq!(times(&each, Some(9.0)), ClientTimes { connect: seconds(9), ..expected });
    }

    #[test]
    fn a_proxy_needs_a_port_and_socks5_wins() {
        let socks = [("socks5_host", SettingValue::from("a")), ("socks5_port", 1080.into())];
        let http = [("http_proxy_host", SettingValue::from("b")), ("http_proxy_port", 80.into())];
        let both = resolve(&[socks.clone(), http.clone()].concat()).proxy.unwrap();
        assert_eq!((both.protocol, both.host.as_str()), (ProxyProtocol::Socks5, "a"));
        let error = |settings| ClientSettings::resolve(&asked(settings)).unwrap_err().to_string();
        assert_eq!(error(&socks[..1]), "socks5_port should not be null");
        assert_eq!(error(&http[..1]), "http_proxy_port should not be null");
    }

    #[test]
    fn a_login_is_both_or_nothing_and_fits_the_protocol() {
        let with = |extra: &[(&str, SettingValue)]| {
            let base = [("socks5_host", SettingValue::from("a")), ("socks5_port", 1080.into())];
            ClientSettings::resolve(&asked(&[&base, extra].concat()))
        };
        let user = ("socks5_username", SettingValue::from("u"));
        assert_eq!(with(std::slice::from_ref(&user)).unwrap().proxy.unwrap().login, None);
        let long = "x".repeat(256);
        let error = with(&[user.clone(), ("socks5_password", long.as_str().into())]).unwrap_err();
        assert_eq!(error.to_string(), "socks5_password max length is 255, got 256 bytes");
        let login = with(&[user, ("socks5_password", "p".into())]).unwrap().proxy.unwrap().login;
        assert_eq!(login, Some((b"u".to_vec(), b"p".to_vec())));
    }
}
