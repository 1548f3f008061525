//! The preview server.

mod http;
mod watch;
