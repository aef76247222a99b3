//! Two engines, one model: Stateright counts and judges the worlds as the explorer does.

use model::{explorer::Stop, flaws, worlds};
use model_stateright::{Order, search};
use spec::Rules;

/// Above this, Stateright, which keeps the way to every state, takes too long for every run.
const STATES_MAX: u64 = 5_000_000;

/// Counts, depth and verdicts of each default world of at most [`STATES_MAX`] states. The counts
/// are pinned; that the explorer finds them too is what `kanon check` fails over.
#[test]
fn stateright_counts_every_world_as_it_is_pinned() {
    let small = |world: &&worlds::World| !world.full && world.pinned.states <= STATES_MAX;
    for world in worlds::ALL.iter().filter(small) {
        let model = world.settings.model(Rules::ALL);
        let outcome = search(model, Order::BreadthFirst, Stop::Never, &mut ());
        let counted = worlds::Pinned {
            states: outcome.states,
            transitions: outcome.transitions,
            depth: outcome.depth,
        };
        assert_eq!(counted, world.pinned, "{}", world.name);
        assert!(outcome.passes(), "{}: {:?}", world.name, outcome.verdicts);
        println!("stateright {}: {counted:?}", world.name);
    }
}

/// One thread and breadth first, Stateright finds a way to each flaw that is as short.
#[test]
fn stateright_finds_every_flaw() {
    for flaw in flaws::ALL {
        let model = flaw.settings.model(Rules::ALL.without(flaw.mistake));
        let broken = flaw.mistake.breaks();
        let outcome = search(model, Order::BreadthFirst, Stop::WhenBroken(broken), &mut ());
        let steps = outcome.path(broken).map(<[_]>::len);
        assert_eq!(steps, Some(flaw.steps), "{}", flaw.mistake);
    }
}
