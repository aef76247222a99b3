//! Which transactions of a range were aborted, by the transaction indexes.

use super::Log;
use crate::error::{Error, Result};
use crate::index::AbortedTransaction;
use crate::recovery::replay::{build_transactions, is_in_log};

impl Log {
    /// The aborted transactions that have a record from `start_offset` on and before `end_offset`,
    /// as far as their markers are in the log (`LocalLog.collectAbortedTransactions`). An entry is
    /// believed once its marker and its first batch were found in the log; otherwise the index is
    /// built anew.
    ///
    /// # Errors
    /// [`Error::Disk`]; [`Error::Corrupt`] if the log is damaged where a marker should be.
    pub fn aborted_transactions(
        &mut self,
        start_offset: i64,
        end_offset: i64,
    ) -> Result<Vec<AbortedTransaction>> {
        let mut found = Vec::new();
        for place in self.segment_of(start_offset)..self.segments.len() {
            for aborted in self.aborted_in(place)? {
                if start_offset <= aborted.last_offset && aborted.first_offset < end_offset {
                    found.push(aborted);
                }
                // A follower of Kafka's writes down what a whole fetch has made stable, which may
                // be past the marker; that is no reason to stop, and could as well be damage.
                let by_marker = aborted.last_stable_offset <= aborted.last_offset.saturating_add(1);
                if by_marker && end_offset <= aborted.last_stable_offset {
                    return Ok(found);
                }
            }
        }
        Ok(found)
    }

    /// The transactions whose abort marker is in the segment at a place.
    fn aborted_in(&mut self, place: usize) -> Result<Vec<AbortedTransaction>> {
        let Some(segment) = self.segments.get(place) else { return Ok(Vec::new()) };
        match segment.aborted() {
            Ok(all) if self.all_in_log(&all)? => return Ok(all),
            Ok(_) | Err(Error::Corrupt { .. }) => {}
            Err(error) => return Err(error),
        }
        let mut mended = Vec::new();
        let built =
            build_transactions(&self.disk, &self.segments, place, &mut self.snapshots, &mut mended);
        self.poison.keep(built)?;
        self.segments.get(place).map_or(Ok(Vec::new()), |segment| segment.aborted())
    }

    fn all_in_log(&self, all: &[AbortedTransaction]) -> Result<bool> {
        for aborted in all {
            if !is_in_log(&self.segments, self.log_start, aborted)? {
                return Ok(false);
            }
        }
        Ok(true)
    }
}
