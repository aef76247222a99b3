//! A world by chance: what of it nobody has said is drawn from the seed.

use super::Random;
use spec::{Rules, World, producer::Limits};

/// A world of so many brokers with these rules. Where `min_isr` or `elr` are not said they are
/// drawn: 1, or as many as leave one over, or anything; and ELR mostly on. There is a consumer, or
/// in one world of three an idempotent producer. A run of the same seed is the same whether they
/// were said or drawn.
#[must_use]
pub fn drawn(
    seed: u64,
    brokers: i32,
    rules: Rules,
    min_isr: Option<u32>,
    elr: Option<bool>,
) -> World {
    // Not the numbers that the run draws.
    let mut random = Random::new(!seed);
    let all = u64::from(brokers.unsigned_abs());
    let likely = [1, (all - 1).max(1), 1 + random.below(all)];
    let chosen = u32::try_from(random.one_of(&likely)).expect("few brokers");
    let mostly = !random.one_in(5);
    let producer = random.one_in(3).then_some(Limits::KAFKA);
    let (min_isr, elr) = (min_isr.unwrap_or(chosen), elr.unwrap_or(mostly));
    World { min_isr, elr, consumer: producer.is_none(), producer, rules, ..World::of(brokers) }
}
