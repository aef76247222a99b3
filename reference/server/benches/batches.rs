//! How long the judgement of a Produce request's batch takes, beside the least that anybody could
//! do: its checksum and its decompression, by the libraries alone.
//!
//! `cargo bench -p kanon-server` prints a table; README.md has one. Both ways take turns, and of
//! each the best of many turns counts, since a machine is never slower by being left alone.

use std::hint::black_box;
use std::io::Write;
use std::time::{Duration, Instant};

use compress::{Codec, Decompressor};
use wire::batch::{BatchBuilder, Compression, HEADER_SIZE};

const TURNS: usize = 25;
const TURN: Duration = Duration::from_millis(20);

fn main() {
    println!("| batch | compression | bytes | bare, µs | judged, µs | ratio |");
    println!("|---|---|---|---|---|---|");
    for (name, records, value_bytes) in
        [("16 KiB, values of 100 B", 140, 100), ("1 MiB, values of 1 KiB", 980, 1024)]
    {
        let builder = batch(records, value_bytes);
        for code in 0..5 {
            let compression = Compression::from_code(code).expect("there are five");
            let bytes = match Codec::from_code(code) {
                Some(codec) => builder.clone().finish_compressed(compression, |records, out| {
                    compress::compress(codec, records, out);
                }),
                None => builder.clone().finish(),
            };
            let (bare, judged) = compare(&bytes, compression);
            let kind = format!("{compression:?}").to_lowercase();
            let micros = |time: Duration| time.as_secs_f64() * 1e6;
            println!(
                "| {name} | {kind} | {} | {:.1} | {:.1} | {:.2} |",
                bytes.len(),
                micros(bare),
                micros(judged),
                micros(judged) / micros(bare)
            );
        }
    }
}

/// Records like lines of a log: much of them the same, some of them by chance.
fn batch(records: i64, value_bytes: usize) -> BatchBuilder {
    let mut builder = BatchBuilder::new(0);
    let mut chance = 1u64;
    for number in 0..records {
        let mut value = Vec::new();
        while value.len() < value_bytes {
            chance = chance.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            write!(
                value,
                "user={} page=/product/{} ms={} ",
                chance >> 44,
                chance % 97,
                number % 50
            )
            .expect("memory can be written to");
        }
        value.truncate(value_bytes);
        let key = format!("key-{}", chance % 1000);
        builder
            .push(1_000_000 + number, Some(key.as_bytes()), Some(&value), &[])
            .expect("the batch is small");
    }
    builder
}

/// The time of both ways.
fn compare(bytes: &[u8], compression: Compression) -> (Duration, Duration) {
    let mut bare = Bare::new();
    let mut decompressor = Decompressor::new();
    let mut best = [Duration::MAX; 2];
    for _ in 0..TURNS {
        let times = [
            turn(|| bare.run(black_box(bytes), compression)),
            turn(|| {
                let judged = kanon_server::judge_records(black_box(bytes), 13, &mut decompressor);
                judged.expect("the batch is sound") as u64
            }),
        ];
        for (best, time) in best.iter_mut().zip(times) {
            *best = time.min(*best);
        }
    }
    let [bare, judged] = best;
    (bare, judged)
}

/// The mean time of one run over a turn.
fn turn(mut run: impl FnMut() -> u64) -> Duration {
    let begin = Instant::now();
    let mut runs = 0;
    while begin.elapsed() < TURN {
        black_box(run());
        runs += 1;
    }
    begin.elapsed() / runs
}

/// The libraries alone, with their memory kept from one run to the next.
struct Bare {
    out: Vec<u8>,
    inflate: flate2::Decompress,
    snappy: snap::raw::Decoder,
    zstd: zstd::bulk::Decompressor<'static>,
}

impl Bare {
    fn new() -> Bare {
        Bare {
            out: vec![0; 2 << 20],
            inflate: flate2::Decompress::new(false),
            snappy: snap::raw::Decoder::new(),
            zstd: zstd::bulk::Decompressor::new().expect("there is memory"),
        }
    }

    fn run(&mut self, bytes: &[u8], compression: Compression) -> u64 {
        let crc = wire::crc32c(&bytes[21..]);
        let payload = &bytes[HEADER_SIZE..];
        let size = match compression {
            Compression::None => 0,
            Compression::Gzip => self.gzip(&payload[10..]),
            Compression::Snappy => self.snappy(&payload[16..]),
            Compression::Lz4 => self.lz4(&payload[7..]),
            Compression::Zstd => {
                self.zstd.decompress_to_buffer(payload, &mut self.out[..]).expect("it is sound")
            }
        };
        u64::from(crc) + size as u64
    }

    fn gzip(&mut self, payload: &[u8]) -> usize {
        self.inflate.reset(false);
        let finish = flate2::FlushDecompress::Finish;
        self.inflate.decompress(payload, &mut self.out, finish).expect("it is sound");
        let size = self.inflate.total_out() as usize;
        let mut crc = flate2::Crc::new();
        crc.update(&self.out[..size]);
        size + crc.sum() as usize
    }

    fn snappy(&mut self, mut rest: &[u8]) -> usize {
        let mut size = 0;
        while let Some((length, after)) = rest.split_first_chunk() {
            let (block, next) = after.split_at(u32::from_be_bytes(*length) as usize);
            let out = &mut self.out[size..];
            size += self.snappy.decompress(block, out).expect("it is sound");
            rest = next;
        }
        size
    }

    fn lz4(&mut self, mut rest: &[u8]) -> usize {
        let mut size = 0;
        while let Some((length, after)) = rest.split_first_chunk() {
            let length = u32::from_le_bytes(*length);
            if length == 0 {
                break;
            }
            let (block, next) = after.split_at((length & !0x8000_0000) as usize);
            let out = &mut self.out[size..];
            size += lz4_flex::block::decompress_into(block, out).expect("it is sound");
            rest = next;
        }
        size
    }
}
