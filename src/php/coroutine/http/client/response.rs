//! From a response to an object's properties, as it comes.

use std::fs::File;
use std::io::{self, Seek, SeekFrom, Write};
use std::os::unix::ffi::OsStrExt;
use std::rc::Rc;
use std::time::Instant;

use bytes::Bytes;
use ext_php_rs::types::ZendHashTable;

use super::state::{Client, Pending};
use super::upgrading;
use super::{BODY, COOKIES, DOWNLOAD_FILE, DOWNLOAD_OFFSET, HEADERS, SET_COOKIES, STATUS};
use crate::client::connection::READ_MAX;
use crate::error::ErrorCode;
use crate::http::client::exchange::{Exchange, ExchangeError};
use crate::http::coding::Coding;
use crate::http::files::percent_decoded;
use crate::log;
use crate::php::boundary::{Exit, Outcome};
use crate::php::callable::Callable;
use crate::php::callback;
use crate::php::convert;
use crate::php::coroutine::waiter;
use crate::php::http::fields;
use crate::php::object::{self, Object};
use crate::protocol::http1::{ResponseHead, Step, with_response_head, with_trailers};
use crate::settings::HttpClientSettings;

/// Why a response could not be received.
pub enum Failure {
    /// What came, or did not come.
    Exchange(ExchangeError),
    /// The file that it is to be written to.
    File(io::Error),
    /// An exception or an exit is on its way.
    Exit(Exit),
}

impl From<ExchangeError> for Failure {
    fn from(error: ExchangeError) -> Self {
        Self::Exchange(error)
    }
}

impl From<Exit> for Failure {
    fn from(exit: Exit) -> Self {
        Self::Exit(exit)
    }
}

/// Where a body goes.
enum Sink {
    Memory(Vec<u8>),
    /// A file, opened when there is something to write, and where to begin in it.
    File(Vec<u8>, u64, Option<File>),
    Function(Rc<Callable>),
}

/// How a response is made of use.
pub struct Receiving<'a> {
    /// The client's state.
    pub client: &'a Client,
    /// Its object.
    pub object: Object<'a>,
    /// What the script wants.
    pub settings: &'a HttpClientSettings,
    /// When the time is over.
    pub deadline: Option<Instant>,
}

impl Receiving<'_> {
    /// Receives what is pending; says whether the connection persists.
    ///
    /// # Errors
    /// See [`Failure`].
    pub fn receive(&self, pending: &mut Pending) -> Result<bool, Failure> {
        let mut sink = self.sink();
        let socket = Rc::clone(&pending.socket);
        let receive = || socket.receive(READ_MAX, self.deadline);
        loop {
            let step = pending.exchange.next(&receive);
            waiter::check()?;
            match step? {
                Step::More => {}
                Step::Head(head) => {
                    let is_stream = self.begin(pending, &head, &sink)?;
                    if is_stream {
                        return Ok(true);
                    }
                }
                Step::Data(data) => self.take(&mut sink, &data)?,
                Step::End { trailers, persists } => {
                    if pending.exchange.is_mislabelled() {
                        log::warning(format_args!(
                            "the body is not of the coding that its head names, and is left as it came"
                        ));
                    }
                    self.finish(sink, &trailers)?;
                    if pending.upgrades.as_ref().is_some_and(|upgrade| upgrade.accepted.is_some()) {
                        upgrading::go_over(self, pending)?;
                        return Ok(true);
                    }
                    return Ok(persists && pending.persists);
                }
            }
        }
    }

    fn sink(&self) -> Sink {
        let file = object::property(self.object, &DOWNLOAD_FILE);
        if let Some(path) = convert::as_bytes(&file).filter(|path| !path.is_empty()) {
            let offset = convert::to_long(&object::property(self.object, &DOWNLOAD_OFFSET));
            return Sink::File(path.to_vec(), u64::try_from(offset).unwrap_or(0), None);
        }
        match self.client.wishes.callable("write_func") {
            Some(callable) => Sink::Function(callable),
            None => Sink::Memory(Vec::new()),
        }
    }

    /// Says whether the response is a stream of events that ends with the connection. Nobody wants to wait for that: the script reads it off the socket.
    fn begin(&self, pending: &mut Pending, head: &Bytes, sink: &Sink) -> Result<bool, Failure> {
        let found = with_response_head(head, |head| {
            object::set_property(self.object, &STATUS, convert::long(head.status.into()));
            self.show_fields(head)?;
            let coding = head.values("content-encoding").last();
            let is_events = head.values("content-type").any(is_event_stream);
            if let Some(upgrade) = &mut pending.upgrades {
                upgrading::look_at(head, upgrade);
            }
            Ok::<_, Exit>((coding.and_then(Coding::named), is_events))
        });
        let (coding, is_events) = found.map_err(ExchangeError::Refused)??;
        if is_events && pending.exchange.is_endless() && matches!(sink, Sink::Memory(_)) {
            let exchange = Exchange::new(b"", 0);
            let rest = std::mem::replace(&mut pending.exchange, exchange).into_rest();
            pending.socket.put_back(&rest);
            self.client.is_streaming.set(true);
            return Ok(true);
        }
        // A function gets what was sent, and has the head to tell what that is.
        let decodes = self.settings.decodes && !matches!(sink, Sink::Function(_));
        if let Some(coding) = coding.filter(|_| decodes) {
            pending.exchange.decode(coding).map_err(ExchangeError::Io)?;
        }
        Ok(false)
    }

    fn show_fields(&self, head: &ResponseHead<'_, '_>) -> Outcome {
        let mut table = ZendHashTable::new();
        for field in head.fields {
            let (name, value) = (field.name.as_bytes(), convert::string(field.value));
            if self.settings.lowers_names {
                fields::add(&mut table, name, value);
            } else {
                fields::add_as_given(&mut table, name, value);
            }
        }
        if !table.is_empty() {
            object::set_property(self.object, &HEADERS, convert::array(table));
        }
        let set: Vec<&[u8]> = head.values("set-cookie").collect();
        if !set.is_empty() {
            self.show_cookies(&set);
        }
        waiter::check()
    }

    /// The server's cookies join those that the script has set.
    fn show_cookies(&self, set: &[&[u8]]) {
        let mut lines = ZendHashTable::new();
        let before = object::property(self.object, &COOKIES);
        let mut cookies = before.array().map(ToOwned::to_owned).unwrap_or_default();
        for line in set {
            convert::push(&mut lines, convert::string(line));
            if let Some((name, value)) = cookie(line) {
                fields::set(&mut cookies, name, convert::string(&value));
            }
        }
        object::set_property(self.object, &SET_COOKIES, convert::array(lines));
        object::set_property(self.object, &COOKIES, convert::array(cookies));
    }

    fn take(&self, sink: &mut Sink, data: &Bytes) -> Result<(), Failure> {
        match sink {
            Sink::Memory(body) => body.extend_from_slice(data),
            Sink::File(path, offset, file) => {
                let file = match file {
                    Some(file) => file,
                    None => file.insert(open(path, *offset).map_err(Failure::File)?),
                };
                file.write_all(data).map_err(Failure::File)?;
            }
            Sink::Function(callable) => {
                let arguments =
                    callback::build(|| [convert::object(self.object), convert::string(data)]);
                let mut arguments = arguments.ok_or(Exit::Pending)?;
                callback::call_through(callable, &mut arguments)?;
            }
        }
        Ok(())
    }

    fn finish(&self, sink: Sink, trailers: &[u8]) -> Outcome {
        if !trailers.is_empty() {
            self.add_trailers(trailers);
        }
        if let Sink::Memory(body) = sink {
            let made = callback::build(|| [convert::string(&body)]);
            let [body] = made.ok_or(Exit::Pending)?;
            object::set_property(self.object, &BODY, body);
        }
        waiter::check()
    }

    /// Trailers stand beside the fields of the head, and take the place of none of those.
    fn add_trailers(&self, trailers: &[u8]) {
        let before = object::property(self.object, &HEADERS);
        let known = before.array().map(ToOwned::to_owned).unwrap_or_default();
        let mut table = before.array().map(ToOwned::to_owned).unwrap_or_default();
        with_trailers(trailers, |fields| {
            for field in fields {
                let lower = field.name.to_ascii_lowercase();
                let name = if self.settings.lowers_names { &lower } else { field.name };
                if known.get(name).is_none() {
                    fields::add_as_given(&mut table, name.as_bytes(), convert::string(field.value));
                }
            }
        });
        object::set_property(self.object, &HEADERS, convert::array(table));
    }
}

fn is_event_stream(kind: &[u8]) -> bool {
    let kind = kind.split(|byte| *byte == b';').next().unwrap_or_default();
    kind.trim_ascii().eq_ignore_ascii_case(b"text/event-stream")
}

/// The file of a download: emptied if it is written from its beginning.
fn open(path: &[u8], offset: u64) -> io::Result<File> {
    let path = std::ffi::OsStr::from_bytes(path);
    let mut file = File::options().write(true).create(true).truncate(offset == 0).open(path)?;
    if offset > 0 {
        file.seek(SeekFrom::Start(offset))?;
    }
    Ok(file)
}

/// Name and value of a `Set-Cookie` (RFC 6265, section 5.2), the value as PHP's scripts expect it: decoded.
pub(in crate::php::coroutine) fn cookie(line: &[u8]) -> Option<(&[u8], Vec<u8>)> {
    let pair = line.split(|byte| *byte == b';').next()?;
    let at = memchr::memchr(b'=', pair)?;
    let (name, value) = (pair[..at].trim_ascii(), pair[at + 1..].trim_ascii());
    if name.is_empty() {
        return None;
    }
    let spaced: Vec<u8> =
        value.iter().map(|byte| if *byte == b'+' { b' ' } else { *byte }).collect();
    Some((name, percent_decoded(&spaced).into_owned()))
}

/// The status and error that a failure shows.
pub fn status_of(failure: &ExchangeError) -> (i64, ErrorCode) {
    let status = if failure.is_late() { super::TIMED_OUT } else { super::RESET };
    (status, failure.code())
}
