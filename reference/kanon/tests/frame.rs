//! `kanon frame`, as it is called.

use std::io::Write;
use std::process::{Command, Stdio};

/// An ApiVersions request of version 3.
const REQUEST: &str = "0012 0003 00000007 0001 78 00 02 6b 02 31 00";

/// Exit code, standard output, standard error.
fn kanon(arguments: &[&str], input: &[u8]) -> (i32, String, String) {
    kanon_to(Stdio::piped(), arguments, input)
}

/// The same, its standard output given.
fn kanon_to(output: Stdio, arguments: &[&str], input: &[u8]) -> (i32, String, String) {
    let mut child = Command::new(env!("CARGO_BIN_EXE_kanon"))
        .arg("frame")
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(output)
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

/// A log file that Kafka wrote, of several batches.
fn log() -> Vec<u8> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/kafka-logs/clean/");
    std::fs::read(format!("{folder}tx-0/00000000000000000009.log")).unwrap()
}

/// Where the second batch of a log begins.
fn first_size(log: &[u8]) -> usize {
    12 + usize::try_from(u32::from_be_bytes(log[8..12].try_into().unwrap())).unwrap()
}

#[test]
fn text_that_is_no_hex_is_named() {
    for (input, due) in [
        (format!("{REQUEST} 0"), "not hex: an odd number of digits, 35"),
        (REQUEST.replace("78", "zz"), "not hex: the character 'z' at byte 24"),
        (format!("00000000: {REQUEST}"), "not hex: the character ':' at byte 8"),
    ] {
        let due = format!("error: {due}\n");
        assert_eq!(kanon(&["--request"], input.as_bytes()), (1, String::new(), due));
    }
    assert_eq!(kanon(&["--request"], format!("0x{REQUEST}").as_bytes()).0, 0);
}

#[test]
fn what_is_given_is_what_the_header_says() {
    let (code, out, error) = kanon(&["--request", "--version", "4"], REQUEST.as_bytes());
    let due = "error: the version is given as 4, and the header says 3\n";
    assert_eq!((code, out.as_str(), error.as_str()), (1, "", due));
    let (code, _, error) = kanon(&["--request", "--version", "3"], REQUEST.as_bytes());
    assert_eq!((code, error.as_str()), (0, ""));
    let hex = REQUEST.replace(' ', "");
    let asked = format!("{{\"key\":18,\"version\":4,\"dir\":\"request\",\"hex\":\"{hex}\"}}\n");
    let (_, out, _) = kanon(&["--lines"], asked.as_bytes());
    assert_eq!(out, "{\"error\":\"the version is given as 4, and the header says 3\"}\n");
}

#[test]
fn batches_before_a_fault_are_printed() {
    let log = log();
    let cut = first_size(&log) + 70;
    let (code, out, error) = kanon(&["--batch"], &log[..cut]);
    assert_eq!((code, out.matches("RecordBatch").count()), (1, 1), "{out}");
    assert!(error.starts_with("error: the batch at byte "), "{error}");
    let (code, out, _) = kanon(&["--batch", "--json"], &log[..cut]);
    let json: serde_json::Value = serde_json::from_str(&out).unwrap();
    assert_eq!((code, json.as_array().unwrap().len()), (1, 1));
    let zeros = [&log[..first_size(&log)], &[0; 90]].concat();
    let (code, out, error) = kanon(&["--batch"], &zeros);
    assert_eq!((code, out.matches("RecordBatch").count()), (1, 1), "{out}");
    assert!(error.contains("90 bytes of zeros to the end"), "{error}");
    let (code, out, _) = kanon(&["--batch"], b"");
    assert_eq!((code, out.as_str()), (0, "(no batches)\n"));
}

#[test]
fn a_wrong_checksum_is_an_error_after_all_is_printed() {
    let mut log = log();
    let whole = kanon(&["--batch"], &log).1.matches("RecordBatch").count();
    // A bit of the first batch's producer id.
    log[45] ^= 1;
    let (code, out, error) = kanon(&["--batch"], &log);
    assert_eq!((code, out.matches("RecordBatch").count()), (1, whole), "{out}");
    assert!(
        error.starts_with("error: the batch at byte 0: ") && error.contains("checksum"),
        "{error}"
    );
}

#[test]
fn a_batch_of_too_many_records_is_not_taken_apart() {
    const COUNT: u32 = 200_000;
    let mut batch = vec![0; 61];
    batch[8..12].copy_from_slice(&(49 + 7 * COUNT).to_be_bytes());
    batch[16] = 2;
    batch[57..61].copy_from_slice(&COUNT.to_be_bytes());
    // Length 6, no attributes, deltas of 0, neither key nor value nor headers.
    batch.extend([12, 0, 0, 0, 1, 1, 0].repeat(COUNT as usize));
    let (code, out, error) = kanon(&["--batch"], &batch);
    assert_eq!(code, 1);
    assert!(out.contains("records_count: 200000") && error.contains("more than 1000000 fields"));
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
    let (code, out, _) = kanon(&["--lines"], b"\"\xff\"\n{}\n");
    assert!(code == 0 && out.lines().count() == 2 && out.contains("no JSON"), "{out}");
    let back = serde_json::json!({
        "key": 18, "version": 3, "dir": "request",
        "header": lines[0]["header"], "body": lines[0]["body"],
    });
    let (_, out, _) = kanon(&["--lines", "--encode"], format!("{back}\n").as_bytes());
    assert_eq!(out, format!("{{\"hex\":\"{hex}\"}}\n"));
}

#[test]
fn a_reader_that_went_away_is_no_failure() {
    for (mode, input) in [("--request", REQUEST), ("--lines", "{}\n")] {
        let (reader, writer) = std::io::pipe().unwrap();
        drop(reader);
        let (code, _, error) = kanon_to(writer.into(), &[mode], input.as_bytes());
        assert_eq!((code, error.as_str()), (0, ""), "{mode}");
    }
}
