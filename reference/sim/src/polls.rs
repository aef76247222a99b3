//! What may reach a broker and is no step of a world: a fetch that waits until there is enough, the
//! deadline of one, a disk that fails, an answer or a proposal that nobody has sent.
//! (`DelayedFetch`)
//!
//! The model has none of it: a fetch that waits changes nothing but when it is answered. Tests
//! bring such inputs between steps, and judge the answers.

use crate::{
    cluster::{Cluster, PARTITION},
    driver::Held,
    event::{Event, Read},
    words::as_sent,
};
use alloc::vec::Vec;
use kanon_core::{FetchAnswer, FetchedBody, Input, RequestId};
use spec::{
    BrokerId, Refused, View,
    view::{AlterError, AlterRequest},
};

/// The lowest number that such a fetch may have: those below are of produce requests.
const FIRST: u64 = 1 << 32;

impl Cluster {
    /// Brings a broker a fetch, its deadline, the failure of its disk, or an answer of which it is
    /// to write nothing.
    ///
    /// # Errors
    /// The broker is down.
    ///
    /// # Panics
    /// If it is another input, or a fetch with a number that is not its own, or of more than one
    /// partition.
    pub fn bring_beside(&mut self, to: BrokerId, input: Input) -> Result<Vec<Event>, Refused> {
        match &input {
            Input::Fetch(fetch) => {
                assert!(FIRST <= fetch.request.0 && fetch.partitions.len() <= 1);
            }
            Input::DeadlinePassed { request } => assert!(FIRST <= request.0),
            Input::DiskFailed { partition } | Input::Take { partition, .. } => {
                assert!(*partition == PARTITION);
            }
            other => panic!("{other:?} comes by a step"),
        }
        if !self.is_up(to) {
            return Err(Refused);
        }
        let (asks, mut said) = (matches!(input, Input::Fetch(_)), Vec::new());
        let any = self.deliver(to, input, Held::Nothing, &mut said);
        assert!(any || !asks, "a fetch is answered, or has a deadline");
        Ok(said)
    }

    /// What the controller would say to a proposal, which need not be a broker's.
    ///
    /// # Errors
    /// Why it would not agree.
    pub fn would_agree(&self, from: BrokerId, proposal: &AlterRequest) -> Result<(), AlterError> {
        self.controller.alter_partition(from, &as_sent(proposal)).1.map(|_| ())
    }
}

/// A fetch was answered that came by no step.
pub(crate) fn polled(request: RequestId, answers: &[FetchAnswer]) -> Event {
    assert!(FIRST <= request.0 && answers.len() <= 1, "as it was brought");
    let read = answers.first().map(|answer| {
        let fetched = answer.result?;
        let FetchedBody::Range { start, end, max_bytes } = fetched.body else {
            unreachable!("who waits has said of no epoch that it is its last")
        };
        assert!(start == answer.asked.fetch_offset && max_bytes == answer.asked.max_bytes);
        Ok(Read { start, end, high_watermark: fetched.high_watermark })
    });
    Event::Polled(request, read)
}
