//! What becomes of a partition when its ISR is to be another: who stays eligible to lead, and who
//! leads. (CTL-8, CTL-9, CTL-10; `PartitionChangeBuilder`)
//!
//! Whether a reassignment is completed by it is seen in `reassignment.rs`.

use super::{
    Controller, PartitionChange, PartitionState,
    reassignment::{Assignment, effective_min_isr},
};
use alloc::collections::BTreeSet;
use spec::{BrokerId, Mistake, Rules, view::Registration};

/// What a partition is to become.
pub(super) struct Wish {
    /// Its ISR.
    pub(super) isr: BTreeSet<BrokerId>,
    /// Who is to have a replica.
    pub(super) assignment: Assignment,
    /// Who ended without having its log on its disk, and is not to be elected for what it had.
    pub(super) ended_uncleanly: Option<BrokerId>,
}

/// Whom a change makes the leader.
#[derive(Clone, Copy)]
enum Elected {
    Nobody,
    /// One who has all that is committed.
    Cleanly(BrokerId),
    /// One who may lack some of it.
    Uncleanly(BrokerId),
}

/// Who is active once a decision is made: all as before, but for the one whom it is about.
pub(super) struct Actives<'a> {
    pub(super) controller: &'a Controller,
    pub(super) news: Option<(BrokerId, Registration)>,
}

impl Actives<'_> {
    fn contains(&self, broker: BrokerId) -> bool {
        match self.news {
            Some((about, registered)) if about == broker => registered.is_active(),
            _ => self.controller.is_active(broker),
        }
    }
}

impl Wish {
    /// An ISR, and nobody has ended.
    pub(super) fn isr(isr: BTreeSet<BrokerId>, state: &PartitionState) -> Wish {
        Wish { isr, assignment: Assignment::of(state), ended_uncleanly: None }
    }

    /// The ISR without one member.
    pub(super) fn without(broker: BrokerId, state: &PartitionState) -> Wish {
        let mut isr = state.isr.clone();
        isr.remove(&broker);
        Wish::isr(isr, state)
    }
}

impl Controller {
    /// The state of a partition by a wish, if it is not the one that it has.
    pub(super) fn change(
        &self,
        before: &PartitionState,
        mut wish: Wish,
        actives: &Actives<'_>,
    ) -> Option<PartitionChange> {
        wish.assignment = self.completed(wish.assignment, &wish.isr, before.min_insync_replicas);
        wish.isr.retain(|member| wish.assignment.replicas.contains(member));
        let mut elr = self.eligible(before, &wish);
        let Assignment { replicas, adding, removing } = wish.assignment;
        let mut isr = wish.isr;
        let elected = self.elect_any(before, &isr, &elr, actives);
        let leader = match elected {
            Elected::Nobody => None,
            Elected::Cleanly(leader) => {
                //= CTL-9
                if before.leader != Some(leader) && elr.remove(&leader) {
                    isr = [leader].into();
                }
                Some(leader)
            }
            //= CTL-10
            Elected::Uncleanly(leader) => {
                isr = [leader].into();
                elr.clear();
                Some(leader)
            }
        };
        //= CTL-8
        if isr.is_empty() && !self.elr {
            isr.clone_from(&before.isr);
        }
        let last_leader = self.last_leader(before, leader);
        let leads = leader.is_none_or(|leads| isr.contains(&leads));
        // A flaw may break this before the property that is named for it.
        assert!(leads || self.rules != Rules::ALL, "REP-15: from the ISR");
        let min_insync_replicas = before.min_insync_replicas;
        let (leader_epoch, partition_epoch) = (before.leader_epoch, before.partition_epoch);
        let state = PartitionState {
            leader,
            leader_epoch,
            partition_epoch,
            isr,
            elr,
            last_leader,
            replicas,
            adding,
            removing,
            min_insync_replicas,
        };
        let uncleanly = matches!(elected, Elected::Uncleanly(_));
        before.followed_by(state).map(|state| PartitionChange { state, uncleanly })
    }

    /// Who is an eligible leader replica, if the ISR becomes what is wished.
    //= CTL-8
    fn eligible(&self, before: &PartitionState, wish: &Wish) -> BTreeSet<BrokerId> {
        let replicas = &wish.assignment.replicas;
        let enough = effective_min_isr(before.min_insync_replicas, replicas);
        if !self.elr || enough <= wish.isr.len() {
            return BTreeSet::new();
        }
        // The mistake is to complete too early, and not that the removed are eligible still.
        let cut_down = self.rules.omit(Mistake::CompleteBeforeInSync);
        let were = before.elr.union(&before.isr).copied();
        let stays = |broker: &BrokerId| {
            let has_ended = wish.ended_uncleanly == Some(*broker);
            let may = !cut_down || replicas.contains(broker);
            !wish.isr.contains(broker) && !has_ended && may
        };
        were.filter(stays).collect()
    }

    /// Who leads, with this ISR and these eligible leader replicas.
    //= CTL-9
    fn elect_any(
        &self,
        before: &PartitionState,
        isr: &BTreeSet<BrokerId>,
        elr: &BTreeSet<BrokerId>,
        actives: &Actives<'_>,
    ) -> Elected {
        let candidates = if isr.is_empty() { elr } else { isr };
        let may_lead = |broker: &BrokerId| candidates.contains(broker) && actives.contains(*broker);
        let stays = before.leader.filter(may_lead);
        if let Some(leader) = stays.or_else(|| candidates.iter().copied().find(may_lead)) {
            return Elected::Cleanly(leader);
        }
        //= CTL-10
        let nobody_left = self.elr && candidates.is_empty();
        let asked = !self.rules.omit(Mistake::ElectFencedLastLeader);
        let can_lead = |last: &BrokerId| nobody_left && (!asked || actives.contains(*last));
        before.last_leader.filter(can_lead).map_or(Elected::Nobody, Elected::Uncleanly)
    }

    /// Who is remembered to have led last: nobody, once there is a leader again.
    //= CTL-10
    fn last_leader(&self, before: &PartitionState, now: Option<BrokerId>) -> Option<BrokerId> {
        if !self.elr || now.is_some() { None } else { before.last_leader.or(before.leader) }
    }
}
