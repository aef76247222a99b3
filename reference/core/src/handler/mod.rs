//! What each input does: one file for each of Kafka's requests, in the specification's words.

mod delete_records;
mod fetch;
mod isr;
mod list_offsets;
mod offset_for_leader_epoch;
mod produce;
mod take;
