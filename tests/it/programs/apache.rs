//! Apache HTTP Server with a configuration as it is printed.

use std::net::SocketAddr;
use std::path::Path;
use std::process::Command;

use super::server::{Running, folder, free, program, put, write};
use crate::tool;

const MISSING: &str = "Apache was not found.\n\
     Debian, Ubuntu: sudo apt-get install apache2-bin\n\
     Fedora: sudo dnf install httpd\n\
     macOS: brew install httpd";

const MODULES: [&str; 3] = ["/usr/lib/apache2/modules", "/usr/lib64/httpd/modules", "/usr/lib/httpd/modules"];

/// Starts Apache for a portal with a host of its own, after `-t` has found nothing wrong.
pub(crate) fn start(printed: &str) -> Running {
    let address = free();
    run(&put(printed, "<VirtualHost *:80>", &format!("<VirtualHost {address}>")), address)
}

/// Starts it with a site that includes the configuration of a column.
pub(crate) fn start_column(printed: &str, site: &Path) -> Running {
    let (address, site) = (free(), site.display());
    let above = format!(
        "<VirtualHost {address}>\nDocumentRoot \"{site}\"\nHeader always set X-Site old\n\
         <Directory \"{site}\">\nRequire all granted\n</Directory>\n"
    );
    run(&format!("{above}{printed}</VirtualHost>\n"), address)
}

fn run(host: &str, address: SocketAddr) -> Running {
    let folder = folder();
    write(folder.path(), "host.conf", host);
    // Those that a distribution has on by default or the printed comment asks for; some are built in here and there.
    let names = ["mpm_event", "unixd", "authz_core", "alias", "dir", "mime", "rewrite", "headers"];
    let modules = MODULES.iter().map(Path::new).find(|path| path.is_dir());
    let load = |name: &&str| {
        let path = modules?.join(format!("mod_{name}.so"));
        path.is_file().then(|| format!("LoadModule {name}_module {}\n", path.display()))
    };
    let modules: String = names.iter().filter_map(load).collect();
    let root = folder.path().display();
    write(
        folder.path(),
        "apache.conf",
        &format!(
            "{modules}ServerRoot \"{root}\"\nServerName localhost\nPidFile pid\nErrorLog error.log\nTypesConfig /dev/null\n\
             DefaultRuntimeDir \"{root}\"\nServerTokens Prod\nServerSignature Off\nUser nobody\nListen {address}\n\
             <Directory />\nOptions FollowSymLinks\nAllowOverride None\nRequire all denied\n</Directory>\nInclude host.conf\n"
        ),
    );
    let command = || {
        let mut command = Command::new(program(&["apache2", "httpd"], MISSING));
        command.arg("-f").arg(folder.path().join("apache.conf"));
        command
    };
    let checked = tool::run(command().arg("-t"), "");
    assert!(checked.status.success(), "{}", String::from_utf8_lossy(&checked.stderr));
    let mut command = command();
    // One process that stays in the foreground.
    Running::start(command.arg("-X"), folder, address)
}
