//! The printed configurations of web servers: what they say, and what real servers make of them.

#[cfg(unix)]
mod client;
#[cfg(unix)]
mod crawl;
#[cfg(unix)]
mod expected;
mod iis;
mod printed;
#[cfg(unix)]
mod release;
#[cfg(unix)]
mod served;
