//! A cluster whose brokers keep their logs in the store: each step as inputs to its broker's core.
//!
//! What a step makes of the controller, and of a request once it is sent, is the model's. What a
//! broker asks for, answers, and tells producers is the core's own, and the bytes that an answer
//! carries come out of one broker's directory and go into another's.

use super::{
    directory::PARTITION,
    medium::{Film, Medium},
    node::Node,
    records,
};
use crate::answers::Told;
use kanon_core::{
    Asker, Decision, Fetch, FetchAnswer, FetchPartition, FetchedBody, Input, Output, Partition,
    PartitionChange, PartitionState, Produce, Replica, RequestId, Taken, TakenBody,
};
use model::replication::State;
use sim::{chance::Random, words};
use spec::{
    Acks, BrokerId, Step, Value, View,
    view::{self, Answer, Body, Exchange, Request, Stage},
};
use store::LogConfig;

/// The number of every fetch: it is answered in the step in which it arrives.
const FETCH: RequestId = RequestId(u64::MAX);

/// Real brokers, whose logs lie in the store.
#[derive(Debug)]
pub(crate) struct Stored {
    pub(crate) nodes: Vec<Node>,
}

/// A step that is taken: where it leads from and to, and what producers are told in it.
struct Taking<'a> {
    before: &'a State,
    after: &'a State,
    told: Vec<Told>,
}

/// What a broker's disk saw of a step.
#[derive(Debug)]
pub(crate) struct Seen {
    pub(crate) broker: BrokerId,
    pub(crate) film: Film,
}

impl Stored {
    /// A cluster in which nothing has happened.
    pub(crate) fn new(
        first: &State,
        config: LogConfig,
        mut medium: impl FnMut() -> Medium,
    ) -> Stored {
        let node = |broker| Node::new(broker, medium(), config);
        let mut stored = Stored { nodes: view::brokers(first).map(node).collect() };
        for broker in view::brokers(first) {
            let mut taking = Taking { before: first, after: first, told: Vec::new() };
            stored.register(broker, &mut taking);
            assert!(taking.told.is_empty());
        }
        stored
    }

    pub(crate) fn node(&self, broker: BrokerId) -> &Node {
        &self.nodes[broker.0 as usize]
    }

    fn node_mut(&mut self, broker: BrokerId) -> &mut Node {
        &mut self.nodes[broker.0 as usize]
    }

    fn partition(&self, broker: BrokerId) -> Option<&Partition> {
        self.node(broker).partition()
    }

    /// Whether a step that the model takes can be taken here: a log may be more durable than the
    /// model's, and what is durable is not lost.
    pub(crate) fn can_take(&self, step: Step) -> bool {
        match step {
            Step::Crash { broker, keep } => self.node(broker).durable_end() <= keep,
            _ => true,
        }
    }

    /// Takes a step that the model takes. Gives what producers were told, and what the disks saw.
    pub(crate) fn take(
        &mut self,
        step: Step,
        before: &State,
        after: &State,
        chance: &mut Random,
    ) -> (Vec<Told>, Vec<Seen>) {
        self.nodes.iter().for_each(|node| node.medium.watch());
        let mut taking = Taking { before, after, told: Vec::new() };
        self.carry_out(step, &mut taking, chance);
        let mut seen = Vec::new();
        for (broker, node) in view::brokers(before).zip(&mut self.nodes) {
            let film = node.medium.seen();
            if film.calls == 0 {
                continue;
            }
            if node.core.is_some() {
                node.look();
            } else {
                node.look_while_down();
            }
            seen.push(Seen { broker, film });
        }
        let mut told = taking.told;
        told.sort_by_key(|(value, _)| *value);
        (told, seen)
    }

    fn carry_out(&mut self, step: Step, taking: &mut Taking<'_>, chance: &mut Random) {
        let (partition, b) = (PARTITION, step.broker());
        match step {
            Step::Produce { acks, records, .. } => self.produce(b, acks, records, taking),
            Step::Expire(_) => {
                let own = self.partition(b).expect("a broker that runs");
                let request = own.waiting().next().expect("a request waits");
                self.input(b, Input::DeadlinePassed { request }, taking);
            }
            Step::Ask(_) => self.input(b, Input::Ask { partition }, taking),
            Step::Serve(_) => {
                let Some(Exchange::Request(request)) = self.node(b).exchange else {
                    panic!("broker {b} has not asked")
                };
                let answer = self.serve(b, request, taking);
                let node = self.node_mut(b);
                node.exchange = Some(Exchange::Answer(answer.0));
                node.answer = answer.1;
            }
            Step::ServeOrphan(_) => {
                let request = taking.before.orphan(b).expect("an orphan");
                self.serve(b, request, taking);
            }
            Step::Take(_) => self.take_answer(b, taking),
            Step::Cut(_) => self.input(b, Input::Cut { partition }, taking),
            Step::Lose(_) | Step::GiveUp(_) => self.node_mut(b).exchange = None,
            Step::Flush(_) => self.node_mut(b).flush(),
            Step::Checkpoint(_) => self.input(b, Input::Checkpoint, taking),
            Step::Crash { keep, .. } => {
                self.node_mut(b).crash(keep, chance);
                self.lose_requests_to(b);
            }
            Step::Stop(_) => {
                self.node_mut(b).stop();
                self.lose_requests_to(b);
            }
            Step::Restart(_) => self.node_mut(b).restart(),
            Step::Register(_) => self.register(b, taking),
            Step::Learn(_) => {
                let decision = decision(taking.before, taking.after.learnt(b).expect("learnt"));
                self.input(b, Input::Learn(decision), taking);
            }
            Step::Shrink { follower, .. } => {
                self.input(b, Input::Shrink { partition, follower }, taking);
            }
            Step::Expand { follower, .. } => {
                self.input(b, Input::Expand { partition, follower }, taking);
            }
            Step::Altered(_) => {
                let answer = match taking.before.alter(b).expect("a proposal").stage {
                    Stage::Agreed(partition_epoch) => Ok(partition_epoch),
                    Stage::Rejected(error) => Err(error),
                    Stage::Unsent | Stage::Sent => panic!("the proposal of {b} has no answer"),
                };
                self.input(b, Input::Altered { partition, answer }, taking);
            }
            // The controller's, and of what is on its way to it.
            Step::Fence(_) | Step::Suspect(_) | Step::Unfence(_) | Step::Leave(_) => {}
            Step::Elect(_) | Step::ElectUnclean(_) | Step::Recover(_) => {}
            Step::Alter(_) | Step::AlterOrphan(_) | Step::LoseAlter(_) => {}
            Step::GiveUpAlter(_) | Step::Resend(_) => {}
            Step::Assign(_) | Step::Unassign(_) | Step::CatchUp(_) => not_sampled(step),
            Step::Refresh(_) | Step::Validate(_) => not_sampled(step),
            Step::Read(_) | Step::Latest(_) => not_sampled(step),
            Step::LookUp(_) | Step::Send(_) | Step::Retry(_) => not_sampled(step),
            Step::HangUp(_) | Step::Abandon(_) | Step::Delay(_) => not_sampled(step),
            Step::Arrive(_) | Step::Forget(_) | Step::DeleteOld(_) => not_sampled(step),
        }
    }

    fn lose_requests_to(&mut self, gone: BrokerId) {
        let lost = |it: &Exchange| matches!(it, Exchange::Request(request) if request.to == gone);
        let lost = self.nodes.iter_mut().filter(|node| node.exchange.as_ref().is_some_and(lost));
        lost.for_each(|node| node.exchange = None);
    }

    fn produce(&mut self, to: BrokerId, acks: Acks, records: i32, taking: &mut Taking<'_>) {
        let value = Value(taking.before.values());
        let mut payload = records::encode(value, records);
        let produce = Produce {
            request: RequestId(u64::from(value.0)),
            partition: PARTITION,
            acks: match acks {
                Acks::Leader => kanon_core::Acks::Leader,
                Acks::All => kanon_core::Acks::All,
            },
            records,
            size_bytes: i32::try_from(payload.len()).expect("a small batch"),
            timeout_ms: 0,
            stamp: None,
        };
        let others = self.node_mut(to).input(Input::Produce(produce), &mut payload);
        others.into_iter().for_each(|output| self.say(to, output, taking));
    }

    fn register(&mut self, broker: BrokerId, taking: &mut Taking<'_>) {
        let broker_epoch = taking.after.registered(broker).broker_epoch;
        self.node_mut(broker).mark = None;
        self.input(broker, Input::Registered { broker_epoch }, taking);
        self.input(broker, Input::Learn(image(taking.after)), taking);
    }

    /// A request reaches the broker that it was sent to, which answers.
    fn serve(
        &mut self,
        follower: BrokerId,
        request: Request,
        taking: &mut Taking<'_>,
    ) -> (Answer, Vec<u8>) {
        let asked = FetchPartition {
            partition: PARTITION,
            leader_epoch: Some(request.leader_epoch),
            fetch_offset: request.fetch_offset,
            last_fetched_epoch: request.last_fetched_epoch,
            max_bytes: 1,
        };
        let fetch = Fetch {
            request: FETCH,
            from: Asker::Follower(Replica {
                broker: follower,
                broker_epoch: Some(request.broker_epoch),
            }),
            partitions: vec![asked],
            min_bytes: 0,
            max_bytes: 1,
            max_wait_ms: 0,
        };
        let mut answered = None;
        for output in self.node_mut(request.to).input(Input::Fetch(fetch), &mut []) {
            match output {
                Output::Answer { partitions, .. } => {
                    let [answer] = partitions[..] else { panic!("one partition was asked for") };
                    answered = Some(self.fill(request.to, answer));
                }
                other => self.say(request.to, other, taking),
            }
        }
        answered.expect("a fetch that does not wait is answered")
    }

    /// The answer, its range filled from the log.
    fn fill(&mut self, leader: BrokerId, answer: FetchAnswer) -> (Answer, Vec<u8>) {
        let mut bytes = Vec::new();
        let body = match answer.result {
            Ok(fetched) => match fetched.body {
                FetchedBody::Range { start, end, .. } => {
                    let batch;
                    (batch, bytes) = self.node_mut(leader).read(start, end);
                    Body::Records { batch, high_watermark: fetched.high_watermark }
                }
                FetchedBody::Diverging { epoch, end_offset } => {
                    let high_watermark = fetched.high_watermark;
                    Body::Diverging { epoch, end_offset, high_watermark }
                }
            },
            Err(error) => Body::Error(words::rejection(error)),
        };
        let leader_epoch = answer.asked.leader_epoch.expect("a follower says its epoch");
        (Answer { leader_epoch, fetch_offset: answer.asked.fetch_offset, body }, bytes)
    }

    fn take_answer(&mut self, follower: BrokerId, taking: &mut Taking<'_>) {
        let node = self.node_mut(follower);
        let Some(Exchange::Answer(answer)) = node.exchange.take() else {
            panic!("broker {follower} has no answer")
        };
        let mut bytes = std::mem::take(&mut node.answer);
        let body = match answer.body {
            Body::Records { batch, high_watermark } => {
                let batches = batch.map(|batch| kanon_core::Batch {
                    base: batch.base,
                    records: batch.records,
                    leader_epoch: batch.leader_epoch,
                    size_bytes: i32::try_from(bytes.len()).expect("a small batch"),
                    stamp: None,
                });
                TakenBody::Records { batches: batches.into_iter().collect(), high_watermark }
            }
            Body::Diverging { epoch, end_offset, high_watermark } => {
                TakenBody::Diverging { epoch, end_offset, high_watermark }
            }
            Body::Error(_) => TakenBody::Error,
        };
        let (leader_epoch, fetch_offset) = (answer.leader_epoch, answer.fetch_offset);
        let answer = Taken { leader_epoch, fetch_offset, body };
        let others = node.input(Input::Take { partition: PARTITION, answer }, &mut bytes);
        others.into_iter().for_each(|output| self.say(follower, output, taking));
    }

    fn input(&mut self, to: BrokerId, input: Input, taking: &mut Taking<'_>) {
        let others = self.node_mut(to).input(input, &mut []);
        others.into_iter().for_each(|output| self.say(to, output, taking));
    }

    /// What leaves a broker, but for answers to fetches.
    fn say(&mut self, broker: BrokerId, output: Output, taking: &mut Taking<'_>) {
        match output {
            Output::Reply { request, result, .. } => {
                let value = Value(u32::try_from(request.0).expect("a value's number"));
                let written = value.0 < taking.after.values();
                taking.told.push((written.then_some(value), result.err()));
            }
            Output::Send { to, fetch } => {
                self.node_mut(broker).exchange = Some(Exchange::Request(words::fetch(to, fetch)));
            }
            Output::Alter(proposed) => {
                let sent = taking.after.alter(broker).map(|alter| alter.request);
                assert_eq!(Some(words::proposal(&proposed)), sent, "what broker {broker} proposes");
            }
            // There is no clock.
            Output::Wait { .. } => {}
            other => panic!("nobody has asked for {other:?}"),
        }
    }
}

/// The store has no way yet to delete a partition, and what consumers read changes nothing in it.
fn not_sampled(step: Step) {
    panic!("`{step}` is of no world that is sampled")
}

/// All that is in force, as a broker learns it that has registered.
fn image(now: &State) -> Decision {
    let last = now.decisions() - 1;
    let brokers = view::brokers(now).map(|it| (it, now.registration(last, it))).collect();
    let change = PartitionChange::cleanly(partition_state(now, last));
    Decision { brokers, partitions: [(PARTITION, change)].into() }
}

/// What a decision changed.
fn decision(now: &State, index: u32) -> Decision {
    let registration = |it| (now.registration(index - 1, it), now.registration(index, it));
    let changed = view::brokers(now).filter(|it| registration(*it).0 != registration(*it).1);
    let brokers = changed.map(|it| (it, registration(it).1)).collect();
    let changed = now.decision(index - 1) != now.decision(index);
    let change = changed.then(|| PartitionChange::cleanly(partition_state(now, index)));
    Decision { brokers, partitions: change.map(|it| (PARTITION, it)).into_iter().collect() }
}

fn partition_state(now: &State, index: u32) -> PartitionState {
    let decided = now.decision(index);
    PartitionState {
        leader: decided.leader,
        leader_epoch: decided.leader_epoch,
        partition_epoch: decided.partition_epoch,
        isr: decided.isr.iter().collect(),
        elr: decided.elr.iter().collect(),
        last_leader: decided.last_leader,
        replicas: decided.replicas.iter().collect(),
        adding: decided.adding.iter().collect(),
        removing: decided.removing.iter().collect(),
        min_insync_replicas: now.min_isr(),
    }
}
