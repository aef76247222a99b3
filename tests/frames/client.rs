//! A client of a few lines: one request, one answer, at any version.

use std::io::{self, Read, Write};
use std::net::{Shutdown, SocketAddr, TcpStream};
use std::time::Duration;

use wire::batch::{BatchBuilder, Batches};
use wire::fetch::{FetchPartition, FetchRequest, FetchResponse, FetchTopic};
use wire::frame::{read_response, write_request};
use wire::header::RequestHeader;
use wire::metadata::{MetadataRequest, MetadataRequestTopic, MetadataResponse};
use wire::produce::{PartitionProduceData, ProduceRequest, ProduceResponse, TopicProduceData};
use wire::{Message, Request, Uuid};

/// Longer than anything here should take.
const PATIENCE: Duration = Duration::from_secs(10);

pub(crate) struct Client {
    stream: TcpStream,
    correlation_id: i32,
}

/// A topic, by both of its names.
pub(crate) struct Topic {
    pub(crate) name: String,
    pub(crate) id: Uuid,
}

#[derive(Debug)]
pub(crate) struct Produced {
    pub(crate) code: i16,
    pub(crate) base_offset: i64,
    pub(crate) record_errors: usize,
}

#[derive(Debug)]
pub(crate) struct Fetched {
    pub(crate) code: i16,
    pub(crate) high_watermark: i64,
    pub(crate) records: Vec<u8>,
}

impl Client {
    pub(crate) fn connect(address: SocketAddr) -> Client {
        let stream = TcpStream::connect(address).unwrap();
        stream.set_nodelay(true).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        stream.set_write_timeout(Some(PATIENCE)).unwrap();
        Client { stream, correlation_id: 0 }
    }

    /// Sends bytes as they are. A peer that has closed already takes none, which is no failure.
    pub(crate) fn send(&mut self, bytes: &[u8]) {
        let _ = self.stream.write_all(bytes);
    }

    /// Sends content behind its size.
    pub(crate) fn send_content(&mut self, content: &[u8]) {
        self.send(&framed(content));
    }

    pub(crate) fn end_sending(&self) {
        self.stream.shutdown(Shutdown::Write).unwrap();
    }

    /// The content of the next frame; `None` if the peer has closed the connection.
    pub(crate) fn receive(&mut self) -> Option<Vec<u8>> {
        let mut size = [0; 4];
        if !self.fill(&mut size) {
            return None;
        }
        let size = usize::try_from(i32::from_be_bytes(size)).unwrap();
        let mut content = vec![0; size];
        assert!(self.fill(&mut content), "an answer is whole");
        Some(content)
    }

    /// Whether there were so many bytes before the end.
    fn fill(&mut self, bytes: &mut [u8]) -> bool {
        match self.stream.read_exact(bytes) {
            Ok(()) => true,
            Err(error) => {
                let ends = [
                    io::ErrorKind::UnexpectedEof,
                    io::ErrorKind::ConnectionReset,
                    io::ErrorKind::BrokenPipe,
                ];
                assert!(ends.contains(&error.kind()), "neither an answer nor the end: {error}");
                false
            }
        }
    }

    /// Says that the peer closes the connection without a word.
    #[track_caller]
    pub(crate) fn is_closed(&mut self, why: &str) {
        assert_eq!(self.receive(), None, "{why}");
    }

    /// The content of the answer, whose correlation id is that of the request.
    #[track_caller]
    pub(crate) fn ask<'r, M: Request<'r>>(&mut self, version: i16, body: &M) -> Vec<u8> {
        self.correlation_id += 1;
        let bytes = request(version, self.correlation_id, body);
        self.send(&bytes);
        let answer = self.receive().expect("an answer");
        assert_eq!(answer[..4], self.correlation_id.to_be_bytes());
        answer
    }

    /// The topic of this name, which is made if need be.
    #[track_caller]
    pub(crate) fn topic(&mut self, name: &str) -> Topic {
        let wanted = MetadataRequestTopic { name: Some(name), ..Default::default() };
        let request = MetadataRequest { topics: Some(vec![wanted]), ..Default::default() };
        let answer = self.ask(13, &request);
        let answer: MetadataResponse<'_> = decode(&answer, 13);
        assert_eq!(answer.topics[0].error_code, 0);
        Topic { name: name.to_owned(), id: answer.topics[0].topic_id }
    }

    #[track_caller]
    pub(crate) fn produce(
        &mut self,
        topic: &Topic,
        version: i16,
        acks: i16,
        records: &[u8],
    ) -> Produced {
        let answer = self.ask(version, &produce(topic, version, acks, records));
        let answer: ProduceResponse<'_> = decode(&answer, version);
        let by_id = 13 <= version;
        assert_eq!(answer.responses[0].name, if by_id { "" } else { &topic.name });
        assert_eq!(answer.responses[0].topic_id, if by_id { topic.id } else { Uuid::ZERO });
        let found = &answer.responses[0].partition_responses[0];
        Produced {
            code: found.error_code,
            base_offset: found.base_offset,
            record_errors: found.record_errors.len(),
        }
    }

    /// What there is from an offset on, at once.
    #[track_caller]
    pub(crate) fn fetch(&mut self, topic: &Topic, version: i16, offset: i64) -> Fetched {
        self.fetch_by(topic, version, &fetch(topic, version, offset))
    }

    #[track_caller]
    pub(crate) fn fetch_by(
        &mut self,
        topic: &Topic,
        version: i16,
        request: &FetchRequest<'_>,
    ) -> Fetched {
        let answer = self.ask(version, request);
        let answer: FetchResponse<'_> = decode(&answer, version);
        assert_eq!((answer.error_code, answer.session_id), (0, 0));
        let by_id = 13 <= version;
        assert_eq!(answer.responses[0].topic, if by_id { "" } else { &topic.name });
        assert_eq!(answer.responses[0].topic_id, if by_id { topic.id } else { Uuid::ZERO });
        let found = &answer.responses[0].partitions[0];
        Fetched {
            code: found.error_code,
            high_watermark: found.high_watermark,
            records: found.records.unwrap_or_default().to_vec(),
        }
    }
}

impl Fetched {
    /// The values of the records, in order.
    pub(crate) fn values(&self) -> Vec<Vec<u8>> {
        let mut values = Vec::new();
        for found in Batches::new(&self.records) {
            let found = found.unwrap();
            found.check_crc().unwrap();
            let records = found.records().unwrap();
            values.extend(records.map(|record| record.unwrap().value.unwrap().to_vec()));
        }
        values
    }
}

/// A request to write, without a wait.
pub(crate) fn produce<'a>(
    topic: &'a Topic,
    version: i16,
    acks: i16,
    records: &'a [u8],
) -> ProduceRequest<'a> {
    let data = PartitionProduceData { index: 0, records: Some(records), ..Default::default() };
    let mut data = TopicProduceData { partition_data: vec![data], ..Default::default() };
    match version {
        ..13 => data.name = &topic.name,
        13.. => data.topic_id = topic.id,
    }
    ProduceRequest { acks, timeout_ms: 1000, topic_data: vec![data], ..Default::default() }
}

/// A request to read, without a wait.
pub(crate) fn fetch(topic: &Topic, version: i16, offset: i64) -> FetchRequest<'_> {
    let wanted = FetchPartition {
        partition: 0,
        fetch_offset: offset,
        partition_max_bytes: 1024 * 1024,
        ..Default::default()
    };
    let mut wanted = FetchTopic { partitions: vec![wanted], ..Default::default() };
    match version {
        ..13 => wanted.topic = &topic.name,
        13.. => wanted.topic_id = topic.id,
    }
    FetchRequest { min_bytes: 0, max_wait_ms: 0, topics: vec![wanted], ..Default::default() }
}

/// A request as a whole frame.
pub(crate) fn request<'r, M: Request<'r>>(version: i16, correlation_id: i32, body: &M) -> Vec<u8> {
    let header = RequestHeader {
        request_api_key: M::KEY.code(),
        request_api_version: version,
        correlation_id,
        client_id: Some("frames"),
        ..Default::default()
    };
    let mut bytes = Vec::new();
    write_request(&header, body, &mut bytes).unwrap();
    bytes
}

/// The body of an answer.
#[track_caller]
pub(crate) fn decode<'a, M: Message<'a>>(content: &'a [u8], version: i16) -> M {
    read_response(content, version).unwrap().1
}

/// Content behind its size.
pub(crate) fn framed(content: &[u8]) -> Vec<u8> {
    let size = i32::try_from(content.len()).unwrap();
    [&size.to_be_bytes(), content].concat()
}

/// A batch of records with these values, one millisecond after the other from 1,000,000 on.
pub(crate) fn batch(values: &[&[u8]]) -> Vec<u8> {
    let mut builder = BatchBuilder::new(0);
    for (timestamp, value) in (1_000_000..).zip(values) {
        builder.push(timestamp, None, Some(value), &[]).unwrap();
    }
    builder.finish()
}
