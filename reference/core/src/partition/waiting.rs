//! Produce requests that wait for the high watermark. (REP-3, REP-4; `DelayedProduce`)

use crate::{Error, Output, PartitionId, Produced, RequestId};
use alloc::vec::Vec;
use spec::Offset;

/// The waiting requests of one partition, in the order of their batches; of one batch, in that in
/// which they came.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub(crate) struct Waiting(Vec<One>);

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct One {
    request: RequestId,
    base: Offset,
    end: Offset,
}

impl Waiting {
    pub(crate) fn add(&mut self, request: RequestId, base: Offset, end: Offset) {
        let place = self.0.partition_point(|one| one.end <= end);
        self.0.insert(place, One { request, base, end });
    }

    /// Who waits, in the order of their batches: the longest first, but for batches sent again.
    pub(crate) fn requests(&self) -> impl Iterator<Item = RequestId> + '_ {
        self.0.iter().map(|one| one.request)
    }

    /// The lowest end that is waited for.
    pub(crate) fn first_end(&self) -> Option<Offset> {
        self.0.first().map(|one| one.end)
    }

    /// Acknowledges every batch that is below the high watermark now.
    //= REP-3
    pub(crate) fn acknowledge(
        &mut self,
        partition: PartitionId,
        high_watermark: Offset,
        log_start: Offset,
        out: &mut Vec<Output>,
    ) {
        let done = self.0.partition_point(|one| one.end <= high_watermark);
        out.extend(self.0.drain(..done).map(|one| Output::Reply {
            request: one.request,
            partition,
            result: Ok(Produced { base_offset: one.base, log_start }),
        }));
    }

    /// Answers one request, or every one, with an error; the batches stay.
    //= REP-4
    pub(crate) fn fail(
        &mut self,
        partition: PartitionId,
        which: Option<RequestId>,
        error: Error,
        out: &mut Vec<Output>,
    ) {
        self.0.retain(|one| {
            let fails = which.is_none_or(|request| request == one.request);
            if fails {
                let result = Err(error);
                out.push(Output::Reply { request: one.request, partition, result });
            }
            !fails
        });
    }
}
