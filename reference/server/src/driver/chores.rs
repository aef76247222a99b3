//! What the driver does from time to time, by its clock: checkpoints, forgetting producers that
//! have written nothing for long (PRD-9), and deleting what is too old or too much (STO-1).

use std::time::Duration;

use kanon_core::{Input, PartitionId, Time};
use spec::ProducerId;

use super::Driver;
use crate::clock::{Clock, since_1970_ms};
use crate::config::Config;

/// Something that is done again and again.
#[derive(Debug)]
struct Chore {
    what: What,
    every: Duration,
    next: Time,
}

#[derive(Clone, Copy, Debug)]
enum What {
    Checkpoint,
    ForgetProducers,
    Retain,
}

/// All that is done again and again.
#[derive(Debug)]
pub(super) struct Chores(Vec<Chore>);

impl Chores {
    pub(super) fn new(config: &Config, clock: &Clock) -> Chores {
        let every = [
            (What::Checkpoint, config.checkpoint_interval),
            (What::ForgetProducers, config.producer_id_expiration_check_interval),
            (What::Retain, config.retention_check_interval),
        ];
        let chore = |(what, every)| Chore { what, every, next: clock.after(every) };
        Chores(every.into_iter().map(chore).collect())
    }

    /// When the next one is due.
    pub(super) fn next(&self) -> Option<Time> {
        self.0.iter().map(|chore| chore.next).min()
    }

    /// Those that are due, each of which is due again in its time.
    fn take_due(&mut self, clock: &Clock) -> Vec<What> {
        let now = clock.now();
        let due = self.0.iter_mut().filter(|chore| chore.next <= now);
        let taken = due.map(|chore| {
            chore.next = clock.after(chore.every);
            chore.what
        });
        taken.collect()
    }
}

impl Driver {
    pub(super) fn do_chores(&mut self) {
        for what in self.chores.take_due(&self.clock) {
            match what {
                What::Checkpoint => self.input(Input::Checkpoint),
                What::ForgetProducers => self.forget_producers(),
                What::Retain => self.retain(since_1970_ms()),
            }
        }
    }

    /// Has the core forget who is idle, as the log does.
    //= PRD-9
    fn forget_producers(&mut self) {
        let expiration_ms = self.settings.producer_id_expiration_ms;
        let mut forgotten: Vec<(PartitionId, i64)> = Vec::new();
        for (partition, topic) in self.topics.iter_mut() {
            let Some(log) = &mut topic.log else { continue };
            let before: Vec<i64> = log.producers().iter().map(|(id, _)| id).collect();
            log.expire_producers(since_1970_ms(), expiration_ms);
            let gone = before.into_iter().filter(|id| log.producers().get(*id).is_none());
            forgotten.extend(gone.map(|id| (partition, id)));
        }
        for (partition, id) in forgotten {
            self.input(Input::Forget { partition, producer: ProducerId(id) });
        }
    }
}
