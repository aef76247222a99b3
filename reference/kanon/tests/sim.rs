//! `kanon sim`, as it is called: what it prints, what it writes, and how it exits. What the runs do
//! is the simulation's matter, and tested there.

use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};

const MISTAKE: &str = "m08-state-from-diverging-fetch";

fn kanon(arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_kanon"));
    command.args(arguments).stdin(Stdio::null()).output().expect("kanon can be started")
}

/// The exit code, and what was said on standard output and on standard error.
fn sim(arguments: &[&str]) -> (i32, String, String) {
    let output = kanon(&[&["sim"], arguments].concat());
    let text = |bytes: &[u8]| str::from_utf8(bytes).expect("all output is UTF-8").to_owned();
    let code = output.status.code().expect("it exits by itself");
    (code, text(&output.stdout), text(&output.stderr))
}

fn plays(file: &Path) -> String {
    let output = kanon(&["run", file.to_str().expect("its name is UTF-8")]);
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("all output is UTF-8")
}

#[test]
fn what_holds_is_0_and_says_what_happened() {
    let (code, printed, errors) = sim(&["--seeds", "3", "--steps", "200", "--brokers", "4"]);
    assert_eq!((code, errors.as_str()), (0, ""));
    assert!(printed.lines().all(|line| line.starts_with("# ")), "{printed}");
    assert!(printed.starts_with("# 3 of 3 seeds from 1 on, "), "{printed}");
    assert!(printed.contains(" elect ") && printed.ends_with("every run came to rest\n"));
}

#[test]
fn a_failure_is_1_and_a_scenario_that_breaks_at_its_end() {
    let (code, printed, errors) = sim(&["--seeds", "200", "--without", MISTAKE]);
    assert_eq!((code, errors.as_str()), (1, ""));
    let folder = tempfile::tempdir().expect("a folder can be made");
    let file = folder.path().join("a.scn");
    fs::write(&file, &printed).expect("the file can be written");
    let played = plays(&file);
    let end: Vec<&str> = played.lines().rev().take(2).collect();
    assert!(end[0].starts_with("state "), "{played}");
    assert_eq!(end[1], "# HighWatermarkImpliesIsrPrefix breaks here", "{played}");
    let (_, seed) = printed.split_once("kanon sim --seed ").expect("the command that fails again");
    let seed = seed.split(' ').next().expect("a number");
    let (code, alone, _) = sim(&["--seed", seed, "--without", "m08", "--threads", "1"]);
    let scenario = |text: &str| text[text.find("kanon sim").expect("a command")..].to_owned();
    assert_eq!((code, scenario(&alone)), (1, scenario(&printed)), "the seed alone says the same");
    // The command that is printed says all of its world, and finds the same.
    let (_, command) = printed.split_once("# kanon sim ").expect("a command");
    let command = command.lines().next().expect("a line").split(' ').collect::<Vec<_>>();
    assert!(command.contains(&"--min-isr") && command.contains(&"--elr"), "{command:?}");
    let (code, said, _) = sim(&command);
    assert_eq!((code, scenario(&said)), (1, scenario(&printed)), "and so does the command");
}

#[test]
fn the_scenario_goes_to_the_file_that_is_named() {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let file = folder.path().join("broke.scn");
    let name = file.to_str().expect("its name is UTF-8");
    let (code, printed, _) = sim(&["--seeds", "200", "--without", "m08", "--out", name]);
    assert_eq!(code, 1);
    assert!(printed.lines().all(|line| line.starts_with("# ")), "{printed}");
    assert!(plays(&file).contains(&format!("without {MISTAKE}")));
}

#[test]
fn a_kind_of_fault_that_never_happened_is_1_only_if_all_must() {
    let few = ["--steps", "20"];
    assert_eq!(sim(&few).0, 0);
    let (code, _, errors) = sim(&[&few[..], &["--cover"]].concat());
    assert_eq!(code, 1);
    assert!(errors.starts_with("error: in no run at all there was any of: "), "{errors}");
    assert!(errors.contains("power cuts"), "{errors}");
}

#[test]
fn usage_is_2() {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let nowhere = folder.path().join("none").join("a.scn");
    let nowhere = nowhere.to_str().expect("its name is UTF-8");
    for wrong in [
        &["--without", "m99"][..],
        &["--without", "m0"],
        &["--brokers", "33"],
        &["--brokers", "0"],
        &["--min-isr", "0"],
        &["--elr", "perhaps"],
        &["--seeds", "0"],
        &["--out", nowhere],
        &["a.scn"],
    ] {
        let (code, printed, errors) = sim(wrong);
        assert_eq!((code, printed.as_str()), (2, ""), "{wrong:?}");
        assert!(errors.starts_with("error: "), "{errors}");
    }
}
