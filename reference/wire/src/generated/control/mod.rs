//! The modules that `cargo generate-wire` writes, one a schema.

#[doc = "ControlRecordTypeSchema."]
pub mod control_record_type;
#[doc = "EndTxnMarker."]
pub mod end_txn_marker;
#[doc = "KRaftVersionRecord."]
pub mod k_raft_version_record;
#[doc = "LeaderChangeMessage."]
pub mod leader_change_message;
#[doc = "SnapshotFooterRecord."]
pub mod snapshot_footer_record;
#[doc = "SnapshotHeaderRecord."]
pub mod snapshot_header_record;
#[doc = "VotersRecord."]
pub mod voters_record;
