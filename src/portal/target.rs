//! Where a portal is sent: the `[targets.<name>]` of site.toml.

use std::num::NonZeroU32;

use serde::Deserialize;

use super::Base;

/// A place that `gongkai deploy` sends the portal to.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Deserialize)]
#[serde(try_from = "Written")]
pub struct Target {
    /// Where it is.
    pub place: Place,
    /// How many releases stay there, the one that is shown among them.
    pub keep: NonZeroU32,
    /// Where readers see it; empty where that is not written.
    pub url: Base,
    /// Whether what is sent there is published: it is entered in the ledger. Not so for a server that only the office sees.
    pub publishes: bool,
}

/// Where a target is, and how it is reached.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Place {
    /// A folder of this machine, or a share mounted in it; a relative one is below the root of the site.
    Dir {
        /// The folder that holds the releases.
        path: String,
        /// How one release takes the place of another.
        layout: Layout,
    },
    /// A folder of a server that ssh reaches.
    Ssh {
        /// What ssh is told: `host` or `user@host`, or a name of its configuration.
        host: String,
        /// The port; what ssh is configured for where it is not written.
        port: Option<u16>,
        /// The folder that holds the releases: absolute.
        path: String,
    },
    /// A file to be carried to the server by hand; a relative one is below the root of the site.
    Archive {
        /// The file; its name ends in `.zip` or `.tar.gz`.
        path: String,
    },
}

/// How one release takes the place of another.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Layout {
    /// `current` is a link that is switched.
    #[default]
    Link,
    /// `current` is a folder whose files are replaced one by one: for shares and systems that know no links.
    InPlace,
}

/// A target as it is written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    dir: Option<String>,
    ssh: Option<String>,
    archive: Option<String>,
    layout: Option<Layout>,
    port: Option<u16>,
    #[serde(default = "five")]
    keep: NonZeroU32,
    #[serde(default)]
    url: Base,
    #[serde(default = "yes")]
    publishes: bool,
}

fn five() -> NonZeroU32 {
    const FIVE: NonZeroU32 = NonZeroU32::new(5).expect("five is not zero");
    FIVE
}

fn yes() -> bool {
    true
}

impl TryFrom<Written> for Target {
    type Error = String;

    fn try_from(written: Written) -> Result<Self, String> {
        let Written { dir, ssh, archive, layout, port, keep, url, publishes } = written;
        let place = match (dir, ssh, archive) {
            (Some(path), None, None) if !path.is_empty() => {
                Place::Dir { path, layout: layout.unwrap_or_default() }
            }
            (None, Some(ssh), None) => {
                let (host, path) = server(&ssh).ok_or_else(|| format!("{ssh} (user@host:/path)"))?;
                Place::Ssh { host: host.to_owned(), port, path: path.to_owned() }
            }
            (None, None, Some(path)) if [".zip", ".tar.gz"].iter().any(|end| path.ends_with(end)) => {
                Place::Archive { path }
            }
            (None, None, Some(path)) => return Err(format!("{path} (.zip | .tar.gz)")),
            _ => return Err("dir | ssh | archive".to_owned()),
        };
        match &place {
            Place::Ssh { .. } | Place::Archive { .. } if layout.is_some() => Err("layout: dir".to_owned()),
            Place::Dir { .. } | Place::Archive { .. } if port.is_some() => Err("port: ssh".to_owned()),
            _ => Ok(Self { place, keep, url, publishes }),
        }
    }
}

/// Host and path of `user@host:/path`. What a program could take for an option, or a shell for more than a word, is
/// refused.
fn server(text: &str) -> Option<(&str, &str)> {
    let (host, path) = text.split_once(":/").map(|(host, _)| (host, text.get(host.len() + 1..)))?;
    let path = path?;
    let name = host.rsplit_once('@').map_or(host, |(_, name)| name);
    let is_plain = |c: char| c.is_alphanumeric() || "@._-:[]%".contains(c);
    let is_fit = !host.starts_with(['-', '@']) && !name.is_empty() && !name.starts_with('-');
    let is_folder = path.len() > 1 && !path.chars().any(char::is_control);
    let climbs = path.split('/').any(|part| part == "..");
    (is_fit && host.chars().all(is_plain) && is_folder && !climbs).then_some((host, path))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Target, String> {
        toml::from_str(text).map_err(|error| error.message().to_owned())
    }

    #[test]
    fn a_target_is_a_folder_a_server_or_an_archive() {
        let dir = read("dir = '/srv/www'\nlayout = 'in-place'").expect("a folder");
        assert_eq!(dir.place, Place::Dir { path: "/srv/www".to_owned(), layout: Layout::InPlace });
        assert_eq!((dir.keep.get(), dir.publishes), (5, true));
        let ssh = read("ssh = 'web@[2001:db8::1]:/srv/www/公开'\nport = 2222").expect("a server");
        let (host, path) = ("web@[2001:db8::1]".to_owned(), "/srv/www/公开".to_owned());
        assert_eq!(ssh.place, Place::Ssh { host, port: Some(2222), path });
        assert!(read("archive = 'out/portal.tar.gz'").is_ok());
        for wrong in ["", "dir = ''", "dir = 'a'\nssh = 'b:/c'", "archive = 'a.rar'", "dir = 'a'\nport = 1"] {
            assert!(read(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn what_could_be_an_option_or_more_than_a_word_is_no_server() {
        let wrong = [
            "-oProxyCommand=x:/srv",
            "a@-x:/srv",
            "@host:/srv",
            ":/srv",
            "host",
            "host:srv",
            "host:/",
            "ho st:/srv",
            "host;x:/srv",
            "$(x):/srv",
            "host:/srv/../etc",
            "host:/srv\n",
        ];
        for text in wrong {
            assert_eq!(server(text), None, "{text}");
        }
        assert_eq!(server("www:/srv/a b"), Some(("www", "/srv/a b")));
    }
}
