//! The steps of producers that are not idempotent. (REP-1 to REP-4)

use crate::{
    cluster::{Cluster, PARTITION},
    driver::Held,
    event::Event,
};
use alloc::vec::Vec;
use kanon_core::{Input, Partition, Produce, RequestId};
use spec::{Acks, BrokerId, Refused, Value, View};

impl Cluster {
    /// Values are numbered in the order in which they are written, and requests by their values.
    //= REP-1
    pub(crate) fn produce(
        &mut self,
        broker: BrokerId,
        acks: Acks,
        records: i32,
        said: &mut Vec<Event>,
    ) -> Result<(), Refused> {
        if !self.is_up(broker) {
            return Err(Refused);
        }
        let value = Value(self.values());
        let produce = Produce {
            request: RequestId(u64::from(value.0)),
            partition: PARTITION,
            acks: match acks {
                Acks::Leader => kanon_core::Acks::Leader,
                Acks::All => kanon_core::Acks::All,
            },
            records,
            size_bytes: records,
            timeout_ms: 0,
            stamp: None,
        };
        self.deliver(broker, Input::Produce(produce), Held::Produce(value, acks), said);
        Ok(())
    }

    //= REP-4
    pub(crate) fn expire(
        &mut self,
        broker: BrokerId,
        said: &mut Vec<Event>,
    ) -> Result<(), Refused> {
        let waiting = self.partition(broker).and_then(|own: &Partition| own.waiting().next());
        let request = waiting.ok_or(Refused)?;
        self.deliver(broker, Input::DeadlinePassed { request }, Held::Nothing, said);
        Ok(())
    }
}
