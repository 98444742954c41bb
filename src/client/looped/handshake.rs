//! The handshake of TLS: when the connection is there, or when the script asks for it on one that is in use.

use std::os::fd::AsFd;
use std::rc::Rc;

use super::{Events, LoopedClient, Stage};
use crate::error::ErrorCode;
use crate::net::tls::{Context, Handshake, Session, TlsError, Wants};
use crate::reactor::Reactor;

/// What comes of a handshake.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Then {
    /// The connection is told of.
    Connected,
    /// The script goes on with a connection that it has.
    Encrypted,
}

impl LoopedClient {
    /// Encrypts what follows. What comes of it is told by [`Events::encrypted`] or [`Events::closed`].
    ///
    /// # Errors
    /// `CLIENT_NO_CONNECTION`, `EISCONN` if it is encrypted already, `EAGAIN` while something waits to be sent.
    pub fn encrypt(
        self: &Rc<Self>,
        reactor: &Rc<Reactor>,
        events: &Rc<dyn Events>,
        context: &Context,
    ) -> Result<(), ErrorCode> {
        let refusal = self.with_link(|link| match () {
            () if link.tls.is_some() => Some(ErrorCode(libc::EISCONN)),
            () if !link.out.is_empty() => Some(ErrorCode(libc::EAGAIN)),
            () => None,
        });
        match refusal.filter(|_| self.is_connected()) {
            None => Err(ErrorCode::CLIENT_NO_CONNECTION),
            Some(Some(code)) => Err(code),
            Some(None) => {
                self.begin_handshake(reactor, events, context, Then::Encrypted);
                Ok(())
            }
        }
    }

    pub(super) fn begin_handshake(
        self: &Rc<Self>,
        reactor: &Rc<Reactor>,
        events: &Rc<dyn Events>,
        context: &Context,
        then: Then,
    ) {
        self.stage.replace(Stage::Encrypting(then, Wants::Write));
        let made = self.with_link(|link| {
            link.tls = Some(Session::new(context, link.socket.as_fd())?);
            Ok::<_, TlsError>(())
        });
        match made {
            Some(Err(error)) => self.unencrypted(reactor, events, then, &error),
            _ => self.go_on_with_handshake(reactor, events),
        }
    }

    pub(super) fn go_on_with_handshake(
        self: &Rc<Self>,
        reactor: &Rc<Reactor>,
        events: &Rc<dyn Events>,
    ) {
        let Stage::Encrypting(then, _) = *self.stage.borrow() else { return };
        let step = self.with_link(|link| link.tls.as_ref().map(Session::handshake)).flatten();
        match step {
            None => {}
            Some(Ok(Handshake::Wants(wants))) => {
                self.stage.replace(Stage::Encrypting(then, wants));
                self.arm(reactor, events);
            }
            Some(Ok(Handshake::Done)) if then == Then::Connected => self.open(reactor, events),
            Some(Ok(Handshake::Done)) => {
                self.stage.replace(Stage::Open);
                self.arm(reactor, events);
                events.encrypted();
                self.deliver(reactor, events);
            }
            Some(Err(error)) => self.unencrypted(reactor, events, then, &error),
        }
    }

    fn unencrypted(
        self: &Rc<Self>,
        reactor: &Rc<Reactor>,
        events: &Rc<dyn Events>,
        then: Then,
        error: &TlsError,
    ) {
        match then {
            Then::Connected => self.fail(reactor, events, error.code(), &error.to_string()),
            Then::Encrypted => self.shut(reactor, events, error.code()),
        }
    }

    /// Does `work` with the encryption, if there is any.
    pub fn with_session<R>(&self, work: impl FnOnce(&Session) -> R) -> Option<R> {
        self.with_link(|link| link.tls.as_ref().map(work)).flatten()
    }
}
