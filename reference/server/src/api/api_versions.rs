//! ApiVersions: what is served here, and nothing else (KIP-35, KIP-511).
//!
//! No features are advertised: there is no controller yet that could finalize one.

use wire::api_versions::{ApiVersion, ApiVersionsRequest, ApiVersionsResponse};
use wire::{ApiKey, ErrorCode, Listener};

/// The APIs that this broker serves.
pub(crate) const SERVED: [ApiKey; 8] = [
    ApiKey::Produce,
    ApiKey::Fetch,
    ApiKey::ListOffsets,
    ApiKey::Metadata,
    ApiKey::ApiVersions,
    ApiKey::DeleteRecords,
    ApiKey::InitProducerId,
    ApiKey::OffsetForLeaderEpoch,
];

/// The answer to a request of a version that exists.
pub(crate) fn answer(
    request: &ApiVersionsRequest<'_>,
    version: i16,
) -> ApiVersionsResponse<'static> {
    let named = [request.client_software_name, request.client_software_version];
    if 3 <= version && !named.into_iter().all(is_name) {
        let error_code = ErrorCode::INVALID_REQUEST.into();
        return ApiVersionsResponse { error_code, ..Default::default() };
    }
    let api_keys = SERVED.iter().filter_map(|api| row(*api)).collect();
    ApiVersionsResponse { api_keys, ..Default::default() }
}

/// The answer, of version 0, to a version that does not exist: the client reads from it which do.
pub(crate) fn unsupported() -> ApiVersionsResponse<'static> {
    ApiVersionsResponse {
        error_code: ErrorCode::UNSUPPORTED_VERSION.into(),
        api_keys: row(ApiKey::ApiVersions).into_iter().collect(),
        ..Default::default()
    }
}

fn row(api: ApiKey) -> Option<ApiVersion<'static>> {
    api.advertised(Listener::Broker).map(|versions| ApiVersion {
        api_key: api.code(),
        min_version: versions.first,
        max_version: versions.last,
        ..Default::default()
    })
}

/// `[a-zA-Z0-9](?:[a-zA-Z0-9\-.]*[a-zA-Z0-9])?`
fn is_name(text: &str) -> bool {
    let plain = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_alphanumeric);
    let bytes = text.as_bytes();
    plain(bytes.first())
        && plain(bytes.last())
        && bytes.iter().all(|byte| byte.is_ascii_alphanumeric() || b"-.".contains(byte))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_client_software() {
        for right in ["a", "librdkafka", "2.16.0", "apache-kafka-java", "4.3.1-rc1"] {
            assert!(is_name(right), "{right}");
        }
        for wrong in ["", "-a", "a-", ".", "a b", "a_b", "ä", "a\n"] {
            assert!(!is_name(wrong), "{wrong}");
        }
    }
}
