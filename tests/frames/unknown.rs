//! Keys and versions that are not served, and ApiVersions, by which a client learns which are.

use wire::api_versions::{ApiVersionsRequest, ApiVersionsResponse};
use wire::{ApiKey, ErrorCode};

use crate::client::{Client, decode};
use crate::host::Host;

fn header(key: i16, version: i16) -> Vec<u8> {
    let correlation_id = 77_i32.to_be_bytes();
    let null_client_id = [0xff, 0xff];
    [&key.to_be_bytes()[..], &version.to_be_bytes(), &correlation_id, &null_client_id].concat()
}

fn api_versions<'a>(name: &'a str, version: &'a str) -> ApiVersionsRequest<'a> {
    ApiVersionsRequest {
        client_software_name: name,
        client_software_version: version,
        ..Default::default()
    }
}

/// Key, first and last version of each API.
fn rows(answer: &ApiVersionsResponse<'_>) -> Vec<(i16, i16, i16)> {
    answer.api_keys.iter().map(|row| (row.api_key, row.min_version, row.max_version)).collect()
}

#[test]
fn keys_that_nobody_serves_here() {
    let host = Host::start();
    let mut bystander = host.bystander();
    let served = [0, 1, 2, 3, 18, 23];
    let unserved = ApiKey::ALL.iter().filter(|api| !served.contains(&api.code()));
    for api in unserved {
        for version in api.versions().iter() {
            let mut client = host.connect();
            client.send_content(&[header(api.code(), version), vec![0; 40]].concat());
            client.is_closed(&format!("{api} v{version}"));
        }
    }
    for key in [-1, 93, 1000, i16::MIN, i16::MAX] {
        let mut client = host.connect();
        client.send_content(&header(key, 0));
        client.is_closed(&format!("key {key}"));
    }
    bystander.lives();
}

#[test]
fn versions_that_do_not_exist() {
    let host = Host::start();
    let mut bystander = host.bystander();
    let apis = [ApiKey::Produce, ApiKey::Fetch, ApiKey::ListOffsets, ApiKey::Metadata];
    for api in apis.into_iter().chain([ApiKey::OffsetForLeaderEpoch]) {
        let versions = api.versions();
        for version in [i16::MIN, -1, versions.first - 1, versions.last + 1, i16::MAX] {
            let mut client = host.connect();
            client.send_content(&[header(api.code(), version), vec![0; 40]].concat());
            client.is_closed(&format!("{api} v{version}"));
        }
        bystander.lives();
    }
}

#[test]
fn api_versions_at_each_version() {
    let host = Host::start();
    let mut client = host.connect();
    for version in 0..=4 {
        let named = if version < 3 { api_versions("", "") } else { api_versions("frames", "1.0") };
        let answer = client.ask(version, &named);
        // Its answers never have tagged fields in their header: clients read it before they know.
        let answer: ApiVersionsResponse<'_> = decode(&answer, version);
        assert_eq!(answer.error_code, 0);
        let expected = [
            (0, 0, 13),
            (1, 4, 18),
            (2, 1, 11),
            (3, 0, 13),
            (18, 0, 4),
            (21, 0, 2),
            (22, 0, 5),
            (23, 2, 4),
        ];
        assert_eq!(rows(&answer), expected, "v{version}");
        assert_eq!(answer.finalized_features, []);
    }
}

/// The answer is of version 0, whatever was asked, and the connection goes on.
#[test]
fn api_versions_of_a_version_that_does_not_exist() {
    let host = Host::start();
    for version in [-1, 5, 9, i16::MAX, i16::MIN] {
        let mut client = host.connect();
        client.send_content(&[header(18, version), vec![0xab; 30]].concat());
        let answer = client.receive().unwrap();
        assert_eq!(answer[..4], 77_i32.to_be_bytes());
        let answer: ApiVersionsResponse<'_> = decode(&answer, 0);
        assert_eq!(ErrorCode(answer.error_code), ErrorCode::UNSUPPORTED_VERSION);
        assert_eq!(rows(&answer), [(18, 0, 4)]);
        goes_on(&mut client);
    }
}

/// A client that cannot say what it is, is told so (KIP-511).
#[test]
fn api_versions_from_a_client_of_no_name() {
    let host = Host::start();
    let mut client = host.connect();
    for named in [api_versions("", "1"), api_versions("frames", ""), api_versions("a b", "1")] {
        for version in [3, 4] {
            let answer = client.ask(version, &named);
            let answer: ApiVersionsResponse<'_> = decode(&answer, version);
            assert_eq!(ErrorCode(answer.error_code), ErrorCode::INVALID_REQUEST);
            assert_eq!(rows(&answer), []);
        }
    }
    goes_on(&mut client);
}

fn goes_on(client: &mut Client) {
    let answer = client.ask(0, &api_versions("", ""));
    assert_eq!(decode::<ApiVersionsResponse<'_>>(&answer, 0).error_code, 0);
}
