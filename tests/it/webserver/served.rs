//! The printed configurations with the real servers: at the root of a host, and as a column of another site.

use gongkai::webserver::Server;

use super::client::ask;
use super::expected::{hold, hold_brotli};
use super::release::Release;
use crate::programs::server::Running;
use crate::programs::{apache, caddy, nginx};

fn start(server: Server, release: &Release) -> Running {
    let printed = release.configuration(server);
    let site = release.site();
    match (server, release.path) {
        (Server::Nginx, "/") => nginx::start(&printed),
        (Server::Nginx, _) => nginx::start_column(&printed, &site),
        (Server::Apache, "/") => apache::start(&printed),
        (Server::Apache, _) => apache::start_column(&printed, &site),
        (Server::Caddy, "/") => caddy::start(&printed),
        (Server::Caddy, _) => caddy::start_column(&printed, &site),
        (Server::Iis, _) => unreachable!("it runs on Windows alone"),
    }
}

fn whole(server: Server) {
    let release = Release::whole();
    let running = start(server, &release);
    assert!(hold(server, running.address, &release) > 70);
    hold_brotli(server, running.address, &release);
}

fn column(server: Server) {
    let release = Release::column();
    let running = start(server, &release);
    assert!(hold(server, running.address, &release) > 70);
    hold_brotli(server, running.address, &release);
    let above = ask(running.address, "GET", "/index.txt", &[]);
    assert_eq!((above.status, above.body.as_slice()), (200, &b"another site"[..]), "{server:?}");
    assert_eq!(above.header("X-Site"), Some("old"), "{server:?}");
    assert_eq!(above.header("Content-Security-Policy"), None, "{server:?}");
    let slash = ask(running.address, "GET", release.path.trim_end_matches('/'), &[]);
    let location = slash.header("Location").unwrap_or_default();
    assert!(slash.status == 301 && location.ends_with(release.path), "{server:?}: {slash:?}");
    for foreign in ["/xxgk/", "/xxgk/nianbao2/", "/index.html"] {
        let reply = ask(running.address, "GET", foreign, &[]);
        assert_eq!(reply.header("Content-Security-Policy"), None, "{server:?}: {foreign}");
    }
}

#[test]
fn nginx_serves_the_portal_as_the_table_says() {
    whole(Server::Nginx);
}

#[test]
fn apache_serves_the_portal_as_the_table_says() {
    whole(Server::Apache);
}

#[test]
fn caddy_serves_the_portal_as_the_table_says() {
    whole(Server::Caddy);
}

#[test]
fn nginx_serves_the_portal_as_a_column_of_another_site() {
    column(Server::Nginx);
}

#[test]
fn apache_serves_the_portal_as_a_column_of_another_site() {
    column(Server::Apache);
}

#[test]
fn caddy_serves_the_portal_as_a_column_of_another_site() {
    column(Server::Caddy);
}

#[test]
fn every_link_of_the_sample_portal_leads_somewhere_through_nginx() {
    for release in [Release::whole(), Release::column()] {
        let running = start(Server::Nginx, &release);
        let (seen, broken) = super::crawl::crawl(running.address, release.path);
        assert_eq!(broken, [""; 0], "{}", release.path);
        assert!(seen > 700, "{seen}");
    }
}

#[test]
fn a_release_that_is_switched_to_is_served_at_once() {
    let release = Release::whole();
    for server in [Server::Nginx, Server::Apache, Server::Caddy] {
        let running = start(server, &release);
        let ask = || ask(running.address, "GET", "/robots.txt", &[]);
        assert_eq!(ask().status, 200, "{server:?}");
        release.switch("2", "another release");
        assert_eq!(ask().body, b"another release", "{server:?}");
        release.switch("1", "");
        assert!(ask().body == release.files["robots.txt"], "{server:?}");
    }
}
