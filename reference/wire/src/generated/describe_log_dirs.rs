//! DescribeLogDirs (key 35): the codec of `schema/describe_log_dirs.schema`.
//!
//! Written by `cargo generate-wire`; change the schema, not this file.

#![allow(missing_docs, reason = "the schema documents what its name does not say")]

use crate::{ApiKey, Error, Message, Reader, Request, UnknownTagged, Value, Versions, Writer};
use alloc::vec::Vec;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DescribeLogDirsRequest<'a> {
    pub topics: Option<Vec<DescribableLogDirTopic<'a>>>,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl Default for DescribeLogDirsRequest<'_> {
    fn default() -> Self {
        Self { topics: Some(Vec::new()), unknown_tagged: Vec::new() }
    }
}

impl<'a> Value<'a> for DescribeLogDirsRequest<'a> {
    const SIZE_MIN: usize = 2;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        r.field("topics", &mut self.topics)?;
        r.unknown_tags(&mut self.unknown_tagged)
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        w.field("topics", &self.topics)?;
        w.unknown_tags(&self.unknown_tagged)
    }
}

/// An element of `topics`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct DescribableLogDirTopic<'a> {
    pub topic: &'a str,
    pub partitions: Vec<i32>,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl<'a> Value<'a> for DescribableLogDirTopic<'a> {
    const SIZE_MIN: usize = 3;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        r.field("topic", &mut self.topic)?;
        r.field("partitions", &mut self.partitions)?;
        r.unknown_tags(&mut self.unknown_tagged)
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        w.field("topic", &self.topic)?;
        w.field("partitions", &self.partitions)?;
        w.unknown_tags(&self.unknown_tagged)
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct DescribeLogDirsResponse<'a> {
    pub throttle_time_ms: i32,
    /// Since version 3; dropped by other versions.
    pub error_code: i16,
    pub results: Vec<DescribeLogDirsResult<'a>>,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl<'a> Value<'a> for DescribeLogDirsResponse<'a> {
    const SIZE_MIN: usize = 6;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        let version = r.version();
        r.field("throttle_time_ms", &mut self.throttle_time_ms)?;
        r.field_if(3 <= version, "error_code", &mut self.error_code)?;
        r.field("results", &mut self.results)?;
        r.unknown_tags(&mut self.unknown_tagged)
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        let version = w.version();
        w.field("throttle_time_ms", &self.throttle_time_ms)?;
        w.field_if(3 <= version, "error_code", &self.error_code)?;
        w.field("results", &self.results)?;
        w.unknown_tags(&self.unknown_tagged)
    }
}

/// An element of `results`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DescribeLogDirsResult<'a> {
    pub error_code: i16,
    pub log_dir: &'a str,
    pub topics: Vec<DescribeLogDirsTopic<'a>>,
    /// Since version 4; -1 by default; dropped by other versions.
    pub total_bytes: i64,
    /// Since version 4; -1 by default; dropped by other versions.
    pub usable_bytes: i64,
    /// Since version 5; dropped by other versions.
    pub is_cordoned: bool,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl Default for DescribeLogDirsResult<'_> {
    fn default() -> Self {
        Self {
            error_code: 0,
            log_dir: "",
            topics: Vec::new(),
            total_bytes: -1,
            usable_bytes: -1,
            is_cordoned: false,
            unknown_tagged: Vec::new(),
        }
    }
}

impl<'a> Value<'a> for DescribeLogDirsResult<'a> {
    const SIZE_MIN: usize = 5;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        let version = r.version();
        r.field("error_code", &mut self.error_code)?;
        r.field("log_dir", &mut self.log_dir)?;
        r.field("topics", &mut self.topics)?;
        r.field_if(4 <= version, "total_bytes", &mut self.total_bytes)?;
        r.field_if(4 <= version, "usable_bytes", &mut self.usable_bytes)?;
        r.field_if(5 <= version, "is_cordoned", &mut self.is_cordoned)?;
        r.unknown_tags(&mut self.unknown_tagged)
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        let version = w.version();
        w.field("error_code", &self.error_code)?;
        w.field("log_dir", &self.log_dir)?;
        w.field("topics", &self.topics)?;
        w.field_if(4 <= version, "total_bytes", &self.total_bytes)?;
        w.field_if(4 <= version, "usable_bytes", &self.usable_bytes)?;
        w.field_if(5 <= version, "is_cordoned", &self.is_cordoned)?;
        w.unknown_tags(&self.unknown_tagged)
    }
}

/// An element of `topics`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct DescribeLogDirsTopic<'a> {
    pub name: &'a str,
    pub partitions: Vec<DescribeLogDirsPartition<'a>>,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl<'a> Value<'a> for DescribeLogDirsTopic<'a> {
    const SIZE_MIN: usize = 3;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        r.field("name", &mut self.name)?;
        r.field("partitions", &mut self.partitions)?;
        r.unknown_tags(&mut self.unknown_tagged)
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        w.field("name", &self.name)?;
        w.field("partitions", &self.partitions)?;
        w.unknown_tags(&self.unknown_tagged)
    }
}

/// An element of `partitions`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct DescribeLogDirsPartition<'a> {
    pub partition_index: i32,
    pub partition_size: i64,
    pub offset_lag: i64,
    pub is_future_key: bool,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl<'a> Value<'a> for DescribeLogDirsPartition<'a> {
    const SIZE_MIN: usize = 21;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        r.field("partition_index", &mut self.partition_index)?;
        r.field("partition_size", &mut self.partition_size)?;
        r.field("offset_lag", &mut self.offset_lag)?;
        r.field("is_future_key", &mut self.is_future_key)?;
        r.unknown_tags(&mut self.unknown_tagged)
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        w.field("partition_index", &self.partition_index)?;
        w.field("partition_size", &self.partition_size)?;
        w.field("offset_lag", &self.offset_lag)?;
        w.field("is_future_key", &self.is_future_key)?;
        w.unknown_tags(&self.unknown_tagged)
    }
}

impl<'a> Message<'a> for DescribeLogDirsRequest<'a> {
    const NAME: &'static str = "DescribeLogDirsRequest";
    const API: Option<ApiKey> = Some(ApiKey::DescribeLogDirs);
    const VERSIONS: Versions = Versions { first: 1, last: 5 };
    const FLEXIBLE_SINCE: Option<i16> = Some(2);
}

impl<'a> Request<'a> for DescribeLogDirsRequest<'a> {
    const KEY: ApiKey = ApiKey::DescribeLogDirs;
    type Response<'b> = DescribeLogDirsResponse<'b>;
}

impl<'a> Message<'a> for DescribeLogDirsResponse<'a> {
    const NAME: &'static str = "DescribeLogDirsResponse";
    const API: Option<ApiKey> = Some(ApiKey::DescribeLogDirs);
    const VERSIONS: Versions = Versions { first: 1, last: 5 };
    const FLEXIBLE_SINCE: Option<i16> = Some(2);
}
