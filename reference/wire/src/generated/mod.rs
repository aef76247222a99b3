//! The modules that `cargo generate-wire` writes, one a schema.

#[doc = "AddOffsetsToTxn (key 25)."]
pub mod add_offsets_to_txn;
#[doc = "AddPartitionsToTxn (key 24)."]
pub mod add_partitions_to_txn;
#[doc = "AddRaftVoter (key 80)."]
pub mod add_raft_voter;
#[doc = "AllocateProducerIds (key 67)."]
pub mod allocate_producer_ids;
#[doc = "AlterClientQuotas (key 49)."]
pub mod alter_client_quotas;
#[doc = "AlterConfigs (key 33)."]
pub mod alter_configs;
#[doc = "AlterPartition (key 56)."]
pub mod alter_partition;
#[doc = "AlterPartitionReassignments (key 45)."]
pub mod alter_partition_reassignments;
#[doc = "AlterReplicaLogDirs (key 34)."]
pub mod alter_replica_log_dirs;
#[doc = "AlterShareGroupOffsets (key 91)."]
pub mod alter_share_group_offsets;
#[doc = "AlterUserScramCredentials (key 51)."]
pub mod alter_user_scram_credentials;
#[doc = "ApiVersions (key 18)."]
pub mod api_versions;
#[doc = "AssignReplicasToDirs (key 73)."]
pub mod assign_replicas_to_dirs;
#[doc = "BeginQuorumEpoch (key 53)."]
pub mod begin_quorum_epoch;
#[doc = "BrokerHeartbeat (key 63)."]
pub mod broker_heartbeat;
#[doc = "BrokerRegistration (key 62)."]
pub mod broker_registration;
#[doc = "ConsumerGroupDescribe (key 69)."]
pub mod consumer_group_describe;
#[doc = "ConsumerGroupHeartbeat (key 68)."]
pub mod consumer_group_heartbeat;
pub mod consumer_offsets;
pub mod control;
#[doc = "ControllerRegistration (key 70)."]
pub mod controller_registration;
#[doc = "CreateAcls (key 30)."]
pub mod create_acls;
#[doc = "CreateDelegationToken (key 38)."]
pub mod create_delegation_token;
#[doc = "CreatePartitions (key 37)."]
pub mod create_partitions;
#[doc = "CreateTopics (key 19)."]
pub mod create_topics;
pub mod data;
#[doc = "DeleteAcls (key 31)."]
pub mod delete_acls;
#[doc = "DeleteGroups (key 42)."]
pub mod delete_groups;
#[doc = "DeleteRecords (key 21)."]
pub mod delete_records;
#[doc = "DeleteShareGroupOffsets (key 92)."]
pub mod delete_share_group_offsets;
#[doc = "DeleteShareGroupState (key 86)."]
pub mod delete_share_group_state;
#[doc = "DeleteTopics (key 20)."]
pub mod delete_topics;
#[doc = "DescribeAcls (key 29)."]
pub mod describe_acls;
#[doc = "DescribeClientQuotas (key 48)."]
pub mod describe_client_quotas;
#[doc = "DescribeCluster (key 60)."]
pub mod describe_cluster;
#[doc = "DescribeConfigs (key 32)."]
pub mod describe_configs;
#[doc = "DescribeDelegationToken (key 41)."]
pub mod describe_delegation_token;
#[doc = "DescribeGroups (key 15)."]
pub mod describe_groups;
#[doc = "DescribeLogDirs (key 35)."]
pub mod describe_log_dirs;
#[doc = "DescribeProducers (key 61)."]
pub mod describe_producers;
#[doc = "DescribeQuorum (key 55)."]
pub mod describe_quorum;
#[doc = "DescribeShareGroupOffsets (key 90)."]
pub mod describe_share_group_offsets;
#[doc = "DescribeTopicPartitions (key 75)."]
pub mod describe_topic_partitions;
#[doc = "DescribeTransactions (key 65)."]
pub mod describe_transactions;
#[doc = "DescribeUserScramCredentials (key 50)."]
pub mod describe_user_scram_credentials;
#[doc = "ElectLeaders (key 43)."]
pub mod elect_leaders;
#[doc = "EndQuorumEpoch (key 54)."]
pub mod end_quorum_epoch;
#[doc = "EndTxn (key 26)."]
pub mod end_txn;
#[doc = "Envelope (key 58)."]
pub mod envelope;
#[doc = "ExpireDelegationToken (key 40)."]
pub mod expire_delegation_token;
#[doc = "Fetch (key 1)."]
pub mod fetch;
#[doc = "FetchSnapshot (key 59)."]
pub mod fetch_snapshot;
#[doc = "FindCoordinator (key 10)."]
pub mod find_coordinator;
#[doc = "GetTelemetrySubscriptions (key 71)."]
pub mod get_telemetry_subscriptions;
#[doc = "RequestHeader, ResponseHeader."]
pub mod header;
#[doc = "Heartbeat (key 12)."]
pub mod heartbeat;
#[doc = "IncrementalAlterConfigs (key 44)."]
pub mod incremental_alter_configs;
#[doc = "InitProducerId (key 22)."]
pub mod init_producer_id;
#[doc = "InitializeShareGroupState (key 83)."]
pub mod initialize_share_group_state;
#[doc = "JoinGroup (key 11)."]
pub mod join_group;
#[doc = "LeaveGroup (key 13)."]
pub mod leave_group;
#[doc = "ListConfigResources (key 74)."]
pub mod list_config_resources;
#[doc = "ListGroups (key 16)."]
pub mod list_groups;
#[doc = "ListOffsets (key 2)."]
pub mod list_offsets;
#[doc = "ListPartitionReassignments (key 46)."]
pub mod list_partition_reassignments;
#[doc = "ListTransactions (key 66)."]
pub mod list_transactions;
#[doc = "Metadata (key 3)."]
pub mod metadata;
pub mod metadata_log;
#[doc = "OffsetCommit (key 8)."]
pub mod offset_commit;
#[doc = "OffsetDelete (key 47)."]
pub mod offset_delete;
#[doc = "OffsetFetch (key 9)."]
pub mod offset_fetch;
#[doc = "OffsetForLeaderEpoch (key 23)."]
pub mod offset_for_leader_epoch;
#[doc = "Produce (key 0)."]
pub mod produce;
#[doc = "PushTelemetry (key 72)."]
pub mod push_telemetry;
#[doc = "ReadShareGroupState (key 84)."]
pub mod read_share_group_state;
#[doc = "ReadShareGroupStateSummary (key 87)."]
pub mod read_share_group_state_summary;
pub mod remote_log;
#[doc = "RemoveRaftVoter (key 81)."]
pub mod remove_raft_voter;
#[doc = "RenewDelegationToken (key 39)."]
pub mod renew_delegation_token;
#[doc = "SaslAuthenticate (key 36)."]
pub mod sasl_authenticate;
#[doc = "SaslHandshake (key 17)."]
pub mod sasl_handshake;
#[doc = "ShareAcknowledge (key 79)."]
pub mod share_acknowledge;
#[doc = "ShareFetch (key 78)."]
pub mod share_fetch;
#[doc = "ShareGroupDescribe (key 77)."]
pub mod share_group_describe;
#[doc = "ShareGroupHeartbeat (key 76)."]
pub mod share_group_heartbeat;
pub mod share_group_state;
#[doc = "StreamsGroupDescribe (key 89)."]
pub mod streams_group_describe;
#[doc = "StreamsGroupHeartbeat (key 88)."]
pub mod streams_group_heartbeat;
#[doc = "SyncGroup (key 14)."]
pub mod sync_group;
pub mod transaction_state;
#[doc = "TxnOffsetCommit (key 28)."]
pub mod txn_offset_commit;
#[doc = "UnregisterBroker (key 64)."]
pub mod unregister_broker;
#[doc = "UpdateFeatures (key 57)."]
pub mod update_features;
#[doc = "UpdateRaftVoter (key 82)."]
pub mod update_raft_voter;
#[doc = "Vote (key 52)."]
pub mod vote;
#[doc = "WriteShareGroupState (key 85)."]
pub mod write_share_group_state;
#[doc = "WriteTxnMarkers (key 27)."]
pub mod write_txn_markers;

/// Calls the macro named with every message, as `Message = path,`, so that all of
/// them can be reached by name.
#[macro_export]
macro_rules! for_each_message {
($with:ident) => {
$with! {
    AddOffsetsToTxnRequest = $crate::add_offsets_to_txn::AddOffsetsToTxnRequest,
    AddOffsetsToTxnResponse = $crate::add_offsets_to_txn::AddOffsetsToTxnResponse,
    AddPartitionsToTxnRequest = $crate::add_partitions_to_txn::AddPartitionsToTxnRequest,
    AddPartitionsToTxnResponse = $crate::add_partitions_to_txn::AddPartitionsToTxnResponse,
    AddRaftVoterRequest = $crate::add_raft_voter::AddRaftVoterRequest,
    AddRaftVoterResponse = $crate::add_raft_voter::AddRaftVoterResponse,
    AllocateProducerIdsRequest = $crate::allocate_producer_ids::AllocateProducerIdsRequest,
    AllocateProducerIdsResponse = $crate::allocate_producer_ids::AllocateProducerIdsResponse,
    AlterClientQuotasRequest = $crate::alter_client_quotas::AlterClientQuotasRequest,
    AlterClientQuotasResponse = $crate::alter_client_quotas::AlterClientQuotasResponse,
    AlterConfigsRequest = $crate::alter_configs::AlterConfigsRequest,
    AlterConfigsResponse = $crate::alter_configs::AlterConfigsResponse,
    AlterPartitionRequest = $crate::alter_partition::AlterPartitionRequest,
    AlterPartitionResponse = $crate::alter_partition::AlterPartitionResponse,
    AlterPartitionReassignmentsRequest = $crate::alter_partition_reassignments::AlterPartitionReassignmentsRequest,
    AlterPartitionReassignmentsResponse = $crate::alter_partition_reassignments::AlterPartitionReassignmentsResponse,
    AlterReplicaLogDirsRequest = $crate::alter_replica_log_dirs::AlterReplicaLogDirsRequest,
    AlterReplicaLogDirsResponse = $crate::alter_replica_log_dirs::AlterReplicaLogDirsResponse,
    AlterShareGroupOffsetsRequest = $crate::alter_share_group_offsets::AlterShareGroupOffsetsRequest,
    AlterShareGroupOffsetsResponse = $crate::alter_share_group_offsets::AlterShareGroupOffsetsResponse,
    AlterUserScramCredentialsRequest = $crate::alter_user_scram_credentials::AlterUserScramCredentialsRequest,
    AlterUserScramCredentialsResponse = $crate::alter_user_scram_credentials::AlterUserScramCredentialsResponse,
    ApiVersionsRequest = $crate::api_versions::ApiVersionsRequest,
    ApiVersionsResponse = $crate::api_versions::ApiVersionsResponse,
    AssignReplicasToDirsRequest = $crate::assign_replicas_to_dirs::AssignReplicasToDirsRequest,
    AssignReplicasToDirsResponse = $crate::assign_replicas_to_dirs::AssignReplicasToDirsResponse,
    BeginQuorumEpochRequest = $crate::begin_quorum_epoch::BeginQuorumEpochRequest,
    BeginQuorumEpochResponse = $crate::begin_quorum_epoch::BeginQuorumEpochResponse,
    BrokerHeartbeatRequest = $crate::broker_heartbeat::BrokerHeartbeatRequest,
    BrokerHeartbeatResponse = $crate::broker_heartbeat::BrokerHeartbeatResponse,
    BrokerRegistrationRequest = $crate::broker_registration::BrokerRegistrationRequest,
    BrokerRegistrationResponse = $crate::broker_registration::BrokerRegistrationResponse,
    ConsumerGroupDescribeRequest = $crate::consumer_group_describe::ConsumerGroupDescribeRequest,
    ConsumerGroupDescribeResponse = $crate::consumer_group_describe::ConsumerGroupDescribeResponse,
    ConsumerGroupHeartbeatRequest = $crate::consumer_group_heartbeat::ConsumerGroupHeartbeatRequest,
    ConsumerGroupHeartbeatResponse = $crate::consumer_group_heartbeat::ConsumerGroupHeartbeatResponse,
    ConsumerGroupCurrentMemberAssignmentKey = $crate::consumer_offsets::consumer_group_current_member_assignment::ConsumerGroupCurrentMemberAssignmentKey,
    ConsumerGroupCurrentMemberAssignmentValue = $crate::consumer_offsets::consumer_group_current_member_assignment::ConsumerGroupCurrentMemberAssignmentValue,
    ConsumerGroupMemberMetadataKey = $crate::consumer_offsets::consumer_group_member_metadata::ConsumerGroupMemberMetadataKey,
    ConsumerGroupMemberMetadataValue = $crate::consumer_offsets::consumer_group_member_metadata::ConsumerGroupMemberMetadataValue,
    ConsumerGroupMetadataKey = $crate::consumer_offsets::consumer_group_metadata::ConsumerGroupMetadataKey,
    ConsumerGroupMetadataValue = $crate::consumer_offsets::consumer_group_metadata::ConsumerGroupMetadataValue,
    ConsumerGroupPartitionMetadataKey = $crate::consumer_offsets::consumer_group_partition_metadata::ConsumerGroupPartitionMetadataKey,
    ConsumerGroupPartitionMetadataValue = $crate::consumer_offsets::consumer_group_partition_metadata::ConsumerGroupPartitionMetadataValue,
    ConsumerGroupRegularExpressionKey = $crate::consumer_offsets::consumer_group_regular_expression::ConsumerGroupRegularExpressionKey,
    ConsumerGroupRegularExpressionValue = $crate::consumer_offsets::consumer_group_regular_expression::ConsumerGroupRegularExpressionValue,
    ConsumerGroupTargetAssignmentMemberKey = $crate::consumer_offsets::consumer_group_target_assignment_member::ConsumerGroupTargetAssignmentMemberKey,
    ConsumerGroupTargetAssignmentMemberValue = $crate::consumer_offsets::consumer_group_target_assignment_member::ConsumerGroupTargetAssignmentMemberValue,
    ConsumerGroupTargetAssignmentMetadataKey = $crate::consumer_offsets::consumer_group_target_assignment_metadata::ConsumerGroupTargetAssignmentMetadataKey,
    ConsumerGroupTargetAssignmentMetadataValue = $crate::consumer_offsets::consumer_group_target_assignment_metadata::ConsumerGroupTargetAssignmentMetadataValue,
    GroupMetadataKey = $crate::consumer_offsets::group_metadata::GroupMetadataKey,
    GroupMetadataValue = $crate::consumer_offsets::group_metadata::GroupMetadataValue,
    LegacyOffsetCommitKey = $crate::consumer_offsets::legacy_offset_commit::LegacyOffsetCommitKey,
    LegacyOffsetCommitValue = $crate::consumer_offsets::legacy_offset_commit::LegacyOffsetCommitValue,
    OffsetCommitKey = $crate::consumer_offsets::offset_commit::OffsetCommitKey,
    OffsetCommitValue = $crate::consumer_offsets::offset_commit::OffsetCommitValue,
    ShareGroupCurrentMemberAssignmentKey = $crate::consumer_offsets::share_group_current_member_assignment::ShareGroupCurrentMemberAssignmentKey,
    ShareGroupCurrentMemberAssignmentValue = $crate::consumer_offsets::share_group_current_member_assignment::ShareGroupCurrentMemberAssignmentValue,
    ShareGroupMemberMetadataKey = $crate::consumer_offsets::share_group_member_metadata::ShareGroupMemberMetadataKey,
    ShareGroupMemberMetadataValue = $crate::consumer_offsets::share_group_member_metadata::ShareGroupMemberMetadataValue,
    ShareGroupMetadataKey = $crate::consumer_offsets::share_group_metadata::ShareGroupMetadataKey,
    ShareGroupMetadataValue = $crate::consumer_offsets::share_group_metadata::ShareGroupMetadataValue,
    ShareGroupStatePartitionMetadataKey = $crate::consumer_offsets::share_group_state_partition_metadata::ShareGroupStatePartitionMetadataKey,
    ShareGroupStatePartitionMetadataValue = $crate::consumer_offsets::share_group_state_partition_metadata::ShareGroupStatePartitionMetadataValue,
    ShareGroupTargetAssignmentMemberKey = $crate::consumer_offsets::share_group_target_assignment_member::ShareGroupTargetAssignmentMemberKey,
    ShareGroupTargetAssignmentMemberValue = $crate::consumer_offsets::share_group_target_assignment_member::ShareGroupTargetAssignmentMemberValue,
    ShareGroupTargetAssignmentMetadataKey = $crate::consumer_offsets::share_group_target_assignment_metadata::ShareGroupTargetAssignmentMetadataKey,
    ShareGroupTargetAssignmentMetadataValue = $crate::consumer_offsets::share_group_target_assignment_metadata::ShareGroupTargetAssignmentMetadataValue,
    StreamsGroupCurrentMemberAssignmentKey = $crate::consumer_offsets::streams_group_current_member_assignment::StreamsGroupCurrentMemberAssignmentKey,
    StreamsGroupCurrentMemberAssignmentValue = $crate::consumer_offsets::streams_group_current_member_assignment::StreamsGroupCurrentMemberAssignmentValue,
    StreamsGroupMemberMetadataKey = $crate::consumer_offsets::streams_group_member_metadata::StreamsGroupMemberMetadataKey,
    StreamsGroupMemberMetadataValue = $crate::consumer_offsets::streams_group_member_metadata::StreamsGroupMemberMetadataValue,
    StreamsGroupMetadataKey = $crate::consumer_offsets::streams_group_metadata::StreamsGroupMetadataKey,
    StreamsGroupMetadataValue = $crate::consumer_offsets::streams_group_metadata::StreamsGroupMetadataValue,
    StreamsGroupTargetAssignmentMemberKey = $crate::consumer_offsets::streams_group_target_assignment_member::StreamsGroupTargetAssignmentMemberKey,
    StreamsGroupTargetAssignmentMemberValue = $crate::consumer_offsets::streams_group_target_assignment_member::StreamsGroupTargetAssignmentMemberValue,
    StreamsGroupTargetAssignmentMetadataKey = $crate::consumer_offsets::streams_group_target_assignment_metadata::StreamsGroupTargetAssignmentMetadataKey,
    StreamsGroupTargetAssignmentMetadataValue = $crate::consumer_offsets::streams_group_target_assignment_metadata::StreamsGroupTargetAssignmentMetadataValue,
    StreamsGroupTopologyKey = $crate::consumer_offsets::streams_group_topology::StreamsGroupTopologyKey,
    StreamsGroupTopologyValue = $crate::consumer_offsets::streams_group_topology::StreamsGroupTopologyValue,
    ControlRecordTypeSchema = $crate::control::control_record_type::ControlRecordTypeSchema,
    EndTxnMarker = $crate::control::end_txn_marker::EndTxnMarker,
    KRaftVersionRecord = $crate::control::k_raft_version_record::KRaftVersionRecord,
    LeaderChangeMessage = $crate::control::leader_change_message::LeaderChangeMessage,
    SnapshotFooterRecord = $crate::control::snapshot_footer_record::SnapshotFooterRecord,
    SnapshotHeaderRecord = $crate::control::snapshot_header_record::SnapshotHeaderRecord,
    VotersRecord = $crate::control::voters_record::VotersRecord,
    ControllerRegistrationRequest = $crate::controller_registration::ControllerRegistrationRequest,
    ControllerRegistrationResponse = $crate::controller_registration::ControllerRegistrationResponse,
    CreateAclsRequest = $crate::create_acls::CreateAclsRequest,
    CreateAclsResponse = $crate::create_acls::CreateAclsResponse,
    CreateDelegationTokenRequest = $crate::create_delegation_token::CreateDelegationTokenRequest,
    CreateDelegationTokenResponse = $crate::create_delegation_token::CreateDelegationTokenResponse,
    CreatePartitionsRequest = $crate::create_partitions::CreatePartitionsRequest,
    CreatePartitionsResponse = $crate::create_partitions::CreatePartitionsResponse,
    CreateTopicsRequest = $crate::create_topics::CreateTopicsRequest,
    CreateTopicsResponse = $crate::create_topics::CreateTopicsResponse,
    ConsumerProtocolAssignment = $crate::data::consumer_protocol_assignment::ConsumerProtocolAssignment,
    ConsumerProtocolSubscription = $crate::data::consumer_protocol_subscription::ConsumerProtocolSubscription,
    DefaultPrincipalData = $crate::data::default_principal_data::DefaultPrincipalData,
    ProducerSnapshot = $crate::data::producer_snapshot::ProducerSnapshot,
    QuorumStateData = $crate::data::quorum_state_data::QuorumStateData,
    DeleteAclsRequest = $crate::delete_acls::DeleteAclsRequest,
    DeleteAclsResponse = $crate::delete_acls::DeleteAclsResponse,
    DeleteGroupsRequest = $crate::delete_groups::DeleteGroupsRequest,
    DeleteGroupsResponse = $crate::delete_groups::DeleteGroupsResponse,
    DeleteRecordsRequest = $crate::delete_records::DeleteRecordsRequest,
    DeleteRecordsResponse = $crate::delete_records::DeleteRecordsResponse,
    DeleteShareGroupOffsetsRequest = $crate::delete_share_group_offsets::DeleteShareGroupOffsetsRequest,
    DeleteShareGroupOffsetsResponse = $crate::delete_share_group_offsets::DeleteShareGroupOffsetsResponse,
    DeleteShareGroupStateRequest = $crate::delete_share_group_state::DeleteShareGroupStateRequest,
    DeleteShareGroupStateResponse = $crate::delete_share_group_state::DeleteShareGroupStateResponse,
    DeleteTopicsRequest = $crate::delete_topics::DeleteTopicsRequest,
    DeleteTopicsResponse = $crate::delete_topics::DeleteTopicsResponse,
    DescribeAclsRequest = $crate::describe_acls::DescribeAclsRequest,
    DescribeAclsResponse = $crate::describe_acls::DescribeAclsResponse,
    DescribeClientQuotasRequest = $crate::describe_client_quotas::DescribeClientQuotasRequest,
    DescribeClientQuotasResponse = $crate::describe_client_quotas::DescribeClientQuotasResponse,
    DescribeClusterRequest = $crate::describe_cluster::DescribeClusterRequest,
    DescribeClusterResponse = $crate::describe_cluster::DescribeClusterResponse,
    DescribeConfigsRequest = $crate::describe_configs::DescribeConfigsRequest,
    DescribeConfigsResponse = $crate::describe_configs::DescribeConfigsResponse,
    DescribeDelegationTokenRequest = $crate::describe_delegation_token::DescribeDelegationTokenRequest,
    DescribeDelegationTokenResponse = $crate::describe_delegation_token::DescribeDelegationTokenResponse,
    DescribeGroupsRequest = $crate::describe_groups::DescribeGroupsRequest,
    DescribeGroupsResponse = $crate::describe_groups::DescribeGroupsResponse,
    DescribeLogDirsRequest = $crate::describe_log_dirs::DescribeLogDirsRequest,
    DescribeLogDirsResponse = $crate::describe_log_dirs::DescribeLogDirsResponse,
    DescribeProducersRequest = $crate::describe_producers::DescribeProducersRequest,
    DescribeProducersResponse = $crate::describe_producers::DescribeProducersResponse,
    DescribeQuorumRequest = $crate::describe_quorum::DescribeQuorumRequest,
    DescribeQuorumResponse = $crate::describe_quorum::DescribeQuorumResponse,
    DescribeShareGroupOffsetsRequest = $crate::describe_share_group_offsets::DescribeShareGroupOffsetsRequest,
    DescribeShareGroupOffsetsResponse = $crate::describe_share_group_offsets::DescribeShareGroupOffsetsResponse,
    DescribeTopicPartitionsRequest = $crate::describe_topic_partitions::DescribeTopicPartitionsRequest,
    DescribeTopicPartitionsResponse = $crate::describe_topic_partitions::DescribeTopicPartitionsResponse,
    DescribeTransactionsRequest = $crate::describe_transactions::DescribeTransactionsRequest,
    DescribeTransactionsResponse = $crate::describe_transactions::DescribeTransactionsResponse,
    DescribeUserScramCredentialsRequest = $crate::describe_user_scram_credentials::DescribeUserScramCredentialsRequest,
    DescribeUserScramCredentialsResponse = $crate::describe_user_scram_credentials::DescribeUserScramCredentialsResponse,
    ElectLeadersRequest = $crate::elect_leaders::ElectLeadersRequest,
    ElectLeadersResponse = $crate::elect_leaders::ElectLeadersResponse,
    EndQuorumEpochRequest = $crate::end_quorum_epoch::EndQuorumEpochRequest,
    EndQuorumEpochResponse = $crate::end_quorum_epoch::EndQuorumEpochResponse,
    EndTxnRequest = $crate::end_txn::EndTxnRequest,
    EndTxnResponse = $crate::end_txn::EndTxnResponse,
    EnvelopeRequest = $crate::envelope::EnvelopeRequest,
    EnvelopeResponse = $crate::envelope::EnvelopeResponse,
    ExpireDelegationTokenRequest = $crate::expire_delegation_token::ExpireDelegationTokenRequest,
    ExpireDelegationTokenResponse = $crate::expire_delegation_token::ExpireDelegationTokenResponse,
    FetchRequest = $crate::fetch::FetchRequest,
    FetchResponse = $crate::fetch::FetchResponse,
    FetchSnapshotRequest = $crate::fetch_snapshot::FetchSnapshotRequest,
    FetchSnapshotResponse = $crate::fetch_snapshot::FetchSnapshotResponse,
    FindCoordinatorRequest = $crate::find_coordinator::FindCoordinatorRequest,
    FindCoordinatorResponse = $crate::find_coordinator::FindCoordinatorResponse,
    GetTelemetrySubscriptionsRequest = $crate::get_telemetry_subscriptions::GetTelemetrySubscriptionsRequest,
    GetTelemetrySubscriptionsResponse = $crate::get_telemetry_subscriptions::GetTelemetrySubscriptionsResponse,
    RequestHeader = $crate::header::RequestHeader,
    ResponseHeader = $crate::header::ResponseHeader,
    HeartbeatRequest = $crate::heartbeat::HeartbeatRequest,
    HeartbeatResponse = $crate::heartbeat::HeartbeatResponse,
    IncrementalAlterConfigsRequest = $crate::incremental_alter_configs::IncrementalAlterConfigsRequest,
    IncrementalAlterConfigsResponse = $crate::incremental_alter_configs::IncrementalAlterConfigsResponse,
    InitProducerIdRequest = $crate::init_producer_id::InitProducerIdRequest,
    InitProducerIdResponse = $crate::init_producer_id::InitProducerIdResponse,
    InitializeShareGroupStateRequest = $crate::initialize_share_group_state::InitializeShareGroupStateRequest,
    InitializeShareGroupStateResponse = $crate::initialize_share_group_state::InitializeShareGroupStateResponse,
    JoinGroupRequest = $crate::join_group::JoinGroupRequest,
    JoinGroupResponse = $crate::join_group::JoinGroupResponse,
    LeaveGroupRequest = $crate::leave_group::LeaveGroupRequest,
    LeaveGroupResponse = $crate::leave_group::LeaveGroupResponse,
    ListConfigResourcesRequest = $crate::list_config_resources::ListConfigResourcesRequest,
    ListConfigResourcesResponse = $crate::list_config_resources::ListConfigResourcesResponse,
    ListGroupsRequest = $crate::list_groups::ListGroupsRequest,
    ListGroupsResponse = $crate::list_groups::ListGroupsResponse,
    ListOffsetsRequest = $crate::list_offsets::ListOffsetsRequest,
    ListOffsetsResponse = $crate::list_offsets::ListOffsetsResponse,
    ListPartitionReassignmentsRequest = $crate::list_partition_reassignments::ListPartitionReassignmentsRequest,
    ListPartitionReassignmentsResponse = $crate::list_partition_reassignments::ListPartitionReassignmentsResponse,
    ListTransactionsRequest = $crate::list_transactions::ListTransactionsRequest,
    ListTransactionsResponse = $crate::list_transactions::ListTransactionsResponse,
    MetadataRequest = $crate::metadata::MetadataRequest,
    MetadataResponse = $crate::metadata::MetadataResponse,
    AbortTransactionRecord = $crate::metadata_log::abort_transaction_record::AbortTransactionRecord,
    AccessControlEntryRecord = $crate::metadata_log::access_control_entry_record::AccessControlEntryRecord,
    BeginTransactionRecord = $crate::metadata_log::begin_transaction_record::BeginTransactionRecord,
    BrokerRegistrationChangeRecord = $crate::metadata_log::broker_registration_change_record::BrokerRegistrationChangeRecord,
    ClearElrRecord = $crate::metadata_log::clear_elr_record::ClearElrRecord,
    ClientQuotaRecord = $crate::metadata_log::client_quota_record::ClientQuotaRecord,
    ConfigRecord = $crate::metadata_log::config_record::ConfigRecord,
    DelegationTokenRecord = $crate::metadata_log::delegation_token_record::DelegationTokenRecord,
    EndTransactionRecord = $crate::metadata_log::end_transaction_record::EndTransactionRecord,
    FeatureLevelRecord = $crate::metadata_log::feature_level_record::FeatureLevelRecord,
    FenceBrokerRecord = $crate::metadata_log::fence_broker_record::FenceBrokerRecord,
    NoOpRecord = $crate::metadata_log::no_op_record::NoOpRecord,
    PartitionChangeRecord = $crate::metadata_log::partition_change_record::PartitionChangeRecord,
    PartitionRecord = $crate::metadata_log::partition_record::PartitionRecord,
    ProducerIdsRecord = $crate::metadata_log::producer_ids_record::ProducerIdsRecord,
    RegisterBrokerRecord = $crate::metadata_log::register_broker_record::RegisterBrokerRecord,
    RegisterControllerRecord = $crate::metadata_log::register_controller_record::RegisterControllerRecord,
    RemoveAccessControlEntryRecord = $crate::metadata_log::remove_access_control_entry_record::RemoveAccessControlEntryRecord,
    RemoveDelegationTokenRecord = $crate::metadata_log::remove_delegation_token_record::RemoveDelegationTokenRecord,
    RemoveTopicRecord = $crate::metadata_log::remove_topic_record::RemoveTopicRecord,
    RemoveUserScramCredentialRecord = $crate::metadata_log::remove_user_scram_credential_record::RemoveUserScramCredentialRecord,
    TopicRecord = $crate::metadata_log::topic_record::TopicRecord,
    UnfenceBrokerRecord = $crate::metadata_log::unfence_broker_record::UnfenceBrokerRecord,
    UnregisterBrokerRecord = $crate::metadata_log::unregister_broker_record::UnregisterBrokerRecord,
    UserScramCredentialRecord = $crate::metadata_log::user_scram_credential_record::UserScramCredentialRecord,
    ZkMigrationStateRecord = $crate::metadata_log::zk_migration_record::ZkMigrationStateRecord,
    OffsetCommitRequest = $crate::offset_commit::OffsetCommitRequest,
    OffsetCommitResponse = $crate::offset_commit::OffsetCommitResponse,
    OffsetDeleteRequest = $crate::offset_delete::OffsetDeleteRequest,
    OffsetDeleteResponse = $crate::offset_delete::OffsetDeleteResponse,
    OffsetFetchRequest = $crate::offset_fetch::OffsetFetchRequest,
    OffsetFetchResponse = $crate::offset_fetch::OffsetFetchResponse,
    OffsetForLeaderEpochRequest = $crate::offset_for_leader_epoch::OffsetForLeaderEpochRequest,
    OffsetForLeaderEpochResponse = $crate::offset_for_leader_epoch::OffsetForLeaderEpochResponse,
    ProduceRequest = $crate::produce::ProduceRequest,
    ProduceResponse = $crate::produce::ProduceResponse,
    PushTelemetryRequest = $crate::push_telemetry::PushTelemetryRequest,
    PushTelemetryResponse = $crate::push_telemetry::PushTelemetryResponse,
    ReadShareGroupStateRequest = $crate::read_share_group_state::ReadShareGroupStateRequest,
    ReadShareGroupStateResponse = $crate::read_share_group_state::ReadShareGroupStateResponse,
    ReadShareGroupStateSummaryRequest = $crate::read_share_group_state_summary::ReadShareGroupStateSummaryRequest,
    ReadShareGroupStateSummaryResponse = $crate::read_share_group_state_summary::ReadShareGroupStateSummaryResponse,
    RemoteLogSegmentMetadataRecord = $crate::remote_log::remote_log_segment_metadata_record::RemoteLogSegmentMetadataRecord,
    RemoteLogSegmentMetadataSnapshotRecord = $crate::remote_log::remote_log_segment_metadata_snapshot_record::RemoteLogSegmentMetadataSnapshotRecord,
    RemoteLogSegmentMetadataUpdateRecord = $crate::remote_log::remote_log_segment_metadata_update_record::RemoteLogSegmentMetadataUpdateRecord,
    RemotePartitionDeleteMetadataRecord = $crate::remote_log::remote_partition_delete_metadata_record::RemotePartitionDeleteMetadataRecord,
    RemoveRaftVoterRequest = $crate::remove_raft_voter::RemoveRaftVoterRequest,
    RemoveRaftVoterResponse = $crate::remove_raft_voter::RemoveRaftVoterResponse,
    RenewDelegationTokenRequest = $crate::renew_delegation_token::RenewDelegationTokenRequest,
    RenewDelegationTokenResponse = $crate::renew_delegation_token::RenewDelegationTokenResponse,
    SaslAuthenticateRequest = $crate::sasl_authenticate::SaslAuthenticateRequest,
    SaslAuthenticateResponse = $crate::sasl_authenticate::SaslAuthenticateResponse,
    SaslHandshakeRequest = $crate::sasl_handshake::SaslHandshakeRequest,
    SaslHandshakeResponse = $crate::sasl_handshake::SaslHandshakeResponse,
    ShareAcknowledgeRequest = $crate::share_acknowledge::ShareAcknowledgeRequest,
    ShareAcknowledgeResponse = $crate::share_acknowledge::ShareAcknowledgeResponse,
    ShareFetchRequest = $crate::share_fetch::ShareFetchRequest,
    ShareFetchResponse = $crate::share_fetch::ShareFetchResponse,
    ShareGroupDescribeRequest = $crate::share_group_describe::ShareGroupDescribeRequest,
    ShareGroupDescribeResponse = $crate::share_group_describe::ShareGroupDescribeResponse,
    ShareGroupHeartbeatRequest = $crate::share_group_heartbeat::ShareGroupHeartbeatRequest,
    ShareGroupHeartbeatResponse = $crate::share_group_heartbeat::ShareGroupHeartbeatResponse,
    ShareSnapshotKey = $crate::share_group_state::share_snapshot::ShareSnapshotKey,
    ShareSnapshotValue = $crate::share_group_state::share_snapshot::ShareSnapshotValue,
    ShareUpdateKey = $crate::share_group_state::share_update::ShareUpdateKey,
    ShareUpdateValue = $crate::share_group_state::share_update::ShareUpdateValue,
    StreamsGroupDescribeRequest = $crate::streams_group_describe::StreamsGroupDescribeRequest,
    StreamsGroupDescribeResponse = $crate::streams_group_describe::StreamsGroupDescribeResponse,
    StreamsGroupHeartbeatRequest = $crate::streams_group_heartbeat::StreamsGroupHeartbeatRequest,
    StreamsGroupHeartbeatResponse = $crate::streams_group_heartbeat::StreamsGroupHeartbeatResponse,
    SyncGroupRequest = $crate::sync_group::SyncGroupRequest,
    SyncGroupResponse = $crate::sync_group::SyncGroupResponse,
    TransactionLogKey = $crate::transaction_state::transaction_log::TransactionLogKey,
    TransactionLogValue = $crate::transaction_state::transaction_log::TransactionLogValue,
    TxnOffsetCommitRequest = $crate::txn_offset_commit::TxnOffsetCommitRequest,
    TxnOffsetCommitResponse = $crate::txn_offset_commit::TxnOffsetCommitResponse,
    UnregisterBrokerRequest = $crate::unregister_broker::UnregisterBrokerRequest,
    UnregisterBrokerResponse = $crate::unregister_broker::UnregisterBrokerResponse,
    UpdateFeaturesRequest = $crate::update_features::UpdateFeaturesRequest,
    UpdateFeaturesResponse = $crate::update_features::UpdateFeaturesResponse,
    UpdateRaftVoterRequest = $crate::update_raft_voter::UpdateRaftVoterRequest,
    UpdateRaftVoterResponse = $crate::update_raft_voter::UpdateRaftVoterResponse,
    VoteRequest = $crate::vote::VoteRequest,
    VoteResponse = $crate::vote::VoteResponse,
    WriteShareGroupStateRequest = $crate::write_share_group_state::WriteShareGroupStateRequest,
    WriteShareGroupStateResponse = $crate::write_share_group_state::WriteShareGroupStateResponse,
    WriteTxnMarkersRequest = $crate::write_txn_markers::WriteTxnMarkersRequest,
    WriteTxnMarkersResponse = $crate::write_txn_markers::WriteTxnMarkersResponse,
}
};
}

/// The same with the messages of the protocol alone: requests, responses, headers.
#[macro_export]
macro_rules! for_each_api_message {
($with:ident) => {
$with! {
    AddOffsetsToTxnRequest = $crate::add_offsets_to_txn::AddOffsetsToTxnRequest,
    AddOffsetsToTxnResponse = $crate::add_offsets_to_txn::AddOffsetsToTxnResponse,
    AddPartitionsToTxnRequest = $crate::add_partitions_to_txn::AddPartitionsToTxnRequest,
    AddPartitionsToTxnResponse = $crate::add_partitions_to_txn::AddPartitionsToTxnResponse,
    AddRaftVoterRequest = $crate::add_raft_voter::AddRaftVoterRequest,
    AddRaftVoterResponse = $crate::add_raft_voter::AddRaftVoterResponse,
    AllocateProducerIdsRequest = $crate::allocate_producer_ids::AllocateProducerIdsRequest,
    AllocateProducerIdsResponse = $crate::allocate_producer_ids::AllocateProducerIdsResponse,
    AlterClientQuotasRequest = $crate::alter_client_quotas::AlterClientQuotasRequest,
    AlterClientQuotasResponse = $crate::alter_client_quotas::AlterClientQuotasResponse,
    AlterConfigsRequest = $crate::alter_configs::AlterConfigsRequest,
    AlterConfigsResponse = $crate::alter_configs::AlterConfigsResponse,
    AlterPartitionRequest = $crate::alter_partition::AlterPartitionRequest,
    AlterPartitionResponse = $crate::alter_partition::AlterPartitionResponse,
    AlterPartitionReassignmentsRequest = $crate::alter_partition_reassignments::AlterPartitionReassignmentsRequest,
    AlterPartitionReassignmentsResponse = $crate::alter_partition_reassignments::AlterPartitionReassignmentsResponse,
    AlterReplicaLogDirsRequest = $crate::alter_replica_log_dirs::AlterReplicaLogDirsRequest,
    AlterReplicaLogDirsResponse = $crate::alter_replica_log_dirs::AlterReplicaLogDirsResponse,
    AlterShareGroupOffsetsRequest = $crate::alter_share_group_offsets::AlterShareGroupOffsetsRequest,
    AlterShareGroupOffsetsResponse = $crate::alter_share_group_offsets::AlterShareGroupOffsetsResponse,
    AlterUserScramCredentialsRequest = $crate::alter_user_scram_credentials::AlterUserScramCredentialsRequest,
    AlterUserScramCredentialsResponse = $crate::alter_user_scram_credentials::AlterUserScramCredentialsResponse,
    ApiVersionsRequest = $crate::api_versions::ApiVersionsRequest,
    ApiVersionsResponse = $crate::api_versions::ApiVersionsResponse,
    AssignReplicasToDirsRequest = $crate::assign_replicas_to_dirs::AssignReplicasToDirsRequest,
    AssignReplicasToDirsResponse = $crate::assign_replicas_to_dirs::AssignReplicasToDirsResponse,
    BeginQuorumEpochRequest = $crate::begin_quorum_epoch::BeginQuorumEpochRequest,
    BeginQuorumEpochResponse = $crate::begin_quorum_epoch::BeginQuorumEpochResponse,
    BrokerHeartbeatRequest = $crate::broker_heartbeat::BrokerHeartbeatRequest,
    BrokerHeartbeatResponse = $crate::broker_heartbeat::BrokerHeartbeatResponse,
    BrokerRegistrationRequest = $crate::broker_registration::BrokerRegistrationRequest,
    BrokerRegistrationResponse = $crate::broker_registration::BrokerRegistrationResponse,
    ConsumerGroupDescribeRequest = $crate::consumer_group_describe::ConsumerGroupDescribeRequest,
    ConsumerGroupDescribeResponse = $crate::consumer_group_describe::ConsumerGroupDescribeResponse,
    ConsumerGroupHeartbeatRequest = $crate::consumer_group_heartbeat::ConsumerGroupHeartbeatRequest,
    ConsumerGroupHeartbeatResponse = $crate::consumer_group_heartbeat::ConsumerGroupHeartbeatResponse,
    ControllerRegistrationRequest = $crate::controller_registration::ControllerRegistrationRequest,
    ControllerRegistrationResponse = $crate::controller_registration::ControllerRegistrationResponse,
    CreateAclsRequest = $crate::create_acls::CreateAclsRequest,
    CreateAclsResponse = $crate::create_acls::CreateAclsResponse,
    CreateDelegationTokenRequest = $crate::create_delegation_token::CreateDelegationTokenRequest,
    CreateDelegationTokenResponse = $crate::create_delegation_token::CreateDelegationTokenResponse,
    CreatePartitionsRequest = $crate::create_partitions::CreatePartitionsRequest,
    CreatePartitionsResponse = $crate::create_partitions::CreatePartitionsResponse,
    CreateTopicsRequest = $crate::create_topics::CreateTopicsRequest,
    CreateTopicsResponse = $crate::create_topics::CreateTopicsResponse,
    DeleteAclsRequest = $crate::delete_acls::DeleteAclsRequest,
    DeleteAclsResponse = $crate::delete_acls::DeleteAclsResponse,
    DeleteGroupsRequest = $crate::delete_groups::DeleteGroupsRequest,
    DeleteGroupsResponse = $crate::delete_groups::DeleteGroupsResponse,
    DeleteRecordsRequest = $crate::delete_records::DeleteRecordsRequest,
    DeleteRecordsResponse = $crate::delete_records::DeleteRecordsResponse,
    DeleteShareGroupOffsetsRequest = $crate::delete_share_group_offsets::DeleteShareGroupOffsetsRequest,
    DeleteShareGroupOffsetsResponse = $crate::delete_share_group_offsets::DeleteShareGroupOffsetsResponse,
    DeleteShareGroupStateRequest = $crate::delete_share_group_state::DeleteShareGroupStateRequest,
    DeleteShareGroupStateResponse = $crate::delete_share_group_state::DeleteShareGroupStateResponse,
    DeleteTopicsRequest = $crate::delete_topics::DeleteTopicsRequest,
    DeleteTopicsResponse = $crate::delete_topics::DeleteTopicsResponse,
    DescribeAclsRequest = $crate::describe_acls::DescribeAclsRequest,
    DescribeAclsResponse = $crate::describe_acls::DescribeAclsResponse,
    DescribeClientQuotasRequest = $crate::describe_client_quotas::DescribeClientQuotasRequest,
    DescribeClientQuotasResponse = $crate::describe_client_quotas::DescribeClientQuotasResponse,
    DescribeClusterRequest = $crate::describe_cluster::DescribeClusterRequest,
    DescribeClusterResponse = $crate::describe_cluster::DescribeClusterResponse,
    DescribeConfigsRequest = $crate::describe_configs::DescribeConfigsRequest,
    DescribeConfigsResponse = $crate::describe_configs::DescribeConfigsResponse,
    DescribeDelegationTokenRequest = $crate::describe_delegation_token::DescribeDelegationTokenRequest,
    DescribeDelegationTokenResponse = $crate::describe_delegation_token::DescribeDelegationTokenResponse,
    DescribeGroupsRequest = $crate::describe_groups::DescribeGroupsRequest,
    DescribeGroupsResponse = $crate::describe_groups::DescribeGroupsResponse,
    DescribeLogDirsRequest = $crate::describe_log_dirs::DescribeLogDirsRequest,
    DescribeLogDirsResponse = $crate::describe_log_dirs::DescribeLogDirsResponse,
    DescribeProducersRequest = $crate::describe_producers::DescribeProducersRequest,
    DescribeProducersResponse = $crate::describe_producers::DescribeProducersResponse,
    DescribeQuorumRequest = $crate::describe_quorum::DescribeQuorumRequest,
    DescribeQuorumResponse = $crate::describe_quorum::DescribeQuorumResponse,
    DescribeShareGroupOffsetsRequest = $crate::describe_share_group_offsets::DescribeShareGroupOffsetsRequest,
    DescribeShareGroupOffsetsResponse = $crate::describe_share_group_offsets::DescribeShareGroupOffsetsResponse,
    DescribeTopicPartitionsRequest = $crate::describe_topic_partitions::DescribeTopicPartitionsRequest,
    DescribeTopicPartitionsResponse = $crate::describe_topic_partitions::DescribeTopicPartitionsResponse,
    DescribeTransactionsRequest = $crate::describe_transactions::DescribeTransactionsRequest,
    DescribeTransactionsResponse = $crate::describe_transactions::DescribeTransactionsResponse,
    DescribeUserScramCredentialsRequest = $crate::describe_user_scram_credentials::DescribeUserScramCredentialsRequest,
    DescribeUserScramCredentialsResponse = $crate::describe_user_scram_credentials::DescribeUserScramCredentialsResponse,
    ElectLeadersRequest = $crate::elect_leaders::ElectLeadersRequest,
    ElectLeadersResponse = $crate::elect_leaders::ElectLeadersResponse,
    EndQuorumEpochRequest = $crate::end_quorum_epoch::EndQuorumEpochRequest,
    EndQuorumEpochResponse = $crate::end_quorum_epoch::EndQuorumEpochResponse,
    EndTxnRequest = $crate::end_txn::EndTxnRequest,
    EndTxnResponse = $crate::end_txn::EndTxnResponse,
    EnvelopeRequest = $crate::envelope::EnvelopeRequest,
    EnvelopeResponse = $crate::envelope::EnvelopeResponse,
    ExpireDelegationTokenRequest = $crate::expire_delegation_token::ExpireDelegationTokenRequest,
    ExpireDelegationTokenResponse = $crate::expire_delegation_token::ExpireDelegationTokenResponse,
    FetchRequest = $crate::fetch::FetchRequest,
    FetchResponse = $crate::fetch::FetchResponse,
    FetchSnapshotRequest = $crate::fetch_snapshot::FetchSnapshotRequest,
    FetchSnapshotResponse = $crate::fetch_snapshot::FetchSnapshotResponse,
    FindCoordinatorRequest = $crate::find_coordinator::FindCoordinatorRequest,
    FindCoordinatorResponse = $crate::find_coordinator::FindCoordinatorResponse,
    GetTelemetrySubscriptionsRequest = $crate::get_telemetry_subscriptions::GetTelemetrySubscriptionsRequest,
    GetTelemetrySubscriptionsResponse = $crate::get_telemetry_subscriptions::GetTelemetrySubscriptionsResponse,
    RequestHeader = $crate::header::RequestHeader,
    ResponseHeader = $crate::header::ResponseHeader,
    HeartbeatRequest = $crate::heartbeat::HeartbeatRequest,
    HeartbeatResponse = $crate::heartbeat::HeartbeatResponse,
    IncrementalAlterConfigsRequest = $crate::incremental_alter_configs::IncrementalAlterConfigsRequest,
    IncrementalAlterConfigsResponse = $crate::incremental_alter_configs::IncrementalAlterConfigsResponse,
    InitProducerIdRequest = $crate::init_producer_id::InitProducerIdRequest,
    InitProducerIdResponse = $crate::init_producer_id::InitProducerIdResponse,
    InitializeShareGroupStateRequest = $crate::initialize_share_group_state::InitializeShareGroupStateRequest,
    InitializeShareGroupStateResponse = $crate::initialize_share_group_state::InitializeShareGroupStateResponse,
    JoinGroupRequest = $crate::join_group::JoinGroupRequest,
    JoinGroupResponse = $crate::join_group::JoinGroupResponse,
    LeaveGroupRequest = $crate::leave_group::LeaveGroupRequest,
    LeaveGroupResponse = $crate::leave_group::LeaveGroupResponse,
    ListConfigResourcesRequest = $crate::list_config_resources::ListConfigResourcesRequest,
    ListConfigResourcesResponse = $crate::list_config_resources::ListConfigResourcesResponse,
    ListGroupsRequest = $crate::list_groups::ListGroupsRequest,
    ListGroupsResponse = $crate::list_groups::ListGroupsResponse,
    ListOffsetsRequest = $crate::list_offsets::ListOffsetsRequest,
    ListOffsetsResponse = $crate::list_offsets::ListOffsetsResponse,
    ListPartitionReassignmentsRequest = $crate::list_partition_reassignments::ListPartitionReassignmentsRequest,
    ListPartitionReassignmentsResponse = $crate::list_partition_reassignments::ListPartitionReassignmentsResponse,
    ListTransactionsRequest = $crate::list_transactions::ListTransactionsRequest,
    ListTransactionsResponse = $crate::list_transactions::ListTransactionsResponse,
    MetadataRequest = $crate::metadata::MetadataRequest,
    MetadataResponse = $crate::metadata::MetadataResponse,
    OffsetCommitRequest = $crate::offset_commit::OffsetCommitRequest,
    OffsetCommitResponse = $crate::offset_commit::OffsetCommitResponse,
    OffsetDeleteRequest = $crate::offset_delete::OffsetDeleteRequest,
    OffsetDeleteResponse = $crate::offset_delete::OffsetDeleteResponse,
    OffsetFetchRequest = $crate::offset_fetch::OffsetFetchRequest,
    OffsetFetchResponse = $crate::offset_fetch::OffsetFetchResponse,
    OffsetForLeaderEpochRequest = $crate::offset_for_leader_epoch::OffsetForLeaderEpochRequest,
    OffsetForLeaderEpochResponse = $crate::offset_for_leader_epoch::OffsetForLeaderEpochResponse,
    ProduceRequest = $crate::produce::ProduceRequest,
    ProduceResponse = $crate::produce::ProduceResponse,
    PushTelemetryRequest = $crate::push_telemetry::PushTelemetryRequest,
    PushTelemetryResponse = $crate::push_telemetry::PushTelemetryResponse,
    ReadShareGroupStateRequest = $crate::read_share_group_state::ReadShareGroupStateRequest,
    ReadShareGroupStateResponse = $crate::read_share_group_state::ReadShareGroupStateResponse,
    ReadShareGroupStateSummaryRequest = $crate::read_share_group_state_summary::ReadShareGroupStateSummaryRequest,
    ReadShareGroupStateSummaryResponse = $crate::read_share_group_state_summary::ReadShareGroupStateSummaryResponse,
    RemoveRaftVoterRequest = $crate::remove_raft_voter::RemoveRaftVoterRequest,
    RemoveRaftVoterResponse = $crate::remove_raft_voter::RemoveRaftVoterResponse,
    RenewDelegationTokenRequest = $crate::renew_delegation_token::RenewDelegationTokenRequest,
    RenewDelegationTokenResponse = $crate::renew_delegation_token::RenewDelegationTokenResponse,
    SaslAuthenticateRequest = $crate::sasl_authenticate::SaslAuthenticateRequest,
    SaslAuthenticateResponse = $crate::sasl_authenticate::SaslAuthenticateResponse,
    SaslHandshakeRequest = $crate::sasl_handshake::SaslHandshakeRequest,
    SaslHandshakeResponse = $crate::sasl_handshake::SaslHandshakeResponse,
    ShareAcknowledgeRequest = $crate::share_acknowledge::ShareAcknowledgeRequest,
    ShareAcknowledgeResponse = $crate::share_acknowledge::ShareAcknowledgeResponse,
    ShareFetchRequest = $crate::share_fetch::ShareFetchRequest,
    ShareFetchResponse = $crate::share_fetch::ShareFetchResponse,
    ShareGroupDescribeRequest = $crate::share_group_describe::ShareGroupDescribeRequest,
    ShareGroupDescribeResponse = $crate::share_group_describe::ShareGroupDescribeResponse,
    ShareGroupHeartbeatRequest = $crate::share_group_heartbeat::ShareGroupHeartbeatRequest,
    ShareGroupHeartbeatResponse = $crate::share_group_heartbeat::ShareGroupHeartbeatResponse,
    StreamsGroupDescribeRequest = $crate::streams_group_describe::StreamsGroupDescribeRequest,
    StreamsGroupDescribeResponse = $crate::streams_group_describe::StreamsGroupDescribeResponse,
    StreamsGroupHeartbeatRequest = $crate::streams_group_heartbeat::StreamsGroupHeartbeatRequest,
    StreamsGroupHeartbeatResponse = $crate::streams_group_heartbeat::StreamsGroupHeartbeatResponse,
    SyncGroupRequest = $crate::sync_group::SyncGroupRequest,
    SyncGroupResponse = $crate::sync_group::SyncGroupResponse,
    TxnOffsetCommitRequest = $crate::txn_offset_commit::TxnOffsetCommitRequest,
    TxnOffsetCommitResponse = $crate::txn_offset_commit::TxnOffsetCommitResponse,
    UnregisterBrokerRequest = $crate::unregister_broker::UnregisterBrokerRequest,
    UnregisterBrokerResponse = $crate::unregister_broker::UnregisterBrokerResponse,
    UpdateFeaturesRequest = $crate::update_features::UpdateFeaturesRequest,
    UpdateFeaturesResponse = $crate::update_features::UpdateFeaturesResponse,
    UpdateRaftVoterRequest = $crate::update_raft_voter::UpdateRaftVoterRequest,
    UpdateRaftVoterResponse = $crate::update_raft_voter::UpdateRaftVoterResponse,
    VoteRequest = $crate::vote::VoteRequest,
    VoteResponse = $crate::vote::VoteResponse,
    WriteShareGroupStateRequest = $crate::write_share_group_state::WriteShareGroupStateRequest,
    WriteShareGroupStateResponse = $crate::write_share_group_state::WriteShareGroupStateResponse,
    WriteTxnMarkersRequest = $crate::write_txn_markers::WriteTxnMarkersRequest,
    WriteTxnMarkersResponse = $crate::write_txn_markers::WriteTxnMarkersResponse,
}
};
}

/// The schemas that all of this was written from, by module.
pub const SCHEMAS: &[(&str, &str)] = &[
    ("add_offsets_to_txn", include_str!("../../schema/add_offsets_to_txn.schema")),
    ("add_partitions_to_txn", include_str!("../../schema/add_partitions_to_txn.schema")),
    ("add_raft_voter", include_str!("../../schema/add_raft_voter.schema")),
    ("allocate_producer_ids", include_str!("../../schema/allocate_producer_ids.schema")),
    ("alter_client_quotas", include_str!("../../schema/alter_client_quotas.schema")),
    ("alter_configs", include_str!("../../schema/alter_configs.schema")),
    ("alter_partition", include_str!("../../schema/alter_partition.schema")),
    (
        "alter_partition_reassignments",
        include_str!("../../schema/alter_partition_reassignments.schema"),
    ),
    ("alter_replica_log_dirs", include_str!("../../schema/alter_replica_log_dirs.schema")),
    ("alter_share_group_offsets", include_str!("../../schema/alter_share_group_offsets.schema")),
    (
        "alter_user_scram_credentials",
        include_str!("../../schema/alter_user_scram_credentials.schema"),
    ),
    ("api_versions", include_str!("../../schema/api_versions.schema")),
    ("assign_replicas_to_dirs", include_str!("../../schema/assign_replicas_to_dirs.schema")),
    ("begin_quorum_epoch", include_str!("../../schema/begin_quorum_epoch.schema")),
    ("broker_heartbeat", include_str!("../../schema/broker_heartbeat.schema")),
    ("broker_registration", include_str!("../../schema/broker_registration.schema")),
    ("consumer_group_describe", include_str!("../../schema/consumer_group_describe.schema")),
    ("consumer_group_heartbeat", include_str!("../../schema/consumer_group_heartbeat.schema")),
    (
        "consumer_offsets/consumer_group_current_member_assignment",
        include_str!(
            "../../schema/consumer_offsets/consumer_group_current_member_assignment.schema"
        ),
    ),
    (
        "consumer_offsets/consumer_group_member_metadata",
        include_str!("../../schema/consumer_offsets/consumer_group_member_metadata.schema"),
    ),
    (
        "consumer_offsets/consumer_group_metadata",
        include_str!("../../schema/consumer_offsets/consumer_group_metadata.schema"),
    ),
    (
        "consumer_offsets/consumer_group_partition_metadata",
        include_str!("../../schema/consumer_offsets/consumer_group_partition_metadata.schema"),
    ),
    (
        "consumer_offsets/consumer_group_regular_expression",
        include_str!("../../schema/consumer_offsets/consumer_group_regular_expression.schema"),
    ),
    (
        "consumer_offsets/consumer_group_target_assignment_member",
        include_str!(
            "../../schema/consumer_offsets/consumer_group_target_assignment_member.schema"
        ),
    ),
    (
        "consumer_offsets/consumer_group_target_assignment_metadata",
        include_str!(
            "../../schema/consumer_offsets/consumer_group_target_assignment_metadata.schema"
        ),
    ),
    (
        "consumer_offsets/group_metadata",
        include_str!("../../schema/consumer_offsets/group_metadata.schema"),
    ),
    (
        "consumer_offsets/legacy_offset_commit",
        include_str!("../../schema/consumer_offsets/legacy_offset_commit.schema"),
    ),
    (
        "consumer_offsets/offset_commit",
        include_str!("../../schema/consumer_offsets/offset_commit.schema"),
    ),
    (
        "consumer_offsets/share_group_current_member_assignment",
        include_str!("../../schema/consumer_offsets/share_group_current_member_assignment.schema"),
    ),
    (
        "consumer_offsets/share_group_member_metadata",
        include_str!("../../schema/consumer_offsets/share_group_member_metadata.schema"),
    ),
    (
        "consumer_offsets/share_group_metadata",
        include_str!("../../schema/consumer_offsets/share_group_metadata.schema"),
    ),
    (
        "consumer_offsets/share_group_state_partition_metadata",
        include_str!("../../schema/consumer_offsets/share_group_state_partition_metadata.schema"),
    ),
    (
        "consumer_offsets/share_group_target_assignment_member",
        include_str!("../../schema/consumer_offsets/share_group_target_assignment_member.schema"),
    ),
    (
        "consumer_offsets/share_group_target_assignment_metadata",
        include_str!("../../schema/consumer_offsets/share_group_target_assignment_metadata.schema"),
    ),
    (
        "consumer_offsets/streams_group_current_member_assignment",
        include_str!(
            "../../schema/consumer_offsets/streams_group_current_member_assignment.schema"
        ),
    ),
    (
        "consumer_offsets/streams_group_member_metadata",
        include_str!("../../schema/consumer_offsets/streams_group_member_metadata.schema"),
    ),
    (
        "consumer_offsets/streams_group_metadata",
        include_str!("../../schema/consumer_offsets/streams_group_metadata.schema"),
    ),
    (
        "consumer_offsets/streams_group_target_assignment_member",
        include_str!("../../schema/consumer_offsets/streams_group_target_assignment_member.schema"),
    ),
    (
        "consumer_offsets/streams_group_target_assignment_metadata",
        include_str!(
            "../../schema/consumer_offsets/streams_group_target_assignment_metadata.schema"
        ),
    ),
    (
        "consumer_offsets/streams_group_topology",
        include_str!("../../schema/consumer_offsets/streams_group_topology.schema"),
    ),
    (
        "control/control_record_type",
        include_str!("../../schema/control/control_record_type.schema"),
    ),
    ("control/end_txn_marker", include_str!("../../schema/control/end_txn_marker.schema")),
    (
        "control/k_raft_version_record",
        include_str!("../../schema/control/k_raft_version_record.schema"),
    ),
    (
        "control/leader_change_message",
        include_str!("../../schema/control/leader_change_message.schema"),
    ),
    (
        "control/snapshot_footer_record",
        include_str!("../../schema/control/snapshot_footer_record.schema"),
    ),
    (
        "control/snapshot_header_record",
        include_str!("../../schema/control/snapshot_header_record.schema"),
    ),
    ("control/voters_record", include_str!("../../schema/control/voters_record.schema")),
    ("controller_registration", include_str!("../../schema/controller_registration.schema")),
    ("create_acls", include_str!("../../schema/create_acls.schema")),
    ("create_delegation_token", include_str!("../../schema/create_delegation_token.schema")),
    ("create_partitions", include_str!("../../schema/create_partitions.schema")),
    ("create_topics", include_str!("../../schema/create_topics.schema")),
    (
        "data/consumer_protocol_assignment",
        include_str!("../../schema/data/consumer_protocol_assignment.schema"),
    ),
    (
        "data/consumer_protocol_subscription",
        include_str!("../../schema/data/consumer_protocol_subscription.schema"),
    ),
    (
        "data/default_principal_data",
        include_str!("../../schema/data/default_principal_data.schema"),
    ),
    ("data/producer_snapshot", include_str!("../../schema/data/producer_snapshot.schema")),
    ("data/quorum_state_data", include_str!("../../schema/data/quorum_state_data.schema")),
    ("delete_acls", include_str!("../../schema/delete_acls.schema")),
    ("delete_groups", include_str!("../../schema/delete_groups.schema")),
    ("delete_records", include_str!("../../schema/delete_records.schema")),
    ("delete_share_group_offsets", include_str!("../../schema/delete_share_group_offsets.schema")),
    ("delete_share_group_state", include_str!("../../schema/delete_share_group_state.schema")),
    ("delete_topics", include_str!("../../schema/delete_topics.schema")),
    ("describe_acls", include_str!("../../schema/describe_acls.schema")),
    ("describe_client_quotas", include_str!("../../schema/describe_client_quotas.schema")),
    ("describe_cluster", include_str!("../../schema/describe_cluster.schema")),
    ("describe_configs", include_str!("../../schema/describe_configs.schema")),
    ("describe_delegation_token", include_str!("../../schema/describe_delegation_token.schema")),
    ("describe_groups", include_str!("../../schema/describe_groups.schema")),
    ("describe_log_dirs", include_str!("../../schema/describe_log_dirs.schema")),
    ("describe_producers", include_str!("../../schema/describe_producers.schema")),
    ("describe_quorum", include_str!("../../schema/describe_quorum.schema")),
    (
        "describe_share_group_offsets",
        include_str!("../../schema/describe_share_group_offsets.schema"),
    ),
    ("describe_topic_partitions", include_str!("../../schema/describe_topic_partitions.schema")),
    ("describe_transactions", include_str!("../../schema/describe_transactions.schema")),
    (
        "describe_user_scram_credentials",
        include_str!("../../schema/describe_user_scram_credentials.schema"),
    ),
    ("elect_leaders", include_str!("../../schema/elect_leaders.schema")),
    ("end_quorum_epoch", include_str!("../../schema/end_quorum_epoch.schema")),
    ("end_txn", include_str!("../../schema/end_txn.schema")),
    ("envelope", include_str!("../../schema/envelope.schema")),
    ("expire_delegation_token", include_str!("../../schema/expire_delegation_token.schema")),
    ("fetch", include_str!("../../schema/fetch.schema")),
    ("fetch_snapshot", include_str!("../../schema/fetch_snapshot.schema")),
    ("find_coordinator", include_str!("../../schema/find_coordinator.schema")),
    (
        "get_telemetry_subscriptions",
        include_str!("../../schema/get_telemetry_subscriptions.schema"),
    ),
    ("header", include_str!("../../schema/header.schema")),
    ("heartbeat", include_str!("../../schema/heartbeat.schema")),
    ("incremental_alter_configs", include_str!("../../schema/incremental_alter_configs.schema")),
    ("init_producer_id", include_str!("../../schema/init_producer_id.schema")),
    (
        "initialize_share_group_state",
        include_str!("../../schema/initialize_share_group_state.schema"),
    ),
    ("join_group", include_str!("../../schema/join_group.schema")),
    ("leave_group", include_str!("../../schema/leave_group.schema")),
    ("list_config_resources", include_str!("../../schema/list_config_resources.schema")),
    ("list_groups", include_str!("../../schema/list_groups.schema")),
    ("list_offsets", include_str!("../../schema/list_offsets.schema")),
    (
        "list_partition_reassignments",
        include_str!("../../schema/list_partition_reassignments.schema"),
    ),
    ("list_transactions", include_str!("../../schema/list_transactions.schema")),
    ("metadata", include_str!("../../schema/metadata.schema")),
    (
        "metadata_log/abort_transaction_record",
        include_str!("../../schema/metadata_log/abort_transaction_record.schema"),
    ),
    (
        "metadata_log/access_control_entry_record",
        include_str!("../../schema/metadata_log/access_control_entry_record.schema"),
    ),
    (
        "metadata_log/begin_transaction_record",
        include_str!("../../schema/metadata_log/begin_transaction_record.schema"),
    ),
    (
        "metadata_log/broker_registration_change_record",
        include_str!("../../schema/metadata_log/broker_registration_change_record.schema"),
    ),
    (
        "metadata_log/clear_elr_record",
        include_str!("../../schema/metadata_log/clear_elr_record.schema"),
    ),
    (
        "metadata_log/client_quota_record",
        include_str!("../../schema/metadata_log/client_quota_record.schema"),
    ),
    ("metadata_log/config_record", include_str!("../../schema/metadata_log/config_record.schema")),
    (
        "metadata_log/delegation_token_record",
        include_str!("../../schema/metadata_log/delegation_token_record.schema"),
    ),
    (
        "metadata_log/end_transaction_record",
        include_str!("../../schema/metadata_log/end_transaction_record.schema"),
    ),
    (
        "metadata_log/feature_level_record",
        include_str!("../../schema/metadata_log/feature_level_record.schema"),
    ),
    (
        "metadata_log/fence_broker_record",
        include_str!("../../schema/metadata_log/fence_broker_record.schema"),
    ),
    ("metadata_log/no_op_record", include_str!("../../schema/metadata_log/no_op_record.schema")),
    (
        "metadata_log/partition_change_record",
        include_str!("../../schema/metadata_log/partition_change_record.schema"),
    ),
    (
        "metadata_log/partition_record",
        include_str!("../../schema/metadata_log/partition_record.schema"),
    ),
    (
        "metadata_log/producer_ids_record",
        include_str!("../../schema/metadata_log/producer_ids_record.schema"),
    ),
    (
        "metadata_log/register_broker_record",
        include_str!("../../schema/metadata_log/register_broker_record.schema"),
    ),
    (
        "metadata_log/register_controller_record",
        include_str!("../../schema/metadata_log/register_controller_record.schema"),
    ),
    (
        "metadata_log/remove_access_control_entry_record",
        include_str!("../../schema/metadata_log/remove_access_control_entry_record.schema"),
    ),
    (
        "metadata_log/remove_delegation_token_record",
        include_str!("../../schema/metadata_log/remove_delegation_token_record.schema"),
    ),
    (
        "metadata_log/remove_topic_record",
        include_str!("../../schema/metadata_log/remove_topic_record.schema"),
    ),
    (
        "metadata_log/remove_user_scram_credential_record",
        include_str!("../../schema/metadata_log/remove_user_scram_credential_record.schema"),
    ),
    ("metadata_log/topic_record", include_str!("../../schema/metadata_log/topic_record.schema")),
    (
        "metadata_log/unfence_broker_record",
        include_str!("../../schema/metadata_log/unfence_broker_record.schema"),
    ),
    (
        "metadata_log/unregister_broker_record",
        include_str!("../../schema/metadata_log/unregister_broker_record.schema"),
    ),
    (
        "metadata_log/user_scram_credential_record",
        include_str!("../../schema/metadata_log/user_scram_credential_record.schema"),
    ),
    (
        "metadata_log/zk_migration_record",
        include_str!("../../schema/metadata_log/zk_migration_record.schema"),
    ),
    ("offset_commit", include_str!("../../schema/offset_commit.schema")),
    ("offset_delete", include_str!("../../schema/offset_delete.schema")),
    ("offset_fetch", include_str!("../../schema/offset_fetch.schema")),
    ("offset_for_leader_epoch", include_str!("../../schema/offset_for_leader_epoch.schema")),
    ("produce", include_str!("../../schema/produce.schema")),
    ("push_telemetry", include_str!("../../schema/push_telemetry.schema")),
    ("read_share_group_state", include_str!("../../schema/read_share_group_state.schema")),
    (
        "read_share_group_state_summary",
        include_str!("../../schema/read_share_group_state_summary.schema"),
    ),
    (
        "remote_log/remote_log_segment_metadata_record",
        include_str!("../../schema/remote_log/remote_log_segment_metadata_record.schema"),
    ),
    (
        "remote_log/remote_log_segment_metadata_snapshot_record",
        include_str!("../../schema/remote_log/remote_log_segment_metadata_snapshot_record.schema"),
    ),
    (
        "remote_log/remote_log_segment_metadata_update_record",
        include_str!("../../schema/remote_log/remote_log_segment_metadata_update_record.schema"),
    ),
    (
        "remote_log/remote_partition_delete_metadata_record",
        include_str!("../../schema/remote_log/remote_partition_delete_metadata_record.schema"),
    ),
    ("remove_raft_voter", include_str!("../../schema/remove_raft_voter.schema")),
    ("renew_delegation_token", include_str!("../../schema/renew_delegation_token.schema")),
    ("sasl_authenticate", include_str!("../../schema/sasl_authenticate.schema")),
    ("sasl_handshake", include_str!("../../schema/sasl_handshake.schema")),
    ("share_acknowledge", include_str!("../../schema/share_acknowledge.schema")),
    ("share_fetch", include_str!("../../schema/share_fetch.schema")),
    ("share_group_describe", include_str!("../../schema/share_group_describe.schema")),
    ("share_group_heartbeat", include_str!("../../schema/share_group_heartbeat.schema")),
    (
        "share_group_state/share_snapshot",
        include_str!("../../schema/share_group_state/share_snapshot.schema"),
    ),
    (
        "share_group_state/share_update",
        include_str!("../../schema/share_group_state/share_update.schema"),
    ),
    ("streams_group_describe", include_str!("../../schema/streams_group_describe.schema")),
    ("streams_group_heartbeat", include_str!("../../schema/streams_group_heartbeat.schema")),
    ("sync_group", include_str!("../../schema/sync_group.schema")),
    (
        "transaction_state/transaction_log",
        include_str!("../../schema/transaction_state/transaction_log.schema"),
    ),
    ("txn_offset_commit", include_str!("../../schema/txn_offset_commit.schema")),
    ("unregister_broker", include_str!("../../schema/unregister_broker.schema")),
    ("update_features", include_str!("../../schema/update_features.schema")),
    ("update_raft_voter", include_str!("../../schema/update_raft_voter.schema")),
    ("vote", include_str!("../../schema/vote.schema")),
    ("write_share_group_state", include_str!("../../schema/write_share_group_state.schema")),
    ("write_txn_markers", include_str!("../../schema/write_txn_markers.schema")),
];
