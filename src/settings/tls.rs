//! Second stage: what the settings of TLS mean, on a server's port and on a client.

use super::{Asked, SettingError, SettingValue};

/// Of `ssl_protocols`: the `SWOOLE_SSL_*` constants.
pub mod protocol {
    /// `SWOOLE_SSL_TLSv1`.
    pub const TLS1_0: u32 = 1 << 3;
    /// `SWOOLE_SSL_TLSv1_1`.
    pub const TLS1_1: u32 = 1 << 4;
    /// `SWOOLE_SSL_TLSv1_2`.
    pub const TLS1_2: u32 = 1 << 5;
    /// `SWOOLE_SSL_TLSv1_3`.
    pub const TLS1_3: u32 = 1 << 6;
}

/// How TLS is spoken.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TlsSettings {
    /// The own certificate.
    pub identity: Identity,
    /// Other certificates, by the host name that a client asks for.
    pub by_name: Vec<(String, Identity)>,
    /// Password of the private key.
    pub passphrase: Option<Vec<u8>>,
    /// Versions of the protocol, see [`protocol`]; 0 is all.
    pub protocols: u32,
    /// The peer must have a certificate that holds.
    pub verifies_peer: bool,
    /// A peer's certificate may be signed by itself.
    pub allows_self_signed: bool,
    /// Files of certificates that a peer's is verified against, and the names of those in the last one are told to clients.
    pub ca_file: Option<String>,
    /// A directory of such.
    pub ca_path: Option<String>,
    /// The same for clients of a server, whose names they are told.
    pub client_ca_file: Option<String>,
    /// Certificates of a peer's chain at most.
    pub verify_depth: Option<u32>,
    /// The server's order of ciphers wins.
    pub prefers_own_ciphers: bool,
    /// Ciphers up to TLS 1.2, as OpenSSL lists them.
    pub ciphers: Option<String>,
    /// Curves of the key exchange; none is the library's choice.
    pub curves: Option<String>,
    /// A file of Diffie-Hellman parameters.
    pub dh_params: Option<String>,
    /// Name of the peer: it is asked for, and its certificate must be for it.
    pub host_name: Option<String>,
}

/// A certificate and its private key, both PEM files.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Identity {
    /// The certificate, followed by those that it is signed by.
    pub certificate: Option<String>,
    /// The private key.
    pub key: Option<String>,
}

impl Identity {
    /// Whether both files are named.
    #[must_use]
    pub const fn is_whole(&self) -> bool {
        self.certificate.is_some() && self.key.is_some()
    }
}

impl TlsSettings {
    /// What `asked` means.
    ///
    /// # Errors
    /// `ssl_sni_certs` is no array of arrays with both files.
    pub fn resolve(asked: &Asked) -> Result<Self, SettingError> {
        let text = |name| asked.string(name).map(|value| lossy(&value));
        Ok(Self {
            identity: Identity { certificate: text("ssl_cert_file"), key: text("ssl_key_file") },
            by_name: by_name(asked)?,
            passphrase: asked.string("ssl_passphrase"),
            protocols: u32::try_from(asked.count("ssl_protocols")).unwrap_or(0),
            verifies_peer: asked.flag("ssl_verify_peer"),
            allows_self_signed: asked.flag("ssl_allow_self_signed"),
            ca_file: text("ssl_cafile"),
            ca_path: text("ssl_capath"),
            client_ca_file: text("ssl_client_cert_file"),
            verify_depth: u32::try_from(asked.count("ssl_verify_depth")).ok().filter(|n| *n > 0),
            prefers_own_ciphers: asked.flag("ssl_prefer_server_ciphers"),
            ciphers: text("ssl_ciphers"),
            curves: text("ssl_ecdh_curve").filter(|curves| curves != "auto"),
            dh_params: text("ssl_dhparam"),
            host_name: text("ssl_host_name"),
        })
    }
}

fn lossy(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

fn by_name(asked: &Asked) -> Result<Vec<(String, Identity)>, SettingError> {
    const NAME: &str = "ssl_sni_certs";
    let hosts = match asked.given(NAME) {
        None => return Ok(Vec::new()),
        Some(SettingValue::Map(hosts)) => hosts,
        // An empty one has no keys to tell by.
        Some(SettingValue::List(items)) if items.is_empty() => return Ok(Vec::new()),
        Some(_) => return Err(SettingError::NotArray { name: NAME }),
    };
    hosts
        .iter()
        .map(|(host, files)| {
            let SettingValue::Map(files) = files else {
                return Err(SettingError::NotArray { name: NAME });
            };
            let file = |name: &str| {
                let found = files.iter().find(|(key, _)| key == name.as_bytes());
                found.and_then(|(_, value)| value.to_bytes()).filter(|path| !path.is_empty())
            };
            let (Some(certificate), Some(key)) = (file("ssl_cert_file"), file("ssl_key_file"))
            else {
                return Err(SettingError::HalfAnIdentity { host: lossy(host) });
            };
            let identity =
                Identity { certificate: Some(lossy(&certificate)), key: Some(lossy(&key)) };
            Ok((lossy(host), identity))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::Place;
    use super::*;

    fn resolve(settings: &[(&str, SettingValue)]) -> Result<TlsSettings, SettingError> {
        let settings: Vec<_> = settings
            .iter()
            .map(|(name, value)| (name.as_bytes().to_vec(), value.clone()))
            .collect();
        let mut asked = Asked::default();
        assert_eq!(asked.ask(Place::Port, &settings).unwrap(), []);
        TlsSettings::resolve(&asked)
    }

    fn map(items: &[(&str, SettingValue)]) -> SettingValue {
        let item = |(key, value): &(&str, SettingValue)| (key.as_bytes().to_vec(), value.clone());
        SettingValue::Map(items.iter().map(item).collect())
    }

    #[test]
    fn nothing_asked_is_the_library_s_choice_but_for_the_ciphers() {
        let settings = resolve(&[]).unwrap();
        assert!(settings.ciphers.as_deref().unwrap().starts_with("EECDH+AESGCM"));
        assert_eq!(TlsSettings { ciphers: None, ..settings }, TlsSettings::default());
        assert_eq!(resolve(&[("ssl_ciphers", "".into())]).unwrap().ciphers, None);
    }

    #[test]
    fn certificates_by_name_need_both_files() {
        let files = map(&[("ssl_cert_file", "a.pem".into()), ("ssl_key_file", "a.key".into())]);
        let whole = resolve(&[("ssl_sni_certs", map(&[("a.example", files)]))]).unwrap();
        let identity =
            Identity { certificate: Some("a.pem".to_owned()), key: Some("a.key".to_owned()) };
        assert_eq!(whole.by_name, [("a.example".to_owned(), identity)]);
        let half = map(&[("ssl_cert_file", "a.pem".into())]);
        let error = resolve(&[("ssl_sni_certs", map(&[("a.example", half)]))]).unwrap_err();
        let told = "ssl_sni_certs['a.example'] needs both ssl_cert_file and ssl_key_file";
        assert_eq!(error.to_string(), told);
        let flat = map(&[("a.example", "a.pem".into())]);
        assert!(resolve(&[("ssl_sni_certs", flat)]).is_err());
    }
}
