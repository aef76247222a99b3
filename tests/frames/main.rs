//! What comes over a socket, right and wrong, against a server that runs in this process.
//!
//! Wrong frames close their own connection and nothing else: in every test that sends one, a second
//! connection goes on writing and reading. Right ones are answered in order, at every version that
//! is advertised. What real clients make of it is in `tests/clients`; how single messages are read
//! and written is tested where that is done, in `wire`.

mod client;
mod deletion;
mod disks;
mod failures;
mod host;
mod limits;
mod malformed;
mod memory;
mod noise;
mod producers;
mod reads;
mod restarts;
mod streams;
mod unknown;
mod versions;
mod waits;
