//! `Swoole\WebSocket`: frames as scripts see them ([`frame`]), frames as scripts send them ([`draft`]), and what a server does for them
//! ([`server`], [`serving`]).

pub mod draft;
pub mod frame;
pub mod server;
pub mod serving;
