//! A length that a frame declares and does not fill sets no memory aside.
//!
//! A test binary of its own, because it watches the address space of the whole process.

mod common;

use common::{every_version, recode};

/// The largest address space that the process has had, in KiB.
#[cfg(target_os = "linux")]
fn peak() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find(|line| line.starts_with("VmPeak:")).unwrap();
    line.split_whitespace().nth(1).unwrap().parse().unwrap()
}

#[cfg(target_os = "linux")]
#[test]
fn declared_lengths_allocate_nothing() {
    let before = peak();
    let (mut tried, mut refused) = (0, 0);
    every_version(|_, message, version| {
        // The largest lengths of each form, at every place of a message of zeros and of ones.
        for huge in [&[0x7f, 0xff, 0xff, 0xff][..], &[0xff, 0xff, 0xff, 0xff, 0x07]] {
            for filler in [0, 1, 2] {
                for place in 0..64 {
                    let mut hostile = [filler; 128];
                    hostile[place..place + huge.len()].copy_from_slice(huge);
                    tried += 1;
                    let name = &message.body.name;
                    refused += u32::from(recode(name, &hostile, version, version).is_err());
                }
            }
        }
    });
    let after = peak();
    assert!(tried / 2 < refused, "{refused} of {tried} refused");
    assert!(after - before < 16 * 1024, "{} KiB more", after - before);
}
