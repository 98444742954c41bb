//! The HTTP/1.1 requests that a socket receives, for whoever serves it in a coroutine.
//!
//! ```text
//!         nothing yet        bytes            head complete
//! Idle ─────────────> Head ─────────────────────────────> Body ──> a request
//!   └── limit: end      └── limit: 408                      └── limit: 408
//! ```

use std::io;
use std::net::Shutdown;
use std::time::{Duration, Instant};

use bytes::Bytes;

use super::WaitingSocket;
use crate::client::connection::READ_MAX;
use crate::client::wait::{self, Direction, Wait};
use crate::protocol::http1::{Http1, Refusal, Stage};
use crate::protocol::{Decoder, Frame, ProtocolError};
use crate::settings::HttpTimes;

/// A body that comes this fast, in bytes a second, is not slow however long it is.
const SLOWEST: u64 = 1024;

/// Why there is no request.
#[derive(Debug)]
pub enum NoRequest {
    /// The client has ended, or has not begun one in time.
    Ended,
    /// What has come must not be served; it is to be answered, as the last on the connection.
    Refused(Refusal),
    /// Reading failed.
    Failed(io::Error),
}

impl<W: Wait> WaitingSocket<W> {
    /// Receives a request, all of it, and gives a client leave to send a body that it waits with. `decoder` is the connection's. Whether bytes
    /// of a request that is not complete wait already is [`WaitingSocket::has_ahead`].
    ///
    /// # Errors
    /// See [`NoRequest`]. After `Failed` it may be called again.
    pub fn receive_request(
        &self,
        decoder: &mut Http1,
        times: &HttpTimes,
    ) -> Result<Bytes, NoRequest> {
        let _claim = self.claim(Direction::Read).map_err(NoRequest::Failed)?;
        let mut at = (Stage::Head, false);
        let mut since = Instant::now();
        loop {
            let frame = decoder.next(self.inbound.borrow().bytes());
            match frame {
                Ok(Frame::Package { len }) => return Ok(self.inbound.borrow_mut().take(len)),
                Ok(Frame::Interim { answer }) => {
                    let sent = self.send_all(answer, wait::deadline(times.body));
                    sent.map_err(|partly| NoRequest::Failed(partly.error))?;
                }
                Ok(Frame::More { .. }) => {}
                Err(ProtocolError::Http(refusal)) => return Err(NoRequest::Refused(refusal)),
                // A decoder of HTTP finds nothing else wrong.
                Err(_) => return Err(NoRequest::Ended),
            }
            let begun = self.has_ahead();
            if at != (decoder.stage(), begun) {
                (at, since) = ((decoder.stage(), begun), Instant::now());
            }
            let limit = match at {
                (Stage::Head, false) => times.idle,
                (Stage::Head, true) => times.head,
                (Stage::Body, _) => times.body.map(|time| {
                    let come = self.inbound.borrow().len() as u64;
                    time.saturating_add(Duration::from_secs(come / SLOWEST))
                }),
            };
            let deadline = limit.and_then(|limit| since.checked_add(limit));
            match self.fill(deadline) {
                Ok(0) => return Err(NoRequest::Ended),
                Ok(_) => {}
                Err(error) if error.raw_os_error() == Some(libc::ETIMEDOUT) => {
                    return Err(match begun {
                        true => NoRequest::Refused(Refusal::TIMED_OUT),
                        false => NoRequest::Ended,
                    });
                }
                Err(error) => return Err(NoRequest::Failed(error)),
            }
        }
    }

    /// Whether something has been received that nobody has taken.
    pub fn has_ahead(&self) -> bool {
        !self.inbound.borrow().is_empty()
    }

    /// Ends sending, and throws away what still comes for a while, so that the client sees what was sent last before it sees the end.
    pub fn linger(&self, limit: Duration) {
        let deadline = wait::deadline(Some(limit));
        if self.shutdown(Shutdown::Write).is_err() {
            return;
        }
        let Ok(_claim) = self.claim(Direction::Read) else { return };
        while self.read(READ_MAX, deadline).is_ok_and(|bytes| !bytes.is_empty()) {}
    }
}

#[cfg(test)]
mod tests {
    use std::io::{Read, Write};
    use std::os::fd::OwnedFd;
    use std::os::unix::net::UnixStream;
    use std::sync::Arc;

    use super::*;
    use crate::client::wait::Blocking;
    use crate::settings::{ClientTimes, HttpLimits};

    const LONG: Option<Duration> = Some(Duration::from_secs(30));
    const SHORT: Option<Duration> = Some(Duration::from_millis(20));
    const TIMES: HttpTimes = HttpTimes { head: LONG, body: LONG, idle: LONG };

    fn pair() -> (UnixStream, WaitingSocket<Blocking>, Http1) {
        let (client, server) = UnixStream::pair().unwrap();
        let times = ClientTimes::default();
        let server = WaitingSocket::from_fd(OwnedFd::from(server), times, Blocking::default());
        let limits = HttpLimits {
            max_head: 1024,
            max_fields: 8,
            max_length: 4096,
            max_upload: 4096,
            requires_host: true,
        };
        (client, server.unwrap(), Http1::new(Arc::new(limits)))
    }

    #[test]
    fn requests_come_one_by_one_however_the_stream_is_cut() {
        let (mut client, server, mut decoder) = pair();
        let post = "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nabc";
        let both = [post, "GET /2 HTTP/1.1\r\nHost: a\r\n\r\n"].concat();
        let (first, rest) = both.split_at(60);
        client.write_all(first.as_bytes()).unwrap();
        assert_eq!(server.receive_request(&mut decoder, &TIMES).unwrap(), post);
        assert!(server.has_ahead());
        client.write_all(rest.as_bytes()).unwrap();
        drop(client);
        let second = server.receive_request(&mut decoder, &TIMES).unwrap();
        assert!(second.starts_with(b"GET /2"));
        let end = server.receive_request(&mut decoder, &TIMES);
        assert!(matches!(end, Err(NoRequest::Ended)), "{end:?}");
    }

    #[test]
    fn a_client_that_waits_for_leave_is_given_it() {
        let (mut client, server, mut decoder) = pair();
        let head = "PUT / HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n";
        client.write_all(head.as_bytes()).unwrap();
        let other = std::thread::spawn(move || {
            let mut answer = [0; 25];
            client.read_exact(&mut answer).unwrap();
            client.write_all(b"ok").unwrap();
            answer
        });
        assert!(server.receive_request(&mut decoder, &TIMES).unwrap().ends_with(b"ok"));
        assert_eq!(&other.join().unwrap(), b"HTTP/1.1 100 Continue\r\n\r\n");
    }

    #[test]
    fn who_begins_and_does_not_end_is_refused_and_who_does_not_begin_is_let_go() {
        let times = HttpTimes { head: SHORT, body: SHORT, idle: SHORT };
        for (sent, refused) in [
            ("", false),
            ("GET / HT", true),
            ("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\na", true),
        ] {
            let (mut client, server, mut decoder) = pair();
            client.write_all(sent.as_bytes()).unwrap();
            match server.receive_request(&mut decoder, &times) {
                Err(NoRequest::Ended) => assert!(!refused, "{sent}"),
                Err(NoRequest::Refused(Refusal::TIMED_OUT)) => assert!(refused, "{sent}"),
                other => panic!("{sent}: {other:?}"),
            }
        }
    }

    #[test]
    fn what_is_malformed_is_refused() {
        let (mut client, server, mut decoder) = pair();
        client.write_all(b"GET / HTTP/1.1\r\nHost: a\r\nContent-Length: x\r\n\r\n").unwrap();
        let refused = server.receive_request(&mut decoder, &TIMES);
        assert!(matches!(refused, Err(NoRequest::Refused(Refusal::BAD_LENGTH))), "{refused:?}");
    }
}
