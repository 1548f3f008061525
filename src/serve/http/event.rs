//! Server-sent events: a connection on which the program speaks when it has something to say.

use std::io::{self, Read, Write};
use std::net::{Shutdown, TcpStream};
use std::sync::Arc;
use std::time::{Duration, Instant};

/// How long an event may take to be taken. A page reads at once; who does not is gone, or holds up the others.
const PATIENCE: Duration = Duration::from_millis(250);

/// The open end of an event stream. It holds a descriptor and no thread; dropping it closes the connection.
#[derive(Debug)]
pub struct EventStream {
    stream: Arc<TcpStream>,
    over: bool,
}

impl EventStream {
    pub(super) fn new(stream: Arc<TcpStream>) -> Self {
        Self { stream, over: false }
    }

    /// Sends one event. `data` may have several lines, which the page sees joined by line feeds. An error means that the client
    /// is gone or has not read: the stream is over, and every later call is an error too.
    pub fn send(&mut self, event: Option<&str>, id: Option<u64>, data: &str) -> io::Result<()> {
        let data = data.replace("\r\n", "\n");
        // A line break in a name would begin a field of its own.
        let event = event.map(|event| format!("event: {}\n", event.replace(['\r', '\n'], " ")));
        let id = id.map(|id| format!("id: {id}\n"));
        let lines = data.split(['\r', '\n']).map(|line| format!("data: {line}\n"));
        let mut text: String = event.into_iter().chain(id).chain(lines).collect();
        text.push('\n');
        self.write(text.as_bytes())
    }

    /// Sends a comment that pages do not see, so that a connection nobody has closed properly is noticed.
    pub fn ping(&mut self) -> io::Result<()> {
        self.write(b": ping\n\n")
    }

    /// Whether the client has closed the connection, as far as can be known without sending.
    pub fn is_gone(&mut self) -> bool {
        if !self.over && (self.stream.set_nonblocking(true).is_err() || self.closed()) {
            self.close();
        }
        self.over || self.stream.set_nonblocking(false).is_err()
    }

    /// Reads what has come, which means nothing here. A client that does not stop talking is closed too.
    fn closed(&self) -> bool {
        let mut scrap = [0; 512];
        for _ in 0..64 {
            match (&*self.stream).read(&mut scrap) {
                Ok(0) => return true,
                Ok(_) => {}
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return error.kind() != io::ErrorKind::WouldBlock,
            }
        }
        true
    }

    fn write(&mut self, mut bytes: &[u8]) -> io::Result<()> {
        let end = Instant::now() + PATIENCE;
        while !bytes.is_empty() && !self.over {
            let left = end.saturating_duration_since(Instant::now());
            // A write without a limit could block for ever, and no limit is what zero means.
            let written = match self.stream.set_write_timeout(Some(left.max(Duration::from_millis(1)))) {
                Ok(()) if !left.is_zero() => (&*self.stream).write(bytes),
                Ok(()) => Err(io::ErrorKind::TimedOut.into()),
                Err(error) => Err(error),
            };
            match written {
                Ok(0) => self.over = true,
                Ok(count) => bytes = bytes.get(count..).unwrap_or_default(),
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => {
                    self.close();
                    return Err(error);
                }
            }
        }
        if self.over { Err(io::ErrorKind::BrokenPipe.into()) } else { Ok(()) }
    }

    fn close(&mut self) {
        self.over = true;
        // Fails only if the client was first.
        let _ = self.stream.shutdown(Shutdown::Both);
    }
}

impl Drop for EventStream {
    fn drop(&mut self) {
        self.close();
    }
}
