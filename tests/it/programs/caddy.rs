//! Caddy with a configuration as it is printed.

use std::net::SocketAddr;
use std::path::Path;
use std::process::Command;

use super::server::{Running, folder, free, program, put, write};
use crate::tool;

const MISSING: &str = "Caddy was not found.\n\
     Debian, Ubuntu: sudo apt-get install caddy\n\
     Fedora: sudo dnf install caddy\n\
     macOS: brew install caddy";

/// Starts Caddy for a portal with a host of its own, after `caddy validate` has found nothing wrong.
pub(crate) fn start(printed: &str) -> Running {
    let address = free();
    run(&put(printed, "http://www.example.gov.cn:80 {", &format!("http://{address} {{")), address)
}

/// Starts it with a site that includes the configuration of a column.
pub(crate) fn start_column(printed: &str, site: &Path) -> Running {
    let (address, site) = (free(), site.display());
    run(
        &format!("http://{address} {{\nroot * \"{site}\"\nheader X-Site old\nfile_server\n{printed}}}\n"),
        address,
    )
}

fn run(site: &str, address: SocketAddr) -> Running {
    let folder = folder();
    write(folder.path(), "Caddyfile", &format!("{{\n\tadmin off\n\tauto_https off\n}}\n{site}"));
    let command = |name: &str| {
        let mut command = Command::new(program(&["caddy"], MISSING));
        // What it would keep in the home directory stays in the folder.
        command.current_dir(folder.path()).env("HOME", folder.path()).env_remove("XDG_DATA_HOME");
        command.env_remove("XDG_CONFIG_HOME").args([name, "--adapter", "caddyfile", "--config", "Caddyfile"]);
        command
    };
    let checked = tool::run(&mut command("validate"), "");
    assert!(checked.status.success(), "{}", String::from_utf8_lossy(&checked.stderr));
    let mut command = command("run");
    Running::start(&mut command, folder, address)
}
