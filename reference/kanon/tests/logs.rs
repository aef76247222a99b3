//! `kanon dump-log` and `kanon repair --dry-run`, as they are called, over what Apache Kafka wrote.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use wire::batch::{BatchBuilder, RecordHeader};

fn kanon(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_kanon")).args(arguments).output().unwrap()
}

fn text(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).unwrap()
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap();
        let name = if name == "kafka_cleanshutdown" { ".kafka_cleanshutdown" } else { name };
        let to = to.join(name);
        if path.is_dir() { copy(&path, &to) } else { fs::copy(&path, &to).map(|_| ()).unwrap() }
    }
}

fn kafkas(way: &str) -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/kafka-logs").join(way), &data);
    (folder, data)
}

fn files(dir: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let mut all = Vec::new();
    for entry in fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            all.extend(files(&path));
        } else {
            all.push((path.clone(), fs::read(&path).unwrap()));
        }
    }
    all.sort();
    all
}

#[test]
fn every_kind_of_file_is_printed() {
    let (_folder, data) = kafkas("clean");
    let paths = files(&data).into_iter().map(|(path, _)| path.to_str().unwrap().to_owned());
    let paths: Vec<String> = paths.collect();
    let mut arguments = vec!["dump-log", "--records"];
    arguments.extend(paths.iter().map(String::as_str));
    let out = kanon(&arguments);
    assert!(out.status.success(), "{}", text(&out.stdout));
    for line in [
        "batch 0..=1 records 2 bytes",
        "zstd",
        "record 0 time 1700000020000 key \"key-0\" value \"none \"",
        "offset 3 ends the batch at 102",
        "is the largest up to offset",
        "aborted, stable to",
        "producer 1 epoch 0 sequence 4..=5",
        "aborts coordinator epoch 0",
        "transaction from",
        "leader epoch 2 from offset 0",
        "tx-0 offset 32",
        "cluster.id=5L6g3nShT-eMCtK--X86sw",
        "topic_id: ",
        "batch 3..=5 records 3 bytes 121 leader epoch -1 time -1..-1 gzip format 0",
        "record 23 time 1600000161000 key \"key-1\" value null",
    ] {
        assert!(text(&out.stdout).contains(line), "{line} in {}", text(&out.stdout));
    }
}

#[test]
fn the_headers_of_records_and_sequences_that_begin_again_are_printed() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("00000000000000000000.log");
    let mut batch = BatchBuilder::new(0).leader_epoch(0).producer(7, 0, i32::MAX);
    let headers = [
        RecordHeader { key: b"trace", value: Some(b"a1") },
        RecordHeader { key: &[0xff], value: None },
    ];
    batch.push(5, None, Some(b"one"), &headers).unwrap();
    batch.push(6, None, Some(b"two"), &[]).unwrap();
    fs::write(&path, batch.finish()).unwrap();
    let out = kanon(&["dump-log", "--records", path.to_str().unwrap()]);
    let told = text(&out.stdout);
    assert!(told.contains("sequence 2147483647..=0 "), "{told}");
    assert!(told.contains("value \"one\" header \"trace\" \"a1\" header 0xff null\n"), "{told}");
    assert!(told.contains("value \"two\"\n"), "{told}");
}

#[test]
fn what_is_wrong_is_named_by_file_and_byte() {
    let (_folder, data) = kafkas("clean");
    let log = data.join("tx-0/00000000000000000009.log");
    let index = data.join("tx-0/00000000000000000009.index");
    for (path, at) in [(&log, 150), (&index, 75)] {
        let mut bytes = fs::read(path).unwrap();
        bytes[at] ^= 1;
        fs::write(path, bytes).unwrap();
    }
    fs::write(data.join("meta.properties"), "version=7\n").unwrap();
    let files =
        [log, index, data.join("meta.properties")].map(|it| it.to_str().unwrap().to_owned());
    let out = kanon(&["dump-log", "--wrong", &files[0], &files[1], &files[2]]);
    assert_eq!(out.status.code(), Some(1));
    let lines: Vec<&str> = text(&out.stdout).lines().collect();
    assert_eq!(lines.len(), 3, "{lines:#?}");
    assert!(lines[0].contains("09.log: WRONG at byte 78: checksum"), "{lines:#?}");
    assert!(lines[1].contains("09.index: WRONG at byte 72: no batch"), "{lines:#?}");
    assert!(lines[2].contains("WRONG at byte 0: \"version=7\" is not version 1"), "{lines:#?}");
}

#[test]
fn names_that_are_not_known_and_folders() {
    let out = kanon(&["dump-log", "Cargo.toml"]);
    assert_eq!(out.status.code(), Some(1));
    assert!(text(&out.stdout).contains("Cargo.toml: not looked into: no file of a log has"));
    let (_folder, data) = kafkas("clean");
    for name in [".lock", "kanon-controller"] {
        let file = data.join(name);
        fs::write(&file, "x").unwrap();
        let out = kanon(&["dump-log", file.to_str().unwrap()]);
        assert!(out.status.success() && text(&out.stdout).contains("the broker's own"), "{name}");
    }
    let out = kanon(&["dump-log", data.to_str().unwrap()]);
    assert!(out.status.success(), "{}", text(&out.stdout));
    for file in ["/meta.properties\n", "/tx-0/00000000000000000009.log\n", "/keys-0/"] {
        assert!(text(&out.stdout).contains(file), "{file}");
    }
    let out = kanon(&["dump-log", "src"]);
    assert_eq!(out.status.code(), Some(1));
    assert!(text(&out.stdout).contains("no file of a log is in this folder"));
}

#[test]
fn zeros_after_the_entries_of_an_index_are_told_once() {
    let (_folder, data) = kafkas("clean");
    for (name, entry, unused) in [("index", 8, 50), ("timeindex", 12, 40)] {
        let path = data.join(format!("tx-0/00000000000000000009.{name}"));
        let before = fs::read(&path).unwrap();
        fs::write(&path, [&before[..], &vec![0; entry * unused]].concat()).unwrap();
        let out = kanon(&["dump-log", path.to_str().unwrap()]);
        let told = text(&out.stdout);
        assert!(out.status.success(), "{told}");
        assert_eq!(told.lines().count(), 1 + before.len() / entry + 1, "{told}");
        let due = format!("{}: zeros to the end: {unused} entries are not used yet", before.len());
        assert!(told.contains(&due), "{told}");
        // Zeros before an entry are damage.
        fs::write(&path, [&vec![0; 2 * entry][..], &before[..]].concat()).unwrap();
        let out = kanon(&["dump-log", path.to_str().unwrap()]);
        assert_eq!(out.status.code(), Some(1));
    }
}

/// A program that runs cannot be opened for writing, by anybody.
#[test]
fn what_cannot_be_written_can_be_looked_at() {
    let (_folder, data) = kafkas("clean");
    let log = data.join("tx-0/00000000000000000777.log");
    let program = std::env::current_exe().unwrap();
    assert!(fs::OpenOptions::new().write(true).open(&program).is_err());
    std::os::unix::fs::symlink(&program, &log).unwrap();
    let out = kanon(&["dump-log", log.to_str().unwrap()]);
    assert!(text(&out.stdout).contains("777.log: WRONG at byte 0: "), "{}", text(&out.stdout));
    fs::remove_file(&log).unwrap();
    let metadata = data.join("tx-0/partition.metadata");
    fs::remove_file(&metadata).unwrap();
    std::os::unix::fs::symlink(&program, &metadata).unwrap();
    let out = kanon(&["repair", "--dry-run", "--data", data.to_str().unwrap()]);
    let told = text(&out.stdout);
    assert!(told.contains("partition.metadata: byte") && told.contains("1 losses"), "{told}");
}

#[test]
fn a_dry_run_says_what_the_directory_is() {
    let (_folder, data) = kafkas("killed");
    fs::write(data.join("plain-0/00000000000000000099.log.cleaned"), "").unwrap();
    let repair = |path: &Path| kanon(&["repair", "--dry-run", "--data", path.to_str().unwrap()]);
    let out = repair(&data);
    let told = text(&out.stdout);
    assert!(told.contains("would refuse it: there are partitions, and no kanon-controller"));
    // What is written under another name first, and renamed, was never there.
    assert!(!told.lines().any(|line| line.ends_with(".tmp")), "{told}");
    assert!(told.contains("would remove") && told.contains("99.log.cleaned"), "{told}");
    fs::write(data.join("kanon-controller"), "").unwrap();
    assert!(!text(&repair(&data).stdout).contains("refuse"));
    let out = repair(&data.join("plain-0"));
    assert_eq!(out.status.code(), Some(1));
    let due = "no partitions are here, and no meta.properties; it has a partition's name";
    assert!(text(&out.stderr).contains(due), "{}", text(&out.stderr));
}

#[test]
fn a_dry_run_tells_and_changes_nothing() {
    for (way, code) in [("clean", 0), ("killed", 0)] {
        let (_folder, data) = kafkas(way);
        let before = files(&data);
        let out = kanon(&["repair", "--dry-run", "--data", data.to_str().unwrap()]);
        let told = text(&out.stdout);
        assert_eq!(out.status.code(), Some(code), "{told}{}", text(&out.stderr));
        let trusted = if way == "clean" { "  trusted" } else { "  validated from offset 16 on" };
        assert!(told.contains(trusted) && told.contains("tx-0: offsets 0..32"), "{told}");
        assert_eq!(files(&data), before, "{way}");
    }
}

#[test]
fn an_output_that_takes_nothing_is_an_error_and_one_that_is_closed_is_none() {
    let (_folder, data) = kafkas("clean");
    let to = |output: Stdio| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_kanon"));
        command.args(["repair", "--dry-run", "--data", data.to_str().unwrap()]);
        command.stdout(output).output().unwrap()
    };
    let full = fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    let out = to(full.into());
    assert_eq!(out.status.code(), Some(1));
    let due = "error: the output cannot be written: ";
    assert!(text(&out.stderr).starts_with(due), "{}", text(&out.stderr));
    let (reader, writer) = std::io::pipe().unwrap();
    drop(reader);
    let out = to(writer.into());
    assert_eq!((out.status.code(), text(&out.stderr)), (Some(0), ""));
}

#[test]
fn a_dry_run_names_what_would_be_lost() {
    let (_folder, data) = kafkas("killed");
    let log = data.join("plain-0/00000000000000000016.log");
    let bytes = fs::read(&log).unwrap();
    fs::write(&log, &bytes[..bytes.len() - 3]).unwrap();
    fs::write(data.join("plain-0/00000000000000000099.log.deleted"), "gone").unwrap();
    let before = files(&data);
    let out = kanon(&["repair", "--dry-run", "--data", data.to_str().unwrap()]);
    let told = text(&out.stdout);
    assert_eq!(out.status.code(), Some(1), "{told}");
    assert!(
        told.contains("00000000000000000016.log: 111 bytes from byte 114 on would be cut"),
        "{told}"
    );
    assert!(told.contains("99.log.deleted: removed, 4 bytes: it was deleted"), "{told}");
    assert!(told.contains("would write") && told.contains("2 losses"), "{told}");
    assert_eq!(files(&data), before);
}
