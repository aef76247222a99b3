//! Which connections there are: how many may be, and how they are told that the server stops.
//!
//! One of the few things that threads share: the acceptor adds, each connection's thread removes
//! itself, whoever stops the server waits until none is left. It does not know what they do.

use std::collections::BTreeMap;
use std::io;
use std::net::{Shutdown, TcpStream};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use kanon_core::RequestId;

#[derive(Debug, Default)]
pub(crate) struct Connections {
    open: Mutex<Open>,
    changed: Condvar,
}

#[derive(Debug, Default)]
struct Open {
    streams: BTreeMap<RequestId, TcpStream>,
    admitted: u64,
    is_stopping: bool,
}

/// A place among the open connections, given up when dropped.
#[derive(Debug)]
pub(crate) struct Place {
    connections: Arc<Connections>,
    /// The connection's number, which is that of its requests: it has one at a time.
    pub(crate) number: RequestId,
}

impl Connections {
    /// A place for a connection; `None` if there is no room, or the server stops.
    ///
    /// # Errors
    /// If the system gives no second handle to the socket.
    pub(crate) fn admit(
        self: &Arc<Self>,
        stream: &TcpStream,
        most: usize,
    ) -> io::Result<Option<Place>> {
        let handle = stream.try_clone()?;
        let mut open = self.lock();
        if open.is_stopping || most <= open.streams.len() {
            return Ok(None);
        }
        open.admitted += 1;
        let number = RequestId(open.admitted);
        open.streams.insert(number, handle);
        Ok(Some(Place { connections: Arc::clone(self), number }))
    }

    /// No connection is admitted any more, and none reads a further request.
    pub(crate) fn stop_reading(&self) {
        let mut open = self.lock();
        open.is_stopping = true;
        for stream in open.streams.values() {
            // One that its peer has closed already cannot be shut down, and need not be.
            let _ = stream.shutdown(Shutdown::Read);
        }
    }

    /// Ends every connection, whatever it is doing.
    pub(crate) fn cut(&self) {
        let mut open = self.lock();
        open.is_stopping = true;
        for stream in open.streams.values() {
            let _ = stream.shutdown(Shutdown::Both);
        }
    }

    /// Waits until no connection is open; says whether that came true in time.
    pub(crate) fn wait_until_none(&self, patience: Duration) -> bool {
        let deadline = Instant::now() + patience;
        let mut open = self.lock();
        while !open.streams.is_empty() {
            let left = deadline.saturating_duration_since(Instant::now());
            if left.is_zero() {
                return false;
            }
            let waited = self.changed.wait_timeout(open, left);
            open = waited.unwrap_or_else(PoisonError::into_inner).0;
        }
        true
    }

    pub(crate) fn is_stopping(&self) -> bool {
        self.lock().is_stopping
    }

    /// A thread that panicked while it held the lock has left the map as it was.
    fn lock(&self) -> MutexGuard<'_, Open> {
        self.open.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Place {
    /// Whether the server stops, so that no further request is to be answered.
    pub(crate) fn is_stopping(&self) -> bool {
        self.connections.is_stopping()
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        self.connections.lock().streams.remove(&self.number);
        self.connections.changed.notify_all();
    }
}
