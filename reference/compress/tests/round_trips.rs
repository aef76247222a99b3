//! What is compressed comes back: by our reader, and by another decoder of zstd.

use kanon_compress::{Codec, Decompressor, Fault, compress};
use proptest::prelude::*;
use std::io::Read;

/// Text that repeats itself, and noise, in parts of all sizes up to a few blocks.
fn contents() -> impl Strategy<Value = Vec<u8>> {
    let noise = prop::collection::vec(any::<u8>(), 0..3000);
    let repeated = (prop::collection::vec(any::<u8>(), 1..40), 0..9000usize)
        .prop_map(|(part, times)| part.repeat(times));
    let part = prop_oneof![noise, repeated];
    prop::collection::vec(part, 0..4).prop_map(|parts| parts.concat())
}

fn codec() -> impl Strategy<Value = Codec> {
    prop::sample::select(Codec::ALL.to_vec())
}

fn compressed(codec: Codec, content: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    compress(codec, content, &mut out);
    out
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..Default::default() })]

    #[test]
    fn contents_come_back(codec in codec(), content in contents()) {
        let input = compressed(codec, &content);
        let mut out = Vec::new();
        // Exactly as much as is allowed.
        Decompressor::new().append(codec, &input, content.len(), &mut out).unwrap();
        prop_assert_eq!(&out, &content);
        if let Some(limit) = content.len().checked_sub(1) {
            let error =
                Decompressor::new().append(codec, &input, limit, &mut Vec::new()).unwrap_err();
            prop_assert_eq!(error.what, Fault::TooLarge { limit });
        }
    }

    #[test]
    fn one_decompressor_serves_one_input_after_another(
        inputs in prop::collection::vec((codec(), contents(), any::<prop::sample::Index>()), 1..6),
    ) {
        let mut decompressor = Decompressor::new();
        for (codec, content, cut) in inputs {
            let input = compressed(codec, &content);
            // What a broken input leaves behind does no harm to the next one.
            let cut = cut.index(input.len());
            let _ = decompressor.append(codec, &input[..cut], usize::MAX, &mut Vec::new());
            let mut out = Vec::new();
            decompressor.append(codec, &input, usize::MAX, &mut out).unwrap();
            prop_assert_eq!(out, content);
        }
    }

    #[test]
    fn another_decoder_of_zstd_reads_the_same(content in contents()) {
        let input = compressed(Codec::Zstd, &content);
        let mut out = Vec::new();
        ruzstd::decoding::StreamingDecoder::new(&input[..]).unwrap().read_to_end(&mut out).unwrap();
        prop_assert_eq!(out, content);
    }

    #[test]
    fn what_another_encoder_of_zstd_writes_is_read(content in contents()) {
        let level = ruzstd::encoding::CompressionLevel::Fastest;
        let input = ruzstd::encoding::compress_to_vec(&content[..], level);
        let mut out = Vec::new();
        Decompressor::new().append(Codec::Zstd, &input, content.len(), &mut out).unwrap();
        prop_assert_eq!(out, content);
    }

    #[test]
    fn streams_follow_one_another(content in contents(), other in contents()) {
        // Kafka reads one lz4 frame and no more.
        for codec in [Codec::Gzip, Codec::Snappy, Codec::Zstd] {
            let input = [compressed(codec, &content), compressed(codec, &other)].concat();
            let mut out = Vec::new();
            Decompressor::new().append(codec, &input, usize::MAX, &mut out).unwrap();
            prop_assert_eq!(&out, &[&content[..], &other].concat());
        }
    }
}
