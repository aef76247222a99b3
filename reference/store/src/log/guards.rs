//! What a log shares with others: that it has failed, and that it is not closed.

use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, OnceLock};

use crate::error::{Error, Result};

/// The first failure of a write or sync, shared with flushes that run elsewhere.
#[derive(Clone, Debug, Default)]
pub(super) struct Poison(Arc<OnceLock<String>>);

impl Poison {
    pub(super) fn check(&self, dir: &Path) -> Result<()> {
        match self.0.get() {
            None => Ok(()),
            Some(first) => Err(Error::Poisoned { path: dir.to_path_buf(), first: first.clone() }),
        }
    }

    /// Remembers a failure of the disk.
    pub(super) fn keep<T>(&self, result: Result<T>) -> Result<T> {
        if let Err(error @ Error::Disk { .. }) = &result {
            self.0.get_or_init(|| error.to_string());
        }
        result
    }
}

/// Counts a log among those that are not closed, for its directory.
#[derive(Debug, Default)]
pub(crate) struct Unclosed(Option<Arc<AtomicU64>>);

impl Unclosed {
    pub(crate) fn opened(logs: &Arc<AtomicU64>) -> Self {
        logs.fetch_add(1, Ordering::SeqCst);
        Self(Some(Arc::clone(logs)))
    }

    pub(super) fn closed(&mut self) {
        if let Some(logs) = self.0.take() {
            logs.fetch_sub(1, Ordering::SeqCst);
        }
    }
}
