//! A folder of files over HTTP/1.1, for one person on this machine.
//!
//! GET and HEAD of plain names, one request a connection, a thread each and a bounded number of
//! them. No directories, no ranges, no caching, no special headers: the page needs none.

use std::{
    fs::File,
    io::{self, Read, Write},
    net::{TcpListener, TcpStream},
    path::{Path, PathBuf},
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    thread,
    time::Duration,
};

/// The longest head of a request, in bytes.
const HEAD_BYTES_MAX: usize = 8 * 1024;
/// How many connections are served at a time; others are closed.
const CONNECTIONS_MAX: usize = 64;
/// How long a peer may take for one read or write.
const PATIENCE: Duration = Duration::from_secs(10);

/// Serves the files of a folder, whose path is canonical, for as long as the process lives.
pub(super) fn serve(listener: &TcpListener, folder: &Path) {
    let connections = Arc::new(AtomicUsize::new(0));
    for stream in listener.incoming().flatten() {
        if CONNECTIONS_MAX <= connections.fetch_add(1, Ordering::SeqCst) {
            connections.fetch_sub(1, Ordering::SeqCst);
            continue;
        }
        let (folder, connections) = (folder.to_owned(), Arc::clone(&connections));
        thread::spawn(move || {
            // A peer that goes away is no concern of ours.
            let _gone = connection(stream, &folder);
            connections.fetch_sub(1, Ordering::SeqCst);
        });
    }
}

fn connection(mut stream: TcpStream, folder: &Path) -> io::Result<()> {
    stream.set_read_timeout(Some(PATIENCE))?;
    stream.set_write_timeout(Some(PATIENCE))?;
    let request = head(&mut stream)?;
    answer(&request, folder, &mut stream)?;
    stream.flush()
}

/// The head of a request, as far as it fits.
fn head(stream: &mut impl Read) -> io::Result<Vec<u8>> {
    let mut head = Vec::new();
    let mut chunk = [0; 1024];
    while head.len() < HEAD_BYTES_MAX && !head.windows(4).any(|end| end == b"\r\n\r\n") {
        match stream.read(&mut chunk)? {
            0 => break,
            read => head.extend(chunk.iter().take(read)),
        }
    }
    Ok(head)
}

/// Why a request gets no file.
enum Refusal {
    Malformed,
    TooLong,
    Method,
    Missing,
}

fn answer(request: &[u8], folder: &Path, out: &mut impl Write) -> io::Result<()> {
    let found = target(request).and_then(|(bodiless, path)| {
        let (file, length) = open(folder, path).ok_or(Refusal::Missing)?;
        Ok((bodiless, kind(path), file, length))
    });
    let (status, text) = match found {
        Ok((bodiless, kind, file, length)) => {
            headers("200 OK", kind, length, out)?;
            if !bodiless {
                io::copy(&mut file.take(length), out)?;
            }
            return Ok(());
        }
        Err(Refusal::Malformed) => ("400 Bad Request", "this is not a request of HTTP/1.1\n"),
        Err(Refusal::TooLong) => ("431 Request Header Fields Too Large", "too long a request\n"),
        Err(Refusal::Method) => ("405 Method Not Allowed", "only GET and HEAD\n"),
        Err(Refusal::Missing) => ("404 Not Found", "there is no such file\n"),
    };
    headers(status, "text/plain; charset=utf-8", text.len() as u64, out)?;
    out.write_all(text.as_bytes())
}

fn headers(status: &str, kind: &str, length: u64, out: &mut impl Write) -> io::Result<()> {
    let allow = if status.starts_with("405") { "Allow: GET, HEAD\r\n" } else { "" };
    write!(
        out,
        "HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {length}\r\n{allow}\
         Connection: close\r\n\r\n"
    )
}

/// Whether only the headers are wanted, and the path without its query.
fn target(request: &[u8]) -> Result<(bool, &str), Refusal> {
    let end = request.windows(4).position(|end| end == b"\r\n\r\n").ok_or({
        if request.len() < HEAD_BYTES_MAX { Refusal::Malformed } else { Refusal::TooLong }
    })?;
    let text = str::from_utf8(request.get(..end).unwrap_or_default());
    let line = text.ok().and_then(|text| text.lines().next()).ok_or(Refusal::Malformed)?;
    let words: Vec<&str> = line.split(' ').collect();
    let [method, target, "HTTP/1.1" | "HTTP/1.0"] = words[..] else {
        return Err(Refusal::Malformed);
    };
    let bodiless = match method {
        "GET" => false,
        "HEAD" => true,
        _ => return Err(Refusal::Method),
    };
    let path = target.split(['?', '#']).next().unwrap_or_default();
    path.starts_with('/').then_some((bodiless, path)).ok_or(Refusal::Malformed)
}

/// Opens a plain file below the folder; the page's names need no escapes, so none are read.
fn open(folder: &Path, path: &str) -> Option<(File, u64)> {
    let path = if path.ends_with('/') { format!("{path}index.html") } else { path.to_owned() };
    let plain = |name: &&str| {
        !name.is_empty()
            && !name.starts_with('.')
            && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"._-".contains(&byte))
    };
    let names: Vec<&str> = path.strip_prefix('/')?.split('/').collect();
    if !names.iter().all(plain) {
        return None;
    }
    let full = names.iter().fold(folder.to_owned(), |full: PathBuf, name| full.join(name));
    // A link that leads out of the folder is not followed.
    let full = full.canonicalize().ok().filter(|full| full.starts_with(folder))?;
    let file = File::open(full).ok()?;
    let metadata = file.metadata().ok().filter(std::fs::Metadata::is_file)?;
    Some((file, metadata.len()))
}

fn kind(path: &str) -> &'static str {
    match path.rsplit_once('.').map(|(_, ending)| ending) {
        None | Some("html") => "text/html; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("wasm") => "application/wasm",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some(_) => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::{fs, net::Shutdown};

    fn folder() -> (tempfile::TempDir, PathBuf) {
        let outer = tempfile::tempdir().expect("a folder");
        let pages = outer.path().join("pages");
        fs::create_dir(&pages).expect("made");
        fs::write(pages.join("index.html"), "hello").expect("written");
        fs::write(pages.join("a.wasm"), [0, 97, 115, 109]).expect("written");
        fs::write(outer.path().join("secret"), "secret").expect("written");
        std::os::unix::fs::symlink("../secret", pages.join("leak")).expect("linked");
        let pages = pages.canonicalize().expect("there");
        (outer, pages)
    }

    fn ask(pages: &Path, request: &str) -> String {
        let mut out = Vec::new();
        answer(request.as_bytes(), pages, &mut out).expect("written");
        String::from_utf8_lossy(&out).into_owned()
    }

    #[test]
    fn files_are_served_with_their_types() {
        let (_outer, pages) = folder();
        let index = ask(&pages, "GET / HTTP/1.1\r\nHost: x\r\n\r\n");
        assert!(index.starts_with("HTTP/1.1 200 OK\r\n"), "{index}");
        assert!(index.contains("text/html") && index.ends_with("\r\n\r\nhello"), "{index}");
        let wasm = ask(&pages, "GET /a.wasm?x=1 HTTP/1.1\r\n\r\n");
        assert!(wasm.contains("Content-Type: application/wasm\r\nContent-Length: 4\r\n"), "{wasm}");
        let head = ask(&pages, "HEAD /index.html HTTP/1.1\r\n\r\n");
        assert!(head.contains("Content-Length: 5") && head.ends_with("\r\n\r\n"), "{head}");
    }

    #[test]
    fn nothing_else_is_served() {
        let (_outer, pages) = folder();
        let long = format!("GET /{} HTTP/1.1\r\n", "a".repeat(HEAD_BYTES_MAX));
        let cases = [
            ("GET /../secret HTTP/1.1\r\n\r\n", "404"),
            ("GET /%2e%2e/secret HTTP/1.1\r\n\r\n", "404"),
            ("GET //secret HTTP/1.1\r\n\r\n", "404"),
            ("GET /leak HTTP/1.1\r\n\r\n", "404"),
            ("GET /missing HTTP/1.1\r\n\r\n", "404"),
            ("GET /\u{e9} HTTP/1.1\r\n\r\n", "404"),
            ("POST / HTTP/1.1\r\n\r\n", "405"),
            ("GET index.html HTTP/1.1\r\n\r\n", "400"),
            ("GET /", "400"),
            ("\r\n\r\n", "400"),
            ("", "400"),
            (long.as_str(), "431"),
        ];
        for (request, status) in cases {
            let answer = ask(&pages, request);
            assert!(answer.starts_with(&format!("HTTP/1.1 {status} ")), "{request:?}: {answer}");
        }
    }

    #[test]
    fn a_request_may_come_in_pieces() {
        let (_outer, pages) = folder();
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let address = listener.local_addr().expect("bound");
        thread::spawn(move || serve(&listener, &pages));
        let mut stream = TcpStream::connect(address).expect("it listens");
        for piece in ["GET / HT", "TP/1.1\r\n", "\r", "\n"] {
            stream.write_all(piece.as_bytes()).expect("sent");
        }
        stream.shutdown(Shutdown::Write).expect("said all");
        let mut answer = String::new();
        stream.read_to_string(&mut answer).expect("an answer");
        assert!(answer.ends_with("hello"), "{answer}");
    }
}
