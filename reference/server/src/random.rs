//! Chance, from the operating system: the ids of topics, of directories and of the cluster.

use std::fs::File;
use std::io::{self, Read};

use wire::Uuid;

/// A random id of version 4, as Kafka draws them: never one that begins with a dash, which
/// command-line tools would take for an option (`Uuid.randomUuid`).
///
/// # Errors
/// Whatever reading the system's source of chance answers.
pub(crate) fn uuid() -> io::Result<Uuid> {
    let mut source = File::open("/dev/urandom")?;
    loop {
        let mut bytes = [0; 16];
        source.read_exact(&mut bytes)?;
        let [_, _, _, _, _, _, version, _, variant, ..] = &mut bytes;
        *version = *version & 0x0f | 0x40;
        *variant = *variant & 0x3f | 0x80;
        let id = Uuid(bytes);
        if !id.to_string().starts_with('-') {
            return Ok(id);
        }
    }
}
