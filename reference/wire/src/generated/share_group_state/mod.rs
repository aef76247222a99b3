//! The modules that `cargo generate-wire` writes, one a schema.

#[doc = "ShareSnapshotKey, ShareSnapshotValue."]
pub mod share_snapshot;
#[doc = "ShareUpdateKey, ShareUpdateValue."]
pub mod share_update;
