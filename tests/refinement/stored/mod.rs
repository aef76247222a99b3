//! The model's steps on brokers that keep their logs in `reference/store`.
//!
//! Edges of the worlds that lockstep walks are sampled by random walks. After each, the brokers,
//! whose logs lie in directories of the store, show what the model shows, and tell producers the
//! same. On disks in memory the power is cut at every call that the step makes ([`power`]); on real
//! ones brokers crash and start again as the steps have it.
//!
//! - [`records`]: values as real record batches, whose bytes go from a leader's log to a follower's
//! - [`medium`]: disks, and what they see of a step
//! - [`directory`], [`node`], [`cluster`], [`view`]: brokers on directories
//! - [`power`]: what a cut may leave
//! - [`sample`]: which edges, and the count

mod cluster;
mod directory;
mod medium;
mod node;
mod power;
mod records;
mod sample;
mod view;

use medium::{Defect, Medium};
use sample::{Sample, large_worlds, whole_worlds};

/// How many edges of the worlds that lockstep walks wholly are sampled, over disks in memory.
const EDGES: usize = 200_000;
/// How many edges of larger worlds.
const EDGES_LARGE: usize = 100_000;
/// How many edges, of either, have each verb, at least.
const EACH_VERB: u64 = 150;
/// How many edges are sampled on real disks.
const EDGES_REAL: usize = 1_000;

//= LOG-6 test
//= LOG-7 test
//= LOG-8 test
//= LOG-9 test
#[test]
fn a_cut_of_power_at_every_call_of_an_edge_leaves_what_the_model_allows() {
    let medium = || Medium::memory(None);
    let whole = Sample { worlds: whole_worlds(), edges: EDGES, medium }.take();
    println!("stored: {whole}");
    assert!(EDGES <= whole.edges());
    let large = Sample { worlds: large_worlds(), edges: EDGES_LARGE, medium }.take();
    println!("stored, in larger worlds: {large}");
    assert!(EDGES_LARGE <= large.edges());
    let both = whole.and(&large);
    let rare: Vec<_> = both.verbs().filter(|(_, count)| *count < EACH_VERB).collect();
    assert_eq!(rare, [], "edges of each verb");
}

#[test]
fn edges_are_taken_alike_on_a_real_directory() {
    let medium = Medium::real;
    let tally = Sample { worlds: whole_worlds(), edges: EDGES_REAL, medium }.take();
    println!("stored on a real disk: {tally}");
    assert!(EDGES_REAL <= tally.edges());
}

/// Takes some edges on disks that lie.
fn on_disks_that_lie(defect: Defect) {
    let medium = move || Medium::memory(Some(defect));
    Sample { worlds: whole_worlds(), edges: 10_000, medium }.take();
}

#[test]
#[should_panic(expected = "is not of")]
fn a_flush_that_syncs_nothing_is_seen() {
    on_disks_that_lie(Defect::SyncsNoLog);
}

#[test]
#[should_panic(expected = "is not of")]
fn names_that_are_not_synced_are_seen() {
    on_disks_that_lie(Defect::SyncsNoName);
}

#[test]
#[should_panic(expected = "is not of")]
fn a_cut_that_cuts_nothing_is_seen() {
    on_disks_that_lie(Defect::CutsNoLog);
}

#[test]
#[should_panic(expected = "is not of")]
fn a_mark_of_a_clean_stop_that_stays_is_seen() {
    on_disks_that_lie(Defect::KeepsTheMark);
}
