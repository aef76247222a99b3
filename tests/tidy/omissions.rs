//! A rule is left out only where a mistake is shown: never in a broker that serves anybody.

use crate::tree::{self, Tree};

/// Who may leave a rule out: beginnings of paths.
const MAY: [&str; 8] = [
    "spec/",
    "model/",
    "reference/sim/",
    "playground/",
    "tests/",
    "reference/kanon/src/check",
    "reference/kanon/src/run",
    "reference/kanon/src/sim",
];

/// What leaving out looks like in code.
const OMITS: [&str; 2] = ["Rules::without", ".without("];

/// Every other place that leaves a rule out.
pub(crate) fn check(tree: &Tree) -> Vec<String> {
    let mut complaints = Vec::new();
    let others = tree.ending("rs").filter(|(path, _)| !MAY.iter().any(|may| path.starts_with(may)));
    for (path, text) in others {
        let lines =
            tree::code(text).filter(|(_, line)| OMITS.iter().any(|word| line.contains(word)));
        complaints.extend(lines.map(|(number, _)| {
            format!("{path}:{number}: leaves out a rule; only {} may", MAY.join(", "))
        }));
    }
    complaints
}

#[test]
fn a_server_that_leaves_out_a_rule_is_named() {
    let line = "fn a() { Rules::ALL.without(m); }\n";
    let allowed = [("tests/a.rs", line), ("reference/kanon/src/check/flaw.rs", line)];
    assert_eq!(check(&Tree::of(&allowed)), Vec::<String>::new());
    let refused = [
        ("reference/server/src/a.rs", line),
        ("reference/core/src/a.rs", line),
        ("reference/kanon/src/serve.rs", line),
    ];
    assert_eq!(check(&Tree::of(&refused)).len(), 3);
}
