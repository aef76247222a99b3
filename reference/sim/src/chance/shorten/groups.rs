//! Steps that are needed because of each other only: a fetch, and a batch with all of its copies.

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
