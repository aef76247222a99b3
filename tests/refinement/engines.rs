//! Two engines, one model: Stateright counts and judges the worlds as the explorer does.

use model::{Model, explorer::Stop, flaws, worlds};
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
        let counted = world.settings.visit(Rules::ALL, Count(world.name));
        assert_eq!(counted, world.pinned, "{}", world.name);
        println!("stateright {}: {counted:?}", world.name);
    }
}

/// The parity world is too large as it is pinned; with one epoch less it is not.
#[test]
fn stateright_counts_a_smaller_parity_world() {
    let mut settings = worlds::named("parity").expect("a world").settings;
    settings.set("epochs", "2").expect("a setting");
    let counted = settings.visit(Rules::ALL, Count("parity"));
    assert_eq!((counted.states, counted.depth), (737_794, 26));
}

/// Counts a world in which everything must hold.
struct Count(&'static str);

impl worlds::Visitor for Count {
    type Answer = worlds::Pinned;

    fn visit<M: Model<State: 'static, Action: 'static> + Copy + Send + 'static>(
        self,
        model: M,
    ) -> worlds::Pinned {
        let outcome = search(model, Order::BreadthFirst, Stop::Never, &mut ());
        assert!(outcome.passes(), "{}: {:?}", self.0, outcome.verdicts);
        let (states, transitions, depth) = (outcome.states, outcome.transitions, outcome.depth);
        worlds::Pinned { states, transitions, depth }
    }
}

/// One thread and breadth first, Stateright finds a way to each flaw that is as short: of those
/// whose search is not long, and that break a state. What must come about it cannot judge.
#[test]
fn stateright_finds_every_flaw() {
    for flaw in flaws::ALL.iter().filter(|flaw| !flaw.long) {
        let model = flaw.place.under(Rules::ALL.without(flaw.mistake));
        let broken = flaw.mistake.breaks();
        if model.liveness().iter().any(|live| live.name == broken) {
            continue;
        }
        let outcome = search(model, Order::BreadthFirst, Stop::WhenBroken(broken), &mut ());
        let steps = outcome.path(broken).map(<[_]>::len);
        assert_eq!(steps, Some(flaw.steps), "{}", flaw.mistake);
    }
}
