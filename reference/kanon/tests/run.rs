//! `kanon run`, as it is called: what it prints, how it names what is wrong, and how it exits.
//! What the steps do is the simulation's matter, and tested there.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use tempfile::TempDir;

const COMMITS: &str = "brokers 2\nproduce 0 acks=all\nask 1\nserve 1\ntake 1\nask 1\nserve 1\n";

/// A folder with one scenario in it.
struct Scene {
    _folder: TempDir,
    path: PathBuf,
}

impl Scene {
    fn of(bytes: impl AsRef<[u8]>) -> Self {
        let folder = tempfile::tempdir().expect("a folder can be made");
        let path = folder.path().join("a.scn");
        fs::write(&path, bytes).expect("the file can be written");
        Scene { _folder: folder, path }
    }
}

fn command(file: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_kanon"));
    command.arg("run").arg(file).stdin(Stdio::null());
    command
}

/// Plays a scenario: the exit code, and what was said on standard output and on standard error,
/// the name of the file cut to `FILE`.
fn play(bytes: impl AsRef<[u8]>) -> (i32, String, String) {
    let scene = Scene::of(bytes);
    said(&scene.path, &command(&scene.path).output().expect("kanon can be started"))
}

fn said(file: &Path, output: &Output) -> (i32, String, String) {
    let text = |bytes: &[u8]| str::from_utf8(bytes).expect("all output is UTF-8").to_owned();
    let name = file.to_str().expect("its name is UTF-8");
    let code = output.status.code().expect("it exits by itself");
    (code, text(&output.stdout), text(&output.stderr).replace(name, "FILE"))
}

fn last_line(text: &str) -> &str {
    text.lines().last().expect("something is printed")
}

#[test]
fn a_scenario_is_played_to_its_state() {
    let (code, printed, errors) = play(COMMITS);
    assert_eq!((code, errors.as_str()), (0, ""));
    let digest = last_line(&printed).strip_prefix("state ").expect("the state comes last");
    assert_eq!(digest.len(), 32);
    assert!(digest.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f')), "{digest}");
    for step in COMMITS.lines() {
        assert!(printed.lines().any(|line| line == step), "{step} is not in\n{printed}");
    }
    assert!(printed.lines().any(|line| line.starts_with("---- ")), "{printed}");
}

#[test]
fn what_is_printed_plays_to_the_same() {
    let (_, printed, _) = play(COMMITS);
    assert_eq!(play(&printed), (0, printed, String::new()));
}

#[test]
fn windows_line_ends_play_to_the_same() {
    assert_eq!(play(COMMITS.replace('\n', "\r\n")), play(COMMITS));
}

#[test]
fn another_state_than_the_one_said_is_1_and_both_are_named() {
    let (_, printed, _) = play(COMMITS);
    let digest = last_line(&printed).strip_prefix("state ").expect("the state comes last");
    let said = "0123456789abcdef0123456789abcdef";
    let (code, again, errors) = play(format!("{COMMITS}state {said}\n"));
    assert_eq!((code, again), (1, printed.clone()));
    assert_eq!(errors, format!("error: the last state is {digest}, not {said}\n"));
}

#[test]
fn a_property_may_break_where_a_rule_is_left_out() {
    let scenes = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/scenarios");
    let file = scenes.join("m01-truncate-to-high-watermark.scn");
    let output = command(&file).output().expect("kanon can be started");
    let (code, printed, errors) = said(&file, &output);
    assert_eq!((code, errors.as_str()), (0, ""));
    assert!(printed.contains("CommittedDurable"), "{printed}");
    let kept = fs::read_to_string(&file).expect("a scenario").replace("without m01", "# m01");
    let steps = kept.lines().filter(|line| !line.starts_with("state "));
    let (code, printed, errors) = play(steps.collect::<Vec<_>>().join("\n"));
    assert_eq!((code, errors.as_str()), (0, ""));
    assert!(!printed.contains("CommittedDurable"), "{printed}");
}

#[test]
fn a_malformed_line_is_2_and_named_by_file_line_and_column() {
    let cases: [(&[u8], &str); 7] = [
        (b"", "FILE:1:1: the scenario has no world"),
        (b"brokers 2\nask 7\n", "FILE:2:5: the brokers of this world are 0 to 1"),
        (b"brokers 2\r\nfetch 1\r\n", "FILE:2:1: `fetch` is not a step"),
        (b"brokers 2\nisr 1\nisr 0\n", "FILE:3:1: `isr` was said before, on line 2"),
        (b"\xef\xbb\xbfbrokers 2\n", "FILE:1:1: the text begins with a byte order mark"),
        (b"brokers 2\n# caf\xe9\n", "FILE:2:6: the byte 0xe9 is not UTF-8"),
        (b"\xff\xfeb\0", "FILE:1:1: the byte 0xff is not UTF-8"),
    ];
    for (bytes, due) in cases {
        let (code, printed, errors) = play(bytes);
        assert_eq!((code, printed.as_str()), (2, ""), "{due}");
        let due = format!("error: {due}");
        assert!(errors.starts_with(&due) && errors.lines().count() == 1, "{errors:?} for {due:?}");
    }
}

#[test]
fn a_file_that_cannot_be_read_is_2_and_named() {
    let folder = tempfile::tempdir().expect("a folder can be made");
    for file in [folder.path().join("none.scn"), folder.path().to_owned()] {
        let output = command(&file).output().expect("kanon can be started");
        let (code, printed, errors) = said(&file, &output);
        assert_eq!((code, printed.as_str()), (2, ""));
        assert!(errors.starts_with("error: FILE: "), "{errors}");
    }
}

#[test]
fn no_file_and_two_files_are_usage() {
    for files in [&[][..], &["a.scn", "b.scn"]] {
        let mut command = Command::new(env!("CARGO_BIN_EXE_kanon"));
        let output = command.arg("run").args(files).output().expect("kanon can be started");
        assert_eq!(output.status.code(), Some(2), "{files:?}");
        assert!(String::from_utf8_lossy(&output.stderr).contains("Usage: kanon run"));
    }
}

/// As `kanon run a.scn | head -0` has it: nobody reads, and that is no failure.
#[test]
fn a_reader_that_went_away_is_no_failure() {
    let scene = Scene::of(COMMITS);
    let (reader, mut writer) = std::io::pipe().expect("a pipe can be made");
    drop(reader);
    assert!(writer.write_all(b"a").is_err(), "the pipe is broken");
    let output = command(&scene.path).stdout(writer).output().expect("kanon can be started");
    assert_eq!(said(&scene.path, &output), (0, String::new(), String::new()));
}

/// The one device that is always full is Linux's.
#[cfg(target_os = "linux")]
#[test]
fn output_that_cannot_be_written_is_1() {
    let scene = Scene::of(COMMITS);
    let full = || fs::OpenOptions::new().write(true).open("/dev/full").expect("Linux has it");
    let output = command(&scene.path).stdout(full()).output().expect("kanon can be started");
    let (code, _, errors) = said(&scene.path, &output);
    assert_eq!(code, 1);
    assert!(errors.starts_with("error: the output cannot be written: "), "{errors}");
    let mut both = command(&scene.path);
    let status = both.stdout(full()).stderr(full()).status().expect("kanon can be started");
    assert_eq!(status.code(), Some(1), "where nobody can be told, the exit code says it");
}
