//! Starting and stopping: the listener, the thread of the driver, a thread for each connection.
//!
//! The order of a stop: no further connection, no further request; what waits is answered; then the
//! driver flushes and closes the directory. Whoever drops a running server without a stop leaves
//! the directory as a killed process would.

use std::io;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::mpsc::{SyncSender, sync_channel};
use std::thread::{Builder, JoinHandle};
use std::time::Duration;

use crate::api::Identity;
use crate::ask::Command;
use crate::config::Config;
use crate::connection::Connection;
use crate::connections::Connections;
use crate::driver::{Driver, Opened};
use crate::error::{StartError, StopError};

/// How long a stop waits for connections that are writing an answer.
const STOP_PATIENCE: Duration = Duration::from_secs(5);
/// Rest after the system gave no connection or no thread, which an attempt at once would not mend.
const REST: Duration = Duration::from_millis(100);
/// The stack of a connection's thread: decoding does not recurse.
const CONNECTION_STACK_BYTES: usize = 512 * 1024;

/// A broker that can be started.
#[derive(Debug)]
pub struct Server;

/// A broker that runs, on threads of its own.
#[derive(Debug)]
pub struct Running {
    address: SocketAddr,
    started: Started,
    connections: Arc<Connections>,
    queue: Option<Arc<SyncSender<Command>>>,
    acceptor: Option<JoinHandle<()>>,
    driver: Option<JoinHandle<Result<(), StopError>>>,
}

/// What a start found.
#[derive(Clone, Debug)]
pub struct Started {
    /// The cluster's id.
    pub cluster_id: String,
    /// How many topics there are.
    pub topics: usize,
    /// Whether the directory is new or was stopped cleanly.
    pub was_clean: bool,
    /// How many batches were validated, because it was not.
    pub batches_validated: u64,
    /// What recovery cut, removed or made anew, a line each.
    pub notes: Vec<String>,
}

impl Server {
    /// Starts a broker: listens, recovers the data directory, and serves.
    ///
    /// # Errors
    /// [`StartError`]; then nothing runs.
    pub fn start(config: Config) -> Result<Running, StartError> {
        let listen_failed = |error| StartError::Listen(config.listen, error);
        // First, so that a taken port leaves the directory as it is.
        let listener = TcpListener::bind(config.listen).map_err(listen_failed)?;
        let address = listener.local_addr().map_err(listen_failed)?;
        let opened = Driver::open(&config).map_err(|error| StartError::Data(error.to_string()))?;
        let Opened { driver, cluster_id, topics, was_clean, notes, batches_validated } = opened;
        let cluster_id = cluster_id.to_string();
        let identity = identity(&config, address, cluster_id.clone());
        let started = Started { cluster_id, topics, was_clean, batches_validated, notes };

        let (queue, commands) = sync_channel(config.queued_requests_max);
        let own = Arc::new(queue.clone());
        let mut driver = driver;
        driver.listens_to(&own);
        let driver = Builder::new()
            .name("driver".to_owned())
            .spawn(move || driver.run(&commands))
            .map_err(StartError::Thread)?;
        let connections = Arc::new(Connections::default());
        let acceptor = Acceptor {
            listener,
            connections: Arc::clone(&connections),
            identity,
            config: Arc::new(config),
            queue,
        };
        let acceptor = Builder::new()
            .name("acceptor".to_owned())
            .spawn(move || acceptor.run())
            .map_err(StartError::Thread)?;
        let (acceptor, driver, queue) = (Some(acceptor), Some(driver), Some(own));
        Ok(Running { address, started, connections, queue, acceptor, driver })
    }
}

impl Running {
    /// Where it listens.
    #[must_use]
    pub fn addr(&self) -> SocketAddr {
        self.address
    }

    /// What its start found.
    #[must_use]
    pub fn started(&self) -> &Started {
        &self.started
    }

    /// Whether it still serves. If not, it failed in a way that it did not foresee.
    #[must_use]
    pub fn is_alive(&self) -> bool {
        let driver = self.driver.as_ref().is_some_and(|thread| !thread.is_finished());
        driver && self.acceptor.as_ref().is_some_and(|thread| !thread.is_finished())
    }

    /// Stops cleanly: what waits is answered, every log is flushed, and the directory marked.
    ///
    /// # Errors
    /// If the disk failed, now or before; then the directory is not marked as stopped cleanly.
    ///
    /// # Panics
    /// If the driver did.
    pub fn stop(mut self) -> Result<(), StopError> {
        self.connections.stop_reading();
        self.end_acceptor();
        if let Some(queue) = &self.queue {
            // A driver that has ended answers nobody, and there is nothing to wait for.
            let _ = queue.send(Command::HurryAll);
        }
        if !self.connections.wait_until_none(STOP_PATIENCE) {
            self.connections.cut();
            self.connections.wait_until_none(STOP_PATIENCE);
        }
        if let Some(queue) = self.queue.take() {
            let _ = queue.send(Command::Stop);
        }
        match self.driver.take().map(JoinHandle::join) {
            Some(Ok(result)) => result,
            Some(Err(panic)) => std::panic::resume_unwind(panic),
            None => Ok(()),
        }
    }

    /// The acceptor looks up when a connection comes: this one is for nothing else.
    fn end_acceptor(&mut self) {
        let ip = match self.address.ip() {
            IpAddr::V4(ip) if ip.is_unspecified() => IpAddr::V4(Ipv4Addr::LOCALHOST),
            IpAddr::V6(ip) if ip.is_unspecified() => IpAddr::V6(Ipv6Addr::LOCALHOST),
            other => other,
        };
        let here = SocketAddr::new(ip, self.address.port());
        let woken = TcpStream::connect_timeout(&here, STOP_PATIENCE);
        if let (Some(acceptor), true) = (self.acceptor.take(), woken.is_ok()) {
            let _ = acceptor.join();
        }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.connections.cut();
        if self.acceptor.is_some() {
            self.end_acceptor();
        }
        self.connections.wait_until_none(STOP_PATIENCE);
        self.queue = None;
        if let Some(driver) = self.driver.take() {
            let _ = driver.join();
        }
    }
}

/// Who the broker is to its clients. Without a host, each connection says where it was reached.
fn identity(config: &Config, address: SocketAddr, cluster_id: String) -> Identity {
    let (host, port) = match &config.advertise {
        Some((host, port)) => (host.clone(), *port),
        None if address.ip().is_unspecified() => (String::new(), address.port()),
        None => (address.ip().to_string(), address.port()),
    };
    Identity { node_id: config.node_id, host, port, cluster_id }
}

/// The thread that takes connections in.
#[derive(Debug)]
struct Acceptor {
    listener: TcpListener,
    connections: Arc<Connections>,
    identity: Identity,
    config: Arc<Config>,
    queue: SyncSender<Command>,
}

impl Acceptor {
    fn run(self) {
        loop {
            let accepted = self.listener.accept();
            if self.connections.is_stopping() {
                return;
            }
            let taken = accepted.and_then(|(stream, _)| self.take(stream));
            if let Err(error) = taken {
                eprintln!("a connection could not be taken in: {error}");
                std::thread::sleep(REST);
            }
        }
    }

    fn take(&self, stream: TcpStream) -> io::Result<()> {
        let most = self.config.connections_max;
        let Some(place) = self.connections.admit(&stream, most)? else {
            eprintln!("a connection was closed at once: there are {most}");
            return Ok(());
        };
        let (identity, config) = (self.identity.clone(), Arc::clone(&self.config));
        let Ok(connection) = Connection::new(place, stream, identity, config, self.queue.clone())
        else {
            // Its peer has gone already.
            return Ok(());
        };
        let thread = Builder::new().name("connection".to_owned());
        thread.stack_size(CONNECTION_STACK_BYTES).spawn(move || connection.run()).map(|_| ())
    }
}
