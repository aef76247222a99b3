//! What a disk keeps: flush, checkpoint, crash, restart.

use super::{
    Replication, State,
    packed::{Exchange, NONE, Request},
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
    pub(super) fn crash(&self, s: &mut State, b: usize, keep: Offset) -> Option<()> {
        let replica = &mut s.replicas[b];
        let keep = u8::try_from(keep.0).ok()?;
        (replica.up && replica.flushed <= keep && keep <= replica.end()).then_some(())?;
        let last = s.isr == 1 << b;
        (!last || keep == replica.end()).then_some(())?;
        replica.truncate(keep);
        replica.flushed = replica.end();
        replica.high_watermark = replica.checkpoint.min(replica.end());
        replica.up = false;
        (replica.epoch, replica.leader, replica.isr) = (NONE, NONE, 0);
        replica.waiting = 0;
        replica.ends.fill(NONE);
        replica.exchange = Exchange::None;
        self.lose_requests_to(s, b);
        self.take_out_crashed(s, b);
        s.spent.crashes += 1;
        Some(())
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
        Some(())
    }
}
