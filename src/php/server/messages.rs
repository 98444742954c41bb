//! Messages between the processes of a server: `sendMessage()`, `command()`, and how PHP values travel in them.

use super::Server;
use super::core::{Command, ServerCore, Stage};
use super::events::Event;
use crate::error::ErrorCode;
use crate::ids::ActorId;
use crate::log;
use crate::php::boundary::{Exit, Outcome};
use crate::php::call::{Call, Opt};
use crate::php::callable::Callable;
use crate::php::callback::{self, Held};
use crate::php::convert::{as_bytes, string};
use crate::php::serialize;
use crate::server::actor::Actor;
use crate::server::actors::Kind;
use crate::server::command;
use ext_php_rs::types::Zval;
use std::rc::Rc;
use std::time::Duration;

/// How long `command()` waits for an answer.
const COMMAND_LIMIT: Duration = Duration::from_secs(10);

/// The processes that a command may be for: `SWOOLE_SERVER_COMMAND_*`.
mod process_type {
    pub const MASTER: i64 = 1 << 1;
    pub const REACTOR_THREAD: i64 = 1 << 2;
    pub const EVENT_WORKER: i64 = 1 << 3;
    pub const TASK_WORKER: i64 = 1 << 4;
    pub const MANAGER: i64 = 1 << 5;
}

fn function(name: &str) -> Outcome<Callable> {
    Callable::resolve(&string(name.as_bytes()))
        .map_err(|why| Exit::error(ErrorCode::OPERATION_NOT_SUPPORT, format!("{name}(): {why}")))
}

/// A value as it travels between processes.
pub enum Packed<'a> {
    /// A string, as it is.
    Plain(&'a [u8]),
    /// Anything else, serialized.
    Serialized(Held),
}

impl<'a> Packed<'a> {
    /// Packs a value.
    ///
    /// # Errors
    /// What `serialize()` throws.
    pub fn new(value: &'a Zval) -> Outcome<Self> {
        Ok(match as_bytes(value) {
            Some(bytes) => Self::Plain(bytes),
            None => Self::Serialized(serialize::serialize(value)?),
        })
    }

    /// Its bytes.
    pub fn bytes(&self) -> &[u8] {
        match self {
            Self::Plain(bytes) => bytes,
            Self::Serialized(text) => as_bytes(text).unwrap_or_default(),
        }
    }

    /// Whether they are a serialized value.
    pub fn is_serialized(&self) -> bool {
        matches!(self, Self::Serialized(_))
    }
}

/// The value that a message stands for; `None` if it cannot be read, which is logged.
pub fn decode(bytes: &[u8], serialized: bool) -> Option<Held> {
    if !serialized {
        return Some(Held::new(string(bytes)));
    }
    match serialize::unserialize(bytes) {
        Ok(value) => Some(value),
        Err(_) => {
            log::warning_with(
                ErrorCode::SERVER_INVALID_REQUEST,
                format_args!("a message of {} bytes cannot be unserialized", bytes.len()),
            );
            None
        }
    }
}

/// `sendMessage(mixed $message, int $dst_worker_id): bool`
pub fn send_message(call: &mut Call) -> Outcome<bool> {
    let (message, to) = call.args::<(&Zval, i64)>()?;
    let core = call.this::<Server>().core()?;
    let actor = core.actor()?;
    if !core.callbacks.has(Event::PipeMessage) {
        return Err(Exit::warn(
            ErrorCode::WRONG_OPERATION,
            "onPipeMessage is null, can't use sendMessage",
        ));
    }
    let last = actor.shared.actors.processes();
    let Some(to) = u16::try_from(to).ok().filter(|to| *to < last).map(ActorId) else {
        return Err(Exit::warn(ErrorCode::INVALID_PARAMS, format!("worker_id[{to}] is invalid")));
    };
    if to == actor.id {
        return Err(Exit::warn(ErrorCode::INVALID_PARAMS, "can't send messages to self"));
    }
    let packed = Packed::new(message)?;
    actor.message(to, packed.bytes(), packed.is_serialized()).map_err(Exit::warn_failure)?;
    Ok(true)
}

/// `addCommand(string $name, int $accepted_process_types, callable $callback): bool`
pub fn add_command(call: &mut Call) -> Outcome<bool> {
    let (name, accepted, callback) = call.args::<(&[u8], i64, &Zval)>()?;
    let core = call.this::<Server>().core()?;
    if core.stage.get() == Stage::Running {
        return Err(Exit::warn(ErrorCode::NONE, "server is running, can't add command"));
    }
    let callable = Callable::resolve(callback).map_err(|_| {
        let name = crate::php::callable::name_of(callback);
        Exit::warn(ErrorCode::NONE, format!("function '{name}' is not callable"))
    })?;
    let name = String::from_utf8_lossy(name).into_owned();
    let mut commands = core.commands.borrow_mut();
    if commands.iter().any(|command| command.name == name) {
        return Ok(false);
    }
    commands.push(Command { name, accepted, callable: Rc::new(callable) });
    Ok(true)
}

/// `command(string $name, int $process_id, int $process_type, mixed $data, bool $json_decode = true): array|string|false`
pub fn command(call: &mut Call) -> Outcome<Held> {
    let (name, number, kind, data, decode_answer) =
        call.args::<(&[u8], i64, i64, &Zval, Opt<bool>)>()?;
    let core = call.this::<Server>().core()?;
    let actor = core.actor()?;
    let name = String::from_utf8_lossy(name).into_owned();
    let known = core
        .commands
        .borrow()
        .iter()
        .any(|command| command.name == name && command.accepted & kind != 0);
    if !is_asker(&actor) || !known {
        return Err(Exit::quiet(ErrorCode::OPERATION_NOT_SUPPORT));
    }
    if i32::try_from(number).is_err() {
        return Err(Exit::warn(
            ErrorCode::INVALID_PARAMS,
            format!(
                "invalid process_id[{number}], it must be a number from 0 on of a process of that kind"
            ),
        ));
    }
    let json = callback::call_through(&function("json_encode")?, &mut [data.shallow_clone()])?;
    let json = as_bytes(&json).unwrap_or_default().to_vec();
    let answer = match target(&actor, number, kind) {
        Some(to) if to == actor.id => run_command(&core, &name, &json, |callable, data| {
            callback::call_through(callable, &mut [core.value(), string(data)]).ok()
        }),
        Some(to) => {
            let request = command::ask(&actor, to, &name, &json).map_err(Exit::warn_failure)?;
            wait_for_answer(&core, &actor, request)?
        }
        None => return Err(Exit::quiet(ErrorCode::INVALID_PARAMS)),
    };
    if callback::pending() != callback::Pending::None || !callback::exception().is_null() {
        return Err(Exit::Pending);
    }
    if decode_answer.or(true) {
        let mut arguments = [string(&answer), crate::php::convert::boolean(true)];
        return callback::call_through(&function("json_decode")?, &mut arguments);
    }
    Ok(Held::new(string(&answer)))
}

/// Commands are sent from the master; in BASE mode from the first worker, which plays its part.
fn is_asker(actor: &Actor) -> bool {
    let actors = actor.shared.actors;
    actor.id == actors.master()
        || (actor.shared.mode == crate::server::shared::Mode::Base && actor.id == ActorId(0))
}

fn target(actor: &Actor, number: i64, kind: i64) -> Option<ActorId> {
    let actors = actor.shared.actors;
    let worker = u16::try_from(number).ok()?;
    match kind {
        process_type::MASTER => Some(actor.id),
        process_type::MANAGER => Some(actors.manager()),
        process_type::EVENT_WORKER => (worker < actors.workers).then_some(ActorId(worker)),
        process_type::TASK_WORKER => {
            (worker < actors.tasks).then(|| ActorId(actors.workers + worker))
        }
        // No script runs there.
        process_type::REACTOR_THREAD => None,
        _ => None,
    }
    .filter(|to| {
        matches!(actors.kind(*to), Kind::Worker | Kind::Task | Kind::Manager) || *to == actor.id
    })
}

/// Runs the loop of this process until the answer is there.
fn wait_for_answer(core: &ServerCore, actor: &Actor, request: u64) -> Outcome<Vec<u8>> {
    let deadline = actor.reactor.refresh_now() + COMMAND_LIMIT;
    loop {
        if let Some(answer) = core.answers.borrow_mut().remove(&request) {
            return Ok(answer);
        }
        let left = deadline.saturating_sub(actor.reactor.refresh_now());
        if left.is_zero() {
            return Err(Exit::quiet(ErrorCode::OPERATION_NOT_SUPPORT));
        }
        actor.reactor.turn(Some(left)).map_err(|error| {
            Exit::warn_failure(crate::error::Failure::system(
                "waiting for the answer of a command",
                &error,
            ))
        })?;
        if super::core::has_halted() {
            return Err(Exit::Pending);
        }
    }
}

/// Runs a registered command here.
pub fn run_command(
    core: &ServerCore,
    name: &str,
    data: &[u8],
    run: impl FnOnce(&Callable, &[u8]) -> Option<Held>,
) -> Vec<u8> {
    let callable = core
        .commands
        .borrow()
        .iter()
        .find(|command| command.name == name)
        .map(|command| Rc::clone(&command.callable));
    let Some(callable) = callable else {
        return br#"{"data":"command not found","code":4003}"#.to_vec();
    };
    run(&callable, data).as_deref().and_then(as_bytes).unwrap_or_default().to_vec()
}
