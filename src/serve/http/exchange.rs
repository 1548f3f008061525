//! One connection from its first byte to its end: a head is read, the handler is asked, its answer is written, and all is closed.
//! There is no second request: a preview has no use for the time that would save, and a body that is misread cannot become one.

use std::io::{self, Read, Seek, SeekFrom, Write};
use std::net::{IpAddr, Shutdown, TcpStream};
use std::panic::{self, AssertUnwindSafe};
use std::sync::Arc;
use std::time::{Duration, Instant};

use super::Limits;
use super::answer::{Answer, Body, Reply};
use super::event::EventStream;
use super::head::Head;
use super::request::{Method, Request};
use super::room::Seat;
use super::status::Status;

/// How much is read or written at a time.
const PIECE: usize = 64 * 1024;

/// How much, and how long, is read after the answer: closing a connection that has unread bytes destroys the answer on its way.
const REST: (u64, Duration) = (1024 * 1024, Duration::from_secs(1));

/// Within this time a thread notices that its connection has to go, even where shutting it down does not wake a read.
const TICK: Duration = Duration::from_secs(1);

/// Answers the one request of a connection.
pub(super) fn run(
    seat: Seat,
    limits: Limits,
    bound: IpAddr,
    handler: &(impl Fn(&Request) -> Answer + ?Sized),
) {
    // Only a connection that is broken already cannot do this; writing to it will tell.
    let _ = seat.stream().set_nodelay(true);
    let mut head = Head::default();
    let read = match receive(&seat, limits.head, &mut head) {
        Some(read) => read.and_then(|()| Request::read(head.bytes(), bound)),
        None => return,
    };
    let method = if head.bytes().starts_with(b"HEAD ") { Method::Head } else { Method::Get };
    let answer = match &read {
        // Refusals need no place: they cost nothing and are taken at once, or never.
        Err(status) => Answer::error(*status),
        Ok(_) if !seat.think() => return,
        // What the handler was at is its own matter; all that is ours is the connection, and that ends here.
        Ok(request) => {
            let answer = panic::catch_unwind(AssertUnwindSafe(|| handler(request)));
            seat.tell();
            answer.unwrap_or_else(|_| Answer::error(Status::InternalError))
        }
    };
    // An error here means that the client is gone or does not read: there is nobody to tell.
    let _ = send(seat, limits.stall, answer.reply(method, read.as_ref().ok()));
}

/// Reads until the head is complete or refused; `None` if there is nobody to answer.
fn receive(seat: &Seat, patience: Duration, head: &mut Head) -> Option<Result<(), Status>> {
    let end = Instant::now() + patience;
    let mut piece = [0; 4096];
    loop {
        let left = end.saturating_duration_since(Instant::now());
        if left.is_zero() {
            // Browsers open connections in advance, and may never use them.
            return (!head.bytes().is_empty()).then_some(Err(Status::RequestTimeout));
        }
        match read(seat.stream(), left.min(TICK), &mut piece) {
            // Half a request, and no more will come. Where nothing came, or the connection had to go, nobody waits.
            Ok(0) => {
                return (!head.bytes().is_empty() && !seat.is_gone()).then_some(Err(Status::BadRequest));
            }
            Ok(count) => match head.push(piece.get(..count).unwrap_or_default()) {
                Ok(false) => {}
                Ok(true) => return Some(Ok(())),
                Err(status) => return Some(Err(status)),
            },
            Err(error) if is_late(&error) && !seat.is_gone() => {}
            Err(_) => return None,
        }
    }
}

/// Writes all of an answer, or hands the connection over.
fn send(seat: Seat, stall: Duration, reply: Reply) -> io::Result<()> {
    seat.stream().set_write_timeout(Some(stall))?;
    put(&seat, reply.head.as_bytes())?;
    match reply.body {
        Body::Bytes(bytes) => {
            let part = usize::try_from(reply.part.start).ok().zip(usize::try_from(reply.part.end).ok());
            put(&seat, part.and_then(|(start, end)| bytes.get(start..end)).unwrap_or_default())?;
        }
        Body::File { mut file, .. } => {
            file.seek(SeekFrom::Start(reply.part.start))?;
            let mut left = reply.part.end - reply.part.start;
            let mut piece = vec![0; PIECE];
            while left > 0 {
                let most = usize::try_from(left).map_or(PIECE, |left| left.min(PIECE));
                let count = file.read(piece.get_mut(..most).unwrap_or_default())?;
                if count == 0 {
                    return Err(io::ErrorKind::UnexpectedEof.into());
                }
                put(&seat, piece.get(..count).unwrap_or_default())?;
                left -= count as u64;
            }
        }
        Body::Events(open) => {
            // The place is kept as long as the thread is: both are bounded together.
            let stream = EventStream::new(Arc::clone(seat.stream()));
            // As with the handler.
            let _ = panic::catch_unwind(AssertUnwindSafe(|| open(stream)));
            drop(seat);
            return Ok(());
        }
    }
    seat.stream().shutdown(Shutdown::Write)?;
    seat.part();
    let (mut left, end) = (REST.0, Instant::now() + REST.1);
    let mut piece = [0; 4096];
    while left > 0 && Instant::now() < end {
        match read(seat.stream(), end.saturating_duration_since(Instant::now()), &mut piece)? {
            0 => break,
            count => left = left.saturating_sub(count as u64),
        }
    }
    Ok(())
}

/// Writes all bytes. Each time some of them are taken, the time of the client begins anew.
fn put(seat: &Seat, mut bytes: &[u8]) -> io::Result<()> {
    while !bytes.is_empty() {
        match seat.stream().as_ref().write(bytes) {
            Ok(0) => return Err(io::ErrorKind::WriteZero.into()),
            Ok(count) => {
                seat.get_on();
                bytes = bytes.get(count..).unwrap_or_default();
            }
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(())
}

/// Reads what is there, waiting for it no longer than `wait`.
fn read(mut stream: &TcpStream, wait: Duration, piece: &mut [u8]) -> io::Result<usize> {
    // Zero would mean for ever.
    stream.set_read_timeout(Some(wait.max(Duration::from_millis(1))))?;
    stream.read(piece)
}

/// Whether an error only says that nothing has come yet.
fn is_late(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::WouldBlock | io::ErrorKind::TimedOut | io::ErrorKind::Interrupted)
}
