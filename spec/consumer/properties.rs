//! The properties of the chapter *consumer*.

use crate::{
    ids::Value,
    property::{Kind, Property},
    view::View,
};

/// The chapter's properties.
#[must_use]
pub fn all<V: View + ?Sized>() -> [Property<V>; 2] {
    [
        Property {
            name: "ReadsOneHistory",
            rule: "CON-4",
            says: "what the consumer has read is in the log from which it reads on",
            kind: Kind::Always,
            holds: reads_one_history,
        },
        Property {
            name: "EndNeverGoesBack",
            rule: "CON-6",
            says: "no end that the consumer is told is before another, unless one is given up",
            kind: Kind::Always,
            holds: end_never_goes_back,
        },
    ]
}

/// `ReadsOneHistory`, CON-4.
pub fn reads_one_history<V: View + ?Sized>(view: &V) -> bool {
    view.consumer().is_none_or(|consumer| !consumer.torn)
}

/// `EndNeverGoesBack`, CON-6.
pub fn end_never_goes_back<V: View + ?Sized>(view: &V) -> bool {
    let lost = (0..view.values()).any(|value| view.given_up(Value(value)));
    lost || view.consumer().is_none_or(|consumer| !consumer.went_back)
}
