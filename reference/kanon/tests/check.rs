//! `kanon check`, as it is called: what it prints, what it writes, and how it exits.

use serde_json::Value;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Command, Output, Stdio};

fn kanon(arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_kanon"));
    command.arg("check").args(arguments).output().expect("kanon can be started")
}

fn code(arguments: &[&str]) -> Option<i32> {
    kanon(arguments).status.code()
}

fn text(bytes: &[u8]) -> &str {
    str::from_utf8(bytes).expect("all output is UTF-8")
}

const SMALL: [&str; 4] = ["--world", "two", "--set", "records=1,epochs=2"];

fn json(arguments: &[&str]) -> Value {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let file = folder.path().join("found.json");
    let path = file.to_str().expect("its name is UTF-8");
    kanon(&[arguments, &["--json", path]].concat());
    let written = std::fs::read(&file).expect("the file was written");
    serde_json::from_slice(&written).expect("it is JSON")
}

#[test]
fn a_world_that_holds_is_0() {
    let output = kanon(&SMALL);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    assert!(text(&output.stdout).contains("holds"));
}

#[test]
fn usage_is_2_and_says_what_there_is() {
    let wrong: [(&[&str], &str); 13] = [
        (&["--world", "nowhere"], "two"),
        (&["--flaw", "m99"], "m01-truncate-to-high-watermark"),
        (&["--flaw", "m"], "m01-truncate-to-high-watermark"),
        (&["--world", "two", "--set", "bogus=1"], "records"),
        (&["--world", "two", "--set", "records=many"], "records"),
        (&["--world", "two", "--set", "brokers=2,isr=3"], "isr"),
        (&["--time-limit", "soon"], "90s"),
        (&["--world", "two", "--json", "/nowhere/found.json"], "cannot be written"),
        (&["--world", "two", "--junit", "/nowhere/found.xml"], "cannot be written"),
        (&["--explore"], "one --world"),
        (&["--explore", "--world", "two", "--flaw", "m01", "--flaw", "m08"], "one --flaw"),
        (&["--explore", "--world", "two", "--listen", "0.0.0.0:0"], "loopback"),
        (&["--world", "two", "--listen", "127.0.0.1:0"], "--explore"),
    ];
    for (arguments, hint) in wrong {
        let output = kanon(arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(text(&output.stderr).contains(hint), "{}", text(&output.stderr));
    }
}

#[test]
fn a_search_that_a_limit_cut_is_3() {
    for limit in [["--time-limit", "0"], ["--memory-limit", "1K"]] {
        for engine in ["kanon", "stateright"] {
            let arguments = [&["--world", "two", "--engine", engine], limit.as_slice()].concat();
            let output = kanon(&arguments);
            assert_eq!(output.status.code(), Some(3), "{arguments:?}");
            assert!(text(&output.stdout).contains("CUT"));
            assert_eq!(json(&arguments)["worlds"][0]["complete"], false);
        }
    }
}

#[test]
fn both_engines_and_any_number_of_threads_find_the_same() {
    let found = |more: &[&str]| {
        let mut found = json(&[SMALL.as_slice(), more].concat());
        let world = found["worlds"][0].as_object_mut().expect("an object");
        world.remove("seconds").expect("it took some time");
        world.remove("bytes").expect("and some memory");
        found
    };
    let ours = found(&["--threads", "1"]);
    assert_eq!(ours["worlds"][0]["complete"], true);
    assert!(1000 < ours["worlds"][0]["states"].as_u64().expect("a count"));
    assert_eq!(found(&["--threads", "3"]), ours);
    // What must come about is judged on the graph, which Stateright does not show.
    let mut judged = ours;
    let properties = judged["worlds"][0]["properties"].as_array_mut().expect("a list");
    properties.retain(|property| property["kind"] != "live");
    assert_eq!(found(&["--engine", "stateright"]), judged);
}

#[test]
fn a_setting_that_is_as_it_was_keeps_the_pinned_counts() {
    let world = &json(&["--world", "two"])["worlds"][0];
    let records = world["settings"]["records"].as_u64().expect("a number");
    assert_eq!(code(&["--world", "two"]), Some(0));
    assert_eq!(code(&["--world", "two", "--set", &format!("records={records}")]), Some(0));
}

/// All that is printed is one scenario, with comments; its last line is the digest.
#[test]
fn a_flaw_is_caught_and_its_scenario_printed() {
    let output = kanon(&["--flaw", "m01"]);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stdout));
    let printed = text(&output.stdout);
    let scenario: spec::Scenario = printed.parse().expect("the output is a scenario");
    let found = &json(&["--flaw", "m01-truncate-to-high-watermark"])["flaws"][0];
    assert_eq!([&found["caught"], &found["replayed"], &found["searched"]], [true; 3]);
    assert_eq!(found["broke"], found["property"]);
    assert_eq!(found["steps"].as_u64(), Some(scenario.steps.len() as u64));
    assert!(scenario.state.is_some());
    let omitted: Vec<_> = scenario.world.rules.omitted().collect();
    assert_eq!(omitted, [spec::Mistake::TruncateToHighWatermark]);
}

/// What keeps something from coming about: the way there is a scenario, the round is in comments.
#[test]
fn a_flaw_that_keeps_something_from_coming_about_is_caught() {
    let output = kanon(&["--flaw", "m19-isr-change-commits-nothing"]);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stdout));
    let printed = text(&output.stdout);
    let scenario: spec::Scenario = printed.parse().expect("the output is a scenario");
    let (_, round) = printed.split_once("# and then for ever\n").expect("a round");
    assert!(round.lines().all(|line| line.starts_with("# ")), "{round}");
    let found = &json(&["--flaw", "m19-isr-change-commits-nothing"])["flaws"][0];
    assert_eq!([&found["caught"], &found["replayed"], &found["searched"]], [true; 3]);
    assert_eq!((found["kind"].as_str(), &found["broke"]), (Some("live"), &found["property"]));
    assert_eq!(found["steps"].as_u64(), Some(scenario.steps.len() as u64));
}

/// Stateright cannot judge it: the scenario is replayed, and where there is none, nothing is done.
#[test]
fn what_must_come_about_is_left_to_our_own_engine() {
    let arguments = ["--flaw", "m19-isr-change-commits-nothing", "--engine", "stateright"];
    assert_eq!(code(&arguments), Some(0));
    let found = &json(&arguments)["flaws"][0];
    assert_eq!([&found["caught"], &found["replayed"], &found["searched"]], [true, true, false]);
    let elsewhere = kanon(&[&arguments[..], &["--set", "records=2"]].concat());
    assert_eq!(elsewhere.status.code(), Some(2));
    assert!(text(&elsewhere.stderr).contains("cannot judge FollowersCatchUp"));
}

#[test]
fn both_reports_are_written() {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let file = |name| folder.path().join(name).to_str().expect("its name is UTF-8").to_owned();
    let (xml, found) = (file("found.xml"), file("found.json"));
    assert_eq!(code(&["--flaw", "m08", "--junit", &xml, "--json", &found]), Some(0));
    let xml = std::fs::read_to_string(xml).expect("the XML was written");
    assert!(xml.contains("<testcase classname=\"flaws\" name=\"m08-"), "{xml}");
    let found = std::fs::read(found).expect("the JSON was written");
    let found: Value = serde_json::from_slice(&found).expect("it is JSON");
    assert_eq!(found["flaws"][0]["caught"], true);
}

/// The committed scenario is of the flaw's own world: elsewhere there is nothing to replay.
#[test]
fn a_flaw_in_another_world_is_searched_and_not_replayed() {
    let found = &json(&["--flaw", "m08", "--set", "records=1"])["flaws"][0];
    assert_eq!([&found["replayed"], &found["searched"]], [false, true]);
}

/// Ends the command even if a test fails.
struct Explorer(Child);

impl Drop for Explorer {
    fn drop(&mut self) {
        // It may have ended already.
        let _ended = self.0.kill();
        let _reaped = self.0.wait();
    }
}

fn get(address: &str, path: &str) -> String {
    let mut stream = TcpStream::connect(address).expect("it listens");
    let request = format!("GET {path} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n");
    stream.write_all(request.as_bytes()).expect("it reads");
    let mut answer = String::new();
    stream.read_to_string(&mut answer).expect("it answers");
    assert!(answer.starts_with("HTTP/1.1 200"), "{path}: {answer}");
    answer
}

#[test]
fn the_explorer_is_served_until_it_is_told_to_stop() {
    let mut command = Command::new(env!("CARGO_BIN_EXE_kanon"));
    command.args(["check", "--flaw", "m01", "--explore", "--listen", "127.0.0.1:0"]);
    let child = command.stdout(Stdio::piped()).spawn().expect("kanon can be started");
    let mut explorer = Explorer(child);
    let mut printed = BufReader::new(explorer.0.stdout.take().expect("its output"));
    let mut line = String::new();
    printed.read_line(&mut line).expect("it says where it is");
    let (_, rest) = line.split_once("http://").expect("an address");
    let (address, _) = rest.split_once('/').expect("an address");

    let status = get(address, "/.status");
    assert!(status.contains("Replication") && status.contains("CommittedDurable"), "{status}");
    let states = get(address, "/.states/0");
    assert!(states.contains(r#""action":"produce 0 acks=all""#), "{states}");
    // A second one cannot have the same address.
    assert_eq!(code(&["--world", "two", "--explore", "--listen", address]), Some(2));

    let interrupted = Command::new("kill").args(["-INT", &explorer.0.id().to_string()]).status();
    assert!(interrupted.expect("kill can be started").success());
    let ended = explorer.0.wait().expect("it ends");
    assert_eq!(ended.code(), Some(0));
}

#[test]
fn the_list_names_worlds_flaws_and_settings() {
    let output = kanon(&["--list"]);
    assert_eq!(output.status.code(), Some(0));
    for world in model::worlds::ALL {
        assert!(text(&output.stdout).contains(world.name));
    }
    for flaw in model::flaws::ALL {
        assert!(text(&output.stdout).contains(flaw.mistake.name()));
    }
    assert!(text(&output.stdout).contains("epochs"));
}
