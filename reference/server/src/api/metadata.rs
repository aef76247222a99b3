//! Metadata: brokers, topics, leaders (`KafkaApis.handleTopicMetadataRequest`).

use wire::metadata::{
    MetadataRequest, MetadataRequestTopic, MetadataResponse, MetadataResponseBroker,
    MetadataResponsePartition, MetadataResponseTopic,
};
use wire::{ErrorCode, Uuid};

use super::Identity;
use crate::ask::{MetadataAsk, PartitionReply, TopicKey, TopicReply};

/// What may be done with a topic where nobody is forbidden anything: read, write, create, delete,
/// alter, describe, describe and alter its configuration (`AclEntry.supportedOperations`).
const TOPIC_OPERATIONS: i32 = 0b1101_1111_1000;
/// The same of the cluster: create, alter, describe, act as a broker, describe and alter its
/// configuration, write idempotently.
const CLUSTER_OPERATIONS: i32 = 0b1_1111_1010_0000;
/// The version that allowed asking by id.
const IDS_SINCE: i16 = 12;

/// What is asked of the driver, or the error of a request that contradicts its version.
pub(crate) fn ask(request: &MetadataRequest<'_>, version: i16) -> Result<MetadataAsk, ErrorCode> {
    let may_create = request.allow_auto_topic_creation;
    let asked = match &request.topics {
        // Version 0 has no null: there an empty list asks for all.
        Some(topics) if 0 < version || !topics.is_empty() => topics,
        _ => return Ok(MetadataAsk { topics: None, may_create: false }),
    };
    let by_version = |topic: &MetadataRequestTopic<'_>| {
        IDS_SINCE <= version || (topic.name.is_some() && topic.topic_id.is_zero())
    };
    if !asked.iter().all(by_version) {
        return Err(ErrorCode::INVALID_REQUEST);
    }
    // As soon as one is asked for by id, names are not looked at.
    let ids: Vec<TopicKey> = asked
        .iter()
        .filter(|topic| !topic.topic_id.is_zero())
        .map(|topic| TopicKey::Id(topic.topic_id))
        .collect();
    let named = || asked.iter().filter_map(|topic| topic.name);
    let topics = match ids.is_empty() {
        true => named().map(|name| TopicKey::Name(name.to_owned())).collect(),
        false => ids,
    };
    Ok(MetadataAsk { topics: Some(topics), may_create })
}

/// The answer to a request that contradicts its version.
pub(crate) fn refuse<'a>(request: &MetadataRequest<'a>, error: ErrorCode) -> MetadataResponse<'a> {
    let topics = request.topics.iter().flatten().map(|topic| MetadataResponseTopic {
        error_code: error.into(),
        name: Some(topic.name.unwrap_or_default()),
        topic_id: topic.topic_id,
        ..Default::default()
    });
    MetadataResponse { topics: topics.collect(), error_code: error.into(), ..Default::default() }
}

/// The answer from what the driver knows.
pub(crate) fn answer<'a>(
    request: &MetadataRequest<'_>,
    topics: &'a [TopicReply],
    identity: &'a Identity,
) -> MetadataResponse<'a> {
    let broker = MetadataResponseBroker {
        node_id: identity.node_id,
        host: &identity.host,
        port: i32::from(identity.port),
        ..Default::default()
    };
    let mut response = MetadataResponse {
        brokers: vec![broker],
        cluster_id: Some(&identity.cluster_id),
        controller_id: identity.node_id,
        topics: topics.iter().map(topic).collect(),
        ..Default::default()
    };
    if request.include_topic_authorized_operations {
        for topic in response.topics.iter_mut().filter(|topic| !is_unknown_id(topic)) {
            topic.topic_authorized_operations = TOPIC_OPERATIONS;
        }
    }
    if request.include_cluster_authorized_operations {
        response.cluster_authorized_operations = CLUSTER_OPERATIONS;
    }
    response
}

fn is_unknown_id(topic: &MetadataResponseTopic<'_>) -> bool {
    topic.name.is_none()
}

fn topic(found: &TopicReply) -> MetadataResponseTopic<'_> {
    MetadataResponseTopic {
        error_code: found.error.into(),
        name: found.name.as_deref(),
        topic_id: if found.error == ErrorCode::NONE || found.name.is_none() {
            found.id
        } else {
            Uuid::ZERO
        },
        is_internal: found.is_internal,
        partitions: found.partition.iter().map(partition).collect(),
        ..Default::default()
    }
}

fn partition(found: &PartitionReply) -> MetadataResponsePartition<'_> {
    let error = match found.leader {
        Some(_) => ErrorCode::NONE,
        None => ErrorCode::LEADER_NOT_AVAILABLE,
    };
    MetadataResponsePartition {
        error_code: error.into(),
        partition_index: 0,
        leader_id: found.leader.map_or(-1, |leader| leader.0),
        leader_epoch: found.leader_epoch.0,
        replica_nodes: found.replicas.clone(),
        isr_nodes: found.isr.clone(),
        offline_replicas: if found.is_offline { found.replicas.clone() } else { Vec::new() },
        ..Default::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn operations_are_the_bits_of_their_codes() {
        let bits = |codes: &[i32]| codes.iter().fold(0, |all, code| all | 1 << code);
        assert_eq!(TOPIC_OPERATIONS, bits(&[3, 4, 5, 6, 7, 8, 10, 11]));
        assert_eq!(CLUSTER_OPERATIONS, bits(&[5, 7, 8, 9, 10, 11, 12]));
    }

    #[test]
    fn null_and_empty_mean_what_the_version_says() {
        let empty = MetadataRequest { topics: Some(Vec::new()), ..Default::default() };
        let null = MetadataRequest { topics: None, ..Default::default() };
        assert_eq!(ask(&empty, 0).unwrap().topics, None);
        assert_eq!(ask(&empty, 1).unwrap().topics, Some(Vec::new()));
        assert_eq!(ask(&null, 13).unwrap().topics, None);
    }

    #[test]
    fn ids_before_their_version_are_refused() {
        let topic = |name, byte| MetadataRequestTopic {
            name,
            topic_id: Uuid([byte; 16]),
            ..Default::default()
        };
        let request = |topic| MetadataRequest { topics: Some(vec![topic]), ..Default::default() };
        assert!(ask(&request(topic(None, 1)), 11).is_err());
        assert!(ask(&request(topic(None, 0)), 10).is_err());
        let by_id = ask(&request(topic(None, 1)), 12).unwrap().topics.unwrap();
        assert_eq!(by_id, [TopicKey::Id(Uuid([1; 16]))]);
    }
}
