//! Requests that are being answered: what is known of each partition, and where to send it.

use std::sync::mpsc::SyncSender;

use kanon_core::{PartitionId, RequestId, Time};

use super::Driver;
use crate::ask::{DeleteReply, EpochReply, FetchReply, OffsetReply, Places, ProduceReply, Reply};

/// A request of which something is not answered yet.
#[derive(Debug)]
pub(super) struct Pending {
    pub(super) reply: SyncSender<Reply>,
    pub(super) deadline: Option<Time>,
    pub(super) body: Answers,
}

/// What there is so far, in the order of the request.
#[derive(Debug)]
pub(super) enum Answers {
    Produce(Slots<ProduceReply>),
    ListOffsets(Slots<OffsetReply>),
    DeleteRecords(Slots<DeleteReply>),
    /// The core answers all the partitions of a fetch that it was asked for at once.
    Fetch(Vec<Option<FetchReply>>),
    /// The core is asked about one place after the other, and answers at once.
    EpochEnds(Vec<Option<EpochReply>>),
}

/// One place for each partition of a request, some of them filled.
#[derive(Debug)]
pub(super) struct Slots<T> {
    slots: Vec<Option<T>>,
    /// Which place a partition that the core was asked about has.
    places: Places,
    empty: usize,
}

impl<T> Slots<T> {
    /// Empty places are those of `places`.
    pub(super) fn new(slots: Vec<Option<T>>, places: Places) -> Slots<T> {
        let empty = slots.iter().filter(|slot| slot.is_none()).count();
        assert!(empty == places.len(), "the core is asked about what has no answer yet");
        Slots { slots, places, empty }
    }

    pub(super) fn fill(&mut self, partition: PartitionId, answer: T) {
        let place = self.places.get(&partition).and_then(|place| self.slots.get_mut(*place));
        if let Some(slot) = place
            && slot.is_none()
        {
            *slot = Some(answer);
            self.empty -= 1;
        }
    }

    /// All answers, once there are all of them.
    pub(super) fn finish(&mut self) -> Option<Vec<T>> {
        (self.empty == 0).then(|| std::mem::take(&mut self.slots).into_iter().flatten().collect())
    }
}

impl Driver {
    /// Notes that a request waits for answers.
    pub(super) fn expect(&mut self, request: RequestId, reply: SyncSender<Reply>, body: Answers) {
        let pending = Pending { reply, deadline: None, body };
        let before = self.pending.insert(request, pending);
        assert!(before.is_none(), "a connection has one request at a time");
    }

    /// Sends the answer if it is whole.
    pub(super) fn send_if_whole(&mut self, request: RequestId) {
        let Some(pending) = self.pending.get_mut(&request) else { return };
        let whole = match &mut pending.body {
            Answers::Produce(slots) => slots.finish().map(Reply::Produce),
            Answers::ListOffsets(slots) => slots.finish().map(Reply::ListOffsets),
            Answers::DeleteRecords(slots) => slots.finish().map(Reply::DeleteRecords),
            Answers::Fetch(slots) => all(slots).map(Reply::Fetch),
            Answers::EpochEnds(slots) => all(slots).map(Reply::OffsetForLeaderEpoch),
        };
        if let Some(whole) = whole
            && let Some(pending) = self.pending.remove(&request)
        {
            if let Some(deadline) = pending.deadline {
                self.deadlines.remove(&(deadline, request));
            }
            match whole {
                Reply::Produce(answers) => self.commit.answer(pending.reply, answers),
                other => send(&pending.reply, other),
            }
        }
    }

    /// The core says how long a request may wait; of several partitions the first to say so counts.
    /// Nothing waits while the server stops.
    pub(super) fn wait(&mut self, request: RequestId, deadline: Time) {
        let deadline = if self.is_stopping { self.clock.now() } else { deadline };
        if let Some(pending) = self.pending.get_mut(&request)
            && pending.deadline.is_none()
        {
            pending.deadline = Some(deadline);
            self.deadlines.insert((deadline, request));
        }
    }
}

/// Fills the first place that is empty.
pub(super) fn fill_next<T>(slots: &mut [Option<T>], answer: T) {
    if let Some(slot) = slots.iter_mut().find(|slot| slot.is_none()) {
        *slot = Some(answer);
    }
}

/// All answers, once there are all of them.
fn all<T>(slots: &mut Vec<Option<T>>) -> Option<Vec<T>> {
    let whole = slots.iter().all(Option::is_some);
    whole.then(|| std::mem::take(slots).into_iter().flatten().collect())
}

/// A connection that has ended needs no answer; one that has not has room for one.
pub(super) fn send(reply: &SyncSender<Reply>, answer: Reply) {
    let _ = reply.try_send(answer);
}
