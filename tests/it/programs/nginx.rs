//! nginx with a configuration as it is printed.

use std::path::Path;
use std::process::Command;

use super::server::{Running, folder, free, program, put, write};
use crate::tool;

const MISSING: &str = "nginx was not found.\n\
     Debian, Ubuntu: sudo apt-get install nginx-light\n\
     Fedora: sudo dnf install nginx\n\
     macOS: brew install nginx";

/// Where the module may be that serves files compressed with Brotli.
const BROTLI: [&str; 2] = [
    "/usr/lib/nginx/modules/ngx_http_brotli_static_module.so",
    "/usr/lib64/nginx/modules/ngx_http_brotli_static_module.so",
];

/// Whether nginx can serve files compressed with Brotli here.
pub(crate) fn knows_brotli() -> bool {
    brotli().is_some()
}

fn brotli() -> Option<&'static str> {
    BROTLI.into_iter().find(|path| Path::new(path).is_file())
}

/// Starts nginx for a portal with a host of its own, after `nginx -t` has found nothing wrong.
pub(crate) fn start(printed: &str) -> Running {
    let address = free();
    run(&put(printed, "    listen 80;\n", &format!("    listen {address};\n")), address)
}

/// Starts it with a site that includes the configuration of a column.
pub(crate) fn start_column(printed: &str, site: &Path) -> Running {
    let address = free();
    // The site has rules of its own for all pages, which the column must not fall under.
    let above = format!(
        "server {{\n    listen {address};\n    root \"{}\";\n    add_header X-Site old always;\n    \
         location ~ \\.html$ {{ return 403; }}\n",
        site.display()
    );
    run(&format!("{above}{printed}}}\n"), address)
}

fn run(server: &str, address: std::net::SocketAddr) -> Running {
    let folder = folder();
    let (load, server) = match brotli() {
        Some(module) if server.contains("# brotli_static on;") => {
            (format!("load_module {module};\n"), put(server, "# brotli_static on;", "brotli_static on;"))
        }
        _ => (String::new(), server.to_owned()),
    };
    write(folder.path(), "server.conf", &server);
    let temporary = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]
        .map(|kind| format!("    {kind}_temp_path {kind};\n"))
        .concat();
    // One process, with the rights of the tests. What a distribution switches on for all servers is on.
    write(
        folder.path(),
        "nginx.conf",
        &format!(
            "{load}daemon off;\nmaster_process off;\npid pid;\nerror_log error.log;\nevents {{}}\nhttp {{\n    \
             access_log off;\n    gzip on;\n    charset gbk;\n{temporary}    include server.conf;\n}}\n"
        ),
    );
    let command = || {
        let mut command = Command::new(program(&["nginx"], MISSING));
        command.arg("-p").arg(folder.path()).args(["-e", "error.log", "-c", "nginx.conf"]);
        command
    };
    let checked = tool::run(command().arg("-t"), "");
    let told = String::from_utf8_lossy(&checked.stderr).into_owned();
    assert!(checked.status.success() && !told.contains("[warn]"), "{told}");
    let mut command = command();
    Running::start(&mut command, folder, address)
}
