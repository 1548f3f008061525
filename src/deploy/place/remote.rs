//! The other side of `remote.sh`: one connection on which the steps of a deploy are asked for, and what ssh is told.

use std::cell::RefCell;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::thread::JoinHandle;

use crate::deploy::error::DeployError;

const SCRIPT: &str = include_str!("remote.sh");

/// What the script says before anything else. What a start-up file of the server prints comes before it.
const HELLO: &str = "gongkai 1";

/// How many lines of what a program said on its standard error are told.
const TOLD: usize = 4;

/// How ssh is called, beside where to: it shall neither wait nor hang for ever.
const OPTIONS: [&str; 6] =
    ["-o", "ConnectTimeout=20", "-o", "ServerAliveInterval=15", "-o", "ServerAliveCountMax=4"];

/// A server as ssh is told of it.
#[derive(Clone, Debug)]
pub(super) struct Server {
    /// `host` or `user@host`, an address of IP 6 in brackets.
    pub(super) host: String,
    /// The port, where it is written.
    pub(super) port: Option<u16>,
}

impl Server {
    /// ssh and its options, without where to and what for.
    pub(super) fn ssh(&self) -> Vec<String> {
        let mut words: Vec<String> = ["ssh"].into_iter().chain(OPTIONS).map(str::to_owned).collect();
        if let Some(port) = self.port {
            words.extend(["-p".to_owned(), port.to_string()]);
        }
        words
    }

    /// A call of ssh that runs these words on the server.
    pub(super) fn command(&self, words: &[&str]) -> Command {
        let ssh = self.ssh();
        let mut command = Command::new("ssh");
        // ssh knows no brackets around an address.
        let host: String = self.host.chars().filter(|c| !"[]".contains(*c)).collect();
        command.args(ssh.iter().skip(1)).args(["-C", "-T", "--"]).arg(host);
        command.arg(words.iter().map(|word| quoted(word)).collect::<Vec<_>>().join(" "));
        command
    }

    /// Why a program that was to reach the server did not do so.
    pub(super) fn failed(&self, status: Option<i32>, told: &str) -> DeployError {
        let lines: Vec<&str> = told.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
        let cause = lines[lines.len().saturating_sub(TOLD)..].join("; ");
        let host = self.host.clone();
        // What ssh itself ends with.
        if status == Some(255) {
            DeployError::Unreachable { host, cause }
        } else {
            DeployError::Remote { host, cause }
        }
    }
}

/// A word as every POSIX shell takes it: for one word, whatever is in it.
pub(super) fn quoted(word: &str) -> String {
    format!("'{}'", word.replace('\'', r"'\''"))
}

/// A connection on which the script answers.
pub(super) struct Session {
    server: Server,
    running: RefCell<Running>,
}

struct Running {
    child: Child,
    requests: Option<ChildStdin>,
    answers: BufReader<ChildStdout>,
    told: Option<JoinHandle<String>>,
}

impl Session {
    /// Connects. The text is what the lock will say.
    pub(super) fn start(server: &Server, root: &str, lock: &str) -> Result<Self, DeployError> {
        let mut child = server
            .command(&["sh", "-c", SCRIPT, "gongkai", root, lock])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .map_err(|error| missing("ssh", server, &error))?;
        let requests = child.stdin.take();
        let answers = BufReader::new(child.stdout.take().expect("a pipe"));
        let told = child.stderr.take().map(listen);
        let session = Self {
            server: server.clone(),
            running: RefCell::new(Running { child, requests, answers, told }),
        };
        session.lines(HELLO)?;
        Ok(session)
    }

    /// Asks for one step; the lines of its answer. A word is a line and no more: what is none is not asked for.
    pub(super) fn ask(&self, action: &str, words: &[&str]) -> Result<Vec<String>, DeployError> {
        if let Some(word) = words.iter().find(|word| word.is_empty() || word.contains(char::is_control)) {
            return Err(self.server.failed(None, &format!("{word:?}")));
        }
        let mut request = String::new();
        for word in [action].iter().chain(words) {
            request.push_str(word);
            request.push('\n');
        }
        request.push('\n');
        if let Some(requests) = &mut self.running.borrow_mut().requests {
            // If nobody takes it, there is no answer either, and that is told.
            let _ = requests.write_all(request.as_bytes()).and_then(|()| requests.flush());
        }
        let mut lines = self.lines("end ")?;
        match lines.pop().as_deref() {
            Some("end 0") => Ok(lines),
            _ => {
                lines.retain(|line| !is_listed(line));
                Err(self.server.failed(None, &lines.join("\n")))
            }
        }
    }

    /// All lines up to the first that begins so, which is the last of them.
    fn lines(&self, last: &str) -> Result<Vec<String>, DeployError> {
        let mut lines = Vec::new();
        loop {
            let mut line = Vec::new();
            let read = self.running.borrow_mut().answers.read_until(b'\n', &mut line);
            if read.is_err() || line.pop() != Some(b'\n') {
                return Err(self.lost());
            }
            let line = String::from_utf8_lossy(&line).into_owned();
            let is_last = line.starts_with(last);
            lines.push(line);
            if is_last {
                return Ok(lines);
            }
        }
    }

    /// Why there are no more answers.
    fn lost(&self) -> DeployError {
        let mut running = self.running.borrow_mut();
        running.requests = None;
        let status = running.child.wait().ok().and_then(|status| status.code());
        let told = running.told.take().and_then(|told| told.join().ok()).unwrap_or_default();
        drop(running);
        match self.server.failed(status, &told) {
            // A session that ends before it is asked to was cut.
            DeployError::Remote { host, cause } if cause.is_empty() => {
                DeployError::Unreachable { host, cause }
            }
            error => error,
        }
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        let running = self.running.get_mut();
        // The script ends with its input, and the lock with it.
        running.requests = None;
        let _ = running.child.wait();
    }
}

/// Whether a line is part of a list, not something that a program says of its trouble.
fn is_listed(line: &str) -> bool {
    let word = line.split_once(' ').map_or(line, |(word, _)| word);
    line.starts_with('|')
        || word.len() >= 64
        || ["release", "current", "odd", "top", "ours", "end"].contains(&word)
}

/// Why a program could not be started.
pub(super) fn missing(name: &'static str, server: &Server, error: &io::Error) -> DeployError {
    match error.kind() {
        io::ErrorKind::NotFound => DeployError::Program { name },
        _ => DeployError::Unreachable { host: server.host.clone(), cause: error.to_string() },
    }
}

/// Reads what a program says on its standard error, up to a limit; the rest is let go.
pub(super) fn listen(pipe: impl Read + Send + 'static) -> JoinHandle<String> {
    const MOST: u64 = 64 * 1024;
    std::thread::spawn(move || {
        let (mut bytes, mut pipe) = (Vec::new(), pipe);
        let _ = pipe.by_ref().take(MOST).read_to_end(&mut bytes);
        let _ = io::copy(&mut pipe, &mut io::sink());
        String::from_utf8_lossy(&bytes).into_owned()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_one_word_to_a_shell_whatever_is_in_it() {
        assert_eq!(quoted("/srv/a b"), "'/srv/a b'");
        assert_eq!(quoted("it's $(x) `y` \\ \"z\" 公开"), r#"'it'\''s $(x) `y` \ "z" 公开'"#);
        #[cfg(unix)]
        for word in ["", "'", "''", "a'b'c", "$HOME", "`id`", "\\", "\\'", "!!", "*", "~", "公开 年报", "-n"]
        {
            let script = format!("printf %s {}", quoted(word));
            let output = Command::new("sh").args(["-c", &script]).output().expect("a shell");
            assert_eq!(String::from_utf8_lossy(&output.stdout), word);
        }
    }

    #[test]
    fn nothing_that_follows_the_host_can_be_an_option() {
        let server = Server { host: "web@[2001:db8::1]".to_owned(), port: Some(2222) };
        let command = server.command(&["sh", "-c", "echo 'a'"]);
        let words: Vec<_> = command.get_args().map(|word| word.to_string_lossy().into_owned()).collect();
        let end = ["-p", "2222", "-C", "-T", "--", "web@2001:db8::1", r"'sh' '-c' 'echo '\''a'\'''"];
        assert!(words.ends_with(&end.map(str::to_owned)), "{words:?}");
    }
}
