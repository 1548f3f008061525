//! Brings files to a server: by rsync where both sides have it, as a stream of tar where not.

use std::collections::BTreeMap;
use std::io::Write;
use std::process::{Command, Stdio};

use super::Sender;
use super::remote::{Server, listen, missing};
use super::tarball;
use crate::deploy::error::DeployError;
use crate::deploy::lock::own;
use crate::disk::{self, Content, Door};

/// What unpacks a stream in a folder. Whatever an account is set to, the web server must be able to read what arrives.
const UNPACK: &str = "umask 022; exec tar -x -f - -C \"$1\"";

/// Where files go.
pub(super) struct Upload<'a> {
    /// The server.
    pub(super) server: &'a Server,
    /// The folder on it.
    pub(super) folder: &'a str,
    /// Whether the server has rsync.
    pub(super) has_rsync: bool,
}

/// Brings the files into the folder, where none of them is yet.
pub(super) fn upload(
    to: &Upload<'_>,
    files: &BTreeMap<&str, &Content>,
    sender: &Sender,
    door: &Door<'_>,
) -> Result<(), DeployError> {
    let version =
        || Command::new("rsync").arg("--version").stdout(Stdio::null()).stderr(Stdio::null()).status();
    if to.has_rsync && version().is_ok_and(|status| status.success()) {
        by_rsync(to, files, sender, door)
    } else {
        by_tar(to, files, sender)
    }
}

/// rsync takes its files from a folder: they are written into one first.
fn by_rsync(
    to: &Upload<'_>,
    files: &BTreeMap<&str, &Content>,
    sender: &Sender,
    door: &Door<'_>,
) -> Result<(), DeployError> {
    let stage = own(&sender.site).join("send");
    disk::remove(door, &stage)?;
    for (path, content) in files {
        let path = stage.join(path);
        path.parent().map_or(Ok(()), |folder| door.create_dirs(folder))?;
        door.write(&path, content)?;
    }
    let mut command = Command::new("rsync");
    command
        .args(["-s", "-z", "--perms", "--chmod=u+rwX,go+rX", "--timeout=120", "--from0", "--files-from=-"])
        .args(["-e", &to.server.ssh().join(" "), "--"])
        .arg(stage.join(""))
        .arg(format!("{}:{}/", to.server.host, to.folder));
    let list = |input: &mut dyn Write| files.keys().try_for_each(|path| Ok(write!(input, "{path}\0")?));
    let fed = feed(command, "rsync", to.server, list);
    disk::remove(door, &stage)?;
    fed
}

fn by_tar(to: &Upload<'_>, files: &BTreeMap<&str, &Content>, sender: &Sender) -> Result<(), DeployError> {
    let command = to.server.command(&["sh", "-c", UNPACK, "gongkai", to.folder]);
    let time = u64::try_from(sender.now.as_second()).unwrap_or_default();
    feed(command, "ssh", to.server, |input| tarball::write(input, files, time))
}

/// Runs a program with an input.
fn feed(
    mut command: Command,
    name: &'static str,
    server: &Server,
    write: impl FnOnce(&mut dyn Write) -> Result<(), tarball::Trouble>,
) -> Result<(), DeployError> {
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(|error| missing(name, server, &error))?;
    let told = child.stderr.take().map(listen);
    let mut input = std::io::BufWriter::new(child.stdin.take().expect("a pipe"));
    let written = write(&mut input).and_then(|()| Ok(input.flush()?));
    // Its end is the end of the input.
    drop(input);
    if let Err(tarball::Trouble::Source(error)) = written {
        let _ = child.kill();
        let _ = child.wait();
        return Err(error);
    }
    let status = child.wait().ok().and_then(|status| status.code());
    let told = told.and_then(|told| told.join().ok()).unwrap_or_default();
    match (status, written) {
        (Some(0), Ok(())) => Ok(()),
        (Some(0) | None, Err(tarball::Trouble::Stream(error))) => {
            Err(server.failed(None, &format!("{told}\n{name}: {error}")))
        }
        _ => Err(server.failed(status, &told)),
    }
}
