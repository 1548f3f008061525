//! A target that is a folder of a server. Only the programs ssh and, where both sides have it, rsync are used; what they
//! need to know of keys and passwords is their own business.

use std::collections::BTreeMap;

use super::remote::{Server, Session};
use super::send::{Upload, upload};
use super::{Access, Listing, Place, RELEASES, Sender};
use crate::deploy::audit::Audit;
use crate::deploy::error::DeployError;
use crate::deploy::lock::SiteLock;
use crate::deploy::plan::Plan;
use crate::deploy::release::Id;
use crate::deploy::state::{Shown, State, audited};
use crate::disk::{Content, Door, Gate, Manifest, Record};

/// What is said of a release that has none.
const NONE: &str = "-";

/// How many paths are named in one request.
const AT_ONCE: usize = 200;

/// A server that was opened.
pub(super) struct Ssh<'a> {
    server: Server,
    root: &'a str,
    session: Session,
    sender: &'a Sender,
    door: Door<'a>,
    has_rsync: bool,
    _lock: Option<SiteLock>,
}

impl<'a> Ssh<'a> {
    /// Connects to a server; see [`super::open`].
    pub(super) fn open(
        (host, port, root): (&str, Option<u16>, &'a str),
        sender: &'a Sender,
        access: Access,
        gate: &'a Gate<'a>,
    ) -> Result<Self, DeployError> {
        let server = Server { host: host.to_owned(), port };
        let door = Door::new(gate);
        let lock = match access {
            Access::Look => None,
            Access::Change | Access::Break => Some(SiteLock::take(&door, &sender.site)?),
        };
        let owner = Owner::of(sender);
        let session = Session::start(&server, root, &owner.text())?;
        let listed = session.ask("list", &[])?;
        let named = |what: &str| -> Vec<String> {
            listed
                .iter()
                .filter_map(|line| line.strip_prefix(what)?.strip_prefix(' '))
                .map(str::to_owned)
                .collect()
        };
        let listing = Listing { top: named("top"), releases: named("release"), ours: named("ours") };
        if !listing.is_ours() {
            return Err(DeployError::Foreign { path: format!("{host}:{root}") });
        }
        if access != Access::Look {
            take(&session, &owner, access)?;
        }
        let has_rsync = listed.iter().any(|line| line == "rsync");
        Ok(Self { server, root, session, sender, door, has_rsync, _lock: lock })
    }

    /// The path of something on the server, for people.
    fn shown(&self, name: &str) -> String {
        format!("{}:{}/{name}", self.server.host, self.root)
    }
}

/// Takes the lock of the server. One that this site holds on this machine was left by a deploy that is no more: the lock
/// of the site, which we have, would not be free otherwise.
fn take(session: &Session, owner: &Owner, access: Access) -> Result<(), DeployError> {
    let answer = session.ask("take", &[if access == Access::Break { "break" } else { NONE }])?;
    if answer.iter().any(|line| line == "taken") {
        return Ok(());
    }
    let other = Owner::read(&answer);
    if access == Access::Change && (&other.who, &other.site) == (&owner.who, &owner.site) {
        return take(session, owner, Access::Break);
    }
    Err(DeployError::Held { who: other.who, site: other.site, since: other.since })
}

/// Who holds the lock of a server, as it says.
struct Owner {
    who: String,
    site: String,
    pid: String,
    since: String,
}

impl Owner {
    fn of(sender: &Sender) -> Self {
        let site = sender.site.canonicalize().unwrap_or_else(|_| sender.site.clone());
        let line = |text: &str| text.replace(char::is_control, " ");
        Self {
            who: line(&sender.who),
            site: line(&site.display().to_string()),
            pid: std::process::id().to_string(),
            since: sender.now.strftime("%Y-%m-%dT%H:%M:%SZ").to_string(),
        }
    }

    fn text(&self) -> String {
        [self.who.as_str(), &self.site, &self.pid, &self.since].join("\n")
    }

    fn read(answer: &[String]) -> Self {
        let mut lines = answer.iter().filter_map(|line| line.strip_prefix("held "));
        let mut next = || lines.next().unwrap_or("?").to_owned();
        Self { who: next(), site: next(), pid: next(), since: next() }
    }
}

impl Place for Ssh<'_> {
    fn state(&self) -> Result<State, DeployError> {
        let answer = self.session.ask("state", &[])?;
        let mut texts: BTreeMap<Id, Option<String>> = BTreeMap::new();
        let (mut reading, mut current) = (None, None);
        for line in &answer {
            if let Some(name) = line.strip_prefix("release ") {
                reading = Id::parse(name);
                texts.extend(reading.clone().map(|id| (id, None)));
            } else if let Some(text) = line.strip_prefix('|') {
                if let Some(known) = reading.as_ref().and_then(|id| texts.get_mut(id)) {
                    let known = known.get_or_insert_default();
                    known.push_str(text);
                    known.push('\n');
                }
            } else if let Some(link) = line.strip_prefix("current ") {
                current = Some(link);
            } else if line == "folder" {
                return Err(DeployError::Layout { path: self.shown(super::CURRENT) });
            }
        }
        let manifest = |id: &Id, text: Option<String>| -> Result<Option<Manifest>, DeployError> {
            let Some(text) = text else { return Ok(None) };
            let record = Content::from(text.as_str()).record()?;
            Ok(Manifest::parse(text.as_bytes()).filter(|_| id.fits(&record.sha256)))
        };
        let releases: BTreeMap<Id, Option<Manifest>> = texts
            .into_iter()
            .map(|(id, text)| Ok((id.clone(), manifest(&id, text)?)))
            .collect::<Result<_, DeployError>>()?;
        let shown = match current {
            None => None,
            Some(link) => {
                let name = link.strip_prefix(RELEASES).and_then(|name| name.strip_prefix('/'));
                let id = name.and_then(Id::parse).filter(|id| releases.contains_key(id));
                let id = id.ok_or_else(|| DeployError::Elsewhere { path: self.shown(super::CURRENT) })?;
                let known = releases.get(&id).and_then(Option::as_ref);
                Some(Shown { present: surveyed(&answer, known), id })
            }
        };
        Ok(State { releases, shown, is_archive: false })
    }

    fn read(&self, id: &Id, name: &str) -> Result<Option<String>, DeployError> {
        let answer = self.session.ask("read", &[id.as_str(), name])?;
        let lines: Vec<&str> = answer.iter().filter_map(|line| line.strip_prefix('|')).collect();
        Ok((!lines.is_empty()).then(|| lines.join("\n") + "\n"))
    }

    fn audit(&self, id: &Id, state: &State) -> Result<Audit, DeployError> {
        let manifest = state.manifest_of(id);
        Ok(audited(id, manifest, &surveyed(&self.session.ask("survey", &[id.as_str()])?, manifest)))
    }

    fn send(&self, plan: &Plan, files: &BTreeMap<String, Content>) -> Result<(), DeployError> {
        let id = plan.id.as_str();
        let withdrawn: Vec<&str> = plan.withdrawn.iter().map(Id::as_str).collect();
        self.session.ask("recall", &withdrawn)?;
        let base = plan.base.as_ref().map_or(NONE, Id::as_str);
        let there = surveyed(&self.session.ask("prepare", &[id, base])?, None);
        let is_right = |path: &str| {
            let wanted = plan.files.get(path).map(|record| &record.sha256);
            wanted.is_some() && there.get(path).map(|record| &record.sha256) == wanted
        };
        // A request has a word to a line: names of more than one line are removed by what follows.
        let wrong: Vec<String> = there
            .keys()
            .filter(|path| !is_right(path) && !path.contains(char::is_control))
            .map(|path| format!("./{path}"))
            .collect();
        for some in wrong.chunks(AT_ONCE) {
            let words: Vec<&str> = [id].into_iter().chain(some.iter().map(String::as_str)).collect();
            self.session.ask("drop", &words)?;
        }
        self.session.ask("prune", &[id])?;
        let mut missing: BTreeMap<&str, &Content> = BTreeMap::new();
        for path in plan.files.keys().filter(|path| !is_right(path)) {
            let content = files.get(path).ok_or_else(|| DeployError::Arrived { path: path.clone() })?;
            missing.insert(path, content);
        }
        missing.extend(plan.unlisted.iter().map(|(path, content)| (path.as_str(), content)));
        let folder = format!("{}/{RELEASES}/{id}{}", self.root, super::PART);
        let to = Upload { server: &self.server, folder: &folder, has_rsync: self.has_rsync };
        upload(&to, &missing, self.sender, &self.door)?;
        let part = format!("{id}{}", super::PART);
        plan.arrived(&surveyed(&self.session.ask("survey", &[&part])?, None))?;
        self.session.ask("finish", &[id])?;
        Ok(())
    }

    fn switch(&self, id: &Id) -> Result<(), DeployError> {
        self.session.ask("switch", &[id.as_str()]).map(drop)
    }

    fn tidy(&self, outdated: &[Id]) -> Result<(), DeployError> {
        let words: Vec<&str> = outdated.iter().map(Id::as_str).collect();
        self.session.ask("tidy", &words).map(drop)
    }
}

/// The files that an answer names. A server is only asked for digests: a file that has the digest that the manifest says
/// has its size too.
fn surveyed(answer: &[String], manifest: Option<&Manifest>) -> BTreeMap<String, Record> {
    let size = |path: &str, sha256: &str| {
        let named =
            manifest.and_then(|manifest| manifest.files.get(path).or_else(|| manifest.carried.get(path)));
        named.filter(|record| record.sha256 == sha256).map_or(0, |record| record.size)
    };
    let mut files = BTreeMap::new();
    for line in answer {
        if let Some(path) = line.strip_prefix("odd ./") {
            files.insert(path.to_owned(), Record { size: 0, sha256: String::new() });
        } else if let Some((path, sha256)) = sum(line) {
            files.insert(path.clone(), Record { size: size(&path, &sha256), sha256 });
        }
    }
    files
}

/// Path and digest of a line that sha256sum prints; none where it is another line. A path with a backslash or a line
/// break has them written as two characters.
fn sum(line: &str) -> Option<(String, String)> {
    let (line, is_escaped) = line.strip_prefix('\\').map_or((line, false), |line| (line, true));
    let (sha256, rest) = line.split_once(' ')?;
    let is_digest =
        sha256.len() == 64 && sha256.chars().all(|c| c.is_ascii_digit() || ('a'..='f').contains(&c));
    let path = rest.strip_prefix([' ', '*'])?.strip_prefix("./")?;
    let path = if is_escaped { unescaped(path) } else { path.to_owned() };
    is_digest.then(|| (path, sha256.to_owned()))
}

/// A path in which a character after a backslash stands for another.
fn unescaped(path: &str) -> String {
    let mut chars = path.chars();
    let next = || {
        Some(match chars.next()? {
            '\\' => match chars.next()? {
                'n' => '\n',
                'r' => '\r',
                other => other,
            },
            other => other,
        })
    };
    std::iter::from_fn(next).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_server_says_of_its_files_is_read() {
        let digest = "0a".repeat(32);
        let lines = [
            format!("{digest}  ./2022/海城镇/index.html"),
            format!("{digest} *./a  b"),
            format!("\\{digest}  ./a\\\\n\\nb"),
            format!("{digest}  -"),
            "odd ./link".to_owned(),
            "find: './x': Permission denied".to_owned(),
        ];
        let files = surveyed(&lines, None);
        let paths: Vec<_> = files.iter().map(|(path, record)| (path.as_str(), record.sha256.len())).collect();
        assert_eq!(paths, [("2022/海城镇/index.html", 64), ("a  b", 64), ("a\\n\nb", 64), ("link", 0)]);
    }

    #[test]
    fn a_lock_says_who_holds_it() {
        let lines = ["held clerk@office", "held /srv/site", "held 17", "held 2025-01-20T01:30:00Z"];
        let owner = Owner::read(&lines.map(str::to_owned));
        assert_eq!(owner.text(), "clerk@office\n/srv/site\n17\n2025-01-20T01:30:00Z");
        assert_eq!(Owner::read(&[]).who, "?");
    }
}
