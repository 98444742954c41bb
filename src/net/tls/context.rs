//! What all sessions of a port, or of a client, have in common: certificates, what is trusted, what is agreed to.

use std::ffi::OsStr;
use std::fs;
use std::os::unix::ffi::OsStrExt;
use std::path::Path;

use openssl::dh::Dh;
use openssl::error::ErrorStack;
use openssl::pkey::PKey;
use openssl::ssl::{
    AlpnError, NameType, SniError, SslContext, SslContextBuilder, SslMethod, SslMode, SslOptions,
    SslVerifyMode,
};
use openssl::x509::store::X509StoreBuilder;
use openssl::x509::{X509, X509Ref, X509StoreContextRef, X509VerifyResult};

use super::{TlsError, reason};
use crate::net::address::SocketKind;
use crate::settings::tls::protocol;
use crate::settings::{Identity, TlsSettings};

/// Which end of a connection.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// It has accepted the connection.
    Server,
    /// It has connected.
    Client,
}

/// What carries a session.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Carriage {
    /// A stream: TLS.
    Stream,
    /// Datagrams: DTLS (RFC 6347).
    Datagrams,
}

impl Carriage {
    /// That of a kind of socket.
    #[must_use]
    pub fn of(kind: SocketKind) -> Self {
        if kind.is_datagram() { Self::Datagrams } else { Self::Stream }
    }
}

/// See the module's head.
#[derive(Clone)]
pub struct Context {
    pub(super) ssl: SslContext,
    pub(super) role: Role,
    pub(super) carriage: Carriage,
    pub(super) verifies_peer: bool,
    /// Whom a client expects.
    pub(super) host_name: Option<String>,
}

impl std::fmt::Debug for Context {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Context").field("role", &self.role).finish_non_exhaustive()
    }
}

impl Context {
    /// Prepares what the settings say. `protocols` are those that may be spoken inside, by their ALPN names, the best first.
    ///
    /// # Errors
    /// A file cannot be read, a setting is none, or a server has no certificate.
    pub fn new(
        role: Role,
        carriage: Carriage,
        settings: &TlsSettings,
        protocols: &[&str],
    ) -> Result<Self, TlsError> {
        if role == Role::Server && !settings.identity.is_whole() {
            return Err(TlsError::NoIdentity);
        }
        let ends = (role, carriage);
        let mut builder = builder(ends, settings, &settings.identity, protocols)?;
        if role == Role::Server && !settings.by_name.is_empty() {
            let others = settings.by_name.iter().map(|(host, identity)| {
                let other = self::builder(ends, settings, identity, protocols)?;
                Ok((host.clone(), other.build()))
            });
            let others = others.collect::<Result<Vec<_>, TlsError>>()?;
            builder.set_servername_callback(move |ssl, _| {
                let asked = ssl.servername(NameType::HOST_NAME);
                let other = others
                    .iter()
                    .find(|(host, _)| asked.is_some_and(|asked| asked.eq_ignore_ascii_case(host)));
                match other {
                    // Who asks for another host gets the port's own certificate, as one that does not ask.
                    None => Err(SniError::NOACK),
                    Some((_, context)) => {
                        ssl.set_ssl_context(context).map_err(|_| SniError::ALERT_FATAL)
                    }
                }
            });
        }
        Ok(Self {
            ssl: builder.build(),
            role,
            carriage,
            verifies_peer: settings.verifies_peer,
            host_name: settings.host_name.clone(),
        })
    }
}

fn builder(
    (role, carriage): (Role, Carriage),
    settings: &TlsSettings,
    identity: &Identity,
    protocols: &[&str],
) -> Result<SslContextBuilder, TlsError> {
    let mut builder = SslContextBuilder::new(match (carriage, role) {
        (Carriage::Stream, Role::Server) => SslMethod::tls_server(),
        (Carriage::Stream, Role::Client) => SslMethod::tls_client(),
        (Carriage::Datagrams, Role::Server) => SslMethod::dtls_server(),
        (Carriage::Datagrams, Role::Client) => SslMethod::dtls_client(),
    })?;
    builder.set_mode(
        SslMode::ENABLE_PARTIAL_WRITE
            | SslMode::ACCEPT_MOVING_WRITE_BUFFER
            | SslMode::RELEASE_BUFFERS,
    );
    // Neither a client that asks for one handshake after the other nor a close without a word is worth an error.
    builder.set_options(
        SslOptions::NO_RENEGOTIATION
            | SslOptions::NO_COMPRESSION
            | SslOptions::IGNORE_UNEXPECTED_EOF
            | excluded(settings.protocols),
    );
    if carriage == Carriage::Datagrams {
        super::cookie::demand(&mut builder, role)?;
    }
    if settings.prefers_own_ciphers {
        builder.set_options(SslOptions::CIPHER_SERVER_PREFERENCE);
    }
    identify(&mut builder, settings, identity)?;
    trust(&mut builder, role, settings)?;
    agree(&mut builder, settings)?;
    offer(&mut builder, role, protocols)?;
    Ok(builder)
}

/// The versions that were not asked for, if any were.
fn excluded(asked: u32) -> SslOptions {
    let versions = [
        (protocol::TLS1_0, SslOptions::NO_TLSV1),
        (protocol::TLS1_1, SslOptions::NO_TLSV1_1),
        (protocol::TLS1_2, SslOptions::NO_TLSV1_2),
        (protocol::TLS1_3, SslOptions::NO_TLSV1_3),
    ];
    let known = versions.iter().fold(0, |all, (bit, _)| all | bit);
    if asked & known == 0 {
        return SslOptions::empty();
    }
    let others = versions.iter().filter(|(bit, _)| asked & bit == 0);
    others.fold(SslOptions::empty(), |all, (_, option)| all | *option)
}

fn identify(
    builder: &mut SslContextBuilder,
    settings: &TlsSettings,
    identity: &Identity,
) -> Result<(), TlsError> {
    if let Some(path) = &identity.certificate {
        let bytes = read("ssl cert", path)?;
        let useless = unusable("ssl_cert_file", path);
        let mut chain = X509::stack_from_pem(&bytes).map_err(&useless)?.into_iter();
        let own = chain.next().ok_or_else(|| TlsError::Setting {
            setting: "ssl_cert_file",
            value: path.clone(),
            reason: "no certificate in it".to_owned(),
        })?;
        builder.set_certificate(&own).map_err(&useless)?;
        for issuer in chain {
            builder.add_extra_chain_cert(issuer).map_err(&useless)?;
        }
    }
    if let Some(path) = &identity.key {
        let bytes = read("ssl key", path)?;
        let useless = unusable("ssl_key_file", path);
        // Without a password the library would ask for one at the terminal.
        let passphrase = settings.passphrase.as_deref().unwrap_or_default();
        let key = PKey::private_key_from_pem_passphrase(&bytes, passphrase).map_err(&useless)?;
        builder.set_private_key(&key).map_err(&useless)?;
        builder.check_private_key().map_err(&useless)?;
    }
    Ok(())
}

fn trust(
    builder: &mut SslContextBuilder,
    role: Role,
    settings: &TlsSettings,
) -> Result<(), TlsError> {
    let files =
        [("ssl cafile", &settings.ca_file), ("ssl_client_cert_file", &settings.client_ca_file)];
    let files = files.iter().filter_map(|(what, path)| Some((*what, path.as_ref()?)));
    let mut store = X509StoreBuilder::new()?;
    let mut trusts = false;
    for (what, path) in files {
        let bytes = read(what, path)?;
        for certificate in X509::stack_from_pem(&bytes).map_err(unusable("ssl_cafile", path))? {
            if role == Role::Server {
                builder.add_client_ca(&certificate)?;
            }
            store.add_cert(certificate).map_err(unusable("ssl_cafile", path))?;
            trusts = true;
        }
    }
    if trusts {
        builder.set_cert_store(store.build());
    }
    if let Some(path) = &settings.ca_path {
        // The library's binding takes no path that is not text without a NUL.
        let is_path = fs::metadata(as_path(path)).is_ok_and(|it| it.is_dir());
        if !is_path {
            return Err(TlsError::NoFile { what: "ssl capath", path: path.clone() });
        }
        builder
            .load_verify_locations(None, Some(as_path(path)))
            .map_err(unusable("ssl_capath", path))?;
    } else if !trusts {
        builder.set_default_verify_paths()?;
    }
    if let Some(depth) = settings.verify_depth {
        builder.set_verify_depth(depth);
    }
    if role == Role::Server {
        // Sessions that are taken up again must be this server's.
        builder.set_session_id_context(b"swoole")?;
    }
    let mode = match (settings.verifies_peer, role) {
        (false, _) => SslVerifyMode::NONE,
        (true, Role::Client) => SslVerifyMode::PEER,
        (true, Role::Server) => SslVerifyMode::PEER | SslVerifyMode::FAIL_IF_NO_PEER_CERT,
    };
    let allows_self_signed = settings.allows_self_signed;
    builder.set_verify_callback(mode, move |holds, chain| {
        holds || allows_self_signed && passes_for_self_signed(chain)
    });
    Ok(())
}

/// Whether a fault is none where certificates may be signed by themselves. Whoever forges such a one gives it the dates that he likes, so these are none either.
fn passes_for_self_signed(chain: &X509StoreContextRef) -> bool {
    // X509_V_ERR_CERT_NOT_YET_VALID and X509_V_ERR_CERT_HAS_EXPIRED.
    let is_of_date = matches!(chain.error().as_raw(), 9 | 10);
    let signs_itself = |it: &X509Ref| it.issued(it) == X509VerifyResult::OK;
    is_self_signed(chain.error())
        || is_of_date && chain.error_depth() == 0 && chain.current_cert().is_some_and(signs_itself)
}

/// Whether all that is wrong with a certificate is that nobody else vouches for it.
pub(super) fn is_self_signed(result: X509VerifyResult) -> bool {
    // X509_V_ERR_DEPTH_ZERO_SELF_SIGNED_CERT and X509_V_ERR_SELF_SIGNED_CERT_IN_CHAIN.
    matches!(result.as_raw(), 18 | 19)
}

fn agree(builder: &mut SslContextBuilder, settings: &TlsSettings) -> Result<(), TlsError> {
    if let Some(ciphers) = &settings.ciphers {
        builder
            .set_cipher_list(ciphers.replace('\0', " ").as_str())
            .map_err(unusable("ssl_ciphers", ciphers))?;
    }
    if let Some(curves) = &settings.curves {
        builder
            .set_groups_list(curves.replace('\0', " ").as_str())
            .map_err(unusable("ssl_ecdh_curve", curves))?;
    }
    if let Some(path) = &settings.dh_params {
        let bytes = read("ssl dhparam", path)?;
        let params = Dh::params_from_pem(&bytes).map_err(unusable("ssl_dhparam", path))?;
        builder.set_tmp_dh(&params).map_err(unusable("ssl_dhparam", path))?;
    }
    Ok(())
}

/// What may be spoken inside (RFC 7301).
fn offer(builder: &mut SslContextBuilder, role: Role, protocols: &[&str]) -> Result<(), TlsError> {
    if protocols.is_empty() {
        return Ok(());
    }
    match role {
        Role::Client => {
            let name = |name: &&str| [&[name.len() as u8], name.as_bytes()].concat();
            builder.set_alpn_protos(&protocols.iter().flat_map(name).collect::<Vec<_>>())?;
        }
        Role::Server => {
            let ours: Vec<_> = protocols.iter().map(|name| name.as_bytes().to_vec()).collect();
            builder.set_alpn_select_callback(move |_, theirs| {
                let common = ours.iter().find_map(|ours| names(theirs).find(|name| name == ours));
                common.ok_or(AlpnError::NOACK)
            });
        }
    }
    Ok(())
}

/// The names in a list of them, each behind a byte that says how long it is.
fn names(mut list: &[u8]) -> impl Iterator<Item = &[u8]> {
    std::iter::from_fn(move || {
        let (&length, rest) = list.split_first()?;
        let (name, rest) = rest.split_at_checked(length.into())?;
        list = rest;
        Some(name)
    })
}

fn read(what: &'static str, path: &str) -> Result<Vec<u8>, TlsError> {
    fs::read(as_path(path)).map_err(|_| TlsError::NoFile { what, path: path.to_owned() })
}

fn as_path(path: &str) -> &Path {
    Path::new(OsStr::from_bytes(path.as_bytes()))
}

fn unusable(setting: &'static str, value: &str) -> impl Fn(ErrorStack) -> TlsError {
    move |stack| TlsError::Setting { setting, value: value.to_owned(), reason: reason(&stack).1 }
}
