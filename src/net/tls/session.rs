//! One connection's encryption, over a non-blocking descriptor that somebody else owns and closes.

use std::cell::RefCell;
use std::fmt;
use std::io::{self, Read, Write};
use std::net::IpAddr;
use std::os::fd::{AsRawFd, BorrowedFd, RawFd};

use nix::sys::socket::{MsgFlags, recv, send};
use openssl::ssl::{self, ErrorCode as Code, Ssl, SslStream, SslVersion};
use openssl::x509::X509VerifyResult;

use super::context::is_self_signed;
use super::{Carriage, Context, Role, TlsError, cookie, reason};
use crate::error::ErrorCode;
use crate::sys::process;

/// Bytes of a record at most (RFC 8446, section 5.1).
pub const RECORD: usize = 16 * 1024;
/// Bytes of a datagram of the handshake at most, so that it crosses most networks whole.
const MTU: u32 = 1280;
/// SSL_R_PEER_DID_NOT_RETURN_A_CERTIFICATE
const NO_CERTIFICATE: u64 = 199;

/// What a session waits for at its socket.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wants {
    /// To read.
    Read,
    /// To write.
    Write,
}

/// How far the handshake has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Handshake {
    /// It is done, and the peer is whom the settings ask for.
    Done,
    /// It cannot go on before this.
    Wants(Wants),
}

/// See the module's head.
pub struct Session {
    stream: RefCell<SslStream<Carrier>>,
    role: Role,
    verifies_peer: bool,
    /// The process that speaks: a forked child has a copy of the session, and must not end it.
    generation: u32,
}

impl fmt::Debug for Session {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Session").field("role", &self.role).finish_non_exhaustive()
    }
}

/// The socket below. A read or write never blocks, whatever mode the descriptor is in.
#[derive(Debug)]
struct Carrier {
    socket: RawFd,
    /// It carries datagrams, of which an empty one is no end.
    carriage: Carriage,
    /// A datagram that was received before there was a session.
    first: Option<Vec<u8>>,
}

impl Read for Carrier {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if let Some(first) = self.first.take() {
            let count = first.len().min(buffer.len());
            buffer[..count].copy_from_slice(&first[..count]);
            return Ok(count);
        }
        match restarted(|| recv(self.socket, buffer, MsgFlags::MSG_DONTWAIT))? {
            0 if self.carriage == Carriage::Datagrams => Err(io::ErrorKind::WouldBlock.into()),
            count => Ok(count),
        }
    }
}

impl Write for Carrier {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        restarted(|| send(self.socket, bytes, MsgFlags::MSG_DONTWAIT | MsgFlags::MSG_NOSIGNAL))
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

fn restarted(mut call: impl FnMut() -> nix::Result<usize>) -> io::Result<usize> {
    loop {
        match call() {
            Err(nix::errno::Errno::EINTR) => {}
            done => return Ok(done?),
        }
    }
}

impl Session {
    /// A session over `socket`, which must stay open as long as the session is used. Nothing is sent yet.
    ///
    /// # Errors
    /// The library has no memory.
    pub fn new(context: &Context, socket: BorrowedFd<'_>) -> Result<Self, TlsError> {
        Self::begun_by(None, context, socket)
    }

    /// As [`Session::new`], for a peer whose `first` datagram has been received already.
    ///
    /// # Errors
    /// As [`Session::new`].
    pub fn begun_by(
        first: Option<Vec<u8>>,
        context: &Context,
        socket: BorrowedFd<'_>,
    ) -> Result<Self, TlsError> {
        let mut ssl = Ssl::new(&context.ssl)?;
        match context.role {
            Role::Server => ssl.set_accept_state(),
            Role::Client => ssl.set_connect_state(),
        }
        if let Some(host) = context.host_name.as_ref().filter(|host| !host.contains('\0')) {
            match host.parse::<IpAddr>() {
                // An address is no name to ask for (RFC 6066, section 3).
                Ok(address) => ssl.param_mut().set_ip(address)?,
                Err(_) => {
                    ssl.set_hostname(host)?;
                    ssl.param_mut().set_host(host)?;
                }
            }
        }
        if context.carriage == Carriage::Datagrams {
            ssl.set_mtu(MTU)?;
            cookie::bind(&mut ssl, socket);
        }
        let carrier = Carrier { socket: socket.as_raw_fd(), carriage: context.carriage, first };
        let stream = SslStream::new(ssl, carrier)?;
        Ok(Self {
            stream: RefCell::new(stream),
            role: context.role,
            verifies_peer: context.verifies_peer,
            generation: process::generation(),
        })
    }

    /// Goes on with the handshake.
    ///
    /// # Errors
    /// It has failed: there will be no session.
    pub fn handshake(&self) -> Result<Handshake, TlsError> {
        let mut stream = self.stream.borrow_mut();
        if stream.ssl().is_init_finished() {
            return Ok(Handshake::Done);
        }
        let step = stream.do_handshake();
        match step {
            Ok(()) => Ok(Handshake::Done),
            Err(error) => match error.code() {
                Code::WANT_READ => Ok(Handshake::Wants(Wants::Read)),
                Code::WANT_WRITE => Ok(Handshake::Wants(Wants::Write)),
                _ => Err(self.cause(&stream, &error)),
            },
        }
    }

    /// Whether the handshake is done.
    #[must_use]
    pub fn is_established(&self) -> bool {
        self.stream.borrow().ssl().is_init_finished()
    }

    fn cause(&self, stream: &SslStream<Carrier>, error: &ssl::Error) -> TlsError {
        if let Some(error) = error.io_error() {
            return TlsError::Socket(ErrorCode::from(error));
        }
        let verified = stream.ssl().verify_result();
        if self.verifies_peer && verified != X509VerifyResult::OK {
            return untrusted(verified);
        }
        match error.ssl_error() {
            Some(stack) => {
                let (number, reason) = reason(stack);
                if number == NO_CERTIFICATE {
                    return TlsError::NoCertificate;
                }
                TlsError::Peer { number, reason }
            }
            None => TlsError::Closed,
        }
    }

    /// Reads once. 0 is the end.
    ///
    /// # Errors
    /// `WouldBlock` if there is nothing, or the handshake is not done; else the connection is of no use.
    pub fn read(&self, buffer: &mut [u8]) -> io::Result<usize> {
        self.io(|stream| stream.ssl_read(buffer))
    }

    /// Reads once, and leaves what was read.
    ///
    /// # Errors
    /// As [`Session::read`].
    pub fn peek(&self, buffer: &mut [u8]) -> io::Result<usize> {
        self.io(|stream| stream.ssl_peek(buffer))
    }

    /// Writes what the socket takes: fewer bytes than there are mean that it is full. The next write must then begin with those that were left, and
    /// have no fewer of them, as far as they fit in a record: that is encrypted already.
    ///
    /// # Errors
    /// As [`Session::read`].
    pub fn write(&self, bytes: &[u8]) -> io::Result<usize> {
        let mut done = 0;
        while done < bytes.len() {
            let record = &bytes[done..bytes.len().min(done + RECORD)];
            match self.io(|stream| stream.ssl_write(record)) {
                Ok(count) => done += count,
                Err(error) if error.kind() == io::ErrorKind::WouldBlock && done > 0 => break,
                Err(error) => return Err(error),
            }
        }
        Ok(done)
    }

    fn io(
        &self,
        call: impl FnOnce(&mut SslStream<Carrier>) -> Result<usize, ssl::Error>,
    ) -> io::Result<usize> {
        let mut stream = self.stream.borrow_mut();
        let done = call(&mut stream);
        done.or_else(|error| match error.code() {
            Code::ZERO_RETURN => Ok(0),
            Code::WANT_READ | Code::WANT_WRITE => Err(io::ErrorKind::WouldBlock.into()),
            // The end of the socket, without the peer's word.
            Code::SYSCALL if error.io_error().is_none() => Ok(0),
            _ => Err(self.cause(&stream, &error).into()),
        })
    }

    /// Tells the peer that nothing more will come, if the socket takes it now.
    pub fn close(&self) {
        let mut stream = self.stream.borrow_mut();
        if stream.ssl().is_init_finished() {
            // A peer that has gone needs to be told nothing.
            let _ = stream.shutdown();
        }
    }

    /// Checks the peer's certificate, also where the settings do not ask for it.
    ///
    /// # Errors
    /// There is none, or it does not hold.
    pub fn verify_peer(&self, allows_self_signed: bool) -> Result<(), TlsError> {
        let stream = self.stream.borrow();
        let ssl = stream.ssl();
        if ssl.peer_certificate().is_none() {
            return Err(TlsError::NoCertificate);
        }
        match ssl.verify_result() {
            X509VerifyResult::OK => Ok(()),
            result if allows_self_signed && is_self_signed(result) => Ok(()),
            result => Err(untrusted(result)),
        }
    }

    /// The peer's certificate, in PEM.
    #[must_use]
    pub fn peer_certificate(&self) -> Option<Vec<u8>> {
        self.stream.borrow().ssl().peer_certificate()?.to_pem().ok()
    }

    /// What is spoken inside, if both ends have agreed on something.
    #[must_use]
    pub fn protocol(&self) -> Option<Vec<u8>> {
        self.stream.borrow().ssl().selected_alpn_protocol().map(<[u8]>::to_vec)
    }

    /// The version of TLS.
    #[must_use]
    pub fn version(&self) -> Option<SslVersion> {
        self.stream.borrow().ssl().version2()
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        if self.generation == process::generation() {
            self.close();
        }
    }
}

fn untrusted(result: X509VerifyResult) -> TlsError {
    TlsError::Untrusted { number: result.as_raw(), reason: result.error_string().to_owned() }
}
