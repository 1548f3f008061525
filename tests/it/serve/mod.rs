//! The preview server.

mod command;
mod http;
pub(crate) mod live;
mod preview;
mod site;
mod watch;
