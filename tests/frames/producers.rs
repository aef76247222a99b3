//! Idempotent producers: ids that nobody gets twice, batches that are written once and in order.
//! (PRD-4 to PRD-9)

use std::collections::BTreeSet;
use std::time::{Duration, Instant, SystemTime};

use wire::batch::BatchBuilder;
use wire::init_producer_id::{InitProducerIdRequest, InitProducerIdResponse};
use wire::{ApiKey, ErrorCode};

use crate::client::{Client, Topic, decode};
use crate::host::Host;

/// Error, id and epoch.
pub(crate) fn init(
    client: &mut Client,
    version: i16,
    request: &InitProducerIdRequest<'_>,
) -> (i16, i64, i16) {
    let answer = client.ask(version, request);
    let answer: InitProducerIdResponse<'_> = decode(&answer, version);
    (answer.error_code, answer.producer_id, answer.producer_epoch)
}

pub(crate) fn without_transactions() -> InitProducerIdRequest<'static> {
    InitProducerIdRequest { transactional_id: None, ..Default::default() }
}

/// A batch of one record, whose value is that of its sequence.
fn stamped(timestamp: i64, producer: i64, epoch: i16, sequence: i32) -> Vec<u8> {
    let mut builder = BatchBuilder::new(0).producer(producer, epoch, sequence);
    builder.push(timestamp, None, Some(sequence.to_string().as_bytes()), &[]).unwrap();
    builder.finish()
}

/// Writes a batch of this moment, and gives the error and the offset.
pub(crate) fn write(
    client: &mut Client,
    topic: &Topic,
    stamp: (i64, i16, i32),
) -> (ErrorCode, i64) {
    let now = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap();
    write_at(client, topic, i64::try_from(now.as_millis()).unwrap(), stamp)
}

fn write_at(
    client: &mut Client,
    topic: &Topic,
    timestamp: i64,
    (producer, epoch, sequence): (i64, i16, i32),
) -> (ErrorCode, i64) {
    let produced = client.produce(topic, 13, -1, &stamped(timestamp, producer, epoch, sequence));
    (ErrorCode(produced.code), produced.base_offset)
}

#[test]
fn ids_at_each_version() {
    let host = Host::start();
    let mut client = host.connect();
    let versions = ApiKey::InitProducerId.advertised(wire::Listener::Broker).unwrap();
    for (version, id) in versions.iter().zip(0..) {
        assert_eq!(init(&mut client, version, &without_transactions()), (0, id, 0), "v{version}");
        let transactional =
            InitProducerIdRequest { transactional_id: Some("id"), ..Default::default() };
        let refused = (ErrorCode::TRANSACTIONAL_ID_AUTHORIZATION_FAILED.0, -1, -1);
        assert_eq!(init(&mut client, version, &transactional), refused, "v{version}");
    }
    // Who has an id begins anew with another one; half of one is none. (KIP-360)
    let having = |producer_id, producer_epoch| InitProducerIdRequest {
        producer_id,
        producer_epoch,
        ..without_transactions()
    };
    assert_eq!(init(&mut client, 5, &having(0, 3)), (0, 6, 0));
    let invalid = (ErrorCode::INVALID_REQUEST.0, -1, -1);
    assert_eq!(init(&mut client, 5, &having(0, -1)), invalid);
    assert_eq!(init(&mut client, 5, &having(-1, 3)), invalid);
}

/// A block is a thousand ids; what is left of one when the broker ends is lost, as with Kafka.
#[test]
fn no_id_is_given_twice() {
    let mut host = Host::start();
    let mut given = BTreeSet::new();
    let mut firsts = Vec::new();
    for round in 0..5 {
        let mut client = host.connect();
        let count = if round == 1 { 1001 } else { 3 };
        for place in 0..count {
            let (code, id, epoch) = init(&mut client, 5, &without_transactions());
            assert_eq!((code, epoch), (0, 0));
            assert!(given.insert(id), "{id} is given twice");
            if place == 0 {
                firsts.push(id);
            }
        }
        // A topic that is made has the controller's file written anew, and nothing of it lost.
        client.topic(&format!("round-{round}"));
        drop(client);
        host = if round % 2 == 0 { host.restart() } else { host.restart_uncleanly() };
    }
    assert_eq!(firsts, [0, 1000, 3000, 4000, 5000]);
}

//= PRD-4 test
//= PRD-5 test
#[test]
fn each_batch_once_and_in_order() {
    let host = Host::start();
    let mut client = host.connect();
    let topic = client.topic("sequences");
    let mut code = |stamp| write(&mut client, &topic, stamp);
    let out_of_order = (ErrorCode::OUT_OF_ORDER_SEQUENCE_NUMBER, -1);
    for sequence in 0..6 {
        assert_eq!(code((7, 0, sequence)), (ErrorCode::NONE, i64::from(sequence)));
    }
    // Five batches are remembered; the sixth from the end is out of order.
    for sequence in 1..6 {
        assert_eq!(code((7, 0, sequence)), (ErrorCode::NONE, i64::from(sequence)));
    }
    assert_eq!(code((7, 0, 0)), out_of_order);
    assert_eq!(code((7, 0, 7)), out_of_order);
    // Another producer has sequences of its own, and may begin anywhere where nobody knows it.
    assert_eq!(code((8, 3, 40)), (ErrorCode::NONE, 6));
    assert_eq!(code((8, 3, 42)), out_of_order);
    // A newer epoch begins with 0, and is the end of the older one.
    assert_eq!(code((7, 1, 6)), out_of_order);
    assert_eq!(code((7, 1, 0)), (ErrorCode::NONE, 7));
    assert_eq!(code((7, 0, 6)), (ErrorCode::INVALID_PRODUCER_EPOCH, -1));
    assert_eq!(code((7, 0, 5)), (ErrorCode::INVALID_PRODUCER_EPOCH, -1));
    assert_eq!(code((7, 1, 0)), (ErrorCode::NONE, 7));
    let invalid = (ErrorCode::INVALID_RECORD, -1);
    assert_eq!(code((7, 1, -1)), invalid);
    let values: Vec<Vec<u8>> = client.fetch(&topic, 18, 0).values();
    assert_eq!(values, ["0", "1", "2", "3", "4", "5", "40", "0"].map(|value| value.as_bytes()));
}

/// As many sequences as there are, and then from 0 on.
#[test]
fn sequences_go_round() {
    let host = Host::start();
    let mut client = host.connect();
    let topic = client.topic("round");
    let mut code = |sequence| write(&mut client, &topic, (1, 0, sequence));
    assert_eq!(code(i32::MAX - 1), (ErrorCode::NONE, 0));
    assert_eq!(code(i32::MAX), (ErrorCode::NONE, 1));
    assert_eq!(code(1), (ErrorCode::OUT_OF_ORDER_SEQUENCE_NUMBER, -1));
    assert_eq!(code(0), (ErrorCode::NONE, 2));
    assert_eq!(code(i32::MAX), (ErrorCode::NONE, 1));
}

//= PRD-7 test
#[test]
fn a_restart_forgets_no_batch() {
    let mut host = Host::start();
    let topic = host.connect().topic("kept");
    for sequence in 0..40 {
        let mut client = host.connect();
        let offset = i64::from(sequence);
        assert_eq!(write(&mut client, &topic, (9, 2, sequence)), (ErrorCode::NONE, offset));
        drop(client);
        if sequence % 8 != 7 {
            continue;
        }
        host = if sequence % 16 == 7 { host.restart() } else { host.restart_uncleanly() };
        let mut client = host.connect();
        let out_of_order = (ErrorCode::OUT_OF_ORDER_SEQUENCE_NUMBER, -1);
        assert_eq!(write(&mut client, &topic, (9, 2, sequence - 5)), out_of_order);
        assert_eq!(write(&mut client, &topic, (9, 2, sequence + 2)), out_of_order);
        for back in 0..5 {
            let again = write(&mut client, &topic, (9, 2, sequence - back));
            assert_eq!(again, (ErrorCode::NONE, offset - i64::from(back)));
        }
        let fenced = write(&mut client, &topic, (9, 1, sequence + 1));
        assert_eq!(fenced, (ErrorCode::INVALID_PRODUCER_EPOCH, -1));
    }
}

/// Time is that of the records: here a second after 1970 began.
//= PRD-9 test
#[test]
fn who_is_idle_for_long_is_forgotten() {
    let host = Host::start_with(|mut config| {
        config.producer_id_expiration_check_interval = Duration::from_millis(20);
        config
    });
    let mut client = host.connect();
    let topic = client.topic("idle");
    let mut code = |sequence| write_at(&mut client, &topic, 1000, (5, 0, sequence));
    assert_eq!(code(10), (ErrorCode::NONE, 0));
    // Until then the sequence would be out of order.
    let give_up = Instant::now() + Duration::from_secs(10);
    loop {
        match code(99) {
            (ErrorCode::NONE, offset) => break assert_eq!(offset, 1),
            (ErrorCode::OUT_OF_ORDER_SEQUENCE_NUMBER, _) => {}
            other => panic!("{other:?}"),
        }
        assert!(Instant::now() < give_up, "it is not forgotten");
        std::thread::sleep(Duration::from_millis(5));
    }
}
