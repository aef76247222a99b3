//! Replays the committed scenario of a flaw: with the flaw, the property named for it breaks at the
//! last step and not before; with every rule in force, nothing breaks.
//!
//! The model takes the steps, whatever its type is: a line of the scenario is the offered step that
//! is written so. That the reference survives the same scenario is shown by `tests/refinement`.

use super::plan::FlawPlan;
use model::worlds::Visitor;
use model::{Kind, Model};
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
    let (mistake, scenario) = (plan.mistake, &scenario);
    let with = Rules::ALL.without(mistake);
    plan.settings.visit(with, WithFlaw { scenario, breaks: mistake.breaks() })?;
    plan.settings.visit(Rules::ALL, WithoutFlaw { scenario })
}

/// With the flaw: every step is taken, and the named property breaks at the last one.
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
        let properties = model.properties();
        let named = properties.iter().find(|it| it.name == breaks && it.kind == Kind::Always);
        let named = named.ok_or_else(|| format!("the world does not judge {breaks}"))?;
        let mut state = model.initial_states().swap_remove(0);
        let mut path = Vec::new();
        for (line, step) in &scenario.steps {
            if !(named.holds)(&state) {
                return Err(format!("line {line}: {breaks} is broken before this step"));
            }
            let action = offered(&model, &state, step);
            let action = action.ok_or_else(|| format!("line {line}: `{step}` is not offered"))?;
            let next = model.next_state(&state, action);
            state = next.ok_or_else(|| format!("line {line}: `{step}` is refused"))?;
            path.push(action);
        }
        if (named.holds)(&state) {
            return Err(format!("{breaks} does not break"));
        }
        let ended: Option<Scenario> = model.tell(&path).parse().ok();
        let ended = ended.and_then(|ended| ended.state);
        match scenario.state {
            Some(state) if ended != Some(state) => Err(format!("the last state is not {state}")),
            _ => Ok(()),
        }
    }
}

/// Without it: whatever is refused or not offered changes nothing, and nothing breaks.
struct WithoutFlaw<'a> {
    scenario: &'a Scenario,
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
        Ok(())
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

    /// The second walk judges every step: under rules that lack one, it finds what breaks.
    #[test]
    fn what_breaks_with_every_rule_in_force_is_named() {
        for flaw in flaws::ALL {
            let scenario: Scenario = flaw.scenario.parse().expect("a scenario");
            let walk = |rules| flaw.settings().visit(rules, WithoutFlaw { scenario: &scenario });
            assert_eq!(walk(Rules::ALL), Ok(()));
            let why = walk(Rules::ALL.without(flaw.mistake)).expect_err("it breaks");
            assert!(why.ends_with("breaks with every rule in force"), "{why}");
        }
    }
}
