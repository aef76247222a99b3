//! Replays the committed scenario of a flaw: with the flaw, the property named for it breaks at the
//! last step and not before; with every rule in force, nothing breaks.
//!
//! If what is named must come about ([`Live`]), the scenario leads to where it never does: with the
//! flaw, heal-and-settle from its last step goes round for ever, and nothing that must hold always
//! breaks on the way; with every rule in force it comes to the goal.
//!
//! The model takes the steps, whatever its type is: a line of the scenario is the offered step that
//! is written so. That the reference survives the same scenario is shown by `tests/refinement`.

use super::plan::FlawPlan;
use model::settle::{Settled, settle};
use model::worlds::Visitor;
use model::{Kind, Live, Model, Property};
use spec::{Rules, Scenario, Step};

/// Replays it.
///
/// # Errors
///
/// A sentence that says what is not as it must be, and in which line.
pub(super) fn replay(plan: &FlawPlan, scenario: &str) -> Result<(), String> {
    let scenario: Scenario =
        scenario.parse().map_err(|malformed| format!("the scenario is malformed: {malformed}"))?;
    if let Some(steps) = plan.steps.filter(|steps| *steps != scenario.steps.len()) {
        let has = scenario.steps.len();
        return Err(format!("the scenario has {has} steps, and {steps} are recorded"));
    }
    let (breaks, scenario) = (plan.mistake.breaks(), &scenario);
    let with = Rules::ALL.without(plan.mistake);
    plan.settings.visit(with, WithFlaw { scenario, breaks })?;
    plan.settings.visit(Rules::ALL, WithoutFlaw { scenario, breaks })
}

/// With the flaw: every step is taken, and the named property breaks at the last one, or never
/// comes about after it.
struct WithFlaw<'a> {
    scenario: &'a Scenario,
    breaks: &'static str,
}

impl Visitor for WithFlaw<'_> {
    type Answer = Result<(), String>;

    fn visit<M: Model<State: 'static, Action: 'static> + Copy + Send + 'static>(
        self,
        model: M,
    ) -> Self::Answer {
        let WithFlaw { scenario, breaks } = self;
        let began: Option<Scenario> = model.tell(&[]).parse().ok();
        if began.is_none_or(|began| began.world != scenario.world) {
            return Err("the scenario's world is not the flaw's".to_owned());
        }
        let named = Named::of(&model, breaks);
        let named = named.ok_or_else(|| format!("the world does not judge {breaks}"))?;
        let mut state = model.initial_states().swap_remove(0);
        let mut path = Vec::new();
        for (line, step) in &scenario.steps {
            named.before(&state).map_err(|why| format!("line {line}: {why} before this step"))?;
            let action = offered(&model, &state, step);
            let action = action.ok_or_else(|| format!("line {line}: `{step}` is not offered"))?;
            let next = model.next_state(&state, action);
            state = next.ok_or_else(|| format!("line {line}: `{step}` is refused"))?;
            path.push(action);
        }
        named.at_the_end(&model, &state)?;
        let ended: Option<Scenario> = model.tell(&path).parse().ok();
        let ended = ended.and_then(|ended| ended.state);
        match scenario.state {
            Some(state) if ended != Some(state) => Err(format!("the last state is not {state}")),
            _ => Ok(()),
        }
    }
}

/// What is to be seen with the flaw.
enum Named<S> {
    /// This breaks, at last.
    Breaks(Property<S>),
    /// This never comes about, and none of these breaks.
    Never(Live<S>, Vec<Property<S>>),
}

impl<S: Clone + 'static> Named<S> {
    fn of<M: Model<State = S>>(model: &M, breaks: &str) -> Option<Self> {
        let mut always = model.properties();
        always.retain(|it| it.kind == Kind::Always);
        let live = model.liveness().into_iter().find(|it| it.name == breaks);
        match always.iter().position(|it| it.name == breaks) {
            Some(place) => Some(Named::Breaks(always.swap_remove(place))),
            None => Some(Named::Never(live?, always)),
        }
    }

    /// Whether all is still well.
    fn before(&self, state: &S) -> Result<(), String> {
        let broken = match self {
            Named::Breaks(property) => Some(property).filter(|it| !(it.holds)(state)),
            Named::Never(_, always) => always.iter().find(|it| !(it.holds)(state)),
        };
        broken.map_or(Ok(()), |it| Err(format!("{} is broken", it.name)))
    }

    /// Whether it has come to what was to be seen.
    fn at_the_end<M: Model<State = S>>(&self, model: &M, state: &S) -> Result<(), String> {
        match self {
            Named::Breaks(property) if (property.holds)(state) => {
                Err(format!("{} does not break", property.name))
            }
            Named::Breaks(_) => Ok(()),
            Named::Never(live, _) => {
                self.before(state)?;
                if !(live.from)(state) {
                    return Err(format!("nobody waits for {} in the last state", live.name));
                }
                match settle(model, state, live.goal) {
                    Settled::Never { .. } => Ok(()),
                    Settled::Reached(steps) => {
                        let steps = steps.len();
                        Err(format!("{} comes about after {steps} steps more", live.name))
                    }
                }
            }
        }
    }
}

/// Without it: whatever is refused or not offered changes nothing, nothing breaks, and what is
/// named comes about if it must.
struct WithoutFlaw<'a> {
    scenario: &'a Scenario,
    breaks: &'static str,
}

impl Visitor for WithoutFlaw<'_> {
    type Answer = Result<(), String>;

    fn visit<M: Model<State: 'static, Action: 'static> + Copy + Send + 'static>(
        self,
        model: M,
    ) -> Self::Answer {
        let properties = model.properties();
        let mut state = model.initial_states().swap_remove(0);
        for (line, step) in &self.scenario.steps {
            let action = offered(&model, &state, step);
            if let Some(next) = action.and_then(|action| model.next_state(&state, action)) {
                state = next;
            }
            let mut always = properties.iter().filter(|it| it.kind == Kind::Always);
            if let Some(broken) = always.find(|property| !(property.holds)(&state)) {
                let name = broken.name;
                return Err(format!("line {line}: {name} breaks with every rule in force"));
            }
        }
        let live = model.liveness().into_iter().find(|it| it.name == self.breaks);
        let Some(live) = live else { return Ok(()) };
        match settle(&model, &state, live.goal) {
            Settled::Reached(_) => Ok(()),
            Settled::Never { .. } => {
                Err(format!("{} never comes about with every rule in force", live.name))
            }
        }
    }
}

/// The step among those that the world's budgets leave.
fn offered<M: Model>(model: &M, state: &M::State, step: &Step) -> Option<M::Action> {
    let mut actions = Vec::new();
    model.actions(state, &mut actions);
    let written = step.to_string();
    actions.into_iter().find(|action| action.to_string() == written)
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::flaws;

    /// The second walk judges every step, and the end: under rules that lack one, it finds what
    /// breaks, or never comes about.
    #[test]
    fn what_breaks_with_every_rule_in_force_is_named() {
        for flaw in flaws::ALL {
            let scenario: Scenario = flaw.scenario.parse().expect("a scenario");
            let breaks = flaw.mistake.breaks();
            let walk =
                |rules| flaw.settings().visit(rules, WithoutFlaw { scenario: &scenario, breaks });
            assert_eq!(walk(Rules::ALL), Ok(()), "{}", flaw.mistake);
            let why = walk(Rules::ALL.without(flaw.mistake)).expect_err("it breaks");
            let live = spec::property::live::<spec::Snapshot>();
            let says = match live.iter().any(|it| it.name == breaks) {
                true => "never comes about with every rule in force",
                false => "breaks with every rule in force",
            };
            assert!(why.ends_with(says), "{why}");
        }
    }
}
