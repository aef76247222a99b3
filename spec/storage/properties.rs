//! The properties of the chapter *storage*.

use crate::{
    property::{Kind, Property},
    view::{self, View},
};

/// The chapter's properties.
#[must_use]
pub fn all<V: View + ?Sized>() -> [Property<V>; 1] {
    [Property {
        name: "LogStartIsCommitted",
        rule: "STO-2",
        says: "no log begins after its high watermark, or after what is flushed",
        kind: Kind::Always,
        holds: log_start_is_committed,
    }]
}

/// `LogStartIsCommitted`, STO-2.
pub fn log_start_is_committed<V: View + ?Sized>(view: &V) -> bool {
    view::brokers(view).all(|broker| {
        let start = view.log_start(broker);
        start <= view.high_watermark(broker) && start <= view.flushed_end(broker)
    })
}
