//! `Swoole\WebSocket`: frames as scripts see them ([`frame`]), frames as scripts send them ([`draft`]), and what a server does for them
//! ([`server`], [`serving`]), and conversations of coroutines ([`talk`]).

pub mod draft;
pub mod frame;
pub mod offer;
pub mod server;
pub mod serving;
pub mod talk;
