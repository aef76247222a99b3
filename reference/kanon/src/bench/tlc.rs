//! TLC, the model checker of TLA+, on the specification that `parity` is in other words.
//!
//! It runs as a process of its own, in a temporary folder with a copy of the modules; what it
//! prints is read for two numbers.

use super::measure::Searched;
use model::settings::Value;
use model::worlds::Settings;
use std::ffi::OsString;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;
use std::{env, fs, io, process};

/// The module of each protocol.
const MODULES: [(&str, &str); 5] = [
    ("kip320", "Kip320"),
    ("truncate-to-hw", "KafkaTruncateToHighWatermark"),
    ("kip101", "Kip101"),
    ("kip279", "Kip279"),
    ("kip320-first-try", "Kip320FirstTry"),
];

const CONFIGURATION: &str = "Kanon.cfg";

/// How many of its last lines are shown when it fails.
const LINES_SHOWN: usize = 15;

/// TLC, ready to search.
pub(super) struct Tlc {
    classpath: OsString,
    module: &'static str,
    folder: Folder,
}

impl Tlc {
    /// Copies the modules, and writes down the bounds.
    ///
    /// # Errors
    ///
    /// A sentence that says what cannot be read or written.
    pub(super) fn prepare(
        classpath: &str,
        spec: &Path,
        settings: &Settings,
    ) -> Result<Self, String> {
        let protocol = setting(settings, "protocol");
        let module = MODULES.iter().find(|(name, _)| *name == protocol);
        let module = module.map(|(_, module)| *module).ok_or("the protocol has no module")?;
        if !spec.join(module).with_extension("tla").is_file() {
            return Err(format!("{} has no {module}.tla", spec.display()));
        }
        // TLC runs elsewhere, where what is relative would be relative to that.
        let absolute: io::Result<Vec<PathBuf>> =
            env::split_paths(classpath).map(std::path::absolute).collect();
        let classpath = absolute.map_err(|error| format!("--tlc {classpath}: {error}"))?;
        let classpath = env::join_paths(classpath).map_err(|error| error.to_string())?;
        let written = Folder::new().and_then(|folder| {
            copy_modules(spec, &folder.0)?;
            fs::write(folder.0.join(CONFIGURATION), configuration(settings, module))?;
            Ok(folder)
        });
        let folder = written.map_err(|error| format!("the modules cannot be copied: {error}"))?;
        Ok(Self { classpath, module, folder })
    }

    /// Searches to the end. The time is that of the whole process.
    ///
    /// # Errors
    ///
    /// A sentence that says why it did not come to the end.
    pub(super) fn search(&self, workers: NonZeroUsize) -> Result<Searched, String> {
        let mut java = Command::new("java");
        // The collector that TLC itself advises.
        java.args(["-XX:+UseParallelGC", "-cp"]).arg(&self.classpath);
        java.args(["tlc2.TLC", "-workers", &workers.to_string(), "-config", CONFIGURATION]);
        java.args(["-metadir", "states", self.module]).current_dir(&self.folder.0);
        let started = Instant::now();
        let output = java.output().map_err(|error| format!("java cannot be started: {error}"))?;
        let seconds = started.elapsed().as_secs_f64();
        let printed = String::from_utf8_lossy(&output.stdout);
        match counts(&printed).filter(|_| output.status.success()) {
            Some((states, depth)) => Ok(Searched { states, depth, seconds }),
            None => {
                let complaint = String::from_utf8_lossy(&output.stderr);
                let lines: Vec<&str> = printed.lines().chain(complaint.lines()).collect();
                let last = lines[lines.len().saturating_sub(LINES_SHOWN)..].join("\n  ");
                Err(format!("TLC did not search to its end ({}):\n  {last}", output.status))
            }
        }
    }
}

/// The bounds, as TLC is told them. All but the last protocol break `StrongIsr`, at which TLC would
/// stop, so of those the states are only counted.
fn configuration(settings: &Settings, module: &str) -> String {
    let of = |name| setting(settings, name);
    let replicas: u32 = of("replicas").parse().unwrap_or_default();
    let replicas: Vec<String> = (1..=replicas).map(|replica| format!("r{replica}")).collect();
    let invariant = if module == "Kip320" { "INVARIANT StrongIsr\n" } else { "" };
    format!(
        "SPECIFICATION Spec\nCONSTANTS\n  Replicas = {{{}}}\n  LogSize = {}\n  MaxRecords = {}\n  \
         MaxLeaderEpoch = {}\n{invariant}CHECK_DEADLOCK FALSE\n",
        replicas.join(", "),
        of("log"),
        of("records"),
        of("epochs"),
    )
}

fn setting(settings: &Settings, name: &str) -> String {
    let entries = settings.entries();
    let value = entries.iter().find(|(known, _)| *known == name).map(|(_, value)| value);
    value.map(Value::to_string).unwrap_or_default()
}

fn copy_modules(from: &Path, to: &Path) -> io::Result<()> {
    for entry in fs::read_dir(from)? {
        let path = entry?.path();
        if let Some(name) = path.file_name().filter(|_| path.extension() == Some("tla".as_ref())) {
            fs::copy(&path, to.join(name))?;
        }
    }
    Ok(())
}

/// Distinct states and depth, as TLC prints them at the end of a whole search.
fn counts(printed: &str) -> Option<(u64, u32)> {
    let states = printed.lines().find_map(|line| {
        let (_, rest) = line.split_once(" states generated, ")?;
        let (states, rest) = rest.split_once(" distinct states found")?;
        // While it goes on, a line begins with `Progress` and the queue is not empty.
        let at_end = !line.starts_with("Progress") && rest == ", 0 states left on queue.";
        states.replace(',', "").parse().ok().filter(|_| at_end)
    })?;
    let depth = printed.lines().find_map(|line| {
        let depth = line.strip_prefix("The depth of the complete state graph search is ")?;
        depth.trim_end_matches('.').parse().ok()
    })?;
    Some((states, depth))
}

/// A temporary folder, which goes away with this.
struct Folder(PathBuf);

impl Folder {
    fn new() -> io::Result<Self> {
        let folder = env::temp_dir().join(format!("kanon-bench-{}", process::id()));
        fs::create_dir(&folder)?;
        Ok(Self(folder))
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        // What is left behind in a temporary folder does no harm.
        let _left = fs::remove_dir_all(&self.0);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::worlds;

    const END: &str = "Progress(12) at 2026-11-21 15:28:33: 20,344 states generated (20,344 \
        s/min), 7,446 distinct states found (7,446 ds/min), 1,272 states left on queue.\n\
        Model checking completed. No error has been found.\n\
        27088 states generated, 9661 distinct states found, 0 states left on queue.\n\
        The depth of the complete state graph search is 18.\n";

    #[test]
    fn the_end_of_a_whole_search_is_read() {
        assert_eq!(counts(END), Some((9661, 18)));
        assert_eq!(counts(&END.replace("9661", "9,661")), Some((9661, 18)));
        for (from, to) in
            [(" 0 states left", " 3 states left"), ("The depth", "A depth"), ("9661", "")]
        {
            assert_eq!(counts(&END.replace(from, to)), None, "{from}");
        }
    }

    #[test]
    fn every_protocol_has_its_module_and_the_bounds_are_those_of_the_world() {
        let mut settings = worlds::named("parity").expect("the world").settings;
        for (protocol, _) in MODULES {
            settings.set("protocol", protocol).expect("a protocol");
        }
        settings.set("replicas", "2").expect("a setting");
        let bounds = "SPECIFICATION Spec\nCONSTANTS\n  Replicas = {r1, r2}\n  LogSize = 2\n  \
            MaxRecords = 2\n  MaxLeaderEpoch = 3\nCHECK_DEADLOCK FALSE\n";
        assert_eq!(configuration(&settings, "Kip101"), bounds);
        let judged = bounds.replace("CHECK", "INVARIANT StrongIsr\nCHECK");
        assert_eq!(configuration(&settings, "Kip320"), judged);
    }
}
