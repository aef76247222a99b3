//! Error codes of the protocol: every one of Kafka 4.3.1.
//!
//! Source: `org.apache.kafka.common.protocol.Errors`; whether a client may try again follows
//! from the exception's class (`RetriableException`). The sentences are ours.

use core::fmt;

/// An error code, known or not.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ErrorCode(pub i16);

macro_rules! error_codes {
    ($($name:ident($code:literal) $sentence:literal $($retriable:ident)?;)*) => {
        impl ErrorCode {
            $(#[doc = $sentence] pub const $name: ErrorCode = ErrorCode($code);)*

            /// Every code that Kafka knows, in ascending order.
            pub const ALL: &'static [ErrorCode] = &[$(ErrorCode::$name),*];

            /// The code's name, such as `OFFSET_OUT_OF_RANGE`, if it is known.
            #[must_use]
            pub const fn name(self) -> Option<&'static str> {
                match self.0 {
                    $($code => Some(stringify!($name)),)*
                    _ => None,
                }
            }

            /// What the code says, in a sentence, if it is known.
            #[must_use]
            pub const fn sentence(self) -> Option<&'static str> {
                match self.0 {
                    $($code => Some($sentence),)*
                    _ => None,
                }
            }

            /// Whether a client may hope that the same request succeeds later. A code that is
            /// not known is not retriable.
            #[must_use]
            pub const fn is_retriable(self) -> bool {
                match self.0 {
                    $($code => error_codes!(@retriable $($retriable)?),)*
                    _ => false,
                }
            }
        }
    };
    (@retriable) => { false };
    (@retriable retriable) => { true };
}

error_codes! {
    UNKNOWN_SERVER_ERROR(-1) "The broker failed in a way that it did not foresee.";
    NONE(0) "No error.";
    OFFSET_OUT_OF_RANGE(1) "The log does not reach to this offset, on either side.";
    CORRUPT_MESSAGE(2) "A batch whose checksum, size or structure is wrong." retriable;
    UNKNOWN_TOPIC_OR_PARTITION(3) "This broker knows no such partition." retriable;
    INVALID_FETCH_SIZE(4) "A fetch asks for an impossible number of bytes.";
    LEADER_NOT_AVAILABLE(5) "The partition has no leader at present." retriable;
    NOT_LEADER_OR_FOLLOWER(6) "This broker does not lead, or does not hold, the partition."
        retriable;
    REQUEST_TIMED_OUT(7) "The time limit passed before the request was done." retriable;
    BROKER_NOT_AVAILABLE(8) "The broker is not there.";
    REPLICA_NOT_AVAILABLE(9) "This broker holds no replica of the partition yet." retriable;
    MESSAGE_TOO_LARGE(10) "A batch is larger than the broker takes.";
    STALE_CONTROLLER_EPOCH(11) "The request is from a controller that has been replaced.";
    OFFSET_METADATA_TOO_LARGE(12) "The text beside a committed offset is too long.";
    NETWORK_EXCEPTION(13) "The connection ended before the answer came." retriable;
    COORDINATOR_LOAD_IN_PROGRESS(14) "The coordinator is still reading its log." retriable;
    COORDINATOR_NOT_AVAILABLE(15) "There is no coordinator at present." retriable;
    NOT_COORDINATOR(16) "Another broker is the coordinator." retriable;
    INVALID_TOPIC_EXCEPTION(17) "The topic's name is not allowed, or the topic not to be used so.";
    RECORD_LIST_TOO_LARGE(18) "A batch is larger than a segment of the log.";
    NOT_ENOUGH_REPLICAS(19) "Refused, because too few replicas are in sync." retriable;
    NOT_ENOUGH_REPLICAS_AFTER_APPEND(20) "Written, but too few replicas are in sync by now."
        retriable;
    INVALID_REQUIRED_ACKS(21) "`acks` is none of -1, 0 and 1.";
    ILLEGAL_GENERATION(22) "The generation is not the group's present one.";
    INCONSISTENT_GROUP_PROTOCOL(23) "The member shares no protocol with the rest of the group.";
    INVALID_GROUP_ID(24) "The group's id is not allowed.";
    UNKNOWN_MEMBER_ID(25) "The group has no such member.";
    INVALID_SESSION_TIMEOUT(26) "The session timeout is outside what the broker allows.";
    REBALANCE_IN_PROGRESS(27) "The group is rebalancing, and the member must join again.";
    INVALID_COMMIT_OFFSET_SIZE(28) "The offsets to commit are too large.";
    TOPIC_AUTHORIZATION_FAILED(29) "The principal may not do this with the topic.";
    GROUP_AUTHORIZATION_FAILED(30) "The principal may not do this with the group.";
    CLUSTER_AUTHORIZATION_FAILED(31) "The principal may not do this with the cluster.";
    INVALID_TIMESTAMP(32) "A record's time stamp is too far from the broker's time.";
    UNSUPPORTED_SASL_MECHANISM(33) "The broker does not offer this SASL mechanism.";
    ILLEGAL_SASL_STATE(34) "The request does not fit the state of the authentication.";
    UNSUPPORTED_VERSION(35) "The broker does not serve this version of the API.";
    TOPIC_ALREADY_EXISTS(36) "There is a topic of this name.";
    INVALID_PARTITIONS(37) "The number of partitions is not possible.";
    INVALID_REPLICATION_FACTOR(38) "The replication factor is below one, or exceeds the brokers.";
    INVALID_REPLICA_ASSIGNMENT(39) "The replicas cannot be assigned so.";
    INVALID_CONFIG(40) "A setting has a value that it cannot have.";
    NOT_CONTROLLER(41) "Another node is the active controller." retriable;
    INVALID_REQUEST(42) "The request contradicts itself or the protocol.";
    UNSUPPORTED_FOR_MESSAGE_FORMAT(43) "The log's record format cannot do this.";
    POLICY_VIOLATION(44) "A policy of the cluster forbids this.";
    OUT_OF_ORDER_SEQUENCE_NUMBER(45) "The batch does not follow the producer's last one.";
    DUPLICATE_SEQUENCE_NUMBER(46) "The producer has sent this batch before.";
    INVALID_PRODUCER_EPOCH(47) "The producer's epoch is an old one.";
    INVALID_TXN_STATE(48) "The transaction is not in a state that allows this.";
    INVALID_PRODUCER_ID_MAPPING(49) "The transactional id belongs to another producer id.";
    INVALID_TRANSACTION_TIMEOUT(50) "The transaction timeout exceeds what the broker allows.";
    CONCURRENT_TRANSACTIONS(51) "Another operation on the transaction is still under way."
        retriable;
    TRANSACTION_COORDINATOR_FENCED(52) "The sender no longer coordinates this transaction.";
    TRANSACTIONAL_ID_AUTHORIZATION_FAILED(53) "The principal may not use this transactional id.";
    SECURITY_DISABLED(54) "The broker has no authorizer.";
    OPERATION_NOT_ATTEMPTED(55) "Left undone, because another part of the request failed.";
    KAFKA_STORAGE_ERROR(56) "The broker's disk failed." retriable;
    LOG_DIR_NOT_FOUND(57) "The broker has no such log directory.";
    SASL_AUTHENTICATION_FAILED(58) "The credentials are wrong.";
    UNKNOWN_PRODUCER_ID(59) "The broker remembers nothing of this producer.";
    REASSIGNMENT_IN_PROGRESS(60) "The partition's replicas are being reassigned.";
    DELEGATION_TOKEN_AUTH_DISABLED(61) "The cluster does not use delegation tokens.";
    DELEGATION_TOKEN_NOT_FOUND(62) "There is no such delegation token.";
    DELEGATION_TOKEN_OWNER_MISMATCH(63) "The principal neither owns nor renews the token.";
    DELEGATION_TOKEN_REQUEST_NOT_ALLOWED(64) "Tokens are not handed out on a connection like this.";
    DELEGATION_TOKEN_AUTHORIZATION_FAILED(65) "The principal may not do this with the token.";
    DELEGATION_TOKEN_EXPIRED(66) "The token has expired.";
    INVALID_PRINCIPAL_TYPE(67) "This type of principal is not allowed.";
    NON_EMPTY_GROUP(68) "The group still has members.";
    GROUP_ID_NOT_FOUND(69) "There is no such group.";
    FETCH_SESSION_ID_NOT_FOUND(70) "The broker has no such fetch session." retriable;
    INVALID_FETCH_SESSION_EPOCH(71) "The request is not the next one of its fetch session."
        retriable;
    LISTENER_NOT_FOUND(72) "The leader has no listener like the one that was asked." retriable;
    TOPIC_DELETION_DISABLED(73) "The cluster does not delete topics.";
    FENCED_LEADER_EPOCH(74) "The leader epoch is older than the broker's." retriable;
    UNKNOWN_LEADER_EPOCH(75) "The leader epoch is newer than the broker's." retriable;
    UNSUPPORTED_COMPRESSION_TYPE(76) "The compression is not one that the other side can read.";
    STALE_BROKER_EPOCH(77) "The broker has registered again since.";
    OFFSET_NOT_AVAILABLE(78) "A new leader does not know yet how far the log is committed."
        retriable;
    MEMBER_ID_REQUIRED(79) "The member must join again with the id it has been given.";
    PREFERRED_LEADER_NOT_AVAILABLE(80) "The preferred leader cannot lead now." retriable;
    GROUP_MAX_SIZE_REACHED(81) "The group is full.";
    FENCED_INSTANCE_ID(82) "Another member has registered under this instance id.";
    ELIGIBLE_LEADERS_NOT_AVAILABLE(83) "No replica that may lead is there." retriable;
    ELECTION_NOT_NEEDED(84) "The partition is led as wished already." retriable;
    NO_REASSIGNMENT_IN_PROGRESS(85) "The partition's replicas are not being reassigned.";
    GROUP_SUBSCRIBED_TO_TOPIC(86) "The group is subscribed to the topic whose offsets should go.";
    INVALID_RECORD(87) "A record breaks the rules of its topic.";
    UNSTABLE_OFFSET_COMMIT(88) "A transaction has yet to decide on the offsets." retriable;
    THROTTLING_QUOTA_EXCEEDED(89) "The client has used up its quota for now." retriable;
    PRODUCER_FENCED(90) "A newer producer has the transactional id.";
    RESOURCE_NOT_FOUND(91) "The request names something that does not exist.";
    DUPLICATE_RESOURCE(92) "The request names the same thing twice.";
    UNACCEPTABLE_CREDENTIAL(93) "The credential does not meet what is required of one.";
    INCONSISTENT_VOTER_SET(94) "Sender or receiver is not among the voters.";
    INVALID_UPDATE_VERSION(95) "The update carries a wrong version.";
    FEATURE_UPDATE_FAILED(96) "The features could not be updated.";
    PRINCIPAL_DESERIALIZATION_FAILURE(97) "A forwarded request's principal could not be read.";
    SNAPSHOT_NOT_FOUND(98) "There is no such snapshot.";
    POSITION_OUT_OF_RANGE(99) "The position lies outside the snapshot.";
    UNKNOWN_TOPIC_ID(100) "This broker knows no topic of this id." retriable;
    DUPLICATE_BROKER_REGISTRATION(101) "Another broker is registered under this id.";
    BROKER_ID_NOT_REGISTERED(102) "No broker is registered under this id.";
    INCONSISTENT_TOPIC_ID(103) "The log belongs to another topic of the same name." retriable;
    INCONSISTENT_CLUSTER_ID(104) "The request is meant for another cluster.";
    TRANSACTIONAL_ID_NOT_FOUND(105) "There is no such transactional id.";
    FETCH_SESSION_TOPIC_ID_ERROR(106) "The fetch session mixes topics by name and by id."
        retriable;
    INELIGIBLE_REPLICA(107) "The proposed ISR has a replica that may not be in it.";
    NEW_LEADER_ELECTED(108) "The partition was changed, and its leader with it.";
    OFFSET_MOVED_TO_TIERED_STORAGE(109) "The offset is only in remote storage by now.";
    FENCED_MEMBER_EPOCH(110) "The member is fenced: it must give up its partitions and join again.";
    UNRELEASED_INSTANCE_ID(111) "The instance id is still held by a member that has not left.";
    UNSUPPORTED_ASSIGNOR(112) "The group does not have this assignor.";
    STALE_MEMBER_EPOCH(113) "The member must learn its new epoch by a heartbeat first.";
    MISMATCHED_ENDPOINT_TYPE(114) "The request belongs to another kind of node.";
    UNSUPPORTED_ENDPOINT_TYPE(115) "This kind of node cannot be asked for.";
    UNKNOWN_CONTROLLER_ID(116) "There is no such controller.";
    UNKNOWN_SUBSCRIPTION_ID(117) "The telemetry subscription is not, or no longer, valid.";
    TELEMETRY_TOO_LARGE(118) "The telemetry is larger than the broker takes.";
    INVALID_REGISTRATION(119) "The controller refuses the broker's registration.";
    TRANSACTION_ABORTABLE(120) "The transaction must be aborted; then the producer may go on.";
    INVALID_RECORD_STATE(121) "The records are not in a state to be acknowledged.";
    SHARE_SESSION_NOT_FOUND(122) "The broker has no such share session." retriable;
    INVALID_SHARE_SESSION_EPOCH(123) "The request is not the next one of its share session."
        retriable;
    FENCED_STATE_EPOCH(124) "The share group's state epoch is another one.";
    INVALID_VOTER_KEY(125) "The receiver is not the voter that is meant.";
    DUPLICATE_VOTER(126) "The voter is one already.";
    VOTER_NOT_FOUND(127) "There is no such voter.";
    INVALID_REGULAR_EXPRESSION(128) "The regular expression cannot be understood.";
    REBOOTSTRAP_REQUIRED(129) "The client must start over from its bootstrap servers.";
    STREAMS_INVALID_TOPOLOGY(130) "The streams topology is not possible.";
    STREAMS_INVALID_TOPOLOGY_EPOCH(131) "The topology's epoch is not possible.";
    STREAMS_TOPOLOGY_FENCED(132) "The topology's epoch is an old one.";
    SHARE_SESSION_LIMIT_REACHED(133) "The broker holds as many share sessions as it may."
        retriable;
}

impl fmt::Display for ErrorCode {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.name() {
            Some(name) => write!(out, "{name} ({})", self.0),
            None => write!(out, "unknown error ({})", self.0),
        }
    }
}

impl fmt::Debug for ErrorCode {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, out)
    }
}

impl From<ErrorCode> for i16 {
    fn from(code: ErrorCode) -> i16 {
        code.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::string::ToString;

    #[test]
    fn the_table_has_every_code_once() {
        let codes: alloc::vec::Vec<i16> = ErrorCode::ALL.iter().map(|code| code.0).collect();
        assert_eq!(codes, (-1..=133).collect::<alloc::vec::Vec<i16>>());
    }

    #[test]
    fn some_that_brokers_lean_on() {
        assert!(ErrorCode::NOT_LEADER_OR_FOLLOWER.is_retriable());
        assert!(!ErrorCode::OFFSET_OUT_OF_RANGE.is_retriable());
        assert!(!ErrorCode(9999).is_retriable());
        assert_eq!(ErrorCode(35), ErrorCode::UNSUPPORTED_VERSION);
        assert_eq!(ErrorCode::CORRUPT_MESSAGE.to_string(), "CORRUPT_MESSAGE (2)");
        assert_eq!(ErrorCode(999).to_string(), "unknown error (999)");
        assert_eq!(ErrorCode::ALL.iter().filter(|code| code.is_retriable()).count(), 32);
    }
}
