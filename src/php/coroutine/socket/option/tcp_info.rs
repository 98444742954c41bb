//! `TCP_INFO`: what the kernel knows of a connection, as an array. tcp(7), `struct tcp_info`.

use std::rc::Rc;

use ext_php_rs::types::{ZendHashTable, Zval};

use super::Open;
use crate::php::boundary::Outcome;
use crate::php::convert::{self, long};

/// Single bytes, from the beginning.
const BYTES: [&str; 6] = ["state", "ca_state", "retransmits", "probes", "backoff", "options"];
/// Where the byte is that holds two shifts of windows.
const SHIFTS: usize = 6;
/// Where the words begin.
const WORDS_FROM: usize = 8;
const WORDS: [&str; 24] = [
    "rto",
    "ato",
    "snd_mss",
    "rcv_mss",
    "unacked",
    "sacked",
    "lost",
    "retrans",
    "fackets",
    "last_data_sent",
    "last_ack_sent",
    "last_data_recv",
    "last_ack_recv",
    "pmtu",
    "rcv_ssthresh",
    "rtt",
    "rttvar",
    "snd_ssthresh",
    "snd_cwnd",
    "advmss",
    "reordering",
    "rcv_rtt",
    "rcv_space",
    "total_retrans",
];
const SIZE: usize = WORDS_FROM + WORDS.len() * 4;

/// The array.
pub(super) fn get(socket: &Rc<Open>) -> Outcome<Zval> {
    let bytes = super::get::<SIZE>(socket, libc::IPPROTO_TCP, libc::TCP_INFO)?;
    let mut table = ZendHashTable::new();
    let mut set = |name: &str, number: u32| {
        // Only a full memory makes this fail, which is reported elsewhere.
        let _ = table.insert(name, long(number.into()));
    };
    for (name, byte) in BYTES.iter().zip(bytes) {
        set(name, byte.into());
    }
    set("snd_wscale", (bytes[SHIFTS] & 0xf).into());
    set("rcv_wscale", (bytes[SHIFTS] >> 4).into());
    let (words, _) = bytes[WORDS_FROM..].as_chunks();
    for (name, word) in WORDS.iter().zip(words) {
        set(name, u32::from_ne_bytes(*word));
    }
    Ok(convert::array(table))
}
