//! A scenario as the page keeps it: the steps, and the comments of its text, which tell the story.
//!
//! The format is `spec`'s, and so is the reading of it; only the comments, which the format skips,
//! are gathered here: those before the world are the title, those before a step are its note.
//! Answers (`----`) and the spacing of a text are not kept.

use spec::{Scenario, Step, World, digest::Digest, scenario::Malformed};
use std::fmt;

/// One step, and what the text says about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// What happens.
    pub step: Step,
    /// The comment before it, or nothing.
    pub note: String,
}

/// A scenario with its comments.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Script {
    /// What it shows, in a sentence or two, or nothing.
    pub title: String,
    /// Where it begins.
    pub world: World,
    /// What happens.
    pub lines: Vec<Line>,
    /// The digest that the text says it ends in, if it says.
    pub state: Option<Digest>,
}

impl From<Step> for Line {
    fn from(step: Step) -> Self {
        Line { step, note: String::new() }
    }
}

impl Script {
    /// A world in which nothing has happened.
    #[must_use]
    pub fn empty(world: World) -> Self {
        Script { title: String::new(), world, lines: Vec::new(), state: None }
    }

    /// Reads a scenario's text.
    ///
    /// # Errors
    /// As [`Scenario`]'s own reading: the first malformed line, by line and column.
    pub fn read(text: &str) -> Result<Self, Malformed> {
        let scenario: Scenario = text.parse()?;
        let lines: Vec<&str> = text.lines().collect();
        let world_at = lines.iter().position(|line| !said(line).is_empty()).unwrap_or(0);
        let title = comments(lines.get(..world_at).unwrap_or_default());
        let mut after = world_at;
        let steps = scenario.steps.iter().map(|(number, step)| {
            let own = lines.get(*number - 1..*number).unwrap_or_default();
            let before = lines.get(after..*number - 1).unwrap_or_default();
            after = *number;
            let note = [comments(before), comments(own)].join(" ");
            Line { step: *step, note: note.trim().to_owned() }
        });
        let lines = steps.collect();
        Ok(Script { title, world: scenario.world, lines, state: scenario.state })
    }
}

impl fmt::Display for Script {
    /// The text, as [`Script::read`] and `kanon run` take it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        comment(&self.title, f)?;
        write!(f, "{}", self.world)?;
        if !self.lines.is_empty() {
            writeln!(f)?;
        }
        for line in &self.lines {
            comment(&line.note, f)?;
            writeln!(f, "{}", line.step)?;
        }
        Ok(())
    }
}

/// What a line says to a machine: neither comment nor answer.
fn said(line: &str) -> &str {
    line.split('#').next().unwrap_or_default().trim()
}

/// The comments of some lines, as running text.
fn comments(lines: &[&str]) -> String {
    let parts = lines.iter().filter_map(|line| line.split_once('#'));
    let words: Vec<&str> = parts.map(|(_, comment)| comment.trim()).collect();
    words.join(" ").trim().to_owned()
}

/// A comment, broken into lines that fit where the page shows them.
fn comment(text: &str, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    const COLUMNS_MAX: usize = 34;
    let mut column = 0;
    for word in text.split_whitespace() {
        let width = word.chars().count() + 1;
        if column == 0 || COLUMNS_MAX < column + width {
            if 0 < column {
                writeln!(f)?;
            }
            f.write_str("#")?;
            column = 1;
        }
        write!(f, " {word}")?;
        column += width;
    }
    if 0 < column { writeln!(f) } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "# A title,\n# in two lines.\nbrokers 2\nisr 0 1\nmin-isr 1\n\n\
        # First.\nproduce 0 acks=all\nask 1  # beside\nserve 1\n";

    #[test]
    fn comments_become_title_and_notes() {
        let script = Script::read(TEXT).expect("well formed");
        assert_eq!(script.title, "A title, in two lines.");
        let notes: Vec<&str> = script.lines.iter().map(|line| line.note.as_str()).collect();
        assert_eq!(notes, ["First.", "beside", ""]);
    }

    #[test]
    fn what_it_writes_it_reads() {
        let script = Script::read(TEXT).expect("well formed");
        assert_eq!(Script::read(&script.to_string()), Ok(script));
    }

    #[test]
    fn a_malformed_line_is_named() {
        let error = Script::read("brokers 2\nask 7\n").expect_err("no such broker");
        assert_eq!((error.line, error.column), (2, 5));
    }
}
