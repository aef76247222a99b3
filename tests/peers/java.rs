//! A program of `java/` as a process that answers each line with a line.

use serde_json::Value;
use std::env;
use std::io::{BufRead, BufReader, Write};
use std::path::PathBuf;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

/// A running program; it ends when this is dropped.
pub(crate) struct Java {
    process: Child,
    input: Option<ChildStdin>,
    output: BufReader<ChildStdout>,
}

/// The folder with `libs` and `classes`.
fn folder() -> PathBuf {
    let missing = "KANON_PEERS names no folder: run `tests/peers/fetch target/peers`, then set it";
    let named = PathBuf::from(env::var_os("KANON_PEERS").expect(missing));
    // Tests run in their crate's folder, people call them from the workspace's.
    let folder = if named.is_absolute() {
        named
    } else {
        PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("..").join(named)
    };
    assert!(folder.join("libs").is_dir(), "{}: no `libs` in it: {missing}", folder.display());
    folder
}

/// Starts the program whose class has this name; input and output are pipes.
pub(crate) fn spawn(class: &str) -> Child {
    let path = format!("{0}/classes:{0}/libs/*", folder().display());
    Command::new("java")
        .args(["-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-cp", &path, class])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("java runs (a JDK of version 17 is needed)")
}

impl Java {
    /// Starts the program whose class has this name.
    pub(crate) fn start(class: &str) -> Java {
        let mut process = spawn(class);
        let input = process.stdin.take();
        let output = BufReader::new(process.stdout.take().expect("the output is a pipe"));
        Java { process, input, output }
    }

    /// What the program answers.
    pub(crate) fn ask(&mut self, question: &Value) -> Value {
        let input = self.input.as_mut().expect("it has not been stopped");
        writeln!(input, "{question}").expect("the program reads");
        let mut line = String::new();
        self.output.read_line(&mut line).expect("the program writes");
        assert!(!line.is_empty(), "the program ended after {question}");
        serde_json::from_str(&line).unwrap_or_else(|error| panic!("{error}: {line}"))
    }
}

impl Drop for Java {
    fn drop(&mut self) {
        drop(self.input.take());
        let _ = self.process.wait();
    }
}
