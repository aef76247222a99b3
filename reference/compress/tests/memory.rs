//! How much memory an input that declares much can make the reader take.

use kanon_compress::{Codec, Decompressor};

/// The highest resident size of this process so far, in KiB.
fn resident_peak_kib() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find(|line| line.starts_with("VmPeak:")).unwrap();
    line.split_whitespace().nth(1).unwrap().parse().unwrap()
}

#[test]
fn a_window_of_128_mib_is_not_set_aside() {
    let input = include_bytes!("kafka/zstd-22.bin");
    let mut out = Vec::new();
    let before = resident_peak_kib();
    Decompressor::new().append(Codec::Zstd, input, 1 << 30, &mut out).unwrap();
    assert_eq!(out.len(), 100_000);
    let taken = resident_peak_kib() - before;
    assert!(taken < 16 << 10, "{taken} KiB of addresses were taken");
}
