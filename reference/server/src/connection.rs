//! One connection, on a thread of its own: requests are read, asked of the driver and answered, one
//! at a time, so that answers have the order of the requests, as in Kafka, which mutes the channel.
//!
//! Whatever is wrong with a request's bytes ends this connection and no other, with one line that
//! says who sent what and where. Nothing is decided here; what a request means is in `api`.

use std::cell::RefCell;
use std::fmt;
use std::io::{self, Write};
use std::net::{SocketAddr, TcpStream};
use std::sync::Arc;
use std::sync::mpsc::{RecvTimeoutError, SyncSender, sync_channel};
use std::time::Duration;

use compress::Decompressor;
use wire::delete_records::DeleteRecordsRequest;
use wire::fetch::FetchRequest;
use wire::frame::{self, Peek, Received};
use wire::init_producer_id::InitProducerIdRequest;
use wire::list_offsets::ListOffsetsRequest;
use wire::metadata::MetadataRequest;
use wire::offset_for_leader_epoch::OffsetForLeaderEpochRequest;
use wire::produce::ProduceRequest;
use wire::{ApiKey, ErrorCode, Message};

use crate::api::{self, Identity, api_versions};
use crate::ask::{Command, ProduceAsk, Reply, Request};
use crate::batch::Limits;
use crate::clock::since_1970_ms;
use crate::config::Config;
use crate::connections::Place;
use crate::frames::{FrameError, Frames};

/// How often a connection that waits looks whether its peer is still there.
const LOOK_EVERY: Duration = Duration::from_secs(1);
/// A buffer that grew larger than this is given back once its answer is sent.
const KEPT_BYTES: usize = 1024 * 1024;

/// A connection.
#[derive(Debug)]
pub(crate) struct Connection {
    place: Place,
    peer: SocketAddr,
    frames: Frames,
    stream: TcpStream,
    identity: Identity,
    config: Arc<Config>,
    /// Takes memory with the first compressed batch.
    decompressor: RefCell<Decompressor>,
    queue: SyncSender<Command>,
    /// The answer at hand, whole, with its size.
    out: Vec<u8>,
}

/// Why a connection ended.
#[derive(Debug)]
pub(crate) enum End {
    Frame(FrameError),
    /// The header, or the body, is not what it should be.
    Malformed(wire::Error),
    /// An API that exists, but not here.
    NotServed(ApiKey, i16),
    /// A produce request that wants no answer has failed: the end tells the client to look again.
    NoAnswer(ErrorCode),
    Write(io::Error),
    /// The server stops.
    Stopping,
    /// What there is to say cannot be said in this version: our mistake, not the peer's.
    Unspeakable(wire::Error),
}

impl Connection {
    /// # Errors
    /// If the socket cannot be set up.
    pub(crate) fn new(
        place: Place,
        stream: TcpStream,
        mut identity: Identity,
        config: Arc<Config>,
        queue: SyncSender<Command>,
    ) -> io::Result<Connection> {
        let peer = stream.peer_addr()?;
        if identity.host.is_empty() {
            // The broker listens on every address: this client can reach it on this one.
            identity.host = stream.local_addr()?.ip().to_string();
        }
        stream.set_nodelay(true)?;
        stream.set_write_timeout(Some(config.idle_max))?;
        let frames = Frames::new(stream.try_clone()?, config.request_max_bytes, config.idle_max);
        let decompressor = RefCell::default();
        let out = Vec::new();
        Ok(Connection { place, peer, frames, stream, identity, config, decompressor, queue, out })
    }

    /// Serves the connection to its end, and says why it ended unless that was in order.
    pub(crate) fn run(mut self) {
        let end = loop {
            if let Err(end) = self.serve_one() {
                break end;
            }
        };
        match end {
            End::Stopping | End::Frame(FrameError::Closed | FrameError::Idle) => {}
            other => eprintln!("{}: connection closed: {other}", self.peer),
        }
    }

    fn serve_one(&mut self) -> Result<(), End> {
        self.frames.advance().map_err(End::Frame)?;
        if self.place.is_stopping() {
            return Err(End::Stopping);
        }
        let mut out = std::mem::take(&mut self.out);
        out.clear();
        out.shrink_to(KEPT_BYTES);
        let result = self.answer(&mut out);
        self.out = out;
        result?;
        self.stream.write_all(&self.out).map_err(End::Write)
    }

    fn answer(&self, out: &mut Vec<u8>) -> Result<(), End> {
        let content = self.frames.content();
        let peek = Peek::read(content).map_err(End::Malformed)?;
        let versions = ApiKey::ApiVersions.versions();
        if peek.api_key == ApiKey::ApiVersions.code() && !versions.contains(peek.api_version) {
            let response = api_versions::unsupported();
            return frame::write_response(peek.correlation_id, 0, &response, out)
                .map_err(End::Unspeakable);
        }
        let received = Received::read(content).map_err(End::Malformed)?;
        match received.api {
            ApiKey::ApiVersions => {
                let request = received.decode().map_err(End::Malformed)?;
                let version = received.header.request_api_version;
                respond(&received, &api_versions::answer(&request, version), out)
            }
            ApiKey::Metadata => self.metadata(&received, out),
            ApiKey::Produce => self.produce(&received, out),
            ApiKey::Fetch => self.fetch(&received, out),
            ApiKey::ListOffsets => self.list_offsets(&received, out),
            ApiKey::DeleteRecords => self.delete_records(&received, out),
            ApiKey::InitProducerId => self.init_producer_id(&received, out),
            ApiKey::OffsetForLeaderEpoch => self.offset_for_leader_epoch(&received, out),
            other => Err(End::NotServed(other, received.header.request_api_version)),
        }
    }

    fn metadata(&self, received: &Received<'_>, out: &mut Vec<u8>) -> Result<(), End> {
        let request: MetadataRequest<'_> = received.decode().map_err(End::Malformed)?;
        let ask = match api::metadata::ask(&request, received.header.request_api_version) {
            Ok(ask) => ask,
            Err(error) => return respond(received, &api::metadata::refuse(&request, error), out),
        };
        let Reply::Metadata(topics) = self.ask(Request::Metadata(ask))? else {
            unreachable!("a reply is of the kind of its request")
        };
        respond(received, &api::metadata::answer(&request, &topics, &self.identity), out)
    }

    fn produce(&self, received: &Received<'_>, out: &mut Vec<u8>) -> Result<(), End> {
        let version = received.header.request_api_version;
        let request: ProduceRequest<'_> = received.decode().map_err(End::Malformed)?;
        let replies = match self.checked(&request, version) {
            Ok(ask) => {
                let Reply::Produce(replies) = self.ask(Request::Produce(ask))? else {
                    unreachable!("a reply is of the kind of its request")
                };
                replies
            }
            Err(error) => api::produce::refuse(&request, error),
        };
        if request.acks == 0 {
            return api::produce::first_error(&replies).map_or(Ok(()), |e| Err(End::NoAnswer(e)));
        }
        let response = api::produce::answer(&request, version, &replies, &self.identity);
        respond(received, &response, out)
    }

    fn fetch(&self, received: &Received<'_>, out: &mut Vec<u8>) -> Result<(), End> {
        let version = received.header.request_api_version;
        let request: FetchRequest<'_> = received.decode().map_err(End::Malformed)?;
        let ask = match api::fetch::ask(&request, version, self.config.fetch_max_bytes) {
            Ok(ask) => ask,
            Err(error) => return respond(received, &api::fetch::refuse(error), out),
        };
        let Reply::Fetch(replies) = self.ask(Request::Fetch(ask))? else {
            unreachable!("a reply is of the kind of its request")
        };
        let response = api::fetch::answer(&request, version, &replies, &self.identity);
        respond(received, &response, out)
    }

    fn list_offsets(&self, received: &Received<'_>, out: &mut Vec<u8>) -> Result<(), End> {
        let version = received.header.request_api_version;
        let request: ListOffsetsRequest<'_> = received.decode().map_err(End::Malformed)?;
        let asks = api::list_offsets::ask(&request, version);
        let Reply::ListOffsets(replies) = self.ask(Request::ListOffsets(asks))? else {
            unreachable!("a reply is of the kind of its request")
        };
        respond(received, &api::list_offsets::answer(&request, version, &replies), out)
    }

    fn delete_records(&self, received: &Received<'_>, out: &mut Vec<u8>) -> Result<(), End> {
        let request: DeleteRecordsRequest<'_> = received.decode().map_err(End::Malformed)?;
        let asks = api::delete_records::ask(&request);
        let Reply::DeleteRecords(replies) = self.ask(Request::DeleteRecords(asks))? else {
            unreachable!("a reply is of the kind of its request")
        };
        respond(received, &api::delete_records::answer(&request, &replies), out)
    }

    fn init_producer_id(&self, received: &Received<'_>, out: &mut Vec<u8>) -> Result<(), End> {
        let request: InitProducerIdRequest<'_> = received.decode().map_err(End::Malformed)?;
        let id = match api::init_producer_id::check(&request) {
            Ok(()) => {
                let Reply::InitProducerId(id) = self.ask(Request::InitProducerId)? else {
                    unreachable!("a reply is of the kind of its request")
                };
                id
            }
            Err(error) => Err(error),
        };
        respond(received, &api::init_producer_id::answer(id), out)
    }

    fn offset_for_leader_epoch(
        &self,
        received: &Received<'_>,
        out: &mut Vec<u8>,
    ) -> Result<(), End> {
        let request: OffsetForLeaderEpochRequest<'_> = received.decode().map_err(End::Malformed)?;
        let asks = api::offset_for_leader_epoch::ask(&request);
        let Reply::OffsetForLeaderEpoch(ends) = self.ask(Request::OffsetForLeaderEpoch(asks))?
        else {
            unreachable!("a reply is of the kind of its request")
        };
        respond(received, &api::offset_for_leader_epoch::answer(&request, &ends), out)
    }

    /// Asks the driver and waits for its reply. Should the peer go meanwhile, the request is told
    /// not to wait, so that nothing is kept for nobody.
    fn ask(&self, body: Request) -> Result<Reply, End> {
        let (reply, replies) = sync_channel(1);
        let request = self.place.number;
        let command = Command::Ask { request, body, reply };
        self.queue.send(command).map_err(|_| End::Stopping)?;
        let mut has_gone = false;
        loop {
            match replies.recv_timeout(LOOK_EVERY) {
                Ok(reply) => return Ok(reply),
                Err(RecvTimeoutError::Disconnected) => return Err(End::Stopping),
                Err(RecvTimeoutError::Timeout) if !has_gone && self.frames.peer_has_gone() => {
                    has_gone = true;
                    self.queue.send(Command::Hurry(request)).map_err(|_| End::Stopping)?;
                }
                Err(RecvTimeoutError::Timeout) => {}
            }
        }
    }

    /// The request with each of its batches checked, or the error of the whole.
    fn checked(&self, request: &ProduceRequest<'_>, version: i16) -> Result<ProduceAsk, ErrorCode> {
        let decompressor = &mut self.decompressor.borrow_mut();
        api::produce::ask(request, version, self.limits(), decompressor)
    }

    fn limits(&self) -> Limits {
        Limits {
            message_max_bytes: self.config.message_max_bytes,
            timestamp_after_max_ms: self.config.timestamp_after_max_ms,
            decompressed_max_bytes: self.config.decompressed_max_bytes,
            now_ms: since_1970_ms(),
            keys_needed: self.config.log.compact,
        }
    }
}

fn respond<'a, M: Message<'a>>(
    received: &Received<'_>,
    response: &M,
    out: &mut Vec<u8>,
) -> Result<(), End> {
    let header = &received.header;
    frame::write_response(header.correlation_id, header.request_api_version, response, out)
        .map_err(End::Unspeakable)
}

impl fmt::Display for End {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            End::Frame(error) => error.fmt(out),
            End::Malformed(error) => error.fmt(out),
            End::NotServed(api, version) => write!(out, "{api} v{version} is not served here"),
            End::NoAnswer(code) => write!(out, "a produce request with acks=0 failed: {code}"),
            End::Write(error) => write!(out, "the answer could not be sent: {error}"),
            End::Stopping => out.write_str("the server stops"),
            End::Unspeakable(error) => write!(out, "our answer could not be written: {error}"),
        }
    }
}
