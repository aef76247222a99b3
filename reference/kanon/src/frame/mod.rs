//! `kanon frame`: prints a request, a response or record batches as their fields, each with its
//! bytes and where they are; turns frames into the JSON of Kafka's converters, and back.
//!
//! What fields there are is the schemas' (`kanon-dissect`); here are options, input and output.

mod batch;
mod input;
mod lines;

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

Input is hex, with or without blanks, or the bytes themselves; with --encode or --lines it is JSON.
A frame may have its size before it or not. A request's header says its key and version.

--lines answers each object of a line with an object of a line:
  {\"key\":18,\"version\":3,\"dir\":\"request\",\"hex\":\"…\"}    {\"header\":{…},\"body\":{…}}
with --encode the other way round:
  {\"key\":18,\"version\":3,\"dir\":\"request\",\"header\":{…},\"body\":{…}}    {\"hex\":\"…\"}
and with {\"error\":\"…\"} where something is wrong.

Exit codes:
  0  done; --lines: every line was answered, if with an error
  1  the input is no such frame: the field and the byte are named; or the output cannot be written
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
    /// The API's key; of a request, if it is not to be taken from the header.
    #[arg(long, value_name = "N")]
    key: Option<i16>,
    /// The version; of a request, if it is not to be taken from the header.
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
        Err(error) => return complain(2, &error),
    };
    let answer = if arguments.encode { encode(arguments, &bytes) } else { show(arguments, bytes) };
    match answer {
        Ok(text) => match io::stdout().lock().write_all(text.as_bytes()) {
            Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
                complain(1, &format!("the output cannot be written: {error}"))
            }
            _ => ExitCode::SUCCESS,
        },
        Err(error) => complain(1, &error),
    }
}

fn complain(code: u8, what: &str) -> ExitCode {
    eprintln!("error: {what}");
    ExitCode::from(code)
}

fn show(arguments: &Arguments, input: Vec<u8>) -> Result<String, String> {
    let bytes = input::from_hex(input);
    if arguments.batch {
        return batch::show(&bytes, arguments.json);
    }
    let direction = if arguments.request { Direction::Request } else { Direction::Response };
    let opened = open(&bytes, direction, arguments.key, arguments.version)?;
    if arguments.json {
        return pretty(&as_json(&opened.frame));
    }
    Ok(format!(
        "{}{}",
        print(&opened.frame.header, &bytes, opened.start),
        print(&opened.frame.body, &bytes, opened.start + opened.frame.header.end),
    ))
}

fn encode(arguments: &Arguments, input: &[u8]) -> Result<String, String> {
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
    Ok(format!("{}\n", input::to_hex(&bytes.map_err(|error| error.to_string())?)))
}

/// A frame, and where it begins in the input.
struct Opened<'a> {
    frame: Frame<'a>,
    start: usize,
}

/// Takes a frame apart, with or without its size before it.
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
            Ok(frame) => return Ok(Opened { frame, start }),
            Err(error) => first_error = first_error.or(Some(error)),
        }
    }
    Err(first_error.unwrap_or_default())
}

fn as_json(frame: &Frame<'_>) -> Value {
    json!({ "header": to_json(&frame.header), "body": to_json(&frame.body) })
}

fn pretty(json: &Value) -> Result<String, String> {
    let text = serde_json::to_string_pretty(json).map_err(|error| error.to_string())?;
    Ok(text + "\n")
}
