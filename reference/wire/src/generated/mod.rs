//! The modules that `cargo generate-wire` writes, one a schema.

#[doc = "ApiVersions (key 18)."]
pub mod api_versions;
#[doc = "Fetch (key 1)."]
pub mod fetch;
#[doc = "RequestHeader, ResponseHeader."]
pub mod header;
#[doc = "ListOffsets (key 2)."]
pub mod list_offsets;
#[doc = "Metadata (key 3)."]
pub mod metadata;
#[doc = "OffsetForLeaderEpoch (key 23)."]
pub mod offset_for_leader_epoch;
#[doc = "Produce (key 0)."]
pub mod produce;

/// Calls the macro named with every message, as `module::Message`, so that tests
/// reach all of them by name.
#[macro_export]
macro_rules! for_each_message {
    ($with:ident) => {
        $with! {
            api_versions::ApiVersionsRequest,
            api_versions::ApiVersionsResponse,
            fetch::FetchRequest,
            fetch::FetchResponse,
            header::RequestHeader,
            header::ResponseHeader,
            list_offsets::ListOffsetsRequest,
            list_offsets::ListOffsetsResponse,
            metadata::MetadataRequest,
            metadata::MetadataResponse,
            offset_for_leader_epoch::OffsetForLeaderEpochRequest,
            offset_for_leader_epoch::OffsetForLeaderEpochResponse,
            produce::ProduceRequest,
            produce::ProduceResponse,
        }
    };
}
