//! Commands: `Server::command()` asks another process of the server something that a script registered with `addCommand()`.
//!
//! The question and its answer are a packet each; who asks waits in its own loop until the answer is there.

use super::actor::Actor;
use super::wire;
use crate::error::{ErrorCode, Failure};
use crate::ids::{ActorId, SessionId};
use crate::ipc::Delivery;
use crate::log;
use std::sync::atomic::Ordering::Relaxed;

/// Asks `to` to run a command. The answer arrives as [`super::app::App::command_answered`] with the number that this returns.
///
/// # Errors
/// When it cannot be sent.
pub fn ask(actor: &Actor, to: ActorId, name: &str, data: &[u8]) -> Result<u64, Failure> {
    let request = actor.shared.server().next_request.fetch_add(1, Relaxed) + 1;
    let mut payload = Vec::with_capacity(4 + name.len() + data.len());
    payload.extend_from_slice(&(name.len() as u32).to_ne_bytes());
    payload.extend_from_slice(name.as_bytes());
    payload.extend_from_slice(data);
    actor.post(to, wire::COMMAND, 0, SessionId(0), request, &payload)?;
    Ok(request)
}

/// Runs a command that another process asks for, and posts the answer.
pub(super) fn answer(actor: &Actor, delivery: &Delivery<'_>) {
    let Some(app) = &actor.app else { return };
    let answered = delivery.payload.with_bytes(|bytes| {
        let (length, rest) = bytes.split_first_chunk()?;
        let (name, data) = rest.split_at_checked(u32::from_ne_bytes(*length) as usize)?;
        Some(app.command(std::str::from_utf8(name).ok()?, data))
    });
    let header = delivery.header;
    let answer = match answered {
        Ok(Some(answer)) => answer,
        Ok(None) | Err(_) => {
            log::warning_with(
                ErrorCode::INVALID_PARAMS,
                format_args!("a command from actor {} cannot be read", header.from),
            );
            Vec::new()
        }
    };
    if let Err(failure) =
        actor.post(header.from, wire::COMMAND_RESULT, 0, SessionId(0), header.arg, &answer)
    {
        log::warn_failure(&failure);
    }
}

/// Gives an answer to whoever waits for it.
pub(super) fn answered(actor: &Actor, delivery: &Delivery<'_>) {
    let Some(app) = &actor.app else { return };
    if let Err(error) =
        delivery.payload.with_bytes(|bytes| app.command_answered(delivery.header.arg, bytes))
    {
        log::sys_warning(
            &error,
            format_args!("the answer to command {} is lost", delivery.header.arg),
        );
    }
}
