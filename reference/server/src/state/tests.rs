//! That what is written is read, and that half a file or a damaged line is not.

use super::*;

fn some() -> State {
    let partition = PartitionState {
        leader: Some(BrokerId(0)),
        leader_epoch: LeaderEpoch(1),
        partition_epoch: PartitionEpoch(3),
        isr: [BrokerId(0)].into(),
        elr: BTreeSet::new(),
        last_leader: None,
        replicas: [BrokerId(0), BrokerId(2)].into(),
        adding: [BrokerId(2)].into(),
        removing: [].into(),
        min_insync_replicas: MIN_INSYNC_REPLICAS,
    };
    let topic = |name: &str, byte| TopicState {
        name: name.to_owned(),
        id: Uuid([byte; 16]),
        partition: partition.clone(),
    };
    State {
        cluster_id: Uuid([7; 16]),
        next_producer_id: 3000,
        brokers: [(BrokerId(0), BrokerEpoch(5)), (BrokerId(2), BrokerEpoch(0))].into(),
        topics: vec![topic("a", 1), topic("b.c_d-e", 2)],
    }
}

fn text(state: &State) -> String {
    let topics = || (0..).map(PartitionId).zip(&state.topics);
    let controller = state.controller(topics().map(|(id, topic)| (id, &topic.partition)));
    render(state.cluster_id, state.next_producer_id, &controller, |wanted| {
        let (_, topic) = topics().find(|(id, _)| *id == wanted)?;
        Some((topic.name.as_str(), topic.id))
    })
}

#[test]
fn what_is_written_is_read() {
    assert_eq!(parse(&text(&some())), Ok(some()));
}

/// Files that brokers have left that gave no producer ids, and reassigned nothing.
#[test]
fn what_was_written_before_is_read() {
    let mut state = some();
    state.next_producer_id = 0;
    for topic in &mut state.topics {
        topic.partition.adding.clear();
    }
    let now = text(&state);
    let version_3 = now.replace(HEADER, HEADER_WITHOUT_IDS).replace("next-producer-id 0\n", "");
    assert_eq!(parse(&version_3), Ok(state.clone()));
    let before = version_3.replace(HEADER_WITHOUT_IDS, HEADER_WITHOUT_MOVES);
    let version_2 = before.replace(" adding - removing -", "");
    assert!(version_2.contains("replicas 0,2 name a"));
    assert_eq!(parse(&version_2), Ok(state));
    let mixed = [before, version_2.replace("r 2", "r 1"), now.replace("r 4", "r 3")];
    assert!(mixed.iter().all(|mixed| parse(mixed).is_err()));
}

#[test]
fn half_a_file_is_no_file() {
    let whole = text(&some());
    for end in 0..whole.trim_end().len() {
        let read = parse(&whole[..end]);
        assert!(read.is_err(), "{end} bytes of it give {read:?}");
    }
}

#[test]
fn a_damaged_line_is_named() {
    let broken = text(&some()).replace(
        "isr 0 replicas 0,2 adding 2 removing - name b",
        "isr x replicas 0,2 adding 2 removing - name b",
    );
    assert_eq!(parse(&broken).unwrap_err().0, 7);
    let stranger = text(&some()).replace("isr 0 ", "isr 0,5 ");
    assert_eq!(parse(&stranger).unwrap_err().0, 6);
    for wrong in ["adding 5 removing -", "adding 2 removing 2", "adding - removing x"] {
        let wrong = text(&some()).replace("adding 2 removing -", wrong);
        assert_eq!(parse(&wrong).unwrap_err().0, 6);
    }
    let same_name = text(&some()).replace("name b.c_d-e", "name a");
    assert_eq!(parse(&same_name).unwrap_err().0, 7);
    let mut same_id = some();
    same_id.topics[1].id = same_id.topics[0].id;
    assert_eq!(parse(&text(&same_id)).unwrap_err().0, 7);
    let same_broker = text(&some()).replace("broker 2", "broker 0");
    assert_eq!(parse(&same_broker).unwrap_err().0, 5);
    let negative = text(&some()).replace("next-producer-id 3", "next-producer-id -3");
    assert_eq!(parse(&negative).unwrap_err().0, 3);
    let old = text(&some()).replace("broker 2 epoch 0", "broker 2 epoch -1");
    assert_eq!(parse(&old).unwrap_err().0, 5);
}
