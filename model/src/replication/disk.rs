//! What a disk keeps: flush, checkpoint, crash, restart.

use super::{
    Replication, State,
    packed::{Exchange, NONE, Request},
    state::Replica,
};
use spec::Offset;

impl Replication {
    //= LOG-6
    pub(super) fn flush(&self, s: &mut State, b: usize) -> Option<()> {
        let replica = &mut s.replicas[b];
        (replica.up && replica.flushed < replica.end()).then_some(())?;
        replica.flushed = replica.end();
        Some(())
    }

    //= LOG-9
    pub(super) fn checkpoint(&self, s: &mut State, b: usize) -> Option<()> {
        let replica = &mut s.replicas[b];
        (replica.up && replica.checkpoint != replica.high_watermark).then_some(())?;
        replica.checkpoint = replica.high_watermark;
        Some(())
    }

    //= LOG-7
    //= STO-4
    pub(super) fn crash(&self, s: &mut State, b: usize, keep: Offset) -> Option<()> {
        let replica = &mut s.replicas[b];
        let keep = u8::try_from(keep.0).ok()?;
        (replica.up && replica.flushed <= keep && keep <= replica.end()).then_some(())?;
        replica.truncate(keep);
        replica.clean = NONE;
        self.end(s, b);
        s.spent.crashes += 1;
        Some(())
    }

    //= CTL-7
    pub(super) fn stop(&self, s: &mut State, b: usize) -> Option<()> {
        let replica = &mut s.replicas[b];
        (replica.up && replica.broker_epoch != NONE).then_some(())?;
        replica.checkpoint = replica.high_watermark;
        replica.truncate(replica.end()); // An epoch without a batch is not found again.
        replica.clean = replica.broker_epoch;
        self.end(s, b);
        s.spent.stops += 1;
        Some(())
    }

    /// An incarnation ends, with all of the log that there is on the disk.
    //= REP-17
    fn end(&self, s: &mut State, b: usize) {
        let was = &s.replicas[b];
        s.replicas[b] = Replica {
            clean: was.clean,
            log: was.log,
            batches: was.batches,
            flushed: was.end(),
            high_watermark: was.checkpoint.min(was.end()).max(was.log_start),
            checkpoint: was.checkpoint,
            epochs: was.epochs,
            orphan: was.orphan,
            alter_orphan: was.alter_orphan,
            log_start: was.log_start,
            ..Replica::absent()
        };
        self.lose_requests_to(s, b);
        //= PRD-3
        s.producer.end_of(b as u8);
    }

    fn lose_requests_to(&self, s: &mut State, b: usize) {
        for other in &mut s.replicas {
            if matches!(other.exchange, Exchange::Request(r) if usize::from(r.to) == b) {
                other.exchange = Exchange::None;
            }
            if usize::from(other.orphan.to) == b {
                other.orphan = Request::NONE;
            }
        }
    }

    pub(super) fn restart(&self, s: &mut State, b: usize) -> Option<()> {
        let replica = &mut s.replicas[b];
        (!replica.up).then_some(())?;
        replica.up = true; // With the high watermark that the crash has left.

        //= STO-6
        replica.replay_producer(s.producer.remembered);
        Some(())
    }
}
