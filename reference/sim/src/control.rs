//! The steps of the controller, and of those who hear from it. (REP-12, REP-13, REP-15, REP-16)

use crate::{
    cluster::{Cluster, PARTITION},
    driver::Held,
    event::Event,
};
use alloc::vec::Vec;
use kanon_core::Input;
use spec::{BrokerId, Refused, View};

impl Cluster {
    //= REP-15
    pub(crate) fn elect(&mut self, broker: BrokerId, said: &mut Vec<Event>) -> Result<(), Refused> {
        let is_up = self.is_up(broker);
        self.controller.elect(broker, is_up)?;
        said.push(self.decided());
        Ok(())
    }

    //= REP-16
    pub(crate) fn learn(&mut self, broker: BrokerId, said: &mut Vec<Event>) -> Result<(), Refused> {
        let known = self.known(broker).map(|known| known.leader_epoch);
        if !self.is_up(broker) || known == Some(self.controller.leader_epoch) {
            return Err(Refused);
        }
        self.tell(broker, said);
        Ok(())
    }

    /// Tells a broker the latest decision.
    pub(crate) fn tell(&mut self, broker: BrokerId, said: &mut Vec<Event>) {
        let (leader, epoch) = (self.controller.leader, self.controller.leader_epoch);
        said.push(match leader {
            Some(leader) if leader == broker => Event::Leads(epoch, self.log_end(broker)),
            Some(leader) => Event::Follows(leader, epoch),
            None => Event::Leaderless(epoch),
        });
        let decision = self.controller.decision(PARTITION, self.min_isr);
        self.deliver(broker, Input::Learn(decision), Held::Nothing, said);
    }

    //= REP-12
    pub(crate) fn shrink(
        &mut self,
        follower: BrokerId,
        said: &mut Vec<Event>,
    ) -> Result<(), Refused> {
        self.propose(Input::Shrink { partition: PARTITION, follower }, said)
    }

    //= REP-13
    pub(crate) fn expand(
        &mut self,
        follower: BrokerId,
        said: &mut Vec<Event>,
    ) -> Result<(), Refused> {
        self.propose(Input::Expand { partition: PARTITION, follower }, said)
    }

    /// The leader may propose an ISR if the controller and it agree on who leads and since when.
    fn propose(&mut self, input: Input, said: &mut Vec<Event>) -> Result<(), Refused> {
        let leader = self.controller.leader.ok_or(Refused)?;
        let known = self.known(leader).map(|known| known.leader_epoch);
        if known != Some(self.controller.leader_epoch) {
            return Err(Refused);
        }
        let proposes = self.deliver(leader, input, Held::Nothing, said);
        if proposes { Ok(()) } else { Err(Refused) }
    }

    /// What the controller has decided, to be said.
    pub(crate) fn decided(&self) -> Event {
        Event::Decided(self.controller())
    }
}
