//! A web server for the time of a test: found, started on a free port of this machine without any rights, ended when it is dropped.

use std::env;
use std::fs;
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use tempfile::TempDir;

const PATIENCE: Duration = Duration::from_secs(30);

/// A server that runs; it and its folder go when this goes, after a panic too.
pub(crate) struct Running {
    child: Child,
    _folder: TempDir,
    /// Where it listens.
    pub(crate) address: SocketAddr,
}

impl Running {
    /// Starts a program in a folder with its configuration, and waits until it takes connections.
    pub(crate) fn start(command: &mut Command, folder: TempDir, address: SocketAddr) -> Self {
        let told = folder.path().join("told.txt");
        let out = fs::File::create(&told).expect("a file");
        command.stdin(Stdio::null()).stdout(out.try_clone().expect("a handle")).stderr(out);
        let child = command.spawn().unwrap_or_else(|error| panic!("{command:?}: {error}"));
        let mut running = Self { child, _folder: folder, address };
        let end = Instant::now() + PATIENCE;
        while TcpStream::connect(address).is_err() {
            let ended = running.child.try_wait().expect("a child");
            let told = || fs::read_to_string(&told).unwrap_or_default();
            assert!(ended.is_none(), "{command:?}: {ended:?}\n{}", told());
            assert!(Instant::now() < end, "{command:?} takes no connection\n{}", told());
            thread::sleep(Duration::from_millis(10));
        }
        running
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A folder that a server may read which gives up the rights of its user.
pub(crate) fn folder() -> TempDir {
    let folder = TempDir::new().expect("a folder");
    fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o755)).expect("its rights");
    folder
}

/// An address of this machine on which nobody listens.
pub(crate) fn free() -> SocketAddr {
    let listener = TcpListener::bind(("127.0.0.1", 0)).expect("a free port");
    listener.local_addr().expect("its address")
}

/// The first of these programs that is there, also where only an administrator's search path leads.
pub(crate) fn program(names: &[&str], missing: &str) -> PathBuf {
    let path = env::var_os("PATH").unwrap_or_default();
    let folders = env::split_paths(&path).chain(["/usr/sbin", "/usr/local/sbin"].map(PathBuf::from));
    let places = folders.flat_map(|folder| names.iter().map(move |name| folder.join(name)));
    places.into_iter().find(|path| path.is_file()).unwrap_or_else(|| panic!("{missing}"))
}

/// Writes a file of a configuration.
pub(crate) fn write(folder: &Path, name: &str, text: &str) {
    fs::write(folder.join(name), text).expect("a file");
}

/// The text with one thing in the place of another, which must be there once.
pub(crate) fn put(text: &str, old: &str, new: &str) -> String {
    assert_eq!(text.matches(old).count(), 1, "{old}");
    text.replace(old, new)
}
