//! What can be wrong with a setting's value. The first words of several messages are the reference's, since
//! programs match on them.

/// A value that a setting does not take.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum SettingError {
    /// It cannot be converted to the setting's type.
    #[error("the value of '{name}' must be {expected}, got {value}")]
    Mistyped {
        /// The setting.
        name: &'static str,
        /// What was given, for the message.
        value: String,
        /// What is allowed.
        expected: &'static str,
    },
    /// It is below the least value.
    #[error("{name} must be greater than or equal to {min}, got {value}")]
    TooSmall {
        /// The setting.
        name: &'static str,
        /// What was given.
        value: i64,
        /// The least value.
        min: i64,
    },
    /// It is below the least value.
    #[error("{name} must be greater than or equal to {min}, got {value}")]
    TooSmallFloat {
        /// The setting.
        name: &'static str,
        /// What was given.
        value: f64,
        /// The least value.
        min: f64,
    },
    /// It is above the greatest value.
    #[error("'{name}' value is too large: it must be less than or equal to {max}, got {value}")]
    TooLarge {
        /// The setting.
        name: &'static str,
        /// What was given.
        value: i64,
        /// The greatest value.
        max: i64,
    },
    /// It is not among the few that are allowed.
    #[error("{name} must be one of {allowed:?}, got {value}")]
    NotOneOf {
        /// The setting.
        name: &'static str,
        /// What was given.
        value: i64,
        /// What is allowed.
        allowed: &'static [i64],
    },
    /// It is no array.
    #[error("{name} must be array")]
    NotArray {
        /// The setting.
        name: &'static str,
    },
    /// It is nothing that can be called.
    #[error("function '{value}' is not callable")]
    NotCallable {
        /// The setting.
        name: &'static str,
        /// What was given, for the message.
        value: String,
    },
    /// `package_eof` is empty.
    #[error("package_eof cannot be an empty string")]
    EmptyEof,
    /// `package_eof` is longer than 8 bytes.
    #[error("package_eof max length is 8, got {0} bytes")]
    LongEof(usize),
    /// A text is longer than its protocol can carry.
    #[error("{name} max length is {max}, got {length} bytes")]
    LongText {
        /// The setting.
        name: &'static str,
        /// Bytes given.
        length: usize,
        /// Bytes allowed.
        max: usize,
    },
    /// A proxy is asked for without its port.
    #[error("{name} should not be null")]
    NoPort {
        /// The setting that is missing.
        name: &'static str,
    },
    /// `package_length_type` is no letter of `pack()` for an integer of a fixed size.
    #[error(
        "unknown package_length_type, see pack(). Link: https://php.net/pack (got {0}, allowed: c C s S n N v V l L q Q J P)"
    )]
    LengthType(String),
    /// An array whose keys mean something has none, or a value that is no string.
    #[error("{name} must be an array of strings with strings as keys")]
    NotRules {
        /// The setting.
        name: &'static str,
    },
    /// A rule of `url_rewrite_rules` is none.
    #[error("url_rewrite_rules['{pattern}'] is no pattern: {reason}")]
    Rewrite {
        /// The rule's key.
        pattern: String,
        /// Why.
        reason: String,
    },
    /// A host of `ssl_sni_certs` has not both files.
    #[error("ssl_sni_certs['{host}'] needs both ssl_cert_file and ssl_key_file")]
    HalfAnIdentity {
        /// The host.
        host: String,
    },
    /// `cpu_affinity_ignore` leaves no CPU, or holds something that is no CPU's number.
    #[error("cpu_affinity_ignore num must be less than cpu num ({cpus})")]
    CpuAffinity {
        /// CPUs of the machine.
        cpus: usize,
    },
}

impl SettingError {
    /// Whether a program may go on as if the setting had not been asked for, with a warning: the value is a
    /// plain number below its bounds, or a function that is none. Else the call of `set` fails.
    #[must_use]
    pub const fn is_ignorable(&self) -> bool {
        matches!(
            self,
            Self::TooSmall { .. } | Self::TooSmallFloat { .. } | Self::NotCallable { .. }
        )
    }
}
