//! Rules: where each is defined, who cites it, and that model and reference both carry it.
//!
//! A definition is a paragraph of a chapter that begins with the id in bold: `**REP-4** …`. A
//! citation is a comment of its own in code, `//= REP-4`; in a test, `//= REP-4 test`; where the
//! rule is left out on purpose, `//= REP-9 exception: why`, which must say why.

use crate::tree::Tree;
use std::collections::BTreeMap;

/// One rule as its chapter has it.
#[derive(Debug)]
pub(crate) struct Rule {
    /// Its id, never used again.
    pub(crate) id: String,
    /// The chapter's text.
    pub(crate) chapter: String,
    /// The line of the definition, from 1.
    pub(crate) line: usize,
    /// The paragraph without its id, its lines joined.
    pub(crate) text: String,
}

/// What a citation says of the code below it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Says {
    Carries,
    Tests,
    Exception,
}

/// One citation.
#[derive(Debug)]
pub(crate) struct Citation {
    pub(crate) id: String,
    pub(crate) path: String,
    pub(crate) line: usize,
    pub(crate) says: Says,
}

/// Who must carry every rule: what they are called, and where they are.
const CARRIERS: [(&str, &[&str]); 2] =
    [("the model", &["model/"]), ("the reference", &["reference/core/", "reference/sim/"])];

/// Every rule of every chapter, in the order of the chapters' paths and lines.
pub(crate) fn all(tree: &Tree) -> Vec<Rule> {
    let mut rules = Vec::new();
    for (path, text) in tree.files().filter(|(path, _)| is_chapter(path)) {
        let mut open: Option<Rule> = None;
        for (line, words) in (1..).zip(text.lines()) {
            if let Some((id, rest)) = definition(words) {
                rules.extend(open.take());
                let (id, chapter, text) = (id.to_owned(), path.to_owned(), rest.trim().to_owned());
                open = Some(Rule { id, chapter, line, text });
            } else if words.trim().is_empty() {
                rules.extend(open.take());
            } else if let Some(rule) = &mut open {
                rule.text.push(' ');
                rule.text.push_str(words.trim());
            }
        }
        rules.extend(open);
    }
    // REP-10 comes after REP-9.
    rules.sort_by_key(|rule| (rule.chapter.clone(), number(&rule.id)));
    rules
}

/// Every citation in Rust code, and what is wrong with those that are malformed.
pub(crate) fn citations(tree: &Tree) -> (Vec<Citation>, Vec<String>) {
    let (mut citations, mut complaints) = (Vec::new(), Vec::new());
    for (path, text) in tree.ending("rs") {
        for (line, words) in (1..).zip(text.lines()) {
            let Some(said) = words.trim_start().strip_prefix("//= ") else { continue };
            let (id, says) = said.split_once(' ').unwrap_or((said, ""));
            let says = match says.trim() {
                "" => Says::Carries,
                "test" => Says::Tests,
                why if why.strip_prefix("exception: ").is_some_and(|why| why.contains(' ')) => {
                    Says::Exception
                }
                other => {
                    let form = "`//= ID`, `//= ID test` or `//= ID exception: why`";
                    complaints.push(format!("{path}:{line}: `{other}`: a citation is {form}"));
                    continue;
                }
            };
            citations.push(Citation { id: id.to_owned(), path: path.to_owned(), line, says });
        }
    }
    (citations, complaints)
}

/// Ids are unique, citations exist, and nobody leaves a rule out without a word.
pub(crate) fn check(tree: &Tree) -> Vec<String> {
    let rules = all(tree);
    let (citations, mut complaints) = citations(tree);
    if rules.is_empty() {
        complaints.push("spec: not one rule was found".to_owned());
    }
    let mut homes: BTreeMap<&str, &Rule> = BTreeMap::new();
    for rule in &rules {
        if let Some(first) = homes.insert(&rule.id, rule) {
            let (chapter, line) = (&first.chapter, first.line);
            let here = format!("{}:{}", rule.chapter, rule.line);
            complaints.push(format!("{here}: {} is defined at {chapter}:{line}", rule.id));
        }
    }
    for cited in citations.iter().filter(|cited| !homes.contains_key(cited.id.as_str())) {
        complaints.push(format!("{}:{}: there is no rule {}", cited.path, cited.line, cited.id));
    }
    for rule in &rules {
        for (who, _) in CARRIERS.iter().filter(|(_, rooms)| !carried(&rule.id, rooms, &citations)) {
            let fix =
                format!("cite it (`//= {0}`) or say why not (`//= {0} exception: …`)", rule.id);
            complaints.push(format!("{}: {who} has no code for it: {fix}", rule.id));
        }
    }
    complaints
}

/// Whether some code in these rooms carries the rule, or says why it does not.
fn carried(id: &str, rooms: &[&str], citations: &[Citation]) -> bool {
    citations.iter().any(|cited| {
        let inside = rooms.iter().any(|room| cited.path.starts_with(room));
        cited.id == id && inside && cited.says != Says::Tests
    })
}

fn is_chapter(path: &str) -> bool {
    path.starts_with("spec/") && path.ends_with("/README.md") && !path.contains("/decisions/")
}

/// `**REP-4** text` is a definition.
fn definition(line: &str) -> Option<(&str, &str)> {
    let (id, rest) = line.strip_prefix("**")?.split_once("**")?;
    let (letters, digits) = id.split_once('-')?;
    let upper = !letters.is_empty() && letters.bytes().all(|b| b.is_ascii_uppercase());
    let number = !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit());
    (upper && number).then_some((id, rest))
}

fn number(id: &str) -> u32 {
    id.rsplit('-').next().and_then(|digits| digits.parse().ok()).unwrap_or(0)
}

#[cfg(test)]
const CHAPTER: &str = "Of logs.\n\n**LOG-1** *Name.* One\ntwo.\n\n**LOG-2** Three.\n";

#[cfg(test)]
fn complaints_of(model: &str, core: &str) -> Vec<String> {
    check(&Tree::of(&[
        ("spec/log/README.md", CHAPTER),
        ("model/src/a.rs", model),
        ("reference/core/src/a.rs", core),
    ]))
}

#[test]
fn rules_are_read_as_paragraphs() {
    let rules = all(&Tree::of(&[("spec/log/README.md", CHAPTER)]));
    let read: Vec<_> = rules.iter().map(|r| (r.id.as_str(), r.line, r.text.as_str())).collect();
    assert_eq!(read, [("LOG-1", 3, "*Name.* One two."), ("LOG-2", 6, "Three.")]);
}

#[test]
fn cited_by_both_passes() {
    let both = "//= LOG-1\n//= LOG-2\n";
    assert_eq!(complaints_of(both, both), Vec::<String>::new());
    let exception = "//= LOG-1\n    //= LOG-2 exception: no disk here\n";
    assert_eq!(complaints_of(both, exception), Vec::<String>::new());
}

#[test]
fn a_rule_that_one_of_them_does_not_carry_is_named() {
    let both = "//= LOG-1\n//= LOG-2\n";
    assert_eq!(complaints_of(both, "//= LOG-1\n").len(), 1);
    assert_eq!(complaints_of(both, "//= LOG-1\n//= LOG-2 test\n").len(), 1);
}

#[test]
fn unknown_doubled_and_malformed_are_named() {
    let both = "//= LOG-1\n//= LOG-2\n";
    assert_eq!(complaints_of(both, "//= LOG-1\n//= LOG-2\n//= LOG-3\n").len(), 1);
    assert_eq!(complaints_of(both, "//= LOG-1\n//= LOG-2\n//= LOG-2 exception:\n").len(), 1);
    let twice = Tree::of(&[
        ("spec/log/README.md", "**LOG-1** One.\n"),
        ("spec/other/README.md", "**LOG-1** Two.\n"),
        ("model/src/a.rs", both),
    ]);
    assert!(check(&twice).iter().any(|c| c.contains("is defined at spec/log/README.md:1")));
}
