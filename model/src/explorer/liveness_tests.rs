//! Liveness on toys whose fair ways are known, and on random graphs against a judgement that looks
//! at every set of states.

use super::toys::{Count, Go, Handle, Peterson, Post};
use super::*;
use crate::Property;
use alloc::vec;

const POST: Post = Post { losses: 2, resends: true, recalls: false, ticks: true, delivers: true };

fn search<M: Model>(model: &M) -> Outcome<M::Action> {
    Search::new(model).liveness(true).run(&mut ())
}

fn lasso<A: Clone>(outcome: &Outcome<A>, name: &str) -> Option<(Vec<A>, usize, Vec<A>)> {
    let lasso = outcome.lasso(name)?;
    Some((lasso.stem.clone(), lasso.from, lasso.cycle.clone()))
}

#[test]
fn what_fairness_forces_comes_about() {
    // The clock could tick for ever; but the letter can be sent meanwhile, and then delivered.
    for (ticks, states) in [(false, 3 * 3), (true, 3 * 3 * 2)] {
        let outcome = search(&Post { ticks, ..POST });
        assert_eq!(outcome.states, states);
        assert!(outcome.passes());
        assert!(
            outcome
                .liveness
                .iter()
                .map(|it| it.name)
                .eq(["it is delivered", "what is sent arrives"])
        );
    }
}

#[test]
fn a_world_that_rests_before_the_goal_does_not_reach_it() {
    let outcome = search(&Post { resends: false, ticks: false, ..POST });
    let end = [Handle::Send, Handle::Lose].to_vec();
    assert_eq!(lasso(&outcome, "it is delivered"), Some((end.clone(), 0, vec![])));
    assert_eq!(lasso(&outcome, "what is sent arrives"), Some((end, 1, vec![])));
    assert!(outcome.complete() && !outcome.passes());
    // What need not happen, may not; and to look at it changes nothing.
    let outcome = search(&Post { delivers: false, ticks: false, ..POST });
    assert_eq!(lasso(&outcome, "it is delivered"), Some((vec![Handle::Send], 0, vec![])));
    // With a clock it does not rest: it ticks.
    let outcome = search(&Post { resends: false, ..POST });
    let lasso = lasso(&outcome, "it is delivered").expect("what is lost is not sent again");
    assert_eq!(lasso, (vec![Handle::Send, Handle::Lose], 0, vec![Handle::Tick; 2]));
}

#[test]
fn what_can_be_done_only_now_and_then_is_not_forced() {
    let outcome = search(&Post { recalls: true, ticks: false, ..POST });
    let cycle = [Handle::Send, Handle::Recall].to_vec();
    assert_eq!(lasso(&outcome, "it is delivered"), Some((vec![], 0, cycle)));
    let cycle = [Handle::Recall, Handle::Send].to_vec();
    assert_eq!(lasso(&outcome, "what is sent arrives"), Some((vec![Handle::Send], 1, cycle)));
}

#[test]
fn peterson_starves_nobody() {
    assert!(search(&Peterson { gives_way: true }).passes());
    // Without giving way, whoever comes again takes the turn: the other waits for ever.
    let outcome = search(&Peterson { gives_way: false });
    let starved = outcome.lasso("0 gets in").expect("it waits while the other comes and goes");
    assert_eq!(starved.stem[..starved.from], [Go(0), Go(0)]);
    assert_eq!(starved.cycle, [Go(1); 4]);
}

#[test]
fn liveness_is_judged_only_where_it_is_asked_for_and_all_is_known() {
    assert_eq!(Search::new(&POST).run(&mut ()).liveness, []);
    let few = Limits { states: 3, ..Limits::default() };
    let outcome = Search::new(&POST).liveness(true).limits(few).run(&mut ());
    assert_eq!((outcome.end, outcome.liveness), (End::Cut(Limit::States), vec![]));
}

/// A graph as it is drawn: for each state its steps, each with its class and where it leads.
#[derive(Debug)]
struct Drawn {
    steps: Vec<Vec<(Option<u8>, u8)>>,
}

/// Goals are the states from here on; waits begin in odd ones.
const GOALS: u8 = 6;

impl Model for Drawn {
    type State = u8;
    type Action = Count;

    fn initial_states(&self) -> Vec<u8> {
        vec![0]
    }

    fn actions(&self, state: &u8, actions: &mut Vec<Count>) {
        // An action's number says what its class is, too; so none is at two places.
        let before: usize = self.steps[..usize::from(*state)].iter().map(Vec::len).sum();
        let own = self.steps[usize::from(*state)].len();
        actions.extend((before..before + own).map(|step| Count(step as u8)));
    }

    fn next_state(&self, _: &u8, Count(step): Count) -> Option<u8> {
        Some(self.steps.concat()[usize::from(step)].1)
    }

    fn fingerprint(&self, state: &u8) -> u128 {
        u128::from(*state) << 64 | 1
    }

    fn properties(&self) -> Vec<Property<u8>> {
        Vec::new()
    }

    fn liveness(&self) -> Vec<Live<u8>> {
        vec![Live { name: "goal", from: |s| s % 2 == 1, goal: |s| GOALS <= *s }]
    }

    fn fairness(&self, Count(step): Count) -> Option<u8> {
        self.steps.concat()[usize::from(step)].0
    }
}

impl Drawn {
    const STATES: u8 = 8;

    fn random(seed: u64) -> Self {
        let mut state = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
        let mut below = |bound: u64| {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            (state >> 33) % bound
        };
        let steps = (0..Self::STATES).map(|_| {
            let count = below(4);
            let class = |random| (random < 3).then_some(random as u8);
            (0..count).map(|_| (class(below(4)), below(u64::from(Self::STATES)) as u8)).collect()
        });
        Self { steps: steps.collect() }
    }

    /// The steps of a state that lead elsewhere.
    fn moves(&self, state: u8) -> impl Iterator<Item = (Option<u8>, u8)> {
        self.steps[usize::from(state)].iter().copied().filter(move |(_, to)| *to != state)
    }

    /// The states that can be reached from some within `allowed`: bit sets.
    fn reach(&self, from: u8, allowed: u8) -> u8 {
        let mut reached = from & allowed;
        loop {
            let mut more = reached;
            for state in (0..Self::STATES).filter(|state| reached >> state & 1 == 1) {
                self.moves(state).for_each(|(_, to)| more |= 1 << to & allowed);
            }
            if more == reached {
                return reached;
            }
            reached = more;
        }
    }

    /// Whether a way can stay in just these states, visiting all of them, and be fair.
    fn can_stay(&self, set: u8) -> bool {
        let states = || (0..Self::STATES).filter(move |state| set >> state & 1 == 1);
        let connected = states().all(|state| self.reach(1 << state, set) == set);
        let inside = |to: u8| set >> to & 1 == 1;
        let fair = |class| {
            let taken = |state| self.moves(state).any(|(it, to)| it == Some(class) && inside(to));
            let lacks = |state| self.moves(state).all(|(it, _)| it != Some(class));
            states().any(taken) || states().any(lacks)
        };
        connected && (0..3).all(fair)
    }

    fn holds(&self) -> bool {
        const AVOIDS: u8 = (1 << GOALS) - 1;
        let waits = self.reach(1, u8::MAX) & 0b1010_1010 & AVOIDS;
        let stay = self.reach(waits, AVOIDS);
        !(1..=AVOIDS).any(|set| set & !stay == 0 && self.can_stay(set))
    }

    /// The fewest steps to a state in which a wait can go on for ever; each way is a state and
    /// whether it waits there.
    fn stem(&self) -> usize {
        const AVOIDS: u8 = (1 << GOALS) - 1;
        let stays = (1..=AVOIDS).filter(|set| self.can_stay(*set)).fold(0, |all, set| all | set);
        let (mut seen, mut level) = (vec![(0, false)], vec![(0, false)]);
        for steps in 0.. {
            let begin = |way: &(u8, bool)| (way.0, way.1 || way.0 % 2 == 1 && way.0 < GOALS);
            level = level.iter().flat_map(|way| [*way, begin(way)]).collect();
            if level.iter().any(|(state, waits)| *waits && stays >> state & 1 == 1) {
                return steps;
            }
            let next = level.iter().flat_map(|(state, waits)| {
                self.moves(*state).map(move |(_, to)| (to, *waits && to < GOALS))
            });
            level = next.filter(|way| !seen.contains(way)).collect();
            seen.extend(&level);
        }
        unreachable!("there is such a state")
    }

    /// Takes the lasso's steps, and sees that each claim made of it is true.
    fn check(&self, lasso: &Lasso<Count>) {
        let take = |state: u8, action: &Count| {
            let mut actions = Vec::new();
            self.actions(&state, &mut actions);
            assert!(actions.contains(action), "{self:?} {lasso:?}");
            self.next_state(&state, *action).expect("nothing is refused")
        };
        let mut stem = vec![0];
        lasso.stem.iter().for_each(|action| stem.push(take(stem[stem.len() - 1], action)));
        assert_eq!(lasso.stem.len(), self.stem(), "{self:?} {lasso:?}");
        assert_eq!(stem[lasso.from] % 2, 1);
        assert!(stem[lasso.from..].iter().all(|state| *state < GOALS));
        let entry = stem[stem.len() - 1];
        let mut cycle = vec![entry];
        lasso.cycle.iter().for_each(|action| cycle.push(take(cycle[cycle.len() - 1], action)));
        assert_eq!(cycle[cycle.len() - 1], entry);
        assert!(cycle.iter().all(|state| *state < GOALS));
        for class in 0..3 {
            let taken = lasso.cycle.iter().any(|action| self.fairness(*action) == Some(class));
            let lacks = |state: &u8| self.moves(*state).all(|(it, _)| it != Some(class));
            assert!(taken || cycle.iter().any(lacks), "{class} {self:?} {lasso:?}");
        }
    }
}

#[test]
fn random_graphs_are_judged_as_by_every_set_of_their_states() {
    let (mut held, mut rested, mut turned) = (0, 0, 0);
    for seed in 1..=20_000 {
        let drawn = Drawn::random(seed);
        let outcome = search(&drawn);
        let lasso = outcome.lasso("goal");
        assert_eq!(lasso.is_none(), drawn.holds(), "seed {seed}: {drawn:?}");
        lasso.into_iter().for_each(|lasso| drawn.check(lasso));
        match lasso {
            None => held += 1,
            Some(lasso) if lasso.cycle.is_empty() => rested += 1,
            Some(_) => turned += 1,
        }
    }
    // None of the three is rare.
    assert!(2_000 < held.min(rested).min(turned), "{held} {rested} {turned}");
}

/// The graph, and so the lasso, is the same with any number of threads, in a world of many pages.
#[cfg(feature = "std")]
#[test]
fn any_number_of_threads_finds_the_same_lasso() {
    let model = super::toys::Counters { counters: 6, max: 5, refused: 1, starts: 0 };
    let alone = Search::new(&model).liveness(true).run(&mut ());
    let lasso = alone.lasso("the first two reach 3").expect("others may count alone");
    assert_eq!((lasso.stem.len(), lasso.cycle.len()), (4 * 5, 0));
    for threads in [2, 3, 8] {
        let threads = core::num::NonZeroUsize::new(threads).expect("not zero");
        assert_eq!(Search::new(&model).liveness(true).threads(threads).run(&mut ()), alone);
    }
}
