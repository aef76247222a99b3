//! Mistakes: each has its rule, its property, its flaw in the model and its scenario.
//!
//! That the property breaks, and at which length, is for the checks to find out; here it is only
//! seen that nobody forgot one.

use crate::{properties, rules, tree::Tree};
use spec::Mistake;

/// Where the model names its flaws.
const FLAWS: &str = "model/src/flaws.rs";

/// Whatever a mistake of the specification lacks.
pub(crate) fn check(tree: &Tree) -> Vec<String> {
    let mut complaints = Vec::new();
    let properties = properties::all();
    for mistake in Mistake::ALL {
        let name = mistake.name();
        if !properties.iter().any(|property| property.name == mistake.breaks()) {
            complaints.push(format!("{name}: there is no property {}", mistake.breaks()));
        }
        if rule(tree, mistake).is_none() {
            complaints.push(format!("{name}: no rule says `Left out: [`{mistake:?}`](…)`"));
        }
        if !tree.text(FLAWS).unwrap_or_default().contains(&format!("{mistake:?}")) {
            complaints.push(format!("{name}: no flaw in {FLAWS}"));
        }
        if scenarios(tree, mistake).is_empty() {
            complaints.push(format!("{name}: no scenario in tests/scenarios names it"));
        }
    }
    complaints
}

/// The rule that the mistake leaves out.
pub(crate) fn rule(tree: &Tree, mistake: Mistake) -> Option<rules::Rule> {
    rules::all(tree).into_iter().find(|rule| leaves_out(&rule.text, mistake))
}

/// Whether a rule says what it is to leave it out: `Left out: [...]`, or `Left out, as ...: [...]`.
pub(crate) fn leaves_out(rule: &str, mistake: Mistake) -> bool {
    let link = format!("[`{mistake:?}`](");
    let mut before = rule.match_indices(&link).map(|(place, _)| &rule[..place]);
    before.any(|before| {
        let said = before.rsplit_once("Left out").map(|(_, said)| said);
        said.is_some_and(|it| it.ends_with(": ") && !it.contains(['.', '[']))
    })
}

/// The scenarios that name the mistake, in a line or in a comment.
pub(crate) fn scenarios(tree: &Tree, mistake: Mistake) -> Vec<&str> {
    let named = tree.ending("scn").filter(|(_, text)| text.contains(mistake.name()));
    named.map(|(path, _)| path).collect()
}

#[test]
fn a_rule_says_what_is_left_out() {
    let mistake = Mistake::ALL[0];
    let says =
        |before: &str| leaves_out(&format!("{before}[`{mistake:?}`](crate::Mistake)"), mistake);
    assert!(says("A. Left out: ") && says("A. (Left out, as it is there: "));
    let other = "Left out: [`Other`](crate::Mistake), M99. See ";
    assert!(!says("A. See ") && !says(other) && !says("Left out. See: "));
}

#[test]
fn a_mistake_that_lacks_something_is_named() {
    let mut chapter = String::new();
    let mut scenario = String::from("brokers 3\n");
    let mut flaws = String::new();
    for (number, mistake) in (1..).zip(Mistake::ALL) {
        chapter += &format!("**REP-{number}** A. Left out:\n[`{mistake:?}`](crate::Mistake).\n\n");
        scenario += &format!("# {mistake}\n");
        flaws += &format!("Mistake::{mistake:?}\n");
    }
    let names = ["spec/replication/README.md", FLAWS, "tests/scenarios/a.scn"];
    let texts = [chapter.as_str(), flaws.as_str(), scenario.as_str()];
    let whole: Vec<(&str, &str)> = names.into_iter().zip(texts).collect();
    assert_eq!(check(&Tree::of(&whole)), Vec::<String>::new());
    for missing in 0..whole.len() {
        let mut part = whole.clone();
        part.remove(missing);
        assert_eq!(check(&Tree::of(&part)).len(), Mistake::ALL.len());
    }
}
