//! SOCKS5: RFC 1928, with the login of RFC 1929.
//!
//! ```text
//! greeting ──> method ─┬─ 0: no login ──────────────────────┬─> CONNECT ──> reply
//!                      └─ 2: login ──> user, password ──> ok ┘
//! ```
//!
//! Names are looked up by the proxy.

use std::net::IpAddr;

use bytes::{Buf, BytesMut};

use super::{Progress, ProxyError};
use crate::client::address::Target;
use crate::error::ErrorCode;

const VERSION: u8 = 5;
const LOGIN_VERSION: u8 = 1;
const METHOD_NONE: u8 = 0;
const METHOD_LOGIN: u8 = 2;
const COMMAND_CONNECT: u8 = 1;
const ADDRESS_V4: u8 = 1;
const ADDRESS_NAME: u8 = 3;
const ADDRESS_V6: u8 = 4;

/// What the proxy's next message answers.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Stage {
    Greeting,
    Login,
    Connect,
    Done,
}

/// A handshake under way.
#[derive(Debug)]
pub struct Socks5 {
    stage: Stage,
    login: Option<(Vec<u8>, Vec<u8>)>,
    /// The CONNECT command, ready to be sent.
    request: Vec<u8>,
}

impl Socks5 {
    /// Begins one, and says what to send first. A login is offered alone: whoever names a user wants it checked.
    pub(super) fn new(
        login: Option<(Vec<u8>, Vec<u8>)>,
        target: &Target,
    ) -> Result<(Self, Vec<u8>), ProxyError> {
        let request = request(target)?;
        let method = if login.is_some() { METHOD_LOGIN } else { METHOD_NONE };
        Ok((Self { stage: Stage::Greeting, login, request }, vec![VERSION, 1, method]))
    }

    pub(super) fn receive(&mut self, input: &mut BytesMut) -> Result<Progress, ProxyError> {
        match self.stage {
            Stage::Greeting => self.greeted(input),
            Stage::Login => self.logged_in(input),
            Stage::Connect => self.connected(input),
            Stage::Done => Ok(Progress::Done),
        }
    }

    /// RFC 1928, section 3: version and method.
    fn greeted(&mut self, input: &mut BytesMut) -> Result<Progress, ProxyError> {
        check_version(input, VERSION)?;
        let Some(&[_, method]) = input.first_chunk() else { return Ok(Progress::More) };
        input.advance(2);
        match (method, &self.login) {
            (METHOD_NONE, None) => Ok(self.ask()),
            (METHOD_LOGIN, Some((user, password))) => {
                let mut login = vec![LOGIN_VERSION];
                for text in [user, password] {
                    let length = u8::try_from(text.len()).map_err(|_| {
                        ProxyError::new(ErrorCode::SOCKS5_AUTH_FAILED, "user or password too long")
                    })?;
                    login.push(length);
                    login.extend_from_slice(text);
                }
                self.stage = Stage::Login;
                Ok(Progress::Send(login))
            }
            _ => Err(ProxyError::new(
                ErrorCode::SOCKS5_UNSUPPORT_METHOD,
                format!("the proxy takes none of the logins offered (it says {method})"),
            )),
        }
    }

    /// RFC 1929, section 2: version and status.
    fn logged_in(&mut self, input: &mut BytesMut) -> Result<Progress, ProxyError> {
        check_version(input, LOGIN_VERSION)?;
        let Some(&[_, status]) = input.first_chunk() else { return Ok(Progress::More) };
        input.advance(2);
        if status != 0 {
            let reason = "the proxy refuses user and password";
            return Err(ProxyError::new(ErrorCode::SOCKS5_AUTH_FAILED, reason));
        }
        Ok(self.ask())
    }

    fn ask(&mut self) -> Progress {
        self.stage = Stage::Connect;
        Progress::Send(std::mem::take(&mut self.request))
    }

    /// RFC 1928, section 6: version, reply, reserved, then the address that the proxy connects from, which nobody needs.
    fn connected(&mut self, input: &mut BytesMut) -> Result<Progress, ProxyError> {
        check_version(input, VERSION)?;
        let Some(&[_, reply]) = input.first_chunk() else { return Ok(Progress::More) };
        if reply != 0 {
            return Err(ProxyError::new(ErrorCode::SOCKS5_SERVER_ERROR, meaning(reply)));
        }
        let Some(&[.., kind, first]) = input.first_chunk::<5>() else { return Ok(Progress::More) };
        let address = match kind {
            ADDRESS_V4 => 4,
            ADDRESS_V6 => 16,
            ADDRESS_NAME => 1 + usize::from(first),
            _ => {
                let reason = format!("the proxy's address is of an unknown type ({kind})");
                return Err(ProxyError::new(ErrorCode::SOCKS5_HANDSHAKE_FAILED, reason));
            }
        };
        let length = 4 + address + 2;
        if input.len() < length {
            return Ok(Progress::More);
        }
        input.advance(length);
        self.stage = Stage::Done;
        Ok(Progress::Done)
    }
}

fn check_version(input: &[u8], version: u8) -> Result<(), ProxyError> {
    match input.first() {
        Some(other) if *other != version => Err(ProxyError::new(
            ErrorCode::SOCKS5_UNSUPPORT_VERSION,
            format!("the proxy speaks version {other}, not {version}"),
        )),
        _ => Ok(()),
    }
}

/// RFC 1928, section 4.
fn request(target: &Target) -> Result<Vec<u8>, ProxyError> {
    let mut request = vec![VERSION, COMMAND_CONNECT, 0];
    match target.ip() {
        Some(IpAddr::V4(ip)) => {
            request.push(ADDRESS_V4);
            request.extend_from_slice(&ip.octets());
        }
        Some(IpAddr::V6(ip)) => {
            request.push(ADDRESS_V6);
            request.extend_from_slice(&ip.octets());
        }
        None => {
            let length = u8::try_from(target.host.len()).ok().filter(|_| target.is_plain());
            let Some(length) = length else {
                let reason = "no proxy can be told this host";
                return Err(ProxyError::new(ErrorCode::SOCKS5_CONNECT_FAILED, reason));
            };
            request.extend_from_slice(&[ADDRESS_NAME, length]);
            request.extend_from_slice(target.host.as_bytes());
        }
    }
    request.extend_from_slice(&target.port.to_be_bytes());
    Ok(request)
}

/// RFC 1928, section 6.
fn meaning(reply: u8) -> String {
    let words = match reply {
        1 => "it failed",
        2 => "its rules forbid the connection",
        3 => "the network is unreachable",
        4 => "the host is unreachable",
        5 => "the connection was refused",
        6 => "the connection's time to live has expired",
        7 => "it cannot connect",
        8 => "it does not know such addresses",
        _ => "it gives no known reason",
    };
    format!("the proxy says: {words} ({reply})")
}
