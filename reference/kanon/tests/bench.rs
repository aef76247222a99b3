//! `kanon bench parity`, as it is called, with a `java` that only says what TLC would.

use std::path::Path;
use std::process::{Command, Output};
use std::{env, fs};

const SMALL: [&str; 6] =
    ["bench", "parity", "--set", "replicas=2,log=1,records=1,epochs=1", "--repeats", "2"];

fn kanon(arguments: &[&str], programs: Option<&Path>) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_kanon"));
    command.args(SMALL).args(arguments);
    if let Some(programs) = programs {
        let path = env::var_os("PATH").unwrap_or_default();
        let all = std::iter::once(programs.to_owned()).chain(env::split_paths(&path));
        command.env("PATH", env::join_paths(all).expect("a path of programs"));
    }
    command.output().expect("kanon can be started")
}

fn text(bytes: &[u8]) -> &str {
    str::from_utf8(bytes).expect("all output is UTF-8")
}

/// Unique states and depth, as a row of the output has them.
fn counted(output: &Output) -> (u64, u64) {
    let rows = text(&output.stdout).lines().filter(|line| line.starts_with("kanon "));
    let rows: Vec<Vec<&str>> = rows.map(|row| row.split_whitespace().collect()).collect();
    assert_eq!(rows.len(), 2, "a row for each repeat");
    let number = |cell: &str| cell.replace(',', "").parse().expect("a number");
    (number(rows[0][1]), number(rows[0][2]))
}

#[test]
fn ours_alone_is_measured() {
    let output = kanon(&[], None);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    assert!(100 < counted(&output).0);
    assert!(text(&output.stdout).contains(" bytes a state"));
}

#[test]
fn usage_is_2() {
    let nowhere = ["--tlc", "tla2tools.jar", "--spec", "/nowhere"];
    let wrong: [(&[&str], &str); 5] = [
        (&["--tlc", "tla2tools.jar"], "--spec"),
        (&["--spec", "."], "--tlc"),
        (&nowhere, "/nowhere has no Kip320.tla"),
        (&["--repeats", "0"], "repeats"),
        (&["--set", "epochs=99"], "epochs is"),
    ];
    for (arguments, hint) in wrong {
        let output = kanon(arguments, None);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(text(&output.stderr).contains(hint), "{}", text(&output.stderr));
    }
}

/// A folder with a module and a `java` that runs this script in the folder that it is given.
#[cfg(unix)]
fn with_java(script: &str) -> Output {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().expect("a folder can be made");
    let java = folder.path().join("java");
    let checks = "test -f Kip320.tla && grep -q 'MaxLeaderEpoch = 1' Kanon.cfg || exit 9";
    fs::write(&java, format!("#!/bin/sh\n{checks}\n{script}\n")).expect("a script");
    fs::set_permissions(&java, fs::Permissions::from_mode(0o755)).expect("it can be run");
    fs::write(folder.path().join("Kip320.tla"), "").expect("a module");
    let spec = folder.path().to_str().expect("its name is UTF-8");
    kanon(&["--threads", "2", "--tlc", "tla2tools.jar", "--spec", spec], Some(folder.path()))
}

#[cfg(unix)]
fn says(states: u64, depth: &str) -> String {
    format!(
        "echo '9 states generated, {states} distinct states found, 0 states left on queue.'\n\
         echo \"The depth of the complete state graph search is {depth}.\""
    )
}

#[cfg(unix)]
#[test]
fn what_tlc_counts_has_to_be_the_same() {
    let (states, depth) = counted(&kanon(&[], None));
    let agreed = with_java(&says(states, &depth.to_string()));
    assert_eq!(agreed.status.code(), Some(0), "{}", text(&agreed.stderr));
    let printed = text(&agreed.stdout);
    assert_eq!(printed.lines().filter(|line| line.starts_with("tlc ")).count(), 2);
    assert!(printed.contains("times as fast"));

    // Deeper by two workers, and as deep as it is by one.
    let by_workers = format!("$(case \"$*\" in *'-workers 1'*) echo {depth};; *) echo 99;; esac)");
    let output = with_java(&says(states, &by_workers));
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));

    let wrong = [
        (says(states + 1, &depth.to_string()), "unique states differ"),
        (says(states, "99"), "depth differ"),
        ("echo hm; exit 0".to_owned(), "hm"),
        (format!("{}; exit 12", says(states, &depth.to_string())), "did not search to its end"),
    ];
    for (script, hint) in wrong {
        let output = with_java(&script);
        assert_eq!(output.status.code(), Some(1), "{hint}");
        assert!(text(&output.stderr).contains(hint), "{}", text(&output.stderr));
    }
}
