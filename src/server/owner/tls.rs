//! Connections that are encrypted: those who serve a session are told of it when its handshake is done, and of none that has failed.

use super::super::connection::{Connection, Phase};
use super::super::port::{self, Port};
use super::Owner;
use crate::error::ErrorCode;
use crate::log;
use crate::net::address::Endpoint;
use crate::net::tls::{Handshake, Session as Encryption, TlsError};
use std::os::fd::{AsFd, OwnedFd};
use std::rc::Rc;
use std::time::Duration;

/// A handshake may take so long.
pub(super) const HANDSHAKE_LIMIT: Duration = Duration::from_secs(30);

impl Owner {
    /// The encryption of a new connection, if its port has one and there is memory for it.
    pub(super) fn encryption(
        &self,
        port: &Port,
        fd: &OwnedFd,
        peer: &Endpoint,
        first: Option<Vec<u8>>,
    ) -> Option<Encryption> {
        let made = Encryption::begun_by(first, port.tls.as_ref()?, fd.as_fd());
        made.map_err(|error| {
            log::warning_with(
                ErrorCode::SSL_CREATE_SESSION_FAILED,
                format_args!("a connection from {peer} is closed: {error}"),
            );
        })
        .ok()
    }

    /// Goes on with the handshake of a connection. Says whether it is done, and the connection may be read.
    pub(super) fn shake_hands(&self, connection: &Rc<Connection>) -> bool {
        let Some(tls) = connection.tls().filter(|_| connection.phase.get() == Phase::Open) else {
            // It is being closed before it was told of.
            return true;
        };
        match tls.handshake() {
            Ok(Handshake::Wants(_)) => false,
            Ok(Handshake::Done) => {
                let Some(session) = self.shared.sessions.get(connection.session) else {
                    self.close_now(connection);
                    return false;
                };
                let verifies =
                    self.shared.ports[usize::from(connection.port.0)].settings.tls.verifies_peer;
                if let Some(pem) = verifies.then(|| tls.peer_certificate()).flatten() {
                    self.upstream.certificate(session, &pem);
                }
                self.announce(connection, session);
                self.flush(connection);
                connection.phase.get() == Phase::Open
            }
            Err(error) => {
                self.report_handshake(connection, &error);
                connection.forget_received();
                self.close_now(connection);
                false
            }
        }
    }

    fn report_handshake(&self, connection: &Connection, error: &TlsError) {
        if let Some(session) = self.shared.sessions.get(connection.session) {
            port::report_handshake(error, session.fd(), &session.peer());
        }
    }
}
