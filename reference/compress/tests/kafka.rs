//! What Kafka's own classes wrote is read: see kafka/README.md for how it was made.

use kanon_compress::{Codec, Decompressor, Error, Fault};

/// The text that the files hold.
fn text() -> Vec<u8> {
    let line = |line: usize| format!("line {} of this text\n", line % 1000 * 7919 % 1000);
    let mut text: Vec<u8> = (0..8000).flat_map(|number| line(number).into_bytes()).collect();
    text.truncate(100_000);
    text
}

fn read(codec: Codec, input: &[u8]) -> Result<Vec<u8>, Error> {
    let mut out = Vec::new();
    Decompressor::new().append(codec, input, 1 << 20, &mut out)?;
    Ok(out)
}

macro_rules! file {
    ($name:literal) => {
        include_bytes!(concat!("kafka/", $name, ".bin")).as_slice()
    };
}

#[test]
fn every_codec() {
    for (codec, input) in [
        (Codec::Gzip, file!("gzip")),
        (Codec::Snappy, file!("snappy")),
        (Codec::Snappy, file!("snappy-bare")),
        (Codec::Lz4, file!("lz4")),
        (Codec::Lz4, file!("lz4-17")),
        (Codec::Lz4, file!("lz4-checksums")),
        (Codec::Zstd, file!("zstd")),
        (Codec::Zstd, file!("zstd-22")),
    ] {
        assert!(read(codec, input) == Ok(text()), "{codec} of {} bytes", input.len());
    }
}

#[test]
fn what_cannot_be_compressed() {
    for (codec, input) in [
        (Codec::Gzip, file!("noise-gzip")),
        (Codec::Snappy, file!("noise-snappy")),
        (Codec::Lz4, file!("noise-lz4")),
        (Codec::Zstd, file!("noise-zstd")),
    ] {
        assert!(read(codec, input).as_deref() == Ok(file!("noise")), "{codec}");
    }
}

#[test]
fn streams_put_together() {
    for (codec, input) in [
        (Codec::Gzip, file!("gzip")),
        (Codec::Snappy, file!("snappy")),
        (Codec::Zstd, file!("zstd")),
        (Codec::Zstd, file!("zstd-22")),
    ] {
        assert!(read(codec, &input.repeat(2)) == Ok(text().repeat(2)), "{codec}");
    }
    // Of lz4, Kafka reads one frame.
    assert!(read(Codec::Lz4, &file!("lz4").repeat(2)) == Ok(text()));
}

#[test]
fn old_lz4_has_a_wrong_header_checksum() {
    let input = file!("lz4-format-0");
    let error = read(Codec::Lz4, input).unwrap_err();
    assert!(matches!(error.what, Fault::BadChecksum { .. }), "{error}");
    assert_eq!(error.offset, 6);
    let mut out = Vec::new();
    let mut decompressor = Decompressor::new();
    decompressor.open_format_0(Codec::Lz4, input, 1 << 20).append_to(&mut out).unwrap();
    assert!(out == text());
}

#[test]
fn a_level_of_22_declares_a_window_of_128_mib() {
    // Which is read all the same, without setting it aside: see memory.rs.
    let input = file!("zstd-22");
    assert_eq!(input[5] >> 3, 17, "the exponent of the window, less 10");
}
