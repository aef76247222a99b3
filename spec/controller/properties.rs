//! The properties of the chapter *controller*.

use crate::{
    property::{Kind, Property},
    replication::properties::effective_min_isr,
    view::{self, View},
};

/// The chapter's properties.
#[must_use]
pub fn all<V: View + ?Sized>() -> [Property<V>; 4] {
    [
        Property {
            name: "ElrOnlyBelowMinIsr",
            rule: "CTL-8",
            says: "eligible leader replicas are out of the ISR, and only while it is too small",
            kind: Kind::Always,
            holds: elr_only_below_min_isr,
        },
        Property {
            name: "LeaderIsActive",
            rule: "CTL-9",
            says: "who leads, as the controller has it, is neither fenced nor shutting down",
            kind: Kind::Always,
            holds: leader_is_active,
        },
        Property {
            name: "IsrIsActive",
            rule: "CTL-17",
            says: "no member of the ISR is fenced or shutting down, but for the last without ELR",
            kind: Kind::Always,
            holds: isr_is_active,
        },
        Property {
            name: "AssignedOnly",
            rule: "CTL-19",
            says: "who leads, is in sync or eligible, as the controller has it, has a replica",
            kind: Kind::Always,
            holds: assigned_only,
        },
    ]
}

/// `ElrOnlyBelowMinIsr`, CTL-8.
pub fn elr_only_below_min_isr<V: View + ?Sized>(view: &V) -> bool {
    let now = view.controller();
    let apart = now.elr.iter().all(|broker| !now.isr.contains(broker));
    let too_small = view.elr() && now.isr.len() < effective_min_isr(view);
    apart && (too_small || now.elr.is_empty())
}

/// `LeaderIsActive`, CTL-9.
pub fn leader_is_active<V: View + ?Sized>(view: &V) -> bool {
    let leader = view.controller().leader;
    leader.is_none_or(|leader| view.registered(leader).is_active())
}

/// `IsrIsActive`, CTL-17.
pub fn isr_is_active<V: View + ?Sized>(view: &V) -> bool {
    let isr = view.controller().isr;
    let last = !view.elr() && isr.len() == 1;
    let mut members = view::brokers(view).filter(|broker| isr.contains(*broker));
    last || members.all(|member| view.registered(member).is_active())
}

/// `AssignedOnly`, CTL-19.
pub fn assigned_only<V: View + ?Sized>(view: &V) -> bool {
    let now = view.controller();
    now.leader
        .into_iter()
        .chain(now.isr.iter())
        .chain(now.elr.iter())
        .all(|broker| now.replicas.contains(broker))
}
