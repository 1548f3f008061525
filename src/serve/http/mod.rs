//! HTTP/1.1 for a preview on one machine: requests with limits, answers that are always complete.
//!
//! A [`Listener`] takes a port, a handler makes an [`Answer`] of each [`Request`], a [`Server`] is what runs meanwhile. A request
//! passes through `head` (is it one?), `request` with `host` and `path` (is it ours, for what?) and only then reaches the handler;
//! what that says passes through `answer`, where all headers are made. `exchange` is the way of one connection, `room` the bounds on
//! all of them.
//!
//! Nothing here knows a site or opens a file: no path of a disk is ever made from a request.

mod answer;
mod event;
mod exchange;
mod head;
mod host;
mod kind;
mod listen;
mod path;
mod range;
mod request;
mod room;
mod status;
mod tag;

use std::time::Duration;

pub use answer::Answer;
pub use event::EventStream;
pub use kind::Kind;
pub use listen::{Listener, Server};
pub use range::Range;
pub use request::Request;
pub use status::Status;

/// What clients may use of a server. The sizes of heads and bodies are fixed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// In what time the whole head has to arrive. With the second that a refusal may take to be read, a connection on which no
    /// request comes lasts less than ten seconds.
    pub head: Duration,
    /// After what time without a byte taken an answer is given up.
    pub stall: Duration,
    /// How many connections may be open whose head has not arrived, or whose client has the answer and does not close.
    pub waiting: usize,
    /// How many requests may be in the handler or being answered.
    pub answering: usize,
    /// Stack of the thread of a connection, in bytes: what the handler needs.
    pub stack: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            head: Duration::from_secs(8),
            stall: Duration::from_secs(10),
            waiting: 256,
            answering: 64,
            stack: 2 << 20,
        }
    }
}
