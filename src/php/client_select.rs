//! `swoole_client_select()`: waiting for several clients at once.

use std::collections::HashSet;
use std::os::fd::{BorrowedFd, RawFd};
use std::time::Duration;

use ext_php_rs::types::Zval;

use crate::client::connection::Connection;
use crate::client::select::{Event, count, select};
use crate::error::ErrorCode;
use crate::php::boundary::{Exit, Outcome};
use crate::php::call::{Call, Opt, Ref};
use crate::php::callback::{self, Held};
use crate::php::client::Client;
use crate::php::convert;
use crate::php::event::descriptor;
use crate::php::object;

/// Seconds to wait, where the script says nothing.
const DEFAULT_TIMEOUT: f64 = 0.5;

/// An element of one of the arrays that has a descriptor.
struct Element {
    fd: RawFd,
    event: Event,
    /// The array it stands in, and its place there.
    array: usize,
    place: usize,
    /// It need not be waited for.
    ready: bool,
}

/// `swoole_client_select(?array &$read, ?array &$write, ?array &$except, ?float $timeout = 0.5): int|false`
pub fn swoole_client_select(call: &mut Call) -> Outcome<i64> {
    let (read, write, except, timeout) = call.args::<(Ref, Ref, Ref, Opt<Option<f64>>)>()?;
    let arrays = [(read.0, Event::Read), (write.0, Event::Write), (except.0, Event::Except)];
    let mut elements = Vec::new();
    for (number, (array, event)) in arrays.iter().enumerate() {
        collect(array, number, *event, &mut elements)?;
    }
    if elements.is_empty() {
        return Err(Exit::warn(
            ErrorCode::PHP_FATAL_ERROR,
            "no resource arrays were passed to select",
        ));
    }
    let seconds = timeout.0.map_or(DEFAULT_TIMEOUT, |seconds| seconds.unwrap_or(0.0));
    let happened = wait(&elements, seconds).map_err(|error| {
        Exit::warn(ErrorCode::from(&error), format!("unable to select, {error}"))
    })?;
    for (number, (array, _)) in arrays.into_iter().enumerate() {
        let places: HashSet<_> = elements
            .iter()
            .zip(&happened)
            .filter(|(element, happened)| element.array == number && **happened)
            .map(|(element, _)| element.place)
            .collect();
        keep(array, |place| places.contains(&place));
    }
    let told: Vec<_> = elements.iter().map(|element| (element.fd, element.event)).collect();
    Ok(count(&told, &happened) as i64)
}

/// Finds the descriptors in an array, which may be null.
fn collect(array: &Zval, number: usize, event: Event, into: &mut Vec<Element>) -> Outcome {
    let array = array.dereference();
    if array.is_null() {
        return Ok(());
    }
    let Some(table) = array.array() else {
        let position = number + 1;
        return Err(Exit::type_error(format!(
            "swoole_client_select(): Argument #{position} must be of type ?array"
        )));
    };
    for (place, value) in table.values().enumerate() {
        let value = value.dereference();
        let client = object::of(value).and_then(object::try_state::<Client>);
        let (fd, ready) = match client {
            Some(client) => {
                let seen = client.connection().map(|it| (it.fd(), is_ready(&it, event)));
                let Some(seen) = seen else { continue };
                seen
            }
            None => match descriptor::of(value) {
                Some(fd) => (fd, false),
                None if callback::exception().is_null() => continue,
                None => return Err(Exit::Pending),
            },
        };
        into.push(Element { fd, event, array: number, place, ready });
    }
    Ok(())
}

fn is_ready(connection: &Connection, event: Event) -> bool {
    match event {
        Event::Read => connection.has_received(),
        Event::Write => false,
        Event::Except => connection.has_failed(),
    }
}

fn wait(elements: &[Element], seconds: f64) -> std::io::Result<Vec<bool>> {
    let wanted: Vec<_> = elements
        .iter()
        // SAFETY: whoever owns the descriptor is in the script's array, and so outlives the call; a closed one makes the wait fail.
        .map(|element| (unsafe { BorrowedFd::borrow_raw(element.fd) }, element.event))
        .collect();
    let limit = if elements.iter().any(|element| element.ready) {
        Some(Duration::ZERO)
    } else if seconds < 0.0 {
        None
    } else {
        Duration::try_from_secs_f64(seconds).ok()
    };
    let happened = select(&wanted, limit)?;
    Ok(happened.iter().zip(elements).map(|(told, element)| *told || element.ready).collect())
}

/// Leaves in an array only the elements at places that `stays` names, by their own keys.
fn keep(array: &mut Zval, stays: impl Fn(usize) -> bool) {
    let Some(table) = array.array() else { return };
    let mut kept = ext_php_rs::types::ZendHashTable::new();
    for (place, (key, value)) in table.iter().enumerate() {
        if stays(place) {
            // Only a full memory makes this fail, which is reported elsewhere.
            let _ = kept.insert(key, value.dereference().shallow_clone());
        }
    }
    let old = std::mem::replace(array, convert::array(kept));
    drop(Held::new(old));
}
