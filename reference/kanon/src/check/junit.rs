//! What was found, for continuous integration: JUnit's XML, as its readers have come to agree on
//! it.
//!
//! A suite of worlds and one of flaws, a case for each; the class of a flaw that keeps something
//! from coming about is `flaws.live`. What broke is a `failure`, with the way to it; what a limit
//! cut short is an `error`, as nothing was shown. Written by hand: there are five elements, and all
//! that is to be known of XML for them is in [`escaped`].

use super::Findings;
use super::finding::{Fate, FlawFinding, Found, WorldFinding, limit_name};
use super::print::flaw_verdict;
use model::explorer::End;
use std::fmt::Write;

/// One case: a world or a flaw.
struct Case {
    class: &'static str,
    name: &'static str,
    seconds: f64,
    fate: Fate,
    /// What is wrong, in a line.
    message: String,
    /// The ways to what broke.
    ways: String,
}

/// Renders all findings.
pub(super) fn render(findings: &Findings) -> String {
    let worlds: Vec<Case> = findings.worlds.iter().map(world).collect();
    let flaws: Vec<Case> = findings.flaws.iter().map(flaw).collect();
    let all: Vec<&Case> = worlds.iter().chain(&flaws).collect();
    let mut xml = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    xml += &format!("<testsuites name=\"kanon check\" {}>\n", counts(&all));
    xml += &suite("worlds", &worlds.iter().collect::<Vec<_>>());
    xml += &suite("flaws", &flaws.iter().collect::<Vec<_>>());
    xml + "</testsuites>\n"
}

fn world(finding: &WorldFinding) -> Case {
    let mut message = finding.failures();
    message.extend(cut(&finding.found));
    let ways = finding.found.broken().chain(finding.found.never());
    Case {
        class: "worlds",
        name: finding.plan.name,
        seconds: finding.seconds,
        fate: finding.fate(),
        message: message.join("; "),
        ways: ways.map(|(name, way)| format!("# {name}\n{}", way.text)).collect(),
    }
}

fn flaw(finding: &FlawFinding) -> Case {
    Case {
        class: if finding.plan.is_live() { "flaws.live" } else { "flaws" },
        name: finding.plan.mistake.name(),
        seconds: finding.seconds,
        fate: finding.fate(),
        message: flaw_verdict(finding),
        ways: finding.way().map(|way| way.text.clone()).unwrap_or_default(),
    }
}

fn cut(found: &Found) -> Option<String> {
    match found.end {
        End::Cut(limit) => Some(format!("cut by the {} limit", limit_name(limit))),
        _ => None,
    }
}

fn suite(name: &str, cases: &[&Case]) -> String {
    let mut xml = format!("  <testsuite name=\"{name}\" {}>\n", counts(cases));
    for case in cases {
        let (named, seconds) = (escaped(case.name), case.seconds);
        let class = case.class;
        let opens = format!(r#"<testcase classname="{class}" name="{named}" time="{seconds:.3}""#);
        let (message, ways) = (escaped(&case.message), escaped(case.ways.trim_end()));
        let wrong = match case.fate {
            Fate::Passed => None,
            Fate::Failed => Some("failure"),
            Fate::Cut => Some("error"),
        };
        // Writing to a string does not fail.
        let _ = match wrong {
            None => writeln!(xml, "    {opens}/>"),
            Some(wrong) => {
                let wrong = format!("<{wrong} message=\"{message}\">{ways}</{wrong}>");
                writeln!(xml, "    {opens}>\n      {wrong}\n    </testcase>")
            }
        };
    }
    xml + "  </testsuite>\n"
}

/// The attributes that count cases; a time in seconds.
fn counts(cases: &[&Case]) -> String {
    let of = |fate| cases.iter().filter(|case| case.fate == fate).count();
    // The sum of no floats is a negative zero.
    let seconds = cases.iter().fold(0.0, |sum, case| sum + case.seconds);
    let (tests, failures, errors) = (cases.len(), of(Fate::Failed), of(Fate::Cut));
    format!("tests=\"{tests}\" failures=\"{failures}\" errors=\"{errors}\" time=\"{seconds:.3}\"")
}

/// Text as it may stand in an attribute or between tags. What XML 1.0 has no way to write becomes
/// U+FFFD. A line feed is written as it is between tags, where readers keep it; messages have none.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => out += "&amp;",
            '<' => out += "&lt;",
            '>' => out += "&gt;",
            '"' => out += "&quot;",
            '\r' => out += "&#13;",
            '\t' | '\n' => out.push(character),
            '\0'..='\x1f' | '\u{fffe}' | '\u{ffff}' => out.push('\u{fffd}'),
            _ => out.push(character),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::escaped;

    #[test]
    fn text_is_escaped() {
        assert_eq!(escaped("a < b && \"c\" > 'd'"), "a &lt; b &amp;&amp; &quot;c&quot; &gt; 'd'");
        assert_eq!(escaped("]]>\r\n\té\u{1f600}"), "]]&gt;&#13;\n\té\u{1f600}");
        assert_eq!(escaped("\0\x1b[1m\u{ffff}"), "\u{fffd}\u{fffd}[1m\u{fffd}");
    }
}
