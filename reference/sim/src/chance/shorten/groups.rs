//! Steps that are needed because of each other only: a fetch, a batch with all of its copies, a
//! proposal with its answer, a broker's end with its return.

use super::{Short, fitting};
use crate::{Cluster, Event};
use alloc::{
    collections::{BTreeMap, BTreeSet},
    vec::Vec,
};
use spec::{BrokerId, Offset, Step, Value};

/// Places of steps.
type Places = BTreeSet<usize>;

/// What goes together, and how many records fewer a log then has.
#[derive(Clone, Default)]
struct Group {
    places: Places,
    records: i64,
}

impl Short<'_, '_> {
    /// Drops batches, each with the fetches that copied it, then fetches; the last ones first, so
    /// that the places of those before stay what they were.
    pub(super) fn drop_groups(&mut self) {
        let mut left = self.groups();
        while let Some(group) = left.pop() {
            let kept = self.without(&group);
            let length = self.steps.len();
            if self.try_whole(self.world, &kept) && self.steps.len() < length {
                // What is left stands elsewhere now; as many groups were tried as there are behind.
                let tried = left.len();
                left = self.groups();
                left.truncate(tried);
            }
        }
    }

    /// The steps without a group; a log that crashes after it has fewer records to keep.
    fn without(&self, group: &Group) -> Vec<Step> {
        let first = group.places.first().copied().unwrap_or_default();
        let kept = (0..).zip(&self.steps).filter(|(place, _)| !group.places.contains(place));
        let shifted = kept.map(|(place, step)| match *step {
            Step::Crash { broker, keep } if first < place => {
                Step::Crash { broker, keep: Offset(keep.0 - group.records) }
            }
            step => step,
        });
        shifted.collect()
    }

    fn groups(&self) -> Vec<Group> {
        let mut cluster = Cluster::new(&self.world);
        let mut fetches: BTreeMap<BrokerId, Places> = BTreeMap::new();
        let mut values: BTreeMap<Value, Group> = BTreeMap::new();
        let mut proposals: BTreeMap<BrokerId, Places> = BTreeMap::new();
        let mut absences: BTreeMap<BrokerId, Places> = BTreeMap::new();
        let mut groups = Vec::new();
        for (place, step) in self.steps.iter().enumerate() {
            let Ok(events) = cluster.apply(fitting(*step, &cluster)) else { continue };
            let fetch = fetches.entry(step.broker()).or_default();
            match step {
                Step::Ask(_) => *fetch = [place].into(),
                Step::Serve(_) => {
                    fetch.insert(place);
                }
                Step::Take(_) | Step::Cut(_) | Step::Lose(_) | Step::GiveUp(_) => {
                    fetch.insert(place);
                    groups.push(Group { places: fetch.clone(), records: 0 });
                }
                _ => {}
            }
            let proposal = proposals.entry(step.broker()).or_default();
            let absence = absences.entry(step.broker()).or_default();
            for (places, part) in [(proposal, of_proposal(*step)), (absence, of_absence(*step))] {
                groups.extend(part.and_then(|part| part.of(places, place)));
            }
            for event in &events {
                match event {
                    Event::Appended(batch) => {
                        let group = values.entry(batch.value).or_default();
                        group.places.insert(place);
                        group.records = i64::from(batch.records);
                    }
                    Event::Copied(batch) => {
                        values.entry(batch.value).or_default().places.append(&mut fetch.clone());
                    }
                    _ => {}
                }
            }
        }
        groups.extend(values.into_values());
        groups
    }
}

/// Where a step stands in a group of its broker's.
#[derive(Clone, Copy)]
enum Part {
    First,
    Within,
    Last,
}

impl Part {
    /// Adds a place to what has begun; what ends is a group.
    fn of(self, places: &mut Places, place: usize) -> Option<Group> {
        if matches!(self, Part::First) {
            places.clear();
        }
        places.insert(place);
        let ends = matches!(self, Part::Last);
        ends.then(|| Group { places: core::mem::take(places), records: 0 })
    }
}

fn of_proposal(step: Step) -> Option<Part> {
    match step {
        Step::Shrink { .. } | Step::Expand { .. } => Some(Part::First),
        Step::Alter(_) | Step::Resend(_) | Step::LoseAlter(_) | Step::GiveUpAlter(_) => {
            Some(Part::Within)
        }
        Step::Altered(_) => Some(Part::Last),
        _ => None,
    }
}

fn of_absence(step: Step) -> Option<Part> {
    match step {
        Step::Crash { .. } | Step::Leave(_) | Step::Suspect(_) => Some(Part::First),
        Step::Stop(_) | Step::Fence(_) | Step::Restart(_) | Step::Register(_) => Some(Part::Within),
        Step::Unfence(_) => Some(Part::Last),
        _ => None,
    }
}
