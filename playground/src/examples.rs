//! The examples that are built in: the lessons, and every scenario of `tests/scenarios`, which the
//! tests play too: the shortest way to each mistake. A file that is added there is in the menu.

use crate::script::Script;
use spec::Mistake;
use std::sync::LazyLock;

/// Name and text of each file of `tests/scenarios`, in the order of their names.
const SCENARIOS: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/scenarios.rs"));

/// A scenario to begin with.
#[derive(Clone, Debug)]
pub struct Example {
    /// What it is called in the menu.
    pub name: String,
    /// The mistake that it makes, if it makes one.
    pub mistake: Option<Mistake>,
    /// After how many steps it is opened.
    pub opens_at: usize,
    /// What happens in it.
    pub script: Script,
}

/// All of them, the one that the page opens with first.
///
/// # Panics
/// If a text is malformed, which the tests exclude.
#[must_use]
pub fn all() -> &'static [Example] {
    static ALL: LazyLock<Vec<Example>> = LazyLock::new(|| {
        let lessons = LESSONS.iter().map(|(name, opens_at, text)| Example {
            opens_at: *opens_at,
            ..example((*name).to_owned(), text)
        });
        let scenarios = SCENARIOS.iter().map(|(file, text)| example(title(file), text));
        lessons.chain(scenarios).collect()
    });
    &ALL
}

/// Name, place to open at, and text.
const LESSONS: [(&str, usize, &str); 4] = [
    ("1 · When is a record committed?", 3, include_str!("../scenarios/committed.scn")),
    ("2 · A leader is lost", 0, include_str!("../scenarios/leader-lost.scn")),
    ("3 · Who is in sync?", 0, include_str!("../scenarios/in-sync.scn")),
    ("4 · Eligible leader replicas", 0, include_str!("../scenarios/eligible.scn")),
];

fn example(name: String, text: &str) -> Example {
    let script = Script::read(text).unwrap_or_else(|error| panic!("the example {name}: {error}"));
    let mistake = script.world.rules.omitted().next();
    Example { name, mistake, opens_at: 0, script }
}

/// `m12-late-answer` as `M12 · Late answer`; what has no number begins with its first word.
fn title(file: &str) -> String {
    let numbered = file.split_once('-').filter(|(number, _)| is_number(number));
    let (number, words) = numbered.unwrap_or(("", file));
    let words = words.replace('-', " ");
    let mut letters = words.chars();
    let first = letters.next().map(|first| first.to_uppercase().to_string()).unwrap_or_default();
    let separator = if number.is_empty() { "" } else { " · " };
    format!("{}{separator}{first}{}", number.to_uppercase(), letters.as_str())
}

fn is_number(text: &str) -> bool {
    let digits = text.strip_prefix('m').unwrap_or_default();
    !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_called_by_number_and_words() {
        assert_eq!(title("m12-late-answer"), "M12 · Late answer");
        assert_eq!(title("a-quiet-day"), "A quiet day");
        assert_eq!(title("m-and-more"), "M and more");
    }

    #[test]
    fn every_file_is_an_example_and_no_two_have_one_name() {
        let mut names: Vec<&str> = all().iter().map(|example| example.name.as_str()).collect();
        assert_eq!(names.len(), LESSONS.len() + SCENARIOS.len());
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), all().len());
    }
}
