//! What was acknowledged is there after a restart, clean or not, and what stops a start says so.

use std::net::SocketAddr;

use server::{Config, Server};
use tempfile::TempDir;

use crate::client::batch;
use crate::host::{Host, config};

#[test]
fn records_topics_and_ids_outlive_both_ways_of_stopping() {
    let mut host = Host::start();
    assert!(host.running().started().was_clean, "a new directory is clean");
    let mut client = host.connect();
    let topics = ["a", "b.c", "d-e_f"].map(|name| client.topic(name));
    let cluster_id = host.running().started().cluster_id.clone();
    for round in 0..4_u8 {
        for topic in &topics {
            let found = client.topic(&topic.name);
            assert_eq!(found.id, topic.id);
            let produced = client.produce(topic, 13, -1, &batch(&[&[round], b"and"]));
            assert_eq!((produced.code, produced.base_offset), (0, 2 * i64::from(round)));
        }
        drop(client);
        let is_clean = round % 2 == 0;
        host = if is_clean { host.restart() } else { host.restart_uncleanly() };
        let started = host.running().started();
        assert_eq!((started.topics, started.was_clean), (3, is_clean));
        assert_eq!(started.cluster_id, cluster_id);
        assert_eq!(0 < started.batches_validated, !is_clean);
        client = host.connect();
        for topic in &topics {
            let fetched = client.fetch(topic, 18, 0);
            assert_eq!(fetched.high_watermark, 2 * (i64::from(round) + 1));
            let first: Vec<u8> = fetched.values().iter().step_by(2).map(|value| value[0]).collect();
            assert_eq!(first, (0..=round).collect::<Vec<u8>>());
        }
    }
}

fn refusal(config: Config) -> String {
    Server::start(config).unwrap_err().to_string()
}

#[test]
fn a_taken_port_is_named() {
    let host = Host::start();
    let other = TempDir::new().unwrap();
    let mut wanted = config(other.path());
    wanted.listen = host.address();
    let why = refusal(wanted);
    assert!(why.contains(&host.address().to_string()), "{why}");
    assert_eq!(std::fs::read_dir(other.path()).unwrap().count(), 0, "nothing was made there");
    host.bystander().lives();
}

#[test]
fn a_directory_in_use_is_named() {
    let host = Host::start();
    let why = refusal(config(host.data()));
    assert!(why.contains(host.data().to_str().unwrap()), "{why}");
    host.bystander().lives();
}

#[test]
fn a_path_that_is_no_directory_is_named() {
    let directory = TempDir::new().unwrap();
    let file = directory.path().join("file");
    std::fs::write(&file, "text").unwrap();
    for path in [file.clone(), file.join("below"), "/proc/kanon".into()] {
        let why = refusal(config(&path));
        assert!(why.contains(path.to_str().unwrap()), "{why}");
    }
}

/// Half a file of the controller's is no reason to begin with none of its topics.
#[test]
fn a_damaged_controller_file_stops_the_start() {
    let host = Host::start();
    let topic = host.connect().topic("kept");
    let produced = host.connect().produce(&topic, 13, -1, &batch(&[b"kept"]));
    assert_eq!(produced.code, 0);
    let directory = host.stop();
    let path = directory.path().join("kanon-controller");
    let whole = std::fs::read(&path).unwrap();
    let mut damaged = vec![Vec::new(), whole[..whole.len() / 2].to_vec(), vec![0xff; 40]];
    damaged.push([&whole[..], b"more\n"].concat());
    for bytes in damaged {
        std::fs::write(&path, bytes).unwrap();
        let why = refusal(config(directory.path()));
        assert!(why.contains("kanon-controller"), "{why}");
    }
    std::fs::remove_file(&path).unwrap();
    let why = refusal(config(directory.path()));
    assert!(why.contains("kept-0"), "{why}");
    std::fs::write(&path, whole).unwrap();
    let running = Server::start(config(directory.path())).unwrap();
    let mut client = crate::client::Client::connect(running.addr());
    assert_eq!(client.fetch(&topic, 18, 0).values(), [b"kept"]);
}

/// The file is Kafka's, and what it says does not change.
#[test]
fn a_directory_says_whose_it_is() {
    let host = Host::start();
    let cluster_id = host.running().started().cluster_id.clone();
    let path = host.data().join("meta.properties");
    let text = std::fs::read_to_string(&path).unwrap();
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(lines[1], format!("cluster.id={cluster_id}"));
    assert_eq!(lines[2].split_once('=').unwrap().0, "directory.id");
    assert_eq!(lines[3..], ["node.id=0", "version=1"]);
    let directory = host.restart_uncleanly().stop();
    assert_eq!(std::fs::read_to_string(&path).unwrap(), text);
    let mut other = config(directory.path());
    other.node_id = 7;
    let why = refusal(other);
    assert!(why.contains("node.id 0, and this broker is 7"), "{why}");
    let foreign = text.replace(&cluster_id, "7RnDmYPZQ2WJfHJZ-bRpNw");
    std::fs::write(&path, foreign).unwrap();
    let why = refusal(config(directory.path()));
    assert!(why.contains("7RnDmYPZQ2WJfHJZ-bRpNw") && why.contains(&cluster_id), "{why}");
    // Who was refused has changed nothing: the stop before was clean.
    assert!(directory.path().join(".kafka_cleanshutdown").exists());
    // One that is damaged is kept aside; one without a directory's id, of an older broker, gets it.
    let without = text.lines().filter(|line| !line.starts_with("directory"));
    for (damaged, notes) in [("no properties", 1), (&without.collect::<Vec<_>>().join("\n"), 0)] {
        std::fs::write(&path, damaged).unwrap();
        let running = Server::start(config(directory.path())).unwrap();
        assert_eq!(running.started().notes.len(), notes, "{:?}", running.started().notes);
        assert_eq!(running.started().cluster_id, cluster_id);
        running.stop().unwrap();
        let anew = std::fs::read_to_string(&path).unwrap();
        assert_eq!(anew.lines().nth(1), Some(lines[1]));
        assert!(anew.contains("\ndirectory.id=") && anew.ends_with("\nnode.id=0\nversion=1\n"));
    }
}

/// `kafka-storage format` has made the directory ready.
#[test]
fn a_formatted_directory_names_the_cluster() {
    let directory = TempDir::new().unwrap();
    let path = directory.path().join("meta.properties");
    let text = "#\n#Sun Nov 22 00:00:00 UTC 2026\ncluster.id=7RnDmYPZQ2WJfHJZ-bRpNw\n\
                directory.id=Zk2vCqf_SVuT0yKQnVwhqQ\nnode.id=0\nversion=1\n";
    std::fs::write(&path, text).unwrap();
    let running = Server::start(config(directory.path())).unwrap();
    assert_eq!(running.started().cluster_id, "7RnDmYPZQ2WJfHJZ-bRpNw");
    running.stop().unwrap();
    assert_eq!(std::fs::read_to_string(&path).unwrap(), text);
    let other = TempDir::new().unwrap();
    let named = text.replace("7RnDmYPZQ2WJfHJZ-bRpNw", "ours");
    std::fs::write(other.path().join("meta.properties"), named).unwrap();
    let why = refusal(config(other.path()));
    assert!(why.contains("cluster.id ours"), "{why}");
}

/// A restart on the same port does not wait for the connections of the last one to be forgotten.
#[test]
fn the_same_port_again_at_once() {
    let host = Host::start();
    let address: SocketAddr = host.address();
    let mut client = host.connect();
    client.topic("before");
    let directory = host.stop();
    let mut wanted = config(directory.path());
    wanted.listen = address;
    let running = Server::start(wanted).unwrap();
    assert_eq!(running.addr(), address);
    running.stop().unwrap();
}
