//! What a log shares with others: that it has failed, and that it is not closed.

use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};

#[cfg(all(test, loom))]
use loom::sync::{Arc, Mutex};
#[cfg(not(all(test, loom)))]
use std::sync::{Arc, Mutex};

use crate::error::{Error, Result};

/// The first failure of a write or sync, shared with flushes that run elsewhere.
#[derive(Clone, Debug, Default)]
pub(super) struct Poison(Arc<Shared>);

#[derive(Debug, Default)]
struct Shared {
    first: Mutex<Option<String>>,
    /// Held during a sync.
    syncing: Mutex<()>,
}

impl Poison {
    pub(super) fn check(&self, dir: &Path) -> Result<()> {
        match self.0.first.lock().unwrap_or_else(|held| held.into_inner()).as_ref() {
            None => Ok(()),
            Some(first) => Err(Error::Poisoned { path: dir.to_path_buf(), first: first.clone() }),
        }
    }

    /// Remembers a failure of the disk.
    pub(super) fn keep<T>(&self, result: Result<T>) -> Result<T> {
        if let Err(error @ Error::Disk { .. }) = &result {
            let mut first = self.0.first.lock().unwrap_or_else(|held| held.into_inner());
            first.get_or_insert_with(|| error.to_string());
        }
        result
    }

    /// Syncs, if nothing has failed, while no other does, and remembers whether that failed.
    pub(super) fn alone(&self, dir: &Path, sync: impl FnOnce() -> Result<()>) -> Result<()> {
        let _held = self.0.syncing.lock().unwrap_or_else(|held| held.into_inner());
        self.check(dir)?;
        self.keep(sync())
    }
}

/// Counts a log among those that are not closed, for its directory.
#[derive(Debug, Default)]
pub(crate) struct Unclosed(Option<std::sync::Arc<AtomicU64>>);

impl Unclosed {
    pub(crate) fn opened(logs: &std::sync::Arc<AtomicU64>) -> Self {
        logs.fetch_add(1, Ordering::SeqCst);
        Self(Some(std::sync::Arc::clone(logs)))
    }

    pub(super) fn closed(&mut self) {
        if let Some(logs) = self.0.take() {
            logs.fetch_sub(1, Ordering::SeqCst);
        }
    }
}

/// Every order in which threads can meet at these, by loom: `tests/run` has the line.
#[cfg(all(test, loom))]
mod loom_tests {
    use std::io;

    use loom::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
    use loom::thread;

    use super::*;

    /// A file of which the first sync fails; every later one is answered, and makes nothing
    /// durable, as Linux does it.
    #[derive(Default)]
    struct Lossy {
        syncs: AtomicUsize,
        lost: AtomicBool,
    }

    impl Lossy {
        fn sync(&self) -> Result<()> {
            if self.syncs.fetch_add(1, Ordering::SeqCst) == 0 {
                self.lost.store(true, Ordering::SeqCst);
                return Err(Error::disk("sync", Path::new("log"))(io::Error::other("lost")));
            }
            Ok(())
        }
    }

    #[test]
    fn no_flush_claims_what_another_has_lost() {
        loom::model(|| {
            let (poison, file) = (Poison::default(), Arc::new(Lossy::default()));
            let flush = |poison: Poison, file: Arc<Lossy>| {
                thread::spawn(move || poison.alone(Path::new("log"), || file.sync()).is_ok())
            };
            let threads = [
                flush(poison.clone(), Arc::clone(&file)),
                flush(poison.clone(), Arc::clone(&file)),
            ];
            let claimed = threads.map(|thread| thread.join().unwrap());
            assert_eq!(claimed, [false, false], "one has failed, so neither may claim");
            assert_eq!(file.syncs.load(Ordering::SeqCst), 1, "a failed sync is not tried again");
            assert!(poison.check(Path::new("log")).is_err());
        });
    }

    #[test]
    fn an_append_after_a_failure_that_is_known_is_refused() {
        loom::model(|| {
            let (poison, file) = (Poison::default(), Arc::new(Lossy::default()));
            let flush = {
                let (poison, file) = (poison.clone(), Arc::clone(&file));
                thread::spawn(move || poison.alone(Path::new("log"), || file.sync()).is_ok())
            };
            // An append meanwhile is refused or not; once the flush has ended it always is.
            let meanwhile = poison.check(Path::new("log")).is_err();
            assert!(!meanwhile || file.lost.load(Ordering::SeqCst));
            assert!(!flush.join().unwrap());
            assert!(poison.check(Path::new("log")).is_err());
        });
    }
}
