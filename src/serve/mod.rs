//! The preview: a site shown page by page from memory, and shown anew when a file changes.

pub mod http;
pub mod watch;
