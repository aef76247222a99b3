//! Heal and settle: from one state, only what heals happens, every kind of it in turn, and it is
//! seen whether what must come about then does.
//!
//! This judges one fair way of many, and takes as long as that way: it says of one state what the
//! [explorer](crate::explorer) says of all ways from it. That it reaches the goal shows that there
//! is a fair way to it; that it never does shows that there is a fair way without it, which is a
//! counterexample. It looks for no other way.

use crate::Model;
use alloc::vec::Vec;

/// How it ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Settled<A> {
    /// In a state where the goal holds: at once, or after these steps.
    Reached(Vec<A>),
    /// On a way that has no end and never comes to the goal.
    Never {
        /// To the state that comes again.
        stem: Vec<A>,
        /// From there back to it; empty if the world can rest there.
        round: Vec<A>,
    },
}

/// Takes in rounds, for each [fairness class](Model::fairness) in its order, the first step offered
/// that changes something, until the goal holds, or until a round begins in a state in which one
/// began before.
///
/// In the second case the rounds between the two are a cycle, as nothing but the state decides what
/// a round does. It is a fair one: in each of its rounds every class had its turn, and was taken
/// then, or could not be taken in that state, as all of its steps were refused, not offered, or
/// without effect. So on the way that goes round for ever no class could be taken from some point
/// on without ever being taken. None of its states is a goal, for each was looked at.
///
/// It needs no other bound: a world that is finite comes back to a state.
pub fn settle<M: Model>(
    model: &M,
    state: &M::State,
    goal: fn(&M::State) -> bool,
) -> Settled<M::Action> {
    let mut now = state.clone();
    let mut steps = Vec::new();
    // The states in which rounds began, and how many steps had been taken.
    let mut began: Vec<(M::State, usize)> = Vec::new();
    loop {
        if goal(&now) {
            return Settled::Reached(steps);
        }
        if let Some((_, at)) = began.iter().find(|(before, _)| *before == now) {
            let round = steps.split_off(*at);
            return Settled::Never { stem: steps, round };
        }
        began.push((now.clone(), steps.len()));
        for class in 0..u8::MAX {
            let Some((step, next)) = first_of(model, &now, class) else { continue };
            steps.push(step);
            now = next;
            if goal(&now) {
                return Settled::Reached(steps);
            }
        }
    }
}

/// The first step of a class that changes something, and what it leads to.
fn first_of<M: Model>(model: &M, now: &M::State, class: u8) -> Option<(M::Action, M::State)> {
    let mut actions = Vec::new();
    model.actions(now, &mut actions);
    let in_class = actions.into_iter().filter(|action| model.fairness(*action) == Some(class));
    let mut taken = in_class.filter_map(|step| Some((step, model.next_state(now, step)?)));
    taken.find(|(_, next)| next != now)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        Live,
        explorer::{
            Search,
            toys::{Counters, Go, Handle, Peterson, Post},
        },
    };
    use alloc::vec;

    const POST: Post =
        Post { losses: 0, resends: true, recalls: false, ticks: false, delivers: true };

    fn from_start<M: Model>(model: &M, live: &Live<M::State>) -> Settled<M::Action> {
        settle(model, &model.initial_states()[0], live.goal)
    }

    /// Takes the steps; none is refused, and after each the goal does not hold.
    fn walk<M: Model>(
        model: &M,
        live: &Live<M::State>,
        mut at: M::State,
        way: &[M::Action],
    ) -> M::State {
        for step in way {
            assert!(!(live.goal)(&at));
            at = model.next_state(&at, *step).expect("no step of it is refused");
        }
        at
    }

    #[test]
    fn what_heals_is_done_until_the_goal_holds() {
        let live = &POST.liveness()[0];
        let settled = from_start(&POST, live);
        assert_eq!(settled, Settled::Reached(vec![Handle::Send, Handle::Deliver]));
        let delivered =
            walk(&POST, live, POST.initial_states()[0], &[Handle::Send, Handle::Deliver]);
        assert_eq!(settle(&POST, &delivered, live.goal), Settled::Reached(vec![]));
    }

    /// The clock ticks in every round, and no round is the last; looking changes nothing.
    #[test]
    fn a_round_that_comes_again_is_named() {
        let post = Post { ticks: true, delivers: false, ..POST };
        let settled = from_start(&post, &post.liveness()[0]);
        let (send, tick) = (Handle::Send, Handle::Tick);
        // The first round sends and ticks, each later one ticks: the fourth begins as the second.
        let never = Settled::Never { stem: vec![send, tick], round: vec![tick, tick] };
        assert_eq!(settled, never);
    }

    #[test]
    fn where_nothing_heals_it_rests() {
        let lost = Post { losses: 1, resends: false, ..POST };
        let live = &lost.liveness()[0];
        let state = walk(&lost, live, lost.initial_states()[0], &[Handle::Send, Handle::Lose]);
        let never = Settled::Never { stem: vec![], round: vec![] };
        assert_eq!(settle(&lost, &state, live.goal), never);
        // The first two count in no class.
        let counters = Counters { counters: 3, max: 2, refused: 2, starts: 0 };
        let rests = from_start(&counters, &counters.liveness()[0]);
        assert!(
            matches!(rests, Settled::Never { stem, round } if stem.len() == 2 && round.is_empty())
        );
    }

    /// A sender that takes back in time whatever it has sent: the round is fair, for the class that
    /// would deliver is never there to be taken in its turn.
    #[test]
    fn each_class_has_its_turn_in_its_order() {
        let recalled = Post { recalls: true, ..POST };
        let live = &recalled.liveness()[0];
        // Delivery comes before recall.
        assert_eq!(from_start(&recalled, live), from_start(&POST, live));
        let kept = Post { delivers: false, ..recalled };
        let round = vec![Handle::Send, Handle::Recall];
        assert_eq!(from_start(&kept, live), Settled::Never { stem: vec![], round });
    }

    #[test]
    fn both_processes_get_in() {
        let peterson = Peterson { gives_way: true };
        for live in peterson.liveness() {
            assert!(matches!(from_start(&peterson, &live), Settled::Reached(_)));
        }
        let inside =
            (0..3).try_fold(peterson.initial_states()[0], |at, _| peterson.next_state(&at, Go(0)));
        let inside = inside.expect("it wants, gives way and gets in");
        let settled = settle(&peterson, &inside, peterson.liveness()[1].goal);
        assert!(matches!(settled, Settled::Reached(_)));
    }

    /// What never comes about from the start has a lasso for the explorer too, and what it says of
    /// the way is so.
    #[test]
    fn the_explorer_agrees() {
        let mut never = 0;
        for bits in 0..32u8 {
            let bit = |place: u8| bits >> place & 1 == 1;
            let [resends, recalls, ticks, delivers] = [bit(0), bit(1), bit(2), bit(3)];
            let post = Post { losses: u8::from(bit(4)), resends, recalls, ticks, delivers };
            let outcome = Search::new(&post).liveness(true).run(&mut ());
            let live = &post.liveness()[0];
            let start = post.initial_states()[0];
            match settle(&post, &start, live.goal) {
                Settled::Reached(_) => {}
                Settled::Never { stem, round } => {
                    never += 1;
                    assert!(outcome.lasso(live.name).is_some(), "{post:?}");
                    let entry = walk(&post, live, start, &stem);
                    assert_eq!(walk(&post, live, entry, &round), entry);
                }
            }
        }
        assert_eq!(never, 16, "those that do not deliver");
    }
}
