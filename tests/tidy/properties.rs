//! Properties, and what must come about: each names a rule that exists, and the chapter links to it
//! there.
//!
//! rustdoc sees that a link leads to a function; this sees that no property is without its link.

use crate::{rules, tree::Tree};
use spec::{Snapshot, property};

/// A property's name and rule.
pub(crate) struct Named {
    pub(crate) name: &'static str,
    pub(crate) rule: &'static str,
    pub(crate) sometimes: bool,
}

/// What the specification has, in its own order; last what must come about.
pub(crate) fn all() -> Vec<Named> {
    let all = property::all::<Snapshot>().into_iter().map(|property| Named {
        name: property.name,
        rule: property.rule,
        sometimes: property.kind == property::Kind::Sometimes,
    });
    let live = property::live::<Snapshot>().into_iter();
    all.chain(live.map(|it| Named { name: it.name, rule: it.rule, sometimes: false })).collect()
}

/// Links of the specification's own properties.
pub(crate) fn check(tree: &Tree) -> Vec<String> {
    judge(tree, &all())
}

/// A property that guards against empty worlds belongs to a rule too, but the rule's prose need
/// not speak of it.
fn judge(tree: &Tree, properties: &[Named]) -> Vec<String> {
    let rules = rules::all(tree);
    let mut complaints = Vec::new();
    for property in properties {
        let (name, rule) = (property.name, property.rule);
        let Some(home) = rules.iter().find(|home| home.id == rule) else {
            complaints.push(format!("{name}: there is no rule {rule}"));
            continue;
        };
        if !property.sometimes && !home.text.contains(&format!("[`{name}`](")) {
            let (chapter, line) = (&home.chapter, home.line);
            complaints.push(format!("{chapter}:{line}: {rule} does not link to [`{name}`]"));
        }
    }
    complaints
}

#[test]
fn a_property_without_link_or_rule_is_named() {
    let text = "**LOG-1** One. ([`A`](properties::a))\n";
    let tree = Tree::of(&[("spec/log/README.md", text)]);
    let of = |name, rule| [Named { name, rule, sometimes: false }];
    assert_eq!(judge(&tree, &of("A", "LOG-1")), Vec::<String>::new());
    assert_eq!(judge(&tree, &of("B", "LOG-1")).len(), 1);
    assert_eq!(judge(&tree, &of("A", "LOG-2")).len(), 1);
}

#[test]
fn what_must_come_about_is_among_them() {
    let named = all();
    for live in property::live::<Snapshot>() {
        let rule = named.iter().find(|it| it.name == live.name).map(|it| it.rule);
        assert_eq!(rule, Some(live.rule));
    }
}
