//! `make peers`: 100,000 generated streams of requests, framed by this project, by hyper and by actix-http. Where two of them take a request they must
//! agree on its method, its target, its body, and so on where the next one begins. Where one refuses what another takes, the reason must be
//! one that is known.
//!
//! ```text
//! swoole-peers [MESSAGES, default 100000] [SEED, default 1]
//! ```

mod generate;
mod parse;

use actix_http::ServiceConfig;
use generate::Generator;
use parse::{End, Request, Seen};
use std::collections::BTreeMap;
use std::process::ExitCode;

fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1).map_while(|text| text.parse().ok());
    let (count, seed) = (arguments.next().unwrap_or(100_000), arguments.next().unwrap_or(1));
    let mut generator = Generator::new(seed);
    let mut found = Found::default();
    // actix-http has a task of its own for the date.
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_time()
        .build()
        .expect("a runtime without threads");
    let local = tokio::task::LocalSet::new();
    let config = local.block_on(&runtime, async { ServiceConfig::default() });
    for _ in 0..count {
        let stream = generator.stream();
        let ours = parse::ours(&stream);
        found.requests += ours.requests.len();
        for (peer, theirs) in
            [("hyper", parse::hyper(&stream)), ("actix-http", parse::actix(&stream, &config))]
        {
            found.compare(peer, &stream, &ours, &theirs);
        }
    }
    found.report(count)
}

/// What the comparison has come to.
#[derive(Default)]
struct Found {
    requests: usize,
    same: usize,
    /// Why one takes what the other does not, and how often.
    explained: BTreeMap<String, usize>,
    unexplained: Vec<String>,
}

impl Found {
    fn compare(&mut self, peer: &str, stream: &[u8], ours: &Seen, theirs: &Seen) {
        let both = ours.requests.iter().zip(&theirs.requests);
        let common = both.take_while(|(ours, theirs)| ours == theirs).count();
        self.same += common;
        let (our_next, their_next) = (ours.requests.get(common), theirs.requests.get(common));
        let problem = match (our_next, their_next, &ours.end, &theirs.end) {
            (None, None, ..) => return,
            // A codec knows nothing of the connection's end.
            (None, Some(_), End::Last, _) if peer == "actix-http" => {
                return self
                    .explain(format!("{peer} goes on after the last request of a connection"));
            }
            (None, Some(_), End::Refused(why), _) => {
                return self.explain(format!("{peer} takes what we refuse: {why}"));
            }
            (Some(ours), None, _, End::Refused(why)) => match known_refusal(peer, why, ours) {
                Some(reason) => {
                    return self.explain(format!("{peer} refuses what we take: {reason}"));
                }
                None => format!("{peer} refuses ({why})"),
            },
            _ => format!("{peer} sees other requests"),
        };
        self.unexplained.push(format!(
            "{problem}\n  stream {:?}\n  ours   {ours:?}\n  theirs {theirs:?}",
            String::from_utf8_lossy(stream)
        ));
    }

    fn explain(&mut self, reason: String) {
        *self.explained.entry(reason).or_default() += 1;
    }

    fn report(&self, count: u64) -> ExitCode {
        println!(
            "{count} streams, {} requests that we take, {} of them seen alike by a peer",
            self.requests, self.same
        );
        for (reason, count) in &self.explained {
            println!("{count:8}  {reason}");
        }
        println!("{:8}  differences without explanation", self.unexplained.len());
        for difference in self.unexplained.iter().take(10) {
            println!("{difference}");
        }
        if self.unexplained.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
    }
}

/// Why a peer refuses a request that RFC 9112 allows and we take, where that is known.
fn known_refusal(peer: &str, why: &str, request: &Request) -> Option<&'static str> {
    let bare_old_post = request.method == "POST" && !request.modern && request.body.is_empty();
    match (peer, why) {
        // Section 6.3: a request without either field has no body.
        ("actix-http", "invalid Header provided") if bare_old_post => {
            Some("a POST of HTTP/1.0 without a length")
        }
        _ => None,
    }
}
