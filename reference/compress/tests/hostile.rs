//! Inputs that nobody's compressor wrote: cut, damaged, lying, and far larger than they look.

use kanon_compress::{Codec, Decompressor, Error, Fault, compress};
use proptest::prelude::*;

fn compressed(codec: Codec, content: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    compress(codec, content, &mut out);
    out
}

fn read(codec: Codec, input: &[u8]) -> Result<Vec<u8>, Error> {
    let mut out = Vec::new();
    Decompressor::new().append(codec, input, 1 << 20, &mut out).map(|()| out)
}

fn fault(codec: Codec, input: &[u8]) -> (usize, Fault) {
    let error = read(codec, input).unwrap_err();
    assert_eq!(error.codec, codec);
    (error.offset, error.what)
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..Default::default() })]

    #[test]
    fn noise_does_no_harm(noise in prop::collection::vec(any::<u8>(), 0..500)) {
        let heads: [(Codec, &[u8]); 6] = [
            (Codec::Gzip, &[0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0]),
            (Codec::Snappy, b"\x82SNAPPY\0\0\0\0\x01\0\0\0\x01\0\0"),
            (Codec::Snappy, &[]),
            (Codec::Lz4, &[0x04, 0x22, 0x4d, 0x18, 0x60, 0x70, 0x73]),
            (Codec::Zstd, &[0x28, 0xb5, 0x2f, 0xfd, 0x00, 0x50]),
            (Codec::Zstd, &[0x28, 0xb5, 0x2f, 0xfd]),
        ];
        for (codec, head) in heads {
            for input in [[head, &noise].concat(), noise.clone()] {
                if let Err(error) = read(codec, &input) {
                    prop_assert!(error.offset <= input.len(), "{}", error);
                }
            }
        }
    }

    #[test]
    fn damage_does_no_harm(place: prop::sample::Index, bit in 0..8u8, cut: prop::sample::Index) {
        let content = b"one of many lines that are much alike\n".repeat(4000);
        for codec in Codec::ALL {
            let mut input = compressed(codec, &content);
            let place = place.index(input.len());
            input[place] ^= 1 << bit;
            let _ = read(codec, &input);
            let cut = cut.index(input.len());
            let _ = read(codec, &input[..cut]);
        }
    }
}

#[test]
fn every_cut_is_found() {
    let content = b"one of many lines that are much alike\n".repeat(3000);
    for codec in Codec::ALL {
        let input = compressed(codec, &content);
        for cut in 0..input.len() {
            match read(codec, &input[..cut]) {
                Err(error) => assert!(error.offset <= cut, "{codec} at {cut}: {error}"),
                // No frame of zstd is no fault, nor are chunks of snappy that end early.
                Ok(_) if codec == Codec::Zstd && cut == 0 => {}
                Ok(out) if codec == Codec::Snappy => {
                    assert!(out.len() < content.len() && content.starts_with(&out));
                }
                Ok(_) => panic!("{codec} cut at {cut} passes"),
            }
        }
    }
}

#[test]
fn bombs_end_at_the_limit() {
    let zeros = vec![0; 64 << 20];
    for codec in Codec::ALL {
        let input = compressed(codec, &zeros);
        let (_, what) = fault(codec, &input);
        assert_eq!(what, Fault::TooLarge { limit: 1 << 20 }, "{codec}");
    }
    // A window of 128 MiB is not streamed, and no less bounded.
    let mut input = vec![0x28, 0xb5, 0x2f, 0xfd, 0x00, 17 << 3];
    for block in 1..=2048u32 {
        // A block of one byte, repeated 64 KiB times; the last one says so.
        let head = (64 << 10) << 3 | 1 << 1 | u32::from(block == 2048);
        input.extend_from_slice(&head.to_le_bytes()[..3]);
        input.push(7);
    }
    assert_eq!(fault(Codec::Zstd, &input), (0, Fault::TooLarge { limit: 1 << 20 }));
    let mut out = Vec::new();
    Decompressor::new().append(Codec::Zstd, &input, 128 << 20, &mut out).unwrap();
    assert!(out.len() == 128 << 20 && out.iter().all(|byte| *byte == 7));
}

#[test]
fn lengths_that_lie() {
    // snappy: a block of four bytes that declares 2^32 - 1, and a chunk of 2^31 - 1.
    let lie = [0xff, 0xff, 0xff, 0xff, 0x0f, 0, 0];
    let most = 7 * 22;
    let declared = u32::MAX.into();
    assert_eq!(fault(Codec::Snappy, &lie), (0, Fault::BadLength { declared, most }));
    let header = b"\x82SNAPPY\0\0\0\0\x01\0\0\0\x01";
    let chunk = [&header[..], &[0x7f, 0xff, 0xff, 0xff, 1]].concat();
    let (declared, most) = (i32::MAX as u64, 512 << 20);
    assert_eq!(fault(Codec::Snappy, &chunk), (16, Fault::BadLength { declared, most }));
    let chunk = [&header[..], &[0, 0, 0, 9, 1]].concat();
    assert_eq!(fault(Codec::Snappy, &chunk), (16, Fault::Truncated));
    // lz4: a block larger than the frame's header allows, and one that is not there.
    let frame = [0x04, 0x22, 0x4d, 0x18, 0x60, 0x40, 0x82];
    let block = [&frame[..], &0x0001_0001u32.to_le_bytes()].concat();
    let (declared, most) = (0x1_0001, 0x1_0000);
    assert_eq!(fault(Codec::Lz4, &block), (7, Fault::BadLength { declared, most }));
    let block = [&frame[..], &0x0001_0000u32.to_le_bytes()].concat();
    assert_eq!(fault(Codec::Lz4, &block), (7, Fault::Truncated));
    // zstd: a content of 2^63 bytes; a window of more than 128 MiB; a magic that is none.
    let mut frame = vec![0x28, 0xb5, 0x2f, 0xfd, 0xe0];
    frame.extend_from_slice(&(1u64 << 63).to_le_bytes());
    assert_eq!(fault(Codec::Zstd, &frame), (0, Fault::TooLarge { limit: 1 << 20 }));
    let frame = [0x28, 0xb5, 0x2f, 0xfd, 0x00, 17 << 3 | 1, 0, 0, 0];
    assert_eq!(fault(Codec::Zstd, &frame), (0, Fault::BadHeader("window")));
    assert_eq!(fault(Codec::Zstd, &[0; 9]), (0, Fault::BadHeader("magic")));
}

#[test]
fn headers_of_lz4_that_kafka_refuses() {
    let refused = |flags: u8, block: u8| match fault(
        Codec::Lz4,
        &[0x04, 0x22, 0x4d, 0x18, flags, block, 0, 0, 0, 0, 0],
    ) {
        (4, Fault::BadHeader(field)) => field,
        other => panic!("{other:?}"),
    };
    assert_eq!(refused(0x40, 0x40), "dependence of blocks");
    assert_eq!(refused(0x61, 0x40), "reserved bits or dictionary");
    assert_eq!(refused(0xa0, 0x40), "version");
    assert_eq!(refused(0x60, 0x30), "block size");
    assert_eq!(refused(0x60, 0xc0), "reserved bits");
    assert_eq!(fault(Codec::Lz4, &[0; 11]), (0, Fault::BadHeader("magic")));
}

#[test]
fn checksums_that_differ() {
    let content = b"content".repeat(30);
    let mut gzip = compressed(Codec::Gzip, &content);
    let trailer_at = gzip.len() - 8;
    gzip[trailer_at] ^= 1;
    let (at, what) = fault(Codec::Gzip, &gzip);
    assert!(at == trailer_at && matches!(what, Fault::BadChecksum { .. }), "{what:?}");
    gzip[trailer_at] ^= 1;
    gzip[trailer_at + 4] ^= 1;
    let (stored, computed) = (211, 210);
    assert_eq!(fault(Codec::Gzip, &gzip), (trailer_at, Fault::BadChecksum { stored, computed }));
}

#[test]
fn what_follows_is_left_unread_as_kafka_does() {
    let content = b"content".repeat(30);
    for codec in [Codec::Gzip, Codec::Lz4] {
        let mut input = compressed(codec, &content);
        input.extend_from_slice(&[9; 30]);
        assert_eq!(read(codec, &input).unwrap(), content, "{codec}");
    }
    let mut input = compressed(Codec::Snappy, &content);
    input.extend_from_slice(&[9; 3]);
    assert_eq!(read(Codec::Snappy, &input).unwrap(), content);
}

#[test]
fn parts_of_a_gzip_header_are_skipped() {
    let plain = compressed(Codec::Gzip, b"content");
    let mut input = plain[..10].to_vec();
    input[3] = 0b1_1100;
    input.extend_from_slice(&[3, 0, 1, 2, 3]);
    input.extend_from_slice(b"name\0comment\0");
    input.extend_from_slice(&plain[10..]);
    assert_eq!(read(Codec::Gzip, &input).unwrap(), b"content");
    input[3] |= 0b10;
    let (at, what) = fault(Codec::Gzip, &input);
    assert!(at == 28 && matches!(what, Fault::BadChecksum { .. }), "{at}: {what:?}");
}
