//! `kanon serve`: the broker as a process. It says where it listens, and stops cleanly on SIGTERM
//! or SIGINT; what it does in between is the server's.

use std::net::{SocketAddr, ToSocketAddrs};
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::Duration;

use clap::{Args, ValueEnum, value_parser};
use server::{Config, Fsync, Running, Server, Started};
use signal_hook::consts::{SIGINT, SIGTERM};
use signal_hook::iterator::Signals;
use store::LogConfig;

use crate::outcome::complain;

/// How often the broker's threads are looked after.
const LOOK_EVERY: Duration = Duration::from_millis(500);

const EXAMPLES: &str = "\
Examples:
  kanon serve --data /tmp/kanon                        a broker on 127.0.0.1:9092
  kanon serve --data data --listen 127.0.0.1:19092     on another port
  kanon serve --data data --listen 0.0.0.0:9092 --advertise broker.example:9092
                                                       for clients on other machines
  kanon serve --data data --fsync group                acknowledges what a power cut cannot take
  kanon serve --data data --retention-ms 3600000 --segment-bytes 16777216
                                                       keeps an hour, in segments of 16 MiB

  echo hello | kcat -b 127.0.0.1:9092 -P -t greetings
  kcat -b 127.0.0.1:9092 -C -t greetings -e

A topic is made when it is first asked for; each has one partition for now. Transactions and groups
are refused for now. SIGTERM and SIGINT stop the broker cleanly; after anything else the next start
validates what was not synced.

Exit codes:
  0  stopped cleanly
  1  it could not start, or not stop cleanly: one line says why
  2  usage";

/// Serves Kafka's clients from a data directory, as a broker of its own.
#[derive(Args, Debug)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Arguments {
    /// Where the logs are. An empty or missing directory is made ready.
    #[arg(long, value_name = "DIR")]
    data: PathBuf,

    /// Where to listen.
    #[arg(long, value_name = "HOST:PORT", default_value = "127.0.0.1:9092",
        value_parser = to_listen)]
    listen: String,

    /// What clients are told to connect to, if it is not where the broker listens.
    #[arg(long, value_name = "HOST:PORT", value_parser = host_and_port)]
    advertise: Option<(String, u16)>,

    /// When what is written becomes durable: `kafka` leaves it to the page cache, as Kafka's
    /// defaults do; with `group` an acknowledgement waits for a sync, which all that wait share.
    #[arg(long, value_name = "MODE", default_value = "kafka")]
    fsync: Mode,

    #[command(flatten)]
    kept: Kept,
}

/// How logs are cut into segments, and what of them is kept. Names, defaults and bounds are those
/// of Kafka's topics.
#[derive(Args, Debug)]
#[command(next_help_heading = "What is kept")]
struct Kept {
    /// Begin another segment before one gets longer.
    #[arg(long, value_name = "BYTES", default_value_t = LogConfig::DEFAULT.segment_bytes,
        value_parser = value_parser!(u32).range(1024 * 1024..=i64::from(i32::MAX)))]
    segment_bytes: u32,

    /// Begin another segment before a record that is so much later than the first of one.
    #[arg(long, value_name = "MS", default_value_t = LogConfig::DEFAULT.segment_ms,
        value_parser = value_parser!(i64).range(1..))]
    segment_ms: i64,

    /// Delete segments whose last record is older; -1: never.
    #[arg(long, value_name = "MS", default_value_t = LogConfig::DEFAULT.retention_ms,
        value_parser = value_parser!(i64).range(-1..), allow_negative_numbers = true)]
    retention_ms: i64,

    /// Delete the oldest segments while the others have so many bytes; -1: never.
    #[arg(long, value_name = "BYTES", default_value_t = LogConfig::DEFAULT.retention_bytes,
        value_parser = value_parser!(i64).range(-1..), allow_negative_numbers = true)]
    retention_bytes: i64,

    /// How often to look for what is too old or too much.
    #[arg(long, value_name = "MS", default_value_t = 300_000,
        value_parser = value_parser!(u64).range(1..=MS_MAX))]
    log_retention_check_interval_ms: u64,

    /// How long the files of deleted segments stay, under another name.
    #[arg(long, value_name = "MS", default_value_t = 60_000,
        value_parser = value_parser!(u64).range(..=MS_MAX))]
    file_delete_delay_ms: u64,
}

/// As much as a clock can be asked to wait for.
const MS_MAX: u64 = i64::MAX as u64;

/// `--fsync`.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum Mode {
    Kafka,
    Group,
}

impl Kept {
    fn apply(&self, config: &mut Config) {
        config.log.segment_bytes = self.segment_bytes;
        config.log.segment_ms = self.segment_ms;
        config.log.retention_ms = self.retention_ms;
        config.log.retention_bytes = self.retention_bytes;
        let check = self.log_retention_check_interval_ms;
        config.retention_check_interval = Duration::from_millis(check);
        config.file_delete_delay = Duration::from_millis(self.file_delete_delay_ms);
    }
}

/// Runs the broker until it is told to stop.
pub(crate) fn run(arguments: &Arguments) -> ExitCode {
    match serve(arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => complain(1, why),
    }
}

fn serve(arguments: &Arguments) -> Result<(), String> {
    let mut config = Config::new(arguments.data.clone(), resolve(&arguments.listen)?);
    config.advertise.clone_from(&arguments.advertise);
    config.fsync = match arguments.fsync {
        Mode::Kafka => Fsync::Kafka,
        Mode::Group => Fsync::Group,
    };
    arguments.kept.apply(&mut config);
    // Before anything else, so that a signal during recovery is not lost.
    let signals = signals()?;
    let running = Server::start(config).map_err(|error| error.to_string())?;
    let Started { notes, .. } = running.started();
    notes.iter().for_each(|note| println!("{note}"));
    let data = arguments.data.display();
    let (address, found) = (running.addr(), summary(running.started()));
    println!("listening on {address}, data in {data}, {found}");
    wait(&running, &signals)?;
    running.stop().map_err(|error| format!("not stopped cleanly: {error}"))?;
    println!("stopped cleanly");
    Ok(())
}

/// Waits for a signal. A broker that has failed by itself is an error.
fn wait(running: &Running, signals: &Receiver<()>) -> Result<(), String> {
    loop {
        match signals.recv_timeout(LOOK_EVERY) {
            Ok(()) => return Ok(()),
            Err(RecvTimeoutError::Timeout) if running.is_alive() => {}
            Err(_) => return Err("a thread of the broker has ended; it says why above".to_owned()),
        }
    }
}

/// A message for each signal. The second one does not wait for the first one's stop.
fn signals() -> Result<Receiver<()>, String> {
    let mut signals = Signals::new([SIGTERM, SIGINT]).map_err(|error| error.to_string())?;
    let (sender, receiver) = channel();
    let forward = move || {
        for (count, _) in signals.forever().enumerate() {
            if 0 < count {
                std::process::exit(1);
            }
            let _ = sender.send(());
        }
    };
    std::thread::Builder::new()
        .name("signals".to_owned())
        .spawn(forward)
        .map_err(|error| error.to_string())?;
    Ok(receiver)
}

fn summary(found: &Started) -> String {
    let topics = match found.topics {
        1 => "1 topic".to_owned(),
        count => format!("{count} topics"),
    };
    if found.was_clean {
        let is_empty = found.topics == 0;
        return if is_empty { topics } else { format!("{topics}, stopped cleanly before") };
    }
    format!("{topics}, recovered {} batches after an unclean stop", found.batches_validated)
}

fn resolve(listen: &str) -> Result<SocketAddr, String> {
    let resolved = listen.to_socket_addrs();
    let mut found = resolved.map_err(|error| format!("--listen {listen}: {error}"))?;
    found.next().ok_or_else(|| format!("--listen {listen}: no such address"))
}

/// The address itself is looked up when the broker starts.
fn to_listen(text: &str) -> Result<String, String> {
    host_and_port(text).map(|_| text.to_owned())
}

fn host_and_port(text: &str) -> Result<(String, u16), String> {
    let (host, port) = text.rsplit_once(':').ok_or("HOST:PORT is due")?;
    let host = host.trim_start_matches('[').trim_end_matches(']');
    let port = port.parse().map_err(|_| format!("{port:?} is no port"))?;
    if host.is_empty() { Err("HOST:PORT is due".to_owned()) } else { Ok((host.to_owned(), port)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_to_listen_on() {
        assert_eq!(to_listen("localhost:0"), Ok("localhost:0".to_owned()));
        assert!(to_listen("nonsense").is_err());
        let given = ["serve", "--data", "d", "--listen", "nonsense"];
        let refused =
            <crate::Arguments as clap::Parser>::try_parse_from(["kanon"].iter().chain(&given));
        assert_eq!(refused.unwrap_err().exit_code(), 2);
    }

    #[test]
    fn addresses_to_advertise() {
        assert_eq!(host_and_port("a.b:9092"), Ok(("a.b".to_owned(), 9092)));
        assert_eq!(host_and_port("[::1]:1"), Ok(("::1".to_owned(), 1)));
        for wrong in ["a", ":1", "a:x", "a:70000", ""] {
            assert!(host_and_port(wrong).is_err(), "{wrong}");
        }
    }
}
