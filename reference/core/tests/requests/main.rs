//! What a broker answers to clients: the requests of one real broker, which no world has.
//!
//! What brokers do to each other is shown by the simulation's situations, and by lockstep.

mod controller;
mod delete_records;
mod fetch;
mod idempotent;
mod isr;
mod list_offsets;
mod offset_for_leader_epoch;
mod produce;
mod reads;
mod reassignment;
mod restart;

use kanon_core::{
    Acks, Asker, Broker, Decision, EpochStart, Fetch, FetchPartition, Input, Output,
    PartitionChange, PartitionId, PartitionState, Produce, Replica, RequestId, Restore, Time,
};
use spec::{BrokerEpoch, BrokerId, LeaderEpoch, Offset, PartitionEpoch, Rules};

const ME: BrokerId = BrokerId(1);
const OTHER: BrokerId = BrokerId(2);
const NOW: Time = Time(1_000);
/// The other broker, as it fetches.
const FOLLOWER: Replica = Replica { broker: OTHER, broker_epoch: Some(BrokerEpoch(0)) };

/// A broker, and all that it has wanted done since it was asked last.
struct Driven(Broker);

impl Driven {
    /// A broker that is registered and has learnt nothing, with these partitions, all empty.
    fn started(partitions: &[u32]) -> Driven {
        let mut driven = Driven(Broker::new(ME, Rules::ALL));
        for id in partitions {
            assert_eq!(driven.step(Input::Restore(empty(PartitionId(*id)))), []);
        }
        assert_eq!(driven.step(Input::Registered { broker_epoch: BrokerEpoch(0) }), []);
        driven
    }

    /// A broker that leads these partitions in epoch 3, with these in sync.
    fn leading(partitions: &[u32], isr: &[BrokerId]) -> Driven {
        let mut driven = Driven::started(partitions);
        for id in partitions {
            let starts = vec![EpochStart { epoch: LeaderEpoch(3), start: Offset(0) }];
            let partition = PartitionId(*id);
            let noted = Output::EpochStarts { partition, starts };
            assert_eq!(driven.step(Input::Learn(learn(*id, Some(ME), 3, isr))), [noted]);
        }
        driven
    }

    fn step(&mut self, input: Input) -> Vec<Output> {
        let mut out = Vec::new();
        self.0.step(NOW, input, &mut out);
        out
    }

    /// Writes so many batches of 10 bytes and one record to a partition that only this broker has.
    fn write(&mut self, partition: u32, batches: usize) {
        for _ in 0..batches {
            self.step(produce(99, partition, Acks::Leader));
        }
    }
}

fn empty(partition: PartitionId) -> Restore {
    Restore {
        partition,
        log_start: Offset(0),
        log_end: Offset(0),
        tail: vec![],
        producers: vec![],
        epoch_starts: vec![],
        high_watermark: Offset(0),
    }
}

/// A decision that begins a leader epoch; its partition epoch is the same number.
fn learn(partition: u32, leader: Option<BrokerId>, epoch: i32, isr: &[BrokerId]) -> Decision {
    let state = state(leader, epoch, epoch, isr);
    Decision::of_partition(PartitionId(partition), PartitionChange::cleanly(state))
}

fn state(leader: Option<BrokerId>, epoch: i32, partition: i32, isr: &[BrokerId]) -> PartitionState {
    PartitionState {
        leader,
        leader_epoch: LeaderEpoch(epoch),
        partition_epoch: PartitionEpoch(partition),
        isr: isr.iter().copied().collect(),
        elr: [].into(),
        last_leader: None,
        replicas: [ME, OTHER].into_iter().collect(),
        adding: [].into(),
        removing: [].into(),
        min_insync_replicas: 1,
    }
}

fn produce(request: u64, partition: u32, acks: Acks) -> Input {
    Input::Produce(Produce {
        request: RequestId(request),
        partition: PartitionId(partition),
        acks,
        records: 1,
        size_bytes: 10,
        timeout_ms: 500,
        stamp: None,
    })
}

/// What a consumer asks of a partition.
fn from(partition: u32, offset: i64) -> FetchPartition {
    FetchPartition {
        partition: PartitionId(partition),
        leader_epoch: None,
        fetch_offset: Offset(offset),
        last_fetched_epoch: None,
        max_bytes: 1_000,
    }
}

/// A consumer's fetch of 1 byte at least, which may wait, and which any replica may answer.
fn fetch(request: u64, partitions: &[FetchPartition]) -> Fetch {
    Fetch {
        request: RequestId(request),
        from: Asker::Consumer { leader_only: false },
        partitions: partitions.to_vec(),
        min_bytes: 1,
        max_bytes: 1_000,
        max_wait_ms: 500,
    }
}
