//! Programs of the system that tests run, one file each. What is missing is told with the command that installs it.

pub(crate) mod apache;
pub(crate) mod caddy;
pub(crate) mod minisign;
pub(crate) mod nginx;
pub(crate) mod server;
#[cfg(unix)]
pub(crate) mod sshd;
