//! The generated codec, called by a message's name.

/// Reads a message of this name at one version and writes it at another.
pub(crate) fn recode(
    name: &str,
    bytes: &[u8],
    from: i16,
    to: i16,
) -> Result<Vec<u8>, kanon_wire::Error> {
    fn one<'a, M: kanon_wire::Message<'a> + Clone + PartialEq + core::fmt::Debug>(
        bytes: &'a [u8],
        from: i16,
        to: i16,
    ) -> Result<Vec<u8>, kanon_wire::Error> {
        let message = M::decode(bytes, from)?;
        let before = b"before".to_vec();
        let mut out = before.clone();
        let outcome = message.encode(to, &mut out);
        assert_eq!(out[..6], before[..]);
        if outcome.is_err() {
            assert_eq!(out, before, "an error leaves the buffer as it was");
        }
        outcome.map(|()| out.split_off(6))
    }
    macro_rules! named {
        ($($message:ident = $path:path,)*) => {
            match name {
                $(stringify!($message) => {
                    one::<$path>(bytes, from, to)
                })*
                _ => panic!("the codec has no {name}"),
            }
        };
    }
    kanon_wire::for_each_message!(named)
}
