//! The lines of a scenario's world.

use super::{
    MAX_BROKERS, Malformed, NO_WORLD, Reading,
    words::{Word, broker, only, twice},
};
use crate::{
    World,
    ids::{BrokerSet, Sequence},
    mistakes::Mistake,
    producer::Limits,
};
use alloc::{format, string::String, vec::Vec};

impl Reading {
    pub(super) fn world(&mut self, verb: Word<'_>, rest: &[Word<'_>]) -> Result<(), Malformed> {
        if !self.steps.is_empty() {
            return Err(verb.wrong(format!("`{}` belongs before the first step", verb.text)));
        }
        if verb.text != "without" {
            self.once(verb)?;
        }
        if verb.text == "brokers" {
            let (count, brokers) = only(verb, rest, "a number")?;
            if !(1..=MAX_BROKERS).contains(&brokers) {
                return Err(count.wrong(format!("a world has 1 to {MAX_BROKERS} brokers")));
            }
            self.world = Some(World::of(brokers));
            return Ok(());
        }
        let Some(world) = &mut self.world else {
            return Err(verb.wrong(NO_WORLD));
        };
        match verb.text {
            "replicas" => {
                world.replicas = members(rest, world)?;
                if world.replicas.is_empty() {
                    return Err(verb.wrong("`replicas` names at least one broker"));
                }
                world.isr = world.replicas;
            }
            "isr" => {
                world.isr = members(rest, world)?;
                if world.isr.is_empty() {
                    return Err(verb.wrong("`isr` names at least one broker"));
                }
                if let Some(other) = world.isr.iter().find(|it| !world.replicas.contains(*it)) {
                    return Err(verb.wrong(format!("broker {other} has no replica")));
                }
            }
            "min-isr" => {
                let (count, min_isr) = only(verb, rest, "a number")?;
                if min_isr == 0 {
                    return Err(count.wrong("min-isr is at least 1"));
                }
                world.min_isr = min_isr;
            }
            "producer" => world.producer = Some(producer(verb, rest)?),
            "consumer" => {
                if let Some(extra) = rest.first() {
                    return Err(extra.wrong("`consumer` stands alone"));
                }
                world.consumer = true;
            }
            "elr" => {
                let (word, elr): (_, String) = only(verb, rest, "`on` or `off`")?;
                world.elr = match elr.as_str() {
                    "on" => true,
                    "off" => false,
                    _ => return Err(word.wrong("elr is `on` or `off`")),
                };
            }
            _ => {
                let (word, name): (_, String) = only(verb, rest, "the name of a mistake")?;
                let mistake = Mistake::named(&name).ok_or_else(|| word.wrong(no_mistake(&name)))?;
                world.rules = world.rules.without(mistake);
                self.once(word)?;
            }
        }
        Ok(())
    }
}

/// The limits of the producer; those that are not said are Kafka's.
fn producer(verb: Word<'_>, rest: &[Word<'_>]) -> Result<Limits, Malformed> {
    let takes = "`producer` takes `remembered=N` and `last-sequence=N`, each once";
    let mut limits = Limits::KAFKA;
    let mut said = [false; 2];
    for word in rest {
        let (place, most) = match word.text.split_once('=') {
            Some(("remembered", _)) => (0, 1000),
            Some(("last-sequence", _)) => (1, i32::MAX),
            _ => return Err(word.wrong(takes)),
        };
        let number = word.text.split_once('=').and_then(|(_, number)| number.parse::<i32>().ok());
        let number = number.filter(|number| (1..=most).contains(number));
        let number = number.ok_or_else(|| word.wrong(format!("a number from 1 to {most}")))?;
        if core::mem::replace(&mut said[place], true) {
            return Err(word.wrong(takes));
        }
        match place {
            0 => limits.remembered = number.unsigned_abs(),
            _ => limits.last_sequence = Sequence(number),
        }
    }
    if i64::from(limits.last_sequence.0) + 1 < 2 * i64::from(limits.remembered) {
        return Err(verb.wrong("`last-sequence` is at least twice `remembered`, less one"));
    }
    Ok(limits)
}

fn members(words: &[Word<'_>], world: &World) -> Result<BrokerSet, Malformed> {
    words.iter().try_fold(BrokerSet::EMPTY, |members, word| {
        let member = broker(*word, world)?;
        if members.contains(member) {
            return Err(word.wrong(twice(word.text)));
        }
        Ok(members.with(member))
    })
}

fn no_mistake(name: &str) -> String {
    let names: Vec<&str> = Mistake::ALL.iter().map(|mistake| mistake.name()).collect();
    format!("`{name}` is not a mistake: they are {}", names.join(", "))
}
