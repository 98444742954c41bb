//! The socket of a client: the engine connects it, the client uses it, and scripts see it as a `Coroutine\Socket`, which may close it as well.

use std::rc::Rc;

use ext_php_rs::types::Zval;

use crate::client::address::Target;
use crate::client::connection::{ConnectError, Connection, How};
use crate::client::opening::OwnFile;
use crate::client::waiting_socket::WaitingSocket;
use crate::log;
use crate::net::address::SocketKind;
use crate::php::boundary::Outcome;
use crate::php::callback::Held;
use crate::php::client;
use crate::php::coroutine::socket::{self, Open, Socket};
use crate::php::coroutine::waiter::{self, Waiter};
use crate::php::object::{self, Gc};
use crate::settings::{ClientSettings, ClientTimes};

/// See the module's head.
pub struct Link {
    socket: Rc<Open>,
    object: Held,
    _file: Option<OwnFile>,
}

impl Link {
    /// Connects.
    ///
    /// # Errors
    /// An exception or an exit is on its way; inside: why there is no connection.
    pub fn open(
        kind: SocketKind,
        target: &Target,
        settings: &ClientSettings,
        times: ClientTimes,
    ) -> Outcome<Result<Self, ConnectError>> {
        // A datagram socket takes nothing but from its peer, and hears of its failures.
        let how = if kind.is_datagram() { How::Flagged } else { How::Wait };
        let waiter = Box::new(Waiter::new());
        Self::of(Connection::open(kind, target, settings, times, how, waiter))
    }

    /// A datagram socket without a peer of its own.
    ///
    /// # Errors
    /// As [`Link::open`].
    pub fn without_peer(
        kind: SocketKind,
        settings: &ClientSettings,
        times: ClientTimes,
    ) -> Outcome<Result<Self, ConnectError>> {
        Self::of(Connection::without_peer(kind, settings, times, Box::new(Waiter::new())))
    }

    fn of(opened: Result<Connection, ConnectError>) -> Outcome<Result<Self, ConnectError>> {
        waiter::check()?;
        let connection = match opened {
            Ok(connection) => connection,
            Err(error) => {
                match &error {
                    ConnectError::Proxy(error) => log::notice(format_args!("{}", error.reason)),
                    ConnectError::Tls(error) => client::report(error),
                    ConnectError::Bind(_) | ConnectError::Failed(_) => {}
                }
                return Ok(Err(error));
            }
        };
        let (socket, _file) = WaitingSocket::adopt(connection, Waiter::new());
        let object = socket::wrap(socket)?;
        let socket = state(&object).opened();
        // Nobody else knows the object yet.
        Ok(Ok(Self { socket: socket.expect("it was made open"), object, _file }))
    }

    /// The socket.
    pub fn socket(&self) -> &Rc<Open> {
        &self.socket
    }

    /// The object that scripts see.
    pub fn object(&self) -> &Held {
        &self.object
    }

    /// Whether nobody has closed it, the script by the object included.
    pub fn is_open(&self) -> bool {
        state(&self.object).is_open()
    }

    /// Closes it: calls under way end with `ECANCELED`, and at once.
    pub fn close(&self) {
        self.handle().shut();
    }

    /// What closes it, for who cannot hold on to the link meanwhile.
    pub fn handle(&self) -> Rc<Socket> {
        state(&self.object)
    }

    /// For the end of its client. A call keeps its object: only the end of a script that has failed frees objects while calls are under way, which must
    /// not go on then; nor is the state of other objects there any more.
    pub fn abandon(self) {
        if !self.socket.is_in_use() {
            self.socket.close();
        }
    }

    /// Tells the cycle collector of the object.
    pub fn gc(&self, gc: &mut Gc) {
        gc.add(&self.object);
    }
}

fn state(object: &Zval) -> Rc<Socket> {
    object::of(object).map(object::state::<Socket>).expect("it is a socket object")
}
