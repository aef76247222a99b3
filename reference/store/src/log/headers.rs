//! A walk over the headers of a log, from which a driver rebuilds what the core keeps of them.

use super::Log;
use wire::batch::BatchHeader;

use crate::error::Result;
use crate::scan::Scan;
use crate::segment::Located;

/// The headers of a log in order; after an error it gives nothing more.
#[derive(Debug)]
pub struct Headers<'a> {
    log: &'a Log,
    from: i64,
    /// The segment that is walked, or is next.
    segment: usize,
    scan: Option<Scan>,
    done: bool,
}

impl Log {
    /// Walks the headers, beginning with the batch that holds `from` (an offset below the start
    /// means the start). Only headers are looked at, not the checksums of batches.
    pub fn headers(&self, from: i64) -> Headers<'_> {
        let from = from.max(self.start());
        let done = self.end <= from;
        Headers { log: self, from, segment: self.segment_of(from), scan: None, done }
    }
}

impl Headers<'_> {
    /// The next batch and the place of its segment.
    pub(super) fn advance(&mut self) -> Result<Option<(usize, Located)>> {
        if self.done {
            return Ok(None);
        }
        while let Some(segment) = self.log.segments.get(self.segment) {
            if self.scan.is_none() {
                self.scan = match segment.locate(self.from)? {
                    Some(first) => {
                        Some(segment.scan(first.position, Some(first.header.base_offset))?)
                    }
                    None => None,
                };
            }
            if let Some(scan) = self.scan.as_mut()
                && let Some(found) = scan.next()?
            {
                return Ok(Some((self.segment, found)));
            }
            self.segment += 1;
            self.scan = None;
        }
        Ok(None)
    }
}

impl Iterator for Headers<'_> {
    type Item = Result<BatchHeader>;

    fn next(&mut self) -> Option<Self::Item> {
        let item = self.advance().map(|found| found.map(|(_, located)| located.header));
        self.done = !matches!(item, Ok(Some(_)));
        item.transpose()
    }
}
