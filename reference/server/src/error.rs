//! Why a broker does not start, or does not stop cleanly.

use std::path::PathBuf;
use std::{fmt, io, net::SocketAddr};

use crate::state::StateError;

/// Why a server did not start.
#[derive(Debug)]
pub enum StartError {
    /// It cannot listen there.
    Listen(SocketAddr, io::Error),
    /// The data directory cannot be served; the text says why.
    Data(String),
    /// The system gives no thread.
    Thread(io::Error),
}

/// The failure of the disk that kept a stop from being clean.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StopError(pub(crate) String);

/// Why a directory cannot be served.
#[derive(Debug)]
pub(crate) enum OpenError {
    Store(store::Error),
    State(StateError),
    Disk(PathBuf, io::Error),
    /// The directory is another broker's, or not what the controller's file says.
    Foreign(String),
}

impl fmt::Display for StartError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            StartError::Listen(address, error) => {
                write!(out, "cannot listen on {address}: {error}")
            }
            StartError::Data(why) => out.write_str(why),
            StartError::Thread(error) => write!(out, "the system gives no thread: {error}"),
        }
    }
}

impl std::error::Error for StartError {}

impl fmt::Display for StopError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

impl std::error::Error for StopError {}

impl From<store::Error> for OpenError {
    fn from(error: store::Error) -> OpenError {
        OpenError::Store(error)
    }
}

impl From<StateError> for OpenError {
    fn from(error: StateError) -> OpenError {
        OpenError::State(error)
    }
}

impl fmt::Display for OpenError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            OpenError::Store(error) => error.fmt(out),
            OpenError::State(StateError::Disk(path, error)) | OpenError::Disk(path, error) => {
                write!(out, "{}: {error}", path.display())
            }
            OpenError::State(StateError::Corrupt(path, line, why)) => {
                write!(out, "{} is damaged in line {line}: {why}", path.display())
            }
            OpenError::Foreign(why) => out.write_str(why),
        }
    }
}
