//! The modules that `cargo generate-wire` writes, one a schema.

#[doc = "ConsumerGroupCurrentMemberAssignmentKey, ConsumerGroupCurrentMemberAssignmentValue."]
pub mod consumer_group_current_member_assignment;
#[doc = "ConsumerGroupMemberMetadataKey, ConsumerGroupMemberMetadataValue."]
pub mod consumer_group_member_metadata;
#[doc = "ConsumerGroupMetadataKey, ConsumerGroupMetadataValue."]
pub mod consumer_group_metadata;
#[doc = "ConsumerGroupPartitionMetadataKey, ConsumerGroupPartitionMetadataValue."]
pub mod consumer_group_partition_metadata;
#[doc = "ConsumerGroupRegularExpressionKey, ConsumerGroupRegularExpressionValue."]
pub mod consumer_group_regular_expression;
#[doc = "ConsumerGroupTargetAssignmentMemberKey, ConsumerGroupTargetAssignmentMemberValue."]
pub mod consumer_group_target_assignment_member;
#[doc = "ConsumerGroupTargetAssignmentMetadataKey, ConsumerGroupTargetAssignmentMetadataValue."]
pub mod consumer_group_target_assignment_metadata;
#[doc = "GroupMetadataKey, GroupMetadataValue."]
pub mod group_metadata;
#[doc = "LegacyOffsetCommitKey, LegacyOffsetCommitValue."]
pub mod legacy_offset_commit;
#[doc = "OffsetCommitKey, OffsetCommitValue."]
pub mod offset_commit;
#[doc = "ShareGroupCurrentMemberAssignmentKey, ShareGroupCurrentMemberAssignmentValue."]
pub mod share_group_current_member_assignment;
#[doc = "ShareGroupMemberMetadataKey, ShareGroupMemberMetadataValue."]
pub mod share_group_member_metadata;
#[doc = "ShareGroupMetadataKey, ShareGroupMetadataValue."]
pub mod share_group_metadata;
#[doc = "ShareGroupStatePartitionMetadataKey, ShareGroupStatePartitionMetadataValue."]
pub mod share_group_state_partition_metadata;
#[doc = "ShareGroupTargetAssignmentMemberKey, ShareGroupTargetAssignmentMemberValue."]
pub mod share_group_target_assignment_member;
#[doc = "ShareGroupTargetAssignmentMetadataKey, ShareGroupTargetAssignmentMetadataValue."]
pub mod share_group_target_assignment_metadata;
#[doc = "StreamsGroupCurrentMemberAssignmentKey, StreamsGroupCurrentMemberAssignmentValue."]
pub mod streams_group_current_member_assignment;
#[doc = "StreamsGroupMemberMetadataKey, StreamsGroupMemberMetadataValue."]
pub mod streams_group_member_metadata;
#[doc = "StreamsGroupMetadataKey, StreamsGroupMetadataValue."]
pub mod streams_group_metadata;
#[doc = "StreamsGroupTargetAssignmentMemberKey, StreamsGroupTargetAssignmentMemberValue."]
pub mod streams_group_target_assignment_member;
#[doc = "StreamsGroupTargetAssignmentMetadataKey, StreamsGroupTargetAssignmentMetadataValue."]
pub mod streams_group_target_assignment_metadata;
#[doc = "StreamsGroupTopologyKey, StreamsGroupTopologyValue."]
pub mod streams_group_topology;
