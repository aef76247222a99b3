//! The consumer: it reads on, mostly from the leader, asks now and then where the log ends, and
//! looks up who leads.

use super::{Due, Run};
use spec::{Step, View};

impl Run {
    pub(super) fn consume(&mut self) {
        let pause = self.random.within(self.weather.produce);
        self.put(pause, Due::Consume);
        let Some(consumer) = self.cluster.consumer() else { return };
        let anyone = self.random.broker(self.world.brokers);
        let step = match self.random.below(8) {
            0..2 => Step::Refresh(anyone),
            _ if consumer.must_validate => Step::Validate(consumer.leader),
            2 => Step::Latest(consumer.leader),
            3 => Step::Read(anyone),
            _ => Step::Read(consumer.leader),
        };
        if self.take(step).is_none() {
            // Nobody is there, or does not lead: a client's metadata is of no use then.
            let _newer = self.take(Step::Refresh(anyone));
        }
    }
}
