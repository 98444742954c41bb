//! `cargo bench --no-default-features --bench ipc`: what a message between two processes costs, layer by layer.
//!
//! A million messages of 1,024 bytes go from one process to another, and the CPU time of both is counted. First over a bare
//! socketpair, then over the engine's pipe (`Swoole\Process`), its mailboxes one message at a time, and with sixteen to an envelope; then,
//! given builds of the extension, the same from PHP. What PHP adds to the engine's own cost is shown apart.
//!
//! ```text
//! ... -- [--php PHP] [--options "PHP OPTIONS"] [--ext SWOOLE.SO] [--peer SWOOLE.SO] [--rounds N] [--messages N]
//! ```

use nix::sys::resource::{UsageWho, getrusage};
use nix::sys::time::TimeValLike;
use std::error::Error;
use std::io::{self, ErrorKind};
use std::ops::ControlFlow;
use std::os::unix::net::UnixDatagram;
use std::process::{Command, ExitCode};
use std::sync::Arc;
use std::time::Instant;
use swoole::ids::{ActorId, SessionId};
use swoole::ipc::{Header, Mailbox, Outboxes};
use swoole::memory::parcels::Parcels;
use swoole::process::pipe::{Pipe, Side, Style};
use swoole::sys::process::{Forked, exit_now, fork, wait_for_any};

const SIZE: usize = 1024;
const TOGETHER: usize = 16;
/// What every socket of the comparison may hold.
const BUFFER: usize = 8 * 1024 * 1024;

type Done<T = ()> = Result<T, Box<dyn Error>>;

/// A way for messages to take.
struct Way {
    name: &'static str,
    /// Sends or receives so many.
    make: fn() -> Done<Ends>,
}

/// The two sides, of which each process runs one.
struct Ends {
    send: Box<dyn Fn(usize) -> Done>,
    receive: Box<dyn Fn(usize) -> Done>,
}

const WAYS: &[Way] = &[
    Way { name: "bare socketpair", make: bare },
    Way { name: "pipe of a process", make: pipe },
    Way { name: "mailbox, one at a time", make: || mailbox(1) },
    Way { name: "mailbox, sixteen together", make: || mailbox(TOGETHER) },
];

fn bare() -> Done<Ends> {
    let (sender, receiver) = UnixDatagram::pair()?;
    for end in [&sender, &receiver] {
        socket2::SockRef::from(end).set_send_buffer_size(BUFFER)?;
    }
    Ok(Ends {
        send: Box::new(move |count| {
            for _ in 0..count {
                sender.send(&[7; SIZE])?;
            }
            Ok(())
        }),
        receive: Box::new(move |count| {
            let mut buffer = [0; SIZE];
            for _ in 0..count {
                receiver.recv(&mut buffer)?;
            }
            Ok(())
        }),
    })
}

fn pipe() -> Done<Ends> {
    let pipe = std::rc::Rc::new(Pipe::new(Style::Datagram)?);
    let sender = std::rc::Rc::clone(&pipe);
    Ok(Ends {
        send: Box::new(move |count| {
            for _ in 0..count {
                sender.write(Side::Master, &[7; SIZE])?;
            }
            Ok(())
        }),
        receive: Box::new(move |count| {
            let mut buffer = [0; SIZE];
            for _ in 0..count {
                pipe.read(Side::Worker, &mut buffer)?;
            }
            Ok(())
        }),
    })
}

fn mailbox(together: usize) -> Done<Ends> {
    let parcels = Arc::new(Parcels::new(2, 1)?);
    let boxes: Arc<[Mailbox]> = Arc::new([Mailbox::new(BUFFER, &parcels)?]);
    let sender = Arc::clone(&boxes);
    let header =
        Header { kind: 1, flags: 0, from: ActorId(0), session: SessionId(0), arg: 0, time: 0 };
    Ok(Ends {
        send: Box::new(move |count| {
            let out = Outboxes::new(ActorId(0), Arc::clone(&sender));
            for sent in 1..=count {
                out.post(ActorId(0), &header, &[7; SIZE])?;
                if sent % together == 0 || sent == count {
                    out.flush()?;
                    while out.all_waiting_bytes() > 0 {
                        out.wait_for_room(ActorId(0), None)?;
                        out.resume(ActorId(0))?;
                    }
                }
            }
            Ok(())
        }),
        receive: Box::new(move |count| {
            let mut received = 0;
            while received < count {
                boxes[0].drain(1000, &mut |_| {
                    received += 1;
                    ControlFlow::Continue(())
                })?;
                if received < count {
                    boxes[0].wait(None)?;
                }
            }
            Ok(())
        }),
    })
}

/// Microseconds a message: of both processes' CPU time, and of the clock.
#[derive(Clone, Copy)]
struct Cost {
    cpu: f64,
    elapsed: f64,
}

fn cpu(who: UsageWho) -> io::Result<f64> {
    let usage = getrusage(who)?;
    Ok((usage.user_time().num_microseconds() + usage.system_time().num_microseconds()) as f64)
}

fn measure(way: &Way, messages: usize) -> Done<Cost> {
    let ends = (way.make)()?;
    let began = Instant::now();
    let before = cpu(UsageWho::RUSAGE_SELF)? + cpu(UsageWho::RUSAGE_CHILDREN)?;
    if let Forked::Child = fork()? {
        let failed = (ends.receive)(messages).inspect_err(|error| eprintln!("receiver: {error}"));
        exit_now(i32::from(failed.is_err()));
    }
    (ends.send)(messages)?;
    loop {
        match wait_for_any() {
            Ok((_, status)) if status.code == 0 && status.signal == 0 => break,
            Ok(_) => return Err("the receiver has failed".into()),
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            Err(error) => return Err(error.into()),
        }
    }
    let elapsed = began.elapsed().as_secs_f64() * 1e6;
    let spent = cpu(UsageWho::RUSAGE_SELF)? + cpu(UsageWho::RUSAGE_CHILDREN)? - before;
    Ok(Cost { cpu: spent / messages as f64, elapsed: elapsed / messages as f64 })
}

/// Runs `benches/ipc.php` with a build, which prints the two figures.
fn measure_php(options: &Options, build: &str, way: &str) -> Done<Cost> {
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/benches/ipc.php");
    let output = Command::new(&options.php)
        .args(options.php_options.split_whitespace())
        .arg("-d")
        .arg(format!("extension={}", std::fs::canonicalize(build)?.display()))
        .args([script, way, &options.messages.to_string(), &SIZE.to_string()])
        .output()?;
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let mut figures = text.split_whitespace().map(str::parse::<f64>);
    match (figures.next(), figures.next()) {
        (Some(Ok(cpu)), Some(Ok(elapsed))) => Ok(Cost { cpu, elapsed }),
        _ => {
            Err(format!("{script} {way}: {text}{}", String::from_utf8_lossy(&output.stderr)).into())
        }
    }
}

fn median(costs: &[Cost]) -> Cost {
    let middle = |pick: fn(&Cost) -> f64| {
        let mut values: Vec<f64> = costs.iter().map(pick).collect();
        values.sort_by(f64::total_cmp);
        values[values.len() / 2]
    };
    Cost { cpu: middle(|cost| cost.cpu), elapsed: middle(|cost| cost.elapsed) }
}

struct Options {
    php: String,
    php_options: String,
    builds: Vec<(&'static str, String)>,
    rounds: usize,
    messages: usize,
}

fn options() -> Done<Options> {
    let mut found = Options {
        php: "php".into(),
        php_options: String::new(),
        builds: Vec::new(),
        rounds: 5,
        messages: 1_000_000,
    };
    // cargo passes `--bench` to every benchmark.
    let mut arguments = std::env::args().skip(1).filter(|argument| argument != "--bench");
    while let Some(name) = arguments.next() {
        let value = arguments.next().ok_or_else(|| format!("{name} wants a value"))?;
        match name.as_str() {
            "--php" => found.php = value,
            "--options" => found.php_options = value,
            "--ext" => found.builds.push(("ours", value)),
            "--peer" => found.builds.push(("peer", value)),
            "--rounds" => found.rounds = value.parse::<usize>()?.max(1),
            "--messages" => found.messages = value.parse::<usize>()?.max(1),
            _ => return Err(format!("unknown option {name}").into()),
        }
    }
    Ok(found)
}

fn bench() -> Done {
    let options = options()?;
    let mut engine = vec![Vec::new(); WAYS.len()];
    let php_ways = ["Process::write, read", "Pool::sendMessage"];
    let mut php = vec![Vec::new(); php_ways.len() * options.builds.len()];
    for _ in 0..options.rounds {
        for (way, costs) in WAYS.iter().zip(&mut engine) {
            costs.push(measure(way, options.messages)?);
        }
        let pairs = php_ways.iter().flat_map(|way| options.builds.iter().map(move |b| (way, b)));
        for ((way, (_, build)), costs) in pairs.zip(&mut php) {
            costs.push(measure_php(&options, build, way)?);
        }
    }
    println!(
        "\n{:38}{:>14}{:>10}{:>14}",
        format!("{} messages of {SIZE} bytes", options.messages),
        "CPU us each",
        "to bare",
        "elapsed s"
    );
    let bare = median(&engine[0]);
    let line = |name: &str, cost: Cost| {
        let seconds = cost.elapsed * options.messages as f64 / 1e6;
        println!("{name:38}{:14.2}{:10.2}{seconds:14.2}", cost.cpu, cost.cpu / bare.cpu);
    };
    for (way, costs) in WAYS.iter().zip(&engine) {
        line(way.name, median(costs));
    }
    let pipe = median(&engine[1]);
    let pairs = php_ways.iter().flat_map(|way| options.builds.iter().map(move |b| (way, b)));
    for ((way, (whose, _)), costs) in pairs.zip(&php) {
        let cost = median(costs);
        line(&format!("{way}, {whose}"), cost);
        println!("{:38}{:14.2}", "    of which PHP and its calls", cost.cpu - pipe.cpu);
    }
    Ok(())
}

fn main() -> ExitCode {
    match bench() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("ipc: {error}");
            ExitCode::FAILURE
        }
    }
}
