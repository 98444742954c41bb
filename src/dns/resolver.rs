//! Asks name servers by UDP, one after the other.
//!
//! It does not know how to wait: the caller's function does, by a reactor or by poll(2).

use std::io;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, UdpSocket};
use std::os::fd::{AsFd, BorrowedFd};
use std::time::{Duration, Instant};

use super::query::{ANSWER_MAX, Answer, Query};
use super::{Family, Servers, hosts, unguessable};

/// How a wait for an answer ended.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Waited {
    /// There is something to read.
    Readable,
    /// There was not, in time.
    TimedOut,
}

/// Why there is no address.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum NotFound<E> {
    /// There is no such name, it has no such address, or nobody would say.
    Failed,
    /// Nobody has answered in time.
    TimedOut,
    /// The wait was broken off.
    Broken(E),
}

/// Finds addresses of a name: without asking if the machine knows it. `wait` waits until the socket can be read, or so long; what it fails with ends
/// the search.
///
/// # Errors
/// See [`NotFound`].
pub fn lookup<E>(
    name: &str,
    family: Family,
    servers: &Servers,
    limit: Option<Duration>,
    mut wait: impl FnMut(BorrowedFd<'_>, Duration) -> Result<Waited, E>,
) -> Result<Vec<IpAddr>, NotFound<E>> {
    if let Ok(address) = name.parse::<IpAddr>() {
        return if family.has(address) { Ok(vec![address]) } else { Err(NotFound::Failed) };
    }
    if let Some(address) = hosts::find(name, family) {
        return Ok(vec![address]);
    }
    let end = limit.and_then(|limit| Instant::now().checked_add(limit));
    let mut late = false;
    for _ in 0..servers.attempts {
        for server in &servers.addresses {
            let query = Query::new(name, family, unguessable()).ok_or(NotFound::Failed)?;
            let mut patience = servers.patience;
            if let Some(end) = end {
                patience = patience.min(end.saturating_duration_since(Instant::now()));
                if patience.is_zero() {
                    return Err(NotFound::TimedOut);
                }
            }
            match ask(&query, *server, patience, &mut wait).map_err(NotFound::Broken)? {
                Asked::Said(Answer::Addresses(found)) => return Ok(found),
                Asked::Said(Answer::None) => return Err(NotFound::Failed),
                Asked::Said(Answer::Failed) | Asked::Unreachable => {}
                Asked::Silent => late = true,
            }
        }
    }
    Err(if late { NotFound::TimedOut } else { NotFound::Failed })
}

enum Asked {
    Said(Answer),
    Silent,
    Unreachable,
}

fn ask<E>(
    query: &Query,
    server: SocketAddr,
    patience: Duration,
    wait: &mut impl FnMut(BorrowedFd<'_>, Duration) -> Result<Waited, E>,
) -> Result<Asked, E> {
    let Ok(socket) = send(query, server) else { return Ok(Asked::Unreachable) };
    let end = Instant::now() + patience;
    let mut bytes = [0; ANSWER_MAX as usize];
    loop {
        match socket.recv(&mut bytes) {
            Ok(length) => {
                if let Some(answer) = query.answer(&bytes[..length]) {
                    return Ok(Asked::Said(answer));
                }
            }
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) if error.kind() == io::ErrorKind::WouldBlock => {
                let left = end.saturating_duration_since(Instant::now());
                if left.is_zero() || wait(socket.as_fd(), left)? == Waited::TimedOut {
                    return Ok(Asked::Silent);
                }
            }
            // Nobody listens there.
            Err(_) => return Ok(Asked::Unreachable),
        }
    }
}

/// The kernel chooses a port that is hard to guess, and lets only the server's packets through.
fn send(query: &Query, server: SocketAddr) -> io::Result<UdpSocket> {
    let any: IpAddr = match server {
        SocketAddr::V4(_) => Ipv4Addr::UNSPECIFIED.into(),
        SocketAddr::V6(_) => Ipv6Addr::UNSPECIFIED.into(),
    };
    let socket = UdpSocket::bind((any, 0))?;
    socket.set_nonblocking(true)?;
    socket.connect(server)?;
    socket.send(&query.bytes())?;
    Ok(socket)
}

#[cfg(test)]
mod tests {
    use super::*;
    use nix::poll::{PollFd, PollFlags, PollTimeout, poll};
    use simple_dns::rdata::{A, RData};
    use simple_dns::{CLASS, Packet, RCODE, ResourceRecord};
    use std::thread;

    fn by_poll(fd: BorrowedFd<'_>, patience: Duration) -> Result<Waited, ()> {
        let patience = PollTimeout::try_from(patience).unwrap_or(PollTimeout::MAX);
        let ready = poll(&mut [PollFd::new(fd, PollFlags::POLLIN)], patience).unwrap();
        Ok(if ready == 0 { Waited::TimedOut } else { Waited::Readable })
    }

    /// A name server that treats `n` questions as `reply` does.
    fn server(
        n: usize,
        reply: impl Fn(Packet<'_>) -> Vec<Vec<u8>> + Send + 'static,
    ) -> (SocketAddr, thread::JoinHandle<()>) {
        let socket = UdpSocket::bind("127.0.0.1:0").unwrap();
        let address = socket.local_addr().unwrap();
        let run = move || {
            for _ in 0..n {
                let mut bytes = [0; 512];
                let (length, from) = socket.recv_from(&mut bytes).unwrap();
                for answer in reply(Packet::parse(&bytes[..length]).unwrap()) {
                    socket.send_to(&answer, from).unwrap();
                }
            }
        };
        (address, thread::spawn(run))
    }

    fn with_address(packet: Packet<'_>, address: u32) -> Vec<u8> {
        let mut packet = packet.into_reply();
        let name = packet.questions[0].qname.clone();
        packet.answers.push(ResourceRecord::new(name, CLASS::IN, 1, RData::A(A { address })));
        packet.build_bytes_vec().unwrap()
    }

    fn asking(addresses: Vec<SocketAddr>, patience: u64) -> Servers {
        Servers { addresses, attempts: 2, patience: Duration::from_millis(patience) }
    }

    #[test]
    fn a_name_has_the_address_that_the_server_says() {
        let (address, thread) = server(1, |packet| {
            let mut forged = packet.clone();
            forged.set_id(packet.id().wrapping_add(1));
            vec![b"?".to_vec(), with_address(forged, 9), with_address(packet, 1)]
        });
        let found =
            lookup("a.test", Family::V4, &asking(vec![address], 20_000), None, by_poll).unwrap();
        assert_eq!(found, ["0.0.0.1".parse::<IpAddr>().unwrap()]);
        thread.join().unwrap();
    }

    #[test]
    fn a_server_that_fails_is_passed_over() {
        let (failing, first) = server(1, |packet| {
            let mut packet = packet.into_reply();
            *packet.rcode_mut() = RCODE::ServerFailure;
            vec![packet.build_bytes_vec().unwrap()]
        });
        let (address, second) = server(1, |packet| vec![with_address(packet, 2)]);
        let nobody = UdpSocket::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
        let servers = asking(vec![nobody, failing, address], 20_000);
        let found = lookup("a.test", Family::V4, &servers, None, by_poll).unwrap();
        assert_eq!(found, ["0.0.0.2".parse::<IpAddr>().unwrap()]);
        first.join().unwrap();
        second.join().unwrap();
    }

    #[test]
    fn silence_is_a_timeout_and_a_missing_name_a_failure() {
        let silent = UdpSocket::bind("127.0.0.1:0").unwrap();
        let servers = asking(vec![silent.local_addr().unwrap()], 5);
        let asked = lookup("a.test", Family::V4, &servers, None, by_poll);
        assert_eq!(asked, Err(NotFound::TimedOut));
        let limit = Some(Duration::from_millis(5));
        let servers = Servers { patience: Duration::from_secs(100), ..servers };
        let asked = lookup("a.test", Family::V4, &servers, limit, by_poll);
        assert_eq!(asked, Err(NotFound::TimedOut));
        let (address, thread) = server(1, |packet| {
            let mut packet = packet.into_reply();
            *packet.rcode_mut() = RCODE::NameError;
            vec![packet.build_bytes_vec().unwrap()]
        });
        let asked = lookup("a.test", Family::V4, &asking(vec![address], 20_000), None, by_poll);
        assert_eq!(asked, Err(NotFound::Failed));
        thread.join().unwrap();
    }

    #[test]
    fn a_wait_that_is_broken_off_ends_the_search() {
        let silent = UdpSocket::bind("127.0.0.1:0").unwrap();
        let servers = asking(vec![silent.local_addr().unwrap()], 5);
        let asked = lookup("a.test", Family::V4, &servers, None, |_, _| Err("enough"));
        assert_eq!(asked, Err(NotFound::Broken("enough")));
    }

    #[test]
    fn what_needs_no_asking_is_not_asked() {
        let never = |_: BorrowedFd<'_>, _| -> Result<Waited, ()> { panic!("asked") };
        let servers = asking(vec![], 5);
        let found = lookup("127.0.0.3", Family::V4, &servers, None, never).unwrap();
        assert_eq!(found, ["127.0.0.3".parse::<IpAddr>().unwrap()]);
        let asked = lookup("127.0.0.3", Family::V6, &servers, None, never);
        assert_eq!(asked, Err(NotFound::Failed));
        let found = lookup("localhost", Family::V4, &servers, None, never).unwrap();
        assert_eq!(found, ["127.0.0.1".parse::<IpAddr>().unwrap()]);
    }
}
