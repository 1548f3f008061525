//! What a configuration says of one portal: its address, its folder, its agencies that were renamed.

use serde::Serialize;

use crate::portal::{Base, Register, Site, is_slug};

/// Where a portal is meant to lie if site.toml does not say.
const ANYWHERE: &str = "/srv/www/gongkai/current";

/// What a configuration is made of. All of it can stand in a configuration as it is: what could mean more there than itself is refused by
/// [`Facts::new`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Facts {
    /// Host name without port; empty where site.toml has no address.
    host: String,
    /// The port to listen on, without encryption.
    port: u16,
    /// Whether readers come by https.
    https: bool,
    /// The path of the portal, with `/` at both ends.
    path: String,
    /// The same for regular expressions.
    pattern: String,
    /// The path without the last `/`: empty where the portal has a host of its own.
    column: String,
    /// The same for regular expressions.
    column_pattern: String,
    /// The folder with the release that is shown.
    folder: String,
    /// The folder above it.
    above: String,
    /// Whether the folder is only a proposal.
    proposed: bool,
    /// Whether there are files compressed with Brotli.
    brotli: bool,
    /// Folders of the pages in other languages, as an optional part of a regular expression.
    languages: String,
    /// Agencies whose slug is another than it was.
    moved: Vec<Moved>,
}

/// An agency whose slug is another than it was: a former name in the register that is a slug.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Moved {
    /// The former slug.
    pub from: String,
    /// The present one.
    pub to: String,
}

/// What cannot stand in a configuration.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unfit {
    /// The address: only letters, digits and `-._~/` are sure to mean themselves everywhere.
    Address(String),
    /// The folder.
    Folder(String),
}

impl Facts {
    /// The facts of a portal that readers see at an address; `folder` is where its files lie, if that is known.
    pub fn new(
        site: &Site,
        register: &Register,
        address: &Base,
        folder: Option<&str>,
    ) -> Result<Self, Unfit> {
        let (host, port) = host(address).ok_or_else(|| Unfit::Address(address.url().to_owned()))?;
        let path = address.path().to_owned();
        let is_plain = |c: char| c.is_alphanumeric() || "-._~/".contains(c);
        if !path.chars().all(is_plain) || path.contains("//") || path.contains("/.") {
            return Err(Unfit::Address(address.url().to_owned()));
        }
        let proposed = folder.is_none();
        // Web servers write folders of Windows with `/` too.
        let folder = folder.unwrap_or(ANYWHERE).replace('\\', "/");
        let folder = folder.trim_end_matches('/').to_owned();
        let is_plain = |c: char| !c.is_control() && !"\"'`$%{}*?[]<>|;#".contains(c);
        if !folder.chars().all(is_plain) || folder.is_empty() {
            return Err(Unfit::Folder(folder));
        }
        let above = folder.rsplit_once('/').map_or("/", |(above, _)| above).to_owned();
        let others: Vec<&str> = site.languages().skip(1).map(|language| site.folder(language)).collect();
        let languages =
            if others.is_empty() { String::new() } else { format!("(?:(?:{})/)?", others.join("|")) };
        let pattern = path.replace('.', "\\.");
        Ok(Self {
            host,
            port,
            https: address.url().starts_with("https:"),
            column: path.trim_end_matches('/').to_owned(),
            column_pattern: pattern.trim_end_matches('/').to_owned(),
            pattern,
            path,
            folder,
            above,
            proposed,
            brotli: site.publication.brotli,
            languages,
            moved: moved(register),
        })
    }

    /// Agencies whose slug is another than it was.
    pub fn moved(&self) -> &[Moved] {
        &self.moved
    }
}

/// The former slugs in a register: former names that are slugs and that no agency has today. Where two agencies claim one, which the
/// register's check tells, neither gets it.
fn moved(register: &Register) -> Vec<Moved> {
    let claimed = register.agencies.iter().flat_map(|agency| {
        let former = agency.aliases.iter().filter(|name| is_slug(name) && register.get(name).is_none());
        former.map(|name| Moved { from: name.clone(), to: agency.slug.clone() })
    });
    let mut moved: Vec<Moved> = claimed.collect();
    moved.sort_by(|a, b| (&a.from, &a.to).cmp(&(&b.from, &b.to)));
    moved.dedup();
    let of_one = moved.chunk_by(|a, b| a.from == b.from).filter(|claims| claims.len() == 1);
    of_one.flatten().cloned().collect()
}

/// Host and port of an address. Where readers come by https the port is that of http: whether the server itself speaks https or one before
/// it does is for whoever runs it to say.
fn host(address: &Base) -> Option<(String, u16)> {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "-.".contains(c);
    let (host, port) = match address.host().rsplit_once(':') {
        Some((host, port)) => (host, port.parse::<u16>().ok().filter(|port| *port > 0)?),
        None => (address.host(), 80),
    };
    let port = if address.url().starts_with("https:") { 80 } else { port };
    host.chars().all(is_plain).then(|| (host.to_owned(), port))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn facts(address: &str, folder: &str) -> Result<Facts, Unfit> {
        let site: Site = toml::from_str("title = \"样例\"").expect("settings");
        let address = Base::try_from(address.to_owned()).expect("an address");
        Facts::new(&site, &Register::default(), &address, Some(folder))
    }

    #[test]
    fn an_address_is_taken_apart() {
        let facts = facts("http://www.example.gov.cn:8080/xxgk/v1.0", "/srv/www/current/").expect("facts");
        assert_eq!((facts.host.as_str(), facts.port, facts.https), ("www.example.gov.cn", 8080, false));
        assert_eq!((facts.path.as_str(), facts.pattern.as_str()), ("/xxgk/v1.0/", "/xxgk/v1\\.0/"));
        assert_eq!((facts.folder.as_str(), facts.above.as_str()), ("/srv/www/current", "/srv/www"));
    }

    #[test]
    fn what_could_mean_more_than_itself_is_refused() {
        for address in ["https://a;b/", "https://a{/", "https://a/b;c/", "https://a/$x/", "https://a/../b/"] {
            assert!(matches!(facts(address, "/srv"), Err(Unfit::Address(_))), "{address}");
        }
        for folder in ["/srv/a\"b", "/srv/$a", "/srv/a\nb", "/srv/{a}", "/srv/*", "/"] {
            assert!(matches!(facts("https://a/", folder), Err(Unfit::Folder(_))), "{folder:?}");
        }
        assert!(facts("https://a/公开/", "D:\\网站 目录\\current").is_ok());
    }
}
