//! From a client's connection, once it is there, to a socket that waits: what the clients of coroutines use and show.

use super::WaitingSocket;
use crate::client::connection::Connection;
use crate::client::opening::OwnFile;
use crate::client::wait::Wait;

impl<W: Wait> WaitingSocket<W> {
    /// Goes on with a connection. Whoever keeps the socket keeps its file, if it has one.
    pub fn adopt(connection: Connection, wait: W) -> (Self, Option<OwnFile>) {
        let times = connection.times();
        let (socket, tls, left) = connection.into_parts();
        let (domain, kind) = (socket.kind().domain(), socket.kind().socket_type());
        let (socket, file) = socket.into_parts();
        let made = Self { tls, ..Self::over(socket, domain, kind, times, wait) };
        made.inbound.borrow_mut().push(&left);
        (made, file)
    }

    /// Gives back what was received and was not meant for whoever received it: it comes first again.
    pub fn put_back(&self, bytes: &[u8]) {
        self.inbound.borrow_mut().put_back(bytes);
    }

    /// Whether a call is under way.
    pub fn is_in_use(&self) -> bool {
        self.wait.is_in_use()
    }
}
