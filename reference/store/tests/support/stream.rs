//! Batches of every kind, one after another: plain ones, those of idempotent producers, and of
//! transactions that are committed and aborted.

use wire::batch::BatchBuilder;

/// Makes batches that continue each other.
#[derive(Clone, Debug, Default)]
pub(crate) struct Stream {
    pub(crate) end: i64,
    count: i64,
    sequences: [i32; 3],
}

impl Stream {
    /// The next batch. Every eleventh is later than those after it.
    pub(crate) fn next(&mut self, leader_epoch: i32) -> Vec<u8> {
        let turn = self.count;
        self.count += 1;
        let time = 1000 + 10 * turn + if turn % 11 == 0 { 500 } else { 0 };
        let mut batch = BatchBuilder::new(self.end).leader_epoch(leader_epoch);
        let records = 1 + turn as usize % 3;
        match turn % 8 {
            // Producer 1 is idempotent, 2 and 3 are transactional, and overlap.
            1 | 4 => batch = self.of(batch, 0, records),
            2 => batch = self.of(batch, 1, records).transactional(),
            3 => batch = self.of(batch, 2, records).transactional(),
            5 | 7 => {
                let producer = if turn % 8 == 5 { 1 } else { 2 };
                let commits = turn % 16 == 5;
                batch = batch.producer(10 + producer, 0, -1).transactional().control();
                let key = [0, 0, 0, u8::from(commits)];
                batch.push(time, Some(&key), Some(&[0, 0, 0, 0, 0, 9]), &[]).unwrap();
                self.end += 1;
                return batch.finish();
            }
            6 => batch = self.of(batch, 2, records).transactional(),
            _ => {}
        }
        for record in 0..records {
            let value = vec![(turn * 7 + record as i64) as u8; 40 + 17 * (turn as usize % 4)];
            batch.push(time, Some(&[turn as u8 % 4]), Some(&value), &[]).unwrap();
        }
        self.end += records as i64;
        batch.finish()
    }

    fn of(&mut self, batch: BatchBuilder, producer: usize, records: usize) -> BatchBuilder {
        let sequence = self.sequences[producer];
        self.sequences[producer] += records as i32;
        batch.producer(10 + producer as i64, 0, sequence)
    }

    /// Leaves batches out, so that others come than came before.
    pub(crate) fn skip(&mut self, batches: i64) {
        self.count += batches;
    }

    /// Goes back to where the log was cut.
    pub(crate) fn cut(&mut self, end: i64) {
        self.end = end;
    }
}
