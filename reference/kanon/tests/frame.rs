//! `kanon frame`, as it is called.

use std::io::Write;
use std::process::{Command, Stdio};

/// An ApiVersions request of version 3.
const REQUEST: &str = "0012 0003 00000007 0001 78 00 02 6b 02 31 00";

/// Exit code, standard output, standard error.
fn kanon(arguments: &[&str], input: &[u8]) -> (i32, String, String) {
    let mut child = Command::new(env!("CARGO_BIN_EXE_kanon"))
        .arg("frame")
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // What a command refuses it need not have read.
    let _ = child.stdin.take().unwrap().write_all(input);
    let output = child.wait_with_output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
}

#[test]
fn a_request_is_printed_field_by_field() {
    let (code, out, _) = kanon(&["--request"], REQUEST.as_bytes());
    assert_eq!(code, 0);
    let line = out.lines().find(|line| line.contains("client_software_version")).unwrap();
    let words: Vec<&str> = line.split_whitespace().collect();
    assert_eq!(words, ["14", "02", "31", "client_software_version:", "\"1\""]);
    // With its size before it everything lies four bytes on.
    let sized = format!("00000011 {REQUEST}");
    let (code, out, _) = kanon(&["--request"], sized.as_bytes());
    assert!(code == 0 && out.lines().any(|line| line.starts_with("    18  02 31")), "{out}");
}

#[test]
fn json_and_back() {
    let (code, json, _) = kanon(&["--request", "--json"], REQUEST.as_bytes());
    assert!(code == 0 && json.contains("\"clientSoftwareName\": \"k\""), "{json}");
    let (code, hex, _) = kanon(&["--request", "--encode"], json.as_bytes());
    assert_eq!((code, hex.trim()), (0, REQUEST.replace(' ', "").as_str()));
    let broken = json.replace("clientSoftwareName", "clientSoftwareNames");
    let (code, _, error) = kanon(&["--request", "--encode"], broken.as_bytes());
    let due =
        "error: ApiVersionsRequest v3.clientSoftwareNames: ApiVersionsRequest has no such field\n";
    assert_eq!((code, error.as_str()), (1, due));
}

#[test]
fn a_fault_is_named_by_its_field_and_byte() {
    let cut = REQUEST.strip_suffix(" 31 00").unwrap();
    let (code, out, error) = kanon(&["--request"], cut.as_bytes());
    assert_eq!((code, out.as_str()), (1, ""));
    let due = "error: ApiVersionsRequest v3.client_software_version at byte 15: \
        needs 1 bytes and 0 are left\n";
    assert_eq!(error, due);
    let (code, _, error) = kanon(&["--response", "--key", "200", "--version", "0"], b"00");
    assert_eq!((code, error.as_str()), (1, "error: no API has the key 200\n"));
    assert_eq!(kanon(&["--response"], b"").0, 2);
    assert_eq!(kanon(&["--request", "no-such-file"], b"").0, 2);
}

#[test]
fn lines_are_answered_one_by_one() {
    let hex = REQUEST.replace(' ', "");
    let asked = format!(
        "{{\"key\":18,\"version\":3,\"dir\":\"request\",\"hex\":\"{hex}\"}}\n{{}}\nnonsense\n"
    );
    let (code, out, _) = kanon(&["--lines"], asked.as_bytes());
    assert_eq!(code, 0);
    let lines: Vec<serde_json::Value> =
        out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(lines[0]["header"]["correlationId"], 7);
    assert_eq!(lines[1]["error"], "`key` is no number of 16 bits");
    assert!(lines[2]["error"].as_str().unwrap().starts_with("no JSON"));
    let back = serde_json::json!({
        "key": 18, "version": 3, "dir": "request",
        "header": lines[0]["header"], "body": lines[0]["body"],
    });
    let (_, out, _) = kanon(&["--lines", "--encode"], format!("{back}\n").as_bytes());
    assert_eq!(out, format!("{{\"hex\":\"{hex}\"}}\n"));
}
