//! Where releases are sent: a folder of this machine, or one of a server. Both know the same steps.
//!
//! ```text
//! <path>/releases/<id>/     a whole release, with its manifest; never changed afterwards
//! <path>/releases/<id>.part what is being sent; a deploy that was cut leaves it to the next
//! <path>/current            what the web server shows: a link to a release, or a folder that is brought up to date
//! <path>/shown              where `current` is a folder: which release it is, and whether it is so already
//! <path>/deploy.lock        one deploy at a time
//! ```

mod archive;
mod dir;
mod in_place;
mod remote;
mod send;
mod ssh;
mod tarball;

use std::collections::BTreeMap;
use std::path::PathBuf;

use jiff::Timestamp;

use super::audit::Audit;
use super::error::DeployError;
use super::plan::Plan;
use super::release::Id;
use super::state::State;
use crate::disk::{self, Content, Gate};
use crate::portal::{self, Target};
use archive::Archive;
use dir::Dir;
use ssh::Ssh;

/// The folder of the releases, below the target.
pub(super) const RELEASES: &str = "releases";

/// What readers see, below the target.
pub(super) const CURRENT: &str = "current";

/// Where the link is made that takes the place of `current`, or the files that take their places in it.
const NEXT: &str = "current.new";

/// Says which release a folder `current` holds.
pub(super) const SHOWN: &str = "shown";

/// Where its new text is made.
const SHOWN_NEXT: &str = "shown.new";

/// The lock, below the target.
const LOCK: &str = "deploy.lock";

/// Ends the name of a release that is being sent.
const PART: &str = ".part";

/// Ends the names of what is made before there is a part, and of a release on its way out.
const WASTE: [&str; 2] = [".link", ".gone"];

/// Who sends, from where, and when.
#[derive(Clone, Debug)]
pub struct Sender {
    /// Root of the site.
    pub site: PathBuf,
    /// Home directory of the person who runs the program.
    pub home: Option<PathBuf>,
    /// The person and the machine, for those who find the target locked: `user@host`.
    pub who: String,
    /// When.
    pub now: Timestamp,
}

/// What is done with a target.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// It is looked at; nothing is written anywhere.
    Look,
    /// It is changed: no other deploy may run at the same time.
    Change,
    /// The same, even if somebody else's deploy to a server holds the lock.
    Break,
}

/// A target that was opened.
pub trait Place {
    /// What is there.
    fn state(&self) -> Result<State, DeployError>;

    /// What has become of a release, which may not be the one that is shown.
    fn audit(&self, id: &Id, state: &State) -> Result<Audit, DeployError>;

    /// The text of a file that stands in a release beside those that its manifest names; nothing where it is not there.
    fn read(&self, id: &Id, name: &str) -> Result<Option<String>, DeployError>;

    /// Makes the release of a plan: whole, checked, and not yet shown. What an earlier try left is used.
    fn send(&self, plan: &Plan, files: &BTreeMap<String, Content>) -> Result<(), DeployError>;

    /// Shows a release that is there.
    fn switch(&self, id: &Id) -> Result<(), DeployError>;

    /// Removes releases, and what earlier deploys left.
    fn tidy(&self, outdated: &[Id]) -> Result<(), DeployError>;
}

/// Opens a target: refuses one that is dangerous or not ours, keeps other deploys out and ends what a deploy that was cut
/// had begun to show. Dropping the place lets others in.
pub fn open<'a>(
    target: &'a Target,
    sender: &'a Sender,
    access: Access,
    gate: &'a Gate<'a>,
) -> Result<Box<dyn Place + 'a>, DeployError> {
    match &target.place {
        portal::Place::Dir { path, layout } => {
            let root = disk::safe(&sender.site.join(path), &sender.site, sender.home.as_deref())?;
            Ok(Box::new(Dir::open(root, *layout, sender, access, gate)?))
        }
        portal::Place::Ssh { host, port, path } => {
            Ok(Box::new(Ssh::open((host, *port, path), sender, access, gate)?))
        }
        portal::Place::Archive { path } => Ok(Box::new(Archive::open(path.as_ref(), sender, access, gate)?)),
    }
}

/// The names that were found on a target.
struct Listing {
    /// In its folder.
    top: Vec<String>,
    /// In its folder of releases.
    releases: Vec<String>,
    /// Those of the releases that have a manifest of ours.
    ours: Vec<String>,
}

impl Listing {
    /// Whether what is there is ours: nothing, a release of ours, or nothing but what has the names that we give.
    fn is_ours(&self) -> bool {
        let is_known =
            |name: &String| [RELEASES, CURRENT, NEXT, SHOWN, SHOWN_NEXT, LOCK].contains(&name.as_str());
        let is_named = |name: &String| Id::parse(name).is_some() || is_left(name);
        let has_release = self.ours.iter().any(|name| Id::parse(name).is_some());
        let has_rest = !self.releases.is_empty() || !self.top.iter().any(|name| name == CURRENT);
        has_release || has_rest && self.top.iter().all(is_known) && self.releases.iter().all(is_named)
    }
}

/// Whether a name among the releases is one of what a deploy leaves that was cut.
fn is_left(name: &str) -> bool {
    let ends = [PART].into_iter().chain(WASTE);
    ends.into_iter().any(|end| name.strip_suffix(end).and_then(Id::parse).is_some())
}

/// The newest of the parts among these names, which the next deploy uses.
fn newest_part(names: &[String]) -> Option<&String> {
    names.iter().filter(|name| name.strip_suffix(PART).and_then(Id::parse).is_some()).max()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_target_is_ours_only_with_a_release_of_ours_or_the_remains_of_a_first_deploy() {
        const ID: &str = "20250120T013000Z-44136fa3";
        let names = |names: &[&str]| names.iter().map(|&name| name.to_owned()).collect::<Vec<_>>();
        let is_ours = |top: &[&str], releases: &[&str], ours: &[&str]| {
            Listing { top: names(top), releases: names(releases), ours: names(ours) }.is_ours()
        };
        let part = format!("{ID}.part");
        assert!(is_ours(&[], &[], &[]));
        assert!(is_ours(&["releases", "current", "web.config"], &[ID], &[ID]));
        assert!(is_ours(&["releases", "deploy.lock"], &[&part], &[]));
        assert!(!is_ours(&["index.html"], &[], &[]));
        assert!(!is_ours(&["releases", "current"], &["v1"], &["v1"]));
        assert!(is_ours(&["releases", "current"], &[ID], &[]), "somebody changed the manifest");
        assert!(!is_ours(&["releases", "current", "index.html"], &[ID], &[]));
        assert!(!is_ours(&["current"], &[], &[]), "somebody else's folder of this name");
        assert!(!is_ours(&["releases", "index.html"], &[&part], &[]));
    }
}
