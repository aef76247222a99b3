//! `kanon frame`: prints a request, a response or record batches as their fields, each with its
//! bytes and where they are; turns frames into the JSON of Kafka's converters, and back.
//!
//! What fields there are is the schemas' (`kanon-dissect`); here are options, input and output.

mod batch;
mod input;
mod lines;

use crate::outcome::{self, Failure, USAGE, complain};
use clap::{ArgGroup, Args};
use dissect::frame::{Frame, asked, read_frame, write_frame};
use dissect::{Direction, print, to_json};
use serde_json::{Value, json};
use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;

const EXAMPLES: &str = "\
Examples:
  echo '0012 0003 00000007 0001 78 00 02 6b 02 31 00' | kanon frame --request
  kanon frame --response --key 3 --version 12 answer.bin
  kanon frame --request --json request.hex
  kanon frame --request --json request.hex | kanon frame --request --encode
  kanon frame --batch 00000000000000000000.log
  kanon frame --lines < frames.jsonl

Input is hex, with or without blanks and 0x, or the bytes themselves; with --encode or --lines it
is JSON. A frame may have its size before it or not. A request's header says its key and version;
those that are given must be the same.

--batch prints batch by batch, and what is wrong last. A batch of more than a million fields, or of
more than 100 MiB once decompressed, is not taken apart.

--lines answers each object of a line with an object of a line:
  {\"key\":18,\"version\":3,\"dir\":\"request\",\"hex\":\"…\"}    {\"header\":{…},\"body\":{…}}
with --encode the other way round:
  {\"key\":18,\"version\":3,\"dir\":\"request\",\"header\":{…},\"body\":{…}}    {\"hex\":\"…\"}
and with {\"error\":\"…\"} where something is wrong.

Exit codes:
  0  done; --lines: every line was answered, if with an error
  1  the input is no such frame: the field and the byte are named; a checksum does not match; or
     the output cannot be written
  2  usage, or an input that cannot be read";

/// One of them says what the input is.
const WHAT: [&str; 4] = ["request", "response", "batch", "lines"];

/// Prints a frame, or record batches, as fields with their bytes and offsets.
#[derive(Args, Debug)]
#[command(after_help = EXAMPLES)]
#[command(group = ArgGroup::new("what").required(true).args(WHAT))]
pub(crate) struct Arguments {
    /// The frame is a request.
    #[arg(long)]
    request: bool,
    /// The frame is a response.
    #[arg(long, requires = "key", requires = "version")]
    response: bool,
    /// The input is record batches, one after another, as in a segment's `.log`.
    #[arg(long, conflicts_with_all = ["key", "version", "encode"])]
    batch: bool,
    /// The input is a JSON object a line, and so is the output.
    #[arg(long, conflicts_with_all = ["key", "version", "json"])]
    lines: bool,
    /// The API's key; a request has it in its header, too.
    #[arg(long, value_name = "N")]
    key: Option<i16>,
    /// The version; a request has it in its header, too.
    #[arg(long, value_name = "N")]
    version: Option<i16>,
    /// Print JSON: an object with `header` and `body`, as Kafka's own converters write them, except
    /// that records keep their bytes, in base64.
    #[arg(long, conflicts_with = "encode")]
    json: bool,
    /// Read that JSON, and print the frame as hex, without its size.
    #[arg(long)]
    encode: bool,
    /// Where the input is; standard input if it is left out, or `-`.
    #[arg(value_name = "FILE")]
    file: Option<PathBuf>,
}

/// Runs the subcommand.
pub(crate) fn run(arguments: &Arguments) -> ExitCode {
    if arguments.lines {
        return lines::run(arguments.file.as_deref(), arguments.encode);
    }
    let bytes = match input::read(arguments.file.as_deref()) {
        Ok(bytes) => bytes,
        Err(error) => return complain(USAGE, error),
    };
    let mut out = io::BufWriter::new(io::stdout().lock());
    let shown = if arguments.encode {
        encode(arguments, &bytes, &mut out)
    } else {
        show(arguments, bytes, &mut out)
    };
    outcome::end(&mut out, shown.map(|()| ExitCode::SUCCESS))
}

fn show(arguments: &Arguments, input: Vec<u8>, out: &mut dyn Write) -> Result<(), Failure> {
    let bytes = input::from_hex(input)?;
    if arguments.batch {
        return batch::show(&bytes, arguments.json, out);
    }
    let direction = if arguments.request { Direction::Request } else { Direction::Response };
    let opened = open(&bytes, direction, arguments.key, arguments.version)?;
    if arguments.json {
        return Ok(writeln!(out, "{}", pretty(&as_json(&opened.frame))?)?);
    }
    out.write_all(print(&opened.frame.header, &bytes, opened.start).as_bytes())?;
    let body = opened.start + opened.frame.header.end;
    Ok(out.write_all(print(&opened.frame.body, &bytes, body).as_bytes())?)
}

fn encode(arguments: &Arguments, input: &[u8], out: &mut dyn Write) -> Result<(), Failure> {
    let json: Value = serde_json::from_slice(input).map_err(|error| format!("no JSON: {error}"))?;
    let direction = if arguments.request { Direction::Request } else { Direction::Response };
    let header = json.get("header").ok_or("the JSON has no `header`")?;
    let body = json.get("body").ok_or("the JSON has no `body`")?;
    let number = |given: Option<i16>, name: &str| {
        let said = header.get(name).and_then(Value::as_i64).and_then(|n| i16::try_from(n).ok());
        given.or(said).ok_or_else(|| format!("the header has no `{name}`, and none is given"))
    };
    let key = number(arguments.key, "requestApiKey")?;
    let version = number(arguments.version, "requestApiVersion")?;
    let bytes = write_frame(key, version, direction, header, body);
    let bytes = bytes.map_err(|error| error.to_string())?;
    Ok(writeln!(out, "{}", input::to_hex(&bytes))?)
}

/// A frame, and where it begins in the input.
struct Opened<'a> {
    frame: Frame<'a>,
    start: usize,
}

/// Takes a frame apart, with or without its size before it. A key or version that is given must be
/// that of a request's header, which otherwise would say one thing and be read as another.
fn open(
    bytes: &[u8],
    direction: Direction,
    key: Option<i16>,
    version: Option<i16>,
) -> Result<Opened<'_>, String> {
    let size = bytes.first_chunk().map(|size| u32::from_be_bytes(*size) as usize);
    let is_sized = size == bytes.len().checked_sub(4);
    let starts = if is_sized { [Some(4), Some(0)] } else { [Some(0), None] };
    let mut first_error = None;
    for start in starts.into_iter().flatten() {
        let content = bytes.get(start..).unwrap_or_default();
        let said = match direction {
            Direction::Request => asked(content),
            Direction::Response => None,
        };
        let key = key.or(said.map(|(key, _)| key));
        let version = version.or(said.map(|(_, version)| version));
        let outcome = match (key, version) {
            (Some(key), Some(version)) => {
                read_frame(key, version, direction, content).map_err(|error| error.to_string())
            }
            _ => Err(format!("{} bytes are no request", bytes.len())),
        };
        match outcome {
            Ok(frame) => match contradiction(&frame, direction, key, version) {
                None => return Ok(Opened { frame, start }),
                Some(error) => first_error = first_error.or(Some(error)),
            },
            Err(error) => first_error = first_error.or(Some(error)),
        }
    }
    Err(first_error.unwrap_or_default())
}

/// What the header of a request says otherwise than what was given.
fn contradiction(
    frame: &Frame<'_>,
    direction: Direction,
    key: Option<i16>,
    version: Option<i16>,
) -> Option<String> {
    if direction == Direction::Response {
        return None;
    }
    let named = [("key", "request_api_key", key), ("version", "request_api_version", version)];
    named.into_iter().find_map(|(name, field, given)| {
        let (given, said) = (given?, frame.header.get(field)?.integer()?);
        (i64::from(given) != said)
            .then(|| format!("the {name} is given as {given}, and the header says {said}"))
    })
}

fn as_json(frame: &Frame<'_>) -> Value {
    json!({ "header": to_json(&frame.header), "body": to_json(&frame.body) })
}

fn pretty(json: &Value) -> Result<String, String> {
    serde_json::to_string_pretty(json).map_err(|error| error.to_string())
}
