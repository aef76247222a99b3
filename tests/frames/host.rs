//! A server with a directory of its own, and a second connection that must go on working.

use std::net::SocketAddr;
use std::path::Path;

use server::{Config, Running, Server};
use tempfile::TempDir;

use crate::client::{Client, Topic, batch};

/// A server on a free port. It is stopped as a killed one is, unless it is stopped cleanly.
pub(crate) struct Host {
    running: Running,
    directory: TempDir,
}

impl Host {
    pub(crate) fn start() -> Host {
        Host::start_in(TempDir::new().unwrap())
    }

    /// With a configuration that differs from Kafka's defaults.
    pub(crate) fn start_with(change: impl FnOnce(Config) -> Config) -> Host {
        let directory = TempDir::new().unwrap();
        let running = Server::start(change(config(directory.path()))).unwrap();
        Host { running, directory }
    }

    fn start_in(directory: TempDir) -> Host {
        let running = Server::start(config(directory.path())).unwrap();
        Host { running, directory }
    }

    pub(crate) fn address(&self) -> SocketAddr {
        self.running.addr()
    }

    pub(crate) fn running(&self) -> &Running {
        &self.running
    }

    pub(crate) fn data(&self) -> &Path {
        self.directory.path()
    }

    pub(crate) fn connect(&self) -> Client {
        Client::connect(self.address())
    }

    /// Stops it cleanly, and gives the directory.
    pub(crate) fn stop(self) -> TempDir {
        self.running.stop().unwrap();
        self.directory
    }

    /// Starts again after a clean stop.
    pub(crate) fn restart(self) -> Host {
        Host::start_in(self.stop())
    }

    /// Lets go of everything without a stop, and starts again.
    pub(crate) fn restart_uncleanly(self) -> Host {
        drop(self.running);
        Host::start_in(self.directory)
    }

    pub(crate) fn bystander(&self) -> Bystander {
        let mut client = self.connect();
        let topic = client.topic("bystander");
        Bystander { client, topic, written: 0 }
    }
}

pub(crate) fn config(data: &Path) -> Config {
    Config::new(data.to_owned(), SocketAddr::from(([127, 0, 0, 1], 0)))
}

/// A connection that has done nothing wrong.
pub(crate) struct Bystander {
    client: Client,
    topic: Topic,
    written: i64,
}

impl Bystander {
    /// Writes a record, and reads it.
    #[track_caller]
    pub(crate) fn lives(&mut self) {
        let sent = batch(&[b"still here"]);
        let produced = self.client.produce(&self.topic, 13, -1, &sent);
        assert_eq!((produced.code, produced.base_offset), (0, self.written));
        let fetched = self.client.fetch(&self.topic, 18, self.written);
        assert_eq!((fetched.code, fetched.high_watermark), (0, self.written + 1));
        assert_eq!(fetched.values(), [b"still here"]);
        self.written += 1;
    }
}
