//! A port that is listened at, and the server behind it.

use std::fmt;
use std::io;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, TcpListener, TcpStream};
use std::sync::Arc;
use std::thread::{self, JoinHandle};
use std::time::Duration;

use super::Limits;
use super::answer::Answer;
use super::exchange;
use super::request::Request;
use super::room::Room;

/// How long nothing is accepted after an error such as too many open files, which does not go away at once.
const PAUSE: Duration = Duration::from_millis(50);

/// How long the end of a server waits for its threads.
const PATIENCE: Duration = Duration::from_secs(2);

/// An address that is taken, at which nothing is answered yet: who connects waits.
#[derive(Debug)]
pub struct Listener {
    /// What clients may use of the server.
    pub limits: Limits,
    socket: TcpListener,
    address: SocketAddr,
}

/// A server that runs until it is stopped or dropped.
pub struct Server {
    address: SocketAddr,
    room: Arc<Room>,
    accepting: Option<JoinHandle<()>>,
}

impl Listener {
    /// Takes an address. If its port is busy, the next one is tried, and at most `further` of them; port 0 is any free port.
    pub fn bind(address: SocketAddr, further: u16) -> io::Result<Self> {
        let last = if address.port() == 0 { 0 } else { address.port().saturating_add(further) };
        let mut port = address.port();
        loop {
            match TcpListener::bind(SocketAddr::new(address.ip(), port)) {
                Err(error) if is_busy(&error) && port < last => port += 1,
                Err(error) => return Err(error),
                Ok(socket) => {
                    let address = socket.local_addr()?;
                    return Ok(Self { limits: Limits::default(), socket, address });
                }
            }
        }
    }

    /// The address that was taken, with its port.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Answers every request with what `handler` says. It is called on many threads at once, and only for requests that are GET or
    /// HEAD for a host of this server; what else may come is answered before. A panic in it is answered with status 500.
    pub fn serve(self, handler: impl Fn(&Request) -> Answer + Send + Sync + 'static) -> io::Result<Server> {
        let Self { limits, socket, address } = self;
        let room = Arc::new(Room::new(limits));
        let shared = Arc::clone(&room);
        let handler: Arc<Handler> = Arc::new(handler);
        let accept = move || accept(&socket, &shared, limits, address.ip(), &handler);
        let accepting = thread::Builder::new().name("serve-accept".to_owned()).spawn(accept)?;
        Ok(Server { address, room, accepting: Some(accepting) })
    }
}

/// What answers requests.
type Handler = dyn Fn(&Request) -> Answer + Send + Sync;

/// Gives every connection a thread, until the room is closed.
fn accept(listener: &TcpListener, room: &Arc<Room>, limits: Limits, bound: IpAddr, handler: &Arc<Handler>) {
    loop {
        let seat = match listener.accept() {
            Ok((stream, _)) => room.admit(stream),
            Err(error) => {
                if !is_of_client(&error) {
                    room.shed();
                    room.rest(PAUSE);
                }
                None
            }
        };
        if room.is_closed() {
            return;
        }
        let Some(seat) = seat else { continue };
        let handler = Arc::clone(handler);
        let answer = move || exchange::run(seat, limits, bound, &*handler);
        // Without a thread there is no answer: what could not be run is dropped, and the connection with it.
        if thread::Builder::new()
            .name("serve-request".to_owned())
            .stack_size(limits.stack)
            .spawn(answer)
            .is_err()
        {
            room.rest(PAUSE);
        }
    }
}

/// Whether another program has the port. On Windows one that wants it for itself alone is not said to use it.
fn is_busy(error: &io::Error) -> bool {
    error.kind() == io::ErrorKind::AddrInUse
        || cfg!(windows) && error.kind() == io::ErrorKind::PermissionDenied
}

/// Whether only this one connection failed, before it was ours.
fn is_of_client(error: &io::Error) -> bool {
    use io::ErrorKind::{ConnectionAborted, ConnectionReset, Interrupted};
    matches!(error.kind(), ConnectionAborted | ConnectionReset | Interrupted)
}

impl Server {
    /// The address that is listened at.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Frees the port and ends all connections but the event streams, which are theirs who hold them. Returns when all threads
    /// have ended, or after two seconds if a handler does not come back.
    pub fn stop(&mut self) {
        let Some(accepting) = self.accepting.take() else { return };
        self.room.close(PATIENCE);
        let here = match self.address.ip() {
            IpAddr::V4(Ipv4Addr::UNSPECIFIED) => IpAddr::V4(Ipv4Addr::LOCALHOST),
            IpAddr::V6(Ipv6Addr::UNSPECIFIED) => IpAddr::V6(Ipv6Addr::LOCALHOST),
            address => address,
        };
        // The thread waits for a connection: this one tells it to look around. If none can be made, it ends with the next.
        if TcpStream::connect_timeout(&SocketAddr::new(here, self.address.port()), PATIENCE).is_ok() {
            // It has no result, and cannot have panicked where that would matter now.
            let _ = accepting.join();
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.stop();
    }
}

impl fmt::Debug for Server {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Server").field("address", &self.address).finish_non_exhaustive()
    }
}
