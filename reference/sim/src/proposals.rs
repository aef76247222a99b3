//! The steps of a leader's proposals, and of their way to the controller and back. (CTL-12 to
//! CTL-15, REP-12, REP-13)
//!
//! What a leader proposes and makes of the answer is the broker's; what is on its way is here.

use crate::{
    cluster::{Cluster, PARTITION},
    driver::Held,
    event::Event,
    words,
};
use alloc::vec::Vec;
use kanon_core::Input;
use spec::{
    BrokerId, Refused, View,
    view::{Alter, AlterRequest, Stage},
};

impl Cluster {
    //= REP-12
    pub(crate) fn shrink(
        &mut self,
        leader: BrokerId,
        follower: BrokerId,
        said: &mut Vec<Event>,
    ) -> Result<(), Refused> {
        self.propose(leader, Input::Shrink { partition: PARTITION, follower }, said)
    }

    //= REP-13
    pub(crate) fn expand(
        &mut self,
        leader: BrokerId,
        follower: BrokerId,
        said: &mut Vec<Event>,
    ) -> Result<(), Refused> {
        self.propose(leader, Input::Expand { partition: PARTITION, follower }, said)
    }

    /// It is refused if the broker finds nothing to propose.
    fn propose(
        &mut self,
        leader: BrokerId,
        input: Input,
        said: &mut Vec<Event>,
    ) -> Result<(), Refused> {
        let proposes = self.is_up(leader) && self.deliver(leader, input, Held::Nothing, said);
        if proposes { Ok(()) } else { Err(Refused) }
    }

    //= CTL-13
    pub(crate) fn deliver_alter(
        &mut self,
        broker: BrokerId,
        said: &mut Vec<Event>,
    ) -> Result<(), Refused> {
        let request = self.in_stage(broker, |stage| stage == Stage::Sent)?;
        let stage = self.bring_to_controller(broker, &request, said);
        let node = self.node_mut(broker);
        node.alter = Some(Alter { request, stage });
        // What was sent before does not arrive after what was sent later.
        node.alter_orphan = None;
        Ok(())
    }

    //= CTL-13
    pub(crate) fn deliver_alter_orphan(
        &mut self,
        broker: BrokerId,
        said: &mut Vec<Event>,
    ) -> Result<(), Refused> {
        let request = self.node_mut(broker).alter_orphan.take().ok_or(Refused)?;
        self.bring_to_controller(broker, &request, said);
        Ok(())
    }

    /// The controller decides, and answers.
    fn bring_to_controller(
        &mut self,
        from: BrokerId,
        request: &AlterRequest,
        said: &mut Vec<Event>,
    ) -> Stage {
        let (decision, answer) = self.controller.alter_partition(from, &words::as_sent(request));
        self.decide(&decision, said);
        match answer {
            Ok(partition_epoch) => {
                said.push(Event::Agreed(partition_epoch));
                Stage::Agreed(partition_epoch)
            }
            Err(error) => {
                said.push(Event::Disagreed(error));
                Stage::Rejected(error)
            }
        }
    }

    //= CTL-13
    //= CTL-15
    pub(crate) fn altered(
        &mut self,
        broker: BrokerId,
        said: &mut Vec<Event>,
    ) -> Result<(), Refused> {
        let answer = match self.node(broker).alter.ok_or(Refused)?.stage {
            Stage::Agreed(partition_epoch) => Ok(partition_epoch),
            Stage::Rejected(error) => Err(error),
            Stage::Unsent | Stage::Sent => return Err(Refused),
        };
        self.node_mut(broker).alter = None;
        let (before, proposed) = (self.known(broker), self.proposed(broker));
        let mut came_of_it = Vec::new();
        let input = Input::Altered { partition: PARTITION, answer };
        self.deliver(broker, input, Held::Nothing, &mut came_of_it);
        let (after, proposes) = (self.known(broker), self.proposed(broker));
        said.push(match (after, proposed, proposes) {
            (Some(known), ..) if before != after => Event::Isr(known.isr),
            (_, Some(_), None) => Event::ProposesNothing,
            (_, _, Some(isr)) => Event::KeepsProposing(isr),
            (_, None, None) => Event::Unheeded,
        });
        said.extend(came_of_it);
        Ok(())
    }

    //= CTL-13
    pub(crate) fn lose_alter(
        &mut self,
        broker: BrokerId,
        said: &mut Vec<Event>,
    ) -> Result<(), Refused> {
        let request = self.in_stage(broker, |stage| stage != Stage::Unsent)?;
        self.node_mut(broker).alter = Some(Alter { request, stage: Stage::Unsent });
        said.push(Event::Lost);
        Ok(())
    }

    //= CTL-13
    pub(crate) fn give_up_alter(
        &mut self,
        broker: BrokerId,
        said: &mut Vec<Event>,
    ) -> Result<(), Refused> {
        let request = self.in_stage(broker, |stage| stage == Stage::Sent)?;
        let node = self.node_mut(broker);
        if node.alter_orphan.is_some() {
            return Err(Refused);
        }
        node.alter_orphan = Some(request);
        node.alter = Some(Alter { request, stage: Stage::Unsent });
        said.push(Event::OrphanedProposal(request));
        Ok(())
    }

    //= CTL-13
    pub(crate) fn resend(
        &mut self,
        broker: BrokerId,
        said: &mut Vec<Event>,
    ) -> Result<(), Refused> {
        let request = self.in_stage(broker, |stage| stage == Stage::Unsent)?;
        self.node_mut(broker).alter = Some(Alter { request, stage: Stage::Sent });
        said.push(Event::Proposed(request));
        Ok(())
    }

    /// A broker's request, if it has got as far as that.
    fn in_stage(
        &self,
        broker: BrokerId,
        has_got: impl Fn(Stage) -> bool,
    ) -> Result<AlterRequest, Refused> {
        let alter = self.node(broker).alter.filter(|alter| has_got(alter.stage));
        alter.map(|alter| alter.request).ok_or(Refused)
    }
}
