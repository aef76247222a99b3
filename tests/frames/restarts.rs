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
