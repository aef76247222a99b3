//! Frames that are none: each closes its own connection and nothing else.

use wire::ApiKey;
use wire::api_versions::ApiVersionsRequest;
use wire::list_offsets::{ListOffsetsPartition, ListOffsetsRequest, ListOffsetsTopic};
use wire::metadata::{MetadataRequest, MetadataRequestTopic};
use wire::offset_for_leader_epoch::{
    OffsetForLeaderEpochRequest, OffsetForLeaderPartition, OffsetForLeaderTopic,
};

use crate::client::{Topic, batch, fetch, framed, produce, request};
use crate::host::Host;
use crate::noise::Noise;

const SERVED: [ApiKey; 6] = [
    ApiKey::Produce,
    ApiKey::Fetch,
    ApiKey::ListOffsets,
    ApiKey::Metadata,
    ApiKey::ApiVersions,
    ApiKey::OffsetForLeaderEpoch,
];

/// A sound request of each API, as a whole frame.
fn sound(api: ApiKey, version: i16, topic: &Topic) -> Vec<u8> {
    match api {
        ApiKey::Produce => request(version, 1, &produce(topic, version, -1, &batch(&[b"value"]))),
        ApiKey::Fetch => request(version, 1, &fetch(topic, version, 0)),
        ApiKey::ListOffsets => {
            let wanted = ListOffsetsPartition { timestamp: -1, ..Default::default() };
            let partitions = vec![wanted];
            let wanted = ListOffsetsTopic { name: &topic.name, partitions, ..Default::default() };
            let topics = vec![wanted];
            request(
                version,
                1,
                &ListOffsetsRequest { replica_id: -1, topics, ..Default::default() },
            )
        }
        ApiKey::Metadata => {
            let wanted = MetadataRequestTopic { name: Some(&topic.name), ..Default::default() };
            let topics = Some(vec![wanted]);
            request(version, 1, &MetadataRequest { topics, ..Default::default() })
        }
        ApiKey::ApiVersions => {
            let (client_software_name, client_software_version) =
                if version < 3 { ("", "") } else { ("frames", "1") };
            let body = ApiVersionsRequest {
                client_software_name,
                client_software_version,
                ..Default::default()
            };
            request(version, 1, &body)
        }
        ApiKey::OffsetForLeaderEpoch => {
            let partitions = vec![OffsetForLeaderPartition::default()];
            let wanted =
                OffsetForLeaderTopic { topic: &topic.name, partitions, ..Default::default() };
            let topics = vec![wanted];
            request(version, 1, &OffsetForLeaderEpochRequest { topics, ..Default::default() })
        }
        other => panic!("{other} is not served"),
    }
}

#[test]
fn sizes_that_no_request_has() {
    let host = Host::start();
    let mut bystander = host.bystander();
    for size in [-1, i32::MIN, i32::MAX, 104_857_601, 0] {
        let mut client = host.connect();
        client.send(&size.to_be_bytes());
        client.is_closed(&format!("size {size}"));
        bystander.lives();
    }
}

#[test]
fn every_truncation_of_every_request() {
    let host = Host::start();
    let mut bystander = host.bystander();
    let topic = host.connect().topic("truncated");
    for api in SERVED {
        for version in api.versions().iter() {
            let whole = sound(api, version, &topic);
            let content = &whole[4..];
            for end in 0..content.len() {
                let mut client = host.connect();
                client.send_content(&content[..end]);
                client.is_closed(&format!("{end} bytes of {api} v{version}"));
            }
            let mut client = host.connect();
            client.send(&whole);
            assert!(client.receive().is_some(), "the whole of {api} v{version} is answered");
            bystander.lives();
        }
    }
    let mut client = host.connect();
    let written = client.fetch(&topic, 18, 0).high_watermark;
    assert_eq!(written, ApiKey::Produce.versions().iter().count() as i64, "only what was whole");
}

#[test]
fn a_peer_that_leaves_within_a_request() {
    let host = Host::start();
    let mut bystander = host.bystander();
    let topic = host.connect().topic("left");
    let whole = sound(ApiKey::Produce, 13, &topic);
    for end in 0..whole.len() {
        let mut client = host.connect();
        client.send(&whole[..end]);
        client.end_sending();
        client.is_closed(&format!("{end} bytes, then nothing more"));
    }
    bystander.lives();
    assert_eq!(host.connect().fetch(&topic, 18, 0).high_watermark, 0);
}

#[test]
fn bytes_after_the_end_of_a_request() {
    let host = Host::start();
    let mut bystander = host.bystander();
    let topic = host.connect().topic("trailing");
    for api in SERVED {
        for version in api.versions().iter() {
            let mut content = sound(api, version, &topic)[4..].to_vec();
            content.push(0);
            let mut client = host.connect();
            client.send_content(&content);
            client.is_closed(&format!("a byte after {api} v{version}"));
        }
        bystander.lives();
    }
    assert_eq!(host.connect().fetch(&topic, 18, 0).high_watermark, 0);
}

#[test]
fn random_bytes() {
    let host = Host::start();
    let mut bystander = host.bystander();
    let mut noise = Noise::new(1);
    for round in 0..500 {
        let length = noise.below(300);
        let mut client = host.connect();
        // Keys from 0x40 on are nobody's.
        let mut content = noise.bytes(length);
        if let Some(first) = content.first_mut() {
            *first |= 0x40;
        }
        client.send_content(&content);
        client.is_closed(&format!("{length} random bytes of round {round}"));
        if round % 50 == 0 {
            bystander.lives();
        }
    }
    bystander.lives();
}

/// What happens to be a request is answered as one; nothing else is.
#[test]
fn random_bodies_behind_sound_headers() {
    let host = Host::start();
    let mut bystander = host.bystander();
    let topic = host.connect().topic("flipped");
    let mut noise = Noise::new(2);
    let (mut closed, mut answered) = (0, 0);
    for api in SERVED {
        for version in api.versions().iter() {
            for round in 0..40 {
                let mut content = sound(api, version, &topic)[4..].to_vec();
                let body = content.len().min(16);
                if round % 2 == 0 {
                    let length = noise.below(100);
                    content.truncate(body);
                    content.extend(noise.bytes(length));
                } else if body < content.len() {
                    let at = body + noise.below(content.len() - body);
                    content[at] ^= 1 << noise.below(8);
                }
                let mut client = host.connect();
                client.send_content(&content);
                client.end_sending();
                match client.receive() {
                    None => closed += 1,
                    Some(answer) => {
                        assert_eq!(answer[..4], [0, 0, 0, 1]);
                        answered += 1;
                    }
                }
            }
            bystander.lives();
        }
    }
    assert!(100 < closed && 100 < answered, "{closed} closed, {answered} answered");
}

#[test]
fn a_wrong_request_behind_a_right_one() {
    let host = Host::start();
    let mut bystander = host.bystander();
    let topic = host.connect().topic("both");
    let mut client = host.connect();
    let right = sound(ApiKey::Produce, 9, &topic);
    client.send(&[right.clone(), framed(&[0xff; 20]), right].concat());
    assert!(client.receive().is_some(), "the right one is answered");
    client.is_closed("after the wrong one");
    bystander.lives();
    assert_eq!(host.connect().fetch(&topic, 12, 0).high_watermark, 1, "the third was not read");
}
