//! The network between followers and leaders: one exchange each, and one orphan. (REP-5)

use crate::{
    cluster::{Cluster, PARTITION},
    disk::header,
    driver::Held,
    event::Event,
};
use alloc::{vec, vec::Vec};
use kanon_core::{
    Asker, Fetch, FetchPartition, Input, Partition, Replica, RequestId, Taken, TakenBody,
};
use spec::{
    BrokerId, Refused, View,
    view::{Body, Exchange, Request},
};

/// The number of every follower's fetch: it is answered in the step in which it arrives. Produce
/// requests have small ones.
pub(crate) const FETCH: RequestId = RequestId(u64::MAX);

impl Cluster {
    pub(crate) fn ask(&mut self, follower: BrokerId, said: &mut Vec<Event>) -> Result<(), Refused> {
        if !self.is_up(follower) || self.node(follower).exchange.is_some() {
            return Err(Refused);
        }
        let asks = self.deliver(follower, Input::Ask { partition: PARTITION }, Held::Nothing, said);
        if asks { Ok(()) } else { Err(Refused) }
    }

    pub(crate) fn serve(
        &mut self,
        follower: BrokerId,
        said: &mut Vec<Event>,
    ) -> Result<(), Refused> {
        let Some(Exchange::Request(request)) = self.node(follower).exchange else {
            return Err(Refused);
        };
        self.bring(request, follower, false, said)
    }

    pub(crate) fn serve_orphan(
        &mut self,
        follower: BrokerId,
        said: &mut Vec<Event>,
    ) -> Result<(), Refused> {
        let request = self.node(follower).orphan.ok_or(Refused)?;
        self.bring(request, follower, true, said)?;
        self.node_mut(follower).orphan = None;
        Ok(())
    }

    /// A request reaches the broker that it was sent to. It waits for nothing, and asks for one
    /// byte, which is one batch.
    fn bring(
        &mut self,
        request: Request,
        follower: BrokerId,
        orphan: bool,
        said: &mut Vec<Event>,
    ) -> Result<(), Refused> {
        if !self.is_up(request.to) {
            return Err(Refused);
        }
        let asked = FetchPartition {
            partition: PARTITION,
            leader_epoch: Some(request.leader_epoch),
            fetch_offset: request.fetch_offset,
            last_fetched_epoch: request.last_fetched_epoch,
            max_bytes: 1,
        };
        let fetch = Fetch {
            request: FETCH,
            from: Asker::Follower(Replica {
                broker: follower,
                broker_epoch: Some(request.broker_epoch),
            }),
            partitions: vec![asked],
            min_bytes: 0,
            max_bytes: 1,
            max_wait_ms: 0,
        };
        self.deliver(request.to, Input::Fetch(fetch), Held::Fetch { follower, orphan }, said);
        Ok(())
    }

    pub(crate) fn take(
        &mut self,
        follower: BrokerId,
        said: &mut Vec<Event>,
    ) -> Result<(), Refused> {
        let Some(Exchange::Answer(answer)) = self.node(follower).exchange else {
            return Err(Refused);
        };
        self.node_mut(follower).exchange = None;
        let (body, batch) = match answer.body {
            Body::Records { batch, high_watermark } => {
                let batches = batch.iter().map(header).collect();
                (TakenBody::Records { batches, high_watermark }, batch)
            }
            Body::Diverging { epoch, end_offset, high_watermark } => {
                (TakenBody::Diverging { epoch, end_offset, high_watermark }, None)
            }
            Body::Error(_) => (TakenBody::Error, None),
        };
        let (leader_epoch, fetch_offset) = (answer.leader_epoch, answer.fetch_offset);
        let answer = Taken { leader_epoch, fetch_offset, body };
        let input = Input::Take { partition: PARTITION, answer };
        self.deliver(follower, input, Held::Answer(batch), said);
        let parting = self.partition(follower).and_then(Partition::parting);
        said.extend(parting.map(Event::Parts));
        if said.is_empty() {
            said.push(Event::Unchanged);
        }
        Ok(())
    }

    pub(crate) fn cut(&mut self, follower: BrokerId, said: &mut Vec<Event>) -> Result<(), Refused> {
        self.partition(follower).and_then(Partition::parting).ok_or(Refused)?;
        self.deliver(follower, Input::Cut { partition: PARTITION }, Held::Nothing, said);
        if said.is_empty() {
            said.push(Event::Unchanged);
        }
        Ok(())
    }

    pub(crate) fn lose(
        &mut self,
        follower: BrokerId,
        said: &mut Vec<Event>,
    ) -> Result<(), Refused> {
        self.node_mut(follower).exchange.take().ok_or(Refused)?;
        said.push(Event::Lost);
        Ok(())
    }

    pub(crate) fn give_up(
        &mut self,
        follower: BrokerId,
        said: &mut Vec<Event>,
    ) -> Result<(), Refused> {
        let node = self.node_mut(follower);
        match node.exchange {
            Some(Exchange::Request(_)) if node.orphan.is_some() => return Err(Refused),
            Some(Exchange::Request(request)) => {
                node.orphan = Some(request);
                said.push(Event::Orphaned(request));
            }
            Some(Exchange::Answer(_)) => said.push(Event::Lost),
            Some(Exchange::Cut { .. }) | None => return Err(Refused),
        }
        node.exchange = None;
        Ok(())
    }
}
