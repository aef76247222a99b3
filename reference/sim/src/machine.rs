//! The steps of a broker's machine: flush, checkpoint, crash, restart, stop. (LOG-6 to LOG-9,
//! CTL-7, REP-17)
//!
//! The controller hears of none of them.

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
    //= STO-4
    //= REP-17
    pub(crate) fn crash(
        &mut self,
        broker: BrokerId,
        keep: Offset,
        said: &mut Vec<Event>,
    ) -> Result<(), Refused> {
        let end = self.log_end(broker);
        let possible = self.flushed_end(broker) <= keep && keep <= end;
        if !self.is_up(broker) || !possible {
            return Err(Refused);
        }
        self.crashes += 1;
        let disk = &mut self.node_mut(broker).disk;
        disk.crash(keep);
        disk.note_clean_stop(None);
        said.push(Event::Down(disk.end()));
        self.end_incarnation(broker);
        Ok(())
    }

    //= CTL-7
    pub(crate) fn stop(&mut self, broker: BrokerId, said: &mut Vec<Event>) -> Result<(), Refused> {
        let broker_epoch = self.broker_epoch(broker).ok_or(Refused)?;
        self.deliver(broker, Input::Checkpoint, Held::Nothing, said);
        let disk = &mut self.node_mut(broker).disk;
        let end = disk.end();
        disk.flush();
        disk.crash(end); // As a crash that has nothing to lose.
        disk.note_clean_stop(Some(broker_epoch));
        said.push(Event::Stopped(end));
        self.end_incarnation(broker);
        Ok(())
    }

    /// With a broker ends all that is not on its disk: what it knew, its own requests but for
    /// orphans, and every fetch that is on its way to it.
    //= REP-5
    //= CTL-13
    fn end_incarnation(&mut self, crashed: BrokerId) {
        let node = self.node_mut(crashed);
        node.broker = None;
        node.learnt = None;
        node.exchange = None;
        node.alter = None;
        node.forgotten = Offset(0);
        if let Some(client) = &mut self.producer {
            client.lose(crashed);
        }
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
    //= STO-6
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
        let limits = self.limits();
        let node = self.node_mut(id);
        node.broker = Some(Broker::with_limits(id, rules, limits));
        if node.disk.has_replica() {
            let disk = node.disk.found(PARTITION, limits);
            self.deliver(id, Input::Restore(disk), Held::Nothing, &mut vec![]);
        }
    }
}
