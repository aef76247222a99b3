//! The digest against numbers that were not computed here. That it shows whatever differs between
//! two views is tested beside the properties.

use kanon_spec::digest::{Digest, fnv1a_128};

/// The first three are the published vectors of FNV-1a at 128 bits (RFC 9923 and its authors'
/// test suite); all were also computed by another implementation, from the definition alone.
#[test]
fn fnv_1a_agrees_with_its_published_vectors() {
    let all_bytes: Vec<u8> = (0..=u8::MAX).collect();
    let vectors: [(&[u8], u128); 5] = [
        (b"", 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d),
        (b"a", 0xd228_cb69_6f1a_8caf_7891_2b70_4e4a_8964),
        (b"foobar", 0x343e_1662_793c_64bf_6f0d_3597_ba44_6f18),
        (&[0, 0, 0], 0xa68b_b393_4c8b_5822_836d_bc78_c742_3ce7),
        (&all_bytes, 0x8097_249a_fae7_c216_86b0_7bd6_fa33_708d),
    ];
    for (bytes, hash) in vectors {
        assert_eq!(fnv1a_128(bytes), hash, "{bytes:02x?}");
    }
}

#[test]
fn a_digest_prints_as_32_digits_with_its_zeros() {
    let hash = fnv1a_128(b"a");
    assert_eq!(Digest(hash).to_string(), "d228cb696f1a8caf78912b704e4a8964");
    assert_eq!(Digest(0xa).to_string(), format!("{}a", "0".repeat(31)));
}
