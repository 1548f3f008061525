//! An OpenSSH server for the time of a test: on a free port of this machine, with keys and a configuration of its own.
//! Whoever has its search path reaches it with `ssh` under any name of a host.

use std::env;
use std::ffi::OsString;
use std::fs;
use std::net::{TcpListener, TcpStream};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use tempfile::TempDir;

const MISSING: &str = "was not found.\n\
     Debian, Ubuntu: sudo apt-get install openssh-server openssh-client rsync\n\
     Fedora: sudo dnf install openssh-server openssh-clients rsync";

const PATIENCE: Duration = Duration::from_secs(30);

/// A server that ends when this goes, after a panic too.
pub(crate) struct Sshd {
    child: Child,
    folder: TempDir,
}

impl Sshd {
    /// Starts a server into which the person who runs the tests can log in.
    pub(crate) fn start() -> Self {
        let folder = TempDir::new().expect("a folder");
        let at = |name: &str| folder.path().join(name);
        for key in ["host", "client"] {
            let mut keygen = Command::new(program("ssh-keygen"));
            keygen.args(["-q", "-t", "ed25519", "-N", "", "-f"]).arg(at(key));
            assert!(keygen.stdin(Stdio::null()).status().is_ok_and(|status| status.success()), "{keygen:?}");
        }
        fs::copy(at("client.pub"), at("authorized")).expect("a key");
        let port = free();
        let shown = |name: &str| at(name).display().to_string();
        let server = format!(
            "Port {port}\nListenAddress 127.0.0.1\nHostKey {}\nAuthorizedKeysFile {}\nPidFile none\nStrictModes no\n\
             UsePAM no\nPasswordAuthentication no\nKbdInteractiveAuthentication no\nPermitRootLogin prohibit-password\n\
             PrintMotd no\n",
            shown("host"),
            shown("authorized")
        );
        fs::write(at("server.conf"), server).expect("a configuration");
        let client = format!(
            "Host *\nHostName 127.0.0.1\nPort {port}\nIdentityFile {}\nIdentitiesOnly yes\nUserKnownHostsFile /dev/null\n\
             StrictHostKeyChecking no\nLogLevel ERROR\nBatchMode yes\n",
            shown("client")
        );
        fs::write(at("client.conf"), client).expect("a configuration");
        fs::create_dir(at("bin")).expect("a folder");
        let ssh = format!("exec '{}' -F '{}' \"$@\"", program("ssh").display(), shown("client.conf"));
        script(&at("bin/ssh"), &ssh);
        // A server of the system makes this folder when it starts; only root needs it.
        let _ = fs::create_dir("/run/sshd");
        let told = fs::File::create(at("told")).expect("a file");
        let mut command = Command::new(program("sshd"));
        command
            .args(["-D", "-e", "-f"])
            .arg(at("server.conf"))
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(told);
        let child = command.spawn().unwrap_or_else(|error| panic!("{command:?}: {error}"));
        let mut sshd = Self { child, folder };
        let end = Instant::now() + PATIENCE;
        while TcpStream::connect(("127.0.0.1", port)).is_err() {
            let ended = sshd.child.try_wait().expect("a child");
            let told = fs::read_to_string(sshd.folder.path().join("told")).unwrap_or_default();
            assert!(ended.is_none() && Instant::now() < end, "{command:?}: {ended:?}\n{told}");
            thread::sleep(Duration::from_millis(10));
        }
        sshd
    }

    /// A search path with the ssh that reaches this server, and nothing else.
    pub(crate) fn alone(&self) -> OsString {
        self.folder.path().join("bin").into_os_string()
    }

    /// The same with all programs of the system.
    pub(crate) fn path(&self) -> OsString {
        program("rsync");
        self.before(&env::var_os("PATH").unwrap_or_default())
    }

    /// The same with an rsync that takes its time: so many kilobytes a second.
    pub(crate) fn slow(&self, rate: u32) -> OsString {
        let slow = self.folder.path().join("slow");
        fs::create_dir_all(&slow).expect("a folder");
        script(
            &slow.join("rsync"),
            &format!("exec '{}' --bwlimit={rate} \"$@\"", program("rsync").display()),
        );
        let rest = self.path();
        env::join_paths([slow].into_iter().chain(env::split_paths(&rest))).expect("a search path")
    }

    /// The same where the connection is lost after so many requests; files are sent on another one, which is not.
    pub(crate) fn cut(&self, requests: usize) -> OsString {
        let pass = "while IFS= read -r line; do printf '%s\\n' \"$line\"; if [ -z \"$line\" ]; then n=$((n - 1)); fi; \
                    if [ $n -eq 0 ]; then break; fi; done";
        self.wrapped("cut", &format!("*--server*) exec SSH ;; esac\nn={requests}\n{pass} | SSH"))
    }

    /// The same where the connection on which files are sent is lost after so many bytes; there is no rsync.
    pub(crate) fn torn(&self, bytes: usize) -> OsString {
        let path =
            self.wrapped("torn", &format!("*'tar -x'*) head -c {bytes} | SSH; exit ;; esac\nexec SSH"));
        env::split_paths(&path).next().expect("a folder").into_os_string()
    }

    /// Puts something between a deploy and ssh: a case of what ssh is asked for, and what else is done.
    fn wrapped(&self, name: &str, case: &str) -> OsString {
        let folder = self.folder.path().join(name);
        fs::create_dir_all(&folder).expect("a folder");
        let ssh = format!("'{}' \"$@\"", self.folder.path().join("bin/ssh").display());
        script(
            &folder.join("ssh"),
            &format!("PATH=/usr/bin:/bin\ncase \"$*\" in\n{}", case.replace("SSH", &ssh)),
        );
        let rest = self.path();
        env::join_paths([folder].into_iter().chain(env::split_paths(&rest))).expect("a search path")
    }

    fn before(&self, rest: &OsString) -> OsString {
        let bin = self.folder.path().join("bin");
        env::join_paths([bin].into_iter().chain(env::split_paths(rest))).expect("a search path")
    }
}

impl Drop for Sshd {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn script(path: &Path, text: &str) {
    fs::write(path, format!("#!/bin/sh\n{text}\n")).expect("a script");
    fs::set_permissions(path, fs::Permissions::from_mode(0o755)).expect("a script");
}

fn free() -> u16 {
    let listener = TcpListener::bind(("127.0.0.1", 0)).expect("a free port");
    listener.local_addr().expect("its address").port()
}

/// The full path of a program, also where only an administrator's search path leads: sshd wants to be started by it.
fn program(name: &str) -> PathBuf {
    let path = env::var_os("PATH").unwrap_or_default();
    let folders = env::split_paths(&path).chain(["/usr/sbin", "/usr/local/sbin"].map(PathBuf::from));
    let mut places = folders.map(|folder| folder.join(name));
    places.find(|path| path.is_file()).unwrap_or_else(|| panic!("{name} {MISSING}"))
}
