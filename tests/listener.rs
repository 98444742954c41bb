//! Listeners on real sockets: loopback and the file system.
#![allow(unsafe_code, clippy::unwrap_used)]

use std::fs;
use std::io::{self, Read, Write};
use std::net::TcpStream;
use std::os::fd::AsFd;
use std::os::unix::fs::PermissionsExt;
use std::os::unix::net::{UnixDatagram, UnixStream};
use std::path::PathBuf;
use std::time::Duration;

use socket2::SockRef;
use swoole::net::address::{Endpoint, SocketKind};
use swoole::net::listener::{
    AcceptError, Accepted, BindOptions, ConnectionOptions, KeepAlive, ListenOptions, Listener,
    reset_on_close,
};

fn listener(kind: SocketKind, host: &str, port: i64) -> io::Result<Listener> {
    let endpoint = Endpoint::parse(kind, host, port).unwrap();
    let listener = Listener::bind(kind, &endpoint, &BindOptions::default())?;
    listener.listen(&ListenOptions::default())?;
    Ok(listener)
}

fn tcp() -> (Listener, u16) {
    let listener = listener(SocketKind::Tcp, "127.0.0.1", 0).unwrap();
    let port = listener.local().port();
    (listener, port)
}

/// The kernel may need a moment between connect() and the connection being there to accept.
fn accept(listener: &Listener) -> Accepted {
    loop {
        match listener.accept() {
            Ok(accepted) => return accepted,
            Err(AcceptError::WouldBlock) => std::thread::yield_now(),
            Err(error) => panic!("{error}"),
        }
    }
}

fn socket_path(name: &str) -> PathBuf {
    std::env::temp_dir().join(format!("swoole-{name}-{}.sock", std::process::id()))
}

#[test]
fn port_zero_is_read_back_and_connections_come_with_their_peer() {
    let (listener, port) = tcp();
    assert_ne!(port, 0);
    assert!(matches!(listener.accept(), Err(AcceptError::WouldBlock)));
    let client = TcpStream::connect(("127.0.0.1", port)).unwrap();
    let accepted = accept(&listener);
    assert_eq!(accepted.peer, Endpoint::Inet(client.local_addr().unwrap()));
    let read = (&*SockRef::from(&accepted.fd)).read(&mut [0; 8]);
    assert_eq!(read.unwrap_err().kind(), io::ErrorKind::WouldBlock);
}

#[test]
fn a_taken_port_is_refused_unless_all_share_it() {
    let (first, port) = tcp();
    let refused = listener(SocketKind::Tcp, "127.0.0.1", port.into()).unwrap_err();
    assert_eq!(refused.raw_os_error(), Some(libc::EADDRINUSE));
    drop(first);
    let options = BindOptions { reuse_port: true, ..BindOptions::default() };
    let any = Endpoint::parse(SocketKind::Tcp, "127.0.0.1", 0).unwrap();
    let one = Listener::bind(SocketKind::Tcp, &any, &options).unwrap();
    let two = Listener::bind(SocketKind::Tcp, one.local(), &options).unwrap();
    assert_eq!(one.local(), two.local());
}

#[test]
fn an_ipv6_wildcard_takes_ipv4_clients_unless_told_not_to() {
    let both = listener(SocketKind::Tcp6, "::", 0).unwrap();
    let _client = TcpStream::connect(("127.0.0.1", both.local().port())).unwrap();
    assert_eq!(accept(&both).peer.host(), "::ffff:127.0.0.1");

    let any = Endpoint::parse(SocketKind::Tcp6, "::", 0).unwrap();
    let options = BindOptions { v6only: true, ..BindOptions::default() };
    let strict = Listener::bind(SocketKind::Tcp6, &any, &options).unwrap();
    strict.listen(&ListenOptions::default()).unwrap();
    assert!(TcpStream::connect(("127.0.0.1", strict.local().port())).is_err());
}

#[test]
fn listening_and_connection_options_reach_the_kernel() {
    let any = Endpoint::parse(SocketKind::Tcp, "127.0.0.1", 0).unwrap();
    let listener = Listener::bind(SocketKind::Tcp, &any, &BindOptions::default()).unwrap();
    let options =
        ListenOptions { fast_open: Some(16), defer_accept: Some(5), ..Default::default() };
    listener.listen(&options).unwrap();
    let mut client = TcpStream::connect(("127.0.0.1", listener.local().port())).unwrap();
    client.write_all(b"x").unwrap();
    let accepted = accept(&listener);

    let keepalive =
        KeepAlive { idle: Duration::from_secs(7), interval: Duration::from_secs(3), count: 2 };
    let options = ConnectionOptions {
        keepalive: Some(keepalive),
        user_timeout: Some(Duration::from_millis(2500)),
        notsent_lowat: Some(4096),
        socket_buffer: Some(65_536),
        ..ConnectionOptions::default()
    };
    options.apply(accepted.fd.as_fd(), SocketKind::Tcp).unwrap();
    let socket = SockRef::from(&accepted.fd);
    assert!(socket.tcp_nodelay().unwrap());
    assert!(socket.keepalive().unwrap());
    assert_eq!(socket.tcp_keepalive_time().unwrap(), Duration::from_secs(7));
    assert_eq!(socket.tcp_keepalive_interval().unwrap(), Duration::from_secs(3));
    assert_eq!(socket.tcp_keepalive_retries().unwrap(), 2);
    assert_eq!(socket.tcp_user_timeout().unwrap(), Some(Duration::from_millis(2500)));
    assert_eq!(socket.tcp_notsent_lowat().unwrap(), 4096);
    assert_eq!(socket.send_buffer_size().unwrap(), 2 * 65_536);
}

#[test]
fn a_reset_is_what_the_peer_sees() {
    let (listener, port) = tcp();
    let mut client = TcpStream::connect(("127.0.0.1", port)).unwrap();
    let accepted = accept(&listener);
    reset_on_close(accepted.fd.as_fd()).unwrap();
    drop(accepted);
    assert_eq!(client.read(&mut [0; 1]).unwrap_err().kind(), io::ErrorKind::ConnectionReset);
}

#[test]
fn a_socket_file_has_the_mode_asked_for_and_goes_with_its_listener() {
    let path = socket_path("mode");
    let endpoint = Endpoint::Unix(path.clone());
    let options = BindOptions { mode: Some(0o600), ..BindOptions::default() };
    let listener = Listener::bind(SocketKind::UnixStream, &endpoint, &options).unwrap();
    listener.listen(&ListenOptions::default()).unwrap();
    assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
    let _client = UnixStream::connect(&path).unwrap();
    assert_eq!(accept(&listener).peer.host(), "");
    drop(listener);
    assert!(!path.exists());
}

#[test]
fn a_forked_child_does_not_remove_its_parents_socket_file() {
    let path = socket_path("fork");
    let listener = listener(SocketKind::UnixStream, path.to_str().unwrap(), 0).unwrap();
    // SAFETY: the child drops one object, which closes a descriptor and looks at a file, and `_exit`s.
    match unsafe { nix::unistd::fork() }.unwrap() {
        nix::unistd::ForkResult::Child => {
            drop(listener);
            // SAFETY: ends the child without the harness' exit handlers.
            unsafe { libc::_exit(0) }
        }
        nix::unistd::ForkResult::Parent { child } => {
            nix::sys::wait::waitpid(child, None).unwrap();
        }
    }
    assert!(path.exists());
    drop(listener);
    assert!(!path.exists());
}

#[test]
fn a_stale_socket_file_is_replaced_a_living_one_and_other_files_are_not() {
    for (kind, name) in [(SocketKind::UnixStream, "stale"), (SocketKind::UnixDgram, "stale-d")] {
        let path = socket_path(name);
        let text = path.to_str().unwrap();
        match kind {
            // std leaves the file behind when the socket is dropped.
            SocketKind::UnixStream => drop(std::os::unix::net::UnixListener::bind(&path).unwrap()),
            _ => drop(UnixDatagram::bind(&path).unwrap()),
        }
        let living = listener(kind, text, 0).unwrap();
        let refused = listener(kind, text, 0).unwrap_err();
        assert_eq!(refused.raw_os_error(), Some(libc::EADDRINUSE));
        assert!(path.exists());
        drop(living);
        fs::write(&path, "precious").unwrap();
        assert!(listener(kind, text, 0).is_err());
        assert_eq!(fs::read_to_string(&path).unwrap(), "precious");
        fs::remove_file(&path).unwrap();
    }
}

/// Loopback delivers before sendto() returns as a rule, but does not promise it.
fn receive(listener: &Listener, buffer: &mut [u8]) -> io::Result<(usize, Endpoint)> {
    loop {
        match listener.receive_from(buffer) {
            Err(error) if error.kind() == io::ErrorKind::WouldBlock => std::thread::yield_now(),
            received => return received,
        }
    }
}

#[test]
fn datagrams_come_with_their_sender_who_can_be_answered() {
    let listener = listener(SocketKind::Udp, "127.0.0.1", 0).unwrap();
    let client = std::net::UdpSocket::bind("127.0.0.1:0").unwrap();
    client.send_to(b"hello", ("127.0.0.1", listener.local().port())).unwrap();
    let mut buffer = [0; 16];
    let (len, sender) = receive(&listener, &mut buffer).unwrap();
    assert_eq!(&buffer[..len], b"hello");
    assert_eq!(sender, Endpoint::Inet(client.local_addr().unwrap()));
    listener.send_to(b"answer", &sender).unwrap();
    let len = client.recv(&mut buffer).unwrap();
    assert_eq!(&buffer[..len], b"answer");
}

#[test]
fn unix_datagrams_work_alike_and_a_nameless_sender_has_no_host() {
    let path = socket_path("dgram");
    let listener = listener(SocketKind::UnixDgram, path.to_str().unwrap(), 0).unwrap();
    let client = UnixDatagram::unbound().unwrap();
    client.send_to(b"hello", &path).unwrap();
    let mut buffer = [0; 16];
    let (len, sender) = receive(&listener, &mut buffer).unwrap();
    assert_eq!((&buffer[..len], sender.host().as_str()), (&b"hello"[..], ""));
    client.send_to(&[0; 17], &path).unwrap();
    let cut = receive(&listener, &mut buffer).unwrap_err();
    assert_eq!(cut.raw_os_error(), Some(libc::EMSGSIZE));
}

#[test]
fn running_out_of_descriptors_is_told_apart() {
    let (listener, port) = tcp();
    let _client = TcpStream::connect(("127.0.0.1", port)).unwrap();
    // In a child, since the limit would hit the other tests.
    // SAFETY: the child makes system calls only and `_exit`s.
    match unsafe { nix::unistd::fork() }.unwrap() {
        nix::unistd::ForkResult::Child => {
            let limit = libc::rlimit { rlim_cur: 0, rlim_max: 0 };
            // SAFETY: the limit is a valid struct; ends the child without exit handlers.
            unsafe {
                libc::setrlimit(libc::RLIMIT_NOFILE, &raw const limit);
                let exhausted = matches!(listener.accept(), Err(AcceptError::Exhausted(_)));
                libc::_exit(i32::from(!exhausted))
            }
        }
        nix::unistd::ForkResult::Parent { child } => {
            let status = nix::sys::wait::waitpid(child, None).unwrap();
            assert_eq!(status, nix::sys::wait::WaitStatus::Exited(child, 0));
        }
    }
}
