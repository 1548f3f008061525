//! The preview server.

mod http;
pub(crate) mod live;
mod preview;
mod watch;
