//! A few frames byte by byte, worked out by hand from the protocol's guide and the KIPs.

use kanon_wire::api_versions::{ApiVersion, ApiVersionsRequest, ApiVersionsResponse};
use kanon_wire::fetch::{FetchResponse, FetchableTopicResponse, PartitionData};
use kanon_wire::frame::{self, Peek, Received};
use kanon_wire::header::RequestHeader;
use kanon_wire::metadata::MetadataRequest;
use kanon_wire::{ApiKey, ErrorCode, Message, Request, What};

fn hex(text: &str) -> Vec<u8> {
    let digits: Vec<u8> = text.bytes().filter(u8::is_ascii_hexdigit).collect();
    let byte = |pair: &[u8]| u8::from_str_radix(std::str::from_utf8(pair).unwrap(), 16).unwrap();
    digits.chunks(2).map(byte).collect()
}

/// KIP-511: a version that the broker does not know is answered in version 0, with the versions
/// of ApiVersions itself; the body of the request is not looked at.
#[test]
fn an_api_versions_request_from_the_future() {
    let content = hex("0012 0063 00000007 ffff 00 de ad be ef");
    let peek = Peek::read(&content).unwrap();
    assert_eq!(peek, Peek { api_key: 18, api_version: 99, correlation_id: 7 });
    let error = Received::read(&content).unwrap_err();
    assert_eq!(error.what, What::UnsupportedVersion);
    assert_eq!(
        error.to_string(),
        "ApiVersions v99.request_api_version at byte 2: the message has no such version"
    );
    let versions = ApiKey::ApiVersions.versions();
    let own = ApiVersion {
        api_key: ApiKey::ApiVersions.code(),
        min_version: versions.first,
        max_version: versions.last,
        ..ApiVersion::default()
    };
    let answer = ApiVersionsResponse {
        error_code: ErrorCode::UNSUPPORTED_VERSION.0,
        api_keys: vec![own],
        throttle_time_ms: 0,
        ..ApiVersionsResponse::default()
    };
    let mut out = Vec::new();
    frame::write_response(peek.correlation_id, 0, &answer, &mut out).unwrap();
    assert_eq!(out, hex("00000010 00000007 0023 00000001 0012 0000 0004"));
}

#[test]
fn headers_and_bodies_of_an_api_versions_request() {
    let request = ApiVersionsRequest {
        client_software_name: "kcat",
        client_software_version: "1.7",
        ..ApiVersionsRequest::default()
    };
    let header = |version| RequestHeader {
        request_api_key: 18,
        request_api_version: version,
        correlation_id: 1,
        client_id: Some("rd"),
        ..RequestHeader::default()
    };
    let mut out = Vec::new();
    frame::write_request(&header(3), &request, &mut out).unwrap();
    // Size; key, version, correlation; client id in its old form; no tags; name, version; no tags.
    let due = "00000017 0012 0003 00000001 0002 7264 00 05 6b636174 04 312e37 00";
    assert_eq!(out, hex(due));
    let received = Received::read(&out[4..]).unwrap();
    assert_eq!((received.api, received.body_offset), (ApiKey::ApiVersions, 13));
    assert_eq!(received.decode::<ApiVersionsRequest<'_>>(), Ok(request.clone()));

    // Before version 3 the body is empty and its fields are dropped.
    out.clear();
    frame::write_request(&header(2), &request, &mut out).unwrap();
    assert_eq!(out, hex("0000000c 0012 0002 00000001 0002 7264"));

    // A null client id.
    let content = hex("0012 0002 00000001 ffff");
    assert_eq!(Received::read(&content).unwrap().header.client_id, None);
}

/// The header of this response never grows tags, whatever the version of the body.
#[test]
fn an_api_versions_response_has_the_old_header() {
    let answer = ApiVersionsResponse { finalized_features_epoch: 5, ..Default::default() };
    let mut out = Vec::new();
    frame::write_response(9, 3, &answer, &mut out).unwrap();
    // Correlation; error; no keys; throttle; one tag: 1, of eight bytes.
    assert_eq!(out, hex("00000016 00000009 0000 01 00000000 01 01 08 0000000000000005"));
    let (header, read) = frame::read_response::<ApiVersionsResponse<'_>>(&out[4..], 3).unwrap();
    assert_eq!((header.correlation_id, read), (9, answer));
}

#[test]
fn null_and_empty_are_told_apart() {
    let topics = |bytes: &str, version| {
        MetadataRequest::decode(&hex(bytes), version).unwrap().topics.map(|topics| topics.len())
    };
    assert_eq!(topics("00000000", 0), Some(0));
    assert_eq!(topics("00000000", 1), Some(0));
    assert_eq!(topics("ffffffff", 1), None);
    assert_eq!(topics("01 01 00 00 00", 9), Some(0));
    assert_eq!(topics("00 01 00 00 00", 9), None);
    let error = MetadataRequest::decode(&hex("ffffffff"), 0).unwrap_err();
    assert_eq!((error.what, error.field.as_str()), (What::UnexpectedNull, "topics"));
}

#[test]
fn a_fetch_response_of_version_4() {
    let partition = PartitionData {
        partition_index: 1,
        high_watermark: 2,
        last_stable_offset: 2,
        aborted_transactions: None,
        records: Some(b"batches"),
        ..PartitionData::default()
    };
    let topic = FetchableTopicResponse {
        topic: "t",
        partitions: vec![partition],
        ..FetchableTopicResponse::default()
    };
    let answer = FetchResponse { responses: vec![topic], ..FetchResponse::default() };
    let mut out = Vec::new();
    answer.encode(4, &mut out).unwrap();
    let due = "00000000 00000001 0001 74 00000001 00000001 0000 0000000000000002 \
               0000000000000002 ffffffff 00000007 62617463686573";
    assert_eq!(out, hex(due));
}

#[test]
fn an_error_names_its_place() {
    let bytes = hex("00000000 00000001 0001 74 00000001 00000001 0000 00");
    let error = FetchResponse::decode(&bytes, 4).unwrap_err();
    assert_eq!(
        error.to_string(),
        "FetchResponse v4.responses[0].partitions at byte 11: \
         declares 1 elements where at most 0 fit"
    );
    let error = FetchResponse::decode(&hex("00000000 00000001 0005 74"), 4).unwrap_err();
    assert_eq!(error.field, "responses[0].topic");
    assert_eq!((error.offset, error.what), (10, What::Truncated { needed: 5, left: 1 }));
    let mut bytes = hex("00000000 00000001 fffe");
    bytes.resize(60, 0);
    let error = FetchResponse::decode(&bytes, 4).unwrap_err();
    assert_eq!(
        error.to_string(),
        "FetchResponse v4.responses[0].topic at byte 8: the length -2 is not possible"
    );
}

#[test]
fn what_a_version_cannot_carry() {
    let answer = FetchResponse { session_id: 5, ..FetchResponse::default() };
    let mut out = Vec::new();
    let error = answer.encode(6, &mut out).unwrap_err();
    assert_eq!((error.what, error.field.as_str()), (What::NotInVersion, "session_id"));
    assert!(out.is_empty());
    assert_eq!(answer.encode(7, &mut out), Ok(()));

    let long = "x".repeat(32768);
    let request = ApiVersionsRequest { client_software_name: &long, ..Default::default() };
    let error = request.encode(3, &mut out).unwrap_err();
    assert_eq!(error.what, What::TooLong(32768));

    let unknown = vec![(3, &b"x"[..]), (3, &b"y"[..])];
    let request = ApiVersionsRequest { unknown_tagged: unknown, ..Default::default() };
    assert_eq!(request.encode(3, &mut out).unwrap_err().what, What::TagOrder(3));
    assert_eq!(request.encode(0, &mut out).unwrap_err().what, What::TagsNotInVersion);
}

#[test]
fn tags_out_of_order_or_of_a_wrong_size_are_refused() {
    let decode = |tags: &str| {
        let bytes = hex(&format!("01 01 {tags}"));
        ApiVersionsRequest::decode(&bytes, 3).map(|request| request.unknown_tagged.len())
    };
    assert_eq!(decode("02 05 00 06 00"), Ok(2));
    assert_eq!(decode("02 06 00 05 00").unwrap_err().what, What::TagOrder(5));
    assert_eq!(decode("02 06 00 06 00").unwrap_err().what, What::TagOrder(6));
    // A known tag whose eight bytes are declared as nine.
    let bytes = hex("0000 01 00000000 01 01 09 0000000000000005 00");
    let error = ApiVersionsResponse::decode(&bytes, 3).unwrap_err();
    assert_eq!(error.what, What::TagSize { tag: 1, left: 1 });
}

#[test]
fn requests_know_their_responses() {
    fn response_of<'a, R: Request<'a>>() -> (&'static str, ApiKey) {
        (<R::Response<'_> as Message<'_>>::NAME, R::KEY)
    }
    assert_eq!(response_of::<MetadataRequest<'_>>(), ("MetadataResponse", ApiKey::Metadata));
}
