//! The PHP binding: the only part of the crate that names a Zend type.
//!
//! ```text
//! module                  start and end of module and request
//! classes  <- php-stubs   tables of classes and functions, generated (arginfo.php, run by build.rs)
//! boundary, call          PHP calls us: arguments, results, the three exits
//! callback, callable      we call PHP: guard against fatal errors, callables
//! object, convert, lazy   native state of objects, values, properties filled when read
//! library                 classes and functions written in PHP
//! serialize               values as bytes, between processes
//! fiber                   contexts that coroutines run on
//! looping                 the event loop of a script, run at its end
//! autoload                classes that several coroutines want at once
//! exit                    exit() where a script must not end
//! forked                  a process forked in the middle of a script
//! constants, ini, info    what the module shows of itself
//! version                 what differs between PHP versions
//! ```
//!
//! All other files are one PHP class each, with the path of its namespace, and stay thin: a method converts its arguments, calls
//! the engine and picks an exit.
#![allow(unsafe_code)]

pub mod r#async;
pub mod async_settings;
pub mod atomic;
pub mod autoload;
pub mod boundary;
pub mod call;
pub mod callable;
pub mod callback;
mod chance;
pub mod classes;
pub mod client;
pub mod client_select;
pub mod connection;
pub mod constants;
pub mod convert;
pub mod coroutine;
pub mod event;
pub mod exit;
pub mod exit_exception;
pub mod fiber;
pub mod forked;
pub mod functions;
pub mod hooks;
pub mod http;
pub mod info;
pub mod ini;
pub mod inotify;
pub mod lazy;
pub mod library;
pub mod lock;
pub mod looping;
pub mod module;
pub mod object;
pub mod process;
pub mod runtime;
pub mod serialize;
pub mod server;
pub mod socket_object;
mod stack;
pub mod table;
pub mod timer;
pub mod uploads;
pub mod version;
pub mod web_socket;
