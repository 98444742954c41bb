//! Settings, from what a script writes to what it means.
//!
//! ```text
//! PHP array ──> SettingValue ──> Row::convert ──> Asked ──> ServerSettings::resolve(env)
//!  (binding)                     (type, bounds)         ├─> PortSettings::resolve
//!                                                       ├─> CoroutineSettings::resolve
//!                                                       └─> ClientSettings::resolve
//! ```
//!
//! Every setting is one row of one table ([`rows`]), from which parsing, the warning about an unknown name,
//! the documentation page and the tests derive. Called by the binding (to ask) and by the server (to
//! resolve). Nothing here reads the machine: CPUs and limits are arguments ([`Env`]).

mod asked;
mod client;
mod coroutine;
mod document;
mod error;
mod framing;
mod http;
mod http2;
mod pool;
mod port;
mod process;
mod rewrite;
mod row;
mod server;
mod suggest;
mod table;
pub mod tls;
mod value;
mod websocket;

pub use asked::{Asked, Notice};
pub use client::{
    AskedTimes, ClientSettings, ClientTimes, HttpClientSettings, ProxyProtocol, ProxySettings,
    limit,
};
pub use coroutine::CoroutineSettings;
pub use document::markdown;
pub use error::SettingError;
pub use framing::{FramingSettings, HttpLimits, LengthField, LengthType};
pub use http::{HttpSettings, HttpTimes, StaticSettings};
pub use http2::Http2Settings;
pub use pool::PoolSettings;
pub use port::{Keepalive, PortSettings};
pub use process::ProcessSettings;
pub use rewrite::Rewrite;
pub use row::{DefaultValue, Kind, Place, Row, Status};
pub use server::{Adjustment, Env, LogSettings, ServerSettings};
pub use table::{GROUPS, Group, find, rows};
pub use tls::{Identity, TlsSettings};
pub use value::SettingValue;
pub use websocket::{ControlFrames, WebSocketSettings};
