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
use std::time::Instant;

/// How many edges of the worlds that lockstep walks wholly are sampled, over disks in memory.
const EDGES: usize = 150_000;
/// How many edges of larger worlds.
const EDGES_LARGE: usize = 60_000;
/// How many edges, of either, have each verb, at least.
const EACH_VERB: u64 = 100;
/// How many edges are sampled on real disks.
const EDGES_REAL: usize = 7_700;
/// How many of them call the disk, at least.
const EDGES_REAL_WITH_CALLS: u64 = 1_000;

fn in_memory() -> Medium {
    Medium::memory(None)
}

//= LOG-6 test
//= LOG-7 test
//= LOG-8 test
//= LOG-9 test
#[test]
fn a_cut_of_power_at_every_call_of_an_edge_leaves_what_the_model_allows() {
    let began = Instant::now();
    let whole = Sample { worlds: whole_worlds(), edges: EDGES, medium: in_memory }.take();
    println!("stored: {whole}");
    assert!(EDGES <= whole.edges());
    let large = Sample { worlds: large_worlds(), edges: EDGES_LARGE, medium: in_memory }.take();
    println!("stored, in larger worlds: {large}");
    println!("stored: {:.0} s together", began.elapsed().as_secs_f64());
    assert!(EDGES_LARGE <= large.edges());
    let both = whole.and(&large);
    let rare: Vec<_> = both.verbs().filter(|(_, count)| *count < EACH_VERB).collect();
    assert_eq!(rare, [], "edges of each verb");
}

#[test]
fn the_sample_is_always_the_same() {
    let take = || Sample { worlds: whole_worlds(), edges: 2_000, medium: in_memory }.take();
    assert_eq!(take(), take());
}

#[test]
fn edges_are_taken_alike_on_a_real_directory() {
    let (medium, began) = (Medium::real, Instant::now());
    let tally = Sample { worlds: whole_worlds(), edges: EDGES_REAL, medium }.take();
    println!("stored on a real disk: {tally}, {:.0} s", began.elapsed().as_secs_f64());
    assert!(EDGES_REAL <= tally.edges() && EDGES_REAL_WITH_CALLS <= tally.with_calls());
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
