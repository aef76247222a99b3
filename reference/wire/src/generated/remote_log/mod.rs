//! The modules that `cargo generate-wire` writes, one a schema.

#[doc = "RemoteLogSegmentMetadataRecord."]
pub mod remote_log_segment_metadata_record;
#[doc = "RemoteLogSegmentMetadataSnapshotRecord."]
pub mod remote_log_segment_metadata_snapshot_record;
#[doc = "RemoteLogSegmentMetadataUpdateRecord."]
pub mod remote_log_segment_metadata_update_record;
#[doc = "RemotePartitionDeleteMetadataRecord."]
pub mod remote_partition_delete_metadata_record;
