//! Programs of the system that tests run, one file each. What is missing is told with the command that installs it.

pub(crate) mod minisign;
#[cfg(unix)]
pub(crate) mod sshd;
