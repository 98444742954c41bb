//! `make bench`: server CPU time per request, and throughput, of one or two builds of the extension.
//!
//! Each scenario is a row of [`SCENARIOS`]. The builds take turns (A B A B ...), each time in a fresh server, and the table at
//! the end has the medians; [`calls`] measures what needs no server the same way. CPU per request is the figure to compare; throughput depends on what else the machine does.
//! [`floor`] takes its turn with them, where there is one: what the machine itself takes for the same bytes.
//!
//! ```text
//! swoole-bench --options "PHP OPTIONS" --ext SWOOLE.SO [--peer SWOOLE.SO] [--php PHP] [--rounds N] [--only TEXT] [--share PERCENT]
//! ```

mod calls;
mod cpu;
mod floor;
mod http;
mod load;
mod server;

use floor::Floor;
use http::{HttpClient, HttpLoad};
use load::{Client, Load};
use server::{Php, Server};
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

/// One row of the table: a script of `benches/`, how it is configured, and what is sent to it.
struct Scenario {
    name: &'static str,
    script: &'static str,
    settings: &'static str,
    load: Kind,
    /// Measured requests per turn; a tenth as many come before them as a warm-up.
    requests: usize,
}

/// What a client does.
#[derive(Clone, Copy)]
enum Kind {
    /// Messages that come back.
    Echo(Load),
    /// HTTP requests.
    Http(HttpLoad),
}

/// The open connections of either kind.
enum Clients {
    Echo(Client),
    Http(HttpClient),
}

impl Clients {
    fn run(&mut self, requests: usize) -> io::Result<std::time::Duration> {
        match self {
            Self::Echo(client) => client.run(requests),
            Self::Http(client) => client.run(requests),
        }
    }
}

const TASKS: &str = "task_finish.php";
const RAW: &str = "{}";
const LENGTH: &str =
    r#"{"open_length_check": true, "package_length_type": "N", "package_body_offset": 4}"#;

const SCENARIOS: &[Scenario] = &[
    tcp("tcp echo 128 B", RAW, Load { connections: 50, in_flight: 1, size: 128 }, 100_000),
    tcp(
        "tcp echo 128 B, 16 in flight",
        LENGTH,
        Load { connections: 50, in_flight: 16, size: 128 },
        400_000,
    ),
    tcp("tcp echo 64 KB", RAW, Load { connections: 50, in_flight: 1, size: 65536 }, 20_000),
    task("task and finish 128 B", RAW, Load { connections: 1, in_flight: 1, size: 128 }, 50_000),
    task(
        "task and finish 128 B, 50 clients",
        RAW,
        Load { connections: 50, in_flight: 1, size: 128 },
        100_000,
    ),
    task("task and finish 64 KB", RAW, Load { connections: 10, in_flight: 1, size: 65536 }, 20_000),
    http("http hello world", RAW, ("GET / HTTP/1.1\r\n", 0), 11, 100_000),
    http("http 10 headers, read", ROUTES, (TEN_HEADERS, 0), 80, 100_000),
    http("http JSON 10 KB", ROUTES, ("GET /json HTTP/1.1\r\n", 0), 10_701, 100_000),
    http("http upload 1 MB", ROUTES, ("POST /upload HTTP/1.1\r\n", 1 << 20), 7, 2_000),
    http("http static file 64 KB", ROUTES, (STATIC_FILE, 0), 65_536, 40_000),
];

/// The script tells requests apart by their paths.
const ROUTES: &str = r#"{"http_compression": true}"#;
const TEN_HEADERS: &str = "GET /headers HTTP/1.1\r\nUser-Agent: Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36\r\nAccept: text/html,application/xhtml+xml;q=0.9,*/*;q=0.8\r\n\
Accept-Language: en-US,en;q=0.5\r\nAccept-Encoding: identity\r\nConnection: keep-alive\r\nReferer: http://localhost/page\r\nCache-Control: max-age=0\r\n\
X-Forwarded-For: 10.1.2.3\r\nX-Request-Id: 0123456789abcdef\r\n";

const STATIC_FILE: &str = "GET /file.bin HTTP/1.1\r\nConnection: keep-alive\r\n";

const fn http(
    name: &'static str,
    settings: &'static str,
    (head, body): (&'static str, usize),
    answer: usize,
    requests: usize,
) -> Scenario {
    let load = Kind::Http(HttpLoad { connections: 50, head, body, answer });
    Scenario { name, script: "http.php", settings, load, requests }
}

impl Scenario {
    /// The bare program that does what this needs of the kernel, where that is plain: for who has a client's socket and answers at once, and for tasks
    /// that come one by one.
    fn floor(&self, mode: &str) -> Option<Floor> {
        match self.load {
            Kind::Echo(Load { connections: 1, size, .. }) if self.script == TASKS => {
                let helpers = if mode == "BASE" { 1 } else { 2 };
                Some(Floor::Chain { size, helpers })
            }
            Kind::Echo(Load { in_flight: 1, .. }) if self.script != TASKS => Some(Floor::Echo),
            Kind::Http(load) => {
                Some(Floor::Http { request: load.request().len(), answer: load.answer })
            }
            Kind::Echo(_) => None,
        }
        .filter(|floor| mode == "BASE" || matches!(floor, Floor::Chain { .. }))
    }
}

const MODES: [&str; 2] = ["BASE", "PROCESS"];

const fn tcp(name: &'static str, settings: &'static str, load: Load, requests: usize) -> Scenario {
    Scenario { name, script: "tcp_echo.php", settings, load: Kind::Echo(load), requests }
}

const fn task(name: &'static str, settings: &'static str, load: Load, requests: usize) -> Scenario {
    Scenario { name, script: TASKS, settings, load: Kind::Echo(load), requests }
}

/// What one turn, or the median of several, came to.
#[derive(Clone, Copy)]
struct Figures {
    /// Microseconds of the server's CPU time per request.
    cpu: f64,
    /// Requests per second.
    rate: f64,
}

struct Options {
    php: String,
    php_options: String,
    builds: Vec<PathBuf>,
    rounds: usize,
    only: String,
    share: usize,
}

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let done = match arguments.split_first() {
        Some((name, arguments)) if name == floor::NAME => floor::run(arguments),
        _ => options(arguments.into_iter()).and_then(|options| bench(&options)),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("swoole-bench: {error}");
            ExitCode::FAILURE
        }
    }
}

fn bench(options: &Options) -> io::Result<()> {
    let mut rows = Vec::new();
    for scenario in SCENARIOS {
        for mode in MODES {
            if !format!("{} {mode}", scenario.name).contains(&options.only) {
                continue;
            }
            let mut commands = servers(options, scenario, mode)?;
            let mut turns = vec![Vec::new(); commands.len()];
            for round in 1..=options.rounds {
                for ((what, command), turns) in commands.iter_mut().zip(&mut turns) {
                    let figures = turn(options, scenario, command)?;
                    let Figures { cpu, rate } = figures;
                    println!(
                        "{} {mode}, round {round}: {cpu:.2} us, {rate:.0}/s  {what}",
                        scenario.name
                    );
                    turns.push(figures);
                }
            }
            let mut medians = turns.iter().map(|turns| median(turns));
            rows.push(Row {
                name: format!("{} {mode}", scenario.name),
                builds: medians.by_ref().take(options.builds.len()).collect(),
                floor: medians.next(),
            });
        }
    }
    let mut scripts = calls::SCRIPTS.iter().filter(|name| name.contains(&options.only)).peekable();
    if rows.is_empty() && scripts.peek().is_none() {
        return Err(io::Error::other(format!("no scenario is called {:?}", options.only)));
    }
    if !rows.is_empty() {
        print_table(&rows);
    }
    let php = Php { binary: &options.php, options: &options.php_options };
    scripts.try_for_each(|name| {
        calls::measure(&php, &script_path(name), &options.builds, options.rounds)
    })
}

fn script_path(name: &str) -> PathBuf {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/..")).join(name)
}

/// What takes turns in a scenario: each build's server, and the floor.
fn servers(
    options: &Options,
    scenario: &Scenario,
    mode: &str,
) -> io::Result<Vec<(String, Command)>> {
    let script = script_path(scenario.script);
    let php = Php { binary: &options.php, options: &options.php_options };
    let mut servers = Vec::new();
    for build in &options.builds {
        let mut command = php.command(build, &script)?;
        command.args([mode, scenario.settings]);
        servers.push((build.display().to_string(), command));
    }
    if let Some(floor) = scenario.floor(mode) {
        servers.push((floor::NAME.to_owned(), floor.command()?));
    }
    Ok(servers)
}

/// One fresh server, warmed up and measured.
fn turn(options: &Options, scenario: &Scenario, command: &mut Command) -> io::Result<Figures> {
    let requests = (scenario.requests * options.share / 100).max(10);
    let server = Server::start(command)?;
    let mut client = match scenario.load {
        Kind::Echo(load) => Clients::Echo(Client::connect(server.address, load)?),
        Kind::Http(load) => Clients::Http(HttpClient::connect(server.address, load)?),
    };
    client.run(requests / 10)?;
    let before = cpu::Snapshot::at_rest(server.pid())?;
    let elapsed = client.run(requests)?;
    let spent = cpu::Snapshot::at_rest(server.pid())?.since(&before)?;
    Ok(Figures {
        cpu: spent as f64 / 1000.0 / requests as f64,
        rate: requests as f64 / elapsed.as_secs_f64(),
    })
}

fn median(turns: &[Figures]) -> Figures {
    let middle = |pick: fn(&Figures) -> f64| {
        let mut values: Vec<f64> = turns.iter().map(pick).collect();
        values.sort_by(f64::total_cmp);
        (values[(values.len() - 1) / 2] + values[values.len() / 2]) / 2.0
    };
    Figures { cpu: middle(|figures| figures.cpu), rate: middle(|figures| figures.rate) }
}

/// A line of the table: medians.
struct Row {
    name: String,
    /// Ours, then perhaps the peer.
    builds: Vec<Figures>,
    floor: Option<Figures>,
}

fn print_table(rows: &[Row]) {
    println!(
        "\n{:42}{:>9}{:>9}{:>8}{:>9}{:>12}{:>12}",
        "server CPU per request", "ours us", "peer us", "ratio", "floor us", "ours/s", "peer/s"
    );
    let cell = |figure: Option<f64>, decimals: usize| match figure {
        Some(figure) => format!("{figure:.decimals$}"),
        None => "-".to_owned(),
    };
    for Row { name, builds, floor } in rows {
        let (ours, peer) = (builds[0], builds.get(1));
        println!(
            "{name:42}{:9.2}{:>9}{:>8}{:>9}{:12.0}{:>12}",
            ours.cpu,
            cell(peer.map(|peer| peer.cpu), 2),
            cell(peer.map(|peer| ours.cpu / peer.cpu), 2),
            cell(floor.map(|floor| floor.cpu), 2),
            ours.rate,
            cell(peer.map(|peer| peer.rate), 0),
        );
    }
}

fn options(mut arguments: impl Iterator<Item = String>) -> io::Result<Options> {
    let mut found = Options {
        php: "php".into(),
        php_options: String::new(),
        builds: Vec::new(),
        rounds: 3,
        only: String::new(),
        share: 100,
    };
    let mut peer = None;
    while let Some(name) = arguments.next() {
        let value =
            arguments.next().ok_or_else(|| io::Error::other(format!("{name} wants a value")))?;
        let number = || {
            value
                .parse()
                .map_err(|_| io::Error::other(format!("{name} wants a number, not {value}")))
        };
        match name.as_str() {
            "--php" => found.php = value,
            "--options" => found.php_options = value,
            "--ext" => found.builds.push(value.into()),
            "--peer" => peer = Some(value.into()),
            "--rounds" => found.rounds = number()?,
            "--only" => found.only = value,
            "--share" => found.share = number()?,
            _ => return Err(io::Error::other(format!("unknown option {name}"))),
        }
    }
    if found.builds.len() != 1 || found.rounds == 0 {
        return Err(io::Error::other("one --ext and at least one round are needed"));
    }
    found.builds.extend(peer);
    Ok(found)
}
