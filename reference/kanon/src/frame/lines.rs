//! `--lines`: an object a line in, an object a line out.

use super::{as_json, input, open};
use crate::outcome::{self, USAGE, complain};
use dissect::Direction;
use dissect::frame::write_frame;
use serde_json::{Value, json};
use std::fs::File;
use std::io::{self, BufRead, BufReader, Write};
use std::path::Path;
use std::process::ExitCode;

/// Answers every line.
pub(super) fn run(file: Option<&Path>, encodes: bool) -> ExitCode {
    let mut input: Box<dyn BufRead> = match file.filter(|file| *file != Path::new("-")) {
        None => Box::new(io::stdin().lock()),
        Some(file) => match File::open(file) {
            Ok(open) => Box::new(BufReader::new(open)),
            Err(error) => return complain(USAGE, format_args!("{}: {error}", file.display())),
        },
    };
    let mut output = io::stdout().lock();
    let mut line = Vec::new();
    loop {
        line.clear();
        match input.read_until(b'\n', &mut line) {
            Ok(0) => return ExitCode::SUCCESS,
            Ok(_) => {}
            Err(error) => return complain(USAGE, format_args!("the input: {error}")),
        }
        let answer = answer(&line, encodes).unwrap_or_else(|error| json!({ "error": error }));
        // Whoever asks may wait for the answer before asking on.
        if let Err(error) = writeln!(output, "{answer}").and_then(|()| output.flush()) {
            return outcome::end(&mut output, Err(error.into()));
        }
    }
}

fn answer(line: &[u8], encodes: bool) -> Result<Value, String> {
    let asked: Value = serde_json::from_slice(line).map_err(|error| format!("no JSON: {error}"))?;
    let number = |name: &str| {
        let number = asked.get(name).and_then(Value::as_i64).and_then(|n| i16::try_from(n).ok());
        number.ok_or_else(|| format!("`{name}` is no number of 16 bits"))
    };
    let (key, version) = (number("key")?, number("version")?);
    let direction = match asked.get("dir").and_then(Value::as_str) {
        Some("request") => Direction::Request,
        Some("response") => Direction::Response,
        _ => return Err("`dir` is neither request nor response".to_owned()),
    };
    let member = |name: &str| asked.get(name).ok_or_else(|| format!("`{name}` is missing"));
    if encodes {
        let (header, body) = (member("header")?, member("body")?);
        let bytes = write_frame(key, version, direction, header, body);
        let bytes = bytes.map_err(|error| error.to_string())?;
        return Ok(json!({ "hex": input::to_hex(&bytes) }));
    }
    let hex = member("hex")?.as_str().ok_or("`hex` is no text")?;
    if !hex.is_ascii() {
        return Err("`hex` is not hex".to_owned());
    }
    let bytes =
        input::from_hex(hex.as_bytes().to_vec()).map_err(|why| format!("`hex` is {why}"))?;
    Ok(as_json(&open(&bytes, direction, Some(key), Some(version))?.frame))
}
