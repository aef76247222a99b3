//! What a cleaner knows of transactions as it goes over a log (`CleanedTransactionMetadata`).
//!
//! Records of aborted transactions go at once. A marker stays as long as a batch of its transaction
//! does, since it says what became of that.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use wire::batch::{BatchHeader, EndTransaction};

use crate::index::AbortedTransaction;

/// Transactions that the cleaner is within.
#[derive(Debug, Default)]
pub(super) struct Transactions {
    /// Producers of which batches were seen that are not aborted.
    committed: BTreeSet<i64>,
    aborted: BTreeMap<i64, Aborted>,
    /// Aborted ones that begin further on, by their first offset.
    ahead: VecDeque<AbortedTransaction>,
}

#[derive(Debug)]
struct Aborted {
    transaction: AbortedTransaction,
    is_seen: bool,
}

/// What is to become of a control batch.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct MarkerFate {
    /// Whether nothing is left that it speaks of.
    pub(super) may_go: bool,
    /// An entry for the transaction index of what is cleaned.
    pub(super) aborted: Option<AbortedTransaction>,
}

impl Transactions {
    /// Learns of aborted transactions; one that is known already does no harm.
    pub(super) fn learn(&mut self, aborted: &[AbortedTransaction]) {
        self.ahead.extend(aborted);
        self.ahead.make_contiguous().sort_by_key(|transaction| transaction.first_offset);
    }

    /// A batch that is no control batch; says whether its records are aborted.
    pub(super) fn batch(&mut self, header: &BatchHeader) -> bool {
        self.reach(header.last_offset());
        if !header.is_transactional() {
            return false;
        }
        match self.aborted.get_mut(&header.producer_id) {
            Some(aborted) => {
                aborted.is_seen = true;
                true
            }
            None => {
                self.committed.insert(header.producer_id);
                false
            }
        }
    }

    /// A control batch with what its first record says, if it has one.
    pub(super) fn control(
        &mut self,
        header: &BatchHeader,
        record: Option<Option<EndTransaction>>,
    ) -> MarkerFate {
        self.reach(header.last_offset());
        let fate = |may_go, aborted| MarkerFate { may_go, aborted };
        match record {
            // It was cleaned before.
            None => fate(true, None),
            Some(None) => fate(false, None),
            Some(Some(EndTransaction { is_commit: true, .. })) => {
                fate(!self.committed.remove(&header.producer_id), None)
            }
            Some(Some(_)) => match self.aborted.remove(&header.producer_id) {
                Some(aborted) if aborted.is_seen => fate(false, Some(aborted.transaction)),
                _ => fate(true, None),
            },
        }
    }

    fn reach(&mut self, offset: i64) {
        let has_begun = |transaction: &AbortedTransaction| transaction.first_offset <= offset;
        while self.ahead.front().is_some_and(has_begun) {
            let Some(transaction) = self.ahead.pop_front() else { return };
            let begun = Aborted { transaction, is_seen: false };
            self.aborted.entry(transaction.producer_id).or_insert(begun);
        }
    }
}
