//! The counts that TLC has of the same modules at the same bounds, and the lengths of their
//! shortest counterexamples to `StrongIsr`.

use super::{Parity, Protocol};
use crate::explorer::{Outcome, Search, Stop};

fn search(world: Parity, stop: Stop) -> Outcome<super::Action> {
    Search::new(&world).stop(stop).run(&mut ())
}

fn world(replicas: u8, log: u8, records: u8, epochs: u8, protocol: Protocol) -> Parity {
    Parity { replicas, log, records, epochs, protocol }
}

/// Distinct states and depth as TLC printed them for the modules as they were published
/// (`-workers 1`, so that the depth is exact).
#[test]
fn every_protocol_counts_as_tlc_does() {
    use Protocol::{Kip101, Kip279, Kip320, Kip320FirstTry, TruncateToHighWatermark};
    let counted = [
        (world(2, 3, 3, 2, Kip320), 21_493, 22),
        (world(2, 2, 4, 3, Kip320), 100_551, 23),
        (world(3, 1, 1, 2, Kip320), 97_531, 22),
        (world(4, 1, 2, 1, Kip320), 233_521, 24),
        (world(3, 2, 2, 2, Kip320), 737_794, 26),
        (world(2, 3, 3, 2, TruncateToHighWatermark), 37_667, 25),
        (world(3, 2, 1, 1, TruncateToHighWatermark), 10_681, 17),
        (world(2, 3, 3, 2, Kip101), 32_933, 21),
        (world(3, 2, 1, 1, Kip101), 9_841, 18),
        (world(2, 3, 3, 2, Kip279), 32_713, 21),
        (world(3, 2, 1, 1, Kip279), 9_841, 18),
        (world(2, 3, 3, 2, Kip320FirstTry), 30_737, 22),
        (world(3, 2, 1, 1, Kip320FirstTry), 9_661, 18),
    ];
    for (world, states, depth) in counted {
        let outcome = search(world, Stop::Never);
        assert!(outcome.complete());
        assert_eq!((outcome.states, outcome.depth), (states, depth), "{world:?}");
    }
}

#[test]
fn each_protocol_but_the_last_loses_what_was_committed() {
    let lengths = [
        (Protocol::TruncateToHighWatermark, 8),
        (Protocol::Kip101, 10),
        (Protocol::Kip279, 10),
        (Protocol::Kip320FirstTry, 12),
    ];
    for (protocol, steps) in lengths {
        let outcome = search(world(3, 2, 2, 3, protocol), Stop::WhenBroken("StrongIsr"));
        assert_eq!(outcome.path("StrongIsr").map(<[_]>::len), Some(steps), "{protocol:?}");
    }
    assert!(search(world(3, 2, 2, 2, Protocol::Kip320), Stop::Never).passes());
}
