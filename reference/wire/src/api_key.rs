//! Every API of Kafka 4.3.1: key, versions, first flexible version, listeners.
//!
//! Source: `ApiKeys` and the headers of the message schemas.

use core::fmt;

/// Versions from the first to the last, both inclusive.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Versions {
    /// The lowest version.
    pub first: i16,
    /// The highest version.
    pub last: i16,
}

impl Versions {
    /// Whether `version` is one of them.
    #[must_use]
    pub const fn contains(self, version: i16) -> bool {
        self.first <= version && version <= self.last
    }

    /// Each version, from the lowest.
    pub fn iter(self) -> impl DoubleEndedIterator<Item = i16> {
        self.first..=self.last
    }
}

impl fmt::Display for Versions {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}-{}", self.first, self.last)
    }
}

/// What the table says of one API.
struct Row {
    api: ApiKey,
    name: &'static str,
    versions: Versions,
    flexible_since: Option<i16>,
    stable: bool,
    listeners: &'static [Listener],
}

/// The kinds of listener on which a node serves APIs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Listener {
    /// A broker's, for clients and other brokers.
    Broker,
    /// A controller's.
    Controller,
}

macro_rules! apis {
    ($($name:ident($key:literal) $first:literal..=$last:literal, flexible $flexible:tt $(..)?
        $(, $unstable:ident)?, [$($listener:ident)*];)*) => {
        /// An API, by its key.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[repr(i16)]
        pub enum ApiKey {
            $(#[doc = concat!(
                "Key ", $key, ", versions ", $first, " to ", $last, "."
            )] $name = $key,)*
        }

        impl ApiKey {
            /// Every API, by ascending key.
            pub const ALL: &'static [ApiKey] = &[$(ApiKey::$name),*];

            /// The API of a key, if there is one.
            #[must_use]
            pub const fn from_code(key: i16) -> Option<ApiKey> {
                match key {
                    $($key => Some(ApiKey::$name),)*
                    _ => None,
                }
            }

            const fn row(self) -> Row {
                match self {
                    $(ApiKey::$name => Row {
                        api: self,
                        name: stringify!($name),
                        versions: Versions { first: $first, last: $last },
                        flexible_since: apis!(@flexible $flexible),
                        stable: apis!(@stable $($unstable)?),
                        listeners: &[$(Listener::$listener),*],
                    },)*
                }
            }
        }
    };
    (@flexible never) => { None };
    (@flexible $since:literal) => { Some($since) };
    (@stable) => { true };
    (@stable unstable) => { false };
}

apis! {
    Produce(0) 3..=13, flexible 9.., [Broker];
    Fetch(1) 4..=18, flexible 12.., [Broker Controller];
    ListOffsets(2) 1..=11, flexible 6.., [Broker];
    Metadata(3) 0..=13, flexible 9.., [Broker];
    OffsetCommit(8) 2..=10, flexible 8.., [Broker];
    OffsetFetch(9) 1..=10, flexible 6.., [Broker];
    FindCoordinator(10) 0..=6, flexible 3.., [Broker];
    JoinGroup(11) 0..=9, flexible 6.., [Broker];
    Heartbeat(12) 0..=4, flexible 4.., [Broker];
    LeaveGroup(13) 0..=5, flexible 4.., [Broker];
    SyncGroup(14) 0..=5, flexible 4.., [Broker];
    DescribeGroups(15) 0..=6, flexible 5.., [Broker];
    ListGroups(16) 0..=5, flexible 3.., [Broker];
    SaslHandshake(17) 0..=1, flexible never, [Broker Controller];
    ApiVersions(18) 0..=4, flexible 3.., [Broker Controller];
    CreateTopics(19) 2..=7, flexible 5.., [Broker Controller];
    DeleteTopics(20) 1..=6, flexible 4.., [Broker Controller];
    DeleteRecords(21) 0..=2, flexible 2.., [Broker];
    InitProducerId(22) 0..=6, flexible 2.., unstable, [Broker];
    OffsetForLeaderEpoch(23) 2..=4, flexible 4.., [Broker];
    AddPartitionsToTxn(24) 0..=5, flexible 3.., [Broker];
    AddOffsetsToTxn(25) 0..=4, flexible 3.., [Broker];
    EndTxn(26) 0..=5, flexible 3.., [Broker];
    WriteTxnMarkers(27) 1..=2, flexible 1.., [Broker];
    TxnOffsetCommit(28) 0..=5, flexible 3.., [Broker];
    DescribeAcls(29) 1..=3, flexible 2.., [Broker Controller];
    CreateAcls(30) 1..=3, flexible 2.., [Broker Controller];
    DeleteAcls(31) 1..=3, flexible 2.., [Broker Controller];
    DescribeConfigs(32) 1..=4, flexible 4.., [Broker Controller];
    AlterConfigs(33) 0..=2, flexible 2.., [Broker Controller];
    AlterReplicaLogDirs(34) 1..=2, flexible 2.., [Broker];
    DescribeLogDirs(35) 1..=5, flexible 2.., [Broker];
    SaslAuthenticate(36) 0..=2, flexible 2.., [Broker Controller];
    CreatePartitions(37) 0..=3, flexible 2.., [Broker Controller];
    CreateDelegationToken(38) 1..=3, flexible 2.., [Broker Controller];
    RenewDelegationToken(39) 1..=2, flexible 2.., [Broker Controller];
    ExpireDelegationToken(40) 1..=2, flexible 2.., [Broker Controller];
    DescribeDelegationToken(41) 1..=3, flexible 2.., [Broker Controller];
    DeleteGroups(42) 0..=2, flexible 2.., [Broker];
    ElectLeaders(43) 0..=2, flexible 2.., [Broker Controller];
    IncrementalAlterConfigs(44) 0..=1, flexible 1.., [Broker Controller];
    AlterPartitionReassignments(45) 0..=1, flexible 0.., [Broker Controller];
    ListPartitionReassignments(46) 0..=0, flexible 0.., [Broker Controller];
    OffsetDelete(47) 0..=0, flexible never, [Broker];
    DescribeClientQuotas(48) 0..=1, flexible 1.., [Broker];
    AlterClientQuotas(49) 0..=1, flexible 1.., [Broker Controller];
    DescribeUserScramCredentials(50) 0..=0, flexible 0.., [Broker Controller];
    AlterUserScramCredentials(51) 0..=0, flexible 0.., [Broker Controller];
    Vote(52) 0..=2, flexible 0.., [Controller];
    BeginQuorumEpoch(53) 0..=1, flexible 1.., [Controller];
    EndQuorumEpoch(54) 0..=1, flexible 1.., [Controller];
    DescribeQuorum(55) 0..=2, flexible 0.., [Broker Controller];
    AlterPartition(56) 2..=3, flexible 0.., [Controller];
    UpdateFeatures(57) 0..=2, flexible 0.., [Broker Controller];
    Envelope(58) 0..=0, flexible 0.., [Controller];
    FetchSnapshot(59) 0..=1, flexible 0.., [Controller];
    DescribeCluster(60) 0..=2, flexible 0.., [Broker Controller];
    DescribeProducers(61) 0..=0, flexible 0.., [Broker];
    BrokerRegistration(62) 0..=4, flexible 0.., [Controller];
    BrokerHeartbeat(63) 0..=2, flexible 0.., [Controller];
    UnregisterBroker(64) 0..=0, flexible 0.., [Broker Controller];
    DescribeTransactions(65) 0..=0, flexible 0.., [Broker];
    ListTransactions(66) 0..=2, flexible 0.., [Broker];
    AllocateProducerIds(67) 0..=0, flexible 0.., [Controller];
    ConsumerGroupHeartbeat(68) 0..=1, flexible 0.., [Broker];
    ConsumerGroupDescribe(69) 0..=1, flexible 0.., [Broker];
    ControllerRegistration(70) 0..=0, flexible 0.., [Controller];
    GetTelemetrySubscriptions(71) 0..=0, flexible 0.., [Broker];
    PushTelemetry(72) 0..=0, flexible 0.., [Broker];
    AssignReplicasToDirs(73) 0..=0, flexible 0.., [Controller];
    ListConfigResources(74) 0..=1, flexible 0.., [Broker];
    DescribeTopicPartitions(75) 0..=0, flexible 0.., [Broker];
    ShareGroupHeartbeat(76) 1..=1, flexible 0.., [Broker];
    ShareGroupDescribe(77) 1..=1, flexible 0.., [Broker];
    ShareFetch(78) 1..=2, flexible 0.., [Broker];
    ShareAcknowledge(79) 1..=2, flexible 0.., [Broker];
    AddRaftVoter(80) 0..=1, flexible 0.., [Broker Controller];
    RemoveRaftVoter(81) 0..=0, flexible 0.., [Broker Controller];
    UpdateRaftVoter(82) 0..=0, flexible 0.., [Controller];
    InitializeShareGroupState(83) 0..=0, flexible 0.., [Broker];
    ReadShareGroupState(84) 0..=0, flexible 0.., [Broker];
    WriteShareGroupState(85) 0..=1, flexible 0.., [Broker];
    DeleteShareGroupState(86) 0..=0, flexible 0.., [Broker];
    ReadShareGroupStateSummary(87) 0..=1, flexible 0.., [Broker];
    StreamsGroupHeartbeat(88) 0..=0, flexible 0.., [Broker];
    StreamsGroupDescribe(89) 0..=0, flexible 0.., [Broker];
    DescribeShareGroupOffsets(90) 0..=1, flexible 0.., [Broker];
    AlterShareGroupOffsets(91) 0..=0, flexible 0.., [Broker];
    DeleteShareGroupOffsets(92) 0..=0, flexible 0.., [Broker];
}

impl ApiKey {
    /// The key.
    #[must_use]
    pub const fn code(self) -> i16 {
        self as i16
    }

    /// The name, as Kafka's schemas have it: `ListOffsets`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        self.row().name
    }

    /// The versions that exist, one that is not stable yet among them.
    #[must_use]
    pub const fn versions(self) -> Versions {
        self.row().versions
    }

    /// Whether `version` has compact lengths and tagged fields (KIP-482).
    #[must_use]
    pub fn is_flexible(self, version: i16) -> bool {
        self.row().flexible_since.is_some_and(|first| first <= version)
    }

    /// Whether such a listener serves the API.
    #[must_use]
    pub fn is_on(self, listener: Listener) -> bool {
        self.row().listeners.contains(&listener)
    }

    /// What ApiVersions says of the API on such a listener; `None` if it is not served there.
    ///
    /// A version that is not stable is left out. Brokers say that Produce begins at 0, though
    /// 0 to 2 are gone, because librdkafka turns compression off otherwise (KAFKA-18659).
    #[must_use]
    pub fn advertised(self, listener: Listener) -> Option<Versions> {
        let row = self.row();
        let mut versions = row.versions;
        versions.last -= i16::from(!row.stable);
        if row.api == ApiKey::Produce && listener == Listener::Broker {
            versions.first = 0;
        }
        (self.is_on(listener) && versions.first <= versions.last).then_some(versions)
    }

    /// The version of the header before a request of this version.
    #[must_use]
    pub fn request_header_version(self, version: i16) -> i16 {
        if self.is_flexible(version) { 2 } else { 1 }
    }

    /// The version of the header before a response of this version. That of ApiVersions is 0
    /// always: the client must read it without knowing the broker (KIP-511).
    #[must_use]
    pub fn response_header_version(self, version: i16) -> i16 {
        i16::from(self != ApiKey::ApiVersions && self.is_flexible(version))
    }
}

impl fmt::Display for ApiKey {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.name())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_whole() {
        assert_eq!(ApiKey::ALL.len(), 89);
        assert!(ApiKey::ALL.is_sorted());
        for api in ApiKey::ALL {
            assert_eq!(ApiKey::from_code(api.code()), Some(*api));
            assert!(api.versions().first <= api.versions().last);
            assert!(api.is_on(Listener::Broker) || api.is_on(Listener::Controller));
        }
        // Keys of the days of ZooKeeper, gone for good.
        assert_eq!([4, 5, 6, 7, -1, 93].map(ApiKey::from_code), [None; 6]);
    }

    #[test]
    fn what_brokers_advertise() {
        let broker = |api: ApiKey| api.advertised(Listener::Broker);
        assert_eq!(broker(ApiKey::Produce), Some(Versions { first: 0, last: 13 }));
        assert_eq!(broker(ApiKey::InitProducerId), Some(Versions { first: 0, last: 5 }));
        assert_eq!(broker(ApiKey::Vote), None);
        assert_eq!(ApiKey::Produce.advertised(Listener::Controller), None);
    }

    #[test]
    fn header_versions() {
        assert_eq!(ApiKey::Fetch.request_header_version(11), 1);
        assert_eq!(ApiKey::Fetch.request_header_version(12), 2);
        assert_eq!(ApiKey::Fetch.response_header_version(12), 1);
        assert_eq!(ApiKey::SaslHandshake.request_header_version(1), 1);
        assert_eq!(ApiKey::ApiVersions.request_header_version(3), 2);
        assert_eq!(ApiKey::ApiVersions.response_header_version(4), 0);
    }
}
