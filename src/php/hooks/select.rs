//! `stream_select()` in a coroutine: the event loop watches until PHP's own function has something to find, which is then told not to wait.

use std::collections::HashMap;
use std::io;
use std::os::fd::{AsRawFd, RawFd};
use std::time::Duration;

use ext_php_rs::ffi::zend_execute_data;
use ext_php_rs::types::Zval;
use mio::unix::SourceFd;
use mio::{Interest as Wanted, Poll, Token};

use crate::php::boundary::Outcome;
use crate::php::call::{Call, FRAME_SLOTS, Opt, Ref};
use crate::php::convert::long;
use crate::php::coroutine::wait as waiting;
use crate::php::event::descriptor;
use crate::reactor::Interest;

/// Where the limit stands among the arguments: seconds, and then microseconds.
const SECONDS: usize = 3;

/// Waits as the arguments say, and leaves them saying that there is no more to wait. Whatever PHP is to refuse is not waited for.
pub(super) fn wait(call: &mut Call, frame: *mut zend_execute_data) -> Outcome {
    type Arguments<'a> = (Ref<'a>, Ref<'a>, Ref<'a>, Option<i64>, Opt<Option<i64>>);
    let (read, write, except, seconds, micros) = call.args::<Arguments>()?;
    let has_micros = micros.0.is_some();
    let Some(limit) = limit(seconds, micros.flat().unwrap_or(0)) else { return Ok(()) };
    if limit == Some(Duration::ZERO) {
        return Ok(());
    }
    let sides = [
        (&*read.0, Wanted::READABLE),
        (&*write.0, Wanted::WRITABLE),
        (&*except.0, Wanted::PRIORITY),
    ];
    let Some(wanted) = wanted(sides) else { return Ok(()) };
    // Regular files cannot be watched: they are always ready.
    let Ok(poll) = watch(&wanted) else { return Ok(()) };
    let _ = waiting::ready(poll.as_raw_fd(), Interest::READ, limit)?;
    // SAFETY: the frame is live and has these arguments, which are numbers or null.
    unsafe {
        let arguments = frame.cast::<Zval>().add(FRAME_SLOTS);
        *arguments.add(SECONDS) = long(0);
        if has_micros {
            *arguments.add(SECONDS + 1) = long(0);
        }
    }
    Ok(())
}

/// How long it may take, for ever included; none if PHP does not take the numbers.
fn limit(seconds: Option<i64>, micros: i64) -> Option<Option<Duration>> {
    let Some(seconds) = seconds else { return Some(None) };
    let whole = Duration::from_secs(u64::try_from(seconds).ok()?);
    Some(whole.checked_add(Duration::from_micros(u64::try_from(micros).ok()?)))
}

/// Which descriptors are to be watched for what; none if there is nothing to wait for.
fn wanted(sides: [(&Zval, Wanted); 3]) -> Option<HashMap<RawFd, Wanted>> {
    let mut wanted = HashMap::<RawFd, Wanted>::new();
    for (value, interest) in sides {
        for (_, element) in value.array().into_iter().flat_map(|table| table.iter()) {
            let stream = descriptor::open_stream(element)?;
            // SAFETY: the resource is a stream that is open.
            let buffered = unsafe { (*stream).writepos > (*stream).readpos };
            if buffered && interest == Wanted::READABLE {
                return None;
            }
            // SAFETY: as above.
            let fd = unsafe { descriptor::select_fd(stream) }?;
            let known = wanted.entry(fd).or_insert(interest);
            *known = known.add(interest);
        }
    }
    (!wanted.is_empty()).then_some(wanted)
}

fn watch(wanted: &HashMap<RawFd, Wanted>) -> io::Result<Poll> {
    let poll = Poll::new()?;
    for (fd, interest) in wanted {
        poll.registry().register(&mut SourceFd(fd), Token(0), *interest)?;
    }
    Ok(poll)
}
