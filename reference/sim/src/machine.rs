//! The steps of a broker's machine: flush, checkpoint, crash, restart. (LOG-6 to LOG-9, REP-17)

use crate::{
    cluster::{Cluster, PARTITION},
    driver::Held,
    event::Event,
};
use alloc::{vec, vec::Vec};
use kanon_core::{Broker, Input};
use spec::{
    BrokerId, Offset, Refused, View,
    view::{Exchange, Request},
};

impl Cluster {
    //= LOG-6
    pub(crate) fn flush(&mut self, broker: BrokerId, said: &mut Vec<Event>) -> Result<(), Refused> {
        let end = self.log_end(broker);
        if !self.is_up(broker) || self.flushed_end(broker) == end {
            return Err(Refused);
        }
        self.node_mut(broker).disk.flush();
        said.push(Event::Flushed(end));
        self.deliver(broker, Input::Flushed { partition: PARTITION, end }, Held::Nothing, said);
        Ok(())
    }

    //= LOG-9
    pub(crate) fn checkpoint(
        &mut self,
        broker: BrokerId,
        said: &mut Vec<Event>,
    ) -> Result<(), Refused> {
        let written = self.checkpointed_high_watermark(broker);
        if !self.is_up(broker) || self.high_watermark(broker) == written {
            return Err(Refused);
        }
        self.deliver(broker, Input::Checkpoint, Held::Nothing, said);
        Ok(())
    }

    //= LOG-7
    //= REP-17
    pub(crate) fn crash(
        &mut self,
        broker: BrokerId,
        keep: Offset,
        said: &mut Vec<Event>,
    ) -> Result<(), Refused> {
        let end = self.log_end(broker);
        let possible = self.flushed_end(broker) <= keep && keep <= end;
        let keeps_all = keep == end || !self.controller.is_last_in_sync(broker);
        if !self.is_up(broker) || !possible || !keeps_all {
            return Err(Refused);
        }
        let node = self.node_mut(broker);
        node.broker = None;
        node.disk.crash(keep);
        said.push(Event::Down(node.disk.end()));
        self.lose_traffic(broker);
        self.controller.crashed(broker);
        said.push(self.decided());
        Ok(())
    }

    /// A broker's own fetch, and all that is on its way to it, is lost with it.
    //= REP-5
    fn lose_traffic(&mut self, crashed: BrokerId) {
        self.node_mut(crashed).exchange = None;
        let to_it = |request: &Request| request.to == crashed;
        for node in &mut self.nodes {
            if matches!(&node.exchange, Some(Exchange::Request(request)) if to_it(request)) {
                node.exchange = None;
            }
            if node.orphan.as_ref().is_some_and(to_it) {
                node.orphan = None;
            }
        }
    }

    //= LOG-9
    pub(crate) fn restart(
        &mut self,
        broker: BrokerId,
        said: &mut Vec<Event>,
    ) -> Result<(), Refused> {
        if self.is_up(broker) {
            return Err(Refused);
        }
        self.start(broker);
        said.push(Event::Up(self.log_end(broker), self.high_watermark(broker)));
        Ok(())
    }

    /// Starts a broker with what its disk has.
    pub(crate) fn start(&mut self, id: BrokerId) {
        let rules = self.rules;
        let node = self.node_mut(id);
        node.broker = Some(Broker::new(id, rules));
        let disk = node.disk.found(PARTITION);
        self.deliver(id, Input::Restore(disk), Held::Nothing, &mut vec![]);
    }
}
