//! The modules that `cargo generate-wire` writes, one a schema.

#[doc = "ConsumerProtocolAssignment."]
pub mod consumer_protocol_assignment;
#[doc = "ConsumerProtocolSubscription."]
pub mod consumer_protocol_subscription;
#[doc = "DefaultPrincipalData."]
pub mod default_principal_data;
#[doc = "ProducerSnapshot."]
pub mod producer_snapshot;
#[doc = "QuorumStateData."]
pub mod quorum_state_data;
