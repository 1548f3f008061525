//! Programs that tests use: run with a limit of time, asked for their version, installed by one run at a time.

use std::fs::File;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::thread;
use std::time::{Duration, Instant};

const PATIENCE: Duration = Duration::from_mins(12);

/// A folder for what tests install, kept between runs.
pub(crate) fn kept(name: &str) -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join(name)
}

/// Held while something is installed: two runs of the tests at a time, say one by an editor, do so one after the other.
pub(crate) fn lock(name: &str) -> Result<File, String> {
    let path = kept(&format!("{name}.lock"));
    let file = File::create(&path).map_err(|error| format!("{}: {error}", path.display()))?;
    file.lock().map_err(|error| error.to_string())?;
    Ok(file)
}

/// The version that a program tells: the first two of the numbers in its answer.
pub(crate) fn version(program: &str) -> Option<(u32, u32)> {
    let output = Command::new(program).arg("--version").output().ok()?;
    let text = String::from_utf8(output.stdout).ok()?;
    let mut numbers =
        text.trim().trim_start_matches(|c: char| !c.is_ascii_digit()).split('.').map(str::parse);
    Some((numbers.next()?.ok()?, numbers.next()?.ok()?))
}

/// Runs a program with an input, and ends it when it takes too long.
pub(crate) fn run(command: &mut Command, input: &str) -> Output {
    let name = format!("{command:?}");
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap_or_else(|error| panic!("{name}: {error}"));
    let stdout = drain(child.stdout.take().expect("a pipe"));
    let stderr = drain(child.stderr.take().expect("a pipe"));
    // A program that ends without reading has its own words for it.
    let _ = child.stdin.take().expect("a pipe").write_all(input.as_bytes());
    let end = Instant::now() + PATIENCE;
    let status = loop {
        match child.try_wait().expect("a child") {
            Some(status) => break status,
            None if Instant::now() > end => {
                // What the program started goes with it: its pipe is closed.
                let _ = child.kill();
                let _ = child.wait();
                panic!("{name}: not done after {} seconds", PATIENCE.as_secs());
            }
            None => thread::sleep(Duration::from_millis(20)),
        }
    };
    let read = |thread: thread::JoinHandle<Vec<u8>>| thread.join().expect("a reader");
    Output { status, stdout: read(stdout), stderr: read(stderr) }
}

fn drain(mut pipe: impl Read + Send + 'static) -> thread::JoinHandle<Vec<u8>> {
    thread::spawn(move || {
        let mut bytes = Vec::new();
        let _ = pipe.read_to_end(&mut bytes);
        bytes
    })
}
