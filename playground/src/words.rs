//! What the controller and its messages are called where a picture has room for words: decisions,
//! registrations, proposals, errors. Nothing of what they mean.

use spec::{
    BrokerId, BrokerSet,
    view::{self, Alter, AlterError, AlterRequest, Decision, Registration, Rejection, Stage, View},
};

/// The members of a set, or that there are none.
#[must_use]
pub fn members(set: BrokerSet) -> String {
    if set.is_empty() { "nobody".into() } else { set.to_string() }
}

/// What a decision says that the one before it did not, if the view still has that one.
pub fn decision<V: View>(view: &V, index: u32) -> String {
    let remembered = |before: &u32| view::first_learnt(view) <= *before;
    let Some(before) = index.checked_sub(1).filter(remembered) else {
        return format!("decision {index}, which all who can have learnt");
    };
    let (was, is) = (view.decision(before), view.decision(index));
    let mut says = Vec::new();
    if was.leader_epoch != is.leader_epoch {
        let leader = is.leader.map_or("nobody".into(), |leader| format!("broker {leader}"));
        says.push(format!("{leader} leads epoch {}", is.leader_epoch));
    }
    if was.isr != is.isr {
        says.push(format!("ISR {}", members(is.isr)));
    }
    if was.elr != is.elr {
        says.push(format!("ELR {}", members(is.elr)));
    }
    let sets = |of: Decision| {
        [("replicas", of.replicas), ("adding", of.adding), ("removing", of.removing)]
    };
    for ((_, was), (what, is)) in sets(was).into_iter().zip(sets(is)) {
        if was != is {
            says.push(format!("{what} {}", members(is)));
        }
    }
    if was.partition_epoch != is.partition_epoch {
        says.push(format!("partition epoch {}", is.partition_epoch));
    }
    for broker in view::brokers(view) {
        let of = |index| view.registration(index, broker);
        if of(before) != of(index) {
            says.push(registration(broker, of(index)));
        }
    }
    format!("decision {index}: {}", says.join(", "))
}

/// Whether a decision changes the state of the partition, and not only a registration.
pub fn changes_partition<V: View>(view: &V, index: u32) -> bool {
    let epoch = |index| view.decision(index).partition_epoch;
    index.checked_sub(1).is_some_and(|before| epoch(before) != epoch(index))
}

fn registration(broker: BrokerId, registration: Registration) -> String {
    let Registration { broker_epoch, .. } = registration;
    format!("broker {broker} is {} in broker epoch {broker_epoch}", state(registration))
}

/// What the controller takes a broker for.
#[must_use]
pub fn state(registration: Registration) -> &'static str {
    match registration {
        Registration { fenced: true, shutting_down: true, .. } => "fenced and shutting down",
        Registration { fenced: true, .. } => "fenced",
        Registration { shutting_down: true, .. } => "shutting down",
        Registration { .. } => "active",
    }
}

/// How far a leader's request has got, in a few words.
#[must_use]
pub fn alter(alter: &Alter) -> String {
    match alter.stage {
        Stage::Unsent => format!("↻ to resend: ISR {}", members(alter.request.isr)),
        Stage::Sent => format!("propose ISR {}", members(alter.request.isr)),
        Stage::Agreed(epoch) => format!("agreed: ISR {} · p{epoch}", members(alter.request.isr)),
        Stage::Rejected(error) => format!("− {}", alter_error(error)),
    }
}

/// All that a leader's request says.
#[must_use]
pub fn alter_request(request: &AlterRequest) -> String {
    let AlterRequest { broker_epoch, leader_epoch, partition_epoch, isr, added } = request;
    let added = added.map_or(String::new(), |(broker, epoch)| {
        format!(", of which broker {broker} is new, heard of in broker epoch {epoch}")
    });
    format!(
        "AlterPartition: ISR {}{added}; from broker epoch {broker_epoch}, leader epoch \
         {leader_epoch}, partition epoch {partition_epoch}",
        members(*isr)
    )
}

/// The wire's name of an error.
#[must_use]
pub fn alter_error(error: AlterError) -> &'static str {
    match error {
        AlterError::StaleBrokerEpoch => "STALE_BROKER_EPOCH",
        AlterError::FencedLeaderEpoch => "FENCED_LEADER_EPOCH",
        AlterError::InvalidRequest => "INVALID_REQUEST",
        AlterError::InvalidUpdateVersion => "INVALID_UPDATE_VERSION",
        AlterError::IneligibleReplica => "INELIGIBLE_REPLICA",
        AlterError::NewLeaderElected => "NEW_LEADER_ELECTED",
    }
}

/// The wire's name of an error.
#[must_use]
pub fn rejection(error: Rejection) -> &'static str {
    match error {
        Rejection::FencedLeaderEpoch => "FENCED_LEADER_EPOCH",
        Rejection::UnknownLeaderEpoch => "UNKNOWN_LEADER_EPOCH",
        Rejection::NotLeaderOrFollower => "NOT_LEADER_OR_FOLLOWER",
        Rejection::OffsetOutOfRange => "OFFSET_OUT_OF_RANGE",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use sim::Cluster;
    use spec::{Offset, Step, World};

    #[test]
    fn a_decision_says_what_it_changes_and_no_more() {
        let mut cluster = Cluster::new(&World::of(3));
        assert_eq!(decision(&cluster, 0), "decision 0, which all who can have learnt");
        let crash = Step::Crash { broker: BrokerId(0), keep: Offset(0) };
        for step in [crash, Step::Fence(BrokerId(0)), Step::Restart(BrokerId(0))] {
            cluster.apply(step).expect("possible");
        }
        assert_eq!(
            decision(&cluster, 1),
            "decision 1: broker 1 leads epoch 1, ISR 1 2, partition epoch 1, \
             broker 0 is fenced in broker epoch 0"
        );
        cluster.apply(Step::Register(BrokerId(0))).expect("it is up");
        assert_eq!(decision(&cluster, 2), "decision 2: broker 0 is fenced in broker epoch 1");
        assert_eq!([1, 2].map(|index| changes_partition(&cluster, index)), [true, false]);
        for broker in [1, 1, 2, 2].map(BrokerId) {
            cluster.apply(Step::Learn(broker)).expect("there is more");
        }
        assert_eq!(decision(&cluster, 2), "decision 2, which all who can have learnt");
    }
}
