//! Cookies of DTLS (RFC 6347, section 4.2.1): who asks for a session has to show that he gets what is sent to his address, before a server sends
//! him more than he has sent.

use std::os::fd::BorrowedFd;
use std::sync::LazyLock;

use openssl::error::ErrorStack;
use openssl::ex_data::Index;
use openssl::hash::MessageDigest;
use openssl::pkey::PKey;
use openssl::rand;
use openssl::sign::Signer;
use openssl::ssl::{Ssl, SslContextBuilder, SslOptions, SslRef};
use socket2::SockRef;

use super::Role;

/// Bytes of a secret.
const SECRET: usize = 32;

/// Where a session keeps its peer's address.
static PEER: LazyLock<Option<Index<Ssl, Vec<u8>>>> = LazyLock::new(|| Ssl::new_ex_index().ok());

/// Has a server demand cookies; there is nothing that a client has to do.
///
/// # Errors
/// The library has no memory, or no chance.
pub(super) fn demand(builder: &mut SslContextBuilder, role: Role) -> Result<(), ErrorStack> {
    builder.set_options(SslOptions::NO_QUERY_MTU);
    if role == Role::Client {
        return Ok(());
    }
    let mut secret = [0; SECRET];
    rand::rand_bytes(&mut secret)?;
    builder.set_options(SslOptions::COOKIE_EXCHANGE);
    builder.set_cookie_generate_cb(move |ssl, room| {
        let cookie = cookie(&secret, ssl)?;
        let count = cookie.len().min(room.len());
        room[..count].copy_from_slice(&cookie[..count]);
        Ok(count)
    });
    builder.set_cookie_verify_cb(move |ssl, shown| {
        cookie(&secret, ssl)
            .is_ok_and(|cookie| cookie.len() == shown.len() && openssl::memcmp::eq(&cookie, shown))
    });
    Ok(())
}

/// Tells a session whose it is.
pub(super) fn bind(ssl: &mut Ssl, socket: BorrowedFd<'_>) {
    let peer = SockRef::from(&socket).peer_addr().ok().and_then(|peer| peer.as_socket());
    if let (Some(index), Some(peer)) = (*PEER, peer) {
        ssl.set_ex_data(index, peer.to_string().into_bytes());
    }
}

fn cookie(secret: &[u8; SECRET], ssl: &SslRef) -> Result<Vec<u8>, ErrorStack> {
    let peer = PEER.and_then(|index| ssl.ex_data(index)).map_or(&[][..], Vec::as_slice);
    let key = PKey::hmac(secret)?;
    let mut signer = Signer::new(MessageDigest::sha256(), &key)?;
    signer.sign_oneshot_to_vec(peer)
}
