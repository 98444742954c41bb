//! A listening endpoint of a server: its socket, its settings, how it cuts streams.

use crate::error::ErrorCode;
use crate::http::files::Files;
use crate::last_error;
use crate::log;
use crate::net::address::Endpoint;
use crate::net::listener::{ConnectionOptions, KeepAlive, ListenOptions, Listener};
use crate::net::tls::{Carriage, Context, Role, TlsError};
use crate::protocol::http2::RequestLimits;
use crate::protocol::websocket::{FrameRule, Reader};
use crate::protocol::{Framing, LengthFn};
use crate::settings::{FramingSettings, HttpSettings, PortSettings};
use std::io;
use std::os::fd::RawFd;
use std::sync::Arc;
use std::time::Duration;

/// The queue of `tcp_fastopen`.
const FAST_OPEN_QUEUE: i32 = 5;

/// What frames a port takes, by what it has agreed on with a client.
#[derive(Debug)]
pub struct FrameRules {
    /// Messages come as they are.
    pub plain: Arc<FrameRule>,
    /// They may come compressed.
    pub deflating: Arc<FrameRule>,
}

impl FrameRules {
    fn new(max_length: usize) -> Self {
        let rule = |inflates| FrameRule { reader: Reader::Server, max_length, inflates };
        Self { plain: Arc::new(rule(false)), deflating: Arc::new(rule(true)) }
    }
}

/// See the module's head. Made before the forks, the same in every process.
#[derive(Debug)]
pub struct Port {
    /// The bound socket.
    pub listener: Arc<Listener>,
    /// Those of the workers from 1 on, if each has its own. Like the first they outlive their workers, so what waits there is a successor's.
    others: Vec<Listener>,
    /// What its settings mean.
    pub settings: PortSettings,
    /// How it cuts streams into packages.
    pub framing: Framing,
    /// The encryption of its streams.
    pub tls: Option<Context>,
    /// What frames it takes behind a WebSocket handshake, if it speaks that.
    pub websocket: Option<FrameRules>,
    /// What clients may send that begin in HTTP/2, if it speaks that.
    pub http2: Option<RequestLimits>,
    /// The files that are served without the script.
    pub files: Option<Files>,
    /// What accepted connections are set to.
    pub connection_options: ConnectionOptions,
}

/// What the settings of a port say of its encryption.
///
/// # Errors
/// They do not allow any.
pub fn encryption(settings: &PortSettings, carriage: Carriage) -> Result<Context, TlsError> {
    let inside: &[&str] = match settings.framing {
        FramingSettings::Http(_) if settings.http2.is_some() => &["h2", "http/1.1"],
        FramingSettings::Http(_) => &["http/1.1"],
        _ => &[],
    };
    Context::new(Role::Server, carriage, &settings.tls, inside)
}

impl Port {
    /// A port over a bound socket. `length_func` is the script's `package_length_func`.
    pub fn new(
        listener: Arc<Listener>,
        settings: PortSettings,
        length_func: Option<Arc<LengthFn>>,
    ) -> Self {
        let framing = Framing::new(&settings.framing, length_func);
        let connection_options = connection_options(&settings);
        let files = settings.http.as_ref().and_then(files);
        let websocket =
            settings.websocket.as_ref().map(|_| FrameRules::new(settings.package_max_length));
        let http2 = settings.http2.as_ref();
        let http2 = http2.map(|http2| RequestLimits::new(http2, settings.package_max_length));
        Self {
            http2,
            listener,
            others: Vec::new(),
            settings,
            framing,
            tls: None,
            websocket,
            files,
            connection_options,
        }
    }

    /// Encrypts its streams; what comes by datagrams is DTLS, and a stream as well.
    ///
    /// # Errors
    /// The settings do not allow it.
    pub fn encrypt(&mut self) -> Result<(), TlsError> {
        self.tls = Some(encryption(&self.settings, Carriage::of(self.listener.kind()))?);
        Ok(())
    }

    /// Gives each of so many workers a socket of its own, among which the kernel spreads connections.
    ///
    /// # Errors
    /// As [`Listener::another`].
    pub fn spread(&mut self, workers: u16) -> io::Result<()> {
        self.others = (1..workers).map(|_| self.listener.another()).collect::<io::Result<_>>()?;
        Ok(())
    }

    /// The socket from which the worker of that number takes connections (the master: 0).
    pub fn listener_of(&self, worker: u16) -> &Listener {
        let other = usize::from(worker).checked_sub(1).and_then(|number| self.others.get(number));
        other.unwrap_or(&self.listener)
    }

    /// Gives the address back, as far as the workers' own sockets hold it: see [`Listener::release`].
    ///
    /// # Errors
    /// Likewise.
    pub fn release_others(&self) -> io::Result<()> {
        self.others.iter().try_for_each(Listener::release)
    }

    /// Begins to take connections.
    ///
    /// # Errors
    /// What listen(2) and setsockopt(2) say.
    pub fn listen(&self) -> io::Result<()> {
        let options = ListenOptions {
            backlog: i32::try_from(self.settings.backlog).unwrap_or(i32::MAX),
            fast_open: self.settings.fastopen.then_some(FAST_OPEN_QUEUE),
            defer_accept: self
                .settings
                .defer_accept
                .and_then(|seconds| i32::try_from(seconds).ok()),
            socket_buffer: self
                .listener
                .kind()
                .is_datagram()
                .then_some(self.settings.socket_buffer_size),
        };
        self.others.iter().try_for_each(|other| other.listen(&options))?;
        self.listener.listen(&options)
    }

    /// How long a connection may be silent, if there is a limit and somebody looks: a `heartbeat`, or the port's own `max_idle_time`.
    pub fn idle_limit(&self, heartbeat: bool) -> Option<Duration> {
        let limit = self.settings.max_idle_time.filter(|_| heartbeat || self.settings.closes_idle);
        limit.map(Duration::from_secs_f64)
    }
}

/// What the settings of a port mean for its connections.
pub fn connection_options(settings: &PortSettings) -> ConnectionOptions {
    let seconds = |seconds: u32| Duration::from_secs(seconds.into());
    ConnectionOptions {
        nodelay: settings.nodelay,
        keepalive: settings.keepalive.map(|keepalive| KeepAlive {
            idle: seconds(keepalive.idle),
            interval: seconds(keepalive.interval),
            count: keepalive.count,
        }),
        user_timeout: settings.user_timeout.map(|millis| Duration::from_millis(millis.into())),
        notsent_lowat: None,
        socket_buffer: settings.kernel_send_buffer.or(settings.kernel_recv_buffer),
    }
}

/// The files that are served as the settings say, if any; the log tells why some cannot be.
pub fn files(http: &HttpSettings) -> Option<Files> {
    let wanted = http.files.as_ref()?;
    let root = || String::from_utf8_lossy(&wanted.root);
    Files::new(wanted)
        .inspect_err(|error| {
            log::sys_warning(error, format_args!("document_root '{}' cannot be served", root()));
        })
        .ok()
}

/// Logs that the handshake with a client has failed, if that is worth a line.
pub fn report_handshake(error: &TlsError, fd: RawFd, peer: &Endpoint) {
    match error {
        // Whoever looks whether the port is open does the one; the other is an ordinary refusal.
        TlsError::Closed | TlsError::Socket(_) | TlsError::NoCertificate => {}
        TlsError::Untrusted { number, reason } => log::write_with(
            log::Level::Notice,
            "Socket::ssl_verify",
            ErrorCode::SSL_VERIFY_FAILED,
            format_args!("can not verify peer from fd#{fd} with error#{number}: {reason}"),
        ),
        error => {
            let (number, reason) = match error {
                TlsError::Peer { number, reason } => (*number, reason.clone()),
                other => (0, other.to_string()),
            };
            last_error::set(ErrorCode::SSL_BAD_CLIENT);
            log::warning(format_args!(
                "Socket::ssl_accept(): bad SSL client[{}:{}], reason={number}, error_string={reason}",
                peer.host(),
                peer.port(),
            ));
        }
    }
}
