//! Second opinions of Apache Kafka's own code.
//!
//! They need its jars and the programs of `java/`, compiled, in the folder that `KANON_PEERS` names
//! (`tests/peers/fetch FOLDER` makes it), so they run only when they are asked for by name:
//!
//! ```text
//! tests/peers/fetch target/peers
//! KANON_PEERS=target/peers cargo test --release -p kanon-tests --test peers
//! ```

// The schemas' own reader and maker of values, which wire's tests use too.
extern crate wire as kanon_wire;

#[path = "../../reference/wire/tests/common/mod.rs"]
mod common;
mod java;
mod messages;
mod records;
