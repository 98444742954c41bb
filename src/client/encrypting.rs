//! From a connection to an encrypted one: whom to expect, and the handshake, which waits as its connection does.

use std::cell::OnceCell;
use std::io;
use std::net::IpAddr;
use std::os::fd::BorrowedFd;
use std::time::Instant;

use super::wait::{self, Direction, Wait};
use crate::error::ErrorCode;
use crate::net::tls::{Carriage, Context, Handshake, Role, Session, TlsError, Wants};
use crate::settings::TlsSettings;

/// What a client's settings say. Unless they name the peer, it is expected to be `host`, if that is a name.
///
/// # Errors
/// See [`Context::new`].
pub fn context(
    carriage: Carriage,
    settings: &TlsSettings,
    host: Option<&str>,
    protocols: &[&str],
) -> Result<Context, TlsError> {
    let host = host.filter(|host| host.parse::<IpAddr>().is_err() && !host.contains('/'));
    let host_name = settings.host_name.clone().or_else(|| host.map(str::to_owned));
    let settings = TlsSettings { host_name, ..settings.clone() };
    Context::new(Role::Client, carriage, &settings, protocols)
}

/// Agrees with the peer on a session over `socket`, and keeps it in `tls`. Nobody else reads or writes meanwhile.
pub(super) fn encrypt(
    tls: &OnceCell<Session>,
    context: &Context,
    socket: BorrowedFd<'_>,
    wait: &dyn Wait,
    deadline: Option<Instant>,
) -> Result<(), TlsError> {
    let _reading = wait::claim(wait, socket, Direction::Read)?;
    let _writing = wait::claim(wait, socket, Direction::Write)?;
    if tls.get().is_some() {
        return Err(TlsError::Socket(ErrorCode(libc::EISCONN)));
    }
    let session = Session::new(context, socket)?;
    loop {
        let direction = match session.handshake()? {
            Handshake::Done => {
                let _ = tls.set(session);
                return Ok(());
            }
            Handshake::Wants(Wants::Read) => Direction::Read,
            Handshake::Wants(Wants::Write) => Direction::Write,
        };
        wait.wait(socket, direction, deadline)?;
    }
}

impl From<io::Error> for TlsError {
    fn from(error: io::Error) -> Self {
        Self::Socket((&error).into())
    }
}
